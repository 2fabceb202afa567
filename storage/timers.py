"""Timers: the future as rows, each with a unique key."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from domain.model.timers import ClockRing, TimerData, TimerKind
from domain.ports.store import Timer
from domain.records import decode_timer, encode_timer
from domain.rules.ladder import Ring
from storage.rows import timers

PENDING, DONE, ASIDE = "pending", "done", "aside"


class TimersRepository:
    """A row moves from pending to done in the same transaction as what its ringing does."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def sync(self, task_id: int, rings: Iterable[Ring]) -> None:
        """Make the pending clock timers of a task exactly these, at their moments; what already rang stays as it was."""
        wanted = {r.key: r for r in rings}
        query = select(timers.c.id, timers.c.key, timers.c.state, timers.c.due_at).where(timers.c.task_id == task_id)
        known = {row.key: row for row in self.db.execute(query)}
        stale = [r.id for k, r in known.items() if r.state == PENDING and not _still_wanted(k, wanted)]
        if stale:
            self.db.execute(delete(timers).where(timers.c.id.in_(stale)))
        fresh = [_ring_row(r) for k, r in wanted.items() if k not in known]
        if fresh:
            self.db.execute(insert(timers), fresh)
        for key, ring in wanted.items():
            if key in known and known[key].state == PENDING and known[key].due_at != ring.due_at:
                self.db.execute(update(timers).where(timers.c.id == known[key].id).values(due_at=ring.due_at))

    def add(self, key: str, due_at: datetime, data: TimerData) -> bool:
        """Add a timer unless its key has one, pending or done; True when added."""
        if self.db.execute(select(timers.c.id).where(timers.c.key == key)).first():
            return False
        self.db.execute(insert(timers).values(_row(key, due_at, data)))
        return True

    def drop(self, kind: TimerKind, prefix: str) -> None:
        """Take pending timers of a kind away."""
        self.db.execute(
            delete(timers).where(
                timers.c.state == PENDING, timers.c.kind == str(kind), timers.c.key.startswith(prefix, autoescape=True)
            )
        )

    def due(self, now: datetime, limit: int) -> list[Timer]:
        query = select(timers).where(timers.c.state == PENDING, timers.c.due_at <= now)
        return [_timer(r) for r in self.db.execute(query.order_by(timers.c.due_at, timers.c.id).limit(limit))]

    def finish(self, timer_id: int, now: datetime) -> bool:
        """Mark a timer as rung; False when somebody else did."""
        where = (timers.c.id == timer_id) & (timers.c.state == PENDING)
        return self.db.execute(update(timers).where(where).values(state=DONE, finished_at=now)).rowcount == 1

    def set_aside(self, timer_id: int, error: str) -> None:
        """Keep a timer that cannot be rung, and say why."""
        self.db.execute(update(timers).where(timers.c.id == timer_id).values(state=ASIDE, error=error[:500]))

    def next_due(self) -> datetime | None:
        return self.db.execute(select(func.min(timers.c.due_at)).where(timers.c.state == PENDING)).scalar()

    def pending(self, kind: TimerKind, prefix: str) -> list[Timer]:
        query = select(timers).where(
            timers.c.state == PENDING, timers.c.kind == str(kind), timers.c.key.startswith(prefix, autoescape=True)
        )
        return [_timer(r) for r in self.db.execute(query.order_by(timers.c.due_at))]


def _still_wanted(key: str, wanted: dict[str, Ring]) -> bool:
    """A later round of a repeating step lives as long as its first round is wanted."""
    first = key.rpartition(":")[0] + ":0"
    return key in wanted or first in wanted


def _ring_row(ring: Ring) -> dict[str, Any]:
    data = ClockRing(ring.task_id, ring.clock, ring.generation, ring.step, ring.round)
    return _row(ring.key, ring.due_at, data)


def _row(key: str, due_at: datetime, data: TimerData) -> dict[str, Any]:
    task_id = data.task_id if isinstance(data, ClockRing) else None
    kind, stored = data.kind.value, encode_timer(data)
    return {"key": key, "kind": kind, "due_at": due_at, "data": stored, "task_id": task_id, "state": PENDING}


def _timer(row: Any) -> Timer:
    return Timer(row.id, row.key, row.kind, row.due_at, _data(row))


def _data(row: Any) -> TimerData | None:
    try:
        return decode_timer(row.kind, row.data)
    except (KeyError, TypeError, ValueError):  # a kind, or a field of it, of another version
        return None
