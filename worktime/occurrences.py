"""When a recurring rule comes next, on the office's clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice
from typing import Final

from worktime.calendar import WorkingCalendar

_FINE: Final = ("FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY")


def occurrences(rule: str, now: datetime, calendar: WorkingCalendar, count: int) -> tuple[datetime, ...]:
    """The next moments of an RFC 5545 rule; of one that names days only, their 23:59."""
    return tuple(islice(_coming(rule, now, calendar), count))


def names_days_only(rule: str) -> bool:
    """Whether a rule says no time of day."""
    return "BYHOUR" not in rule and not rule.startswith(_FINE)


def _coming(rule: str, now: datetime, calendar: WorkingCalendar) -> Iterator[datetime]:
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - seldom needed

    local = now.astimezone(calendar.zone)
    start = local if rule.startswith(_FINE) else datetime.combine(local.date(), time())
    for found in rrulestr(rule, dtstart=start.replace(tzinfo=None)):
        day_end = names_days_only(rule)
        moment = calendar.day_end(found.date()) if day_end else calendar.at(found.date(), found.time())
        if moment > now:
            yield moment
