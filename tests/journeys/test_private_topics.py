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


@pytest.fixture
async def three(topics: Stage) -> Stage:
    """Three tasks of Li's, each with its topic; Wang has topics, too."""
    await topics.say(topics.wang, None, "/topics on")
    await given(topics, "明天下班前 提交报告", "周五下班前 交周报", "周五下班前 订会场")
    await topics.say(topics.li, None, "/done 写好了", thread=of(topics, topics.li)[0].id)
    return topics


@pytest.mark.parametrize(
    ("line", "percent"),
    [
        ("3号 61%", 61), ("第3件 62%", 62), ("No.3 65%", 65), ("3# 66%", 66), ("about #3: 50%", 50), ("关于#3：71%", 71),
        ("#3 72%", 72),
    ],
)  # fmt: skip
async def test_another_number_in_a_topic_is_another_task(three: Stage, line: str, percent: int) -> None:
    await three.say(three.li, None, line, thread=of(three, three.li)[1].id)
    assert three.rows("SELECT percent FROM tasks ORDER BY id") == [(0,), (0,), (percent,)]


@pytest.mark.parametrize("line", ["3号交材料", "数据还差一份", "10月通报已发，请核对"])
async def test_what_names_no_other_task_is_about_the_one_of_the_topic(three: Stage, line: str) -> None:
    (said,) = await three.say(three.li, None, line, thread=of(three, three.li)[1].id)
    assert "#2" in said.text


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("谁还没签收？", "✋"),
        ("本周到期的有哪些", "⏰"),
        ("我的得分", "🏅"),
        ("10月通报", "📊"),
        ("台账", "📒"),
        ("2", "🟢 #2"),
        ("明天请假一天", "王主任外出"),
        ("help", "督办，您现在可以"),
        ("李明手上有什么", "👤 李明"),
        ("/review", "审核台"),
        ("/assigned", "📤"),
        ("@zhao 明天下班前 核对数据", "✍️"),
        ("李明 周五前 交材料\n赵倩 周四前 订车", "✍️"),
        ("cancel #3", "🟢 #3"),
    ],
)
async def test_what_is_about_something_else_is_answered_in_the_topic_and_told_to_nobody(
    three: Stage, line: str, head: str
) -> None:
    (topic,) = of(three, three.wang)
    stood = len(three.texts(three.li))
    (said,) = await three.say(three.wang, None, line, thread=topic.id)
    assert (said.thread, said.text.startswith(head)) == (topic.id, True), said.text
    assert len(three.texts(three.li)) == stood


async def test_two_topics_each_have_their_question(three: Stage) -> None:
    _, second, third = (topic.id for topic in of(three, three.li))
    await three.say(three.li, None, "/done", thread=second)
    await three.say(three.li, None, "/done", thread=third)
    await three.say(three.li, None, "周报写好了", thread=second)
    await three.say(three.li, None, "会场订好了", thread=third)
    assert three.rows("SELECT DISTINCT status FROM tasks") == [("submitted",)]


async def test_a_task_in_the_chat_leaves_the_one_that_is_written_in_a_topic(three: Stage) -> None:
    (topic,) = of(three, three.wang)
    await three.say(three.wang, None, "/task", thread=topic.id)
    await three.say(three.wang, None, "/task")
    await three.say(three.wang, None, "赵倩")
    await three.say(three.wang, None, "明天下班前")
    await three.say(three.wang, None, "打印通知")
    assert "打印通知" in within(three, three.wang, None)[-1]
    await three.say(three.wang, None, "李明", thread=topic.id)
    assert "李明" in within(three, three.wang, topic.id)[-1]


async def test_whoever_is_out_of_a_confidential_task_reads_its_title_in_no_list_of_topics(topics: Stage) -> None:
    s = topics
    await s.say(s.wang, None, "/task @zhao 明天下班前 谈话对象名单")
    await s.say(s.wang, None, "/co 1 @li")
    assert [topic.name for topic in of(s, s.li)] == ["#1 谈话对象名单"]
    await s.say(s.wang, None, "/drop 1 @li")
    await s.say(s.wang, None, "/confidential 1")
    assert [topic.name for topic in of(s, s.li)] == ["#1 🔒"]


async def test_what_telegram_refuses_in_a_topic_stands_in_the_chat(topics: Stage) -> None:
    s, chat = topics, topics.world.private(topics.li)
    s.sim.faults.add(
        kind="status", method="sendMessage", chat=chat, code=400, description="Bad Request: CHAT_NOT_FORUM"
    )
    await given(s, "明天下班前 提交报告")
    assert "提交报告" in within(s, s.li, None)[-1]


async def test_where_topics_are_switched_off_meanwhile_nothing_fails(topics: Stage, words: Words) -> None:
    s = topics
    await given(s, "明天下班前 提交报告")
    s.world.have_private_topics(on=False)
    await s.say(s.wang, s.group, "/title 1 提交季度报告")
    await s.stop_bot()
    await s.start_bot()
    assert (await s.say(s.li, None, "/topics"))[-1].text == words("topics-not-here", bot="duban_bot")
