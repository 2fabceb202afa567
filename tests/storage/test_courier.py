"""A unit of work in which the courier has its part: what becomes of the one where the other fails."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn, cast

import pytest
from structlog.testing import capture_logs

from domain.errors import Refusal
from domain.ports.store import MetaKey, Store
from jobs.deliver import Courier, CourierSettings
from storage.unit import Database
from tests.domain.office import MONDAY


class Clock:
    def now(self) -> datetime:
        return MONDAY


def broken(_store: Store, _now: datetime) -> NoReturn:
    raise RuntimeError("a fault of the courier's")


@pytest.fixture
def courier(db: Database) -> Courier:
    nobody = cast(Any, None)
    return Courier(db, cast(Any, Clock()), broken, nobody, nobody, CourierSettings())


async def test_a_fault_of_the_couriers_is_none_of_the_works(db: Database, courier: Courier) -> None:
    times = []

    def work(store: Store) -> str:
        times.append(store.meta.get(MetaKey.HOLDS))
        store.meta.set(MetaKey.HOLDS, "{}")
        return "done"

    with capture_logs() as logged:
        assert await courier.write(work) == "done"
    assert times == [None, None], "it was done again from the start"
    assert db.read_now(lambda s: s.meta.get(MetaKey.HOLDS)) == "{}"
    assert [line["event"] for line in logged] == ["courier round failed"]
    assert isinstance(logged[0]["exc_info"], RuntimeError)


async def test_work_that_is_refused_is_done_once(courier: Courier) -> None:
    times = []

    def work(_store: Store) -> NoReturn:
        times.append(1)
        raise Refusal("state")

    with pytest.raises(Refusal):
        await courier.write(work)
    assert times == [1]
    assert courier.idle
