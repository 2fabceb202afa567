"""The line of all messages: nothing is taken up long before it can leave, and the line has no gaps."""

from __future__ import annotations

import pytest

from jobs.pacing import Pace, Pacer


def test_what_cannot_leave_soon_is_not_taken_up() -> None:
    pacer = Pacer(Pace(between=1 / 30))
    assert pacer.room(100.0, 16) == 2
    waits = [pacer.take(100.0) for _ in range(2)]
    assert waits == pytest.approx([0, 1 / 30])
    assert pacer.room(100.0, 16) == 0
    assert pacer.next_place(100.0) == pytest.approx(2 / 30 - 0.05)


def test_an_answer_that_comes_into_a_burst_has_at_most_two_before_it() -> None:
    pacer = Pacer(Pace(between=1 / 30))
    now = 100.0
    for _ in range(300):
        for _ in range(pacer.room(now, 16)):
            assert pacer.take(now) <= 0.05
        now += 0.01


def test_a_burst_taken_up_in_rounds_leaves_at_the_full_pace() -> None:
    pacer = Pacer(Pace(between=1 / 30))
    now, leaves = 100.0, []
    while len(leaves) < 300:
        leaves += [now + pacer.take(now) for _ in range(pacer.room(now, 16))]
        now += 0.02
    assert (len(leaves) - 1) / (leaves[-1] - leaves[0]) == pytest.approx(30, rel=0.01)


def test_without_a_pace_there_is_room_for_as_many_as_may_be_in_flight() -> None:
    assert Pacer(Pace(between=1e-6)).room(100.0, 16) == 16
