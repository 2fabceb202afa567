"""The years of the working calendar, kept from one start to the next: working them out loads a package of all countries."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import worktime
from domain.ports.store import MetaKey, ReadStore, Store
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar
from worktime.record import keep_years, kept_years


def mark(settings: Settings, year: int) -> str:
    """What the years around this one are made of: the same as long as nothing changed that could change a day of theirs.

    That is what the office has set, the release of the data and the program's own room for the calendar.
    """
    own = (
        settings.timezone,
        settings.hours,
        settings.holidays,
        sorted(settings.overrides.items()),
        settings.limits,
        year,
    )
    data = find_spec("holidays")  # found, not loaded
    assert data is not None
    assert data.origin is not None
    release = Path(data.origin).with_name("version.py")
    parts = [release, *sorted(Path(worktime.__path__[0]).glob("*.py"))]
    made = hashlib.sha256(repr(own).encode())
    for part in parts:
        made.update(part.read_bytes())
    return made.hexdigest()


def recall(store: ReadStore, calendar: WorkingCalendar, marked: str) -> bool:
    """Take the years of an earlier start, and tell whether there are such: then the calendar is the same as it was."""
    kept = store.meta.get(MetaKey.YEARS)
    known, _, years = (kept or "").partition(" ")
    if known != marked or store.meta.get(MetaKey.CALENDAR_BEFORE) is not None:
        return False
    calendar.recall(kept_years(years))
    return True


def keep(store: Store, calendar: WorkingCalendar, marked: str) -> None:
    """Keep the years that were worked out."""
    store.meta.set(MetaKey.YEARS, f"{marked} {keep_years(calendar.years)}")
