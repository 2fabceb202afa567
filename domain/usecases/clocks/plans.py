"""Timers that come once a day, and what is too long for one unit of work."""

from __future__ import annotations

from datetime import datetime

from domain.model.timers import Seal, Worklists
from domain.unit import Unit


def plan_daily(unit: Unit, what: Seal | Worklists, due: datetime) -> None:
    """Plan the next timer of this kind, unless one waits already."""
    if not unit.store.timers.pending(what.kind, f"{what.kind}:"):
        unit.store.timers.add(f"{what.kind}:{due.astimezone(unit.calendar.zone).date()}", due, what)


def go_on(unit: Unit, what: Seal | Worklists) -> None:
    """The next slice of what is too long for one unit: others may write before it, and a crash between loses nothing."""
    day = unit.now.astimezone(unit.calendar.zone).date()
    unit.store.timers.add(f"{what.kind}:{day}:{what.after}", unit.now, what)
