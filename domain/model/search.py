"""A search (查找): what somebody looks for, as it was understood, and within what the database looks."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from domain.model.matters import Matters
from domain.model.people import NOBODY
from domain.model.tasks import Kind
from domain.model.value import value


class Stand(StrEnum):
    """How a matter stands, as people ask for it."""

    OPEN = "open"
    OVERDUE = "overdue"
    UNACCEPTED = "unaccepted"
    ACTIVE = "active"
    REVIEW = "review"
    DECLINED = "declined"
    PAUSED = "paused"
    WAITING = "waiting"
    DONE = "done"
    CANCELLED = "cancelled"


class Moment(StrEnum):
    """Which moment of a matter a period is about."""

    ANY = "any"
    GIVEN = "given"
    DUE = "due"
    DONE = "done"


@value
class Circle:
    """The list within which is looked, as its buttons name it: of whom, of which team, under which tag. Empty: everything."""

    which: str = ""
    member_id: int | None = None
    team_id: int | None = None
    tag: str = ""


EVERYWHERE = Circle()


@value
class Asked:
    """What was understood of a search. A word of digits is a number, too; `numbers` were written as such (#12).

    `people` are members in whose hands it is. `period` is 2026, 2026Q3, 2026-10, or the first and last day with a / between.
    """

    words: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    people: tuple[int, ...] = ()
    stand: Stand | None = None
    period: str = ""
    moment: Moment = Moment.ANY
    tags: tuple[str, ...] = ()
    circle: Circle = EVERYWHERE

    @property
    def asks(self) -> bool:
        """Whether anything is looked for."""
        return bool(self.words or self.numbers or self.people or self.stand or self.period or self.tags)

    @property
    def conditions(self) -> int:
        """How many things it asks at once."""
        return (
            len(self.words)
            + len(self.numbers)
            + len(self.people)
            + len(self.tags)
            + bool(self.stand)
            + bool(self.period)
        )


@value
class Search:
    """A search that was made: by whom, in which team's group (None in private), so that its pages can be turned."""

    id: int
    member_id: int
    team_id: int | None
    asked: Asked
    at: datetime


@value
class Word:
    """A word in every spelling that is looked for, and the number it may be."""

    spellings: tuple[str, ...] = ()
    number: int | None = None


@value
class Sought:
    """What the database looks for, and for whom.

    `viewer`: who looks, None for whoever sees everything; `secret_to`: whose confidential matters are among them, as in
    `Matters`; `team_id`: the group that reads it, which sees its own and nothing that stands in private. `concerned`: what
    the viewer may see as a mere colleague is left out. `of_team`: only what is a team's; `kinds`: empty for every kind.
    """

    now: datetime
    words: tuple[Word, ...] = ()
    people: tuple[int, ...] = ()
    stand: Stand | None = None
    moment: Moment = Moment.ANY
    since: datetime | None = None
    until: datetime | None = None
    tags: tuple[str, ...] = ()
    viewer: int | None = NOBODY
    secret_to: int | None = NOBODY
    team_id: int | None = None
    circle: Matters | None = None
    concerned: bool = False
    of_team: int | None = None
    kinds: tuple[Kind, ...] = ()
