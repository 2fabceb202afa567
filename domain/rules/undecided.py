"""Since when a matter waits for somebody's decision. Pure."""

from __future__ import annotations

from datetime import datetime

from domain.model.clocks import DECIDING
from domain.model.tasks import Task


def waits_since(task: Task) -> datetime | None:
    """When the oldest of what waits for a decision came: a result, a request, a refusal; None where nothing does."""
    return min((c.started_at for c in task.commitments if c.kind in DECIDING and c.running), default=None)
