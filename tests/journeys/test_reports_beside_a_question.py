"""要延到什么时候？ is open, and how far the work is gets written: a report on it, and the question stands."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import story
from tests.stage import Stage


@pytest.fixture
async def asked(office: Stage) -> Stage:
    """Li is asked until when task 1 shall be put off, and has task 2 besides."""
    for title in ("提交报告", "交周报"):
        await office.say(office.wang, office.group, f"/task @li 周五下班前 {title}")
    await office.press(office.li, office.card(office.li, 1), "申请延期")
    return office


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("30%", 30), ("#1 40%", 40), ("55% 停机时写的", 55), ("half done", 50),
        ("数据没到齐", 0), ("写完了", 0), ("卡住了，没有权限", 0),
    ],
)  # fmt: skip
async def test_a_report_written_there_is_a_report_and_the_question_stands(
    asked: Stage, words: Words, text: str, percent: int
) -> None:
    said = await asked.say(asked.li, None, text)
    assert said[-1].text == words("question-stands", number=1, action=words("button-ask_time"))
    assert asked.rows("SELECT percent FROM tasks ORDER BY id") == [(percent,), (0,)]
    assert story(asked)[-1] == "reported"
    await asked.say(asked.li, None, "下周二，数据没到齐")
    assert story(asked)[-1] == "time-asked"


async def test_a_photo_sent_there_is_a_report(asked: Stage) -> None:
    asked.world.photo(asked.li, None, "现场")
    await asked.settle()
    assert story(asked)[-1] == "reported"


@pytest.mark.parametrize("text", ["还不清楚", "下个初十", "等到那天"])
async def test_what_may_have_been_meant_as_a_moment_is_asked_again(asked: Stage, text: str) -> None:
    await asked.say(asked.li, None, text)
    assert story(asked) == ["assigned"]


async def test_a_report_written_where_it_is_asked_who_takes_over_is_one(asked: Stage, words: Words) -> None:
    await asked.press(asked.li, asked.card(asked.li, 2), "申请转办")
    said = await asked.say(asked.li, None, "60%")
    assert said[-1].text == words("question-stands", number=2, action=words("button-ask_transfer"))
    assert asked.rows("SELECT percent FROM tasks ORDER BY id") == [(0,), (60,)]
