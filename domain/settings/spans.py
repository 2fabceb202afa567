"""Amounts of wall-clock or working time, as people write them in the configuration."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.model.value import value
from worktime.calendar import WorkingCalendar


class TimeUnit(StrEnum):
    """How an amount of time is counted: m, h, d by the wall clock; wh, wd by the working calendar."""

    MINUTES = "m"
    HOURS = "h"
    DAYS = "d"
    WORKING_HOURS = "wh"
    WORKING_DAYS = "wd"


_NATURAL = {
    TimeUnit.MINUTES: timedelta(minutes=1),
    TimeUnit.HOURS: timedelta(hours=1),
    TimeUnit.DAYS: timedelta(days=1),
}


_SPAN = re.compile(r"([+-]?)(?:(\d{1,4})(m|wh|wd|h|d)|0)", re.ASCII)


@value
class Span:
    """A signed amount of wall-clock or working time, written `-3wd`, `+4wh`, `24h`, `0`."""

    amount: int
    unit: TimeUnit

    @classmethod
    def parse(cls, text: str) -> Span:
        """Read the short form; ValueError says what was expected."""
        match = _SPAN.fullmatch(text)
        if not match:
            raise ValueError(f"{text!r} is not an amount of time such as -3wd, +4wh, 24h, 30m or 0")
        sign, amount, unit = match.groups()
        return cls(int(amount or 0) * (-1 if sign == "-" else 1), TimeUnit(unit or "m"))

    def after(self, moment: datetime, calendar: WorkingCalendar) -> datetime:
        """The moment this far after (or before) another, keeping the wall time when counting working days."""
        if self.unit in _NATURAL:
            return moment + self.amount * _NATURAL[self.unit]
        if moment.tzinfo is None:
            raise ValueError("a moment without a zone")
        return _worked_after(self, moment.astimezone(UTC), calendar)  # in UTC no hour comes twice, so it is a key

    @property
    def by_the_clock(self) -> bool:
        """It passes by night and on days off as well."""
        return self.unit in _NATURAL

    def __str__(self) -> str:
        return _written(self)


@lru_cache(maxsize=1024)  # each timer of a task is named by the span of its step
def _written(span: Span) -> str:
    return f"{span.amount:+d}{span.unit}" if span.amount else "0"


@lru_cache(maxsize=1024)  # much falls due at the same moments: when work ends, and what lies so far before and after
def _worked_after(span: Span, moment: datetime, calendar: WorkingCalendar) -> datetime:
    if span.unit is TimeUnit.WORKING_HOURS:
        return calendar.add_working_time(moment, timedelta(hours=span.amount))
    return _working_days_after(moment, span.amount, calendar)


def _working_days_after(moment: datetime, days: int, calendar: WorkingCalendar) -> datetime:
    local = moment.astimezone(calendar.zone)
    day = calendar.add_working_days(local.date(), days)
    return datetime.combine(day, local.timetz().replace(tzinfo=None), calendar.zone)
