"""The two ends of the post: the inbox of updates and the outbox of promised messages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from domain.messages.base import MESSAGES, Joined, Message, Urgency
from domain.messages.tasks import CardUpdate
from domain.model.post import Place
from domain.ports.post import Outgoing, Result, Standing, State
from domain.records import decode_message, encode_message
from domain.text import escape_halves
from storage.rows import inbox, outbox


class InboxRepository:
    """Updates as they arrived, raw, until they are handled."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def store(self, updates: Sequence[tuple[int, str]], now: datetime) -> int:
        """Keep updates that are not known yet; returns how many were new."""
        ids = [u for u, _ in updates]
        known = set(self.db.execute(select(inbox.c.update_id).where(inbox.c.update_id.in_(ids))).scalars())
        fresh = {u: escape_halves(body) for u, body in updates if u not in known}
        if fresh:
            rows = [{"update_id": u, "body": body, "received_at": now} for u, body in fresh.items()]
            self.db.execute(insert(inbox), rows)
        return len(fresh)

    def waiting(self, limit: int) -> list[tuple[int, str, int]]:
        """Unhandled updates in the order of their arrival: id, body, failed attempts so far."""
        query = select(inbox.c.update_id, inbox.c.body, inbox.c.attempts).where(inbox.c.done_at.is_(None))
        rows = self.db.execute(query.order_by(inbox.c.received_at, inbox.c.update_id).limit(limit))
        return [(r.update_id, r.body, r.attempts) for r in rows]

    def done(self, update_id: int, now: datetime) -> bool:
        """Mark as handled; False when it already was."""
        where = and_(inbox.c.update_id == update_id, inbox.c.done_at.is_(None))
        return self.db.execute(update(inbox).where(where).values(done_at=now, body="")).rowcount == 1

    def failed(self, update_id: int, error: str, now: datetime, *, set_aside: bool) -> None:
        """Count a failure; a set-aside update keeps its body for whoever looks into it."""
        values: dict[str, Any] = {"attempts": inbox.c.attempts + 1, "error": error[:2000]}
        if set_aside:
            values["done_at"] = now
        self.db.execute(update(inbox).where(inbox.c.update_id == update_id).values(values))

    def prune(self, before: datetime) -> int:
        """Forget handled updates; Telegram never sends one again after a day."""
        return self.db.execute(delete(inbox).where(inbox.c.done_at < before, inbox.c.error.is_(None))).rowcount


_MERGING = {joined: [name for name, cls in MESSAGES.items() if cls.merges is joined] for joined in Joined}
_BELOW_URGENT = {
    joined: and_(outbox.c.kind.in_(names), outbox.c.urgency > int(Urgency.URGENT)) for joined, names in _MERGING.items()
}
_WAITING = [name for name, cls in MESSAGES.items() if cls.waits]
_CALM = and_(outbox.c.kind.in_(_WAITING), outbox.c.urgency > int(Urgency.URGENT))


