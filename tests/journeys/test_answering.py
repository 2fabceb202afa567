"""事事有回音: what a lead asks for has its answer by a moment, and whoever owes it is reminded."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import stage


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_a_request_nobody_answered_reminds_the_director_after_a_day_with_the_buttons_to_answer(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 下周五下班前 提交三季度报告")
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.pass_time(timedelta(hours=5))
        await s.say(s.li, None, "/extend 1 12月8日 财务数据还没到")
        await s.pass_time(timedelta(hours=24, minutes=1))
        reminder = s.last(s.wang)
        opening = words("remind-answer-now", due="|").partition("|")[0]
        assert opening in reminder.text
        assert {b.data for b in reminder.all_buttons()} >= {"t:grant_time:1", "t:refuse_time:1"}
        await s.press(s.wang, reminder, "t:grant_time:1")
        said = len(s.texts(s.wang))
        await s.pass_time(timedelta(days=2))
        assert not [text for text in s.texts(s.wang)[said:] if opening in text]


async def test_a_request_that_was_answered_in_time_reminds_nobody(tmp_path: Path) -> None:
    words = Words()
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 下周五下班前 提交三季度报告")
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.say(s.li, None, "/transfer 1 @zhao 出差")
        await s.press(s.wang, s.last(s.wang), "t:refuse_transfer:1")
        await s.say(s.wang, None, "这件事还是你来办")
        await s.pass_time(timedelta(hours=30))
        opening = words("remind-answer-now", due="|").partition("|")[0]
        assert not [text for text in s.texts(s.wang) if opening in text]


_A_DAY = {
    "zh-Hans": ("宽限一天", "宽限一天可以吗"),
    "zh-Hant": ("寬限一天", "可以寬限一天嗎"),
    "en": ("extend by a day", "can I have one more day"),
}


@pytest.mark.parametrize("language", list(_A_DAY))
async def test_a_day_more_after_a_friday_is_the_monday_in_words_as_by_button(language: str, tmp_path: Path) -> None:
    words, (plain, asking) = Words(language), _A_DAY[language]
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 2026-11-27 18:00 报告")
        await s.press(s.li, s.card(s.li, 1), words("button-accept"))
        await s.press(s.li, s.card(s.li, 1), "t:ask_time:1")
        monday, *_, leave = (button.text for button in s.last(s.li).all_buttons())
        await s.press(s.li, s.last(s.li), leave)
        for text in (plain, asking):
            [offered] = await s.say(s.li, None, text, reply_to=s.card(s.li, 1).id)
            assert offered.text.endswith(words("moved-to-working-day")), text
            assert next(iter(offered.all_buttons())).text == f"{words('button-ask_time')} · {monday}"
        said = await s.say(s.li, None, f"/extend 1 {plain} 等财务数据")
        assert words("counted-from-due-moved", moment=monday) in [m.text for m in said]
