"""By whose clock words are read, moments are shown, and mornings come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage

TIMERS = "SELECT key, due_at FROM timers WHERE state = 'pending' AND kind = 'worklists' ORDER BY key"


async def test_whoever_lives_elsewhere_reads_and_writes_by_their_own_clock(office: Stage) -> None:
    said = await office.say(office.li, None, "/timezone new york")
    assert "UTC-5" in said[-1].text
    await office.say(office.wang, office.group, "/task @li 2026-11-25 17:00 报告")
    assert "17:00" in office.card(office.group, 1).text
    private = office.card(office.li, 1).text
    assert "04:00" in private
    assert any(city in private for city in ("纽约", "紐約", "New York"))
    shown = (await office.say(office.li, None, "/when 2026-11-25 17:00"))[-1]
    assert office.unix_in(shown) - office.unix_in(office.card(office.group, 1)) == 13 * 3600


async def test_a_teams_clock_moves_its_digest_and_its_working_hours(office: Stage) -> None:
    await office.say(office.wang, office.group, "/timezone +9")
    await office.say(office.wang, office.group, "/task @li 2026-11-25 17:00 报告")
    (key, due), *_ = office.rows("SELECT key, due_at FROM timers WHERE kind = 'digest' AND state = 'pending'")
    assert (key, due[:16]) == ("digest:1:2026-11-24T08:30", "2026-11-23 23:30")
    assert office.rows("SELECT due_at FROM tasks")[0][0][:16] == "2026-11-25 08:00"


async def test_a_deadline_stays_the_moment_it_was_given_for(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 2026-11-25 17:00 报告")
    before = office.rows("SELECT due_at FROM tasks")
    await office.say(office.wang, office.group, "/timezone Tokyo")
    assert office.rows("SELECT due_at FROM tasks") == before


async def test_a_deadline_that_is_a_day_stays_that_day_by_the_teams_new_clock(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 周五 报告")
    await office.say(office.wang, office.group, "/task @li 周五下班前 总结")
    await office.say(office.wang, office.group, "/task @li 周五17:00 名单")
    said = await office.say(office.wang, office.group, "/timezone Berlin")
    assert "#1、#2" in said[-1].text
    dues = [row[0][:16] for row in office.rows("SELECT due_at FROM tasks ORDER BY id")]
    assert dues == ["2026-11-27 22:59", "2026-11-27 17:00", "2026-11-27 09:00"]


async def test_the_morning_list_comes_in_the_morning_where_one_lives(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 2026-11-27 17:00 报告")
    await office.say(office.li, None, "/accept 1")
    await office.say(office.li, None, "/timezone Asia/Tokyo")
    keys = ["worklists:2026-11-24T08:40", "worklists@Asia/Tokyo:2026-11-24T08:40"]
    assert [key for key, _ in office.rows(TIMERS)] == keys
    lists = "SELECT sent_at FROM outbox WHERE kind = 'worklist' AND member_id = (SELECT id FROM members WHERE username = 'li')"
    await office.pass_time(MONDAY + timedelta(hours=22, minutes=20))  # 7:50, 8:50 in Tokyo
    assert len(office.rows(lists)) == 1
    await office.pass_time(timedelta(hours=3))
    assert len(office.rows(lists)) == 1
    await office.say(office.li, None, "/timezone")
    await office.press(office.li, office.last(office.li), "tz:0:office")
    await office.pass_time(MONDAY + timedelta(days=2, hours=2))
    assert len(office.rows(lists)) == 2
    assert [key for key, _ in office.rows(TIMERS)] == ["worklists:2026-11-26T08:40"]


async def test_what_is_no_time_zone_or_not_theirs_to_set_changes_nothing(office: Stage, words: Words) -> None:
    before = office.state()
    for said in ("/timezone 火星", "/timezone +99", "/timezone 5:30"):
        assert [m.text[:4] for m in await office.say(office.li, None, said)] == [
            words("refuse-timezone", value="x")[:4]
        ]
    assert [m.text for m in await office.say(office.li, office.group, "/timezone Tokyo")] == [
        words("refuse-managers-only")
    ]
    assert {row[0] for row in office.rows("SELECT zone FROM members UNION SELECT zone FROM teams")} == {None}
    assert before["timers"] == office.state()["timers"]


async def test_a_country_with_several_clocks_is_asked_about(office: Stage) -> None:
    asked = (await office.say(office.li, None, "/timezone us"))[-1]
    assert any("纽约" in b.text or "紐約" in b.text or "New York" in b.text for b in asked.all_buttons())
    await office.press(office.li, asked, "tz:0:America/Chicago")
    assert office.rows("SELECT zone FROM members WHERE username = 'li'") == [("America/Chicago",)]


FAR = ("America/Los_Angeles", "Pacific/Auckland")


@pytest.mark.parametrize("zone", FAR)
async def test_days_of_absence_are_those_of_whoever_is_away_and_everybody_reads_the_same(
    office: Stage, words: Words, zone: str
) -> None:
    s, here = office, ZoneInfo(zone)
    await s.say(s.li, None, f"/timezone {zone}")
    await s.say(s.wang, s.group, "/task @li 12月9日下班前 提交报告")
    [plan] = await s.say(s.li, None, "/away 12月1日到5日 @zhao")
    before = {who: len(s.messages(who)) for who in (s.zhao, s.wang)}
    await s.press(s.li, plan, words("button-away-confirm"))
    found = s.rows("SELECT begins_at, ends_at FROM absences")[0]
    begins, ends = (datetime.fromisoformat(at).replace(tzinfo=UTC).astimezone(here) for at in found)
    assert (begins.day, begins.hour, ends.day, ends.hour) == (1, 0, 5, 23)
    assert "12月1日周二 至 12月5日周六" in plan.text
    assert "12月1日周二 至 12月5日周六" in s.last(s.li).text
    assert "12月1日周二 至 12月5日周六" in s.last(s.zhao).text
    [again] = await s.say(s.wang, None, "/away @li 12月1日到5日")
    assert "12月1日周二 至 12月5日周六" in again.text, "already down, told by the days of whoever is away"
    await s.pass_time(datetime(2026, 12, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai")))
    told = [m.text for m in s.messages(s.zhao)[before[s.zhao] :] if "#1" in m.text]
    assert told
    assert "12月5日周六" in "".join(told)
    assert "12月6日" not in "".join(told)
    assert "12月5日周六" in (await s.say(s.wang, None, "/show 1"))[0].text
    assert "12月5日周六" in (await s.say(s.wang, None, "/history 1"))[0].text
    assert await s.audit() == []


async def test_a_group_that_sets_its_clock_changes_nothing_for_the_owner_of_another_too(office: Stage) -> None:
    s = office
    other = s.world.group("财务部", members=[s.wang, s.li], creator=s.wang)
    s.world.add_bot(s.wang, other)
    await s.settle()
    for person in (s.wang, s.li):
        s.world.press(person, s.last(other), "j:2")
        await s.settle()
    await s.say(s.wang, other, "/task @li 周五18:00 发工资")
    await s.say(s.zhou, s.group, "/timezone Tokyo")
    [shown] = await s.say(s.li, None, "/show 1")
    assert "18:00" in shown.text
