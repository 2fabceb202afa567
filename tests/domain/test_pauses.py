"""挂起 and 恢复: the clocks stand still and go on with what they had left, whatever the pause and the deadline."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.facts.tasks import Paused, Resumed
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import Assignment, Part, Priority, RequestKind, Status, Task
from domain.model.timers import ClockRing, PauseOver
from domain.model.value import replace
from domain.rules.decisions import decide
from domain.rules.ladder import timers
from domain.rules.lifecycle import Action
from domain.rules.mornings import quiet_until
from domain.rules.pauses import day_begins
from tests.domain import verbs as decisions
from tests.domain.deciding import ACCEPT, ANSWER, FINISH, FIRST, PHOTO, refused
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    FRIDAY,
    LEAD,
    MONDAY,
    SETTINGS,
    a_task,
    asks_time,
    asks_transfer,
    at,
    local,
    running,
)
from tests.domain.verbs import words


def paused(task: Task, now: datetime, until: datetime) -> Task:
    """The task, paused by its assigner."""
    return decide(task, Action.PAUSE, at(ASSIGNER, now), words("等财政批复", moment=until)).task


def resumed(task: Task, now: datetime) -> Task:
    """The task, resumed by its assigner."""
    return decide(task, Action.RESUME, at(ASSIGNER, now)).task


def accepted(**fields: object) -> Task:
    """A task under way, given on Monday morning for Friday at closing time."""
    return decisions.accept(a_task(**fields), at(LEAD)).task  # type: ignore[arg-type]


def left(due: datetime, now: datetime) -> timedelta:
    """The working time before a moment; below zero behind it."""
    return CALENDAR.working_time_between(now, due)


# -- over a weekend and a holiday, by hand -----------------------------------------------------------------------------


def test_a_pause_over_a_weekend_moves_the_deadline_by_the_working_time_in_it() -> None:
    task = resumed(paused(accepted(), local(26, 15), local(9, 9, month=12)), local(30, 11))
    assert left(local(30, 11), local(26, 15)) == timedelta(hours=13), "Thursday 3, Friday 8, Monday 2"
    assert left(FRIDAY, local(26, 15)) == left(task.due_at, local(30, 11))
    assert task.due_at == CALENDAR.add_working_time(FRIDAY, left(local(30, 11), local(26, 15)))
    assert (task.status, task.paused_at, task.resumes_at, task.pause_reason) == (Status.ACTIVE, None, None, "")


def test_a_pause_over_new_year_does_not_count_the_holiday() -> None:
    due = local(8, 18, month=1, year=2027)
    task = resumed(
        paused(accepted(due_at=due), local(31, 9, month=12), local(5, 9, month=1, year=2027)),
        local(4, 9, month=1, year=2027),
    )
    assert left(task.due_at, local(4, 9, month=1, year=2027)) == left(due, local(31, 9, month=12))
    assert task.due_at.astimezone(CALENDAR.zone).date() == local(11, month=1, year=2027).date()


def test_a_pause_within_one_night_moves_no_deadline_and_leaves_its_words() -> None:
    said = accepted(due_words="周五下班前", due_said_at=MONDAY)
    task = resumed(paused(said, local(24, 20), local(25, 20)), local(25, 6))
    assert (task.due_at, task.due_words) == (FRIDAY, "周五下班前")


def test_words_that_do_not_name_the_deadline_any_more_are_dropped() -> None:
    said = accepted(due_words="周五下班前", due_said_at=MONDAY)
    task = resumed(paused(said, local(24, 10), local(27, 10)), local(25, 10))
    assert (task.due_words, task.due_said_at) == ("", None)
    assert not task.term_only


def test_a_whole_day_stays_one_where_whole_days_were_paused() -> None:
    said = accepted(due_at=local(27, 23, 59), due_day_only=True)
    whole = resumed(paused(said, local(24, 10), local(27, 10)), local(25, 10))
    assert (whole.due_at, whole.due_day_only) == (local(30, 23, 59), True)
    part = resumed(paused(said, local(24, 10), local(27, 10)), local(24, 11))
    assert (part.due_at, part.due_day_only) == (local(30, 10), False)


def test_until_a_day_is_until_its_work_begins() -> None:
    assert day_begins(local(10, 23, 59, month=12), MONDAY, CALENDAR) == local(10, 9, month=12)
    assert day_begins(local(23, 23, 59), MONDAY, CALENDAR) == local(23, 18), "its work has begun already"
    assert day_begins(local(23, 23, 59), local(23, 19), CALENDAR) == local(23, 23, 59)


# -- each clock as it is measured ----------------------------------------------------------------------------------------


def test_a_term_that_passes_by_night_moves_by_all_the_time_paused() -> None:
    task = a_task(priority=Priority.URGENT)
    before = running(task)
    after = running(resumed(paused(task, local(23, 9, 40), FRIDAY), local(24, 9, 40)))
    assert after[ACCEPT] - before[ACCEPT] == timedelta(days=1)
    assert after[FIRST] - before[FIRST] == timedelta(days=1)
    assert after[FINISH] == local(30, 18), "a deadline moves by working time"


def test_a_term_of_working_hours_moves_by_working_hours() -> None:
    task = a_task()
    assert running(task)[ACCEPT] == local(23, 14, 30)
    assert running(resumed(paused(task, local(23, 10), FRIDAY), local(24, 10)))[ACCEPT] == local(24, 14, 30)


MOMENTS = st.datetimes(datetime(2026, 11, 1), datetime(2027, 3, 1)).map(  # noqa: DTZ001 - zoned in the next line
    lambda m: m.replace(second=0, microsecond=0, tzinfo=UTC)
)


@given(st.lists(MOMENTS, min_size=3, max_size=9, unique=True), MOMENTS, st.sampled_from(list(Priority)))
def test_no_pause_loses_or_gains_working_time(moments: list[datetime], due: datetime, priority: Priority) -> None:
    begun, *turns = sorted(moments)
    turns = turns[: len(turns) // 2 * 2]
    people = (Assignment(LEAD, Part.LEAD, accepted_at=begun),)
    clocks = tuple(Commitment(kind, LEAD, 1, begun, due) for kind in (FIRST, FINISH))
    task = a_task(Status.ACTIVE, people=people, commitments=clocks, due_at=due, priority=priority)
    for since, until in zip(turns[::2], turns[1::2], strict=True):
        assume(since < until)
        before = running(task)
        task = resumed(paused(task, since, until + timedelta(days=1)), until)
        if before[FINISH] <= since:
            assert task.due_at == before[FINISH], "what had run out before keeps its moment"
        else:
            assert left(task.due_at, until) == left(before[FINISH], since)
        assert running(task)[FINISH] == task.due_at
        moved = until + (before[FIRST] - since) if before[FIRST] > since else before[FIRST]
        quiet = moved if priority.breaks_quiet or moved <= until else quiet_until(CALENDAR, moved)
        assert running(task)[FIRST] == quiet, "it passes by night as well, and runs out when people are at work"
        assert {c.kind for c in task.commitments if c.running} == set(before)


# -- what rings ----------------------------------------------------------------------------------------------------------


def test_nothing_rings_while_it_is_paused_but_its_end() -> None:
    task = paused(accepted(), local(24, 10), local(9, 9, month=12))
    assert running(task) == {}
    assert timers(task, SETTINGS, CALENDAR) == {PauseOver(1, int(local(9, 9, month=12).timestamp())): task.resumes_at}


def test_the_steps_that_had_not_come_come_as_much_later() -> None:
    task = resumed(paused(accepted(), local(25, 10), FRIDAY), local(26, 10))
    finish = {
        r.step: due
        for r, due in timers(task, SETTINGS, CALENDAR).items()
        if isinstance(r, ClockRing) and r.clock is FINISH
    }
    assert finish == {
        "-1wd": local(27, 18), "-2wh": local(30, 16), "0": local(30, 18), "+4wh": local(1, 14, month=12),
        "+1wd": local(1, 18, month=12), "+3wd": local(3, 18, month=12),
    }  # fmt: skip


def test_a_step_that_repeats_goes_on_after_the_pause() -> None:
    late = local(10, 10, month=12)
    task = resumed(paused(accepted(), late, local(20, 9, month=12)), local(11, 10, month=12))
    group = [
        due for r, due in timers(task, SETTINGS, CALENDAR).items() if isinstance(r, ClockRing) and r.step == "+3wd"
    ]
    assert len(group) == 1
    assert local(11, 10, month=12) < group[0] <= local(14, 18, month=12)


def test_resuming_what_was_overdue_already_makes_up_no_other_moment_and_no_other_breach() -> None:
    late = replace(accepted(), commitments=(Commitment(FINISH, LEAD, 1, MONDAY, FRIDAY, breached_at=FRIDAY),))
    task = resumed(paused(late, local(30, 11), local(4, 9, month=12)), local(2, 11, month=12))
    assert task.overdue(local(2, 11, month=12))
    assert (task.due_at, running(task)[FINISH]) == (FRIDAY, FRIDAY)
    assert [c.breached_at for c in task.commitments if c.running] == [FRIDAY]


# -- who may what meanwhile ----------------------------------------------------------------------------------------------


def test_it_goes_back_to_what_it_was() -> None:
    assert resumed(paused(a_task(), MONDAY, FRIDAY), local(24, 10)).status is Status.ASSIGNED
    assert resumed(paused(accepted(), MONDAY, FRIDAY), local(24, 10)).status is Status.ACTIVE


def test_a_report_meanwhile_counts_and_does_not_end_the_pause() -> None:
    task = paused(a_task(), MONDAY, FRIDAY)
    told = decisions.report(task, at(LEAD, local(24, 9)), "先做了30%", percent=30, blocked=False, files=())
    assert (told.task.status, told.task.percent) == (Status.PAUSED, 30)
    going = resumed(told.task, local(24, 10))
    assert going.status is Status.ACTIVE
    assert set(running(going)) == {FINISH}, "acceptance and first report are given"


def test_a_result_waits_until_it_goes_on() -> None:
    task = paused(accepted(people=(Assignment(LEAD, Part.LEAD),)), MONDAY, FRIDAY)
    assert refused(lambda: decisions.submit(task, at(LEAD), "好了", (PHOTO,))).name == "paused"
    going = resumed(task, local(24, 10))
    assert decisions.submit(going, at(LEAD, local(24, 10)), "好了", (PHOTO,)).task.status is Status.SUBMITTED


def test_a_second_pause_gives_the_first_another_end() -> None:
    first = paused(accepted(), local(24, 10), local(26, 9))
    second = decide(first, Action.PAUSE, at(ASSIGNER, local(25, 10)), words("还没批", moment=local(8, 9, month=12)))
    assert second.fact == Paused(local(8, 9, month=12).isoformat(), "还没批")
    assert (second.task.paused_at, second.task.resumes_at) == (local(24, 10), local(8, 9, month=12))
    assert left(resumed(second.task, local(2, 10, month=12)).due_at, local(2, 10, month=12)) == left(
        FRIDAY, local(24, 10)
    )


def test_a_pause_in_the_past_is_refused_and_one_past_the_deadline_is_not() -> None:
    given = words("等", moment=MONDAY - timedelta(hours=1))
    assert refused(lambda: decide(accepted(), Action.PAUSE, at(ASSIGNER), given)).name == "deadline-past"
    assert paused(accepted(), MONDAY, FRIDAY + timedelta(days=30)).status is Status.PAUSED


def test_a_pause_is_never_longer_than_was_said_however_late_it_is_noticed() -> None:
    task = paused(accepted(), local(24, 10), local(25, 10))
    assert resumed(task, local(30, 10)).due_at == resumed(task, local(25, 10)).due_at == local(30, 18)
    assert running(resumed(task, local(30, 10)))[FINISH] == local(30, 18)


def test_a_first_report_that_ran_out_before_the_pause_keeps_its_moment() -> None:
    task = resumed(paused(a_task(), local(24, 11), local(30, 9)), local(30, 9))
    assert running(task)[FIRST] == local(24, 9, 30)


def test_a_pause_does_not_eat_a_request_for_more_time() -> None:
    asking = decide(accepted(), Action.ASK_TIME, at(LEAD), words("等数据", moment=FRIDAY + timedelta(days=3))).task
    task = paused(asking, MONDAY, FRIDAY)
    assert task.pending_request() is not None
    going = resumed(task, local(24, 9, 30))
    [asked] = going.requests
    assert running(going)[ANSWER] == running(asking)[ANSWER] + timedelta(days=1)
    assert left(asked.due_at or FRIDAY, going.due_at) == left(FRIDAY + timedelta(days=3), FRIDAY), "as much as before"
    assert decide(going, Action.GRANT_TIME, at(ASSIGNER, local(24, 10))).task.due_at == asked.due_at


def test_a_whole_day_that_was_asked_for_stays_one() -> None:
    until = local(30, 23, 59)
    asking = decide(accepted(), Action.ASK_TIME, at(LEAD), words("等数据", moment=until)).task
    [asked] = resumed(paused(asking, local(24, 9), FRIDAY), local(25, 9)).requests
    assert asked.due_at == local(1, 23, 59, month=12)


def test_more_time_is_granted_or_refused_while_it_is_paused_too() -> None:
    later = FRIDAY + timedelta(days=3)
    asking = decide(accepted(), Action.ASK_TIME, at(LEAD), words("等数据", moment=later)).task
    task = paused(asking, MONDAY, local(10, 9, month=12))
    granted = decide(task, Action.GRANT_TIME, at(ASSIGNER)).task
    assert (granted.due_at, granted.status, running(granted)) == (later, Status.PAUSED, {})
    assert ANSWER not in running(resumed(granted, local(25, 10)))
    no = decide(task, Action.REFUSE_TIME, at(ASSIGNER, local(24, 10)), words("不行")).task
    assert not any(r.pending for r in no.requests)
    past = at(ASSIGNER, later + timedelta(hours=1))
    assert refused(lambda: decide(task, Action.GRANT_TIME, past)).name == "paused", "it lies ahead after the pause"


def test_a_request_for_another_lead_waits_and_its_clock_with_it() -> None:
    asking = decide(accepted(), Action.ASK_TRANSFER, at(LEAD), words("出差", member_id=9)).task
    task = paused(asking, MONDAY, FRIDAY)
    assert refused(lambda: decisions.grant_transfer(task, at(ASSIGNER))).name == "paused"
    going = resumed(task, local(24, 9, 30))
    assert going.pending_request(RequestKind.TRANSFER) is not None
    assert running(going)[ANSWER] == running(asking)[ANSWER] + timedelta(days=1)
    assert decisions.grant_transfer(going, at(ASSIGNER, local(24, 10))).task.status is Status.ASSIGNED


def test_a_cancelled_pause_leaves_nothing_that_could_ring() -> None:
    task = paused(accepted(requests=(asks_time(), asks_transfer(number=2))), MONDAY, FRIDAY)
    over = decisions.cancel(task, at(ASSIGNER, local(24, 10)), "不办了").task
    assert (over.status, over.paused_at, over.resumes_at) == (Status.CANCELLED, None, None)
    assert timers(over, SETTINGS, CALENDAR) == {}


def test_what_is_recorded_says_the_deadline_before_and_after() -> None:
    done = decide(paused(accepted(), local(24, 10), FRIDAY), Action.RESUME, at(ASSIGNER, local(25, 10)))
    assert done.fact == Resumed(FRIDAY.isoformat(), local(30, 18).isoformat())


@pytest.mark.parametrize("kind", CommitmentKind)
def test_a_clock_that_was_kept_before_the_pause_does_not_begin_again(kind: CommitmentKind) -> None:
    task = accepted(commitments=(Commitment(kind, LEAD, 1, MONDAY, FRIDAY, met_at=MONDAY),))
    assert running(resumed(paused(task, MONDAY, FRIDAY), local(24, 10))) == {}
