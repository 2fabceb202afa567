"""APScheduler as the hand that rings: one job at the earliest due moment, a slow sweep beside it. It remembers nothing."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.date import DateTrigger
from apscheduler.triggers.interval import IntervalTrigger

from domain.ports.store import Clock

Job = Callable[[], Coroutine[Any, Any, None]]


class Alarm:
    """Rings a job at the earliest moment asked for, and every `sweep` seconds whatever happens."""

    def __init__(self, clock: Clock, sweep: float) -> None:
        self.clock = clock
        self.sweep = sweep
        # A job that is late still runs, once: nothing may be dropped because the machine was busy or asleep.
        defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        self._scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
        self._armed: dict[str, datetime] = {}

    def start(self) -> None:
        """Begin to ring."""
        self._scheduler.start()

    def stop(self) -> None:
        """Ring no more."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def every(self, name: str, job: Job, seconds: float | None = None) -> None:
        """Run a job every so many seconds."""
        trigger = IntervalTrigger(seconds=seconds or self.sweep, timezone=UTC)
        self._scheduler.add_job(job, trigger, id=f"every-{name}", replace_existing=True)

    def at(self, name: str, moment: datetime | None, job: Job) -> None:
        """Run a job when the clock shows `moment`, replacing what was armed under this name; None disarms."""
        if moment is None:
            if self._armed.pop(name, None) and self._scheduler.get_job(f"at-{name}"):
                self._scheduler.remove_job(f"at-{name}")
            return
        self._armed[name] = moment
        trigger = DateTrigger(self.clock.wall(moment), timezone=UTC)
        self._scheduler.add_job(job, trigger, id=f"at-{name}", replace_existing=True)
