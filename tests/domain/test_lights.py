"""灯: red, yellow, green and a pause, each with its reason; the same function for every place that shows a task."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.model.lights import Light
from domain.model.tasks import Assignment, Part, Status, Task
from domain.model.value import replace
from domain.rules import lights, pauses
from domain.rules.breaches import run_out
from domain.rules.lifecycle import Action
from domain.rules.lights import Cause, Lit
from tests.domain.deciding import ACCEPT, FINISH, by_action
from tests.domain.office import ASSIGNER, CALENDAR, FRIDAY, LEAD, MONDAY, SETTINGS, a_task, at, local

THURSDAY = local(26, 9)  # 24 of the 39.5 working hours of `a_task` are over


def lit(task: Task, now: datetime, **office: Any) -> Lit:
    """The light by the usual rules, or others."""
    return lights.lit(task, now, replace(SETTINGS, **office), CALENDAR)


def working(percent: int = 0, *, reported: bool = False, **fields: Any) -> Task:
    """A task that was accepted on Monday, with what its lead has said."""
    lead = Assignment(LEAD, Part.LEAD, MONDAY, MONDAY if reported else None)
    return a_task(Status.ACTIVE, people=(lead,), percent=percent, **fields)


def test_it_is_red_when_overdue_yellow_when_near_and_green_else() -> None:
    task = working(90)
    assert lit(task, MONDAY) == Lit(Light.GREEN)
    assert lit(task, FRIDAY - timedelta(hours=4)) == Lit(Light.YELLOW, Cause.NEAR)
    assert lit(task, FRIDAY) == Lit(Light.RED, Cause.OVERDUE)


@pytest.mark.parametrize(("fields", "cause"), [({"blocked": True}, Cause.BLOCKED), ({"returns": 1}, Cause.RETURNED)])
def test_it_is_yellow_when_blocked_or_returned_and_red_comes_first(fields: dict[str, Any], cause: Cause) -> None:
    assert lit(working(**fields), MONDAY) == Lit(Light.YELLOW, cause)
    assert lit(working(**fields), FRIDAY) == Lit(Light.RED, Cause.OVERDUE)


def test_progress_that_stays_far_under_the_time_that_is_over_is_behind_schedule() -> None:
    assert lights.share_passed(working(), THURSDAY, CALENDAR) == 59
    assert lit(working(28), THURSDAY) == Lit(Light.YELLOW, Cause.BEHIND, 59)
    assert lit(working(29), THURSDAY) == Lit(Light.GREEN), "within thirty points"
    assert lit(working(29), THURSDAY, behind=20).cause is Cause.BEHIND


def test_nobody_is_behind_before_half_of_the_time_is_over() -> None:
    assert lit(working(1), local(25, 9), behind=0) == Lit(Light.GREEN)
    assert lit(working(1), THURSDAY, behind=0).cause is Cause.BEHIND


def test_who_reports_in_words_is_not_measured_by_a_percent_who_says_nothing_is() -> None:
    assert lit(working(reported=True), THURSDAY) == Lit(Light.GREEN)
    assert lit(working(5, reported=True), THURSDAY).cause is Cause.BEHIND
    assert lit(working(), THURSDAY).cause is Cause.BEHIND


def test_a_matter_of_a_few_hours_is_near_and_not_behind() -> None:
    task = working(due_at=local(23, 15))
    assert lit(task, local(23, 14)) == Lit(Light.YELLOW, Cause.NEAR)


def test_what_nobody_accepted_is_not_behind_and_what_is_handed_in_neither() -> None:
    assert lit(a_task(), THURSDAY) == Lit(Light.GREEN)
    assert lit(a_task(Status.SUBMITTED), THURSDAY) == Lit(Light.GREEN)


def test_a_matter_that_nobody_accepts_in_time_is_yellow_and_so_is_one_of_which_no_first_report_came() -> None:
    given = a_task(due_at=local(30, 18))
    assert lit(given, THURSDAY) == Lit(Light.GREEN), "while the time to accept it runs"
    late = run_out(given, THURSDAY)
    assert lit(late, THURSDAY) == Lit(Light.YELLOW, Cause.UNACCEPTED)
    assert lit(late, local(30, 18)) == Lit(Light.RED, Cause.OVERDUE)
    taken = by_action(Action.ACCEPT, late, at(LEAD, THURSDAY)).task
    assert lit(taken, THURSDAY) == Lit(Light.YELLOW, Cause.UNREPORTED)
    unheard = replace(late, commitments=tuple(c for c in late.commitments if c.kind is not ACCEPT))
    assert lit(unheard, THURSDAY) == Lit(Light.YELLOW, Cause.UNREPORTED)


def test_a_pause_is_a_mark_of_its_own_and_its_time_is_not_counted() -> None:
    task = working(20)
    held = by_action(Action.PAUSE, task, at(ASSIGNER, local(24, 9))).task
    assert lit(held, THURSDAY) == Lit(Light.GREEN, Cause.PAUSED)
    going = pauses.go_on(held, local(26, 9), SETTINGS, CALENDAR)
    before, after = (lights.share_passed(t, m, CALENDAR) for t, m in ((task, local(24, 9)), (going, local(26, 9))))
    assert before == after > 0


def test_after_a_return_the_time_counts_anew() -> None:
    back = by_action(Action.RETURN, replace(a_task(Status.SUBMITTED), returns=0), at(ASSIGNER, local(25, 9))).task
    assert [c.generation for c in back.commitments if c.kind is FINISH and c.running] == [2]
    assert lights.share_passed(back, local(25, 9), CALENDAR) == 0


@pytest.mark.parametrize("status", [Status.SUBMITTED, Status.DONE, Status.CANCELLED])
def test_what_owes_no_work_has_a_green_light_after_its_deadline(status: Status) -> None:
    assert lit(a_task(status), FRIDAY + timedelta(days=1)) == Lit(Light.GREEN)
