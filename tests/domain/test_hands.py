"""Lead and co-assignees: own parts and deadlines, all or any one, who comes and goes; the refused case beside the allowed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from domain.errors import Refusal
from domain.facts.clocks import Breached, DeadlineChanged, Reminded
from domain.facts.hands import CoAdded, PartGiven, PartHandedIn, PartReturned, PersonDropped, PersonReplaced
from domain.facts.tasks import Submitted
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.post import Said
from domain.model.tasks import Assignment, Part, Status, Task, Wording
from domain.model.value import replace
from domain.rules import hands
from domain.rules.decisions import Decision, decide
from domain.rules.given import Given
from domain.rules.ladder import rings
from domain.rules.lifecycle import Action
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.hands import as_said, own_part
from tests.domain.conftest import Desk
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    CO,
    FRIDAY,
    HOUR,
    LEAD,
    MONDAY,
    NEXT,
    SETTINGS,
    SUPERVISOR,
    WATCHER,
    a_task,
    at,
    local,
)  # fmt: skip

THURSDAY = local(26, 18)
SECOND = 42
TWO = (
    Assignment(LEAD, Part.LEAD),
    Assignment(CO, Part.CO),
    Assignment(SECOND, Part.CO),
    Assignment(WATCHER, Part.WATCHER),
)
TODAY = MONDAY + HOUR


def given(text: str = "", **also: Any) -> Given:
    return Given(said=Said(text), **also)


def shared(task: Task | None = None, member: int = CO, due: datetime | None = THURSDAY, text: str = "提供数据") -> Task:
    """A task in which somebody has a part of their own."""
    task = task or a_task(Status.ACTIVE, people=TWO)
    return decide(task, Action.SHARE, at(ASSIGNER), given(text, member_id=member, moment=due)).task


def hand_in(task: Task, member: int = CO, now: datetime = TODAY) -> Decision:
    return decide(task, Action.HAND_IN, replace(at(CO, now), actor_id=member), given("好了"))


def refusal(work: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        work()
    return caught.value


def clocks_of(task: Task) -> dict[int, datetime]:
    """Whose own clock runs, and until when."""
    return {c.member_id: c.due_at for c in task.commitments if c.kind is CommitmentKind.PART and c.running}


# -- parts -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", [ASSIGNER, SUPERVISOR, LEAD])
def test_who_does_what_by_when_is_said_by_the_assigners_side_or_the_lead(who: int) -> None:
    part = given("提供数据", member_id=CO, moment=THURSDAY)
    done = decide(a_task(Status.ACTIVE), Action.SHARE, at(who), part)
    own = done.task.part_of(CO)
    assert own
    assert (own.does, own.due_at) == ("提供数据", THURSDAY)
    assert done.fact == PartGiven(CO, "提供数据", THURSDAY.isoformat())
    assert clocks_of(done.task) == {CO: THURSDAY}


@pytest.mark.parametrize(("who", "name"), [(CO, "of-lead"), (WATCHER, "not-yours")])
def test_a_co_assignee_or_watcher_shares_nothing_out(who: int, name: str) -> None:
    part = given("提供数据", member_id=CO, moment=THURSDAY)
    assert refusal(lambda: decide(a_task(Status.ACTIVE), Action.SHARE, at(who), part)).name == name


@pytest.mark.parametrize(
    ("part", "name"),
    [
        (given("x", member_id=CO, moment=FRIDAY + HOUR), "part-late"),
        (given("x", member_id=CO, moment=MONDAY - HOUR), "deadline-past"),
        (given("x", member_id=LEAD, moment=THURSDAY), "part-of-lead"),
        (given("x", member_id=WATCHER), "no-part"),
        (given("x", member_id=NEXT), "no-part"),
        (given("长" * 121, member_id=CO), "label-long"),
    ],
)
def test_a_part_that_cannot_be_is_refused_and_changes_nothing(part: Given, name: str) -> None:
    task = a_task(Status.ACTIVE)
    assert refusal(lambda: decide(task, Action.SHARE, at(ASSIGNER), part)).name == name
    assert decide(task, Action.SHARE, at(ASSIGNER), given("x", member_id=CO)).task.part_of(CO) is not None


def test_the_day_of_the_tasks_own_deadline_is_its_deadline() -> None:
    part = given("数据", member_id=CO, moment=FRIDAY.replace(hour=23, minute=59), wording=Wording(due_day_only=True))
    task = decide(a_task(Status.ACTIVE), Action.SHARE, at(ASSIGNER), part).task
    assert clocks_of(task) == {CO: FRIDAY}


def test_what_is_not_said_again_stays_and_a_deadline_can_be_taken_away() -> None:
    task = shared()
    later = decide(task, Action.SHARE, at(ASSIGNER), given(member_id=CO, moment=THURSDAY - HOUR)).task
    own = later.part_of(CO)
    assert own
    assert (own.does, own.due_at) == ("提供数据", THURSDAY - HOUR)
    none = decide(task, Action.SHARE, at(ASSIGNER), given(member_id=CO, undated=True)).task
    assert clocks_of(none) == {}
    assert (
        refusal(lambda: decide(task, Action.SHARE, at(ASSIGNER), given("提供数据", member_id=CO))).name == "unchanged"
    )


def test_a_part_is_handed_in_to_the_lead_once_and_never_ends_the_task() -> None:
    task = shared()
    done = hand_in(task)
    assert (done.task.status, done.fact) == (Status.ACTIVE, PartHandedIn("好了"))
    assert done.move.told[0] is Audience.LEAD
    assert Audience.ASSIGNER not in done.move.told
    assert clocks_of(done.task) == {}
    assert done.task.commitment(CommitmentKind.PART).met_at is not None  # type: ignore[union-attr]
    assert refusal(lambda: hand_in(done.task)).name == "part-in-already"


def test_the_lead_returns_a_part_with_a_reason_and_it_is_owed_anew() -> None:
    task = hand_in(shared()).task
    back = decide(task, Action.RETURN_PART, at(LEAD, TODAY), given("缺页", member_id=CO))
    assert back.fact == PartReturned(CO, "缺页")
    assert clocks_of(back.task) == {CO: THURSDAY}
    assert CO in hands.silent(back.task), "nothing was heard of what is done anew"
    late = decide(task, Action.RETURN_PART, at(LEAD, THURSDAY + HOUR), given("缺页", member_id=CO)).task
    assert clocks_of(late) == {}, "an own deadline that is over is the task's from now"
    again = refusal(lambda: decide(back.task, Action.RETURN_PART, at(LEAD, TODAY), given("缺页", member_id=CO)))
    assert again.name == "part-not-in"
    assert refusal(lambda: decide(task, Action.RETURN_PART, at(ASSIGNER), given("x", member_id=CO))).name == "not-yours"


# -- all, or any one ---------------------------------------------------------------------------------------------------


def test_where_all_must_a_result_goes_over_nobodys_head_who_is_not_named() -> None:
    task = hand_in(a_task(Status.ACTIVE, people=TWO)).task
    assert hands.silent(task) == (SECOND,)
    assert refusal(lambda: decide(task, Action.SUBMIT, at(LEAD), given("好了"))).fields["members"] == str(SECOND)
    done = decide(task, Action.SUBMIT, at(LEAD), given("好了", named=(SECOND,)))
    assert done.fact == Submitted("好了", without=(SECOND,))


def test_where_any_one_is_enough_the_first_part_lets_the_others_go() -> None:
    task = shared(member=SECOND)
    task = decide(task, Action.ANY_ONE, at(ASSIGNER)).task
    assert hands.silent(task) == (CO, SECOND), "of nobody anything was heard"
    done = hand_in(task)
    assert (hands.owing(done.task), hands.let_go(done.task), hands.silent(done.task)) == ((), (SECOND,), ())
    assert Audience.LET_GO in done.move.told
    assert clocks_of(done.task) == {}, "nobody is reminded of what is not needed"
    decide(done.task, Action.SUBMIT, at(LEAD), given("好了"))
    back = decide(done.task, Action.RETURN_PART, at(LEAD), given("缺页", member_id=CO)).task
    assert hands.owing(back) == (CO, SECOND)
    assert clocks_of(back) == {SECOND: THURSDAY}, "and are bound again when it is returned"


def test_the_rule_is_changed_by_the_assigners_side_where_there_is_somebody_to_choose_from() -> None:
    task = a_task(Status.ACTIVE, people=TWO)
    any_one = decide(task, Action.ANY_ONE, at(SUPERVISOR)).task
    assert not decide(any_one, Action.ALL_MUST, at(ASSIGNER)).task.any_one
    assert refusal(lambda: decide(any_one, Action.ANY_ONE, at(ASSIGNER))).name == "unchanged"
    assert refusal(lambda: decide(task, Action.ANY_ONE, at(LEAD))).name == "not-yours"
    alone = a_task(Status.ACTIVE, people=TWO[:1])
    assert refusal(lambda: decide(alone, Action.ANY_ONE, at(ASSIGNER))).name == "no-co"


# -- own clocks --------------------------------------------------------------------------------------------------------


def test_an_own_deadline_rings_for_its_holder_and_at_the_moment_for_the_lead() -> None:
    steps = {r.step: d for r, d in rings(shared(), SETTINGS, CALENDAR).items() if r.clock is CommitmentKind.PART}
    assert steps == {"-3wd": local(23, 18), "-1wd": local(25, 18), "-2wh": local(26, 16), "0": THURSDAY}
    told = {s.name: s.to for s in hands.ladder_of(shared(), CommitmentKind.PART, SETTINGS)}
    assert told["-2wh"] == (Audience.HOLDER,)
    assert told["0"] == (Audience.HOLDER, Audience.LEAD)


def test_two_parts_have_two_clocks_each_with_its_own_number() -> None:
    task = shared(shared(), member=SECOND, due=THURSDAY - HOUR, text="核对")
    assert clocks_of(task) == {CO: THURSDAY, SECOND: THURSDAY - HOUR}
    numbers = [c.generation for c in task.commitments if c.kind is CommitmentKind.PART]
    assert numbers == [1, 2]
    assert clocks_of(hand_in(task, SECOND).task) == {CO: THURSDAY}


def test_a_deadline_moved_before_a_part_takes_the_part_with_it_and_says_so() -> None:
    task = shared()
    done = decide(task, Action.CHANGE_DEADLINE, at(ASSIGNER), Given(moment=THURSDAY - HOUR))
    assert done.fact == DeadlineChanged(FRIDAY.isoformat(), (THURSDAY - HOUR).isoformat(), (CO,))
    assert clocks_of(done.task) == {CO: THURSDAY - HOUR}
    later = decide(task, Action.CHANGE_DEADLINE, at(ASSIGNER), Given(moment=FRIDAY + HOUR))
    assert later.fact == DeadlineChanged(FRIDAY.isoformat(), (FRIDAY + HOUR).isoformat())


def test_an_own_clock_stands_still_with_the_task_and_goes_on_with_what_it_had_left() -> None:
    task = shared(shared(), member=SECOND, due=THURSDAY - HOUR, text="核对")
    until = given("等批复", moment=THURSDAY)
    paused = decide(task, Action.PAUSE, at(ASSIGNER), until).task
    assert clocks_of(paused) == {}
    going = decide(paused, Action.RESUME, at(ASSIGNER, MONDAY + timedelta(days=1))).task
    assert clocks_of(going) == {CO: THURSDAY + timedelta(days=1), SECOND: THURSDAY + timedelta(days=1) - HOUR}
    assert going.due_at >= max(clocks_of(going).values())


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A task with a part due on Thursday, all of it under way."""
    desk.give(status=Status.ACTIVE)
    part = given("提供数据", member_id=CO, moment=THURSDAY)
    desk.do(lambda u: perform(u, desk.who(ASSIGNER), 1, Action.SHARE, part))
    return desk


