"""三色督办单: which step of a ladder is a slip, one of each colour a promise, numbers without a gap; those issued by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.facts.accountability import SlipIssued
from domain.facts.clocks import Reminded
from domain.messages.clocks import Reminder
from domain.model.accounts import Whose, Within
from domain.model.slips import Colour, Register
from domain.model.tasks import Assignment, Part, Priority, Status, Task
from domain.model.value import replace
from domain.rules.decisions import decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.ladder import find_step
from domain.rules.lifecycle import Action
from domain.rules.lights import Cause
from domain.rules.months import within_month
from domain.rules.slips import colour_of, promise_of, slip
from domain.settings.slips import SlipRules
from domain.settings.spans import Span
from domain.unit import Unit
from domain.usecases.clocks.timers import ring
from domain.usecases.tasks.act import perform
from tests.domain.conftest import Desk
from tests.domain.deciding import FINISH, WITH_CO, by_action, refused
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    CO,
    FRIDAY,
    LEAD,
    MONDAY,
    SETTINGS,
    SUPERVISOR,
    a_task,
    at,
    local,
)
from tests.domain.verbs import words

DAY_BEFORE = local(26, 18)
LEADING = (Assignment(LEAD, Part.LEAD, MONDAY, MONDAY),)


def at_step(task: Task, step: str, now: datetime, **rules: Any) -> tuple[Colour, Cause] | None:
    """What the step of the finish ladder is, by the usual rules or others."""
    office = replace(SETTINGS, slips=replace(SlipRules(), **rules))
    found, clock = find_step(office.ladders[FINISH][task.priority], step), task.running(FINISH)
    assert found is not None
    assert clock is not None
    return colour_of(task, clock, found, now, office, CALENDAR)


# -- which step is one -----------------------------------------------------------------------------------------------


def test_the_step_at_the_deadline_is_a_red_slip_and_what_comes_before_a_plain_reminder() -> None:
    task = a_task(Status.ACTIVE, people=LEADING)
    assert at_step(task, "0", FRIDAY) == (Colour.RED, Cause.OVERDUE)
    assert at_step(task, "-1wd", DAY_BEFORE) is None
    assert at_step(task, "-1wd", DAY_BEFORE, blue=True) == (Colour.BLUE, Cause.NEAR)


@pytest.mark.parametrize(("fields", "cause"), [({"returns": 1}, Cause.RETURNED), ({"percent": 10}, Cause.BEHIND)])
def test_a_reminder_of_what_came_back_or_falls_behind_is_yellow(fields: dict[str, Any], cause: Cause) -> None:
    task = a_task(Status.ACTIVE, people=LEADING, **fields)
    assert at_step(task, "-1wd", DAY_BEFORE) == (Colour.YELLOW, cause)
    assert at_step(task, "-1wd", DAY_BEFORE, yellow=False) is None
    assert at_step(task, "0", FRIDAY) == (Colour.RED, Cause.OVERDUE)


def test_red_can_come_later_or_not_at_all() -> None:
    task = a_task(Status.ACTIVE, people=LEADING)
    later = Span.parse("+4wh")
    assert at_step(task, "0", FRIDAY, red_from=later) is None
    assert at_step(task, "+4wh", FRIDAY, red_from=later) == (Colour.RED, Cause.OVERDUE)
    assert at_step(task, "+1wd", FRIDAY, red_from=later) == (Colour.RED, Cause.OVERDUE)
    assert at_step(task, "0", FRIDAY, red=False) is None


def test_no_other_clock_makes_slips() -> None:
    task, step = a_task(), SETTINGS.ladders[FINISH][a_task().priority][-1]
    others = [c for c in task.commitments if c.kind is not FINISH]
    assert others
    assert all(colour_of(task, c, step, FRIDAY, SETTINGS, CALENDAR) is None for c in others)


def test_a_slip_says_how_late_and_until_when_something_is_asked() -> None:
    task, register = a_task(Status.ACTIVE), Register(2026, 12)
    red = slip(task, Colour.RED, register, local(30, 12), SETTINGS, CALENDAR)
    assert (red.year, red.number, red.to, red.late) == (2026, 12, LEAD, 180)
    assert datetime.fromisoformat(red.until) == local(1, 12, month=12)
    yellow = slip(task, Colour.YELLOW, register, DAY_BEFORE, SETTINGS, CALENDAR)
    assert (yellow.late, datetime.fromisoformat(yellow.until)) == (0, FRIDAY)


@pytest.mark.parametrize(
    ("priority", "until"),
    [
        (Priority.NORMAL, local(30, 18)),
        (Priority.ELEVATED, local(30, 14)),
        (Priority.URGENT, local(27, 20)),
        (Priority.IMMEDIATE, local(27, 18, 30)),
    ],
)
def test_what_is_urgent_is_answered_the_sooner(priority: Priority, until: datetime) -> None:
    made = slip(a_task(Status.ACTIVE, priority=priority), Colour.RED, Register(2026, 1), FRIDAY, SETTINGS, CALENDAR)
    assert datetime.fromisoformat(made.until) == until


# -- made by the ladder ----------------------------------------------------------------------------------------------


def ring_until(desk: Desk, end: datetime, rules: SlipRules = SETTINGS.slips) -> None:
    """Time passes to the next timer and the next, and each rings by these rules."""
    office = replace(SETTINGS, slips=rules)
    while (due := desk.db.read_now(lambda s: s.timers.next_due())) is not None and due <= end:
        desk.now = due
        for timer in desk.db.read_now(lambda s: s.timers.due(desk.now.astimezone(UTC), 99)):
            desk.do(lambda u, t=timer: ring(Unit(u.store, u.now, office, CALENDAR), t))
    desk.now = end


def slips_of(desk: Desk, number: int = 1) -> list[SlipIssued]:
    """The slips in a task's history."""
    return [f for f in desk.facts(number) if isinstance(f, SlipIssued)]


