"""An office for the chat page's tests: people act on the page, and a bare HTTP client plays the bot."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx
from playwright.async_api import Page, expect

from simulator.model import Chat, Person
from simulator.simulator import Simulator

MONDAY = datetime(2026, 3, 2, 1, 5, tzinfo=UTC)  # 09:05 in Shanghai
HOSTILE_NAME = "<u>Zhou</u> \u2067شو\u2069"
STORY: dict[str, Any] = {
    "title": {"zh-Hans": "一件事", "zh-Hant": "一件事", "en": "One matter"},
    "steps": [
        {"text": {"zh-Hans": "先问好", "zh-Hant": "先問好", "en": "Say hello"}},
        {"text": {"zh-Hans": "按签收", "zh-Hant": "按簽收", "en": "Accept"}},
        {
            "text": {"zh-Hans": "过一小时", "zh-Hant": "過一小時", "en": "An hour"},
            "do": {"clock": {"advance_seconds": 3600}},
        },
    ],
}
PATIENCE = 400  # twentieths of a second: other tests share the machine


class Office:
    """The simulator, its people and a bot that is nothing but HTTP."""

    def __init__(self, simulator: Simulator, http: httpx.AsyncClient, story: dict[str, Any]) -> None:
        self.simulator = simulator
        self.story = story
        self.http = http
        world = simulator.world
        self.wang: Person = world.person("王主任", username="wang")
        self.li: Person = world.person("李明", username="li")
        self.zhou: Person = world.person(HOSTILE_NAME)
        self.group: Chat = world.group("综合部 <i>", members=[self.wang, self.li, self.zhou], creator=self.wang)
        world.add_bot(self.wang, self.group)

    @property
    def url(self) -> str:
        return self.simulator.url

    async def bot(self, method: str, **fields: Any) -> Any:
        """One request of the bot."""
        answer = (await self.http.post(f"{self.url}/bot{self.simulator.token}/{method}", json=fields)).json()
        assert answer["ok"], answer
        return answer["result"]

    async def updates(self, kind: str, count: int = 1) -> list[dict[str, Any]]:
        """Wait until the bot's queue holds this many updates of a kind."""
        found: list[dict[str, Any]] = []
        for _ in range(PATIENCE):
            queue = await self.bot("getUpdates", timeout=0)
            found = [update[kind] for update in queue if kind in update]
            if len(found) >= count:
                return found
            await asyncio.sleep(0.05)
        raise AssertionError(f"the bot was told of {len(found)} {kind}, not {count}")

    async def card(self, *rows: list[dict[str, str]], text: str = "督办 #1") -> dict[str, Any]:
        """A message of the bot in the group, with buttons."""
        shown: dict[str, Any] = await self.bot(
            "sendMessage", chat_id=self.group.id, text=text, reply_markup={"inline_keyboard": list(rows)}
        )
        return shown


async def be(page: Page, person: Person) -> None:
    await page.click(f".account[data-person='{person.id}']")
    await expect(page.locator(f".account[data-person='{person.id}']")).to_have_attribute("aria-checked", "true")


async def enter(page: Page, chat_id: int) -> None:
    await page.click(f".chat[data-chat='{chat_id}']")
    await expect(page.locator(f".chat[data-chat='{chat_id}']")).to_have_attribute("aria-current", "true")


async def write(page: Page, text: str) -> None:
    await page.fill(".input", text)
    await page.press(".input", "Enter")
