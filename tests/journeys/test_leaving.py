"""Who goes: out of the group, out of the office, out of its memory; and what they leave."""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.stage import Stage

REMINDED = "SELECT COUNT(*) FROM outbox WHERE kind IN ('reminder', 'worklist') AND member_id = 3 AND state = 'sent'"


@pytest.fixture
async def busy(office: Stage) -> Stage:
    """李明 leads two tasks and helps with a third; 周秘书 gave that one."""
    await office.say(office.wang, office.group, "/task @li 2026-11-25 17:00 报告甲")
    await office.say(office.wang, office.group, "/task @li 2026-11-26 17:00 报告乙")
    await office.say(office.zhou, office.group, "/task @zhao @li 2026-11-26 17:00 报告丙")
    return office


def the_buttons(message: Message) -> list[str]:
    """What the buttons of a message carry."""
    return [b.data for b in message.all_buttons() if b.data]


async def removed(s: Stage) -> Message:
    """王主任 removes 李明 from the office; the list of what he leaves."""
    await s.say(s.wang, None, "/remove @li")
    await s.press(s.wang, s.last(s.wang), "out:3:0:remove")
    return next(m for m in reversed(s.messages(s.wang)) if "报告甲" in m.text)


async def test_whoever_is_removed_hears_it_once_and_is_reminded_of_nothing(busy: Stage, words: Words) -> None:
    await removed(busy)
    assert busy.last(busy.li).text == words("removed-you", office="测试局")
    await busy.pass_time(timedelta(days=4))
    assert busy.rows(REMINDED) == [(0,)]
    assert busy.last(busy.li).text == words("removed-you", office="测试局")
    assert [m.text for m in await busy.say(busy.li, None, "/mine")] == [words("refuse-stranger")]
    assert await busy.press(busy.li, busy.card(busy.li, 1), "t:accept:1") == words("refuse-stranger")


async def test_what_they_leave_is_listed_and_given_to_somebody_else_from_the_list(busy: Stage, words: Words) -> None:
    left = await removed(busy)
    assert [d for d in the_buttons(left) if d.startswith("t:reassign")] == ["t:reassign:1", "t:reassign:2"]
    assert "报告丙" in left.text
    await busy.press(busy.wang, left, "t:reassign:1")
    await busy.press(busy.wang, busy.last(busy.wang), "赵倩")
    assert busy.rows("SELECT member_id FROM assignments WHERE task_id = 1 AND part = 'lead'") == [(4,)]


async def test_a_removed_person_does_not_walk_in_again_by_the_join_button(busy: Stage, words: Words) -> None:
    await removed(busy)
    join = next(m for m in busy.messages(busy.group) if "j:1" in the_buttons(m))
    assert await busy.press(busy.li, join, "j:1") == words("refuse-removed")
    await busy.say(busy.wang, None, "/invite")
    payload = busy.last(busy.wang).text.partition("start=")[2].split()[0]
    busy.world.start(busy.li, payload)
    await busy.settle()
    assert busy.rows("SELECT active, removed FROM members WHERE id = 3") == [(1, 0)]


async def test_results_they_were_waiting_for_come_to_the_supervisor(busy: Stage) -> None:
    await busy.say(busy.wang, None, "/role @zhao supervisor")
    await busy.say(busy.wang, None, "/remove @zhou")
    await busy.press(busy.wang, busy.last(busy.wang), "out:2:0:remove")
    await busy.say(busy.wang, busy.group, "/role @zhao staff")
    await busy.say(busy.wang, None, "/role @zhao staff")
    await busy.press(busy.zhao, busy.card(busy.zhao, 3), "t:accept:3")
    await busy.say(busy.zhao, None, "/done 3 全部完成，李明没有参加")
    assert "t:approve:3" in the_buttons(busy.last(busy.wang))


async def test_somebody_who_left_their_only_group_may_finish_and_is_not_reminded(busy: Stage) -> None:
    busy.world.leave(busy.li, busy.group)
    await busy.settle()
    left = busy.last(busy.wang)
    assert [d for d in the_buttons(left) if d.startswith("t:reassign")] == ["t:reassign:1", "t:reassign:2"]
    await busy.press(busy.li, busy.card(busy.li, 1), "t:accept:1")
    await busy.pass_time(timedelta(days=2))
    assert busy.rows(REMINDED) == [(0,)]


