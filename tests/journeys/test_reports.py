"""Reports and remarks: by reply, by file, by a reaction; and the questions that wait for them."""

from __future__ import annotations

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.journeys.tasks import given, status, story
from tests.stage import Stage


async def test_a_report_by_file_reaches_the_assigner(office: Stage) -> None:
    for number, send in enumerate((a_voice, a_photo, a_document), 1):
        await given(office)
        send(office, office.card(office.li, number))
        await office.settle()
        assert status(office, number) == "active", "a report accepts"
        told = [m for m in office.messages(office.wang) if m.media]
        assert [m.media.kind for m in told] == ["voice", "photo", "document"][:number]
        assert "李明反馈" in told[-1].text
        await office.say(office.wang, None, "请再补盖章页", reply_to=told[-1].id)
        assert "王主任批示：请再补盖章页" in office.last(office.li).text, "a reply to the report finds its task"
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
    office.world.react(office.li, office.card(office.li, 1), "🤔")
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
