"""Days away as they were typed, which were taken for others."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.stage import Stage


@pytest.mark.parametrize("text", ["/away Nov 25 to Nov 20", "/away 11月25日到11月20日", "/away 11月25日到20日"])
async def test_days_written_backwards_were_offered_until_next_year(office: Stage, text: str) -> None:
    assert "倒着" in (await office.say(office.li, None, text))[-1].text


async def test_a_whole_year_away_was_taken_though_ten_months_is_the_most(office: Stage, words: Words) -> None:
    said = await office.say(office.li, None, "/away 12月1日到明年12月1日")
    assert said[-1].text == words("refuse-away-long", days=300)


async def test_days_over_the_new_year_are_no_mistake(office: Stage) -> None:
    assert "2027年1月5日" in (await office.say(office.li, None, "/away 12月20日到1月5日"))[-1].text


async def test_till_in_plain_words_was_read_as_ill_and_only_one_day_was_left(office: Stage) -> None:
    plan = (await office.say(office.li, None, "I am away tomorrow till Friday, @zhao stands in"))[-1].text
    assert "11月24日周二 至 11月27日周五" in plan
    assert "由赵倩代办" in plan


async def test_an_afternoon_is_said_to_be_the_whole_day_and_cuts_no_week(office: Stage, words: Words) -> None:
    assert words("away-plan-whole") in (await office.say(office.li, None, "我下午不在"))[-1].text
    asked = (await office.say(office.li, None, "/away 今天到周五"))[-1]
    await office.press(office.li, asked, next(asked.all_buttons()).text)
    said = (await office.say(office.li, None, "我下午不在"))[-1].text
    assert "已经登记过了" in said
    assert "11月27日周五" in said
