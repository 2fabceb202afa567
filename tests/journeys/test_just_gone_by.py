"""A day that has just gone by is asked about in every form and by every command: now, or next year?"""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.journeys.conftest import Words
from tests.journeys.tasks import given, status
from tests.stage import ZONE, Stage


@pytest.mark.parametrize(
    "text",
    [
        "/task @li 11月20日 写报告",
        "/task @zhao 11月22日 到访接待",
        "/task @li 写报告 11-20",
        "/task @li Nov 20 write the report",
        "/task @li 10月30日 写报告",
        "李明 11月20日 写报告",
    ],
)
async def test_an_order_for_last_week_was_given_for_next_year_at_once(office: Stage, words: Words, text: str) -> None:
    asked = (await office.say(office.wang, None, text))[-1]
    assert office.rows("SELECT count(*) FROM tasks") == [(0,)]
    assert words("draft-just-past", words="§").split("§")[1] in asked.text
    assert "2027年" in list(asked.all_buttons())[1].text


@pytest.mark.parametrize("text", ["/reopen 1 12月4日 数据错", "/reopen 1 Dec 4 wrong data"])
async def test_a_task_reopened_for_yesterday_was_told_to_all_as_next_years(office: Stage, text: str) -> None:
    await given(office)
    await office.say(office.li, None, "/done 1 好了")
    await office.say(office.wang, None, "/approve 1")
    await office.pass_time(datetime(2026, 12, 5, 10, 0, tzinfo=ZONE))
    asked = (await office.say(office.wang, None, text))[-1]
    assert status(office) == "done"
    await office.press(office.wang, asked, next(asked.all_buttons()).text)
    await office.say(office.wang, None, "数据错")
    assert status(office) == "active"
    assert office.rows("SELECT due_at < '2026-12-31' FROM tasks") == [(1,)]


async def test_a_deadline_moved_to_last_week_offers_today_beside_next_year(office: Stage) -> None:
    await given(office)
    asked = (await office.say(office.wang, None, "#1 改到11月20日"))[-1]
    assert ["11月23日" in b.text for b in list(asked.all_buttons())[:2]] == [True, False]
