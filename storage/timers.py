"""Timers: the future as rows, each with a unique key."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, func, insert, select, tuple_, update

from domain.model.timer_kinds import TimerData, TimerKind
from domain.model.timers import OfTask, Rings
from domain.ports.timers import Rung, Timer
from domain.records import decode_timer, encode_timer
from storage.prepared import Statements, among, literally, numbers, once
from storage.rows import tasks, timers
from storage.types import Moment

PENDING, DONE, ASIDE = "pending", "done", "aside"

_ID, _WAITS = timers.c.id == bindparam("of_id"), timers.c.state == literally(PENDING)[0]
# By name is looked for what stands for itself; the many steps of clocks are found by their task, and have no index for it.
_NAMED = and_(
    _WAITS,
    timers.c.kind != literally(TimerKind.CLOCK)[0],
    timers.c.kind == bindparam("of_kind"),
    timers.c.key.startswith(bindparam("prefix"), autoescape=False, escape="/"),
)
_OF_TASK = once(
    select(timers.c.id, timers.c.key, timers.c.state, timers.c.due_at).where(timers.c.task_id == bindparam("of_task"))
)
_BY_KEY = once(select(timers.c.id).where(timers.c.key == bindparam("of_key")))
_FOUND = once(select(timers).where(_WAITS, timers.c.key == bindparam("of_key")))
_WAITING = once(
    select(timers).where(_WAITS, timers.c.task_id == bindparam("of_task")).order_by(timers.c.due_at, timers.c.id)
)
_ADD = once(insert(timers))
_CHANGE = once(update(timers).where(_ID))
_DROP_THESE = once(delete(timers).where(among(timers.c.id, "ids")))
_DROP = once(delete(timers).where(_NAMED))
_PENDING = once(select(timers).where(_NAMED).order_by(timers.c.due_at))
_DUE = once(
    select(timers)
    .where(_WAITS, timers.c.due_at <= bindparam("now"))
    .order_by(timers.c.due_at, timers.c.id)
    .limit(bindparam("most"))
)
_FINISH = once(update(timers).where(_ID, _WAITS))
_NEXT = once(select(func.min(timers.c.due_at)).where(_WAITS))
# What recurs for its own sake: its key holds the day, and nobody asks for that day again.
_STANDING = (TimerKind.DIGEST, TimerKind.WORKLISTS, TimerKind.AFTERNOONS, TimerKind.SEAL, TimerKind.REACH)
_OVER = case(
    (timers.c.task_id.is_(None), timers.c.kind.in_(literally(*_STANDING))),
    else_=tasks.c.closed_at < bindparam("before"),
)
_RUNG = once(
    select(timers.c.id, timers.c.finished_at, _OVER.label("over"))
    .select_from(timers.outerjoin(tasks, tasks.c.id == timers.c.task_id))
    .where(
        timers.c.state == literally(DONE)[0],
        timers.c.finished_at < bindparam("before"),
        tuple_(timers.c.finished_at, timers.c.id) > tuple_(bindparam("at", type_=Moment), bindparam("after")),
    )
    .order_by(timers.c.finished_at, timers.c.id)
    .limit(bindparam("most"))
)
_BEGINNING = datetime.min.replace(tzinfo=UTC), 0


class TimersRepository:
    """A row moves from pending to done in the same transaction as what its ringing does."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def sync(self, task_id: int, rings: Rings, *, new: bool = False) -> None:
        """Make the pending timers of a task exactly these, at their moments; what already rang stays as it was.

        A `new` task has none yet.
        """
        wanted = {ring.key: (ring, due) for ring, due in rings.items()}
        known = {} if new else {row.key: row for row in self.db.execute(_OF_TASK, {"of_task": task_id})}
        stale = [r.id for k, r in known.items() if r.state == PENDING and not _still_wanted(k, wanted)]
        if stale:
            self.db.execute(_DROP_THESE, {"ids": numbers(stale)})
        fresh = [_row(key, due, ring) for key, (ring, due) in wanted.items() if key not in known]
        if fresh:
            self.db.execute(_ADD, fresh)
        for key, (_, due) in wanted.items():
            if key in known and known[key].state == PENDING and known[key].due_at != due:
                self.db.execute(_CHANGE, {"of_id": known[key].id, "due_at": due})

    def add(self, key: str, due_at: datetime, data: TimerData) -> bool:
        """Add a timer unless its key has one, pending or done; True when added."""
        if self.db.execute(_BY_KEY, {"of_key": key}).first():
            return False
        self.db.execute(_ADD, _row(key, due_at, data))
        return True

    def drop(self, kind: TimerKind, prefix: str) -> None:
        """Take pending timers of a kind away."""
        self.db.execute(_DROP, {"of_kind": str(kind), "prefix": _literally(prefix)})

    def due(self, now: datetime, limit: int) -> list[Timer]:
        return [_timer(r) for r in self.db.execute(_DUE, {"now": now, "most": limit})]

    def finish(self, timer_id: int, now: datetime) -> bool:
        """Mark a timer as rung; False when somebody else did."""
        done = {"of_id": timer_id, "state": DONE, "finished_at": now}
        return self.db.execute(_FINISH, done).rowcount == 1

    def set_aside(self, timer_id: int, error: str) -> None:
        """Keep a timer that cannot be rung, and say why."""
        self.db.execute(_CHANGE, {"of_id": timer_id, "state": ASIDE, "error": error[:500]})

    def prune(self, before: datetime, after: Rung | None, most: int) -> Rung | None:
        """Look at some of the timers that rang before then, and forget what can never be asked for again: what stands for
        itself, and what belongs to a task that was closed before then. Returns after which to go on, if any is left."""
        at, last = after or _BEGINNING
        rung = self.db.execute(_RUNG, {"before": before, "at": at, "after": last, "most": most}).all()
        self.db.execute(_DROP_THESE, {"ids": numbers(row.id for row in rung if row.over)})
        return (rung[-1].finished_at, rung[-1].id) if len(rung) == most else None

    def next_due(self) -> datetime | None:
        due: datetime | None = self.db.execute(_NEXT).scalar()
        return due

    def pending(self, kind: TimerKind, prefix: str) -> list[Timer]:
        return [_timer(r) for r in self.db.execute(_PENDING, {"of_kind": str(kind), "prefix": _literally(prefix)})]

    def find(self, key: str) -> Timer | None:
        """The pending timer of that key."""
        row = self.db.execute(_FOUND, {"of_key": key}).first()
        return _timer(row) if row else None

    def of_task(self, task_id: int) -> list[Timer]:
        """The pending timers of a task."""
        return [_timer(r) for r in self.db.execute(_WAITING, {"of_task": task_id})]


def _literally(text: str) -> str:
    """A text as a pattern that means its characters."""
    return re.sub("([/%_])", r"/\1", text)


def _still_wanted(key: str, wanted: Collection[str]) -> bool:
    """A later round of a repeating step lives as long as its first round is wanted."""
    first = key.rpartition(":")[0] + ":0"
    return key in wanted or first in wanted


def _row(key: str, due_at: datetime, data: TimerData) -> dict[str, Any]:
    task_id = data.task_id if isinstance(data, OfTask) else None
    kind, stored = data.kind.value, encode_timer(data)
    return {"key": key, "kind": kind, "due_at": due_at, "data": stored, "task_id": task_id, "state": PENDING}


def _timer(row: Any) -> Timer:
    return Timer(row.id, row.key, row.kind, row.due_at, _data(row))


def _data(row: Any) -> TimerData | None:
    try:
        return decode_timer(row.kind, row.data)
    except (KeyError, TypeError, ValueError):  # a kind, or a field of it, of another version
        return None
