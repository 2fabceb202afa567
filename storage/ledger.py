"""What a ledger is made of: which matters, and their stories as they are stored.

Each statement reads what was asked for and no more, but that may be all there is: it is asked for by hand, and read beside
whoever writes.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import case, func, select

from domain.facts.hands import PartHandedIn
from domain.facts.tasks import Reported, Submitted
from domain.model.ledger import Entry, Held, Issued, Totals
from domain.model.search import Sought, Stand
from domain.model.tasks import Status
from storage.prepared import Prepared, Statements, among, literally, numbers, once
from storage.rows import history, slips, task_tags, tasks
from storage.search import STANDS, Shape, asked_of, conditions

_ENTRIES = once(
    select(
        history.c.task_id, history.c.seq, history.c.at, history.c.actor_id, history.c.name, history.c.data, history.c.hash
    )
    .where(among(history.c.task_id, "ids"))
    .order_by(history.c.task_id, history.c.seq)
)  # fmt: skip
_REPORTS = literally(Reported.name, Submitted.name, PartHandedIn.name)
_REPORTED = once(
    select(history.c.task_id, func.max(history.c.at).label("at"))
    .where(among(history.c.task_id, "ids"), history.c.name.in_(_REPORTS))
    .group_by(history.c.task_id)
)
_SLIPS = once(
    select(
        slips.c.task_id, slips.c.year, slips.c.number, slips.c.colour, slips.c.member_id, slips.c.issued_at,
        slips.c.withdrawn_at,
    )
    .where(among(slips.c.task_id, "ids"))
    .order_by(slips.c.task_id, slips.c.issued_at, slips.c.number)
)  # fmt: skip


@cache
def _held(shape: Shape) -> Prepared:
    query = select(tasks.c.id, tasks.c.status, tasks.c.due_at, tasks.c.confidential).where(*conditions(shape))
    return once(query.order_by(tasks.c.id))


@cache
def _totals(shape: Shape) -> Prepared:
    def many(stand: Stand) -> Any:
        return func.coalesce(func.sum(case((STANDS[stand], 1), else_=0)), 0)

    stands = (Stand.OPEN, Stand.OVERDUE, Stand.DONE, Stand.CANCELLED)
    columns = [func.count(), *map(many, stands), func.coalesce(func.sum(case((tasks.c.confidential, 1), else_=0)), 0)]
    return once(select(*columns).select_from(tasks).where(*conditions(shape)))


@cache
def _tags(shape: Shape) -> Prepared:
    many = func.count().label("many")
    chosen = select(tasks.c.id).where(*conditions(shape))
    query = select(task_tags.c.tag, many).where(task_tags.c.task_id.in_(chosen)).group_by(task_tags.c.tag)
    return once(query.order_by(many.desc(), task_tags.c.tag))


class LedgerQueries:
    """Reads; remembers nothing."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def totals(self, sought: Sought) -> Totals:
        """How many matters, and how they stand."""
        shape, values = asked_of(sought)
        return Totals(*map(int, self.db.execute(_totals(shape), values).first()))

    def held(self, sought: Sought) -> list[Held]:
        """All of them, by their numbers."""
        shape, values = asked_of(sought)
        rows = self.db.execute(_held(shape), values)
        return [Held(row[0], Status(row[1]), row[2], bool(row[3])) for row in rows]

    def tags(self, sought: Sought) -> list[tuple[str, int]]:
        """The tags on them with how many have each, the most used first."""
        shape, values = asked_of(sought)
        return [(row[0], row[1]) for row in self.db.execute(_tags(shape), values)]

    def entries(self, task_ids: Iterable[int]) -> list[Entry]:
        """The histories of matters, as they are stored, one after another."""
        return [Entry(*row) for row in self.db.execute(_ENTRIES, {"ids": numbers(task_ids)})]

    def reported(self, task_ids: Iterable[int]) -> dict[int, datetime]:
        """When each of these matters was last reported on, or handed in; those of which nothing was heard are left out."""
        return {row.task_id: row.at for row in self.db.execute(_REPORTED, {"ids": numbers(task_ids)})}

    def slips(self, task_ids: Iterable[int]) -> list[Issued]:
        """The slips that were issued for matters."""
        return [Issued(*row) for row in self.db.execute(_SLIPS, {"ids": numbers(task_ids)})]
