"""Giving a task: in one line, in reply, by file, step by step, from plain words; and what is asked back."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import PARTS, TUESDAY_6PM, due, given, labels, ordered, status, story
from tests.stage import ZONE, Stage


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
    await ordered(office, "@zhao 后天下班前 订会议室", office.zhou)
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


async def test_an_album_that_says_everything_is_one_task_with_all_its_files(office: Stage, words: Words) -> None:
    office.world.album(office.wang, None, 3, "@li 明天下班前 布置会场")
    await office.settle()
    await office.press(office.wang, office.last(office.wang), words("button-confirm"))
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
