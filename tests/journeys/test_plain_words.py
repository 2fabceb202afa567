"""Plain words in private: a numbered report, the answer to what was asked, greetings, questions, and orders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.i18n import plain
from tests.journeys.conftest import Words
from tests.journeys.tasks import given, ordered, status, story
from tests.stage import Stage, stage

NOTHING: list[tuple] = []


def drafts(s: Stage) -> list[tuple]:
    """What was begun or given."""
    return s.rows("SELECT id FROM drafts") + s.rows("SELECT id FROM tasks") + s.rows("SELECT id FROM questions")


@pytest.mark.parametrize("text", ["#1 90%", "＃1 90%", "#1，90%", "#1: 90% 快好了", "# 1 90%"])
async def test_a_number_without_a_reply_is_a_report_on_it(office: Stage, words: Words, text: str) -> None:
    await given(office)
    await given(office, "@li 后天下班前 订会议室")
    said = await office.say(office.li, None, text)
    assert [m.text for m in said][-1].startswith("#1")
    assert office.rows("SELECT percent FROM tasks ORDER BY id") == [(90,), (0,)]
    assert "90%" in office.last(office.wang).text


async def test_a_number_alone_or_a_question_about_it_shows_it(office: Stage) -> None:
    await given(office)
    for text in ("#1", "#1 怎么样了？", "#1 做到哪了", "How is #1 going?"):
        said = await office.say(office.wang, None, text)
        assert "承办 李明" in said[0].text, text
    assert story(office) == ["assigned"]


async def test_a_leaders_word_about_a_number_is_passed_on_and_an_unknown_one_refused(
    office: Stage, words: Words
) -> None:
    await given(office)
    await office.say(office.wang, None, "#1 先交初稿")
    assert "王主任批示：先交初稿" in office.last(office.li).text
    before = office.state()
    assert [m.text for m in await office.say(office.li, None, "#14 90%")] == [words("refuse-not-found", number=14)]
    assert office.state() == before


async def test_words_typed_after_a_button_are_its_answer_whatever_they_reply_to(office: Stage, words: Words) -> None:
    await given(office)
    card = office.card(office.li, 1)
    await office.press(office.li, card, words("button-decline"))
    await office.say(office.li, None, "我在出差", reply_to=card.id)
    assert story(office) == ["assigned", "declined"]


async def test_a_reply_about_another_task_is_about_that_one(office: Stage, words: Words) -> None:
    await given(office)
    await given(office, "@li 后天下班前 订会议室")
    await office.press(office.li, office.card(office.li, 1), words("button-decline"))
    await office.say(office.li, None, "30%", reply_to=office.card(office.li, 2).id)
    assert (story(office, 1), story(office, 2)) == (["assigned"], ["assigned", "reported"])
    await office.say(office.li, None, "#2 60%")
    assert story(office, 2) == ["assigned", "reported", "reported"]
    assert words("question-left", number=1, action=words("button-decline")) in office.texts(office.li)
    await office.say(office.li, None, "我在出差")
    assert story(office, 1) == ["assigned"], "the question was closed, and that was said"


async def test_the_number_of_another_matter_is_no_answer_to_what_was_asked(office: Stage, words: Words) -> None:
    await given(office)
    await given(office, "@li 后天下班前 订会议室")
    await office.press(office.li, office.card(office.li, 1), words("button-decline"))
    for text in ("#2", "#2 怎么样了？"):
        assert "订会议室" in (await office.say(office.li, None, text, reply_to=office.card(office.li, 2).id))[-1].text
    assert (story(office, 1), story(office, 2)) == (["assigned"], ["assigned"])


async def test_the_next_command_ends_the_question(office: Stage, words: Words) -> None:
    await given(office)
    await office.press(office.li, office.card(office.li, 1), words("button-decline"))
    await office.say(office.li, None, "/mine")
    assert [m.text for m in await office.say(office.li, None, "下班了")] == [words("hint-plain")]
    assert status(office) == "assigned"


@pytest.mark.parametrize(
    "text",
    [
        "你好",
        "您好！",
        "早上好",
        "hello",
        "Hi there!",
        "谢谢",
        "謝謝",
        "收到",
        "好的，辛苦了",
        "👍",
        "……",
        "在吗？",
        "请问怎么交办？",
        "几点开会？",
    ],
)
async def test_a_greeting_gets_one_line_of_help_and_starts_no_draft(office: Stage, words: Words, text: str) -> None:
    said = await office.say(office.wang, None, text)
    assert [m.text for m in said] == [words("hint-plain-leader")]
    assert "\n" not in said[0].text
    assert drafts(office) == NOTHING


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("现在有哪些超期？", "overdue"), ("現在有哪些逾期？", "overdue"), ("What is overdue?", "overdue"),
        ("有没有超时的", "overdue"), ("who is late?", "overdue"), ("我手上有什么？", "mine"), ("what are my tasks", "mine"),
        ("我交办的事怎么样了？", "assigned"), ("Which tasks did I assign?", "assigned"),
        ("今天有什么要办的", "mine"), ("今天還有什麼事", "mine"), ("what am I working on?", "mine"),
        ("報告交了沒", "team"), ("show me what is overdue", "overdue"),
        ("大家的进度如何？", "team"), ("今天谁还没签收？", "team"), ("anything open?", "team"), ("還有哪些事項未辦？", "team"),
    ],
)  # fmt: skip
async def test_a_question_gets_the_list_it_asks_for_and_starts_no_draft(
    office: Stage, words: Words, text: str, which: str
) -> None:
    said = await office.say(office.wang, None, text)
    assert [m.text for m in said] == [words("list-assigned-none" if which == "assigned" else f"list-{which}-empty")]
    assert drafts(office) == NOTHING


@pytest.mark.parametrize(
    "text",
    ["李明手上有什么", "李明手上有什么事？", "李明手頭有什麼事？", "李主任负责哪些", "李明的任务有哪些？",
     "现在李明在忙什么", "请问李明还有哪些没办",
     "李明，周报写完了吗？", "李明有哪些超期？", "@li 手上有什么？", "what is @li working on?", "What tasks does @li have",
     "What does @li have to do?", "李明手上的事", "what is on his plate, @li"],
)  # fmt: skip
async def test_a_leader_asks_what_somebody_has_to_do(office: Stage, words: Words, text: str) -> None:
    said = await office.say(office.wang, None, text)
    assert [m.text for m in said] == [words("list-person-empty", member="李明")]
    await given(office)
    await given(office, "@zhao @li 后天下班前 订会议室")
    await given(office, "@zhao 后天下班前 订票")
    for leader in (office.wang, office.zhou):
        found = (await office.say(leader, None, text))[0].text
        assert found.splitlines()[0] == words("list-person", n=2, member="李明"), text
        assert ("#1 " in found, "#2 " in found, "#3 " in found) == (True, True, False)
    assert office.rows("SELECT id FROM drafts") == NOTHING


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
@pytest.mark.parametrize(
    "text", ["李明手上有什么", "李明手頭有什麼事？", "What is Li Ming working on?", "what are Li Ming's tasks"]
)
async def test_staff_who_ask_about_somebody_else_get_one_sentence(
    tmp_path: Path, logs: list[Any], language: str, text: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        if "Li Ming" in text:
            s.world.rename(s.li, first_name="Li Ming")
            await s.say(s.li, None, "/mine")
        await given(s, "@li 2026-11-25 18:00 report")
        assert [m.text for m in await s.say(s.zhao, None, text)] == [words("refuse-others-work")]
        assert "#1 " in (await s.say(s.li, None, text))[0].text, "oneself may always ask"
        assert "#1 " in (await s.say(s.wang, None, text))[0].text


async def test_a_name_that_fits_two_is_asked_about(office: Stage, words: Words) -> None:
    office.world.rename(office.zhao, first_name="李明")
    await office.say(office.zhao, None, "/mine")
    said = await office.say(office.wang, None, "李明手上有什么")
    several = words("refuse-several-people", name="李明", names="李明 (@li)、李明 (@zhao)")
    assert [m.text for m in said] == [several]


async def test_the_pages_of_somebodys_list_turn_for_those_who_may_see_it(office: Stage, words: Words) -> None:
    for n in range(9):
        await given(office, f"@li 明天下班前 报告{n}")
    page = (await office.say(office.wang, None, "李明手上有什么"))[0]
    more = next(b for b in page.all_buttons() if b.data.startswith("l:person:"))
    await office.press(office.wang, page, more.data)
    assert "报告8" in page.text
    asked = (await office.say(office.zhao, None, "/mine"))[0]
    refused = await office.press(office.zhao, asked, more.data, stale=True)
    assert refused == words("refuse-others-work")


async def test_staff_ask_too(office: Stage, words: Words) -> None:
    await given(office)
    assert "#1" in (await office.say(office.li, None, "我手上有什么事？"))[0].text
    assert [m.text for m in await office.say(office.zhao, None, "你好")] == [words("hint-plain")]


@pytest.mark.parametrize(
    "text",
    ["买打印纸", "能不能把会议室订一下？", "请列出哪些部门没交材料，周五前报我",
     "了解一下什么是碳排放并写个报告",
     "你好，请明天下班前交周报", "Could you book the room?", "早会纪要整理"],
)  # fmt: skip
async def test_what_looks_like_an_order_is_offered_as_a_task(office: Stage, words: Words, text: str) -> None:
    assert words("draft-person") in (await office.say(office.wang, None, text))[-1].text


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("记得提醒我明天下午3点开会", "开会"),
        ("提醒我 明天下午三點 開會", "開會"),
        ("remind me to call Zhao tomorrow 3pm", "call Zhao"),
    ],
)
async def test_remind_me_is_a_task_for_myself(office: Stage, text: str, title: str) -> None:
    await ordered(office, text)
    assert office.rows("SELECT t.title, t.status, m.name FROM tasks t JOIN assignments a ON a.task_id = t.id"
                       " JOIN members m ON m.id = a.member_id") == [(title, "active", "王主任")]  # fmt: skip


async def test_a_question_about_some_meeting_starts_no_draft(office: Stage) -> None:
    [said] = await office.say(office.wang, None, "下周开会的事怎么样了")
    assert "没有找到：“下周开会”" in said.text
    assert drafts(office) == NOTHING


async def test_a_polite_question_to_somebody_by_a_day_is_shown_before_it_is_given(office: Stage, words: Words) -> None:
    asked = (await office.say(office.wang, None, "李明 明天下班前 能交周报吗？"))[-1]
    assert office.rows("SELECT count(*) FROM tasks") == [(0,)]
    await office.press(office.wang, asked, words("button-confirm"))
    assert office.rows("SELECT count(*) FROM tasks") == [(1,)]


def test_the_hint_is_one_line_in_every_language() -> None:
    for language in ("zh-Hans", "zh-Hant", "en"):
        assert "\n" not in plain(Words(language)("hint-plain-leader"))
