"""Trees of matters (分解): a task and what it is broken down into, a plan and its lines; and which lines of plans a list is
about."""

from __future__ import annotations

from datetime import datetime

from domain.model.tasks import Kind, Status
from domain.model.value import value


@value
class Node:
    """A matter somewhere below another, as far as a roll-up asks; what was cancelled is none."""

    id: int
    parent_id: int
    kind: Kind
    status: Status
    percent: int
    due_at: datetime
    waits: bool = False


@value
class PlanLines:
    """Lines of plans whose period is, in the order of their labels, from `first` until before `last`.

    `team_id`: of this team; `seen_by`: of whose teams, who has a part in it or gave it; None narrows nothing. `tops`: only
    those that stand under no other matter.
    """

    first: str
    last: str
    tops: bool = False
    team_id: int | None = None
    seen_by: int | None = None
