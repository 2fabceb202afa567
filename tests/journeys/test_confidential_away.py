"""保密 and an absence: what stays with the lead is told to those in it, and counted to nobody else."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.conftest import Words
from tests.stage import Stage

ORDER = "/task @li 周五下班前 核查举报信 !保密"


async def test_the_groups_answer_to_an_absence_counts_no_confidential_matter(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, "/backup @li @zhao")
    await s.say(s.wang, None, ORDER)
    [plan] = await s.say(s.li, s.group, "/away 明天到周三")
    assert words("away-plan-nothing", backup="赵倩") in plan.text
    assert words("away-plan-secret", n=1, member="李明") not in plan.text


async def test_the_group_hears_of_no_confidential_matter_that_nobody_takes_over(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, ORDER)
    [plan] = await s.say(s.li, s.group, "/away 明天到周三")
    assert words("away-plan-nobody-nothing") in plan.text


async def test_the_lead_hears_that_a_confidential_matter_stays_and_the_stand_in_expects_no_list(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, None, "/backup @li @zhao")
    await s.say(s.wang, None, ORDER)
    await s.say(s.li, None, "/away 明天到周三")
    plan = s.last(s.li)
    assert words("away-plan-nothing", backup="赵倩") in plan.text
    assert words("away-plan-secret", n=1, member="李明") in plan.text
    before = len(s.messages(s.zhao))
    await s.press(s.li, plan, words("button-away-confirm"))
    await s.pass_time(timedelta(days=1))
    heard = [m.text for m in s.messages(s.zhao)[before:]]
    assert not any("#1" in text for text in heard), heard
    told = [m.text for m in s.messages(s.wang) if "李明外出至" in m.text]
    assert any("这 1 件保密事项不移交" in text for text in told), told
    assert not any("没有人代办" in text for text in told), told


async def test_somebody_else_who_says_that_the_lead_is_away_reads_no_count_of_it(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, None, ORDER)
    await s.say(s.zhou, None, "/away @li 明天到周三")
    assert words("away-plan-nobody-nothing") in s.last(s.zhou).text
    await s.say(s.wang, None, "/away @li 明天到周三")
    assert words("away-plan-secret", n=1, member="李明") in s.last(s.wang).text
