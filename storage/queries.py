"""Tasks as they are read: one, and the lists that people and the program ask for."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    exists,
    func,
    not_,
    or_,
    select,
    union_all,
)  # fmt: skip

from domain.model.clocks import Commitment, CommitmentKind
from domain.model.matters import Matters
from domain.model.people import Role
from domain.model.tasks import Assignment, Attachment, Kind, Origin, Part, Priority, Request, RequestKind, Status, Task
from storage.convert import reader
from storage.prepared import Prepared, Statements, literally, once
from storage.rows import assignments, clocks, memberships, requests, tasks

_CLOSED = literally(Status.DONE, Status.CANCELLED)
OPEN = tasks.c.status.not_in(_CLOSED)
_standing = tasks.alias("standing")
_MEMBER: BindParameter[Any] = bindparam("member_id")
_MOST_AT_ONCE = 500  # what every database takes as one list


def _with_part(*parts: Part, member: BindParameter[Any] = _MEMBER) -> ColumnElement[bool]:
    """Tasks in which the member has one of these parts, or any."""
    theirs = select(assignments.c.task_id).where(assignments.c.member_id == member)
    return tasks.c.id.in_(theirs.where(assignments.c.part.in_(literally(*parts))) if parts else theirs)


def _stands_in(member: BindParameter[Any]) -> ColumnElement[bool]:
    """Open tasks in which the member was asked to stand in for the lead, or does."""
    return and_(tasks.c.standin_id == member, OPEN)


def _of_teams(member: BindParameter[Any], *roles: Role) -> ColumnElement[bool]:
    """Tasks of the teams in which the member has one of these roles, or any."""
    theirs = select(memberships.c.team_id).where(memberships.c.member_id == member)
    return tasks.c.team_id.in_(theirs.where(memberships.c.role.in_(literally(*roles))) if roles else theirs)


_others = assignments.alias("others")
_ONE_IS_IN = exists(
    select(_others.c.task_id).where(_others.c.task_id == tasks.c.id, _others.c.handed_in_at.is_not(None))
)


def _in_hand(member: BindParameter[Any]) -> ColumnElement[bool]:
    """Tasks in which the member has work: as co-assignee who owes a part, as lead from whom nobody took over, or in the
    lead's place."""
    leads, helps = (_with_part(part, member=member) for part in (Part.LEAD, Part.CO))
    theirs = select(assignments.c.task_id).where(
        assignments.c.member_id == member,
        assignments.c.part.in_(literally(Part.LEAD, Part.CO)),
        assignments.c.handed_in_at.is_(None),
    )
    place = select(_standing.c.id).where(
        _standing.c.standin_id == member,
        _standing.c.taken_over_at.is_not(None),
        _standing.c.status.not_in(_CLOSED),
    )
    given_away = and_(leads, tasks.c.taken_over_at.is_not(None), not_(helps))
    let_go = and_(tasks.c.any_one, helps, _ONE_IS_IN)
    return and_(tasks.c.id.in_(union_all(theirs, place)), not_(given_away), not_(let_go))


def _who(name: str) -> BindParameter[Any]:
    return bindparam(name, type_=BigInteger)


# What each field of `Matters` that is given asks of a task.
_NARROWS: Mapping[str, ColumnElement[bool]] = {
    "team_id": tasks.c.team_id == bindparam("team_id"),
    "assigner": tasks.c.assigner_id == bindparam("assigner"),
    "hands": and_(_in_hand(_who("hands")), tasks.c.status.not_in(literally(Status.DECLINED))),
    "seen_by": or_(
        tasks.c.assigner_id == _who("seen_by"),
        _of_teams(_who("seen_by")),
        _with_part(member=_who("seen_by")),
        _stands_in(_who("seen_by")),
    ),
    "watched_by": or_(
        tasks.c.assigner_id == _who("watched_by"), _of_teams(_who("watched_by"), Role.LEADER, Role.SUPERVISOR)
    ),
    "not_by": not_(_in_hand(_who("not_by"))),
    "by": _in_hand(_who("by")),
    "due_after": tasks.c.due_at > bindparam("due_after"),
    "due_until": tasks.c.due_at <= bindparam("due_until"),
}


