"""Points and bulletins asked for in words, of the time that was said; what a draft's files say of themselves."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.journeys.test_bulletin import OCTOBER, SAID, an_october, buttons, period, title_of
from tests.stage import ZONE, stage

DRAFTED = datetime(2026, 11, 2, 9, 30, tzinfo=ZONE)
ASKED = {
    "zh-Hans": {
        "own": ("我10月多少分", "我上月得分", "10月考核", "上个月我的考核得分", "李明上月得分"),
        "his": ("李明上月得分", "李明10月多少分", "李明上个月的考核得分"),
        "why": "上月为什么扣我分", "his why": "李明上月为什么扣分",
        "told": ("10月月报", "10月督办通报", "/bulletin 10"),
    },
    "zh-Hant": {
        "own": ("我10月多少分", "我上月得分", "10月考核", "上個月我的考核得分", "李明上月得分"),
        "his": ("李明上月得分", "李明10月多少分", "李明上個月的考核得分"),
        "why": "上月為什麼扣我分", "his why": "李明上月為什麼扣分",
        "told": ("10月月報", "10月督辦通報", "/bulletin 10"),
    },
    "en": {
        "own": ("my score in October", "what was my score last month?", "how many points did I get in October?"),
        "his": ("how many points did 李明 get in October", "how many points did 李明 get last month?"),
        "why": "why did I lose points last month?", "his why": "why did 李明 lose points in October?",
        "told": ("bulletin for Oct", "report of October", "bulletin of last month", "/bulletin 10"),
    },
}  # fmt: skip


@pytest.mark.parametrize("language", list(ASKED))
async def test_points_asked_for_in_words_are_those_of_the_month_that_was_said(language: str, tmp_path: Path) -> None:
    asked = ASKED[language]
    async with stage(tmp_path, language, OCTOBER) as s:
        await an_october(s, SAID[language])
        await s.pass_time(DRAFTED)
        own = (await s.say(s.li, None, "/score 2026-10"))[-1].text
        his = (await s.say(s.zhou, None, "/score @li 2026-10"))[-1].text
        assert own.split("\n")[0].endswith("−1")
        for text in asked["own"]:
            assert [m.text for m in await s.say(s.li, None, text)] == [own], text
        for text in asked["his"]:
            assert [m.text for m in await s.say(s.zhou, None, text)] == [his], text
            assert own not in [m.text for m in await s.say(s.zhao, None, text)], "somebody else's"
        if language != "en":
            this_quarter = (await s.say(s.li, None, "/score 2026Q4"))[-1].text
            assert [m.text for m in await s.say(s.li, None, "我这个季度多少分")] == [this_quarter]
        for who, text in ((s.li, asked["why"]), (s.zhou, asked["his why"])):
            assert "#1" in (await s.say(who, None, text))[-1].text, text
        assert s.rows("SELECT count(*) FROM drafts") == [(0,)], "nothing of it became an order"


@pytest.mark.parametrize("language", list(ASKED))
async def test_a_bulletin_asked_for_in_other_words_begins_no_task(language: str, tmp_path: Path) -> None:
    async with stage(tmp_path, language, OCTOBER) as s:
        await an_october(s, SAID[language])
        await s.pass_time(DRAFTED)
        shown = (await s.say(s.zhou, None, "/bulletin 2026-10"))[-1].text
        for text in ASKED[language]["told"]:
            assert [m.text for m in await s.say(s.zhou, None, text)] == [shown], text


@pytest.mark.parametrize("language", list(ASKED))
async def test_a_file_of_a_draft_says_below_it_that_it_is_one(language: str, tmp_path: Path) -> None:
    words = Words(language)
    async with stage(tmp_path, language, OCTOBER) as s:
        await an_october(s, SAID[language])
        await s.pass_time(DRAFTED)
        draft = (await s.say(s.zhou, None, "/bulletin"))[-1]
        says = draft.text.split("\n")[1]
        await s.press(s.zhou, draft, next(b for b in buttons(draft) if b.endswith(":book")))
        assert await s.until(lambda: bool(s.last(s.zhou).media))
        head, second = s.last(s.zhou).text.split("\n")[:2]
        assert (title_of(words, language, "综合部") in head, second) == (True, says)
        marked = words("official-is-draft").strip("（）() ")
        assert marked in s.last(s.zhou).media.name, "passed on, it has no caption"

        await s.pass_time(datetime(2026, 11, 4, 18, 30, tzinfo=ZONE) + timedelta(hours=15))
        final = (await s.say(s.zhou, None, "/bulletin 2026-10"))[-1]
        await s.press(s.zhou, final, next(b for b in buttons(final) if b.endswith(":book")))
        assert await s.until(lambda: bool(s.last(s.zhou).media))
        assert says not in s.last(s.zhou).text
        assert marked not in s.last(s.zhou).media.name
        assert period(words, language) in s.last(s.zhou).text
