"""What people away, standing in and leaving saw go wrong: told as they saw it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage


def found(s: Stage, person: Any, data: str) -> Message:
    """The newest message with a button of that data."""
    return [m for m in s.messages(person) if any(b.data and b.data.startswith(data) for b in m.all_buttons())][-1]


async def is_away(s: Stage, person: Any, words: str) -> Message:
    """They say so and confirm; what came of it."""
    [plan] = await s.say(person, None, words)
    await s.press(person, plan, "✓ 确认")
    return s.last(person)


async def zhao_stands_in(s: Stage) -> None:
    """Li is away until Thursday, and Zhao has taken over whatever is his."""
    await s.say(s.li, None, "/backup @zhao")
    await is_away(s, s.li, "/away 到周四")
    await s.press(s.zhao, found(s, s.zhao, "ho:all:"), "ho:all:3")


def labels(message: Message) -> list[str]:
    return [b.text for b in message.all_buttons()]


async def test_a_helper_who_stands_in_hands_in_the_whole_and_not_the_own_part_again(
    office: Stage, words: Words
) -> None:
    await office.say(office.wang, office.group, "/task @li @zhao 周五下班前 提交报告")
    await office.press(office.zhao, office.card(office.zhao, 1), "t:accept:1")
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    await office.say(office.zhao, None, "/done 1 数据好了")
    await zhao_stands_in(office)
    [shown] = await office.say(office.zhao, None, "/show 1")
    assert words("button-return_part") not in labels(shown)
    await office.say(office.zhao, None, "/done 1 报告已提交")
    assert office.rows("SELECT status FROM tasks") == [("submitted",)]


async def test_a_helper_who_stands_in_and_did_nothing_of_the_own_part_goes_over_nobodys_head(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li @zhao 周五下班前 提交报告")
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    await zhao_stands_in(office)
    await office.say(office.zhao, None, "/done 1 报告已提交")
    assert office.rows("SELECT status FROM tasks") == [("submitted",)]


async def test_an_unknown_name_before_the_days_is_not_oneself(office: Stage) -> None:
    for words in ("/away 张三 明天", "/away Bob 明天", "/away 明天 张三代办"):
        [said] = await office.say(office.zhou, None, words)
        assert "我不认识" in said.text, words
    for words in (
        "/away 我明天外出",
        "/away 从明天起三天",
        "/away 明天 去上海出差",
        "/away 因公外出 明天",
        "/away 李明 明天 由赵倩代办",
    ):
        [said] = await office.say(office.zhou, None, words)
        assert "✓ 确认" in labels(said), words


async def test_backwards_days_without_a_month_are_refused(office: Stage) -> None:
    [said] = await office.say(office.li, None, "/away 12月5日到1日")
    assert "倒着" in said.text
    [said] = await office.say(office.li, None, "/away 12月5日到9日")
    assert "✓ 确认" in labels(said)


async def test_a_part_of_a_day_is_said_to_be_a_whole_one(office: Stage, words: Words) -> None:
    [said] = await office.say(office.li, None, "/away 今天下午")
    assert words("away-plan-whole") in said.text
    [said] = await office.say(office.li, None, "/away 明天")
    assert words("away-plan-whole") not in said.text


async def test_of_two_absences_it_is_asked_which_is_called_off(office: Stage, words: Words) -> None:
    await is_away(office, office.li, "/away 明天")
    await is_away(office, office.li, "/away 周五")
    for typed in ("/back", "/away 取消", "/away off"):
        [asked] = await office.say(office.li, None, typed)
        assert labels(asked) == ["11月24日周二", "11月27日周五"], typed
    assert office.rows("SELECT count(*) FROM absences WHERE ended_at IS NULL") == [(2,)]
    await office.press(office.li, asked, "11月27日周五")
    assert office.rows("SELECT date(begins_at, '+8 hours') FROM absences WHERE ended_at IS NULL") == [("2026-11-24",)]
    [said] = await office.say(office.li, None, "/back 明天")
    assert "已取消" in said.text
    [said] = await office.say(office.li, None, "/back 明天")
    assert said.text == words("refuse-not-away")


async def test_back_on_a_day_ends_the_absence_before_it(office: Stage) -> None:
    await is_away(office, office.li, "/away 今天到周五")
    [said] = await office.say(office.li, None, "/back 周四")
    assert "11月25日周三" in said.text
    assert office.rows("SELECT date(ends_at, '+8 hours') FROM absences WHERE ended_at IS NULL") == [("2026-11-25",)]
    [said] = await office.say(office.li, None, "/back 张三")
    assert "没看懂" in said.text


async def test_the_stand_in_and_the_length_of_an_absence_can_be_changed(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    await office.say(office.li, None, "/backup @zhao")
    await is_away(office, office.li, "/away 今天到周三")
    assert office.rows("SELECT standin_id FROM tasks") == [(4,)]
    said = await is_away(office, office.li, "/away 今天到周三 @zhou")
    assert "改为" in said.text
    assert office.rows("SELECT standin_id FROM tasks") == [(2,)]
    assert "不用您代办了" in office.last(office.zhao).text
    await is_away(office, office.li, "/away 今天")
    assert office.rows("SELECT backup_id, date(ends_at, '+8 hours') FROM absences WHERE ended_at IS NULL") == [
        (2, "2026-11-23")
    ]
    [said] = await office.say(office.li, None, "/backup @zhao")
    assert "已登记的外出也改由赵倩" in said.text
    assert office.rows("SELECT standin_id FROM tasks") == [(4,)]
    assert await office.audit() == []


async def test_a_stand_in_who_is_away_on_those_days_is_said_before(office: Stage) -> None:
    await is_away(office, office.zhao, "/away 周三到周五")
    [plan] = await office.say(office.li, None, "/away 周四 @zhao")
    assert "赵倩那几天也外出" in plan.text
    [plan] = await office.say(office.li, None, "/away 明天 @zhao")
    assert "也外出" not in plan.text


async def test_where_both_are_away_the_matters_are_told_as_whose_they_are(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    await office.say(office.li, None, "/backup @zhao")
    await is_away(office, office.li, "/away 到周四")
    await is_away(office, office.zhao, "/away 到周二")
    assert office.rows("SELECT standin_id FROM tasks") == [(None,)], "nobody is asked who is away"
    [told] = [t for t in office.texts(office.wang) if "暂时没人办" in t]
    assert "李明外出至 11月26日周四，代办的赵倩也外出至 11月24日周二" in told


async def test_on_return_nobody_is_named_who_did_nothing(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    await office.say(office.li, None, "/backup @zhao")
    await is_away(office, office.li, "/away 到周四")
    [said] = await office.say(office.li, None, "/back")
    assert said.text == words("away-told-back-own")


async def test_what_the_stand_in_declined_is_not_declined_by_whoever_returns(office: Stage) -> None:
    await office.say(office.li, None, "/backup @zhao")
    await is_away(office, office.li, "/away 到周四")
    await office.say(office.wang, office.group, "/task @li 下周五下班前 报告")
    await office.say(office.zhao, None, "/decline 1 不归我管")
    await office.say(office.li, None, "/back")
    [shown] = await office.say(office.wang, None, "/show 1")
    assert "李明退回" not in shown.text
    assert await office.audit() == []


async def test_a_removed_lead_for_whom_somebody_acts_is_listed_to_be_replaced(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 报告")
    await zhao_stands_in(office)
    [asked] = await office.say(office.wang, office.group, "/remove @li")
    assert "手上未办结的 1 件" in asked.text
    assert "邀请链接" in asked.text, "leaving the only team is leaving the office"
    await office.press(office.wang, asked, words("button-parting-remove"))
    listed = found(office, office.wang, "t:reassign:1")
    assert "1 件" in listed.text
    await office.press(office.wang, listed, "t:reassign:1")
    await office.press(office.wang, office.last(office.wang), "t:reassign:1:2")
    assert office.rows("SELECT standin_id FROM tasks") == [(None,)]
    assert await office.audit() == []


async def test_a_lead_who_left_cannot_be_chased_and_the_task_can_be_given_anew(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 报告")
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    [shown] = await office.say(office.wang, None, "/show 1")
    assert words("button-urge") in labels(shown)
    [asked] = await office.say(office.wang, None, "/remove @li")
    await office.press(office.wang, asked, words("button-parting-remove"))
    [said] = await office.say(office.wang, None, "#1 催一下")
    assert said.text.startswith("#1 的承办人李明")
    [shown] = await office.say(office.wang, None, "/show 1")
    assert words("button-reassign") in labels(shown)
    assert words("button-urge") not in labels(shown)
    [listed] = await office.say(office.wang, None, "/team")
    assert words("line-needs-lead") in listed.text
    [said] = await office.say(office.wang, None, "/task @li 明天 别的事")
    assert "邀请链接" in said.text


async def test_what_the_stand_in_asked_for_waits_no_more_once_the_lead_is_back(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 报告")
    await zhao_stands_in(office)
    await office.say(office.zhao, None, "/transfer 1 @zhou 我不熟")
    assert office.rows("SELECT answered_at FROM requests") == [(None,)]
    [refused] = await office.say(office.li, None, "/done 1 好了")
    assert refused.text == words("refuse-with-standin", number=1, member="赵倩")
    await office.say(office.li, None, "/back")
    assert office.rows("SELECT answered_at IS NOT NULL FROM requests") == [(1,)]
    assert await office.audit() == []


async def test_a_slip_to_the_stand_in_does_not_come_after_the_lead_is_back(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 报告")
    await zhao_stands_in(office)
    office.world.block(office.zhao)
    await office.settle()
    await office.say(office.wang, None, "/slip 1 黄")
    await office.say(office.li, None, "/back")
    seen = len(office.messages(office.zhao))
    office.world.start(office.zhao, "hello")
    await office.settle()
    assert not [m.text for m in office.messages(office.zhao)[seen:] if "督办单" in m.text]


async def test_who_was_asked_to_stand_in_takes_over_by_words(office: Stage) -> None:
    await office.say(office.li, None, "/backup @zhao")
    for n in (1, 2):
        await office.say(office.wang, office.group, f"/task @li 周五下班前 报告{n}")
    await is_away(office, office.li, "/away 到周四")
    await office.say(office.zhao, None, "/accept 1")
    await office.say(office.zhao, None, "我接手 #2")
    assert office.rows("SELECT taken_over_at IS NOT NULL FROM tasks") == [(1,), (1,)]


async def test_who_was_asked_to_stand_in_can_say_that_they_cannot(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 报告")
    await office.say(office.li, None, "/backup @zhao")
    await is_away(office, office.li, "/away 到周四")
    await office.press(office.zhao, found(office, office.zhao, "ho:all:"), words("button-cannot-stand-in"))
    assert office.rows("SELECT standin_id FROM tasks") == [(None,)]
    for person in (office.wang, office.zhou):
        assert sum("赵倩接不了李明的 1 件" in t for t in office.texts(person)) == 1
    assert await office.audit() == []


async def test_those_above_read_in_the_morning_who_is_away(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @zhao 周五下班前 报告")
    await is_away(office, office.li, "/away 到周四 @zhao")
    await office.pass_time(MONDAY + timedelta(days=1))
    assert any("外出：李明（至" in t and "赵倩代办" in t for t in office.texts(office.zhou))
    assert any("外出：李明（至" in (m.text or "") for m in office.messages(office.group))


async def test_whoever_is_removed_from_one_of_two_teams_is_told(office: Stage, words: Words) -> None:
    [asked] = await office.say(office.wang, office.group, "/remove @zhou")
    await office.press(office.wang, asked, words("button-parting-remove"))
    assert any("您已不" in t for t in office.texts(office.zhou))


async def test_the_assigner_hears_that_the_lead_took_it_back(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 报告")
    await zhao_stands_in(office)
    [shown] = await office.say(office.li, None, "/show 1")
    await office.press(office.li, shown, words("button-hand_back"))
    await office.pass_time(MONDAY + timedelta(hours=3))
    assert any("交还李明" in t for t in office.texts(office.wang))


async def test_who_hands_in_reads_that_the_assigner_is_away_and_the_supervisor_hears(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 报告")
    await office.press(office.li, office.card(office.li, 1), "t:accept:1")
    await is_away(office, office.wang, "/away 到周四")
    said = await office.say(office.li, None, "/done 1 报告已提交")
    assert any("王主任外出至 11月26日周四；已同时告知周秘书" in m.text for m in said)
    await office.pass_time(MONDAY + timedelta(hours=3))
    await office.press(office.zhou, found(office, office.zhou, "t:approve:1"), "t:approve:1")
    assert office.rows("SELECT status FROM tasks") == [("done",)]
