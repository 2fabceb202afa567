"""The chat page in a real browser, on the simulator alone: people act, and a bare HTTP client plays the bot."""

import re
from pathlib import Path

import pytest
from playwright.async_api import expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.office import HOSTILE_NAME, Office, be, enter, write

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

HOSTILE = '<img src=x onerror="window.hacked=1"> <b>fett</b> \u2067abc\u2069 &amp; javascript:alert(1)'


async def test_one_chooses_who_to_be_and_sees_that_persons_chats(office: Office, open_page: OpenPage) -> None:
    stranger = office.simulator.world.person("Ann", last_name="Lee", username="ann")
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await expect(page.locator(".chat .title")).to_have_text(["督办", "综合部 <i>"])
    await be(page, stranger)
    await expect(page.locator("button.chat")).to_have_count(1)
    await expect(page.locator(".chat.outside .title")).to_have_text(["综合部 <i>"])
    await page.click(".chat.outside button")
    await expect(page.locator("button.chat")).to_have_count(2)
    await expect(page.locator(".service").last).to_contain_text("Ann Lee")


async def test_the_bot_can_be_started_and_written_to(office: Office, open_page: OpenPage) -> None:
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.li.id)
    await page.click(".start-pane button")
    await expect(page.locator(".row.own .text")).to_contain_text("/start")
    await write(page, "第一行\n第二行")
    await expect(page.locator(".row.own")).to_have_count(2)
    told = await office.updates("message", 2)
    assert [message["text"] for message in told[-2:]] == ["/start", "第一行\n第二行"]
    assert told[-1]["from"]["id"] == office.li.id
    await expect(page.locator(".input")).to_have_value("")


async def test_what_one_person_writes_another_sees_at_once(office: Office, open_page: OpenPage) -> None:
    hers = (await open_page(office.url)).page
    his = (await open_page(office.url)).page
    await be(hers, office.wang)
    await enter(hers, office.group.id)
    await be(his, office.li)
    await enter(his, office.li.id)
    await write(hers, "大家好")
    await expect(his.locator(f".chat[data-chat='{office.group.id}'] .preview")).to_have_text("王主任: 大家好")
    await expect(his.locator(f".chat[data-chat='{office.group.id}'] .badge")).to_be_visible()
    await enter(his, office.group.id)
    await expect(his.locator(".row.other .text")).to_contain_text("大家好")
    await expect(his.locator(f".chat[data-chat='{office.group.id}'] .badge")).to_have_count(0)


async def test_hostile_text_and_names_are_only_text(office: Office, open_page: OpenPage) -> None:
    office.simulator.world.send(office.zhou, office.group, HOSTILE)
    await office.card([{"text": HOSTILE[:40], "callback_data": "x"}], text=HOSTILE)
    page = (await open_page(office.url)).page
    await be(page, office.wang)
    await enter(page, office.group.id)
    await expect(page.locator(".row .text")).to_have_count(2)
    texts = await page.locator(".row .text").all_text_contents()
    assert all(HOSTILE in text for text in texts), texts
    await expect(page.locator(".row .sender bdi").first).to_have_text(HOSTILE_NAME)
    await expect(page.locator(".key bdi")).to_have_text(HOSTILE[:40])
    await expect(page.locator(".log img, .log b, .sidebar u, .sidebar i")).to_have_count(0)
    assert await page.evaluate("window.hacked") is None


async def test_links_lead_only_where_a_link_may(office: Office, open_page: OpenPage) -> None:
    page = (await open_page(office.url)).page
    found = await page.evaluate(
        """async () => {
            const { renderText } = await import("./text.js");
            const text = "abcdefgh";
            const link = (offset, url) => ({ type: "text_link", offset, length: 1, url });
            const entities = [link(0, "javascript:alert(1)"), link(1, "data:text/html,x"),
                link(2, " java\\tscript:alert(1)"), link(3, "https://example.org/a"), link(4, "example.org"),
                { type: "bold", offset: 5, length: 99 },
                { type: "spoiler", offset: 6, length: -3 }, { type: "nobody_knows", offset: 7, length: 1 }];
            const box = document.createElement("div");
            box.append(renderText(text, entities, {}));
            return [box.textContent, [...box.querySelectorAll("a")].map((a) => a.href)];
        }"""
    )
    assert found[0] == "abcdefgh"
    assert all(href.startswith("https://") for href in found[1]), found
    assert "https://example.org/a" in found[1]