def rang(desk: Desk, clock: str = "part") -> list[tuple[str, tuple[int, ...]]]:
    return [(f.step, f.to) for f in desk.facts() if isinstance(f, Reminded) and f.clock == clock]


def test_who_has_a_deadline_of_their_own_is_reminded_of_that_and_of_no_other(told: Desk) -> None:
    for moment in (local(23, 18), local(24, 18), local(25, 18), local(26, 16), THURSDAY):
        told.now = moment
        told.ring_all()
    assert rang(told) == [("-3wd", (CO,)), ("-1wd", (CO,)), ("-2wh", (CO,)), ("0", (CO, LEAD))]
    assert rang(told, "finish") == [("-3wd", (LEAD,)), ("-1wd", (LEAD,))]
    ran_out = [f for f in told.facts() if isinstance(f, Breached) and f.clock != "first_report"]
    assert [(f.clock, f.member) for f in ran_out] == [("part", CO)]


def test_who_has_handed_in_is_reminded_of_nothing_more(told: Desk) -> None:
    told.now = TODAY
    told.do(lambda u: perform(u, told.who(CO), 1, Action.HAND_IN, given("给你了")))
    told.now = FRIDAY
    told.ring_all()
    assert rang(told) == []
    assert all(CO not in to for _, to in rang(told, "finish"))


