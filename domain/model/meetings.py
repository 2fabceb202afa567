"""A meeting at which the matters of a team are gone through: since when it tells, what was discussed, what was decided."""

from __future__ import annotations

from datetime import datetime

from domain.model.matters import MAY_BE_LATE
from domain.model.tasks import Status, Task
from domain.model.value import value


@value
class Meeting:
    """One meeting of a team, of the whole office where `team_id` is None; `held_at` is None until it is said to be over.

    `since` is from when on it tells what was done, `taken_up_at` when somebody last turned to it. `shown_in` and `shown_as`
    are the chat and the number of the message in which its matters are ticked, turned to `shown_page`.
    """

    id: int
    team_id: int | None
    since: datetime
    taken_up_at: datetime
    opened_by: int
    held_at: datetime | None = None
    shown_in: int | None = None
    shown_as: int | None = None
    shown_page: int = 0


@value
class Discussed:
    """A matter that was ticked in a meeting; `decided` are the words that were decided, empty where none were."""

    meeting_id: int
    task_id: int
    decided: str = ""


@value
class BriefLine:
    """What a brief says of a matter: who has the duty, and whether a request of theirs waits for a decision."""

    id: int
    title: str
    duty_id: int
    status: Status
    due_at: datetime
    due_day_only: bool = False
    closed_at: datetime | None = None
    percent: int = 0
    blocked: bool = False
    standard: str = ""
    asks: bool = False

    @classmethod
    def of(cls, task: Task) -> BriefLine:
        """The line of a task that was read whole."""
        asks = any(r.waits for r in task.requests)
        return cls(
            task.id, task.title, task.duty_id, task.status, task.due_at, task.due_day_only, task.closed_at, task.percent,
            task.blocked, task.standard, asks,
        )  # fmt: skip

    @property
    def done(self) -> bool:
        """It has its result."""
        return self.status is Status.DONE

    @property
    def waits(self) -> bool:
        """Somebody else has to decide: over a result, a refusal, or what was asked for."""
        return self.status in (Status.SUBMITTED, Status.DECLINED) or self.asks

    def late(self, now: datetime) -> bool:
        """Past its deadline, with nothing handed in."""
        return self.status in MAY_BE_LATE and now >= self.due_at
