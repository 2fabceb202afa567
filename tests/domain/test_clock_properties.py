"""Whatever people do in whatever order: a task has one clock of a kind, of its own people, for what is still to be done."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.model.chases import Method
from domain.model.clocks import MEASURES, REPORTS, SEVERAL, CommitmentKind
from domain.model.milestones import Milestone
from domain.model.post import Said
from domain.model.slips import Colour, Register
from domain.model.tasks import Assignment, Kind, Part, Priority, Relation, Status, Task
from domain.model.timers import ClockRing, PauseOver, SilenceOver
from domain.model.value import replace
from domain.rules import reporting
from domain.rules.breaches import run_out
from domain.rules.decisions import decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.hands import owing
from domain.rules.ladder import NEXT as ANEW
from domain.rules.ladder import timers
from domain.rules.lifecycle import Action, kinds_of
from tests.domain.office import ASSIGNER, CALENDAR, CO, LEAD, MONDAY, NEXT, SETTINGS, a_task, local

RULES = ("每周一、周四上午", "每个工作日17:00", "每天", "每小时", "每两周的周三", "off")
ALONE = (Assignment(LEAD, Part.LEAD), Assignment(CO, Part.WATCHER))

ABOUT_THE_PAST = (Action.TAKE_BACK, Action.APPEAL, Action.WAIVE, Action.UPHOLD, Action.SLIP)  # they move no clock
STANDS_IN = CO

deeds = st.tuples(
    st.sampled_from([a for a in Action if a not in ABOUT_THE_PAST and Kind.TASK in kinds_of(a)]),
    st.sampled_from([Relation.ASSIGNER, Relation.LEAD, Relation.CO, Relation.BACKUP, Relation.RELIEVED]),
    st.integers(5, 60 * 60),  # minutes until then
    st.integers(1, 40),  # days ahead, where a moment is named
    st.sampled_from(RULES),
    st.sampled_from(list(Priority)),
)


_OF_CO = (Action.SHARE, Action.RETURN_PART, Action.DROP, Action.REPLACE, Action.DISAGREE)


def done(task: Task, deed: tuple, now: datetime) -> Task:
    """The task after a deed; as it was where that is refused."""
    action, side, _, ahead, rule, priority = deed
    backup, relieved = (None, task.lead_id) if task.taken_over_at else (task.standin_id, None)
    people = {
        Relation.LEAD: task.duty_id,
        Relation.BACKUP: backup,
        Relation.RELIEVED: relieved,
        Relation.CO: next(iter(task.co_ids), NEXT),
    }
    who = people.get(side, ASSIGNER)
    if who is None:
        return task
    standins = {task.lead_id: STANDS_IN}
    at = Circumstances(who, frozenset({side}), now, SETTINGS, CALENDAR, register=Register(2026, 1), standins=standins)
    words = rule if action is Action.CHANGE_PERIODIC else f"事由{ahead}"
    to = NEXT if task.lead_id != NEXT else LEAD
    moment = now + timedelta(days=ahead)
    to = next(iter(task.co_ids), to) if action in _OF_CO else to
    given_ = Given(
        said=Said(words),
        moment=moment,
        member_id=to,
        other_id=77,
        rating=5,
        priority=priority,
        colour=Colour.BLUE,
        method=Method.PHONE,
        matter_id=70,
        matters=(71,) if action is Action.MAKE_WAIT else (),
        tags=("预算",),
        milestones=(Milestone(0, f"节点{ahead % 4}", moment),),
        which=(1 + ahead % 4,),
    )
    try:
        return decide(task, action, at, given_).task
    except Refusal:
        return task


def rung(task: Task, now: datetime) -> Task:
    """What time does to it until then: clocks run out, a silence is noticed, a pause ends."""
    task = run_out(task, now)
    for ring, moment in sorted(timers(task, SETTINGS, CALENDAR).items(), key=lambda r: r[1]):
        if moment > now:
            continue
        running = task.ticking(ring.clock, ring.generation) if isinstance(ring, ClockRing) else None
        if running is not None and running.due_at <= now and not running.breached_at:
            task = run_out(task, now, (running.kind,))
        if running is not None and ring.step == ANEW:
            task = reporting.missed(task, now, CALENDAR)
        if isinstance(ring, SilenceOver) and reporting.asked_at(task, SETTINGS, CALENDAR):
            task = reporting.reopen(task, now, SETTINGS, CALENDAR)
        if isinstance(ring, PauseOver):
            return decide(
                task, Action.RESUME, Circumstances(1, frozenset({Relation.ASSIGNER}), now, SETTINGS, CALENDAR)
            ).task
    return task


def check(task: Task, now: datetime) -> None:
    """What is so of every task at every moment."""
    leads = [p.member_id for p in task.people if p.part is Part.LEAD]
    assert leads == [task.lead_id], "exactly one answers for it"
    assert task.duty_id in (task.lead_id, task.standin_id)
    running = [c for c in task.commitments if c.running]
    alone = [c for c in running if c.kind is not CommitmentKind.MILESTONE]
    assert len({(c.kind, c.member_id) for c in alone}) == len(alone)
    points = sorted((c.generation, c.due_at, c.member_id) for c in running if c.kind is CommitmentKind.MILESTONE)
    owed = task.status.is_worked_on and not task.awaits
    coming = [m for m in task.milestones if owed and m.reached_at is None]
    assert points == sorted((m.clock, m.due_at, task.duty_id) for m in coming), "one clock for each that is to come"
    assert all(m.due_at <= task.due_at for m in coming)
    parts = {c.member_id: c.due_at for c in running if c.kind is CommitmentKind.PART}
    assert parts.keys() <= set(owing(task)), "a clock of one's own for who owes a part by a day of their own"
    assert all(due <= task.due_at for due in parts.values())
    whole = [c for c in running if c.kind not in SEVERAL]
    assert len({c.kind for c in whole}) == len(whole)
    generations = [(c.kind, c.generation) for c in task.commitments]
    assert len(set(generations)) == len(generations)
    for clock in whole:
        assert clock.member_id == (task.assigner_id if MEASURES[clock.kind].of_assigner else task.duty_id)
        assert clock == task.commitment(clock.kind), "the newest of its kind"
    rings = timers(task, SETTINGS, CALENDAR)
    of_clocks = {(r.clock, r.generation) for r in rings if isinstance(r, ClockRing)}
    assert of_clocks <= {(c.kind, c.generation) for c in running}, "no timer for something that is over"
    if not task.status.is_open:
        assert not rings
        assert not running
    if task.status is Status.PAUSED:
        assert not running
        assert [type(r) for r in rings] == [PauseOver]
    if not task.status.is_worked_on:
        assert not any(task.running(kind) for kind in REPORTS)
    if task.status.is_worked_on:
        finish = [c for c in running if c.kind is CommitmentKind.FINISH]
        assert len(finish) == (0 if task.awaits else 1), "what waits has no finish clock, what has begun exactly one"
    if task.awaits:
        assert not any(MEASURES[c.kind].waits for c in running)
    periodic = task.running(CommitmentKind.PERIODIC)
    if periodic is not None and task.status is Status.ACTIVE and not periodic.breached_at:
        assert periodic.due_at < task.due_at or periodic.due_at <= now
    if any(isinstance(r, SilenceOver) for r in rings):
        assert periodic is None
        assert not task.periodic


@settings(max_examples=250, deadline=None)
@given(st.lists(deeds, max_size=25), st.sampled_from(list(Priority)))
def test_no_sequence_of_deeds_leaves_two_clocks_of_a_kind_or_a_timer_for_what_is_over(
    story: list[tuple], priority: Priority
) -> None:
    now = MONDAY
    task = a_task(people=ALONE, due_at=local(23, 18, month=12), priority=priority)
    for deed in story:
        now += timedelta(minutes=deed[2])
        task = done(rung(task, now), deed, now)
        check(task, now)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 20 * 24 * 60), st.integers(1, 20 * 24 * 60), st.sampled_from(list(Priority)), st.sampled_from(RULES)
)
def test_a_pause_neither_gains_nor_loses_working_time(before: int, length: int, priority: Priority, rule: str) -> None:
    begun = MONDAY + timedelta(minutes=before)
    over = begun + timedelta(minutes=length)
    task = a_task(people=ALONE, due_at=local(23, 18, month=12), priority=priority)

    def at(now: datetime) -> Circumstances:
        return Circumstances(ASSIGNER, frozenset({Relation.ASSIGNER}), now, SETTINGS, CALENDAR)

    task = decide(task, Action.ACCEPT, replace(at(MONDAY), actor_id=LEAD, relations=frozenset({Relation.LEAD}))).task
    if rule != "off":
        task = decide(task, Action.CHANGE_PERIODIC, at(MONDAY), Given(said=Said(rule))).task
    assume(begun < task.due_at)
    paused = decide(task, Action.PAUSE, at(begun), Given(said=Said("等"), moment=over)).task
    going = decide(paused, Action.RESUME, at(over)).task
    assert CALENDAR.working_time_between(over, going.due_at) == CALENDAR.working_time_between(begun, task.due_at)
    was, now = task.running(CommitmentKind.PERIODIC), going.running(CommitmentKind.PERIODIC)
    assert (now is None) == (was is None) or (now or was).due_at >= min(task.due_at, going.due_at)  # type: ignore[union-attr]
    check(going, over)