async def test_a_press_reaches_the_bot_and_its_answer_the_person(office: Office, open_page: OpenPage) -> None:
    accept = {"text": "签收", "callback_data": "accept:1", "style": "success"}
    await office.card([accept, {"text": "退回", "callback_data": "decline:1", "style": "danger"}])
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await page.click("[data-button='accept:1']")
    await expect(page.locator("[data-button='accept:1']")).to_have_attribute("aria-busy", "true")
    query = (await office.updates("callback_query"))[0]
    assert (query["data"], query["from"]["id"]) == ("accept:1", office.li.id)
    await office.bot("answerCallbackQuery", callback_query_id=query["id"], text="已签收 <b>#1</b>")
    await expect(page.locator(".toast")).to_have_text("已签收 <b>#1</b>")
    await expect(page.locator("[data-button='accept:1']")).to_have_attribute("aria-busy", "false")
    await page.click("[data-button='decline:1']")
    query = (await office.updates("callback_query", 2))[1]
    await office.bot("answerCallbackQuery", callback_query_id=query["id"], text="不是您的事项", show_alert=True)
    await expect(page.get_by_role("alertdialog")).to_contain_text("不是您的事项")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("alertdialog")).to_have_count(0)


async def test_an_edited_card_changes_in_place(office: Office, open_page: OpenPage) -> None:
    card = await office.card([{"text": "签收", "callback_data": "accept:1"}])
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await expect(page.locator(".key")).to_have_count(1)
    await office.bot(
        "editMessageText",
        chat_id=office.group.id,
        message_id=card["message_id"],
        text="<b>办理中</b>",
        parse_mode="HTML",
    )
    await expect(page.locator(".row.other strong")).to_have_text("办理中")
    await expect(page.locator(".key")).to_have_count(0)
    await expect(page.locator(".row.other")).to_have_count(1)


async def test_a_start_link_starts_the_bot_and_leaves_nothing(office: Office, open_page: OpenPage) -> None:
    await office.card([{"text": "打开私聊", "url": "https://t.me/duban_bot?start=join_7"}])
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    await page.click(".key")
    await expect(page.locator(".row.own .text")).to_contain_text("/start join_7")
    assert len(page.context.pages) == 1
    assert (await office.updates("message"))[-1]["text"] == "/start join_7"


