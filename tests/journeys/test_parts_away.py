"""A co-assignee is away: whoever stands in takes the part over with one tap, and it comes back."""

from __future__ import annotations

from datetime import timedelta

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
