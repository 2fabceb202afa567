"""Builds everything and holds it together; the only file that sees all rooms."""

from __future__ import annotations

import asyncio
import contextlib
import os
import re
import secrets
from collections.abc import Coroutine
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import structlog
import uvicorn
from telegram import CallbackQuery
from telegram.error import InvalidToken, NetworkError, TelegramError, TimedOut
from telegram.ext import Application, ApplicationBuilder, BaseUpdateProcessor
from telegram.request import HTTPXRequest

from bot import registry
from bot.account import Account
from bot.boundary import Boundary
from bot.config import Config, ConfigError, settings_of, token_of
from bot.intake import Poller, Worker, store_updates
from bot.menu import standing_menus
from bot.office import Office
from bot.sender import Sender
from bot.webhook import build_app
from domain.ports import Clock
from domain.usecases.follow_calendar import follow_calendar
from domain.usecases.people import claim_token
from domain.usecases.remind import plan_standing
from jobs.deliver import Courier, CourierSettings
from jobs.pacing import Pace
from jobs.scheduler import Alarm
from jobs.tick import Ticker
from storage.history import verify
from storage.schema import UnusableError, migrate, opening, require_ours
from storage.unit import Database

# PTB's own switch: lengths of time from Telegram are timedeltas.
os.environ.setdefault("PTB_TIMEDELTA", "true")
log = structlog.get_logger("duban")
_PRUNE_SECONDS = 6 * 3600
_DRAIN_ROUNDS = 1000
_LAST_POSTS = 5.0
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what Telegram takes, and about 96 bits at least


class _InTurn(BaseUpdateProcessor):
    """Updates are handled one after another; each is one unit of work of the single writer."""

    async def initialize(self) -> None: ...
    async def shutdown(self) -> None: ...
    async def do_process_update(self, update: object, coroutine: Any) -> None:  # noqa: ARG002
        await coroutine


@dataclass(slots=True)
class Started:
    """What whoever started the bot wants to know."""

    username: str
    claim_link: str | None


class Duban:
    """The running bot: intake, worker, ticker, courier, each a loop that outlives its faults."""

    def __init__(self, config: Config, clock: Clock) -> None:
        self.config, self.clock = config, clock
        settings = settings_of(config)
        self.db = Database(config.storage.url)
        self.office = Office(self.db, clock, settings, settings.calendar())
        self.bot = _account(config)
        self.application = _application(self.bot)
        self.alarm = Alarm(clock, config.trial.sweep_seconds)
        self.sender = Sender(self.bot, self.office)
        self.courier = Courier(self.db, clock, self.office.unit, self.sender, self.alarm, _courier_settings(config))
        self.ticker = Ticker(self.db, clock, self.office.unit, self.alarm, self.courier.wake)
        self.worker = Worker(self.application, self.office, self._did)
        self.poller = Poller(self.bot, self.office, self.worker.wake)
        self.server: uvicorn.Server | None = None
        self._loops: list[asyncio.Task[None]] = []
        self._passing: set[asyncio.Task[None]] = set()
        boundary = Boundary(self.office, self._answer)
        self.application.add_handlers(registry.listeners(boundary.run))

    async def start(self) -> Started:
        """Migrate, meet Telegram, catch up with what waited, then begin to ring and send."""
        _migrate(self.db)
        if self.db.alone():
            await self.db.write(lambda s: s.outbox.release_leases())
        await self._meet()
        await self.db.write(lambda s: follow_calendar(self.office.unit(s, self.clock.now())))
        await self.db.write(lambda s: plan_standing(self.office.unit(s, self.clock.now())))
        await self._catch_up()
        # Only now: whoever opened the last start's link while the bot was away has used it.
        link = await self.db.write(lambda s: claim_token(self.office.unit(s, self.clock.now())))
        self.alarm.start()
        self.alarm.every("ticker", self.ticker.run)
        self.alarm.every("courier", self.courier.sweep)
        self.alarm.every("prune", self.worker.prune, _PRUNE_SECONDS)
        await self.ticker.run()
        self._loop("worker", self.worker.run())
        self._loop("courier", self.courier.run())
        await self._listen()
        name = self.office.bot_username
        return Started(name, f"https://t.me/{name}?start=claim_{link}" if link else None)

    async def stop(self) -> None:
        """Finish what is in hand and let go of everything."""
        if self.server is not None:  # it answers what it has begun and closes its sockets itself
            self.server.should_exit = True
            await asyncio.wait([t for t in self._loops if t.get_name() == "webhook"], timeout=_LAST_POSTS)
        self.alarm.stop()
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self.courier.stop()
        if self._passing:
            await asyncio.wait(self._passing, timeout=2)
        with contextlib.suppress(TelegramError):
            await self.application.shutdown()
        self.db.close()

    async def settle(self, seconds: float = 10.0) -> None:
        """Wait until nothing is waiting to be handled, rung or sent; for tests and the demo's clock."""
        end = asyncio.get_running_loop().time() + seconds
        while asyncio.get_running_loop().time() < end:
            await self.ticker.run()
            await asyncio.sleep(0.01)
            if self.courier.idle and not await self.db.read(self._waiting):
                return

    def _waiting(self, store: Any) -> bool:
        due = store.outbox.next_due()
        return bool(store.inbox.waiting(1)) or (due is not None and due <= self.clock.now())

    def clock_moved(self) -> None:
        """The clock was moved from outside: ring what has fallen due."""
        for coroutine in (self.ticker.run(), self.courier.sweep()):
            self._pass(coroutine)

    async def _meet(self) -> None:
        """Who am I to Telegram; tried until it answers, except for a token it refuses."""
        wait = 1.0
        while True:
            try:
                await self.application.initialize()
                break
            except InvalidToken:
                raise ConfigError("telegram.token: Telegram does not accept it; copy it again from BotFather") from None
            except (NetworkError, TimedOut) as error:
                log.warning("telegram does not answer", error=type(error).__name__, again_in=wait)
                await asyncio.sleep(wait)
                wait = min(wait * 2, 30)
        me = self.bot.bot
        self.office.bot_username = me.username or ""
        mode = "off" if me.can_read_all_group_messages else "on"
        await self.db.write(lambda s: s.meta.set("privacy_mode", mode))
        for commands, scope, language in standing_menus(self.office.settings.language):
            await self.bot.set_my_commands(commands, scope=scope, language_code=language)

    async def _catch_up(self) -> None:
        """What waited while the bot was away is handled before anything rings, so that nobody who answered is chased."""
        await self.worker.drain()
        await self.bot.delete_webhook(drop_pending_updates=False)
        for _ in range(_DRAIN_ROUNDS):
            if not await self.poller.once(0):
                break
            await self.worker.drain()

    async def _listen(self) -> None:
        if self.config.telegram.mode == "polling":
            self._loop("poller", self.poller.run())
            return
        webhook = self.config.telegram.webhook
        secret = webhook.secret.get_secret_value()
        host, _, port = webhook.listen.rpartition(":")
        app = build_app(urlsplit(webhook.url).path or "/", secret, self._store_posted, self.health)
        settings = uvicorn.Config(app, host=host, port=int(port), log_level="warning", access_log=False, lifespan="off")
        self.server = _Server(settings)
        self._loop("webhook", self.server.serve())
        await self.bot.set_webhook(
            webhook.url, secret_token=secret, allowed_updates=registry.ALLOWED_UPDATES, drop_pending_updates=False
        )

    async def _store_posted(self, updates: list[dict[str, Any]]) -> None:
        await store_updates(self.office, updates)
        self.worker.wake()

    def health(self) -> dict[str, Any]:
        """How the bot is, for whoever watches it."""
        alive = {t.get_name(): not t.done() for t in self._loops}
        polling = self.config.telegram.mode == "webhook" or self.poller.healthy
        return {"ok": all(alive.values()) and polling, "loops": alive, "polling": polling}

    def _did(self) -> None:
        """An update was handled: messages may wait, timers may have changed."""
        self.courier.wake()
        if self._loops:
            self._pass(self.ticker.arm())

    def _answer(self, query: CallbackQuery, text: str, alert: bool) -> None:  # noqa: FBT001
        self._pass(_answer(query, text, alert=alert))

    def _pass(self, coroutine: Coroutine[Any, Any, None]) -> None:
        """Run something short beside the loops."""
        task = asyncio.create_task(coroutine)
        self._passing.add(task)
        task.add_done_callback(self._passing.discard)

    def _loop(self, name: str, coroutine: Coroutine[Any, Any, None]) -> None:
        self._loops.append(asyncio.create_task(coroutine, name=name))


