"""少打扰: what leaves together, in which order, how much of it, and when the next may."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.messages.base import Urgency
from domain.messages.clocks import Reminder
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Status
from domain.model.value import replace
from domain.ports.messenger import Failure
from domain.ports.post import Outgoing
from domain.rules.calm import MOST_LINES, calm_until, gravity, matters
from domain.unit import Unit
from domain.usecases.post import deliver
from tests.domain.conftest import Desk
from tests.domain.office import CALENDAR, FRIDAY, MONDAY, SETTINGS, a_task, local
from tests.domain.test_deliver import LEASE, LI, Courier

OFF = replace(SETTINGS, calm=timedelta(0))


def waits(number: int, clock: str = "finish") -> Reminder:
    """A reminder of a task."""
    return Reminder(number, clock, 1, "0", MONDAY.isoformat())


@pytest.fixture
def courier(desk: Desk) -> Courier:
    """Nothing is given yet."""
    return Courier(desk)


def give(courier: Courier, *numbers: int, clock: str = "finish", **how: Any) -> None:
    """Tasks are given, and a reminder of each is promised."""
    for number in numbers:
        if courier.desk.db.read_now(lambda s, n=number: s.tasks.get(n)) is None:
            courier.desk.give(status=Status.ACTIVE)
        courier.promise(LI, waits(number, clock), task_id=number, **{"urgency": Urgency.NORMAL} | how)


def tasks(batch: Sequence[Outgoing]) -> list[int | None]:
    """The tasks a batch is about."""
    return [row.task_id for row in batch]


# -- the order -------------------------------------------------------------------------------------------------------


def test_overdue_comes_first_then_due_soon_then_acceptance_report_and_review() -> None:
    task = a_task(Status.ASSIGNED)
    kinds = [k for k in CommitmentKind if task.commitment(k)]
    before = sorted(kinds, key=lambda k: gravity(task, k, MONDAY))
    assert before == [CommitmentKind.FINISH, CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT]
    late = gravity(task, CommitmentKind.FINISH, FRIDAY)
    assert late < gravity(task, CommitmentKind.FINISH, MONDAY) < gravity(task, CommitmentKind.ACCEPT, MONDAY)
    review = gravity(a_task(Status.SUBMITTED), CommitmentKind.REVIEW, MONDAY)
    assert review > gravity(task, CommitmentKind.FIRST_REPORT, MONDAY)


def test_every_clock_of_a_task_is_told_once_and_the_task_of_the_gravest_first() -> None:
    calm, late = replace(a_task(Status.ASSIGNED), id=1), replace(a_task(Status.ASSIGNED, due_at=MONDAY), id=2)
    known = {1: calm, 2: late}
    said = [waits(1, "accept"), waits(1), waits(2, "first_report"), waits(2), waits(2, "accept"), waits(2), waits(9)]
    found = matters(known.get, said, local(23, 12))
    assert [m.task.id for m in found] == [2, 1]
    assert found[0].clocks[0] is CommitmentKind.FINISH
    assert set(found[0].clocks) >= {CommitmentKind.FINISH}
    assert found[1].clocks == (CommitmentKind.FINISH, CommitmentKind.ACCEPT)


# -- as much as one message holds ------------------------------------------------------------------------------------


def test_what_one_message_has_no_room_for_is_not_sent_and_leaves_when_the_half_hour_is_over(courier: Courier) -> None:
    give(courier, *range(1, MOST_LINES + 6))
    [batch] = courier.claim()
    assert len(batch) == MOST_LINES
    courier.answer(batch)
    assert [state for state, _ in courier.states()].count("pending") == 5
    assert courier.claim() == []
    courier.later(1800)
    [rest] = courier.claim()
    assert sorted({*tasks(batch), *tasks(rest)}, key=str) == sorted(range(1, MOST_LINES + 6), key=str)


def test_the_gravest_are_told_first_however_late_they_were_promised(courier: Courier) -> None:
    for number in range(1, MOST_LINES + 2):
        due = local(23, 9) if number == MOST_LINES + 1 else FRIDAY
        courier.desk.give(status=Status.ACTIVE, due_at=due)
        courier.promise(LI, waits(number), task_id=number, urgency=Urgency.NORMAL)
    [batch] = courier.claim()
    assert batch[0].task_id == MOST_LINES + 1


def test_the_steps_of_one_clock_are_one_line_and_all_are_sent(courier: Courier) -> None:
    give(courier, 1)
    for step in ("-3wd", "-1wd"):
        courier.promise(LI, replace(waits(1), step=step), task_id=1, urgency=Urgency.NORMAL)
    [batch] = courier.claim()
    courier.answer(batch)
    assert [state for state, _ in courier.states()] == ["sent"] * 3


# -- half an hour ----------------------------------------------------------------------------------------------------


def test_what_comes_meanwhile_is_shown_in_place_of_the_last_message_with_what_that_says(courier: Courier) -> None:
    give(courier, 1)
    [batch] = courier.claim()
    courier.answer(batch)
    courier.later(600)
    give(courier, 2)
    [more] = courier.claim()
    extended = more[0].extends
    assert extended is not None
    assert (extended.message_id, extended.says) == (555, (waits(1),))
    courier.answer(more)
    courier.later(1199)
    give(courier, 3)
    [third] = courier.claim()
    assert third[0].extends is not None
    assert third[0].extends.says == (waits(1), waits(2)), "counted from when it was first heard"


def test_after_the_half_hour_there_is_a_new_message(courier: Courier) -> None:
    give(courier, 1)
    courier.answer(*courier.claim())
    courier.later(1800)
    give(courier, 2)
    [batch] = courier.claim()
    assert batch[0].extends is None


@pytest.mark.parametrize("failure", [Failure.AGAIN, Failure.UNKNOWN])
def test_an_extension_that_failed_for_a_passing_reason_is_tried_again(courier: Courier, failure: Failure) -> None:
    give(courier, 1)
    courier.answer(*courier.claim())
    give(courier, 2)
    courier.answer(*courier.claim(), failure)
    courier.later(2)
    [batch] = courier.claim()
    assert tasks(batch) == [2]
    assert batch[0].extends is not None


def test_urgent_reminders_come_at_once_as_a_message_of_their_own(courier: Courier) -> None:
    give(courier, 1)
    courier.answer(*courier.claim())
    give(courier, 2, urgency=Urgency.URGENT)
    [batch] = courier.claim()
    assert (tasks(batch), batch[0].extends) == ([2], None)


def test_where_it_is_switched_off_everything_is_told_at_once(courier: Courier) -> None:
    def claim() -> list[list[Outgoing]]:
        now = courier.desk.now
        return courier.desk.db.write_now(lambda s: deliver.claim(Unit(s, now, OFF, CALENDAR), "a", LEASE, (), 10))

    for number in (1, 2, 3):
        give(courier, number)
        [batch] = claim()
        assert batch[0].extends is None
        courier.answer(batch)


@pytest.mark.parametrize(
    ("sent", "next_at"),
    [
        (local(23, 10), local(23, 10, 30)), (local(23, 11, 45), local(23, 13)), (local(23, 17, 45), local(23, 18, 15)),
        (local(23, 17, 30), local(23, 18)),
    ],
)  # fmt: skip
def test_a_break_is_waited_out_and_an_evening_is_not(sent: datetime, next_at: datetime) -> None:
    assert calm_until(CALENDAR, sent, SETTINGS.calm) == next_at
