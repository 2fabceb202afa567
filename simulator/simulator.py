"""The whole: a Telegram in one process."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Self, TypeVar

from simulator import store
from simulator.app import build_app
from simulator.clock import SimClock
from simulator.control import Control, Story, Walk
from simulator.faults import Faults
from simulator.journal import Journal
from simulator.limits import Limits
from simulator.model import Person
from simulator.profile import Profile
from simulator.server import BotServer
from simulator.serving import Serving
from simulator.updates import UpdateQueue
from simulator.webhook import Webhook
from simulator.world import World

DEFAULT_TOKEN = "100001:SIMULATED-token-that-opens-nothing-real"  # noqa: S105 - of no bot
BOT_NAMES = {"zh-Hans": "督办", "zh-Hant": "督辦", "en": "Duban"}
_SAVE_DELAY = 1.0
_LOOK = 0.02
T = TypeVar("T")


class Simulator:
    """A Telegram with one bot. ``start()`` serves it over HTTP; ``world`` is at hand in process."""

    def __init__(  # noqa: PLR0913 - everything a test may want to set, all optional
        self,
        clock: SimClock | None = None,
        *,
        token: str = DEFAULT_TOKEN,
        bot_username: str = "duban_bot",
        bot_name: str = BOT_NAMES["zh-Hans"],
        state: Path | None = None,
        privacy_mode: bool = True,
        jumps: Mapping[str, Callable[[], datetime | None]] | None = None,
        story: Story = None,
        pages_path: Path | None = None,
        strict_limits: bool = True,
        timezone: str | None = None,
    ) -> None:
        self.clock = clock or SimClock()
        self.token = token
        self.updates = UpdateQueue(self.clock)
        bot = Person(int(token.split(":", 1)[0]), bot_name, username=bot_username, is_bot=True)
        self.world = World(self.clock, self.updates, bot, privacy_mode=privacy_mode)
        self.profile = Profile()
        self.webhook = Webhook(self.clock, self.updates)
        self.server = BotServer(self.world, self.profile, self.webhook, token, strict_limits=strict_limits)
        self.control = Control(self.server, self.clock, jumps or {}, story, timezone)
        self.control.bot_names = BOT_NAMES if bot_name in BOT_NAMES.values() else {}
        self.app = build_app(self.server, self.control, pages_path or Path(__file__).with_name("web"))
        self._state = state
        self.restored = state is not None and store.load(state, self.world, self.profile)
        self._serving: Serving | None = None
        self._saving: asyncio.TimerHandle | None = None
        self._port = 0
        self._host = "127.0.0.1"

    @property
    def journal(self) -> Journal:
        """Every request of the bot."""
        return self.server.journal

    @property
    def faults(self) -> Faults:
        """The faults that are on."""
        return self.server.faults

    @property
    def limits(self) -> Limits:
        """Telegram's sending limits; ``limits.enabled`` switches them."""
        return self.server.limits

    @property
    def problems(self) -> list[str]:
        """What the bot asked that the Bot API does not have."""
        return self.server.problems

    @property
    def url(self) -> str:
        """Where it is served."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self._port}"

    @property
    def api_url(self) -> str:
        """What python-telegram-bot calls ``base_url``."""
        return f"{self.url}/bot"

    @property
    def file_url(self) -> str:
        """What python-telegram-bot calls ``base_file_url``."""
        return f"{self.url}/file/bot"

    @property
    def jumps(self) -> dict[str, Callable[[], datetime | None]]:
        """The clock's jumps by name; each says where to move to, or None. May be filled later."""
        return self.control.jumps

    @property
    def walk(self) -> Walk | None:
        """Who moves the clock for the page, stopping where something falls due on the way; None: at one stride."""
        return self.control.walk

    @walk.setter
    def walk(self, walk: Walk | None) -> None:
        self.control.walk = walk

    @property
    def language(self) -> str | None:
        """The language the page begins in."""
        return self.control.language

    @language.setter
    def language(self, language: str | None) -> None:
        self.control.language = language

    @property
    def story(self) -> Story:
        """The guided story: a list of steps, or an object with ``steps``. Shown with ``at``, the steps done."""
        return self.control.story_data

    @story.setter
    def story(self, story: Story) -> None:
        self.control.story_data = story
        self.world.changed()

    def offer(self, person: Person, payload: str, text: Mapping[str, str]) -> None:
        """Show somebody on the page a start link they were given, until it is followed; ``text``: what it is."""
        self.control.links = [*self.control.links, {"as": person.id, "payload": payload, "text": dict(text)}]
        self.world.changed()

    async def until(self, condition: Callable[[], T], *, within: float = 5.0) -> T:
        """Wait in real time until a condition holds, looking after every change; TimeoutError if it never does."""
        async with asyncio.timeout(within):
            while not (found := condition()):
                await self.control.change(_LOOK)
        return found

    async def drained(self, *, within: float = 5.0) -> None:
        """Wait until the bot has confirmed every update."""
        await self.until(lambda: not self.updates.fresh(), within=within)

    def assert_clean(self) -> None:
        """Fail if the bot ever asked something the Bot API does not have."""
        if self.problems:
            raise AssertionError("the bot broke the Bot API's specification:\n" + "\n".join(self.problems))

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Serve over HTTP in the running loop."""
        self.server.closing = False
        self.app.bound_host = host
        self._serving = Serving(self.app)
        self._port = await self._serving.begin(host, port)
        self._host = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104 - how to reach it, not where it binds
        self._watch()

    async def stop(self) -> None:
        """Stop serving and save."""
        self.server.closing = True
        await self.webhook.stop()
        self.updates.stop()
        self.control.close()
        if self._serving is not None:
            await self._serving.end()
            self._serving = None
        if self._saving is not None:
            self._saving.cancel()
            self._saving = None
        self.save()

    def save(self) -> None:
        """Write the state file now."""
        if self._state is not None:
            store.save(self._state, self.world, self.profile)

    async def __aenter__(self) -> Self:
        """Start on a free port."""
        await self.start()
        return self

    async def __aexit__(self, *_exc: object) -> None:
        """Stop."""
        await self.stop()

    def _watch(self) -> None:
        """Save a second after the last change of a burst began."""
        loop = asyncio.get_running_loop()
        if self._state is None or self._on_change in self.world.listeners:
            return
        self._loop = loop
        self.world.listeners.append(self._on_change)

    def _on_change(self) -> None:
        if self._saving is None and not self.server.closing:
            self._saving = self._loop.call_later(_SAVE_DELAY, self._save_later)

    def _save_later(self) -> None:
        self._saving = None
        self.save()
