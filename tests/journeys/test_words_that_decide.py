"""Plain words that decide, end or stop a matter: done, or offered with their button; never only passed on in silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.journeys.tasks import due, given, labels, status, story
from tests.stage import MONDAY, Stage


async def submitted(s: Stage) -> Message:
    """Task 1 is handed in; the news of it as Wang reads it."""
    await given(s)
    await s.say(s.li, None, "/done 1 已报送")
    return s.last(s.wang)


async def first(s: Stage, person: object, message: Message) -> None:
    """The first button of what the bot asked is pressed."""
    await s.press(person, message, next(iter(message.all_buttons())).data)


@pytest.mark.parametrize("text", ["通过", "同意", "approved", "ok, approve", "通过，辛苦了"])
async def test_approved_typed_under_the_news_approves(office: Stage, text: str) -> None:
    news = await submitted(office)
    said = await office.say(office.wang, None, text, reply_to=news.id)
    assert status(office) == "done"
    assert "收回" in labels(said[-1])


@pytest.mark.parametrize("text", ["#1 通过", "#1 同意", "通过 #1", "同意", "可以，通过"])
async def test_approved_typed_with_a_number_or_alone_is_offered(office: Stage, words: Words, text: str) -> None:
    await submitted(office)
    said = await office.say(office.wang, None, text)
    assert labels(said[-1]) == [words("button-approve"), words("button-only-comment")]
    assert status(office) == "submitted"
    await first(office, office.wang, said[-1])
    assert status(office) == "done"


@pytest.mark.parametrize("text", ["退回，附件打不开", "格式不对，重做", "send it back, the annex is missing"])
async def test_sent_back_in_words_is_offered_with_its_reason(office: Stage, words: Words, text: str) -> None:
    news = await submitted(office)
    said = await office.say(office.wang, None, text, reply_to=news.id)
    assert labels(said[-1])[0] == words("button-return")
    assert story(office) == ["assigned", "submitted"]
    await first(office, office.wang, said[-1])
    assert status(office) == "active"
    assert any(why in office.last(office.li).text for why in ("附件打不开", "格式不对", "the annex is missing"))


async def test_only_pass_on_passes_the_words_on_once(office: Stage, words: Words) -> None:
    news = await submitted(office)
    asked = (await office.say(office.wang, None, "退回，附件打不开", reply_to=news.id))[-1]
    await office.press(office.wang, asked, "o:comment:1:")
    assert status(office) == "submitted"
    assert "王主任批示：退回，附件打不开" in office.last(office.li).text
    assert await office.press(office.wang, asked, "o:comment:1:", stale=True) == words("refuse-words-taken")
    assert story(office) == ["assigned", "submitted", "commented"]


async def test_another_deadline_in_words_is_offered_as_the_day_it_is(office: Stage, words: Words) -> None:
    await given(office)
    asked = (await office.say(office.wang, None, "#1 改到下周一"))[-1]
    assert labels(asked)[0] == f"{words('button-change_deadline')} · 11月30日周一"
    await first(office, office.wang, asked)
    assert due(office).date() == (MONDAY + timedelta(days=7)).date()
    assert office.rows("SELECT due_day_only FROM tasks") == [(1,)]


async def test_another_person_in_words_is_offered(office: Stage, words: Words) -> None:
    await given(office)
    asked = (await office.say(office.wang, None, "#1 换赵倩办"))[-1]
    assert labels(asked)[0] == f"{words('button-reassign')} · 赵倩"
    await first(office, office.wang, asked)
    assert "交给您" in office.last(office.zhao).text


async def test_an_approval_of_what_was_not_handed_in_was_passed_on_as_one(office: Stage, words: Words) -> None:
    await given(office)
    said = await office.say(office.wang, None, "#1 通过")
    held = words("meant-not-now", action=words("button-approve"), status=words("status-assigned"))
    assert said[-1].text.endswith(held)
    assert story(office) == ["assigned"]
    await first(office, office.wang, said[-1])
    assert story(office) == ["assigned", "commented"]


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("这件事挂起到下周一，等经费", "pause"),
        ("這件事擱置到下週一", "pause"),
        ("put it on hold until next Monday", "pause"),
        ("要附照片", "need_evidence"),
        ("attach photos", "need_evidence"),
        ("给他发个黄单", "slip"),
        ("give him a yellow slip", "slip"),
        ("改成特急", "change_priority"),
        ("make it urgent", "change_priority"),
        ("I want a report every Friday", "change_periodic"),
        ("让赵倩也参与一下", "add_co"),
        ("加上赵倩", "add_co"),
        ("get 赵倩 involved too", "add_co"),
        ("换成赵倩牵头", "reassign"),
        ("李明请假了，赵倩先顶上", "reassign"),
        ("抄送周秘书", "add_watcher"),
    ],
)
async def test_what_a_leader_means_is_a_button_and_no_remark(
    office: Stage, words: Words, text: str, action: str
) -> None:
    await given(office)
    said = await office.say(office.wang, None, f"#1 {text}")
    assert labels(said[-1])[0].split(" · ")[0] == words(f"button-{action}")
    assert labels(said[-1])[-1] == words("button-only-comment")
    assert story(office) == ["assigned"]


async def test_no_regular_reports_any_more_in_words_ends_them(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.wang, None, "/periodic 1 每周三")
    asked = (await office.say(office.wang, None, "#1 不用每周报了"))[-1]
    assert labels(asked)[0] == words("offer-periodic-off")
    await first(office, office.wang, asked)
    assert office.rows("SELECT periodic FROM tasks") == [("",)]


async def test_make_it_urgent_changes_the_priority_with_one_tap(office: Stage) -> None:
    await given(office)
    await first(office, office.wang, (await office.say(office.wang, None, "#1 改成特急"))[-1])
    assert office.rows("SELECT priority FROM tasks") == [("urgent",)]


@pytest.mark.parametrize("text", ["换成赵倩", "reassign to @zhao", "改成特急", "先挂起"])
async def test_a_decision_without_a_number_is_no_new_task(office: Stage, words: Words, text: str) -> None:
    await given(office)
    said = await office.say(office.wang, None, text)
    assert said[-1].text == words("refuse-which-task-none")
    assert office.rows("SELECT id FROM drafts") == []


async def test_a_written_number_wins_over_the_question_who_is_to_do_another_task(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.wang, None, "周四前 交名单")
    said = await office.say(office.wang, None, "抄送周秘书 #1")
    assert labels(said[-1])[0] == f"{words('button-add_watcher')} · 周秘书"
    assert office.rows("SELECT id FROM tasks") == [(1,)]


async def test_only_who_wrote_the_words_presses_their_button(office: Stage, words: Words) -> None:
    await given(office)
    asked = (await office.say(office.zhou, office.group, "改到下周一", reply_to=office.card(office.group, 1).id))[-1]
    button = next(iter(asked.all_buttons())).data
    assert await office.press(office.wang, asked, button) == words("refuse-others-words")
    assert story(office) == ["assigned"]


@pytest.mark.parametrize("text", ["搞定了👌", "办完了", "100%，已办完", "all done", "#1 已办结"])
async def test_done_in_words_is_recorded_and_handing_in_is_offered(office: Stage, words: Words, text: str) -> None:
    await given(office)
    said = await office.say(office.li, None, text, reply_to=office.card(office.li, 1).id)
    assert story(office) == ["assigned", "reported"]
    assert labels(said[-1]) == [words("button-submit")]
    await first(office, office.li, said[-1])
    assert status(office) == "submitted"


async def test_a_wish_is_recorded_and_its_button_offered(office: Stage, words: Words) -> None:
    await given(office)
    card = office.card(office.li, 1)
    for text in ("能不能晚两天", "can I have two more days"):
        asked = (await office.say(office.li, None, text, reply_to=card.id))[-1]
        assert labels(asked) == [f"{words('button-ask_time')} · 11月26日周四 18:00"], (
            "two days after the deadline, in one tap"
        )
    assert labels((await office.say(office.li, None, "能不能多给点时间", reply_to=card.id))[-1]) == [
        words("button-ask_time")
    ]
    asked = (await office.say(office.li, None, "能不能转给赵倩", reply_to=card.id))[-1]
    assert labels(asked) == [f"{words('button-ask_transfer')} · 赵倩"]
    await first(office, office.li, asked)
    assert "赵倩" in office.last(office.wang).text
    assert story(office)[-1] == "transfer-asked"


async def test_a_question_does_not_end_trouble_and_solved_does(office: Stage) -> None:
    await given(office)
    for text, blocked in (
        ("办不了，没权限", 1),
        ("谁能开权限？", 1),
        ("在等", 1),
        ("解决了，继续办", 0),
        ("can't, no access", 1),
        ("40%", 0),
    ):
        await office.say(office.li, None, text, reply_to=office.card(office.li, 1).id)
        assert office.rows("SELECT blocked FROM tasks") == [(blocked,)], text


async def test_each_of_several_numbers_gets_the_words(office: Stage, words: Words) -> None:
    for day in ("明天", "后天"):
        await given(office, f"@li {day}下班前 写材料")
    said = await office.say(office.li, None, "#1 #2 都收到")
    assert [m.text for m in said] == [words("did-accepted", number=n) for n in (1, 2)]
    await office.say(office.wang, None, "#1 和 #2 抓紧")
    assert [story(office, n)[-1] for n in (1, 2)] == ["commented", "commented"]
    assert "抓紧" in office.last(office.li).text
    assert "#2 抓紧" not in office.last(office.li).text
    assert len(await office.say(office.wang, None, "#1，#2 怎么样了")) == 2
    before = office.state()
    said = await office.say(office.li, None, "#1 90%，#2 40%")
    assert [m.text for m in said] == [words("refuse-one-by-one", numbers="#1、#2")]
    assert office.state() == before


async def test_small_talk_is_passed_on_to_nobody(office: Stage, words: Words) -> None:
    await given(office)
    await office.say(office.li, None, "/accept 1")
    await office.say(office.wang, None, "#1 先交初稿")
    news = office.last(office.li)
    for text in ("好的", "谢谢领导", "收到", "不错", "thanks", "ok"):
        assert [m.text for m in await office.say(office.li, None, text, reply_to=news.id)] == [words("small-talk")]
        assert await office.say(office.li, office.group, text, reply_to=office.card(office.group, 1).id) == []
    assert story(office) == ["assigned", "accepted", "commented"]


async def test_received_of_a_lead_accepts(office: Stage) -> None:
    await given(office)
    await office.say(office.li, office.group, "收到", reply_to=office.card(office.group, 1).id)
    assert (status(office), story(office)) == ("active", ["assigned", "accepted"])


async def test_words_of_who_does_the_work_are_no_instruction(office: Stage, words: Words) -> None:
    news = await submitted(office)
    await office.say(office.wang, None, "通过", reply_to=news.id)
    assert [m.text for m in await office.say(office.li, None, "#1 附件还有一份")] == [words("did-remarked", number=1)]
    assert "李明留言：附件还有一份" in office.last(office.wang).text
    said = await office.say(office.zhao, office.group, "我来帮忙", reply_to=office.card(office.group, 1).id)
    assert [m.text for m in said] == [words("refuse-outsider", number=1, member="王主任")]


async def test_a_number_in_reply_to_the_digest_is_a_report(office: Stage) -> None:
    await given(office)
    hello = next(m for m in office.messages(office.group) if m.sender is office.world.bot)
    await office.say(office.li, office.group, "#1 今天能好", reply_to=hello.id)
    assert story(office) == ["assigned", "reported"]


async def test_a_bot_that_sees_everything_takes_a_number_in_the_group(office: Stage) -> None:
    await given(office)
    office.world.promote(office.world.bot, office.group)
    await office.settle()
    assert [m.text for m in await office.say(office.li, office.group, "#1 40%")] == ["#1 进度 40%，已告知王主任"]
    assert await office.say(office.zhao, office.group, "#1 会议室在三楼") == [], "nobody's word in that matter"
    assert await office.say(office.li, office.group, "#7 会议室") == []


@pytest.mark.parametrize("text", ["过一会儿再提醒我", "晚點再提醒我", "remind me later", "not now"])
async def test_later_said_to_a_reminder_offers_to_put_it_off_and_is_no_report(office: Stage, text: str) -> None:
    await given(office)
    await office.pass_time(timedelta(hours=20))
    said = await office.say(office.li, None, text, reply_to=office.last(office.li).id)
    assert any("⏰" in label for label in labels(said[-1]))
    assert "reported" not in story(office)


async def test_agreed_said_to_a_part_goes_to_whoever_handed_it_in(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task 由李明牵头、赵倩配合，周五下班前 写总结")
    await office.say(office.zhao, None, "#1 我的部分做完了，见附件")
    news = office.last(office.li)
    asked = (await office.say(office.li, None, "数据不对，请重做", reply_to=news.id))[-1]
    assert labels(asked)[0] == f"{words('button-return_part')} · 赵倩"
    await office.say(office.li, None, "同意，辛苦了", reply_to=news.id)
    assert "同意，辛苦了" in office.last(office.zhao).text
    assert "reported" not in story(office)


async def test_more_time_that_was_wished_for_is_asked_for_with_one_tap(office: Stage, words: Words) -> None:
    await given(office)
    asked = (await office.say(office.li, None, "能不能晚两天", reply_to=office.card(office.li, 1).id))[-1]
    await first(office, office.li, asked)
    assert story(office)[-1] == "time-asked"
    assert "能不能晚两天" in office.last(office.wang).text
    await office.press(office.wang, office.last(office.wang), words("button-grant_time"))
    assert office.rows("SELECT due_at FROM tasks")[0][0].startswith("2026-11-26 10:00")
