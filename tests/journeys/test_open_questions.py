"""The bot has asked something, and people say something else: nothing is done in their name, and nothing they say is lost."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.journeys.tasks import due, given, labels, ordered, shown, status, story
from tests.stage import MONDAY, Stage, stage

OTHER = "t:change_deadline:1:words"
FRIDAY_NOON = "@li 周五12:00 提交报告"


async def submitted(s: Stage, text: str = "@li 明天下班前 提交报告") -> None:
    """Task 1, handed in."""
    await given(s, text)
    await s.say(s.li, None, "/done 1 已报送")


async def asked_what_is_missing(s: Stage) -> Message:
    """Wang has pressed Return on task 1 and is asked what is missing."""
    await submitted(s)
    return (await s.say(s.wang, None, "/return 1"))[-1]


async def changing(s: Stage) -> None:
    """Wang is asked for another deadline of task 1."""
    await s.press(s.wang, (await s.say(s.wang, None, "/show 1"))[-1], "t:change_deadline:1")


def titles(s: Stage) -> list[str]:
    """What was given, oldest first."""
    return [title for (title,) in s.rows("SELECT title FROM tasks ORDER BY id")]


def asked(s: Stage) -> list[tuple]:
    """What is still asked."""
    return s.rows("SELECT action, arg FROM questions")


# -- an order, a list, a decision ----------------------------------------------------------------------------------------


async def test_a_new_order_does_not_become_the_new_deadline_of_the_task_before(office: Stage, words: Words) -> None:
    await given(office)
    before = due(office)
    await changing(office)
    await office.press(office.wang, office.last(office.wang), OTHER)
    said = await ordered(office, "李明 明天 去车站接人")
    assert said[0].text == words("question-left", number=1, action="改时限")
    assert (due(office), titles(office)) == (before, ["提交报告", "去车站接人"])
    assert asked(office) == []


@pytest.mark.parametrize("text", ["赵倩 明天 去银行", "李明手上有什么", "通过", "#1"])
async def test_an_order_a_list_or_a_decision_is_not_why_a_result_is_returned(office: Stage, text: str) -> None:
    await asked_what_is_missing(office)
    await office.say(office.wang, None, text)
    assert "returned" not in story(office)


@pytest.mark.parametrize(
    ("language", "order"),
    [("zh-Hans", "赵倩 明天 去银行"), ("zh-Hant", "趙倩 明天 去銀行"), ("en", "@zhao tomorrow go to the bank")],
)
async def test_an_order_in_the_middle_of_a_question_is_given_and_the_question_closed_in_one_line(
    tmp_path: Path, language: str, order: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await asked_what_is_missing(s)
        said = await ordered(s, order)
        assert said[0].text == words("question-left", number=1, action=words("button-return"))
        assert (len(titles(s)), status(s), asked(s)) == (2, "submitted", [])


async def test_a_report_on_another_matter_leaves_no_question_hanging(office: Stage, words: Words) -> None:
    await given(office)
    await given(office, "@li 后天 订会议室")
    await office.say(office.li, None, "/decline 1")
    said = await office.say(office.li, None, "#2 60%")
    assert said[0].text == words("question-left", number=1, action="退回")
    assert (status(office), asked(office)) == ("assigned", [])


async def test_thanks_are_no_reason_and_the_question_is_put_again(office: Stage, words: Words) -> None:
    await asked_what_is_missing(office)
    said = await office.say(office.wang, None, "谢谢")
    assert words("prompt-return") in said[-1].text
    await office.say(office.wang, None, "附件打不开")
    assert story(office)[-1] == "returned"


# -- either of two -------------------------------------------------------------------------------------------------------


async def test_words_that_may_be_either_are_asked_about(office: Stage, words: Words) -> None:
    await given(office)
    await given(office, "@li 后天 订会议室")
    await office.say(office.li, None, "/decline 2")
    doubt = (await office.say(office.li, None, "收到，#1 我今天办"))[-1]
    assert labels(doubt) == [words("button-is-answer"), words("button-is-new"), words("button-discard")]
    assert status(office, 2) == "assigned"
    await office.press(office.li, doubt, words("button-is-answer"))
    assert status(office, 2) == "declined"
    assert await office.press(office.li, doubt, words("button-is-answer"), stale=True) == words("refuse-button-old")


async def test_words_that_were_something_else_are_heard_as_that(office: Stage, words: Words) -> None:
    await given(office)
    await changing(office)
    doubt = (await office.say(office.wang, None, "明天 去银行"))[-1]
    await office.press(office.wang, doubt, words("button-is-new"))
    await office.say(office.wang, None, "让赵倩办")
    assert titles(office) == ["提交报告", "去银行"]


async def test_a_reply_to_the_very_question_is_its_answer(office: Stage) -> None:
    prompt = await asked_what_is_missing(office)
    await office.say(office.wang, None, "李明 明天 补齐附件", reply_to=prompt.id)
    assert (story(office)[-1], len(titles(office))) == ("returned", 1)


# -- ways out ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("language", "text"), [("zh-Hans", "取消"), ("zh-Hant", "算了吧"), ("en", "never mind")])
async def test_cancel_is_not_handed_in_as_the_result(tmp_path: Path, language: str, text: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await given(s, "@li 18:00 report")
        prompt = (await s.say(s.li, None, "/done 1"))[-1]
        said = await s.say(s.li, None, text, reply_to=prompt.id)
        assert [m.text for m in said] == [words("question-left", number=1, action=words("button-submit"))]
        assert (status(s), asked(s)) == ("assigned", [])


async def test_every_question_can_be_given_up_by_a_button(office: Stage, words: Words) -> None:
    prompt = await asked_what_is_missing(office)
    await office.press(office.wang, prompt, words("button-discard"))
    assert office.last(office.wang).text == words("question-left", number=1, action="退回重办")
    assert (status(office), asked(office)) == ("submitted", [])


async def test_in_a_group_the_question_names_the_word_that_ends_it(office: Stage, words: Words) -> None:
    await submitted(office)
    prompt = (await office.say(office.wang, office.group, "/return 1"))[-1]
    assert words("prompt-way-out") in prompt.text
    said = await office.say(office.wang, office.group, "取消", reply_to=prompt.id)
    assert [m.text for m in said] == [words("question-left", number=1, action="退回重办")]
    assert status(office) == "submitted"


async def test_a_question_of_yesterday_is_not_answered_by_this_mornings_order(office: Stage, words: Words) -> None:
    await asked_what_is_missing(office)
    office.clock.set(MONDAY + timedelta(days=1))
    said = await ordered(office, "李明 今天下班前 交表")
    assert said[0].text == words("question-dead", number=1, action="退回重办")
    assert (status(office), titles(office)[-1]) == ("submitted", "交表")


async def test_an_answer_that_comes_too_late_gets_one_line_and_does_nothing(office: Stage, words: Words) -> None:
    await asked_what_is_missing(office)
    office.clock.set(MONDAY + timedelta(hours=3))
    said = await office.say(office.wang, None, "附件打不开")
    assert [m.text for m in said] == [words("question-dead", number=1, action="退回重办")]
    assert (status(office), asked(office)) == ("submitted", [])


# -- what buttons show may be typed --------------------------------------------------------------------------------------


@pytest.mark.parametrize("replies", [False, True])
async def test_a_moment_is_typed_where_buttons_are_shown(office: Stage, replies: bool) -> None:
    await given(office)
    await office.press(office.li, shown(office, office.li, 1), "t:ask_time:1")
    how = {"reply_to": office.last(office.li).id} if replies else {}
    await office.say(office.li, None, "下周五", **how)
    await office.say(office.li, None, "财务数据没到")
    assert story(office)[-1] == "time-asked"


async def test_a_deadline_is_typed_where_buttons_are_shown(office: Stage) -> None:
    await given(office)
    await changing(office)
    await office.say(office.wang, None, "下周一吧")
    assert due(office).date() == MONDAY.date() + timedelta(days=7)


@pytest.mark.parametrize("text", ["赵倩", "小赵吧", "转给赵倩吧", "@zhao"])
async def test_a_person_is_typed_where_buttons_are_shown(office: Stage, text: str) -> None:
    await given(office)
    await office.press(office.li, shown(office, office.li, 1), "t:ask_transfer:1")
    await office.say(office.li, None, text)
    await office.say(office.li, None, "我出差")
    assert story(office)[-1] == "transfer-asked"


async def test_in_a_group_a_reply_to_the_buttons_is_the_moment(office: Stage) -> None:
    await given(office)
    await office.press(office.li, office.card(office.group, 1), "t:ask_time:1")
    await office.say(office.li, office.group, "下周五", reply_to=office.last(office.group).id)
    await office.say(office.li, office.group, "财务数据没到", reply_to=office.last(office.group).id)
    assert story(office)[-1] == "time-asked"


# -- more time -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["两天", "延两天", "再给两天吧", "兩天", "2 days", "2 more days"])
async def test_a_bare_length_counts_from_the_present_deadline_and_says_so(
    office: Stage, words: Words, text: str
) -> None:
    await given(office, FRIDAY_NOON)
    said = await office.say(office.li, None, f"/extend 1 {text}")
    assert "从原时限顺延" in said[-1].text
    await office.say(office.li, None, "财务数据没到")
    assert "下一个工作日" in said[-1].text
    wanted = due(office) + timedelta(days=3)  # two days after the Friday is a Sunday
    (asked_for,) = office.rows("SELECT due_at FROM requests")[0]
    assert asked_for[:16] == (wanted - timedelta(hours=8)).strftime("%Y-%m-%d %H:%M")


async def test_a_moment_that_cannot_be_is_refused_before_the_reason_is_asked_and_is_no_trap(
    office: Stage, words: Words
) -> None:
    await given(office, FRIDAY_NOON)
    before = await office.say(office.li, None, "/extend 1 明天")
    assert words("prompt-ask_time") not in before[-1].text
    assert asked(office) == []
    await office.press(office.li, shown(office, office.li, 1), "t:ask_time:1")
    again = await office.say(office.li, None, "明天")
    assert any(b.data == "t:ask_time:1:words" for b in again[-1].all_buttons()), "refused, and the buttons once more"
    await office.say(office.li, None, "算了")
    assert asked(office) == []


# -- returned ------------------------------------------------------------------------------------------------------------


async def test_a_result_returned_after_its_deadline_is_not_overdue_at_once(office: Stage, words: Words) -> None:
    await given(office, "@li 11月24日10:00 提交报告")
    await office.move(MONDAY.replace(day=24))
    await office.say(office.li, None, "/done 1 已报送")
    await office.move(MONDAY.replace(day=24, hour=10, minute=30))
    await office.say(office.wang, None, "/return 1 附件打不开")
    assert due(office) == MONDAY.replace(day=24, hour=11, minute=30), "an hour at least"
    assert "前重报" in office.last(office.li).text
    await office.move(MONDAY.replace(day=24, hour=11, minute=10))
    assert not [t for t in office.texts(office.zhou) if "已过" in t]


async def test_a_result_returned_long_before_its_deadline_keeps_it(office: Stage) -> None:
    await submitted(office, FRIDAY_NOON)
    before = due(office)
    await office.say(office.wang, None, "/return 1 附件打不开")
    assert due(office) == before


async def test_the_deadline_in_the_words_of_a_return_is_the_new_one(office: Stage) -> None:
    await submitted(office)
    await office.say(office.wang, None, "/return 1 附件打不开，后天下班前重交")
    assert due(office) == MONDAY.replace(day=25, hour=18, minute=0)


# -- drafts --------------------------------------------------------------------------------------------------------------


async def test_orders_for_others_do_not_give_the_draft_to_all_of_them(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "写个情况说明")
    said = await office.say(office.wang, None, "@li 今天 写通知，@zhao 明天 发通知")
    assert said[0].text == words("draft-left", text="写个情况说明")
    await office.press(office.wang, said[-1], words("button-confirm"))
    assert titles(office) == ["写通知", "发通知"]


@pytest.mark.parametrize("steps", [[], ["李明"], ["李明", "明天"]])
async def test_a_whole_order_is_a_new_task_whatever_the_draft_asks_for(office: Stage, steps: list[str]) -> None:
    for text in ["/task", *steps]:
        await office.say(office.wang, None, text)
    await ordered(office, "赵倩 周五前 订票")
    named = office.rows(
        "SELECT m.name, t.title FROM tasks t JOIN assignments a ON a.task_id = t.id JOIN members m ON m.id = a.member_id"
    )
    assert named == [("赵倩", "订票")]


async def test_who_may_be_answered_with_by_when(office: Stage) -> None:
    await office.say(office.wang, None, "写个情况说明")
    await office.say(office.wang, None, "让李明办，周四前")
    assert titles(office) == ["写个情况说明"]
    assert due(office).date() == MONDAY.date() + timedelta(days=3)


async def test_cancel_throws_a_draft_away(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "/task")
    await office.say(office.wang, None, "李明")
    assert [m.text for m in await office.say(office.wang, None, "算了")] == [words("draft-discarded")]
    assert office.rows("SELECT * FROM drafts") == asked(office) == []


async def test_a_draft_that_only_waits_for_a_yes_is_confirmed_or_thrown_away_in_words(
    office: Stage, words: Words
) -> None:
    for text in ("/task", "李明", "明天", "写通知", "取消", "/task", "李明", "明天", "写总结", "确认"):
        await office.say(office.wang, None, text)
    assert titles(office) == ["写总结"]


async def test_a_draft_of_yesterday_takes_no_answer(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "写个情况说明")
    office.clock.set(MONDAY + timedelta(days=1))
    assert [m.text for m in await office.say(office.wang, None, "李明")] == [words("draft-dead")]
    assert titles(office) == []


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("李明多少分", "🏅 李明的考核得分"),
        ("李明多少分啊", "🏅 李明的考核得分"),
        ("how many points does 李明 have", "🏅 李明的考核得分"),
        ("今天的日报", "🗞 督办日报"),
        ("李明10月完成情况", "📊 李明 2026年10月"),
        ("上月通报", "📊 测试局 2026年10月督办通报"),
        ("订会议室", "✍️ 新的督办事项"),
        ("赵倩 周五前 订票", "✍️ 新的督办事项"),
    ],
)
async def test_a_question_is_answered_whatever_draft_was_left_long_ago(
    office: Stage, words: Words, line: str, head: str
) -> None:
    await office.say(office.wang, None, "买点办公用品")
    office.clock.set(MONDAY + timedelta(days=2))
    told, said = await office.say(office.wang, None, line)
    assert told.text == words("draft-dropped", text="买点办公用品")
    assert said.text.startswith(head)
    assert "买点办公用品" not in str(office.rows("SELECT data FROM drafts"))


async def test_what_waits_for_a_yes_is_kept_with_its_button_whatever_is_asked_later(
    office: Stage, words: Words
) -> None:
    (offered,) = await office.say(office.wang, None, "李明 周五前 写个情况说明，不知道行不行")
    office.clock.set(MONDAY + timedelta(days=2))
    (said,) = await office.say(office.wang, None, "李明多少分")
    assert said.text.startswith("🏅 李明的考核得分")
    await office.press(office.wang, offered, words("button-confirm"))
    assert len(titles(office)) == 1


async def test_a_question_about_points_is_no_answer_to_who_shall_do_it(office: Stage) -> None:
    await office.say(office.wang, None, "买点办公用品")
    (said,) = await office.say(office.wang, None, "李明多少分")
    assert said.text.startswith("🏅 李明的考核得分")


# -- a number that was asked for -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["1", "#1", "1号", "第1件"])
@pytest.mark.parametrize(
    ("line", "answered"),
    [
        ("/why", "#1 没有您能看到的加分或扣分。您的得分在 /score。"),
        ("/history", "办理过程"),
        ("/done", "结果是什么？"),
        ("/extend 下周五", "新时限：12月4日"),
        ("延期到下周五", "申请延期"),
    ],
)
async def test_a_number_that_was_asked_for_is_of_what_was_said_before(
    office: Stage, line: str, answered: str, number: str
) -> None:
    for text in ("@li 明天 交报告", "@li 后天 订会议室"):
        await office.say(office.wang, office.group, f"/task {text}")
    await office.say(office.li, None, "/accept 1")
    await office.say(office.li, None, line)
    assert answered in (await office.say(office.li, None, number))[-1].text


async def test_after_a_number_without_points_another_may_be_written(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天 交报告")
    for text in ("/why", "7", "1"):
        (said,) = await office.say(office.li, None, text)
    assert said.text == words("refuse-why-none-yet", number=1)


@pytest.mark.parametrize("between", ["我手上有什么", "/mine", "算了"])
async def test_a_number_after_something_else_shows_its_card(office: Stage, between: str) -> None:
    await office.say(office.wang, office.group, "/task @li 明天 交报告")
    for text in ("/why", between):
        await office.say(office.li, None, text)
    assert "交报告" in (await office.say(office.li, None, "1"))[-1].text


async def test_a_number_hours_later_shows_its_card(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天 交报告")
    await office.say(office.li, None, "/why")
    office.clock.set(MONDAY + timedelta(hours=3))
    assert "交报告" in (await office.say(office.li, None, "1"))[-1].text


# -- one's own -----------------------------------------------------------------------------------------------------------


async def test_what_people_gave_themselves_is_done_when_it_is_done(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "/task @wang 明天下班前 写讲话稿")
    buttons = [b.data for b in shown(office, office.wang, 1).all_buttons()]
    assert "t:urge:1" not in buttons
    said = await office.say(office.wang, None, "/done 1 写好了")
    assert [m.text for m in said] == [words("did-closed", number=1)]
    assert status(office) == "done"
    assert not [b for m in office.messages(office.wang) for b in m.all_buttons() if b.data == "t:rate:1"]


# -- examples ------------------------------------------------------------------------------------------------------------


async def test_a_missing_number_shows_the_command_that_was_typed_and_a_number_there_is(
    office: Stage, words: Words
) -> None:
    said = await office.say(office.wang, None, "/done")
    assert [m.text for m in said] == [words("refuse-which-task-none")]
    for text in ("@li 明天 交报告", "@li 后天 订会议室"):
        await given(office, text)
    said = await office.say(office.li, None, "/done")
    assert [m.text for m in said] == [words("refuse-which-task", command="done", example=1)]
