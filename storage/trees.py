"""Trees of matters as they are read: what is below one, what is above it, a page of its children or of a plan's lines."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import CTE, BigInteger, ColumnElement, FromClause, Select, bindparam, func, or_, select

from domain.model.tasks import Kind, Status
from domain.model.trees import Node, PlanLines
from storage.matters import of_teams, who, with_part
from storage.prepared import Prepared, among, literally, once
from storage.rows import milestones, tasks


def _node(t: FromClause) -> tuple[ColumnElement[Any], ...]:
    """What a roll-up asks of a matter; where no percent was reported the share of its milestones that is reached."""
    points = select(100 * func.count(milestones.c.reached_at) / func.count()).where(milestones.c.task_id == t.c.id)
    share = func.coalesce(func.nullif(t.c.percent, 0), points.having(func.count() > 0).scalar_subquery(), 0)
    return t.c.id, t.c.parent_id, t.c.kind, t.c.status, share.label("percent"), t.c.due_at, t.c.awaits


_CANCELLED = literally(Status.CANCELLED)[0]
_PARENT = bindparam("parent", type_=BigInteger)


def _below(roots: ColumnElement[bool]) -> Select[Any]:
    """Everything below some matters, each with the one it was found from; a circle, if there ever were one, ends."""
    first = select(tasks.c.parent_id.label("root"), *_node(tasks)).where(roots, tasks.c.status != _CANCELLED)
    found: CTE = first.cte("below", recursive=True)
    child = tasks.alias("child")
    further = select(found.c.root, *_node(child)).where(child.c.parent_id == found.c.id, child.c.status != _CANCELLED)
    return select(found.union(further))


def _above() -> Select[Any]:
    """The matters above one, as pairs of a child and its parent."""
    first = select(tasks.c.id, tasks.c.parent_id).where(tasks.c.id == bindparam("of", type_=BigInteger))
    found: CTE = first.cte("above", recursive=True)
    parent = tasks.alias("parent")
    return select(found.union(select(parent.c.id, parent.c.parent_id).where(parent.c.id == found.c.parent_id)))


BELOW_ONE = once(_below(tasks.c.parent_id == _PARENT))
BELOW_MANY = once(_below(among(tasks.c.parent_id, "parents")))
ABOVE = once(_above())
CHILDREN = once(
    select(tasks)
    .where(tasks.c.parent_id == _PARENT, tasks.c.status != _CANCELLED)
    .order_by(tasks.c.due_at, tasks.c.id)
    .limit(bindparam("most"))
    .offset(bindparam("start"))
)


def node_of(row: Any) -> tuple[int, Node]:
    """From which matter one was found, and what it is."""
    root, number, parent, kind, status, percent, due, awaits = row
    return root, Node(number, parent, Kind(kind), Status(status), percent, due, bool(awaits))


# What each field of `PlanLines` that is given asks of a line.
_NARROWS = {
    "team_id": tasks.c.team_id == bindparam("team_id"),
    "seen_by": or_(tasks.c.assigner_id == who("seen_by"), of_teams(who("seen_by")), with_part(member=who("seen_by"))),
}


def _lines(names: tuple[str, ...], *, tops: bool) -> list[ColumnElement[bool]]:
    plan = tasks.c.kind == literally(Kind.PLAN)[0]
    period = (tasks.c.period >= bindparam("first"), tasks.c.period < bindparam("last"))
    top = [tasks.c.parent_id.is_(None)] if tops else []
    return [plan, *period, tasks.c.status != _CANCELLED, *top, *(_NARROWS[name] for name in names)]


@cache
def lines_counted(names: tuple[str, ...], tops: bool) -> Prepared:  # noqa: FBT001 - a key of the cache
    """How many lines there are with these fields of `PlanLines` given."""
    return once(select(func.count()).select_from(tasks).where(*_lines(names, tops=tops)))


@cache
def lines_listed(names: tuple[str, ...], tops: bool) -> Prepared:  # noqa: FBT001 - a key of the cache
    """A page of them: a year before its quarters, these before their months."""
    order = (func.length(tasks.c.period), tasks.c.period, tasks.c.id)
    query = select(tasks).where(*_lines(names, tops=tops)).order_by(*order)
    return once(query.limit(bindparam("most")).offset(bindparam("start")))


def lines_given(which: PlanLines) -> tuple[tuple[str, ...], dict[str, Any]]:
    """The fields that narrow, by name and with what they are narrowed to; and the period."""
    values = {name: value for name in _NARROWS if (value := getattr(which, name)) is not None}
    return tuple(values), values | {"first": which.first, "last": which.last}
