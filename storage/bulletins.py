"""Bulletins as they were drafted and frozen; what one told is kept as JSON, but for titles, which are looked up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from domain.model.figures import (
    Bulletin,
    BulletinState,
    Figures,
    OverdueMatter,
    PersonFigures,
    Punctuality,
    TeamFigures,
    Trend,
)
from domain.model.value import fields_of, is_value
from domain.text import as_json
from storage.counting import TITLES
from storage.prepared import Prepared, Statements, numbers, once
from storage.rows import bulletins

_PERIOD = bulletins.c.period == bindparam("of_period")
_WHOSE = {True: bulletins.c.team_id == bindparam("of_team"), False: bulletins.c.team_id.is_(None)}
_ALIKE = (bulletins.c.year == bindparam("of_year"), func.length(bulletins.c.period) == bindparam("long"))
_GET: dict[bool, Prepared] = {k: once(select(bulletins).where(whose, _PERIOD)) for k, whose in _WHOSE.items()}
_LAST: dict[bool, Prepared] = {
    k: once(select(func.max(bulletins.c.number)).where(whose, *_ALIKE)) for k, whose in _WHOSE.items()
}
_FREEZE: dict[bool, Prepared] = {
    k: once(update(bulletins).where(whose, _PERIOD, bulletins.c.frozen_at.is_(None))) for k, whose in _WHOSE.items()
}
_DRAFTED = once(select(bulletins.c.team_id).where(_PERIOD).order_by(bulletins.c.id))
_DRAFT = once(insert(bulletins))


class BulletinsRepository:
    """Drafted once, frozen once; whoever writes does so in one transaction with what is sent, so no number is left out."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def get(self, period: str, team_id: int | None) -> Bulletin | None:
        """A frozen bulletin as it was; None for one that is not frozen."""
        row = self.db.execute(_GET[team_id is not None], _of(period, team_id)).first()
        return self._read(json.loads(row.figures), row.number) if row and row.frozen_at else None

    def drafted(self, period: str) -> list[int | None]:
        """Of which teams (None: of the office) there is one of that period, frozen or not."""
        return [row.team_id for row in self.db.execute(_DRAFTED, {"of_period": period})]

    def draft(self, period: str, team_id: int | None, now: datetime) -> bool:
        """Note that one is drafted; False where it was already."""
        if self.db.execute(_GET[team_id is not None], _of(period, team_id)).first():
            return False
        row = {"period": period, "year": int(period[:4]), "team_id": team_id, "drafted_at": now}
        self.db.execute(_DRAFT, row | {"number": 0, "figures": ""})
        return True

    def next_number(self, period: str, team_id: int | None) -> int:
        """The number the next one of its year and length has."""
        given = {"of_year": int(period[:4]), "long": len(period)} | ({} if team_id is None else {"of_team": team_id})
        return int(self.db.execute(_LAST[team_id is not None], given).scalar() or 0) + 1

    def freeze(self, bulletin: Bulletin, now: datetime) -> None:
        """Keep what it tells, for good."""
        values = {"frozen_at": now, "number": bulletin.number, "figures": as_json(_plain(bulletin))}
        self.db.execute(_FREEZE[bulletin.team_id is not None], _of(bulletin.period, bulletin.team_id) | values)

    def _read(self, kept: Mapping[str, Any], number: int) -> Bulletin:
        ids = [m["task_id"] for m in kept["overdue"]]
        titles = {row.id: row.title for row in self.db.execute(TITLES, {"ids": numbers(ids)})} if ids else {}
        return Bulletin(
            kept["period"],
            kept["team_id"],
            datetime.fromisoformat(kept["until"]),
            BulletinState.FROZEN,
            _figures(kept["figures"]),
            tuple(Trend(**t) for t in kept["before"]),
            tuple(TeamFigures(t["team_id"], _figures(t["figures"])) for t in kept["teams"]),
            tuple(PersonFigures(p["member_id"], _figures(p["figures"])) for p in kept["people"]),
            tuple(_matter(m, titles[m["task_id"]]) for m in kept["overdue"] if m["task_id"] in titles),
            number,
            datetime.fromisoformat(kept["freezes_at"]) if kept["freezes_at"] else None,
            tuple(kept["late"]),
            tuple(kept["returned"]),
            tuple(kept["unanswered"]),
        )


def _of(period: str, team_id: int | None) -> dict[str, Any]:
    return {"of_period": period} | ({} if team_id is None else {"of_team": team_id})


def _plain(value: Any) -> Any:
    """Fields as JSON has them: lengths in seconds, moments in ISO 8601; titles are their tasks'."""
    return {name: _cell(cell) for name, cell in fields_of(value).items() if name != "title"}


def _cell(value: Any) -> Any:
    if isinstance(value, timedelta):
        return value.total_seconds()
    if isinstance(value, tuple):
        return tuple(map(_cell, value))
    if is_value(value):
        return _plain(value)
    return value.isoformat() if isinstance(value, datetime) else value


def _figures(kept: Mapping[str, Any]) -> Figures:
    lengths = {name: timedelta(seconds=kept[name]) for name in ("delays", "worst")}
    punctual = {name: Punctuality(**kept[name]) for name in ("accept", "reports")}
    return Figures(**{**kept, **lengths, **punctual})


def _matter(kept: Mapping[str, Any], title: str) -> OverdueMatter:
    due, late = datetime.fromisoformat(kept["due_at"]), timedelta(seconds=kept["late"])
    return OverdueMatter(kept["task_id"], title, kept["member_id"], due, late)
