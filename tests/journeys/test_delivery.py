"""What Telegram does to messages on their way: each reaches its reader as often as promised and holds up nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.messages.tasks import TaskCard
from simulator.model import Chat, Message, Person
from tests.journeys.conftest import Words
from tests.stage import MONDAY, Stage

TUESDAY = MONDAY + timedelta(days=1)
MINUTES = timedelta(minutes=1)


def tried(s: Stage, chat: Person | Chat, method: str = "sendMessage", since: int = 0) -> int:
    """How often the bot tried to say something to a chat, with success or without."""
    found = [e for e in s.sim.journal.after(since) if str(e["params"].get("chat_id")) == str(chat.id)]
    return sum(e["method"] == method for e in found)


def about(s: Stage, chat: Person | Chat, number: int) -> list[Message]:
    """The bot's messages in a chat that are about a task."""
    return [m for m in s.messages(chat) if m.sender is s.world.bot and f"#{number} " in m.text]


# -- too many requests -----------------------------------------------------------------------------------------------


async def test_a_chat_told_to_wait_waits_alone_and_across_a_restart(office: Stage) -> None:
    office.sim.faults.add(kind="retry_after", method="sendMessage", chat=office.li, seconds=3600)
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.say(office.wang, office.group, "/task @zhao 明天下班前 订会议室")
    assert about(office, office.zhao, 2), "others are not held up"
    assert about(office, office.group, 1)
    calls = tried(office, office.li)
    await office.pass_time(20 * MINUTES)
    await office.stop_bot()
    await office.start_bot()
    await office.say(office.wang, office.group, "/task @li 后天下班前 再交一份")
    await office.pass_time(20 * MINUTES)
    assert tried(office, office.li) == calls, "nothing is tried while the chat must wait"
    assert about(office, office.li, 1) + about(office, office.li, 3) == []
    await office.pass_time(21 * MINUTES)
    assert [len(about(office, office.li, n)) for n in (1, 3)] == [1, 1]
    assert about(office, office.li, 1)[0].id < about(office, office.li, 3)[0].id


async def test_an_urgent_message_waits_too_where_telegram_says_so(office: Stage) -> None:
    office.sim.faults.add(kind="retry_after", method="sendMessage", chat=office.group, seconds=600)
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告 !特提")
    assert about(office, office.li, 1)
    assert about(office, office.group, 1) == []
    await office.stop_bot()
    await office.start_bot()
    await office.pass_time(11 * MINUTES)
    assert len(about(office, office.group, 1)) == 1


@pytest.mark.parametrize(
    "fault", [{"kind": "retry_after", "seconds": 240}, {"kind": "html502"}, {"kind": "drop_connection"}]
)
async def test_of_many_cards_for_a_group_those_behind_one_that_fails_are_not_lost_and_none_comes_twice(
    office: Stage, fault: dict[str, Any], faults_expected: list[str]
) -> None:
    faults_expected.append("log")
    since = office.sim.journal.recorded
    office.sim.faults.add(method="sendMessage", chat=office.group, times=1, **fault)
    for n in range(1, 11):
        office.world.send((office.wang, office.zhou)[n % 2], office.group, f"/task @li 明天下班前 第{n}件")
    await office.settle()
    waits = fault["kind"] == "retry_after"
    there = [bool(about(office, office.group, n)) for n in range(1, 11)]
    assert there.count(False) == (10 if waits else 1), "only where Telegram says so the whole chat waits"
    await office.stop_bot()  # it counts seconds that really pass
    await office.start_bot()
    await office.pass_time(5 * MINUTES)
    cards = [about(office, office.group, n) for n in range(1, 11)]
    assert [len(found) for found in cards] == [1] * 10
    numbers = [found[0].id for found in cards]
    assert not waits or numbers == sorted(numbers)
    assert tried(office, office.group, since=since) == 11, "nothing but that one was tried twice"
    tries = f"SELECT attempts FROM outbox WHERE lane LIKE 'c%' AND kind = '{TaskCard.name}' ORDER BY id"
    assert [n for (n,) in office.rows(tries)] == [2] + [1] * 9, "what stayed was not tried"