async def test_what_the_bot_asks_is_answered_by_a_reply(office: Office, open_page: OpenPage) -> None:
    office.simulator.world.start(office.li)
    asked = await office.bot("sendMessage", chat_id=office.li.id, text="原因？", reply_markup={"force_reply": True})
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.li.id)
    await expect(page.locator(".reply-bar")).to_contain_text("原因？")
    await write(page, "等财务数据")
    await expect(page.locator(".row.own .quote")).to_contain_text("原因？")
    await expect(page.locator(".reply-bar")).to_be_hidden()
    assert (await office.updates("message"))[-1]["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_topic_is_looked_at_and_written_in(office: Office, open_page: OpenPage) -> None:
    world, li = office.simulator.world, office.li
    world.have_private_topics()
    world.start(li, "")
    topics = [await office.bot("createForumTopic", chat_id=li.id, name=name) for name in ("#1 报告", HOSTILE[:60])]
    threads = [topic["message_thread_id"] for topic in topics]
    for thread in threads:
        await office.bot("sendMessage", chat_id=li.id, message_thread_id=thread, text=f"卡片 {thread}")
    page = (await open_page(office.url)).page
    await be(page, li)
    await enter(page, li.id)
    await expect(page.locator(".topic-tab")).to_have_text(["全部", "#1 报告", HOSTILE[:60]])
    await expect(page.locator(".row .topic-label")).to_have_text(["#1 报告", HOSTILE[:60]])
    await page.click(".topic-label >> nth=0")
    await expect(page.locator(".topic-tab[aria-pressed=true]")).to_have_text("#1 报告")
    await expect(page.locator(".row .text")).to_have_count(1)
    await write(page, "60%")
    await expect(page.locator(".row.own")).to_have_count(1)
    told = (await office.updates("message", 2))[-1]
    assert (told["text"], told["message_thread_id"], told["is_topic_message"]) == ("60%", threads[0], True)
    await page.click(".topic-tab >> nth=0")
    await write(page, "早上好")
    told = (await office.updates("message", 3))[-1]
    assert "message_thread_id" not in told
    world.delete_topic(world.private(li), world.private(li).topics[threads[0]])
    await expect(page.locator(".topic-tab")).to_have_text(["全部", HOSTILE[:60]])


async def test_commands_and_people_are_offered_while_typing(office: Office, open_page: OpenPage) -> None:
    await office.bot(
        "setMyCommands",
        commands=[{"command": "task", "description": "交办"}, {"command": "mine", "description": "我的"}],
    )
    page = (await open_page(office.url)).page
    await be(page, office.wang)
    await enter(page, office.group.id)
    await page.locator(".input").press_sequentially("/ta")
    await expect(page.get_by_role("option")).to_have_count(1)
    await page.keyboard.press("Enter")
    await expect(page.locator(".input")).to_have_value("/task ")
    await page.locator(".input").press_sequentially("@李")
    await expect(page.get_by_role("option")).to_contain_text("李明")
    await page.keyboard.press("Tab")
    await expect(page.locator(".input")).to_have_value("/task @li ")
    await page.locator(".input").press_sequentially("写报告")
    await page.keyboard.press("Enter")
    await expect(page.locator(".row.own .text")).to_contain_text("/task @li 写报告")


async def test_a_photo_and_a_file_are_sent(office: Office, open_page: OpenPage, tmp_path: Path) -> None:
    report = tmp_path / "报告 <1>.txt"
    report.write_text("第一季度", encoding="utf-8")
    page = (await open_page(office.url)).page
    await be(page, office.wang)
    await enter(page, office.group.id)
    async with page.expect_file_chooser() as chooser:
        await page.click("button[aria-haspopup='menu'].icon-button")
        await page.get_by_role("menuitem", name="文件").click()
    await (await chooser.value).set_files(report)
    await expect(page.locator(".chip .file-name")).to_have_text(report.name)
    await write(page, "请看附件")
    await expect(page.locator(".row.own .file-name")).to_have_text(report.name)
    await expect(page.locator(".row.own .text")).to_contain_text("请看附件")
    await expect(page.locator(".chip")).to_have_count(0)


async def test_reading_older_messages_is_not_disturbed_by_new_ones(office: Office, open_page: OpenPage) -> None:
    for number in range(40):
        office.simulator.world.send(office.wang, office.group, f"第 {number} 条")
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.group.id)
    scrolled = "document.querySelector('.scroller').scrollTop"
    await expect(page.locator(".row").last).to_be_in_viewport()
    await page.evaluate(f"{scrolled} = 100")
    await expect(page.locator(".pill")).to_be_visible()
    office.simulator.world.send(office.zhou, office.group, "新的一条")
    await expect(page.locator(".pill")).to_contain_text("新消息 · 1")
    assert await page.evaluate(scrolled) == 100
    await page.click(".pill")
    await expect(page.locator(".row").last).to_be_in_viewport()
    await expect(page.locator(".pill")).to_be_hidden()
    office.simulator.world.send(office.zhou, office.group, "又一条")
    await expect(page.locator(".row").last).to_contain_text("又一条")
    await expect(page.locator(".row").last).to_be_in_viewport()