def numbered(desk: Desk) -> list[tuple[int | None, str]]:
    """The reminders that are a slip: to whom, by which step."""
    return [(p.member_id, m.step) for p, m in desk.waiting() if isinstance(m, Reminder) and m.slip]


def test_an_overdue_task_has_one_red_slip_which_is_the_reminder_itself(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=LEADING, percent=90)
    ring_until(desk, local(4, 18, month=12))
    [made] = slips_of(desk)
    assert (made.colour, made.year, made.number, made.to, made.why) == ("red", 2026, 1, LEAD, "overdue")
    assert numbered(desk) == [(LEAD, "0"), (ASSIGNER, "0")], "the lead, and a copy for whom the step names"
    at_the_deadline = [f for f in desk.facts() if isinstance(f, Reminded) and (f.clock, f.step) == (FINISH, "0")]
    assert len(at_the_deadline) == 1, "no message more"
    [line] = desk.db.read_now(lambda s: s.slips.of_task(1))
    assert (line.colour, line.promise, line.member_id) == (Colour.RED, 1, LEAD)
    assert desk.facts()[line.seq - 1] == made


def test_a_red_slip_that_comes_with_a_later_step_goes_to_the_lead_too(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=LEADING, percent=90)
    ring_until(desk, local(30, 18), SlipRules(red_from=Span.parse("+4wh")))
    assert numbered(desk) == [(LEAD, "+4wh"), (SUPERVISOR, "+4wh")]


def test_where_slips_are_off_there_are_none(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=LEADING, percent=1, returns=1)
    ring_until(desk, local(4, 18, month=12), SlipRules(yellow=False, red=False))
    assert (slips_of(desk), numbered(desk)) == ([], [])


def test_after_a_pause_the_same_promise_has_no_second_red_slip(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=LEADING, percent=90)
    ring_until(desk, local(27, 19))
    end = local(1, 9, month=12)
    desk.do(lambda u: perform(u, desk.who(ASSIGNER), 1, Action.PAUSE, words("等批复", moment=end)))
    ring_until(desk, local(8, 18, month=12))
    assert desk.task().commitment(FINISH).generation == 2  # type: ignore[union-attr]
    assert [s.colour for s in slips_of(desk)] == ["red"]
    assert promise_of(desk.task()) == 1


def test_numbers_follow_each_other_over_tasks_and_begin_anew_with_the_year(desk: Desk) -> None:
    for _ in range(3):
        desk.give(status=Status.ACTIVE, people=LEADING, percent=90)
    ring_until(desk, local(5, 9, month=1, year=2027))
    later = local(5, 18, month=1, year=2027)
    desk.give(status=Status.ACTIVE, people=LEADING, percent=90, due_at=later)
    ring_until(desk, later)
    found = desk.db.read_now(lambda s: s.slips.page(Whose(), Within(MONDAY, later + timedelta(days=1)), 99))
    assert [(s.year, s.number) for s in found] == [(2027, 1), (2026, 3), (2026, 2), (2026, 1)]
    january = within_month(date(2027, 1, 1), CALENDAR.zone)
    assert desk.db.read_now(lambda s: s.slips.count(Whose(member=LEAD), january)) == 1
    assert desk.db.read_now(lambda s: s.slips.count(Whose(member=CO), january)) == 0