# -- people come and go --------------------------------------------------------------------------------------------------


def test_the_assigners_side_adds_takes_off_and_replaces_those_who_work_on_it() -> None:
    task = a_task(Status.ACTIVE)
    more = decide(task, Action.ADD_CO, at(ASSIGNER), Given(member_id=NEXT))
    assert (more.task.co_ids, more.fact) == ((CO, NEXT), CoAdded(NEXT))
    less = decide(more.task, Action.DROP, at(SUPERVISOR), Given(member_id=CO))
    assert (less.task.co_ids, less.fact) == ((NEXT,), PersonDropped(CO, "co"))
    other = decide(shared(task), Action.REPLACE, at(ASSIGNER), Given(member_id=CO, other_id=NEXT))
    own = other.task.part_of(NEXT)
    assert own
    assert (own.does, own.due_at, own.accepted_at) == ("提供数据", THURSDAY, None)
    assert other.fact == PersonReplaced(CO, NEXT, "co")
    assert clocks_of(other.task) == {NEXT: THURSDAY}
    assert [p.part for p in less.task.people].count(Part.LEAD) == 1


@pytest.mark.parametrize("action", [Action.ADD_CO, Action.ADD_WATCHER, Action.DROP, Action.REPLACE])
@pytest.mark.parametrize("who", [LEAD, CO, WATCHER])
def test_nobody_else_changes_who_works_on_it(action: Action, who: int) -> None:
    people = Given(member_id=CO, other_id=NEXT)
    assert refusal(lambda: decide(a_task(Status.ACTIVE), action, at(who), people)).name == "not-yours"


