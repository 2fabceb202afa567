"""The office changes its calendar: the configuration says so, the bot starts again, and what was counted is counted anew."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.journeys.conftest import Words
from tests.stage import ZONE, Stage


def at(day: int, hour: int, minute: int = 0, month: int = 11) -> int:
    """A moment of 2026 on the office's clock, as Telegram is told it."""
    return int(datetime(2026, month, day, hour, minute, tzinfo=ZONE).timestamp())


async def restarted(s: Stage, **overrides: str) -> None:
    """The bot starts again with these days set otherwise."""
    await s.stop_bot()
    await s.start_bot({"overrides": {day.strip("_").replace("_", "-"): word for day, word in overrides.items()}})
    await s.settle()


async def test_a_day_off_declared_later_moves_what_was_counted_in_working_days(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 4个工作日内 提交三季度报告")
    await office.say(office.wang, office.group, "/task @zhao 11月27日下午3点 布置会场")
    assert office.unix_in(office.card(office.group, 1)) == at(27, 23, 59)
    before = len(office.messages(office.group))
    await restarted(office, _2026_11_26="off 停电")
    assert office.unix_in(office.card(office.group, 1)) == at(30, 23, 59), "the card in the group is brought up to date"
    assert "跳过11月26日" in office.card(office.group, 1).text
    assert office.unix_in(office.card(office.group, 2)) == at(27, 15), "a named day stays"
    assert len(office.messages(office.group)) == before, "the group hears nothing new"

    told = office.last(office.wang).text
    assert words("calendar-free", days="2026年11月26日") in told
    assert words("calendar-moved", n=1) in told
    assert "#1" in told
    lead = office.last(office.li).text
    assert "#1" in lead
    assert "11月26日" not in lead, "who carries a task out hears of the task"
    assert words("calendar-changed") not in "".join(office.texts(office.zhao)), "whose deadline stays hears nothing"

    history = (await office.say(office.li, None, "/history 1"))[-1].text
    assert "4个工作日内" in history
    assert words("the-clock") not in history.splitlines()[-1]


async def test_the_same_calendar_again_says_nothing(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 4个工作日内 提交三季度报告")
    await restarted(office, _2026_11_26="off 停电")
    said = [len(office.messages(p)) for p in (office.wang, office.li)]
    await restarted(office, _2026_11_26="off 停电")
    assert [len(office.messages(p)) for p in (office.wang, office.li)] == said


async def test_a_deadline_that_was_moved_in_words_is_counted_again_too(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天 提交三季度报告")
    card = office.card(office.group, 1)
    await office.press(office.wang, card, "t:change_deadline:1:words", stale=True)
    await office.say(office.wang, office.group, "4个工作日内", reply_to=office.last(office.group).id)
    assert office.unix_in(card) == at(27, 23, 59)
    await restarted(office, _2026_11_29="work 赶工")
    assert office.unix_in(card) == at(27, 23, 59)
    await restarted(office, _2026_11_26="off 停电")
    assert office.unix_in(card) == at(30, 23, 59)


@pytest.mark.parametrize("start", [datetime(2026, 12, 28, 10, tzinfo=ZONE)])
async def test_a_count_into_a_year_without_its_notice_is_marked_provisional(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 10个工作日内 提交年度总结")
    assert words("explain-provisional") in office.card(office.group, 1).text
    await office.say(office.wang, office.group, "/task @li 整理档案")
    assert words("explain-provisional") in office.card(office.group, 2).text
