"""量化考核: each row of the table, what is waived, taken back or shared, whose points somebody sees, order and grades."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.model.accounts import Within
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.people import Member, Memberships, Role
from domain.model.points import Deed, Point, Rule, SlipMade, TaskLog
from domain.model.slips import Colour
from domain.model.tasks import Priority
from domain.model.value import replace
from domain.rules.points import TABLE, Months, points_of
from domain.rules.scores import (
    Sphere,
    by_member,
    by_rule,
    given_to_known,
    grades,
    points_in,
    ranked,
    sphere_of,
    total,
)
from domain.settings.points import POINTS, USUAL_POINTS, WEIGHTS, PointRules
from domain.settings.points_kept import tables_kept, with_table
from tests.domain.office import ASSIGNER, CALENDAR, CO, LEAD, NEXT, SETTINGS, local

DUE, IN_TIME, AFTER = local(12, 18), local(11, 10), local(16, 10)
LATER = local(8, 12, month=12)  # November is closed
EVERYTHING = replace(USUAL_POINTS, points=dict.fromkeys(Rule, -1.0) | {Rule.ON_TIME: 1.0, Rule.PRAISED: 1.0})


def deed(name: str, at: datetime, who: int | None = LEAD, seq: int = 0, **said: object) -> Deed:
    return Deed(seq or int(at.timestamp()), at, who, name, **said)  # type: ignore[arg-type]


def submitted(at: datetime = IN_TIME, who: int = LEAD, **said: object) -> Deed:
    return deed("submitted", at, who, **said)


def approved(at: datetime = AFTER, stars: int | None = None) -> Deed:
    return deed("approved", at, ASSIGNER, stars=stars)


def log(*deeds: Deed, **fields: object) -> TaskLog:
    given = {"id": 12, "title": "提交三季度报告", "assigner_id": ASSIGNER, "team_id": 1, "priority": Priority.NORMAL}
    return TaskLog(**{**given, "confidential": False, "lead_id": LEAD, "deeds": deeds, **fields})  # type: ignore[arg-type]


def missed(kind: CommitmentKind, *, due: datetime = DUE, by: int = LEAD, **said: object) -> Commitment:
    """A promise that ran out when it was due."""
    given = {"started_at": local(2, 9), "breached_at": due, "breached_by": by}
    return Commitment(kind, by, 1, due_at=due, **given | said)  # type: ignore[arg-type]


def points(found: TaskLog, rules: PointRules = USUAL_POINTS, now: datetime = LATER) -> list[Point]:
    return points_of(found, Months(now, replace(SETTINGS, assessment=rules), CALENDAR))


def shown(found: TaskLog, rules: PointRules = USUAL_POINTS, now: datetime = LATER) -> list[tuple[Rule, int, float]]:
    return [(p.rule, p.member_id, p.points) for p in points(found, rules, now)]


# -- the rows ----------------------------------------------------------------------------------------------------------


def test_the_usual_table_is_that_of_offices() -> None:
    assert {rule: value for rule, value in POINTS.items() if value} == {
        Rule.ON_TIME: 1, Rule.PRAISED: 1, Rule.LATE: -1, Rule.RETURNED: -2, Rule.NO_REPORT: -5,
    }  # fmt: skip
    assert [row.rule for row in TABLE] == list(Rule), "every rule has its row"


def test_what_is_done_on_time_gives_one_to_whoever_handed_it_in() -> None:
    (point,) = points(log(submitted(), approved()))
    assert (point.rule, point.member_id, point.points) == (Rule.ON_TIME, LEAD, 1)
    assert (point.task_id, point.seq, point.at) == (12, approved().seq, AFTER), "linked to its event"


def test_five_stars_give_one_more_and_four_do_not() -> None:
    assert shown(log(submitted(), approved(stars=5)))[1] == (Rule.PRAISED, LEAD, 1)
    assert len(shown(log(submitted(), approved(stars=4)))) == 1
    rated_after = log(submitted(), approved(), deed("rated", AFTER + timedelta(hours=1), ASSIGNER, stars=5))
    assert shown(rated_after)[1] == (Rule.PRAISED, LEAD, 1)


def test_stars_that_were_changed_count_as_they_are_now() -> None:
    changed = log(submitted(), approved(stars=5), deed("rated", AFTER + timedelta(hours=1), ASSIGNER, stars=3))
    assert [rule for rule, _, _ in shown(changed)] == [Rule.ON_TIME]


def test_what_is_done_late_takes_one_and_gives_none() -> None:
    done = log(submitted(AFTER), approved(AFTER), clocks=(missed(CommitmentKind.FINISH, met_at=AFTER),))
    (point,) = points(done)
    assert (point.rule, point.member_id, point.points) == (Rule.LATE, LEAD, -1)
    assert (point.breach, point.at) == ("finish.1", DUE), "of the month in which it was promised"


def test_what_is_late_counts_before_it_is_done() -> None:
    """Else a task that was due at the end of a month would never count in it."""
    assert shown(log(clocks=(missed(CommitmentKind.FINISH),))) == [(Rule.LATE, LEAD, -1)]


def test_a_result_that_came_back_takes_two_from_whoever_had_handed_it_in() -> None:
    back = deed("returned", AFTER, ASSIGNER)
    (point,) = points(log(submitted(who=NEXT), back))
    assert (point.rule, point.member_id, point.points, point.seq) == (Rule.RETURNED, NEXT, -2, back.seq)


@pytest.mark.parametrize("kind", [CommitmentKind.FIRST_REPORT, CommitmentKind.PERIODIC])
def test_a_report_that_never_came_takes_five(kind: CommitmentKind) -> None:
    assert shown(log(clocks=(missed(kind),))) == [(Rule.NO_REPORT, LEAD, -5)]
    assert shown(log(clocks=(missed(kind, met_at=AFTER),))) == [], "it came late, and it came"
    assert shown(log(clocks=(missed(kind, met_at=local(2, 9, month=12)),))) == [(Rule.NO_REPORT, LEAD, -5)], "too late"


def test_a_report_is_not_given_up_before_the_task_or_the_month_is_over() -> None:
    waits = log(clocks=(missed(CommitmentKind.FIRST_REPORT),))
    assert shown(waits, now=local(30, 12)) == []
    assert shown(waits, now=local(1, 0, 1, month=12)) == [(Rule.NO_REPORT, LEAD, -5)]
    ended = log(clocks=(missed(CommitmentKind.FIRST_REPORT, stopped_at=AFTER),))
    assert shown(ended, now=local(16, 12)) == [(Rule.NO_REPORT, LEAD, -5)]


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (CommitmentKind.ACCEPT, Rule.UNACCEPTED),
        (CommitmentKind.PART, Rule.PART_LATE),
        (CommitmentKind.MILESTONE, Rule.MILESTONE_LATE),
        (CommitmentKind.REVIEW, Rule.REVIEW_LATE),
    ],
)
def test_other_promises_count_where_the_office_says_so(kind: CommitmentKind, rule: Rule) -> None:
    broken = log(clocks=(missed(kind, by=CO),))
    assert shown(broken) == []
    assert shown(broken, EVERYTHING) == [(rule, CO, -1)]


@pytest.mark.parametrize(("colour", "rule"), [(Colour.YELLOW, Rule.YELLOW_SLIP), (Colour.RED, Rule.RED_SLIP)])
def test_slips_count_where_the_office_says_so(colour: Colour, rule: Rule) -> None:
    made = SlipMade(colour, 7, LEAD, DUE)
    assert shown(log(slips=(made,))) == []
    assert shown(log(slips=(made,)), EVERYTHING) == [(rule, LEAD, -1)]


# -- what does not count -----------------------------------------------------------------------------------------------


def test_what_was_waived_is_shown_with_nought_and_what_was_done_counts_as_on_time() -> None:
    excused = missed(CommitmentKind.FINISH, met_at=AFTER, ruled_at=AFTER, ruled_by=ASSIGNER, waived=True)
    done = points(log(submitted(AFTER), approved(AFTER), clocks=(excused,)))
    assert [(p.rule, p.points, p.waived) for p in done] == [(Rule.ON_TIME, 1, False), (Rule.LATE, 0, True)]


def test_an_appeal_that_was_granted_after_the_month_was_closed_changes_nothing() -> None:
    ruled = local(7, 9, month=12)  # three working days after November are over
    excused = missed(CommitmentKind.FINISH, ruled_at=ruled, ruled_by=ASSIGNER, waived=True)
    assert shown(log(clocks=(excused,))) == [(Rule.LATE, LEAD, -1)]
    in_time = replace(excused, ruled_at=local(3, 17, month=12))
    assert shown(log(clocks=(in_time,))) == [(Rule.LATE, LEAD, 0)]


def test_what_was_taken_back_does_not_count() -> None:
    a_minute = timedelta(seconds=30)
    back = deed("returned", AFTER, ASSIGNER)
    undone = deed("taken-back", AFTER + a_minute, ASSIGNER, undoes="returned")
    assert shown(log(submitted(), back, undone)) == []
    mistaken = deed("taken-back", AFTER + a_minute, ASSIGNER, undoes="approved")
    assert shown(log(submitted(), approved(stars=5), mistaken)) == []
    assert shown(log(submitted(), approved(), mistaken, approved(AFTER + 2 * a_minute))) == [(Rule.ON_TIME, LEAD, 1)]


def test_what_was_opened_again_is_not_done_and_what_is_done_again_is_done_once() -> None:
    opened = deed("reopened", AFTER + timedelta(days=1), ASSIGNER)
    assert shown(log(submitted(), approved(stars=5), opened)) == []
    again = submitted(AFTER + timedelta(days=2)), approved(AFTER + timedelta(days=3))
    assert shown(log(submitted(), approved(stars=5), opened, *again)) == [(Rule.ON_TIME, LEAD, 1)]


def test_what_was_opened_again_after_its_month_was_closed_keeps_its_point_and_gets_no_second() -> None:
    opened = deed("reopened", local(10, 9, month=12), ASSIGNER)
    again = submitted(local(11, 9, month=12)), approved(local(11, 10, month=12))
    (point,) = points(log(submitted(), approved(), opened, *again), now=local(20, 9, month=12))
    assert point.at == AFTER


def test_what_people_give_themselves_gives_nothing() -> None:
    own = log(submitted(who=ASSIGNER), approved(stars=5), lead_id=ASSIGNER)
    assert shown(own) == []
    assert shown(replace(own, co_ids=(CO,))) != [], "with a co-assignee it is no more their own"


def test_a_month_that_was_closed_keeps_the_table_that_held_then() -> None:
    stricter = replace(USUAL_POINTS, points=dict(POINTS) | {Rule.LATE: -3.0, Rule.ON_TIME: 0.0})
    first = with_table(None, USUAL_POINTS, local(1, month=9))
    assert first is not None
    assert with_table(first, USUAL_POINTS, LATER) is None, "the same is kept once"
    kept = with_table(first, stricter, LATER)
    months = Months(LATER, replace(SETTINGS, assessment=stricter), CALENDAR, tables_kept(kept, stricter))
    late, done = log(clocks=(missed(CommitmentKind.FINISH),)), log(submitted(), approved())
    assert [p.points for p in points_of(late, months)] == [-1], "November was closed before"
    assert [p.points for p in points_of(done, months)] == [1]
    today = log(clocks=(missed(CommitmentKind.FINISH, due=local(7, 18, month=12)),))
    assert [p.points for p in points_of(today, months)] == [-3]


# -- whose -------------------------------------------------------------------------------------------------------------


def test_a_co_assignee_has_half_of_what_was_earned_and_nothing_of_what_was_lost() -> None:
    done = log(submitted(), approved(stars=5), co_ids=(CO,))
    assert [(p.member_id, p.points, p.shared) for p in points(done)] == [
        (LEAD, 1, False), (CO, 0.5, True), (LEAD, 1, False), (CO, 0.5, True),
    ]  # fmt: skip
    late = log(submitted(AFTER), approved(AFTER), co_ids=(CO,), clocks=(missed(CommitmentKind.FINISH, met_at=AFTER),))
    assert shown(late) == [(Rule.LATE, LEAD, -1)]
    assert len(shown(done, replace(USUAL_POINTS, co_share=0))) == 2


def test_a_co_assignee_of_whom_nothing_was_heard_has_no_share() -> None:
    assert shown(log(submitted(without=(CO,)), approved(), co_ids=(CO,))) == [(Rule.ON_TIME, LEAD, 1)]


def test_whoever_stood_in_has_the_point_and_whoever_missed_the_deadline_before_has_the_loss() -> None:
    missed_before = missed(CommitmentKind.FINISH, met_at=AFTER)
    taken_over = log(submitted(AFTER, who=NEXT), approved(AFTER), clocks=(missed_before,))
    assert shown(taken_over) == [(Rule.LATE, LEAD, -1)], "handed in late: on time for nobody"
    another_promise = replace(missed_before, met_at=None, stopped_at=DUE + timedelta(hours=1))
    reassigned = log(submitted(AFTER, who=NEXT), approved(AFTER), clocks=(another_promise,))
    assert shown(reassigned) == [(Rule.ON_TIME, NEXT, 1), (Rule.LATE, LEAD, -1)]
    assert shown(log(submitted(who=NEXT), approved())) == [(Rule.ON_TIME, NEXT, 1)]


def test_what_is_earned_has_the_weight_of_its_priority_and_what_is_lost_has_none() -> None:
    heavy = replace(USUAL_POINTS, weights=dict(WEIGHTS) | {Priority.URGENT: 1.5, Priority.IMMEDIATE: 2.0})
    urgent = log(submitted(), approved(), priority=Priority.URGENT, co_ids=(CO,))
    assert shown(urgent, heavy) == [(Rule.ON_TIME, LEAD, 1.5), (Rule.ON_TIME, CO, 0.75)]
    assert shown(log(priority=Priority.URGENT, clocks=(missed(CommitmentKind.FINISH),)), heavy) == [
        (Rule.LATE, LEAD, -1)
    ]
    raised_since = deed("priority-changed", LATER, ASSIGNER, was=Priority.NORMAL)
    assert shown(log(submitted(), approved(), raised_since, priority=Priority.IMMEDIATE), heavy)[0][2] == 1


def somebody(role: Role, member: int = NEXT, **teams: Role) -> Memberships:
    in_teams = {int(name.removeprefix("team")): held for name, held in teams.items()}
    return Memberships(Member(member, member, "某人", role=role), in_teams)


NOVEMBER = Within(local(1), local(1, month=12))


def seen(found: TaskLog, sphere: Sphere) -> list[Point]:
    return points_in([found], NOVEMBER, Months(LATER, SETTINGS, CALENDAR), sphere)


def test_people_see_their_own_leaders_their_teams_owners_all() -> None:
    done = log(submitted(), approved())
    lead = somebody(Role.STAFF, LEAD, team1=Role.STAFF)
    assert seen(done, sphere_of(lead, LEAD))
    assert not seen(done, sphere_of(somebody(Role.STAFF, CO, team1=Role.STAFF)))
    assert seen(done, sphere_of(somebody(Role.STAFF, team1=Role.SUPERVISOR), LEAD))
    assert not seen(done, sphere_of(somebody(Role.STAFF, team2=Role.LEADER), LEAD))
    assert seen(done, sphere_of(somebody(Role.STAFF, ASSIGNER, team2=Role.LEADER), LEAD)), "who gave it"
    gave_once = somebody(Role.STAFF, ASSIGNER, team1=Role.STAFF)
    assert not seen(done, sphere_of(gave_once)), "who runs nothing sees nobody's"
    assert seen(done, sphere_of(somebody(Role.OWNER), LEAD))


def test_what_is_confidential_counts_for_the_person_alone_and_for_no_owner() -> None:
    secret = log(submitted(), approved(), confidential=True)
    assert total(seen(secret, sphere_of(somebody(Role.STAFF, LEAD), LEAD))) == 1
    assert seen(secret, sphere_of(somebody(Role.OWNER), LEAD)) == []
    assert seen(secret, sphere_of(somebody(Role.OWNER))) == []
    months = Months(LATER, SETTINGS, CALENDAR)
    assert given_to_known(secret, somebody(Role.OWNER), months) == []
    assert given_to_known(secret, somebody(Role.STAFF, LEAD), months)


def test_a_point_goes_to_the_month_of_its_event_by_the_offices_clock() -> None:
    last_night = datetime.fromisoformat("2026-11-30T15:59+00:00")  # 23:59 there
    assert len(seen(log(submitted(), approved(last_night)), Sphere())) == 1
    assert seen(log(submitted(), approved(last_night + timedelta(minutes=1))), Sphere()) == []


# -- sums, order, grades -----------------------------------------------------------------------------------------------


def test_sums_are_exact_and_leave_out_what_was_waived_from_the_counts() -> None:
    tenths = [Point(Rule.ON_TIME, LEAD, n, DUE, 0.1) for n in range(3)]
    assert total(tenths) == 0.3
    waived = Point(Rule.LATE, LEAD, 9, DUE, 0.0, waived=True)
    assert by_rule([*tenths, waived]) == [(Rule.ON_TIME, 3, 0.3)]
    assert by_member([*tenths, Point(Rule.LATE, CO, 9, DUE, -1.0)]) == {LEAD: 0.3, CO: -1.0}


def test_equal_points_have_the_same_rank() -> None:
    assert ranked({1: 3, 2: 5, 3: 3, 4: -1}) == [(1, 2), (2, 1), (2, 3), (4, 4)]


FORCED = (("A", 20), ("B", 70), ("C", 10))


def test_grades_are_forced_by_rank_and_equal_points_get_the_same_one() -> None:
    ten = {n: float(-n) for n in range(1, 11)}
    assert "".join(grades(ten, FORCED)[n] for n in ten) == "AABBBBBBBC"
    assert set(grades({1: 0, 2: 0, 3: 0}, FORCED).values()) == {"B"}, "where all are equal nobody is the best"
    assert grades(ten, ()) == {}
    assert grades({}, FORCED) == {}
