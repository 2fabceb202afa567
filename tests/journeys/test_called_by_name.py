"""People are called by their names, without an @; two of one name are told apart; three lines are three tasks."""

from __future__ import annotations

import pytest

from simulator.model import Person
from tests.journeys.conftest import Words
from tests.journeys.tasks import PARTS, TUESDAY_6PM, due, labels, ordered
from tests.stage import Stage

TITLES = "SELECT title FROM tasks ORDER BY id"


async def joins(s: Stage, name: str, username: str | None = None) -> Person:
    """Somebody new in the group, who joins and opens the private chat."""
    person = s.world.person(name, username=username, language_code="zh-hans")
    s.world.join(person, s.group)
    s.world.press(person, s.messages(s.group)[1], "j:1", stale=True)
    await s.settle()
    s.world.start(person, "hello")
    await s.settle()
    return person


@pytest.mark.parametrize(
    ("text", "lead", "title"),
    [
        ("/task 李明 明天下班前 交周报", "李明", "交周报"),
        ("/task 明天下班前 李明 交周报", "李明", "交周报"),
        ("/task 李主任 明天下班前 交周报", "李明", "交周报"),
        ("/task 请周秘书明天下班前交周报", "周秘书", "交周报"),
        ("/task 李明主任 明天下班前 交周报", "李明", "交周报"),
        ("让李明明天下班前交会议纪要", "李明", "交会议纪要"),
        ("明天下班前让李明交会议纪要", "李明", "交会议纪要"),
        ("麻煩李明明天下班前交會議紀錄", "李明", "交會議紀錄"),
        ("小李 明天下班前 交周报", "李明", "交周报"),
    ],
)
async def test_a_name_without_an_at_is_somebody(office: Stage, text: str, lead: str, title: str) -> None:
    await (office.say(office.wang, None, text) if text.startswith("/") else ordered(office, text))
    assert office.rows(PARTS, 1) == [(lead, "lead")]
    assert office.rows(TITLES) == [(title,)]
    assert due(office) == TUESDAY_6PM


async def test_in_english_somebody_is_asked_to_do_something(office: Stage) -> None:
    office.world.rename(office.li, first_name="Li Ming")
    await office.say(office.li, None, "/mine")
    await ordered(office, "Ask Li Ming to send the minutes by tomorrow 18:00")
    await office.say(office.wang, None, "/task li ming tomorrow 18:00 book the room")
    assert office.rows(TITLES) == [("send the minutes",), ("book the room",)]
    assert office.rows(PARTS, 1) == office.rows(PARTS, 2) == [("Li Ming", "lead")]


async def test_several_names_are_lead_co_assignee_and_watcher(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task 李明、赵倩 明天下班前 交周报 抄送 周秘书")
    assert office.rows(PARTS, 1) == [("李明", "lead"), ("赵倩", "co"), ("周秘书", "watcher")]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("由赵倩牵头、李明配合 明天下班前报方案", "报方案"),
        ("李明配合赵倩牽頭 明天下班前報方案", "報方案"),
        ("@zhao to lead, with @li, send the plan by tomorrow 18:00", "send the plan"),
    ],
)
async def test_who_leads_is_the_lead_wherever_the_name_stands(office: Stage, text: str, title: str) -> None:
    await office.say(office.wang, office.group, f"/task {text}")
    assert office.rows(PARTS, 1) == [("赵倩", "lead"), ("李明", "co")]
    assert (office.rows(TITLES), due(office)) == ([(title,)], TUESDAY_6PM)


async def test_two_who_lead_are_asked_about(office: Stage, words: Words) -> None:
    step = (await office.say(office.wang, None, "赵倩、李明牵头 明天下班前报方案"))[0]
    assert words("draft-person") in step.text
    assert office.rows("SELECT * FROM tasks") == []


async def test_the_word_between_two_names_does_not_stay_in_the_title(office: Stage) -> None:
    await ordered(office, "李明和赵倩 明天下班前 准备材料")
    assert office.rows(TITLES) == [("准备材料",)]


@pytest.mark.parametrize("text", ["李明的简历明天下班前打印好", "李明明 明天下班前 交周报", "孙悟空 明天下班前 交周报"])
async def test_what_is_no_call_to_anybody_here_asks_whom_it_is_for(office: Stage, words: Words, text: str) -> None:
    step = (await office.say(office.wang, None, f"/task {text}"))[0]
    assert words("draft-person") in step.text
    assert office.rows("SELECT * FROM tasks") == []


