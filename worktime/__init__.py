"""Knows the calendar: working hours, days off and make-up days, when a recurring rule comes next."""
