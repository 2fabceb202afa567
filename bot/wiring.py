"""Builds everything and hands it to the running bot; the only file that sees all rooms."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import re
import secrets
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from email.utils import parsedate_to_datetime
from functools import partial
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from telegram.ext import Application, ApplicationBuilder, BaseUpdateProcessor

from bot.clock import FixedClock, SharedClock, SystemClock
from bot.config import Config, ConfigError, settings_of, token_of
from bot.edge.account import Account, Told, Way, requests
from bot.edge.connections import Patience
from bot.edge.making import Makers
from bot.edge.reading import Reader
from bot.edge.sender import Sender
from bot.office import Office
from bot.running import Duban, Parts
from domain.model.ledger import LedgerForm, LedgerOrder
from domain.model.papers import Paper, Picture, Workbook
from domain.model.value import replace
from domain.ports.store import Clock, ReadStore
from domain.settings.office import Settings
from domain.usecases.people.people import notice
from jobs.audit.auditor import Auditor, NightlyAudit
from jobs.audit.differences import Difference
from jobs.deliver import Courier, CourierSettings
from jobs.pacing import Pace
from jobs.pruning import Pruner
from jobs.scheduler import Alarm
from jobs.tick import Ticker
from sheets.doors import docx, png, read_file, read_tables, write_ledger, xlsx
from storage.history import verify
from storage.schema import UnusableError, migrate, opening, require_ours
from storage.unit import Database

# PTB's own switch: lengths of time from Telegram are timedeltas.
os.environ.setdefault("PTB_TIMEDELTA", "true")
_OUR_OWN = ("localhost", "127.0.0.1", "::1")
_NO_DATABASE = "storage.url: there is no database there yet; `duban run` makes one"
MAKERS: Makers = {Paper: docx, Workbook: xlsx, Picture: png}  # how files of our own are made, but for a ledger
_TASKS_NAMED = 8
_AFTER_OTHERS = 5  # how much niceness a process has that makes a long ledger
_CALLS_BESIDE = 24  # connections for presses, menus and whatever else goes beside messages
_SECRET = re.compile(r"[A-Za-z0-9_-]{16,256}")  # what Telegram takes, and about 96 bits at least


def wire(config: Config, clock: Clock) -> Duban:
    """The bot of this configuration, ready to be started."""
    settings = settings_of(config)
    db = Database(config.storage.url)
    office = Office(db, clock, settings, settings.calendar())
    bot = _account(config, clock)
    alarm = Alarm(clock, config.trial.sweep_seconds)
    makers: Makers = {**MAKERS, LedgerOrder: partial(_ledger, db, settings)}
    courier = Courier(db, clock, office.unit, Sender(bot, office, makers), alarm, _courier_settings(config))
    ticker = Ticker(db, clock, office.unit, alarm, courier.wake)
    night = NightlyAudit(Auditor(db, settings, office.calendar), clock, alarm, _tell_owners(office, courier))
    pruner = Pruner(db, clock, timedelta(days=config.storage.keep_days))
    reader = Reader(bot, office, courier.write, read_file, read_tables)
    application = _application(bot)
    beside = (alarm, courier, ticker, night, pruner, reader)
    return Duban(Parts(config, db, office, bot, application, *beside, lambda: _migrate(db)))


def _ledger(db: Database, settings: Settings, order: LedgerOrder) -> bytes:
    """A ledger as a file. A long one is made by a process of its own: threads would wait for each other."""
    if not order.many:
        made = io.BytesIO()
        ledger_into(db, settings, order, made)
        return made.getvalue()
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415 - a start needs none
    from multiprocessing import get_context  # noqa: PLC0415 - as above

    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as apart:
        return apart.submit(ledger_apart, db.url, settings, order).result()


def ledger_apart(url: str, settings: Settings, order: LedgerOrder) -> bytes:
    """What a process that makes one ledger and ends does; whatever else runs on the machine goes before it."""
    db, made = Database(url), io.BytesIO()
    if hasattr(os, "nice"):
        os.nice(_AFTER_OTHERS)
    gc.disable()  # it ends in seconds, and what it reads a page of leaves no circles behind
    try:
        ledger_into(db, settings, order, made)
    finally:
        db.close()
    return made.getvalue()


def ledger_into(db: Database, settings: Settings, order: LedgerOrder, to: BinaryIO) -> None:
    """Read and written a page at a time on one snapshot, with the rights that its reader has at that moment."""
    from bot.views.ledger_content import content  # noqa: PLC0415 - as above

    office = Office(db, FixedClock(order.at), settings, settings.calendar())

    def work(store: ReadStore) -> None:
        member = store.members.get(order.member_id) if order.member_id is not None else None
        eye = replace(office.eye_for(store, member), language=order.language)
        write_ledger(content(eye, order), to, many=order.many)

    db.read_now(work)


def _tell_owners(office: Office, courier: Courier) -> Callable[[Sequence[Difference]], Awaitable[None]]:
    """The owners hear of how many things, and in which tasks; what they are stands in the log and in `duban audit`."""

    async def tell(found: Sequence[Difference]) -> None:
        numbers = list(dict.fromkeys(f"{difference.sign}{difference.task_id}" for difference in found))
        shown = " ".join(numbers[:_TASKS_NAMED]) + (" …" if len(numbers) > _TASKS_NAMED else "")
        fields = {"count": str(len(found)), "tasks": shown}
        await courier.write(lambda s: notice(office.unit(s, office.clock.now()), "audit", **fields))

    return tell


class _InTurn(BaseUpdateProcessor):
    """Updates are handled one after another; each is one unit of work of the single writer."""

    async def initialize(self) -> None: ...
    async def shutdown(self) -> None: ...
    async def do_process_update(self, update: object, coroutine: Any) -> None:  # noqa: ARG002 - the library's signature
        await coroutine


def _migrate(database: Database) -> None:
    try:
        migrate(database)
    except UnusableError as error:
        raise ConfigError(f"storage.url: {error}") from None


def _account(config: Config, clock: Clock) -> Account:
    telegram = config.telegram
    way = Way(telegram.api_url, telegram.proxy or None, _told_the_time(clock, telegram.api_url))
    return Account(
        token_of(config),
        base_url=f"{telegram.api_url}/bot",
        base_file_url=f"{telegram.api_url}/file/bot",
        request=requests(way, most=config.delivery.in_flight + _CALLS_BESIDE, patience=Patience()),
        get_updates_request=requests(way, most=2, patience=Patience(pool=1, connect=5, read=5)),
    )


def _told_the_time(clock: Clock, api_url: str) -> Told | None:
    """The moment at which Telegram answers confirms the machine's clock; no advice for one that is moved by hand, and
    none from a server that looks at the same clock."""
    if not isinstance(clock, SystemClock) or urlsplit(api_url).hostname in _OUR_OWN:
        return None

    def told(date: str) -> None:
        with contextlib.suppress(ValueError, TypeError):
            clock.confirm(parsedate_to_datetime(date))

    return told


def _application(account: Account) -> Application[Any, Any, Any, Any, Any, Any]:
    return ApplicationBuilder().bot(account).concurrent_updates(_InTurn(1)).updater(None).job_queue(None).build()


def _courier_settings(config: Config) -> CourierSettings:
    d = config.delivery
    return CourierSettings(d.lease_seconds, d.in_flight, Pace(1 / d.per_second, d.per_chat_seconds, d.per_group_minute))


def clock_of(config: Config) -> Clock:
    """The machine's clock, or the one that a trial moves."""
    if config.trial.clock_file is None:
        return SystemClock()
    found = SharedClock(config.trial.clock_file)
    try:
        found.now()
    except (OSError, ValueError, KeyError, TypeError):
        raise ConfigError(
            f"trial.clock_file: {found.path} holds no clock; `python -m simulator --clock-file {found.path}` writes one"
        ) from None
    return found


