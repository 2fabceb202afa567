"""AB角 on paper: what becomes of a task whose lead is away, and which days can be said."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.facts.clocks import Reminded, Undelivered
from domain.facts.standing import HandedBack, HandedOver, StandInGiven, TakenOver
from domain.messages.people import HandOver, NobodyStandsIn, NotTakenOver, WelcomeBack
from domain.messages.tasks import TaskCard
from domain.model.absence import Absence
from domain.model.audience import Audience
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.matters import Matters
from domain.model.people import Role
from domain.model.post import Place
from domain.model.tasks import Assignment, Part, Relation, Status, Task
from domain.model.value import replace
from domain.rules import standing_in
from domain.rules.absence import Stay, begins, ends, stay
from domain.rules.decisions import decide
from domain.rules.decisions.giving import new_task
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.usecases.access import relations
from domain.usecases.people.away import come_back, set_away
from domain.usecases.people.backup import set_backup
from domain.usecases.people.leaving import remove
from tests.domain import doing as work
from tests.domain.conftest import Desk
from tests.domain.deciding import ALONE, FINISH, refused
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    CO,
    COLLEAGUE,
    LEAD,
    LEADER,
    MONDAY,
    NEXT,
    OWNER,
    SUPERVISOR,
    a_task,
    at,
    local,
)

TODAY, FRIDAY = date(2026, 11, 23), date(2026, 11, 27)


def asked(task: Task) -> Task:
    """A task that the next one was asked to take over."""
    return standing_in.asked(task, NEXT)


def taken(task: Task) -> Task:
    """A task that the next one has taken over."""
    return decide(asked(task), Action.TAKE_OVER, at(NEXT, MONDAY, Relation.BACKUP)).task


# -- the duty ----------------------------------------------------------------------------------------------------------


def test_the_duty_stays_until_it_is_taken_over_and_only_then_the_clocks_move() -> None:
    task = asked(a_task(Status.ACTIVE))
    assert (task.duty_id, task.called_id) == (LEAD, NEXT)
    assert task.running(FINISH).member_id == LEAD  # type: ignore[union-attr]
    task = taken(a_task(Status.ACTIVE))
    assert (task.duty_id, task.called_id, task.lead_id) == (NEXT, NEXT, LEAD)
    assert task.running(FINISH).member_id == NEXT  # type: ignore[union-attr]
    assert task.first_handler_id == LEAD
    back = standing_in.returned(task)
    assert (back.duty_id, back.called_id) == (LEAD, LEAD)
    assert back.running(FINISH).member_id == LEAD  # type: ignore[union-attr]


def test_taking_over_what_nobody_accepted_accepts_it() -> None:
    task = taken(a_task())
    assert task.status is Status.ACTIVE
    assert next(p for p in task.people if p.part is Part.LEAD).accepted_at == MONDAY


def test_the_clocks_of_a_paused_task_go_with_the_duty_and_what_is_breached_keeps_its_holder() -> None:
    task = taken(a_task(Status.PAUSED))
    assert {c.member_id for c in task.commitments if task.suspended(c)} == {NEXT}
    met = [c for c in a_task(Status.ACTIVE).commitments if not c.running]
    assert all(c.member_id == LEAD for c in met)


def test_the_clock_of_a_persons_own_part_stays_theirs() -> None:
    parts = tuple(Commitment(CommitmentKind.PART, who, n, MONDAY, MONDAY + DAY) for n, who in ((1, LEAD), (2, CO)))
    task = a_task(Status.ACTIVE)
    moved = taken(replace(task, commitments=(*task.commitments, *parts)))
    assert [c.member_id for c in moved.commitments if c.kind is CommitmentKind.PART] == [LEAD, CO]


def test_nothing_is_handed_over_that_waits_for_its_lead_or_for_nobody() -> None:
    own = a_task(people=ALONE, assigner_id=LEAD)
    assert not standing_in.can_stand_in(own)
    assert not standing_in.can_stand_in(a_task(Status.DECLINED))
    assert not standing_in.can_stand_in(a_task(Status.DONE))
    assert not standing_in.can_stand_in(taken(a_task()))
    assert standing_in.can_stand_in(a_task())
    who = replace(at(ASSIGNER), standins={})
    assert refused(lambda: decide(a_task(), Action.HAND_OVER, who)).name == "no-backup"
    who = replace(who, standins={LEAD: NEXT})
    assert decide(a_task(), Action.HAND_OVER, who).task.standin_id == NEXT
    assert refused(lambda: decide(taken(a_task()), Action.HAND_OVER, who)).name == "no-backup"


def test_a_lead_who_acts_after_all_ends_the_asking() -> None:
    done = decide(asked(a_task()), Action.ACCEPT, at(LEAD))
    assert (done.task.standin_id, done.task.duty_id) == (None, LEAD)


def test_a_new_lead_has_no_stand_in_unless_they_are_away() -> None:
    task = taken(a_task(Status.ACTIVE))
    moved = work_of(task, {})
    assert (moved.lead_id, moved.standin_id, moved.duty_id) == (CO, None, CO)
    moved = work_of(task, {CO: NEXT})
    assert (moved.lead_id, moved.duty_id) == (CO, NEXT)
    assert {c.member_id for c in moved.commitments if c.running} == {NEXT}


def work_of(task: Task, standins: dict[int, int]) -> Task:
    """The task given to the co-assignee."""
    return decide(task, Action.REASSIGN, replace(at(ASSIGNER), standins=standins), Given(member_id=CO)).task


def test_a_task_given_to_who_is_away_begins_with_the_stand_in() -> None:
    plain = replace(a_task(), commitments=())
    task, _ = new_task(plain, replace(at(ASSIGNER), standins={LEAD: NEXT}))
    assert (task.duty_id, task.lead_id, task.status) == (NEXT, LEAD, Status.ASSIGNED)
    assert {c.member_id for c in task.commitments} == {NEXT}


def test_whoever_stands_in_is_told_in_the_leads_place(desk: Desk) -> None:
    task = taken(desk.give())
    heard = desk.do(lambda u: [m.id for m in u.audience(task, (Audience.LEAD, Audience.INVOLVED))])
    assert NEXT in heard
    assert LEAD not in heard


def test_rights_go_with_the_duty(desk: Desk) -> None:
    task = desk.give()
    assert Relation.LEAD in relations(desk.who(LEAD), task)
    assert relations(desk.who(NEXT), task) == {Relation.COLLEAGUE}
    assert Relation.BACKUP in relations(desk.who(NEXT), asked(task))
    assert Relation.LEAD in relations(desk.who(LEAD), asked(task))
    assert Relation.LEAD in relations(desk.who(NEXT), taken(task))
    assert relations(desk.who(LEAD), taken(task)) == {Relation.RELIEVED, Relation.COLLEAGUE}
    assert Relation.SUPERVISOR not in relations(desk.who(SUPERVISOR), standing_in.taken(
        standing_in.asked(task, SUPERVISOR), MONDAY
    )), "who carries it out does not judge it by rank"  # fmt: skip


# -- the days ----------------------------------------------------------------------------------------------------------


def down(first: date, last: date, *, begun: bool = False) -> Absence:
    """An absence that is written down."""
    begun_at = begins(first, MONDAY, CALENDAR) if begun else None
    return Absence(1, LEAD, CALENDAR.day_end(first), ends(last, CALENDAR), NEXT, LEAD, begun_at)


def said(first: date, last: date, *there: Absence) -> Stay:
    """Days said on Monday."""
    return stay(first, last, there, MONDAY, CALENDAR)


DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (FRIDAY, TODAY, "away-backwards"),
        (TODAY - 3 * DAY, TODAY - DAY, "away-past"),
        (TODAY + 301 * DAY, TODAY + 302 * DAY, "away-far"),
        (TODAY, TODAY + 400 * DAY, "away-long"),
    ],
)
def test_days_that_cannot_be_are_refused_and_those_beside_them_are_not(first: date, last: date, name: str) -> None:
    assert refused(lambda: said(first, last)).name == name
    assert said(TODAY, FRIDAY) == Stay(TODAY, FRIDAY)


def test_days_gone_by_are_left_out_of_an_absence_that_goes_on() -> None:
    assert said(TODAY - 2 * DAY, FRIDAY).first == TODAY


def test_days_that_overlap_are_one_absence_and_days_within_it_take_its_place() -> None:
    there = down(TODAY + DAY, FRIDAY)
    assert said(TODAY + 2 * DAY, FRIDAY, there) == Stay(TODAY + 2 * DAY, FRIDAY, (there,), there)
    assert said(TODAY + DAY, FRIDAY, there).same
    assert said(TODAY, TODAY + DAY, there) == Stay(TODAY, FRIDAY, (there,))
    assert said(FRIDAY, FRIDAY + 3 * DAY, there) == Stay(TODAY + DAY, FRIDAY + 3 * DAY, (there,))
    assert said(FRIDAY + DAY, FRIDAY + 2 * DAY, there).joins == (), "days beside it stand alone"


@given(st.integers(-20, 420), st.integers(-20, 420), st.integers(0, 30), st.integers(0, 30))
def test_whatever_days_are_said_the_answer_covers_them_or_is_a_refusal(a: int, b: int, c: int, d: int) -> None:
    there = down(TODAY + c * DAY, TODAY + (c + d) * DAY)
    try:
        found = said(TODAY + a * DAY, TODAY + b * DAY, there)
    except Refusal:
        return
    assert TODAY <= found.first <= max(TODAY, TODAY + a * DAY) <= TODAY + b * DAY <= found.last
    overlap = found.first <= TODAY + (c + d) * DAY and TODAY + c * DAY <= found.last
    assert bool(found.joins) == overlap


# -- an absence as it happens ------------------------------------------------------------------------------------------


def away(desk: Desk, number: int, first: date, last: date, backup: int | None) -> Absence:
    """Somebody says that they are away."""
    return desk.do(lambda u: set_away(u, desk.who(number), desk.who(number).member, first, last, backup))


def said_to(desk: Desk, number: int) -> list[object]:
    """What waits for somebody, cards and their updates left out."""
    found = [m for place, m in desk.waiting() if place == Place(member_id=number)]
    return [m for m in found if not isinstance(m, TaskCard)]


def test_everything_in_hand_is_asked_of_the_backup_in_one_message_and_comes_back_in_one(desk: Desk) -> None:
    for _ in range(3):
        desk.give()
    own = desk.give(people=ALONE, assigner_id=LEAD)
    absence = away(desk, LEAD, TODAY, FRIDAY, NEXT)
    assert [type(m) for m in said_to(desk, NEXT)] == [HandOver]
    assert [desk.task(n).standin_id for n in (1, 2, 3, own.id)] == [NEXT, NEXT, NEXT, None]
    assert HandedOver(LEAD, NEXT, absence.ends_at.isoformat()) in desk.facts(1)
    desk.do(lambda u: work.perform(u, desk.who(NEXT), 1, Action.TAKE_OVER))
    assert TakenOver(LEAD, absence.ends_at.isoformat()) in desk.facts(1)
    desk.now = absence.ends_at
    desk.ring_all()
    assert [desk.task(n).duty_id for n in (1, 2, 3)] == [LEAD, LEAD, LEAD]
    [home] = [m for m in said_to(desk, LEAD) if isinstance(m, WelcomeBack)]
    assert (home.backup_id, home.tasks, home.finished) == (NEXT, (1,), ())
    assert HandedBack(NEXT, LEAD) in desk.facts(2), "also what was never taken over"


def test_those_above_hear_when_nobody_takes_over_within_the_accept_term(desk: Desk) -> None:
    desk.give()
    away(desk, LEAD, TODAY, FRIDAY, NEXT)
    desk.now = local(23, 14, 29)
    desk.ring_all()
    assert not [m for m in said_to(desk, SUPERVISOR) if isinstance(m, NotTakenOver)]
    desk.now = local(23, 14, 30)
    desk.ring_all()
    assert [m for m in said_to(desk, SUPERVISOR) if isinstance(m, NotTakenOver)] == [NotTakenOver(LEAD, NEXT, (1,))]
    assert [m for m in said_to(desk, ASSIGNER) if isinstance(m, NotTakenOver)] == [NotTakenOver(LEAD, NEXT, (1,))]


def test_a_backup_who_left_the_office_is_nobody(desk: Desk) -> None:
    desk.give()
    desk.do(lambda u: set_backup(u, desk.who(LEAD), desk.who(LEAD).member, NEXT))
    desk.save(NEXT, active=False)
    with pytest.raises(Refusal) as caught:
        away(desk, LEAD, TODAY, FRIDAY, NEXT)
    assert caught.value.name == "member-gone"
    absence = away(desk, LEAD, TODAY, FRIDAY, None)
    alone = NobodyStandsIn(LEAD, absence.ends_at.isoformat(), (1,))
    for number in (ASSIGNER, SUPERVISOR, LEADER):
        assert [m for m in said_to(desk, number) if isinstance(m, NobodyStandsIn)] == [alone]


def test_where_everybody_on_the_ladder_is_away_a_step_goes_to_whom_it_was_meant_for(desk: Desk) -> None:
    desk.give()
    for number in (LEAD, ASSIGNER, SUPERVISOR, LEADER, OWNER):
        away(desk, number, TODAY, FRIDAY, None)
    desk.now = local(23, 14, 30)
    desk.ring_all()
    assert [m.clock for m in said_to(desk, LEAD) if hasattr(m, "clock")] == ["accept"]
    assert not [f for f in desk.facts(1) if isinstance(f, Undelivered)]
    desk.do(lambda u: come_back(u, desk.who(OWNER), desk.who(OWNER).member, heard=True))
    desk.now = local(24, 10)
    desk.ring_all()
    assert Undelivered(ASSIGNER, "away", "up", OWNER) in desk.facts(1)


def test_a_co_assignee_who_is_away_is_no_reason_to_bother_the_assigner(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE)
    away(desk, CO, TODAY, FRIDAY, None)
    desk.now = local(26, 18)  # a working day before the deadline the lead hears, and co-assignees who are silent
    desk.ring_all()
    assert Reminded("finish", "-1wd", (LEAD,)) in desk.facts(1)
    assert not [f for f in desk.facts(1) if isinstance(f, Undelivered)]


def test_a_task_whose_lead_is_away_tells_so_in_its_story(desk: Desk) -> None:
    absence = away(desk, LEAD, TODAY, FRIDAY, NEXT)
    other = desk.give(people=(Assignment(COLLEAGUE, Part.LEAD),))
    given_to = Given(member_id=LEAD)
    desk.do(lambda u: work.perform(u, desk.who(ASSIGNER), other.id, Action.REASSIGN, given_to))
    assert StandInGiven(LEAD, NEXT, absence.ends_at.isoformat()) in desk.facts(other.id)
    assert desk.task(other.id).duty_id == NEXT


def test_who_leaves_the_office_stands_in_for_nobody_any_more(desk: Desk) -> None:
    desk.give()
    desk.do(lambda u: set_backup(u, desk.who(LEAD), desk.who(LEAD).member, NEXT))
    absence = away(desk, LEAD, TODAY, FRIDAY, NEXT)
    desk.do(lambda u: work.perform(u, desk.who(NEXT), 1, Action.TAKE_OVER))
    away(desk, NEXT, TODAY + 7 * DAY, TODAY + 8 * DAY, CO)
    desk.do(lambda u: remove(u, desk.who(OWNER), desk.who(NEXT).member, None))
    assert (desk.task().duty_id, desk.task().standin_id) == (LEAD, None)
    assert desk.db.read_now(lambda s: dict(s.absences.backups())) == {}
    assert desk.db.read_now(lambda s: s.absences.of(NEXT)) == []
    alone = NobodyStandsIn(LEAD, absence.ends_at.isoformat(), (1,))
    assert alone in said_to(desk, SUPERVISOR)
    desk.now = absence.ends_at
    desk.ring_all()
    assert desk.db.read_now(lambda s: s.absences.of(LEAD)) == []


def test_the_days_are_those_of_whoever_is_away_wherever_that_is_said(desk: Desk) -> None:
    desk.save(LEAD, zone="America/Toronto")
    absence = away(desk, LEAD, TODAY + DAY, TODAY + DAY, NEXT)
    toronto = ZoneInfo("America/Toronto")
    assert absence.begins_at == datetime(2026, 11, 24, tzinfo=toronto)
    assert absence.ends_at == datetime(2026, 11, 24, 23, 59, tzinfo=toronto)


def test_lists_follow_the_duty(desk: Desk) -> None:
    desk.give(people=(Assignment(LEAD, Part.LEAD),))
    desk.give(people=(Assignment(COLLEAGUE, Part.LEAD), Assignment(NEXT, Part.CO)))
    away(desk, LEAD, TODAY, FRIDAY, NEXT)

    def hands(number: int) -> list[int]:
        return [t.id for t in desk.db.read_now(lambda s: s.tasks.page(Matters(hands=number), 99))]

    assert (hands(LEAD), hands(NEXT)) == ([1], [2])
    desk.do(lambda u: work.perform(u, desk.who(NEXT), 1, Action.TAKE_OVER))
    assert (hands(LEAD), hands(NEXT)) == ([], [1, 2])
    desk.do(lambda u: come_back(u, desk.who(LEAD), desk.who(LEAD).member, heard=True))
    assert (hands(LEAD), hands(NEXT)) == ([1], [2])


def test_who_runs_the_team_answers_for_its_people_and_a_colleague_does_not(desk: Desk) -> None:
    desk.db.write_now(lambda s: s.members.join(desk.team.id, COLLEAGUE, Role.STAFF))
    for number, may in ((LEAD, True), (SUPERVISOR, True), (LEADER, True), (OWNER, True), (COLLEAGUE, False)):
        who, member = desk.who(number), desk.who(LEAD).member
        if may:
            desk.do(lambda u, w=who, m=member: set_backup(u, w, m, NEXT))
        else:
            assert (
                refused(lambda w=who, m=member: desk.do(lambda u: set_backup(u, w, m, NEXT))).name == "others-absence"
            )
