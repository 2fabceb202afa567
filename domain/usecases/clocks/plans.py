"""Timers that come once a day."""

from __future__ import annotations

from datetime import datetime

from domain.unit import Unit


def plan_daily(unit: Unit, kind: str, due: datetime) -> None:
    """Plan the next timer of this kind, unless one waits already."""
    if not unit.store.timers.pending(kind, f"{kind}:"):
        unit.store.timers.add(f"{kind}:{due.astimezone(unit.calendar.zone).date()}", kind, due, {})
