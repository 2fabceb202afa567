"""Review desks: one for each person, the newest; an older one is gone."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, delete, insert, select, update

from domain.model.desk import Desk
from domain.model.value import replace
from storage.prepared import Statements, once
from storage.rows import desks

_OF = desks.c.member_id == bindparam("of_member")
_THIS = desks.c.id == bindparam("of_id")
_FIND = once(select(desks).where(_OF).order_by(desks.c.id.desc()).limit(1))
_DROP = once(delete(desks).where(_OF))
_OPEN = once(insert(desks).returning(desks.c.id))
_SAVE = once(update(desks).where(_THIS))
_SENT = once(update(desks).where(_THIS))


class DesksRepository:
    """Desks, by whose they are."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def of(self, member_id: int) -> Desk | None:
        """The desk of a person, None where they have opened none."""
        row = self.db.execute(_FIND, {"of_member": member_id}).first()
        return _read(row) if row else None

    def open(self, desk: Desk) -> Desk:
        """A new one, in place of any there was."""
        self.db.execute(_DROP, {"of_member": desk.member_id})
        made = self.db.execute(_OPEN, {"member_id": desk.member_id, "opened_at": desk.opened_at, **_kept(desk)})
        return replace(desk, id=made.scalar_one())

    def save(self, desk: Desk) -> None:
        self.db.execute(_SAVE, {"of_id": desk.id, **_kept(desk)})

    def sent(self, desk_id: int, message_id: int) -> None:
        """It stands in its chat as this message."""
        self.db.execute(_SENT, {"of_id": desk_id, "message_id": message_id})


def _kept(desk: Desk) -> dict[str, Any]:
    """Names of things on a desk hold neither blanks nor `=`."""
    done = " ".join(f"{key}={what}" for key, what in desk.done)
    return {"message_id": desk.message_id, "shown": desk.shown, "later": " ".join(desk.later), "done": done}


def _read(row: Any) -> Desk:
    done = tuple((key, what) for key, _, what in (one.partition("=") for one in row.done.split()))
    later = tuple(row.later.split())
    return Desk(row.id, row.member_id, row.opened_at, row.message_id, row.shown, later, done)
