"""The main job with the bot as its own process, killed with SIGKILL at random moments and started again.

A run without kills is the reference. A run with kills must end with the same history, must have said everything at least
once, and may have said at most one thing twice for each kill.
"""

from __future__ import annotations

import asyncio
import os
import random
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from simulator import SimClock, Simulator
from tests.stage import MONDAY

ROOT = Path(__file__).parents[2]
CONFIG = """
[telegram]
token = "{token}"
api_url = "{url}"
[storage]
url = "sqlite:///{folder}/duban.db"
[office]
name = "测试局"
[delivery]
per_second = 100000
per_chat_seconds = 0
per_group_minute = 0
[trial]
clock_file = "{folder}/clock.json"
sweep_seconds = 0.2
"""


@dataclass
class Outcome:
    """What a run left behind: what was said where, and the history."""

    said: Counter[tuple[int, str]]
    history: list[tuple[Any, ...]]
    kills: int = 0
    faults: list[str] = field(default_factory=list)

    def extras_over(self, reference: Outcome) -> Counter[tuple[int, str]]:
        """What was said more often than in the reference."""
        return self.said - reference.said

    def missing_from(self, reference: Outcome) -> set[tuple[int, str]]:
        """What the reference said and this run never did."""
        return set(reference.said) - set(self.said)