async def test_two_people_of_one_name_are_asked_about_and_told_apart_everywhere(office: Stage, words: Words) -> None:
    other = await joins(office, "李明", "li2")
    step = (await office.say(office.wang, office.group, "/task 李明 明天下班前 交周报"))[0]
    assert words("draft-who", words="李明", count=2) in step.text
    assert labels(step)[:2] == ["李明 (@li)", "李明 (@li2)"]
    assert office.rows("SELECT * FROM tasks") == []
    await office.press(office.wang, step, "李明 (@li2)")
    assert office.rows("SELECT m.username FROM assignments a JOIN members m ON m.id = a.member_id") == [("li2",)]
    assert "承办 李明 (@li2)" in office.card(office.group, 1).text
    members = (await office.say(office.wang, office.group, "/members"))[0].text
    assert "李明 (@li) · " in members
    assert "李明 (@li2) · " in members
    await office.say(other, None, "50%", reply_to=office.card(other, 1).id)
    assert "李明 (@li2)反馈" in office.last(office.wang).text
    refused = await office.say(other, None, "/transfer 1 李明 出差")
    several = words("refuse-several-people", name="李明", names="李明 (@li)、李明 (@li2)")
    assert [m.text for m in refused] == [several]


async def test_twins_without_a_username_are_told_by_the_end_of_their_id(office: Stage) -> None:
    first, second = await joins(office, "孙宁"), await joins(office, "孙宁")
    members = (await office.say(office.wang, office.group, "/members"))[0].text
    for person in (first, second):
        assert f"孙宁 (…{str(person.id)[-4:]}) · " in members


async def test_a_title_that_fits_two_people_is_asked_about_among_the_people_of_an_order(
    office: Stage, words: Words
) -> None:
    await joins(office, "李华", "lihua")
    step = (await office.say(office.wang, None, "/task 李主任、赵倩 明天下班前 交周报"))[0]
    assert words("draft-who", words="李主任", count=2) in step.text
    await office.press(office.wang, step, "李华")
    assert office.rows(PARTS, 1) == [("李华", "lead"), ("赵倩", "co")]


async def test_a_name_that_shows_nothing_is_shown_as_its_id(office: Stage) -> None:
    office.world.rename(office.li, first_name="\u3164\u2800")
    await office.say(office.li, None, "/mine")
    await office.say(office.wang, office.group, "/task @li 明天下班前 交周报")
    assert f"承办 #{office.li.id}" in office.card(office.group, 1).text


@pytest.mark.parametrize(
    "text",
    [
        "李明 明天下班前 交周报\n赵倩 后天下班前 订会议室\n周秘书 周五前 拟通知",
        "1. 让李明明天下班前交周报\n2. 请赵倩后天下班前订会议室\n3. 周秘书 周五前 拟通知",
        "@li 明天下班前 交周报\n@zhao 后天下班前 订会议室\n@zhou 周五前 拟通知",
        "李明 明天下班前 交周报；赵倩 后天下班前 订会议室；周秘书 周五前 拟通知",
        "1. 李明：明天下班前 交周报；2. 赵倩：后天下班前 订会议室；3. 周秘书：周五前 拟通知",
        "1.李明明天下班前交周报 2.赵倩后天下班前订会议室 3.周秘书周五前拟通知",
        "李明明天下班前交周报，赵倩后天下班前订会议室，周秘书周五前拟通知",
        "@li 明天下班前 交周报\n/task @zhao 后天下班前 订会议室\n/task@duban_bot @zhou 周五前 拟通知",
        "@li 明天下班前 交周报 @zhao 后天下班前 订会议室 @zhou 周五前 拟通知",
        "请大家：\n李明 明天下班前 交周报\n赵倩 后天下班前 订会议室\n周秘书 周五前 拟通知",
    ],
)
async def test_three_lines_for_three_people_are_shown_as_three_tasks(office: Stage, words: Words, text: str) -> None:
    step = (await office.say(office.wang, office.group, f"/task {text}"))[0]
    assert step.text.splitlines()[0] == words("draft-several", n=3)
    assert step.text.splitlines()[1].startswith("1. 李明 · 11月24日周二 18:00 · 交周报")
    assert office.rows("SELECT * FROM tasks") == []
    await office.press(office.wang, step, words("button-confirm"))
    assert office.rows(TITLES) == [("交周报",), ("订会议室",), ("拟通知",)]
    assert [office.rows(PARTS, n)[0][0] for n in (1, 2, 3)] == ["李明", "赵倩", "周秘书"]
    assert due(office) == TUESDAY_6PM


