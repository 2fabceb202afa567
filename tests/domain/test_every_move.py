"""The rest of the verbs, every row of the table, and any sequence of moves."""

from __future__ import annotations

import contextlib
from datetime import UTC, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.facts.base import FACTS
from domain.facts.tasks import (
    Cancelled,
    Commented,
)
from domain.model.clocks import WAITING, CommitmentKind
from domain.model.tasks import Assignment, Kind, Part, Relation, RequestKind, Status, Task
from domain.model.value import replace
from domain.rules.hands import owing
from domain.rules.lifecycle import BY_ACTION, TABLE, Action, kinds_of
from domain.rules.moves import DOING
from tests.domain import verbs as decisions
from tests.domain.deciding import (
    ALONE,
    ANSWER,
    FINISH,
    PART,
    REVIEW,
    TUESDAY,
    WITH_CO,
    by_action,
)
from tests.domain.office import (
    ASSIGNER,
    CO,
    LEAD,
    MONDAY,
    NEXT,
    RELATION,
    WATCHER,
    a_dispute,
    a_task,
    asks_time,
    asks_transfer,
    at,
    running,
)


@pytest.mark.parametrize("status", [s for s in Status if s.is_open])
def test_cancelling_stops_everything(status: Status) -> None:
    done = decisions.cancel(a_task(status, requests=(asks_time(),)), at(ASSIGNER, TUESDAY), "不用了")
    assert (done.task.status, done.task.closed_at) == (Status.CANCELLED, TUESDAY)
    assert running(done.task) == {}
    assert done.task.pending_request() is None
    assert done.fact == Cancelled("不用了")


def test_a_comment_changes_nothing_but_the_story() -> None:
    task = a_task(Status.ACTIVE)
    done = decisions.comment(task, at(WATCHER), "请注意格式")
    assert (done.task, done.fact) == (task, Commented("请注意格式"))


PERSON = {relation: member for member, relation in RELATION.items()}


@pytest.mark.parametrize(("status", "action", "side"), list(TABLE))
def test_every_row_of_the_table_can_be_carried_out_and_leads_where_it_says(
    status: Status, action: Action, side: Relation
) -> None:
    row = TABLE[status, action, side]
    task = a_task(status, people=WITH_CO)
    requests = (asks_time(), asks_transfer(number=2), a_dispute(task, CO, 3, put_at=MONDAY)) if row.answers else ()
    task, who = a_task(status, people=WITH_CO, requests=requests), at(PERSON.get(side, LEAD))
    if side is Relation.SELF:
        task, who = replace(task, people=ALONE, assigner_id=LEAD), replace(who, relations=frozenset({side}))
    if side in (Relation.BACKUP, Relation.RELIEVED):
        who = at(NEXT if side is Relation.BACKUP else LEAD, MONDAY, side)
        who = replace(who, relations=frozenset({side}))
    done = by_action(action, task, who)
    assert done.task.status in (DOING if row.back else (row.to or status,))
    assert FACTS[done.fact.name] is type(done.fact) is BY_ACTION[action].fact


RUNNING_IN = {
    Status.ASSIGNED: {FINISH}, Status.ACTIVE: {FINISH}, Status.SUBMITTED: {REVIEW},
    Status.DONE: set(), Status.DECLINED: set(), Status.CANCELLED: set(), Status.PAUSED: set(),
}  # fmt: skip


def sane(task: Task) -> None:
    """What is so of every task, whatever was done to it."""
    ids = [p.member_id for p in task.people]
    assert len(ids) == len(set(ids))
    assert [p.part for p in task.people].count(Part.LEAD) == 1
    running_ = [c for c in task.commitments if c.running]
    assert len(running_) == len({(c.kind, c.kind is PART and c.member_id) for c in running_})
    ticking = [c.kind for c in running_ if c.kind is not PART]
    assert set(ticking) >= RUNNING_IN[task.status] - (set(WAITING) if task.awaits else set())
    assert not (task.awaits and {c.kind for c in running_} & set(WAITING)), "what waits has no clock of the work"
    assert REVIEW not in ticking or set(ticking) <= {REVIEW, ANSWER}
    of_assigner = (REVIEW, ANSWER)
    still = [c for c in running_ if c.kind is not PART]
    theirs = {c.member_id: c.due_at for c in running_ if c.kind is PART}
    owed = {p.member_id: p.due_at for p in task.people if p.due_at and p.member_id in owing(task)}
    assert theirs == (owed if task.status in DOING and not task.awaits else {}), (
        "a clock for everybody who owes a part by a day of their own"
    )
    assert all(p.due_at is None or p.due_at <= task.due_at for p in task.people)
    assert all(c.member_id == (ASSIGNER if c.kind in of_assigner else task.duty_id) for c in still)
    assert task.taken_over_at is None or task.standin_id is not None
    for kind in CommitmentKind:
        generations = [c.generation for c in task.commitments if c.kind is kind]
        assert generations == list(range(1, len(generations) + 1))
    assert [r.number for r in task.requests] == list(range(1, len(task.requests) + 1))
    if task.status not in (*DOING, Status.PAUSED):
        kinds = {r.kind for r in task.requests if r.pending}
        assert kinds <= ({RequestKind.DISPUTE} if task.status is Status.SUBMITTED else set())
    assert (task.paused_at is not None) is (task.resumes_at is not None) is (task.status is Status.PAUSED)
    assert not ticking or task.status is not Status.PAUSED
    assert ANSWER not in ticking or any(r.waits for r in task.requests)
    assert 0 <= task.percent <= 100
    assert (task.closed_at is None) is task.status.is_open


def _whose(task: Task, action: Action) -> tuple[int, Relation]:
    """Who would do this: whoever has the duty, the assigner, or those between whom the duty goes."""
    if action is Action.TAKE_OVER and task.standin_id is not None and task.taken_over_at is None:
        return task.standin_id, Relation.BACKUP
    if action is Action.HAND_BACK and task.taken_over_at is not None:
        return task.lead_id, Relation.RELIEVED
    if task.co_ids and action in (Action.HAND_IN, Action.DISAGREE):
        return task.co_ids[0], Relation.CO
    if (task.status, action, Relation.LEAD) in TABLE:
        return task.duty_id, Relation.LEAD
    return ASSIGNER, Relation.ASSIGNER


OF_TASKS = [a for a in Action if Kind.TASK in kinds_of(a)]
STEPS = st.lists(st.tuples(st.sampled_from(OF_TASKS), st.integers(0, 40)), max_size=14)


@given(STEPS)
@settings(max_examples=150)
def test_no_sequence_of_moves_leaves_a_task_that_makes_no_sense(steps: list[tuple[Action, int]]) -> None:
    task, now = a_task(people=(*ALONE, Assignment(CO, Part.CO))), MONDAY.astimezone(UTC)
    for action, hours in steps:
        now += timedelta(hours=hours)
        actor, relation = _whose(task, action)
        who = replace(at(actor, now), relations=frozenset({relation}))
        with contextlib.suppress(Refusal):
            task = by_action(action, task, who).task
        sane(task)
