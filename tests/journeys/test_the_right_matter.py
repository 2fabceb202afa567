"""Never the wrong matter: numbers, replies, forwarded commands, edits."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, ZONE, Stage


async def two_tasks(s: Stage) -> None:
    """#1 is the only open task of 李明, #2 is 赵倩's."""
    await s.say(s.wang, s.group, "/task @li 明天下班前 交报告")
    await s.say(s.wang, s.group, "/task @zhao 明天下班前 订会议室")


def due_of(s: Stage, number: int) -> datetime:
    """A task's deadline, by the office's clock."""
    (found,) = s.rows("SELECT due_at FROM tasks WHERE id = ?", number)[0]
    return datetime.fromisoformat(f"{found}+00:00").astimezone(ZONE)


async def edited(s: Stage, message: Any, text: str, chat: object) -> list[str]:
    """Its writer edits a message; what the bot then says in that chat."""
    stood = len(s.messages(chat))
    s.world.edit(message.sender, message, text)
    await s.settle()
    return [m.text for m in s.messages(chat)[stood:]]


async def wrote(s: Stage, person: object, chat: object, text: str, **how: object) -> Any:
    """Somebody writes; the message itself."""
    message = s.world.send(person, chat, text, **how)
    await s.settle()
    return message


# -- numbers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "/done 2，已报送",
        "/done ２ 已报送",
        "/accept 2。",
        "/extend 2，下周五 出差",
        "/done 2号 已报送",
        "/done ＃2 已报送",
    ],
)
async def test_a_number_is_never_taken_for_the_only_open_task(office: Stage, words: Words, text: str) -> None:
    await two_tasks(office)
    before = office.state()
    said = [m.text for m in await office.say(office.li, None, text)]
    verb = {"/done": "submit", "/accept": "accept", "/extend": "ask_time"}[text.split(maxsplit=1)[0]]
    assert said == [words("refuse-not-yours", number=2, action=words(f"button-{verb}"))]
    assert office.state() == before


@pytest.mark.parametrize("text", ["/done 9，已报送", "/done #9 已报送", "/done 第9件 已报送"])
async def test_a_number_that_names_nothing_is_refused(office: Stage, words: Words, text: str) -> None:
    await two_tasks(office)
    assert [m.text for m in await office.say(office.li, None, text)] == [words("refuse-not-found", number=9)]


@pytest.mark.parametrize("text", ["/done 2件都好了", "/done #x 已报送", "/done -2 已报送", "/done 二 已报送"])
async def test_what_may_be_a_number_is_asked_about(office: Stage, words: Words, text: str) -> None:
    await two_tasks(office)
    before = office.state()
    said = await office.say(office.li, None, text)
    assert [m.text for m in said] == [words("refuse-which-task", command="done", example=1)]
    assert office.state() == before


async def test_two_numbers_in_one_command_do_not_become_one(office: Stage, words: Words) -> None:
    await two_tasks(office)
    assert [m.text for m in await office.say(office.li, None, "/done 1、2 已报送")] == [
        words("refuse-one-matter", command="done", example=1)
    ]


async def test_a_number_wins_over_the_message_replied_to_and_over_an_open_question(office: Stage) -> None:
    await two_tasks(office)
    asked = (await office.say(office.wang, None, "/cancel 2"))[0]
    story = (await office.say(office.wang, None, "/history 1", reply_to=asked.id))[0].text
    assert "交报告" in story
    await office.say(office.wang, None, "#1 先交初稿")
    assert office.rows("SELECT task_id, name FROM history WHERE name IN ('commented', 'cancelled')") == [
        (1, "commented")
    ]


async def test_stars_in_a_reply_are_stars_unless_that_matter_waits_too(office: Stage, words: Words) -> None:
    for number in range(1, 4):
        await office.say(office.wang, office.group, f"/task @li 明天下班前 第{number}份材料")
        await office.say(office.li, None, f"/done {number} 好了")
    card = office.card(office.wang, 3)
    assert [m.text for m in await office.say(office.wang, None, "/approve 2", reply_to=card.id)] == [
        words("refuse-which-task", command="approve", example=2)
    ]
    await office.say(office.wang, None, "/approve 5，办得好", reply_to=card.id)
    await office.say(office.wang, None, "/approve 2，４星，快")
    assert office.rows("SELECT id, status, rating FROM tasks ORDER BY id") == [
        (1, "submitted", None), (2, "done", 4), (3, "done", 5),
    ]  # fmt: skip


