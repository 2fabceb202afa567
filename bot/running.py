"""The running bot: starts everything in the right order, keeps its loops going, stops it."""

from __future__ import annotations

import asyncio
import contextlib
import socket
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import structlog
from telegram import User
from telegram.error import BadRequest, InvalidToken, TelegramError
from telegram.ext import Application

from bot import almanac, registry
from bot.boundary import Boundary
from bot.clock import SystemClock
from bot.config import Config, ConfigError, token_key
from bot.edge.account import Account
from bot.edge.elsewhere import Elsewhere
from bot.edge.intake import Poller, Worker, store_updates
from bot.edge.menus import set_menus
from bot.edge.modes import note_modes
from bot.edge.patience import until_answered
from bot.edge.presses import Presses
from bot.edge.reading import Reader
from bot.office import Office
from domain.errors import ClockError, PassingError
from domain.model.value import value
from domain.ports.store import ReadStore
from domain.unit import Unit
from domain.usecases.clocks.follow_calendar import follow_calendar
from domain.usecases.clocks.timers import plan_standing
from domain.usecases.people.people import claim_token, notice
from domain.usecases.reports.points import keep_table

if TYPE_CHECKING:  # what others make is handed in by `bot.wiring`; a web server is only loaded where one is used
    from bot.edge.webhook import Server
    from jobs.audit.auditor import NightlyAudit
    from jobs.deliver import Courier
    from jobs.pruning import Pruner
    from jobs.scheduler import Alarm
    from jobs.tick import Ticker
    from storage.unit import Database

log = structlog.get_logger("duban")
_PRUNE_SECONDS = 6 * 3600
_WATCH_SECONDS = 15
_AUDIT_SECONDS = 3600  # so often the coming night is looked after
_DRAIN_ROUNDS = 1000
_LAST_POSTS = 5.0
_ARMING = 0.1  # seconds within which however many updates look for the next timer once


@value
class Parts:
    """What `bot.wiring` builds; `migrate` brings the database to this version's form or raises ConfigError."""

    config: Config
    db: Database
    office: Office
    bot: Account
    application: Application[Any, Any, Any, Any, Any, Any]
    alarm: Alarm
    courier: Courier
    ticker: Ticker
    nightly_audit: NightlyAudit
    pruner: Pruner
    reader: Reader
    migrate: Callable[[], None]


@dataclass(slots=True)
class Started:
    """What whoever started the bot wants to know."""

    username: str
    claim_link: str | None


