"""What a lead asks and the assigner answers: more time, another lead; and what is taken back within a minute."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from domain.facts.clocks import (
    DeadlineChanged,
    TimeAsked,
    TimeGranted,
    TimeRefused,
    TransferGranted,
    TransferRefused,
)
from domain.facts.tasks import (
    Rated,
    TakenBack,
)
from domain.model.tasks import RequestKind, Status, Task, Wording
from domain.model.value import replace
from domain.records import decode_before, encode_before
from domain.rules.decisions import Decision, decide
from domain.rules.decisions.circumstances import Undoable
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from tests.domain import verbs as decisions
from tests.domain.deciding import (
    ACCEPT,
    AFTER_DUE,
    ANSWER,
    FINISH,
    FIRST,
    LATER,
    TUESDAY,
    WITH_CO,
    refused,
)
from tests.domain.office import (
    ASSIGNER,
    FRIDAY,
    LEAD,
    MONDAY,
    NEXT,
    OWNER,
    a_task,
    asks_time,
    asks_transfer,
    at,
    lead_of,
    local,
    running,
)

# -- more time -------------------------------------------------------------------------------------------------------


def test_asking_for_time_keeps_everything_and_remembers_both_dates() -> None:
    task = a_task(Status.ACTIVE)
    done = decisions.ask_time(task, at(LEAD, TUESDAY), LATER, "等数据")
    assert replace(done.task, requests=(), commitments=task.commitments, heard_at=task.heard_at) == task
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
    assert refused(lambda: decisions.ask_transfer(a_task(), at(LEAD), LEAD, "?")).name == "same-lead-own"


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
