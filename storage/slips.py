"""The register of slips: a line is entered in one transaction with the history it is about, so no number is left out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, bindparam, func, insert, select, update

from domain.model.accounts import Whose, Within
from domain.model.slips import Colour, Slip
from storage.accounts import asked, by_way
from storage.convert import reader, writer
from storage.prepared import Prepared, Statements, once
from storage.rows import slips

# A number is of the year in which its slip was issued by the office's clock: a year before its moment at most.
_ISSUED_THEN = and_(
    slips.c.year >= bindparam("year"),
    slips.c.issued_at >= bindparam("since"),
    slips.c.issued_at < bindparam("until"),
)


def _page(*where: ColumnElement[bool]) -> Prepared:
    ordered = select(slips).where(_ISSUED_THEN, *where).order_by(slips.c.year.desc(), slips.c.number.desc())
    return once(ordered.limit(bindparam("most")).offset(bindparam("start")))


def _count(*where: ColumnElement[bool]) -> Prepared:
    return once(select(func.count()).select_from(slips).where(_ISSUED_THEN, *where))


_LISTED, _COUNTED = by_way(slips, "member_id", _page), by_way(slips, "member_id", _count)
_ENTER = once(insert(slips))
_WITHDRAW = once(
    update(slips)
    .where(slips.c.year == bindparam("of_year"), slips.c.number == bindparam("of_number"))
    .values(withdrawn_at=bindparam("at"))
)
_ONE = once(select(slips).where(slips.c.year == bindparam("of_year"), slips.c.number == bindparam("of_number")))
_OF_TASK = once(
    select(slips).where(slips.c.task_id == bindparam("of_task")).order_by(slips.c.year.desc(), slips.c.number.desc())
)
_LAST_SECRET = once(select(func.min(slips.c.number)).where(slips.c.year == bindparam("of_year")))
_LAST = once(select(func.max(slips.c.number)).where(slips.c.year == bindparam("of_year")))

_read = reader(Slip, slips, colour=Colour)
_row = writer(Slip, slips)


class SlipsRepository:
    """Entered, read and at most withdrawn: a slip is never changed, its number never given again."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def enter(self, slip: Slip) -> None:
        """The next line of the register; the database refuses a number twice and a colour twice for one promise."""
        self.db.execute(_ENTER, _row(slip))

    def withdraw(self, year: int, number: int, at: datetime) -> None:
        """A slip holds no more; it stays in the register."""
        self.db.execute(_WITHDRAW, {"of_year": year, "of_number": number, "at": at})

    def next_number(self, year: int, *, secret: bool = False) -> int:
        """The number the next slip of a year has; what is confidential is counted below zero, so that it leaves no gap."""
        if secret:
            return min(int(self.db.execute(_LAST_SECRET, {"of_year": year}).scalar() or 0), 0) - 1
        return max(int(self.db.execute(_LAST, {"of_year": year}).scalar() or 0), 0) + 1

    def get(self, year: int, number: int) -> Slip | None:
        row = self.db.execute(_ONE, {"of_year": year, "of_number": number}).first()
        return _read(row) if row else None

    def of_task(self, task_id: int) -> list[Slip]:
        """Those of a task, the newest first."""
        return [_read(row) for row in self.db.execute(_OF_TASK, {"of_task": task_id})]

    def count(self, which: Whose, within: Within) -> int:
        way, values = asked(which, within)
        return int(self.db.execute(_COUNTED[way], values | _year(within)).scalar())

    def page(self, which: Whose, within: Within, most: int, start: int = 0) -> list[Slip]:
        """Some of those of that time, the newest first."""
        way, values = asked(which, within)
        rows = self.db.execute(_LISTED[way], values | _year(within) | {"most": most, "start": start})
        return [_read(row) for row in rows]


def _year(within: Within) -> dict[str, int]:
    return {"year": within.since.year - 1}
