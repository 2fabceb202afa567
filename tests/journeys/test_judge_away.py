"""The assigner is away while results wait for them: whoever stands in decides, and nothing is held against who was away."""

from __future__ import annotations

from datetime import timedelta

from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage

TUESDAY = MONDAY + timedelta(days=1)
BREACHES = (
    "SELECT m.name FROM clocks c JOIN members m ON m.id = c.breached_by"
    " WHERE c.kind = 'review' AND c.breached_at IS NOT NULL"
)


async def handed_in(s: Stage, number: int = 1) -> None:
    """Li hands a result in on Monday morning."""
    await s.say(s.wang, s.group, "/task @li 周五下班前 提交报告")
    await s.press(s.li, s.card(s.li, number), f"t:accept:{number}")
    await s.say(s.li, None, f"/done {number} 已提交")


async def away(s: Stage, words: Words, typed: str) -> None:
    """Wang says until when, and confirms."""
    [plan] = await s.say(s.wang, None, typed)
    await s.press(s.wang, plan, words("button-away-confirm"))


async def test_the_review_passes_to_the_backup_and_no_breach_is_the_absent_assigners(
    office: Stage, words: Words
) -> None:
    s = office
    await handed_in(s)
    await away(s, words, "/away 明天到周五 @zhou")
    before = len(s.messages(s.zhou)), len(s.messages(s.wang))
    await s.pass_time(TUESDAY.replace(hour=9, minute=30))
    told = [m for m in s.messages(s.zhou)[before[0] :] if "结果待王主任审核" in m.text]
    assert len(told) == 1, "what waits is shown to whoever decides now"
    assert "t:approve:1" in [b.data for b in told[0].all_buttons()]
    await s.pass_time(TUESDAY + timedelta(days=2))
    assert s.rows(BREACHES) == [("周秘书",)]
    assert [m.text for m in s.messages(s.wang)[before[1] :] if "审核" in m.text] == []
    assert any("审核" in m.text and "🔔" in m.text for m in s.messages(s.zhou)[before[0] :])
    await s.press(s.zhou, told[0], "t:approve:1")
    assert s.rows("SELECT status FROM tasks") == [("done",)]
    assert await s.audit() == []


async def test_without_a_backup_the_clock_runs_on_and_the_supervisor_hears(office: Stage, words: Words) -> None:
    s = office
    await handed_in(s)
    await away(s, words, "/away 明天到周五")
    before = len(s.messages(s.zhou)), len(s.messages(s.wang))
    await s.pass_time(TUESDAY + timedelta(days=2))
    assert s.rows(BREACHES) == [("王主任",)]
    assert any("审核" in m.text and "🔔" in m.text for m in s.messages(s.zhou)[before[0] :])
    assert [m.text for m in s.messages(s.wang)[before[1] :] if "审核" in m.text] == []


async def test_a_backup_who_may_not_decide_leaves_it_to_the_supervisor(office: Stage, words: Words) -> None:
    s = office
    await handed_in(s)
    await away(s, words, "/away 明天到周五 @zhao")
    before = len(s.messages(s.zhao))
    await s.pass_time(TUESDAY + timedelta(days=2))
    assert s.rows(BREACHES) == [("王主任",)]
    assert [m.text for m in s.messages(s.zhao)[before:] if "审核" in m.text] == []
