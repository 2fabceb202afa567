"""月通报: what counts in a small office; the life of its bulletins: drafted, objected to, frozen with a number, told once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from domain.bulletins import Reading, bulletin
from domain.errors import Refusal
from domain.messages.bulletins import BulletinDraft, BulletinNamed, BulletinText
from domain.model.bulletin_timers import BulletinRing
from domain.model.figures import Bulletin, BulletinState, Figures, Punctuality
from domain.model.people import Role, Team, TeamStatus
from domain.model.post import Said
from domain.model.tasks import Assignment, Kind, Part, Status
from domain.model.value import replace
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.rules.periods import Period
from domain.settings.bulletins import BulletinRules
from domain.unit import Unit
from domain.usecases.clocks.timers import ring
from domain.usecases.reports.bulletins import plan_bulletins
from domain.usecases.reports.objecting import keep_all_open
from domain.usecases.tasks.act import perform
from tests.domain.conftest import Desk
from tests.domain.office import ASSIGNER, CALENDAR, LEAD, LEADER, NEXT, OWNER, SETTINGS, SUPERVISOR, local

ALONE = (Assignment(LEAD, Part.LEAD),)
MORNING, CLOSES = local(1, 9, month=12), local(3, 18, month=12)


def read(desk: Desk, label: str = "2026-11", team_id: int | None = None) -> Bulletin:
    """A bulletin as it is now."""
    now = desk.now.astimezone(UTC)
    return desk.db.read_now(lambda s: bulletin(Reading(s, now, SETTINGS, CALENDAR), Period(label), team_id))


def act(desk: Desk, who: int, action: Action, number: int = 1, **given: object) -> None:
    """Somebody does something now."""
    said = Given(Said(str(given.pop("words", ""))), **given)  # type: ignore[arg-type]
    desk.do(lambda u: perform(u, desk.who(who), number, action, said))


def a_late_task(desk: Desk, number: int = 1) -> None:
    """Given on Monday 23 for Wednesday noon, accepted at once, done on Thursday: five working hours too late."""
    desk.now = local(23, 9, 30)
    desk.give(people=ALONE, due_at=local(25, 12))
    act(desk, LEAD, Action.ACCEPT, number)
    desk.now = local(24, 9)
    act(desk, LEAD, Action.REPORT, number, words="在办")
    desk.now = local(26, 9)
    desk.ring_all()
    act(desk, LEAD, Action.SUBMIT, number, words="办好了")
    act(desk, ASSIGNER, Action.APPROVE, number, rating=4)


def told(desk: Desk, kind: type) -> list[tuple[int | None, str]]:
    """To whom messages of a kind are promised, and of which period."""
    return [(p.member_id or p.chat_id, m.period) for p, m in desk.waiting() if isinstance(m, kind)]  # type: ignore[attr-defined]


# -- what counts -----------------------------------------------------------------------------------------------------


def test_a_task_that_came_late_counts_as_done_and_late_by_its_working_time(desk: Desk) -> None:
    a_late_task(desk)
    desk.now = local(30, 12)
    assert read(desk).figures == Figures(
        given=1, done=1, late=1, delays=timedelta(hours=5), worst=timedelta(hours=5), worst_task=1,
        accept=Punctuality(1), reports=Punctuality(1), slips=1, ratings=1, stars=4,
    )  # fmt: skip
    assert read(desk).figures.rate == 0


def test_what_was_waived_is_not_late(desk: Desk) -> None:
    a_late_task(desk)
    act(desk, LEAD, Action.APPEAL, words="系统停机")
    act(desk, ASSIGNER, Action.WAIVE, words="属实")
    found = read(desk).figures
    assert (found.done, found.late, found.rate, found.delay_mean) == (1, 0, 1, None)


def test_a_return_that_was_taken_back_does_not_count(desk: Desk) -> None:
    desk.give(people=ALONE)
    act(desk, LEAD, Action.ACCEPT)
    act(desk, LEAD, Action.SUBMIT, words="好了")
    act(desk, ASSIGNER, Action.RETURN, words="不全")
    assert read(desk).figures.returned == 1
    assert read(desk).returned == (1,)
    desk.now += timedelta(seconds=30)
    act(desk, ASSIGNER, Action.TAKE_BACK)
    assert read(desk).figures.returned == 0


def test_an_approval_that_was_taken_back_is_not_done(desk: Desk) -> None:
    desk.give(people=ALONE)
    act(desk, LEAD, Action.ACCEPT)
    act(desk, LEAD, Action.SUBMIT, words="好了")
    act(desk, ASSIGNER, Action.APPROVE)
    desk.now += timedelta(seconds=30)
    act(desk, ASSIGNER, Action.TAKE_BACK)
    found = read(desk).figures
    assert (found.done, found.open_at_end) == (0, 1)


def test_what_is_confidential_counts_nowhere(desk: Desk) -> None:
    desk.give(people=ALONE, confidential=True, due_at=local(24, 9))
    desk.now = local(27, 9)
    desk.ring_all()
    found = read(desk)
    assert found.figures.nothing
    assert (found.figures.slips, found.people, found.overdue) == (0, (), ())


def test_what_somebody_keeps_for_themselves_outside_every_team_is_in_no_bulletin(desk: Desk) -> None:
    desk.give(people=ALONE, assigner_id=LEAD, team_id=None)
    assert read(desk).figures.nothing
    desk.give(people=ALONE, team_id=None)
    assert [t.team_id for t in read(desk).teams] == [0], "what is given in private stands outside the teams"
    assert read(desk, team_id=desk.team.id).figures.nothing


def test_what_was_overdue_at_the_end_of_a_month_stays_so_in_its_bulletin(desk: Desk) -> None:
    desk.give(people=ALONE, due_at=local(25, 12))
    desk.now = local(27, 9)
    desk.ring_all()
    desk.now = local(2, 9, month=12)
    act(desk, LEAD, Action.SUBMIT, words="好了")
    act(desk, ASSIGNER, Action.APPROVE)
    november, december = read(desk), read(desk, "2026-12")
    assert [m.task_id for m in november.overdue] == [1]
    assert november.overdue[0].late == timedelta(hours=5 + 8 + 8 + 8), "until the end of the month, in working time"
    assert (november.figures.done, december.figures.done, december.figures.late) == (0, 1, 1)
    assert december.figures.overdue_at_end == 0


def test_a_deadline_moved_before_the_end_is_not_overdue(desk: Desk) -> None:
    desk.give(people=ALONE, due_at=local(25, 12))
    desk.now = local(26, 9)
    desk.ring_all()
    assert read(desk).figures.overdue_at_end == 1
    act(desk, ASSIGNER, Action.CHANGE_DEADLINE, moment=local(4, 18, month=12))
    assert read(desk).figures.overdue_at_end == 0


def test_a_declined_task_that_nobody_took_is_overdue(desk: Desk) -> None:
    desk.give(people=ALONE, due_at=local(25, 12))
    act(desk, LEAD, Action.DECLINE, words="不归我")
    desk.now = local(26, 9)
    assert [m.task_id for m in read(desk).overdue] == [1]


def test_a_raised_matter_without_its_answer_is_told(desk: Desk) -> None:
    desk.give(people=ALONE, kind=Kind.RAISED, status=Status.ACTIVE, due_at=local(24, 9), commitments=())
    desk.now = local(26, 9)
    found = read(desk)
    assert (found.figures.unanswered, found.unanswered) == (1, (1,))
    assert found.figures.given == 0, "it is no task"


# -- its life --------------------------------------------------------------------------------------------------------


def ring_until(desk: Desk, until: datetime) -> None:
    """Every timer at its moment."""
    while True:
        due = desk.db.read_now(lambda s: s.timers.next_due())
        if due is None or due > until:
            break
        desk.now = max(desk.now, due)
        desk.ring_all()
    desk.now = until


@pytest.fixture
def november(desk: Desk) -> Desk:
    """A late task stands in November; the drafts are planned."""
    desk.now = local(23, 9, 30)
    desk.do(plan_bulletins)
    desk.do(plan_bulletins)
    a_late_task(desk)
    return desk


def test_on_the_first_working_day_whoever_supervises_reads_a_draft_and_those_named_hear_of_it(november: Desk) -> None:
    ring_until(november, MORNING - timedelta(minutes=1))
    assert told(november, BulletinDraft) == []
    ring_until(november, MORNING)
    assert told(november, BulletinDraft) == [(SUPERVISOR, "2026-11")], "one message, though office and team have drafts"
    assert told(november, BulletinNamed) == [(LEAD, "2026-11")]
    assert read(november).state is BulletinState.DRAFT
    ring_until(november, CLOSES - timedelta(minutes=1))
    assert told(november, BulletinText) == []


def test_without_a_supervisor_the_owners_read_the_draft(november: Desk) -> None:
    november.save(SUPERVISOR, role=Role.STAFF)
    ring_until(november, MORNING)
    assert told(november, BulletinDraft) == [(OWNER, "2026-11")]


def test_once_frozen_it_has_its_number_and_is_told_to_the_group_and_the_leaders(november: Desk) -> None:
    ring_until(november, CLOSES)
    assert sorted(told(november, BulletinText)) == sorted(
        [(november.team.chat_id, "2026-11"), (OWNER, "2026-11"), (LEADER, "2026-11")]
    )
    found = read(november)
    assert (found.state, found.number, found.figures.late) == (BulletinState.FROZEN, 1, 1)
    kept = read(november, team_id=november.team.id)
    act(november, ASSIGNER, Action.REOPEN, words="再看", moment=local(9, 18, month=12))
    assert read(november, team_id=november.team.id) == kept, "what happens later does not change it"


def test_a_waiver_before_it_is_frozen_counts(november: Desk) -> None:
    ring_until(november, MORNING)
    act(november, LEAD, Action.APPEAL, words="系统停机")
    act(november, ASSIGNER, Action.WAIVE, words="属实")
    ring_until(november, CLOSES)
    assert (read(november).figures.late, read(november).figures.rate) == (0, 1)


def test_who_has_nothing_to_object_to_hears_nothing(november: Desk) -> None:
    act(november, LEAD, Action.APPEAL, words="系统停机")
    ring_until(november, MORNING)
    assert told(november, BulletinNamed) == []


def test_a_month_in_which_there_was_nothing_has_no_bulletin_and_no_number(desk: Desk) -> None:
    desk.now = local(23, 9, 30)
    desk.do(plan_bulletins)
    ring_until(desk, CLOSES)
    assert [m for _, m in desk.waiting() if isinstance(m, BulletinDraft | BulletinText | BulletinNamed)] == []
    desk.give(people=ALONE, created_at=desk.now)
    ring_until(desk, local(8, 12, month=1, year=2027))
    assert read(desk, "2026-12").number == 1


def test_the_quarter_and_the_year_end_with_their_last_month_and_come_in_one_message(november: Desk) -> None:
    november.give(people=ALONE, created_at=local(10, 9, month=12), due_at=local(29, 18, month=1, year=2027))
    ring_until(november, local(8, 12, month=1, year=2027))
    group = [period for to, period in told(november, BulletinText) if to == november.team.chat_id]
    assert group == ["2026-11", "2026-12"]
    numbers = {p: read(november, p, november.team.id).number for p in ("2026-11", "2026-12", "2026Q4", "2026")}
    assert numbers == {"2026-11": 1, "2026-12": 2, "2026Q4": 1, "2026": 1}


def test_months_that_passed_while_nothing_ran_all_have_their_number_and_the_last_is_told(november: Desk) -> None:
    november.give(people=ALONE, due_at=local(9, 18, month=3, year=2027))
    november.now = local(16, 15, month=2, year=2027)
    while november.ring_all():
        pass
    assert told(november, BulletinText) == [], "nobody could object yet"
    assert told(november, BulletinDraft) == [(SUPERVISOR, "2027-01")], "of what went by unseen only the last is told"
    assert told(november, BulletinNamed) == [(LEAD, "2026-11")]
    ring_until(november, local(19, 18, month=2, year=2027))
    assert [p for to, p in told(november, BulletinText) if to == november.team.chat_id] == ["2027-01"]
    periods = ("2026-11", "2026-12", "2027-01")
    assert [read(november, p, november.team.id).number for p in periods] == [1, 2, 1]
    assert read(november, "2026-12", november.team.id).figures.open_at_end == 1
    while november.ring_all():
        pass
    assert len([p for to, p in told(november, BulletinText) if to == november.team.chat_id]) == 1


def test_a_draft_that_came_late_is_open_to_objections_for_three_whole_working_days(november: Desk) -> None:
    november.now = local(4, 10, month=12)  # the account would close at six, two days were missed
    november.do(keep_all_open)
    act(november, LEAD, Action.APPEAL, words="系统停机")
    while november.ring_all():
        pass
    assert told(november, BulletinDraft) == [(SUPERVISOR, "2026-11")]
    act(november, ASSIGNER, Action.WAIVE, words="属实", moment=local(8, 9, month=12))
    closes = local(9, 18, month=12)
    ring_until(november, closes - timedelta(minutes=1))
    assert read(november).state is BulletinState.DRAFT
    ring_until(november, closes)
    assert (read(november).state, read(november).figures.late) == (BulletinState.FROZEN, 0)
    assert not november.ring_all()


def test_an_objection_written_while_the_bot_was_down_over_the_freeze_is_heard_at_the_next_start(november: Desk) -> None:
    november.now = local(10, 10, month=12)
    with pytest.raises(Refusal, match="breach-frozen"):
        act(november, LEAD, Action.APPEAL, words="系统停机")
    november.do(keep_all_open)
    act(november, LEAD, Action.APPEAL, words="系统停机")


def test_who_heard_the_draft_but_could_not_be_heard_when_it_was_frozen_has_a_day_more(november: Desk) -> None:
    ring_until(november, MORNING)
    november.now = local(4, 10, month=12)  # down from the draft on, over the freeze of the third
    assert told(november, BulletinNamed) == [(LEAD, "2026-11")]
    while november.ring_all():
        pass
    assert told(november, BulletinText) == []
    assert told(november, BulletinNamed) == [(LEAD, "2026-11")] * 2, "the moment until when is another now"
    ring_until(november, local(7, 18, month=12))
    assert len(told(november, BulletinText)) == 3
    assert not november.ring_all()


def test_a_start_between_the_steps_doubles_nothing(november: Desk) -> None:
    ring_until(november, MORNING)
    november.do(plan_bulletins)
    november.do(plan_bulletins)
    waiting = november.db.read_now(lambda s: s.timers.due(local(9, month=1, year=2027), 99))
    rings = [t.data for t in waiting if isinstance(t.data, BulletinRing)]
    assert sorted((r.month, r.step) for r in rings) == [("2026-11", "freeze"), ("2026-12", "draft")]


def test_an_office_that_wants_none_has_none(november: Desk) -> None:
    none = replace(SETTINGS, bulletins=BulletinRules(month=False, quarter=False, year=False))

    def ring_them(store: object, at: datetime) -> None:
        unit = Unit(store, at.astimezone(UTC), none, CALENDAR)  # type: ignore[arg-type]
        for timer in unit.store.timers.due(unit.now, 99):
            ring(unit, timer)

    for at in (MORNING, CLOSES):
        november.db.write_now(lambda s, at=at: ring_them(s, at))
    assert told(november, BulletinText) == told(november, BulletinDraft) == []
    november.now = CLOSES
    assert read(november).figures.done == 1, "it can be asked for all the same"


def test_a_team_that_left_before_it_was_told_hears_nothing(november: Desk) -> None:
    ring_until(november, MORNING)
    gone = replace(november.team, status=TeamStatus.ARCHIVED)
    november.db.write_now(lambda s: s.teams.save(gone))
    ring_until(november, CLOSES)
    assert {to for to, _ in told(november, BulletinText)} == {OWNER, LEADER}


def test_each_team_has_numbers_of_its_own(november: Desk) -> None:
    def found_another(unit: Unit) -> Team:
        team = unit.store.teams.add(Team(0, -1002, "财务科", TeamStatus.APPROVED))
        unit.store.members.join(team.id, NEXT, Role.STAFF)
        return team

    ring_until(november, CLOSES)
    other = november.do(found_another)
    november.give(team_id=other.id, people=(Assignment(NEXT, Part.LEAD),), created_at=local(10, 9, month=12))
    ring_until(november, local(8, 12, month=1, year=2027))
    assert read(november, "2026-12", other.id).number == 1
    assert [t.team_id for t in read(november, "2026-12").teams] == [other.id]
