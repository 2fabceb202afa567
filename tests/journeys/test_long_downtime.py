"""After a day and a half away everybody gets one morning, at its hour."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from simulator.model import Message
from tests.stage import MONDAY, Stage

TUESDAY, WEDNESDAY = MONDAY + timedelta(days=1), MONDAY + timedelta(days=2)


def mornings(s: Stage, chat: object) -> list[Message]:
    """Digests and worklists in a chat."""
    return [m for m in s.messages(chat) if m.sender is s.world.bot and ("日报" in m.text or "早上好" in m.text)]


async def away(s: Stage, until: datetime) -> None:
    """The bot is switched off at ten on Monday and on again later."""
    await s.say(s.wang, s.group, "/task @li 周三下班前 提交报告")
    await s.press(s.li, s.card(s.li, 1), "签收")
    await s.say(s.li, None, "10%", reply_to=s.card(s.li, 1).id)
    await s.pass_time(MONDAY.replace(hour=10, minute=0))
    await s.stop_bot()
    s.clock.set(until)
    await s.start_bot()
    await s.settle()


@pytest.mark.parametrize("back", [TUESDAY.replace(hour=22, minute=0), WEDNESDAY.replace(hour=6, minute=0)])
async def test_back_at_night_there_is_one_digest_and_one_worklist_next_morning_at_its_hour(
    office: Stage, back: datetime
) -> None:
    await away(office, back)
    assert mornings(office, office.group) == []
    assert mornings(office, office.li) == []
    await office.pass_time(WEDNESDAY.replace(hour=8, minute=29))
    assert mornings(office, office.group) == []
    await office.pass_time(WEDNESDAY.replace(hour=20, minute=0))
    for chat, hour in ((office.group, "08:30"), (office.li, "08:40")):
        [only] = mornings(office, chat)
        assert only.date.astimezone(MONDAY.tzinfo).strftime("%d %H:%M") == f"25 {hour}"


async def test_back_in_the_morning_the_day_still_begins_with_its_list(office: Stage) -> None:
    await away(office, WEDNESDAY.replace(hour=9, minute=15))
    assert len(mornings(office, office.group)) == 1
    assert len(mornings(office, office.li)) == 1
    await office.pass_time(WEDNESDAY.replace(hour=20, minute=0))
    assert len(mornings(office, office.group)) == 1
    assert len(mornings(office, office.li)) == 1


async def test_back_in_the_afternoon_the_day_is_too_old_for_a_morning_list(office: Stage) -> None:
    await away(office, WEDNESDAY.replace(hour=16, minute=0))
    await office.pass_time(WEDNESDAY.replace(hour=23, minute=0))
    assert mornings(office, office.group) == []
    assert mornings(office, office.li) == []
    await office.pass_time(WEDNESDAY.replace(hour=12, minute=0) + timedelta(days=1))
    assert len(mornings(office, office.group)) == 1
    assert len(mornings(office, office.li)) == 1


async def test_a_digest_that_was_made_but_never_left_does_not_leave_at_night(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    stuck = office.sim.faults.add(kind="retry_after", method="sendMessage", chat=office.group, seconds=50_000, times=1)
    await office.pass_time(TUESDAY.replace(hour=22, minute=0))
    office.sim.faults.remove(stuck)
    await office.stop_bot()
    await office.start_bot()
    await office.pass_time(TUESDAY.replace(hour=23, minute=30))
    assert mornings(office, office.group) == []
    await office.pass_time(WEDNESDAY.replace(hour=9, minute=0))
    assert len(mornings(office, office.group)) == 1
