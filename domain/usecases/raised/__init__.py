"""Raised matters: put to the office, given to a first handler, answered by a task."""