# -- by hand ---------------------------------------------------------------------------------------------------------


def issues(who: int, now: datetime = MONDAY, **issued: tuple[int, int]) -> Circumstances:
    """Whoever issues one, with what the promise has already."""
    taken = {(Colour(name), 1): number for name, number in issued.items()}
    return replace(at(who, now), register=Register(2026, 7, taken))


@pytest.mark.parametrize("who", [ASSIGNER, SUPERVISOR])
def test_whoever_judges_issues_one_with_a_reason(who: int) -> None:
    task = a_task(Status.ACTIVE, returns=1)
    done = decide(task, Action.SLIP, issues(who), words("进度落后", colour=Colour.YELLOW))
    assert isinstance(done.fact, SlipIssued)
    assert (done.fact.colour, done.fact.number, done.fact.reason, done.fact.why) == ("yellow", 7, "进度落后", "")
    assert done.task == task


def test_those_who_do_the_work_issue_none() -> None:
    for who in (LEAD, CO):
        task = a_task(Status.ACTIVE, people=WITH_CO)
        assert refused(lambda w=who, t=task: by_action(Action.SLIP, t, at(w))).name == "not-yours"


@pytest.mark.parametrize("status", [s for s in Status if not s.is_worked_on])
def test_what_nobody_works_on_gets_none(status: Status) -> None:
    refusal = refused(lambda: by_action(Action.SLIP, a_task(status), at(SUPERVISOR)))
    assert refusal.name == {Status.PAUSED: "paused", Status.SUBMITTED: "submitted"}.get(status, "state")


def test_red_is_for_what_is_overdue() -> None:
    task, asked = a_task(Status.ACTIVE), words("太久", colour=Colour.RED)
    assert refused(lambda: decide(task, Action.SLIP, issues(SUPERVISOR), asked)).name == "slip-not-overdue"
    assert decide(task, Action.SLIP, issues(SUPERVISOR, FRIDAY), asked)
    for colour in (Colour.BLUE, Colour.YELLOW):
        late = refused(lambda c=colour: decide(task, Action.SLIP, issues(SUPERVISOR, FRIDAY), words("x", colour=c)))
        assert (late.name, late.fields["colour"]) == ("slip-overdue", "red")


def test_yellow_is_for_a_yellow_light() -> None:
    green, asked = a_task(Status.ACTIVE), words("太慢", colour=Colour.YELLOW)
    refusal = refused(lambda: decide(green, Action.SLIP, issues(SUPERVISOR), asked))
    assert (refusal.name, refusal.fields["colour"]) == ("slip-green", "blue")
    assert decide(replace(green, returns=1), Action.SLIP, issues(SUPERVISOR), asked)


def test_of_each_colour_a_promise_has_one_and_another_deadline_is_another_promise() -> None:
    task, again = a_task(Status.ACTIVE, returns=1), words("再次", colour=Colour.YELLOW)
    had = issues(SUPERVISOR, yellow=(2026, 3))
    refusal = refused(lambda: decide(task, Action.SLIP, had, again))
    assert (refusal.name, refusal.fields["slip"]) == ("slip-already", "3")
    assert decide(task, Action.SLIP, had, words("x", colour=Colour.BLUE))
    moved = by_action(Action.CHANGE_DEADLINE, task, at(ASSIGNER)).task
    assert decide(moved, Action.SLIP, had, again)


# -- any sequence ----------------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.sampled_from(list(Colour)), st.integers(0, 9)), max_size=12))
@settings(max_examples=40)
def test_however_they_are_issued_no_promise_has_two_of_a_colour_and_no_number_is_left_out(
    steps: list[tuple[Colour, int]],
) -> None:
    task, now = a_task(Status.ACTIVE), FRIDAY - timedelta(days=2)
    issued: dict[tuple[Colour, int], tuple[int, int]] = {}
    for colour, hours in steps:
        now += timedelta(hours=hours)
        who = replace(at(SUPERVISOR, now), register=Register(2026, len(issued) + 1, issued))
        try:
            fact = decide(task, Action.SLIP, who, words("x", colour=colour)).fact
        except Refusal:
            continue
        assert isinstance(fact, SlipIssued)
        key = (Colour(fact.colour), promise_of(task))
        assert key not in issued
        issued[key] = (fact.year, fact.number)
    assert sorted(n for _, n in issued.values()) == list(range(1, len(issued) + 1))
