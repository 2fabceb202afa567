"""Between a promised message and its row of the outbox."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.messages.base import Urgency
from domain.model.post import Place
from domain.ports.post import Outgoing, Promise, Standing, State
from domain.records import decode_message, encode_message


def row_of(promise: Promise, now: datetime) -> dict[str, Any]:
    """The row of a message that waits."""
    place, message = promise.place, promise.message
    return {
        "key": promise.key, "member_id": place.member_id, "chat_id": place.chat_id, "thread_id": place.thread_id,
        "reply_to": place.reply_to, "lane": place.lane, "kind": message.name, "fields": encode_message(message),
        "urgency": int(promise.urgency), "task_id": promise.task_id, "edits_message_id": message.edits,
        "created_at": now, "planned_for": promise.not_before, "not_before": promise.not_before or now,
        "state": State.PENDING.value, "attempts": 0, "lost": False,
    }  # fmt: skip


def read(row: Any) -> Outgoing | None:
    """The message of a row; None where it is of a kind this version does not know."""
    try:
        message = decode_message(row.kind, row.fields)
    except (KeyError, TypeError):  # a kind, or a field of it, of another version
        return None
    place = Place(row.member_id, row.chat_id, row.thread_id, row.reply_to)
    return Outgoing(
        row.id, place, message, Urgency(row.urgency), row.task_id, row.not_before, row.attempts,
        row.planned_for or row.created_at, row.lost,
    )  # fmt: skip


def as_one(rows: Sequence[Any], since: datetime) -> Standing | None:
    """The message as which these rows were sent; None where it was first sent before then."""
    if not rows or (first := min(r.sent_at for r in rows)) <= since:
        return None
    says = tuple(found.message for found in map(read, rows) if found)
    return Standing(rows[0].member_id, rows[0].message_id, first, says)
