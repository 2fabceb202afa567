"""What the history says of a matter's milestones."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.facts import milestones as told
from domain.model.value import replace, value


@value
class Point:
    """A milestone as it was told: its title, its date, since when it is reached."""

    title: str
    due: datetime
    reached: datetime | None = None


def _set(now: Any, _event: Any, fact: told.MilestonesSet) -> Any:
    """New, or with another date: in both cases it is to come."""
    new = {int(step["number"]): Point(step["title"], datetime.fromisoformat(step["due"])) for step in fact.steps}
    return replace(now, milestones={**now.milestones, **new})


def _moved(now: Any, _event: Any, fact: told.MilestonesMoved) -> Any:
    dates = {int(step["number"]): datetime.fromisoformat(step["due"]) for step in fact.steps}
    return replace(now, milestones={n: replace(p, due=dates.get(n, p.due)) for n, p in now.milestones.items()})


def _dropped(now: Any, _event: Any, fact: told.MilestonesDropped) -> Any:
    gone = {int(step["number"]) for step in fact.steps}
    return replace(now, milestones={n: p for n, p in now.milestones.items() if n not in gone})


def _reached(now: Any, event: Any, fact: told.MilestoneReached) -> Any:
    """A tick is a report: whoever has the duty has accepted with it, be it while the matter is paused."""
    numbers = {int(step["number"]) for step in fact.steps}
    ticked = {n: replace(p, reached=event.at) if n in numbers else p for n, p in now.milestones.items()}
    active = type(now.status)("active")
    paused = {"before": active} if now.status.value == "paused" else {"status": active}
    return replace(now, milestones=ticked, reported=True, **paused)


MILESTONES: Mapping[type, Any] = {
    told.MilestonesSet: _set,
    told.MilestonesMoved: _moved,
    told.MilestonesDropped: _dropped,
    told.MilestoneReached: _reached,
}
