"""反馈: what keeps the promise of a report, when the next one is due, and what opens it without a rule."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.errors import Refusal
from domain.model.clocks import CommitmentKind, Rhythm
from domain.model.tasks import Priority, Status, Task
from domain.model.timers import ClockRing, SilenceOver
from domain.model.value import replace
from domain.rules import reporting
from domain.rules.breaches import breaches, run_out
from domain.rules.decisions import decide
from domain.rules.given import Given
from domain.rules.ladder import timers
from domain.rules.lifecycle import Action
from tests.domain import verbs as decisions
from tests.domain.deciding import words
from tests.domain.office import ASSIGNER, CALENDAR, LEAD, MONDAY, SETTINGS, a_task, at, local, running

PERIODIC = CommitmentKind.PERIODIC
RULE = "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=12;BYMINUTE=0"
DUE = local(18, 18, month=12)


def accepted(now: datetime = MONDAY, **fields: Any) -> Task:
    """A task of four weeks with reports on Mondays and Thursdays at noon, accepted."""
    given = a_task(
        **{"due_at": DUE, "periodic": RULE, "periodic_words": "每周一、周四上午", "people": a_task().people} | fields
    )
    return decide(given, Action.ACCEPT, at(LEAD, now)).task


def reported(task: Task, now: datetime) -> Task:
    """The lead reports."""
    return decisions.report(task, at(LEAD, now), "正常", percent=None, blocked=False, files=()).task


def due(task: Task) -> datetime | None:
    """When the next report is due."""
    return running(task).get(PERIODIC)


# -- by a rule -----------------------------------------------------------------------------------------------------------


def test_it_begins_with_the_acceptance_and_not_before() -> None:
    assert due(a_task(due_at=DUE, periodic=RULE)) is None
    assert due(accepted()) == local(23, 12)


def test_a_report_keeps_it_and_the_next_is_that_of_the_rule() -> None:
    task = reported(accepted(), local(23, 11))
    assert due(task) == local(26, 12)
    assert [c.met_at for c in task.commitments if c.kind is PERIODIC and c.met_at] == [local(23, 11)]


def test_a_report_serves_for_one_moment_and_not_for_two() -> None:
    """Given early on Monday, a second one before noon is about the same moment."""
    task = reported(reported(accepted(), local(23, 10)), local(23, 11))
    assert due(task) == local(26, 12)
    assert due(reported(task, local(24, 9))) == local(30, 12), "after Monday's moment it is Thursday's"


def test_a_late_report_cures_it_and_what_was_missed_meanwhile_is_not_asked_for() -> None:
    late = run_out(accepted(), local(23, 12), (PERIODIC,))
    assert due(reported(late, local(27, 9))) == local(30, 12)


def test_the_next_date_asks_anew_when_one_was_missed_and_the_climb_is_not_repeated() -> None:
    """Asked on Monday, reminded until Wednesday, and then nothing came until the deadline."""
    late = run_out(accepted(), local(23, 12), (PERIODIC,))
    thursday = run_out(reporting.missed(late, local(26, 12), CALENDAR), local(26, 12), (PERIODIC,))
    assert due(thursday) == local(26, 12)
    asked = {
        r.step: at
        for r, at in timers(thursday, SETTINGS, CALENDAR).items()
        if isinstance(r, ClockRing) and r.clock is PERIODIC
    }
    assert asked["next"] == local(30, 12)
    assert [b.due_at for b in breaches(thursday) if b.kind is PERIODIC] == [local(23, 12), local(26, 12)]
    assert [b.over_at for b in breaches(reported(thursday, local(27, 9)))] == [local(26, 12), local(27, 9)]


def test_after_downtime_only_the_last_date_is_asked_for() -> None:
    late = run_out(accepted(), local(3, 9, month=12), (PERIODIC,))
    assert due(reporting.missed(late, local(3, 13, month=12), CALENDAR)) == local(3, 12, month=12)


def test_the_deadline_covers_what_would_come_after_it() -> None:
    task = accepted(due_at=local(26, 10))
    assert due(task) == local(23, 12)
    assert due(reported(task, local(23, 11))) is None
    longer = decide(
        reported(task, local(23, 11)), Action.CHANGE_DEADLINE, at(ASSIGNER, local(24, 9)), Given(moment=DUE)
    )
    assert due(longer.task) == local(26, 12)


@pytest.mark.parametrize("status", [s for s in Status if s not in (Status.ACTIVE, Status.PAUSED)])
def test_it_does_not_run_while_nobody_works_on_it(status: Status) -> None:
    assert due(reporting.follow(replace(accepted(), status=status), local(23, 10), CALENDAR)) is None


def test_handing_in_ends_it_and_a_return_begins_it_again() -> None:
    task = accepted(people=a_task().people[:1])
    handed_in = decisions.submit(task, at(LEAD, local(24, 9)), "好了", ()).task
    assert due(handed_in) is None
    back = decisions.send_back(handed_in, at(ASSIGNER, local(25, 9)), "缺附件").task
    assert due(back) == local(26, 12)


def test_through_a_pause_the_rule_goes_by_the_calendar() -> None:
    task = reported(accepted(), local(23, 11))
    paused = decide(task, Action.PAUSE, at(ASSIGNER, local(24, 9)), words("等", moment=local(2, 9, month=12))).task
    assert due(paused) is None
    assert timers(paused, SETTINGS, CALENDAR).keys().isdisjoint(timers(task, SETTINGS, CALENDAR))
    going = decide(paused, Action.RESUME, at(ASSIGNER, local(2, 9, month=12))).task
    assert due(going) == local(3, 12, month=12)


def test_what_was_overdue_before_a_pause_is_so_after_it() -> None:
    late = run_out(accepted(), local(23, 12), (PERIODIC,))
    paused = decide(late, Action.PAUSE, at(ASSIGNER, local(23, 14)), words("等", moment=local(25, 9))).task
    going = decide(paused, Action.RESUME, at(ASSIGNER, local(25, 9))).task
    assert due(going) < local(25, 9)  # type: ignore[operator]
    assert [c.breached_at for c in going.commitments if c.kind is PERIODIC and c.running] == [local(23, 12)]


def test_another_priority_leaves_the_rule() -> None:
    task = decide(accepted(), Action.CHANGE_PRIORITY, at(ASSIGNER, local(23, 10)), Given(priority=Priority.URGENT)).task
    assert due(task) == local(23, 12)


def test_the_assigner_gives_another_rule_or_none() -> None:
    other = decide(accepted(), Action.CHANGE_PERIODIC, at(ASSIGNER), words("每周五")).task
    assert due(other) == local(27, 18)
    off = decide(other, Action.CHANGE_PERIODIC, at(ASSIGNER), words("取消")).task
    assert (due(off), off.periodic, off.periodic_words) == (None, "", "")
    with pytest.raises(Refusal, match="unchanged"):
        decide(off, Action.CHANGE_PERIODIC, at(ASSIGNER), words("off"))
    with pytest.raises(Refusal, match="not-yours"):
        decide(off, Action.CHANGE_PERIODIC, at(LEAD), words("每周五"))


def test_a_rule_whose_first_report_would_be_late_is_refused() -> None:
    with pytest.raises(Refusal, match="periodic-late"):
        decide(accepted(due_at=local(26, 18)), Action.CHANGE_PERIODIC, at(ASSIGNER), words("每周五"))


def test_the_offices_rule_for_a_priority_is_taken_where_there_is_time_for_it() -> None:
    office = replace(SETTINGS, rhythms={Priority.NORMAL: Rhythm(RULE, "每周一、周四上午")})
    task = a_task(due_at=DUE)
    assert reporting.usual(task, MONDAY, office, CALENDAR).periodic == RULE
    assert reporting.usual(replace(task, due_at=local(23, 11)), MONDAY, office, CALENDAR).periodic == ""
    assert reporting.usual(replace(task, periodic="FREQ=DAILY"), MONDAY, office, CALENDAR).periodic == "FREQ=DAILY"
    assert reporting.usual(replace(task, priority=Priority.URGENT), MONDAY, office, CALENDAR).periodic == ""


# -- by silence ----------------------------------------------------------------------------------------------------------


def silent(task: Task) -> datetime | None:
    """When a report is asked for of itself."""
    found = [moment for ring, moment in timers(task, SETTINGS, CALENDAR).items() if isinstance(ring, SilenceOver)]
    return found[0] if found else None


def quiet(**fields: Any) -> Task:
    """A task without a rule, accepted and reported on."""
    return reported(accepted(periodic="", periodic_words="", **fields), local(23, 11))


def test_after_five_working_days_of_silence_a_report_is_asked_for() -> None:
    assert silent(quiet()) == local(30, 11)
    assert silent(quiet(priority=Priority.ELEVATED)) == local(26, 11)
    assert silent(quiet(priority=Priority.URGENT)) == local(24, 11)
    assert silent(quiet(priority=Priority.IMMEDIATE)) == local(23, 16)


def test_it_is_none_before_the_first_report_nor_while_a_rule_stands_nor_when_the_deadline_is_nearer() -> None:
    assert silent(accepted(periodic="", periodic_words="")) is None
    assert silent(reported(accepted(), local(23, 11))) is None
    assert silent(quiet(due_at=local(1, 10, month=12))) is None


def test_whatever_the_lead_does_is_no_silence() -> None:
    later = decide(quiet(), Action.ASK_TIME, at(LEAD, local(26, 15)), words("忙", moment=DUE + timedelta(days=3))).task
    assert silent(later) is None, "the assigner is waited for"
    refused = decisions.refuse_time(later, at(ASSIGNER, local(26, 16)), "不行").task
    assert silent(refused) == local(3, 15, month=12)
    assert silent(decisions.urge(quiet(), at(ASSIGNER, local(26, 15))).task) == local(30, 11), (
        "a chase is none of theirs"
    )


def test_an_office_can_switch_it_off() -> None:
    off = replace(SETTINGS, silence={**SETTINGS.silence, Priority.NORMAL: None})
    assert reporting.asked_at(quiet(), off, CALENDAR) is None


def test_what_people_gave_themselves_is_never_silent() -> None:
    own = replace(quiet(), assigner_id=LEAD, people=quiet().people[:1])
    assert silent(own) is None


def test_the_clock_that_silence_opens_has_no_steps_before_its_moment_and_a_report_ends_it() -> None:
    opened = reporting.reopen(quiet(), local(30, 11), SETTINGS, CALENDAR)
    assert due(opened) == local(1, 11, month=12)
    rings = [r.step for r in timers(opened, SETTINGS, CALENDAR) if isinstance(r, ClockRing) and r.clock is PERIODIC]
    assert rings == ["0", "+4wh", "+2wd"]
    assert silent(opened) is None
    after = reported(opened, local(30, 15))
    assert (due(after), silent(after)) == (None, local(7, 15, month=12))
