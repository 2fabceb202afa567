"""What the fields of `Matters` ask of the database; the lists of open matters are counted and paged by statements of these."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    case,
    exists,
    false,
    func,
    literal_column,
    not_,
    or_,
    select,
    union_all,
)
from sqlalchemy.sql.visitors import replacement_traverse

from domain.model.matters import ANSWERS, WORK, Matters
from domain.model.people import NOBODY, Role
from domain.model.tasks import Kind, Part, Status
from storage.prepared import Prepared, literally, once
from storage.rows import assignments, memberships, task_tags, tasks

CLOSED = literally(Status.DONE, Status.CANCELLED)
OPEN = tasks.c.status.not_in(CLOSED)
MEMBER: BindParameter[Any] = bindparam("member_id")
_standing = tasks.alias("standing")


def with_part(*parts: Part, member: BindParameter[Any] = MEMBER) -> ColumnElement[bool]:
    """Tasks in which the member has one of these parts, or any."""
    theirs = select(assignments.c.task_id).where(assignments.c.member_id == member)
    return tasks.c.id.in_(theirs.where(assignments.c.part.in_(literally(*parts))) if parts else theirs)


def stands_in(member: BindParameter[Any]) -> ColumnElement[bool]:
    """Open tasks in which the member was asked to stand in for the lead, or does."""
    return and_(tasks.c.standin_id == member, OPEN)


def of_teams(member: BindParameter[Any], *roles: Role) -> ColumnElement[bool]:
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
    leads, helps = (with_part(part, member=member) for part in (Part.LEAD, Part.CO))
    theirs = select(assignments.c.task_id).where(
        assignments.c.member_id == member,
        assignments.c.part.in_(literally(Part.LEAD, Part.CO)),
        assignments.c.handed_in_at.is_(None),
    )
    place = select(_standing.c.id).where(
        _standing.c.standin_id == member,
        _standing.c.taken_over_at.is_not(None),
        _standing.c.status.not_in(CLOSED),
    )
    # What stands in the row itself first: then few rows have anything looked up for them.
    given_away = and_(tasks.c.taken_over_at.is_not(None), leads, not_(helps))
    let_go = and_(tasks.c.any_one, helps, _ONE_IS_IN)
    return and_(tasks.c.id.in_(union_all(theirs, place)), not_(given_away), not_(let_go))


def who(name: str) -> BindParameter[Any]:
    """The number of a member, by the name of a field."""
    return bindparam(name, type_=BigInteger)


_NOBODYS = "open_ones"  # stands for `secret_to` where that is nobody's
OPENLY = tasks.c.confidential.is_(false())


def may_know(member: BindParameter[Any]) -> ColumnElement[bool]:
    """Tasks that are not confidential, or that are this member's to know of."""
    return or_(OPENLY, tasks.c.assigner_id == member, with_part(member=member), tasks.c.standin_id == member)


# What each field of `Matters` that is given asks of a task.
_NARROWS: Mapping[str, ColumnElement[bool]] = {
    "team_id": tasks.c.team_id == bindparam("team_id"),
    "assigner": tasks.c.assigner_id == bindparam("assigner"),
    "hands": and_(_in_hand(who("hands")), tasks.c.status.not_in(literally(Status.DECLINED))),
    "seen_by": or_(
        tasks.c.assigner_id == who("seen_by"),
        of_teams(who("seen_by")),
        with_part(member=who("seen_by")),
        stands_in(who("seen_by")),
    ),
    "watched_by": or_(
        tasks.c.assigner_id == who("watched_by"), of_teams(who("watched_by"), Role.LEADER, Role.SUPERVISOR)
    ),
    "not_from": tasks.c.assigner_id != who("not_from"),
    "not_by": not_(_in_hand(who("not_by"))),
    "by": _in_hand(who("by")),
    "secret_to": may_know(who("secret_to")),
    _NOBODYS: OPENLY,
    "tag": tasks.c.id.in_(select(task_tags.c.task_id).where(task_tags.c.tag == bindparam("tag"))),
    "due_after": or_(tasks.c.due_at > bindparam("due_after"), tasks.c.awaits != ""),
    "due_until": and_(tasks.c.due_at <= bindparam("due_until"), tasks.c.awaits == ""),
}


# What waits for others is due at no time: between two moments nothing of it lies, and the index is read from the first on.
Shape = tuple[tuple[str, ...], tuple[Status, ...], tuple[Kind, ...]]  # fields that narrow, statuses, kinds
_BETWEEN: Mapping[str, ColumnElement[bool]] = {"due_after": tasks.c.due_at > bindparam("due_after")}
_IN_THE_ROW = frozenset({"due_until", "due_after", "team_id", "assigner", "not_from", _NOBODYS})


