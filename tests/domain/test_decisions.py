"""What each verb makes of a task: status, people, clocks, requests, the fact; and what it refuses, from the same task."""

from __future__ import annotations

import pytest

from domain.facts.tasks import (
    Accepted,
    Approved,
    Assigned,
    Declined,
    Reassigned,
    Reported,
    Returned,
    Submitted,
)
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Assignment, Part, Relation, RequestKind, Status, Task
from domain.model.value import replace
from tests.domain import verbs as decisions
from tests.domain.deciding import (
    ACCEPT,
    ALONE,
    FINISH,
    FIRST,
    PHOTO,
    REVIEW,
    TUESDAY,
    part,
    refused,
)
from tests.domain.office import (
    ASSIGNER,
    CO,
    FRIDAY,
    LEAD,
    MONDAY,
    NEXT,
    OWNER,
    SUPERVISOR,
    WATCHER,
    a_task,
    asks_time,
    asks_transfer,
    at,
    lead_of,
    local,
    running,
)

# -- giving ----------------------------------------------------------------------------------------------------------


def test_a_task_starts_its_three_work_clocks_and_tells_whom_it_was_given_to() -> None:
    bare = replace(a_task(commitments=()), id=0)
    task, fact = decisions.new_task(bare, at(ASSIGNER))
    assert running(task) == {ACCEPT: local(23, 14, 30), FIRST: local(24, 9, 30), FINISH: FRIDAY}
    assert fact == Assigned(
        task.title, FRIDAY.isoformat(), "", "normal", {str(LEAD): "lead", str(CO): "co", str(WATCHER): "watcher"}
    )


# -- accepting -------------------------------------------------------------------------------------------------------


def test_the_lead_accepts_and_the_task_is_active() -> None:
    done = decisions.accept(a_task(), at(LEAD, TUESDAY))
    assert (done.task.status, done.fact) == (Status.ACTIVE, Accepted())
    assert part(done.task, LEAD).accepted_at == TUESDAY
    assert ACCEPT not in running(done.task)
    assert done.task.commitment(ACCEPT).met_at == TUESDAY  # type: ignore[union-attr]
    assert set(running(done.task)) == {FIRST, FINISH}


def test_a_co_assignee_accepts_their_part_and_the_lead_still_has_to() -> None:
    done = decisions.accept(a_task(), at(CO))
    assert done.task.status is Status.ASSIGNED
    assert done.move.to is None
    assert part(done.task, CO).accepted_at == MONDAY
    assert part(done.task, LEAD).accepted_at is None
    assert ACCEPT in running(done.task)


def test_a_co_assignee_accepts_once() -> None:
    once = decisions.accept(a_task(), at(CO)).task
    again = refused(lambda: decisions.accept(once, at(CO)))
    assert (again.name, again.fields["status"]) == ("state", "active")


def test_a_second_tap_on_accept_says_what_the_state_is_now() -> None:
    once = decisions.accept(a_task(), at(LEAD)).task
    again = refused(lambda: decisions.accept(once, at(LEAD)))
    assert (again.name, again.fields["status"]) == ("state", "active")


@pytest.mark.parametrize("action", ["accept", "report", "submit"])
def test_accountability_moves_to_the_new_lead_when_they_take_the_task_on_in_whatever_way(action: str) -> None:
    task = a_task(people=(Assignment(NEXT, Part.LEAD),), first_handler_id=LEAD)
    who = at(NEXT, MONDAY, Relation.LEAD)
    taken = {
        "accept": lambda: decisions.accept(task, who),
        "report": lambda: decisions.report(task, who, "开始了", percent=None, blocked=False, files=()),
        "submit": lambda: decisions.submit(task, who, "好了", ()),
    }[action]().task
    assert task.first_handler_id == LEAD
    assert taken.first_handler_id == NEXT


def test_a_co_assignee_does_not_become_accountable() -> None:
    assert decisions.accept(a_task(first_handler_id=LEAD), at(CO)).task.first_handler_id == LEAD


# -- declining and reassigning ---------------------------------------------------------------------------------------


