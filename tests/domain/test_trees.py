"""Trees of matters: broken down, put under another, rolled up; no circle, and a roll-up is what a plain recount says."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.facts.trees import SubtaskGiven, SubtasksDone
from domain.messages.tasks import TaskNews
from domain.model.clocks import CommitmentKind
from domain.model.drafts import Draft, TaskDraft
from domain.model.post import Said
from domain.model.tasks import Assignment, Kind, Part, Status, Task
from domain.model.trees import Node
from domain.rules.given import Given
from domain.rules.lifecycle import TABLES, Action
from domain.rules.lights import Cause, lit
from domain.rules.tree import height, lit_by, numbers_in, rolled
from domain.unit import Unit
from domain.usecases.access import visible
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.assign import assign
from domain.usecases.tasks.tree import below
from tests.domain.conftest import GROUP, Desk
from tests.domain.deciding import refused
from tests.domain.office import (
    CALENDAR,
    COLLEAGUE,
    FRIDAY,
    LEAD,
    LEADER,
    MONDAY,
    NEXT,
    OWNER,
    SETTINGS,
    SUPERVISOR,
    WATCHER,
    a_task,
)

FIRST = CommitmentKind.FIRST_REPORT
ALONE = (Assignment(LEAD, Part.LEAD),)


def give(desk: Desk, parent: int | None = None, *, by: int = OWNER, to: int = LEAD, title: str = "核对数据") -> int:
    """A task given as people give it, on its own or as a part of another."""

    def work(unit: Unit) -> int:
        draft = TaskDraft(people=(to,), title=title, due=FRIDAY, team_id=desk.team.id, parent_id=parent)
        return assign(unit, desk.who(by), Draft(0, by, GROUP, draft)).id

    return desk.do(work)


def do(desk: Desk, number: int, action: Action, *, by: int = OWNER, text: str = "好了", **also: int) -> None:
    desk.do(lambda u: perform(u, desk.who(by), number, action, Given(said=Said(text), **also)))  # type: ignore[arg-type]


def nodes_of(desk: Desk, number: int) -> tuple[Node, ...]:
    return desk.db.read_now(lambda s: s.tasks.below(number))


def node(number: int, parent: int, status: Status = Status.ACTIVE, percent: int = 0, *, late: bool = False) -> Node:
    due = MONDAY - timedelta(hours=1) if late else FRIDAY
    return Node(number, parent, Kind.TASK, status, percent, due)


# -- what the whole comes to -------------------------------------------------------------------------------------------


def test_each_child_counts_the_same_and_a_done_one_whole() -> None:
    found = rolled(1, [node(2, 1, Status.DONE), node(3, 1, Status.DONE), node(4, 1)], MONDAY)
    assert (found.done, found.count, found.open, found.percent) == (2, 3, (4,), 67)


def test_of_a_child_with_others_below_it_theirs_count_and_not_what_was_said_of_it() -> None:
    found = rolled(1, [node(2, 1, percent=90), node(3, 2, percent=20), node(4, 2, percent=40)], MONDAY)
    assert found.percent == 30


def test_what_is_overdue_anywhere_below_is_named_the_first_of_them() -> None:
    assert rolled(1, [node(2, 1), node(3, 2, late=True)], MONDAY).red == 3
    assert rolled(1, [node(2, 1, Status.SUBMITTED, late=True)], MONDAY).red is None, "it waits for the assigner"


def test_without_anything_below_nothing_is_rolled_up() -> None:
    assert rolled(1, [], MONDAY).percent is None
    assert height(1, []) == 1
    assert height(1, [node(2, 1), node(3, 2)]) == 3


def test_numbers_are_found_in_the_words_of_a_result() -> None:
    assert numbers_in("其余 #14、＃15 转下月，共 3 份") == (14, 15)


# -- breaking down -----------------------------------------------------------------------------------------------------


def test_whoever_has_the_duty_breaks_it_down_and_has_thereby_accepted(desk: Desk) -> None:
    whole = give(desk)
    part = give(desk, whole, by=LEAD, to=WATCHER)
    made = desk.task(part)
    assert (made.parent_id, made.assigner_id, made.team_id) == (whole, LEAD, desk.team.id)
    assert desk.task(whole).status is Status.ACTIVE
    assert SubtaskGiven(part, "核对数据", WATCHER) in desk.facts(whole)


@pytest.mark.parametrize("by", [SUPERVISOR, LEADER, OWNER])
def test_those_above_break_it_down_and_nobody_has_accepted_by_that(desk: Desk, by: int) -> None:
    whole = give(desk)
    give(desk, whole, by=by, to=WATCHER)
    assert desk.task(whole).status is Status.ASSIGNED


def test_a_colleague_does_not_break_down_what_is_not_theirs(desk: Desk) -> None:
    whole = give(desk)
    assert refused(lambda: give(desk, whole, by=COLLEAGUE, to=WATCHER)).name == "not-yours"


def test_staff_give_parts_within_the_team_and_to_nobody_outside(desk: Desk) -> None:
    whole = give(desk)
    desk.db.write_now(lambda s: s.members.leave(desk.team.id, NEXT))
    assert refused(lambda: give(desk, whole, by=LEAD, to=NEXT)).name == "sub-outside"
    assert give(desk, whole, by=OWNER, to=NEXT)


def test_what_staff_gave_to_themselves_is_no_way_to_give_to_others(desk: Desk) -> None:
    own = give(desk, by=LEAD, to=LEAD)
    assert refused(lambda: give(desk, own, by=LEAD, to=WATCHER)).name == "assign-right"
    assert give(desk, own, by=LEAD, to=LEAD)


def test_a_part_without_a_deadline_has_that_of_the_whole(desk: Desk) -> None:
    whole = give(desk)
    written = TaskDraft(people=(WATCHER,), title="核对数据", team_id=desk.team.id, parent_id=whole)
    made = desk.do(lambda u: assign(u, desk.who(LEAD), Draft(0, LEAD, GROUP, written)))
    assert (made.due_at, made.due_words, made.term_only) == (desk.task(whole).due_at, "", False)


def test_a_part_is_due_no_later_than_the_whole(desk: Desk) -> None:
    whole = give(desk)

    def later(unit: Unit) -> Task:
        draft = TaskDraft(
            people=(LEAD,), title="x", due=FRIDAY + timedelta(days=1), team_id=desk.team.id, parent_id=whole
        )
        return assign(unit, desk.who(OWNER), Draft(0, OWNER, GROUP, draft))

    assert refused(lambda: desk.do(later)).name == "beyond-parent"


# -- where things stand ------------------------------------------------------------------------------------------------


def test_nothing_stands_under_itself_or_under_what_is_below_it(desk: Desk) -> None:
    whole = give(desk)
    part = give(desk, whole)
    for parent, name in ((whole, "under-itself"), (part, "circle")):
        assert refused(lambda p=parent: do(desk, whole, Action.PUT_UNDER, matter_id=p)).name == name
    assert desk.task(whole).parent_id is None


def test_there_are_so_many_levels_and_no_more(desk: Desk) -> None:
    number = give(desk)
    for _ in range(4):
        number = give(desk, number)
    assert refused(lambda: give(desk, number)).name == "too-deep"
    alone = give(desk)
    give(desk, alone)
    above = desk.task(number).parent_id
    assert refused(lambda: do(desk, alone, Action.PUT_UNDER, matter_id=above or 0)).name == "too-deep"


def test_what_one_may_not_see_answers_as_if_it_were_not_there(desk: Desk) -> None:
    part = give(desk, by=LEAD, to=LEAD)
    hidden = desk.give(team_id=None, people=(Assignment(WATCHER, Part.LEAD),), assigner_id=OWNER)
    absent = refused(lambda: do(desk, part, Action.PUT_UNDER, by=LEAD, matter_id=999))
    unseen = refused(lambda: do(desk, part, Action.PUT_UNDER, by=LEAD, matter_id=hidden.id))
    assert absent.name == unseen.name == "not-found"


def test_what_is_taken_out_stands_on_its_own(desk: Desk) -> None:
    part = give(desk, give(desk))
    do(desk, part, Action.TAKE_OUT)
    assert desk.task(part).parent_id is None
    assert refused(lambda: do(desk, part, Action.TAKE_OUT)).name == "under-nothing"


# -- ending ------------------------------------------------------------------------------------------------------------


def test_a_result_over_an_open_part_names_it(desk: Desk) -> None:
    whole = give(desk)
    part = give(desk, whole)
    assert refused(lambda: do(desk, whole, Action.SUBMIT, by=LEAD)).name == "open-below"
    do(desk, whole, Action.SUBMIT, by=LEAD, text=f"除 #{part} 外都好了")
    assert desk.task(whole).status is Status.SUBMITTED


def test_the_whole_is_not_cancelled_over_what_is_open_below_it(desk: Desk) -> None:
    whole = give(desk)
    part = give(desk, whole)
    assert refused(lambda: do(desk, whole, Action.CANCEL)).name == "cancel-below"
    do(desk, part, Action.CANCEL)
    do(desk, whole, Action.CANCEL)
    assert desk.task(whole).status is Status.CANCELLED


def test_the_deadline_of_the_whole_does_not_move_before_that_of_a_part(desk: Desk) -> None:
    whole = give(desk)
    give(desk, whole)
    early = refused(
        lambda: desk.do(
            lambda u: perform(
                u, desk.who(OWNER), whole, Action.CHANGE_DEADLINE, Given(moment=FRIDAY - timedelta(days=1))
            )
        )
    )
    assert early.name == "before-below"


def test_a_word_of_a_part_is_a_sign_of_life_of_the_whole(desk: Desk) -> None:
    whole = give(desk)
    part = give(desk, whole, by=LEAD, to=WATCHER)
    given = desk.task(whole).running(FIRST)
    desk.now += timedelta(hours=5)
    do(desk, part, Action.ACCEPT, by=WATCHER)
    assert desk.task(whole).running(FIRST) == given, "that somebody has accepted says nothing of the work"
    do(desk, part, Action.REPORT, by=WATCHER, text="正在核对")
    heard = desk.task(whole)
    again = heard.running(FIRST)
    assert given
    assert again
    assert (again.generation, again.due_at) == (given.generation + 1, given.due_at + timedelta(hours=5))
    desk.now += timedelta(hours=2)
    do(desk, part, Action.SUBMIT, by=WATCHER)
    do(desk, part, Action.APPROVE, by=LEAD)
    later = desk.task(whole).running(FIRST)
    assert later
    assert later.due_at > again.due_at


def test_a_part_that_is_reported_on_says_nothing_for_whoever_has_not_accepted_the_whole(desk: Desk) -> None:
    whole = give(desk)
    part = give(desk, whole, by=OWNER, to=WATCHER)
    before = desk.task(whole).commitments
    do(desk, part, Action.REPORT, by=WATCHER, text="正在核对")
    assert desk.task(whole).commitments == before


def test_with_something_open_below_it_a_whole_is_never_all_done() -> None:
    assert rolled(1, [node(2, 1, percent=100)], MONDAY).percent == 99
    assert rolled(1, [node(2, 1, Status.DONE)], MONDAY).percent == 100


def test_with_the_last_part_done_whoever_has_the_whole_reads_it_once(desk: Desk) -> None:
    whole = give(desk)
    parts = [give(desk, whole, to=WATCHER) for _ in range(2)]
    for part in parts:
        assert SubtasksDone() not in desk.facts(whole)
        do(desk, part, Action.SUBMIT, by=WATCHER)
        do(desk, part, Action.APPROVE)
    assert desk.facts(whole).count(SubtasksDone()) == 1
    seq = len(desk.facts(whole))
    told = [place.member_id for place, said in desk.waiting() if said == TaskNews(whole, seq)]
    assert told == [LEAD]


def test_a_line_of_a_plan_has_no_step_of_a_task() -> None:
    actions = {action for _, action, _ in TABLES[Kind.PLAN]}
    work = {
        Action.ACCEPT,
        Action.DECLINE,
        Action.SUBMIT,
        Action.APPROVE,
        Action.ASK_TIME,
        Action.ASK_TRANSFER,
        Action.PAUSE,
    }
    assert not actions & work
    assert {Action.REPORT, Action.CLOSE, Action.CANCEL, Action.REASSIGN, Action.CHANGE_DEADLINE} <= actions


def test_a_whole_with_something_overdue_below_it_is_yellow_and_says_why() -> None:
    task = a_task(Status.ACTIVE)
    own = lit(task, MONDAY, SETTINGS, CALENDAR)
    found = lit_by(task, own, rolled(1, [node(14, 1, late=True)], MONDAY))
    assert (found.cause, found.below) == (Cause.BELOW, 14)
    assert lit_by(task, own, rolled(1, [node(14, 1)], MONDAY)) == own


def test_who_takes_the_whole_judges_the_parts_that_were_given_of_it(desk: Desk) -> None:
    whole = give(desk)
    part, others = give(desk, whole, by=LEAD, to=WATCHER), give(desk, whole, by=SUPERVISOR, to=WATCHER)
    do(desk, part, Action.SUBMIT, by=WATCHER)
    do(desk, whole, Action.REASSIGN, member_id=NEXT)
    assert (desk.task(part).assigner_id, desk.task(others).assigner_id) == (NEXT, SUPERVISOR)
    assert {c.member_id for c in desk.task(part).commitments if c.running} == {NEXT}
    do(desk, part, Action.APPROVE, by=NEXT)
    assert desk.task(part).status is Status.DONE


# -- whatever is done --------------------------------------------------------------------------------------------------


def recount(tasks: Sequence[Task], number: int) -> Fraction:
    """How far a matter is, told again in plain words from the tasks themselves."""
    task = next(t for t in tasks if t.id == number)
    if task.status is Status.DONE:
        return Fraction(100)
    children = [t for t in tasks if t.parent_id == number and t.status is not Status.CANCELLED]
    if not children:
        return Fraction(task.percent)
    return sum((recount(tasks, c.id) for c in children), Fraction(0)) / len(children)


STEPS = st.lists(
    st.tuples(st.sampled_from(["sub", "under", "off", "cancel", "done", "report"]), st.integers(1, 9), st.integers(1, 9)),
    max_size=16,
)  # fmt: skip


def step(desk: Desk, what: str, one: int, other: int) -> None:
    """Something that people do to trees."""
    if what == "sub":
        give(desk, one)
    elif what == "under":
        do(desk, one, Action.PUT_UNDER, matter_id=other)
    elif what == "off":
        do(desk, one, Action.TAKE_OUT)
    elif what == "cancel":
        do(desk, one, Action.CANCEL)
    elif what == "report":
        do(desk, one, Action.REPORT, by=LEAD, text=f"{min(other * 12, 100)}%")
    else:
        do(desk, one, Action.SUBMIT, by=LEAD)
        do(desk, one, Action.APPROVE)


@given(STEPS)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_sequence_of_deeds_makes_a_circle_and_the_roll_up_is_a_plain_recount(
    desk: Desk, steps: list[tuple[str, int, int]]
) -> None:
    first = give(desk)
    for what, one, other in steps:
        with contextlib.suppress(Refusal):
            step(desk, what, first + one - 1, first + other - 1)
    numbers = range(1, 1000)
    tasks = [t for t in desk.db.read_now(lambda s: [s.tasks.get(n) for n in numbers]) if t is not None]
    for task in tasks:
        way, at = {task.id}, task
        while at.parent_id is not None:
            at = next(t for t in tasks if t.id == at.parent_id)
            assert at.id not in way, "a circle"
            way.add(at.id)
        assert len(way) <= 5, "deeper than five levels"
        found = rolled(task.id, nodes_of(desk, task.id), MONDAY)
        children = [t for t in tasks if t.parent_id == task.id and t.status is not Status.CANCELLED]
        assert found.count == len(children)
        if children and task.status is not Status.DONE:
            assert found.percent == min(round(recount(tasks, task.id)), 99 if found.open else 100)


def test_a_page_of_tasks_asks_once_for_all_that_is_below_them(desk: Desk) -> None:
    whole = give(desk)
    part = give(desk, whole)

    def look(unit: Unit) -> tuple[int, int]:
        visible(unit, desk.who(OWNER), whole)
        visible(unit, desk.who(OWNER), part)
        return below(unit, unit.store.tasks.get(whole)).count, below(unit, unit.store.tasks.get(part)).count  # type: ignore[arg-type]

    assert desk.do(look) == (1, 0)
