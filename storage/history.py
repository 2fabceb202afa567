"""The append-only history, one hash chain a task, and the daily seal over all heads.

A seal is made in slices, each a row and a link of the chain of seals: `2026-11-29`, `2026-11-29/002`. It holds the heads that
no seal holds yet; those of the days before stand under it, because every seal covers the one before it.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, insert, select, update

from domain.facts.base import GENESIS, Event, Fact, link, seal
from domain.records import decode_fact, encode_fact
from storage.prepared import Statements, among, numbers, once
from storage.rows import history, seals, tasks
from storage.words import Words

_TASK = history.c.task_id == bindparam("of_task")
# What an event is read from; the links of its chain are only written and verified.
EVENT = tuple(history.c[name] for name in ("task_id", "seq", "at", "actor_id", "name", "data"))
_TOLD = select(*EVENT)
_STORY = once(_TOLD.where(_TASK).order_by(history.c.seq))
_STORIES = once(_TOLD.where(among(history.c.task_id, "tasks")).order_by(history.c.task_id, history.c.seq))
_EVENT = once(_TOLD.where(_TASK, history.c.seq == bindparam("of_seq")))
_HEAD = once(select(history.c.seq, history.c.hash).where(_TASK).order_by(history.c.seq.desc()).limit(1))
_APPEND = once(insert(history), known=True)
_CHAIN = history.alias()
_LAST = select(func.max(_CHAIN.c.seq)).where(_CHAIN.c.task_id == tasks.c.id).scalar_subquery()
_HEADS = once(
    select(tasks.c.id, tasks.c.sealed, history.c.seq, history.c.hash)
    .select_from(tasks)
    .outerjoin(history, and_(history.c.task_id == tasks.c.id, history.c.seq == _LAST))
    .where(tasks.c.id > bindparam("after"))
    .order_by(tasks.c.id)
    .limit(bindparam("most"))
)
_SEALED = once(update(tasks).where(tasks.c.id == bindparam("of_task")))
_SEAL = once(insert(seals))
_ALL = 1_000_000
_LAST_SEAL = once(select(seals.c.day, seals.c.seal).order_by(seals.c.day.desc()).limit(1))
_SEALED_ON = once(select(seals.c.day).where(seals.c.day == bindparam("of_day")))


class HistoryRepository:
    """Appends and reads; the database itself refuses to change or delete a row, so what was read once in a unit stays so."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[tuple[int, int], Event] = {}
        self._stories: dict[int, list[Event]] = {}
        self._heads: dict[int, tuple[int, str]] = {}

    def append(
        self, task_id: int, fact: Fact, actor_id: int | None, now: datetime, *, first: bool = False
    ) -> Event:  # fmt: skip
        """Add the next link of the task's chain; of a new task the first."""
        last, prev = (0, GENESIS) if first else self._head(task_id)
        seq = last + 1
        data = encode_fact(fact)
        made = link(prev, task_id, seq, now, actor_id, fact.name, data)
        row = {"task_id": task_id, "seq": seq, "at": now, "actor_id": actor_id, "name": fact.name, "data": data}
        self.db.execute(_APPEND, row | {"prev_hash": prev, "hash": made})
        self._heads[task_id] = seq, made
        self._stories.pop(task_id, None)
        Words(self.db).of_fact(task_id, seq, fact)
        return Event(task_id, seq, now, actor_id, fact)

    def _head(self, task_id: int) -> tuple[int, str]:
        """The number and the hash of a chain's last link."""
        if task_id not in self._heads:
            last = self.db.execute(_HEAD, {"of_task": task_id}).first()
            self._heads[task_id] = (last.seq, last.hash) if last else (0, GENESIS)
        return self._heads[task_id]

    def of(self, task_id: int) -> list[Event]:
        if task_id not in self._stories:
            self._keep({task_id}, self.db.execute(_STORY, {"of_task": task_id}))
        return list(self._stories[task_id])

    def know(self, task_ids: Iterable[int]) -> None:
        """Read the stories of several tasks at once, to be asked for one by one."""
        missing = set(task_ids) - self._stories.keys()
        if missing:
            self._keep(missing, self.db.execute(_STORIES, {"tasks": numbers(missing)}))

    def _keep(self, task_ids: Collection[int], rows: Iterable[Any]) -> None:
        self._stories.update((task_id, []) for task_id in task_ids)
        for row in rows:
            self._stories[row.task_id].append(event_of(row))

    def get(self, task_id: int, seq: int) -> Event | None:
        if task_id in self._stories:
            return next((event for event in self._stories[task_id] if event.seq == seq), None)
        if (task_id, seq) not in self._known:
            row = self.db.execute(_EVENT, {"of_task": task_id, "of_seq": seq}).first()
            if row is None:
                return None
            self._known[task_id, seq] = event_of(row)
        return self._known[task_id, seq]

    def seal(self, day: str, now: datetime, after: int = 0, most: int = _ALL) -> int | None:
        """Seal for a day, once, what is unsealed of the next tasks, `most` at a time; returns after which to go on, if any."""
        if not after and self.db.execute(_SEALED_ON, {"of_day": day}).first():
            return None
        found = self.db.execute(_HEADS, {"after": after, "most": most}).all()
        heads = [(row.id, row.seq, row.hash) for row in found if row.seq != row.sealed]
        if heads or not after:
            self._write_seal(day, now, heads)
        return int(found[-1].id) if len(found) == most else None

    def _write_seal(self, day: str, now: datetime, heads: list[tuple[int, int, str]]) -> None:
        last = self.db.execute(_LAST_SEAL).first()
        name, prev = (_after(last.day, day), last.seal) if last else (day, GENESIS)
        self.db.execute(
            _SEAL, {"day": name, "at": now, "heads": json.dumps(heads), "seal": seal(name, now, heads, prev)}
        )
        if heads:
            self.db.execute(_SEALED, [{"of_task": task_id, "sealed": seq} for task_id, seq, _ in heads])


def _after(last: str, day: str) -> str:
    """The name of a seal of this day, after the last one: each further slice of a day has a number."""
    of_day, _, slice_ = last.partition("/")
    return f"{day}/{int(slice_ or 1) + 1:03}" if of_day == day else day


def event_of(row: Any) -> Event:
    task_id, seq, at, actor_id, name, data = row
    return Event(task_id, seq, at, actor_id, decode_fact(name, data))


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
