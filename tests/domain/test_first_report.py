"""首次复命: a share of a long task's time, not before acceptance is settled, not on the heels of the morning list."""

from __future__ import annotations

from datetime import datetime, time, timedelta

import pytest

from domain.facts.clocks import Breached
from domain.messages.clocks import Reminder
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority, Status
from domain.rules import clocks
from domain.rules.mornings import after_the_list
from tests.domain import doing as work
from tests.domain.conftest import Desk
from tests.domain.office import CALENDAR, LEAD, MONDAY, SETTINGS, a_task, local

FIRST = CommitmentKind.FIRST_REPORT


def heard(desk: Desk) -> list[tuple[int | None, str]]:
    """Who hears of a first report, and from which step."""
    found = [(p.member_id, m) for p, m in desk.waiting() if isinstance(m, Reminder)]
    return [(who, m.step) for who, m in found if m.clock == FIRST]


@pytest.mark.parametrize(
    ("due_at", "priority", "report"),
    [
        (local(27, 18), Priority.NORMAL, local(24, 9, 30)),
        (local(11, 18, month=12), Priority.NORMAL, local(24, 9, 30)),
        (local(23, 18, month=2, year=2027), Priority.NORMAL, local(30, 18)),
        (local(23, 18, month=2, year=2027), Priority.ELEVATED, local(30, 18)),
        (local(23, 18, month=2, year=2027), Priority.URGENT, local(23, 13, 30)),
        (local(23, 18, month=11, year=2027), Priority.NORMAL, local(11, 18, month=12)),
    ],
)
def test_what_is_due_in_months_need_not_be_reported_on_tomorrow(
    due_at: datetime, priority: Priority, report: datetime
) -> None:
    clock = a_task(due_at=due_at, priority=priority).running(FIRST)
    assert clock is not None
    assert clock.due_at == report


@pytest.mark.parametrize(
    ("given", "accept", "report"),
    [
        (local(22, 10), local(23, 14), local(23, 18)),  # a Sunday
        (local(20, 17), local(23, 12), local(23, 17)),  # Friday, an hour before closing
        (local(20, 10), local(20, 15), local(23, 10)),
        (local(23, 9, 30), local(23, 14, 30), local(24, 9, 30)),
    ],
)
def test_a_first_report_is_due_no_sooner_than_an_accept_term_after_acceptance(
    given: datetime, accept: datetime, report: datetime
) -> None:
    due = local(4, 18, month=12)
    task = clocks.start(a_task(due_at=due, commitments=()), (CommitmentKind.ACCEPT, FIRST), given, SETTINGS, CALENDAR)
    assert [c.due_at for c in task.commitments] == [accept, report]


def test_while_nobody_has_accepted_only_the_clock_of_acceptance_speaks(desk: Desk) -> None:
    desk.give()
    for day in (24, 25, 26):
        for hour in (9, 11, 14, 17):
            desk.now = local(day, hour, 45)
            desk.ring_all()
    assert heard(desk) == []
    assert [f for f in desk.facts() if isinstance(f, Breached) and f.clock == FIRST], "that it ran out is written"


def test_after_acceptance_the_report_that_is_due_is_asked_for_within_a_term(desk: Desk) -> None:
    desk.give()
    desk.now = local(24, 10)
    desk.ring_all()
    desk.now = local(24, 10, 30)
    desk.do(lambda u: work.accept(u, desk.who(LEAD), 1))
    desk.now = local(24, 15, 1)
    desk.ring_all()
    assert (LEAD, "0") in heard(desk)
    assert desk.ring_all() == 0, "once"


def test_a_report_before_anybody_is_reminded_is_the_end_of_it(desk: Desk) -> None:
    desk.give()
    desk.now = local(24, 10)
    desk.ring_all()
    desk.do(lambda u: work.report(u, desk.who(LEAD), 1, work.Said("在做")))
    desk.now = local(26, 18)
    desk.ring_all()
    assert heard(desk) == []


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (local(24, 9), local(24, 9, 40)), (local(24, 8, 40), local(24, 9, 40)), (local(24, 9, 39), local(24, 9, 40)),
        (local(24, 9, 40), local(24, 9, 40)), (local(24, 11), local(24, 11)), (local(28, 9), local(28, 9)),
    ],
)  # fmt: skip
def test_within_an_hour_of_the_morning_list_nothing_more_is_asked(at: datetime, leaves: datetime) -> None:
    assert after_the_list(CALENDAR, at, SETTINGS.worklist_time) == leaves
    assert after_the_list(CALENDAR, local(24, 17, 40), time(17, 30)) == local(25, 9)


def test_a_report_due_at_nine_leaves_an_hour_after_the_list(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, created_at=local(23, 9))
    desk.now = MONDAY + timedelta(days=1)
    desk.ring_all()
    rows = [r for r in desk.claim() if isinstance(r.message, Reminder) and r.message.clock == FIRST]
    assert {r.not_before for r in rows} == {local(24, 9, 40)}
    assert {r.place.member_id for r in rows} == {LEAD}


@pytest.mark.parametrize(("clock", "leaves"), [("accept", local(24, 9, 40)), ("finish", local(24, 9, 10))])
def test_a_deadline_is_told_at_its_moment_and_an_acceptance_that_the_list_shows_a_little_later(
    desk: Desk, clock: str, leaves: datetime
) -> None:
    desk.now = local(23, 14, 10)
    task = a_task(due_at=local(24, 9, 10) if clock == "finish" else local(27, 18))
    task = clocks.start(task, (CommitmentKind.ACCEPT,), desk.now, SETTINGS, CALENDAR)
    desk.give(due_at=task.due_at, commitments=task.commitments)
    desk.now = local(24, 9, 10)
    desk.ring_all()
    rows = [
        r
        for r in desk.claim()
        if isinstance(r.message, Reminder) and r.message.clock == clock and r.message.step == "0"
    ]
    assert {r.not_before for r in rows} == {leaves}


def test_after_the_deadline_only_the_deadline_speaks(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, due_at=local(24, 11))
    desk.now = local(24, 10)
    desk.ring_all()
    desk.now = local(24, 17)
    desk.ring_all()
    assert heard(desk) == [(LEAD, "0")], "what rang before it stays, what comes after it is not asked for"
