"""How an absence is said, and what cannot be."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.absent import SAID, li_is_away
from tests.journeys.conftest import Words
from tests.journeys.tasks import ordered
from tests.stage import MONDAY, Stage, stage

# -- how it is said ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("/away 12月1日到5日", "12月1日周二", "12月5日周六"),
        ("/away Dec 1 to 5", "12月1日周二", "12月5日周六"),
        ("/away 明天", "11月24日周二", "11月24日周二"),
        ("/away 到周五", "11月23日周一", "11月27日周五"),
        ("/away 从明天起三天", "11月24日周二", "11月26日周四"),
    ],
)
async def test_what_was_understood_is_shown_with_its_weekdays(office: Stage, words: str, first: str, last: str) -> None:
    [plan] = await office.say(office.li, None, words)
    assert first in plan.text
    assert last in plan.text
    await office.press(office.li, plan, "✓ 确认")
    assert office.rows("SELECT member_id, backup_id FROM absences") == [(3, None)]


async def test_days_and_backup_are_chosen_with_buttons(office: Stage, words: Words) -> None:
    [asked] = await office.say(office.li, None, "/away")
    await office.press(office.li, asked, words("button-calendar"))
    await office.press(office.li, asked, "aw:day:3:0:20261125")
    assert words("away-last-day", member="李明", first="11月25日周三") in asked.text
    await office.press(office.li, asked, "aw:day:3:20261125:20261127")
    assert words("away-plan-nobody-nothing", n=0) in asked.text
    await office.press(office.li, asked, words("button-backup-choose"))
    await office.press(office.li, asked, "赵倩")
    assert words("away-plan-nothing", backup="赵倩") in asked.text
    await office.press(office.li, asked, words("button-away-confirm"))
    assert office.rows("SELECT backup_id, date(begins_at, '+8 hours'), date(ends_at, '+8 hours') FROM absences") == [
        (4, "2026-11-25", "2026-11-27")
    ]
    assert "由您代办" in office.last(office.zhao).text


async def test_days_that_may_be_meant_are_asked_about(office: Stage) -> None:
    [asked] = await office.say(office.li, None, "/away 明後兩天")
    assert [b.text for b in asked.all_buttons()][:2] == ["11月24日周二", "11月25日周三"]


async def test_a_supervisor_sets_both_for_somebody_and_a_colleague_may_not(office: Stage, words: Words) -> None:
    refused = words("refuse-others-absence")
    before = office.state()
    assert [m.text for m in await office.say(office.zhao, None, "/away @li 明天")] == [refused]
    assert [m.text for m in await office.say(office.zhao, None, "/backup @li @zhou")] == [refused]
    assert [m.text for m in await office.say(office.zhao, None, "/back @li")] == [refused]
    [plan] = await office.say(office.zhou, None, "/away @li 明天 @zhao")
    assert (
        await office.press(office.zhao, office.last(office.zhao), "aw:ok:3:20261124:20261124:4", stale=True) == refused
    )
    assert office.state() == before
    await office.press(office.zhou, plan, "✓ 确认")
    assert office.rows("SELECT member_id, backup_id, set_by FROM absences") == [(3, 4, 2)]
    assert "周秘书登记您外出" in office.last(office.li).text
    await office.say(office.zhou, None, "/backup @li @zhao")
    assert office.rows("SELECT member_id, backup_id FROM backups") == [(3, 4)]
    await office.say(office.zhou, None, "/back @li")
    assert "取消" in office.last(office.zhou).text
    assert "不用您代办" in office.last(office.zhao).text


async def test_backups_are_shown_and_ended_by_those_they_concern(office: Stage, words: Words) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.zhao, None, "/backup @li")
    assert office.rows("SELECT member_id, backup_id FROM backups") == [(3, 4), (4, 3)], (
        "a pair stands in for each other"
    )
    [shown] = await office.say(office.li, None, "/backup")
    assert "李明 → 赵倩" in shown.text
    await office.press(office.li, shown, words("button-backup-end"))
    assert office.rows("SELECT member_id, backup_id FROM backups") == [(4, 3)]
    assert office.last(office.zhao).text == words("backup-ended-b", member="李明")
    before = office.state()
    assert [m.text for m in await office.say(office.li, None, "/backup off")] == [
        words("refuse-no-backup-set", member="李明")
    ]
    assert office.state() == before
    [shown] = await office.say(office.li, None, "/backup")
    await office.press(office.li, shown, words("button-backup-choose"))
    await office.press(office.li, shown, "周秘书")
    assert office.rows("SELECT member_id, backup_id FROM backups ORDER BY 1") == [(3, 2), (4, 3)]


# -- what cannot be ----------------------------------------------------------------------------------------------------

REFUSED = {
    "/away 昨天": "away-past",
    "/away 12月5日到12月1日": "away-backwards",
    "/away 11月1日到5日": "away-far",
    "/away 出差": "away-unread",
    "/away @li @zhao 明天": "away-usage",
    "/away @nobody 明天": "unknown-person",
    "/away 明天 @li": "backup-self",
    "/backup @li": "backup-self",
    "/backup @li @li": "backup-self",
    "/backup @zhao 以后": "backup-usage",
    "/backup @nobody": "unknown-person",
    "/back": "not-away",
}


@pytest.mark.parametrize("language", list(SAID))
async def test_what_cannot_be_is_refused_with_its_sentence_and_changes_nothing(
    tmp_path: Path, logs: list[Any], language: str
) -> None:
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        words, before = Words(language), s.state() | {"absences": [], "backups": []}
        fields = {"name": "@nobody", "first": "§", "last": "§"}
        for typed, refusal in REFUSED.items():
            [answer] = await s.say(s.li, None, typed)
            sentence = re.escape(words(f"refuse-{refusal}", **fields)).replace("§", ".+")
            assert re.fullmatch(sentence, answer.text), typed
            now = s.state() | {t: s.rows(f"SELECT * FROM {t}") for t in ("absences", "backups")}
            assert now == before, typed
        await s.say(s.li, None, "/backup @zhao")
        [plan] = await s.say(s.li, None, "/away 明天")
        await s.press(s.li, plan, words("button-away-confirm"))
        assert s.rows("SELECT member_id, backup_id FROM absences") == [(3, 4)], "and the same set-up allows what can be"


async def test_days_that_are_down_already_are_refused_and_days_beside_them_are_joined(office: Stage) -> None:
    await li_is_away(office, "/away 周二到周三")
    [said] = await office.say(office.li, None, "/away 周二到周三")
    assert "已经登记过了" in said.text
    [plan] = await office.say(office.li, None, "/away 周三到周五")
    assert "11月24日周二 至 11月27日周五" in plan.text
    await office.press(office.li, plan, "✓ 确认")
    open_ones = office.rows(
        "SELECT date(begins_at, '+8 hours'), date(ends_at, '+8 hours') FROM absences WHERE ended_at IS NULL"
    )
    assert open_ones == [("2026-11-24", "2026-11-27")]
    await office.pass_time(MONDAY + timedelta(days=1))
    [plan] = await office.say(office.li, None, "/away 到11月30日")
    await office.press(office.li, plan, "✓ 确认")
    await office.pass_time(MONDAY + timedelta(days=5))
    assert office.rows("SELECT count(*) FROM absences WHERE begun_at IS NOT NULL AND ended_at IS NULL") == [(1,)]
    await office.pass_time(MONDAY + timedelta(days=8))
    assert office.rows("SELECT count(*) FROM absences WHERE ended_at IS NULL") == [(0,)]


async def test_buttons_of_others_and_of_old_messages_do_nothing(office: Stage, words: Words) -> None:
    [plan] = await office.say(office.li, None, "/away 明天")
    before = office.state()
    for data in (
        "aw:ok:3:20261301:20261124:0",
        "aw:what:3",
        "aw:ok:999:20261124:20261124:0",
        "bk:set:3:999",
        "ho:all:3",
        "bk:x",
    ):
        answer = await office.press(office.li, plan, data, stale=True)
        assert answer, data
        assert office.state() == before, data
    assert office.rows("SELECT * FROM absences") == []


ASKED = ["今天谁请假", "谁不在", "現在誰在休假", "谁出差了？", "who is away?", "who's on leave this week"]


@pytest.mark.parametrize("text", ASKED)
async def test_who_is_away_is_told_and_nothing_is_ordered(office: Stage, words: Words, text: str) -> None:
    [nobody] = await office.say(office.wang, None, text)
    assert nobody.text == words("nobody-is-away")
    [plan] = await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, plan, "✓ 确认")
    [told] = await office.say(office.zhao, None, text)
    assert told.text == words("who-is-away", members="李明")
    assert office.rows("SELECT count(*) FROM drafts") == [(0,)]


@pytest.mark.parametrize("text", ["统计谁请假 @li 明天", "谁请假谁交材料 @li 周五"])
async def test_an_order_about_who_is_away_is_an_order(office: Stage, text: str) -> None:
    assert await ordered(office, text)
    assert office.rows("SELECT count(*) FROM tasks") == [(1,)]
