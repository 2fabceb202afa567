"""The parts of tasks as they are read: the people, the clocks, what is asked, the milestones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, bindparam, exists, select

from domain.model.clocks import Commitment, CommitmentKind
from domain.model.milestones import Milestone
from domain.model.tasks import Assignment, Part, Request, RequestKind
from storage.convert import reader
from storage.prepared import Prepared, Statements, among, numbers, once
from storage.rows import assignments, clocks, milestones, requests

ByTask = Mapping[int, Sequence[Any]]
_READ: Mapping[Table, Callable[[Sequence[Any]], Any]] = {
    assignments: reader(Assignment, assignments, part=Part),
    clocks: reader(Commitment, clocks, kind=CommitmentKind),
    requests: reader(Request, requests, kind=RequestKind),
    milestones: reader(Milestone, milestones),
}
_RARE = (requests, milestones)  # few tasks have any


def _of_one(table: Table) -> ColumnElement[bool]:
    return table.c.task_id == bindparam("id")


def _of_many(table: Table) -> ColumnElement[bool]:
    return among(table.c.task_id, "ids")


def _listed(table: Table, these: Callable[[Table], ColumnElement[bool]]) -> Prepared:
    """Their rows of a table, in order. Beside the people, of whom every task has some, stands whether there is any of what is
    rare."""
    order = (table.c.task_id, table.c.place) if table is assignments else tuple(table.primary_key)
    there = (exists(select(rare.c.task_id).where(these(rare))).label(rare.name) for rare in _RARE)
    beside = there if table is assignments else ()
    return once(select(table, *beside).where(these(table)).order_by(*order))


_ONE, _MANY = ({table: _listed(table, these) for table in _READ} for these in (_of_one, _of_many))


def parts_of(db: Statements, ids: Sequence[int]) -> list[ByTask]:
    """The people, clocks, requests and milestones of these tasks, each by task; what none of them has is not asked for."""
    query, values = (_ONE, {"id": ids[0]}) if len(ids) == 1 else (_MANY, {"ids": numbers(ids)})
    people = db.execute(query[assignments], values).all()
    found: dict[Table, Iterable[Any]] = {assignments: people}
    found |= {table: () for table in _RARE if people and not getattr(people[0], table.name)}
    return [_by_task(table, found[table] if table in found else db.execute(query[table], values)) for table in _READ]


def _by_task(table: Table, rows: Iterable[Any]) -> ByTask:
    """Parts by their task, with whose number every table of them begins."""
    read, grouped = _READ[table], defaultdict[int, list[Any]](list)
    for row in rows:
        grouped[row[0]].append(read(row))
    return grouped
