"""The statements that count what happened in a period: a dozen, each in proportion to the period and to what is open.

Numbers are added up where the rows are: an office gives thousands of tasks a year, of which a bulletin tells a few dozen sums.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from domain.facts.tasks import Returned, TakenBack
from domain.model.clocks import REPORTS, CommitmentKind
from domain.model.counted import What
from domain.model.tasks import Kind, Part, Status
from storage.breaches import FIRST
from storage.matters import OPEN, OPENLY
from storage.prepared import Prepared, among, literally, once
from storage.rows import assignments, clocks, history, slips, tasks

# Whose a task is, asked task by task: joined, every task there ever was would be gone through for its lead.
_LEAD = (
    select(assignments.c.member_id)
    .where(assignments.c.task_id == tasks.c.id, assignments.c.part == literally(Part.LEAD)[0])
    .correlate(tasks)
    .scalar_subquery()
)
_TAKEN_OVER = and_(tasks.c.standin_id.is_not(None), tasks.c.taken_over_at.is_not(None))
_DECLINED = tasks.c.status == literally(Status.DECLINED)[0]  # then it is back with whoever gave it (`hands.holder`)
DUTY = case((_DECLINED, tasks.c.assigner_id), (_TAKEN_OVER, tasks.c.standin_id), else_=_LEAD)
# Of the whole office what somebody keeps for themselves, outside every team, is nobody's to read out.
HERE: dict[bool, ColumnElement[bool]] = {
    True: tasks.c.team_id == bindparam("of_team"),
    False: or_(tasks.c.team_id.is_not(None), tasks.c.assigner_id != _LEAD),
}
Here = ColumnElement[bool]  # which tasks: of a team, or of the whole office
ByTeam = dict[bool, Prepared]
_SINCE: BindParameter[Any] = bindparam("since")
_UNTIL: BindParameter[Any] = bindparam("until")
_A_TASK = tasks.c.kind == literally(Kind.TASK)[0]
_IS_DONE = tasks.c.status == literally(Status.DONE)[0]
_FINISH = clocks.c.kind == literally(CommitmentKind.FINISH)[0]
_CREATED = and_(tasks.c.created_at >= _SINCE, tasks.c.created_at < _UNTIL)
_CLOSED = and_(tasks.c.closed_at >= _SINCE, tasks.c.closed_at < _UNTIL)
# What was open at a moment: what still is, and what was closed since.
_THEN = (OPEN, tasks.c.closed_at >= _UNTIL)
_WHOSE = (tasks.c.team_id, DUTY.label("member_id"))


def _within(column: ColumnElement[Any]) -> ColumnElement[bool]:
    return and_(column >= _SINCE, column < _UNTIL)


def _both(build: Callable[[Here], Select[Any]]) -> ByTeam:
    """One statement for a team, one for the whole office."""
    return {of_team: once(build(here)) for of_team, here in HERE.items()}


def _of(
    here: Here, *columns: Any, where: Sequence[ColumnElement[bool]], kind: Any = _A_TASK, source: FromClause = tasks
) -> Select[Any]:
    return select(*columns).select_from(source).where(kind, OPENLY, here, *where)


def _counted(*columns: Any, where: ColumnElement[bool]) -> ByTeam:
    """Sums by team and by whose it is to do."""
    return _both(lambda here: _of(here, *_WHOSE, *columns, where=(where,)).group_by(tasks.c.team_id, "member_id"))


def _many(condition: ColumnElement[bool]) -> Any:
    return func.sum(case((condition, 1), else_=0))


GIVEN = _counted(func.count(), where=_CREATED)
ENDED = _counted(
    _many(_IS_DONE),
    _many(~_IS_DONE),
    _many(and_(_IS_DONE, tasks.c.rating.is_not(None))),
    func.sum(case((_IS_DONE, func.coalesce(tasks.c.rating, 0)), else_=0)),
    where=_CLOSED,
)
STOOD = tuple(_counted(func.count(), where=and_(then, tasks.c.created_at < _UNTIL)) for then in _THEN)
BY_ENDED = (What.DONE, What.CANCELLED, What.RATINGS, What.STARS)

_KEPT = and_(clocks.c.breached_at.is_(None), clocks.c.met_at <= clocks.c.due_at)
_SAID_KEPT, _SAID_BROKEN, _SAID_WAIVED = literally("kept", "broken", "waived")
_BROKE = and_(clocks.c.breached_at.is_not(None), FIRST)
_OUTCOME = case((_KEPT, _SAID_KEPT), (and_(_BROKE, clocks.c.waived), _SAID_WAIVED), (_BROKE, _SAID_BROKEN))
PUNCTUAL_KINDS = {CommitmentKind.ACCEPT: "accept", **dict.fromkeys(REPORTS, "reports")}
_HOLDER = func.coalesce(clocks.c.breached_by, clocks.c.member_id)
_PROMISES = clocks.join(tasks, tasks.c.id == clocks.c.task_id)
# The same from the tasks on: by their number alone no task is looked up for each clock there ever was.
_FROM_TASKS = tasks.join(clocks, clocks.c.task_id == tasks.c.id + 0)
_PROMISE = (tasks.c.team_id, _HOLDER.label("member_id"), clocks.c.kind, _OUTCOME.label("outcome"))
PUNCTUAL = _both(
    lambda here: _of(
        here,
        *_PROMISE,
        func.count().label("n"),
        where=(
            clocks.c.kind.in_(literally(*PUNCTUAL_KINDS)),
            _within(clocks.c.due_at),
            _OUTCOME.is_not(None),
        ),
        source=_PROMISES,
    ).group_by(tasks.c.team_id, "member_id", clocks.c.kind, "outcome")
)
# A number is of the year in which its slip was issued by the office's clock: a year before its moment at most.
_ISSUED = and_(
    slips.c.year >= bindparam("year"), slips.c.number > 0, _within(slips.c.issued_at), slips.c.withdrawn_at.is_(None)
)
_SLIPS = slips.join(tasks, tasks.c.id == slips.c.task_id)
SLIPPED = _both(
    lambda here: _of(here, tasks.c.team_id, slips.c.member_id, func.count(), where=(_ISSUED,), source=_SLIPS).group_by(
        tasks.c.team_id, slips.c.member_id
    )
)
SLIP_ROWS = _both(lambda here: _of(here, slips, where=(_ISSUED,), source=_SLIPS).order_by(slips.c.year, slips.c.number))

_RAN_OUT = and_(_FINISH, clocks.c.breached_at.is_not(None))
BROKEN = _both(
    lambda here: _of(
        here, clocks, tasks.c.team_id, DUTY.label("duty_id"), where=(_CLOSED, _IS_DONE, _RAN_OUT), source=_FROM_TASKS
    )
)
# What was over when it came here has no clock: by its own days it was done in time or late.
_LATE_BY_ITS_DAYS = and_(
    _IS_DONE,
    tasks.c.closed_at > tasks.c.due_at,
    ~exists(select(clocks.c.task_id).where(clocks.c.task_id == tasks.c.id)),
)
BY_ITS_DAYS = _both(
    lambda here: _of(
        here, tasks.c.id, tasks.c.team_id, DUTY.label("duty_id"), tasks.c.created_at, tasks.c.due_at, tasks.c.closed_at,
        where=(_CLOSED, _LATE_BY_ITS_DAYS),
    )
)  # fmt: skip

_other = clocks.alias()
_FORGIVEN = exists(
    select(_other.c.task_id).where(
        _other.c.task_id == clocks.c.task_id,
        _other.c.kind == clocks.c.kind,
        _other.c.breached_at == clocks.c.breached_at,
        _other.c.waived,
    )
)
_STILL_RAN = and_(
    _FINISH,
    clocks.c.due_at < _UNTIL,
    clocks.c.started_at < _UNTIL,
    or_(clocks.c.met_at.is_(None), clocks.c.met_at >= _UNTIL),
    or_(clocks.c.stopped_at.is_(None), clocks.c.stopped_at >= _UNTIL),
    ~_FORGIVEN,
)
_BEHIND = (tasks.c.id, tasks.c.title, *_WHOSE)


def _overdue(then: ColumnElement[bool]) -> ByTeam:
    return _both(lambda here: _of(here, *_BEHIND, clocks.c.due_at, where=(then, _STILL_RAN), source=_FROM_TASKS))


OVERDUE = tuple(map(_overdue, _THEN))
_HANDED_IN = tasks.c.status.in_(literally(Status.SUBMITTED, Status.DECLINED))  # as the index over these has it
# What was declined and nobody has taken since has no clock any more, and is overdue all the same.
DECLINED = _both(
    lambda here: _of(
        here,
        *_BEHIND,
        tasks.c.due_at,
        where=(_HANDED_IN, tasks.c.status == literally(Status.DECLINED)[0], tasks.c.due_at < _UNTIL),
    )
)
_RAISED = tasks.c.kind == literally(Kind.RAISED)[0]


def _unanswered(then: ColumnElement[bool]) -> ByTeam:
    where = (then, tasks.c.due_at < _UNTIL, tasks.c.awaits == "")
    return _both(lambda here: _of(here, *_BEHIND, tasks.c.due_at, where=where, kind=_RAISED))


UNANSWERED = tuple(map(_unanswered, _THEN))
_TURNS = history.join(tasks, tasks.c.id == history.c.task_id)
TURNED = _both(
    lambda here: _of(
        here, history.c.task_id, *_WHOSE, history.c.actor_id, history.c.at, history.c.name, history.c.data,
        where=(history.c.name.in_(literally(Returned.name, TakenBack.name)), _within(history.c.at)), source=_TURNS,
    )
)  # fmt: skip

_LATE = exists(select(clocks.c.task_id).where(clocks.c.task_id == tasks.c.id, _RAN_OUT, FIRST, ~clocks.c.waived))


def _trend(here: Here) -> Select[Any]:
    def one(*where: ColumnElement[bool], source: FromClause = tasks) -> Any:
        return _of(here, func.count(), where=where, source=source).scalar_subquery()

    overdue = [one(then, _STILL_RAN, source=_FROM_TASKS) for then in _THEN]
    return select(
        one(_CREATED).label("given"), one(_CLOSED, _IS_DONE).label("done"),
        one(_CLOSED, _IS_DONE, or_(_LATE, _LATE_BY_ITS_DAYS)).label("late"),
        (overdue[0] + overdue[1]).label("overdue"),
    )  # fmt: skip


TREND = _both(_trend)
TITLES = once(select(tasks.c.id, tasks.c.title).where(among(tasks.c.id, "ids"), OPENLY))
CONCERNED = once(
    select(clocks.c.breached_by)
    .distinct()
    .where(
        clocks.c.breached_at.is_not(None),
        clocks.c.breached_by.is_not(None),
        clocks.c.appealed_at.is_(None),
        ~clocks.c.waived,
        _within(clocks.c.due_at),
    )
)
