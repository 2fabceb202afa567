"""A co-assignee is away: whoever stands in takes the part over with one tap, and it comes back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage

TUESDAY = MONDAY + timedelta(days=1)


def people(s: Stage) -> list[tuple[str, str]]:
    """Who carries the first task out."""
    return s.rows(
        "SELECT m.name, p.part FROM assignments p JOIN members m ON m.id = p.member_id WHERE p.task_id = 1"
        " AND p.part IN ('lead', 'co') ORDER BY p.part DESC, m.id"
    )


async def handed(s: Stage, words: Words) -> Message:
    """Zhao owes a part of Li's task and is away from Tuesday; Zhou stands in and reads the list."""
    await s.say(s.wang, s.group, "/task @li @zhao 周五下班前 提交报告")
    await s.say(s.wang, None, "/part 1 @zhao 周四下午五点前 提供数据")
    await s.press(s.li, s.card(s.li, 1), "t:accept:1")
    [plan] = await s.say(s.zhao, None, "/away 明天到周三 @zhou")
    assert words("away-plan-moves", n=1, backup="周秘书") in plan.text
    await s.press(s.zhao, plan, words("button-away-confirm"))
    await s.pass_time(TUESDAY.replace(hour=9, minute=30))
    return [m for m in s.messages(s.zhou) if any((b.data or "").startswith("ho:all") for b in m.all_buttons())][-1]


async def test_a_part_is_taken_over_with_its_deadline_and_comes_back(office: Stage, words: Words) -> None:
    s = office
    listed = await handed(s, words)
    assert "#1" in listed.text
    assert people(s) == [("李明", "lead"), ("赵倩", "co")], "until somebody takes over the part stays where it is"
    assert await s.press(s.zhou, listed, "ho:all:4") == words("did-taken-over-all", n=1)
    assert people(s) == [("李明", "lead"), ("周秘书", "co")]
    assert listed.text.startswith("✓")
    running = "SELECT m.name FROM clocks c JOIN members m ON m.id = c.member_id WHERE c.kind = 'part' AND c.stopped_at IS NULL"
    assert s.rows(running) == [("周秘书",)]
    assert "提供数据" in (await s.say(s.li, None, "/show 1"))[0].text
    again = await s.press(s.zhou, listed, "ho:all:4", stale=True)
    assert again == words("refuse-nothing-to-take-over", member="赵倩")
    await s.pass_time(TUESDAY + timedelta(days=2))
    assert people(s) == [("李明", "lead"), ("赵倩", "co")]
    assert s.rows(running) == [("赵倩",)]
    assert await s.audit() == []


async def test_what_was_handed_in_meanwhile_is_done(office: Stage, words: Words) -> None:
    s = office
    await s.press(s.zhou, await handed(s, words), "ho:all:4")
    await s.say(s.zhou, None, "/done 1 数据已提供")
    await s.say(s.zhao, None, "/back")
    assert people(s) == [("李明", "lead"), ("周秘书", "co")]
    assert await s.audit() == []


async def test_who_cannot_stand_in_leaves_the_part_and_those_above_hear(office: Stage, words: Words) -> None:
    s = office
    listed = await handed(s, words)
    await s.press(s.zhou, listed, "ho:no:4")
    assert people(s) == [("李明", "lead"), ("赵倩", "co")]
    assert any("周秘书" in m.text and "#1" in m.text for m in s.messages(s.wang)[-3:])
    assert await s.press(s.zhou, listed, "ho:all:4", stale=True) == words("refuse-nothing-to-take-over", member="赵倩")


