"""催办: whoever waits for a task asks with one tap how it stands; those who carry it out hear it and can answer at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import stage


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
