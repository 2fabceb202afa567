"""The append-only history, one hash chain a task, and the daily seal over all heads."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, insert, select

from domain.facts.base import GENESIS, Event, Fact, link, seal
from domain.records import decode_fact, encode_fact
from storage.prepared import Statements, once
from storage.rows import history, seals

_TASK = history.c.task_id == bindparam("of_task")
_STORY = once(select(history).where(_TASK).order_by(history.c.seq))
_EVENT = once(select(history).where(_TASK, history.c.seq == bindparam("of_seq")))
_HEAD = once(select(history.c.seq, history.c.hash).where(_TASK).order_by(history.c.seq.desc()).limit(1))
_APPEND = once(insert(history))
_LAST = select(history.c.task_id, func.max(history.c.seq).label("seq")).group_by(history.c.task_id).subquery()
_HEADS = select(history.c.task_id, history.c.seq, history.c.hash).join(
    _LAST, (history.c.task_id == _LAST.c.task_id) & (history.c.seq == _LAST.c.seq)
)


class HistoryRepository:
    """Appends and reads; the database itself refuses to change or delete a row."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def append(self, task_id: int, fact: Fact, actor_id: int | None, now: datetime) -> Event:
        """Add the next link of the task's chain."""
        last = self.db.execute(_HEAD, {"of_task": task_id}).first()
        seq, prev = (last.seq + 1, last.hash) if last else (1, GENESIS)
        data = encode_fact(fact)
        made = link(prev, task_id, seq, now, actor_id, fact.name, data)
        row = {"task_id": task_id, "seq": seq, "at": now, "actor_id": actor_id, "name": fact.name, "data": data}
        self.db.execute(_APPEND, row | {"prev_hash": prev, "hash": made})
        return Event(task_id, seq, now, actor_id, fact, prev, made)

    def of(self, task_id: int) -> list[Event]:
        return [_event(r) for r in self.db.execute(_STORY, {"of_task": task_id})]

    def get(self, task_id: int, seq: int) -> Event | None:
        row = self.db.execute(_EVENT, {"of_task": task_id, "of_seq": seq}).first()
        return _event(row) if row else None

    def seal(self, day: str, now: datetime) -> None:
        """Seal the heads of all chains for a day, once."""
        if self.db.execute(select(seals.c.day).where(seals.c.day == day)).first():
            return
        heads = self._heads()
        made = seal(day, now, heads, self._last_seal())
        self.db.execute(insert(seals).values(day=day, at=now, heads=json.dumps(heads), seal=made))

    def _heads(self) -> list[tuple[int, int, str]]:
        return sorted((r.task_id, r.seq, r.hash) for r in self.db.execute(_HEADS))

    def _last_seal(self) -> str:
        return self.db.execute(select(seals.c.seal).order_by(seals.c.day.desc()).limit(1)).scalar() or GENESIS


def _event(row: Any) -> Event:
    return Event(row.task_id, row.seq, row.at, row.actor_id, decode_fact(row.name, row.data), row.prev_hash, row.hash)


def verify(db: Connection) -> Iterator[str]:
    """Every fault found in the chains and the seals, as sentences; nothing when all is unbroken."""
    yield from _verify_chains(db)
    yield from _verify_seals(db)


def _verify_chains(db: Connection) -> Iterator[str]:
    task, seq, prev = -1, 0, GENESIS
    for row in db.execute(select(history).order_by(history.c.task_id, history.c.seq)):
        if row.task_id != task:
            task, seq, prev = row.task_id, 0, GENESIS
        if row.seq != seq + 1:
            yield f"task {row.task_id}: events {seq + 1} to {row.seq - 1} are missing"
        if row.prev_hash != prev:
            yield f"task {row.task_id}, event {row.seq}: does not follow the event before it"
        if row.hash != link(row.prev_hash, row.task_id, row.seq, row.at, row.actor_id, row.name, row.data):
            yield f"task {row.task_id}, event {row.seq}: was changed after it was written"
        seq, prev = row.seq, row.hash


def _verify_seals(db: Connection) -> Iterator[str]:
    prev = GENESIS
    for row in db.execute(select(seals).order_by(seals.c.day)):
        heads = _heads_of(row)
        if heads is None or row.seal != seal(row.day, row.at, heads, prev):
            yield f"seal of {row.day}: was changed after it was written"
        yield from _verify_heads(db, row.day, heads or [])
        prev = row.seal


def _heads_of(row: Any) -> list[tuple[int, int, str]] | None:
    """The heads a seal holds; None when what stands there can be none."""
    try:
        return [(task_id, seq, hash_) for task_id, seq, hash_ in json.loads(row.heads)]
    except (TypeError, ValueError):
        return None


def _verify_heads(db: Connection, day: str, heads: list[tuple[int, int, str]]) -> Iterator[str]:
    for task_id, seq, hash_ in heads:
        where = (history.c.task_id == task_id) & (history.c.seq == seq)
        if db.execute(select(history.c.hash).where(where)).scalar() != hash_:
            yield f"seal of {day}: task {task_id}, event {seq} is not what was sealed"
