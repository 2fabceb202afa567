"""Units that are asked for at the same time: one commit, and each as whole as alone."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from domain.errors import Refusal
from domain.model.people import Member
from domain.model.value import replace
from domain.ports.store import Store
from jobs.together import AT_ONCE, Together
from storage.prepared import Statements
from storage.unit import Database
from tests.storage.conftest import People
from tests.storage.test_transactions import count, file_of

_running: set[asyncio.Task[None]] = set()


def _start(work: Coroutine[Any, Any, None]) -> None:
    _running.add(asyncio.ensure_future(work))


@pytest.fixture
def together(db: Database) -> Together:
    """Units on the database."""
    return Together(db.write, _start)


def _begun_and_ended(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    found: list[str] = []
    usual = Statements.exec_driver_sql
    monkeypatch.setattr(Statements, "exec_driver_sql", lambda self, text: (found.append(text), usual(self, text))[1])
    return found


async def test_they_are_committed_as_one_in_their_order(
    db: Database, together: Together, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_of(db)
    found = _begun_and_ended(monkeypatch)
    units = (together.write(count) for _ in range(AT_ONCE + 1))
    assert await asyncio.gather(*units) == list(range(1, AT_ONCE + 2))
    assert found == ["BEGIN IMMEDIATE", "COMMIT"] * 2


async def test_one_that_fails_among_them_harms_none_and_each_has_its_effect_once(
    db: Database, together: Together
) -> None:
    def refused(store: Store) -> None:
        count(store)
        raise Refusal("no-team")

    def broken(store: Store) -> None:
        store.members.add(Member(0, 5, "x"))
        raise ZeroDivisionError

    units = map(together.write, (count, refused, count, broken, count))
    found = await asyncio.gather(*units, return_exceptions=True)
    assert [type(one) if isinstance(one, Exception) else one for one in found] == [1, Refusal, 2, ZeroDivisionError, 3]
    assert db.read_now(lambda s: (s.meta.get("n"), s.members.by_telegram(5))) == ("3", None)


async def test_what_cannot_be_committed_together_is_tried_alone(
    db: Database, together: Together, monkeypatch: pytest.MonkeyPatch
) -> None:
    file_of(db)
    usual, left = Statements.exec_driver_sql, ["COMMIT"]

    def once_full(self: Statements, text: str) -> None:
        if text in left:
            left.remove(text)
            raise OSError
        usual(self, text)

    monkeypatch.setattr(Statements, "exec_driver_sql", once_full)
    assert await asyncio.gather(*(together.write(count) for _ in range(3))) == [1, 2, 3]
    assert db.read_now(lambda s: s.meta.get("n")) == "3"


async def test_what_was_asked_for_is_done_whoever_stops_waiting(db: Database, together: Together) -> None:
    def fails(store: Store) -> None:
        count(store)
        raise ZeroDivisionError

    units = [asyncio.create_task(together.write(work)) for work in (count, fails, count, count)]
    await asyncio.sleep(0)
    for unit in units[:3]:
        unit.cancel()
    found = await asyncio.gather(*units, return_exceptions=True)
    assert found[3] == 3
    assert all(isinstance(one, asyncio.CancelledError) for one in found[:3])
    assert await together.write(count) == 4


async def test_one_whose_task_somebody_saved_first_is_run_again(
    db: Database, together: Together, people: People
) -> None:
    number = db.write_now(lambda s: s.tasks.add(people.task())).id
    tries: list[int] = []

    def stale(store: Store) -> int:
        tries.append(1)
        task = store.tasks.get(number)
        assert task is not None
        was = replace(task, version=task.version - (len(tries) == 1), returns=task.returns + 1)
        return store.tasks.save(was).returns

    units = (together.write(count), together.write(stale), together.write(count))
    assert await asyncio.gather(*units) == [1, 1, 2]
    assert db.read_now(lambda s: s.tasks.get(number).returns) == 1


async def test_later_ones_go_later_and_see_what_came_before(together: Together) -> None:
    first = asyncio.create_task(together.write(count))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    second = asyncio.create_task(together.write(count))
    assert [await first, await second] == [1, 2]
