"""Clocks that ran out, as lists ask for them; what is shown of one stands in its task."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, bindparam, exists, func, select

from domain.model.accounts import Whose, Within
from domain.model.breaches import reference
from storage.accounts import asked, by_way
from storage.prepared import Prepared, Statements, once
from storage.rows import clocks

_before = clocks.alias()
# Under the same promise a later generation carries the moment of the first: that is no breach of its own.
FIRST = ~exists().where(
    _before.c.task_id == clocks.c.task_id,
    _before.c.kind == clocks.c.kind,
    _before.c.generation == clocks.c.generation - 1,
    _before.c.breached_at == clocks.c.breached_at,
)


_DUE_THEN = and_(clocks.c.due_at >= bindparam("since"), clocks.c.due_at < bindparam("until"))
_RAN_OUT = and_(clocks.c.breached_at.is_not(None), _DUE_THEN, FIRST)


def _page(*where: ColumnElement[bool]) -> Prepared:
    found = select(clocks.c.task_id, clocks.c.kind, clocks.c.generation).where(_RAN_OUT, *where)
    ordered = found.order_by(clocks.c.due_at.desc(), clocks.c.task_id.desc(), clocks.c.kind.desc())
    return once(ordered.limit(bindparam("most")).offset(bindparam("start")))


def _count(*where: ColumnElement[bool]) -> Prepared:
    return once(select(func.count()).select_from(clocks).where(_RAN_OUT, *where))


_LISTED, _COUNTED = by_way(clocks, "breached_by", _page), by_way(clocks, "breached_by", _count)


_WAIVED = by_way(clocks, "breached_by", lambda *where: _page(clocks.c.waived, *where))

# As the index over appeals that wait has it.
_WAITS = and_(clocks.c.appealed_at.is_not(None), clocks.c.ruled_at.is_(None))
_APPEALED = once(select(clocks.c.task_id).where(_WAITS).order_by(clocks.c.task_id))


class BreachQueries:
    """Breaches of some time; nothing is written."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def count(self, which: Whose, within: Within) -> int:
        way, values = asked(which, within)
        return int(self.db.execute(_COUNTED[way], values).scalar())

    def page(self, which: Whose, within: Within, most: int, start: int = 0) -> list[tuple[int, str]]:
        """Some of them by task and name, what was due last at the head."""
        way, values = asked(which, within)
        rows = self.db.execute(_LISTED[way], values | {"most": most, "start": start})
        return [(row.task_id, reference(row.kind, row.generation)) for row in rows]

    def waived(self, which: Whose, within: Within, most: int) -> list[tuple[int, str]]:
        """Those of them that were waived."""
        way, values = asked(which, within)
        rows = self.db.execute(_WAIVED[way], values | {"most": most, "start": 0})
        return [(row.task_id, reference(row.kind, row.generation)) for row in rows]

    def appealed(self) -> list[int]:
        """The tasks in which somebody waits for a ruling on what they said against a breach."""
        return list(dict.fromkeys(row.task_id for row in self.db.execute(_APPEALED, {})))
