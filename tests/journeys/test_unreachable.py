"""Whoever has not opened a private chat is called in the group, and reads what waited in the end."""

from __future__ import annotations

from simulator.model import Message, Person
from tests.journeys.conftest import Words
from tests.journeys.invited import an_invitation
from tests.stage import MONDAY, Stage


async def someone_unreachable(s: Stage) -> Person:
    """A member who pressed Join and never opened the private chat."""
    sun = s.world.person("孙悦", username="sun")
    s.world.join(sun, s.group)
    await s.settle()
    await s.press(sun, s.messages(s.group)[1], "加入")
    return sun


def calls_of(s: Stage, name: str, words: Words) -> list[Message]:
    """The group's messages that call somebody."""
    start = words("group-call-do", who=name, due="").split("（")[0]
    return [m for m in s.messages(s.group) if start in m.text]


async def test_an_unreachable_lead_is_called_in_the_group_once_and_gets_the_card_after_start(
    office: Stage, words: Words
) -> None:
    sun = await someone_unreachable(office)
    said = await office.say(office.wang, office.group, "/task @sun @li 明天下班前 提交报告 cc @zhao")
    assert words("assign-unreachable", all=5, count=1, names="孙悦") in [m.text for m in said]
    called = calls_of(office, "孙悦", words)
    assert len(called) == 1
    assert [e["user"]["id"] for e in called[0].entities if e["type"] == "text_mention"] == [sun.id]
    await office.say(office.wang, office.group, "抓紧", reply_to=office.card(office.group, 1).id)
    assert len(calls_of(office, "孙悦", words)) == 1, "once a day"
    assert [m for m in office.sim.journal.calls("sendMessage") if m["params"]["chat_id"] == sun.id] == []
    office.world.press(sun, called[0], words("button-open-private"))
    await office.settle()
    texts = office.texts(sun)
    assert sum(words("card-for-you") in t for t in texts) == 1
    assert sum("抓紧" in t for t in texts) == 1
    await office.press(sun, office.card(sun, 1), "签收")
    assert office.rows("SELECT status FROM tasks") == [("active",)]


async def test_reminders_to_an_unreachable_lead_fall_to_the_group_once_a_day(office: Stage, words: Words) -> None:
    await someone_unreachable(office)
    await office.say(office.wang, office.group, "/task @sun 11月26日下班前 提交报告")
    await office.pass_time(MONDAY.replace(day=26, hour=17))
    called = calls_of(office, "孙悦", words)
    days = [m.date.date() for m in called]
    assert len(days) == len(set(days))
    assert len(days) >= 2
    assert ("undelivered",) in office.rows("SELECT name FROM history")


async def test_what_fell_due_and_was_urged_while_the_lead_was_unreachable_is_called_in_the_group_and_comes_in_the_end(
    office: Stage, words: Words
) -> None:
    sun = await someone_unreachable(office)
    for order in ("11:00 第一件", "11:10 第二件"):
        await office.say(office.wang, office.group, f"/task @sun {order}")
    await office.pass_time(MONDAY.replace(hour=11, minute=20))
    await office.press(office.wang, office.card(office.group, 2), "t:urge:2", stale=True)
    assert sorted(n for m in calls_of(office, "孙悦", words) for n in (1, 2) if f"#{n} " in m.text) == [1, 2]
    office.world.start(sun, "hello")
    await office.settle()
    [reminded] = [t for t in office.texts(sun) if t.startswith(words("remind-several", n=2))]
    assert reminded.index("#1 ") < reminded.index("#2 ")
    assert sum(words("fact-urged", who="王主任") in t for t in office.texts(sun)) == 1


async def test_a_private_task_for_somebody_unreachable_says_so(office: Stage, words: Words) -> None:
    link = await an_invitation(office, office.wang, None)
    office.world.start(office.stranger, link)
    await office.settle()
    office.world.block(office.stranger)
    await office.settle()
    said = await office.say(office.wang, None, "/task @luren 明天下班前 提交报告")
    assert words("assign-unreachable-private", all=2, count=1, names="路人") in [m.text for m in said]
    assert calls_of(office, "路人", words) == []


async def test_a_parked_card_shows_the_task_as_it_is_when_it_is_read_at_last(office: Stage) -> None:
    sun = await someone_unreachable(office)
    await office.say(office.wang, office.group, "/task @sun 明天下班前 提交报告")
    await office.say(office.wang, None, "/cancel 1 不用了")
    office.world.start(sun, "hello")
    await office.settle()
    assert not any(b.data == "t:accept:1" for m in office.messages(sun) for b in m.all_buttons())
