"""节点: set within the deadline, reached with one tap, rung on a ladder of their own, counted from the facts."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.facts.milestones import MilestonesMoved, MilestonesSet
from domain.model.clocks import CommitmentKind
from domain.model.drafts import Draft, TaskDraft
from domain.model.milestones import Milestone
from domain.model.post import Said
from domain.model.tasks import Status, Task, Wording
from domain.model.value import replace
from domain.rules import milestones
from domain.rules.breaches import breaches, run_out
from domain.rules.decisions import decide
from domain.rules.given import Given
from domain.rules.ladder import rings
from domain.rules.lifecycle import Action
from domain.rules.lights import Cause, lit
from domain.rules.tree import NOTHING_BELOW, rolled, shown_percent
from domain.usecases.tasks.act import perform
from domain.usecases.tasks.assign import assign
from domain.usecases.tasks.milestones import read_steps, which_of, with_last_as_due
from jobs.audit.auditor import Auditor
from tests.domain.conftest import Desk, open_desk
from tests.domain.deciding import refused
from tests.domain.office import ASSIGNER, CALENDAR, FRIDAY, LEAD, MONDAY, NEXT, OWNER, SETTINGS, a_task, at, local

KIND = CommitmentKind.MILESTONE
GROUP = -100
DEADLINE = local(18, 18, month=12)
DRAFT, REVIEW, FINAL = local(30, 18), local(7, 18, month=12), local(18, 18, month=12)
THREE = (Milestone(0, "初稿", DRAFT), Milestone(0, "送审稿", REVIEW), Milestone(0, "定稿", FINAL))


def with_three(status: Status = Status.ACTIVE, **fields: object) -> Task:
    return decide(
        a_task(status, due_at=DEADLINE, **fields), Action.SET_MILESTONES, at(ASSIGNER), Given(milestones=THREE)
    ).task


def set_to(task: Task, *those: Milestone, now: datetime = MONDAY) -> Refusal:
    return refused(lambda: decide(task, Action.SET_MILESTONES, at(ASSIGNER, now), Given(milestones=those)))


def ticking(task: Task) -> dict[int, datetime]:
    by_clock = {m.clock: m.number for m in task.milestones}
    return {by_clock[c.generation]: c.due_at for c in task.commitments if c.kind is KIND and c.running}


# -- one task ----------------------------------------------------------------------------------------------------------


def test_each_that_is_to_come_has_a_clock_of_its_own_and_the_lead_hears_before_and_at_it() -> None:
    task = with_three()
    assert ticking(task) == {1: DRAFT, 2: REVIEW, 3: FINAL}
    steps = sorted(
        (r.step, d) for r, d in rings(task, SETTINGS, CALENDAR).items() if (r.clock, r.generation) == (KIND, 1)
    )
    assert steps == [("+1wd", local(1, 18, month=12)), ("-1wd", local(27, 18)), ("0", DRAFT)]


def test_a_tick_stops_its_clock_is_a_report_and_accepts() -> None:
    task = decide(with_three(Status.ASSIGNED), Action.REACH, at(LEAD), Given(which=(1,))).task
    assert task.status is Status.ACTIVE
    assert ticking(task) == {2: REVIEW, 3: FINAL}
    assert task.running(CommitmentKind.FIRST_REPORT) is None
    assert shown_percent(task, NOTHING_BELOW) == 33
    again = refused(lambda: decide(task, Action.REACH, at(LEAD), Given(which=(1,))))
    assert again.name == "milestone-reached"
    assert refused(lambda: decide(task, Action.REACH, at(ASSIGNER), Given(which=(2,)))).name == "not-yours"
    assert refused(lambda: decide(task, Action.REACH, at(LEAD), Given(which=(9,)))).name == "milestone-none"


def test_a_percent_that_was_reported_counts_before_the_share_of_milestones() -> None:
    task = replace(decide(with_three(), Action.REACH, at(LEAD), Given(which=(1,))).task, percent=60)
    assert shown_percent(task, NOTHING_BELOW) == 60


def test_a_missed_one_makes_the_light_yellow_and_a_reached_one_does_not() -> None:
    late = DRAFT + timedelta(minutes=5)
    task = with_three()
    assert lit(task, late, SETTINGS, CALENDAR).cause is Cause.MILESTONE
    done = decide(task, Action.REACH, at(LEAD), Given(which=(1,))).task
    assert lit(done, late, SETTINGS, CALENDAR).cause is None
    nearly = DEADLINE - timedelta(days=4)
    assert lit(replace(done, milestones=done.milestones[:1]), nearly, SETTINGS, CALENDAR).cause is None, (
        "whoever keeps their milestones is not behind by percent"
    )


def test_an_earlier_deadline_takes_those_behind_it_along() -> None:
    changed = decide(with_three(), Action.CHANGE_DEADLINE, at(ASSIGNER), Given(moment=local(2, 18, month=12))).task
    assert ticking(changed) == {1: DRAFT, 2: changed.due_at, 3: changed.due_at}


def test_a_pause_moves_those_to_come_with_the_deadline_and_none_rings_meanwhile() -> None:
    task = decide(with_three(), Action.REACH, at(LEAD), Given(which=(1,))).task
    paused = decide(task, Action.PAUSE, at(ASSIGNER), Given(Said("等批复"), moment=MONDAY + timedelta(days=7))).task
    assert ticking(paused) == {}
    assert (
        refused(lambda: decide(paused, Action.SET_MILESTONES, at(ASSIGNER), Given(milestones=THREE))).name == "paused"
    )
    going = decide(paused, Action.RESUME, at(ASSIGNER, MONDAY + timedelta(days=7))).task
    assert ticking(going) == {2: REVIEW + timedelta(days=7), 3: FINAL + timedelta(days=7)}
    assert going.milestones[0].due_at == DRAFT, "what is reached stays"
    assert going.due_at == FINAL + timedelta(days=7)


@pytest.mark.parametrize("action", [Action.SUBMIT, Action.CANCEL])
def test_what_is_handed_in_or_cancelled_rings_none(action: Action) -> None:
    task = decide(
        with_three(people=a_task().people[:1]),
        action,
        at(LEAD if action is Action.SUBMIT else ASSIGNER),
        Given(Said("好")),
    )
    assert ticking(task.task) == {}


def test_the_same_title_has_another_date_and_is_to_come_again() -> None:
    task = decide(with_three(), Action.REACH, at(LEAD), Given(which=(1,))).task
    moved = decide(task, Action.SET_MILESTONES, at(ASSIGNER), Given(milestones=(Milestone(0, "初稿", REVIEW),)))
    assert ticking(moved.task) == {1: REVIEW, 2: REVIEW, 3: FINAL}
    assert moved.fact.steps[0]["was"] == DRAFT.isoformat()  # type: ignore[attr-defined]


def test_what_cannot_be_has_its_sentence() -> None:
    task = with_three()
    assert set_to(task, Milestone(0, "验收", FINAL + timedelta(days=1))).name == "milestone-late"
    assert set_to(task, Milestone(0, "验收", MONDAY)).name == "milestone-past"
    assert set_to(task, Milestone(0, "验收", FRIDAY), Milestone(0, "验收", DRAFT)).name == "milestone-twice"
    assert set_to(task, *THREE).name == "milestone-already"
    many = [Milestone(0, f"第{n}批", FRIDAY) for n in range(18)]
    assert set_to(task, *many).name == "milestone-many"
    assert (
        len(decide(task, Action.SET_MILESTONES, at(ASSIGNER), Given(milestones=tuple(many[:17]))).task.milestones) == 20
    )
    assert (
        refused(lambda: decide(a_task(Status.DONE), Action.SET_MILESTONES, at(ASSIGNER), Given(milestones=THREE))).name
        == "state"
    )
    assert refused(lambda: decide(task, Action.SET_MILESTONES, at(LEAD), Given(milestones=THREE))).name == "not-yours"


def test_two_of_one_moment_that_were_missed_are_two_breaches() -> None:
    same = (Milestone(0, "甲", FRIDAY), Milestone(0, "乙", FRIDAY))
    task = decide(
        a_task(Status.ACTIVE, due_at=DEADLINE), Action.SET_MILESTONES, at(ASSIGNER), Given(milestones=same)
    ).task
    assert [b.kind for b in breaches(run_out(task, FRIDAY))].count(KIND) == 2


# -- in words ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path, migrated: Path) -> Iterator[Desk]:
    with open_desk(tmp_path / "d.db", migrated) as made:
        yield made


def days(desk: Desk, text: str, due: datetime | None = None) -> list[tuple[str, str]]:
    found = desk.do(lambda u: read_steps(u, text, due))
    return [(m.title, m.due_at.astimezone(CALENDAR.zone).strftime("%Y-%m-%d")) for m in found]


SAME = [("初稿", "2027-06-30"), ("送审稿", "2027-09-30"), ("定稿", "2027-12-15")]


@pytest.mark.parametrize(
    "text",
    [
        "6月底 初稿; 9月底 送审稿; 12月15日 定稿",
        "6月底 初稿；9月底 送审稿；12月15日 定稿",
        "1. 6月底 初稿\n2. 9月底 送审稿\n3. 12月15日：定稿",
        "初稿 6月底\n送审稿 9月底\n定稿 12月15日",
        "6月底初稿，9月底送审稿，12月15日定稿",
        "初稿：6月底；送审稿: 9月底\n12月15日: 定稿",
    ],
)
def test_a_list_is_read_from_early_to_late(text: str, desk: Desk) -> None:
    assert days(desk, text) == SAME


def test_a_list_out_of_order_within_the_deadline_keeps_its_dates(desk: Desk) -> None:
    assert days(desk, "12月18日 定稿; 12月10日 初稿", DEADLINE) == [("定稿", "2026-12-18"), ("初稿", "2026-12-10")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("", "milestone-usage"),
        (" ; ；\n", "milestone-usage"),
        ("初稿", "milestone-undated"),
        ("11月20日 初稿", "milestone-past"),
        ("昨天 初稿", "deadline"),
        ("6月底", "milestone-untitled"),
        ("每周五 进度", "milestone-unclear"),
        ("2月30日 初稿", "deadline"),
        ("end of June first draft", "milestone-unclear"),
        (f"6月底 {'长' * 60}", "milestone-long"),
    ],
)
def test_what_cannot_be_read_is_refused_and_never_guessed(text: str, name: str, desk: Desk) -> None:
    assert refused(lambda: days(desk, text)).name == name


def test_without_a_deadline_the_last_of_them_is_it() -> None:
    task = with_last_as_due(TaskDraft(title="白皮书", milestones=THREE))
    assert (task.due, task.wording.due_words) == (FINAL, "定稿")


def test_one_is_called_by_its_place_or_its_title() -> None:
    task = with_three()
    assert which_of(task, "2") == which_of(task, "送审") == (2,)
    assert which_of(task, "初稿、定稿") == (1, 3)
    assert which_of(task, "") == (1, 2, 3)
    for words in ("4", "稿", "0", "没有"):
        assert refused(lambda w=words: which_of(task, w)).name == "milestone-none"


# -- kept --------------------------------------------------------------------------------------------------------------


def give(desk: Desk, *those: Milestone, **also: object) -> int:
    written = TaskDraft(
        people=(LEAD,), title="起草白皮书", due=DEADLINE, wording=Wording("12月18日", due_said_at=desk.now),
        milestones=those, team_id=desk.task(desk.give().id).team_id, **also,  # type: ignore[arg-type]
    )  # fmt: skip
    return desk.do(lambda u: assign(u, desk.who(OWNER), Draft(0, OWNER, GROUP, written))).id


def do(desk: Desk, number: int, action: Action, by: int = OWNER, **given_: object) -> None:
    desk.do(lambda u: perform(u, desk.who(by), number, action, Given(**given_)))  # type: ignore[arg-type]


def test_an_order_keeps_them_and_a_decision_undone_brings_them_back(desk: Desk) -> None:
    number = give(desk, *THREE)
    assert [f for f in desk.facts(number) if isinstance(f, MilestonesSet)]
    do(desk, number, Action.REACH, LEAD, which=(1,))
    assert desk.task(number).milestones[0].reached_at is not None
    desk.now += timedelta(seconds=20)
    do(desk, number, Action.TAKE_BACK, LEAD)
    assert desk.task(number).milestones[0].reached_at is None
    assert set(ticking(desk.task(number))) == {1, 2, 3}
    do(desk, number, Action.DROP_MILESTONES, which=(2, 3))
    desk.now += timedelta(seconds=20)
    do(desk, number, Action.TAKE_BACK)
    assert set(ticking(desk.task(number))) == {1, 2, 3}


def test_whoever_moves_the_deadline_before_one_reads_which_moved(desk: Desk) -> None:
    number = give(desk, *THREE)
    do(desk, number, Action.CHANGE_DEADLINE, moment=local(4, 18, month=12))
    (moved,) = [f for f in desk.facts(number) if isinstance(f, MilestonesMoved)]
    assert [step["title"] for step in moved.steps] == ["送审稿", "定稿"]


deeds = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "set",
                "drop",
                "reach",
                "undo",
                "move",
                "pause",
                "resume",
                "submit",
                "return",
                "reassign",
                "ring",
                "report",
            ]
        ),
        st.integers(1, 4),
        st.integers(1, 25),
    ),
    max_size=14,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds)
@example([("pause", 1, 1), ("reach", 1, 1), ("resume", 1, 1)])
@example([("pause", 1, 1), ("report", 1, 1), ("resume", 1, 1)])
def test_whatever_is_done_the_rows_are_what_the_facts_say_and_the_whole_is_rolled_up_from_them(
    tmp_path: Path, migrated: Path, steps: list[tuple[str, int, int]]
) -> None:
    def one(d: Desk, deed: str, which: int, ahead: int) -> None:
        moment = d.now + timedelta(days=ahead)
        lead = d.task(2).lead_id
        {
            "set": lambda: do(d, 2, Action.SET_MILESTONES, milestones=(Milestone(0, f"节点{which}", moment),)),
            "drop": lambda: do(d, 2, Action.DROP_MILESTONES, which=(which,)),
            "reach": lambda: do(d, 2, Action.REACH, lead, which=(which,)),
            "undo": lambda: do(d, 2, Action.TAKE_BACK, lead if ahead % 2 else OWNER),
            "move": lambda: do(d, 2, Action.CHANGE_DEADLINE, moment=moment),
            "pause": lambda: do(d, 2, Action.PAUSE, said=Said("等"), moment=moment),
            "resume": lambda: do(d, 2, Action.RESUME),
            "submit": lambda: do(d, 2, Action.SUBMIT, lead, said=Said("好")),
            "return": lambda: do(d, 2, Action.RETURN, said=Said("缺")),
            "report": lambda: do(d, 2, Action.REPORT, lead, said=Said("还在办")),
            "reassign": lambda: do(d, 2, Action.REASSIGN, member_id=NEXT if which % 2 else LEAD),
            "ring": d.ring_all,
        }[deed]()

    with open_desk(tmp_path / f"{uuid4()}.db", migrated) as desk:
        give(desk, *THREE[:2])
        auditor = Auditor(None, SETTINGS, CALENDAR)  # type: ignore[arg-type]
        for deed, which, ahead in steps:
            desk.now += timedelta(hours=ahead) if deed == "ring" else timedelta(seconds=30)
            with contextlib.suppress(Refusal):
                one(desk, deed, which, ahead)
            task = desk.task(2)
            found = desk.db.read_now(lambda s, t=task: auditor._of(s, t, desk.now))
            assert [str(f) for f in found] == []
            share = milestones.percent(task.milestones)
            assert share == (100 * milestones.reached(task) // len(task.milestones) if task.milestones else 0)
            assert shown_percent(task, NOTHING_BELOW) == (task.percent or share)


def test_what_is_below_a_matter_is_rolled_up_with_the_share_of_its_milestones(desk: Desk) -> None:
    whole = give(desk)
    part = give(desk, *THREE, parent_id=whole)
    do(desk, part, Action.REACH, LEAD, which=(1,))
    nodes = desk.db.read_now(lambda s: s.tasks.below(whole))
    assert rolled(whole, nodes, desk.now).percent == 33