class Run:
    """One telling of the story; `kills` of its steps are struck, at moments drawn from `seed`."""

    def __init__(self, folder: Path, kills: int, seed: int) -> None:
        self.folder, self.random = folder, random.Random(seed)
        self.clock = SimClock(MONDAY, frozen=True, path=folder / "clock.json")
        self.sim = Simulator(self.clock, strict_limits=False)
        self.kills_left, self.kills_done = kills, 0
        self.process: subprocess.Popen[bytes] | None = None
        world = self.sim.world
        self.wang, self.zhou, self.li = (
            world.person(name, username=key, language_code="zh-hans")
            for name, key in (("王主任", "wang"), ("周秘书", "zhou"), ("李明", "li"))
        )
        self.group = world.group("综合部", members=[self.wang, self.zhou, self.li], creator=self.wang)

    async def tell(self) -> Outcome:
        """The whole story; every step is struck by its share of the kills."""
        await self.sim.start()
        try:
            return await self._tell()
        finally:
            if self.process:
                self.process.kill()
                self.process.wait()
            await self.sim.stop()

    async def _tell(self) -> Outcome:
        text = CONFIG.format(token=self.sim.token, url=self.sim.url, folder=self.folder)
        (self.folder / "config.toml").write_text(text)
        link = await self._first_start()
        steps = self._steps(link)
        for number, step in enumerate(steps):
            share = round(self.kills_left / (len(steps) - number))
            self.kills_left -= share
            step()
            for _ in range(share):
                await self._strike()
            await self._settle()
        self.sim.assert_clean()
        return Outcome(self._said(), self._history(), self.kills_done, self._verify())

    def _steps(self, link: str) -> list[Callable[[], object]]:
        w, li, wang, group = self.sim.world, self.li, self.wang, self.group
        clock = self.clock

        def to(day: int, hour: int, minute: int = 0) -> Callable[[], None]:
            return lambda: clock.set(datetime(2026, 11, day, hour, minute, tzinfo=MONDAY.tzinfo))

        return [
            lambda: w.start(wang, link.partition("start=")[2]),
            lambda: w.add_bot(wang, group),
            lambda: w.press(li, self._last(group.id), "j:1"),
            lambda: w.start(li, "hello"),
            lambda: w.press(self.zhou, self._last(group.id), "j:1"),
            lambda: w.start(self.zhou, "hello"),
            lambda: w.send(wang, group, "/role @zhou supervisor"),
            lambda: w.send(wang, group, "/task @li 明天下午五点前 提交三季度报告 !加急"),
            lambda: w.press(li, self._last(w.private(li).id, "t:accept:1"), "t:accept:1"),
            lambda: w.send(li, None, "60% 等财务数据", reply_to=self._last(w.private(li).id, "t:report:1").id),
            to(23, 17),
            to(24, 9, 5),
            lambda: w.send(li, None, "/extend 1 明天下班前 财务数据还没到"),
            lambda: w.press(wang, self._last(w.private(wang).id, "t:grant_time:1"), "t:grant_time:1"),
            to(25, 9, 5),
            to(25, 16),
            to(25, 18),
            to(26, 9, 5),
            to(26, 11),
            lambda: w.send(li, None, "/done 1 已提交"),
            lambda: w.send(wang, None, "/return 1 缺附表"),
            lambda: w.send(li, None, "/done 1 附表已补"),
            lambda: w.send(wang, None, "/approve 1 5"),
            to(27, 9),
            lambda: w.send(wang, None, "/history 1"),
        ]

    def _last(self, chat_id: int, data: str = "") -> Any:
        """The newest message of the bot with such a button."""
        found = [m for m in self.sim.world.chat_messages(chat_id) if any(b.data for b in m.all_buttons())]
        fitting = [m for m in found if not data or any(b.data == data for b in m.all_buttons())]
        return fitting[-1]

    async def _first_start(self) -> str:
        """Start the bot and read the claim link it prints."""
        self._start(read=True)
        assert self.process is not None
        assert self.process.stdout is not None
        lines = [await asyncio.to_thread(self.process.stdout.readline) for _ in range(2)]
        self.process.stdout.close()
        return lines[1].decode().strip().rpartition(" ")[2]

    def _start(self, *, read: bool = False) -> None:
        out = subprocess.PIPE if read else subprocess.DEVNULL
        log = (self.folder / "log.txt").open("ab")
        command = [sys.executable, "-m", "bot", "run", "--config", str(self.folder / "config.toml")]
        self.process = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=log, env=os.environ | {"PYTHONWARNINGS": ""}
        )
        log.close()

    async def _strike(self) -> None:
        """Kill at a random moment: soon after a step, at a request of the bot, or while it starts."""
        way = self.random.choice(("moment", "request", "starting"))
        if way == "moment":
            await asyncio.sleep(self.random.uniform(0, 0.12))
        elif way == "request":
            await self._requests(self.random.randint(1, 4))
        else:
            await asyncio.sleep(self.random.uniform(0.2, 1.3))
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await asyncio.to_thread(self.process.wait)
        self.kills_done += 1
        self._start()

    async def _requests(self, count: int) -> None:
        """Until the bot has asked this many more things of Telegram, or a second and a half have passed."""
        journal = self.sim.journal
        goal, end = journal.recorded + count, asyncio.get_running_loop().time() + 1.5
        while journal.recorded < goal and asyncio.get_running_loop().time() < end:  # noqa: ASYNC110 - the finest grain
            await asyncio.sleep(0)

    async def _settle(self) -> None:
        """Until the bot has nothing left to handle, ring or send."""
        quiet = 0
        end = asyncio.get_running_loop().time() + 60
        while quiet < 4:
            assert asyncio.get_running_loop().time() < end, (self.folder / "log.txt").read_text()[-3000:]
            await asyncio.sleep(0.05)
            quiet = quiet + 1 if not self.sim.updates.fresh() and not self._waiting() else 0

    def _waiting(self) -> bool:
        now = (self.clock.now() + timedelta(microseconds=1)).strftime("%Y-%m-%d %H:%M:%S.%f")
        with sqlite3.connect(f"file:{self.folder}/duban.db?mode=ro", uri=True) as db:
            row = db.execute(
                "SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL)"
                " + (SELECT count(*) FROM timers WHERE state = 'pending' AND due_at <= ?)"
                " + (SELECT count(*) FROM outbox WHERE state = 'pending' AND not_before <= ?)",
                (now, now),
            ).fetchone()
        db.close()
        return bool(row[0])

    def _said(self) -> Counter[tuple[int, str]]:
        world = self.sim.world
        chats = [self.group.id, *(world.private(p).id for p in (self.wang, self.zhou, self.li))]
        return Counter(
            (chat, m.text) for chat in chats for m in world.chat_messages(chat) if m.sender and m.sender.is_bot
        )

    def _history(self) -> list[tuple[Any, ...]]:
        with sqlite3.connect(self.folder / "duban.db") as db:
            rows = db.execute(
                "SELECT task_id, seq, at, actor_id, name, data FROM history ORDER BY task_id, seq"
            ).fetchall()
        db.close()
        return rows

    def _verify(self) -> list[str]:
        command = [sys.executable, "-m", "bot", "verify", "--config", str(self.folder / "config.toml")]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return [] if done.returncode == 0 else done.stdout.splitlines()


async def compare(folder: Path, kills: int, seed: int, reference: Outcome) -> tuple[Outcome, list[str]]:
    """A run with kills held against the reference: the outcome and everything that is wrong with it."""
    folder.mkdir(parents=True)  # noqa: ASYNC240 - nothing runs yet
    outcome = await Run(folder, kills, seed).tell()
    wrong = [f"verify: {f}" for f in outcome.faults]
    if outcome.history != reference.history:
        wrong.append(f"seed {seed}: the history differs: {set(outcome.history) ^ set(reference.history)}")
    wrong += [f"seed {seed}: never said: {m}" for m in outcome.missing_from(reference)]
    extras = outcome.extras_over(reference)
    if extras.total() > outcome.kills:
        wrong.append(f"seed {seed}: {extras.total()} extra copies for {outcome.kills} kills: {extras}")
    return outcome, wrong
