"""`duban demo` as a person sees it: the whole guided story in a real browser, on a desk and on a phone."""

from __future__ import annotations

import socket
import sys
from asyncio import subprocess
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.browser.conftest import OpenPage

ROOT = Path(__file__).parents[2]
STORY_STEPS = 22


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
    await page.get_by_text("★★★★★").last.wait_for()
