"""Notices: told to teams, read with a tap, the rest reminded once, and tasks for those who still have not."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from simulator.model import Chat, Message, Person
from tests.journeys.conftest import Words
from tests.journeys.matters import an_outsider
from tests.journeys.tasks import PARTS, labels, status, story
from tests.stage import MONDAY, ZONE, Stage, stage

WEDNESDAY_6PM = datetime(2026, 11, 25, 18, 0, tzinfo=ZONE)
DRILL = {
    "zh-Hans": "明天10点消防演习，请全体参加。请于周三下班前阅读",
    "zh-Hant": "明天10點消防演習，請全體參加。請於週三下班前閱讀",
    "en": "Fire drill tomorrow at 10, everybody takes part. Please read by Wednesday 6pm",
}
ORDER = {
    "zh-Hans": "明天下班前 补看通知并回复",
    "zh-Hant": "明天下班前 補閱公告並回覆",
    "en": "by tomorrow 6pm read the notice and answer",
}


async def told(s: Stage, text: str = "下周起食堂11:30开饭", number: int = 1) -> Message:
    """A notice in the group; its card there."""
    await s.say(s.wang, s.group, f"/notice {text}")
    return s.card(s.group, number)


async def read(s: Stage, person: Person, card: Message, number: int = 1) -> str | None:
    """Somebody presses Read."""
    return await s.press(person, card, f"n:read:{number}", stale=True)


def about(s: Stage, chat: Person | Chat, number: int = 1) -> list[str]:
    """What the bot said of a notice in a chat, without the cards, oldest first."""
    return [t for t in s.texts(chat) if f"#{number} " in t]


def readers(s: Stage, number: int = 1) -> list[str]:
    """Who has read it, as the database has it."""
    query = "SELECT m.name FROM notice_reads r JOIN members m ON m.id = r.member_id WHERE task_id = ? ORDER BY m.id"
    return [name for (name,) in s.rows(query, number)]


def due(s: Stage, number: int = 1) -> datetime:
    """Until when it is to be read."""
    stored = s.rows("SELECT due_at FROM tasks WHERE id = ?", number)[0][0]
    return datetime.fromisoformat(f"{stored}+00:00").astimezone(ZONE)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_read_by_all_but_one_who_is_reminded_once_and_then_given_a_task(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        card = await told(s, DRILL[language])
        assert due(s) == WEDNESDAY_6PM, "not the day of the drill"
        own = s.card(s.wang, 1)
        for person in (s.li, s.zhou):
            assert await read(s, person, card) == words("did-notice-read", number=1)
        assert words("announce-counts", read=2, of=3) in s.card(s.group, 1).text
        assert words("announce-unread", names="赵倩", n=1) in own.text
        await s.pass_time(WEDNESDAY_6PM - timedelta(hours=1))
        reminded = [m for m in s.messages(s.zhao) if words("button-read") in labels(m)]
        assert len(reminded) == 1, "once"
        assert not [t for t in about(s, s.li) if words("button-read") in t]
        await s.press(s.wang, own, words("button-readers"))
        assert s.last(s.wang).text.splitlines() == [
            words("announce-list-unread", number=1, n=1, of=3), words("announce-line-here", name="赵倩"),
        ]  # fmt: skip
        await s.pass_time(WEDNESDAY_6PM + timedelta(minutes=5))
        over = s.last(s.wang)
        assert words("fact-reading-over", read=2, of=3, unread="赵倩") in over.text
        await s.press(s.wang, over, words("button-follow_up"))
        preview = s.last(s.wang)
        await s.press(s.wang, preview, words("button-follow-words"))
        await s.say(s.wang, None, ORDER[language])
        assert s.rows("SELECT count(*) FROM tasks") == [(1,)], "nothing before Confirm"
        await s.press(s.wang, s.last(s.wang), words("button-follow-yes", n=1))
        assert s.rows(PARTS, 2) == [("赵倩", "lead")]
        assert due(s, 2) == WEDNESDAY_6PM + timedelta(days=1)
        assert words("announce-followed", number=1, n=1, tasks="#2", members="赵倩") == s.last(s.wang).text
        assert words("button-accept") in labels(s.card(s.zhao, 2))
        before = len([t for t in about(s, s.wang) if "📢" in t])
        await read(s, s.zhao, card)
        assert status(s) == "done"
        assert words("announce-all-read-card", read=3, of=3) in own.text
        assert story(s)[-1] == "notice-closed"
        assert len([t for t in about(s, s.wang) if "📢" in t]) == before, "heard already"
        assert [str(d) for d in await s.audit()] == []


async def test_all_have_read_it_and_the_sender_hears_it_once(office: Stage, words: Words) -> None:
    card = await told(office)
    for person in (office.zhou, office.li, office.zhao):
        await read(office, person, card)
    assert status(office) == "done"
    heard = [t for t in office.texts(office.wang) if words("fact-notice-closed-complete", of=3) in t]
    assert len(heard) == 1
    assert labels(card) == [], "nothing to press any more"
    before = len(office.messages(office.li)), len(office.messages(office.wang))
    await office.pass_time(timedelta(days=5))
    assert [t for t in office.texts(office.li)[before[0] :] if "#1" in t] == []
    assert [t for t in office.texts(office.wang)[before[1] :] if "#1" in t] == []


async def test_a_second_tap_the_senders_own_and_that_of_another_team_change_nothing(
    office: Stage, words: Words
) -> None:
    qian, _ = await an_outsider(office)
    card = await told(office)
    await read(office, office.li, card)
    before = office.state(), readers(office)
    assert await read(office, office.li, card) == words("refuse-announce-read-already", number=1)
    assert await read(office, office.wang, card) == words("refuse-announce-own", number=1)
    office.world.press(qian, office.last(qian), "n:read:1", stale=True)
    await office.settle()
    assert (office.state(), readers(office)) == before == (before[0], ["李明"])
    assert await office.say(qian, None, "/notice 1") != []
    assert office.last(qian).text == words("refuse-not-found", number=1)


async def test_staff_send_none_and_nothing_is_made(office: Stage, words: Words) -> None:
    before = office.state()
    for chat in (office.group, None):
        said = await office.say(office.li, chat, "/notice 明天开会")
        assert [m.text for m in said] == [words("refuse-announce-right")]
    assert office.state() == before


async def test_words_that_are_too_long_over_or_open_are_each_told_and_nothing_is_made(
    office: Stage, words: Words
) -> None:
    before = office.state()
    for text in ("长" * 4001, "请于昨天前阅读", "请于2月30日前阅读"):
        office.world.send(office.wang, office.group, f"/notice {text}"[:4096])
        await office.settle()
        assert "refuse" not in office.last(office.group).text
        assert office.state() == before


async def test_a_team_of_nobody_but_the_sender_is_told_nothing(office: Stage, words: Words) -> None:
    empty = office.world.group("空部门", members=[office.wang], creator=office.wang)
    office.world.add_bot(office.wang, empty)
    await office.settle()
    said = await office.say(office.wang, empty, "/notice 有人吗")
    assert [m.text for m in said] == [words("refuse-announce-nobody")]
    assert office.rows("SELECT id FROM tasks") == []


async def test_in_private_teams_are_ticked_counted_and_nothing_leaves_before_send(office: Stage, words: Words) -> None:
    qian, other = await an_outsider(office)
    preview = (await office.say(office.wang, None, "/notice 下周起食堂11:30开饭 <b>&"))[0]
    assert words("announce-draft-whom") in preview.text
    assert not any("发给" in label for label in labels(preview)), "nobody is ticked yet"
    await office.press(office.wang, preview, "☐ 综合部")
    await office.press(office.wang, preview, "☐ 财务部")
    to_both = words("announce-draft-to", teams="综合部、财务部", n=2, people=words("announce-people", n=4))
    assert to_both in preview.text
    assert office.rows("SELECT id FROM tasks") == []
    await office.press(office.wang, preview, words("button-send-notice", n=4))
    for chat in (office.group, other):
        assert "<b>&" in office.card(chat, 1).text
    assert words("announce-counts", read=0, of=4) in preview.text, "the sender's card stands where it was confirmed"
    assert not about(office, office.li), "the group's card is enough"
    await read(office, qian, office.card(other, 1))
    assert words("announce-counts", read=1, of=4) in office.card(office.group, 1).text


async def test_a_notice_to_all_comes_to_everybody_in_private(office: Stage, words: Words) -> None:
    qian, _ = await an_outsider(office)
    preview = (await office.say(office.wang, None, "/notice 明天放假"))[0]
    await office.press(office.wang, preview, f"☐ {words('label-all-teams')}")
    await office.press(office.wang, preview, words("button-send-notice", n=4))
    for person in (office.zhou, office.li, office.zhao, qian):
        assert words("button-read") in labels(office.card(person, 1))
    assert not about(office, office.group)
    own = office.card(office.li, 1)
    await read(office, office.li, own)
    assert words("announce-you-read") in own.text
    assert labels(own) == []


async def test_who_cannot_be_written_to_reads_it_in_the_group_and_is_called_there(office: Stage, words: Words) -> None:
    office.world.block(office.zhao)
    await office.settle()
    await told(office)
    for person in (office.zhou, office.li):
        await read(office, person, office.card(office.group, 1))
    await office.pass_time(MONDAY + timedelta(days=1, hours=3))
    called = office.last(office.group)
    assert words("announce-call", names="赵倩") in called.text
    await read(office, office.zhao, called)
    assert status(office) == "done"


async def test_who_is_away_is_reminded_when_they_are_back(office: Stage, words: Words) -> None:
    await office.say(office.zhao, None, "/away 11月23日到25日")
    await office.press(office.zhao, office.last(office.zhao), "✓ 确认")
    card = await told(office)
    for person in (office.zhou, office.li):
        await read(office, person, card)
    await office.pass_time(datetime(2026, 11, 25, 12, 0, tzinfo=ZONE))
    assert not about(office, office.zhao)
    await office.pass_time(datetime(2026, 11, 26, 12, 0, tzinfo=ZONE))
    assert [m for m in office.messages(office.zhao) if words("button-read") in labels(m)]
    assert story(office).count("unread-reminded") == 1


async def test_the_sender_reminds_the_rest_once_a_day(office: Stage, words: Words) -> None:
    card = await told(office)
    own = office.card(office.wang, 1)
    await read(office, office.li, card)
    assert await office.press(office.wang, own, words("button-remind_unread")) == words("announce-reminded-again", n=2)
    again = await office.press(office.wang, own, words("button-remind_unread"))
    assert again == words("refuse-announce-reminded", number=1)
    assert not about(office, office.li)
    assert len(about(office, office.zhao)) == 1
    await office.pass_time(timedelta(days=1))
    assert len(about(office, office.zhao)) == 1, "nobody who was reminded by hand is reminded by the clock"


async def test_a_recalled_notice_says_so_everywhere_and_takes_no_tap(office: Stage, words: Words) -> None:
    card = await told(office)
    await read(office, office.li, card)
    own = office.card(office.wang, 1)
    await office.press(office.wang, own, words("button-recall"))
    assert status(office) == "active", "asked first"
    await office.press(office.wang, office.last(office.wang), words("button-recall-yes"))
    assert status(office) == "cancelled"
    assert words("announce-recalled-card") in card.text
    assert office.last(office.group).text == words(
        "announce-recalled-told", number=1, text="下周起食堂11:30开饭"
    )  # fmt: skip
    assert await read(office, office.zhao, card) == words("refuse-announce-recalled", number=1)
    assert readers(office) == ["李明"]


async def test_a_closed_notice_reminds_nobody_and_takes_no_tap(office: Stage, words: Words) -> None:
    card = await told(office)
    await read(office, office.li, card)
    await office.press(office.wang, office.card(office.wang, 1), words("button-end_reading"))
    assert words("announce-closed-card", read=1, of=3) in card.text
    assert await read(office, office.zhao, card) == words("refuse-announce-closed", number=1)
    await office.pass_time(timedelta(days=4))
    assert not about(office, office.zhao)


async def test_words_in_reply_count_as_read_or_go_to_the_sender(office: Stage, words: Words) -> None:
    card = await told(office)
    await office.say(office.li, office.group, "收到", reply_to=card.id)
    await office.say(office.zhou, office.group, "已阅", reply_to=card.id)
    assert readers(office) == ["周秘书", "李明"]
    await office.say(office.zhao, office.group, "周末也是11:30吗？", reply_to=card.id)
    assert readers(office) == ["周秘书", "李明"]
    assert "周末也是11:30吗？" in office.last(office.wang).text
    said = await office.say(office.wang, office.group, "是的，周末也一样", reply_to=card.id)
    assert [m.text for m in said] == [words("refuse-announce-reply", number=1)]


async def test_new_words_stand_on_the_cards_and_are_marked(office: Stage, words: Words) -> None:
    sent = office.world.send(office.wang, office.group, "/notice 下周起食堂11:30开饭")
    await office.settle()
    card = office.card(office.group, 1)
    await read(office, office.li, card)
    office.world.edit(office.wang, sent, "/notice 下周起食堂11:45开饭")
    await office.settle()
    assert "11:45" in card.text
    assert "有更改" in card.text
    assert office.last(office.group).text == words("announce-edited", number=1)
    assert readers(office) == ["李明"]
    office.world.delete_message(sent)
    await office.settle()
    await read(office, office.zhao, card)
    assert readers(office) == ["李明", "赵倩"], "the sender's own message is not needed any more"


async def test_a_card_that_somebody_deleted_comes_back_with_the_next_tap(office: Stage, words: Words) -> None:
    office.world.delete_message(await told(office))
    await office.say(office.li, None, "/notice 1")
    await read(office, office.li, office.card(office.li, 1))
    assert words("announce-counts", read=1, of=3) in office.card(office.group, 1).text


async def test_who_leaves_the_group_falls_out_and_may_be_the_last(office: Stage, words: Words) -> None:
    card = await told(office)
    for person in (office.zhou, office.li):
        await read(office, person, card)
    office.world.leave(office.zhao, office.group)
    await office.settle()
    assert status(office) == "done"
    assert words("announce-all-read-card", read=2, of=2) in card.text


async def test_a_notice_is_no_work_in_any_list(office: Stage, words: Words) -> None:
    await told(office)
    for person, command in (
        (office.wang, "/mine"),
        (office.li, "/mine"),
        (office.wang, "/team"),
        (office.wang, "/assigned"),
    ):
        said = await office.say(person, None, command)
        assert all("#1" not in m.text for m in said), command
    for command in ("/done 1 好了", "/cancel 1 不要了", "/accept 1", "/pause 1 明天 等"):
        said = await office.say(office.wang, None, command)
        assert words("button-read") not in said[0].text
        assert "/notice 1" in said[0].text, command
    listed = (await office.say(office.li, None, "/notices"))[0]
    assert "您还没读" in listed.text
    assert words("announce-counts", read=0, of=3) in (await office.say(office.li, office.group, "/show 1"))[0].text
    await office.pass_time(timedelta(days=2))
    lists = [t for chat in (office.group, office.wang, office.li) for t in office.texts(chat) if "☀️" in t or "🗞" in t]
    assert all("#1" not in t for t in lists)


async def test_asked_alone_it_takes_the_next_words_whatever_they_name(office: Stage, words: Words) -> None:
    asked = await office.say(office.wang, office.group, "/notice")
    assert words("prompt-draft-notice") in asked[0].text
    await office.say(office.wang, office.group, "明天10点开会，请李明主持", reply_to=asked[0].id)
    assert office.rows("SELECT kind, title FROM tasks") == [("notice", "明天10点开会，请李明主持")]
    assert office.rows("SELECT * FROM drafts") + office.rows("SELECT * FROM questions") == []


async def test_in_reply_to_a_message_or_a_file_that_is_the_notice(office: Stage) -> None:
    text = office.world.send(office.zhou, office.group, "下周一停电检修。")
    await office.say(office.wang, office.group, "/notice", reply_to=text.id)
    file = office.world.file(office.zhou, office.group, "值班表.pdf", b"%PDF")
    await office.say(office.wang, office.group, "/notice", reply_to=file.id)
    assert office.rows("SELECT title FROM tasks ORDER BY id") == [("下周一停电检修",), ("值班表.pdf",)]
    assert [m.media.kind for m in office.messages(office.group) if m.media and m.sender.is_bot] == ["document"]


async def test_an_album_is_one_notice_with_all_its_pictures(office: Stage) -> None:
    office.world.privacy_mode = False
    office.world.album(office.wang, office.group, 3, "/notice 新的疏散路线图")
    await office.settle()
    await office.pass_time(timedelta(seconds=10))
    assert office.rows("SELECT title FROM tasks") == [("新的疏散路线图",)]
    assert len([m for m in office.messages(office.group) if m.media and m.sender.is_bot]) == 3


async def test_an_album_in_private_waits_for_send(office: Stage, words: Words) -> None:
    office.world.album(office.wang, None, 2, "/notice 新的疏散路线图")
    await office.settle()
    preview = next(m for m in office.messages(office.wang) if words("announce-draft") in m.text)
    await office.press(office.wang, preview, words("button-send-notice", n=3))
    await office.pass_time(timedelta(seconds=10))
    assert len([m for m in office.messages(office.group) if m.media]) == 2


async def test_two_that_wait_are_one_reminder(office: Stage, words: Words) -> None:
    for number, text in enumerate(("下周起食堂11:30开饭", "周五大扫除"), 1):
        await told(office, text, number)
    await office.pass_time(MONDAY + timedelta(days=1, hours=3))
    reminded = [t for t in office.texts(office.zhao) if words("announce-remind") in t]
    assert len(reminded) == 1
    assert "食堂" in reminded[0]
    assert "大扫除" in reminded[0]


async def test_the_names_are_for_those_who_run_the_team(office: Stage, words: Words) -> None:
    card = await told(office)
    before = office.state()
    for button in ("n:list:1", "n:readers:1", "n:remind:1", "n:end_reading:1", "n:recall-yes:1", "n:follow:1"):
        await office.press(office.li, card, button, stale=True)
        assert office.state() == before, button
    assert not any(words("announce-line-here", name="赵倩") in t for t in office.texts(office.li))
    shown = (await office.say(office.zhou, None, "/show 1"))[0]
    await office.press(office.zhou, shown, words("button-readers"))
    assert words("announce-line-here", name="赵倩") in office.last(office.zhou).text


async def test_buttons_that_nobody_drew_change_nothing(office: Stage) -> None:
    card = await told(office)
    before = office.state()
    for data in (
        "n",
        "n::",
        "n:read",
        "n:read:99",
        "n:send:1",
        "n:team:7:1",
        "n:nothing:1",
        "t:remind_unread:1",
        "nl:99999",
        "n:list:1:-1",
    ):
        await office.press(office.wang, card, data, stale=True)
    assert office.state() == before


async def test_a_task_follows_for_nobody_who_has_read_it_meanwhile(office: Stage, words: Words) -> None:
    card = await told(office)
    await office.press(office.wang, office.card(office.wang, 1), words("button-follow_up"))
    preview = office.last(office.wang)
    assert words("button-follow-yes", n=3) in labels(preview)
    for person in (office.zhou, office.li):
        await read(office, person, card)
    await office.press(office.wang, preview, words("button-follow-yes", n=3))
    assert office.rows("SELECT member_id FROM assignments WHERE task_id > 1 AND part = 'lead'") == [(4,)]
    assert office.rows("SELECT count(*) FROM drafts") == [(0,)]
    await office.press(office.wang, preview, "n:follow-yes:1", stale=True)
    assert office.rows("SELECT count(*) FROM tasks") == [(2,)], "not twice"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_whoever_follows_up_a_notice_has_people_read_it_in_the_time_there_is(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await told(s, DRILL[language])
        await s.press(s.wang, s.card(s.wang, 1), words("button-follow_up"))
        asks = words("announce-follow-title", number=1, text=s.rows("SELECT title FROM tasks")[0][0])[:24]
        assert asks in s.last(s.wang).text
        await s.press(s.wang, s.last(s.wang), words("button-follow-yes", n=3))
        [(title,)] = s.rows("SELECT DISTINCT title FROM tasks WHERE id > 1")
        assert title.startswith(asks)
        assert due(s, 2) == WEDNESDAY_6PM, "not ten days later"


async def test_a_notice_that_is_over_is_followed_up_by_the_end_of_the_next_working_day(
    office: Stage, words: Words
) -> None:
    await told(office, DRILL["zh-Hans"])
    await office.pass_time(WEDNESDAY_6PM + timedelta(minutes=5))
    await office.press(office.wang, office.card(office.wang, 1), words("button-follow_up"))
    await office.press(office.wang, office.last(office.wang), words("button-follow-yes", n=3))
    assert due(office, 2) == WEDNESDAY_6PM + timedelta(days=1)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("昨天前阅 消防", "昨天前"), ("请于昨天前阅读 消防", "请于昨天前"),
        ("2025年1月1日前阅读 旧事", "2025年1月1日前"),
    ],
)  # fmt: skip
async def test_a_notice_that_was_to_be_read_before_today_is_not_told(
    office: Stage, words: Words, text: str, said: str
) -> None:
    for chat in (office.group, None):
        [refused] = await office.say(office.wang, chat, f"/notice {text}")
        assert refused.text == words("refuse-deadline", words=said, problem=words("problem-past"))
    assert office.rows("SELECT count(*) FROM tasks") == [(0,)]


async def test_whoever_withdraws_a_notice_hears_which_tasks_made_of_it_are_still_open(
    office: Stage, words: Words
) -> None:
    await told(office)
    await office.press(office.wang, office.card(office.wang, 1), words("button-follow_up"))
    await office.press(office.wang, office.last(office.wang), words("button-follow-yes", n=3))
    await office.say(office.wang, None, "/cancel 2 已口头说过")
    await office.press(office.wang, office.card(office.wang, 1), "n:recall:1", stale=True)
    await office.press(office.wang, office.last(office.wang), words("button-recall-yes"))
    assert words("did-notice-recalled-open", number=1, matters="#3、#4") in office.texts(office.wang)


async def test_assent_in_few_words_or_a_thumb_in_reply_has_read_it(office: Stage) -> None:
    """好, 了解 and a thumb in reply were passed over in silence, and their writers reminded."""
    s = office
    card = await told(s)
    for person, text in ((s.li, "好"), (s.zhao, "了解"), (s.zhou, "👍")):
        await s.say(person, s.group, text, reply_to=card.id)
    assert readers(s) == ["周秘书", "李明", "赵倩"]
