"""The clock that can be moved, frozen and shared."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from simulator import SimClock
from simulator.clock import FAR_FUTURE

MONDAY = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def real() -> datetime:
    return datetime.now(UTC)  # noqa: TID251 - what the clock is measured against


def test_a_frozen_clock_stands_until_it_is_moved() -> None:
    clock = SimClock(MONDAY, frozen=True)
    assert clock.now() == MONDAY
    clock.advance(timedelta(hours=1))
    assert clock.now() == MONDAY + timedelta(hours=1)
    clock.set(MONDAY)
    assert clock.now() == MONDAY


def test_a_running_clock_walks_from_where_it_was_put() -> None:
    clock = SimClock(MONDAY)
    assert timedelta(0) <= clock.now() - MONDAY < timedelta(seconds=5)
    clock.freeze()
    stood = clock.now()
    clock.run()
    assert not clock.frozen
    assert timedelta(0) <= clock.now() - stood < timedelta(seconds=5)


def test_wall_says_when_a_moment_will_be_reached() -> None:
    clock = SimClock(MONDAY)
    later = clock.wall(MONDAY + timedelta(minutes=10))
    assert abs(later - real() - timedelta(minutes=10)) < timedelta(seconds=5)
    clock.freeze()
    assert clock.wall(MONDAY + timedelta(minutes=10)) == FAR_FUTURE
    assert clock.wall(MONDAY) <= real()


def test_listeners_hear_every_move() -> None:
    clock, heard = SimClock(MONDAY, frozen=True), []
    clock.listen(lambda: heard.append(clock.now()))
    clock.advance(timedelta(days=1))
    clock.run()
    assert len(heard) == 2


def test_the_file_is_readable_by_another_process(tmp_path: Path) -> None:
    path = tmp_path / "clock.json"
    clock = SimClock(MONDAY, frozen=True, path=path)
    assert json.loads(path.read_text()) == {
        "frozen": True,
        "at": MONDAY.isoformat(),
        "offset_seconds": pytest.approx(0, abs=1e12),
    }
    other = SimClock(path=path)
    clock.advance(timedelta(days=1))
    assert other.now() == MONDAY + timedelta(days=1)
    other.run()
    assert not clock.frozen


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        SimClock(datetime(2026, 1, 1))  # noqa: DTZ001 - what is refused
