"""A leader's plain words about a matter there is change it; they begin no new one."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import given, story
from tests.stage import Stage

NOTHING: list[tuple] = []


def first(message: object) -> str:
    return next(message.all_buttons()).text  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "action", "what"),
    [
        ("把 #1 的时限改到周三下班前", "change_deadline", "11月25日周三 18:00"),
        ("把 #1 的時限改到週三下班前", "change_deadline", "11月25日周三 18:00"),
        ("1号那件事改由赵倩办", "reassign", "赵倩"),
        ("任务1改为特急", "change_priority", "特急"),
        ("#1的报告改到周四吧", "change_deadline", "11月26日周四"),
        ("写报告那件事延到下周二", "change_deadline", "12月1日周二"),
        ("李明那个报告改到下周三", "change_deadline", "12月2日周三"),
        ("李明手上的报告改到下周三", "change_deadline", "12月2日周三"),
        ("写报告这件事不办了", "cancel", ""),
        ("move #1's deadline to Wednesday", "change_deadline", "11月25日周三"),
        ("change the deadline of #1 to Wednesday", "change_deadline", "11月25日周三"),
        ("pause #1 until Dec 1, waiting for finance", "pause", "12月1日周二"),
    ],
)
async def test_a_change_in_plain_words_was_offered_as_a_new_task(
    office: Stage, words: Words, text: str, action: str, what: str
) -> None:
    await given(office, "@li 周五下班前 写报告")
    await given(office, "@zhao 周四 台账整理")
    asked = (await office.say(office.wang, None, text))[-1]
    assert "#1 写报告" in asked.text
    assert first(asked) == " · ".join(filter(None, (words(f"button-{action}"), what)))
    assert office.rows("SELECT id FROM drafts") == NOTHING


async def test_remind_li_about_a_number_urges(office: Stage) -> None:
    await given(office, "@li 周五下班前 写报告")
    await office.say(office.wang, None, "remind Li about #1")
    assert story(office) == ["assigned", "urged"]


@pytest.mark.parametrize("text", ["周报那件事延到下周二", "那件事延到下周二"])
async def test_a_change_of_what_nobody_has_is_asked_about(office: Stage, words: Words, text: str) -> None:
    await given(office, "@li 周五下班前 写报告")
    assert (await office.say(office.wang, None, text))[-1].text == words("refuse-which-task-none")


async def test_a_change_that_fits_two_is_asked_about_and_then_offered(office: Stage, words: Words) -> None:
    await given(office, "@li 周五下班前 写报告")
    await given(office, "@li 周四 报告排版")
    which = (await office.say(office.wang, None, "李明那个报告改到下周三"))[-1]
    assert which.text == words("meant-which")
    pressed = next(b for b in which.all_buttons() if "报告排版" in b.text)
    await office.press(office.wang, which, pressed.text)
    asked = office.last(office.wang)
    assert "#2" in office.messages(office.wang)[-1].text or "#2" in asked.text
    assert any("12月2日" in b.text for m in office.messages(office.wang) for b in m.all_buttons())


async def test_a_new_order_is_still_one(office: Stage) -> None:
    await given(office, "@li 周五下班前 写报告")
    await office.say(office.wang, None, "李明 周三前写个新报告")
    assert len(office.rows("SELECT id FROM drafts")) == 1


async def test_an_open_question_about_a_pause_swallowed_a_new_deadline(office: Stage, words: Words) -> None:
    await given(office, "@li 周五下班前 写报告")
    await office.say(office.wang, None, "/pause 1")
    said = await office.say(office.wang, None, "#1 改到12月1日")
    assert first(said[-1]).startswith(words("button-change_deadline"))