async def test_full_width_names_and_times_are_read(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task ＠ｌｉ 明天下班前 交报告")
    assert office.rows("SELECT title, username FROM tasks, members WHERE first_handler_id = members.id") == [
        ("交报告", "li")
    ]
    assert [m.text for m in await office.say(office.wang, office.group, "/digest ０９：３０")] == [
        words("digest-set", moment="11月24日周二 09:30")
    ]
    await office.say(office.wang, office.group, "/role ＠zhao ｓｕｐｅｒｖｉｓｏｒ")
    assert office.rows(
        "SELECT memberships.role FROM memberships JOIN members ON member_id = id WHERE username = 'zhao'"
    ) == [("supervisor",)]


# -- progress ---------------------------------------------------------------------------------------------------------


async def test_what_was_taken_is_said_back(office: Stage, words: Words) -> None:
    await two_tasks(office)
    card = office.card(office.li, 1)
    said = await office.say(office.li, None, "约六成，等数据", reply_to=card.id)
    assert [m.text for m in said] == ["#1 进度 60%，已告知王主任"]
    for text in ("增长30%，材料还没动", "降低成本5%的方案写完了"):
        said = await office.say(office.li, None, text, reply_to=card.id)
        assert [m.text for m in said] == [words("did-reported", number=1)]
    assert office.rows("SELECT percent FROM tasks WHERE id = 1") == [(60,)]


async def test_an_edited_report_changes_the_progress_and_its_readers_learn_it(office: Stage) -> None:
    await two_tasks(office)
    report = await wrote(office, office.li, None, "60% 等数据", reply_to=office.card(office.li, 1).id)
    assert await edited(office, report, "70% 数据到了", office.li) == ["#1 反馈已更正，进度 70%，已告知王主任"]
    assert "70% 数据到了" in office.last(office.wang).text
    assert "70%" in office.card(office.group, 1).text
    await edited(office, report, "数据还没到", office.li)
    assert office.rows("SELECT percent FROM tasks WHERE id = 1") == [(0,)]


async def test_an_edited_command_is_read_as_the_command_it_is(office: Stage, words: Words) -> None:
    await two_tasks(office)
    report = await wrote(office, office.li, None, "/done 1 已报送")
    assert await edited(office, report, "/done 2 已报送", office.li) == [
        words("refuse-edited-number", number=1, other=2)
    ]
    await edited(office, report, "/done 1 已报送两份", office.li)
    assert office.rows("SELECT result FROM tasks WHERE id = 1") == [("已报送两份",)]


# -- replies to the bot, forwarded commands ----------------------------------------------------------------------------


async def test_an_order_in_reply_to_a_card_is_about_its_matter(office: Stage) -> None:
    await two_tasks(office)
    await office.say(office.wang, office.group, "/task @zhao 后天下午5点前", reply_to=office.card(office.group, 1).id)
    assert office.rows("SELECT title FROM tasks WHERE id = 3") == [("交报告",)]


async def test_an_order_in_reply_to_other_words_of_the_bot_asks_what_is_to_be_done(office: Stage, words: Words) -> None:
    answer = (await office.say(office.wang, None, "/settings"))[0]
    said = await office.say(office.wang, None, "/task @zhao 后天下午5点前", reply_to=answer.id)
    assert words("draft-text") in said[0].text
    assert office.rows("SELECT count(*) FROM tasks") == [(0,)]


async def test_a_forwarded_command_is_not_carried_out(office: Stage, words: Words) -> None:
    order = await wrote(office, office.wang, office.group, "/task @li 明天下班前 交报告")
    office.world.forward(office.zhou, order, None)
    await office.settle()
    assert office.last(office.zhou).text == words("refuse-forwarded-command")
    assert office.rows("SELECT count(*) FROM tasks") == [(1,)]


# -- orders that are edited ---------------------------------------------------------------------------------------------


async def test_an_order_that_was_refused_is_taken_in_its_better_words(office: Stage) -> None:
    order = await wrote(office, office.wang, office.group, "/task @li 32号前 交材料")
    assert office.rows("SELECT count(*) FROM tasks") == [(0,)]
    await edited(office, order, "/task @li 30号前 交材料", office.group)
    assert office.rows("SELECT title FROM tasks") == [("交材料",)]
    await edited(office, order, "/task @li 30号前 交材料", office.group)
    assert office.rows("SELECT count(*) FROM tasks") == [(1,)]


async def test_an_order_edited_to_another_day_is_asked_about(office: Stage, words: Words) -> None:
    order = await wrote(office, office.wang, office.group, "/task @li 11月30日前 交材料")
    said = await edited(office, order, "/task @li 12月2日前 交材料", office.group)
    assert said[0].endswith(words("order-edited-due", number=1, words="12月2日前"))
    question = office.last(office.group)
    assert due_of(office, 1).day == 30
    await office.press(office.wang, question, next(question.all_buttons()).data)
    assert due_of(office, 1).date() == date(2026, 12, 2)
    assert await edited(office, order, "/task @li 12月2日前  交材料", office.group) == []


async def test_an_order_edited_to_another_person_or_matter_says_that_nothing_changed(
    office: Stage, words: Words
) -> None:
    order = await wrote(office, office.wang, None, "/task @li 11月30日前 交材料")
    for text in ("/task @zhao 11月30日前 交材料", "/task @li 11月30日前 交清单"):
        assert await edited(office, order, text, office.wang) == [words("order-edited", number=1)]


async def test_a_draft_follows_the_message_it_began_with(office: Stage) -> None:
    order = await wrote(office, office.wang, None, "明天下班前交材料")
    said = await edited(office, order, "@li 后天下班前交材料", office.wang)
    assert len(said) == 1
    await office.press(office.wang, office.last(office.wang), "确认交办")
    assert due_of(office, 1) == (MONDAY + timedelta(days=2)).replace(hour=18, minute=0)


# -- albums ---------------------------------------------------------------------------------------------------------------


async def test_all_captions_of_an_album_belong_to_its_report(office: Stage) -> None:
    await two_tasks(office)
    card = office.card(office.li, 1)
    captions = ("现场照片", "", "三楼 80%")
    pieces = [office.world.photo(office.li, None, caption, reply_to=card.id, group="77") for caption in captions]
    assert len(pieces) == 3
    await office.settle()
    await office.pass_time(timedelta(seconds=5))
    told = [m.text for m in office.messages(office.wang) if m.sender.is_bot and "现场照片" in m.text]
    assert len(told) == 1
    assert "三楼 80%" in told[0]
    assert office.rows("SELECT percent FROM tasks WHERE id = 1") == [(80,)]
    assert "三楼 80%" in (await office.say(office.wang, None, "/history 1"))[0].text


async def test_the_later_captions_of_an_order_belong_to_it(office: Stage) -> None:
    for caption in ("@li 明天下班前 布置会场", "", "二楼大会议室"):
        office.world.photo(office.wang, None, caption, group="78")
    await office.settle()
    await office.press(office.wang, office.last(office.wang), "确认交办")
    assert office.rows("SELECT title, content FROM tasks") == [("布置会场", "布置会场\n二楼大会议室")]


async def test_a_draft_that_began_with_a_photo_takes_the_words_under_a_later_one(office: Stage) -> None:
    for caption in ("", "", "@li 明天下班前 布置会场"):
        office.world.photo(office.wang, None, caption, group="79")
    await office.settle()
    await office.press(office.wang, office.last(office.wang), "确认交办")
    assert office.rows("SELECT title, json_array_length(attachments) FROM tasks") == [("布置会场", 3)]
    assert due_of(office, 1) == (MONDAY + timedelta(days=1)).replace(hour=18, minute=0)


async def test_a_command_under_the_last_photo_of_an_album_takes_them_all(office: Stage) -> None:
    for caption in ("", "", "/task @li 明天下班前 布置会场"):
        office.world.photo(office.wang, None, caption, group="80")
    await office.settle()
    assert office.rows("SELECT title, json_array_length(attachments) FROM tasks") == [("布置会场", 3)]


@pytest.mark.parametrize("text", ["/accept （2）", "/accept 【2】", "/accept no 2", "/accept task 2"])
async def test_a_number_in_brackets_or_behind_a_word_is_no_other_matter(office: Stage, words: Words, text: str) -> None:
    await two_tasks(office)
    said = await office.say(office.li, None, text)
    assert [m.text for m in said] == [words("refuse-not-yours", number=2, action=words("button-accept"))]
    assert office.rows("SELECT status FROM tasks") == [("assigned",), ("assigned",)]


async def test_two_numbers_behind_a_command_without_words_are_one_too_many(office: Stage, words: Words) -> None:
    await two_tasks(office)
    said = await office.say(office.li, None, "/accept 1 2")
    assert [m.text for m in said] == [words("refuse-one-matter", command="accept", example=1)]
    assert office.rows("SELECT status FROM tasks") == [("assigned",), ("assigned",)]