def test_declining_stops_the_clocks_of_the_work_and_starts_the_assigners() -> None:
    done = decisions.decline(a_task(), at(LEAD, TUESDAY), "不归我管")
    assert (done.task.status, done.fact) == (Status.DECLINED, Declined("不归我管"))
    assert set(running(done.task)) == {CommitmentKind.REVIEW}
    [review] = [c for c in done.task.commitments if c.running]
    assert review.member_id == ASSIGNER, "whoever gave it says who does it now"
    assert all(c.stopped_at == TUESDAY and c.met_at is None for c in done.task.commitments if c is not review)
    assert done.task.first_handler_id == LEAD
    again = decisions.reassign(done.task, at(ASSIGNER, TUESDAY), NEXT).task
    assert CommitmentKind.REVIEW not in running(again)


def test_a_declined_task_given_to_somebody_else_starts_its_clocks_anew() -> None:
    declined = decisions.decline(a_task(), at(LEAD), "忙").task
    done = decisions.reassign(declined, at(ASSIGNER, TUESDAY), NEXT)
    assert (done.task.status, done.fact) == (Status.ASSIGNED, Reassigned(LEAD, NEXT))
    assert lead_of(done) == NEXT
    assert done.task.part_of(LEAD) is None, "what they declined is no matter of theirs"
    assert part(done.task, CO).part is Part.CO
    assert done.task.running(FINISH).generation == 2  # type: ignore[union-attr]
    assert done.task.running(FINISH).member_id == NEXT  # type: ignore[union-attr]


def test_a_declined_task_may_be_given_back_to_the_same_person_but_a_task_under_way_may_not() -> None:
    declined = decisions.decline(a_task(), at(LEAD), "忙").task
    assert lead_of(decisions.reassign(declined, at(ASSIGNER), LEAD)) == LEAD
    assert refused(lambda: decisions.reassign(a_task(), at(ASSIGNER), LEAD)).name == "same-lead"


@pytest.mark.parametrize("to", [CO, WATCHER, NEXT, ASSIGNER])
def test_nobody_stands_twice_among_the_people_whoever_becomes_the_lead(to: int) -> None:
    people = decisions.reassign(a_task(), at(SUPERVISOR), to).task.people
    assert len({p.member_id for p in people}) == len(people)
    assert [p.member_id for p in people if p.part is Part.LEAD] == [to]


def test_reassigning_answers_what_the_old_lead_had_asked() -> None:
    task = a_task(Status.ACTIVE, requests=(asks_time(), asks_transfer(number=2)))
    done = decisions.reassign(task, at(ASSIGNER, TUESDAY), NEXT).task
    assert done.pending_request() is None
    assert [r.granted for r in done.requests] == [False, False]


@pytest.mark.parametrize("way", ["reassign", "transfer"])
def test_what_blocked_the_old_lead_does_not_block_the_new_one(way: str) -> None:
    task = a_task(Status.ACTIVE, blocked=True, requests=(asks_transfer(),))
    who = at(ASSIGNER)
    done = decisions.reassign(task, who, NEXT) if way == "reassign" else decisions.grant_transfer(task, who)
    assert not done.task.blocked


# -- reporting -------------------------------------------------------------------------------------------------------


def test_a_report_of_the_lead_accepts_sets_the_progress_and_meets_the_report_clock() -> None:
    done = decisions.report(a_task(), at(LEAD, TUESDAY), "60% 等数据", percent=60, blocked=False, files=(PHOTO,))
    assert (done.task.status, done.task.percent) == (Status.ACTIVE, 60)
    assert done.fact == Reported(
        "60% 等数据", 60, blocked=False, files=({"kind": "photo", "file_id": "file-1", "name": ""},)
    )
    assert set(running(done.task)) == {FINISH}
    assert (part(done.task, LEAD).accepted_at, part(done.task, LEAD).reported_at) == (TUESDAY, TUESDAY)


def test_a_report_without_a_number_keeps_the_progress() -> None:
    task = a_task(Status.ACTIVE, percent=40)
    assert decisions.report(task, at(LEAD), "还在做", percent=None, blocked=False, files=()).task.percent == 40


def test_a_report_of_a_co_assignee_is_their_part_and_moves_neither_state_nor_clock_nor_progress() -> None:
    done = decisions.report(a_task(), at(CO), "80%", percent=80, blocked=False, files=())
    assert (done.task.status, done.task.percent) == (Status.ASSIGNED, 0)
    assert set(running(done.task)) == {ACCEPT, FIRST, FINISH}
    assert part(done.task, CO).reported_at == MONDAY
    assert part(done.task, LEAD).reported_at is None