@pytest.mark.parametrize(
    ("action", "people", "name"),
    [
        (Action.ADD_CO, Given(member_id=LEAD), "is-lead"),
        (Action.ADD_CO, Given(member_id=CO), "is-co"),
        (Action.ADD_WATCHER, Given(member_id=LEAD), "is-lead"),
        (Action.ADD_WATCHER, Given(member_id=CO), "is-co"),
        (Action.ADD_WATCHER, Given(member_id=WATCHER), "is-watcher"),
        (Action.DROP, Given(member_id=LEAD), "lead-stays"),
        (Action.DROP, Given(member_id=NEXT), "no-part"),
        (Action.REPLACE, Given(member_id=LEAD, other_id=NEXT), "lead-stays"),
        (Action.REPLACE, Given(member_id=CO, other_id=LEAD), "is-lead"),
        (Action.REPLACE, Given(member_id=CO, other_id=CO), "unchanged"),
    ],
)
def test_a_change_of_people_that_cannot_be_is_refused(action: Action, people: Given, name: str) -> None:
    assert refusal(lambda: decide(a_task(Status.ACTIVE), action, at(ASSIGNER), people)).name == name


def test_a_watcher_who_is_asked_to_help_works_on_it_and_stands_there_once() -> None:
    task = decide(a_task(Status.ACTIVE), Action.ADD_CO, at(ASSIGNER), Given(member_id=WATCHER)).task
    assert [(p.member_id, p.part) for p in task.people] == [(LEAD, Part.LEAD), (CO, Part.CO), (WATCHER, Part.CO)]


