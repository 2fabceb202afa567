"""Whatever people write, press or are called: one clear sentence, nothing changed, nobody else disturbed."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.matters import a_second_task, a_task, an_outsider
from tests.stage import Stage

# -- who is asking -------------------------------------------------------------------------------------------------


async def test_an_unknown_person_is_named_in_the_refusal(office: Stage, words: Words) -> None:
    before = office.state()
    said = await office.say(office.wang, office.group, "/task @nobody 明天下班前 提交报告")
    assert [m.text for m in said] == [words("refuse-unknown-person", name="@nobody")]
    said = await office.say(
        office.wang, office.group, "/task 路人 明天下班前 提交报告", mentions={"路人": office.stranger}
    )
    assert [m.text for m in said] == [words("refuse-unknown-person", name="路人")]
    assert office.state() == before


async def test_a_stranger_in_private_learns_only_that_an_invitation_is_needed(office: Stage, words: Words) -> None:
    await a_task(office)
    before = office.state()
    for text in (
        "/start",
        "/role @li",
        "/digest",
        "/transfer 1 @li",
        "/extend 1 昨天下班前",
        "/help",
        "/mine",
        "/task 明天 写总结",
        "/show 1",
        "/role @li leader",
        "你好",
        "/x",
    ):
        assert [m.text for m in await office.say(office.stranger, None, text)] == [words("refuse-stranger")], text
    assert office.state() == before


async def test_a_stranger_in_a_teams_group_can_neither_command_nor_press(office: Stage, words: Words) -> None:
    await a_task(office)
    office.world.join(office.stranger, office.group)
    await office.settle()
    before, stood = office.state(), len(office.messages(office.group))
    assert await office.press(office.stranger, office.card(office.group, 1), "签收") == words("join-first")
    said = await office.say(office.stranger, office.group, "/show 1")
    assert [m.text for m in said] == [words("join-first")]
    said = await office.say(office.stranger, office.group, "我来办", reply_to=office.card(office.group, 1).id)
    assert [m.text for m in said] == [words("join-first")]
    assert office.state() == before
    assert len(office.messages(office.group)) == stood + 5, "the button is shown to whoever pressed, too"


async def test_an_unknown_command_is_answered_in_private_and_passed_over_in_a_group(
    office: Stage, words: Words
) -> None:
    before = office.state()
    assert [m.text for m in await office.say(office.li, None, "/hello")] == [words("refuse-unknown-command")]
    assert await office.say(office.li, office.group, "/hello") == []
    assert office.state() == before


# -- when ----------------------------------------------------------------------------------------------------------


BAD_DEADLINES = {
    "past": ("昨天下班前", "2020年1月1日前", "今天早上八点前", "2026年11月20日前"),
    "impossible": ("2月30日", "11月31日", "25:00", "明天26点"),
}


@pytest.mark.parametrize("problem", BAD_DEADLINES)
async def test_a_deadline_gone_by_or_that_no_calendar_has_is_refused(office: Stage, words: Words, problem: str) -> None:
    before = office.state()
    for when in BAD_DEADLINES[problem]:
        said = await office.say(office.wang, office.group, f"/task @li {when} 提交报告")
        wrong = words(f"problem-{problem}")
        assert [m.text for m in said] == [words("refuse-deadline", words=when, problem=wrong)]
    assert office.state() == before


NO_SUCH_DAY = (
    "/pause 1 Feb 30 budget", "/pause 1 2月30日 等预算", "/extend 1 Feb 30 budget", "/extend 1 2月30日 等数据",
    "/pause 1 25:00 等预算", "/part 1 @li 2月30日前 提供数据", "/co 1 @zhao by Feb 30 the figures",
    "/away Feb 30 to Mar 2", "/away 2月30日", "/back 2月30日",
    "/away 2月30日到3月2日",
)  # fmt: skip


async def test_a_day_that_no_calendar_has_is_called_that_in_every_command(office: Stage, words: Words) -> None:
    await a_task(office)
    await office.press(office.li, office.card(office.li, 1), "签收")
    before = office.state()
    for typed in NO_SUCH_DAY:
        who = office.li if typed.startswith(("/extend", "/away", "/back")) else office.wang
        [said] = await office.say(who, None, typed)
        assert words("problem-impossible") in said.text, (typed, said.text)
    assert office.state() == before


async def test_a_deadline_far_beyond_any_plan_is_refused(office: Stage, words: Words) -> None:
    before = office.state()
    said = await office.say(office.wang, office.group, "/task @li 2090年1月1日 提交报告")
    assert [m.text for m in said] == [words("refuse-deadline-far", moment="2090年1月1日周日 23:59", years=5)]
    assert office.state() == before


async def test_a_deadline_that_is_none_leaves_the_question_open(office: Stage, words: Words) -> None:
    await a_task(office)
    await office.press(office.li, office.card(office.li, 1), "申请延期")
    await office.press(office.li, office.last(office.li), words("button-other-moment"))
    before = office.state() | {"questions": []}
    for typed in ("昨天", "2月30日", "过几天吧", "9" * 400):
        said = await office.say(office.li, None, typed)
        assert len(said) == 2, typed
        assert said[0].text.endswith(words("refuse-deadline", words="", problem="")[2:]), typed
        assert words("choose-moment-ask_time") in said[1].text
    said = await office.say(office.li, None, "😀" * 2048)
    assert [words("choose-moment-ask_time") in m.text for m in said] == [True]
    assert office.state() | {"questions": []} == before
    await office.say(office.li, None, "后天下班前")
    await office.say(office.li, None, "等数据")
    assert office.rows("SELECT reason FROM requests") == [("等数据",)]


# -- which ---------------------------------------------------------------------------------------------------------


NUMBERED = (
    "/show {}",
    "/history {}",
    "/accept {}",
    "/report {} 60%",
    "/done {} 好了",
    "/extend {} 后天 忙",
    "/approve {} 5",
    "/return {} 缺",
    "/cancel {} 错",
    "/decline {} 忙",
    "/transfer {} @zhao 忙",
)


async def test_absent_and_not_yours_are_the_same_answer(office: Stage, words: Words) -> None:
    qian, other = await an_outsider(office)
    await a_task(office)
    before = office.state()
    for command in NUMBERED:
        for chat in (None, other):
            absent = await office.say(qian, chat, command.format(77))
            hidden = await office.say(qian, chat, command.format(1))
            assert [m.text for m in absent] == [words("refuse-not-found", number=77)], command
            assert [m.text.replace("#1 ", "#77 ") for m in hidden] == [m.text for m in absent], command
            assert [m.markup for m in absent] == [m.markup for m in hidden]
    assert office.state() == before


async def test_a_forwarded_button_leaks_nothing_to_an_outsider(office: Stage, words: Words) -> None:
    qian, other = await an_outsider(office)
    await a_task(office)
    before, welcome = office.state(), office.last(other)
    for data in ("t:accept:{}", "t:approve:{}:5", "t:ask_time:{}", "t:comment:{}", "s:{}", "h:{}:0", "p:reassign:{}:0"):
        absent = await office.press(qian, welcome, data.format(77), stale=True)
        hidden = await office.press(qian, welcome, data.format(1), stale=True)
        assert absent == words("refuse-not-found", number=77), data
        assert hidden == words("refuse-not-found", number=1), data
    assert office.state() == before


async def test_in_another_teams_group_even_its_owner_is_told_nothing_of_a_task(office: Stage, words: Words) -> None:
    _, other = await an_outsider(office)
    await a_task(office)
    for command in ("/show 1", "/history 1"):
        assert [m.text for m in await office.say(office.wang, other, command)] == [words("refuse-not-found", number=1)]


async def test_a_number_that_cannot_be_is_refused(office: Stage, words: Words) -> None:
    await a_task(office)
    await a_second_task(office)
    before = office.state()
    for number in ("0", "00", "9999999999999999"):
        said = await office.say(office.li, None, f"/show {number}")
        assert [m.text for m in said] == [words("refuse-not-found", number=int(number))]
    for number in ("99999999999999999999", "-1", "#", "1.5", "一", ""):
        said = await office.say(office.li, None, f"/show {number}".strip())
        assert [m.text for m in said] == [words("refuse-which-task", command="show", example=1)], number
    assert office.state() == before


# -- how much ------------------------------------------------------------------------------------------------------


async def test_text_without_a_visible_character_is_empty(office: Stage, words: Words) -> None:
    await a_task(office)
    await office.press(office.li, office.card(office.li, 1), words("button-report"))
    before = office.state()
    for nothing in ("\u200b", "\u2066\u2069", "\u200b\u200d\ufeff", "。。。"):
        for text in (nothing, f"/done 1 {nothing}"):
            assert [m.text for m in await office.say(office.li, None, text)] == [words("refuse-text-empty")], text
    assert office.state() == before


async def test_a_report_of_4096_units_of_emoji_is_too_long_and_3000_arrive_whole(office: Stage, words: Words) -> None:
    await a_task(office)
    before = office.state()
    said = await office.say(office.li, None, "😀" * 2048, reply_to=office.card(office.li, 1).id)
    assert [m.text for m in said] == [words("refuse-text-long", length=4096, limit=3000)]
    assert office.state() == before
    await office.say(office.li, None, "😀" * 1500, reply_to=office.card(office.li, 1).id)
    assert "😀" * 1500 in office.last(office.wang).text
    for _ in range(3):
        await office.say(office.li, None, "<&>" * 1000, reply_to=office.card(office.li, 1).id)
        assert "<&>" * 1000 in office.last(office.wang).text
    assert sum("😀" * 1500 in page for page in await story_pages(office)) == 1
    assert sum(page.count("<&>" * 1000) for page in await story_pages(office)) == 3


async def story_pages(s: Stage) -> list[str]:
    """Every page of the history of task 1, as Wang turns them."""
    page = (await s.say(s.wang, None, "/history 1"))[0]
    pages = [page.text]
    while forward := [b for b in page.all_buttons() if b.text.endswith("›")]:
        await s.press(s.wang, page, forward[0].data)
        pages.append(page.text)
    return pages


async def test_a_photo_with_a_caption_of_emoji_reaches_the_assigner(office: Stage) -> None:
    await a_task(office)
    office.world.photo(office.li, None, "😀" * 510, reply_to=office.card(office.li, 1).id)
    await office.settle()
    told = [m for m in office.messages(office.wang) if "😀" * 510 in m.text]
    assert len(told) == 1
    assert [m.media.kind for m in office.messages(office.wang) if m.media] == ["photo"]


async def test_a_card_full_of_the_longest_words_is_still_shown(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 " + "😀" * 300)
    await office.say(office.li, None, "/extend 1 后天下班前 " + "忙" * 2990)
    await office.say(office.li, None, "/done 1 " + "果" * 2990)
    said = await office.say(office.wang, None, "/show 1")
    assert len(said) == 1
    assert "#1" in said[0].text
    assert said[0].buttons


async def test_an_order_longer_than_a_title_is_taken_whole(office: Stage) -> None:
    for number, length in enumerate((61, 301, 2000), start=1):
        await office.say(office.wang, office.group, "/task @li 明天下班前 " + "😀" * length)
        title, content = office.rows("SELECT title, content FROM tasks WHERE id = ?", number)[0]
        assert title == "😀" * 59 + "…"
        assert content.endswith("😀" * length)


async def test_progress_over_a_hundred_is_refused(office: Stage, words: Words) -> None:
    await a_task(office)
    before = office.state()
    said = await office.say(office.li, None, "150% 了", reply_to=office.card(office.li, 1).id)
    assert [m.text for m in said] == [words("refuse-percent", value=150)]
    assert office.state() == before


async def test_there_are_one_to_five_stars(office: Stage, words: Words) -> None:
    await a_task(office)
    await office.say(office.li, None, "/done 1 好了")
    before = office.state()
    for stars in (6, 99999999999999):
        toast = await office.press(office.wang, office.last(office.wang), f"t:approve:1:{stars}", stale=True)
        assert toast == words("refuse-rating")
    assert [m.text for m in await office.say(office.wang, None, "/approve 1 9")] == [words("refuse-rating")]
    assert office.state() == before
