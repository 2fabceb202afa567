"""Due timers, rung as many in one unit of work as it may take, each undone alone where it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from time import monotonic

import structlog

from domain.errors import PassingError, StaleError
from domain.model.value import value
from domain.ports.store import Clock, Store, Transactions
from domain.ports.timers import Timer
from domain.unit import Unit
from domain.usecases.clocks.timers import ring
from jobs.scheduler import Alarm

_BATCH = 20  # about as many as a unit has time for: those beyond would be read for nothing
_LONGEST = 0.03  # seconds after which a unit takes no further timer: others wait for the writer
log = structlog.get_logger("duban.tick")


@value
class Rung:
    """A timer that rang, or the fault because of which it was set aside."""

    timer: Timer
    at: datetime
    error: Exception | None = None


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
        """Ring everything that is due now, in the order of its moments, and set the alarm to the next."""
        async with self._one_at_a_time:
            while await self.arm():
                for rung in await self.db.write(self._ring_some):
                    _tell(rung)
                self.rang()

    async def arm(self) -> bool:
        """Set the alarm to the next due moment; True when it is here already."""
        return self.arm_at(await self.db.glance(lambda s: s.timers.next_due()))

    def arm_at(self, due: datetime | None) -> bool:
        """The same where somebody has looked."""
        if due is not None and due <= self.clock.now():
            return True
        self.alarm.at("timers", due, self.run)
        return False

    def _ring_some(self, store: Store) -> list[Rung]:
        """As many timers as a unit may take; one that cannot be rung is undone alone and set aside."""
        unit, rung, began = self.unit(store, self.clock.now()), [], monotonic()
        for timer in store.timers.due(unit.now, _BATCH):
            rung.append(self._ring(unit, timer))
            if monotonic() - began > _LONGEST:
                break
        return rung

    def _ring(self, unit: Unit, timer: Timer) -> Rung:
        try:
            with unit.store.part():
                ring(unit, timer)
        except (StaleError, PassingError):
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the timer is set aside with it
            unit.store.timers.set_aside(timer.id, f"{type(error).__name__}: {error}")
            return Rung(timer, unit.now, error)
        return Rung(timer, unit.now)


def _tell(rung: Rung) -> None:
    timer = rung.timer
    if rung.error is not None:
        log.error("timer set aside", timer=timer.id, kind=timer.kind, exc_info=rung.error)
    else:
        log.info("rang", timer=timer.id, kind=timer.kind, late=round((rung.at - timer.due_at).total_seconds()))
