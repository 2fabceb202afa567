"""Due timers, rung one unit of work each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from domain.ports.store import Clock, Store, Timer, Transactions
from domain.unit import Unit
from domain.usecases.clocks.timers import ring
from jobs.scheduler import Alarm

_BATCH = 50
log = structlog.get_logger("duban.tick")


class Ticker:
    """Rings what is due and arms the alarm for what comes next."""

    def __init__(
        self,
        db: Transactions,
        clock: Clock,
        unit: Callable[[Store, datetime], Unit],
        alarm: Alarm,
        rang: Callable[[], None],
    ) -> None:
        self.db, self.clock, self.unit, self.alarm, self.rang = db, clock, unit, alarm, rang
        self._one_at_a_time = asyncio.Lock()

    async def run(self) -> None:
        """Ring everything that is due now, in the order of its moments."""
        async with self._one_at_a_time:
            while due := await self.db.read(lambda s: s.timers.due(self.clock.now(), _BATCH)):
                for timer in due:
                    await self._ring(timer)
                self.rang()
        await self.arm()

    async def arm(self) -> None:
        """Set the alarm to the next due moment."""
        self.alarm.at("timers", await self.db.read(lambda s: s.timers.next_due()), self.run)

    async def _ring(self, timer: Timer) -> None:
        """One timer, one unit; a timer that cannot be rung is set aside and does not hold up its neighbours."""
        now = self.clock.now()
        try:
            await self.db.write(lambda s: ring(self.unit(s, now), timer))
        except Exception as error:
            log.exception("timer set aside", timer=timer.id, kind=timer.kind)
            reason = f"{type(error).__name__}: {error}"
            await self.db.write(lambda s: s.timers.set_aside(timer.id, reason))
        else:
            log.info("rang", timer=timer.id, kind=timer.kind, late=round((now - timer.due_at).total_seconds()))
