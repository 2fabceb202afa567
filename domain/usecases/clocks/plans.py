"""Timers that come once a day."""

from __future__ import annotations

from datetime import datetime

from domain.model.timers import Reach, Seal, Worklists
from domain.unit import Unit


def plan_daily(unit: Unit, what: Seal | Worklists | Reach, due: datetime) -> None:
    """Plan the next timer of this kind, unless one waits already."""
    if not unit.store.timers.pending(what.kind, f"{what.kind}:"):
        unit.store.timers.add(f"{what.kind}:{due.astimezone(unit.calendar.zone).date()}", due, what)
