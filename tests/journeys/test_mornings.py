"""晨报: who leads or supervises gets one message on a working morning, with what needs them, and their own work in it."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, ZONE, Stage, stage

LANGUAGES = ["zh-Hans", "zh-Hant", "en"]
TUESDAY = MONDAY.replace(day=24, hour=8, minute=45)


def mornings(s: Stage, who: object, words: Words) -> list:
    """The briefs and worklists somebody got."""
    titles = (words("brief-title", day="§", n=9).split("§")[0], words("worklist-title", n=9).split("9")[0])
    return [m for m in s.messages(who) if m.text.startswith(titles)]


async def week(s: Stage) -> None:
    """Five tasks as they stand on a Monday evening: overdue, handed in, more time asked, unaccepted, due tomorrow."""
    for order in (
        "今天16:00前 一",
        "周五下班前 二",
        "周五下班前 三",
        "周五下班前 四",
        "明天下班前 五",
        "12月20日前 六",
    ):
        await s.say(s.wang, s.group, f"/task @li {order}件材料")
    for number in (1, 2, 3, 5, 6):
        await s.press(s.li, s.card(s.li, number), f"t:accept:{number}")
    await s.say(s.li, None, "/done 2 报好了")
    await s.say(s.li, None, "/extend 3 下周二 数据没到")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_the_brief_says_what_is_overdue_waits_for_a_decision_is_unaccepted_or_due_today(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await week(s)
        await s.pass_time(TUESDAY)
        for reader in (s.wang, s.zhou):
            [told] = mornings(s, reader, words)
            heads = [words(f"section-{name}") for name in ("overdue", "decide", "accept", "today")]
            places = [told.text.index(head) for head in heads]
            assert places == sorted(places)
            order = [told.text.index(f"#{n} ") for n in (1, 2, 3, 4, 5)]
            assert order == sorted(order)
            assert "#6 " not in told.text
            assert "数据没到" in told.text
            buttons = {b.data for b in told.all_buttons()}
            assert {"s:1", "t:urge:1", "t:reassign:1", "s:2", "s:3", "s:4", "t:urge:4", "s:5"} <= buttons
        [list_of_li] = mornings(s, s.li, words)
        assert list_of_li.text.startswith(words("worklist-title", n=5))


@pytest.mark.parametrize("language", LANGUAGES)
async def test_who_leads_and_has_work_of_their_own_gets_one_message_with_both(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @zhou 周五下班前 起草纪要")
        await s.say(s.wang, s.group, "/task @li 周五下班前 报送名单")
        await s.pass_time(TUESDAY)
        [told] = mornings(s, s.zhou, words)
        assert told.text.index("#2 ") < told.text.index(words("section-mine")) < told.text.index("#1 ")
        await s.press(s.zhou, told, "s:1")
        assert "起草纪要" in s.last(s.zhou).text


async def test_a_supervisor_who_only_works_gets_their_list_and_who_has_nothing_hears_nothing(tmp_path: Path) -> None:
    words = Words()
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.say(s.zhou, None, "/task @zhou 周五下班前 整理台账")
        await s.say(s.wang, s.group, "/role @zhao leader")
        await s.say(s.wang, s.group, "/cancel 1 不用了")
        await s.pass_time(TUESDAY)
        assert [mornings(s, who, words) for who in (s.zhao, s.zhou, s.li)] == [[], [], []]
        await s.say(s.zhou, None, "/task @zhou 周五下班前 整理台账")
        await s.pass_time(TUESDAY + timedelta(days=1))
        [told] = mornings(s, s.zhou, words)
        assert told.text.startswith(words("worklist-title", n=1))


async def test_there_is_one_a_working_day_and_none_on_a_day_off(tmp_path: Path) -> None:
    words = Words()
    async with stage(tmp_path, start=datetime(2026, 11, 26, 9, 30, tzinfo=ZONE)) as s:
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 12月20日前 报送名单")
        await s.pass_time(datetime(2026, 11, 27, 8, 45, tzinfo=ZONE))
        await s.stop_bot()
        await s.start_bot()
        await s.pass_time(datetime(2026, 12, 1, 12, tzinfo=ZONE))
        days = [f"{m.date.astimezone(ZONE):%d %H:%M}" for m in mornings(s, s.wang, words)]
        assert days == ["27 08:40", "30 08:40", "01 08:40"]


@pytest.mark.parametrize("language", LANGUAGES)
async def test_thirteen_overdue_matters_hide_neither_what_waits_for_a_decision_nor_what_is_unaccepted_or_due_today(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        orders = ["今天16:00前 超时"] * 13 + ["周五下班前 待审"] * 3 + ["周五下班前 未签收"] * 2 + ["明天下班前 收尾"]
        for order in orders:
            await s.say(s.wang, s.group, f"/task @li {order}材料")
        for number in (*range(1, 17), 19):
            await s.say(s.li, None, f"/accept {number}")
        for number in (14, 15, 16):
            await s.say(s.li, None, f"/done {number} 报好了")
        await s.pass_time(TUESDAY)
        [told] = mornings(s, s.wang, words)
        numbers = {"overdue": 13, "decide": 3, "accept": 2, "today": 1}
        assert " · ".join(words(f"count-{name}", n=n) for name, n in numbers.items()) in told.text
        assert [told.text.count(f"\n\n{words(f'section-{name}')}\n") for name in numbers] == [1, 1, 1, 1]
        shown = [n for n in range(1, 20) if f"#{n} " in told.text]
        assert [n for n in shown if n > 13] == [14, 15, 17, 18, 19]
        assert len(shown) == 12
