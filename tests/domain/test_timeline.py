"""时间表: when which message leaves, to whom, what is held and what is told together."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.messages.clocks import Reminder
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Priority, Status, Task
from domain.model.timers import ClockRing
from domain.rules import reporting
from domain.rules.decisions import decide
from domain.rules.ladder import timers
from domain.rules.lifecycle import Action
from domain.rules.timeline import Told, timeline
from domain.usecases.post import deliver
from tests.domain import verbs as decisions
from tests.domain.conftest import Desk
from tests.domain.office import ASSIGNER, CALENDAR, LEAD, LEADER, SETTINGS, SUPERVISOR, a_task, at, local

LEAD_, ASSIGNER_, SUPERVISOR_ = Audience.LEAD, Audience.ASSIGNER, Audience.SUPERVISOR


def of(task: Task) -> tuple[Told, ...]:
    """The timeline of a task from what it asks for."""
    return timeline(task, timers(task, SETTINGS, CALENDAR), SETTINGS, CALENDAR)


def said(task: Task) -> list[tuple[datetime, tuple[Audience, ...], list[str]]]:
    """Each message as its moment, its readers and the clocks and steps in it."""
    return [(t.at, t.to, [f"{e.clock} {e.step.at if e.step else 'silent'}" for e in t.what]) for t in of(task)]


def test_it_is_told_in_the_order_in_which_it_leaves() -> None:
    moments = [told.at for told in of(a_task())]
    assert moments == sorted(moments)
    assert said(a_task())[0] == (local(23, 14, 30), (LEAD_,), ["accept 0"])


def test_what_quiet_hours_hold_back_says_when_it_would_have_rung() -> None:
    late = a_task(due_at=local(27, 22))
    held = [
        e for told in of(late) for e in told.what if e.clock is CommitmentKind.FINISH and e.step and e.step.name == "0"
    ]
    assert [(e.rings_at, e.leaves_at) for e in held] == [(local(27, 22), local(30, 9))]
    urgent = a_task(due_at=local(27, 22), priority=Priority.URGENT)
    assert all(e.rings_at == e.leaves_at == told.at for told in of(urgent) for e in told.what)


def test_what_one_reader_hears_at_about_one_time_is_one_message() -> None:
    given = a_task(due_at=local(30, 18), periodic="FREQ=WEEKLY;BYDAY=FR", periodic_words="每周五")
    task = decide(given, Action.ACCEPT, at(LEAD)).task
    together = [what for _, to, what in said(task) if LEAD_ in to and len(what) > 1]
    assert together == [["finish -1wd", "periodic 0"]]


def test_a_first_report_waits_for_the_acceptance_and_a_report_for_no_deadline() -> None:
    first = [e for told in of(a_task()) for e in told.what if e.clock is CommitmentKind.FIRST_REPORT]
    assert first
    assert all(e.once_accepted for e in first)
    near = a_task(due_at=local(24, 12))
    assert all(
        e.rings_at < near.due_at for told in of(near) for e in told.what if e.clock is CommitmentKind.FIRST_REPORT
    )


def test_a_silence_is_told_where_it_would_be_noticed() -> None:
    given = decide(a_task(due_at=local(18, 18, month=12)), Action.ACCEPT, at(LEAD)).task
    task = decisions.report(given, at(LEAD), "开始了", percent=None, blocked=False, files=()).task
    asked = reporting.asked_at(task, SETTINGS, CALENDAR)
    assert asked == local(30, 9, 30)
    assert (local(30, 9, 40), (LEAD_,), ["periodic silent"]) in said(task), "not on the heels of the morning list"


def test_nothing_comes_for_what_is_over() -> None:
    assert of(a_task(Status.DONE)) == of(a_task(Status.CANCELLED)) == ()


PEOPLE_OF = {LEAD_: LEAD, ASSIGNER_: ASSIGNER, SUPERVISOR_: SUPERVISOR, Audience.LEADER: LEADER}


@pytest.mark.parametrize("priority", [Priority.NORMAL, Priority.URGENT])
def test_what_is_shown_is_what_leaves(desk: Desk, priority: Priority) -> None:
    """Each reminder that the timers make leaves when the timeline said, to whom it said."""
    desk.give(due_at=local(27, 22), status=Status.ACTIVE, priority=priority, people=a_task().people[:1])
    waiting = {
        t.data: t.due_at for t in desk.db.read_now(lambda s: s.timers.of_task(1)) if isinstance(t.data, ClockRing)
    }
    told = timeline(desk.task(), {**waiting}, SETTINGS, CALENDAR)
    shown = {(e.leaves_at, PEOPLE_OF[to]) for one in told for e in one.what for to in e.to if to in PEOPLE_OF}
    rows = []
    for moment in sorted({*waiting.values(), *(one.at for one in told)}):
        desk.now = moment
        desk.ring_all()
        rows += [
            r for batch in desk.do(lambda u: deliver.claim(u, "courier", timedelta(days=9), (), 10)) for r in batch
        ]
    left = {(row.not_before, row.place.member_id) for row in rows if isinstance(row.message, Reminder)}
    assert {(at_, who) for at_, who in left if who is not None} == shown
