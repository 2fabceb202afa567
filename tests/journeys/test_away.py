"""AB角: who is away, who stands in, what moves and comes back; in three languages."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from simulator.model import Message
from tests.journeys.absent import SAID, duty, found, holders, li_is_away
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage, stage

TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(params=list(SAID))
async def spoken(request: pytest.FixtureRequest, tmp_path: Path, logs: list[Any]) -> AsyncIterator[Stage]:
    """The office at work, in each of the languages."""
    async with stage(tmp_path, request.param) as made:
        await made.set_up_office()
        yield made


def reminders(s: Stage, person: Any, since: int) -> list[Message]:
    """What rang for a person since they had read so many messages."""
    return [m for m in s.messages(person)[since:] if "⏰" in (m.text or "") or "🔔" in (m.text or "")]


# -- a day with an AB switch -------------------------------------------------------------------------------------------


async def test_an_ab_switch_from_going_to_coming_back(spoken: Stage) -> None:
    s, words, said = spoken, Words(spoken.language), SAID[spoken.language]
    await s.say(s.li, None, "/backup @zhao")
    assert s.last(s.zhao).text == words("backup-yours-b", member="李明")
    await s.say(s.wang, s.group, said["report"])
    await s.say(s.wang, s.group, said["room"])
    await s.say(s.li, None, f"#1 {said['half']}")
    [plan] = await s.say(s.li, None, said["away"])
    assert words("away-plan-moves", n=2, backup="赵倩") in plan.text
    await s.press(s.li, plan, words("button-away-confirm"))
    assert duty(s) == {1: (None, False), 2: (None, False)}, "it begins at midnight"
    read = len(s.messages(s.li))

    await s.pass_time(TUESDAY.replace(hour=9))
    listed = found(s, s.zhao, "ho:all:")
    assert "#1" in listed.text
    assert "#2" in listed.text
    assert duty(s) == {1: (4, False), 2: (4, False)}
    assert holders(s, 1) == {"李明"}, "the duty stays until somebody takes over"
    await s.press(s.zhao, listed, "ho:card:1")
    card = s.last(s.zhao).text
    assert said["half"] in card
    assert words("hand-over-story") in card
    assert await s.press(s.zhao, listed, "ho:all:3") == words("did-taken-over-all", n=2)
    assert duty(s) == {1: (4, True), 2: (4, True)}
    assert holders(s, 1) == holders(s, 2) == {"赵倩"}
    assert listed.text.startswith("✓")
    told = [m.text for m in s.messages(s.wang) if "#1" in m.text and "#2" in m.text]
    assert len(told) <= 1, "the assigner reads it in one message"

    await s.say(s.wang, s.group, said["new"])
    assert duty(s)[3] == (4, True)
    assert "赵倩" in s.card(s.group, 3).text
    assert "#3" in s.card(s.zhao, 3).text
    await s.press(s.zhao, s.card(s.zhao, 3), "t:accept:3")
    await s.say(s.zhao, None, "#1 90%")
    await s.say(s.zhao, None, "/done 2 ok")
    await s.press(s.wang, s.card(s.wang, 2), "t:approve:2")
    assert (await s.say(s.li, None, "/mine"))[0].text == words("list-mine-empty")
    assert s.rows("SELECT status, first_handler_id FROM tasks WHERE id = 3") == [("active", 3)]

    await s.pass_time(MONDAY + timedelta(days=4))
    [home] = [m for m in s.messages(s.li)[read:] if words("welcome-back", backup="赵倩") in m.text]
    assert all(f"#{n}" in home.text for n in (1, 2, 3))
    assert "90%" in home.text
    assert duty(s) == {1: (None, False), 2: (4, True), 3: (None, False)}
    assert holders(s, 1) == holders(s, 3) == {"李明"}
    assert words("standin-over", member="李明", count=2) in s.texts(s.zhao)
    story = (await s.say(s.li, None, "/history 3"))[0].text
    assert words("fact-handed-back", frm="赵倩", to=words("name-you")) in story


async def test_who_is_away_is_left_in_peace_and_the_backup_hears_with_take_over_on_it(
    office: Stage, words: Words
) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.wang, office.group, "/task @li 周四下午五点 订会议室")
    await office.press(office.li, office.card(office.li, 1), "签收")
    await li_is_away(office)
    await office.pass_time(TUESDAY.replace(hour=0, minute=1))
    read, theirs = len(office.messages(office.li)), len(office.messages(office.zhao))
    await office.pass_time(MONDAY + timedelta(days=3, hours=6))
    assert office.messages(office.li)[read:] == []
    rung = reminders(office, office.zhao, theirs)
    assert rung
    assert all(words("button-take_over") in [b.text for b in m.all_buttons()] for m in rung)
    [late] = [t for t in office.texts(office.zhou) if "还没接手" in t]
    assert "#1" in late, "the accept term ran out without anybody taking over"
    await office.press(office.zhao, rung[-1], "t:take_over:1")
    assert duty(office) == {1: (4, True)}


async def test_an_urgent_step_reaches_who_is_away_where_nobody_stands_in(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 周三下午五点 报告 !特急")
    await office.say(office.wang, office.group, "/task @li 周三下午五点 总结")
    for number in (1, 2):
        await office.press(office.li, office.card(office.li, number), f"t:accept:{number}")
    await office.say(office.li, None, "/away 到周五")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    read = len(office.messages(office.li))
    await office.pass_time(MONDAY + timedelta(days=2, hours=8))
    heard = " ".join(m.text for m in office.messages(office.li)[read:])
    assert "#1" in heard
    assert "#2" not in heard
    assert ("undelivered",) in office.rows("SELECT name FROM history WHERE task_id = 2")
    story = (await office.say(office.wang, None, "/history 2"))[0].text
    assert "李明外出，改为提醒您" in story


# -- nobody stands in --------------------------------------------------------------------------------------------------


async def test_with_nobody_to_stand_in_those_above_hear_once_and_a_backup_named_later_is_asked(
    office: Stage, words: Words
) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 报告")
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    for person in (office.wang, office.zhou):
        assert sum("没有人代办" in t and "#1" in t for t in office.texts(person)) == 1
    said = await office.say(office.wang, office.group, "/task @li 周五下班前 总结")
    assert "李明外出至 11月26日周四，没有人代办" in said[-1].text
    await office.say(office.zhou, None, "/backup @li @zhao")
    assert duty(office) == {1: (4, False), 2: (4, False)}
    await office.press(office.zhao, found(office, office.zhao, "ho:all:"), "ho:all:3")
    assert duty(office) == {1: (4, True), 2: (4, True)}


async def test_where_a_and_b_are_both_away_the_duty_stays_and_those_above_read_until_when(office: Stage) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.zhao, None, "/backup @li")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    await office.say(office.zhao, None, "/away 到周二")
    await office.press(office.zhao, office.last(office.zhao), "✓ 确认")
    await office.say(office.li, None, "/away 到周四")
    assert "赵倩那几天也外出" in office.last(office.li).text
    await office.press(office.li, office.last(office.li), "✓ 确认")
    assert duty(office) == {1: (None, False)}
    for person in (office.wang, office.zhou):
        [told] = [t for t in office.texts(person) if "也外出至" in t]
        assert "11月26日周四" in told
        assert "11月24日周二" in told
    await office.pass_time(MONDAY + timedelta(days=2))
    assert duty(office) == {1: (4, False)}, "once the backup is back, they are asked"


async def test_the_list_of_members_says_who_is_away(office: Stage) -> None:
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    [shown] = await office.say(office.wang, office.group, "/members")
    assert "李明 · 承办人 · 外出至 11月26日周四" in shown.text
    assert "赵倩 · 承办人\n" in shown.text + "\n"


async def test_a_backup_who_cannot_be_written_to_is_said_before_and_those_above_need_not_wait(
    office: Stage, words: Words
) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    office.world.block(office.zhao)
    await office.settle()
    [plan] = await office.say(office.li, None, "/away 到周四")
    assert words("away-plan-unreached", backup="赵倩") in plan.text
    await office.press(office.li, plan, "✓ 确认")
    for person in (office.wang, office.zhou):
        assert sum("赵倩还没接手李明的 1 件" in t for t in office.texts(person)) == 1
    office.world.start(office.zhao, "hello")
    await office.settle()
    await office.press(office.zhao, found(office, office.zhao, "ho:all:"), "ho:all:3")
    assert duty(office) == {1: (4, True)}


async def test_chains_are_not_followed(office: Stage) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.zhao, None, "/backup @zhou")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    for person in (office.zhao, office.li):
        await office.say(person, None, "/away 到周四")
        await office.press(person, office.last(person), "✓ 确认")
    assert duty(office) == {1: (None, False)}


@pytest.mark.parametrize("leads", [False, True])
async def test_the_morning_of_whoever_stands_in_shows_what_waits_to_be_taken_over_from_its_second_day_on(
    office: Stage, words: Words, leads: bool
) -> None:
    s = office
    if leads:
        await s.say(s.wang, s.group, "/role @zhao supervisor")
    await s.say(s.li, None, "/backup @zhao")
    await s.say(s.wang, s.group, "/task @li 下周五下班前 写总结")
    await s.say(s.wang, s.group, "/task @wang @li 下周五下班前 写方案")
    await li_is_away(s)
    title = words("to-take-over", n=2)
    await s.pass_time(TUESDAY.replace(hour=9))
    listed = found(s, s.zhao, "ho:all:")
    assert words("hand-over-until", member="李明", last="§", n=2).split("§")[0] in listed.text
    assert not [m for m in s.messages(s.zhao) if title in m.text], "that morning the hand-over says it"
    await s.pass_time(TUESDAY + timedelta(days=1))
    [morning] = [m for m in s.messages(s.zhao) if title in m.text]
    assert "#1 写总结" in morning.text
    assert "#2 写方案" in morning.text
    await s.press(s.zhao, morning, words("label-take-over-of", member="李明", n=2))
    assert duty(s)[1] == (4, True)
    await s.pass_time(TUESDAY + timedelta(days=2))
    assert not [m for m in s.messages(s.zhao) if title in m.text], "what was taken over waits no more"