# -- an answer that is lost ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["lost_answer", "truncated"])
async def test_a_card_whose_answer_is_lost_is_sent_once_more(
    office: Stage, kind: str, faults_expected: list[str]
) -> None:
    faults_expected.append("log")  # the library writes down what it could not read
    office.sim.faults.add(kind=kind, method="sendMessage", chat=office.li)
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.pass_time(5 * MINUTES)
    assert len(about(office, office.li, 1)) == 2
    assert office.rows("SELECT value FROM meta WHERE key = 'unknown-outcomes'") == [("1",)]
    await office.press(office.li, about(office, office.li, 1)[0], "签收")
    assert office.rows("SELECT status FROM tasks") == [("active",)], "both copies work"


@pytest.mark.parametrize("kind", ["lost_answer", "truncated"])
async def test_a_digest_whose_answer_is_lost_is_not_sent_again(
    office: Stage, kind: str, faults_expected: list[str]
) -> None:
    faults_expected += ["log", "outbox"]
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.pass_time(TUESDAY.replace(hour=8, minute=25))
    office.sim.faults.add(kind=kind, method="sendMessage", chat=office.group)
    await office.pass_time(TUESDAY.replace(hour=8, minute=55))
    assert sum("日报" in t for t in office.texts(office.group)) == 1
    assert office.rows("SELECT value FROM meta WHERE key = 'unknown-outcomes'") == [("1",)]
    await office.stop_bot()
    await office.start_bot()
    await office.pass_time(5 * MINUTES)
    assert sum("日报" in t for t in office.texts(office.group)) == 1


# -- away for a while ------------------------------------------------------------------------------------------------

AWAY = [
    {"kind": "status", "code": 500, "description": "Internal Server Error"},
    {"kind": "status", "code": 503, "description": "Service Unavailable"},
    {"kind": "html502"},
    {"kind": "html502", "code": 504},
    {"kind": "drop_connection"},
]


async def test_a_server_in_trouble_is_asked_once_more(office: Stage, faults_expected: list[str]) -> None:
    faults_expected.append("log")  # the library writes down what it could not read
    for n, fault in enumerate(AWAY, 1):
        since = office.sim.journal.recorded
        office.sim.faults.add(method="sendMessage", chat=office.li, times=1, **fault)
        await office.say(office.wang, office.group, f"/task @li 明天下班前 第{n}件")
        assert about(office, office.group, n), fault
        await office.pass_time(5 * MINUTES)
        assert len(about(office, office.li, n)) == 1, fault
        assert tried(office, office.li, since=since) == 1 + 1, "one failure, then the card"


@pytest.mark.parametrize("code", [500, 502, 504])
async def test_a_gateway_that_hides_every_answer_makes_no_series_of_copies(
    office: Stage, words: Words, code: int
) -> None:
    taken = office.sim.faults.add(kind="lost_behind_502", method="sendMessage", chat=office.li, times=None, code=code)
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.pass_time(10 * MINUTES)
    assert len(about(office, office.li, 1)) == 2, "once more"
    await office.pass_time(110 * MINUTES)
    assert len(about(office, office.li, 1)) == 2, "then a long wait"
    office.sim.faults.remove(taken)
    shown = (await office.say(office.wang, None, "/settings"))[0].text
    count = office.rows("SELECT value FROM meta WHERE key = 'unknown-outcomes'")[0][0]
    assert int(count) >= 2
    assert words("settings-unknown-outcomes", count=count) in shown
    assert "Telegram" not in (await office.say(office.zhao, None, "/settings"))[0].text


