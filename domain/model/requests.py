"""What people ask of each other about a matter, and what became of that."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.model.value import value


class RequestKind(StrEnum):
    """What those who carry a task out can ask of the assigner; to take a raised matter on is asked of somebody else."""

    MORE_TIME = "more_time"
    TRANSFER = "transfer"
    DISPUTE = "dispute"
    HAND_ON = "hand_on"


@value
class Request:
    """A question to the assigner: more time, another lead, or who is right.

    In a disagreement `to_member_id` is the other side, `reply` what they say to it, `put_at` when it was put to the assigner:
    with both sides' words, or when `due_at` came.
    """

    number: int
    kind: RequestKind
    member_id: int
    asked_at: datetime
    reason: str
    due_at: datetime | None = None
    to_member_id: int | None = None
    answered_at: datetime | None = None
    granted: bool | None = None
    reply: str = ""
    put_at: datetime | None = None

    @property
    def pending(self) -> bool:
        """Nobody has answered it yet."""
        return self.answered_at is None

    @property
    def waits(self) -> bool:
        """The assigner knows of it and has not answered."""
        return self.pending and (self.kind is not RequestKind.DISPUTE or self.put_at is not None)
