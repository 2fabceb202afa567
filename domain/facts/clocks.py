"""What became of deadlines, of requests about them, and what the clocks themselves did."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class TimeAsked(Fact):
    """申请延期."""

    old: str
    new: str
    reason: str


@fact
@value
class TimeGranted(Fact):
    """同意延期."""

    old: str
    new: str


@fact
@value
class TimeRefused(Fact):
    """不同意延期; before refusals were given reasons there was none."""

    due: str
    reason: str = ""


@fact
@value
class TransferAsked(Fact):
    """申请转办."""

    to: int
    reason: str


@fact
@value
class TransferGranted(Fact):
    """同意转办."""

    frm: int
    to: int


@fact
@value
class TransferRefused(Fact):
    """不同意转办."""

    to: int
    reason: str = ""


@fact
@value
class RefusalTakenBack(Fact):
    """What was refused waits for an answer again; written before other decisions could be undone."""

    request: str


@fact
@value
class DeadlineChanged(Fact):
    """The assigner moved the deadline; `parts` are those whose own deadline lay after it, and is the same now."""

    old: str
    new: str
    parts: tuple[int, ...] = ()


@fact
@value
class DeadlineRecounted(Fact):
    """The working calendar changed, and `words` (none for the office's own term) now mean another moment; `zone`: the team's
    clock changed, and it is the same day by that."""

    old: str
    new: str
    words: str
    zone: bool = False


@fact
@value
class Reminded(Fact):
    """A step of a ladder rang; `to` are member ids, `group` whether the group was told."""

    clock: str
    step: str
    to: tuple[int, ...]
    group: bool = False


@fact
@value
class ReportAsked(Fact):
    """Nothing came from the lead since then, so the report clock runs again."""

    since: str
    due: str


@fact
@value
class Breached(Fact):
    """超时: a clock ran out; `first` is the first handler (首办责任人) where that is somebody else, 0 where not."""

    clock: str
    member: int
    due: str
    first: int = 0


@fact
@value
class Undelivered(Fact):
    """A message about the task could not reach a person, or was not meant to: they were away.

    `instead` says what was done: `group` (called there), `up` (told to `to`, the next person up), `nothing`.
    """

    member: int
    reason: str
    instead: str
    to: int = 0
