"""What is kept of a person beside the office's record, and goes with them."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, select, update

from storage.prepared import Statements, once
from storage.rows import (
    desks,
    drafts,
    inbox,
    invites,
    memberships,
    outbox,
    posts,
    private_topics,
    questions,
    searches,
    templates,
    typed_orders,
)

_WHO: BindParameter[Any] = bindparam("of_member")
_KEPT_OF_A_PERSON = (memberships, questions, drafts, desks, searches, templates, typed_orders, private_topics)
_OF_MEMBER = tuple(once(delete(table).where(table.c.member_id == _WHO)) for table in _KEPT_OF_A_PERSON)
_OUTBOX = once(delete(outbox).where(outbox.c.lane == bindparam("of_lane")))
_POSTS = once(delete(posts).where(posts.c.chat_id == bindparam("of_chat")))
_INVITES = once(update(invites).where(invites.c.created_by == _WHO).values(revoked=True))
# What could not be handled keeps its words: those that name the person are read, since a number stands in others, too.
_INBOX = once(
    select(inbox.c.update_id, inbox.c.body).where(inbox.c.done_at.is_not(None), inbox.c.body.like(bindparam("names")))
)
_EMPTIED = once(update(inbox).where(inbox.c.update_id == bindparam("of_update")).values(body="{}"))


class TracesRepository:
    """Rows by person, across the tables that remember conversations."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def erase(self, member_id: int, telegram_id: int | None) -> None:
        """Memberships, drafts, templates, questions, messages to them and from them; invitations they made are dead."""
        for statement in (*_OF_MEMBER, _INVITES):
            self.db.execute(statement, {"of_member": member_id})
        self.db.execute(_OUTBOX, {"of_lane": f"m{member_id}"})
        if telegram_id is not None:
            self.db.execute(_POSTS, {"of_chat": telegram_id})
            for row in self.db.execute(_INBOX, {"names": f"%{telegram_id}%"}):
                if re.search(rf'"id": ?{telegram_id}\b', row.body):
                    self.db.execute(_EMPTIED, {"of_update": row.update_id})