async def test_a_part_due_tomorrow_is_counted_and_its_lead_hears_when_nobody_stands_in(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li @zhao 周五下班前 写报告")
    await s.say(s.wang, None, "/part 1 @zhao 明天12点 报数据")
    [plan] = await s.say(s.zhao, None, "/away 明天到周五")
    assert words("away-plan-nobody", n=1) in plan.text
    await s.press(s.zhao, plan, plan.buttons[0][0].data)
    await s.pass_time(MONDAY + timedelta(days=1))
    told = words("part-alone", member="赵倩", last="11月27日周五", n=1)
    assert len([m for m in s.messages(s.li) if told in (m.text or "")]) == 1


async def test_a_part_whose_stand_in_is_on_the_task_already_stays_and_the_lead_hears(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @zhao @li 周五下班前 写报告")
    await s.say(s.wang, None, "/backup @li @zhao")
    [plan] = await s.say(s.li, None, "/away 今天到周五")
    await s.press(s.li, plan, plan.buttons[0][0].data)
    told = words("part-alone", member="李明", last="11月27日周五", n=1)
    assert any(told in (m.text or "") for m in s.messages(s.zhao))


async def test_whoever_stands_in_and_goes_away_reads_what_was_taken_over(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 周五下班前 写报告")
    await s.say(s.wang, None, "/backup @li @zhao")
    [plan] = await s.say(s.li, None, "/away 今天到周五")
    await s.press(s.li, plan, plan.buttons[0][0].data)
    listed = next(m for m in s.messages(s.zhao) if any(b.data == "ho:all:3" for b in m.all_buttons()))
    await s.press(s.zhao, listed, "ho:all:3")
    [own] = await s.say(s.zhao, None, "/away 明天到周五")
    assert words("away-plan-lent", n=1) in own.text


async def test_a_part_given_during_the_absence_is_asked_of_the_stand_in_and_its_lead_hears_when_it_is_not_taken(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, None, "/backup @li @zhao")
    [plan] = await s.say(s.li, None, "/away 今天到周五")
    await s.press(s.li, plan, plan.buttons[0][0].data)
    await s.say(s.wang, s.group, "/task @zhou 周五下班前 写报告")
    await s.say(s.wang, None, "/co 1 @li 报数据")
    assert any(b.data == "ho:all:3" for b in s.last(s.zhao).all_buttons())
    late = words("not-taken-over", member="李明", backup="赵倩", n=1)
    assert not any(late in (m.text or "") for m in s.messages(s.zhou))
    await s.pass_time(timedelta(days=1))
    assert len([m for m in s.messages(s.zhou) if late in (m.text or "")]) == 1


@pytest.mark.parametrize("said", ["/reassign 1 @zhao", "/co 1 @zhao", "/co 1 @zhao @wang", "/replace 1 @zhou @zhao"])
async def test_work_given_to_somebody_away_whom_nobody_stands_in_for_is_said_whatever_the_way(
    office: Stage, words: Words, said: str
) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li @zhou 周五下班前 写报告")
    [plan] = await s.say(s.zhao, None, "/away 今天到周五")
    await s.press(s.zhao, plan, plan.buttons[0][0].data)
    told = await s.say(s.wang, None, said)
    assert words("assign-away", member="赵倩", last="11月27日周五") in [m.text for m in told]


async def test_a_transfer_granted_to_somebody_away_is_said_to_wait(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 周五下班前 写报告")
    await s.say(s.li, None, "/transfer 1 @zhao 忙")
    asked = s.last(s.wang)
    [plan] = await s.say(s.zhao, None, "/away 今天到周五")
    await s.press(s.zhao, plan, plan.buttons[0][0].data)
    await s.press(s.wang, asked, "t:grant_transfer:1")
    assert s.last(s.wang).text == words("assign-away", member="赵倩", last="11月27日周五")


async def test_a_part_that_is_lent_keeps_what_was_reported_of_it(office: Stage, words: Words) -> None:
    s = office
    marks = "SELECT accepted_at IS NOT NULL, reported_at IS NOT NULL FROM assignments WHERE task_id = 1 AND part = 'co'"
    await s.say(s.wang, s.group, "/task @li @zhao 周五下班前 写报告")
    await s.say(s.zhao, None, "/report 1 数据收了一半")
    assert s.rows(marks) == [(1, 1)]
    [plan] = await s.say(s.zhao, None, "/away 今天到周三 @zhou")
    await s.press(s.zhao, plan, plan.buttons[0][0].data)
    listed = next(m for m in s.messages(s.zhou) if any(b.data == "ho:all:4" for b in m.all_buttons()))
    await s.press(s.zhou, listed, "ho:all:4")
    assert people(s) == [("李明", "lead"), ("周秘书", "co")]
    assert s.rows(marks) == [(1, 1)]
    await s.say(s.zhao, None, "/back")
    assert people(s) == [("李明", "lead"), ("赵倩", "co")]
    assert s.rows(marks) == [(1, 1)]


async def test_a_leader_with_a_result_waiting_is_not_told_that_nothing_is_in_hand(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 周五下班前 写报告")
    await s.say(s.li, None, "/done 1 写好了")
    [plan] = await s.say(s.wang, None, "/away 今天到周五")
    assert words("away-plan-nobody-decides", n=1) in plan.text


async def test_who_said_that_they_cannot_stand_in_is_not_offered_again(office: Stage) -> None:
    s = office
    await s.say(s.wang, None, "/backup @li @zhao")
    await s.say(s.wang, s.group, "/task @li 周五下班前 写报告")
    [plan] = await s.say(s.li, None, "/away 今天到周五")
    await s.press(s.li, plan, plan.buttons[0][0].data)
    listed = next(m for m in s.messages(s.zhao) if any(b.data == "ho:no:3" for b in m.all_buttons()))
    await s.press(s.zhao, listed, "ho:no:3")
    await s.pass_time(timedelta(days=1))
    late = [m for m in s.messages(s.wang) if "#1" in (m.text or "")]
    assert late
    assert not any("hand_over" in (b.data or "") for m in late for b in m.all_buttons())
