"""When a recurring rule comes next, on the office's clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import count as counting
from itertools import islice
from typing import Final

from worktime.calendar import WorkingCalendar
from worktime.days import each_day
from worktime.years import UnknownYear

_FINE: Final = ("FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY")
_EMPTY_PERIODS: Final = 240  # weeks or months without the day asked for, after which there is none


def occurrences(
    rule: str, now: datetime, calendar: WorkingCalendar, count: int, *, working_days: bool = False
) -> tuple[datetime, ...]:
    """The next moments of an RFC 5545 rule; of one that names days only, their 23:59.

    With `working_days` the Monday to Friday of the rule stands for the days that the office works: make-up days count,
    holidays do not.
    """
    return tuple(islice(coming(rule, now, calendar, working_days=working_days), count))


def coming(rule: str, now: datetime, calendar: WorkingCalendar, *, working_days: bool = False) -> Iterator[datetime]:
    """The same moments one after another; a rule that counts more than one day or week counts from `now`."""
    return _working(rule, now, calendar) if working_days else _coming(rule, now, calendar)


def dates(rule: str, first: date, calendar: WorkingCalendar, *, working_days: bool = False) -> Iterator[date]:
    """The days of a rule from `first` on, whatever its hour; one that counts several days or weeks counts from there."""
    parts = {name: value for name, value in _parts_of(rule).items() if name not in ("BYHOUR", "BYMINUTE")}
    if working_days:
        yield from (day for day in _working_dates(parts, first, calendar) if day >= first)
        return
    from dateutil.rrule import rrulestr  # noqa: PLC0415 - seldom needed

    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    yield from (found.date() for found in rrulestr(rule, dtstart=datetime.combine(first, time())))


def hour_of(rule: str) -> time | None:
    """The time of day of a rule, the first of several; None where it names days only."""
    parts = _parts_of(rule)
    return time(int(parts["BYHOUR"].split(",")[0]), int(parts.get("BYMINUTE", "0"))) if "BYHOUR" in parts else None


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


def _working(rule: str, now: datetime, calendar: WorkingCalendar) -> Iterator[datetime]:
    """The same for a rule over working days; it ends where the calendar's data do."""
    parts = _parts_of(rule)
    for day in _working_dates(parts, now.astimezone(calendar.zone).date(), calendar):
        yield from (moment for moment in _moments(parts, day, calendar) if moment > now)


def _working_dates(parts: dict[str, str], today: date, calendar: WorkingCalendar) -> Iterator[date]:
    """The days of such a rule from the week, or month, of this day on."""
    empty = 0
    for first, last in _periods(parts, today):
        try:
            days = _chosen(parts, [day for day in each_day(first, last) if calendar.is_working_day(day)])
        except UnknownYear:
            return
        empty = 0 if days else empty + 1
        if empty > _EMPTY_PERIODS:
            return
        yield from days


def _parts_of(rule: str) -> dict[str, str]:
    return dict(part.split("=") for part in rule.split(";"))


def _periods(parts: dict[str, str], today: date) -> Iterator[tuple[date, date]]:
    """The weeks (or the months, of which the rule may name some) from today's on, each with its first and last day."""
    if parts["FREQ"] == "WEEKLY":
        monday = today - timedelta(days=today.weekday())
        weeks = (monday + timedelta(weeks=number * int(parts.get("INTERVAL", "1"))) for number in counting())
        yield from ((week, week + timedelta(days=6)) for week in weeks)
        return
    named = set(map(int, parts["BYMONTH"].split(","))) if "BYMONTH" in parts else set(range(1, 13))
    for number in counting(today.year * 12 + today.month - 1):
        if number % 12 + 1 in named:
            yield _first_of(number), _first_of(number + 1) - timedelta(days=1)


def _first_of(number: int) -> date:
    return date(number // 12, number % 12 + 1, 1)


def _chosen(parts: dict[str, str], days: list[date]) -> list[date]:
    """The n-th, or counted from the end the last, of a period's working days; all of them where the rule counts none."""
    if "BYSETPOS" not in parts:
        return days
    places = (int(place) for place in parts["BYSETPOS"].split(","))
    indexes = (place - 1 if place > 0 else len(days) + place for place in places)
    return [days[index] for index in indexes if 0 <= index < len(days)]


def _moments(parts: dict[str, str], day: date, calendar: WorkingCalendar) -> list[datetime]:
    if "BYHOUR" not in parts:
        return [calendar.day_end(day)]
    minute = int(parts.get("BYMINUTE", "0"))
    return [calendar.at(day, time(int(hour), minute)) for hour in parts["BYHOUR"].split(",")]
