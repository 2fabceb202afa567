"""A task's life as people live it: declined, passed on, put off, handed in, returned, ended."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.domain.office import local
from tests.journeys.conftest import Words
from tests.journeys.tasks import PARTS, STARS, TUESDAY_6PM, due, given, labels, shown, status, story
from tests.stage import MONDAY, ZONE, Stage

# -- declining and passing on ----------------------------------------------------------------------------------------


async def test_a_declined_task_waits_for_somebody_else(office: Stage, words: Words) -> None:
    await given(office)
    await office.press(office.li, office.card(office.li, 1), words("button-decline"))
    assert words("prompt-decline") in office.last(office.li).text
    await office.say(office.li, None, "我在出差")
    assert status(office) == "declined"
    told = office.last(office.wang)
    assert "李明退回：我在出差" in told.text
    await office.press(office.wang, told, words("button-reassign"))
    await office.press(office.wang, office.last(office.wang), "赵倩")
    assert status(office) == "assigned"
    assert office.rows(PARTS, 1)[0] == ("赵倩", "lead")
    assert words("card-for-you") in office.card(office.zhao, 1).text
    assert "承办 赵倩" in office.card(office.group, 1).text
    await office.press(office.zhao, office.card(office.zhao, 1), "签收")
    assert story(office) == ["assigned", "declined", "reassigned", "accepted"]
    toast = await office.press(office.li, shown(office, office.li, 1), "t:accept:1", stale=True)
    assert toast == words("refuse-not-yours", number=1, action=words("button-accept"))


async def test_a_transfer_moves_the_task_once_it_is_granted(office: Stage, words: Words) -> None:
    await given(office)
    await office.press(office.li, office.card(office.li, 1), "签收")
    await office.press(office.li, office.card(office.li, 1), words("button-ask_transfer"))
    await office.press(office.li, office.last(office.li), "赵倩")
    await office.say(office.li, None, "她熟悉")
    asked = office.last(office.wang)
    assert "李明申请转给赵倩：她熟悉" in asked.text
    assert "🔀" in office.card(office.group, 1).text
    await office.press(office.wang, asked, "t:grant_transfer:1")
    assert office.rows(PARTS, 1)[0] == ("赵倩", "lead")
    assert office.rows("SELECT m.name FROM tasks t JOIN members m ON m.id = t.first_handler_id") == [("李明",)]
    await office.press(office.zhao, office.card(office.zhao, 1), "签收")
    assert office.rows("SELECT m.name FROM tasks t JOIN members m ON m.id = t.first_handler_id") == [("赵倩",)]
    again = await office.press(office.wang, asked, "t:grant_transfer:1", stale=True)
    assert again == words("refuse-no-request", number=1)


async def test_a_refused_transfer_stays_where_it_was(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/transfer 1 @zhao 我在出差")
    refusing = [m.text for m in await office.say(office.li, None, "/transfer 1 @zhao 再问一次")]
    assert refusing == [words("refuse-request-waiting", number=1)]
    await office.press(office.wang, office.last(office.wang), "t:refuse_transfer:1")
    assert words("prompt-refuse_transfer") in office.last(office.wang).text
    await office.say(office.wang, None, "你最熟悉")
    assert office.rows(PARTS, 1)[0] == ("李明", "lead")
    assert "不同意转给赵倩：你最熟悉" in office.last(office.li).text
    assert [m.text for m in await office.say(office.li, None, "/transfer 1 @li 给自己")] == [
        words("refuse-same-lead-own", number=1)
    ]


# -- more time -------------------------------------------------------------------------------------------------------


async def test_more_time_is_asked_for_with_buttons_and_granted_with_one(office: Stage, words: Words) -> None:
    await given(office)
    await office.press(office.li, office.card(office.li, 1), words("button-ask_time"))
    await office.press(office.li, office.last(office.li), "11月25日周三 18:00")
    await office.say(office.li, None, "数据没到")
    asked = office.last(office.wang)
    for part in ("11月24日周二 18:00", "11月25日周三 18:00", "数据没到"):
        assert part in asked.text
    assert due(office) == TUESDAY_6PM, "nothing moves before it is granted"
    await office.press(office.wang, asked, "t:grant_time:1")
    assert due(office) == TUESDAY_6PM + timedelta(days=1)
    assert "同意延期到 11月25日周三 18:00" in office.last(office.li).text
    assert "11月25日周三 18:00" in office.card(office.group, 1).text
    assert await office.press(office.wang, asked, "t:grant_time:1", stale=True) == words("refuse-no-request", number=1)


async def test_more_time_may_be_refused(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/extend 1 后天下班前 忙")
    await office.press(office.wang, office.last(office.wang), "t:refuse_time:1")
    assert words("prompt-refuse_time") in office.last(office.wang).text
    assert story(office) == ["assigned", "time-asked"], "a refusal asks for its reason first"
    await office.say(office.wang, None, "月底前必须交")
    assert due(office) == TUESDAY_6PM
    assert "不同意延期：月底前必须交" in office.last(office.li).text
    assert story(office) == ["assigned", "time-asked", "time-refused"]


async def test_a_mistaken_refusal_can_be_taken_back_for_a_minute(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/extend 1 后天下班前 忙")
    await office.press(office.wang, office.last(office.wang), "t:refuse_time:1")
    await office.say(office.wang, None, "点错了")
    refused = office.last(office.wang)
    assert labels(refused) == [words("button-take_back")]
    await office.pass_time(timedelta(seconds=50))
    assert await office.press(office.wang, refused, words("button-take_back")) == words("did-taken-back", number=1)
    assert "收回了刚才的不同意" in office.last(office.li).text
    assert labels(refused) == [words("button-grant_time"), words("button-refuse_time")]
    await office.press(office.wang, refused, words("button-grant_time"))
    assert due(office) == TUESDAY_6PM + timedelta(days=1)
    await office.say(office.li, None, "/extend 1 周四下班前 还忙")
    await office.press(office.wang, office.last(office.wang), "t:refuse_time:1")
    await office.say(office.wang, None, "不能再拖")
    refused = office.last(office.wang)
    await office.pass_time(timedelta(seconds=61))
    late = await office.press(office.wang, refused, words("button-take_back"))
    assert late == words("refuse-take-back-late", number=1)


async def test_another_date_than_the_one_asked_for_may_be_given(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/extend 1 下周五下班前 忙")
    asked = office.last(office.wang)
    await office.press(office.wang, asked, words("button-change_deadline"))
    await office.press(office.wang, office.last(office.wang), words("button-other-moment"))
    await office.say(office.wang, None, "后天中午12点")
    assert due(office) == datetime(2026, 11, 25, 12, 0, tzinfo=ZONE)
    assert "11月25日周三 12:00" in office.last(office.li).text
    assert await office.press(office.wang, asked, "t:grant_time:1", stale=True) == words("refuse-no-request", number=1)


async def test_a_day_is_picked_from_the_calendar(office: Stage, words: Words) -> None:
    await given(office)
    await office.press(office.li, office.card(office.li, 1), words("button-ask_time"))
    choice = office.last(office.li)
    calendar = next((b for b in choice.all_buttons() if b.data.startswith("c:")), None)
    assert calendar is not None
    await office.press(office.li, choice, calendar.data)
    assert "2026年11月" in " ".join(labels(choice))
    onward = next(b for b in choice.all_buttons() if b.text == "›")
    await office.press(office.li, choice, onward.data)
    assert "2026年12月" in " ".join(labels(choice))
    day = next(b for b in choice.all_buttons() if b.data.startswith("k:") and b.data.endswith("20261203"))
    await office.press(office.li, choice, day.data)
    hour = next(b for b in choice.all_buttons() if b.data.startswith("t:ask_time:1:"))
    await office.press(office.li, choice, hour.data)
    await office.say(office.li, None, "等数据")
    assert "12月3日周四" in office.last(office.wang).text


async def test_more_time_is_refused_when_it_is_too_late_or_no_later(office: Stage, words: Words) -> None:
    await given(office, "@li 今天17:00前 提交报告")
    before = office.state()
    said = await office.say(office.li, None, "/extend 1 今天16:00 忙")
    assert len(said) == 1
    assert "不晚于" in said[0].text
    assert office.state() == before
    await office.pass_time(MONDAY.replace(hour=17, minute=1))
    assert words("button-ask_time") not in labels(office.card(office.li, 1))
    before = office.state()
    said = await office.say(office.li, None, "/extend 1 明天下班前 忙")
    assert [m.text for m in said] == [words("refuse-extend-too-late", number=1)]
    assert office.state() == before


# -- results ---------------------------------------------------------------------------------------------------------


async def test_a_result_is_returned_with_a_reason_and_handed_in_again(office: Stage, words: Words) -> None:
    await given(office)
    await office.press(office.li, office.card(office.li, 1), words("button-submit"))
    await office.say(office.li, None, "已报送")
    assert status(office) == "submitted"
    told = office.last(office.wang)
    assert "李明报送结果：已报送" in told.text
    await office.press(office.wang, told, words("button-return"))
    await office.say(office.wang, None, "缺附表")
    assert status(office) == "active"
    assert "退回重办：缺附表" in office.last(office.li).text
    assert "被退回 1 次" in office.card(office.group, 1).text
    office.world.file(office.li, None, "附表.xlsx", b"PK", "补好了")
    await office.settle()
    await office.say(office.li, None, "/done 1 补好了")
    await office.say(office.zhou, office.group, "/approve 1 5 很好")
    assert status(office) == "done"
    for who in (office.li, office.wang):
        assert "周秘书审核通过，办结。★★★★★ 很好" in "\n".join(office.texts(who)[-3:])
    assert story(office)[-1] == "approved"
    assert "★★★★★" in shown(office, office.group, 1).text


async def test_approving_is_one_tap_and_stars_come_after_on_the_same_message(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/done 1 好了")
    waiting, stood = office.last(office.wang), len(office.messages(office.wang))
    assert await office.press(office.wang, waiting, words("button-approve")) == words("did-approved", number=1)
    assert office.rows("SELECT status, rating FROM tasks") == [("done", None)]
    assert office.last(office.li).text.splitlines()[1] == "王主任审核通过，办结。"
    assert labels(waiting) == [*STARS, words("button-take_back")]
    assert "李明报送结果：好了\n您审核通过，办结。" in waiting.text
    assert await office.press(office.wang, waiting, "t:rate:1:4") == words("did-rated", number=1)
    assert office.rows("SELECT status, rating FROM tasks") == [("done", 4)]
    assert "您评分 ★★★★" in waiting.text
    assert "王主任评分 ★★★★" in office.last(office.li).text
    assert labels(waiting) == [words("button-take_back")], "the approval's minute goes on"
    assert len(office.messages(office.wang)) == stood, "all on the same message"
    again = await office.press(office.wang, waiting, "t:rate:1:1", stale=True)
    assert again == words("refuse-rated-already", number=1)


async def test_stars_on_the_card_come_after_an_approval_on_the_card(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/done 1 好了")
    card = office.card(office.group, 1)
    assert await office.press(office.wang, card, words("button-approve")) == words("did-approved", number=1)
    assert labels(card) == [*STARS, words("button-take_back")]
    refused = words("refuse-not-yours", number=1, action=words("button-rate"))
    assert await office.press(office.li, card, "5★") == refused
    assert await office.press(office.wang, card, "5★") == words("did-rated", number=1)
    assert "★★★★★" in card.text
    assert labels(card) == [words("button-take_back")]


async def test_a_result_with_a_file_is_approved_with_one_tap_too(office: Stage, words: Words) -> None:
    await given(office)
    office.world.file(office.li, None, "报告.pdf", b"%PDF", "/done 1 见附件")
    await office.settle()
    await office.press(office.wang, office.last(office.wang), words("button-approve"))
    assert office.rows("SELECT status, rating FROM tasks") == [("done", None)]
    await office.press(office.wang, office.last(office.wang), "5★")
    assert office.rows("SELECT rating FROM tasks") == [(5,)]


async def test_the_lead_does_not_judge_their_own_result(office: Stage, words: Words) -> None:
    await given(office, "@zhou 明天下班前 提交报告")
    await office.say(office.zhou, None, "/done 1 好了")
    before = office.state()
    said = await office.say(office.zhou, None, "/approve 1 5")
    assert [m.text for m in said] == [words("refuse-not-yours", number=1, action=words("button-approve"))]
    assert office.state() == before


async def test_a_silent_co_assignee_holds_the_result_back_until_they_report_or_are_named(
    office: Stage, words: Words
) -> None:
    await given(office, "@li @zhao 明天下班前 提交报告")
    before = office.state()
    said = await office.say(office.li, None, "/done 1 好了")
    [offer] = said
    assert words("meant-silent", names="赵倩", action="") in offer.text
    assert office.state() == before
    assert labels(offer) == [words("offer-without", names="赵倩")]
    await office.say(office.li, None, "/done 1 好了，赵倩的部分由我代办")
    assert status(office) == "submitted"
    await given(office, "@li @zhao 明天下班前 再交一份")
    await office.say(office.zhao, None, "我的部分好了", reply_to=office.messages(office.zhao)[-1].id)
    assert "赵倩交来自己的部分" in office.last(office.li).text, "to the lead; the assigner is left alone"
    assert "交来" not in office.last(office.wang).text
    await office.say(office.li, None, "/done 2 都好了")
    assert status(office, 2) == "submitted"


async def test_a_co_assignees_acceptance_and_percent_are_their_own(office: Stage) -> None:
    await given(office, "@li @zhao 明天下班前 提交报告")
    card = [m for m in office.messages(office.zhao) if "#1" in m.text][-1]
    await office.press(office.zhao, card, "签收")
    assert status(office) == "assigned", "the lead has not accepted yet"
    await office.say(office.zhao, None, "90%", reply_to=card.id)
    assert office.rows("SELECT status, percent FROM tasks") == [("assigned", 0)]


async def test_a_cancelled_task_is_over_for_everybody(office: Stage, words: Words) -> None:
    await given(office, "@li @zhao 明天下班前 提交报告")
    said = await office.say(office.li, None, "/cancel 1 不想做")
    assert [m.text for m in said] == [words("refuse-not-yours", number=1, action=words("button-cancel"))]
    await office.say(office.wang, None, "/cancel 1")
    await office.say(office.wang, None, "会议取消了")
    assert status(office) == "cancelled"
    for who in (office.li, office.zhao):
        assert "撤销：会议取消了" in office.last(who).text
    stood = len(office.messages(office.li))
    await office.pass_time(MONDAY + timedelta(days=3))
    assert office.messages(office.li)[stood:] == [], "no reminders any more"


async def test_a_date_behind_the_reason_of_a_return_is_the_new_deadline(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月24日18:00 提交三季度报告")
    await s.say(s.li, None, "/done 1 已报送")
    [done] = await s.say(s.wang, None, "/return 1 附件缺失 下周二下午五点前")
    for who, told in (("您", done), ("王主任", s.last(s.li))):
        assert f"{who}退回重办：附件缺失\n请在 12月1日周二 17:00 前重报" in told.text
    assert s.rows("SELECT due_at FROM tasks") == [("2026-12-01 09:00:00.000000",)]


async def test_a_return_without_a_date_says_why_the_deadline_is_another_and_one_it_may_mean_can_be_left(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.wang, s.group, "/task @li 11月24日18:00 提交三季度报告")
    await s.say(s.li, None, "/done 1 已报送")
    await s.pass_time(local(24, 17, 30))
    done, asked = await s.say(s.wang, None, "/return 1 附件缺失，下周五再报")
    assert "按报审时所余工作时间（至少一小时）" in done.text
    assert labels(asked)[-1] == words("button-discard")
    due = s.rows("SELECT due_at FROM tasks")
    await s.press(s.wang, asked, words("button-discard"))
    assert s.rows("SELECT due_at FROM tasks") == due
