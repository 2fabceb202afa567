"""The register of slips: a line is entered in one transaction with the history it is about, so no number is left out."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, bindparam, exists, func, insert, or_, select

from domain.model.people import Role
from domain.model.slips import Colour, Slip, Slips
from storage.convert import reader, writer
from storage.matters import may_know
from storage.prepared import Prepared, Statements, literally, once
from storage.rows import memberships, slips, tasks


def _who(name: str) -> Any:
    return bindparam(name, type_=BigInteger)


def _of_task(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    """Of a task of which this is so; asked slip by slip, so that the register is read in its order."""
    return exists().where(tasks.c.id == slips.c.task_id, *where)


_run_by = select(memberships.c.team_id).where(
    memberships.c.member_id == _who("watched_by"),
    memberships.c.role.in_(literally(Role.LEADER, Role.SUPERVISOR)),
)
# What each field of `Slips` that is given asks.
_NARROWS: Mapping[str, ColumnElement[bool]] = {
    "member": slips.c.member_id == _who("member"),
    "watched_by": _of_task(or_(tasks.c.assigner_id == _who("watched_by"), tasks.c.team_id.in_(_run_by))),
    "team_id": _of_task(tasks.c.team_id == _who("team_id")),
    "secret_to": _of_task(may_know(_who("secret_to"))),
}
_SINCE = slips.c.year >= bindparam("since")


def _page(*where: ColumnElement[bool]) -> Prepared:
    ordered = select(slips).where(_SINCE, *where).order_by(slips.c.year.desc(), slips.c.number.desc())
    return once(ordered.limit(bindparam("most")).offset(bindparam("start")))


def _count(*where: ColumnElement[bool]) -> Prepared:
    return once(select(func.count()).select_from(slips).where(_SINCE, *where))


_CHOICES = [
    tuple(n for n, given in zip(_NARROWS, some, strict=True) if given) for some in product((0, 1), repeat=len(_NARROWS))
]
_LISTED = {names: _page(*(_NARROWS[n] for n in names)) for names in _CHOICES}
_COUNTED = {names: _count(*(_NARROWS[n] for n in names)) for names in _CHOICES}
_ENTER = once(insert(slips))
_ONE = once(select(slips).where(slips.c.year == bindparam("of_year"), slips.c.number == bindparam("of_number")))
_OF_TASK = once(
    select(slips).where(slips.c.task_id == bindparam("of_task")).order_by(slips.c.year.desc(), slips.c.number.desc())
)
_LAST = once(select(func.max(slips.c.number)).where(slips.c.year == bindparam("of_year")))

_read = reader(Slip, slips, colour=Colour)
_row = writer(Slip, slips)


class SlipsRepository:
    """Entered and read; a slip is never changed."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def enter(self, slip: Slip) -> None:
        """The next line of the register; the database refuses a number twice and a colour twice for one promise."""
        self.db.execute(_ENTER, _row(slip))

    def next_number(self, year: int) -> int:
        """The number the next slip of a year has."""
        return int(self.db.execute(_LAST, {"of_year": year}).scalar() or 0) + 1

    def get(self, year: int, number: int) -> Slip | None:
        row = self.db.execute(_ONE, {"of_year": year, "of_number": number}).first()
        return _read(row) if row else None

    def of_task(self, task_id: int) -> list[Slip]:
        """Those of a task, the newest first."""
        return [_read(row) for row in self.db.execute(_OF_TASK, {"of_task": task_id})]

    def count(self, which: Slips, since: int) -> int:
        names, values = _given(which)
        return int(self.db.execute(_COUNTED[names], values | {"since": since}).scalar())

    def page(self, which: Slips, since: int, most: int, start: int = 0) -> list[Slip]:
        """Some of those since a year, the newest first."""
        names, values = _given(which)
        rows = self.db.execute(_LISTED[names], values | {"since": since, "most": most, "start": start})
        return [_read(row) for row in rows]


def _given(which: Slips) -> tuple[tuple[str, ...], dict[str, Any]]:
    values = {name: value for name in _NARROWS if (value := getattr(which, name)) is not None}
    return tuple(values), values
