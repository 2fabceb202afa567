"""A clock that jumps is not believed, and goes on when it is right again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import clock as module
from bot.clock import SystemClock
from domain.errors import ClockError
from jobs.scheduler import Alarm
from simulator import SimClock, Simulator
from tests.stage import Stage

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
TEN_YEARS = timedelta(days=3652)


class Machine:
    """A machine whose clock can be set and whose count of seconds cannot."""

    def __init__(self) -> None:
        self.shown, self.seconds = NOON, 1000.0

    def passes(self, seconds: float) -> None:
        """Time passes as it does."""
        self.shown += timedelta(seconds=seconds)
        self.seconds += seconds


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    """What the clock module reads."""
    made = Machine()

    class Fake(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return made.shown

    monkeypatch.setattr(module, "datetime", Fake)
    monkeypatch.setattr(module, "_count", lambda: made.seconds)
    return made


@pytest.fixture
def said() -> Iterator[list[Any]]:
    """What was logged."""
    with capture_logs() as entries:
        yield entries


@pytest.mark.parametrize("jump", [TEN_YEARS, -TEN_YEARS, timedelta(hours=1), timedelta(minutes=-10)])
def test_a_jump_is_said_once_and_nothing_is_read_until_it_is_undone(
    machine: Machine, said: list[Any], jump: timedelta
) -> None:
    clock = SystemClock()
    machine.passes(60)
    machine.shown += jump
    for _ in range(5):
        with pytest.raises(ClockError):
            clock.now()
        machine.passes(10)
    assert len(said) == 1
    assert said[0]["log_level"] == "error"
    assert said[0]["jumped_seconds"] == jump.total_seconds()
    machine.shown -= jump
    assert clock.now() == machine.shown


def test_small_corrections_and_a_long_sleep_are_no_jumps(machine: Machine) -> None:
    clock = SystemClock()
    for _ in range(20):
        machine.passes(30)
        machine.shown += timedelta(seconds=60)
        assert clock.now() == machine.shown
    machine.passes(10 * 3600)
    assert clock.now() == machine.shown


def test_a_clock_that_was_put_right_is_believed_when_telegram_confirms_it(machine: Machine) -> None:
    clock = SystemClock()
    machine.shown += TEN_YEARS
    with pytest.raises(ClockError):
        clock.now()
    clock.confirm(machine.shown)
    with pytest.raises(ClockError):
        clock.now()
    machine.passes(200)
    clock.confirm(machine.shown - TEN_YEARS)
    with pytest.raises(ClockError):
        clock.now()
    clock.confirm(machine.shown)
    assert clock.now() == machine.shown


async def test_while_the_clock_is_wrong_nothing_is_sent_and_afterwards_everything_once(
    tmp_path: Path, machine: Machine, said: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.running._WATCH_SECONDS", 0.1)
    monkeypatch.setattr("bot.edge.intake._REST", 0.05)
    clock = SimClock(NOON, frozen=True)
    sim = Simulator(clock, strict_limits=False)
    await sim.start()
    s = Stage(sim, clock, tmp_path / "duban.db", "zh-Hans")
    s.clock = SystemClock()  # type: ignore[assignment] - the machine's own, watched
    try:
        await s.start_bot()
        await s.set_up_office()
        await s.say(s.wang, s.group, "/task @li 明天下班前 提交报告")
        stood = sim.journal.recorded
        machine.shown += TEN_YEARS
        assert s.duban is not None
        for _ in range(3):
            s.duban.clock_moved()
            s.world.send(s.li, None, "/mine")
            await asyncio.sleep(0.2)
        assert [e["method"] for e in sim.journal.after(stood) if e["method"].startswith(("send", "edit"))] == []
        machine.shown -= TEN_YEARS
        await sim.until(lambda: sum("承办" in t for t in s.texts(s.li)) >= 3)
        await sim.until(lambda: any("时钟" in t for t in s.texts(s.wang)))
        await s.settle()
        assert s.rows("SELECT count(*) FROM history WHERE name = 'breached'") == [(0,)]
        errors = [e for e in said if e["log_level"] == "error"]
        assert [e["event"].partition(";")[0] for e in errors] == ["the clock jumped"]
    finally:
        await s.stop_bot()
        await sim.stop()


async def test_sweeps_count_real_seconds_and_pile_nothing_up(machine: Machine) -> None:
    clock = SystemClock()
    alarm, swept = Alarm(clock, 0.05), []

    async def sweep() -> None:
        swept.append(1)

    alarm.start()
    alarm.every("sweep", sweep)
    await asyncio.sleep(0.2)
    before = len(swept)
    machine.shown += TEN_YEARS
    await asyncio.sleep(0.2)
    machine.shown -= TEN_YEARS
    await asyncio.sleep(0.2)
    await alarm.stop()
    assert before < len(swept) <= 13


async def test_a_sweep_in_hand_is_finished_when_the_alarm_stops(said: list[Any]) -> None:
    alarm, done = Alarm(SystemClock(), 0.01), []

    async def slow() -> None:
        await asyncio.sleep(0.2)
        done.append(1)

    alarm.start()
    alarm.every("slow", slow)
    alarm.at("once", NOON, slow)
    await asyncio.sleep(0.1)
    await alarm.stop()
    assert len(done) == 2
    assert [e for e in said if e["log_level"] == "error"] == []
