"""Quiet hours: what falls due at night, on a weekend or a holiday, and what may not wait."""

from __future__ import annotations

from datetime import datetime

import pytest

from simulator.model import Chat, Person
from tests.journeys.tasks import given
from tests.stage import MONDAY, ZONE, Stage


def arrivals(s: Stage, chat: Person | Chat, since: datetime) -> list[datetime]:
    """When the bot said something in a chat after a moment, by the office's clock."""
    found = [m for m in s.messages(chat) if m.sender is s.world.bot and m.date > since]
    return [m.date.astimezone(ZONE) for m in found]


async def test_what_falls_due_at_night_waits_for_the_morning_in_one_message(office: Stage) -> None:
    for n, hour in enumerate((20, 21, 22, 23), 1):
        await given(office, f"@li 今天{hour}:00前 第{n}件")
        await office.say(office.li, None, "10%", reply_to=office.card(office.li, n).id)
    evening = MONDAY.replace(hour=18, minute=6)
    await office.pass_time(evening)
    await office.pass_time(MONDAY.replace(day=24, hour=9, minute=1))
    times = {who.name: [f"{t:%H:%M}" for t in arrivals(office, who, evening)] for who in (office.li, office.wang)}
    assert times == {"李明": ["08:40", "09:00"], "王主任": ["08:40"]}, "what the brief said is not said again"
    brief = office.last(office.wang)
    assert all(f"#{n} " in brief.text for n in (1, 2, 3, 4))
    merged = [m for m in office.messages(office.li) if m.date == MONDAY.replace(day=24, hour=9, minute=0)][-1]
    assert all(f"#{n} " in merged.text for n in (1, 2, 3, 4))


async def test_many_reminders_to_one_person_come_in_messages_that_can_be_sent(office: Stage) -> None:
    for n in range(1, 16):
        office.world.send(office.wang, office.group, f"/task @li 今天20:00前 第{n}件" + "😀" * 110)
    await office.settle()
    await office.pass_time(MONDAY.replace(day=24, hour=9, minute=1))
    merged = [m for m in office.messages(office.li) if m.date == MONDAY.replace(day=24, hour=9, minute=0)]
    assert len(merged) == 1, "all of them in one message, whatever they are called"
    for n in range(1, 16):
        assert sum(f"#{n} " in m.text for m in merged) == 1, n


@pytest.mark.parametrize("start", [datetime(2026, 12, 31, 16, 0, tzinfo=ZONE)])
async def test_nothing_below_urgent_comes_on_a_weekend_or_a_public_holiday(office: Stage, start: datetime) -> None:
    await given(office, "@li 1月2日下班前 节日值班表")
    await office.say(office.li, None, "10%", reply_to=office.card(office.li, 1).id)
    quiet = datetime(2026, 12, 31, 18, 6, tzinfo=ZONE)
    await office.pass_time(quiet)
    await office.pass_time(datetime(2027, 1, 4, 9, 1, tzinfo=ZONE))
    for chat in (office.li, office.wang, office.group):
        days = {at.date().isoformat() for at in arrivals(office, chat, quiet)}
        assert days <= {"2027-01-04"}, "Friday is a holiday, then comes the weekend"
    assert any("🔔" in t for t in office.texts(office.li)[-2:])


async def test_what_is_urgent_comes_at_any_hour(office: Stage) -> None:
    await given(office, "@li 今天22:00前 抢修 !特急")
    await office.say(office.li, None, "10%", reply_to=office.card(office.li, 1).id)
    await office.pass_time(MONDAY.replace(hour=18, minute=30))
    await office.pass_time(MONDAY.replace(hour=23, minute=5))
    rang = [(t.hour, t.minute) for t in arrivals(office, office.li, MONDAY.replace(hour=18, minute=30))]
    assert (22, 0) in rang
    assert (22, 0) in [(t.hour, t.minute) for t in arrivals(office, office.wang, MONDAY.replace(hour=18, minute=30))]
    assert (23, 0) in [(t.hour, t.minute) for t in arrivals(office, office.zhou, MONDAY.replace(hour=18, minute=30))]


async def test_people_may_work_at_night_and_their_words_arrive_without_a_sound(office: Stage) -> None:
    await given(office)
    await office.pass_time(MONDAY.replace(hour=22))
    since = office.sim.journal.recorded
    await office.say(office.li, None, "80%", reply_to=office.card(office.li, 1).id)
    told = [e for e in office.sim.journal.after(since) if e["params"].get("chat_id") == office.wang.id]
    assert [e["params"]["disable_notification"] for e in told] == [True]
