"""Who works on a task together: own parts handed out and in, people who come and go, and what two of them do not agree on."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class PartGiven(Fact):
    """分工: what this person does of it, and by when where that is not the task's deadline."""

    member: int
    does: str
    due: str = ""
    day_only: bool = False


@fact
@value
class PartHandedIn(Fact):
    """A co-assignee's part is with the lead."""

    text: str
    files: tuple[dict[str, str], ...] = ()


@fact
@value
class PartReturned(Fact):
    """The lead wants a part done again."""

    member: int
    reason: str


@fact
@value
class OneIsEnough(Fact):
    """或签."""


@fact
@value
class AllAreNeeded(Fact):
    """会签."""


@fact
@value
class CoAdded(Fact):
    """One more co-assignee; what they do of it and by when, where that was said in the same breath."""

    member: int
    does: str = ""
    due: str = ""
    day_only: bool = False


@fact
@value
class WatcherAdded(Fact):
    """One more who is told of what happens."""

    member: int


@fact
@value
class PersonDropped(Fact):
    """Somebody has no part in it any more; `part` is what they were."""

    member: int
    part: str


@fact
@value
class CoLeft(Fact):
    """A co-assignee left a team, or the office where none is named; their part is theirs until somebody else has it."""

    member: int
    team: str = ""


@fact
@value
class PersonReplaced(Fact):
    """Somebody stands where another stood, with what that one had to do."""

    member: int
    by: int
    part: str


@fact
@value
class Disagreed(Fact):
    """有异议: with this other person."""

    member: int
    text: str


@fact
@value
class SideTold(Fact):
    """What the other side says to a disagreement of this person's; it goes to the assigner with both sides' words."""

    member: int
    text: str


@fact
@value
class DisputePut(Fact):
    """The other side said nothing in time: the disagreement went to the assigner with one side's words."""

    member: int
    other: int


@fact
@value
class Decided(Fact):
    """What the assigner decided between the two."""

    member: int
    other: int
    text: str
