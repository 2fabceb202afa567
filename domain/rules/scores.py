"""Whose points somebody may see, what they come to, and the order and grades an office may make of that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from domain.model.accounts import Within
from domain.model.people import NOBODY, Memberships
from domain.model.points import Point, Rule, TaskLog
from domain.model.value import value
from domain.rules.points import TABLE, Months, points_of


def points_in(logs: Iterable[TaskLog], within: Within, months: Months, sphere: Sphere) -> list[Point]:
    """The points of some time that somebody may see, the newest first."""
    found = (p for log in logs if sphere.covers(log) for p in points_of(log, months))
    counted = [p for p in found if within.since <= p.at < within.until and sphere.member in (None, p.member_id)]
    return sorted(counted, key=lambda p: (p.at, p.task_id, p.seq), reverse=True)


# -- whose -------------------------------------------------------------------------------------------------------------


@value
class Sphere:
    """Whose points are looked at, and of which matters.

    `member` None: everybody's. `teams`: of these teams' matters and what `giver` gave; None: of all. What is confidential
    counts for the person alone (`secret`): a sum that others see must not tell them that there is something.
    """

    member: int | None = None
    teams: frozenset[int] | None = None
    giver: int = NOBODY
    secret: bool = False

    def covers(self, log: TaskLog) -> bool:
        """Whether a task's points are among them."""
        if log.confidential and not self.secret:
            return False
        return self.teams is None or log.team_id in self.teams or log.assigner_id == self.giver


def sphere_of(who: Memberships, member_id: int | None = None) -> Sphere:
    """What somebody may see of a person's points, or of everybody's: their own all; of others what they run or gave."""
    own = who.member.id
    if member_id == own:
        return Sphere(own, secret=True)
    if who.runs_office():
        return Sphere(member_id)
    run = frozenset(t for t in who.teams if who.runs(t))
    return Sphere(member_id, run, own if run else NOBODY)


def given_to_known(log: TaskLog, who: Memberships, months: Months) -> list[Point]:
    """The points a task has given to the reader, and to those of whom they may see that."""
    others = sphere_of(who).covers(log)
    found = (p for p in points_of(log, months) if p.at <= months.now)
    return [p for p in found if others or p.member_id == who.member.id]


# -- sums --------------------------------------------------------------------------------------------------------------


def total(points: Iterable[Point]) -> float:
    """What points come to, in hundredths."""
    return round(sum(p.points for p in points), 2)


def by_rule(points: Sequence[Point]) -> list[tuple[Rule, int, float]]:
    """For each rule, in the table's order, how many points count and what they come to."""
    counted = [p for p in points if not p.waived]
    rows = ((row.rule, [p for p in counted if p.rule is row.rule]) for row in TABLE)
    return [(rule, len(those), total(those)) for rule, those in rows if those]


def by_member(points: Iterable[Point]) -> dict[int, float]:
    """What each person's points come to."""
    sums: dict[int, float] = {}
    for point in points:
        sums[point.member_id] = sums.get(point.member_id, 0.0) + point.points
    return {member: round(sum_, 2) for member, sum_ in sums.items()}


def ranked(sums: Mapping[int, float]) -> list[tuple[int, int]]:
    """Rank and person, from the most points; equal points have the same rank (1, 2, 2, 4)."""
    order = sorted(sums, key=lambda member: -sums[member])
    return [(1 + sum(s > sums[member] for s in sums.values()), member) for member in order]


def grades(sums: Mapping[int, float], forced: Sequence[tuple[str, int]]) -> dict[int, str]:
    """强制分布: from the best, as many of each grade as its share of the people comes to. Who has equal points has the same
    grade, that of their middle: where all are equal, nobody is the best."""
    bounds, share = [], 0
    for letter, percent in forced:
        share += percent
        bounds.append((len(sums) * share / 100 + _HALF, letter))
    if not bounds:
        return {}
    alike = Counter(sums.values())
    middle = {member: rank + (alike[sums[member]] - 1) / 2 for rank, member in ranked(sums)}
    return {m: next((letter for bound, letter in bounds if at <= bound), bounds[-1][1]) for m, at in middle.items()}


_HALF = 0.5
