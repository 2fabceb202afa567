"""What a meeting hears of each person who answers for matters, the gravest first. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from domain.model.meetings import BriefLine
from domain.model.value import value

USUAL = timedelta(days=7)  # how far back a first brief looks


@value
class OfOne:
    """What is told of one person: done, and of what is open the overdue, and what waits for a decision."""

    member_id: int
    done: tuple[BriefLine, ...]
    going: tuple[BriefLine, ...]
    overdue: tuple[BriefLine, ...]
    waiting: tuple[BriefLine, ...]


@value
class Told:
    """A whole brief."""

    people: tuple[OfOne, ...]
    done: int
    going: int
    overdue: int
    waiting: tuple[BriefLine, ...]

    @property
    def nothing(self) -> bool:
        """Nothing was done and nothing is open."""
        return not self.people


def told(lines: Iterable[BriefLine], now: datetime) -> Told:
    """The lines by who has the duty: who has most that is overdue first, then who has most at all."""
    theirs: dict[int, list[BriefLine]] = {}
    for line in lines:
        theirs.setdefault(line.duty_id, []).append(line)
    people = sorted((of_one(who, found, now) for who, found in theirs.items()), key=_gravest)
    waiting = tuple(line for one in people for line in one.waiting)
    return Told(
        tuple(people),
        sum(len(p.done) for p in people),
        sum(len(p.going) for p in people),
        sum(len(p.overdue) for p in people),
        waiting,
    )


def of_one(member_id: int, lines: Sequence[BriefLine], now: datetime) -> OfOne:
    """What is told of one person."""
    done = tuple(line for line in lines if line.done)
    going = tuple(sorted((line for line in lines if not line.done), key=lambda g: (g.due_at, g.id)))
    overdue = tuple(line for line in going if line.late(now))
    return OfOne(member_id, done, going, overdue, tuple(line for line in going if line.waits))


def _gravest(one: OfOne) -> tuple[int, int, int]:
    return (-len(one.overdue), -len(one.going) - len(one.done), one.member_id)
