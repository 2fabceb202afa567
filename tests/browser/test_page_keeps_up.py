"""The chat page keeps up with the world and fetches what changed, not everything again; what is new is marked."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Locator, Page, Response, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import Office, be, enter, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LITTLE = 4_000  # bytes for one change, whatever the chat's length
MANY = 500


class Meter:
    """Counts what a page fetches."""

    def __init__(self, page: Page) -> None:
        self._coming: list[Response] = []
        page.on("response", lambda response: self._coming.append(response))  # noqa: PLW0108 - playwright marks it

    async def fetched(self, change: Callable[[], Any], seen: Locator, text: str) -> int:
        """The bytes that came until a change was seen, and a moment longer."""
        self._coming.clear()
        result = change()
        if asyncio.iscoroutine(result):
            await result
        await expect(seen).to_contain_text(text)
        await asyncio.sleep(0.3)
        return sum([len(await one.body()) for one in self._coming if one.request.resource_type == "fetch"])


def fill(office: Office, number: int = MANY) -> None:
    for n in range(number):
        office.simulator.world.send(office.wang, office.group, f"第 {n} 条：请各科室于本周五下班前报送材料")


async def test_a_change_in_a_chat_of_500_messages_fetches_the_change(office: Office, open_page: OpenPage) -> None:
    world, group = office.simulator.world, office.group
    fill(office)
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, group.id)
    last = page.locator(".row .text").last
    await expect(last).to_contain_text(f"第 {MANY - 1} 条")
    meter = Meter(page)

    assert await meter.fetched(lambda: world.send(office.wang, group, "新的一条"), last, "新的一条") < LITTLE
    changed = group.messages[-100]
    row = page.locator(f"[data-id='{changed.id}'] .text")
    assert await meter.fetched(lambda: world.edit(office.wang, changed, "改过的话"), row, "改过的话") < LITTLE
    newest = group.messages[-1]
    assert await meter.fetched(lambda: world.delete_message(newest), last, f"第 {MANY - 1} 条") < LITTLE
    assert await meter.fetched(lambda: write(page, "我说一句"), last, "我说一句") < 2 * LITTLE


async def test_coming_back_to_a_chat_fetches_only_what_came_meanwhile(office: Office, open_page: OpenPage) -> None:
    fill(office)
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await expect(page.locator(".row .text").last).to_contain_text(f"第 {MANY - 1} 条")
    await enter(page, office.li.id)
    office.simulator.world.send(office.wang, office.group, "刚才说的")
    last = page.locator(".row .text").last
    meter = Meter(page)
    assert await meter.fetched(lambda: enter(page, office.group.id), last, "刚才说的") < LITTLE


async def test_a_name_that_changed_changes_on_the_page(office: Office, open_page: OpenPage) -> None:
    world = office.simulator.world
    world.send(office.wang, office.group, "大家好")
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await expect(page.locator(".row .sender").first).to_contain_text("王主任")
    world.rename(office.wang, first_name="王局长")
    await expect(page.locator(".row .sender").first).to_contain_text("王局长")


async def test_another_beginning_of_the_world_is_read_whole(office: Office, open_page: OpenPage) -> None:
    """What was known of a world that is gone is not mixed with the new one."""
    office.simulator.world.send(office.wang, office.group, "从前的话")
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await expect(page.locator(".row .text")).to_have_text(["从前的话09:05"])
    office.simulator.control._changes.__init__()  # type: ignore[misc]  # as a simulator that was started again
    office.group.messages.clear()
    office.simulator.world.send(office.wang, office.group, "如今的话")
    await expect(page.locator(".row .text")).to_have_text(["如今的话09:05"])


@pytest.mark.parametrize(
    ("locale", "words"), [("zh-CN", "以下是未读消息"), ("zh-TW", "以下是未讀訊息"), ("en-GB", "Unread messages")]
)
async def test_a_line_stands_above_what_is_unread(office: Office, open_page: OpenPage, locale: str, words: str) -> None:
    world, group = office.simulator.world, office.group
    old = world.send(office.wang, group, "看过的")
    page = (await open_page(office.url, locale=locale)).page
    await be(page, office.li)
    await enter(page, group.id)
    await expect(page.locator(f"[data-id='{old.id}']")).to_be_visible()
    await enter(page, office.li.id)
    await expect(page.locator(f"[data-id='{old.id}']")).to_have_count(0)
    first = world.send(office.wang, group, "没看过的一")
    world.send(office.zhou, group, "没看过的二")
    await expect(page.get_by_role("navigation").get_by_text("没看过的二")).to_be_visible()  # it has been heard of
    await enter(page, group.id)
    line = page.locator(".unread-line")
    await expect(line).to_have_text(words)
    assert await line.evaluate(
        "one => [one.previousElementSibling, one.nextElementSibling].map((each) => each.dataset.id)"
    ) == [
        str(old.id),
        str(first.id),
    ]
    world.send(office.wang, group, "当面说的")
    await expect(page.locator(".row .text").last).to_contain_text("当面说的")
    await expect(line).to_have_count(1)
    await write(page, "收到")
    await expect(line).to_have_count(0)
    await enter(page, office.li.id)
    await enter(page, group.id)
    await expect(page.locator(".row .text").last).to_contain_text("收到")
    await expect(line).to_have_count(0)


async def test_many_unread_messages_are_read_from_the_first(office: Office, open_page: OpenPage) -> None:
    page = (await open_page(office.url, size=PHONE, touch=True)).page
    await page.tap(".me-row")
    await page.tap(f".sheet-item[data-person='{office.li.id}']")
    await page.tap(f".chat[data-chat='{office.group.id}']")
    await expect(page.locator(".chat-header .title")).to_have_text("综合部 <i>")
    await page.tap(".chat-header [aria-label='返回']")
    fill(office, 60)
    await expect(page.locator(f".chat[data-chat='{office.group.id}'] .badge")).to_have_text("60")
    await page.tap(f".chat[data-chat='{office.group.id}']")
    await expect(page.locator(".unread-line")).to_be_in_viewport()
    await expect(page.locator(".pill")).to_be_visible()
    await page.tap(".pill")
    await expect(page.locator(".row").last).to_be_in_viewport()


# What of every button can be seen: those in the chat end where the chat does.
BOXES = """() => {
    const edge = document.querySelector(".scroller").getBoundingClientRect().top;
    return [...document.querySelectorAll("button, a, textarea, input")].filter((one) => one.checkVisibility()).map((one) => {
        const { x, y, right, bottom } = one.getBoundingClientRect();
        return [x, one.closest(".scroller") ? Math.max(y, edge) : y, right, bottom];
    }).filter(([, y, , bottom]) => bottom > y);
}"""


async def height_of(found: Locator) -> float:
    """Where something stands, to half a pixel."""
    box = await found.bounding_box()
    assert box is not None
    return round(box["y"] * 2) / 2


@pytest.mark.parametrize("size", [(1280, 800), PHONE])
async def test_a_toast_lies_on_no_button_and_moves_none(
    office: Office, open_page: OpenPage, size: tuple[int, int]
) -> None:
    fill(office, 30)
    await office.card([{"text": "签收", "callback_data": "a"}, {"text": "退回", "callback_data": "b"}])
    page = (await open_page(f"{office.url}", size=size)).page
    await page.goto(f"{office.url}/#as={office.li.id}&chat={office.group.id}")
    button = page.locator("[data-button='a']")
    before = await height_of(button)
    await button.click()
    query = (await office.updates("callback_query"))[0]
    await office.bot("answerCallbackQuery", callback_query_id=query["id"], text="已签收 #1，请按时办结，逾期将逐级提醒")
    toast = page.locator(".toast")
    await expect(toast).to_be_visible()
    await page.wait_for_timeout(300)
    box = await toast.bounding_box()
    assert box is not None
    left, top, right, bottom = box["x"], box["y"], box["x"] + box["width"], box["y"] + box["height"]
    covered = [b for b in await page.evaluate(BOXES) if b[0] < right and b[2] > left and b[1] < bottom and b[3] > top]
    assert covered == []
    assert abs(await height_of(button) - before) < 1
    await expect(toast).to_have_count(0)
    assert abs(await height_of(button) - before) < 1


async def test_a_toast_does_not_move_what_is_being_read(office: Office, open_page: OpenPage) -> None:
    fill(office, 40)
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await expect(page.locator(".row .text").last).to_contain_text("第 39 条")
    await page.evaluate("document.querySelector('.scroller').scrollTop = 300")
    await expect(page.locator(".pill")).to_be_visible()
    row = page.locator(".row").nth(12)
    before = await height_of(row)
    await page.evaluate("import('./ui.js').then(({ toast }) => toast('说一句'))")
    await expect(page.locator(".toast")).to_be_visible()
    await page.wait_for_timeout(300)
    assert abs(await height_of(row) - before) < 1


@pytest.mark.parametrize(("locale", "name"), [("zh-CN", "督办"), ("zh-TW", "督辦"), ("en-GB", "Duban")])
async def test_the_bot_has_its_name_in_the_pages_language(
    office: Office, open_page: OpenPage, locale: str, name: str
) -> None:
    world = office.simulator.world
    world.start(office.li)
    sent = await office.bot("sendMessage", chat_id=office.group.id, text="早上好")
    world.send(office.wang, office.group, "好", reply_to=sent["message_id"])
    world.forward(office.wang, office.group.messages[-2], office.group)
    await office.bot("sendMessage", chat_id=office.group.id, text="请说")
    page = (await open_page(office.url, locale=locale)).page
    await be(page, office.li)
    await expect(page.locator(f".chat[data-chat='{office.li.id}'] .title")).to_have_text(name)
    await enter(page, office.group.id)
    await expect(page.locator(f".chat[data-chat='{office.group.id}'] .preview")).to_contain_text(f"{name}: ")
    await expect(page.locator(".row .sender bdi").first).to_have_text(name)
    await expect(page.locator(".row .quote-name")).to_have_text(name)
    await expect(page.locator(".row .forwarded")).to_contain_text(name)
    await expect(page.locator(".service").first).to_contain_text(name)
    await page.click("[data-language]")
    await page.get_by_role("menuitem", name="English").click()
    await expect(page.locator(".row .sender bdi").first).to_have_text("Duban")
    await page.locator(".row.other .bubble").first.click(button="right")
    await page.get_by_role("menuitem", name="Reply").click()
    await expect(page.locator(".reply-bar")).to_contain_text("Duban")


async def test_a_question_answered_elsewhere_is_not_asked_on(office: Office, open_page: OpenPage) -> None:
    world = office.simulator.world
    world.start(office.li)
    asked = await office.bot("sendMessage", chat_id=office.li.id, text="原因？", reply_markup={"force_reply": True})
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.li.id)
    await expect(page.locator(".reply-bar")).to_contain_text("原因？")
    world.send(office.li, None, "等财务数据", reply_to=asked["message_id"])
    await expect(page.locator(".reply-bar")).to_be_hidden()
    await page.locator(".row.other .bubble").last.click(button="right")
    await page.get_by_role("menuitem", name="回复").click()
    world.send(office.li, None, "还有一句")
    await expect(page.locator(".row.own .text").last).to_contain_text("还有一句")
    await expect(page.locator(".reply-bar")).to_contain_text("原因？")


async def test_a_chat_opened_on_a_phone_shows_its_newest_message(office: Office, open_page: OpenPage) -> None:
    fill(office, 40)
    page = (await open_page(office.url, size=PHONE, touch=True)).page
    await page.goto(f"{office.url}/#as={office.li.id}&chat={office.group.id}")
    await page.reload()
    await expect(page.locator("#story")).to_be_visible()
    await expect(page.locator(".row .text").last).to_contain_text("第 39 条")
    await expect(page.locator(".row").last).to_be_in_viewport(ratio=1)


async def test_with_the_keyboard_up_a_phone_shows_messages_instead_of_the_story(
    office: Office, open_page: OpenPage
) -> None:
    fill(office, 20)
    page = (await open_page(office.url, size=PHONE, touch=True)).page
    await page.tap(f".chat[data-chat='{office.group.id}']")
    await expect(page.locator("#story")).to_be_visible()
    await page.tap(".input")
    await page.set_viewport_size({"width": 390, "height": 480})
    await expect(page.locator("#story")).to_be_hidden()
    await expect(page.locator(".row").last).to_be_in_viewport(ratio=1)
