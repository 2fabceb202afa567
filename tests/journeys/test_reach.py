"""The reachability guard: who cannot be written to is known when a task is given, and daily; no step is skipped in silence."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage, stage

GIVEN = {
    "zh-Hans": "/task @li 明天下午五点 报告",
    "zh-Hant": "/task @li 明天下午五點 報告",
    "en": "/task @li tomorrow 5pm report",
}
UNDELIVERED = "SELECT name FROM history WHERE task_id = ? AND name = 'undelivered'"


@pytest.fixture(params=list(GIVEN))
async def spoken(request: pytest.FixtureRequest, tmp_path: Path, logs: list[Any]) -> AsyncIterator[Stage]:
    """The office at work, in each of the languages."""
    async with stage(tmp_path, request.param) as made:
        await made.set_up_office()
        yield made


async def blocked(s: Stage, *people: Any) -> None:
    """These people block the bot."""
    for person in people:
        s.world.block(person)
    await s.settle()


async def test_a_supervisor_on_the_ladder_who_cannot_be_reached_is_known_and_called_in_the_group(spoken: Stage) -> None:
    s, words = spoken, Words(spoken.language)
    await blocked(s, s.zhou)
    said = await s.say(s.wang, s.group, GIVEN[s.language])
    assert said[-1].text == words("assign-unreachable", all=3, count=1, names="周秘书")
    assert words("button-open-private") in [b.text for b in said[-1].all_buttons()]
    again = await s.say(s.wang, s.group, GIVEN[s.language])
    assert len(again) == 1, "of the ladder one is told once a day"
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")
    before = len(s.messages(s.group))
    await s.pass_time(
        MONDAY + timedelta(days=2, hours=5)
    )  # four working hours after the deadline the supervisor's step
    start = words("group-calls-know-late", who="周秘书", lead="李明", due="§").split("§")[0]
    [call] = [m for m in s.messages(s.group)[before:] if start in m.text and "#1" in m.text]
    assert words("button-open-private") in [b.text for b in call.all_buttons()]
    assert s.rows(UNDELIVERED, 1) == [("undelivered",)]
    assert words("fact-undelivered", member="周秘书") in (await s.say(s.wang, None, "/history 1"))[0].text


async def test_the_backup_is_among_those_a_task_concerns(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天 报告")
    assert not any("还没打开" in t for t in office.texts(office.group))
    await office.say(office.li, None, "/backup @zhao")
    await blocked(office, office.zhao)
    said = await office.say(office.wang, office.group, "/task @li 明天 总结")
    assert said[-1].text == words("assign-unreachable", all=4, count=1, names="赵倩")


async def test_without_a_group_the_next_person_up_hears_and_the_story_says_so(office: Stage, words: Words) -> None:
    link = (await office.say(office.wang, None, "/invite"), office.last(office.wang).text)[1]
    office.world.start(office.stranger, link.partition("start=")[2].split()[0])
    await office.settle()
    await blocked(office, office.stranger)
    await office.say(office.wang, None, "/task @luren 明天下午五点 报告")
    before = len(office.messages(office.wang))
    await office.pass_time(MONDAY + timedelta(hours=6))  # the accept clock rings for the lead
    told = [m.text for m in office.messages(office.wang)[before:] if "路人收不到私聊，请另行通知" in m.text]
    assert len(told) == 1
    assert office.rows(UNDELIVERED, 1) == [("undelivered",)] * 2, "the card and the step"
    assert (
        words("fact-undelivered-up", member="路人", to=words("name-you"))
        in (await office.say(office.wang, None, "/history 1"))[0].text
    )


async def test_owners_are_told_in_the_morning_who_cannot_be_reached_and_only_when_somebody_is_new(
    office: Stage, words: Words
) -> None:
    await blocked(office, office.zhou, office.zhao)
    await office.pass_time(MONDAY + timedelta(days=1))
    told = [t for t in office.texts(office.wang) if "我的私聊送不到" in t]
    assert told == [words("unreached", n=1, names="周秘书")], "nothing is for 赵倩 yet"
    await office.pass_time(MONDAY + timedelta(days=2))
    assert sum("我的私聊送不到" in t for t in office.texts(office.wang)) == 1, "nothing has changed"
    await office.say(office.wang, office.group, "/task @zhao 下周五 报告")
    await office.pass_time(MONDAY + timedelta(days=3))
    assert office.texts(office.wang).count(words("unreached", n=2, names="周秘书、赵倩")) == 1
    office.world.start(office.zhou, "hello")
    office.world.start(office.zhao, "hello")
    await office.pass_time(MONDAY + timedelta(days=4))
    assert sum("我的私聊送不到" in t for t in office.texts(office.wang)) == 2


async def test_the_backup_hears_when_the_deadline_comes(office: Stage) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.wang, office.group, "/task @li 明天下午五点 报告")
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    before = len(office.messages(office.zhao))
    await office.pass_time(MONDAY + timedelta(days=1, hours=8))
    heard = [m.text for m in office.messages(office.zhao)[before:] if "#1" in m.text]
    assert len(heard) == 1
    assert "承办 李明" in heard[0]


async def test_a_co_assignee_is_called_to_their_part_and_has_no_button_of_the_leads(
    office: Stage, words: Words
) -> None:
    await blocked(office, office.zhao)
    before = len(office.messages(office.group))
    await office.say(office.wang, office.group, "/task @li 牵头 @zhao 明天下班前 写报告")
    [call] = [m for m in office.messages(office.group)[before:] if "赵倩，" in m.text and "协办这件事" in m.text]
    assert "屏蔽过请先解除" in call.text
    shown = [b.text for b in call.all_buttons()]
    assert words("button-hand_in") in shown
    assert not {words("button-decline"), words("button-submit"), words("button-ask_transfer")} & set(shown)


async def test_who_helps_from_elsewhere_and_reads_it_in_private_is_not_posted_as_absent(office: Stage) -> None:
    office.world.leave(office.zhao, office.group)
    await office.settle()
    said = await office.say(office.wang, office.group, "/task @li 牵头 @zhao 明天下班前 写报告")
    assert "赵倩" not in said[-1].text or len(said) == 1


async def test_several_who_cannot_be_reached_are_called_in_one_message_of_the_group(spoken: Stage) -> None:
    s, words = spoken, Words(spoken.language)
    await blocked(s, s.li, s.zhao)
    before = len(s.messages(s.group))
    await s.say(s.wang, s.group, GIVEN[s.language].replace("@li", "@li @zhao"))
    [call] = [m for m in s.messages(s.group)[before:] if words("group-calls") in m.text]
    due = call.text.partition("李明")[2]
    assert words("group-calls-do", who="李明", due="§").split("§")[0] in call.text
    assert words("group-calls-part", who="赵倩", lead="李明", due="§").split("§")[0] in call.text
    assert due
    labels = [b.text for b in call.all_buttons()]
    assert labels.count(words("button-open-private")) == 1
    assert words("button-accept") in labels
    assert await s.audit() == []
