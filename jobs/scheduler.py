"""APScheduler as the hand that rings at the earliest due moment, and slow sweeps beside it. Neither remembers anything."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger

from domain.errors import PassingError
from domain.ports.store import Clock

Job = Callable[[], Coroutine[Any, Any, None]]
log = structlog.get_logger("duban.alarm")


class Alarm:
    """Rings a job at the earliest moment asked for, and every `sweep` seconds whatever happens.

    Sweeps count real seconds and look at no clock: one that jumps or stands still neither piles up missed runs nor puts the
    next one off.
    """

    def __init__(self, clock: Clock, sweep: float) -> None:
        self.clock = clock
        self.sweep = sweep
        # A job that is late still runs, once: nothing may be dropped because the machine was busy or asleep.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        self._armed: dict[str, tuple[datetime, datetime]] = {}
        self._sweeps: list[asyncio.Task[None]] = []
        self._running: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to ring."""
        self._scheduler.start()

    async def stop(self, seconds: float = 8.0) -> None:
        """Ring no more; what is rung is finished."""
        for sweep in self._sweeps:
            sweep.cancel()
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        if self._running:
            await asyncio.wait(self._running, timeout=seconds)
        for late in self._running:
            late.cancel()
        await asyncio.gather(*self._sweeps, *self._running, return_exceptions=True)

    def every(self, name: str, job: Job, seconds: float | None = None) -> None:
        """Run a job every so many seconds."""
        self._sweeps.append(asyncio.create_task(self._repeat(name, job, seconds or self.sweep)))

    def at(self, name: str, moment: datetime | None, job: Job) -> None:
        """Run a job when the clock shows `moment`, replacing what was armed under this name; None disarms."""
        if moment is None:
            if self._armed.pop(name, None) and self._scheduler.get_job(f"at-{name}"):
                self._scheduler.remove_job(f"at-{name}")
            return
        armed = (moment, self.clock.wall(moment))
        if self._armed.get(name) == armed:
            return
        self._armed[name] = armed
        trigger = DateTrigger(armed[1], timezone=UTC)
        self._scheduler.add_job(self._ring, trigger, args=(name, job), id=f"at-{name}", replace_existing=True)

    async def _ring(self, name: str, job: Job) -> None:
        self._armed.pop(name, None)
        self._begin(name, job)

    async def _repeat(self, name: str, job: Job, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            await asyncio.shield(self._begin(name, job))

    def _begin(self, name: str, job: Job) -> asyncio.Task[None]:
        task = asyncio.create_task(_guarded(name, job))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task


async def _guarded(name: str, job: Job) -> None:
    """A job that fails is rung again by the next sweep."""
    try:
        await job()
    except PassingError as error:
        log.info("not now", job=name, reason=str(error))
    except Exception:
        log.exception("job failed", job=name)
