"""What was raised in private comes before the group only after whoever makes it a task was asked."""

from __future__ import annotations

from tests.journeys.conftest import Words
from tests.stage import Stage


async def test_a_matter_raised_in_private_becomes_a_task_only_after_a_yes_that_knows_it_is_open(
    office: Stage, words: Words
) -> None:
    s = office
    await s.say(s.zhao, None, "/raise 有人受贿")
    await s.press(s.zhou, s.card(s.zhou, 1), words("button-make_task"))
    await s.press(s.zhou, s.last(s.zhou), "李明")
    asked = s.last(s.zhou)
    assert words("draft-raised-privately", number=1) in asked.text
    assert s.rows("SELECT COUNT(*) FROM tasks") == [(1,)], "nothing is given before the yes"
    [again] = await s.say(s.zhou, None, "周三下班前")
    assert words("draft-raised-privately", number=1) in again.text, "the same draft, by another deadline"
    await s.press(s.zhou, again, words("button-confirm"))
    assert s.rows("SELECT kind, linked_id, date(due_at) FROM tasks WHERE id = 2") == [("task", 1, "2026-11-25")]


async def test_what_was_raised_in_the_group_becomes_a_task_at_once(office: Stage, words: Words) -> None:
    s = office
    await s.say(s.zhao, s.group, "/raise 打印机坏了")
    await s.press(s.zhou, s.card(s.zhou, 1), words("button-make_task"))
    await s.press(s.zhou, s.last(s.zhou), "李明")
    assert s.rows("SELECT kind, linked_id FROM tasks WHERE id = 2") == [("task", 1)]


async def test_a_supervisor_who_is_asked_for_the_person_is_not_refused_the_right_to_give_it(
    office: Stage, words: Words
) -> None:
    s = office
    [asked] = await s.say(s.zhou, None, "/task")
    await s.press(s.zhou, asked, "李明")
    assert s.last(s.zhou).text != words("refuse-assign-right")
    assert "李明" in s.last(s.zhou).text


async def test_what_was_raised_in_private_is_shown_to_no_colleague_and_in_no_group(office: Stage, words: Words) -> None:
    """主管骚扰 … 提出：赵倩 was posted in the group by /show 1, and any colleague could read it."""
    s = office
    await s.say(s.zhao, None, "/raise 主管骚扰")
    absent = words("refuse-not-found", number=1)
    for command in ("/show 1", "/history 1", "#1"):
        assert "骚扰" not in "".join(m.text for m in await s.say(s.li, None, command))
    assert [m.text for m in await s.say(s.li, None, "/show 1")] == [absent]
    assert [m.text for m in await s.say(s.zhou, s.group, "/show 1")] == [absent]
    assert "骚扰" in (await s.say(s.zhou, None, "/show 1"))[-1].text
    assert "骚扰" in (await s.say(s.zhao, None, "/show 1"))[-1].text
    assert "骚扰" not in "".join(m.text for m in s.messages(s.group))


async def test_a_raiser_who_writes_without_replying_is_asked_whether_it_is_solved(office: Stage, words: Words) -> None:
    """还是卡纸, said beneath the answer, was told how a task is reported."""
    s = office
    await s.say(s.li, None, "/raise 打印机又卡纸了")
    await s.press(s.li, s.card(s.li, 1), words("button-urge"))
    assert words("fact-urged-answer", who="李明") in s.last(s.zhou).text
    assert words("list-raised-own", n=1) in (await s.say(s.li, None, "我反映的打印机怎么样了"))[-1].text
    await s.say(s.zhou, None, "/answer 1 换了硒鼓")
    [asked] = await s.say(s.li, None, "还是卡纸")
    assert {b.data for b in asked.all_buttons()} == {"o:solved:1:", "o:not_solved:1:", "o:comment:1:"}
    await s.press(s.li, asked, "o:not_solved:1:")
    assert "还是卡纸" in s.last(s.zhou).text
    [hint] = await s.say(s.li, None, "还有一件事")
    assert hint.text == words("hint-plain"), "it waits for its answer again"
