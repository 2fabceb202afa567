"""The chat page without a mouse: finding words, moving between chats and messages, pressing and answering with keys."""

import pytest
from playwright.async_api import Page, expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import Office, be, enter

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

RING = """() => {
    const one = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(one);
    const ringed = outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
    return one !== document.body && (ringed || one.matches("textarea, input"));
}"""
SMALL = """() => [...document.querySelectorAll(".search-bar button, .search-bar input, .chat-header button")]
    .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect())
    .filter(({ width, height }) => height < 40 || width < 40).length"""


async def shows_focus(page: Page) -> None:
    """Whoever looks sees where the keys stand."""
    assert await page.evaluate(RING), await page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


async def press(page: Page, *keys: str) -> None:
    for key in keys:
        await page.keyboard.press(key)


async def test_words_are_found_in_a_chat_from_the_newest_back(office: Office, open_page: OpenPage) -> None:
    world = office.simulator.world
    for n in range(300):
        world.send(office.wang, office.group, "附表二 Ｑ3" if n in (5, 150, 290) else f"第 {n} 条")
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await press(page, "Control+f")
    await expect(page.locator(".search-input")).to_be_focused()
    await page.keyboard.type("表二 q3")
    await expect(page.locator(".search-count")).to_have_text("1/3")
    await expect(page.locator(".row.found")).to_be_in_viewport()
    seen = []
    for count in ("2/3", "3/3", "1/3"):
        await press(page, "Enter")
        await expect(page.locator(".search-count")).to_have_text(count)
        await expect(page.locator(".row.found")).to_be_in_viewport()
        seen.append(int(await page.locator(".row.found").get_attribute("data-id") or 0))
    assert seen[1] < seen[0] < seen[2]
    await press(page, "Shift+Enter")
    await expect(page.locator(".search-count")).to_have_text("3/3")
    world.send(office.wang, office.group, "再报附表二 Q3")
    await expect(page.locator(".search-count")).to_have_text("4/4")
    await page.keyboard.type("没有的话")
    await expect(page.locator(".search-count")).to_have_text("没有找到")
    await press(page, "Escape")
    await expect(page.locator(".search-bar")).to_be_hidden()
    await expect(page.locator(".row.found")).to_have_count(0)
    await expect(page.locator(".input")).to_be_focused()


@pytest.mark.parametrize(
    ("locale", "label", "nothing"),
    [
        ("zh-CN", "在本聊天中查找", "没有找到"),
        ("zh-TW", "在這個聊天中搜尋", "找不到"),
        ("en-GB", "Search this chat", "Nothing found"),
    ],
)
async def test_a_chat_is_searched_on_a_phone(
    office: Office, open_page: OpenPage, locale: str, label: str, nothing: str
) -> None:
    office.simulator.world.send(office.wang, office.group, "季度报告 quarterly")
    page = (await open_page(office.url, size=PHONE, touch=True, locale=locale)).page
    await page.tap(f".chat[data-chat='{office.group.id}']")
    await page.tap(f".chat-header [aria-label='{label}']")
    await page.fill(".search-input", "QUARTER")
    await expect(page.locator(".search-count")).to_have_text("1/1")
    await expect(page.locator(".row.found")).to_be_in_viewport()
    await page.fill(".search-input", "xyz")
    await expect(page.locator(".search-count")).to_have_text(nothing)
    assert not await page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert await page.evaluate(SMALL) == 0


async def test_chats_and_people_are_changed_with_keys(office: Office, open_page: OpenPage) -> None:
    other = office.simulator.world.group("项目组", members=[office.wang, office.li], creator=office.wang)
    page = (await open_page(office.url)).page
    await be(page, office.li)
    title = page.locator(".chat-header .title")
    await expect(title).to_have_text("督办")
    await press(page, "Alt+ArrowDown")
    await expect(title).to_have_text("综合部 <i>")
    await expect(page.locator(".input")).to_be_focused()
    await press(page, "Alt+ArrowDown")
    await expect(title).to_have_text(other.title or "")
    await press(page, "Alt+ArrowUp")
    await expect(title).to_have_text("综合部 <i>")
    await press(page, "Alt+Shift+ArrowUp")
    await expect(page.locator(f".account[data-person='{office.wang.id}']")).to_have_attribute("aria-checked", "true")
    await page.locator("button.chat").first.focus()
    await press(page, "ArrowDown", "ArrowDown")
    await shows_focus(page)
    await press(page, "Enter")
    await expect(title).to_have_text(other.title or "")
    await expect(page.locator(".input")).to_be_focused()
    await page.locator("button.chat").last.focus()
    await press(page, "Home", "Enter")
    await expect(title).to_have_text("督办")
    await page.locator(".account[aria-checked='true']").focus()
    for person in (office.li, office.zhou, office.wang):
        await press(page, "ArrowRight")
        chosen = page.locator(f".account[data-person='{person.id}']")
        await expect(chosen).to_have_attribute("aria-checked", "true")
        await expect(chosen).to_be_focused()
        await shows_focus(page)