def checked(config: Config) -> Config:
    """What only the whole configuration can show; ConfigError says what to do."""
    token_of(config)
    if config.telegram.mode == "webhook":
        if not config.telegram.webhook.url:
            raise ConfigError("telegram.webhook.url: is needed in webhook mode; the https address Telegram posts to")
        if not _SECRET.fullmatch(config.telegram.webhook.secret.get_secret_value()):
            hint = secrets.token_urlsafe(24)
            raise ConfigError(f"telegram.webhook.secret: needs 16 to 256 letters, digits, _ or -, such as {hint}")
    return config


async def audit(config: Config) -> list[Difference]:
    """Where an open task is not what its history says it must be."""
    settings, database = settings_of(config), Database(config.storage.url)
    if not database.exists():
        raise ConfigError(_NO_DATABASE)
    try:
        with opening(database, write=False) as db:
            require_ours(db)
        return await Auditor(database, settings, settings.calendar()).run(clock_of(config).now())
    except UnusableError as error:
        raise ConfigError(f"storage.url: {error}") from None
    finally:
        database.close()


def export(config: Config, form: LedgerForm, to: BinaryIO) -> None:
    """The ledger of the whole office, for whoever may read its database anyway."""
    settings, database = settings_of(config), Database(config.storage.url)
    if not database.exists():
        raise ConfigError(_NO_DATABASE)
    try:
        with opening(database, write=False) as db:
            require_ours(db)
        ledger_into(database, settings, LedgerOrder(form, settings.language, clock_of(config).now()), to)
    except UnusableError as error:
        raise ConfigError(f"storage.url: {error}") from None
    finally:
        database.close()


def verify_history(config: Config) -> list[str]:
    """Every fault in the history's chains and seals, as sentences."""
    database = Database(config.storage.url)
    if not database.exists():
        raise ConfigError(_NO_DATABASE)
    try:
        with opening(database, write=False) as db:
            require_ours(db)
            return list(verify(db))
    except UnusableError as error:
        raise ConfigError(f"storage.url: {error}") from None
    finally:
        database.close()
