"""常用事项: tasks that are given often, kept under a name."""

from __future__ import annotations

from datetime import datetime

from domain.model.drafts import TaskDraft
from domain.model.value import value


@value
class Template:
    """A task as it is given again and again; `id` is 0 until it is stored.

    Its deadline stands in `task` as words, which are read anew each time; without words and not `undated` it is asked for.
    `team_id` is the team with which its owner shares it.
    """

    id: int
    member_id: int
    name: str
    task: TaskDraft
    created_at: datetime
    team_id: int | None = None
    used: int = 0