def narrowed(names: Iterable[str], statuses: Sequence[Status], kinds: Sequence[Kind]) -> list[ColumnElement[bool]]:
    """What these fields of `Matters`, with their statuses and kinds, ask of a task: what stands in its row first, since
    SQLite asks in the order in which it is told."""
    among = [_among(tasks.c.kind, kinds)] + ([_among(tasks.c.status, statuses)] if statuses else [])
    said = {**_NARROWS, **_BETWEEN} if {"due_after", "due_until"} <= set(names) else _NARROWS
    return [OPEN, *among, *(said[name] for name in sorted(names, key=lambda name: (name not in _IN_THE_ROW, name)))]


def _among(column: ColumnElement[str], values: Sequence[StrEnum]) -> ColumnElement[bool]:
    """One value is compared and not looked up in a list of one: so the index over what nobody has accepted serves."""
    found = literally(*values)
    return column == found[0] if len(found) == 1 else column.in_(found)


@cache
def counted(names: tuple[str, ...], statuses: tuple[Status, ...], kinds: tuple[Kind, ...]) -> Prepared:
    """How many open tasks there are with these fields of `Matters` given."""
    if (names, statuses, kinds) == ((), (), WORK):
        return _ALL_WORK
    return once(_HOW_MANY.where(*_rare(kinds), *narrowed(names, statuses, kinds)))


def _rare(kinds: Sequence[Kind]) -> list[ColumnElement[bool]]:
    """Questions that wait for an answer are few: there is an index over what is no work, for statements that say so."""
    return [tasks.c.kind != literally(*WORK)[0]] if tuple(kinds) == ANSWERS else []


_HOW_MANY = select(func.count()).select_from(tasks)
_OTHERS = [kind for kind in Kind if kind not in WORK]
# All work that is open is nearly all that is open: that is counted without a look at any row, and the few others beside it.
_ALL_WORK = once(
    select(
        _HOW_MANY.where(OPEN).scalar_subquery()
        - _HOW_MANY.where(OPEN, tasks.c.kind != literally(*WORK)[0], _among(tasks.c.kind, _OTHERS)).scalar_subquery()
    )
)


@cache
def counted_to(names: tuple[str, ...], statuses: tuple[Status, ...], kinds: tuple[Kind, ...]) -> Prepared:
    """The same, of the first `most` of them: what there is beyond is not gone through."""
    asked = (*_rare(kinds), *narrowed(names, statuses, kinds))
    found: Select[Any] = select(literal_column("1")).select_from(tasks).where(*asked)
    return once(select(func.count()).select_from(found.limit(bindparam("most")).subquery()))


@cache
def listed(names: tuple[str, ...], statuses: tuple[Status, ...], kinds: tuple[Kind, ...]) -> Prepared:
    """A page of them, the one due first at the top."""
    order = tasks.c.due_at, tasks.c.id
    which = narrowed(names, statuses, kinds)
    if "hands" not in names:
        return once(select(tasks).where(*which).order_by(*order).limit(bindparam("most")).offset(bindparam("start")))
    # What somebody has in hand lies in no order: it is put into one without the rest of each row.
    page = select(tasks.c.id).where(*which).order_by(*order).limit(bindparam("most")).offset(bindparam("start"))
    return once(select(tasks).where(tasks.c.id.in_(page.correlate(None))).order_by(*order))


@cache
def counted_of_hands(shapes: tuple[Shape, ...]) -> Prepared:
    """Of what the member `by` has in hand how many there are of each of these; the values of each are numbered, from 0 on."""
    among = (
        func.coalesce(func.sum(case((_numbered(and_(*narrowed(*shape)), n), 1), else_=0)), 0)
        for n, shape in enumerate(shapes)
    )
    return once(select(*among).select_from(tasks).where(OPEN, _NARROWS["by"]))


def _numbered(asked: ColumnElement[bool], n: int) -> ColumnElement[bool]:
    def renamed(element: object, **_: object) -> BindParameter[Any] | None:
        if isinstance(element, BindParameter) and element.required:
            return bindparam(f"{element.key}_{n}", type_=element.type)
        return None

    return replacement_traverse(asked, {}, renamed)


def given(which: Matters) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The fields that narrow, by name and with what they are narrowed to."""
    values = {name: value for name in _NARROWS if (value := getattr(which, name, None)) is not None}
    if which.secret_to == NOBODY:
        del values["secret_to"]
        return (*values, _NOBODYS), values
    return tuple(values), values
