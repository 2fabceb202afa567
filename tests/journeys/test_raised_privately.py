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
    await s.press(s.zhou, asked, words("button-confirm"))
    assert s.rows("SELECT kind, linked_id FROM tasks WHERE id = 2") == [("task", 1)]


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