def test_blocked_is_set_by_a_report_and_taken_back_by_the_next() -> None:
    stuck = decisions.report(a_task(), at(LEAD), "受阻", percent=None, blocked=True, files=()).task
    assert stuck.blocked
    assert not decisions.report(stuck, at(LEAD), "好了", percent=None, blocked=False, files=()).task.blocked


# -- handing in ------------------------------------------------------------------------------------------------------


def reported_by_co(task: Task) -> Task:
    """The co-assignee has handed in their part."""
    return decisions.report(task, at(CO), "我的部分", percent=None, blocked=False, files=()).task


def test_handing_in_meets_the_work_clocks_and_starts_the_assigners_review_clock() -> None:
    done = decisions.submit(reported_by_co(a_task(Status.ACTIVE, blocked=True)), at(LEAD, TUESDAY), "见附件", (PHOTO,))
    assert (done.task.status, done.task.result, done.task.blocked) == (Status.SUBMITTED, "见附件", False)
    assert done.task.submitted_at == TUESDAY
    assert running(done.task) == {REVIEW: local(26, 10)}
    assert done.task.running(REVIEW).member_id == ASSIGNER  # type: ignore[union-attr]
    assert isinstance(done.fact, Submitted)


def test_handing_in_is_refused_while_a_co_assignee_is_silent_unless_the_result_names_them() -> None:
    task = a_task(Status.ACTIVE)
    silent = refused(lambda: decisions.submit(task, at(LEAD), "好了", ()))
    assert (silent.name, silent.fields) == ("silent-co", {"number": "1", "members": str(CO)})
    assert decisions.submit(task, at(LEAD), "好了", (), named=[CO]).task.status is Status.SUBMITTED
    assert decisions.submit(reported_by_co(task), at(LEAD), "好了", ()).task.status is Status.SUBMITTED


def test_a_watcher_does_not_hold_a_result_up() -> None:
    task = a_task(people=(*ALONE, Assignment(WATCHER, Part.WATCHER)))
    assert decisions.submit(task, at(LEAD), "好了", ()).task.status is Status.SUBMITTED


@pytest.mark.parametrize("end", ["submit", "decline", "grant_transfer"])
def test_a_request_for_time_does_not_outlive_the_work_it_was_about(end: str) -> None:
    task = a_task(people=ALONE, requests=(asks_time(), asks_transfer(number=2)))
    done = {
        "submit": lambda: decisions.submit(task, at(LEAD), "好了", ()),
        "decline": lambda: decisions.decline(task, at(LEAD), "忙"),
        "grant_transfer": lambda: decisions.grant_transfer(task, at(ASSIGNER)),
    }[end]()
    assert task.pending_request(RequestKind.MORE_TIME)
    assert done.task.pending_request() is None


# -- judging ---------------------------------------------------------------------------------------------------------


def test_approving_ends_the_task_with_its_rating() -> None:
    done = decisions.approve(a_task(Status.SUBMITTED), at(ASSIGNER, TUESDAY), 5, "很好")
    assert (done.task.status, done.task.rating, done.task.percent) == (Status.DONE, 5, 100)
    assert done.task.closed_at == TUESDAY
    assert running(done.task) == {}
    assert done.fact == Approved(5, "很好")


def test_returning_counts_and_runs_the_finish_clock_on_to_the_same_deadline() -> None:
    done = decisions.send_back(a_task(Status.SUBMITTED, returns=1), at(SUPERVISOR, TUESDAY), "缺附表")
    assert (done.task.status, done.task.returns, done.task.submitted_at) == (Status.ACTIVE, 2, None)
    assert running(done.task) == {FINISH: FRIDAY}
    assert done.task.commitment(REVIEW).met_at == TUESDAY  # type: ignore[union-attr]
    assert done.fact == Returned("缺附表")


def test_who_carries_a_task_out_cannot_approve_it() -> None:
    task = a_task(Status.SUBMITTED)
    assert refused(lambda: decisions.approve(task, at(LEAD), 5)).name == "not-yours"
    assert decisions.approve(task, at(OWNER), 5).task.status is Status.DONE
