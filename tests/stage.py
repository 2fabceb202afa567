"""The stage for stories: the real bot, over real HTTP, against the simulated Telegram, on a clock that is moved by hand."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import sqlite3
import tempfile
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.config import Config
from bot.running import Duban
from bot.wiring import wire
from domain.settings.office import Settings
from jobs.audit.auditor import Auditor
from jobs.audit.differences import Difference
from simulator import SimClock, Simulator
from storage.schema import migrate
from storage.unit import Database

ZONE = ZoneInfo("Asia/Shanghai")
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZONE)


def config_for(
    api_url: str, token: str, database: Path, telegram: dict | None = None, rules: dict | None = None, **office: object
) -> Config:
    """A configuration for tests: no pacing, a quick sweep; `rules` are further sections, such as ladders."""
    return Config(
        telegram={"token": token, "api_url": api_url, **(telegram or {})},
        storage={"url": f"sqlite:///{database}"},
        office={"name": "测试局", "hints": False, **office},
        delivery={"per_second": 100000, "per_chat_seconds": 0, "per_group_minute": 0},
        trial={"sweep_seconds": 5},
        **(rules or {}),
    )


class Stage:
    """A director, a supervisor, two staff, one group, and the bot; `act` lets everything happen before it returns."""

    def __init__(self, sim: Simulator, clock: SimClock, database: Path, language: str) -> None:
        self.sim, self.clock, self.database, self.language = sim, clock, database, language
        self.world = sim.world
        code = {"zh-Hans": "zh-hans", "zh-Hant": "zh-hant", "en": "en"}[language]
        names = {"wang": "王主任", "zhou": "周秘书", "li": "李明", "zhao": "赵倩", "luren": "路人"}
        if not sim.restored:
            people = [self.world.person(name, username=key, language_code=code) for key, name in names.items()]
            self.world.group("综合部", members=people[:4], creator=people[0])
        known = {p.username: p for p in self.world.people.values()}
        self.wang, self.zhou, self.li, self.zhao, self.stranger = (known[key] for key in names)
        self.group = next(c for c in self.world.chats.values() if c.title)
        self.duban: Duban | None = None
        self.claim_link = ""

    async def start_bot(self, office: dict | None = None, rules: dict | None = None, **telegram: object) -> None:
        """Start the bot as a process would; `mode="webhook", webhook={...}` to be posted to."""
        config = config_for(
            self.sim.url, self.sim.token, self.database, telegram, rules, language=self.language, **office or {}
        )
        self.duban = wire(config, self.clock)
        started = await self.duban.start()
        self.claim_link = started.claim_link or ""

    async def stop_bot(self) -> None:
        """Stop it cleanly."""
        if self.duban:
            await self.duban.stop()
            self.duban = None

    async def settle(self, ticks: int = 1000) -> None:
        """Until the bot has handled everything and said everything; a busy machine takes its time."""
        assert self.duban is not None
        for _ in range(ticks):
            if not self.sim.updates.pending:
                break
            await _tick()
        await self.duban.settle(30)

    async def until(self, true: Callable[[], bool], seconds: float = 20) -> bool:
        """Settle until something is so, for what is done beside: an answer that came too late for its button."""
        end = time.monotonic() + seconds
        while not true() and time.monotonic() < end:
            await self.settle()
        return true()

    async def move(self, moment: datetime) -> None:
        """Let time pass in steps of half an hour, as it would."""
        while self.clock.now() < moment:
            self.clock.set(min(moment, self.clock.now() + timedelta(minutes=30)))
            await self.settle()

    async def set_up_office(self) -> None:
        """The owner claims the bot, adds it to the group, people join and open their private chats, roles are given."""
        w = self.world
        w.start(self.wang, self.claim_link.partition("start=")[2])
        await self.settle()
        w.add_bot(self.wang, self.group)
        await self.settle()
        joining = self.last(self.group)
        for person in (self.zhou, self.li, self.zhao):
            w.press(person, joining, "j:1")
            await self.settle()
            w.start(person, "hello")
            await self.settle()
        w.send(self.wang, self.group, "/role @zhou supervisor")
        await self.settle()

    def texts(self, chat: object, by_bot: bool = True) -> list[str]:
        """What stands in a chat, oldest first."""
        return [m.text for m in self.messages(chat) if not by_bot or m.sender.is_bot]

    def messages(self, chat: object) -> list:
        """Messages of a group, or of a person's private chat with the bot."""
        chat_id = chat.id if hasattr(chat, "title") and chat.title else self.world.private(chat).id
        return [m for m in self.world.chat_messages(chat_id) if not m.deleted]

    def last(self, chat: object):
        """The newest message of the bot in a chat."""
        return [m for m in self.messages(chat) if m.sender and m.sender.is_bot][-1]

    def unix_in(self, message) -> int:
        """The first moment a message shows, as Telegram was told it."""
        return next(e["unix_time"] for e in message.entities if e["type"] == "date_time")

    async def say(self, person: object, chat: object, text: str, **how: object) -> list:
        """Somebody writes (None: in private); what the bot then says in that chat."""
        before = len(self.messages(chat or person))
        self.world.send(person, chat, text, **how)
        await self.settle()
        return [m for m in self.messages(chat or person)[before:] if m.sender is self.world.bot]

    async def press(self, person: object, message: object, button: str, *, stale: bool = False) -> str | None:
        """Somebody presses a button; the words shown at it, None when the bot left it turning."""
        press = self.world.press(person, message, button, stale=stale)
        answer = await press.answered()
        await self.settle()
        return None if answer is None else answer.text

    async def pass_time(self, until: datetime | timedelta) -> None:
        """Let time pass to a moment or by a span, stopping wherever a timer rings or a message may leave."""
        end = self.clock.now() + until if isinstance(until, timedelta) else until
        while True:
            coming = [m for m in await self.duban.db.read(_next_moments) if m and m > self.clock.now()]
            self.clock.set(min([end, *coming]))
            self.duban.clock_moved()
            await self.settle()
            if self.clock.now() >= end:
                return

    def rows(self, query: str, *values: object) -> list[tuple]:
        """What stands in the database."""
        with contextlib.closing(sqlite3.connect(self.database)) as db:
            return db.execute(query, values).fetchall()

    def state(self) -> dict[str, list[tuple]]:
        """Everything the office knows, without its post: what must be the same after a refusal."""
        return {table: self.rows(f"SELECT {self._columns(table)} FROM {table}") for table in _STATE}

    def _columns(self, table: str) -> str:
        """All but what the nightly seal notes for itself."""
        names = [row[1] for row in self.rows(f"PRAGMA table_info({table})")]
        return ", ".join(f'"{name}"' for name in names if name != "sealed")

    async def audit(self) -> list[Difference]:
        """Where an open task is not what its history says it must be."""
        db = Database(f"sqlite:///{self.database}")
        try:
            settings = self.duban.office.settings if self.duban else Settings()
            return await Auditor(db, settings, settings.calendar()).run(self.clock.now())
        finally:
            db.close()

    def card(self, chat: object, number: int):
        """The newest message with buttons about a task."""
        return [m for m in self.messages(chat) if f"#{number}" in (m.text or "") and m.buttons][-1]


_STATE = (
    "members", "teams", "memberships", "tasks", "assignments", "clocks", "requests", "history", "invites", "timers",
    "drafts", "questions", "series", "series_dates",
)  # fmt: skip


def _next_moments(store: object) -> list[datetime | None]:
    return [store.timers.next_due(), store.outbox.next_due()]


async def _tick() -> None:
    await asyncio.sleep(0.002)


@functools.cache
def migrated() -> bytes:
    """A migrated database without an office, made once a process: migrating takes longer than most stories."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "duban.db"
        database = Database(f"sqlite:///{path}")
        migrate(database)
        database.close()
        return path.read_bytes()


@contextlib.asynccontextmanager
async def stage(tmp_path: Path, language: str = "zh-Hans", start: datetime = MONDAY) -> AsyncIterator[Stage]:
    """A stage with the bot running; everything the bot asked of Telegram must have been right."""
    clock = SimClock(start, frozen=True)
    sim = Simulator(clock, strict_limits=False)
    await sim.start()
    made = Stage(sim, clock, tmp_path / "duban.db", language)
    if not made.database.exists():
        made.database.write_bytes(migrated())
    try:
        await made.start_bot()
        yield made
        sim.assert_clean()
    finally:
        await made.stop_bot()
        await sim.stop()
