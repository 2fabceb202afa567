"""催办: whoever waits for a task asks with one tap how it stands; those who carry it out hear it and can answer at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import MONDAY, stage


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_the_director_taps_once_and_the_lead_reads_who_asks(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 周五下班前 提交三季度报告")
        shown = await s.press(s.wang, s.card(s.wang, 1), "t:urge:1")
        assert shown == words("did-urged", number=1)
        news = s.last(s.li)
        assert words("fact-urged", who="王主任") in news.text
        assert {b.data for b in news.all_buttons()} >= {"t:accept:1", "t:report:1"}
        assert s.rows("SELECT status FROM tasks") == [("assigned",)]


async def test_the_lead_cannot_chase_themselves(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 周五下班前 提交三季度报告")
        card = s.card(s.li, 1)
        assert "t:urge:1" not in {b.data for b in card.all_buttons()}
        before = s.state()
        await s.press(s.li, card, "t:urge:1", stale=True)
        assert {**s.state(), "history": before["history"]} == before
        assert s.state()["history"] == before["history"]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_who_chased_just_now_reads_when_they_may_again_and_the_lead_hears_nothing(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 周五下班前 提交三季度报告")
        await s.press(s.wang, s.card(s.wang, 1), "t:urge:1")
        await s.pass_time(timedelta(hours=14))
        heard = len(s.messages(s.li))
        shown = await s.press(s.wang, s.card(s.wang, 1), "t:urge:1")
        start = words("refuse-urged-that-day", number=1, first="§").split("§")[0]
        assert shown.startswith(start), "late on the same day"
        assert len(s.messages(s.li)) == heard
        await s.say(s.zhou, None, "/show 1")
        assert await s.press(s.zhou, s.card(s.zhou, 1), "t:urge:1") == words("did-urged", number=1), "another may"
        await s.pass_time(timedelta(hours=1))
        assert await s.press(s.wang, s.card(s.wang, 1), "t:urge:1") == words("did-urged", number=1), "on the next day"


async def test_an_office_lets_people_chase_once_an_hour(tmp_path: Path) -> None:
    words = Words()
    async with stage(tmp_path) as s:
        await s.stop_bot()
        await s.start_bot(rules={"limits": {"urge": "1h"}})
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 周五下班前 提交三季度报告")
        await s.press(s.wang, s.card(s.wang, 1), "t:urge:1")
        await s.pass_time(timedelta(minutes=59))
        shown = await s.press(s.wang, s.card(s.wang, 1), "t:urge:1")
        assert shown.startswith(words("refuse-urged-already", number=1, moment="§").split("§")[0])
        assert "10:30" in shown
        await s.pass_time(timedelta(minutes=1))
        assert await s.press(s.wang, s.card(s.wang, 1), "t:urge:1") == words("did-urged", number=1)


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
async def test_three_tasks_chased_in_a_row_are_one_message_for_the_lead(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        for n in (1, 2, 3):
            await s.say(s.wang, None, f"/task @li 周五下班前 第{n}件")
        heard = len(s.messages(s.li))
        for n in (1, 2, 3):
            await s.press(s.wang, s.card(s.wang, n), f"t:urge:{n}")
        [told] = s.messages(s.li)[heard:]
        assert told.text.startswith(words("chased-several", n=3))
        assert told.text.count(words("fact-urged", who="王主任")) == 3
        assert {b.data for b in told.all_buttons()} >= {"s:1", "s:2", "s:3"}


async def test_a_chase_is_heard_although_a_reminder_came_just_now(tmp_path: Path) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 11:00 第一件")
        await s.press(s.li, s.card(s.li, 1), "t:accept:1")
        await s.pass_time(MONDAY.replace(hour=11, minute=1))
        heard = len(s.messages(s.li))
        await s.press(s.wang, s.card(s.wang, 1), "t:urge:1")
        assert len(s.messages(s.li)) == heard + 1


async def test_a_new_lead_was_not_chased_yet(tmp_path: Path) -> None:
    words = Words()
    async with stage(tmp_path) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li 周五下班前 第一件")
        await s.press(s.wang, s.card(s.wang, 1), "t:urge:1")
        await s.press(s.wang, s.card(s.wang, 1), "t:reassign:1:4", stale=True)
        assert await s.press(s.wang, s.card(s.wang, 1), "t:urge:1", stale=True) == words("did-urged", number=1)
