"""Dates, lengths of time, lists and places in every language, by Babel: loaded with the first message, not at the start."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib import import_module
from typing import Any, cast


def _babel(module: str) -> Any:
    return import_module(f"babel.{module}")


@cache
def _locale(name: str) -> Any:
    return _babel("core").Locale.parse(name)


@cache
def _pattern(pattern: str) -> Any:
    return _babel("dates").parse_pattern(pattern)


def day_as(pattern: str, day: date, locale: str) -> str:
    """A day by a pattern of the Unicode CLDR: `M月d日`, `d MMM yyyy`."""
    return str(_pattern(pattern).apply(day, _locale(locale)))


def length_of(time: timedelta, locale: str, *, unit: str, threshold: float) -> str:
    """A length of time in words, to a unit; a larger one is used from so many of the smaller on, by `threshold`."""
    return str(_babel("dates").format_timedelta(time, granularity=unit, threshold=threshold, locale=locale))


def weekdays(locale: str) -> Mapping[int, str]:
    """The shortest names of the days of a week, from Monday, 0, on."""
    return cast("Mapping[int, str]", _babel("dates").get_day_names("narrow", locale=locale))


def listed(words: Iterable[str], locale: str) -> str:
    """Several as one: a, b and c."""
    return str(_babel("lists").format_list(list(words), locale=locale))


def territories(locale: str) -> Mapping[str, str]:
    """The names of countries by their codes."""
    return cast("Mapping[str, str]", _locale(locale).territories)


def city_of(zone: str, locale: str) -> str:
    """The place a time zone is named after."""
    return str(_babel("dates").get_timezone_location(zone, locale=locale, return_city=True))


def zones_of_territories() -> Mapping[str, Sequence[str]]:
    """The time zones of each country, by its code."""
    return cast("Mapping[str, Sequence[str]]", _babel("core").get_global("territory_zones"))


def known_zones() -> Iterable[str]:
    """All time zones that lie in a country."""
    return cast("Iterable[str]", _babel("core").get_global("zone_territories"))
