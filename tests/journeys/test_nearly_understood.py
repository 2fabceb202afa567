"""Wordings nearly understood: a number that was there, a share without its sign, a day gone by, too many to ask about."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import given, labels, story
from tests.stage import Stage


@pytest.mark.parametrize("text", ["把1号事项延到下周一", "1号事项延到下周一", "把1号任务延到下周一"])
async def test_the_number_of_the_first_matter_is_read_with_its_noun(office: Stage, words: Words, text: str) -> None:
    await given(office)
    [said] = await office.say(office.wang, None, text)
    assert labels(said)[0].startswith(words("button-change_deadline"))


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("#1 90", 90), ("#1 is 60", 60), ("#1 1/2", 50), ("#1 已完成 3/4", 75), ("#1 100", 100),
        ("#1 完成了2/3", 67), ("#1 3", 0), ("#1 50/50", 0),
    ],
)  # fmt: skip
async def test_a_share_without_its_sign_behind_a_number_is_how_far_it_is(
    office: Stage, text: str, percent: int
) -> None:
    await given(office)
    await office.say(office.li, None, text)
    assert office.rows("SELECT percent FROM tasks") == [(percent,)]


async def test_more_time_for_number_one_keeps_its_words_whole(office: Stage, words: Words) -> None:
    await given(office)
    [said] = await office.say(office.li, None, "I need more time for #1")
    assert labels(said) == [words("button-ask_time")]
    assert (
        "“I need more time”" in office.last(office.wang).text
        or "I need more time for" not in office.last(office.wang).text
    )
    assert story(office)[-1] == "reported"


@pytest.mark.parametrize("text", ["昨天交材料", "昨天 交材料", "上周五完成统计", "yesterday send it"])
async def test_a_day_gone_by_in_an_order_is_refused(office: Stage, text: str) -> None:
    await office.say(office.wang, None, f"/task @li {text}")
    assert office.rows("SELECT id FROM tasks") == []


@pytest.mark.parametrize("text", ["昨天交的材料核对一下", "整理昨天的会议纪要", "昨天的纪要发给大家"])
async def test_a_day_gone_by_that_only_says_which_is_none(office: Stage, text: str) -> None:
    await office.say(office.wang, None, f"/task @li {text}")
    assert office.rows("SELECT title FROM tasks") == [(text,)]


async def test_of_more_tasks_than_can_be_shown_it_is_said_how_the_others_are_named(office: Stage, words: Words) -> None:
    for n in range(10):
        await given(office, f"@li 周五下班前 交第{n + 1}份周报")
    [said] = await office.say(office.li, None, "60%")
    assert said.text == words("meant-which-more")
    assert len(labels(said)) == 8
