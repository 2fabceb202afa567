"""From Telegram into the inbox, and from the inbox to the handlers. Telegram is told only what is stored."""

from __future__ import annotations

import asyncio
import json
import random
from collections.abc import Callable, Sequence
from typing import Any

import structlog
from telegram import Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application

from bot.boundary import Answer, Arrived, current_update
from bot.edge.account import Account
from bot.edge.gate import Gate
from bot.edge.turns import Turns, Waiting
from bot.edge.updates import BadUpdateError, numbers, problem, row
from bot.office import Office
from bot.registry import ALLOWED_UPDATES
from domain.errors import ClockError, StorageError
from domain.ports.store import Store
from domain.usecases.people.people import notice

log = structlog.get_logger("duban.intake")
_BATCH = 100
_SLOWEST = 60.0
_WINDOW = 1000
_TOGETHER = 8  # as many as `jobs.together` commits as one
_MOST_ATTEMPTS = 20
_REST = 1.0


class Poller:
    """Asks Telegram for updates and stores them; the next question is what confirms them."""

    def __init__(
        self, account: Account, office: Office, stored: Callable[[], None], arrived: Callable[[Sequence[object]], None],
        wait: int = 25,
    ) -> None:  # fmt: skip
        self.account, self.office, self.stored, self.arrived, self.wait = account, office, stored, arrived, wait
        self.offset: int | None = None
        self.healthy = False
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled. The offset starts anew at every start, because update ids may be smaller than before."""
        while True:
            try:
                await self.once(self.wait)
            except asyncio.CancelledError:
                raise
            except ClockError:  # what came is not confirmed and comes again
                await asyncio.sleep(_REST)
            except Exception as error:  # noqa: BLE001 - the loop outlives every fault; each is logged at its change
                await self._after(error)

    async def once(self, wait: int) -> int:
        """One question to Telegram; returns how many updates it held."""
        found = await self.account.raw_updates(offset=self.offset, limit=_BATCH, wait=wait, allowed=ALLOWED_UPDATES)
        await self._store(found)
        if not self.healthy:
            log.info("polling", after_failures=self._failures)
        self.healthy, self._failures = True, 0
        return len(found)

    async def _store(self, found: Sequence[dict[str, Any]]) -> None:
        if not found:
            return None
        self.arrived(found)
        fresh = await store_updates(self.office, found)
        usual, highest = numbers(found)
        self.offset = None if usual is None else usual + 1
        if fresh:
            return self.stored()
        if usual is None:  # what has no usual number comes again until it is confirmed by the one it has
            await self._confirm(highest)
        return None

    async def _confirm(self, number: int | None) -> None:
        await asyncio.sleep(_REST)
        if number is not None and number > 0:
            await self.account.raw_updates(offset=number + 1, limit=1, wait=0, allowed=ALLOWED_UPDATES)

    async def _after(self, error: Exception) -> None:
        """One log line when it breaks, one when it is well again; between them longer and longer waits with jitter."""
        self._failures += 1
        if self.healthy or self._failures == 1:
            log.warning("polling failed", error=type(error).__name__, token_refused=isinstance(error, InvalidToken))
        self.healthy = False
        if isinstance(error, RetryAfter):
            wait = error.retry_after
            return await asyncio.sleep(wait if isinstance(wait, int) else wait.total_seconds())
        longest = min(_SLOWEST, 0.5 * 2 ** min(self._failures, 8))
        return await asyncio.sleep(random.uniform(longest / 2, longest))  # noqa: S311 - jitter, not a secret


async def store_updates(office: Office, found: Sequence[dict[str, Any]]) -> int:
    """Keep raw updates, in one unit; returns how many were new."""
    rows = [row(u) for u in found]
    now = office.clock.now()
    return await office.db.write(lambda s: s.inbox.store(rows, now))


class Worker:
    """Takes updates out of the inbox in the order of their arrival and has each handled as one unit of work."""

    def __init__(
        self, application: Application[Any, Any, Any, Any, Any, Any], office: Office, did: Callable[[], None],
        promised: Callable[[], None], answer: Answer,
    ) -> None:  # fmt: skip
        self.application, self.office, self.did, self.promised = application, office, did, promised
        self.turns = Turns()
        self.gate = Gate(office, self.turns, answer)
        self._wake = asyncio.Event()
        application.add_error_handler(self._keep)

    async def _keep(self, _update: object, context: Any) -> None:
        """What the library would only log."""
        if (arrived := current_update.get()) is not None:
            arrived.fault = context.error

    def wake(self) -> None:
        """Something was stored."""
        self._wake.set()

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            self._wake.clear()
            try:
                await self.drain()
            except asyncio.CancelledError:
                raise
            except ClockError:  # the clock has said so
                await asyncio.sleep(_REST)
                continue
            except Exception:
                log.exception("inbox could not be worked")
                await asyncio.sleep(_REST)
                continue
            await self._wake.wait()

    async def drain(self) -> None:
        """Handle everything that waits, in turn; whatever is stored meanwhile wakes the worker anew."""
        while waiting := await self.office.db.glance(lambda s: s.inbox.waiting(_WINDOW)):
            if await self._round(waiting) == len(waiting) < _WINDOW:
                return

    async def _round(self, waiting: Sequence[Waiting]) -> int:
        """Handle the next of what waits; returns how many that were."""
        turn = self.turns.round(waiting)
        together: list[Waiting] = []
        for done, update in enumerate(turn):
            if await self.gate.refuses(update[0]):
                await self._all(together)
                self.promised()
                return done
            if not self._goes_with(together, update):
                await self._all(together)
                together = []
            together.append(update)
        await self._all(together)
        return len(turn)

    def _goes_with(self, together: Sequence[Waiting], update: Waiting) -> bool:
        """Whether an update can be handled beside these: each is somebody else's, who need not wait for what they did."""
        person = self.turns.sender(update[0]).person
        others = [self.turns.sender(one[0]).person for one in together]
        return person != 0 and len(others) < _TOGETHER and 0 not in others and person not in others

    async def _all(self, together: Sequence[Waiting]) -> None:
        """Handle updates beside each other, so that their units are committed as one (`jobs.together`)."""
        faults = await asyncio.gather(*(self._handle(*one) for one in together), return_exceptions=True)
        if together:
            self.did()
        for fault in faults:
            if fault is not None:
                raise fault

    async def _handle(self, update_id: int, body: str, attempts: int) -> None:
        """One update; one that the library cannot even read is set aside with its text, the owners told once."""
        arrived = Arrived(update_id)
        try:
            await self._process(arrived, body)
        except (TelegramError, ClockError):
            raise
        except StorageError as error:
            if attempts + 1 >= _MOST_ATTEMPTS:
                return await self._set_aside(update_id, str(error))
            said, now = str(error), self.office.clock.now()
            await self.office.db.write(lambda s: s.inbox.failed(update_id, said, now, set_aside=False))
            raise
        except Exception as error:
            log.exception("update set aside", update=update_id)
            await self._set_aside(update_id, f"{type(error).__name__}: {error}")
        else:
            if not arrived.settled:  # it led nowhere
                now = self.office.clock.now()
                await self.office.db.write(lambda s: s.inbox.done(update_id, now))
        return None

    async def _process(self, arrived: Arrived, body: str) -> None:
        raw = json.loads(body)
        if (why := problem(raw)) is not None:
            raise BadUpdateError(why)
        update = Update.de_json(raw, self.application.bot)
        token = current_update.set(arrived)
        try:
            await self.application.process_update(update)
        finally:
            current_update.reset(token)
        if arrived.fault is not None:
            raise arrived.fault

    async def _set_aside(self, update_id: int, error: str) -> None:
        now = self.office.clock.now()

        def work(store: Store) -> None:
            store.inbox.failed(update_id, error, now, set_aside=True)
            notice(self.office.unit(store, now), "poison", update=str(update_id))

        await self.office.db.write(work)
        self.promised()
