"""超时记录: which clocks ran out, by how much working time, what became of them; who may say what about them."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.facts.accountability import BreachAppealed, BreachUpheld, BreachWaived
from domain.facts.clocks import Breached
from domain.model.breaches import Breach, Standing
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import Kind, Relation, Status, Task
from domain.model.value import replace
from domain.rules import standing_in
from domain.rules.breaches import breaches, find, frozen_at, lateness, run_out
from domain.rules.decisions import decide
from domain.rules.decisions.excusing import Speaker, open_to
from domain.rules.given import Given
from domain.rules.lifecycle import TABLE, Action, kinds_of
from domain.usecases.tasks.act import perform
from tests.domain.conftest import Desk
from tests.domain.deciding import ACCEPT, FINISH, FIRST, REVIEW, WITH_CO, by_action, refused
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    LEAD,
    MONDAY,
    NEXT,
    OWNER,
    SETTINGS,
    SUPERVISOR,
    WATCHER,
    a_task,
    at,
    local,
)
from tests.domain.verbs import words

LATE = local(23, 16, 30)  # two working hours after the term to accept
AFTER_FREEZE = local(4, 9, month=12)


def late_task(**fields: object) -> Task:
    """A task whose term to accept ran out, and that was accepted two hours later."""
    return by_action(Action.ACCEPT, run_out(a_task(**fields), LATE), at(LEAD, LATE)).task


def only(task: Task) -> Breach:
    """The one breach of a task."""
    [found] = breaches(task)
    return found


def speaks(who: int, now: datetime = LATE) -> Speaker:
    """Somebody of the office."""
    return Speaker(who, now, SETTINGS, CALENDAR)


# -- which ran out, and by how much ----------------------------------------------------------------------------------


def test_a_clock_past_its_moment_has_run_out_and_only_once() -> None:
    task = a_task()
    assert run_out(task, local(23, 14, 29)) is task
    out = run_out(task, local(23, 14, 30))
    assert (only(out).kind, only(out).member_id, only(out).due_at) == (ACCEPT, LEAD, local(23, 14, 30))
    assert run_out(out, LATE) is out


def test_it_is_cured_when_the_promise_is_kept_and_late_by_the_working_time_between() -> None:
    open_one, cured = only(run_out(a_task(), LATE)), only(late_task())
    assert (open_one.cured_at, cured.cured_at) == (None, LATE)
    assert lateness(cured, AFTER_FREEZE, CALENDAR) == timedelta(hours=2)
    assert lateness(open_one, local(24, 9), CALENDAR) == timedelta(hours=3, minutes=30), "a night is no working time"


def test_what_is_called_off_is_late_until_then() -> None:
    given = by_action(Action.REASSIGN, run_out(a_task(), LATE), at(ASSIGNER, LATE)).task
    assert (only(given).ended_at, only(given).cured_at) == (LATE, None)
    assert lateness(only(given), AFTER_FREEZE, CALENDAR) == timedelta(hours=2)
    assert only(given).member_id == LEAD, "whoever held it then"


def test_whoever_is_given_what_is_overdue_already_has_not_missed_its_deadline() -> None:
    late = local(30, 10)
    given = by_action(Action.REASSIGN, run_out(a_task(Status.ACTIVE), late), at(ASSIGNER, late)).task
    later = run_out(given, local(4, 10, month=12))
    assert later.overdue(local(4, 10, month=12))
    assert [b.member_id for b in breaches(later) if b.kind is FINISH] == [LEAD]


def test_a_pause_neither_breaks_a_promise_twice_nor_counts_as_late() -> None:
    out = run_out(a_task(), LATE)
    held = by_action(Action.PAUSE, out, at(ASSIGNER, LATE)).task
    assert (only(held).ended_at, only(held).cured_at) == (None, None)
    going = by_action(Action.RESUME, held, at(ASSIGNER, local(25, 9))).task
    kept = by_action(Action.ACCEPT, going, at(LEAD, local(25, 10))).task
    assert len(only(kept).spans) == 2
    assert only(kept).ref == "accept.1"
    assert lateness(only(kept), AFTER_FREEZE, CALENDAR) == timedelta(hours=3)


def test_what_ran_out_stays_with_whoever_held_it_when_somebody_takes_over() -> None:
    out = standing_in.asked(run_out(a_task(), LATE), NEXT)
    taken = standing_in.taken(out, LATE)
    assert taken.running(ACCEPT).member_id == NEXT  # type: ignore[union-attr]
    assert only(taken).member_id == LEAD
    assert only(appeal(taken, LEAD)).standing is Standing.APPEALED
    assert refused(lambda: appeal(taken, NEXT)).name in ("appeal-not-yours", "not-yours")


def test_another_priority_is_the_same_promise() -> None:
    out = run_out(a_task(), LATE)
    raised = by_action(Action.CHANGE_PRIORITY, out, at(ASSIGNER, LATE)).task
    assert [b.kind for b in breaches(run_out(raised, LATE)) if b.kind is ACCEPT] == [ACCEPT]


def test_a_result_that_was_late_is_returned_and_late_again_is_two_breaches() -> None:
    late = local(30, 10)
    handed = by_action(Action.SUBMIT, run_out(a_task(Status.ACTIVE), late), at(LEAD, late)).task
    back = by_action(Action.RETURN, handed, at(ASSIGNER, local(30, 11))).task
    again = run_out(back, local(2, 11, month=12))
    assert [b.ref for b in breaches(again) if b.kind is FINISH] == ["finish.1", "finish.2"]


def test_days_of_work_are_those_of_the_office() -> None:
    assert [timedelta(hours=h) // CALENDAR.usual_day for h in (7, 8, 23, 24)] == [0, 1, 2, 3]


# -- when nothing rang -----------------------------------------------------------------------------------------------


def test_what_comes_late_is_late_also_where_no_step_rang_in_between(desk: Desk) -> None:
    desk.give()
    desk.now = LATE
    desk.do(lambda u: perform(u, desk.who(LEAD), 1, Action.ACCEPT))
    assert only(desk.task()).cured_at == LATE
    due = local(23, 14, 30).astimezone(UTC).isoformat()
    assert desk.facts()[0] == Breached("accept", LEAD, due)
    assert desk.ring_all() >= 0
    assert sum(isinstance(f, Breached) and f.clock == "accept" for f in desk.facts()) == 1


def test_who_is_in_time_has_no_breach_however_late_it_is_looked_at(desk: Desk) -> None:
    desk.give()
    desk.now = local(23, 14)
    desk.do(lambda u: perform(u, desk.who(LEAD), 1, Action.ACCEPT))
    desk.now = LATE
    desk.ring_all()
    assert [b for b in breaches(desk.task()) if b.kind is ACCEPT] == []


def test_the_history_names_the_first_handler_where_that_is_somebody_else(desk: Desk) -> None:
    desk.give()
    desk.do(lambda u: perform(u, desk.who(ASSIGNER), 1, Action.REASSIGN, Given(member_id=NEXT)))
    desk.now = LATE
    desk.ring_all()
    [missed] = [f for f in desk.facts() if isinstance(f, Breached) and f.clock == "accept"]
    assert (missed.member, missed.first) == (NEXT, LEAD)


# -- the account of a month ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("month", "closed"),
    [
        (date(2026, 11, 1), local(3, 18, month=12)),
        (date(2026, 9, 1), local(10, 18, month=10)),  # the first working days after the National Day
        (date(2026, 12, 1), local(6, 18, month=1, year=2027)),
    ],
)
def test_a_month_is_closed_at_the_end_of_the_third_working_day_of_the_next(month: date, closed: datetime) -> None:
    assert frozen_at(month, SETTINGS, CALENDAR) == closed
    assert frozen_at(month, replace(SETTINGS, freeze_working_days=1), CALENDAR) < closed


# -- who may say what ------------------------------------------------------------------------------------------------


def appeal(task: Task, who: int, now: datetime = LATE, text: str = "停电") -> Task:
    """Somebody appeals."""
    return decide(task, Action.APPEAL, at(who, now), words(text)).task


def test_the_person_concerned_appeals_once_and_nobody_for_them() -> None:
    task = late_task()
    said = decide(task, Action.APPEAL, at(LEAD, LATE), words("停电"))
    assert said.fact == BreachAppealed("accept", "accept.1", local(23, 14, 30).isoformat(), "停电")
    assert only(said.task).standing is Standing.APPEALED
    assert refused(lambda: appeal(said.task, LEAD)).name == "appeal-twice"
    assert refused(lambda: appeal(task, ASSIGNER)).name == "appeal-not-yours"
    assert refused(lambda: appeal(task, WATCHER)).name == "appeal-not-yours"


def test_after_the_month_is_closed_nobody_appeals_or_waives_but_an_appeal_made_in_time_is_answered() -> None:
    task, appealed = late_task(), appeal(late_task(), LEAD)
    for action, who in ((Action.APPEAL, LEAD), (Action.WAIVE, ASSIGNER)):
        assert refused(lambda a=action, w=who: decide(task, a, at(w, AFTER_FREEZE), words("x"))).name == "breach-frozen"
        assert decide(task, action, at(who, local(3, 18, month=12)), words("x"))
    assert only(decide(appealed, Action.WAIVE, at(ASSIGNER, AFTER_FREEZE), words("x")).task).standing is Standing.WAIVED
    assert (
        only(decide(appealed, Action.UPHOLD, at(ASSIGNER, AFTER_FREEZE), words("x")).task).standing is Standing.UPHELD
    )


@pytest.mark.parametrize("who", [ASSIGNER, SUPERVISOR, OWNER])
def test_whoever_judges_waives_with_a_reason_and_not_twice(who: int) -> None:
    ruled = decide(late_task(), Action.WAIVE, at(who, LATE), words("停电"))
    assert ruled.fact == BreachWaived("accept", "accept.1", LEAD, "停电")
    assert (only(ruled.task).standing, only(ruled.task).clock.ruled_by) == (Standing.WAIVED, who)
    assert refused(lambda: decide(ruled.task, Action.WAIVE, at(who, LATE), words("x"))).name == "waived-already"
    assert refused(lambda: decide(ruled.task, Action.APPEAL, at(LEAD, LATE), words("x"))).name == "waived-already"


def test_nobody_waives_for_themselves_also_not_as_assigner() -> None:
    own = replace(late_task(), assigner_id=LEAD)
    both = at(LEAD, LATE, Relation.ASSIGNER)
    assert refused(lambda: decide(own, Action.WAIVE, both, words("x"))).name == "breach-own"
    assert only(decide(own, Action.WAIVE, at(SUPERVISOR, LATE), words("x")).task).standing is Standing.WAIVED


def test_the_assigner_who_reviews_late_is_the_one_concerned() -> None:
    late = local(26, 9)
    task = by_action(Action.APPROVE, run_out(a_task(Status.SUBMITTED), late), at(ASSIGNER, late)).task
    assert (only(task).kind, only(task).member_id) == (REVIEW, ASSIGNER)
    assert refused(lambda: decide(task, Action.WAIVE, at(ASSIGNER, late), words("x"))).name == "breach-own"
    assert only(appeal(task, ASSIGNER, late)).standing is Standing.APPEALED
    assert refused(lambda: appeal(task, LEAD, late)).name == "appeal-not-yours"


def test_an_appeal_is_upheld_with_a_reason_and_nobody_rules_otherwise() -> None:
    upheld = decide(appeal(late_task(), LEAD), Action.UPHOLD, at(ASSIGNER, LATE), words("无关"))
    assert upheld.fact == BreachUpheld("accept", "accept.1", LEAD, "无关")
    assert only(upheld.task).standing is Standing.UPHELD
    assert refused(lambda: decide(late_task(), Action.UPHOLD, at(OWNER, LATE), words("x"))).name == "appeal-none"
    for action in (Action.WAIVE, Action.UPHOLD):
        again = refused(lambda a=action: decide(upheld.task, a, at(OWNER, LATE), words("x")))
        assert (again.name, again.fields["member"]) == ("ruled-already", str(ASSIGNER))


def test_where_nothing_was_missed_there_is_nothing_to_say() -> None:
    for action in (Action.APPEAL, Action.WAIVE, Action.UPHOLD):
        assert refused(lambda a=action: decide(a_task(), a, at(ASSIGNER), words("x"))).name == "breach-none"
    other = words("x", breach="finish.7")
    assert refused(lambda: decide(late_task(), Action.WAIVE, at(ASSIGNER, LATE), other)).name == "breach-none"


def test_of_several_one_is_named() -> None:
    later = local(25, 9, 30)
    two = run_out(a_task(Status.ASSIGNED), later)
    assert [b.ref for b in breaches(two)] == ["accept.1", "first_report.1"]
    assert refused(lambda: decide(two, Action.WAIVE, at(ASSIGNER, later), words("x"))).name == "breach-which"
    one = decide(two, Action.WAIVE, at(ASSIGNER, later), words("x", breach="accept.1")).task
    assert [b.kind for b in open_to(one, Action.WAIVE, speaks(ASSIGNER, later))] == [FIRST]
    named = find(one, "accept.1")
    assert named is not None
    assert named.standing is Standing.WAIVED


# -- any sequence ----------------------------------------------------------------------------------------------------

_STEPS = st.lists(
    st.tuples(st.sampled_from([a for a in Action if Kind.TASK in kinds_of(a)]), st.integers(0, 60)), max_size=14
)


def _sane(task: Task, now: datetime, seen: Sequence[str]) -> list[str]:
    """No breach without a clock that ran out, none twice, none that disappears, none that was not late."""
    found = breaches(task)
    refs = [b.ref for b in found]
    assert len(refs) == len(set(refs))
    assert set(seen) <= set(refs)
    of_breaches = [span for b in found for span in b.spans]
    assert sorted(map(repr, of_breaches)) == sorted(repr(c) for c in task.commitments if c.breached_at is not None)
    for breach in found:
        assert breach.due_at <= (breach.clock.breached_at or breach.due_at)
        assert lateness(breach, now, CALENDAR) >= timedelta(0)
        assert not (breach.cured_at and breach.ended_at)
    late = [c for c in task.commitments if c.running and c.started_at < c.due_at <= now]
    assert all(c.breached_at is not None for c in late)
    return refs


@given(_STEPS)
@example([(Action.ACCEPT, 42), (Action.PAUSE, 60), (Action.ACCEPT, 8), (Action.RESUME, 60)])
@settings(max_examples=150)
def test_no_sequence_of_moves_loses_or_doubles_a_breach(steps: list[tuple[Action, int]]) -> None:
    task, now, seen = a_task(people=WITH_CO), MONDAY.astimezone(UTC), list[str]()
    for action, hours in steps:
        now += timedelta(hours=hours)
        task = run_out(task, now)
        seen = _sane(task, now, seen)
        actor = task.lead_id if (task.status, action, Relation.LEAD) in TABLE else ASSIGNER
        relation = Relation.LEAD if actor == task.lead_id else Relation.ASSIGNER
        who = replace(at(actor, now), relations=frozenset({relation}))
        with contextlib.suppress(Refusal):
            task = _done(action, task, who)
        # Whoever resumes after the pause's own end finds clocks that went on from that end: they ring at once.
        seen = _sane(run_out(task, now), now, seen)


def _done(action: Action, task: Task, who: object) -> Task:
    """What is said about breaches is said about those of the task itself."""
    if action in (Action.APPEAL, Action.WAIVE, Action.UPHOLD):
        return decide(task, action, who, words("停电")).task  # type: ignore[arg-type]
    return by_action(action, task, who).task  # type: ignore[arg-type]


def test_what_rings_by_night_is_late_by_the_clock() -> None:
    """1 hour was said at 10:00 of what was due at 23:40."""
    clock = Commitment(CommitmentKind.FINISH, 1, 1, MONDAY, local(23, 23, 40), breached_at=local(23, 23, 40))
    breach = Breach((clock,), None, None)
    assert lateness(breach, local(24, 10), CALENDAR, by_the_clock=True) == timedelta(hours=10, minutes=20)
    assert lateness(breach, local(24, 10), CALENDAR) == timedelta(hours=1)
