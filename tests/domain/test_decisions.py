"""What each verb makes of a task: status, people, clocks, requests, the fact; and what it refuses, from the same task."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.facts.base import FACTS
from domain.facts.clocks import (
    DeadlineChanged,
    TimeAsked,
    TimeGranted,
    TimeRefused,
    TransferGranted,
    TransferRefused,
)
from domain.facts.tasks import (
    Accepted,
    Approved,
    Assigned,
    Cancelled,
    Commented,
    Declined,
    Rated,
    Reassigned,
    Reported,
    Returned,
    Submitted,
    TakenBack,
)
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Assignment, Attachment, Part, Relation, RequestKind, Status, Task, Wording
from domain.records import decode_before, encode_before
from domain.rules.decisions import Decision, decide
from domain.rules.decisions.circumstances import Circumstances, Undoable
from domain.rules.given import Given
from domain.rules.lifecycle import BY_ACTION, TABLE, Action
from tests.domain import verbs as decisions
from tests.domain.office import (
    ASSIGNER,
    CO,
    FRIDAY,
    LEAD,
    MONDAY,
    NEXT,
    OWNER,
    RELATION,
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

ACCEPT, FIRST, FINISH, REVIEW, ANSWER = CommitmentKind
LATER = FRIDAY + timedelta(days=3)
TUESDAY = local(24, 10)
AFTER_DUE = FRIDAY + timedelta(hours=1)
PHOTO = Attachment("photo", "file-1")
ALONE = (Assignment(LEAD, Part.LEAD),)


def refused(work: Callable[[], object]) -> Refusal:
    """The refusal of a decision."""
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value


def part(task: Task, member_id: int) -> Assignment:
    """A person's part."""
    return next(p for p in task.people if p.member_id == member_id)


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


def test_declining_stops_the_clocks_and_leaves_the_first_handler_accountable() -> None:
    done = decisions.decline(a_task(), at(LEAD, TUESDAY), "不归我管")
    assert (done.task.status, done.fact) == (Status.DECLINED, Declined("不归我管"))
    assert running(done.task) == {}
    assert all(c.stopped_at == TUESDAY and c.met_at is None for c in done.task.commitments)
    assert done.task.first_handler_id == LEAD


def test_a_declined_task_given_to_somebody_else_starts_its_clocks_anew() -> None:
    declined = decisions.decline(a_task(), at(LEAD), "忙").task
    done = decisions.reassign(declined, at(ASSIGNER, TUESDAY), NEXT)
    assert (done.task.status, done.fact) == (Status.ASSIGNED, Reassigned(LEAD, NEXT))
    assert lead_of(done) == NEXT
    assert part(done.task, LEAD).part is Part.WATCHER
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
    assert (silent.name, silent.fields) == ("silent-co", {"number": "1", "member": CO})
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


# -- more time -------------------------------------------------------------------------------------------------------


def test_asking_for_time_keeps_everything_and_remembers_both_dates() -> None:
    task = a_task(Status.ACTIVE)
    done = decisions.ask_time(task, at(LEAD, TUESDAY), LATER, "等数据")
    assert replace(done.task, requests=(), commitments=task.commitments) == task
    assert running(done.task) == {**running(task), ANSWER: TUESDAY + timedelta(days=1)}
    asked = done.task.pending_request(RequestKind.MORE_TIME)
    assert (asked.number, asked.due_at, asked.reason) == (1, LATER, "等数据")  # type: ignore[union-attr]
    assert done.fact == TimeAsked(FRIDAY.isoformat(), LATER.isoformat(), "等数据")


@pytest.mark.parametrize(
    ("now", "due", "name"), [(AFTER_DUE, LATER, "extend-too-late"), (MONDAY, FRIDAY, "extend-not-later")]
)
def test_time_is_asked_for_before_expiry_and_to_a_later_moment(now: datetime, due: datetime, name: str) -> None:
    task = a_task(Status.ACTIVE)
    assert refused(lambda: decisions.ask_time(task, at(LEAD, now), due, "等")).name == name
    assert decisions.ask_time(task, at(LEAD, MONDAY), LATER, "等").task.pending_request()


