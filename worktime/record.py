"""A working calendar written down: what it said, kept so that a later release of the data can be compared with it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, time
from functools import lru_cache

from msgspec import Struct

from worktime.calendar import WorkingCalendar
from worktime.days import DayOverride, each_day
from worktime.years import Year


class ChangedDay(Struct, frozen=True):
    """A day that is worked now and was free, or the other way round."""

    day: date
    working: bool


@lru_cache(2)  # recounting asks again in every unit
def write_down(calendar: WorkingCalendar, first: int, last: int) -> str:
    """Zone, weekly hours and every day of the years `first` to `last` that differs from them, as canonical JSON."""
    hours = {
        str(weekday): [[start.isoformat(), end.isoformat()] for start, end in periods]
        for weekday, periods in calendar.hours.items()
    }
    days = {}
    for day in each_day(date(first, 1, 1), date(last, 12, 31)):
        works, name = calendar.is_working_day(day), calendar.day_name(day) or ""
        if name or works != (day.weekday() in calendar.hours):
            days[day.isoformat()] = [works, name]
    kept = {"zone": str(calendar.zone), "hours": hours, "days": days}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


@lru_cache(2)
def read_back(text: str) -> WorkingCalendar:
    """The calendar as it was written down; outside those years it knows the weekly hours only."""
    kept = json.loads(text)
    hours = {
        int(weekday): tuple((time.fromisoformat(start), time.fromisoformat(end)) for start, end in periods)
        for weekday, periods in kept["hours"].items()
    }
    overrides = {date.fromisoformat(day): DayOverride(works, name) for day, (works, name) in kept["days"].items()}
    return WorkingCalendar(kept["zone"], hours=hours, country=None, overrides=overrides)


def changed_days(old: WorkingCalendar, new: WorkingCalendar, first: date, last: date) -> tuple[ChangedDay, ...]:
    """The days from `first` to `last` that the two calendars see differently."""
    found = ((day, new.is_working_day(day)) for day in each_day(first, last))
    return tuple(ChangedDay(day, works) for day, works in found if works != old.is_working_day(day))


def keep_years(years: Mapping[int, Year]) -> str:
    """Years as they were worked out, as JSON."""
    return json.dumps({year: _kept(found) for year, found in years.items()}, ensure_ascii=False, separators=(",", ":"))


def kept_years(text: str) -> dict[int, Year]:
    """Years as they were kept."""
    return {int(year): _as_worked_out(*kept) for year, kept in json.loads(text).items()}


def _kept(year: Year) -> tuple[tuple[int, ...], dict[str, str], list[str], bool]:
    names = {day.isoformat(): name for day, name in year.names.items()}
    return year.working, names, sorted(day.isoformat() for day in year.holidays), year.provisional


def _as_worked_out(working: list[int], names: dict[str, str], holidays: list[str], provisional: bool) -> Year:  # noqa: FBT001
    named = {date.fromisoformat(day): name for day, name in names.items()}
    return Year(tuple(working), named, frozenset(map(date.fromisoformat, holidays)), provisional)
