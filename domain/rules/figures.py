"""月通报: what was counted added up, for a team, a member, the whole office. What each figure means stands with `Figures`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.facts.tasks import Returned
from domain.model.clocks import Clocks
from domain.model.counted import Behind, Broken, Tally, Turned, What
from domain.model.figures import (
    Bulletin,
    BulletinState,
    Figures,
    OverdueMatter,
    PersonFigures,
    Punctuality,
    TeamFigures,
    Trend,
)
from domain.model.value import value
from domain.rules.breaches import breaches_among, late_by
from worktime.calendar import WorkingCalendar

CalendarOf = Callable[[int | None], WorkingCalendar]
UNDONE = timedelta(minutes=2)  # within which a decision that is taken back was made: a minute, and a slow machine
_PUNCTUAL: Mapping[What, tuple[str, str]] = {
    What.ACCEPT_KEPT: ("accept", "kept"),
    What.ACCEPT_BROKEN: ("accept", "broken"),
    What.ACCEPT_WAIVED: ("accept", "waived"),
    What.REPORTS_KEPT: ("reports", "kept"),
    What.REPORTS_BROKEN: ("reports", "broken"),
    What.REPORTS_WAIVED: ("reports", "waived"),
}


@value
class Late:
    """A done task that was late, by how much working time."""

    task_id: int
    team_id: int | None
    member_id: int
    delay: timedelta


@value
class Counted:
    """All that was counted of a period."""

    tallies: Sequence[Tally] = ()
    late: Sequence[Late] = ()
    overdue: Sequence[Behind] = ()
    unanswered: Sequence[Behind] = ()
    returned: Sequence[Turned] = ()

    @property
    def _parts(self) -> tuple[Sequence[Any], ...]:
        return self.tallies, self.late, self.overdue, self.unanswered, self.returned

    def grouped(self, key: Callable[[Any], Any]) -> Mapping[Any, Counted]:
        """The same by team or by member, in one go through all of it."""
        made: dict[Any, tuple[list[Any], ...]] = defaultdict(lambda: ([], [], [], [], []))
        for n, part in enumerate(self._parts):
            for one in part:
                made[key(one)][n].append(one)
        return {whose: Counted(*parts) for whose, parts in made.items()}


def figures(found: Counted) -> Figures:
    """The sums."""
    sums: dict[What, int] = defaultdict(int)
    for tally in found.tallies:
        sums[tally.what] += tally.n
    worst = max(found.late, key=lambda one: (one.delay, -one.task_id), default=None)
    punctual: dict[str, dict[str, int]] = {"accept": {}, "reports": {}}
    for what, (promise, outcome) in _PUNCTUAL.items():
        punctual[promise][outcome] = sums[what]
    plain = (What.GIVEN, What.DONE, What.CANCELLED, What.OPEN, What.RATINGS, What.STARS, What.SLIPS)
    return Figures(
        **{what.value: sums[what] for what in plain},
        late=len(found.late),
        overdue_at_end=len(found.overdue),
        delays=sum((one.delay for one in found.late), timedelta(0)),
        worst=worst.delay if worst else timedelta(0),
        worst_task=worst.task_id if worst else 0,
        accept=Punctuality(**punctual["accept"]),
        reports=Punctuality(**punctual["reports"]),
        returned=len(found.returned),
        unanswered=len(found.unanswered),
    )


def late_ones(broken: Iterable[Broken], now: datetime, calendar_of: CalendarOf) -> list[Late]:
    """The done tasks that count as late: a breach of the finish promise stands against them that was not waived."""
    found = []
    for one in broken:
        delay = late_by(breaches_among(Clocks(one.clocks)), now, calendar_of(one.team_id))
        if delay is not None:
            found.append(Late(one.task_id, one.team_id, one.member_id, delay))
    return found


def standing(turned: Sequence[Turned], until: datetime) -> list[Turned]:
    """The returns before a moment that were not taken back, of what happened to each task in the order of time."""
    found: list[Turned] = []
    for one in turned:
        last = found[-1] if found else None
        if not one.back:
            found.append(one)
        elif one.back == Returned.name and last is not None and _same(last, one):
            found.pop()
    return [one for one in found if one.at < until]


def _same(made: Turned, taken: Turned) -> bool:
    alike = (made.task_id, made.actor_id) == (taken.task_id, taken.actor_id)
    return alike and taken.at - made.at <= UNDONE


def matters(behind: Sequence[Behind], at: datetime, calendar_of: CalendarOf) -> tuple[OverdueMatter, ...]:
    """What was overdue at a moment, what was due first at the head, and by how much working time then."""
    late: dict[int, timedelta] = {}
    by_clock: dict[str, tuple[datetime, timedelta]] = {}  # how far back a calendar was counted; what work lies there
    for one in reversed(behind):
        calendar = calendar_of(one.team_id)
        back, passed = by_clock.get(str(calendar.zone), (at, timedelta(0)))
        passed += max(calendar.working_time_between(one.due_at, back), timedelta(0))
        by_clock[str(calendar.zone)] = min(one.due_at, back), passed
        late[one.task_id] = passed
    return tuple(OverdueMatter(b.task_id, b.title, b.member_id, b.due_at, late[b.task_id]) for b in behind)


def made(
    label: str, team_id: int | None, until: datetime, state: BulletinState, found: Counted, before: Sequence[Trend],
    calendar_of: CalendarOf,
) -> Bulletin:  # fmt: skip
    """The bulletin of what was counted: teams with most to do first, people likewise."""
    people = {i: figures(part) for i, part in found.grouped(lambda one: one.member_id).items()}
    by_team = found.grouped(lambda one: one.team_id or 0).items() if team_id is None else ()
    teams = {i: figures(part) for i, part in by_team}
    return Bulletin(
        label,
        team_id,
        until,
        state,
        figures(found),
        _of_any_weight(before),
        tuple(TeamFigures(i, f) for i, f in _by_weight(teams)),
        tuple(PersonFigures(i, f) for i, f in _by_weight(people)),
        matters(found.overdue, until, calendar_of),
        late=tuple(one.task_id for one in found.late),
        returned=tuple(one.task_id for one in found.returned),
        unanswered=tuple(one.task_id for one in found.unanswered),
    )


def _by_weight(found: Mapping[int, Figures]) -> list[tuple[int, Figures]]:
    return sorted(found.items(), key=lambda one: (-(one[1].done + one[1].open_at_end), one[0]))


def _of_any_weight(before: Sequence[Trend]) -> tuple[Trend, ...]:
    """From the first period on in which there was anything at all."""
    first = next((n for n, t in enumerate(before) if t.given or t.done or t.overdue_at_end), len(before))
    return tuple(before[first:])
