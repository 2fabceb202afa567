"""Pictures of everyday jobs on a phone, as whoever does them sees them: `tests/journeys/thumbs.py` is played and looked at."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from playwright.async_api import Browser, async_playwright

from docs.reducing import reduce
from simulator.model import Chat, Person
from tests.journeys.thumbs import START, Office
from tests.stage import Stage, stage

FOLDER = Path(__file__).parent / "pictures"
COLOURS = 96


async def photograph(language: str, *, only: frozenset[str] = frozenset()) -> None:
    """Play the jobs and take each, or `only` some, as `pictures/job-<name>.<language>.png`."""
    with tempfile.TemporaryDirectory() as folder:
        async with async_playwright() as playwright, stage(Path(folder), language, START) as s:
            await s.set_up_office()
            for message in [m for chat in s.world.chats.values() for m in chat.messages]:
                message.deleted = True  # how the office was set up is out of the picture
            browser = await playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
            )

            async def look(job: str, whose: Person, chat: Chat | None) -> None:
                if not only or job in only:
                    await _take(browser, s, language, job, (whose, chat or s.world.private(whose)))

            await Office(s, look).all()
            await browser.close()


async def _take(browser: Browser, s: Stage, language: str, job: str, place: tuple[Person, Chat]) -> None:
    whose, chat = place
    context = await browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, locale=language
    )
    page = await context.new_page()
    await page.goto(f"{s.sim.url}/#as={whose.id}&chat={chat.id}")
    await page.wait_for_selector("body[data-ready]")
    await page.wait_for_timeout(1000)
    path = FOLDER / f"job-{job}.{language}.png"
    await page.screenshot(path=path)
    await context.close()
    reduce(path, COLOURS)
