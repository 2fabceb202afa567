"""The moments that are offered as buttons."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from domain.settings.spans import Span
from worktime.calendar import WorkingCalendar

_WORKING_DAYS_AHEAD = (1, 2, 3, 5, 10)
_LATER = ("+1wd", "+2wd", "+3wd", "+5wd")
_NOON = time(12)
_FRIDAY = 4


def quick_deadlines(now: datetime, calendar: WorkingCalendar) -> list[datetime]:
    """For a new task: the close of today, of the next three working days, of one and two weeks from now."""
    today = now.astimezone(calendar.zone).date()
    days = [today, *(calendar.add_working_days(today, n) for n in _WORKING_DAYS_AHEAD)]
    return _ahead(now, (calendar.closing(d) for d in days if calendar.is_working_day(d)))


def mornings_ahead(now: datetime, calendar: WorkingCalendar) -> list[datetime]:
    """For the end of a pause: when work begins on the next working days, in one and in two weeks."""
    today = now.astimezone(calendar.zone).date()
    return [calendar.opening(calendar.add_working_days(today, n)) for n in _WORKING_DAYS_AHEAD]


def near_deadlines(now: datetime, calendar: WorkingCalendar) -> dict[str, datetime]:
    """For a task nobody gave a deadline: the close of today, of tomorrow, of this week's Friday or, past it, the next."""
    today = now.astimezone(calendar.zone).date()
    friday = today + timedelta(days=(_FRIDAY - today.weekday()) % 7)
    named = {
        "today": today,
        "tomorrow": today + timedelta(days=1),
        "friday" if today.weekday() <= _FRIDAY else "next_friday": friday,
    }
    found: dict[str, datetime] = {}
    for name, day in named.items():
        moment = calendar.closing(day)
        if moment > now and moment not in found.values():
            found[name] = moment
    return found


def later_deadlines(due: datetime, now: datetime, calendar: WorkingCalendar) -> list[datetime]:
    """For a task that needs more time: working days after its present deadline."""
    return _ahead(now, (Span.parse(s).after(due, calendar) for s in _LATER))


def hours_of(day: date, now: datetime, calendar: WorkingCalendar) -> list[datetime]:
    """The hours people mean when they name a day: the beginning of work, noon, its close, the end of the day."""
    noon = datetime.combine(day, _NOON, calendar.zone)
    return _ahead(now, (calendar.opening(day), noon, calendar.closing(day), calendar.day_end(day)))


def _ahead(now: datetime, moments: Iterable[datetime]) -> list[datetime]:
    """Those that lie ahead, each once."""
    return [m for m in dict.fromkeys(moments) if m > now]
