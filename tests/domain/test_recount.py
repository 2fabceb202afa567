"""Another working calendar: what was counted on the old one is counted again, once, and people are told in one message."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from deadlines import read
from domain.facts.clocks import DeadlineRecounted
from domain.messages.clocks import CalendarChanged
from domain.messages.tasks import TaskNews
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Status, Task
from domain.model.value import replace
from domain.rules.recount import Calendars, recount
from domain.unit import Unit
from domain.usecases.clocks.follow_calendar import follow_calendar
from tests.domain.conftest import Desk
from tests.domain.office import ASSIGNER, CALENDAR, CO, LEAD, MONDAY, OWNER, SETTINGS, WATCHER, a_task, local, running
from worktime.calendar import DayOverride, WorkingCalendar
from worktime.record import ChangedDay, changed_days, read_back, write_down

THURSDAY_OFF = WorkingCalendar(overrides={date(2026, 11, 26): DayOverride(working=False, name="停电")})
SUNDAY_WORKED = WorkingCalendar(overrides={date(2026, 11, 29): DayOverride(working=True)})
LATE = local(27, 23, 59)


def said(words: str, calendar: WorkingCalendar = CALENDAR, **fields: Any) -> Task:
    """A task whose deadline was given in words on Monday morning."""
    due = read(words, MONDAY, calendar).moment
    return a_task(due_at=due, due_words=words, due_said_at=MONDAY, **fields)


def again(task: Task, new: WorkingCalendar, now: datetime = MONDAY, old: WorkingCalendar = CALENDAR) -> Task:
    """The task counted again."""
    return recount(task, now, SETTINGS, Calendars(old, new))


def test_working_days_are_counted_again_when_a_day_falls_out() -> None:
    task = said("4个工作日内")
    assert task.due_at == LATE
    moved = again(task, THURSDAY_OFF)
    assert moved.due_at == local(30, 23, 59)
    assert running(moved)[CommitmentKind.FINISH] == moved.due_at


def test_a_deadline_comes_nearer_when_a_day_is_worked() -> None:
    assert again(said("5个工作日内"), SUNDAY_WORKED).due_at == local(29, 23, 59)


def test_the_offices_own_term_is_counted_again() -> None:
    task = a_task(due_at=local(7, 18, month=12), due_said_at=MONDAY)
    assert again(task, THURSDAY_OFF).due_at == local(8, 18, month=12)


def test_the_end_of_work_follows_the_office_hours() -> None:
    short = WorkingCalendar(hours=dict.fromkeys(range(5), ((local(1, 9).time(), local(1, 17).time()),)))
    assert again(said("周五下班前"), short).due_at == local(27, 17)


@pytest.mark.parametrize("words", ["周五", "4天内", "11月27日下午3点", "48小时内"])
def test_a_deadline_without_working_days_in_it_stays(words: str) -> None:
    task = said(words)
    assert again(task, THURSDAY_OFF).due_at == task.due_at


def test_a_moment_that_was_picked_stays() -> None:
    task = replace(said("4个工作日内"), due_said_at=None)
    assert again(task, THURSDAY_OFF).due_at == LATE


def test_words_that_the_old_calendar_does_not_explain_stay() -> None:
    task = replace(said("4个工作日内"), due_at=local(27, 12))
    assert again(task, THURSDAY_OFF).due_at == local(27, 12)


def test_a_reading_that_was_chosen_stays_the_same_choice() -> None:
    asked = read("周五", local(27, 10), CALENDAR)
    task = a_task(due_at=asked.readings[1], due_words="周五", due_said_at=local(27, 10))
    assert again(task, THURSDAY_OFF, local(27, 11)).due_at == asked.readings[1]


def test_nothing_moves_into_the_past_and_what_ran_out_stays_so() -> None:
    task = said("5个工作日内")
    assert again(task, SUNDAY_WORKED, local(30, 9)).due_at == task.due_at
    late = said("4个工作日内")
    assert again(late, THURSDAY_OFF, local(28, 9)) == late


def test_terms_in_working_time_are_measured_anew_in_the_same_promise() -> None:
    friday = local(27, 17)
    task = a_task(created_at=friday.astimezone(UTC), due_at=local(4, 18, month=12), commitments=())
    clock = replace(a_task().commitment(CommitmentKind.ACCEPT), started_at=friday, due_at=local(30, 12))  # type: ignore[type-var]
    moved = again(replace(task, commitments=(clock,)), SUNDAY_WORKED, friday)
    assert [(c.generation, c.due_at) for c in moved.commitments] == [(1, local(29, 12))]


def test_a_submitted_tasks_deadline_moves_without_a_finish_clock() -> None:
    moved = again(said("4个工作日内", status=Status.SUBMITTED), THURSDAY_OFF)
    assert moved.due_at == local(30, 23, 59)
    assert CommitmentKind.FINISH not in running(moved)


# -- the calendar written down -----------------------------------------------------------------------------------------


def test_a_calendar_that_is_written_down_reads_back_the_same() -> None:
    text = write_down(CALENDAR, 2025, 2027)
    back = read_back(text)
    day = date(2025, 1, 1)
    while day.year < 2028:
        assert back.is_working_day(day) == CALENDAR.is_working_day(day), day
        assert back.is_holiday(day) == CALENDAR.is_holiday(day), day
        assert back.periods(day) == CALENDAR.periods(day)
        day = date.fromordinal(day.toordinal() + 1)
    assert write_down(back, 2025, 2027) == text


def test_the_days_that_differ_are_found() -> None:
    old = read_back(write_down(CALENDAR, 2026, 2026))
    assert changed_days(old, THURSDAY_OFF, date(2026, 11, 1), date(2026, 12, 31)) == (
        ChangedDay(date(2026, 11, 26), working=False),
    )


# -- the office ----------------------------------------------------------------------------------------------------------


def start(desk: Desk, calendar: WorkingCalendar = CALENDAR) -> None:
    """What a start of the bot does about the calendar."""
    now = desk.now.astimezone(UTC)
    desk.db.write_now(lambda s: follow_calendar(Unit(s, now, SETTINGS, calendar)))


@pytest.fixture
def counted(desk: Desk) -> Desk:
    """Two starts ago the bot was new; since then four working days were given to somebody."""
    start(desk)
    given = said("4个工作日内")
    desk.give(status=Status.ACTIVE, due_at=given.due_at, due_words=given.due_words, due_said_at=MONDAY)
    return desk


def told(desk: Desk) -> dict[int | None, CalendarChanged]:
    """What is promised about the calendar, by person."""
    return {place.member_id: saying for place, saying in desk.waiting() if isinstance(saying, CalendarChanged)}


def test_the_first_start_and_a_start_on_the_same_calendar_change_nothing(counted: Desk) -> None:
    start(counted)
    assert told(counted) == {}
    assert counted.task().due_at == LATE


def test_a_changed_calendar_moves_the_deadline_and_tells_everybody_once(counted: Desk) -> None:
    start(counted, THURSDAY_OFF)
    start(counted, THURSDAY_OFF)
    new = local(30, 23, 59)
    assert counted.task().due_at == new
    moved = ((1, LATE.isoformat(), new.isoformat()),)
    found = {who: [tuple(one) for one in saying.moved] for who, saying in told(counted).items()}
    expected = tuple(
        (task, datetime.fromisoformat(o).astimezone(UTC), datetime.fromisoformat(n).astimezone(UTC))
        for task, o, n in moved
    )
    for lines in found.values():
        assert tuple((t, datetime.fromisoformat(o), datetime.fromisoformat(n)) for t, o, n in lines) == expected
    assert set(found) == {ASSIGNER, LEAD, CO, WATCHER, OWNER}
    assert [list(day) for day in told(counted)[OWNER].days] == [["2026-11-26", False]]
    assert told(counted)[LEAD].days == ()
    assert not any(isinstance(saying, TaskNews) for _, saying in counted.waiting())


def test_the_move_is_in_the_history_and_the_reminders_follow(counted: Desk) -> None:
    start(counted, THURSDAY_OFF)
    facts = [f for f in counted.facts() if isinstance(f, DeadlineRecounted)]
    assert [(f.words, datetime.fromisoformat(f.new)) for f in facts] == [("4个工作日内", local(30, 23, 59))]
    steps = {
        t.data.step: t.due_at
        for t in counted.db.read_now(lambda s: s.timers.due(local(31, month=12), 99))
        if t.kind == "clock" and t.data.clock == "finish"
    }
    assert steps["0"] == local(30, 23, 59)
    assert steps["-1wd"] == local(27, 23, 59)


def test_a_deadline_that_stays_keeps_its_promise_but_its_reminders_follow_the_calendar(desk: Desk) -> None:
    start(desk)
    desk.give(status=Status.ACTIVE)  # Friday at closing time, picked
    start(desk, THURSDAY_OFF)
    rings = {
        t.data.step: t.due_at
        for t in desk.db.read_now(lambda s: s.timers.due(local(31, month=12), 99))
        if t.kind == "clock" and t.data.clock == "finish"
    }
    assert rings["-1wd"] == local(25, 18)
    assert desk.task().due_at == local(27, 18)
    assert desk.task().running(CommitmentKind.FINISH).generation == 1  # type: ignore[union-attr]


def test_only_the_owners_hear_of_a_calendar_that_moves_nothing(desk: Desk) -> None:
    start(desk)
    start(desk, SUNDAY_WORKED)
    assert {who: (s.moved, [tuple(d) for d in s.days]) for who, s in told(desk).items()} == {
        OWNER: ((), [("2026-11-29", True)])
    }


def test_the_digest_moves_to_the_next_morning_that_is_worked(desk: Desk) -> None:
    desk.now = local(25, 12)
    start(desk)
    start(desk, THURSDAY_OFF)
    timers = desk.db.read_now(lambda s: s.timers.due(local(31, month=12), 99))
    assert {t.kind: t.due_at for t in timers if t.kind not in ("seal", "bulletin")} == {
        "digest": local(27, 8, 30), "worklists": local(27, 8, 40), "reach": local(27, 8, 40),
        "afternoons": local(25, 15, 30),
    }  # fmt: skip


FIRST_OFF = WorkingCalendar(overrides={date(2026, 12, 1): DayOverride(working=False)})


def test_the_drafts_of_a_month_move_to_the_first_day_that_is_worked(desk: Desk) -> None:
    desk.now = local(25, 12)
    start(desk)
    start(desk, FIRST_OFF)
    timers = desk.db.read_now(lambda s: s.timers.due(local(31, month=12), 99))
    assert [t.due_at for t in timers if t.kind == "bulletin"] == [local(2, 9, month=12)]