class Duban:
    """The running bot: intake, worker, ticker, courier, each a loop that outlives its faults."""

    def __init__(self, parts: Parts) -> None:
        self.parts = parts
        self.config, self.clock, self.db, self.office = parts.config, parts.office.clock, parts.db, parts.office
        self.bot, self.application = parts.bot, parts.application
        self.alarm, self.courier, self.ticker = parts.alarm, parts.courier, parts.ticker
        self.presses = Presses(self.bot, self.office, self._pass)
        self.worker = Worker(self.application, self.office, self._did, self.courier.wake, self.presses.answer)
        self.poller = Poller(self.bot, self.office, self.worker.wake, self.presses.arrived)
        self.server: Server | None = None
        self._socket: socket.socket | None = None
        self._loops: list[asyncio.Task[None]] = []
        self._passing: set[asyncio.Task[None]] = set()
        self._arming = False
        boundary = Boundary(self.office, self.presses.answer, self.courier.write)
        elsewhere = Elsewhere(self.bot, self.office, self.courier.write, self._pass)
        self.application.add_handlers([*registry.listeners(boundary.run), elsewhere.listener()])

    async def start(self) -> Started:
        """Migrate, meet Telegram, catch up with what waited, then begin to ring and send."""
        if self.config.telegram.mode == "webhook":
            from bot.edge.webhook import listening  # noqa: PLC0415 - a web server, where one is used

            self._socket = listening(self.config.telegram.webhook.listen)
        if (holder := self.db.holder()) is not None:
            raise ConfigError(f"storage.url: {holder} works on this database already; stop it first, or use another")
        self.parts.migrate()
        if self.db.alone():
            await self.db.write(lambda s: s.outbox.release_leases())
        await self.db.write(lambda s: keep_table(self.office.unit(s, self.clock.now())))
        await self._meet()
        await self._follow_calendar()
        await self._in_slices(plan_standing)
        await self._catch_up()
        # Only now: whoever opened the last start's link while the bot was away has used it.
        link = await self.db.write(lambda s: claim_token(self.office.unit(s, self.clock.now())))
        self.alarm.start()
        self.alarm.every("ticker", self.ticker.run)
        self.alarm.every("courier", self.courier.sweep)
        self.alarm.every("prune", self.parts.pruner.run, _PRUNE_SECONDS)
        self.alarm.every("clock", self._watch_clock, _WATCH_SECONDS)
        self.alarm.every("audit", self.parts.nightly_audit.arm, _AUDIT_SECONDS)
        await self.parts.nightly_audit.arm()
        await self.ticker.run()
        self._loop("worker", self.worker.run())
        self._loop("courier", self.courier.run())
        self._loop("reader", self.parts.reader.run())
        await self._listen()
        name = self.office.bot_username
        return Started(name, f"https://t.me/{name}?start=claim_{link}" if link else None)

    async def stop(self) -> None:
        """Finish what is in hand and let go of everything."""
        if self.server is not None:  # it answers what it has begun and closes its sockets itself
            self.server.should_exit = True
            await asyncio.wait([t for t in self._loops if t.get_name() == "webhook"], timeout=_LAST_POSTS)
        await self.alarm.stop()
        self.presses.stop()
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self.courier.stop()
        if self._passing:
            await asyncio.wait(self._passing, timeout=2)
        for late in self._passing:
            late.cancel()
        await asyncio.gather(*self._passing, return_exceptions=True)
        with contextlib.suppress(TelegramError):
            await self.application.shutdown()
        await self.bot.request.shutdown()  # the library leaves it open where the account was never met
        self.db.close()

    async def settle(self, seconds: float = 10.0) -> None:
        """Wait until nothing is waiting to be handled, rung or sent; for tests and the demo's clock."""
        end = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < end:
            await self.ticker.run()
            self.courier.wake()  # what was answered is written now, not along with the next unit
            await asyncio.sleep(0.002)
            if self.courier.idle and not await self.db.glance(self._waiting):
                return

    def _waiting(self, store: ReadStore) -> bool:
        due = store.outbox.next_due()
        return (
            bool(store.inbox.waiting(1)) or store.imports.any_unread() or (due is not None and due <= self.clock.now())
        )

    def clock_moved(self) -> None:
        """The clock was moved from outside: ring what has fallen due."""
        for coroutine in (self.ticker.run(), self.courier.sweep(), self.parts.nightly_audit.arm()):
            self._pass(coroutine)

    async def _follow_calendar(self) -> None:
        """What is known to be the same as at the last start is not compared, nor worked out again."""
        calendar, marked = self.office.calendar, almanac.mark(self.office.settings, self.clock.now().year)
        if await self.db.read(lambda s: almanac.recall(s, calendar, marked)):
            return
        await self._in_slices(follow_calendar)
        await self.db.write(lambda s: almanac.keep(s, calendar, marked))

    async def _in_slices(self, work: Callable[[Unit], bool]) -> None:
        """Work that is too long for one unit, until nothing is left of it."""
        while await self.db.write(lambda s: work(self.office.unit(s, self.clock.now()))):
            pass

    async def _meet(self) -> None:
        """Who am I to Telegram; tried until it answers, except for a token it refuses."""
        try:
            me = await until_answered("getMe", self._introduce, InvalidToken)
        except InvalidToken:
            key = token_key(self.config)
            raise ConfigError(f"{key}: Telegram does not accept it; copy it again from BotFather") from None
        self.office.bot_username = me.username or ""
        await self.db.write(lambda s: note_modes(s, me))
        self._pass(set_menus(self.bot, self.office))

    async def _watch_clock(self) -> None:
        """While the clock is doubted Telegram is asked, whose answers carry the time; the owners hear of it afterwards."""
        try:
            now = self.clock.now()
        except ClockError:
            await self.bot.get_me()
            return
        if isinstance(self.clock, SystemClock) and self.clock.doubted:
            self.clock.doubted = False
            log.warning("the clock is right again")
            await self.db.write(lambda s: notice(self.office.unit(s, now), "clock"))

    async def _introduce(self) -> User:
        await self.application.initialize()
        try:
            return self.bot.bot
        except RuntimeError:  # what came was no account
            await self.bot.get_me()
            return self.bot.bot

    async def _catch_up(self) -> None:
        """What waited while the bot was away is handled before anything rings, so that nobody who answered is chased."""
        await self.worker.drain()
        await until_answered("deleteWebhook", lambda: self.bot.delete_webhook(drop_pending_updates=False))
        for _ in range(_DRAIN_ROUNDS):
            if not await until_answered("getUpdates", lambda: self.poller.once(0)):
                break
            await self.worker.drain()

    async def _listen(self) -> None:
        if self.config.telegram.mode == "polling":
            self._loop("poller", self.poller.run())
            return
        from bot.edge.webhook import build_app, server_for  # noqa: PLC0415 - as above

        webhook = self.config.telegram.webhook
        secret = webhook.secret.get_secret_value()
        app = build_app(urlsplit(webhook.url).path or "/", secret, self._store_posted, self.health)
        self.server = server_for(app)
        self._loop("webhook", self.server.serve(sockets=[self._socket] if self._socket else None))
        try:
            await until_answered("setWebhook", self._set_webhook)
        except BadRequest as error:
            raise ConfigError(f"telegram.webhook.url: Telegram does not take it: {error}") from None

    async def _set_webhook(self) -> None:
        webhook = self.config.telegram.webhook
        await self.bot.set_webhook(
            webhook.url, secret_token=webhook.secret.get_secret_value(), allowed_updates=registry.ALLOWED_UPDATES,
            drop_pending_updates=False,
        )  # fmt: skip

    async def _store_posted(self, updates: list[dict[str, Any]]) -> None:
        self.presses.arrived(updates)
        await store_updates(self.office, updates)
        self.worker.wake()

    def health(self) -> dict[str, Any]:
        """How the bot is, for whoever watches it."""
        alive = {t.get_name(): not t.done() for t in self._loops}
        polling = self.config.telegram.mode == "webhook" or self.poller.healthy
        return {"ok": all(alive.values()) and polling, "loops": alive, "polling": polling}

    def _did(self) -> None:
        """An update was handled: timers may have changed."""
        if self._loops and not self._arming:
            self._arming = True
            self._pass(self._arm())

    async def _arm(self) -> None:
        await asyncio.sleep(_ARMING)
        self._arming = False
        due, unread = await self.db.glance(lambda s: (s.timers.next_due(), s.imports.any_unread()))
        if unread:
            self.parts.reader.wake()
        if self.ticker.arm_at(due):
            await self.ticker.run()

    def _pass(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run something short beside the loops."""
        task = asyncio.create_task(_guarded(coroutine))
        self._passing.add(task)
        task.add_done_callback(self._passing.discard)

    def _loop(self, name: str, coroutine: Coroutine[Any, Any, None]) -> None:
        self._loops.append(asyncio.create_task(coroutine, name=name))


async def _guarded(coroutine: Coroutine[Any, Any, None]) -> None:
    """What runs beside the loops ends nothing when it fails; the next sweep makes up for it."""
    try:
        await coroutine
    except PassingError as error:
        log.info("not now", reason=str(error))
    except Exception:
        log.exception("failed beside the loops")
