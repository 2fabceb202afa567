"""Trees: a matter is broken down, put under another or taken out; a line of a plan is made and closed."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class SubtaskGiven(Fact):
    """分解: a matter was made under this one, of this title, led by this person."""

    child: int
    title: str
    member: int


@fact
@value
class PutUnder(Fact):
    """It is a part of another matter from now on."""

    parent: int


@fact
@value
class TakenOut(Fact):
    """It is no part of that matter any more."""

    parent: int


@fact
@value
class GiverChanged(Fact):
    """Whoever has the whole now judges the part, in the place of whoever had it and gave the part."""

    frm: int
    to: int


@fact
@value
class SubtasksDone(Fact):
    """All that is right below it is done: a task is handed in now, a line of a `plan` closed."""

    plan: bool = False


@fact
@value
class PlanMade(Fact):
    """A line of a plan was made, for a period, perhaps under another line. `people` maps member id to part."""

    title: str
    period: str
    due: str
    people: dict[str, str]
    parent: int = 0


@fact
@value
class PlanClosed(Fact):
    """办结 of a line of a plan."""

    text: str = ""