@pytest.mark.parametrize("other", [None, LATER + timedelta(days=1)])
def test_granting_time_moves_the_deadline_to_what_was_asked_or_to_another_date(other: datetime | None) -> None:
    task = a_task(Status.ACTIVE, requests=(asks_time(LATER),), due_words="周五", due_day_only=True)
    done = decisions.grant_time(task, at(ASSIGNER, TUESDAY), other)
    new = other or LATER
    assert (done.task.due_at, done.task.due_words, done.task.due_day_only) == (new, "", False)
    assert running(done.task)[FINISH] == new
    assert done.task.running(FINISH).generation == 2  # type: ignore[union-attr]
    assert [(r.granted, r.answered_at) for r in done.task.requests] == [(True, TUESDAY)]
    assert done.fact == TimeGranted(FRIDAY.isoformat(), new.isoformat())


def test_time_cannot_be_granted_into_the_past() -> None:
    task = a_task(Status.ACTIVE, requests=(asks_time(LATER),))
    assert refused(lambda: decisions.grant_time(task, at(ASSIGNER, LATER))).name == "deadline-past"
    assert decisions.grant_time(task, at(ASSIGNER, LATER - timedelta(minutes=1))).task.due_at == LATER


def test_refusing_time_answers_the_request_and_leaves_the_deadline() -> None:
    task = a_task(Status.ACTIVE, requests=(asks_time(),))
    done = decisions.refuse_time(task, at(ASSIGNER, TUESDAY), "月底前必须完成")
    assert done.task.due_at == FRIDAY
    assert running(done.task) == running(task)
    assert [r.granted for r in done.task.requests] == [False]
    assert done.fact == TimeRefused(FRIDAY.isoformat(), "月底前必须完成")


def test_only_the_request_that_waits_is_answered() -> None:
    old = replace(asks_time(FRIDAY + timedelta(hours=1)), answered_at=MONDAY, granted=False)
    task = a_task(Status.ACTIVE, requests=(old, asks_time(LATER, number=2)))
    assert [r.granted for r in decisions.grant_time(task, at(ASSIGNER)).task.requests] == [False, True]


def test_moving_the_deadline_settles_an_open_request_for_time() -> None:
    task = a_task(Status.ACTIVE, requests=(asks_time(),))
    done = decisions.change_deadline(task, at(ASSIGNER, TUESDAY), LATER, Wording("下周一", True, TUESDAY))
    assert (done.task.due_at, done.task.due_words) == (LATER, "下周一")
    assert done.task.pending_request() is None
    assert done.fact == DeadlineChanged(FRIDAY.isoformat(), LATER.isoformat())


def test_the_deadline_moves_forward_or_back_but_not_into_the_past() -> None:
    task = a_task(Status.ACTIVE)
    earlier = local(25, 18)
    assert decisions.change_deadline(task, at(ASSIGNER), earlier).task.due_at == earlier
    assert refused(lambda: decisions.change_deadline(task, at(ASSIGNER), MONDAY)).name == "deadline-past"


# -- transfer --------------------------------------------------------------------------------------------------------


def test_asking_to_pass_it_on_changes_nothing_yet() -> None:
    done = decisions.ask_transfer(a_task(Status.ACTIVE), at(LEAD), NEXT, "出差")
    assert lead_of(done) == LEAD
    assert done.task.pending_request(RequestKind.TRANSFER).to_member_id == NEXT  # type: ignore[union-attr]
    assert refused(lambda: decisions.ask_transfer(a_task(), at(LEAD), LEAD, "?")).name == "same-lead"


def test_a_granted_transfer_gives_the_task_to_the_other_and_accountability_waits_for_their_acceptance() -> None:
    task = a_task(Status.ACTIVE, requests=(asks_transfer(),))
    done = decisions.grant_transfer(task, at(ASSIGNER, TUESDAY))
    assert (lead_of(done), done.task.status) == (NEXT, Status.ASSIGNED)
    assert done.task.first_handler_id == LEAD
    assert set(running(done.task)) == {ACCEPT, FIRST, FINISH}
    assert {c.member_id for c in done.task.commitments if c.running} == {NEXT}
    assert done.fact == TransferGranted(LEAD, NEXT)


def test_a_refused_transfer_leaves_the_task_where_it_is() -> None:
    done = decisions.refuse_transfer(a_task(Status.ACTIVE, requests=(asks_transfer(),)), at(ASSIGNER), "你最熟悉")
    assert (lead_of(done), done.task.status) == (LEAD, Status.ACTIVE)
    assert done.task.pending_request() is None
    assert done.fact == TransferRefused(NEXT, "你最熟悉")


