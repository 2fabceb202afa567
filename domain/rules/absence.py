"""外出: which days somebody can be said to be away, and the moments they stand for. Pure.

Days that overlap an absence that is down already are one absence with it, from the earlier first day to the later last one;
days within it take its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

from domain.errors import Refusal
from domain.model.absence import Absence
from domain.model.value import value
from worktime.calendar import WorkingCalendar

AHEAD = timedelta(days=300)  # further ahead nobody means: 11月1日 said on the 23rd is a day gone by
LONGEST = timedelta(days=300)


@value
class Stay:
    """The days somebody is away, first and last included; `joins` are the absences they become one with.

    `instead` is the one whose place they take, `same` that they are its days exactly.
    """

    first: date
    last: date
    joins: tuple[Absence, ...] = ()
    instead: Absence | None = None
    same: bool = False

    @property
    def running(self) -> Absence | None:
        """The one of these that has begun."""
        return next((one for one in self.joins if one.running), None)


def stay(first: date, last: date, down: Iterable[Absence], now: datetime, calendar: WorkingCalendar) -> Stay:
    """These days, with the absences that are `down` for the person already where they overlap.

    Days that are over count from today. Raises Refusal for days gone by, backwards, too far ahead or too many.
    """
    today = now.astimezone(calendar.zone).date()
    if last < first:
        raise Refusal("away-backwards", first=_iso(first, calendar), last=_iso(last, calendar))
    if last < today:
        raise Refusal("away-past", last=_iso(last, calendar))
    if first > today + AHEAD:
        raise Refusal("away-far", first=_iso(first, calendar))
    first = max(first, today)
    joins = tuple(one for one in down if _first(one, calendar) <= last and first <= _last(one, calendar))
    for one in joins:
        if _first(one, calendar) <= first and last <= _last(one, calendar):
            return _instead(one, first, last, calendar)
    first = min([first, *(_first(one, calendar) for one in joins)])
    last = max([last, *(_last(one, calendar) for one in joins)])
    if last - first > LONGEST:
        raise Refusal("away-long", days=str(LONGEST.days))
    return Stay(first, last, joins)


def _instead(one: Absence, first: date, last: date, calendar: WorkingCalendar) -> Stay:
    """Other days for an absence that is down; what has begun has its first day."""
    began = _first(one, calendar)
    first = began if one.running else first
    return Stay(first, last, (one,), one, same=(first, last) == (began, _last(one, calendar)))


def covers(one: Absence, day: date, calendar: WorkingCalendar) -> bool:
    """Whether a day is one of an absence's."""
    return _first(one, calendar) <= day <= _last(one, calendar)


def until_before(one: Absence, day: date, now: datetime, calendar: WorkingCalendar) -> datetime | None:
    """The end of an absence for whoever is back on that day; None where nothing is left of it."""
    last = day - timedelta(days=1)
    today = now.astimezone(calendar.zone).date()
    return ends(last, calendar) if last >= max(_first(one, calendar), today if one.running else last) else None


def begins(first: date, now: datetime, calendar: WorkingCalendar) -> datetime:
    """When an absence of that first day begins: at midnight; at once where the day has begun."""
    return max(now, calendar.at(first, time())).astimezone(UTC)


def ends(last: date, calendar: WorkingCalendar) -> datetime:
    """When an absence with that last day ends."""
    return calendar.day_end(last).astimezone(UTC)


def _first(one: Absence, calendar: WorkingCalendar) -> date:
    return one.begins_at.astimezone(calendar.zone).date()


def _last(one: Absence, calendar: WorkingCalendar) -> date:
    return one.ends_at.astimezone(calendar.zone).date()


def _iso(day: date, calendar: WorkingCalendar) -> str:
    return calendar.day_end(day).isoformat()
