"""Timers that come once a day, and what is too long for one unit of work."""

from __future__ import annotations

from datetime import datetime

from domain.model.timers import Reach, Seal
from domain.unit import Unit


def plan_daily(unit: Unit, what: Seal | Reach, due: datetime) -> None:
    """Plan the next timer of this key, unless one waits already; its day is counted on the office's clock."""
    if not unit.store.timers.pending(what.kind, f"{what.key}:"):
        day = due.astimezone(unit.calendar.zone).date()
        unit.store.timers.add(f"{what.key}:{day}", due, what)


def go_on(unit: Unit, what: Seal) -> None:
    """The next slice of what is too long for one unit: others may write before it, and a crash between loses nothing."""
    day = unit.now.astimezone(unit.calendar.zone).date()
    unit.store.timers.add(f"{what.key}:{day}:{what.after}", unit.now, what)