WITH_CO = (*ALONE, Assignment(CO, Part.CO))
MISTAKES: tuple[tuple[str, Status, Callable[[Task], Decision]], ...] = (
    ("approved", Status.SUBMITTED, lambda t: decisions.approve(t, at(ASSIGNER, TUESDAY), 5)),
    ("returned", Status.SUBMITTED, lambda t: decisions.send_back(t, at(ASSIGNER, TUESDAY), "缺附表")),
    ("time-granted", Status.ACTIVE, lambda t: decisions.grant_time(t, at(ASSIGNER, TUESDAY))),
    ("time-refused", Status.ACTIVE, lambda t: decisions.refuse_time(t, at(ASSIGNER, TUESDAY), "不行")),
    ("transfer-granted", Status.ASSIGNED, lambda t: decisions.grant_transfer(t, at(ASSIGNER, TUESDAY))),
    ("transfer-refused", Status.ACTIVE, lambda t: decisions.refuse_transfer(t, at(ASSIGNER, TUESDAY), "不行")),
)


@pytest.mark.parametrize(("fact", "status", "decide_wrongly"), MISTAKES)
def test_a_mistaken_decision_can_be_taken_back_for_a_minute_and_all_is_as_it_was(
    fact: str, status: Status, decide_wrongly: Callable[[Task], Decision]
) -> None:
    asked = {"time": (asks_time(),), "transfer": (asks_transfer(),)}.get(fact.partition("-")[0], ())
    task = a_task(status, requests=asked, percent=60, people=WITH_CO)
    wrong = decide_wrongly(task)
    assert wrong.fact.name == fact
    was = decode_before(wrong.task, encode_before(task, wrong.task))
    last = Undoable(fact, ASSIGNER, TUESDAY + timedelta(minutes=1), was)
    back = decisions.take_back(wrong.task, replace(at(ASSIGNER, TUESDAY + timedelta(minutes=1)), last=last))
    assert (back.task, back.fact) == (task, TakenBack(fact))
    late = replace(at(ASSIGNER, TUESDAY + timedelta(minutes=1, seconds=1)), last=last)
    assert refused(lambda: decisions.take_back(wrong.task, late)).name == "take-back-late"
    other = replace(at(OWNER, TUESDAY), last=last)
    assert refused(lambda: decisions.take_back(wrong.task, other)).name == "take-back-late"


def test_where_nothing_was_decided_nothing_is_taken_back() -> None:
    active = a_task(Status.ACTIVE)
    assert refused(lambda: decisions.take_back(active, at(ASSIGNER, TUESDAY))).name == "take-back-late"


def test_stars_are_given_once_and_after_the_approval() -> None:
    done = decisions.approve(a_task(Status.SUBMITTED), at(ASSIGNER, TUESDAY), None).task
    rated = decide(done, Action.RATE, at(ASSIGNER, TUESDAY), Given(rating=5))
    assert (rated.task.rating, rated.task.status, rated.fact) == (5, Status.DONE, Rated(5))
    again = refused(lambda: decide(rated.task, Action.RATE, at(ASSIGNER, TUESDAY), Given(rating=4)))
    assert again.name == "rated-already"
    assert refused(lambda: decide(done, Action.RATE, at(LEAD, TUESDAY), Given(rating=5))).name == "not-yours"


# -- the rest --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [Status.ASSIGNED, Status.ACTIVE, Status.SUBMITTED, Status.DECLINED])
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


