"""Commands in other shapes, edits, and senders who are nobody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.journeys.matters import a_task
from tests.stage import Stage

# -- commands in other shapes ---------------------------------------------------------------------------------------


async def test_a_command_for_another_bot_is_ignored_and_ones_own_suffix_taken_in_any_case(office: Stage) -> None:
    await a_task(office)
    before = office.state()
    for text in ("/done@other_bot 1 好了", "/accept@duban_bot2 1", "/DONE@Other_Bot 1 好了"):
        assert await office.say(office.li, office.group, text) == []
        assert await office.say(office.li, None, text) == []
    assert office.state() == before
    await office.say(office.li, office.group, "/Accept@DUBAN_Bot 1")
    assert office.rows("SELECT status FROM tasks") == [("active",)]


async def test_an_edited_command_is_never_a_second_task(office: Stage, words: Words) -> None:
    command = office.world.send(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.settle()
    before, stood = office.state(), len(office.messages(office.group))
    office.world.edit(office.wang, command, "/task @zhao 后天下班前 提交两份报告")
    await office.settle()
    assert office.state() == before
    assert [m.text for m in office.messages(office.group)[stood:]] == [words("order-edited", number=1)]


async def test_a_message_edited_into_a_command_does_nothing(office: Stage) -> None:
    plain = office.world.send(office.li, None, "你好")
    await office.settle()
    before, stood = office.state(), len(office.messages(office.li))
    office.world.edit(office.li, plain, "/task 明天 写总结")
    await office.settle()
    assert office.state() == before
    assert len(office.messages(office.li)) == stood


async def test_an_edited_report_is_noted_and_the_old_words_stay(office: Stage) -> None:
    await a_task(office)
    report = office.world.send(office.li, None, "60% 等数据", reply_to=office.card(office.li, 1).id)
    await office.settle()
    office.world.edit(office.li, report, "70% 数据到了")
    await office.settle()
    office.world.edit(office.li, report, "70% 数据到了")
    await office.settle()
    assert office.rows("SELECT name FROM history ORDER BY seq") == [("assigned",), ("reported",), ("report-edited",)]
    story = (await office.say(office.wang, None, "/history 1"))[0].text
    assert "60% 等数据" in story
    assert "70% 数据到了" in story
    assert story.index("60% 等数据") < story.index("70% 数据到了")


async def test_an_edit_that_is_too_long_is_refused(office: Stage, words: Words) -> None:
    await a_task(office)
    report = office.world.send(office.li, None, "60%", reply_to=office.card(office.li, 1).id)
    await office.settle()
    office.world.edit(office.li, report, "😀" * 2048)
    await office.settle()
    assert office.rows("SELECT count(*) FROM history") == [(2,)]
    assert office.texts(office.li)[-1] == words("refuse-text-long", length=4096, limit=3000)


async def test_an_album_is_one_report_with_all_its_files(office: Stage, words: Words) -> None:
    await a_task(office)
    office.world.album(office.li, None, 3, "80% 现场照片", reply_to=office.card(office.li, 1).id)
    await office.settle()
    assert office.messages(office.wang)[-1].media is None, "the assigner is told when the album is whole"
    await office.pass_time(timedelta(seconds=5))
    story = [name for (name,) in office.rows("SELECT name FROM history ORDER BY seq")]
    assert story == ["assigned", "reported", "file-added", "file-added"]
    assert office.rows("SELECT percent FROM tasks") == [(80,)]
    told = [m for m in office.messages(office.wang) if m.sender.is_bot and "现场照片" in m.text]
    assert len(told) == 1
    assert len([m for m in office.messages(office.wang) if m.media]) == 3
    assert office.texts(office.li).count(words("did-progress-told", number=1, percent=80, member="王主任")) == 1


# -- senders who are nobody -----------------------------------------------------------------------------------------


async def test_an_anonymous_admin_is_told_once_a_day_what_to_change(office: Stage, words: Words) -> None:
    before, stood = office.state(), len(own_texts(office))
    for text in ("/task @li 明天下班前 提交报告", "/task @li 明天下班前 提交报告", "/mine"):
        office.world.anonymous_send(office.group, text)
        await office.settle()
    assert own_texts(office)[stood:] == [words("refuse-anonymous")]
    assert office.state() == before
    office.clock.set(office.clock.now() + timedelta(days=1))
    office.world.anonymous_send(office.group, "/mine")
    await office.settle()
    assert own_texts(office)[-1] == words("refuse-anonymous")


async def test_what_a_linked_channel_posted_is_assigned_by_a_reply(office: Stage) -> None:
    news = office.world.channel("公告", creator=office.wang)
    post = office.world.channel_send(office.group, "请各科室报送三季度安全检查情况", news, linked=True)
    await office.say(office.wang, office.group, "/task @li 周五下班前", reply_to=post.id)
    assert office.rows("SELECT title FROM tasks") == [("请各科室报送三季度安全检查情况",)]


async def test_a_channel_a_linked_post_and_another_bot_have_no_rights(office: Stage, words: Words) -> None:
    await a_task(office)
    news = office.world.channel("公告", creator=office.wang)
    robot = office.world.person("机器人", username="robot_bot", is_bot=True)
    office.world.join(robot, office.group)
    await office.settle()
    before = office.state()
    stood = len(own_texts(office))
    office.world.channel_send(office.group, "/task @li 明天下班前 提交报告", news)
    office.world.channel_send(office.group, "/cancel 1 不用了", news, linked=True)
    await office.settle()
    assert own_texts(office)[stood:] == [words("refuse-anonymous-channel"), words("refuse-channel-post")]
    office.world.promote(office.world.bot, office.group)
    stood = len(own_texts(office))
    for text in ("/task @li 明天下班前 提交报告", "/accept 1"):
        message = office.world.send(robot, office.group, text)
        office.world.raw_update({"message": {**raw(message), "from": robot.json()}})
    office.world.channel_send(office.group, "普通公告", news, linked=True)
    await office.settle()
    assert own_texts(office)[stood:] == []
    assert office.state() == before


def own_texts(s: Stage) -> list[str]:
    """What our bot, and no other, said in the group."""
    return [m.text for m in s.messages(s.group) if m.sender is s.world.bot]


def now_of(s: Stage) -> int:
    """The present as the Bot API writes it."""
    return int(s.clock.now().timestamp())


def raw(message: Message) -> dict[str, Any]:
    """A message as the Bot API writes it."""
    return {
        "message_id": message.id,
        "date": int(message.date.timestamp()),
        "chat": message.chat.json(),
        "text": message.text,
    }


async def test_a_channel_post_is_no_order(office: Stage) -> None:
    news = office.world.channel("公告", creator=office.wang)
    office.world.add_bot(office.wang, news, admin=True)
    before = office.state()
    office.world.channel_post(news, "/task @li 明天下班前 提交报告")
    office.world.raw_update(
        {"channel_post": {"message_id": 9, "date": now_of(office), "chat": news.json(), "text": "/task"}}
    )
    await office.settle()
    assert office.state() == before


async def test_a_message_without_a_sender_leads_nowhere(office: Stage) -> None:
    before, stood = office.state(), len(office.messages(office.group))
    command = [{"type": "bot_command", "offset": 0, "length": 5}]
    nobody = {
        "message_id": 999,
        "date": now_of(office),
        "chat": office.group.json(),
        "text": "/task",
        "entities": command,
    }
    office.world.raw_update({"message": nobody})
    await office.settle()
    assert office.state() == before
    assert len(office.messages(office.group)) == stood


async def test_hostile_characters_are_taken_cleanly(office: Stage) -> None:
    await a_task(office)
    reply = {**raw(office.card(office.li, 1)), "from": office.world.bot.json()}
    for n, text in enumerate(("报告\u0000完成", "a\u2066b\u0007"), 1):
        written = {"message_id": 5000 + n, "date": now_of(office), "chat": office.world.private(office.li).json()}
        said = {"from": office.li.json(), "text": text, "reply_to_message": reply}
        office.world.raw_update({"message": written | said})
        await office.settle()
        assert office.rows("SELECT count(*) FROM history WHERE name = 'reported'") == [(n,)]
        assert "李明反馈" in office.last(office.wang).text
    assert not office.rows("SELECT data FROM history WHERE data LIKE '%u0000%'")
