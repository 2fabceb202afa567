"""The inbox: updates as they arrived, until they are handled."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from domain.text import escape_halves
from storage.prepared import Statements, once, unless_there
from storage.rows import inbox

_ALL = 1_000_000
_THIS = inbox.c.update_id == bindparam("of_update")
_UNHANDLED = inbox.c.done_at.is_(None)
_STORE = once(unless_there(inbox))
_INBOX = once(
    select(inbox.c.update_id, inbox.c.body, inbox.c.attempts)
    .where(_UNHANDLED)
    .order_by(inbox.c.received_at, inbox.c.update_id)
    .limit(bindparam("most"))
)
_HANDLED = once(update(inbox).where(_THIS, _UNHANDLED))
_FAILED = once(update(inbox).where(_THIS).values(attempts=inbox.c.attempts + 1))
_OLD = (
    select(inbox.c.update_id)
    .where(inbox.c.done_at.is_not(None), inbox.c.error.is_(None), inbox.c.done_at < bindparam("before"))
    .order_by(inbox.c.done_at)
    .limit(bindparam("most"))
)
_PRUNE = once(delete(inbox).where(inbox.c.update_id.in_(_OLD)))


class InboxRepository:
    """Updates as they arrived, raw, until they are handled."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def store(self, updates: Sequence[tuple[int, str]], now: datetime) -> int:
        """Keep updates that are not known yet; returns how many were new."""
        rows = [
            {"update_id": update_id, "body": escape_halves(body), "received_at": now, "attempts": 0}
            for update_id, body in dict(updates).items()
        ]
        return self.db.execute(_STORE, rows).rowcount if rows else 0

    def waiting(self, limit: int) -> list[tuple[int, str, int]]:
        """Unhandled updates in the order of their arrival: id, body, failed attempts so far."""
        return [tuple(row) for row in self.db.execute(_INBOX, {"most": limit})]

    def done(self, update_id: int, now: datetime) -> bool:
        """Mark as handled; False when it already was."""
        return self.db.execute(_HANDLED, {"of_update": update_id, "done_at": now, "body": ""}).rowcount == 1

    def failed(self, update_id: int, error: str, now: datetime, *, set_aside: bool) -> None:
        """Count a failure; a set-aside update keeps its body for whoever looks into it."""
        end = {"done_at": now} if set_aside else {}
        self.db.execute(_FAILED, {"of_update": update_id, "error": error[:2000], **end})

    def prune(self, before: datetime, most: int = _ALL) -> int:
        """Forget some handled updates, and tell how many; Telegram never sends one again after a day."""
        return self.db.execute(_PRUNE, {"before": before, "most": most}).rowcount