async def test_coming_back_to_the_group_they_are_reminded_again(busy: Stage) -> None:
    busy.world.leave(busy.li, busy.group)
    await busy.settle()
    busy.world.join(busy.li, busy.group)
    join = next(m for m in busy.messages(busy.group) if "j:1" in the_buttons(m))
    await busy.press(busy.li, join, "j:1")
    await busy.pass_time(timedelta(days=2))
    assert busy.rows(REMINDED)[0][0] > 0


async def test_who_is_forgotten_is_a_number_in_the_history_and_nothing_else(busy: Stage) -> None:
    await busy.press(busy.li, busy.card(busy.li, 1), "t:accept:1")
    await busy.say(busy.li, None, "/report 1 写了一半")
    await removed(busy)
    who = str(busy.li.id)
    gone = next(m for m in busy.messages(busy.wang) if "out:3:0:ask" in the_buttons(m))
    await busy.press(busy.wang, gone, "out:3:0:ask")
    await busy.press(busy.wang, busy.last(busy.wang), "out:3:0:forget")
    assert busy.rows("SELECT telegram_id, name, username FROM members WHERE id = 3") == [(None, "", None)]
    tables = ("members", "memberships", "posts", "questions", "drafts", "outbox", "inbox", "history", "tasks", "timers")
    kept = {table: str(busy.rows(f"SELECT * FROM {table}")) for table in tables}
    assert [table for table, rows in kept.items() if who in rows] == []
    story = (await busy.say(busy.wang, None, "/history 1"))[-1].text
    assert "写了一半" in story
    assert "李明" not in story
    busy.world.start(busy.li, "")
    await busy.settle()
    assert busy.rows("SELECT COUNT(*) FROM members") == [(4,)]


async def test_a_double_tap_on_remove_purges_nobody(busy: Stage, words: Words) -> None:
    asked = (await busy.say(busy.wang, None, "/remove @li"))[-1]
    place = asked.buttons[0][0].data
    await busy.press(busy.wang, asked, place)
    assert asked.text == words("removed-office", name="李明", office="测试局")
    second = asked.buttons[0][0].data
    assert second == "out:3:0:ask"
    await busy.press(busy.wang, asked, second)
    check = busy.last(busy.wang)
    assert check.id != asked.id, "what cannot be undone is asked in a message of its own"
    assert busy.rows("SELECT name FROM members WHERE id = 3") == [("李明",)]
    await busy.press(busy.wang, check, "out:3:0:forget")
    assert busy.rows("SELECT name FROM members WHERE id = 3") == [("",)]
    assert not check.buttons, "what is done is not offered again"


async def test_who_leaves_by_the_group_is_said_to_have_left_what_was_asked_about(busy: Stage, words: Words) -> None:
    asked = (await busy.say(busy.wang, busy.group, "/remove @li"))[-1]
    assert "测试局" in asked.text
    await busy.press(busy.wang, asked, "out:3:1:remove")
    assert asked.text == words("removed-office", name="李明", office="测试局")
    assert not asked.buttons


async def test_a_part_left_behind_is_given_to_another_from_the_list_and_its_lead_hears(
    office: Stage, words: Words
) -> None:
    await office.say(office.zhou, office.group, "/task @li @zhao 周五下班前 写方案")
    await office.say(office.wang, None, "/remove @zhao")
    await office.press(office.wang, office.last(office.wang), "out:4:0:remove")
    assert office.last(office.li).text == words("co-left", name="赵倩", numbers="#1")
    left = next(m for m in reversed(office.messages(office.wang)) if "t:replace:1:4" in the_buttons(m))
    [sure] = await office.say(office.li, None, "/done 1 好了")
    assert words("meant-silent-gone", names="赵倩（已离开）") in sure.text
    await office.press(office.wang, left, "t:replace:1:4")
    await office.press(office.wang, office.last(office.wang), "周秘书")
    assert office.rows("SELECT member_id FROM assignments WHERE task_id = 1 AND part = 'co'") == [(2,)]


