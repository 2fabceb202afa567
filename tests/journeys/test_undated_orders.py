"""Orders without a deadline, with a vague or a past one; orders in reply to a text; long ones."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, ZONE, Stage, stage

LETTER = "各位好。市里来了通知。请综合部于周三前报一份清单，格式见附件。谢谢！"


def due_of(s: Stage, number: int = 1) -> datetime:
    """A task's deadline, by the office's clock."""
    (found,) = s.rows("SELECT due_at FROM tasks WHERE id = ?", number)[0]
    return datetime.fromisoformat(f"{found}+00:00").astimezone(ZONE)


def labels(message: Any) -> list[str]:
    """The words on a message's buttons."""
    return [b.text for b in message.all_buttons()]


def button(message: Any, label: str) -> str:
    """The data of the button with these words."""
    return str(next(b.data for b in message.all_buttons() if b.text == label))


# -- no deadline ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "shown", "friday"),
    [
        ("zh-Hans", "提交三季度报告", "未定时限，暂按", "本周五"),
        ("zh-Hans", "尽快提交三季度报告", "“尽快”没有具体时限，暂按", "本周五"),
        ("zh-Hant", "盡快提交第三季報告", "「盡快」未訂確切期限，暫定", "本週五"),
        ("en", "send the Q3 report ASAP", "“ASAP” names no date; taken as", "This Friday"),
        ("en", "send the Q3 report", "No deadline given; taken as", "This Friday"),
    ],
)
async def test_a_card_without_a_deadline_says_so_and_offers_the_near_days(
    tmp_path: Path, language: str, text: str, shown: str, friday: str
) -> None:
    async with stage(tmp_path, language) as office:
        await office.set_up_office()
        await office.say(office.wang, office.group, f"/task @li {text}")
        card = office.card(office.group, 1)
        assert shown in card.text
        assert await office.press(office.wang, card, button(card, friday))
        assert due_of(office) == datetime(2026, 11, 27, 18, tzinfo=ZONE)
        card = office.card(office.group, 1)
        assert shown not in card.text
        assert friday not in labels(card)


async def test_the_calendar_of_an_undated_card_leaves_the_card_where_it_is(office: Stage, words: Words) -> None:
    card = (await office.say(office.wang, None, "/task @li 提交报告"))[0]
    await office.press(office.wang, card, button(card, words("button-calendar")))
    assert words("card-due-term", due="12月7日周一 18:00") in card.text
    month = office.last(office.wang)
    assert words("choose-moment-change_deadline") in month.text
    await office.press(office.wang, month, "k:change_deadline:1:20261130")
    await office.press(office.wang, office.last(office.wang), button(office.last(office.wang), "11月30日周一 18:00"))
    assert due_of(office).date() == date(2026, 11, 30)


async def test_only_who_may_decide_changes_the_day(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 提交报告")
    card = office.card(office.group, 1)
    assert await office.press(office.zhao, card, button(card, words("button-due-today"))) == words(
        "refuse-not-yours", number=1, action=words("button-change_deadline")
    )
    assert words("button-due-today") not in labels(office.card(office.li, 1))


@pytest.mark.parametrize("text", ["昨天 交报告", "上周五，交报告", "yesterday send the report"])
async def test_an_order_for_a_day_gone_by_is_refused(office: Stage, words: Words, text: str) -> None:
    said = await office.say(office.wang, None, f"/task @li {text}")
    assert words("problem-past") in said[0].text
    assert office.rows("SELECT count(*) FROM tasks") == [(0,)]


async def test_a_day_gone_by_that_says_which_is_no_deadline(office: Stage) -> None:
    said = await office.say(office.wang, None, "/task @li 昨天的纪要整理一下")
    assert "未定时限" in said[0].text


# -- in reply to a text, and forwarded ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (LETTER, "请综合部报一份清单，格式见附件"),
        ("各位好。請綜合科於週三前報一份清單，格式見附件。謝謝！", "請綜合科報一份清單，格式見附件"),
        (
            "Hi all. The city wrote to us. Please send a list of projects by Wednesday. Thanks!",
            "Please send a list of projects",
        ),
    ],
)
async def test_the_deadline_of_a_text_counts_from_when_it_was_written(office: Stage, text: str, title: str) -> None:
    letter = office.world.send(office.zhou, office.group, text)
    await office.settle()
    await office.move(MONDAY + timedelta(days=1))
    await office.say(office.wang, office.group, "/task @zhao", reply_to=letter.id)
    assert office.rows("SELECT title, content FROM tasks") == [(title, text)]
    assert due_of(office).date() == date(2026, 11, 25)


async def test_a_text_whose_deadline_is_over_is_asked_about(office: Stage, words: Words) -> None:
    letter = office.world.send(office.zhou, office.group, LETTER)
    await office.settle()
    await office.move(MONDAY + timedelta(days=7))
    said = await office.say(office.wang, office.group, "/task @zhao", reply_to=letter.id)
    assert "已经过去，要什么时候办好？" in said[0].text
    office.world.forward(office.wang, letter, None)
    await office.settle()
    said = await office.say(office.wang, None, "@zhao")
    assert "已经过去，要什么时候办好？" in said[0].text
    await office.say(office.wang, None, "周五下班前")
    assert due_of(office) == datetime(2026, 12, 4, 18, tzinfo=ZONE)


async def test_ones_own_words_come_before_those_of_the_text(office: Stage) -> None:
    letter = office.world.send(office.zhou, office.group, LETTER)
    await office.settle()
    await office.say(office.wang, office.group, "/task @zhao 明天下班前 先报名单", reply_to=letter.id)
    assert office.rows("SELECT title, content FROM tasks") == [("先报名单", LETTER)]
    assert due_of(office).date() == date(2026, 11, 24)


# -- long orders -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("请把今年以来各科室的采购合同逐一核对，列出金额、供应商和付款进度，并附上验收单，" * 10, "…"),
        ("Please check every purchasing contract of this year with its amount and supplier and payment " * 5, "…"),
        ("請將今年以來各科室的採購合約逐一核對，列出金額、供應商與付款進度。" * 12, "付款進度"),
    ],
)
async def test_a_long_order_is_taken_with_its_deed_as_title_and_shown_whole(
    office: Stage, words: Words, text: str, end: str
) -> None:
    await office.say(office.wang, office.group, f"/task @li 明天下班前 {text}")
    title, content = office.rows("SELECT title, content FROM tasks")[0]
    assert len(title) <= 60
    assert title.endswith(end)
    assert text.startswith(title.removesuffix("…"))
    rest = text[len(title.removesuffix("…")) :]
    assert not (rest[0].isalnum() and rest[0].isascii()), "cut inside a word"
    assert content.endswith(text.strip())
    card = office.card(office.group, 1)
    await office.press(office.li, card, button(card, words("button-whole")))
    assert office.last(office.group).text.endswith(text.strip()[-50:])
    assert office.card(office.group, 1).id == card.id