class OutboxRepository:
    """Rows move from pending to an outcome under a lease."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def put(
        self, place: Place, message: Message, *, now: datetime, urgency: Urgency, not_before: datetime | None,
        key: str | None, task_id: int | None,
    ) -> None:  # fmt: skip
        """Promise a message; one with a key that is known is promised already."""
        if key and self.db.execute(select(outbox.c.id).where(outbox.c.key == key)).first():
            return
        self.db.execute(
            insert(outbox).values(
                key=key, member_id=place.member_id, chat_id=place.chat_id, thread_id=place.thread_id,
                reply_to=place.reply_to, lane=place.lane, kind=message.name, fields=encode_message(message),
                urgency=int(urgency), task_id=task_id, edits_message_id=message.edits, created_at=now,
                planned_for=not_before, not_before=not_before or now, state=State.PENDING.value, attempts=0, lost=False,
            )
        )  # fmt: skip

    def drop_update(self, chat_id: int, message_id: int) -> None:
        """Take back a waiting card update that a newer one replaces."""
        where = and_(
            outbox.c.state == State.PENDING.value,
            outbox.c.kind == CardUpdate.name,
            outbox.c.chat_id == chat_id,
            outbox.c.leased_until.is_(None),
            outbox.c.edits_message_id == message_id,
        )
        self.db.execute(delete(outbox).where(where))

    def drop_updates(self, chat_id: int) -> list[int]:
        """Take back all card updates waiting for a group; returns the tasks they are about."""
        waiting = and_(outbox.c.state == State.PENDING.value, outbox.c.kind == CardUpdate.name)
        where = and_(waiting, outbox.c.chat_id == chat_id, outbox.c.member_id.is_(None))
        found = self.db.execute(delete(outbox).where(where).returning(outbox.c.task_id)).scalars()
        return list(dict.fromkeys(found))

    def claim(self, owner: str, now: datetime, until: datetime, busy: Sequence[str], limit: int) -> list[Outgoing]:
        """Lease the first due message of each free lane, urgent lanes first."""
        query = select(outbox).where(self._claimable(now), outbox.c.lane.not_in(busy))
        query = query.order_by(outbox.c.urgency, outbox.c.id).limit(limit * 8)
        firsts: dict[str, Any] = {}
        for row in self.db.execute(query):
            firsts.setdefault(row.lane, row)
        return self._take(list(firsts.values())[:limit], owner, until)

    def claim_merging(
        self, first: Outgoing, owner: str, now: datetime, until: datetime, *, waiting: bool
    ) -> list[Outgoing]:  # fmt: skip
        """Lease what merges with this one and is due for the same lane; with `waiting` what would leave later, too.

        What is urgent takes nothing along early, and what Telegram did not take keeps its own moment.
        """
        joined = first.message.merges
        if joined is None:
            return []
        due = outbox.c.not_before <= now
        if waiting and first.urgency > Urgency.URGENT:
            due = or_(due, and_(_BELOW_URGENT[joined], outbox.c.error.is_(None)))
        where = and_(self._free(now), due, outbox.c.lane == first.lane, outbox.c.kind.in_(_MERGING[joined]))
        rows = self.db.execute(select(outbox).where(where, outbox.c.id != first.id).order_by(outbox.c.id)).all()
        return self._take(rows, owner, until)

    def merging_lanes(self, now: datetime) -> list[str]:
        """The lanes in which something that can wait is due."""
        query = select(outbox.c.lane).where(self._claimable(now), _CALM).distinct()
        return list(self.db.execute(query).scalars())

    def standing(self, lane: str, since: datetime, joined: Joined) -> Standing | None:
        """The newest merged message of a lane, if it was first sent after `since`; urgent ones stand apart."""
        below = _BELOW_URGENT[joined]
        sent = and_(outbox.c.lane == lane, outbox.c.state == State.SENT.value)
        newest = select(func.max(outbox.c.message_id)).where(sent, below, outbox.c.sent_at > since)
        query = select(outbox).where(sent, outbox.c.message_id == newest.scalar_subquery()).order_by(outbox.c.id)
        rows = self.db.execute(query).all()
        if not rows or (first := min(r.sent_at for r in rows)) <= since:
            return None
        says = tuple(found.message for found in map(_read, rows) if found)
        return Standing(rows[0].member_id, rows[0].message_id, first, says)

    def said_after(self, lane: str, message_id: int) -> bool:
        """Whether something was sent to the lane below this message."""
        below = and_(outbox.c.message_id > message_id, outbox.c.edits_message_id.is_(None))
        where = and_(outbox.c.lane == lane, outbox.c.state == State.SENT.value, below)
        return self.db.execute(select(outbox.c.id).where(where).limit(1)).first() is not None

    def hold_merging(self, lane: str, until: datetime) -> None:
        """What can wait does not leave this lane before then."""
        self._hold(and_(outbox.c.lane == lane, _CALM), until)

    def record(self, ids: Sequence[int], owner: str, now: datetime, result: Result) -> bool:
        """Write the outcome of what this owner still holds; False when it no longer holds all of it."""
        held = and_(outbox.c.id.in_(ids), outbox.c.state == State.PENDING.value, outbox.c.lease_owner == owner)
        values: dict[str, Any] = {"state": result.state.value, "leased_until": None, "lease_owner": None}
        values |= {"error": result.error and result.error[:500], "lost": result.lost, "message_id": result.message_id}
        if result.again_at:
            values["not_before"] = result.again_at
        if result.state is State.SENT:
            values |= {"sent_at": now}
        return self.db.execute(update(outbox).where(held).values(values)).rowcount == len(ids)

    def hold_lane(self, lane: str, until: datetime) -> None:
        """Nothing of this lane leaves before then."""
        self._hold(outbox.c.lane == lane, until)

    def release_leases(self) -> int:
        """Give back what a process that is gone held; only for whoever knows to be alone."""
        held = and_(outbox.c.state == State.PENDING.value, outbox.c.leased_until.is_not(None))
        return self.db.execute(update(outbox).where(held).values(leased_until=None, lease_owner=None)).rowcount

    def unpark(self, lane: str, now: datetime) -> int:
        """A sign of life: parked messages of the lane may leave."""
        where = and_(outbox.c.lane == lane, outbox.c.state == State.PARKED.value)
        values = {"state": State.PENDING.value, "not_before": now}
        return self.db.execute(update(outbox).where(where).values(values)).rowcount

    def next_due(self) -> datetime | None:
        return self.db.execute(
            select(func.min(outbox.c.not_before)).where(outbox.c.state == State.PENDING.value)
        ).scalar()

    def waiting_in(self, lane: str) -> int:
        """How much is promised to a lane and has not left."""
        where = and_(outbox.c.lane == lane, outbox.c.state == State.PENDING.value)
        return int(self.db.execute(select(func.count()).where(where)).scalar() or 0)

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: what waits for it goes with it."""
        where = and_(outbox.c.chat_id == old, outbox.c.state == State.PENDING.value, outbox.c.member_id.is_(None))
        self.db.execute(update(outbox).where(where).values(chat_id=new, lane=Place(chat_id=new).lane, reply_to=None))

    def leave_topic(self, chat_id: int, thread_id: int) -> None:
        """A topic is gone: what waits for it goes to the group itself."""
        where = and_(
            outbox.c.chat_id == chat_id, outbox.c.thread_id == thread_id, outbox.c.state == State.PENDING.value
        )
        self.db.execute(update(outbox).where(where).values(thread_id=None))

    def _claimable(self, now: datetime) -> Any:
        return and_(self._free(now), outbox.c.not_before <= now)

    def _free(self, now: datetime) -> Any:
        free = or_(outbox.c.leased_until.is_(None), outbox.c.leased_until <= now)
        return and_(outbox.c.state == State.PENDING.value, free)

    def _take(self, rows: Sequence[Any], owner: str, until: datetime) -> list[Outgoing]:
        """Lease these rows. One of a kind this version cannot read is kept as failed and holds up nobody."""
        found = [(row, _read(row)) for row in rows]
        values = {"leased_until": until, "lease_owner": owner, "attempts": outbox.c.attempts + 1}
        self._set([r.id for r, read in found if read], values)
        unread = {"state": State.FAILED.value, "error": "of a kind this version does not know"}
        self._set([r.id for r, read in found if not read], unread)
        return [read for _, read in found if read]

    def _hold(self, which: ColumnElement[bool], until: datetime) -> None:
        where = and_(which, outbox.c.state == State.PENDING.value, outbox.c.not_before < until)
        self.db.execute(update(outbox).where(where).values(not_before=until))

    def _set(self, ids: list[int], values: dict[str, Any]) -> None:
        if ids:
            self.db.execute(update(outbox).where(outbox.c.id.in_(ids)).values(values))


def _read(row: Any) -> Outgoing | None:
    try:
        message = decode_message(row.kind, row.fields)
    except (KeyError, TypeError):  # a kind, or a field of it, of another version
        return None
    place = Place(row.member_id, row.chat_id, row.thread_id, row.reply_to)
    return Outgoing(
        row.id, place, message, Urgency(row.urgency), row.task_id, row.not_before, row.attempts + 1,
        row.planned_for or row.created_at, row.lost,
    )  # fmt: skip
