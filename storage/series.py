"""Series and what became of their dates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, bindparam, delete, false, func, insert, or_, select, true, update

from domain.errors import StaleError
from domain.model.people import Role
from domain.model.repeats import Adjust, Repeats
from domain.model.series import Became, Going, Series, Settled
from domain.model.value import fields_of, replace
from domain.ports.series import SeriesSeen
from domain.records import decode_draft, encode_draft
from storage.convert import reader, writer
from storage.prepared import Statements, literally, once
from storage.rows import members, memberships, series, series_dates

_RUN = (Role.OWNER, Role.LEADER, Role.SUPERVISOR)
_GOING = series.c.going.in_(literally(Going.RUNNING, Going.HELD))
_ME: Any = bindparam("member_id")
_RUNS = select(memberships.c.team_id).where(memberships.c.member_id == _ME, memberships.c.role.in_(literally(*_RUN)))
_THEIRS = or_(series.c.giver_id == _ME, series.c.lead_id == _ME, series.c.team_id.in_(_RUNS))
_OF_TEAM = series.c.team_id == bindparam("team_id")
# By whether a person is named, and a team.
_WHERE: dict[tuple[bool, bool], tuple[ColumnElement[bool], ...]] = {
    (False, False): (_GOING,),
    (True, False): (_GOING, _THEIRS),
    (False, True): (_GOING, _OF_TEAM),
    (True, True): (_GOING, _THEIRS, _OF_TEAM),
}
_COUNT = {key: once(select(func.count()).select_from(series).where(*where)) for key, where in _WHERE.items()}
_PAGE = {
    key: once(select(series).where(*where).order_by(series.c.id).limit(bindparam("most")).offset(bindparam("start")))
    for key, where in _WHERE.items()
}
_NOT_OWN = series.c.giver_id != _ME
_LED = once(
    select(series).where(_GOING, _NOT_OWN, series.c.lead_id == _ME).order_by(series.c.id).limit(bindparam("most"))
)
_NOBODY = or_(series.c.going == literally(Going.HELD)[0], members.c.active.is_(false()), members.c.left.is_(true()))
_ALONE = once(
    select(series)
    .join(members, members.c.id == series.c.lead_id)
    .where(_GOING, series.c.giver_id == _ME, series.c.lead_id != _ME, _NOBODY)
    .order_by(series.c.id)
    .limit(bindparam("most"))
)
_GIVEN = once(select(func.count()).select_from(series).where(_GOING, series.c.giver_id == _ME))
_ONE = once(select(series).where(series.c.id == bindparam("id")))
_RUNNING_AFTER = once(
    select(series)
    .where(_GOING, series.c.going == literally(Going.RUNNING)[0], series.c.id > bindparam("after"))
    .order_by(series.c.id)
    .limit(bindparam("most"))
)
_AFTER = once(select(series).where(series.c.id > bindparam("after")).order_by(series.c.id).limit(bindparam("most")))
_ADD = once(insert(series).returning(series.c.id))
_SAVE = once(update(series).where(series.c.id == bindparam("of_id"), series.c.version == bindparam("of_version")))
_OF_SERIES = series_dates.c.series_id == bindparam("of_series")
_SETTLED = once(select(series_dates).where(_OF_SERIES).order_by(series_dates.c.on.desc()).limit(bindparam("most")))
_SETTLE = once(insert(series_dates))
_UNSETTLE = once(delete(series_dates).where(_OF_SERIES, series_dates.c.on == bindparam("of_day")))

_REPEATS = ("rule", "words", "office_days", "adjust", "times", "until")
_OWN = tuple(column.name for column in series.columns if column.name not in _REPEATS)
_read_date = reader(Settled, series_dates, became=Became)
_date_row = writer(Settled, series_dates)


class SeriesRepository:
    """Series; `save` is compare-and-set on the version. One that was read is remembered, until one is written."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[int, Series | None] = {}

    def get(self, series_id: int) -> Series | None:
        if series_id not in self._known:
            row = self.db.execute(_ONE, {"id": series_id}).first()
            self._known[series_id] = _read(row) if row else None
        return self._known[series_id]

    def given(self, member_id: int) -> int:
        """How many that somebody gave go on."""
        found: int = self.db.execute(_GIVEN, {"member_id": member_id}).scalar_one()
        return found

    def count(self, which: SeriesSeen) -> int:
        """How many go on, or wait for somebody to do them."""
        found: int = self.db.execute(_COUNT[_key(which)], _values(which)).scalar_one()
        return found

    def page(self, which: SeriesSeen, most: int, start: int = 0) -> list[Series]:
        values = _values(which) | {"most": most, "start": start}
        return [_read(row) for row in self.db.execute(_PAGE[_key(which)], values)]

    def after(self, series_id: int, most: int) -> list[Series]:
        """The next series, whatever became of them, by their numbers."""
        return [_read(row) for row in self.db.execute(_AFTER, {"after": series_id, "most": most})]

    def running_after(self, series_id: int, most: int) -> list[Series]:
        """The next series that go on, by their numbers."""
        return [_read(row) for row in self.db.execute(_RUNNING_AFTER, {"after": series_id, "most": most})]

    def settled(self, series_id: int, most: int) -> list[Settled]:
        """The last dates of a series that are settled, the latest first."""
        return [_read_date(row) for row in self.db.execute(_SETTLED, {"of_series": series_id, "most": most})]

    def led(self, member_id: int, most: int) -> list[Series]:
        """What somebody does that another gave, as far as it goes on."""
        return [_read(row) for row in self.db.execute(_LED, {"member_id": member_id, "most": most})]

    def alone(self, member_id: int, most: int) -> list[Series]:
        """What somebody gave that goes on, and nobody does: it waits for that, or who did it has left."""
        return [_read(row) for row in self.db.execute(_ALONE, {"member_id": member_id, "most": most})]

    def add(self, new: Series) -> Series:
        """Write a new series; it gets the next number."""
        made = self.db.execute(_ADD, _row(new, 1)).scalar_one()
        self._known.clear()
        return replace(new, id=made, version=1)

    def save(self, one: Series) -> Series:
        """Write a series; StaleError when somebody saved it first."""
        row = _row(one, one.version + 1) | {"of_id": one.id, "of_version": one.version}
        if self.db.execute(_SAVE, row).rowcount != 1:
            raise StaleError(one.id)
        self._known.clear()
        return replace(one, version=one.version + 1)

    def settle(self, dates: Sequence[Settled]) -> None:
        """Write what became of dates; the database takes one row a date."""
        self.db.execute(_SETTLE, [_date_row(one) for one in dates])

    def unsettle(self, series_id: int, on: str) -> None:
        """A date is open again."""
        self.db.execute(_UNSETTLE, {"of_series": series_id, "of_day": on})


def _key(which: SeriesSeen) -> tuple[bool, bool]:
    return which.member_id is not None, which.team_id is not None


def _values(which: SeriesSeen) -> dict[str, Any]:
    return {name: value for name, value in fields_of(which).items() if value is not None}


def _row(one: Series, version: int) -> dict[str, Any]:
    own = {name: getattr(one, name) for name in _OWN if name not in ("id", "template", "going", "version")}
    said = {name: getattr(one.repeats, name) for name in _REPEATS} | {"adjust": one.repeats.adjust.value}
    return own | said | {"template": encode_draft(one.template), "going": one.going.value, "version": version}


def _read(row: Any) -> Series:
    values = {name: getattr(row, name) for name in _OWN}
    said = {name: getattr(row, name) for name in _REPEATS} | {"adjust": Adjust(row.adjust)}
    values |= {"repeats": Repeats(**said), "template": decode_draft(row.template), "going": Going(row.going)}
    return Series(**values)
