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


def test_an_answer_leaves_at_once_and_the_burst_makes_way_for_it() -> None:
    pacer, now = Pacer(Pace(between=1 / 30)), 100.0
    while pacer.room(now, 16):
        pacer.take(now)
    assert pacer.room_for_answers(now, 16) == 2
    before = pacer.next_place(now)
    assert pacer.take(now, answer=True) == 0
    assert pacer.next_place(now) == pytest.approx(before + 1 / 30)


def test_many_answers_leave_one_after_another() -> None:
    pacer = Pacer(Pace(between=1 / 30))
    waits = [pacer.take(100.0, answer=True) for _ in range(3)]
    assert waits == pytest.approx([0, 1 / 30, 2 / 30])
    assert pacer.room_for_answers(100.0, 16) == 0


def test_however_late_they_are_never_more_leave_in_a_second_than_may() -> None:
    pacer, now, leaves = Pacer(Pace(between=1 / 29)), 100.0, []
    for n in range(300):
        now += 0.5 if n % 40 == 0 else 0.001  # held up, then all at once
        wait = pacer.depart(now)
        now += wait
        leaves.append(now)
    assert all(later - first >= 1 - 1e-9 for first, later in zip(leaves, leaves[29:], strict=False))


def test_a_program_that_was_held_up_makes_good_what_it_lost() -> None:
    pacer, now, taken = Pacer(Pace(between=1 / 30)), 100.0, 0
    for _ in range(100):
        taken += len([pacer.take(now) for _ in range(pacer.room(now, 16))])
        now += 0.2  # it comes to it five times a second
    assert taken / 20 == pytest.approx(30, rel=0.02)


def test_only_where_a_chat_is_not_paced_may_messages_leave_for_it_in_a_row() -> None:
    assert Pacer(Pace()).in_a_row == 1
    assert Pacer(Pace(per_chat=0.0)).in_a_row == Pacer(Pace(per_group_minute=0)).in_a_row == 1
    assert Pacer(Pace(per_chat=0.0, per_group_minute=0)).in_a_row > 1


def test_what_nobody_paces_waits_for_nothing() -> None:
    pacer = Pacer(Pace(between=1e-6))
    assert [pacer.depart(100.0) for _ in range(100)] == [0] * 100
