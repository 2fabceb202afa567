"""Clocks that ran out, as lists ask for them; what is shown of one stands in its task."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from itertools import product
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, and_, bindparam, exists, func, or_, select

from domain.model.breaches import Breaches, reference
from domain.model.people import Role
from storage.matters import may_know
from storage.prepared import Prepared, Statements, literally, once
from storage.rows import clocks, memberships, tasks

_before = clocks.alias()
# Under the same promise a later generation carries the moment of the first: that is no breach of its own.
_FIRST = ~exists().where(
    _before.c.task_id == clocks.c.task_id,
    _before.c.kind == clocks.c.kind,
    _before.c.generation == clocks.c.generation - 1,
    _before.c.breached_at == clocks.c.breached_at,
)


def _who(name: str) -> Any:
    return bindparam(name, type_=BigInteger)


_run_by = select(memberships.c.team_id).where(
    memberships.c.member_id == _who("watched_by"),
    memberships.c.role.in_(literally(Role.LEADER, Role.SUPERVISOR)),
)


def _of_task(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of a task of which this is so; asked clock by clock, so that these are read in their order."""
    return exists().where(tasks.c.id == clocks.c.task_id, *where)


# What each field of `Breaches` that is given asks.
_NARROWS: Mapping[str, ColumnElement[bool]] = {
    "member": clocks.c.breached_by == _who("member"),
    "watched_by": _of_task(or_(tasks.c.assigner_id == _who("watched_by"), tasks.c.team_id.in_(_run_by))),
    "team_id": _of_task(tasks.c.team_id == _who("team_id")),
    "secret_to": _of_task(may_know(_who("secret_to"))),
}
_RAN_OUT = and_(clocks.c.breached_at.is_not(None), clocks.c.due_at > bindparam("since"), _FIRST)


def _page(*where: ColumnElement[bool]) -> Prepared:
    found = select(clocks.c.task_id, clocks.c.kind, clocks.c.generation).where(_RAN_OUT, *where)
    ordered = found.order_by(clocks.c.due_at.desc(), clocks.c.task_id.desc(), clocks.c.kind.desc())
    return once(ordered.limit(bindparam("most")).offset(bindparam("start")))


def _count(*where: ColumnElement[bool]) -> Prepared:
    return once(select(func.count()).select_from(clocks).where(_RAN_OUT, *where))


_CHOICES = [
    tuple(n for n, given in zip(_NARROWS, some, strict=True) if given) for some in product((0, 1), repeat=len(_NARROWS))
]
_LISTED = {names: _page(*(_NARROWS[n] for n in names)) for names in _CHOICES}
_COUNTED = {names: _count(*(_NARROWS[n] for n in names)) for names in _CHOICES}


class BreachQueries:
    """Breaches of the time since a moment; nothing is written."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def count(self, which: Breaches, since: datetime) -> int:
        names, values = _given(which)
        return int(self.db.execute(_COUNTED[names], values | {"since": since}).scalar())

    def page(self, which: Breaches, since: datetime, most: int, start: int = 0) -> list[tuple[int, str]]:
        """Some of them by task and name, what was due last at the head."""
        names, values = _given(which)
        rows = self.db.execute(_LISTED[names], values | {"since": since, "most": most, "start": start})
        return [(row.task_id, reference(row.kind, row.generation)) for row in rows]


def _given(which: Breaches) -> tuple[tuple[str, ...], dict[str, Any]]:
    values = {name: value for name in _NARROWS if (value := getattr(which, name)) is not None}
    return tuple(values), values
