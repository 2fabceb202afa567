"""What became of a raised matter (群众/同事提出): who must answer, and how it was answered. Moments are ISO texts."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class Raised(Fact):
    """提出: `to` is the first handler (首问责任人), who must answer by `due`; `origin` is where it comes from.

    Who raised it is in the envelope; for whom is personal, and so not in the history.
    """

    title: str
    to: int
    due: str
    priority: str
    origin: str


@fact
@value
class Answered(Fact):
    """答复; `task` is the task whose result it is, 0 where somebody answered."""

    text: str
    files: tuple[dict[str, str], ...] = ()
    task: int = 0


@fact
@value
class HandOnAsked(Fact):
    """转交: `to` is asked to take it on until `until`; whoever asked stays accountable till then."""

    to: int
    reason: str
    until: str


@fact
@value
class TakenOn(Fact):
    """接办: whoever did this must answer now; `member` need not any more."""

    member: int


@fact
@value
class NotTakenOn(Fact):
    """Whoever was asked does not take it on; it stays with `to`. `reason` is empty where nothing was said in time."""

    member: int
    to: int
    reason: str = ""


@fact
@value
class MadeTask(Fact):
    """It became task number `task`; its answer is due once that is."""

    task: int
    due: str


@fact
@value
class AnswerPutOff(Fact):
    """The deadline of its task is another, and the answer's with it."""

    task: int
    due: str


@fact
@value
class TaskFell(Fact):
    """Its task was cancelled or declined: it must be answered by `due`."""

    task: int
    due: str


@fact
@value
class Solved(Fact):
    """满意, of whoever raised it."""


@fact
@value
class NotSolved(Fact):
    """未解决, of whoever raised it, once: it must be answered again by `due`."""

    reason: str
    due: str


@fact
@value
class Withdrawn(Fact):
    """撤回, by whoever raised it."""

    reason: str = ""
