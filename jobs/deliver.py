"""The courier: takes what is promised from the outbox under a lease, has it rendered and sent, records the answer."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from domain.errors import ClockError, PassingError
from domain.ports.messenger import Delivery, Failure, Messenger, Parcel
from domain.ports.post import Outgoing
from domain.ports.store import Clock, Store, Transactions
from domain.unit import Unit
from domain.usecases.post import deliver
from jobs.pacing import Pace, Pacer
from jobs.scheduler import Alarm

log = structlog.get_logger("duban.deliver")


@dataclass(frozen=True, slots=True)
class CourierSettings:
    """How long a lease lasts (seconds; longer than a send can take), how many sends are in flight, and the pace."""

    lease: float = 60.0
    in_flight: int = 16
    pace: Pace = field(default_factory=Pace)


class Courier:
    """One loop that claims and hands out; sends run beside each other, one a lane at a time."""

    def __init__(
        self, db: Transactions, clock: Clock, unit: Callable[[Store, datetime], Unit], messenger: Messenger,
        alarm: Alarm, settings: CourierSettings,
    ) -> None:  # fmt: skip
        self.db, self.clock, self.unit, self.messenger, self.alarm = db, clock, unit, messenger, alarm
        self.settings = settings
        self.pacer = Pacer(settings.pace)
        self.owner = secrets.token_hex(8)
        self._wake = asyncio.Event()
        self._sending: dict[str, asyncio.Task[None]] = {}

    def wake(self) -> None:
        """Something was promised."""
        self._wake.set()

    @property
    def idle(self) -> bool:
        """Nothing is on its way."""
        return not self._sending

    async def sweep(self) -> None:
        """The alarm's way to wake the courier."""
        self.wake()

    async def run(self) -> None:
        """Work until cancelled; an error of one round is logged and the next round comes."""
        while True:
            self._wake.clear()
            try:
                if not await self._round():
                    await self._rest()
            except asyncio.CancelledError:
                raise
            except PassingError as error:
                log.info("nothing is sent now", reason=str(error))
                await asyncio.sleep(1)
            except Exception:
                log.exception("courier round failed")
                await asyncio.sleep(1)

    async def stop(self, seconds: float = 8.0) -> None:
        """Let what is on its way arrive."""
        if self._sending:
            await asyncio.wait(list(self._sending.values()), timeout=seconds)

    async def _round(self) -> bool:
        """Claim what is due and start sending it; True when anything was claimed."""
        free = self.settings.in_flight - len(self._sending)
        if free <= 0:
            return False
        now, lease = self.clock.now(), timedelta(seconds=self.settings.lease)
        busy = [*self._sending, *self.pacer.waiting(self._time())]
        batches = await self.db.write(lambda s: deliver.claim(self.unit(s, now), self.owner, lease, busy, free))
        for batch in batches:
            self._start(batch)
        return bool(batches)

    def _start(self, batch: list[Outgoing]) -> None:
        lane = batch[0].lane
        task = asyncio.create_task(self._carry(batch))
        self._sending[lane] = task
        task.add_done_callback(lambda _: self._finished(lane))

    def _finished(self, lane: str) -> None:
        self._sending.pop(lane, None)
        self.wake()

    async def _carry(self, batch: list[Outgoing]) -> None:
        """Render, send and record one message; whatever goes wrong is recorded, never raised."""
        try:
            began = self.clock.now()
            parcel = await self.db.read(lambda s: self.messenger.render(s, batch))
        except PassingError:  # the lease runs out, and it is tried again
            return None
        except Exception as error:
            log.exception("message could not be rendered", row=batch[0].id, kind=batch[0].message.name)
            refused = Delivery(0, failure=Failure.REFUSED, error=f"{type(error).__name__}: {error}")
            return await self._record(batch, Parcel(0, None), refused, began)
        if parcel is None:
            return await self.db.write(lambda s: deliver.drop(self.unit(s, began), batch, self.owner))
        await asyncio.sleep(self.pacer.take(self._time()))
        answer = await self.messenger.send(parcel, batch)
        self._pace_after(batch[0], answer)
        return await self._record(batch, parcel, answer, began)

    def _pace_after(self, row: Outgoing, answer: Delivery) -> None:
        self.pacer.sent(row.lane, self._time(), group=row.place.member_id is None)
        if answer.failure is Failure.SLOW_DOWN:
            self.pacer.slow_down(row.lane, self._time(), answer.seconds or 1)

    async def _record(self, batch: list[Outgoing], parcel: Parcel, answer: Delivery, began: datetime) -> None:
        now, owner = self._now_or(began), self.owner
        await self.db.write(lambda s: deliver.record(self.unit(s, now), batch, owner, parcel, answer))
        log.info(
            "delivered" if answer.failure is None else "not delivered",
            row=batch[0].id, kind=batch[0].message.name, merged=len(batch), tries=batch[0].attempts,
            failure=answer.failure and answer.failure.value, said=answer.error or None,
        )  # fmt: skip

    def _now_or(self, began: datetime) -> datetime:
        """What was sent is recorded, though the clock jumped meanwhile."""
        try:
            return self.clock.now()
        except ClockError:
            return began

    async def _rest(self) -> None:
        """Sleep until something is promised, falls due, or a waiting chat is free."""
        if not self._sending:
            due = await self.db.read(lambda s: s.outbox.next_due())
            if due is not None and due > self.clock.now():
                self.alarm.at("outbox", due, self.sweep)
        timeout = self.pacer.next_free(self._time())
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(timeout):  # wait_for loses an order to stop that comes with the waking
                await self._wake.wait()

    def _time(self) -> float:
        return asyncio.get_running_loop().time()
