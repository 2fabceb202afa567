"""The outbox: what is promised to be said, and the courier's hold on it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, bindparam, delete, func, insert, or_, select, update

from domain.messages.base import MESSAGES, Joined, Message, Urgency
from domain.messages.tasks import CardUpdate
from domain.model.post import Place
from domain.ports.post import Ahead, Outgoing, Promise, Result, Standing, State
from domain.records import encode_message
from storage.line import BELOW_URGENT, CALM, DUE, FREE, LOOKED_AT, WAITS, look_ahead, next_in_line
from storage.outgoing import as_one, read, row_of
from storage.prepared import Prepared, Statements, among, literally, numbers, once
from storage.rows import outbox

_ALL = 1_000_000
_PILE = 60  # four messages full
_ID, _LANE = outbox.c.id == bindparam("of_id"), outbox.c.lane == bindparam("of_lane")
_THESE = among(outbox.c.id, "of_ids")
_SENT, _PARKED = (outbox.c.state == state for state in literally(State.SENT, State.PARKED))
_JOINED = {joined: [name for name, cls in MESSAGES.items() if cls.merges is joined] for joined in Joined}
_UPDATES = and_(WAITS, outbox.c.kind == CardUpdate.name, outbox.c.chat_id == bindparam("of_chat"))
_OF_GROUP = and_(WAITS, outbox.c.chat_id == bindparam("of_chat"), outbox.c.member_id.is_(None))


def _merging(joined: Joined) -> ColumnElement[bool]:
    return outbox.c.kind.in_(literally(*_JOINED[joined]))


def _also(joined: Joined, *, waiting: bool) -> Prepared:
    """What merges with a message of a lane and is due; with `waiting` also what would leave later."""
    later = and_(BELOW_URGENT, outbox.c.error.is_(None))
    where = and_(WAITS, FREE, or_(DUE, later) if waiting else DUE, _LANE, _merging(joined))
    found = select(outbox).where(where, outbox.c.id != bindparam("of_id")).order_by(outbox.c.id)
    return once(found.limit(bindparam("most")))


def _standing(joined: Joined) -> Prepared:
    """The rows that were sent as the newest merged message of a lane."""
    # The sum keeps SQLite from walking back through all that was ever sent, by number, until something fits.
    newest = select(func.max(outbox.c.message_id + 0)).where(
        _SENT, _LANE, outbox.c.sent_at > bindparam("since"), _merging(joined), BELOW_URGENT
    )
    where = and_(_SENT, _LANE, outbox.c.message_id == newest.scalar_subquery())
    return once(select(outbox).where(where).order_by(outbox.c.id))


def _held(*which: ColumnElement[bool]) -> Prepared:
    return once(update(outbox).where(*which, WAITS, outbox.c.not_before < bindparam("until")))


_BY_KEY = once(select(outbox.c.id).where(outbox.c.key == bindparam("of_key")))
_PUT = once(insert(outbox))
_DROP_UPDATE = once(
    delete(outbox).where(
        _UPDATES, outbox.c.leased_until.is_(None), outbox.c.edits_message_id == bindparam("of_message")
    )
)
_DROP_UPDATES = once(delete(outbox).where(_UPDATES, outbox.c.member_id.is_(None)).returning(outbox.c.task_id))
_TAKE = once(update(outbox).where(_THESE).values(attempts=outbox.c.attempts + 1).returning(*outbox.c))
_ALSO = {(joined, waiting): _also(joined, waiting=waiting) for joined in Joined for waiting in (True, False)}
_MERGING_LANES = once(select(outbox.c.lane).where(WAITS, FREE, DUE, CALM))
_STANDING = {joined: _standing(joined) for joined in Joined}
_SAID_AFTER = once(
    select(outbox.c.id)
    .where(_SENT, _LANE, outbox.c.message_id > bindparam("of_message"), outbox.c.edits_message_id.is_(None))
    .limit(1)
)
_SAID_AS = once(
    select(outbox).where(_SENT, _LANE, outbox.c.message_id == bindparam("of_message")).order_by(outbox.c.id)
)
_HOLD_MERGING, _HOLD_LANE = _held(_LANE, CALM), _held(_LANE)
_HELD = and_(outbox.c.state == State.PENDING.value, outbox.c.lease_owner == bindparam("of"))
_RECORD = once(update(outbox).where(_THESE, _HELD))
_GIVE_BACK = once(update(outbox).where(_THESE, _HELD).values(attempts=outbox.c.attempts - 1))
_ARRIVED = once(update(outbox).where(_ID, _HELD))
_CHANGE = once(update(outbox).where(_ID))
_RELEASE = once(update(outbox).where(WAITS, outbox.c.leased_until.is_not(None)))
_UNPARK = once(update(outbox).where(_LANE, _PARKED))
_NEXT = once(select(func.min(outbox.c.not_before)).where(WAITS))
_OLDEST = once(
    select(outbox.c.id, outbox.c.state, outbox.c.created_at, outbox.c.sent_at)
    .where(outbox.c.id > bindparam("after"))
    .order_by(outbox.c.id)
    .limit(bindparam("most"))
)
_FORGET = once(delete(outbox).where(_THESE))
_SETTLED = frozenset({State.SENT, State.DROPPED, State.FAILED})
_COUNT = once(select(func.count()).select_from(outbox).where(_LANE, WAITS))
_OF_CHAT = once(update(outbox).where(_OF_GROUP))
_OF_TOPIC = once(update(outbox).where(WAITS, _LANE, outbox.c.thread_id == bindparam("of_thread")))


class OutboxRepository:
    """Rows move from pending to an outcome under a lease."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._standing: dict[tuple[str, datetime, Joined], Standing | None] = {}

    def put(
        self, place: Place, message: Message, *, now: datetime, urgency: Urgency, not_before: datetime | None,
        key: str | None, task_id: int | None,
    ) -> None:  # fmt: skip
        """Promise a message; one with a key that is known is promised already."""
        if key and self.promised(key):
            return
        self.put_all([Promise(place, message, urgency, not_before, key, task_id)], now)

    def promised(self, key: str) -> bool:
        """Whether a message was promised under this key, sent or not."""
        return self.db.execute(_BY_KEY, {"of_key": key}).first() is not None

    def put_all(self, promises: Sequence[Promise], now: datetime) -> None:
        """Promise several messages, none of them under a key that is known."""
        if promises:
            self.db.execute(_PUT, [row_of(promise, now) for promise in promises])

    def drop_update(self, chat_id: int, message_id: int) -> None:
        """Take back a waiting card update that a newer one replaces."""
        self.db.execute(_DROP_UPDATE, {"of_chat": chat_id, "of_message": message_id})

    def drop_updates(self, chat_id: int) -> list[int]:
        """Take back all card updates waiting for a group; returns the tasks they are about."""
        return list(dict.fromkeys(self.db.execute(_DROP_UPDATES, {"of_chat": chat_id}).scalars()))

    def ahead(self, now: datetime, most: int = LOOKED_AT) -> Ahead:
        """What lies before the courier, in one look at so much of the line."""
        return look_ahead(self.db, now, most)

    def claim(
        self, owner: str, now: datetime, until: datetime, busy: Collection[str], limit: int, answers: int = 0,
        ahead: Ahead | None = None, in_a_row: int = 1,
    ) -> list[Outgoing]:  # fmt: skip
        """Lease the first due message of each free lane, urgent lanes first; `answers` to people beside the limit.

        `ahead` where somebody has looked at the line already; of a group's cards as many as may leave in a row.
        """
        return self._take(next_in_line(self.db, now, busy, limit, answers, ahead, in_a_row), owner, until)

    def give_back(self, ids: Sequence[int], owner: str) -> None:
        """What was leased and not tried waits as before."""
        if ids:
            given = {"of": owner, "of_ids": numbers(ids), "leased_until": None, "lease_owner": None}
            self.db.execute(_GIVE_BACK, given)

    def merging(self, first: Outgoing, now: datetime, *, waiting: bool) -> list[Outgoing]:
        """What merges with this one and is due for the same lane, not leased yet; with `waiting` what would leave later, too.

        What is urgent takes nothing along early, and what Telegram did not take keeps its own moment. Of a pile of urgent
        ones the oldest are enough to choose from: the next message leaves a moment later.
        """
        joined = first.message.merges
        if joined is None:
            return []
        urgent = first.urgency <= Urgency.URGENT
        also = _ALSO[joined, waiting and not urgent]
        of = {"now": now, "of_lane": first.lane, "of_id": first.id, "most": _PILE if urgent else _ALL}
        found = map(read, self.db.execute(also, of))
        return [row for row in found if row is not None]

    def lease(self, ids: Sequence[int], owner: str, until: datetime) -> list[Outgoing]:
        """Lease these."""
        return self._take(ids, owner, until)

    def merging_lanes(self, now: datetime) -> list[str]:
        """The lanes in which something that can wait is due."""
        return list(dict.fromkeys(self.db.execute(_MERGING_LANES, {"now": now}).scalars()))

    def standing(self, lane: str, since: datetime, joined: Joined) -> Standing | None:
        """The newest merged message of a lane, if it was first sent after `since`; urgent ones stand apart."""
        asked = lane, since, joined
        if asked not in self._standing:
            rows = self.db.execute(_STANDING[joined], {"of_lane": lane, "since": since}).all()
            self._standing[asked] = as_one(rows, since)
        return self._standing[asked]

    def said_after(self, lane: str, message_id: int) -> bool:
        """Whether something was sent to the lane below this message."""
        return self.db.execute(_SAID_AFTER, {"of_lane": lane, "of_message": message_id}).first() is not None

    def said_as(self, lane: str, message_id: int) -> tuple[Message, ...]:
        """All that one message of a lane tells, as it was promised."""
        rows = self.db.execute(_SAID_AS, {"of_lane": lane, "of_message": message_id}).all()
        return tuple(found.message for found in map(read, rows) if found)

    def hold_merging(self, lane: str, until: datetime) -> None:
        """What can wait does not leave this lane before then."""
        self.db.execute(_HOLD_MERGING, {"of_lane": lane, "until": until, "not_before": until})

    def record(self, ids: Sequence[int], owner: str, now: datetime, result: Result) -> bool:
        """Write the outcome of what this owner still holds; False when it no longer holds all of it."""
        values: dict[str, Any] = {"of": owner, "state": result.state.value, "leased_until": None, "lease_owner": None}
        values |= {"error": result.error and result.error[:500], "lost": result.lost, "message_id": result.message_id}
        if result.again_at:
            values["not_before"] = result.again_at
        if result.state is State.SENT:
            values |= {"sent_at": now}
        self._standing.clear()
        return self.db.execute(_RECORD, values | {"of_ids": numbers(ids)}).rowcount == len(ids)

    def arrived(self, sent: Mapping[int, int | None], owner: str, now: datetime) -> None:
        """Write down as what message each of these rows arrived, of those that this owner still holds."""
        same: dict[str, Any] = {
            "of": owner,
            "state": State.SENT.value,
            "leased_until": None,
            "lease_owner": None,
            "sent_at": now,
        }
        same |= {"error": None, "lost": False}
        self._standing.clear()
        self.db.execute(_ARRIVED, [same | {"of_id": one, "message_id": number} for one, number in sent.items()])

    def rewrite(self, row: int, message: Message) -> None:
        """What waits says this instead, of the same kind."""
        self.db.execute(_CHANGE, {"of_id": row, "fields": encode_message(message)})

    def hold_lane(self, lane: str, until: datetime) -> None:
        """Nothing of this lane leaves before then."""
        self.db.execute(_HOLD_LANE, {"of_lane": lane, "until": until, "not_before": until})

    def release_leases(self) -> int:
        """Give back what a process that is gone held; only for whoever knows to be alone."""
        return self.db.execute(_RELEASE, {"leased_until": None, "lease_owner": None}).rowcount

    def unpark(self, lane: str, now: datetime) -> int:
        """A sign of life: parked messages of the lane may leave."""
        waits = {"of_lane": lane, "state": State.PENDING.value, "not_before": now}
        return self.db.execute(_UNPARK, waits).rowcount

    def next_due(self) -> datetime | None:
        due: datetime | None = self.db.execute(_NEXT).scalar()
        return due

    def prune(self, before: datetime, after: int | None, most: int) -> int | None:
        """Look at some messages in the order of their promise, and forget those that were settled before then. Returns after
        which to go on, if older ones are left."""
        rows = self.db.execute(_OLDEST, {"after": after or 0, "most": most}).all()
        old = [row for row in rows if row.created_at < before]
        over = (row.id for row in old if row.state in _SETTLED and (row.sent_at or row.created_at) < before)
        self.db.execute(_FORGET, {"of_ids": numbers(over)})
        return int(rows[-1].id) if len(old) == most else None

    def waiting_in(self, lane: str) -> int:
        """How much is promised to a lane and has not left."""
        return int(self.db.execute(_COUNT, {"of_lane": lane}).scalar() or 0)

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: what waits for it goes with it."""
        there = {"chat_id": new, "lane": Place(chat_id=new).lane, "reply_to": None}
        self.db.execute(_OF_CHAT, {"of_chat": old, **there})

    def leave_topic(self, lane: str, thread_id: int) -> None:
        """A topic is gone: what waits for it goes to the chat itself."""
        self.db.execute(_OF_TOPIC, {"of_lane": lane, "of_thread": thread_id, "thread_id": None})

    def _take(self, ids: Sequence[int], owner: str, until: datetime) -> list[Outgoing]:
        """Lease these rows. One of a kind this version cannot read is kept as failed and holds up nobody."""
        if not ids:
            return []
        leased = {"of_ids": numbers(ids), "leased_until": until, "lease_owner": owner}
        rows = {row.id: row for row in self.db.execute(_TAKE, leased)}
        taken = {one: read(rows[one]) for one in ids}
        for one in (one for one, row in taken.items() if row is None):
            unread = {"state": State.FAILED.value, "error": "of a kind this version does not know"}
            self.db.execute(_CHANGE, {"of_id": one, "leased_until": None, "lease_owner": None, **unread})
        return [row for row in taken.values() if row is not None]
