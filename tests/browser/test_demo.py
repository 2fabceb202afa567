"""`duban demo` as a person sees it: the whole guided story in a real browser, on a desk and on a phone."""

from __future__ import annotations

import re
import socket
import sys
from asyncio import subprocess
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage

ROOT = Path(__file__).parents[2]
STORY_STEPS = 30
TAKEN_OVER = re.compile("✓ (已接手 1 件|1 taken over)")  # how it ends, in each of the languages


@pytest_asyncio.fixture(loop_scope="session", params=["zh-Hans", "zh-Hant", "en"])
async def demo(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The demo as its own process; its address."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    words = ["-m", "bot", "demo", "--port", str(port), "--state", str(tmp_path / "demo"), "--lang", request.param]
    process = await subprocess.create_subprocess_exec(
        sys.executable, *words, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert process.stdout
    while b"http://" not in (line := await process.stdout.readline()):
        assert line, "the demo did not start"
    yield line.decode().split()[-1].rstrip("/")
    process.terminate()
    assert await process.wait() == 0


@pytest.mark.browser
@pytest.mark.timeout(120)
@pytest.mark.asyncio(loop_scope="session")
async def test_the_guided_story_plays_to_its_end(demo: str, open_page: OpenPage) -> None:
    page = (await open_page(demo)).page
    do_it = page.locator(".story-foot button.primary")
    for step in range(STORY_STEPS):
        await page.locator(".story-count", has_text=f"{step + 1}/{STORY_STEPS}").wait_for()
        await do_it.click()
        await page.locator(".story-count", has_text=f"{min(step + 2, STORY_STEPS)}/{STORY_STEPS}").wait_for()
        for button in await page.locator("dialog[open] button").all():
            await button.click()
    await page.get_by_text(TAKEN_OVER).last.wait_for()


NAMES = {"zh-Hans": "督办", "zh-Hant": "督辦", "en": "Duban"}
LOCALES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "en-GB"}
LINK = {"zh-Hans": "管理员链接", "zh-Hant": "管理員連結", "en": "owner's link"}
SAID = {
    "zh-Hans": ("/task @li 明天下午五点前 提交三季度报告", "60% 等财务数据"),
    "zh-Hant": ("/task @li 明天下午五點前 提交第三季報告", "60% 等財務資料"),
    "en": ("/task @li tomorrow 5pm send the third-quarter report", "60% waiting for figures"),
}


async def ask(url: str, act: dict[str, Any] | None = None) -> dict[str, Any]:
    """The demo's state, after somebody's act."""
    async with httpx.AsyncClient(base_url=url, trust_env=False) as http:
        if act:
            await http.post("/sim/act", json=act)
        state: dict[str, Any] = (await http.get("/sim/state")).json()
    return state


class Hands:
    """Somebody who acts on a phone without the story's help."""

    def __init__(self, page: Page, state: dict[str, Any]) -> None:
        self.page = page
        self.ids = {one["username"]: one["id"] for one in state["people"]}
        self.group = state["chats"][0]["id"]

    async def enter(self, name: str, *, group: bool = False) -> None:
        """Become somebody and open a chat from the list."""
        if not await self.page.locator("#sidebar").is_visible():
            await self.page.locator(".chat-header .icon-button").first.tap()
        await self.page.tap(".me-row")
        await self.page.tap(f".sheet-item[data-person='{self.ids[name]}']")
        await self.page.tap(f".chat[data-chat='{self.group if group else self.ids[name]}']")
        await expect(self.page.locator("#conversation")).to_be_visible()

    async def press(self, data: str) -> None:
        """Press the newest button of a kind."""
        await self.page.locator(f"[data-button^='{data}']").last.tap()

    async def write(self, text: str) -> None:
        await self.page.fill(".input", text)
        await self.page.tap(".send")

    async def told(self, step: int) -> None:
        """The story is at this step: the one before counted as done."""
        await expect(self.page.locator(".story-count")).to_have_text(f"{step}/{STORY_STEPS}")


@pytest.mark.browser
@pytest.mark.timeout(120)
@pytest.mark.asyncio(loop_scope="session")
async def test_everything_is_done_by_hand_from_the_first_button(demo: str, open_page: OpenPage) -> None:
    state = await ask(demo)
    language = state["lang"]
    page = (await open_page(demo, size=PHONE, touch=True, locale=LOCALES[language])).page
    hands, task, report = Hands(page, state), *SAID[language]
    await hands.told(1)
    await expect(page.locator("#story .start-link")).to_contain_text("t.me/duban_bot?start=claim_")
    await hands.enter("wang")
    await expect(page.locator(".chat-header .title")).to_have_text(NAMES[language])
    await expect(page.locator(".start-pane")).to_contain_text(LINK[language])
    await expect(page.locator(".start-pane .start-link")).to_contain_text("t.me/duban_bot?start=claim_")
    await page.tap(".start-pane button.primary")
    await hands.told(2)
    await expect(page.locator(".row.other .text").last).to_contain_text(NAMES[language])
    await expect(page.locator(".start-link")).to_have_count(0)
    await hands.enter("wang", group=True)
    await page.locator(".chat-header .icon-button").last.tap()
    await page.locator("[role='menuitem']").nth(1).tap()
    await hands.told(3)
    await hands.enter("li", group=True)
    await hands.press("j:")
    await hands.told(4)
    await page.locator("dialog[open] button").tap()
    await page.locator("a.key").last.tap()
    await hands.told(5)
    await hands.enter("zhou", group=True)
    await hands.press("j:")
    await hands.told(6)
    await page.locator("dialog[open] button").tap()
    await hands.enter("zhou")
    await page.tap(".start-pane button.primary")
    await hands.told(7)
    await hands.enter("wang", group=True)
    await hands.write("/role @zhou supervisor")
    await hands.told(8)
    await hands.write(task)
    await hands.told(9)
    await hands.enter("li")
    await hands.press("t:accept:")
    await hands.told(10)
    await page.locator(".row.other .bubble").last.click(button="right")  # as a long press does
    await page.locator("[role='menuitem']").first.tap()
    await hands.write(report)
    await hands.told(11)
    assert not await page.evaluate("document.documentElement.scrollWidth > window.innerWidth")


@pytest.mark.browser
@pytest.mark.timeout(120)
@pytest.mark.asyncio(loop_scope="session")
async def test_who_starts_without_the_owners_link_still_has_it(demo: str, open_page: OpenPage) -> None:
    wang = (await ask(demo))["people"][0]["id"]
    state = await ask(demo, {"as": wang, "do": "start"})
    page = (await open_page(demo, locale=LOCALES[state["lang"]])).page
    await expect(page.locator(".story-count")).to_have_text(f"1/{STORY_STEPS}")
    await expect(page.locator(".link-bar")).to_contain_text(LINK[state["lang"]])
    await page.click(".link-bar .start-link")
    await expect(page.locator(".story-count")).to_have_text(f"2/{STORY_STEPS}")
    await expect(page.locator(".link-bar")).to_be_hidden()


@pytest.mark.browser
@pytest.mark.timeout(120)
@pytest.mark.asyncio(loop_scope="session")
async def test_a_card_is_found_and_sent_by_typing_the_bots_name(demo: str, open_page: OpenPage) -> None:
    state = await ask(demo)
    page = (await open_page(demo, size=PHONE, touch=True, locale=LOCALES[state["lang"]])).page
    for step in range(9):
        await page.locator(".story-foot button.primary").tap()
        await page.locator(".story-count", has_text=f"{step + 2}/{STORY_STEPS}").wait_for()
        for button in await page.locator("dialog[open] button").all():
            await button.tap()
    hands = Hands(page, state)
    await hands.enter("wang", group=True)
    await page.locator(".input").press_sequentially("@duban_bot 1")
    row = page.locator(".suggestion")
    await expect(row).to_have_count(1)
    title, beside = row.locator(".one-line").nth(0), row.locator(".one-line").nth(1)
    await expect(title).to_contain_text("#1")
    assert await title.evaluate("line => line.scrollWidth <= line.clientWidth"), "the title is not cut"
    assert await beside.inner_text()
    await row.tap()
    await expect(page.locator(".input")).to_have_value("")
    await expect(page.locator(".row.own .text").last).to_contain_text("#1")
    await expect(page.locator("a.key").last).to_be_visible()