def _narrowed(names: Iterable[str], statuses: Sequence[Status]) -> list[ColumnElement[bool]]:
    given = [_NARROWS[name] for name in names]
    # One status is compared and not looked up in a list of one: so the index over what nobody has accepted serves.
    among = (
        [tasks.c.status == literally(*statuses)[0]]
        if len(statuses) == 1
        else [tasks.c.status.in_(literally(*statuses))]
    )
    return [OPEN, *given, *(among if statuses else [])]


@cache
def counted(names: tuple[str, ...], statuses: tuple[Status, ...]) -> Prepared:
    """How many open tasks there are with these fields of `Matters` given."""
    return once(select(func.count()).select_from(tasks).where(*_narrowed(names, statuses)))


@cache
def listed(names: tuple[str, ...], statuses: tuple[Status, ...]) -> Prepared:
    """A page of them, the one due first at the top."""
    query = select(tasks).where(*_narrowed(names, statuses)).order_by(tasks.c.due_at, tasks.c.id)
    return once(query.limit(bindparam("most")).offset(bindparam("start")))


def _listed(*where: ColumnElement[bool]) -> Select[Any]:
    """The one due first at the top."""
    return select(tasks).where(*where).order_by(tasks.c.due_at, tasks.c.id)


_ONE = once(select(tasks).where(tasks.c.id == bindparam("id")))
_MANY = select(tasks).where(tasks.c.id.in_(bindparam("ids", expanding=True)))
_VERSION = once(select(tasks.c.version).where(tasks.c.id == bindparam("id")))
_OF_LEAD = once(_listed(_with_part(Part.LEAD), OPEN))
_STOOD_IN = once(_listed(_stands_in(_MEMBER)))
_OPEN_AFTER = once(
    select(tasks).where(OPEN, tasks.c.id > bindparam("after")).order_by(tasks.c.id).limit(bindparam("most"))
)
_HAS_ASSIGNED = once(select(tasks.c.id).where(tasks.c.assigner_id == _MEMBER).limit(1))
_HANDED_IN = once(
    _listed(tasks.c.status.in_(literally(Status.SUBMITTED, Status.DECLINED)))  # as the index over these has it
)
_ASKED = once(_listed(OPEN, tasks.c.id.in_(select(requests.c.task_id).where(requests.c.answered_at.is_(None)))))
_CLOSED_SINCE = once(
    _listed(
        tasks.c.team_id == bindparam("team_id"),
        tasks.c.status == literally(Status.DONE)[0],
        tasks.c.closed_at >= bindparam("since"),
    )
)
_CLOSED_OF_LEAD = once(
    _listed(_with_part(Part.LEAD), tasks.c.status == literally(Status.DONE)[0], tasks.c.closed_at >= bindparam("since"))
)
_SHARED = once(
    select(memberships.c.team_id)
    .where(
        memberships.c.member_id == _MEMBER,
        memberships.c.team_id.in_(select(memberships.c.team_id).where(memberships.c.member_id == bindparam("other"))),
    )
    .order_by(memberships.c.team_id)
    .limit(1)
)
# The parts of tasks: those of one, and those of many.
_PARTS = {
    table: (
        once(select(table).where(table.c.task_id == bindparam("id")).order_by(*order)),
        select(table).where(table.c.task_id.in_(bindparam("ids", expanding=True))).order_by(*order),
    )
    for table, order in (
        (assignments, (assignments.c.task_id, assignments.c.place)),
        (clocks, tuple(clocks.primary_key)),
        (requests, tuple(requests.primary_key)),
    )
}


def _files(text: str) -> tuple[Attachment, ...]:
    return tuple(Attachment(**a) for a in json.loads(text))


_read_task = reader(Task, tasks, kind=Kind, priority=Priority, status=Status, origin=Origin, attachments=_files)
_read_part: dict[Table, Callable[[Sequence[Any]], Any]] = {
    assignments: reader(Assignment, assignments, part=Part),
    clocks: reader(Commitment, clocks, kind=CommitmentKind),
    requests: reader(Request, requests, kind=RequestKind),
}


