"""What happened in a period, and the bulletins that were made of it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from domain.facts.tasks import TakenBack
from domain.model.accounts import Within
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.counted import Behind, Broken, Tally, Turned, What
from domain.model.figures import Trend
from domain.model.slips import Colour, Slip
from domain.rules.breaches import by_its_days
from storage.convert import reader
from storage.counting import (
    BROKEN,
    BY_ENDED,
    BY_ITS_DAYS,
    CONCERNED,
    DECLINED,
    ENDED,
    GIVEN,
    OVERDUE,
    PUNCTUAL,
    PUNCTUAL_KINDS,
    SLIP_ROWS,
    SLIPPED,
    STOOD,
    TITLES,
    TREND,
    TURNED,
    UNANSWERED,
    ByTeam,
)
from storage.prepared import Statements, numbers
from storage.rows import clocks, slips

_read_clock = reader(Commitment, clocks, kind=CommitmentKind)
_read_slip = reader(Slip, slips, colour=Colour)


class FigureQueries:
    """Counts and narrow rows of a period; nothing is written."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def tallies(self, within: Within, team_id: int | None) -> list[Tally]:
        """Everything that is only a number."""
        return [
            *self._numbers(GIVEN, within, team_id, What.GIVEN),
            *self._numbers(ENDED, within, team_id, *BY_ENDED),
            *(t for some in STOOD for t in self._numbers(some, within, team_id, What.OPEN)),
            *self._numbers(SLIPPED, within, team_id, What.SLIPS),
            *self._punctual(within, team_id),
        ]

    def broken(self, within: Within, team_id: int | None) -> list[Broken]:
        """The done tasks whose finish promise had run out, whatever was said of that; by their own days those that were over
        when they came here."""
        found: dict[tuple[int, int | None, int], list[Commitment]] = defaultdict(list)
        for row in self.db.execute(BROKEN[team_id is not None], _values(within, team_id)):
            found[row.task_id, row.team_id, row.duty_id].append(_read_clock(row))
        for row in self.db.execute(BY_ITS_DAYS[team_id is not None], _values(within, team_id)):
            promise = by_its_days(row.duty_id, row.created_at, row.due_at, row.closed_at)
            found[row.id, row.team_id, row.duty_id].append(promise)
        made = (Broken(*whose, tuple(sorted(some, key=lambda c: c.generation))) for whose, some in found.items())
        return sorted(made, key=lambda b: b.task_id)

    def overdue(self, at: datetime, team_id: int | None) -> list[Behind]:
        """What was overdue at a moment, what was due first at the head."""
        return self._behind((*OVERDUE, DECLINED), at, team_id)

    def unanswered(self, at: datetime, team_id: int | None) -> list[Behind]:
        """Raised matters whose answer was due before a moment and had not come by then."""
        return self._behind(UNANSWERED, at, team_id)

    def turned(self, within: Within, team_id: int | None) -> list[Turned]:
        """Results that were returned, and what was taken back, by task and moment."""
        rows = self.db.execute(TURNED[team_id is not None], _values(within, team_id))
        found = (_turned(row) for row in rows)
        return sorted(found, key=lambda t: (t.task_id, t.at))

    def trend(self, label: str, within: Within, team_id: int | None) -> Trend:
        """A few figures of another period."""
        row = self.db.execute(TREND[team_id is not None], _values(within, team_id)).first()
        return Trend(label, row.given, row.done, row.late, row.overdue)

    def slips(self, within: Within, team_id: int | None) -> list[Slip]:
        """Those that were issued and not withdrawn, by their number."""
        rows = self.db.execute(SLIP_ROWS[team_id is not None], _values(within, team_id, year=True))
        return [_read_slip(row) for row in rows]

    def openly(self, task_ids: Sequence[int]) -> dict[int, str]:
        """The titles of those of these tasks that are not confidential."""
        return {row.id: row.title for row in self.db.execute(TITLES, {"ids": numbers(task_ids)})} if task_ids else {}

    def concerned(self, within: Within) -> list[int]:
        """The members with a promise that was due then and broken, about which nobody has said anything."""
        given = {"since": within.since, "until": within.until}
        return sorted(row.breached_by for row in self.db.execute(CONCERNED, given))

    def _numbers(self, which: ByTeam, within: Within, team_id: int | None, *what: What) -> Iterator[Tally]:
        given = _values(within, team_id, since=which not in STOOD, year=which is SLIPPED)
        for team, member, *counts in self.db.execute(which[team_id is not None], given):
            yield from (Tally(kind, team, member, n) for kind, n in zip(what, counts, strict=True) if n)

    def _punctual(self, within: Within, team_id: int | None) -> Iterator[Tally]:
        for row in self.db.execute(PUNCTUAL[team_id is not None], _values(within, team_id)):
            what = What(f"{PUNCTUAL_KINDS[CommitmentKind(row.kind)]}_{row.outcome}")
            yield Tally(what, row.team_id, row.member_id, row.n)

    def _behind(self, which: Sequence[ByTeam], at: datetime, team_id: int | None) -> list[Behind]:
        given = _values(Within(at, at), team_id, since=False)
        rows = [row for some in which for row in self.db.execute(some[team_id is not None], given)]
        found = (Behind(row.id, row.title, row.team_id, row.member_id, row.due_at) for row in rows)
        return sorted(found, key=lambda b: (b.due_at, b.task_id))


def _values(within: Within, team_id: int | None, *, since: bool = True, year: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = {"until": within.until}
    found |= {"since": within.since} if since else {}
    found |= {"year": within.since.year - 1} if year else {}
    return found | ({} if team_id is None else {"of_team": team_id})


def _turned(row: Any) -> Turned:
    back = json.loads(row.data)["fact"] if row.name == TakenBack.name else ""
    return Turned(row.task_id, row.team_id, row.member_id, row.actor_id, row.at, back)
