"""A topic for each task in the private chat of whoever wants it: what stands in it, what is written in it, how it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from simulator.model import Topic
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage


@pytest.fixture
async def topics(office: Stage) -> Stage:
    """An office whose bot has topics in private chats; Li wants one for each task."""
    office.world.have_private_topics()
    await office.stop_bot()
    await office.start_bot()
    await office.say(office.li, None, "/topics on")
    return office


def of(s: Stage, who: object) -> list[Topic]:
    """The topics of somebody's private chat, the oldest first."""
    return list(s.world.private(who).topics.values())


def within(s: Stage, who: object, thread: int | None) -> list[str]:
    """What the bot has said in one topic of somebody's private chat, or outside of all."""
    return [m.text for m in s.messages(who) if m.sender is s.world.bot and m.thread == thread and not m.service]


async def given(s: Stage, *orders: str) -> list[int]:
    """Tasks for Li, and the threads of their topics."""
    for order in orders:
        await s.say(s.wang, s.group, f"/task @li {order}")
    return [topic.id for topic in of(s, s.li)]


async def test_each_task_has_a_topic_of_its_own_and_who_did_not_ask_has_none(topics: Stage) -> None:
    s = topics
    first, second = await given(s, "明天下班前 提交报告", "周五下班前 交周报")
    assert [topic.name for topic in of(s, s.li)] == ["#1 提交报告", "#2 交周报"]
    assert "提交报告" in within(s, s.li, first)[0]
    assert "交周报" in within(s, s.li, second)[0]
    await s.say(s.li, None, "/done 写好了", thread=first)
    assert of(s, s.wang) == []
    assert s.rows("SELECT thread_id FROM tasks") == [(None,), (None,)], "nobody else's topic"


async def test_words_in_a_topic_are_about_its_task_and_are_answered_there(topics: Stage) -> None:
    s = topics
    first, second = await given(s, "明天下班前 提交报告", "周五下班前 交周报")
    await s.say(s.li, None, "60% 在核对", thread=second)
    assert s.rows("SELECT id, percent FROM tasks") == [(1, 0), (2, 60)]
    assert "#2" in within(s, s.li, second)[-1]
    await s.say(s.li, None, "收到", thread=first)
    assert "#1" in within(s, s.li, first)[-1]
    assert within(s, s.li, None)[-1] == Words()("topics-on")


async def test_a_question_of_one_topic_is_not_answered_by_words_in_another(topics: Stage) -> None:
    s = topics
    first, second = await given(s, "明天下班前 提交报告", "周五下班前 交周报")
    await s.say(s.li, None, "/done", thread=first)
    asked = within(s, s.li, first)[-1]
    await s.say(s.li, None, "80%", thread=second)
    assert s.rows("SELECT status, percent FROM tasks WHERE id = 1")[0][0] != "submitted", asked
    assert s.rows("SELECT percent FROM tasks WHERE id = 2") == [(80,)]
    await s.say(s.li, None, "数据齐了，报告已写好", thread=first)
    assert s.rows("SELECT status FROM tasks WHERE id = 1") == [("submitted",)]


async def test_a_draft_begun_in_a_topic_goes_on_there(topics: Stage) -> None:
    s = topics
    (first,) = await given(s, "明天下班前 提交报告")
    await s.press(s.li, s.card(s.li, 1), "分解")
    for words in ("李明", "明天中午", "整理数据"):
        await s.say(s.li, None, words, thread=first)
    assert "整理数据" in within(s, s.li, first)[-1]
    await s.press(s.li, s.last(s.li), s.last(s.li).buttons[0][0].text)
    assert s.rows("SELECT title, thread_id FROM tasks WHERE id = 2") == [("整理数据", None)]


async def test_a_question_about_all_tasks_is_no_report_on_the_one_of_the_topic(topics: Stage, words: Words) -> None:
    s = topics
    (first,) = await given(s, "明天下班前 提交报告")
    await s.say(s.li, None, "现在有哪些超期？", thread=first)
    assert within(s, s.li, first)[-1] == words("list-overdue-empty")
    assert not any("超期" in text for text in s.texts(s.wang))


async def test_reminders_and_the_morning_list_stand_in_the_chat_itself(topics: Stage) -> None:
    s = topics
    first, second = await given(s, "明天下班前 提交报告", "明天下班前 交周报")
    stood = [len(within(s, s.li, t)) for t in (first, second)]
    await s.pass_time(MONDAY + timedelta(days=1, hours=10))
    assert [len(within(s, s.li, t)) for t in (first, second)] == stood
    assert any("#1" in text and "#2" in text for text in within(s, s.li, None)), "one message for both"


