"""The times that a question names (今天, 上周, this month), from when until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo

from domain.rules.months import shifted

_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
Days = tuple[date, date]  # the first day, and the one after the last


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _week(day: date) -> Days:
    return _monday(day), _monday(day) + _WEEK


def _month(day: date) -> Days:
    first = day.replace(day=1)
    return first, shifted(first, 1)


_TIMES: Mapping[str, Callable[[date], Days]] = {
    "today": lambda day: (day, day + _DAY),
    "tomorrow": lambda day: (day + _DAY, day + 2 * _DAY),
    "yesterday": lambda day: (day - _DAY, day),
    "week": _week,
    "next-week": lambda day: _week(day + _WEEK),
    "last-week": lambda day: _week(day - _WEEK),
    "month": _month,
    "last-month": lambda day: (shifted(day.replace(day=1), -1), day.replace(day=1)),
}


def span_asked(name: str, now: datetime, zone: tzinfo) -> tuple[datetime, datetime]:
    """From when until before when a time lasts, by the clock of a zone; KeyError for a name that is none."""
    first, end = _TIMES[name](now.astimezone(zone).date())
    return datetime.combine(first, time(), zone), datetime.combine(end, time(), zone)