async def test_a_message_can_be_answered_reacted_to_edited_and_forwarded(office: Office, open_page: OpenPage) -> None:
    office.simulator.world.start(office.wang)
    office.simulator.world.send(office.li, office.group, "原话")
    page = (await open_page(office.url)).page
    await be(page, office.wang)
    await enter(page, office.group.id)
    bubble = page.locator(".row.other .bubble")
    await bubble.click(button="right")
    await page.get_by_role("menuitem", name="回复").click()
    await write(page, "答话")
    own = page.locator(".row.own")
    await expect(own.locator(".quote")).to_contain_text("原话")
    await own.locator(".text").click(button="right")
    await page.get_by_role("menuitem", name="编辑").click()
    await write(page, "改过的话")
    await expect(own.locator(".text")).to_contain_text("改过的话")
    await expect(own.locator(".edited")).to_be_visible()
    await bubble.click(button="right")
    await page.click(".react-row button:nth-child(2)")
    await expect(page.locator(".row.other .reaction.mine")).to_have_count(1)
    await bubble.click(button="right")
    await page.get_by_role("menuitem", name="转发").click()
    await page.locator("dialog .sheet-item", has_text="督办").click()
    await expect(page.locator(".row.own .forwarded")).to_contain_text("李明")
    await expect(page.locator(".chat-header .title")).to_have_text("督办")


async def test_who_blocked_the_bot_is_offered_the_way_back(office: Office, open_page: OpenPage) -> None:
    office.simulator.world.start(office.li)
    page = (await open_page(office.url)).page
    await be(page, office.li)
    await enter(page, office.li.id)
    await page.click(".chat-header [aria-label='更多']")
    await page.get_by_role("menuitem", name="屏蔽机器人").click()
    await page.get_by_role("button", name="取消屏蔽").click()
    await expect(page.locator(".input")).to_be_visible()
    assert not office.li.blocked


async def test_the_clock_is_moved_by_its_buttons(office: Office, open_page: OpenPage) -> None:
    page = (await open_page(office.url)).page
    time = page.locator(".clock-time")
    await expect(time).to_have_text("09:05")
    await page.click("[data-clock='hour']")
    await expect(time).to_have_text("10:05")
    await page.click("[data-clock='next_event']")
    await expect(time).to_have_text("10:35")
    await page.click("[data-clock='next_working_morning']")
    await expect(time).to_have_text("08:30")
    await expect(page.locator(".clock-date")).to_have_text(re.compile("3月3日.*周二"))
    await page.click("[data-clock='run']")
    await expect(page.locator("[data-clock='run']")).to_have_attribute("aria-pressed", "true")
    assert not office.simulator.clock.frozen


async def test_the_story_is_told_done_for_one_and_done_by_hand(office: Office, open_page: OpenPage) -> None:
    hello, accept, _ = office.story["steps"]
    hello |= {"as": office.wang.id, "chat": office.group.id, "do": {"do": "send", "text": "/task @li 明天 写报告"}}
    accept |= {"as": office.li.id, "chat": office.group.id, "do": {"do": "press", "button": "签收"}}
    page = (await open_page(office.url)).page
    story = page.locator("#story")
    await expect(story).to_contain_text("先问好")
    await story.get_by_role("button", name="替我做").click()
    await expect(page.locator(".row.own .text")).to_contain_text("/task @li 明天 写报告")
    await expect(story).to_contain_text("按签收")
    await office.card([{"text": "签收", "callback_data": "accept:77"}])
    await be(page, office.li)
    await enter(page, office.group.id)
    await page.click("[data-button='accept:77']")
    query = (await office.updates("callback_query"))[0]
    await office.bot("answerCallbackQuery", callback_query_id=query["id"])
    await expect(story).to_contain_text("过一小时")
    await story.get_by_role("button", name="替我做").click()
    await expect(page.locator(".clock-time")).to_have_text("10:05")
    await expect(story.get_by_role("button", name="重新开始")).to_be_visible()


