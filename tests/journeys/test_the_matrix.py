"""The lines of a card that say how far everybody's part has come: every state, in three languages; and what comes first
while a result waits for review."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.conftest import Words
from tests.stage import Stage, stage

LANGUAGES = ("zh-Hans", "zh-Hant", "en")


async def lines(s: Stage, words: Words) -> tuple[str, str]:
    """Which state the lead's line shows, and the co-assignee's."""
    [card] = await s.say(s.wang, None, "/show 1")
    states = [
        "in", "let-go", "declined", "returned", "reported", "never", "accepted", "given",
    ]  # fmt: skip
    shown = [line for line in card.text.splitlines() if "李明" in line or "赵倩" in line]
    [lead, co] = [next(state for state in states if words(f"matrix-{state}") in line) for line in shown[-2:]]
    return lead, co


@pytest.mark.parametrize("language", LANGUAGES)
async def test_a_part_that_was_returned_is_not_shown_as_accepted(tmp_path: Path, language: str) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li @zhao 2026-11-27 17:00 报告")
        assert await lines(s, words) == ("given", "given")
        await s.say(s.zhao, None, "/accept 1")
        await s.say(s.li, None, "/report 1 30%")
        assert await lines(s, words) == ("reported", "accepted")
        await s.say(s.zhao, None, "/report 1 50%")
        assert await lines(s, words) == ("reported", "reported")
        await s.press(s.zhao, s.card(s.zhao, 1), "t:hand_in:1")
        await s.say(s.zhao, None, "齐了")
        assert await lines(s, words) == ("reported", "in")
        [card] = await s.say(s.li, None, "/show 1")
        await s.press(s.li, card, "t:return_part:1")
        await s.say(s.li, None, "缺附件")
        assert await lines(s, words) == ("reported", "returned")
        await s.say(s.zhao, None, "/report 1 补了附件")
        assert await lines(s, words) == ("reported", "reported")
        await s.say(s.li, None, "/done 1 好了")
        assert await lines(s, words) == ("in", "reported")
        await s.say(s.wang, None, "/return 1 不全")
        assert await lines(s, words) == ("returned", "reported")
        await s.say(s.li, None, "/report 1 在补")
        assert await lines(s, words) == ("reported", "reported")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_whoever_declined_or_never_handed_in_is_not_shown_as_if_they_were_awaited(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li @zhao 2026-11-27 17:00 报告")
        await s.say(s.li, None, "/decline 1 忙")
        assert await lines(s, words) == ("declined", "given")
        await s.say(s.wang, None, "/cancel 1 不办了")
        assert await lines(s, words) == ("never", "never")


@pytest.mark.parametrize("language", LANGUAGES)
async def test_while_a_result_waits_for_review_whoever_can_return_it_reads_that_this_comes_first(
    tmp_path: Path, language: str
) -> None:
    words = Words(language)
    async with stage(tmp_path, language) as s:
        await s.set_up_office()
        await s.say(s.wang, None, "/task @li @zhao 2026-11-27 17:00 报告")
        await s.say(s.zhao, None, "/report 1 齐了")
        await s.say(s.li, None, "/done 1 好了")
        for command, action in (("anyone", "any_one"), ("all", "all_must"), ("pause", "pause")):
            [said] = await s.say(s.wang, None, f"/{command} 1")
            assert said.text == words("refuse-submitted", number=1, action=words(f"button-{action}")), command
        [said] = await s.say(s.li, None, "/extend 1")
        status, action = words("status-submitted"), words("button-ask_time")
        assert said.text == words("refuse-state", number=1, status=status, action=action), "the lead cannot return it"
        await s.say(s.wang, None, "/return 1 不全")
        await s.say(s.wang, None, "/anyone 1")
        assert s.rows("SELECT any_one FROM tasks") == [(1,)]
