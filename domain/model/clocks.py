"""时限: the promises of a task and the moments at which they are due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from domain.model.value import value


class CommitmentKind(StrEnum):
    """时限: which promise a clock measures."""

    ACCEPT = "accept"
    FIRST_REPORT = "first_report"
    PERIODIC = "periodic"
    FINISH = "finish"
    REVIEW = "review"  # of a result, or of what was declined: the assigner says what becomes of it
    ANSWER = "answer"
    PART = "part"
    MILESTONE = "milestone"


DECIDING = frozenset({CommitmentKind.REVIEW, CommitmentKind.ANSWER})  # they run while something waits for a decision


@value
class Measure:
    """What a kind of promise is: whose it is, and whether it still means anything once the deadline has come.

    `of_part`: each person has one of their own, by the ladder of the finish clock and without a term. `of_step`: each
    milestone has one, on a ladder that no office sets. `waits`: it does not run while the task waits for another matter.
    """

    of_assigner: bool = False
    outlives_deadline: bool = False
    of_part: bool = False
    of_step: bool = False
    waits: bool = False

    @property
    def several(self) -> bool:
        """Whether a matter can have more than one of them running, told apart by their numbers."""
        return self.of_part or self.of_step


# When a clock is due beside this is its term (settings) or, for the finish clock, the task's deadline.
MEASURES: Mapping[CommitmentKind, Measure] = {
    CommitmentKind.ACCEPT: Measure(),
    CommitmentKind.FIRST_REPORT: Measure(waits=True),
    CommitmentKind.PERIODIC: Measure(waits=True),
    CommitmentKind.FINISH: Measure(outlives_deadline=True, waits=True),
    CommitmentKind.REVIEW: Measure(of_assigner=True, outlives_deadline=True),
    CommitmentKind.ANSWER: Measure(of_assigner=True),
    CommitmentKind.PART: Measure(of_part=True, waits=True),
    CommitmentKind.MILESTONE: Measure(of_step=True, waits=True),
}
TERMED = tuple(
    kind for kind, measure in MEASURES.items() if not measure.several
)  # what an office sets a term and ladder for


# The clocks that a matter can have several of.
SEVERAL = tuple(kind for kind, measure in MEASURES.items() if measure.several)

# The clocks that begin when what a task waits for is done.
WAITING = tuple(kind for kind, measure in MEASURES.items() if measure.waits)

# The clocks that a report of the lead keeps.
REPORTS = (CommitmentKind.FIRST_REPORT, CommitmentKind.PERIODIC)


@value
class Rhythm:
    """How often is reported (定期反馈): an RFC 5545 rule, and the words in which it was said."""

    rule: str
    words: str


@value
class Commitment:
    """One promise (时限) with the moment at which it is due; a new generation replaces a moved one.

    One that begins in the future (the next of a periodic report that was given early) is not kept before.
    On one that ran out stands what was said of that: the appeal of the person concerned (申诉) and what was ruled, a waiver
    (容错) or not.
    """

    kind: CommitmentKind
    member_id: int
    generation: int
    started_at: datetime
    due_at: datetime
    met_at: datetime | None = None
    stopped_at: datetime | None = None
    breached_at: datetime | None = None
    breached_by: int | None = None  # who held it when it ran out: it may go to a stand-in later
    appealed_at: datetime | None = None
    appeal: str = ""
    ruled_at: datetime | None = None
    ruled_by: int | None = None
    ruling: str = ""
    waived: bool = False

    @property
    def running(self) -> bool:
        """Neither kept nor called off."""
        return self.met_at is None and self.stopped_at is None


@value
class Clocks:
    """Clocks of a task that were read without it; `paused_at`: since when it is paused."""

    commitments: tuple[Commitment, ...]
    paused_at: datetime | None = None

    def suspended(self, clock: Commitment) -> bool:
        """Whether a clock stands still with the task and goes on with it."""
        stands = self.paused_at is not None and clock.stopped_at == self.paused_at and clock.met_at is None
        return stands and all(c.generation <= clock.generation for c in self.commitments if c.kind is clock.kind)
