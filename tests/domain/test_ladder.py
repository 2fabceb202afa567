"""From running clocks to the moments that ring, counted by hand from the calendar of November 2026."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.model.audience import Audience
from domain.model.clocks import TERMED, Commitment, CommitmentKind
from domain.model.tasks import Priority, Status, Task
from domain.model.timers import ClockRing
from domain.model.value import replace
from domain.rules import clocks
from domain.rules.ladder import find_step, ring_again, rings
from domain.settings.ladders import DEFAULT_LADDERS, Step
from tests.domain import verbs as decisions
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    FRIDAY,
    LEAD,
    MONDAY,
    SETTINGS,
    WORK,
    a_task,
    at,
    local,
)

ACCEPT, FIRST, PERIODIC, FINISH, REVIEW, ANSWER, PART, MILESTONE = CommitmentKind

# behaviour.md section 4, the finish clock at normal priority.
FINISH_LADDER = {
    "-3wd": "lead", "-1wd": "lead", "-2wh": "lead", "0": "lead backup assigner", "+4wh": "supervisor",
    "+1wd": "leader", "+3wd": "group",
}  # fmt: skip


def of(task: Task, kind: CommitmentKind) -> dict[str, datetime]:
    """The rings of one clock by the name of their step."""
    return {r.step: due for r, due in rings(task, SETTINGS, CALENDAR).items() if r.clock is kind}


def a_ring(step: str = "+3wd") -> ClockRing:
    """A ring of the finish clock's last step."""
    return ClockRing(1, FINISH, 1, step)


def test_the_finish_ladder_at_normal_priority_is_the_one_behaviour_section_4_promises() -> None:
    found = {s.name: " ".join(s.to) for s in DEFAULT_LADDERS[FINISH][Priority.NORMAL]}
    assert found == FINISH_LADDER
    assert str(find_step(DEFAULT_LADDERS[FINISH][Priority.NORMAL], "+3wd").every) == "+1wd"  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", TERMED)
def test_every_clock_has_a_ladder_for_every_priority_that_begins_with_whoever_made_the_promise(
    kind: CommitmentKind,
) -> None:
    first = Audience.ASSIGNER if kind in (REVIEW, ANSWER) else Audience.LEAD
    for priority in Priority:
        steps = DEFAULT_LADDERS[kind][priority]
        assert steps[0].to[0] is first
        assert len({s.name for s in steps}) == len(steps)
        assert all(s.to for s in steps)


@pytest.mark.parametrize("kind", TERMED)
def test_the_more_urgent_a_matter_the_sooner_its_ladder_has_been_climbed(kind: CommitmentKind) -> None:
    ends = [max(s.at.after(FRIDAY, CALENDAR) for s in DEFAULT_LADDERS[kind][p] if s.every is None) for p in Priority]
    assert ends == sorted(ends, reverse=True)


def test_a_week_long_task_rings_at_every_step_of_its_ladder() -> None:
    assert of(a_task(), FINISH) == {
        "-3wd": local(24, 18),
        "-1wd": local(26, 18),
        "-2wh": local(27, 16),
        "0": FRIDAY,
        "+4wh": local(30, 14),
        "+1wd": local(30, 18),
        "+3wd": local(2, 18, month=12),
    }


def test_a_task_given_for_tomorrow_has_no_reminder_three_days_before() -> None:
    assert set(of(a_task(due_at=local(24, 18)), FINISH)) == set(FINISH_LADDER) - {"-3wd"}
    assert set(of(a_task(due_at=local(23, 11)), FINISH)) == set(FINISH_LADDER) - {"-3wd", "-1wd", "-2wh"}


def test_a_result_returned_after_the_deadline_rings_for_the_new_one_ahead() -> None:
    late = decisions.send_back(a_task(Status.SUBMITTED), at(ASSIGNER, local(30, 15)), "缺附表").task
    assert late.due_at > local(30, 15)
    assert set(of(late, FINISH)) == set(FINISH_LADDER)


def test_one_handed_in_late_and_returned_has_an_hour_and_no_reminder_from_before() -> None:
    task = a_task(Status.SUBMITTED, submitted_at=local(30, 11))
    late = decisions.send_back(task, at(ASSIGNER, local(30, 15)), "缺附表").task
    assert late.due_at == local(30, 16)
    assert set(of(late, FINISH)) == set(FINISH_LADDER) - {"-3wd", "-1wd", "-2wh"}


