"""The review desk: what waits for whom, in which order, what was put off, and how a thing on it is called."""

from __future__ import annotations

import pytest

from domain.model.desk import Desk as Review
from domain.model.desk import OnDesk, Waits, on_desk
from domain.model.post import Said
from domain.model.tasks import Assignment, Part, Priority, Relation, Status
from domain.model.value import replace
from domain.rules.desk import ACTS, DECISIONS, SAID, Looks, in_order, queue, waiting_in
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.usecases.supervision import desk as desks
from domain.usecases.tasks.act import perform
from tests.domain.conftest import Desk
from tests.domain.office import (
    ASSIGNER,
    FRIDAY,
    LEAD,
    LEADER,
    MONDAY,
    OWNER,
    SUPERVISOR,
    a_task,
    asks_time,
    asks_transfer,
    local,
)


def kinds(task: object, side: Relation, **more: object) -> list[Waits]:
    """What of a task waits for somebody on that side."""
    return [one.kind for one in waiting_in(task, Looks(99, frozenset({side}), MONDAY, **more))]  # type: ignore[arg-type]


def test_everything_that_waits_has_something_to_do_and_words_that_say_it() -> None:
    assert set(ACTS) == set(SAID) == set(Waits)
    assert all(ACTS.values())


@pytest.mark.parametrize("side", [Relation.ASSIGNER, Relation.SUPERVISOR, Relation.OWNER])
def test_results_requests_and_refusals_wait_for_whoever_judges(side: Relation) -> None:
    asked = a_task(Status.ACTIVE, requests=(asks_time(), asks_transfer(number=2)))
    assert kinds(a_task(Status.SUBMITTED), side) == [Waits.RESULT]
    assert kinds(asked, side) == [Waits.TIME, Waits.TRANSFER]
    assert kinds(a_task(Status.DECLINED), side) == [Waits.DECLINED]
    assert kinds(a_task(Status.ACTIVE), side, gone=True) == [Waits.LEADLESS]
    assert kinds(a_task(Status.ACTIVE), side) == []


@pytest.mark.parametrize("side", [Relation.LEAD, Relation.CO, Relation.WATCHER, Relation.COLLEAGUE])
def test_nothing_of_it_waits_for_those_who_do_not_judge(side: Relation) -> None:
    for task in (a_task(Status.SUBMITTED), a_task(Status.ACTIVE, requests=(asks_time(),)), a_task(Status.DECLINED)):
        assert kinds(task, side) == []


def test_what_is_overdue_waits_to_be_chased_until_it_was() -> None:
    late = replace(a_task(Status.ACTIVE), due_at=local(20, 18))
    late = replace(late, commitments=tuple(replace(c, due_at=local(20, 18)) for c in late.commitments))
    assert kinds(late, Relation.LEADER) == [Waits.RED]
    assert kinds(late, Relation.LEADER, chased=True) == []
    assert kinds(late, Relation.LEAD) == []


def test_the_gravest_comes_first_then_ones_own() -> None:
    tasks = [
        a_task(id=1, due_at=FRIDAY), a_task(id=2, priority=Priority.URGENT), a_task(id=3, assigner_id=OWNER), a_task(id=4),
    ]  # fmt: skip
    found = [
        (OnDesk(Waits.RED, 4), tasks[3]), (OnDesk(Waits.RESULT, 3), tasks[2]), (OnDesk(Waits.RED, 2), tasks[1]),
        (OnDesk(Waits.RESULT, 1), tasks[0]),
    ]  # fmt: skip
    assert [one.task_id for one in in_order(found, ASSIGNER)] == [2, 1, 3, 4]


def test_later_puts_a_thing_behind_the_others_and_the_second_time_off_the_desk() -> None:
    things = [OnDesk(Waits.RESULT, n, "0") for n in (1, 2, 3)]
    once = Review(1, ASSIGNER, MONDAY, later=("r1.0",))
    assert [one.task_id for one in queue(once, things)] == [2, 3, 1]
    assert [one.task_id for one in queue(replace(once, later=("r1.0", "r1.0")), things)] == [2, 3]


@pytest.mark.parametrize("thing", [OnDesk(w, 12, "finish.1" if w is Waits.APPEAL else "") for w in Waits])
def test_a_thing_is_found_again_by_its_name(thing: OnDesk) -> None:
    assert on_desk(thing.key) == thing


@pytest.mark.parametrize("name", ["", "r", "z12", "r12x", "r-1", "r１"])
def test_what_is_no_name_finds_nothing(name: str) -> None:
    assert on_desk(name) is None


def test_a_result_that_was_returned_and_comes_again_is_another_thing(desk: Desk) -> None:
    task = desk.give(status=Status.SUBMITTED, people=(Assignment(LEAD, Part.LEAD),))
    who = desk.who(ASSIGNER)
    key = desk.do(lambda u: desks.begin(u, who)).key
    desk.do(lambda u: perform(u, who, task.id, Action.RETURN, Given(Said("缺附件"))))
    desk.do(lambda u: perform(u, desk.who(LEAD), task.id, Action.SUBMIT, Given(Said("补了"))))
    assert desk.do(lambda u: desks.found(u, who, key)) is None
    assert desk.do(lambda u: [one.key for one in desks.waiting(u, who)]) == [f"r{task.id}.1"]


def test_a_supervisor_has_the_same_desk_and_staff_only_what_they_have_to_decide(desk: Desk) -> None:
    desk.give(status=Status.SUBMITTED)
    assert len(desk.do(lambda u: desks.waiting(u, desk.who(SUPERVISOR)))) == 1
    assert desk.do(lambda u: desks.waiting(u, desk.who(LEADER))) == [], "a leader decides in what they gave"
    assert {one.kind for one in desk.do(lambda u: desks.waiting(u, desk.who(ASSIGNER)))} <= DECISIONS
    assert desk.do(lambda u: desks.begin(u, desk.who(LEAD))) is None
