"""AB角: who is away, who stands in, what moves and comes back; in three languages."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage, stage

TUESDAY = MONDAY + timedelta(days=1)
SAID = {
    "zh-Hans": {
        "report": "/task @li 周五下班前 提交三季度报告", "room": "/task @li 周四下午五点 订会议室",
        "new": "/task @li 周五下班前 写总结", "away": "/away 明天到周四", "half": "60% 等数据",
    },
    "zh-Hant": {
        "report": "/task @li 週五下班前 提交第三季報告", "room": "/task @li 週四下午五點 訂會議室",
        "new": "/task @li 週五下班前 寫總結", "away": "/away 明天到週四", "half": "60% 等資料",
    },
    "en": {
        "report": "/task @li Friday 6pm send the Q3 report", "room": "/task @li Thursday 5pm book the room",
        "new": "/task @li Friday 6pm write the summary", "away": "/away tomorrow to Thursday", "half": "60% waiting",
    },
}  # fmt: skip


@pytest.fixture(params=list(SAID))
async def spoken(request: pytest.FixtureRequest, tmp_path: Path, logs: list[Any]) -> AsyncIterator[Stage]:
    """The office at work, in each of the languages."""
    async with stage(tmp_path, request.param) as made:
        await made.set_up_office()
        yield made


def duty(s: Stage) -> dict[int, tuple[int | None, bool]]:
    """Who stands in for each task's lead, and whether they took over."""
    found = s.rows("SELECT id, standin_id, taken_over_at IS NOT NULL FROM tasks ORDER BY id")
    return {number: (standin, bool(taken)) for number, standin, taken in found}


def holders(s: Stage, number: int) -> set[str]:
    """Whose the running clocks of the work are."""
    return {
        name
        for (name,) in s.rows(
            "SELECT m.name FROM clocks c JOIN members m ON m.id = c.member_id WHERE c.task_id = ? AND c.met_at IS NULL"
            " AND c.stopped_at IS NULL AND c.kind IN ('accept', 'first_report', 'finish')",
            number,
        )
    }


def reminders(s: Stage, person: Any, since: int) -> list[Message]:
    """What rang for a person since they had read so many messages."""
    return [m for m in s.messages(person)[since:] if "⏰" in (m.text or "") or "🔔" in (m.text or "")]


def found(s: Stage, person: Any, data: str) -> Message:
    """The newest message with a button of that data."""
    return [m for m in s.messages(person) if any(b.data and b.data.startswith(data) for b in m.all_buttons())][-1]


async def li_is_away(s: Stage, words: str = "/away 明天到周四") -> None:
    """Li says so and confirms; it begins at midnight."""
    await s.say(s.li, None, words)
    await s.press(s.li, s.last(s.li), "✓ 确认")


# -- a day with an AB switch -------------------------------------------------------------------------------------------


async def test_an_ab_switch_from_going_to_coming_back(spoken: Stage) -> None:
    s, words, said = spoken, Words(spoken.language), SAID[spoken.language]
    await s.say(s.li, None, "/backup @zhao")
    assert s.last(s.zhao).text == words("backup-yours", member="李明", backup="赵倩")
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
    assert words("fact-handed-back", frm="赵倩", to="李明") in story


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
    assert "李明外出，改为提醒王主任" in story


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
    assert "由你代办" in office.last(office.zhao).text


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
    assert "周秘书登记你外出" in office.last(office.li).text
    await office.say(office.zhou, None, "/backup @li @zhao")
    assert office.rows("SELECT member_id, backup_id FROM backups") == [(3, 4)]
    await office.say(office.zhou, None, "/back @li")
    assert "取消" in office.last(office.zhou).text
    assert "不用你代办" in office.last(office.zhao).text


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
    assert office.last(office.zhao).text == words("backup-ended", member="李明", backup="赵倩")
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


# -- one matter at a time ----------------------------------------------------------------------------------------------


async def test_who_does_not_accept_in_time_can_be_relieved_by_one_button_and_takes_it_back(
    office: Stage, words: Words
) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    assert "交给赵倩代办" not in str([b.text for m in office.messages(office.wang) for b in m.all_buttons()])
    await office.pass_time(MONDAY + timedelta(hours=9))
    rung = found(office, office.wang, "t:hand_over:1")
    assert words("label-hand-to", name="赵倩") in [b.text for b in rung.all_buttons()]
    await office.press(office.wang, rung, "t:hand_over:1")
    assert duty(office) == {1: (4, False)}
    await office.press(office.zhao, found(office, office.zhao, "ho:card:1"), "ho:card:1")
    await office.press(office.zhao, office.last(office.zhao), words("button-take_over"))
    assert office.rows("SELECT status FROM tasks") == [("active",)], "who takes over has accepted"
    [shown] = await office.say(office.li, None, "/show 1")
    assert [b.text for b in shown.all_buttons()] == [words("button-hand_back")]
    await office.press(office.li, shown, words("button-hand_back"))
    assert duty(office) == {1: (None, False)}
    assert "交还李明" in office.last(office.zhao).text


async def test_a_lead_who_accepts_after_all_keeps_it(office: Stage) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    assert duty(office) == {1: (4, False)}
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    assert duty(office) == {1: (None, False)}
    answer = await office.press(office.zhao, found(office, office.zhao, "ho:all:"), "ho:all:3")
    assert answer == "李明没有等你接手的事，/mine 看你手上的。"


async def test_back_early_brings_everything_back_at_once(office: Stage, words: Words) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    await office.press(office.zhao, found(office, office.zhao, "ho:all:"), "ho:all:3")
    await office.say(office.zhao, None, "#1 30%")
    said = await office.say(office.li, None, "/back")
    assert len(said) == 1
    assert words("welcome-back", backup="赵倩") in said[0].text
    assert duty(office) == {1: (None, False)}
    [refused] = await office.say(office.zhao, None, "/done 1 好了")
    assert refused.text == words("refuse-not-yours", number=1, action=words("button-submit"))


async def test_what_people_gave_themselves_waits_for_them(office: Stage) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await office.say(office.li, None, "/task 周五下班前 写周报")
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    assert duty(office) == {1: (None, False)}


async def test_a_task_given_to_another_who_is_away_goes_to_whoever_stands_in(office: Stage) -> None:
    await office.say(office.zhou, None, "/backup @li @zhao")
    await office.say(office.wang, office.group, "/task @zhou 下周五下班前 报告")
    await office.say(office.li, None, "/away 到周四")
    await office.press(office.li, office.last(office.li), "✓ 确认")
    await office.press(office.zhou, office.card(office.zhou, 1), "退回")
    await office.say(office.zhou, None, "没空")
    await office.press(office.wang, found(office, office.wang, "t:reassign:1"), "t:reassign:1")
    await office.press(office.wang, office.last(office.wang), "t:reassign:1:3")
    assert duty(office) == {1: (4, True)}
    assert "#1" in office.card(office.zhao, 1).text
    assert holders(office, 1) == {"赵倩"}
