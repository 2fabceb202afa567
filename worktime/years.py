"""One year of an office, worked out from the weekly hours, the country's holidays and the office's own days."""

from __future__ import annotations

from collections.abc import Container, Mapping
from datetime import date
from typing import Final

from msgspec import Struct

from worktime.days import DayOverride, each_day
from worktime.official import MAKE_UP_NAMES, Official, official_days

# The package computes any year asked for; outside these its lunar tables end.
FIRST_YEAR: Final = 1950
LAST_YEAR: Final = 2099


class UnknownYear(Exception):  # noqa: N818 - it is an answer about the data, not a fault
    """Working days of this year are not known to the data, so they cannot be counted."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no working calendar for {year}")
        self.year = year


class Year(Struct, frozen=True):
    """One year, worked out once: ordinals of its working days, names, and whether its notice is still to come."""

    working: tuple[int, ...]
    names: Mapping[date, str]
    holidays: frozenset[date]
    provisional: bool


def work_out(year: int, country: str | None, hours: Container[int], overrides: Mapping[date, DayOverride]) -> Year:
    """The year of an office with working hours on the weekdays `hours`. Raises `UnknownYear` where the data ends."""
    if not date.min.year <= year <= date.max.year or not is_known(country, year):
        raise UnknownYear(year)
    official = official_days(country, year)
    own = {day: item for day, item in overrides.items() if day.year == year}
    names = _names(official, own, MAKE_UP_NAMES.get(country or "", "make-up day"))
    working = _working(year, official, own, hours)
    off = frozenset(day for day in names if day not in working)
    return Year(tuple(sorted(map(date.toordinal, working))), names, off, official.provisional)


def is_known(country: str | None, year: int) -> bool:
    """Whether working days of that year can be counted at all."""
    return country is None or FIRST_YEAR <= year <= LAST_YEAR


def _names(official: Official, own: Mapping[date, DayOverride], make_up_name: str) -> dict[date, str]:
    names = dict(official.holidays) | dict.fromkeys(official.make_up, make_up_name)
    return names | {day: item.name for day, item in own.items() if item.name}


def _working(year: int, official: Official, own: Mapping[date, DayOverride], hours: Container[int]) -> set[date]:
    """The days worked: by the weekly hours, then by the country's word, then by the office's own."""
    days = each_day(date(year, 1, 1), date(year, 12, 31))
    working = {day for day in days if day.weekday() in hours and day not in official.holidays}
    working |= official.make_up | {day for day, item in own.items() if item.working}
    return working - {day for day, item in own.items() if not item.working}