def by_action(action: Action, task: Task, who: Circumstances) -> Decision:
    """Any action with everything it needs given."""
    due = max(task.due_at, who.now) + timedelta(days=1)
    verbs: dict[Action, Callable[[], Decision]] = {
        Action.ACCEPT: lambda: decisions.accept(task, who),
        Action.DECLINE: lambda: decisions.decline(task, who, "忙"),
        Action.REASSIGN: lambda: decisions.reassign(task, who, NEXT if task.lead_id != NEXT else LEAD),
        Action.REPORT: lambda: decisions.report(task, who, "50%", percent=50, blocked=True, files=()),
        Action.SUBMIT: lambda: decisions.submit(task, who, "好了", (), named=(CO,)),
        Action.APPROVE: lambda: decisions.approve(task, who, 4),
        Action.RETURN: lambda: decisions.send_back(task, who, "缺附表"),
        Action.ASK_TIME: lambda: decisions.ask_time(task, who, due, "等"),
        Action.GRANT_TIME: lambda: decisions.grant_time(task, who, due),
        Action.REFUSE_TIME: lambda: decisions.refuse_time(task, who, "不行"),
        Action.ASK_TRANSFER: lambda: decisions.ask_transfer(task, who, CO if task.lead_id != CO else LEAD, "出差"),
        Action.GRANT_TRANSFER: lambda: decisions.grant_transfer(task, who),
        Action.REFUSE_TRANSFER: lambda: decisions.refuse_transfer(task, who, "不行"),
        Action.TAKE_BACK: lambda: decisions.take_back(
            task, replace(who, last=Undoable("approved", who.actor_id, who.now, task))
        ),
        Action.RATE: lambda: decide(task, Action.RATE, who, Given(rating=5)),
        Action.CHANGE_DEADLINE: lambda: decisions.change_deadline(task, who, due),
        Action.URGE: lambda: decisions.urge(task, who),
        Action.COMMENT: lambda: decisions.comment(task, who, "好"),
        Action.CANCEL: lambda: decisions.cancel(task, who, "不用了"),
    }
    return verbs[action]()


PERSON = {relation: member for member, relation in RELATION.items()}


@pytest.mark.parametrize(("status", "action", "side"), list(TABLE))
def test_every_row_of_the_table_can_be_carried_out_and_leads_where_it_says(
    status: Status, action: Action, side: Relation
) -> None:
    row = TABLE[status, action, side]
    task = a_task(status, people=WITH_CO, requests=(asks_time(), asks_transfer(number=2)) if row.answers else ())
    done = by_action(action, task, at(PERSON[side]))
    assert done.task.status is (row.to or status)
    assert FACTS[done.fact.name] is type(done.fact) is BY_ACTION[action].fact


RUNNING_IN = {
    Status.ASSIGNED: {FINISH}, Status.ACTIVE: {FINISH}, Status.SUBMITTED: {REVIEW},
    Status.DONE: set(), Status.DECLINED: set(), Status.CANCELLED: set(),
}  # fmt: skip


def sane(task: Task) -> None:
    """What is so of every task, whatever was done to it."""
    ids = [p.member_id for p in task.people]
    assert len(ids) == len(set(ids))
    assert [p.part for p in task.people].count(Part.LEAD) == 1
    ticking = [c.kind for c in task.commitments if c.running]
    assert len(ticking) == len(set(ticking))
    assert set(ticking) >= RUNNING_IN[task.status]
    assert REVIEW not in ticking or ticking == [REVIEW]
    of_assigner = (REVIEW, ANSWER)
    still = [c for c in task.commitments if c.running]
    assert all(c.member_id == (ASSIGNER if c.kind in of_assigner else task.lead_id) for c in still)
    for kind in CommitmentKind:
        generations = [c.generation for c in task.commitments if c.kind is kind]
        assert generations == list(range(1, len(generations) + 1))
    assert [r.number for r in task.requests] == list(range(1, len(task.requests) + 1))
    if task.status not in (Status.ASSIGNED, Status.ACTIVE):
        assert task.pending_request() is None
    assert ANSWER not in ticking or task.pending_request() is not None
    assert 0 <= task.percent <= 100
    assert (task.closed_at is None) is task.status.is_open


STEPS = st.lists(st.tuples(st.sampled_from(list(Action)), st.integers(0, 40)), max_size=14)


@given(STEPS)
@settings(max_examples=150)
def test_no_sequence_of_moves_leaves_a_task_that_makes_no_sense(steps: list[tuple[Action, int]]) -> None:
    task, now = a_task(people=(*ALONE, Assignment(CO, Part.CO))), MONDAY.astimezone(UTC)
    for action, hours in steps:
        now += timedelta(hours=hours)
        actor = task.lead_id if (task.status, action, Relation.LEAD) in TABLE else ASSIGNER
        relation = Relation.LEAD if actor == task.lead_id else Relation.ASSIGNER
        who = replace(at(actor, now), relations=frozenset({relation}))
        with contextlib.suppress(Refusal):
            task = by_action(action, task, who).task
        sane(task)
