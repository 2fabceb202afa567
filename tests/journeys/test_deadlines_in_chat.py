"""Deadlines as people meet them in the chat: read back, asked about, corrected with a calendar."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from tests.stage import ZONE, Stage, stage

SEPTEMBER = datetime(2026, 9, 29, 10, 0, tzinfo=ZONE)


def at(month: int, day: int, hour: int, minute: int = 0) -> int:
    """A moment of 2026 on the office's clock, as Telegram is told it."""
    return int(datetime(2026, month, day, hour, minute, tzinfo=ZONE).timestamp())


async def say(s: Stage, text: str) -> str:
    """The director writes to the bot in private; what it answers."""
    s.world.send(s.wang, None, text)
    await s.settle()
    return s.last(s.wang).text


async def test_when_tells_the_moment_and_the_days_it_skipped(tmp_path: Path) -> None:
    async with stage(tmp_path, start=SEPTEMBER) as s:
        await s.set_up_office()
        told = await say(s, "/when 三个工作日内")
        assert s.unix_in(s.last(s.wang)) == at(10, 9, 23, 59)
        assert "第 3 个工作日，跳过10月1日至10月7日" in told
        assert "没有时限" in await say(s, "/when 一号楼的图纸")
        assert "没有这个时间" in await say(s, "/when 2月31日")
        assert "例如" in await say(s, "/when")


async def test_the_card_explains_a_counted_deadline_and_the_assigner_corrects_it_by_calendar(tmp_path: Path) -> None:
    async with stage(tmp_path, start=SEPTEMBER) as s:
        await s.set_up_office()
        s.world.send(s.wang, s.group, "/task @li 三个工作日内 提交三季度报告")
        await s.settle()
        card = s.card(s.group, 1)
        assert "跳过10月1日至10月7日" in card.text
        s.world.press(s.wang, card, "t:change_deadline:1")
        await s.settle()
        choice = s.last(s.group)
        s.world.press(s.wang, choice, "c:change_deadline:1:202609")
        await s.settle()
        s.world.press(s.wang, choice, "c:change_deadline:1:202610")
        await s.settle()
        days = {b.text for b in choice.all_buttons()}
        assert "·1·" in days, "a holiday is marked"
        assert "12" in days
        s.world.press(s.wang, choice, "k:change_deadline:1:20261012")
        await s.settle()
        s.world.press(s.wang, choice, f"t:change_deadline:1:{at(10, 12, 18)}")
        await s.settle()
        assert s.unix_in(card) == at(10, 12, 18)
        assert [b.data for b in choice.all_buttons()] == ["t:take_back:1"], "the choice gives way to what was chosen"
        assert "改为 10月12日周一 18:00" in choice.text
        assert "10月12日" in s.last(s.li).text


async def test_somebody_else_cannot_correct_it(tmp_path: Path) -> None:
    async with stage(tmp_path, start=SEPTEMBER) as s:
        await s.set_up_office()
        s.world.send(s.wang, s.group, "/task @li 明天下班前 提交三季度报告")
        await s.settle()
        card = s.card(s.group, 1)
        before = s.unix_in(card)
        press = s.world.press(s.li, card, "t:change_deadline:1")
        await s.settle()
        assert (await press.answered(2)).text == "#1：“改时限”不由您来做。"
        assert s.unix_in(card) == before


async def test_a_phrase_people_read_both_ways_is_asked_back_with_buttons(tmp_path: Path) -> None:
    friday = datetime(2026, 11, 27, 10, 0, tzinfo=ZONE)
    async with stage(tmp_path, start=friday) as s:
        await s.set_up_office()
        s.world.send(s.wang, s.group, "/task @li 周五下班前 提交三季度报告")
        await s.settle()
        question = s.last(s.group)
        assert "几种读法" in question.text
        labels = [b.text for b in question.all_buttons()]
        assert labels[:2] == ["11月27日周五 18:00", "12月4日周五 18:00"]
        stranger = s.world.press(s.li, question, "d:1:reading:1")
        await s.settle()
        assert "草稿已经不在" in (await stranger.answered(2)).text
        s.world.press(s.wang, question, "d:1:reading:1")
        await s.settle()
        assert s.unix_in(s.card(s.group, 1)) == at(12, 4, 18)


@pytest.mark.parametrize(
    ("phrase", "moment"),
    [
        ("11月30日前", at(11, 30, 23, 59)),
        ("月底前", at(11, 30, 23, 59)),
        ("2小时内", at(11, 23, 11, 30)),
        ("by Friday 5pm", at(11, 27, 17)),
        ("in 2 hours", at(11, 23, 11, 30)),
        ("tomorrow noon", at(11, 24, 12)),
        ("明天中午前", at(11, 24, 12)),
        ("下週三下班前", at(12, 2, 18)),
        ("五天內", at(11, 28, 23, 59)),
        ("今天收工前", at(11, 23, 18)),
    ],
)
async def test_the_common_phrases_of_three_languages(tmp_path: Path, phrase: str, moment: int) -> None:
    async with stage(tmp_path) as s:
        await s.set_up_office()
        s.world.send(s.wang, s.group, f"/task @li {phrase} 提交2号楼的3份材料")
        await s.settle()
        card = s.card(s.group, 1)
        assert s.unix_in(card) == moment
        assert "#1 提交2号楼的3份材料" in card.text
