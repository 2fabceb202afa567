"""Time zones as people name them, and as they are shown: a city, a country, an offset, or the name of the zone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from bot.localized import city_of, known_zones, territories, zones_of_territories
from deadlines.words.places import PLACES
from domain.model.languages import LANGUAGES
from domain.text import half_width

# Offered without being named; the office's own is offered besides.
USUAL = (
    "Asia/Shanghai", "Asia/Taipei", "Asia/Hong_Kong", "Asia/Singapore", "Asia/Tokyo",
    "Europe/London", "Europe/Berlin", "America/New_York", "America/Los_Angeles",
)  # fmt: skip
_OFFSET = re.compile(r"(?:utc|gmt)?([+-])(\d{1,2})(?::?00)?", re.ASCII)
_DAYS = tuple(datetime(2026, month, 1, tzinfo=UTC) for month in (1, 7))
_TIME = re.compile(r"(?:时间|時間|时区|時區|(?:standard )?time|timezone)$")


def zones_named(words: str) -> tuple[str, ...]:
    """The zones that words may mean, none where they mean no zone; a country has one of each clock it keeps."""
    plain = _plain(words)
    offset = _OFFSET.fullmatch(plain.replace("−", "-")) if plain else None
    if offset is not None:
        return _of_offset(offset[1], int(offset[2]))
    return _names().get(_TIME.sub("", plain).strip(), _names().get(plain, ()))


def shown(zone: str, language: str) -> str:
    """A zone as people call it: its city, in the reader's language."""
    if zone.startswith("Etc/"):
        return zone.removeprefix("Etc/").translate(_OTHER_WAY).replace("GMT", "UTC")
    return city_of(zone, LANGUAGES[language].locale)


def offset_of(zone: str, now: datetime) -> str:
    """How far its clocks are from universal time now: UTC+8, UTC-3:30."""
    away = now.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    hours, minutes = divmod(abs(away) // timedelta(minutes=1), 60)
    sign = "-" if away < timedelta() else "+"
    return f"UTC{sign}{hours}" + (f":{minutes:02}" if minutes else "") if away else "UTC"


_OTHER_WAY = str.maketrans("+-", "-+")


def _of_offset(sign: str, hours: int) -> tuple[str, ...]:
    """The zones without summer time have their signs the other way round."""
    name = "Etc/UTC" if hours == 0 else f"Etc/GMT{'-' if sign == '+' else '+'}{hours}"
    return (name,) if name in available_timezones() else ()


def _plain(words: str) -> str:
    return " ".join(half_width(words).casefold().replace("_", " ").replace("臺", "台").split())


@cache
def _names() -> Mapping[str, tuple[str, ...]]:
    """Every name of a zone; a city's before a country's of the same name."""
    found: dict[str, tuple[str, ...]] = {}
    for name, zones in (*_of_zones(), *_of_places(), *_of_cities(), *_of_countries()):
        found.setdefault(_plain(name), zones)
    return found


def _of_zones() -> Iterator[tuple[str, tuple[str, ...]]]:
    yield "utc", ("Etc/UTC",)
    for zone in sorted(available_timezones()):
        if "/" in zone:
            yield zone, (zone,)


def _of_places() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Whose clocks are named in deadlines: Beijing time, 美东时间."""
    for zone, chinese, english in PLACES:
        for name in (*chinese.split(), *english.split("|")):
            yield _TIME.sub("", name), ("Etc/UTC" if zone == "UTC" else zone,)


def _of_cities() -> Iterator[tuple[str, tuple[str, ...]]]:
    for language in LANGUAGES:
        for zone in known_zones():
            yield shown(zone, language), (zone,)


def _of_countries() -> Iterator[tuple[str, tuple[str, ...]]]:
    zones = zones_of_territories()
    for row in LANGUAGES.values():
        for code, name in territories(row.locale).items():
            if code in zones:
                yield name, _each_clock(zones[code])
    for code, names in zones.items():
        yield code, _each_clock(names)


def _each_clock(zones: Iterable[str]) -> tuple[str, ...]:
    """One zone of each clock that is kept in winter and in summer; the usual ones first."""
    found: dict[tuple[object, ...], str] = {}
    for zone in sorted(available_timezones().intersection(zones), key=lambda z: (z not in USUAL, z)):
        found.setdefault(tuple(day.astimezone(ZoneInfo(zone)).utcoffset() for day in _DAYS), zone)
    return tuple(found.values())
