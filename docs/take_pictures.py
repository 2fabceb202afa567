"""The pictures of the READMEs and of everyday jobs, from a real browser: `python -m docs.take_pictures`.

Needs chromium, with fonts for Chinese and emoji. Where Pillow is installed the pictures are reduced to 256 colours.
"""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import httpx
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from docs.job_pictures import photograph
from docs.reducing import reduce
from domain.model.languages import LANGUAGES

FOLDER = Path(__file__).parent / "pictures"
_DESK: ViewportSize = {"width": 1280, "height": 800}
_PHONE: ViewportSize = {"width": 390, "height": 844}
_MORNING = 11  # steps of the story until the next working morning has come
_LATE = 14  # and until the deadline has passed


@contextlib.contextmanager
def demo(language: str, state: Path) -> Iterator[str]:
    """The demo as its own process; its address."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        port = s.getsockname()[1]
    words = ["-m", "bot", "demo", "--port", str(port), "--state", str(state), "--lang", language]
    process = subprocess.Popen([sys.executable, *words], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)  # noqa: S603 - ours
    assert process.stdout
    try:
        yield next(line.split()[-1] for line in process.stdout if "http://" in line)
    finally:
        process.terminate()
        process.wait()


def play(page: Page, done: int, until: int) -> None:
    """Have the story told from one step to another."""
    for step in range(done, until):
        page.locator(".story-foot button.primary").click()
        page.locator(".story-count").get_by_text(f"{step + 2}/").wait_for()
        for button in page.locator("dialog[open] button").all():
            button.click()


def opened(browser: Browser, url: str, size: ViewportSize, language: str, place: str = "") -> Page:
    """A page of its own, ready; `place` says as whom and in which chat."""
    phone = size is _PHONE
    context = browser.new_context(viewport=size, is_mobile=phone, has_touch=phone, locale=language)
    page = context.new_page()
    page.goto(f"{url}#{place}")
    page.wait_for_selector("body[data-ready]")
    return page


def take(page: Page, path: Path) -> None:
    """The page as it is, once it has come to rest."""
    page.wait_for_timeout(1000)
    page.screenshot(path=path)
    page.context.close()
    reduce(path)


def tell(browser: Browser, url: str, language: str) -> None:
    """The story, stopped twice: the director's group on a desk, the colleague's private chat on a phone."""
    state = httpx.get(f"{url}sim/state").json()
    ids = {p["username"]: p["id"] for p in state["people"]}
    group = next(c["id"] for c in state["chats"])
    story = opened(browser, url, _DESK, language)
    play(story, 0, _MORNING)
    desk = opened(browser, url, _DESK, language, f"as={ids['wang']}&chat={group}")
    take(desk, FOLDER / f"desktop.{language}.png")
    play(story, _MORNING, _LATE)
    phone = opened(browser, url, _PHONE, language, f"as={ids['li']}&chat={ids['li']}")
    take(phone, FOLDER / f"phone.{language}.png")


def main() -> None:
    """Every language."""
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        for language in LANGUAGES:
            with demo(language, Path(folder) / language) as url:
                tell(browser, url, language)
        browser.close()
    asyncio.run(photograph("zh-Hans"))


if __name__ == "__main__":
    main()
