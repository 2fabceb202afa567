"""交给谁办？ is answered with a name; what says more of somebody is shown back, and gives nothing."""

from __future__ import annotations

import pytest

from domain.model.tasks import Part
from tests.journeys.conftest import Words
from tests.journeys.tasks import labels
from tests.stage import Stage


def _given(office: Stage) -> list[str]:
    """Who has the only task there is, the lead first."""
    found = office.rows(
        "SELECT m.name FROM assignments p JOIN members m ON m.id = p.member_id ORDER BY p.part != ?", Part.LEAD.value
    )
    return [name for (name,) in found]


@pytest.mark.parametrize(
    ("answer", "people"),
    [
        ("李明", ["李明"]), ("交给李明吧", ["李明"]), ("交李明", ["李明"]), ("李明主办赵倩协办", ["李明", "赵倩"]),
        ("李明去", ["李明"]), ("还是给赵倩吧", ["赵倩"]), ("我来", ["王主任"]),
        ("王主任自己来", ["王主任"]), ("李明 周五前 加急", ["李明"]), ("李明牵头，赵倩配合", ["李明", "赵倩"]),
        ("赵倩配合，李明牵头", ["李明", "赵倩"]), ("李明，赵倩", ["李明", "赵倩"]), ("give it to @li please", ["李明"]),
        ("@zhao can take care of it", ["赵倩"]), ("让李明明天上午办", ["李明"]),
    ],
)  # fmt: skip
async def test_a_name_with_what_people_say_around_it_gives_the_task(
    office: Stage, answer: str, people: list[str]
) -> None:
    await office.say(office.wang, None, "整理档案室")
    await office.say(office.wang, None, answer)
    assert _given(office) == people


REMARKS = [
    "李明病了", "李明办不了", "李明不在", "李明周五回来", "赵倩今天没来", "李明今天迟到", "赵倩说她忙", "李明不行，换个人",
    "李明或赵倩",     "不要给李明", "李明明天请假", "李明辛苦了", "@zhao is ill today", "@li cannot do it",
]  # fmt: skip


@pytest.mark.parametrize("remark", REMARKS)
async def test_what_is_said_of_somebody_gives_them_nothing(office: Stage, remark: str) -> None:
    await office.say(office.wang, None, "请各位周五前交个人总结")
    await office.say(office.wang, None, remark)
    assert office.rows("SELECT id FROM tasks") == []


@pytest.mark.parametrize("remark", ["李明病了", "李明办不了", "赵倩今天没来", "赵倩说她忙"])
async def test_in_a_group_a_remark_in_reply_to_the_question_is_asked_about(
    office: Stage, words: Words, remark: str
) -> None:
    [asked] = await office.say(office.wang, office.group, "/task 周五前 交材料")
    [said] = await office.say(office.wang, office.group, remark, reply_to=asked.id)
    assert words("button-is-answer") in labels(said)
    assert office.rows("SELECT id FROM tasks") == []


async def test_a_name_said_after_something_else_is_shown_before_the_task_is_given(office: Stage, words: Words) -> None:
    await office.say(office.wang, None, "整理档案室")
    await office.say(office.wang, None, "哪些超期？")
    [said] = await office.say(office.wang, None, "李明")
    assert words("button-confirm") in labels(said)
    assert office.rows("SELECT id FROM tasks") == []


@pytest.mark.parametrize("everybody", ["所有人", "大家", "everyone"])
async def test_everybody_is_told_that_a_task_has_one_who_answers_for_it(
    office: Stage, words: Words, everybody: str
) -> None:
    await office.say(office.wang, None, "整理档案室")
    assert [m.text for m in await office.say(office.wang, None, everybody)] == [words("hint-everybody")]
    await office.say(office.wang, None, "李明")
    assert _given(office) == ["李明"]
