"""Everyday words in private that are no order: help, a slip, a decision or report without a number, a remark about people."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import given, labels, story
from tests.stage import Stage


@pytest.mark.parametrize(
    "text",
    [
        "李明今天表现不错",
        "李明周五不用来了",
        "李明说周五交不了",
        "李明周五前能交吗",
        "李明 13800000000",
        "李明 写周报",
    ],
)
async def test_a_remark_about_somebody_is_shown_before_anybody_hears_of_it(
    office: Stage, words: Words, text: str
) -> None:
    said = await office.say(office.wang, None, text)
    assert office.rows("SELECT id FROM tasks") == []
    assert labels(said[-1])[0] == words("button-confirm")
    assert labels(said[-1])[-1] == words("button-discard")
    await office.press(office.wang, said[-1], words("button-confirm"))
    assert office.rows("SELECT id FROM tasks") == [(1,)]


@pytest.mark.parametrize("text", ["李明周五前交周报", "请李明整理名单", "李明 尽快 报送材料", "让李明明天把合同送来"])
async def test_a_plain_order_is_offered_and_given_with_one_tap(office: Stage, words: Words, text: str) -> None:
    card = (await office.say(office.wang, None, text))[-1]
    assert words("draft-so-far-people", names="李明") in card.text
    assert office.rows("SELECT id FROM tasks") == []
    await office.press(office.wang, card, words("button-confirm"))
    assert office.rows("SELECT id FROM tasks") == [(1,)]


@pytest.mark.parametrize("text", ["李明你好", "李明辛苦了", "李明 加油", "谢谢李明"])
async def test_a_greeting_with_a_name_is_no_task(office: Stage, words: Words, text: str) -> None:
    assert [m.text for m in await office.say(office.wang, None, text)] == [words("hint-plain-leader")]
    assert office.rows("SELECT id FROM drafts") == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("打错了", "hint-mistake"),
        ("上一条打错了，撤销", "hint-mistake"),
        ("都催一下", "hint-urge-which"),
        ("取消", "hint-cancel-which"),
        ("同意", "hint-nothing-waits"),
        ("never mind", "hint-never-mind"),
        ("今天几件超时", "list-overdue-empty"),
        ("今天几号", "hint-plain-leader"),
        ("明天放假吗", "hint-plain-leader"),
        ("你能做什么", "hint-plain-leader"),
    ],
)
async def test_everyday_words_start_no_draft(office: Stage, words: Words, text: str, key: str) -> None:
    await given(office)
    said = await office.say(office.wang, None, text)
    assert [m.text for m in said] == [words(key, example=1)]
    assert office.rows("SELECT id FROM drafts") == []


async def test_cancel_drops_the_draft_that_is_open(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "李明说周五交不了")
    assert [m.text for m in await office.say(office.wang, None, "取消")] == [words("draft-discarded")]
    assert office.rows("SELECT id FROM drafts") == []


@pytest.mark.parametrize("text", ["催一下 #1", "chase #1", "#1 催一下"])
async def test_chase_in_words_chases(office: Stage, text: str) -> None:
    await given(office)
    await office.say(office.wang, None, text)
    assert story(office) == ["assigned", "urged"]


@pytest.mark.parametrize("text", ["撤销 #1", "算了 #1 不用了", "cancel #1"])
async def test_cancel_in_words_is_offered(office: Stage, words: Words, text: str) -> None:
    await given(office)
    assert labels((await office.say(office.wang, None, text))[-1])[0] == words("button-cancel")
    assert story(office) == ["assigned"]


async def test_a_question_about_somebody_finds_them_or_says_that_they_are_unknown(office: Stage, words: Words) -> None:
    for text in ("张三手上有什么", "What is Zhang San working on?"):
        name = "张三" if "张三" in text else "Zhang San"
        assert [m.text for m in await office.say(office.wang, None, text)] == [
            words("refuse-unknown-person", name=name)
        ]
    assert [m.text for m in await office.say(office.wang, None, "小李手上有什么")] == [
        words("list-person-empty", member="李明")
    ]
    assert [m.text for m in await office.say(office.wang, None, "李明和赵倩手上有什么")] == [
        words("list-person-empty", member=name) for name in ("李明", "赵倩")
    ]


async def test_staff_with_one_matter_need_no_number(office: Stage, words: Words) -> None:
    await given(office)
    assert [m.text for m in await office.say(office.li, None, "收到")] == [words("did-accepted", number=1)]
    assert [m.text for m in await office.say(office.li, None, "60%")] == ["#1 进度 60%，已告知王主任"]
    assert [m.text for m in await office.say(office.li, None, "1 70%")] == ["#1 进度 70%，已告知王主任"]
    assert labels((await office.say(office.li, None, "办完了"))[-1]) == [words("button-submit")]
    assert "/extend" in (await office.say(office.li, None, "怎么延期？"))[-1].text


@pytest.mark.parametrize("text", ["都办好了", "90%，明天交"])
async def test_staff_with_several_matters_are_asked_which(office: Stage, words: Words, text: str) -> None:
    for day in ("明天", "后天"):
        await given(office, f"@li {day}下班前 写材料")
    asked = (await office.say(office.li, None, text))[-1]
    assert asked.text == words("meant-which")
    assert labels(asked) == ["#1 写材料", "#2 写材料"]
    await office.press(office.li, asked, "#2 写材料")
    assert (story(office, 1), story(office, 2)) == (["assigned"], ["assigned", "reported"])


async def test_work_for_somebody_without_saying_what_asks_what(office: Stage, words: Words) -> None:
    said = await office.say(office.wang, None, "给李明派个活")
    assert words("draft-text") in said[-1].text
    await office.say(office.wang, None, "周五前 写周报")
    assert office.rows("SELECT title FROM tasks") == [("写周报",)]


@pytest.mark.parametrize(
    "text", ["李明请假了，明天不来", "李明明天请假", "李明出差到周五", "李明 is on leave tomorrow, who covers?"]
)
async def test_an_absence_a_leader_mentions_is_offered_as_one_and_no_task(
    office: Stage, words: Words, text: str
) -> None:
    said = await office.say(office.wang, None, text)
    assert labels(said[-1])[0] == words("button-away-confirm")
    assert "李明" in said[-1].text
    assert office.rows("SELECT id FROM drafts") == office.rows("SELECT id FROM tasks") == []


@pytest.mark.parametrize(
    "text",
    [
        "我明天请假",
        "我明天請假",
        "12月1日到5日休假",
        "我病了今天不来了",
        "I'm off sick today",
        "@zhao can you cover for me tomorrow?",
    ],
)
async def test_ones_own_absence_in_plain_words_is_shown_with_its_days(office: Stage, words: Words, text: str) -> None:
    said = await office.say(office.li, None, text)
    assert labels(said[-1])[0] == words("button-away-confirm")
    await office.press(office.li, said[-1], words("button-away-confirm"))
    assert len(office.rows("SELECT id FROM absences")) == 1


async def test_back_in_plain_words_is_one_button(office: Stage, words: Words) -> None:
    assert (await office.say(office.li, None, "我回来了"))[-1].text == words("refuse-not-away")
    away = (await office.say(office.li, None, "今天请假"))[-1]
    await office.press(office.li, away, words("button-away-confirm"))
    asked = (await office.say(office.li, None, "我回来了"))[-1]
    await office.press(office.li, asked, words("button-back-confirm"))
    assert office.rows("SELECT ended_at FROM absences") != [(None,)]


async def test_who_stands_in_and_who_left_are_offered_with_their_buttons(office: Stage, words: Words) -> None:
    asked = (await office.say(office.wang, None, "让赵倩顶李明"))[-1]
    assert labels(asked) == [words("button-backup-confirm")]
    await office.press(office.wang, asked, words("button-backup-confirm"))
    assert len(office.rows("SELECT member_id FROM backups")) == 1
    assert "移出" in labels((await office.say(office.wang, None, "李明离职了"))[-1])[0]
    assert office.rows("SELECT id FROM drafts") == []
