"""超时记录: a clock that ran out, as it stands in the task's own clocks; nothing of it is kept twice."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.model.clocks import Commitment, CommitmentKind
from domain.model.value import value


class Standing(StrEnum):
    """What was said about a breach: nothing, an appeal that waits, an appeal that was not taken, a waiver."""

    PLAIN = "plain"
    APPEALED = "appealed"
    UPHELD = "upheld"
    WAIVED = "waived"


@value
class Breach:
    """A promise that was not kept in time.

    `spans` are the generations of its clock, the one that ran out first: after a pause or under another priority the same
    promise goes on as another generation, and is not broken twice. `ended_at`: it no longer binds, though it was not kept.
    """

    spans: tuple[Commitment, ...]
    cured_at: datetime | None = None
    ended_at: datetime | None = None

    @property
    def clock(self) -> Commitment:
        """The generation that ran out; what is said about the breach is written on it."""
        return self.spans[0]

    @property
    def kind(self) -> CommitmentKind:
        """Which promise."""
        return self.clock.kind

    @property
    def member_id(self) -> int:
        """Whose promise it was when it ran out: the person concerned (当事人)."""
        return self.clock.member_id if self.clock.breached_by is None else self.clock.breached_by

    @property
    def due_at(self) -> datetime:
        """The moment promised."""
        return self.clock.due_at

    @property
    def over_at(self) -> datetime | None:
        """When it ended, kept or not; None while it goes on."""
        return self.cured_at or self.ended_at

    @property
    def waived_at(self) -> datetime | None:
        """Since when it does not count; None while it does."""
        return self.clock.ruled_at if self.clock.waived else None

    @property
    def ref(self) -> str:
        """Its name within its task, as a button carries it."""
        return reference(self.kind, self.clock.generation)

    @property
    def standing(self) -> Standing:
        """What was said about it."""
        if self.clock.waived:
            return Standing.WAIVED
        if self.clock.appealed_at is None:
            return Standing.PLAIN
        return Standing.UPHELD if self.clock.ruled_at else Standing.APPEALED


def reference(kind: str, generation: int) -> str:
    """The name of a clock's generation within its task."""
    return f"{kind}.{generation}"
