"""What the record says that gives points: which tasks, then their narrow rows, in one statement for each table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import BigInteger, BindParameter, ColumnElement, and_, bindparam, case, exists, not_, or_, select

from domain.facts.tasks import Approved, PriorityChanged, Rated, Reopened, Returned, Submitted, TakenBack
from domain.model.accounts import Within
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.points import Deed, SlipMade, TaskLog
from domain.model.slips import Colour
from domain.model.tasks import Kind, Part, Priority
from domain.model.value import replace
from domain.records import decode_fact
from storage.convert import reader
from storage.prepared import Prepared, Statements, among, literally, numbers, once
from storage.rows import assignments, clocks, history, slips, tasks

# As the indexes over the history have them.
_JUDGED = history.c.name.in_(literally(Approved.name, Rated.name, Returned.name))
_COUNTED = history.c.name.in_(
    literally(
        Submitted.name, Approved.name, Rated.name, Returned.name, Reopened.name, TakenBack.name, PriorityChanged.name
    )
)
_BROKEN = clocks.c.breached_at.is_not(None)


def _then(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(column >= bindparam("since"), column < bindparam("until"))


# A number is of the year in which its slip was issued by the office's clock: a year before its moment at most.
_WHERE = (
    (history.c.task_id, and_(_JUDGED, _then(history.c.at))),
    (clocks.c.task_id, and_(_BROKEN, _then(clocks.c.due_at))),
    (slips.c.task_id, and_(slips.c.year >= bindparam("year"), _then(slips.c.issued_at))),
)
_deeds, _missed = history.alias("deeds"), clocks.alias("missed")
_MEMBER: BindParameter[int] = bindparam("member_id", type_=BigInteger)


def _narrows(task_id: ColumnElement[Any]) -> Mapping[str, ColumnElement[bool]]:
    """Of a team; of a person, who has a part in it, handed something in or missed a promise: asked row by row."""
    part = exists().where(assignments.c.task_id == task_id, assignments.c.member_id == _MEMBER)
    handed_in = exists().where(
        _deeds.c.task_id == task_id, _deeds.c.name == literally(Submitted.name)[0], _deeds.c.actor_id == _MEMBER
    )
    missed = exists().where(_missed.c.task_id == task_id, _missed.c.breached_by == _MEMBER)
    return {
        "team_id": exists().where(tasks.c.id == task_id, tasks.c.team_id == bindparam("team_id")),
        "member_id": or_(part, missed, handed_in),
    }


def _which(*names: str) -> tuple[Prepared, ...]:
    """The tasks that are judged, miss a promise or get a slip in some time."""
    return tuple(once(select(n).where(where, *(_narrows(n)[name] for name in names))) for n, where in _WHERE)


_WAYS: tuple[tuple[str, ...], ...] = ((), ("team_id",), ("member_id",), ("team_id", "member_id"))
_TOUCHED = {names: _which(*names) for names in _WAYS}

_TASKS = once(
    select(
        tasks.c.id, tasks.c.title, tasks.c.assigner_id, tasks.c.team_id, tasks.c.priority, tasks.c.confidential,
        tasks.c.paused_at,
    ).where(tasks.c.kind == literally(Kind.TASK)[0], among(tasks.c.id, "of"))
)  # fmt: skip
_HANDS = once(
    select(assignments.c.task_id, assignments.c.member_id, assignments.c.part).where(
        among(assignments.c.task_id, "of"), assignments.c.part.in_(literally(Part.LEAD, Part.CO))
    )
)


def _unless(name: str, usual: str) -> ColumnElement[bool]:
    """An entry of this name in which something else is said than usual: what was written with a result may be long."""
    return and_(history.c.name == literally(name)[0], not_(history.c.data.contains(usual, autoescape=True)))


_SAYS = or_(
    history.c.name.in_(literally(Rated.name, TakenBack.name, PriorityChanged.name)),
    _unless(Approved.name, '"rating":null'),
    _unless(Submitted.name, '"without":[]'),
)
_DEEDS = once(
    select(
        history.c.task_id, history.c.seq, history.c.at, history.c.actor_id, history.c.name,
        case((_SAYS, history.c.data), else_="").label("data"),
    ).where(_COUNTED, among(history.c.task_id, "of")).order_by(history.c.task_id, history.c.seq)
)  # fmt: skip
_CLOCKS = once(select(clocks).where(_BROKEN, among(clocks.c.task_id, "of")))
_HOLDS = slips.c.withdrawn_at.is_(None)  # one is withdrawn within a minute or never
_SLIPS = once(
    select(slips.c.task_id, slips.c.colour, slips.c.seq, slips.c.member_id, slips.c.issued_at).where(
        among(slips.c.task_id, "of"), _HOLDS
    )
)
_clock = reader(Commitment, clocks, kind=CommitmentKind)


class PointQueries:
    """What gives points; nothing is written."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def logs(self, within: Within, team_id: int | None = None, member_id: int | None = None) -> list[TaskLog]:
        """Of every task that can have given points in that time: of a team, to a person."""
        given = {name: n for name, n in (("team_id", team_id), ("member_id", member_id)) if n is not None}
        values = given | {"since": within.since, "until": within.until, "year": within.since.year - 1}
        found = (self.db.execute(statement, values).scalars() for statement in _TOUCHED[tuple(given)])
        return self._read({number for numbers_ in found for number in numbers_})

    def log(self, task_id: int) -> TaskLog | None:
        """Of one; None where it is no task."""
        return next(iter(self._read({task_id})), None)

    def _read(self, which: set[int]) -> list[TaskLog]:
        of = {"of": numbers(sorted(which))}
        hands, deeds, broken, made = (_by_task(self.db.execute(s, of)) for s in (_HANDS, _DEEDS, _CLOCKS, _SLIPS))
        return [
            TaskLog(
                row.id, row.title, row.assigner_id, row.team_id, Priority(row.priority), row.confidential,
                *_people(hands.get(row.id, ())), row.paused_at,
                tuple(map(_deed, deeds.get(row.id, ()))),
                tuple(map(_clock, broken.get(row.id, ()))),
                tuple(map(_slip, made.get(row.id, ()))),
            )
            for row in self.db.execute(_TASKS, of)
        ]  # fmt: skip


def _by_task(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.task_id, []).append(row)
    return found


def _people(rows: Iterable[Any]) -> tuple[int, tuple[int, ...]]:
    """Lead and co-assignees."""
    by_part = [(row.part, row.member_id) for row in rows]
    lead = next(member for part, member in by_part if part == Part.LEAD)
    return lead, tuple(member for part, member in by_part if part == Part.CO)


def _deed(row: Any) -> Deed:
    said = decode_fact(row.name, row.data) if row.data else None
    deed = Deed(row.seq, row.at, row.actor_id, row.name)
    if said is None:
        return deed
    match said:
        case Approved() | Rated():
            return replace(deed, stars=said.rating)
        case TakenBack():
            return replace(deed, undoes=said.fact)
        case PriorityChanged():
            return replace(deed, was=Priority(said.before))
        case Submitted():
            return replace(deed, without=said.without)
    return deed


def _slip(row: Any) -> SlipMade:
    return SlipMade(Colour(row.colour), row.seq, row.member_id, row.issued_at)
