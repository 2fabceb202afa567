"""Orders typed in other chats: the newest of each person, and those that were sent."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import and_, bindparam, delete, false, insert, select, update

from domain.model.typed import TypedOrder
from storage.convert import reader, writer
from storage.prepared import Statements, once
from storage.rows import typed_orders as rows

_OF = rows.c.member_id == bindparam("of_member")
_THIS = rows.c.token == bindparam("of_token")
_UNSENT = rows.c.chosen.is_(false())
_FIND = once(select(rows).where(_THIS))
_SAME = once(select(rows).where(_OF, rows.c.text == bindparam("words")).order_by(rows.c.id.desc()).limit(1))
_KEEP = once(insert(rows))
_BEYOND = select(rows.c.id).where(_OF, _UNSENT).order_by(rows.c.id.desc()).limit(1).offset(bindparam("most"))
_DROP_BEYOND = once(delete(rows).where(_OF, _UNSENT, rows.c.id <= _BEYOND.scalar_subquery()))
_CHOSEN = once(update(rows).where(_THIS, _OF).values(chosen=True))
_DROP_UNSENT = once(delete(rows).where(_OF, _UNSENT))
_DROP = once(delete(rows).where(_THIS))
_OLD = select(rows.c.id).where(rows.c.asked_at < bindparam("before")).order_by(rows.c.asked_at).limit(bindparam("most"))
_PRUNE = once(delete(rows).where(and_(rows.c.id.in_(_OLD))))

_read = reader(TypedOrder, rows)
_row = writer(TypedOrder, rows)


class TypedRepository:
    """Orders by the name their button carries."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def find(self, token: str) -> TypedOrder | None:
        row = self.db.execute(_FIND, {"of_token": token}).first()
        return _read(row) if row else None

    def same(self, member_id: int, text: str) -> TypedOrder | None:
        """The newest of a person in the same words."""
        row = self.db.execute(_SAME, {"of_member": member_id, "words": text}).first()
        return _read(row) if row else None

    def keep(self, order: TypedOrder, most: int) -> None:
        """A new one; of those of the person that nobody is known to have sent the newest stay."""
        self.db.execute(_KEEP, _row(order))
        self.db.execute(_DROP_BEYOND, {"of_member": order.member_id, "most": most})

    def chosen(self, token: str, member_id: int) -> None:
        """It was sent; what the person typed on the way to it was not."""
        self.db.execute(_CHOSEN, {"of_token": token, "of_member": member_id})
        self.db.execute(_DROP_UNSENT, {"of_member": member_id})

    def drop(self, token: str) -> None:
        self.db.execute(_DROP, {"of_token": token})

    def prune(self, before: datetime, most: int) -> int:
        """Forget the oldest of what was typed before a moment; returns how many that were."""
        return int(self.db.execute(_PRUNE, {"before": before, "most": most}).rowcount)