async def test_a_card_is_edited_again_when_the_answer_to_its_edit_was_lost(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    office.sim.faults.add(kind="html502", method="editMessageText", chat=office.group, times=3)
    await office.press(office.li, office.card(office.li, 1), "签收")
    await office.pass_time(5 * MINUTES)
    assert "办理中" in office.card(office.group, 1).text
    assert len(about(office, office.group, 1)) == 1


async def test_one_chat_in_trouble_for_long_holds_up_nobody(office: Stage) -> None:
    trouble = office.sim.faults.add(kind="status", method="sendMessage", chat=office.group, times=None, code=500)
    for n in range(1, 4):
        await office.say(office.wang, office.group, f"/task @li 明天下班前 第{n}份报告")
    assert all(about(office, office.li, n) for n in (1, 2, 3))
    assert not any(about(office, office.group, n) for n in (1, 2, 3))
    await office.pass_time(30 * MINUTES)
    office.sim.faults.remove(trouble)
    await office.pass_time(180 * MINUTES)
    assert [len(about(office, office.group, n)) for n in (1, 2, 3)] == [1, 1, 1]


# -- nobody there ----------------------------------------------------------------------------------------------------


async def test_somebody_who_blocked_the_bot_is_tried_once_and_called_in_the_group(office: Stage, words: Words) -> None:
    office.li.blocked = True
    since = office.sim.journal.recorded
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.say(office.wang, office.group, "/task @li 后天下班前 再交一份")
    await office.pass_time(timedelta(hours=7))
    assert tried(office, office.li, since=since) == 1, "no further calls until a sign of life"
    calls = [m for m in office.messages(office.group) if "李明，有一件事找您" in m.text]
    assert [m.text.count("#1 ") for m in calls].count(1) == 1
    start = [b for b in calls[0].all_buttons() if b.url]
    assert [b.text for b in start] == [words("button-open-private")]
    assert ("undelivered",) in office.rows("SELECT name FROM history WHERE task_id = 1")
    office.world.unblock(office.li)
    await office.settle()
    assert about(office, office.li, 1)
    assert about(office, office.li, 2)


async def test_a_block_that_telegram_tells_of_costs_no_call_at_all(office: Stage) -> None:
    office.world.block(office.li)
    await office.settle()
    since = office.sim.journal.recorded
    said = await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert tried(office, office.li, since=since) == 0
    assert any("3 人中有 1 人还没打开与我的私聊（李明）" in m.text for m in said)
    office.world.start(office.li, "hello")
    await office.settle()
    assert len(about(office, office.li, 1)) == 1


async def test_a_deleted_account_is_left_in_peace(office: Stage) -> None:
    office.world.deactivate(office.li)
    since = office.sim.journal.recorded
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.pass_time(timedelta(hours=30))
    assert tried(office, office.li, since=since) == 1


# -- cards that changed or went --------------------------------------------------------------------------------------


async def test_a_card_that_was_deleted_is_replaced_by_one_new_card(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    office.world.delete_message(office.card(office.group, 1))
    await office.press(office.li, office.card(office.li, 1), "签收")
    assert len(about(office, office.group, 1)) == 1
    await office.say(office.li, None, "60%", reply_to=office.card(office.li, 1).id)
    assert len(about(office, office.group, 1)) == 1
    assert "60%" in office.card(office.group, 1).text


async def test_a_card_that_shows_the_same_already_is_as_good_as_edited(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    same = "Bad Request: message is not modified: specified new message content and reply markup are exactly the same"
    office.sim.faults.add(
        kind="status", method="editMessageText", chat=office.group, times=1, code=400, description=same
    )
    await office.press(office.li, office.card(office.li, 1), "签收")
    await office.pass_time(10 * MINUTES)
    assert tried(office, office.group, "editMessageText") == 1
    assert len(about(office, office.group, 1)) == 1


@pytest.mark.parametrize("lost", [1, 2])
async def test_a_card_taken_back_shows_so_though_the_edit_before_was_not_heard_of(office: Stage, lost: int) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    before = office.card(office.group, 1).text
    office.sim.faults.add(kind="lost_answer", method="editMessageText", chat=office.group, times=lost)
    await office.say(office.wang, None, "/priority 1 特急")
    undo = next(
        m for m in office.messages(office.wang)[::-1] if any("take_back" in (b.data or "") for b in m.all_buttons())
    )
    await office.press(office.wang, undo, next(b.data for b in undo.all_buttons() if "take_back" in b.data))
    await office.pass_time(10 * MINUTES)
    assert office.card(office.group, 1).text == before


async def test_a_line_whose_edit_was_not_heard_of_still_stands_when_another_is_added(office: Stage) -> None:
    for title in ("报告", "方案", "纪要"):
        await office.say(office.wang, None, f"/task @li 周五下班前 提交{title}")
    await office.say(office.li, None, "/report 1 20% 在办")
    await office.settle()
    office.sim.faults.add(kind="lost_answer", method="editMessageText", chat=office.wang, times=1)
    await office.say(office.li, None, "/report 2 40% 在写")
    await office.pass_time(2 * MINUTES)
    await office.say(office.li, None, "/report 3 60% 在改")
    shown = "".join(m.text for m in office.messages(office.wang))
    assert [words for words in ("在办", "在写", "在改") if words not in shown] == []


async def test_a_comment_changes_no_card_and_makes_no_second_one(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.say(office.wang, office.group, "抓紧", reply_to=office.card(office.group, 1).id)
    assert len([m for m in about(office, office.group, 1) if m.buttons]) == 1
    assert "王主任批示：抓紧" in office.last(office.li).text


async def test_several_changes_before_the_card_can_be_edited_cost_one_edit(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    card = office.card(office.li, 1)
    for text in ("20%", "40%", "60%"):
        office.world.send(office.li, None, text, reply_to=card.id)
    await office.settle()
    assert "60%" in office.card(office.group, 1).text
    assert tried(office, office.group, "editMessageText") <= 3


# -- texts Telegram does not take ------------------------------------------------------------------------------------


async def test_a_text_telegram_cannot_parse_is_sent_as_plain_words_once(office: Stage) -> None:
    wrong = 'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 7'
    office.sim.faults.add(kind="status", method="sendMessage", chat=office.li, code=400, description=wrong)
    await office.say(office.wang, office.group, "/task @li 明天下班前 <b>报告</b> & 附表")
    assert len(about(office, office.li, 1)) == 1
    card = office.card(office.li, 1)
    assert "<b>报告</b> & 附表" in card.text
    assert [e for e in card.entities if e["type"] == "bold"] == []
    assert await office.press(office.li, card, "签收")


async def test_a_message_refused_for_good_is_kept_as_failed_and_blocks_nobody(
    office: Stage, faults_expected: list[str]
) -> None:
    faults_expected.append("outbox")
    wrong = "Bad Request: can't parse entities: no end"
    office.sim.faults.add(kind="status", method="sendMessage", chat=office.li, times=2, code=400, description=wrong)
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    await office.say(office.wang, office.group, "/task @li 后天下班前 再交一份")
    assert about(office, office.li, 1) == []
    assert len(about(office, office.li, 2)) == 1
    assert len(office.rows("SELECT id FROM outbox WHERE state = 'failed'")) == 1


# -- places that went ------------------------------------------------------------------------------------------------


async def test_an_answer_to_a_message_that_was_deleted_comes_without_the_reply(office: Stage) -> None:
    command = office.world.send(office.wang, office.group, "/task @li 明天下班前 提交报告")
    office.world.delete_message(command)
    await office.settle()
    assert office.card(office.group, 1).reply_to is None


async def test_an_answer_to_a_topic_that_was_deleted_comes_without_the_topic(office: Stage) -> None:
    forum = office.world.group("论坛", members=[office.wang, office.li], creator=office.wang, forum=True)
    office.world.add_bot(office.wang, forum)
    topic = office.world.topic(forum, "报告")
    await office.settle()
    await office.press(office.li, office.last(forum), "加入")
    office.world.send(office.wang, forum, "/task @li 明天下班前 提交报告", thread=topic.id)
    office.world.delete_topic(forum, topic)
    await office.settle()
    assert len(about(office, forum, 1)) == 1
    assert about(office, forum, 1)[0].thread is None


async def test_without_the_right_to_write_in_a_group_the_private_messages_still_leave(
    office: Stage, faults_expected: list[str]
) -> None:
    faults_expected.append("outbox")
    office.world.restrict_bot(office.group)
    await office.settle()
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    assert about(office, office.li, 1)
    assert office.rows("SELECT status FROM teams") == [("approved",)]
    office.world.restrict_bot(office.group, can_send=True)
    await office.settle()
    assert "#1" in (await office.say(office.wang, office.group, "/team"))[0].text


# -- what is no longer true ------------------------------------------------------------------------------------------


async def test_a_reminder_that_waited_for_the_morning_is_dropped_when_the_result_is_in(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 今天22点前 提交报告")
    await office.press(office.li, office.card(office.li, 1), "签收")
    await office.pass_time(MONDAY.replace(hour=22, minute=30))
    waiting = office.rows("SELECT kind FROM outbox WHERE state = 'pending' AND kind = 'reminder'")
    assert waiting, "reminders wait for the morning"
    await office.say(office.li, None, "/done 1 好了")
    stood = len(office.messages(office.li))
    await office.pass_time(TUESDAY.replace(hour=9, minute=5))
    assert office.messages(office.li)[stood:] == []
    reasons = office.rows("SELECT DISTINCT state, error FROM outbox WHERE kind = 'reminder' AND sent_at IS NULL")
    assert reasons == [("dropped", "no longer true")]


async def test_a_reminder_for_the_old_deadline_is_dropped_when_the_deadline_moved(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 今天22点前 提交报告")
    await office.press(office.li, office.card(office.li, 1), "签收")
    await office.say(office.li, None, "50%", reply_to=office.card(office.li, 1).id)
    await office.pass_time(MONDAY.replace(hour=22, minute=30))
    office.world.press(office.wang, office.card(office.group, 1), "t:change_deadline:1", stale=True)
    await office.settle()
    later = int(TUESDAY.replace(hour=22, minute=0).timestamp())
    await office.press(office.wang, office.card(office.group, 1), f"t:change_deadline:1:{later}", stale=True)
    stood = {who: len(office.messages(who)) for who in (office.li, office.wang)}
    await office.pass_time(TUESDAY.replace(hour=9, minute=5))
    for who, n in stood.items():
        assert not any("🔔" in m.text for m in office.messages(who)[n:])
    assert not any("已过" in t for t in office.texts(office.li))


async def test_a_card_that_was_on_its_way_when_the_task_changed_shows_the_change(office: Stage) -> None:
    office.sim.faults.add(kind="delay", method="sendMessage", chat=office.group, times=1, seconds=0.5)
    office.world.send(office.wang, office.group, "/task @li 明天下班前 提交三季度报告")
    await office.sim.until(
        lambda: any("t:accept:1" in (b.data or "") for m in office.messages(office.li) for b in m.all_buttons())
    )
    office.world.press(office.li, office.card(office.li, 1), "t:accept:1")
    await office.settle()
    await office.sim.until(lambda: any("#1" in text for text in office.texts(office.group)))
    await office.settle()
    assert "办理中" in office.card(office.group, 1).text


async def test_nothing_is_edited_into_what_it_shows_already(office: Stage, words: Words) -> None:
    """A minute after a button has gone from a card nobody has, or turned to the page it is on, costs no call."""
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    for n in range(10):
        await office.say(office.wang, office.group, f"/task @zhao 明天下班前 核对第{n}本台账")
    [page] = await office.say(office.wang, None, "/assigned")
    onwards = next(b for b in page.all_buttons() if b.text.endswith("›")).data
    await office.press(office.wang, page, onwards)
    edits = tried(office, office.wang, "editMessageText")
    await office.press(office.wang, page, onwards, stale=True)
    await office.say(office.li, None, "/accept 1")
    await office.pass_time(timedelta(minutes=5))
    for entry in office.sim.journal.after(0):
        assert "not modified" not in str(entry), entry
    assert tried(office, office.wang, "editMessageText") == edits