class TaskQueries:
    """Whole tasks; nothing is written. One that was read is remembered for the rest of the unit."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[int, Task] = {}
        self._versions: dict[int, int | None] = {}

    def get(self, task_id: int) -> Task | None:
        if task_id not in self._known:
            self._load(_ONE, id=task_id)
        return self._known.get(task_id)

    def know(self, task_ids: Iterable[int]) -> None:
        """Read tasks that will be asked for one by one; many cost little more than one."""
        wanted = [task_id for task_id in dict.fromkeys(task_ids) if task_id not in self._known]
        for start in range(0, len(wanted), _MOST_AT_ONCE):
            self._load(_MANY, ids=wanted[start : start + _MOST_AT_ONCE])

    def version(self, task_id: int) -> int | None:
        """The version of a task as it is now."""
        if task_id in self._known:
            return self._known[task_id].version
        if task_id not in self._versions:
            self._versions[task_id] = self.db.execute(_VERSION, {"id": task_id}).scalar()
        return self._versions[task_id]

    def open_of_lead(self, member_id: int) -> list[Task]:
        return self._load(_OF_LEAD, member_id=member_id)

    def open_of_standin(self, member_id: int) -> list[Task]:
        """Open tasks in which the member was asked to stand in for the lead, or does."""
        return self._load(_STOOD_IN, member_id=member_id)

    def count(self, which: Matters) -> int:
        """How many. Of what somebody does not do themselves: all, without the few they do; of what is due later: all, without
        the few that are due by then."""
        if which.not_by is not None:
            of_anybody = replace(which, not_by=None)
            return self.count(of_anybody) - self.count(replace(of_anybody, by=which.not_by))
        if which.due_after is not None and which.due_until is None:
            at_any_time = replace(which, due_after=None)
            return self.count(at_any_time) - self.count(replace(at_any_time, due_until=which.due_after))
        names, values = _given(which)
        return int(self.db.execute(counted(names, which.statuses), values).scalar())

    def page(self, which: Matters, most: int, start: int = 0) -> list[Task]:
        """Some of them in their order: the one due first at the top."""
        names, values = _given(which)
        return self._load(listed(names, which.statuses), **values, most=most, start=start)

    def undecided(self) -> list[Task]:
        """Open tasks in which something waits for an answer: a result, a request, a refusal to do it."""
        found = {task.id: task for query in (_HANDED_IN, _ASKED) for task in self._load(query)}
        return sorted(found.values(), key=lambda t: (t.due_at, t.id))

    def has_assigned(self, member_id: int) -> bool:
        """Whether the member ever gave a task."""
        return self.db.execute(_HAS_ASSIGNED, {"member_id": member_id}).first() is not None

    def open_after(self, task_id: int, most: int) -> list[Task]:
        """Some of them by their numbers, those after this one."""
        return self._load(_OPEN_AFTER, after=task_id, most=most)

    def closed_since(self, team_id: int, since: datetime) -> list[Task]:
        return self._load(_CLOSED_SINCE, team_id=team_id, since=since)

    def closed_of_lead(self, member_id: int, since: datetime) -> list[Task]:
        return self._load(_CLOSED_OF_LEAD, member_id=member_id, since=since)

    def team_shared(self, viewer: int, other: int) -> int | None:
        """The first team both are in: where a task given in private belongs."""
        shared: int | None = self.db.execute(_SHARED, {"member_id": viewer, "other": other}).scalar()
        return shared

    def _load(self, query: Prepared | Select[Any], **values: Any) -> list[Task]:
        found = [_read_task(row) for row in self.db.execute(query, values)]
        ids = [task.id for task in found]
        people, kept, asked = (self._parts(table, ids) for table in _PARTS)
        whole = [
            replace(t, people=tuple(people[t.id]), commitments=tuple(kept[t.id]), requests=tuple(asked[t.id]))
            for t in found
        ]
        self._known.update((task.id, task) for task in whole)
        return whole

    def _parts(self, table: Table, ids: Sequence[int]) -> dict[int, list[Any]]:
        """The parts of these tasks by task; every parts table begins with its task's number."""
        one, many = _PARTS[table]
        read, grouped = _read_part[table], defaultdict[int, list[Any]](list)
        for start in range(0, len(ids), _MOST_AT_ONCE):
            some = ids[start : start + _MOST_AT_ONCE]
            query, values = (one, {"id": some[0]}) if len(some) == 1 else (many, {"ids": some})
            for row in self.db.execute(query, values):
                grouped[row[0]].append(read(row))
        return grouped


def _given(which: Matters) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The fields that narrow, by name and with what they are narrowed to."""
    values = {name: value for name in _NARROWS if (value := getattr(which, name)) is not None}
    return tuple(values), values
