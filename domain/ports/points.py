"""What an assessment asks of the record."""

from __future__ import annotations

from typing import Protocol

from domain.model.accounts import Within
from domain.model.points import TaskLog


class ReadPoints(Protocol):
    """The logs of tasks that can have given points in some time, of one team or of all, to one
    person or to anybody; or of one task."""

    def logs(self, within: Within, team_id: int | None = None, member_id: int | None = None) -> list[TaskLog]: ...
    def log(self, task_id: int) -> TaskLog | None: ...
