"""稍后提醒 under a list: the reader's own reminders come again together, the ladder above them goes on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage

TUESDAY_THREE = MONDAY.replace(hour=15, minute=0) + timedelta(days=1)


def lists(s: Stage) -> list[Message]:
    """What reminded Li of several matters at once."""
    return [m for m in s.messages(s.li) if any((b.data or "").endswith(":all") for b in m.all_buttons())]


async def three_matters(s: Stage) -> Message:
    """Three days before Friday at three, two of them remind their lead in one message, a third one waits."""
    for number, title in enumerate(("提交报告", "整理台账"), 1):
        await s.say(s.wang, s.group, f"/task @li 周五下午三点前 {title}")
        await s.press(s.li, s.card(s.li, number), f"t:accept:{number}")
        await s.say(s.li, None, f"#{number} 30% 正在办")
    await s.pass_time(TUESDAY_THREE)
    [found] = lists(s)
    assert "#1" in found.text
    assert "#2" in found.text
    return found


async def test_a_list_is_put_off_with_one_tap_and_comes_again_as_one(office: Stage, words: Words) -> None:
    s = office
    found = await three_matters(s)
    assert [b.text for b in found.all_buttons()][-2:] == [words("button-snooze-hour"), words("button-snooze-morning")]
    toast = await s.press(s.li, found, "z:hour:all")
    assert toast == words("snoozed-all", count=2, moment="11月24日周二 16:00")
    before = s.rows("SELECT key, due_at FROM timers WHERE kind = 'clock' AND state = 'pending' ORDER BY key")
    await s.pass_time(TUESDAY_THREE + timedelta(hours=1))
    assert len(lists(s)) == 2
    assert "#1" in lists(s)[-1].text
    assert "#2" in lists(s)[-1].text
    assert s.rows("SELECT key, due_at FROM timers WHERE kind = 'clock' AND state = 'pending' ORDER BY key") == before
    assert await s.audit() == []


async def test_what_is_settled_meanwhile_stays_settled_and_the_rest_is_put_off(office: Stage, words: Words) -> None:
    s = office
    found = await three_matters(s)
    await s.say(s.li, None, "/done 1 报告已交")
    toast = await s.press(s.li, found, "z:morning:all", stale=True)
    assert toast == words("snoozed-some", count=1, rest=1, moment="11月25日周三 09:00")
    await s.say(s.li, None, "/done 2 台账已交")
    gone = await s.press(s.li, found, "z:morning:all", stale=True)
    assert gone == words("refuse-snooze-over", number=2)


@pytest.mark.parametrize("data", ["z:hour:all", "z:never:all"])
async def test_the_list_of_somebody_else_puts_nothing_off(office: Stage, words: Words, data: str) -> None:
    s = office
    await three_matters(s)
    await s.say(s.zhao, None, "/mine")
    assert await s.press(s.zhao, s.last(s.zhao), data, stale=True) == words("refuse-button-old")
    assert s.rows("SELECT count(*) FROM timers WHERE kind = 'snooze'") == [(0,)]
