"""Forgetting: what left, rang or was handled long ago goes, a slice in a unit; whatever may still be asked for stays."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.model.clocks import CommitmentKind
from domain.model.daily_timers import DigestOf
from domain.model.post import Place
from domain.model.tasks import Status
from domain.model.timer_kinds import TimerData
from domain.model.timers import ClockRing, Seal
from domain.model.value import replace
from domain.ports.post import Result, State
from domain.ports.store import Store
from jobs import pruning
from jobs.pruning import Pruner
from storage.unit import Database
from tests.domain.office import MONDAY
from tests.storage.conftest import People, Raw

KEEP = timedelta(days=90)
OLD, NOW = MONDAY - timedelta(days=100), MONDAY


class Clock:
    """It is Monday morning."""

    def now(self) -> datetime:
        return NOW

    def wall(self, moment: datetime) -> datetime:
        return moment


async def prune(db: Database) -> None:
    """What the bot does four times a day."""
    await Pruner(db, Clock(), KEEP).run()


def promised(db: Database, at: datetime, outcome: State | None, lane: int = 2, settled: datetime | None = None) -> None:
    """A message of that moment, and what became of it."""

    def work(store: Store) -> None:
        place = Place(member_id=lane)
        store.outbox.put(
            place, Sentence("joined", {}), now=at, urgency=Urgency.NORMAL, not_before=None, key=None, task_id=None
        )
        if outcome is not None:
            rows = store.outbox.claim("a", settled or at, at + timedelta(days=200), [], 100)
            store.outbox.record([row.id for row in rows], "a", settled or at, Result(outcome, 5))

    db.write_now(work)


def rang(db: Database, key: str, at: datetime, data: TimerData) -> None:
    """A timer that rang at that moment."""

    def work(store: Store) -> None:
        store.timers.add(key, at, data)
        [timer] = store.timers.due(at, 10)
        store.timers.finish(timer.id, at)

    db.write_now(work)


async def test_messages_that_were_settled_long_ago_are_forgotten_and_no_others(db: Database, raw: Raw) -> None:
    for outcome in (State.SENT, State.DROPPED, State.FAILED, State.PARKED):
        promised(db, OLD, outcome)
    promised(db, OLD, State.SENT, settled=NOW - timedelta(days=1))
    promised(db, NOW - timedelta(days=80), State.SENT)
    promised(db, OLD, None)
    await prune(db)
    assert [state for (state,) in raw.rows("SELECT state FROM outbox ORDER BY id")] == [
        "parked", "sent", "sent", "pending",
    ]  # fmt: skip


@pytest.mark.parametrize("at_once", [1, 2, 3, 1000])
async def test_all_of_it_goes_however_small_the_slices_are(
    db: Database, raw: Raw, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(pruning, "PRUNED_AT_ONCE", at_once)
    promised(db, OLD, State.PARKED)
    for n in range(5):
        promised(db, OLD, State.SENT)
        rang(db, f"seal:{n}", OLD, Seal())  # all at one moment, as one unit rings many
    db.write_now(lambda s: s.inbox.store([(n, "{}") for n in range(5)], OLD))
    db.write_now(lambda s: [s.inbox.done(n, OLD) for n in range(5)])
    await prune(db)
    left = [raw.rows(f"SELECT count(*) FROM {table}")[0][0] for table in ("outbox", "timers", "inbox")]
    assert left == [1, 0, 0]


async def test_what_rang_for_a_task_is_known_as_long_as_it_is_open_or_can_be_reopened(
    db: Database, raw: Raw, people: People
) -> None:
    closed = {"open": None, "closed": NOW - timedelta(days=80), "long closed": OLD}
    for at in closed.values():
        task = db.write_now(lambda s: s.tasks.add(people.task()))
        if at is not None:
            db.write_now(lambda s, of=task, at=at: s.tasks.save(replace(of, status=Status.DONE, closed_at=at)))
        ring = ClockRing(task.id, CommitmentKind.FINISH, 1, "0")
        rang(db, ring.key, OLD, ring)
    rang(db, "digest:1:a", OLD, DigestOf(1))
    rang(db, "digest:1:b", NOW - timedelta(days=80), DigestOf(1))
    await prune(db)
    assert [key for (key,) in raw.rows("SELECT key FROM timers ORDER BY id")] == [
        "clock:1:finish:1:0:0", "clock:2:finish:1:0:0", "digest:1:b",
    ]  # fmt: skip