class _Server(uvicorn.Server):
    """A server whose signals are handled by whoever started the bot."""

    @contextlib.contextmanager
    def capture_signals(self) -> Any:
        yield


def _migrate(database: Database) -> None:
    try:
        migrate(database)
    except UnusableError as error:
        raise ConfigError(f"storage.url: {error}") from None


async def _answer(query: CallbackQuery, text: str, *, alert: bool) -> None:
    """A press that is too old to be answered has stopped turning by itself."""
    with contextlib.suppress(TelegramError):
        await query.answer(text or None, show_alert=alert)


def _account(config: Config) -> Account:
    telegram = config.telegram
    proxy = telegram.proxy or None
    return Account(
        token_of(config),
        base_url=f"{telegram.api_url}/bot",
        base_file_url=f"{telegram.api_url}/file/bot",
        request=HTTPXRequest(
            connection_pool_size=40, read_timeout=20, connect_timeout=10, pool_timeout=10, proxy=proxy
        ),
        get_updates_request=HTTPXRequest(connection_pool_size=2, proxy=proxy),
    )


def _application(account: Account) -> Application[Any, Any, Any, Any, Any, Any]:
    return ApplicationBuilder().bot(account).concurrent_updates(_InTurn(1)).updater(None).job_queue(None).build()


def _courier_settings(config: Config) -> CourierSettings:
    d = config.delivery
    return CourierSettings(d.lease_seconds, d.in_flight, Pace(1 / d.per_second, d.per_chat_seconds, d.per_group_minute))


def checked(config: Config) -> Config:
    """What only the whole configuration can show; ConfigError says what to do."""
    token_of(config)
    if config.telegram.mode == "webhook":
        if not config.telegram.webhook.url.startswith("http"):
            raise ConfigError("telegram.webhook.url: is needed in webhook mode; the https address Telegram posts to")
        if not _SECRET.fullmatch(config.telegram.webhook.secret.get_secret_value()):
            hint = secrets.token_urlsafe(24)
            raise ConfigError(f"telegram.webhook.secret: needs 16 to 256 letters, digits, _ or -, such as {hint}")
    return config


def verify_history(config: Config) -> list[str]:
    """Every fault in the history's chains and seals, as sentences."""
    database = Database(config.storage.url)
    if not database.exists():
        raise ConfigError("storage.url: there is no database there yet; `duban run` makes one")
    try:
        with opening(database, write=False) as db:
            require_ours(db)
            return list(verify(db))
    except UnusableError as error:
        raise ConfigError(f"storage.url: {error}") from None
    finally:
        database.close()
