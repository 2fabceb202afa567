"""Lists narrowed to a person, to what somebody gave or runs, to a team: each way of narrowing has its statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import product
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Table, bindparam, exists, or_, select

from domain.model.accounts import Whose, Within
from domain.model.people import Role
from storage.matters import may_know
from storage.prepared import Prepared, literally
from storage.rows import memberships, tasks

Way = tuple[str, ...]


def _who(name: str) -> Any:
    return bindparam(name, type_=BigInteger)


_run_by = select(memberships.c.team_id).where(
    memberships.c.member_id == _who("watched_by"),
    memberships.c.role.in_(literally(Role.LEADER, Role.SUPERVISOR)),
)


def by_way(table: Table, member: str, make: Callable[..., Prepared]) -> Mapping[Way, Prepared]:
    """A statement for each choice of what `Whose` gives, made from its conditions; `member` is the column of the person."""
    narrows = _narrows(table, member)
    ways = (
        tuple(n for n, given in zip(narrows, some, strict=True) if given)
        for some in product((0, 1), repeat=len(narrows))
    )
    return {names: make(*(narrows[n] for n in names)) for names in ways}


def _narrows(table: Table, member: str) -> Mapping[str, ColumnElement[bool]]:
    """What each field of `Whose` that is given asks."""

    def of_task(*where: ColumnElement[bool]) -> ColumnElement[bool]:
        """Of a task of which this is so; asked row by row, so that these are read in their order."""
        return exists().where(tasks.c.id == table.c.task_id, *where)

    return {
        "member": table.c[member] == _who("member"),
        "watched_by": of_task(or_(tasks.c.assigner_id == _who("watched_by"), tasks.c.team_id.in_(_run_by))),
        "team_id": of_task(tasks.c.team_id == _who("team_id")),
        "secret_to": of_task(may_know(_who("secret_to"))),
    }


_FIELDS = ("member", "watched_by", "team_id", "secret_to")


def asked(which: Whose, within: Within) -> tuple[Way, dict[str, Any]]:
    """Which of the statements answers this, and with which values."""
    values = {name: value for name in _FIELDS if (value := getattr(which, name)) is not None}
    return tuple(values), values | {"since": within.since, "until": within.until}
