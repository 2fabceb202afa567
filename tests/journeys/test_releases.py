"""An office that an earlier version left in the middle of everything is opened by this one, and goes on."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.config import Config
from bot.wiring import verify_history
from simulator import SimClock, Simulator
from tests.releases.make import KEPT
from tests.stage import MONDAY, Stage

EVENING = MONDAY.replace(hour=20, minute=0)
RELEASES = sorted(folder.name for folder in KEPT.iterdir())


@pytest.fixture(params=RELEASES)
async def kept(request: Any, tmp_path: Path, logs: list[Any]) -> AsyncIterator[Stage]:
    """The office of that version on Monday evening, in a copy."""
    for name in ("duban.db", "telegram.json"):
        shutil.copy(KEPT / request.param / name, tmp_path / name)
    sim = Simulator(SimClock(EVENING, frozen=True), strict_limits=False, state=tmp_path / "telegram.json")
    await sim.start()
    made = Stage(sim, sim.clock, tmp_path / "duban.db", "zh-Hans")
    try:
        await made.start_bot()
        await made.settle()
        yield made
        sim.assert_clean()
    finally:
        await made.stop_bot()
        await sim.stop()


def statuses(s: Stage) -> dict[int, str]:
    """Every task's status."""
    return dict(s.rows("SELECT id, status FROM tasks"))


def with_button(s: Stage, chat: object, data: str) -> Any:
    """The message in a chat that has such a button."""
    return next(m for m in reversed(s.messages(chat)) if any(b.data == data for b in m.all_buttons()))


async def test_nothing_is_lost_and_the_history_is_unbroken(kept: Stage) -> None:
    assert statuses(kept) == {
        1: "assigned", 2: "active", 3: "submitted", 4: "done", 5: "declined", 6: "cancelled", 7: "active",
        8: "assigned", 9: "active", 10: "assigned", 11: "assigned", 12: "assigned",
    }  # fmt: skip
    assert verify_history(Config(storage={"url": f"sqlite:///{kept.database}"})) == []
    for number in range(1, 13):
        assert await kept.say(kept.wang, None, f"/history {number}")


async def test_buttons_on_old_cards_do_what_they_say(kept: Stage) -> None:
    s = kept
    await s.press(s.li, with_button(s, s.li, "t:accept:1"), "t:accept:1")
    await s.press(s.wang, with_button(s, s.wang, "t:grant_time:2"), "t:grant_time:2")
    await s.press(s.wang, with_button(s, s.wang, "t:return:3"), "t:return:3")
    await s.say(s.wang, None, "缺附件")
    await s.press(s.wang, with_button(s, s.wang, "t:grant_transfer:8"), "t:grant_transfer:8")
    now = statuses(s)
    assert (now[1], now[2], now[3], now[8]) == ("active", "active", "active", "assigned")
    assert s.rows("SELECT due_words, granted FROM tasks JOIN requests ON task_id = tasks.id WHERE tasks.id = 2") == [
        ("", 1)
    ]
    assert s.rows("SELECT username FROM assignments JOIN members ON members.id = member_id WHERE task_id = 8"
                  " AND part = 'lead'") == [("zhao",)]  # fmt: skip


async def test_open_questions_and_drafts_are_answered(kept: Stage) -> None:
    s = kept
    await s.say(s.zhao, None, "名单已到，40%")
    assert s.rows("SELECT percent FROM tasks WHERE id = 9") == [(40,)]
    await s.press(s.wang, with_button(s, s.group, "d:12:reading:1"), "d:12:reading:1")
    offered = [b.data for m in s.messages(s.group) for b in m.all_buttons() if b.data and "d:13:deadline" in b.data]
    deadline = offered[1]  # the first was the close of Monday
    await s.press(s.li, with_button(s, s.group, deadline), deadline)
    asked = s.last(s.group)
    await s.say(s.li, s.group, "写本周小结", reply_to=asked.id)
    await s.press(s.li, with_button(s, s.group, "d:13:confirm:yes"), "d:13:confirm:yes")
    await s.say(s.wang, None, "@zhao")
    titles = [title for (title,) in s.rows("SELECT title FROM tasks WHERE id > 12 ORDER BY id")]
    assert titles == ["交材料", "写本周小结", "写一份年终总结"]
    assert s.rows("SELECT id FROM drafts") == s.rows("SELECT id FROM questions") == []


async def test_what_waited_is_said_when_its_hour_comes_and_to_whom_it_was_parked_for(kept: Stage) -> None:
    s = kept
    before = len(s.texts(s.zhou))
    s.world.start(s.zhou, "hello")
    await s.settle()
    assert any("检查考勤" in text for text in s.texts(s.zhou)[before:])
    await s.pass_time(EVENING + timedelta(hours=13, minutes=5))
    assert any("交值班表" in text for text in s.texts(s.li)[-4:])
    assert s.rows("SELECT count(*) FROM outbox WHERE state IN ('pending', 'failed')") == [(0,)]
    assert s.rows("SELECT count(*) FROM timers WHERE state = 'aside'") == [(0,)]