async def test_a_phone_shows_one_pane_at_a_time(office: Office, open_page: OpenPage) -> None:
    page = (await open_page(office.url, size=PHONE, touch=True)).page
    await expect(page.locator("#sidebar")).to_be_visible()
    await expect(page.locator("#conversation")).to_be_hidden()
    await page.tap(".me-row")
    await page.tap(f".sheet-item[data-person='{office.li.id}']")
    await expect(page.locator(".me-row")).to_contain_text("李明")
    await page.tap(f".chat[data-chat='{office.group.id}']")
    await expect(page.locator("#sidebar")).to_be_hidden()
    await expect(page.locator(".chat-header .title")).to_have_text("综合部 <i>")
    await page.fill(".input", "从手机发出")
    await page.tap(".send")
    await expect(page.locator(".row.own .text")).to_contain_text("从手机发出")
    wider = await page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    assert not wider
    await page.tap(".chat-header [aria-label='返回']")
    await expect(page.locator("#sidebar")).to_be_visible()
    await expect(page.locator("#conversation")).to_be_hidden()


async def test_everything_to_tap_is_large_enough_for_a_thumb(office: Office, open_page: OpenPage) -> None:
    await office.card([{"text": "签收", "callback_data": "a"}, {"text": "退回", "callback_data": "b"}])
    page = (await open_page(office.url, size=PHONE, touch=True)).page
    await page.tap(f".chat[data-chat='{office.group.id}']")
    await expect(page.locator(".key")).to_have_count(2)
    small = await page.evaluate(
        """() => [...document.querySelectorAll("button, .key, textarea")]
            .filter((one) => one.checkVisibility() && !one.closest(".text") && !one.matches(".sender"))
            .map((one) => [one.className, one.getBoundingClientRect()])
            .filter(([, box]) => box.height < 40 || box.width < 40).map(([name]) => name)"""
    )
    assert small == []


@pytest.mark.parametrize(("locale", "words"), [("zh-CN", "当前身份"), ("zh-TW", "目前身分"), ("en-GB", "You are")])
async def test_the_page_speaks_three_languages(office: Office, open_page: OpenPage, locale: str, words: str) -> None:
    page = (await open_page(office.url, locale=locale)).page
    await expect(page.locator("#sidebar .caption").first).to_have_text(words)
    await page.click("[data-language]")
    await page.get_by_role("menuitem", name="English").click()
    await expect(page.locator("#sidebar .caption").first).to_have_text("You are")
    await page.reload()
    await expect(page.locator("#sidebar .caption").first).to_have_text("You are")


async def test_the_three_catalogues_say_the_same_things(office: Office, open_page: OpenPage) -> None:
    page = (await open_page(office.url)).page
    catalogues = await page.evaluate("import('./i18n.js').then(({ WORDS }) => WORDS)")
    fields = {
        language: {key: sorted(re.findall(r"\{\w+\}", words)) for key, words in catalogue.items()}
        for language, catalogue in catalogues.items()
    }
    assert fields["zh-Hans"] == fields["zh-Hant"] == fields["en"]
    assert all(words.strip() for catalogue in catalogues.values() for words in catalogue.values())


async def test_the_page_outlives_a_restart_of_the_simulator(office: Office, open_page: OpenPage) -> None:
    watched = await open_page(office.url)
    page = watched.page
    await be(page, office.li)
    await enter(page, office.group.id)
    port = int(office.url.rsplit(":", 1)[1])
    await office.simulator.stop()
    await expect(page.locator("#banner")).to_be_visible()
    await office.simulator.start(port=port)
    office.simulator.world.send(office.wang, office.group, "我回来了")
    await expect(page.locator(".row.other .text")).to_contain_text("我回来了")
    await expect(page.locator("#banner")).to_be_hidden()
    assert all(
        "ERR_CONNECTION" in line or "ERR_EMPTY" in line or "ERR_INCOMPLETE" in line for line in watched.console
    ), watched.console
    watched.console.clear()