def test_more_people_than_anybody_leads_are_refused() -> None:
    full = tuple(Assignment(100 + n, Part.CO) for n in range(hands.MOST_PEOPLE - 1))
    task = a_task(Status.ACTIVE, people=(TWO[0], *full))
    assert refusal(lambda: decide(task, Action.ADD_CO, at(ASSIGNER), Given(member_id=NEXT))).name == "people-many"
    assert decide(task, Action.DROP, at(ASSIGNER), Given(member_id=100)).task.part_of(100) is None


def test_staff_give_a_part_of_their_own_matter_to_nobody(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=(Assignment(CO, Part.LEAD),), assigner_id=CO, first_handler_id=CO)
    mine = Given(member_id=NEXT)
    assert refusal(lambda: desk.do(lambda u: perform(u, desk.who(CO), 1, Action.ADD_CO, mine))).name == "assign-right"
    desk.do(lambda u: perform(u, desk.who(CO), 1, Action.ADD_WATCHER, mine))
    assert [p.part for p in desk.task().people] == [Part.LEAD, Part.WATCHER]


# -- words ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "text", "meant"),
    [
        (Action.SUBMIT, "数据在这里", Action.HAND_IN),
        (Action.REPORT, "都办好了", Action.HAND_IN),
        (Action.REPORT, "100%", Action.HAND_IN),
        (Action.REPORT, "我的部分好了", Action.HAND_IN),
        (Action.REPORT, "My part is done", Action.HAND_IN),
        (Action.REPORT, "60%", Action.REPORT),
        (Action.REPORT, "还没办好", Action.REPORT),
    ],
)
def test_done_said_by_a_co_assignee_hands_in_their_part(desk: Desk, action: Action, text: str, meant: Action) -> None:
    desk.give(status=Status.ACTIVE)
    assert desk.do(lambda u: as_said(u, desk.who(CO), 1, action, text)) is meant
    assert desk.do(lambda u: as_said(u, desk.who(LEAD), 1, action, text)) is action, "the lead's is about the whole"


@pytest.mark.parametrize(
    ("text", "does", "due"),
    [
        ("周四下班前 提供数据", "提供数据", THURSDAY),
        ("提供数据，周四下班前", "提供数据", THURSDAY),
        ("核对", "核对", None),
        ("by Thursday 6pm the figures", "the figures", THURSDAY),
    ],
)
def test_what_somebody_does_and_by_when_is_read_from_one_line(
    desk: Desk, text: str, does: str, due: datetime | None
) -> None:
    found = desk.do(lambda u: own_part(u, given(text)))
    assert (found.text, found.moment) == (does, due)


def test_a_part_for_a_day_gone_by_is_refused(desk: Desk) -> None:
    assert refusal(lambda: desk.do(lambda u: own_part(u, given("昨天前 交")))).name.startswith("deadline")
