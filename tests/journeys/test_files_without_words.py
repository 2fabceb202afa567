"""A photo, a voice message or a document that somebody sends in private without a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulator.model import Message
from tests.journeys.conftest import Words
from tests.journeys.tasks import labels, story
from tests.stage import Stage

SENDS: dict[str, Callable[[Stage], object]] = {
    "photo": lambda s: s.world.photo(s.li, None, ""),
    "photo with words": lambda s: s.world.photo(s.li, None, "现场"),
    "voice": lambda s: s.world.voice(s.li, None),
    "docx": lambda s: s.world.file(s.li, None, "报告.docx", b"x", ""),
}


async def _sent(office: Stage, kind: str) -> Message:
    SENDS[kind](office)
    await office.settle()
    found: Message = office.last(office.li)
    return found


@pytest.mark.parametrize("kind", list(SENDS))
async def test_with_one_task_in_hand_a_file_is_a_report_on_it(office: Stage, kind: str) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 提交报告")
    await _sent(office, kind)
    assert story(office) == ["assigned", "reported"]


@pytest.mark.parametrize("kind", list(SENDS))
async def test_of_several_tasks_it_is_asked_which_a_file_is_about(office: Stage, words: Words, kind: str) -> None:
    for title in ("提交报告", "交周报"):
        await office.say(office.wang, office.group, f"/task @li 周五下班前 {title}")
    asked = await _sent(office, kind)
    assert len(labels(asked)) == 2
    await office.press(office.li, asked, labels(asked)[1])
    assert (story(office, 1), story(office, 2)) == (["assigned"], ["assigned", "reported"])


async def test_an_album_without_words_is_one_report_on_the_only_task(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 周五下班前 提交报告")
    for _ in range(3):
        office.world.photo(office.li, None, "", group="777")
    await office.settle()
    assert story(office).count("reported") == 1


async def test_with_nothing_in_hand_a_file_gets_the_hint(office: Stage, words: Words) -> None:
    assert (await _sent(office, "photo")).text == words("hint-plain")
