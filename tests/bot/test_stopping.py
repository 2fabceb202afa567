"""Told to stop, the bot stops, whatever is happening at that moment."""

from __future__ import annotations

import asyncio
from typing import Any, cast

import pytest

from jobs.deliver import Courier, CourierSettings


class Nothing:
    """A database in which nothing waits."""

    async def read(self, _work: object) -> None:
        return None

    async def write(self, _work: object) -> list[object]:
        return []


class Clock:
    def now(self) -> None:
        return None


@pytest.mark.timeout(10)
async def test_a_courier_told_to_stop_as_something_is_promised_stops() -> None:
    """The waking and the order to stop arrive together, while a chat that was just written to has to wait."""
    nobody = cast(Any, None)
    courier = Courier(cast(Any, Nothing()), cast(Any, Clock()), nobody, nobody, nobody, CourierSettings())
    courier.pacer.sent("group", asyncio.get_running_loop().time() + 60, group=True)
    running = asyncio.create_task(courier.run())
    await asyncio.sleep(0.05)
    courier.wake()
    await asyncio.sleep(0)
    running.cancel()
    done, _ = await asyncio.wait([running], timeout=2)
    still = running not in done
    running.cancel()
    assert not still
