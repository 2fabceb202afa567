"""What people away, standing in and leaving saw go wrong: told as they saw it."""

from __future__ import annotations

from typing import Any

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.stage import Stage


def found(s: Stage, person: Any, data: str) -> Message:
    """The newest message with a button of that data."""
    return [m for m in s.messages(person) if any(b.data and b.data.startswith(data) for b in m.all_buttons())][-1]


async def is_away(s: Stage, person: Any, words: str) -> Message:
    """They say so and confirm; what came of it."""
    [plan] = await s.say(person, None, words)
    await s.press(person, plan, "✓ 确认")
    return s.last(person)


async def zhao_stands_in(s: Stage) -> None:
    """Li is away until Thursday, and Zhao has taken over whatever is his."""
    await s.say(s.li, None, "/backup @zhao")
    await is_away(s, s.li, "/away 到周四")
    await s.press(s.zhao, found(s, s.zhao, "ho:all:"), "ho:all:3")


def labels(message: Message) -> list[str]:
    return [b.text for b in message.all_buttons()]


async def test_a_helper_who_stands_in_hands_in_the_whole_and_not_the_own_part_again(
    office: Stage, words: Words
) -> None:
    await office.say(office.wang, office.group, "/task @li @zhao 周五下班前 提交报告")
    await office.press(office.zhao, office.card(office.zhao, 1), "t:accept:1")
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    await office.say(office.zhao, None, "/done 1 数据好了")
    await zhao_stands_in(office)
    [shown] = await office.say(office.zhao, None, "/show 1")
    assert words("button-return_part") not in labels(shown)
    await office.say(office.zhao, None, "/done 1 报告已提交")
    assert office.rows("SELECT status FROM tasks") == [("submitted",)]


async def test_a_helper_who_stands_in_and_did_nothing_of_the_own_part_goes_over_nobodys_head(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li @zhao 周五下班前 提交报告")
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    await zhao_stands_in(office)
    await office.say(office.zhao, None, "/done 1 报告已提交")
    assert office.rows("SELECT status FROM tasks") == [("submitted",)]
