"""A task's life as people live it: given, taken, declined, passed on, put off, handed in, returned, ended."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from simulator.model import Chat, Message, Person
from tests.journeys.conftest import Words
from tests.stage import MONDAY, ZONE, Stage

PARTS = (
    "SELECT m.name, a.part FROM assignments a JOIN members m ON m.id = a.member_id WHERE task_id = ? ORDER BY a.place"
)
STORY = "SELECT name FROM history WHERE task_id = ? ORDER BY seq"
STARS = ["1★", "2★", "3★", "4★", "5★"]
TUESDAY_6PM = MONDAY.replace(day=24, hour=18, minute=0)


async def given(s: Stage, text: str = "@li 明天下班前 提交报告") -> None:
    """A task in the group."""
    await s.say(s.wang, s.group, f"/task {text}")


def story(s: Stage, number: int = 1) -> list[str]:
    """What happened to a task, by name."""
    return [name for (name,) in s.rows(STORY, number)]


def status(s: Stage, number: int = 1) -> str:
    """Where a task stands."""
    return str(s.rows("SELECT status FROM tasks WHERE id = ?", number)[0][0])


def due(s: Stage, number: int = 1) -> datetime:
    """When a task is due."""
    stored = s.rows("SELECT due_at FROM tasks WHERE id = ?", number)[0][0]
    return datetime.fromisoformat(f"{stored}+00:00").astimezone(ZONE)


def shown(s: Stage, chat: Person | Chat, number: int) -> Message:
    """The newest card of a task in a chat, with buttons or without."""
    return [m for m in s.messages(chat) if f"#{number} " in m.text and "承办 " in m.text][-1]


def labels(message: Message) -> list[str]:
    """The buttons under a message."""
    return [b.text for b in message.all_buttons()]


# -- giving a task ---------------------------------------------------------------------------------------------------


async def test_several_people_are_lead_and_co_assignees_and_cc_only_watches(office: Stage, words: Words) -> None:
    await given(office, "@li @zhao 下周五下班前 提交三季度报告 !特急 cc @zhou")
    assert office.rows(PARTS, 1) == [("李明", "lead"), ("赵倩", "co"), ("周秘书", "watcher")]
    assert office.rows("SELECT title, priority FROM tasks") == [("提交三季度报告", "urgent")]
    card = office.card(office.group, 1).text
    assert "协办 赵倩" in card
    assert "知会 周秘书" in card
    assert words("card-for-you") in office.card(office.li, 1).text
    assert any("#1" in t for t in office.texts(office.zhao))
    watching = [m for m in office.messages(office.zhou) if "#1" in m.text][-1]
    assert words("button-accept") not in labels(watching)


async def test_a_person_named_twice_has_one_part(office: Stage) -> None:
    await given(office, "@li @zhao @li 明天下班前 提交报告 cc @zhao @zhou @zhou")
    assert office.rows(PARTS, 1) == [("李明", "lead"), ("赵倩", "co"), ("周秘书", "watcher")]


async def test_words_that_stand_against_a_name_do_not_hide_it(office: Stage) -> None:
    await given(office, "@li明天下班前提交报告")
    assert office.rows(PARTS, 1) == [("李明", "lead")]
    assert due(office) == TUESDAY_6PM


async def test_a_task_without_a_deadline_gets_the_offices_term(office: Stage) -> None:
    await given(office, "@li 提交报告")
    assert due(office) == datetime(2026, 12, 7, 18, 0, tzinfo=ZONE), "ten working days"


async def test_a_reply_to_a_text_makes_it_the_task(office: Stage) -> None:
    said = office.world.send(office.zhou, office.group, "三季度报告要交了，\n请安排。")
    await office.say(office.wang, office.group, "/task @li 明天下班前", reply_to=said.id)
    assert office.rows("SELECT title FROM tasks") == [("三季度报告要交了， 请安排",)]
    assert office.rows(PARTS, 1) == [("李明", "lead")]
    assert due(office) == TUESDAY_6PM


async def test_a_command_may_be_the_caption_of_a_file(office: Stage) -> None:
    office.world.photo(office.wang, office.group, "/task @li 明天下班前 签这份合同")
    await office.settle()
    assert office.rows("SELECT title FROM tasks") == [("签这份合同",)]
    assert [m.media.kind for m in office.messages(office.li) if m.media] == ["photo"]
    before = office.state()
    for caption in ("/done@other_bot 1 签好了", "/nonsense 1"):
        office.world.photo(office.li, office.group, caption)
        await office.settle()
    assert office.state() == before
    office.world.photo(office.li, None, "/done@Duban_Bot 1 签好了")
    await office.settle()
    assert status(office) == "submitted"
    assert [m.media.kind for m in office.messages(office.wang) if m.media] == ["photo"]


async def test_a_reply_to_a_file_hands_the_file_on(office: Stage) -> None:
    w, zhou, group = office.world, office.zhou, office.group
    sources = {
        "📷": w.photo(zhou, group),
        "签这份合同": w.photo(zhou, group, "签这份合同"),
        "合同.pdf": w.file(zhou, group, "合同.pdf", b"%PDF"),
        "🎤": w.voice(zhou, group),
    }
    for source in sources.values():
        await office.say(office.wang, group, "/task @li 明天下班前", reply_to=source.id)
    assert [title for (title,) in office.rows("SELECT title FROM tasks ORDER BY id")] == list(sources)
    handed = [m.media.kind for m in office.messages(office.li) if m.media]
    assert handed == ["photo", "photo", "document", "voice"]


async def test_step_by_step_with_buttons_in_private(office: Stage, words: Words) -> None:
    step = (await office.say(office.wang, None, "/task"))[0]
    assert words("draft-person") in step.text
    await office.press(office.wang, step, "李明")
    step = office.last(office.wang)
    assert words("draft-deadline") in step.text
    await office.press(office.wang, step, "11月24日周二 18:00")
    assert words("draft-text") in office.last(office.wang).text
    await office.say(office.wang, None, "提交报告")
    step = office.last(office.wang)
    for part in ("提交报告", "李明", "11月24日周二 18:00"):
        assert part in step.text
    assert office.rows("SELECT * FROM tasks") == [], "nothing before Confirm"
    await office.press(office.wang, step, words("button-confirm"))
    assert office.rows("SELECT title FROM tasks") == [("提交报告",)]
    assert due(office) == TUESDAY_6PM
    assert office.card(office.li, 1)
    assert office.rows("SELECT * FROM drafts") + office.rows("SELECT * FROM questions") == []


@pytest.mark.parametrize("where", ["private", "group"])
async def test_step_by_step_with_typed_answers(office: Stage, words: Words, where: str) -> None:
    chat = office.group if where == "group" else None
    step = (await office.say(office.wang, chat, "/task"))[-1]
    for typed in ("李明", "明天下班前", "提交报告"):
        step = (await office.say(office.wang, chat, typed, reply_to=step.id if chat else None))[-1]
    await office.press(office.wang, step, words("button-confirm"))
    assert office.rows("SELECT title FROM tasks") == [("提交报告",)]
    assert office.rows(PARTS, 1) == [("李明", "lead")]
    assert due(office) == TUESDAY_6PM


async def test_a_typed_answer_that_does_not_fit_is_asked_again_and_nothing_is_lost(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "/task")
    said = await office.say(office.wang, None, "王二麻子")
    assert [m.text for m in said] == [words("refuse-unknown-person", name="王二麻子")]
    await office.say(office.wang, None, "@li @zhao")
    said = await office.say(office.wang, None, "昨天下班前")
    assert [m.text for m in said] == [words("refuse-deadline", words="昨天下班前", problem=words("problem-past"))]
    await office.say(office.wang, None, "明天下班前")
    said = await office.say(office.wang, None, "。。。")
    assert [m.text for m in said] == [words("refuse-text-empty")]
    await office.say(office.wang, None, "提交报告")
    await office.press(office.wang, office.last(office.wang), words("button-confirm"))
    assert office.rows(PARTS, 1) == [("李明", "lead"), ("赵倩", "co")]


async def test_in_a_group_only_a_reply_to_the_question_answers_it(office: Stage) -> None:
    office.sim.world.privacy_mode = False
    await office.say(office.wang, office.group, "/task")
    before = office.state()
    assert await office.say(office.wang, office.group, "李明") == []
    assert await office.say(office.li, office.group, "李明", reply_to=office.last(office.group).id) == []
    assert office.state() == before


async def test_a_discarded_draft_is_gone_and_leaves_no_question(office: Stage, words: Words) -> None:
    step = (await office.say(office.wang, None, "/task"))[0]
    assert await office.press(office.wang, step, words("button-discard")) == words("draft-discarded")
    assert office.rows("SELECT * FROM drafts") == []
    assert await office.press(office.wang, step, "d:1:person:3", stale=True) == words("refuse-draft-gone")
    said = await office.say(office.wang, None, "买打印纸")
    assert words("draft-person") in said[0].text, "the next words are a task of their own"


async def test_an_order_in_one_line_ends_the_questions_of_an_earlier_draft(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "/task")
    await office.say(office.wang, None, "/task @li 明天下班前 提交报告")
    assert story(office) == ["assigned"]
    said = await office.say(office.wang, None, "买打印纸")
    assert words("draft-person") in said[0].text


async def test_a_leaders_plain_words_in_private_become_a_task_for_whom_they_choose(office: Stage, words: Words) -> None:
    step = (await office.say(office.zhou, None, "明天下班前 提交报告 !加急"))[0]
    assert words("draft-person") in step.text
    assert "提交报告" in step.text
    await office.press(office.zhou, step, "李明")
    assert office.rows("SELECT title, priority, team_id FROM tasks") == [("提交报告", "elevated", 1)]
    assert due(office) == TUESDAY_6PM
    await office.say(office.zhou, None, "@zhao 后天下班前 订会议室")
    assert office.rows(PARTS, 2) == [("赵倩", "lead")]


async def test_messages_forwarded_one_after_another_are_each_offered_as_a_task(office: Stage, words: Words) -> None:
    for text in ("第一件", "第二件"):
        source = office.world.send(office.zhao, office.group, text)
        office.world.forward(office.wang, source, None)
        await office.settle()
        step = office.last(office.wang)
        assert text in step.text
        assert words("draft-person") in step.text
    await office.press(office.wang, office.last(office.wang), "李明")
    assert office.rows("SELECT title FROM tasks") == [("第二件",)]


async def test_an_album_a_leader_sends_in_private_is_one_draft_with_all_its_files(office: Stage, words: Words) -> None:
    office.world.album(office.wang, None, 3, "布置会场")
    await office.settle()
    asked = [m for m in office.messages(office.wang) if words("draft-person") in m.text]
    assert len(asked) == 1
    await office.press(office.wang, asked[0], "李明")
    await office.pass_time(timedelta(seconds=5))
    assert office.rows("SELECT title FROM tasks") == [("布置会场",)]
    assert len([m for m in office.messages(office.li) if m.media]) == 3


async def test_an_album_that_says_everything_is_one_task_with_all_its_files(office: Stage) -> None:
    office.world.album(office.wang, None, 3, "@li 明天下班前 布置会场")
    await office.settle()
    await office.pass_time(timedelta(seconds=5))
    assert office.rows("SELECT title FROM tasks") == [("布置会场",)]
    assert len([m for m in office.messages(office.li) if m.media]) == 3


async def test_the_words_of_a_draft_may_be_a_voice_message(office: Stage, words: Words) -> None:
    for text in ("/task", "@li", "明天下班前"):
        await office.say(office.wang, None, text)
    office.world.voice(office.wang, None)
    await office.settle()
    await office.press(office.wang, office.last(office.wang), words("button-confirm"))
    assert [m.media.kind for m in office.messages(office.li) if m.media] == ["voice"]


async def test_staff_give_tasks_to_themselves_only(office: Stage, words: Words) -> None:
    before = office.state()
    for text in ("@zhao 明天 写总结", "@li @zhao 明天 写总结", "@wang 明天 写总结"):
        said = await office.say(office.li, office.group, f"/task {text}")
        assert [m.text for m in said] == [words("refuse-assign-right")]
    assert [m.text for m in await office.say(office.li, None, "明天写总结")] == [words("hint-plain")]
    assert office.state() == before
    await office.say(office.li, office.group, "/task @li 明天下班前 写总结")
    await office.say(office.li, None, "/task 后天下班前 写计划")
    for number in (1, 2):
        assert office.rows(PARTS, number) == [("李明", "lead")]


async def test_a_phrase_with_several_readings_is_asked_about(office: Stage, words: Words) -> None:
    step = (await office.say(office.wang, office.group, "/task @li 周一前 提交报告"))[0]
    assert words("draft-reading", words="周一前") in step.text
    assert office.rows("SELECT * FROM tasks") == []
    moments = [b for b in step.all_buttons() if ":reading:" in (b.data or "")]
    assert [b.text[:6] for b in moments] == ["11月23日", "11月30日"]
    await office.press(office.wang, step, moments[1].data)
    assert due(office).date() == datetime(2026, 11, 30, tzinfo=ZONE).date()
    step = (await office.say(office.wang, None, "/task @li 周一前 再交一份"))[0]
    await office.say(office.wang, None, "周四下班前")
    assert due(office, 2) == datetime(2026, 11, 26, 18, 0, tzinfo=ZONE), "typed in other words"


async def test_more_time_until_a_moment_with_several_readings_is_asked_back(office: Stage, words: Words) -> None:
    await given(office)
    step = (await office.say(office.li, None, "/extend 1 周一 忙"))[0]
    assert words("draft-reading", words="周一") in step.text
    moments = [b for b in step.all_buttons() if b.data.startswith("t:ask_time:1:1")]
    assert [b.text[:6] for b in moments] == ["11月23日", "11月30日"]
    assert office.rows("SELECT * FROM requests") == []
    await office.press(office.li, step, moments[1].data)
    await office.say(office.li, None, "忙")
    assert office.rows("SELECT reason FROM requests") == [("忙",)]
    await office.press(office.wang, office.last(office.wang), words("button-change_deadline"))
    await office.press(office.wang, office.last(office.wang), words("button-other-moment"))
    step = (await office.say(office.wang, None, "周一"))[0]
    assert words("draft-reading", words="周一") in step.text
    later = [b.data for b in step.all_buttons() if b.text.startswith("11月30日")]
    await office.press(office.wang, step, later[0])
    assert due(office).date() == datetime(2026, 11, 30, tzinfo=ZONE).date()
    assert story(office)[-1] == "deadline-changed"


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
        words("refuse-same-lead", number=1)
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
    assert "李明报送结果：好了\n王主任审核通过，办结。" in waiting.text
    assert await office.press(office.wang, waiting, "t:rate:1:4") == words("did-rated", number=1)
    assert office.rows("SELECT status, rating FROM tasks") == [("done", 4)]
    assert "王主任评分 ★★★★" in waiting.text
    assert "王主任评分 ★★★★" in office.last(office.li).text
    assert labels(waiting) == []
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
    assert labels(card) == []


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
    assert [m.text for m in said] == [words("refuse-silent-co", number=1, member="赵倩")]
    assert office.state() == before
    await office.say(office.li, None, "/done 1 好了，赵倩的部分由我代办")
    assert status(office) == "submitted"
    await given(office, "@li @zhao 明天下班前 再交一份")
    await office.say(office.zhao, None, "我的部分好了", reply_to=office.messages(office.zhao)[-1].id)
    assert "赵倩反馈" in office.last(office.wang).text
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


# -- reports and remarks ---------------------------------------------------------------------------------------------


async def test_a_report_by_file_reaches_the_assigner(office: Stage) -> None:
    for number, send in enumerate((a_voice, a_photo, a_document), 1):
        await given(office)
        send(office, office.card(office.li, number))
        await office.settle()
        assert status(office, number) == "active", "a report accepts"
        told = [m for m in office.messages(office.wang) if m.media]
        assert [m.media.kind for m in told] == ["voice", "photo", "document"][:number]
        assert "李明反馈" in told[-1].text
        await office.say(office.wang, None, "收到", reply_to=told[-1].id)
        assert "王主任批示：收到" in office.last(office.li).text, "a reply to the report finds its task"
        assert story(office, number) == ["assigned", "reported", "commented"]


def a_voice(s: Stage, card: Message) -> None:
    """A report in spoken words."""
    s.world.voice(s.li, None, reply_to=card.id)


def a_photo(s: Stage, card: Message) -> None:
    """A report without words."""
    s.world.photo(s.li, None, reply_to=card.id)


def a_document(s: Stage, card: Message) -> None:
    """A file with a caption."""
    s.world.file(s.li, None, "进度.xlsx", b"PK", "70% 见表", reply_to=card.id)


async def test_any_reply_to_any_message_about_a_task_is_a_report_on_it(office: Stage) -> None:
    await given(office)
    await given(office, "@li 后天下班前 订会议室")
    replies = [office.card(office.li, 1), office.card(office.group, 2)]
    await office.say(office.li, None, "一半了 50%", reply_to=replies[0].id)
    await office.say(office.li, office.group, "订好了 100%", reply_to=replies[1].id)
    assert office.rows("SELECT percent FROM tasks ORDER BY id") == [(50,), (100,)]


async def test_blocked_work_is_shown_and_told_at_once(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "受阻：财务不给数据", reply_to=office.card(office.li, 1).id)
    assert "⛔" in office.last(office.wang).text
    assert words("card-blocked") in office.card(office.group, 1).text
    assert "🟡" in office.card(office.group, 1).text
    await office.say(office.li, None, "40% 拿到了", reply_to=office.card(office.li, 1).id)
    assert words("card-blocked") not in office.card(office.group, 1).text


async def test_the_assigners_reply_is_a_remark_and_its_files_come_along(office: Stage) -> None:
    await given(office)
    await office.say(office.wang, office.group, "先交初稿", reply_to=office.card(office.group, 1).id)
    assert "王主任批示：先交初稿" in office.last(office.li).text
    office.world.photo(office.wang, office.group, reply_to=office.card(office.group, 1).id)
    await office.settle()
    assert [m.media.kind for m in office.messages(office.li) if m.media] == ["photo"]
    assert office.rows("SELECT status, percent FROM tasks") == [("assigned", 0)]
    assert story(office) == ["assigned", "commented", "commented"]


async def test_eyes_on_the_card_accept_it_and_other_reactions_do_not(office: Stage) -> None:
    await given(office)
    office.world.react(office.li, office.card(office.li, 1), "👍")
    await office.settle()
    assert status(office) == "assigned"
    office.world.react(office.li, office.card(office.li, 1), "👀")
    await office.settle()
    assert status(office) == "active"
    office.world.react(office.li, office.card(office.li, 1), None)
    office.world.react(office.li, office.card(office.li, 1), "👀")
    await office.settle()
    assert story(office) == ["assigned", "accepted"]


async def test_eyes_of_somebody_else_accept_nothing(office: Stage) -> None:
    office.world.promote(office.world.bot, office.group)
    await given(office)
    before = office.state()
    for who in (office.zhao, office.wang, office.zhou):
        office.world.react(who, office.card(office.group, 1), "👀")
    await office.settle()
    assert office.state() == before
    office.world.react(office.li, office.card(office.group, 1), "👀")
    await office.settle()
    assert status(office) == "active"


async def test_a_question_that_can_no_longer_be_answered_is_closed_with_one_sentence(
    office: Stage, words: Words
) -> None:
    await given(office)
    await office.press(office.li, office.card(office.li, 1), words("button-report"))
    await office.say(office.wang, None, "/cancel 1 不用了")
    said = await office.say(office.li, None, "60%")
    refused = words("refuse-state", number=1, status=words("status-cancelled"), action=words("button-report"))
    assert [m.text for m in said] == [refused]
    assert [m.text for m in await office.say(office.li, None, "你好")] == [words("hint-plain")]
    assert office.rows("SELECT * FROM questions") == []


async def test_a_second_question_replaces_the_first(office: Stage, words: Words) -> None:
    await given(office)
    card = office.card(office.li, 1)
    await office.press(office.li, card, words("button-decline"))
    await office.press(office.li, card, words("button-report"))
    await office.say(office.li, None, "60%")
    assert story(office) == ["assigned", "reported"]


# -- lists -----------------------------------------------------------------------------------------------------------


async def test_lists_show_what_is_ones_own_and_turn_their_pages(office: Stage, words: Words) -> None:
    for n in range(1, 12):
        await given(office, f"@li 11月{n + 12 if n > 12 else 30}日下班前 第{n}件")
    await given(office, "@zhao 明天下班前 别人的")
    said = await office.say(office.li, office.group, "/mine")
    assert [m.text for m in said] == [words("sent-privately")]
    page = office.last(office.li)
    assert page.text.splitlines()[0] == words("list-mine", n=11)
    seen = {line.split(" ")[1] for line in page.text.splitlines() if "#" in line}
    await office.press(office.li, page, next(b.data for b in page.all_buttons() if b.text.endswith("›")))
    page = office.last(office.li)
    seen |= {line.split(" ")[1] for line in page.text.splitlines() if "#" in line}
    assert seen == {f"#{n}" for n in range(1, 12)}
    assert (await office.say(office.wang, None, "/assigned"))[0].text.splitlines()[0] == words("list-assigned", n=12)
    assert (await office.say(office.zhao, office.group, "/team"))[0].text.splitlines()[0] == words("list-team", n=12)
    assert [m.text for m in await office.say(office.zhao, None, "/overdue")] == [words("list-overdue-empty")]
    assert [m.text for m in await office.say(office.zhou, None, "/mine")] == [words("list-mine-empty")]


async def test_a_list_opens_a_card_with_the_buttons_of_whoever_asks(office: Stage, words: Words) -> None:
    await given(office)
    page = (await office.say(office.li, None, "/mine"))[0]
    await office.press(office.li, page, "#1")
    assert words("button-accept") in labels(office.last(office.li))
    page = (await office.say(office.wang, None, "/assigned"))[0]
    await office.press(office.wang, page, "#1")
    assert words("button-accept") not in labels(office.last(office.wang))


async def test_overdue_shows_by_how_much(office: Stage, words: Words) -> None:
    await given(office, "@li 今天17:00前 提交报告")
    await office.pass_time(MONDAY.replace(day=24, hour=17))
    said = (await office.say(office.wang, office.group, "/overdue"))[0]
    assert said.text.splitlines()[0] == words("list-overdue", n=1)
    assert "已超时24小时" in said.text


async def test_the_history_tells_everything_in_order_and_in_pages(office: Stage) -> None:
    await given(office)
    for n in range(16):
        office.world.send(office.li, None, f"第{n:02}次 " + "说明" * 150, reply_to=office.card(office.li, 1).id)
    await office.settle()
    page = (await office.say(office.wang, None, "/history 1"))[0]
    told = page.text
    while onward := [b for b in page.all_buttons() if b.text.endswith("›")]:
        await office.press(office.wang, page, onward[0].data)
        told += page.text
    order = [told.index(f"第{n:02}次") for n in range(16)]
    assert order == sorted(order)
    back = [b for b in page.all_buttons() if b.text.startswith("‹")]
    await office.press(office.wang, page, back[0].data)
    assert "第15次" not in page.text


async def test_without_a_number_the_only_task_is_meant(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/accept")
    assert status(office) == "active"
    await given(office, "@li 后天下班前 订会议室")
    said = await office.say(office.li, None, "/accept")
    assert [m.text for m in said] == [words("refuse-which-task", example=1)]
    await office.say(office.li, office.group, "/accept", reply_to=office.card(office.group, 2).id)
    assert status(office, 2) == "active"


# -- quiet hours -----------------------------------------------------------------------------------------------------


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
    for who in (office.li, office.wang):
        at_nine = [t for t in arrivals(office, who, evening) if (t.hour, t.minute) == (9, 0)]
        assert len(at_nine) == 1, "merged into one message"
        others = [t for t in arrivals(office, who, evening) if (t.hour, t.minute) not in ((9, 0), (8, 40))]
        assert others == []
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