async def test_a_button_is_pressed_and_a_message_answered_with_keys(office: Office, open_page: OpenPage) -> None:
    office.simulator.world.send(office.wang, office.group, "上一条")
    card = await office.card(
        [{"text": "签收", "callback_data": "accept:1"}, {"text": "退回", "callback_data": "decline:1"}]
    )
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await press(page, "Alt+ArrowDown", "Alt+ArrowUp")
    await expect(page.locator(".chat-header .title")).to_have_text("综合部 <i>")
    await expect(page.locator(".input")).to_be_focused()
    await press(page, "Escape")
    await expect(page.locator(f"[data-id='{card['message_id']}']")).to_be_focused()
    await shows_focus(page)
    await press(page, "ArrowRight")
    await expect(page.locator("[data-button='accept:1']")).to_be_focused()
    await press(page, "ArrowRight")
    await expect(page.locator("[data-button='decline:1']")).to_be_focused()
    await shows_focus(page)
    await press(page, "ArrowLeft")
    await expect(page.locator("[data-button='accept:1']")).to_be_focused()
    await press(page, "Enter")
    query = (await office.updates("callback_query"))[0]
    assert query["data"] == "accept:1"
    await office.bot("answerCallbackQuery", callback_query_id=query["id"], text="已签收")
    await expect(page.locator(".toast")).to_have_text("已签收")
    await expect(page.locator("[data-button='accept:1']")).to_be_focused()
    await press(page, "ArrowUp")
    await expect(page.locator(".row:focus")).to_contain_text("上一条")
    await press(page, "r")
    await expect(page.locator(".reply-bar")).to_contain_text("上一条")
    await expect(page.locator(".input")).to_be_focused()
    await page.keyboard.type("知道了")
    await press(page, "Enter")
    await expect(page.locator(".row.own .quote")).to_contain_text("上一条")


async def test_the_menu_of_a_message_is_used_with_keys(office: Office, open_page: OpenPage) -> None:
    office.simulator.world.send(office.wang, office.group, "原话")
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await page.locator(".input").focus()
    await press(page, "Escape", "Enter")
    await expect(page.get_by_role("menu")).to_be_visible()
    await press(page, "ArrowRight", "Enter")
    await expect(page.locator(".reaction.mine")).to_have_count(1)
    await expect(page.locator(".row:focus")).to_contain_text("原话")
    await press(page, "Enter", *["ArrowDown"] * 8, "Enter")
    await expect(page.locator(".reply-bar")).to_contain_text("原话")
    await expect(page.locator(".input")).to_be_focused()


async def test_tab_reaches_the_text_without_passing_every_message(office: Office, open_page: OpenPage) -> None:
    for n in range(60):
        await office.card([{"text": "签收", "callback_data": f"a{n}"}], text=f"督办 #{n}")
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await page.locator(".open-search").focus()
    for _ in range(12):
        await press(page, "Tab")
        if await page.evaluate("document.activeElement.matches('.input')"):
            break
        await shows_focus(page)
    await expect(page.locator(".input")).to_be_focused()
    await press(page, "Escape", "Home")
    await expect(page.locator(".row").first).to_be_focused()
    await press(page, "End", "ArrowDown")
    await expect(page.locator(".input")).to_be_focused()


async def test_the_parts_of_the_page_are_reached_with_one_key(office: Office, open_page: OpenPage) -> None:
    office.simulator.world.send(office.wang, office.group, "话")
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await page.locator(".input").focus()
    for part in (".accounts-box", ".chats", ".story", ".row", ".composer"):
        await press(page, "F6")
        assert await page.evaluate("(part) => Boolean(document.activeElement.closest(part))", part), part
        await shows_focus(page)
    await press(page, "Shift+F6")
    assert await page.evaluate("Boolean(document.activeElement.closest('.row'))")


@pytest.mark.parametrize(
    ("locale", "title", "line"),
    [
        ("zh-CN", "键盘操作", "回复这条消息"),
        ("zh-TW", "鍵盤操作", "回覆這則訊息"),
        ("en-GB", "Keyboard", "Reply to the message"),
    ],
)
async def test_the_keys_are_told(office: Office, open_page: OpenPage, locale: str, title: str, line: str) -> None:
    page = (await open_page(office.url, locale=locale)).page
    await press(page, "Control+/")
    box = page.get_by_role("dialog", name=title)
    await expect(box).to_contain_text(line)
    await press(page, "Escape")
    await expect(box).to_have_count(0)
    await page.locator(".chat-header .icon-button").last.click()
    await page.get_by_role("menuitem", name=title).click()
    await expect(box).to_be_visible()
