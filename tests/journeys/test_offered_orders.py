"""Orders in plain words are offered before anybody hears of them; and what else plain words are taken for."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import PARTS, TUESDAY_6PM, due, given, labels, story
from tests.stage import Stage

TITLES = "SELECT title FROM tasks ORDER BY id"
ORDER = "让李明明天下班前交会议纪要"


async def test_a_plain_order_shows_who_what_and_by_when_and_nobody_hears_before_the_tap(
    office: Stage, words: Words
) -> None:
    before = len(office.messages(office.li))
    card = (await office.say(office.wang, None, f"{ORDER} !加急 抄送 周秘书"))[-1]
    for line in ("交会议纪要", words("draft-so-far-people", names="李明"), "11月24日周二 18:00", "加急", "周秘书"):
        assert line in card.text
    shown = labels(card)
    assert (shown[0], shown[-1]) == (words("button-confirm"), words("button-discard"))
    assert words("button-secret-draft") in shown
    assert (office.rows(TITLES), len(office.messages(office.li))) == ([], before)
    await office.press(office.wang, card, words("button-confirm"))
    assert (office.rows(TITLES), due(office)) == ([("交会议纪要",)], TUESDAY_6PM)
    assert "交会议纪要" in office.last(office.li).text


async def test_the_typed_command_is_carried_out_at_once(office: Stage) -> None:
    await office.say(office.wang, None, "/task 李明 明天下班前 交会议纪要")
    assert office.rows(TITLES) == [("交会议纪要",)]


async def test_a_forwarded_order_is_offered_too(office: Stage, words: Words) -> None:
    source = office.world.send(office.zhao, office.group, "李明 明天下班前 交会议纪要")
    office.world.forward(office.wang, source, None)
    await office.settle()
    assert words("draft-confirm") in office.last(office.wang).text
    assert office.rows(TITLES) == []


async def test_an_order_without_a_deadline_shows_which_is_taken(office: Stage, words: Words) -> None:
    card = (await office.say(office.wang, None, "请李明整理名单"))[-1]
    assert "未定时限，暂按 12月7日周一 18:00" in card.text


async def test_an_order_that_shares_the_work_shows_who_does_what_by_when(office: Stage) -> None:
    text = "@li 牵头 @zhao 周四前 提供数据 周五下班前 提交报告\n标准：盖章"
    card = (await office.say(office.wang, None, text))[-1].text
    for line in ("承办：李明", "协办：赵倩", "· 赵倩，11月26日周四前：提供数据", "盖章"):
        assert line in card


async def test_orders_written_one_after_another_wait_side_by_side(office: Stage, words: Words) -> None:
    cards = [
        (await office.say(office.wang, None, text))[-1]
        for text in (ORDER, "赵倩 周三前 订会议室", "/task @li 周五 报数", "李明 周四前 写总结")
    ]
    assert office.rows(TITLES) == [("报数",)]
    await office.press(office.wang, cards[1], words("button-confirm"))
    await office.say(office.wang, None, "好")
    assert office.rows(TITLES) == [("报数",), ("订会议室",), ("写总结",)]
    await office.press(office.wang, cards[0], words("button-confirm"))
    assert office.rows(TITLES)[-1] == ("交会议纪要",)
    assert office.rows("SELECT * FROM drafts") == office.rows("SELECT * FROM questions") == []


async def test_an_order_that_is_edited_is_offered_in_its_new_words_only(office: Stage, words: Words) -> None:
    message = office.world.send(office.wang, None, ORDER)
    await office.settle()
    office.world.edit(office.wang, message, "让赵倩明天下班前交会议纪要")
    await office.settle()
    assert office.rows("SELECT count(*) FROM drafts") == [(1,)]
    await office.press(office.wang, office.last(office.wang), words("button-confirm"))
    assert office.rows(PARTS, 1) == [("赵倩", "lead")]


async def test_a_deadline_that_went_by_while_the_order_lay_there_is_asked_for(office: Stage, words: Words) -> None:
    card = (await office.say(office.wang, None, "李明 今天下班前 交表"))[-1]
    await office.pass_time(timedelta(days=1))
    await office.press(office.wang, card, words("button-confirm"))
    assert words("draft-late", words="今天下班前") in office.last(office.wang).text
    assert office.rows(TITLES) == []
    await office.press(office.wang, office.last(office.wang), next(iter(office.last(office.wang).all_buttons())).data)
    assert office.rows(TITLES) == [("交表",)]


@pytest.mark.parametrize(
    "text", ["/task 趙倩 明天下班前 交周报", "/task 请趙倩明天下班前交周报", "/task 小趙 明天下班前 交周报"]
)
async def test_a_name_in_traditional_signs_finds_who_is_shown_in_simplified_ones(office: Stage, text: str) -> None:
    await office.say(office.wang, None, text)
    assert office.rows(PARTS, 1) == [("赵倩", "lead")]


async def test_a_name_in_simplified_signs_finds_who_is_shown_in_traditional_ones(office: Stage, words: Words) -> None:
    office.world.rename(office.zhao, first_name="趙倩")
    await office.say(office.zhao, None, "/mine")
    await office.say(office.wang, None, "/task 赵倩 明天下班前 交周报")
    assert office.rows(PARTS, 1) == [("趙倩", "lead")]
    assert "#1" in (await office.say(office.wang, None, "赵倩手上有什么"))[0].text
    said = await office.say(office.wang, None, "/backup 赵倩 李明")
    assert "趙倩" in said[0].text
    await office.say(office.wang, None, "/reassign 1 李明")
    await office.say(office.wang, None, "/reassign 1 赵倩")
    assert office.rows(PARTS, 1)[0] == ("趙倩", "lead")


@pytest.mark.parametrize("who", ["趙倩", "由趙倩代办", "由赵倩代办", "赵倩代", "找赵倩顶"])
async def test_who_stands_in_is_named_behind_the_days_in_either_script(office: Stage, who: str) -> None:
    assert "由赵倩代办" in (await office.say(office.li, None, f"/away 明天 {who}"))[0].text


async def test_two_who_are_one_in_either_script_are_asked_about(office: Stage, words: Words) -> None:
    office.world.rename(office.li, first_name="趙倩")
    await office.say(office.li, None, "/mine")
    step = (await office.say(office.wang, None, "/task 赵倩 明天下班前 交周报"))[0]
    assert words("draft-who", words="赵倩", count=2) in step.text
    assert set(labels(step)[:2]) == {"趙倩", "赵倩"}
    assert office.rows(TITLES) == []


@pytest.mark.parametrize("text", ["明天做到30%", "will do 30%", "I'll do 30% tomorrow"])
@pytest.mark.parametrize("replies", [True, False])
async def test_a_promise_is_kept_and_is_said_to_be_no_progress(
    office: Stage, words: Words, text: str, replies: bool
) -> None:
    await given(office)
    how = {"reply_to": office.card(office.li, 1).id} if replies else {}
    said = await office.say(office.li, None, text, **how)
    assert [m.text for m in said] == [words("did-reported-planned", number=1, share="30%")]
    assert office.rows("SELECT percent FROM tasks") == [(0,)]
    assert text in office.last(office.wang).text


@pytest.mark.parametrize("text", ["Can I have until Friday?", "能不能宽限到周五", "延期到周五", "需要更多时间"])
async def test_a_co_assignee_who_asks_for_time_learns_who_sets_it_and_the_lead_reads_it(
    office: Stage, words: Words, text: str
) -> None:
    await given(office, "李明牵头，赵倩配合，周三前 交方案")
    said = await office.say(office.zhao, None, text, reply_to=office.card(office.zhao, 1).id)
    assert [m.text for m in said] == [words("did-part-time-asked", number=1, member="李明")]
    assert text in office.last(office.li).text


@pytest.mark.parametrize(
    "text",
    [
        "把李明换成赵倩",
        "换赵倩来办",
        "用趙倩替換李明",
        "把牵头人换成赵倩",
        "replace @li with @zhao",
        "李明换成赵倩，他出差",
    ],
)
async def test_one_in_place_of_the_lead_is_offered_as_giving_it_anew(office: Stage, words: Words, text: str) -> None:
    await office.say(office.wang, None, "/task @li 周五 报数")
    asked = (await office.say(office.wang, None, text, reply_to=office.card(office.wang, 1).id))[-1]
    assert labels(asked)[0] == f"{words('button-reassign')} · 赵倩"
    await office.press(office.wang, asked, labels(asked)[0])
    assert office.rows(PARTS, 1)[0] == ("赵倩", "lead")


async def test_one_in_place_of_a_helper_is_offered_as_replacing_them(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "/task 李明牵头，赵倩配合，周三前 交方案")
    card = office.card(office.wang, 1)
    asked = (await office.say(office.wang, None, "把赵倩换成周秘书", reply_to=card.id))[-1]
    assert labels(asked)[0] == f"{words('button-replace')} · 赵倩 → 周秘书"
    await office.press(office.wang, asked, labels(asked)[0])
    assert office.rows(PARTS, 1) == [("李明", "lead"), ("周秘书", "co")]
    before = office.state()
    said = await office.say(office.wang, None, "把赵倩换成李明", reply_to=card.id)
    assert [m.text for m in said] == [words("refuse-no-part", number=1, member="赵倩")]
    assert office.state() == before


async def test_what_is_put_in_place_of_a_thing_is_only_passed_on(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "/task @li 周五 报数")
    card = office.card(office.wang, 1)
    for text in ("把附件换成新的", "replace the annex with a new one"):
        await office.say(office.wang, None, text, reply_to=card.id)
    assert story(office) == ["assigned", "commented", "commented"]


async def test_a_sentence_to_oneself_says_you(office: Stage) -> None:
    await office.say(office.wang, None, "/task @li 周五 报数")
    await office.say(office.wang, None, "/reassign 1 @wang")
    mine = (await office.say(office.wang, None, "/history 1"))[0].text
    assert "您交办给李明" in mine
    assert "您把它由李明改为自己办理" in mine
    theirs = (await office.say(office.li, None, "/history 1"))[0].text
    assert "王主任交办给您" in theirs
    assert "王主任把它由您改为自己办理" in theirs


@pytest.mark.parametrize("blank", ["\u2800", "\u3164 \u2800", "\uffa0"])
async def test_signs_that_show_nothing_are_no_reason_and_no_title(office: Stage, words: Words, blank: str) -> None:
    await given(office)
    before = story(office)
    said = await office.say(office.li, None, f"/decline 1 {blank}")
    assert words("prompt-decline") in said[-1].text
    said = await office.say(office.wang, None, f"/title 1 {blank}")
    assert words("prompt-change_title") in said[-1].text
    said = await office.say(office.wang, None, f"/task @li 周五 {blank}")
    assert words("draft-text") in said[-1].text
    assert story(office) == before
