"""Our own reader in the shape the score wants."""

from __future__ import annotations

from datetime import datetime

from deadlines import read
from tests.deadlines.scoring import Given
from worktime.calendar import WorkingCalendar

OFFICE = WorkingCalendar()


def duban(text: str, now: datetime, mode: str) -> Given:
    """Read in `now`'s own offset, as `duban when` does."""
    assert now.tzinfo is not None
    reading = read(text, now, OFFICE.in_zone(now.tzinfo), sentence=mode == "sentence")
    moment = reading.moment.replace(tzinfo=None) if reading.moment else None
    readings = tuple(one.replace(tzinfo=None) for one in reading.readings)
    return Given(reading.kind.value, moment, reading.rule, readings)
