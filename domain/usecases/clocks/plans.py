"""Timers that come once a day, and what is too long for one unit of work."""

from __future__ import annotations

from datetime import datetime

from domain.model.timers import Reach, Seal, Worklists
from domain.unit import Unit


def plan_daily(unit: Unit, what: Seal | Worklists | Reach, due: datetime) -> None:
    """Plan the next timer of this key, unless one waits already; its day is counted on its own clock."""
    zone = what.zone if isinstance(what, Worklists) else None
    if not unit.store.timers.pending(what.kind, f"{what.key}:"):
        day = due.astimezone(unit.calendar_in(zone).zone).date()
        unit.store.timers.add(f"{what.key}:{day}", due, what)


def go_on(unit: Unit, what: Seal | Worklists) -> None:
    """The next slice of what is too long for one unit: others may write before it, and a crash between loses nothing."""
    day = unit.now.astimezone(unit.calendar.zone).date()
    unit.store.timers.add(f"{what.key}:{day}:{what.after}", unit.now, what)
