"""`duban demo`: a simulated Telegram, the real bot and a chat page in one process; no token, no network."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.config import Config, ConfigError
from bot.program.logs import set_up
from bot.program.signals import stop_on_signals
from bot.program.story import BOT, NAMES, OFFICE, OWNER_LINK, Cast, story
from bot.running import Duban
from bot.wiring import wire
from domain.rules.mornings import next_morning
from simulator import SimClock, Simulator
from worktime.calendar import WorkingCalendar

_OPENING = time(9, 5)
_STORY_DAYS = 4


class Demo:
    """The whole office on one machine; its state is kept in a folder between runs."""

    def __init__(self, language: str | None, state: Path, *, fresh: bool) -> None:
        self.state = state
        self.language = self._begin(language, fresh=fresh)
        calendar = WorkingCalendar("Asia/Shanghai")
        start = None if (state / "clock.json").exists() else opening(calendar, SystemClock().now())
        self.calendar = calendar
        self.clock = SimClock(start, path=state / "clock.json")
        self.sim = Simulator(
            self.clock,
            bot_name=BOT[self.language],
            state=state / "telegram.json",
            strict_limits=False,
            privacy_mode=False,
            timezone="Asia/Shanghai",
        )
        self.sim.language = self.language
        self.sim.world.have_private_topics()
        self.cast = _cast(self.sim, self.language)
        self.duban: Duban | None = None

    def _begin(self, language: str | None, *, fresh: bool) -> str:
        """Take up the kept state, or begin anew; another language is another office."""
        kept = self.state / "language"
        before = kept.read_text().strip() if kept.exists() else None
        if fresh or (language and before and language != before):
            shutil.rmtree(self.state, ignore_errors=True)
            before = None
        self.state.mkdir(parents=True, exist_ok=True)
        chosen = language or before or "zh-Hans"
        kept.write_text(chosen)
        return chosen

    async def start(self, port: int) -> None:
        """Telegram first, then the bot, then the story that knows the claim link."""
        await self.sim.start("127.0.0.1", port)
        self.duban = wire(self._config(), self.clock)
        started = await self.duban.start()
        self.clock.listen(self.duban.clock_moved)
        self.sim.jumps.update({"next_event": self.next_event, "next_working_morning": self.next_working_morning})
        self.sim.walk = self.walk
        payload = (started.claim_link or "").partition("start=")[2]
        self.sim.story = story(self.cast, payload)
        if payload:
            self.sim.offer(self.sim.world.people[self.cast.wang], payload, OWNER_LINK)

    def _config(self) -> Config:
        return Config.model_validate(
            {
                "telegram": {"token": self.sim.token, "api_url": self.sim.url},
                "storage": {"url": f"sqlite:///{self.state / 'duban.db'}"},
                "office": {"name": OFFICE[self.language], "language": self.language},
                "delivery": {"per_chat_seconds": 0.05, "per_group_minute": 0},
                "trial": {"sweep_seconds": 5},
            }
        )

    async def stop(self) -> None:
        """Leave everything stored."""
        if self.duban is not None:
            await self.duban.stop()
        await self.sim.stop()

    def next_event(self) -> datetime | None:
        """The next moment at which something is due, by the bot's own timers."""
        assert self.duban is not None
        moments = self.duban.db.read_now(lambda s: [s.timers.next_due(), s.outbox.next_due()])
        return min((m for m in moments if m and m > self.clock.now()), default=None)

    def next_working_morning(self) -> datetime | None:
        """Nine o'clock of the next working day."""
        return next_morning(self.calendar, self.clock.now(), time(9)).astimezone(UTC)

    async def walk(self, target: datetime) -> None:
        """Move the clock as time would pass: stopping wherever something is due on the way."""
        assert self.duban is not None
        while (due := self.next_event()) is not None and due < target:
            self.clock.set(due)
            await self.duban.settle()
        self.clock.set(target)
        await self.duban.settle()


def opening(calendar: WorkingCalendar, now: datetime) -> datetime:
    """The next morning with three working days right behind it: the story's "tomorrow" is never a day off."""
    morning = next_morning(calendar, now, _OPENING)
    while not all(calendar.is_working_day(morning.date() + timedelta(days=n)) for n in range(_STORY_DAYS)):
        morning = next_morning(calendar, morning, _OPENING)
    return morning


def _cast(sim: Simulator, language: str) -> Cast:
    """The people and groups, made at the first start and found again later."""
    world = sim.world
    if not sim.restored:
        names, code = NAMES[language], language.lower()  # so Telegram writes it
        people = [
            world.person(names[key], username=None if key == "qian" else key, language_code=code)
            for key in ("wang", "zhou", "li", "zhao", "qian")
        ]
        world.group(names["office"], members=people, creator=people[0])
        world.group(names["project"], members=[people[0], people[2], people[3]], creator=people[0])
    people = [p for p in world.people.values() if not p.is_bot]
    groups = [c for c in world.chats.values() if c.type in ("group", "supergroup")]
    return Cast(*(p.id for p in people[:5]), *(g.id for g in groups[:2]))


async def run_demo(language: str | None, port: int, state: Path, *, fresh: bool) -> int:
    """Serve until interrupted."""
    set_up((), level=logging.WARNING)
    demo = Demo(language, state, fresh=fresh)
    stopped = stop_on_signals()
    try:
        await demo.start(port)
    except OSError as error:
        raise ConfigError(
            f"--port {port}: cannot be used ({error.strerror}); try another, such as --port 8766"
        ) from None
    print(f"\n  Duban's office is open: {demo.sim.url}/\n\n  Stop with Ctrl-C; --fresh begins anew.\n", flush=True)
    await stopped.wait()
    await demo.stop()
    return 0
