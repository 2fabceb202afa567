"""What is told stays true: how late something is, who waits for what, who cannot be written to."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage, stage

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_somebody_who_blocked_the_bot_is_called_in_the_group_when_the_task_is_overdue(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        s.world.block(s.zhao)
        await s.say(s.wang, s.group, "/task @zhao 12:00 交报告")
        await s.pass_time(MONDAY.replace(hour=13))
        called = [t for t in s.texts(s.group) if words("group-call-do-late", who="§", due="§").split("§")[1] in t]
        assert len(called) == 1
        assert "赵倩" in called[0]


async def test_a_declined_task_past_its_deadline_is_overdue_in_the_digest(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 今天17:00 交报告")
    await office.say(office.li, None, "/decline 1 不归我管")
    await office.pass_time(MONDAY.replace(day=24, hour=9))
    assert words("count-overdue", n=1) in office.last(office.group).text
    card = office.card(office.wang, 1) if any("#1" in t for t in office.texts(office.wang)) else None
    assert card is None or "🔴" in card.text


async def test_a_card_that_stands_for_days_names_no_number_of_days(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 11:00 交报告")
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    await office.pass_time(MONDAY.replace(day=25, hour=10))
    assert words("card-due-late", due="§").split("§")[1] in office.card(office.group, 1).text


async def test_whoever_opens_the_private_chat_before_joining_is_sent_to_the_group(office: Stage, words: Words) -> None:
    sun = office.world.person("孙悦")
    office.world.join(sun, office.group)
    office.world.start(sun, "hello")
    await office.settle()
    assert office.texts(sun) == [words("refuse-stranger-from-group")]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_what_fell_due_hours_ago_says_how_long_ago(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language, MONDAY) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 23:00 交报告")
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.pass_time(timedelta(days=1))
        told = [
            t for t in s.texts(s.li) if words("remind-finish-after", due="§", span="§", percent=0).split("§")[-1] in t
        ]
        assert told
        assert any("10" in t for t in told), "ten hours at nine o'clock"


async def test_what_a_helper_reports_reaches_the_lead_and_only_trouble_the_assigner(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li @zhao 周五 写方案")
    await office.say(office.zhao, None, "/report 1 我这部分写了一节")
    assert any("写了一节" in t for t in office.texts(office.li))
    assert not any("写了一节" in t for t in office.texts(office.wang))
    await office.say(office.zhao, None, "/report 1 受阻：数据没有权限")
    for reader in (office.li, office.wang):
        assert any("没有权限" in t for t in office.texts(reader))


@pytest.mark.parametrize("stars", ["⭐⭐⭐⭐", "★★★★", "4星", "4"])
async def test_stars_that_are_drawn_are_counted(office: Stage, stars: str) -> None:
    await office.say(office.wang, office.group, "/task @li 周五 写方案")
    await office.say(office.li, None, "/done 1 写好了")
    await office.say(office.wang, None, f"/approve 1 {stars} 不错")
    assert office.rows("SELECT rating FROM tasks") == [(4,)]
