"""A real chromium for the tests of this directory: one browser, one event loop (``loop_scope="session"``)."""

import copy
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright, expect

from simulator.clock import SimClock
from simulator.simulator import Simulator
from tests.browser.office import MONDAY, STORY, Office

QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP = (1280, 800)
expect.set_options(timeout=15_000)  # machines are busy
PHONE = (390, 844)


@dataclass
class Watched:
    """A page and everything about it that must not happen."""

    page: Page
    origin: str
    console: list[str] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)

    def watch(self) -> None:
        """Note complaints of the console, script errors and requests to anywhere else."""
        self.page.on("console", lambda message: self._note(message.type, message.text))
        self.page.on("pageerror", lambda error: self.console.append(f"pageerror: {error}"))
        self.page.on("request", lambda request: self._asked(request.url))

    def _note(self, kind: str, text: str) -> None:
        if kind in {"error", "warning"}:
            self.console.append(f"{kind}: {text}")

    def _asked(self, url: str) -> None:
        if not url.startswith(f"{self.origin}/"):
            self.strangers.append(url)


OpenPage = Callable[..., Awaitable[Watched]]


def chromium_path() -> str:
    """Where chromium is; the test is skipped without one, unless ``DUBAN_REQUIRE_BROWSER`` forbids that."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        missing = "no chromium is installed"
        if os.environ.get("DUBAN_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    return found


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """The browser."""
    path = chromium_path()
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(chromium: Browser) -> AsyncIterator[OpenPage]:
    """``await open_page(url)``: a fresh browser profile on the page, ready; a phone with ``size=PHONE, touch=True``.

    At the end of the test no page may have complained or asked another origin.
    """
    opened: list[Watched] = []

    async def opener(
        url: str, *, size: tuple[int, int] = DESKTOP, touch: bool = False, locale: str = "zh-CN"
    ) -> Watched:
        width, height = size
        context = await chromium.new_context(
            viewport={"width": width, "height": height}, has_touch=touch, is_mobile=touch, locale=locale
        )
        context.set_default_timeout(15_000)
        watched = Watched(await context.new_page(), url)
        watched.watch()
        opened.append(watched)
        await watched.page.goto(f"{url}/")
        await watched.page.wait_for_selector("body[data-ready]")
        return watched

    yield opener
    for watched in opened:
        await watched.page.context.close()
    assert [watched.console for watched in opened if watched.console] == []
    assert [watched.strangers for watched in opened if watched.strangers] == []


@pytest_asyncio.fixture(loop_scope="session")
async def office() -> AsyncIterator[Office]:
    """A fresh office at nine on a Monday."""
    clock = SimClock(MONDAY, frozen=True)
    jumps = {
        "next_event": lambda: clock.now() + timedelta(minutes=30),
        "next_working_morning": lambda: datetime(2026, 3, 3, 0, 30, tzinfo=UTC),
    }
    story = copy.deepcopy(STORY)
    async with (
        Simulator(clock, jumps=jumps, story=story, timezone="Asia/Shanghai", strict_limits=False) as simulator,
        httpx.AsyncClient(trust_env=False) as http,
    ):
        yield Office(simulator, http, story)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One browser at a time: several of them and the other tests would keep each other waiting beyond all patience."""
    for item in items:
        if "browser" in item.path.parts:
            item.add_marker(pytest.mark.xdist_group("browser"))
