"""Starting, keeping and stopping the clocks of a task."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority, Status
from domain.rules import clocks
from domain.rules.breaches import run_out
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    FRIDAY,
    LEAD,
    MONDAY,
    SETTINGS,
    WORK,
    a_task,
    local,
    running,
)

ACCEPT, FIRST, PERIODIC, FINISH, REVIEW, ANSWER, PART, MILESTONE = CommitmentKind
TUESDAY = local(24, 10)

# behaviour.md section 4, counted by hand from Monday 23 November 2026, 09:30 (lunch 12 to 13, closing 18).
TERMS = {
    Priority.NORMAL: {ACCEPT: local(23, 14, 30), FIRST: local(24, 9, 30), REVIEW: local(25, 9, 30)},
    Priority.ELEVATED: {ACCEPT: local(23, 11, 30), FIRST: local(24, 9, 30), REVIEW: local(24, 9, 30)},
    Priority.URGENT: {ACCEPT: local(23, 10), FIRST: local(23, 13, 30), REVIEW: local(23, 14, 30)},
    Priority.IMMEDIATE: {ACCEPT: local(23, 9, 40), FIRST: local(23, 10, 30), REVIEW: local(23, 10, 30)},
}


@pytest.mark.parametrize("priority", Priority)
def test_clocks_run_for_the_terms_of_their_priority(priority: Priority) -> None:
    task = a_task(priority=priority)
    found = {k: clocks.due_moment(task, k, MONDAY, SETTINGS, CALENDAR) for k in (ACCEPT, FIRST, REVIEW)}
    assert found == TERMS[priority]


def test_the_finish_clock_is_due_at_the_deadline() -> None:
    assert clocks.due_moment(a_task(), FINISH, TUESDAY, SETTINGS, CALENDAR) == FRIDAY


def test_a_clock_that_could_only_run_out_after_the_deadline_is_not_started() -> None:
    assert set(running(a_task(due_at=local(23, 17)))) == {ACCEPT, FINISH}
    assert set(running(a_task(due_at=local(23, 12)))) == {FINISH}
    assert set(running(a_task(due_at=local(23, 14, 30)))) == {FINISH}
    assert set(running(a_task(due_at=local(24, 9, 31)))) == {ACCEPT, FIRST, FINISH}


def test_the_finish_and_review_clocks_start_even_when_the_deadline_has_passed() -> None:
    task = clocks.start(a_task(Status.SUBMITTED), (FINISH, REVIEW), FRIDAY + timedelta(days=1), SETTINGS, CALENDAR)
    assert set(running(task)) == {FINISH, REVIEW}


def test_the_work_clocks_are_the_leads_and_the_review_clock_is_the_assigners() -> None:
    assert {c.member_id for c in a_task().commitments} == {LEAD}
    assert a_task(Status.SUBMITTED).running(REVIEW).member_id == ASSIGNER  # type: ignore[union-attr]


def test_a_clock_started_again_is_a_new_generation_and_the_old_one_no_longer_binds() -> None:
    task = clocks.start(a_task(), (FINISH,), TUESDAY, SETTINGS, CALENDAR)
    first, second = [c for c in task.commitments if c.kind is FINISH]
    assert (first.generation, first.stopped_at, first.running) == (1, TUESDAY, False)
    assert (second.generation, second.started_at, second.running) == (2, TUESDAY, True)
    assert task.commitment(FINISH) is second
    assert task.running(FINISH) is second


def test_keeping_a_promise_keeps_only_what_runs_of_that_kind() -> None:
    task = clocks.meet(a_task(), (ACCEPT,), TUESDAY)
    assert set(running(task)) == {FIRST, FINISH}
    assert clocks.meet(task, (ACCEPT,), FRIDAY) == task
    assert clocks.stop(task, (ACCEPT,), FRIDAY) == task


def test_calling_off_leaves_no_promise_kept() -> None:
    task = clocks.stop(a_task(), WORK, TUESDAY)
    assert running(task) == {}
    assert {(c.met_at, c.stopped_at) for c in task.commitments} == {(None, TUESDAY)}


def test_a_clock_that_ran_out_still_runs_until_the_promise_is_kept() -> None:
    task = run_out(a_task(), FRIDAY, (FINISH,))
    assert task.running(FINISH).breached_at == FRIDAY  # type: ignore[union-attr]
    assert FINISH in running(task)
    done = a_task(Status.DONE)
    assert run_out(done, FRIDAY) is done


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DONE, Status.CANCELLED])
def test_what_owes_no_work_is_never_overdue(status: Status) -> None:
    assert not a_task(status).overdue(FRIDAY + timedelta(days=30))
    assert a_task().overdue(FRIDAY)
    assert not a_task().overdue(FRIDAY - timedelta(seconds=1))


def test_what_was_declined_and_lies_with_nobody_is_overdue_when_its_day_has_come() -> None:
    task = a_task(Status.DECLINED)
    assert task.overdue(task.due_at)
    assert not task.overdue(task.due_at - timedelta(seconds=1))