async def test_one_unclear_line_of_several_is_named_and_the_clear_ones_can_be_given(
    office: Stage, words: Words
) -> None:
    step = (await office.say(office.wang, None, "李明 明天下班前 交周报\n赵倩 周一前 订会议室"))[0]
    assert step.text.splitlines() == [
        words("draft-several-but", n=1, unread=1),
        "1. 李明 · 11月24日周二 18:00 · 交周报",
        words("draft-several-unread", place=2, words="赵倩 周一前 订会议室", why=words("unread-reading")),
    ]
    assert office.rows("SELECT * FROM tasks") == []
    await office.press(office.wang, step, words("button-confirm-clear", n=1))
    assert office.rows(TITLES) == [("交周报",)]


async def test_every_unclear_line_of_several_is_named_with_its_reason(office: Stage, words: Words) -> None:
    text = "李明 周五前交预算\n赵倩 周一前订票\n王五 周四前发通知"
    shown = (await office.say(office.wang, None, text))[0].text.splitlines()
    assert shown[2:] == [
        words("draft-several-unread", place=2, words="赵倩 周一前订票", why=words("unread-reading")),
        words("draft-several-unread", place=3, words="王五 周四前发通知", why=words("unread-person")),
    ]


async def test_where_no_line_of_several_is_clear_all_are_named_and_nothing_is_kept(office: Stage, words: Words) -> None:
    said = await office.say(office.wang, None, "李明 周一前交预算\n赵倩 周一前订票")
    lines = "1. 李明 周一前交预算\n2. 赵倩 周一前订票"
    assert [m.text for m in said] == [words("refuse-lines-unclear", lines=lines)]
    assert office.rows("SELECT * FROM tasks") + office.rows("SELECT * FROM drafts") == []


async def test_a_numbered_line_for_nobody_is_not_glued_to_the_one_above(office: Stage, words: Words) -> None:
    text = "1、李明 周五前交预算\n2、赵倩 周四前订票\n3、大家注意保密"
    step = (await office.say(office.wang, None, text))[0]
    assert step.text.splitlines()[-1] == words(
        "draft-several-unread", place=3, words="大家注意保密", why=words("unread-person")
    )
    await office.press(office.wang, step, words("button-confirm-clear", n=2))
    assert office.rows(TITLES) == [("交预算",), ("订票",)]


@pytest.mark.parametrize(
    ("text", "place", "line"),
    [
        ("李明 明天下班前 交周报\n孙悦 周五前 发通知", 2, "孙悦 周五前 发通知"),
        ("孙悦：发通知\n李明：交周报", 1, "孙悦：发通知"),
        ("Li Ming to send the report tomorrow\n@li book the room", 1, "Li Ming to send the report tomorrow"),
    ],
)
async def test_a_line_for_somebody_who_is_not_here_is_not_glued_to_the_one_above(
    office: Stage, words: Words, text: str, place: int, line: str
) -> None:
    said = await office.say(office.wang, None, text)
    assert words("draft-several-unread", place=place, words=line, why=words("unread-person")) in said[0].text
    assert office.rows("SELECT * FROM tasks") == []


@pytest.mark.parametrize(
    "text",
    [
        "李明 明天下班前 交周报\n要求：附上数据\n格式见附件",
        "李明 明天下班前 交周报，其中数据部分周三前先报",
        "@li @zhao 明天下班前 交周报 cc @zhou",
    ],
)
async def test_lines_and_clauses_for_nobody_else_stay_with_the_order(office: Stage, text: str) -> None:
    await office.say(office.wang, None, f"/task {text}")
    assert len(office.rows("SELECT * FROM tasks")) == 1


async def test_an_order_with_lines_below_it_is_one_order(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li\n明天下班前\n交周报")
    assert office.rows(TITLES) == [("交周报",)]