async def test_a_part_handed_in_to_a_lead_who_left_is_told_to_somebody_and_the_task_stands_in_the_brief(
    office: Stage, words: Words
) -> None:
    await office.say(office.zhou, office.group, "/task @li @zhao 周五下班前 写方案")
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    for who in (3, 2):
        await office.say(office.wang, None, "/remove @li" if who == 3 else "/remove @zhou")
        await office.press(office.wang, office.last(office.wang), f"out:{who}:0:remove")
    [told] = await office.say(office.zhao, None, "/done 1 数据齐了")
    assert told.text == words("did-part-without-lead", number=1, name="李明", member="王主任")
    assert "数据齐了" in office.last(office.wang).text
    await office.pass_time(timedelta(days=1))
    brief = next(m for m in reversed(office.messages(office.wang)) if words("section-decide") in (m.text or ""))
    assert "#1 写方案" in brief.text
    assert "t:reassign:1" in the_buttons(brief)


async def test_one_can_leave_and_be_forgotten_by_oneself(busy: Stage) -> None:
    asked = (await busy.say(busy.li, None, "/forget"))[-1]
    await busy.press(busy.li, asked, "out:3:0:forget")
    assert busy.rows("SELECT telegram_id, active FROM members WHERE id = 3") == [(None, 0)]
    assert "t:reassign:1" in the_buttons(busy.last(busy.wang))


@pytest.mark.parametrize(
    ("who", "private", "said", "refused"),
    [
        ("li", False, "/remove @zhao", "managers-only"),
        ("zhou", False, "/remove @wang", "role-above"),
        ("wang", False, "/remove @wang", "remove-self"),
        ("wang", False, "/remove", "remove-usage"),
        ("wang", False, "/remove @li @zhao", "remove-usage"),
        ("li", True, "/forget @zhao", "forget-right"),
        ("wang", True, "/forget", "last-owner"),
        ("wang", False, "/forget", "private-only"),
        ("wang", True, "/topic", "group-only"),
        ("li", False, "/topic", "managers-only"),
        ("wang", False, "/topic", "no-topics"),
    ],
)
async def test_who_may_not_hears_why_and_nothing_changes(
    busy: Stage, words: Words, who: str, private: bool, said: str, refused: str
) -> None:
    before = busy.state()
    person = getattr(busy, who)
    answer = (await busy.say(person, None if private else busy.group, said))[-1].text
    names = {"name": "王主任", "role": "x"}
    assert answer == words(f"refuse-{refused}", **names)
    assert busy.state() == before


async def test_who_runs_a_group_is_told_in_private_to_write_there(office: Stage) -> None:
    for typed in ("/remove @zhao", "/members"):
        [said] = await office.say(office.zhou, None, typed)
        assert "请到您负责的群里发这条命令" in said.text


async def test_a_button_that_was_offered_before_a_change_of_rights_does_nothing(busy: Stage) -> None:
    await busy.say(busy.zhou, busy.group, "/remove @li")
    asked = busy.last(busy.group)
    await busy.say(busy.wang, busy.group, "/role @zhou staff")
    before = busy.rows("SELECT * FROM members")
    await busy.press(busy.zhou, asked, "out:3:1:remove")
    assert busy.rows("SELECT * FROM members") == before


@pytest.mark.parametrize("where", ["private", "group"])
async def test_somebody_who_was_removed_is_named_and_who_may_know_reads_who_has_their_tasks(
    busy: Stage, words: Words, where: str
) -> None:
    s, chat = busy, busy.group if where == "group" else None
    order = "/task @li 2026-11-27 17:00 报告丁"
    await removed(s)
    assert [m.text for m in await s.say(s.wang, chat, order)] == [words("refuse-person-removed", name="@li")]
    await s.say(s.wang, None, "/reassign 1 @zhao")
    heir = words("refuse-person-removed-heir", name="@li", member="赵倩")
    assert [m.text for m in await s.say(s.zhou, chat, order)] == [heir]
    assert [m.text for m in await s.say(s.zhao, chat, "/transfer 3 @li 忙")] == [heir], "she reads it on her card too"
    await s.say(s.wang, None, "/reassign 2 @zhou")
    assert [m.text for m in await s.say(s.wang, chat, order)] == [words("refuse-person-removed", name="@li")]


async def test_somebody_who_was_removed_is_not_known_to_those_whom_it_does_not_concern(
    office: Stage, words: Words
) -> None:
    await removed_from_nothing(office)
    assert [m.text for m in await office.say(office.zhao, None, "/backup @li")] == [
        words("refuse-unknown-person", name="@li")
    ]


async def removed_from_nothing(s: Stage) -> None:
    """王主任 removes 李明, who has no tasks."""
    await s.say(s.wang, None, "/remove @li")
    await s.press(s.wang, s.last(s.wang), "out:3:0:remove")
