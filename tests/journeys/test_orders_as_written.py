"""Orders as people write them, seen in the chat: haste in a reply, who leads told by name, everybody one of their own."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import ordered
from tests.stage import Stage

TITLES = "SELECT title FROM tasks ORDER BY id"
PARTS = "SELECT m.name FROM assignments a JOIN members m ON m.id = a.member_id WHERE a.task_id = ? ORDER BY a.part DESC"


@pytest.mark.parametrize("haste", ["尽快", "尽快处理一下", "盡快辦理", "asap", "please fix this asap"])
async def test_a_reply_that_only_says_soon_is_titled_by_the_words_replied_to(office: Stage, haste: str) -> None:
    await office.say(office.zhao, office.group, "系统崩了！！")
    broken = office.messages(office.group)[-1]
    await office.say(office.wang, office.group, f"/task @li {haste}", reply_to=broken.id)
    assert office.rows("SELECT title, content FROM tasks") == [("系统崩了", f"{haste}\n\n系统崩了！！")]


async def test_a_day_just_gone_by_is_doubted_by_when_as_it_is_by_task(office: Stage, words: Words) -> None:
    said = (await office.say(office.wang, office.group, "/when 11月20日"))[0]
    assert said.text == words("when-just-past", words="11月20日")
    asked = (await office.say(office.wang, office.group, "/task @li 11月20日 交报告"))[0]
    assert words("draft-just-past", words="11月20日") in asked.text


async def test_everybody_gets_one_of_their_own_where_the_order_says_so(office: Stage, words: Words) -> None:
    step = (await office.say(office.wang, None, "李明、赵倩周五前各自交总结"))[0]
    assert step.text.splitlines()[0] == words("draft-several", n=2)
    await office.press(office.wang, step, words("button-confirm"))
    assert office.rows(TITLES) == [("交总结",), ("交总结",)]
    assert [office.rows("SELECT count(*) FROM assignments WHERE task_id = ?", n)[0][0] for n in (1, 2)] == [1, 1]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("@li send the report to @zhao by tomorrow 5pm", "send the report to @zhao"),
        ("@li 明天五点前 把发票拿给 @zhao", "把发票拿给 @zhao"),
    ],
)
async def test_whoever_gets_something_does_not_do_it(office: Stage, text: str, title: str) -> None:
    await office.say(office.wang, office.group, f"/task {text}")
    assert office.rows("SELECT title FROM tasks") == [(title,)]
    assert office.rows("SELECT member_id FROM assignments") == [(3,)]


@pytest.mark.parametrize(
    ("text", "title", "people"),
    [
        ("这事 @li 主办 @zhao 协办，下周三前出方案", "这事 出方案", ["李明", "赵倩"]),
        ("方案 @li 牵头，@zhao 配合，下周三前", "方案", ["李明", "赵倩"]),
        ("让 @li 周五前写总结", "写总结", ["李明"]),
        ("派 @li 周五前去现场", "去现场", ["李明"]),
        ("交给 @zhao 周五前写总结", "写总结", ["赵倩"]),
        ("给 @zhao 周五前出个方案", "出个方案", ["赵倩"]),
        ("讓 @li 以及 @zhao 週五前寫總結", "寫總結", ["李明", "赵倩"]),
        ("@li 和 @zhao 周五前把方案交给 @wang", "把方案交给 @wang", ["李明", "赵倩"]),
        ("@li 周五前给 @zhao 发资料", "给 @zhao 发资料", ["李明"]),
    ],
)
async def test_words_around_names_say_who_and_stay_out_of_the_title(
    office: Stage, text: str, title: str, people: list[str]
) -> None:
    await ordered(office, text)
    assert office.rows(TITLES) == [(title,)]
    assert [name for (name,) in office.rows(PARTS, 1)] == people
    assert office.rows("SELECT count(*) FROM assignments WHERE due_at IS NOT NULL") == [(0,)]


async def test_whom_something_is_reported_to_is_not_given_it(office: Stage, words: Words) -> None:
    step = (await office.say(office.wang, None, "周五前向 @zhao 汇报进展"))[0]
    assert words("draft-person") in step.text
    assert "向 @zhao 汇报进展" in step.text


async def test_a_given_name_alone_answers_who(office: Stage) -> None:
    office.world.rename(office.zhao, first_name="Zhao Qian")
    await office.say(office.zhao, None, "/mine")
    await office.say(office.wang, None, "tidy the room tomorrow")
    await office.say(office.wang, None, "Zhao")
    await ordered(office, "ask Zhao to send the invoice by tomorrow noon")
    assert office.rows("SELECT title FROM tasks") == [("tidy the room",), ("send the invoice",)]


async def test_a_misspelt_mark_of_priority_is_said_and_nothing_is_given(office: Stage, words: Words) -> None:
    said = await office.say(office.wang, None, "/task @li !urgnt check it by Friday")
    assert [m.text for m in said] == [words("refuse-unknown-mark", words="!urgnt")]
    assert office.rows("SELECT * FROM tasks") == []


async def test_a_mark_that_only_says_soon_is_haste(office: Stage) -> None:
    said = await office.say(office.wang, None, "/task @li !asap check it")
    assert "!asap" not in said[-1].text
    assert office.rows("SELECT count(*) FROM tasks") == [(1,)]