def test_clocks_that_do_not_run_do_not_ring() -> None:
    assert list(rings(a_task(Status.DONE), SETTINGS, CALENDAR)) == []
    assert list(rings(a_task(Status.DECLINED), SETTINGS, CALENDAR)) == []
    assert {r.clock for r in rings(a_task(Status.SUBMITTED), SETTINGS, CALENDAR)} == {REVIEW}
    assert {r.clock for r in rings(a_task(Status.ACTIVE), SETTINGS, CALENDAR)} == {FIRST, FINISH}


@pytest.mark.parametrize("priority", Priority)
def test_every_ring_has_a_key_of_its_own_across_clocks_and_generations(priority: Priority) -> None:
    task = a_task(priority=priority)
    again = clocks.start(task, WORK, MONDAY + timedelta(hours=1), SETTINGS, CALENDAR)
    keys = [r.key for t in (task, again) for r in rings(t, SETTINGS, CALENDAR)]
    assert len(keys) == len(set(keys))
    assert all(len(k) <= 120 for k in keys)  # the outbox adds who is told, within 160


def test_a_step_counts_working_days_over_the_weekend_and_a_holiday() -> None:
    new_year_eve = local(31, 18, month=12)
    clock = Commitment(FINISH, LEAD, 1, MONDAY.astimezone(UTC), new_year_eve)
    task = a_task(due_at=new_year_eve, commitments=(clock,))
    due = of(task, FINISH)["+1wd"]
    assert CALENDAR.is_working_day(due.date())
    assert due == local(4, 18, month=1, year=2027)


def test_a_step_rings_again_every_working_day_until_the_promise_is_kept() -> None:
    step = Step.parse("+3wd group every 1wd")
    second = ring_again(a_ring(), local(27, 18), step, CALENDAR, local(27, 18))
    assert second is not None
    ring, due = second
    assert (due, ring.round, ring.key) == (local(30, 18), 1, "clock:1:finish:1:+3wd:1")
    third = ring_again(ring, due, step, CALENDAR, due)
    assert third is not None
    assert (third[1], third[0].round) == (local(1, 18, month=12), 2)


def test_after_downtime_a_repeating_step_rings_once_and_then_ahead() -> None:
    step = Step.parse("+4h group every 1h")
    now = local(27, 18, 30)
    following = ring_again(a_ring("+4h"), local(20, 9), step, CALENDAR, now)
    assert following is not None
    ring, due = following
    assert now < due <= now + timedelta(hours=1)
    assert ring.round == 178


def test_a_step_without_every_rings_once() -> None:
    assert ring_again(a_ring("0"), FRIDAY, Step.parse("0 lead"), CALENDAR, FRIDAY) is None


def test_a_step_that_the_configuration_dropped_is_not_found() -> None:
    steps = DEFAULT_LADDERS[ACCEPT][Priority.NORMAL]
    assert find_step(steps, "+9wd") is None
    assert find_step(steps, "0") is steps[0]


def test_moving_the_deadline_rings_under_new_keys() -> None:
    moved = decisions.change_deadline(a_task(), at(ASSIGNER), FRIDAY + timedelta(days=7)).task
    before = {r.key for r in rings(a_task(), SETTINGS, CALENDAR) if r.clock is FINISH}
    after = {r.key for r in rings(moved, SETTINGS, CALENDAR) if r.clock is FINISH}
    assert not before & after
    assert of(moved, FINISH)["0"] == moved.due_at


def test_an_office_can_set_its_own_ladder() -> None:
    own = {k: dict.fromkeys(Priority, (Step.parse("0 lead"),)) for k in CommitmentKind}
    found = rings(a_task(), replace(SETTINGS, ladders=own), CALENDAR)
    assert [(r.clock, r.step) for r in found] == [(ACCEPT, "0"), (FIRST, "0"), (FINISH, "0")]


def test_whoever_was_given_a_task_just_now_is_not_told_that_a_day_is_left() -> None:
    given_at = local(23, 17)
    task = a_task(due_at=local(24, 17, 30), created_at=given_at, commitments=())
    task = clocks.start(task, (CommitmentKind.FINISH,), given_at, SETTINGS, CALENDAR)
    assert [r.step for r in rings(task, SETTINGS, CALENDAR)][:2] == ["-2wh", "0"]