async def test_the_topic_says_how_the_task_ended_and_that_it_goes_on(topics: Stage) -> None:
    s = topics
    await s.say(s.wang, None, "/topics on")
    (first,) = await given(s, "明天下班前 提交报告")
    await s.say(s.li, None, "/done 写好了", thread=first)
    await s.press(s.wang, s.card(s.wang, 1), "通过")
    assert [t.name for t in (*of(s, s.li), *of(s, s.wang))] == ["✅ #1 提交报告"] * 2
    await s.pass_time(timedelta(minutes=2))
    await s.say(s.wang, s.group, "/reopen 1 周五18:00 补一节")
    await s.say(s.wang, s.group, "/title 1 提交季度报告")
    assert of(s, s.li)[0].name == "#1 提交季度报告"
    await s.say(s.wang, s.group, "/cancel 1 不要了")
    assert of(s, s.li)[0].name == "✖️ #1 提交季度报告"


async def test_a_topic_that_was_deleted_is_not_opened_again(topics: Stage) -> None:
    s = topics
    await given(s, "明天下班前 提交报告")
    s.world.delete_topic(s.world.private(s.li), of(s, s.li)[0])
    await s.say(s.wang, s.group, "/priority 1 特急")
    await s.say(s.wang, s.group, "/cancel 1 不要了")
    assert len(of(s, s.li)) == 1
    assert any("不要了" in text for text in within(s, s.li, None))
    assert s.rows("SELECT thread_id FROM private_topics") == [(None,)]


async def test_who_deletes_the_topic_they_just_wrote_in_is_answered_in_the_chat(topics: Stage) -> None:
    s = topics
    (first,) = await given(s, "明天下班前 提交报告")
    s.world.send(s.li, None, "60%", thread=first)
    s.world.delete_topic(s.world.private(s.li), of(s, s.li)[0])
    await s.settle()
    assert "#1" in within(s, s.li, None)[-1]


async def test_a_second_try_opens_no_second_topic(topics: Stage) -> None:
    s = topics
    s.sim.faults.add(kind="retry_after", method="sendMessage", chat=s.world.private(s.li), seconds=3)
    await given(s, "明天下班前 提交报告")
    await s.pass_time(timedelta(seconds=10))
    (topic,) = of(s, s.li)
    assert len(within(s, s.li, topic.id)) == 1


async def test_where_telegram_opens_no_topic_the_card_stands_in_the_chat(topics: Stage) -> None:
    s = topics
    s.world.have_private_topics(on=False)
    await given(s, "明天下班前 提交报告")
    assert of(s, s.li) == []
    assert "提交报告" in within(s, s.li, None)[-1]


async def test_what_is_confidential_has_no_title_in_the_list_of_topics(topics: Stage) -> None:
    s = topics
    await s.say(s.wang, None, "/task @li 明天下班前 谈话安排 !confidential")
    assert [topic.name for topic in of(s, s.li)] == ["#1 🔒"]


async def test_topics_can_be_switched_off_and_where_there_are_none_the_answer_says_what_to_do(
    office: Stage, words: Words
) -> None:
    s = office
    assert (await s.say(s.li, None, "/topics on"))[-1].text == words("topics-not-here", bot="duban_bot")
    s.world.have_private_topics()
    await s.stop_bot()
    await s.start_bot()
    (offered,) = await s.say(s.li, None, "/topics")
    await s.press(s.li, offered, words("button-topics-on"))
    assert s.last(s.li).text == words("topics-on")
    await given(s, "明天下班前 提交报告")
    await s.press(s.li, offered, words("button-topics-off"))
    assert (await s.say(s.li, None, "/topics 也许"))[-1].text == words("refuse-topics-usage")
    assert (await s.say(s.li, s.group, "/topics on"))[-1].text == words("refuse-private-only")
    await given(s, "周五下班前 交周报")
    assert len(of(s, s.li)) == 1


async def test_forgetting_somebody_forgets_their_topics(topics: Stage) -> None:
    s = topics
    await given(s, "明天下班前 提交报告")
    await s.say(s.wang, s.group, "/cancel 1 不要了")
    await s.say(s.wang, None, "/forget @li")
    await s.press(s.wang, s.last(s.wang), s.last(s.wang).buttons[0][0].text)
    assert s.rows("SELECT * FROM private_topics") == []
