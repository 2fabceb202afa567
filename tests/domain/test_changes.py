"""Reopening, and what is changed of a task that was given: title, standard, origin, priority, evidence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.facts.base import Event, Fact
from domain.facts.tasks import (
    Commented,
    EvidenceNeeded,
    FileAdded,
    OriginChanged,
    PriorityChanged,
    Reopened,
    Reported,
    StandardChanged,
    Submitted,
    TitleChanged,
)
from domain.model.clocks import Commitment
from domain.model.tasks import Assignment, Origin, Part, Priority, Status, Task
from domain.model.timers import ClockRing
from domain.model.value import replace
from domain.rules.decisions import Decision, decide
from domain.rules.evidence import shown
from domain.rules.given import Given
from domain.rules.ladder import rings
from domain.rules.lifecycle import Action
from tests.domain import verbs as decisions
from tests.domain.deciding import ACCEPT, ALONE, FINISH, FIRST, PHOTO, refused
from tests.domain.office import ASSIGNER, CALENDAR, FRIDAY, HOUR, LEAD, MONDAY, SETTINGS, a_task, at, local, running
from tests.domain.verbs import words


def prioritised(task: Task, priority: Priority, hours: float = 0) -> Decision:
    """The task under another priority, some hours after Monday morning."""
    return decide(task, Action.CHANGE_PRIORITY, at(ASSIGNER, MONDAY + hours * HOUR), Given(priority=priority))


def changed(task: Task, action: Action, text: str) -> Decision:
    """A change that is nothing but words."""
    return decide(task, action, at(ASSIGNER), words(text))


# -- reopening ---------------------------------------------------------------------------------------------------------


def reopened(task: Task, days: int) -> Decision:
    """The task, taken up again so many days after it was done."""
    now = MONDAY + timedelta(days=days)
    return decide(task, Action.REOPEN, at(ASSIGNER, now), words("数据有误", moment=now + timedelta(days=7)))


def test_a_done_task_is_taken_up_again_with_a_deadline_of_its_own() -> None:
    done = reopened(a_task(Status.DONE, rating=4), days=30)
    task, due = done.task, MONDAY + timedelta(days=37)
    assert (task.status, task.due_at, task.closed_at, task.submitted_at) == (Status.ACTIVE, due, None, None)
    assert (task.percent, task.rating) == (0, None)
    assert set(running(task)) == {FIRST, FINISH}
    assert done.fact == Reopened(due.isoformat(), "数据有误")


def test_after_thirty_days_it_is_a_task_of_its_own() -> None:
    late = refused(lambda: reopened(a_task(Status.DONE), days=31))
    assert (late.name, late.fields) == ("reopen-late", {"number": "1", "days": "30"})


def test_it_is_taken_up_again_for_a_moment_that_lies_ahead() -> None:
    given = words("数据有误", moment=MONDAY - HOUR)
    assert refused(lambda: decide(a_task(Status.DONE), Action.REOPEN, at(ASSIGNER), given)).name == "deadline-past"


# -- words -------------------------------------------------------------------------------------------------------------


def test_what_changed_is_told_as_it_was_and_as_it_is() -> None:
    task = a_task(standard="一份报告", origin=Origin.MEETING, origin_ref="12号")
    assert changed(task, Action.CHANGE_TITLE, "新标题").fact == TitleChanged("提交三季度报告", "新标题")
    assert changed(task, Action.CHANGE_STANDARD, "盖章").fact == StandardChanged("一份报告", "盖章")
    assert changed(task, Action.CHANGE_ORIGIN, "批示 王主任").fact == OriginChanged(
        "meeting", "12号", "instruction", "王主任"
    )


@pytest.mark.parametrize(
    ("action", "text"),
    [(Action.CHANGE_TITLE, "提交三季度报告"), (Action.CHANGE_STANDARD, "盖章"), (Action.CHANGE_ORIGIN, "会议 12号")],
)
def test_what_is_so_already_is_not_changed(action: Action, text: str) -> None:
    task = a_task(standard="盖章", origin=Origin.MEETING, origin_ref="12号")
    assert refused(lambda: changed(task, action, text)).name == "unchanged"
    assert changed(task, action, f"{text}号").fact


@pytest.mark.parametrize(
    ("action", "most", "name"),
    [
        (Action.CHANGE_TITLE, 60, "title-long"),
        (Action.CHANGE_STANDARD, 300, "label-long"),
        (Action.CHANGE_ORIGIN, 100, "label-long"),
    ],
)
def test_what_stands_on_every_card_has_a_length(action: Action, most: int, name: str) -> None:
    assert changed(a_task(), action, "长" * most).fact
    long = refused(lambda: changed(a_task(), action, "长" * (most + 1)))
    assert (long.name, long.fields) == (name, {"limit": str(most), "length": str(most + 1)})


# -- priority ----------------------------------------------------------------------------------------------------------


def test_a_raised_priority_starts_its_terms_and_its_ladder_from_now() -> None:
    done = prioritised(a_task(), Priority.URGENT, hours=1)
    assert running(done.task) == {ACCEPT: local(23, 11), FIRST: local(23, 14, 30), FINISH: FRIDAY}
    assert done.fact == PriorityChanged("normal", "urgent", FRIDAY.isoformat(), FRIDAY.isoformat())
    steps = {r.step: due for r, due in rings(done.task, SETTINGS, CALENDAR).items() if r.clock is FINISH}
    assert steps["-4h"] == local(27, 14)


def test_a_raised_priority_gives_nobody_more_time() -> None:
    close = a_task(due_at=local(23, 18))
    before = running(close)
    after = running(prioritised(close, Priority.URGENT, hours=4.8).task)
    assert after[ACCEPT] == before[ACCEPT]


def test_steps_of_the_new_ladder_that_lie_behind_do_not_ring_at_once() -> None:
    task = prioritised(a_task(Status.ACTIVE, due_at=local(23, 12)), Priority.URGENT, hours=1).task
    assert min(rings(task, SETTINGS, CALENDAR).values()) > MONDAY + HOUR


def test_a_lowered_priority_gives_the_longer_terms_from_now() -> None:
    task = prioritised(a_task(priority=Priority.URGENT), Priority.NORMAL, hours=0.25).task
    assert running(task)[ACCEPT] == local(23, 14, 45)


def test_what_has_run_out_stays_run_out_under_another_priority() -> None:
    out = Commitment(FINISH, LEAD, 1, MONDAY, FRIDAY, breached_at=FRIDAY)
    task = prioritised(a_task(Status.ACTIVE, commitments=(out,)), Priority.URGENT, hours=24 * 12).task
    assert [(c.due_at, c.breached_at) for c in task.commitments if c.running] == [(FRIDAY, FRIDAY)]
    assert task.overdue(MONDAY + timedelta(days=12))


def test_a_long_overdue_task_is_still_called_out_in_the_group_once_it_is_urgent() -> None:
    out = Commitment(FINISH, LEAD, 1, MONDAY, FRIDAY, breached_at=FRIDAY)
    task = prioritised(a_task(Status.ACTIVE, commitments=(out,)), Priority.URGENT, hours=24 * 12).task
    now = MONDAY + timedelta(days=12)
    group = [due for r, due in rings(task, SETTINGS, CALENDAR).items() if isinstance(r, ClockRing) and r.step == "+4h"]
    assert len(group) == 1
    assert now < group[0] <= now + timedelta(days=1)


def test_a_deadline_that_nobody_named_follows_the_priority() -> None:
    usual = a_task(due_said_at=MONDAY, due_words="", due_at=local(4, 18, month=12))
    raised = prioritised(usual, Priority.URGENT).task
    assert raised.due_at == local(26, 18) == running(raised)[FINISH]
    lowered = prioritised(raised, Priority.ELEVATED).task
    assert lowered.due_at == local(30, 18)
    assert prioritised(a_task(), Priority.URGENT).task.due_at == FRIDAY, "one that was named stays"


def test_the_clocks_of_a_paused_task_keep_what_they_had_left() -> None:
    paused = a_task(Status.PAUSED)
    task = prioritised(paused, Priority.URGENT).task
    assert (task.priority, task.commitments) == (Priority.URGENT, paused.commitments)


def test_the_same_priority_is_no_change() -> None:
    assert refused(lambda: prioritised(a_task(), Priority.NORMAL)).name == "unchanged"


# -- evidence ----------------------------------------------------------------------------------------------------------


def test_a_result_without_a_file_is_refused_where_one_was_asked_for() -> None:
    task = decide(a_task(Status.ACTIVE, people=ALONE), Action.NEED_EVIDENCE, at(ASSIGNER))
    assert task.fact == EvidenceNeeded()
    assert refused(lambda: decisions.submit(task.task, at(LEAD), "好了", ())).name == "evidence"
    assert decisions.submit(task.task, at(LEAD), "好了", (PHOTO,)).task.status is Status.SUBMITTED
    waived = decide(task.task, Action.WAIVE_EVIDENCE, at(ASSIGNER)).task
    assert decisions.submit(waived, at(LEAD), "好了", ()).task.status is Status.SUBMITTED


def test_a_file_among_the_reports_is_evidence() -> None:
    task = a_task(Status.ACTIVE, people=(Assignment(LEAD, Part.LEAD),), evidence=True)
    who = at(LEAD)
    assert refused(lambda: decisions.submit(task, who, "好了", ())).name == "evidence"
    assert decisions.submit(task, replace(who, shown=True), "好了", ()).task.status is Status.SUBMITTED


FILE = ({"kind": "photo", "file_id": "p", "name": ""},)


@pytest.mark.parametrize(
    ("facts", "evidence"),
    [
        ((), False),
        ((Reported("60%"),), False),
        ((Reported("60%", files=FILE),), True),
        ((Reported("60%"), FileAdded(1, FILE[0])), True),
        ((Submitted("好了", FILE),), True),
        ((Commented("看这里", FILE),), False),
        ((Commented("看这里"), FileAdded(1, FILE[0])), False),
        ((Reported("60%", files=FILE), Reopened("2026-12-01", "有误")), False),
        ((Reopened("2026-12-01", "有误"), Reported("60%", files=FILE)), True),
    ],
)
def test_evidence_is_what_those_handed_in_who_do_it_since_it_was_last_taken_up(
    facts: tuple[Fact, ...], evidence: bool
) -> None:
    story = [Event(1, seq, MONDAY, LEAD, fact) for seq, fact in enumerate(facts, 1)]
    assert shown(story) is evidence


@pytest.mark.parametrize(("action", "evidence"), [(Action.NEED_EVIDENCE, True), (Action.WAIVE_EVIDENCE, False)])
def test_evidence_is_asked_for_once_and_waived_where_it_was(action: Action, evidence: bool) -> None:
    assert refused(lambda: decide(a_task(evidence=evidence), action, at(ASSIGNER))).name == "unchanged"
    assert decide(a_task(evidence=not evidence), action, at(ASSIGNER)).task.evidence is evidence
