"""One person's hundreds and a database that is held by somebody else: nobody waits for them longer than they must."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Iterator

import pytest

from jobs.deliver import Courier
from jobs.turn import Turn
from tests.journeys.conftest import Words
from tests.stage import Stage


@contextlib.contextmanager
def held(s: Stage) -> Iterator[None]:
    """Another process has the database and lets go at the end."""
    with contextlib.closing(sqlite3.connect(s.database, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def speaks(s: Stage, language: str) -> None:
    """Li chooses a language."""
    await s.say(s.li, None, f"/lang {language}")


# -- one person's hundreds -------------------------------------------------------------------------------------------


async def test_one_persons_six_hundred_commands_keep_nobody_waiting(office: Stage, words: Words) -> None:
    for _ in range(600):
        office.world.send(office.li, None, "/mine")
    await office.sim.until(lambda: len(office.sim.updates.pending) < 500)
    office.world.send(office.zhao, None, "/mine")
    before = len(office.messages(office.zhao))
    await office.sim.until(lambda: len(office.messages(office.zhao)) > before, within=10)
    assert len(office.rows("SELECT 1 FROM inbox WHERE done_at IS NULL")) < 600
    assert sum("承办" in t for t in office.texts(office.li)) < 100, "before zhao's answer few of the others were given"
    for _ in range(20):
        await office.settle()
    said = office.texts(office.li)
    assert sum(t == words("slow-down") for t in said) == 1, "once"
    assert sum("承办" in t for t in said) < 200
    assert office.rows("SELECT count(*) FROM inbox WHERE done_at IS NULL") == [(0,)]
    assert "请稍慢一点" in words("slow-down")


async def test_one_persons_hundred_commands_in_the_group_leave_its_line_to_others(office: Stage, words: Words) -> None:
    for _ in range(300):
        office.world.send(office.li, office.group, "/team")
    office.world.send(office.wang, office.group, "/task @zhao 明天下班前 提交报告")
    for _ in range(20):
        await office.settle()
    assert office.rows("SELECT title FROM tasks") == [("提交报告",)]
    assert sum("请稍慢一点" in t for t in office.texts(office.group)) == 0
    assert sum("请稍慢一点" in t for t in office.texts(office.li)) == 1, "to the person alone"


async def test_every_press_of_a_rush_stops_turning(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    card = office.card(office.li, 1)
    presses = [office.world.press(office.li, card, "t:accept:1", stale=True) for _ in range(150)]
    answers = [await p.answered(10) for p in presses]
    assert all(a is not None for a in answers)
    await office.settle()
    assert office.rows("SELECT count(*) FROM history WHERE name = 'accepted'") == [(1,)]


async def test_many_words_and_files_of_one_person_are_all_kept(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    card = office.card(office.li, 1)
    for n in range(100):
        office.world.send(office.li, None, f"第{n}条", reply_to=card.id)
    for _ in range(10):
        await office.settle()
    assert office.rows("SELECT count(*) FROM history WHERE name = 'reported'") == [(100,)]


async def test_hundreds_of_updates_of_several_people_are_all_handled_in_their_order(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    for n in range(40):
        for who in (office.li, office.wang, office.zhou):
            office.world.send(who, office.group, f"{who.username} 第{n:02}条", reply_to=office.card(office.group, 1).id)
    for _ in range(10):
        await office.settle()
    kept = [d for (d,) in office.rows("SELECT data FROM history WHERE data LIKE '%第%' ORDER BY seq")]
    for who in ("li", "wang", "zhou"):
        mine = [d for d in kept if f"{who} 第" in d]
        assert len(mine) == 40
        assert mine == sorted(mine)


@pytest.mark.parametrize(
    ("language", "word"), [("zh-Hans", "请稍慢一点"), ("zh-Hant", "請稍慢一點"), ("en", "slow down")]
)
async def test_who_is_too_fast_is_told_in_their_language(office: Stage, language: str, word: str) -> None:
    await speaks(office, language)
    for _ in range(200):
        office.world.send(office.li, None, "/mine")
    for _ in range(10):
        await office.settle()
    assert sum(word in t for t in office.texts(office.li)) == 1


# -- a database that is held -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "word"), [("zh-Hans", "正在处理"), ("zh-Hant", "正在處理"), ("en", "carried out")]
)
async def test_a_press_is_answered_in_two_seconds_though_the_database_is_held(
    office: Stage, language: str, word: str
) -> None:
    await speaks(office, language)
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    card = office.card(office.li, 1)
    with held(office):
        began = time.monotonic()
        press = office.world.press(office.li, card, "t:accept:1")
        answer = await press.answered(4)
        assert time.monotonic() - began < 2
        assert answer is not None
        assert word in answer.text
        await asyncio.sleep(1)
        assert office.rows("SELECT status FROM tasks") == [("assigned",)]
    await office.settle()
    assert office.rows("SELECT status FROM tasks") == [("active",)]
    assert office.rows("SELECT count(*) FROM history WHERE name = 'accepted'") == [(1,)]
    said = Words(language)("did-accepted", number=1)
    assert await office.until(lambda: said in office.texts(office.li))
    assert sum(t == said for t in office.texts(office.li)) == 1, "what came of it is said when it is known"


async def test_a_press_that_is_refused_after_it_was_answered_says_why(office: Stage) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    with held(office):
        press = office.world.press(office.zhao, office.card(office.group, 1), "t:accept:1", stale=True)
        assert (await press.answered(4)) is not None
    assert await office.until(lambda: any("#1" in t for t in office.texts(office.zhao)))
    assert office.rows("SELECT status FROM tasks") == [("assigned",)]


async def test_a_press_that_is_quick_is_answered_once_with_what_came_of_it(office: Stage, words: Words) -> None:
    await office.say(office.wang, office.group, "/task @li 明天下班前 提交报告")
    stood = len(office.messages(office.li))
    since = office.sim.journal.recorded
    assert await office.press(office.li, office.card(office.li, 1), "签收") == words("did-accepted", number=1)
    await asyncio.sleep(1.5)
    assert sum(e["method"] == "answerCallbackQuery" for e in office.sim.journal.after(since)) == 1
    assert [m.text for m in office.messages(office.li)[stood:] if m.text == words("did-accepted", number=1)] == []


async def test_the_courier_begins_no_unit_in_which_it_has_nothing_to_do(
    office: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, alone = [], Courier._alone

    async def counted(courier: Courier, turn: Turn) -> bool:
        went_on = await alone(courier, turn)
        begun.append((len(turn.heard), len(turn.letters)))
        return went_on

    monkeypatch.setattr(Courier, "_alone", counted)
    for n in range(1, 31):
        office.world.send((office.wang, office.zhou)[n % 2], office.group, f"/task @li 明天下班前 第{n}件")
    async with asyncio.timeout(20):
        while sum(f"第{n}件" in m.text for m in office.messages(office.group) for n in range(1, 31)) < 60:  # noqa: ASYNC110 - a chat has no event
            await asyncio.sleep(0.02)
    assert begun
    assert (0, 0) not in begun
    assert len(begun) < 30, "a group's cards leave several in a row"
