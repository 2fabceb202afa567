"""What happens because time passes: each ring once, nothing that is no longer true, nothing at night below urgent."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

import pytest

from domain.facts.clocks import Breached, Reminded
from domain.messages.clocks import Reminder
from domain.messages.reports import Digest, Worklist
from domain.model.clocks import CommitmentKind
from domain.model.people import Role, TeamStatus
from domain.model.post import Place
from domain.model.tasks import Priority, Status
from domain.model.timers import ClockRing, Seal
from domain.model.value import replace
from domain.rules.mornings import next_morning, quiet_until
from domain.usecases.clocks.timers import plan_standing, ring
from domain.usecases.post.still_true import still_true
from tests.domain import doing as work
from tests.domain.conftest import GROUP, Desk
from tests.domain.office import (
    ASSIGNER,
    CALENDAR,
    CO,
    FRIDAY,
    LEAD,
    LEADER,
    MONDAY,
    OWNER,
    SUPERVISOR,
    a_task,
    local,
)


def reminded(desk: Desk) -> list[tuple[int | None, str, str]]:
    """Who is reminded of which step, of what waits."""
    return [(p.member_id, m.clock, m.step) for p, m in desk.waiting() if isinstance(m, Reminder)]


def rang(desk: Desk) -> list[tuple[str, tuple[int, ...]]]:
    """The steps of the finish clock that rang, and for whom."""
    return [(f.step, f.to) for f in desk.facts() if isinstance(f, Reminded) and f.clock == "finish"]


def test_the_finish_ladder_climbs_from_the_lead_to_the_group_each_step_once(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE)
    for at in (
        local(24, 18),
        local(26, 18),
        local(27, 16),
        FRIDAY,
        local(30, 14),
        local(30, 18),
        local(2, 18, month=12),
    ):
        desk.now = at
        desk.ring_all()
        assert desk.ring_all() == 0
    assert rang(desk) == [
        ("-3wd", (LEAD, CO)), ("-1wd", (LEAD, CO)), ("-2wh", (LEAD, CO)), ("0", (LEAD, ASSIGNER, CO)),
        ("+4wh", (SUPERVISOR,)), ("+1wd", (LEADER,)), ("+3wd", ()),
    ]  # fmt: skip
    group = [m.step for p, m in desk.waiting() if p.chat_id == GROUP and isinstance(m, Reminder)]
    assert group == ["+3wd"]


def test_a_co_assignee_who_has_reported_is_left_alone(desk: Desk) -> None:
    people = tuple(replace(p, reported_at=MONDAY) if p.member_id == CO else p for p in a_task().people)
    desk.give(status=Status.ACTIVE, people=people)
    desk.now = local(24, 18)
    desk.ring_all()
    assert rang(desk) == [("-3wd", (LEAD,))]


def test_the_group_hears_every_working_day_until_the_promise_is_kept(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=a_task().people[:1])
    for day in range(1, 9):
        desk.now = local(day, 18, 1, month=12)
        desk.ring_all()
    groups = [f for f in desk.facts() if isinstance(f, Reminded) and f.group]
    assert len(groups) == 5  # Wednesday, Thursday, Friday, Monday, Tuesday
    desk.do(lambda u: work.submit(u, desk.who(LEAD), 1, work.Said("好了")))
    desk.now = local(15, 18, month=12)
    desk.ring_all()
    assert len([f for f in desk.facts() if isinstance(f, Reminded) and f.group]) == 5


def test_a_clock_that_runs_out_is_a_breach_written_once(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE)
    desk.now = local(30, 18)
    desk.ring_all()
    breaches = [f for f in desk.facts() if isinstance(f, Breached) and f.clock == "finish"]
    assert breaches == [Breached("finish", LEAD, desk.task().due_at.isoformat())]
    assert desk.task().running(CommitmentKind.FINISH).breached_at == desk.now  # type: ignore[union-attr]


def test_before_the_moment_nothing_is_a_breach(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE)
    desk.now = local(24, 18)
    desk.ring_all()
    assert not [f for f in desk.facts() if isinstance(f, Breached) and f.clock == "finish"]


@pytest.mark.parametrize("change", ["cancelled", "moved", "gone"])
def test_nothing_rings_that_is_no_longer_true(desk: Desk, change: str) -> None:
    desk.give(status=Status.ACTIVE)
    desk.now = FRIDAY
    due = [t for t in desk.db.read_now(lambda s: s.timers.due(desk.now, 99)) if isinstance(t.data, ClockRing)]
    finish = next(t for t in due if (t.data.step, t.data.clock) == ("0", "finish"))
    if change == "cancelled":
        desk.do(lambda u: work.cancel(u, desk.who(ASSIGNER), 1, "不用了"))
    elif change == "moved":
        desk.do(lambda u: work.change_deadline(u, desk.who(ASSIGNER), 1, FRIDAY + timedelta(days=7)))
    else:
        finish = replace(finish, data=replace(finish.data, task_id=999))
    before = desk.facts()
    desk.do(lambda u: ring(u, finish))  # read before the change, rung after it
    assert desk.facts() == before
    assert not [step for _, clock, step in reminded(desk) if clock == "finish"]


def test_a_step_that_the_configuration_dropped_rings_for_nobody(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE)
    [timer, *_] = desk.db.read_now(lambda s: s.timers.due(FRIDAY, 99))
    assert desk.do(lambda u: ring(u, replace(timer, data=replace(timer.data, step="-9wd"))))
    assert desk.facts() == []


def test_a_timer_of_an_unknown_kind_is_left_to_be_reported(desk: Desk) -> None:
    desk.db.write_now(lambda s: s.timers.add("odd:1", MONDAY, Seal()))
    with desk.db.transaction(write=True) as connection:
        connection.exec_driver_sql("UPDATE timers SET kind = 'odd'")
    with pytest.raises(KeyError):
        desk.ring_all()
    assert len(desk.db.read_now(lambda s: s.timers.due(MONDAY, 9))) == 1


def test_somebody_who_is_gone_is_not_reminded_and_the_owners_stand_in_for_a_role_nobody_holds(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=a_task().people[:1])
    desk.save(SUPERVISOR, role=Role.STAFF)
    desk.save(LEADER, active=False)
    desk.now = local(30, 18)
    desk.ring_all()
    assert rang(desk)[-2:] == [("+4wh", (OWNER,)), ("+1wd", (OWNER,))]


# -- quiet -----------------------------------------------------------------------------------------------------------

NIGHT, SATURDAY = local(24, 22), local(28, 10)


@pytest.mark.parametrize(
    ("at", "leaves"),
    [
        (local(24, 10), local(24, 10)), (local(24, 12, 30), local(24, 13)), (NIGHT, local(25, 9)),
        (SATURDAY, local(30, 9)), (local(24, 18), local(24, 18)), (local(24, 18, 5), local(25, 9)),
        (local(24, 12), local(24, 12)), (local(24, 8, 59), local(24, 9)), (local(1, 10, month=10), local(8, 9, month=10)),
    ],
)  # fmt: skip
def test_what_is_not_urgent_waits_until_work_begins_again(at: datetime, leaves: datetime) -> None:
    assert quiet_until(CALENDAR, at) == leaves


@pytest.mark.parametrize(("priority", "leaves"), [(Priority.NORMAL, local(25, 9)), (Priority.URGENT, NIGHT)])
def test_at_night_only_urgent_reminders_leave(desk: Desk, priority: Priority, leaves: datetime) -> None:
    desk.give(status=Status.ACTIVE, priority=priority, due_at=NIGHT)
    desk.now = NIGHT
    desk.ring_all()
    rows = [r for r in desk.claim() if isinstance(r.message, Reminder) and r.message.clock == "finish"]
    assert rows
    assert {r.not_before for r in rows} == {leaves}
    written = {datetime.fromisoformat(r.message.rang_at) for r in rows if r.message.step == "0"}  # type: ignore[attr-defined]
    assert written == {leaves}


def test_a_reminder_that_waits_is_true_as_long_as_its_clock_runs_in_the_same_generation(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE)
    waits = Reminder(1, "finish", 1, "0", MONDAY.isoformat())

    def true(message: Any) -> bool:
        return desk.do(lambda u: still_true(u, message, Place()))

    assert true(waits)
    assert not true(replace(waits, task_id=999))
    assert not true(replace(waits, generation=2))
    assert not true(replace(waits, clock="accept"))
    desk.do(lambda u: work.change_deadline(u, desk.who(ASSIGNER), 1, FRIDAY + timedelta(days=7)))
    assert not true(waits)
    assert true(Worklist("2026-11-23"))


# -- standing --------------------------------------------------------------------------------------------------------


def pending(desk: Desk, kind: str) -> list[datetime]:
    """When the next of a kind rings."""
    return [t.due_at for t in desk.db.read_now(lambda s: s.timers.pending(kind, ""))]


def test_at_every_start_everything_that_recurs_has_its_next_moment_and_only_one(desk: Desk) -> None:
    for _ in range(3):
        desk.do(plan_standing)
    assert pending(desk, "digest") == [local(24, 8, 30)]
    assert pending(desk, "worklists") == [local(24, 8, 40)]
    assert pending(desk, "seal") == [local(24)]


def test_however_many_mornings_were_missed_there_is_one_digest_and_the_next_is_planned(desk: Desk) -> None:
    desk.do(plan_standing)
    desk.now = local(2, 9, month=12)
    desk.ring_all()
    digests = [(p, m) for p, m in desk.waiting() if isinstance(m, Digest)]
    assert [(p.chat_id, m.team_id) for p, m in digests] == [(GROUP, desk.team.id)]
    assert pending(desk, "digest") == [local(3, 8, 30, month=12)]


def test_a_digest_tells_what_happened_since_the_one_before(desk: Desk) -> None:
    desk.do(plan_standing)
    for day in (24, 25):
        desk.now = local(day, 8, 30)
        desk.ring_all()
    since = [m.since for _, m in desk.waiting() if isinstance(m, Digest)]
    assert [datetime.fromisoformat(at) for at in since] == [local(23, 8, 30), local(24, 8, 30)]


@pytest.mark.parametrize("change", [{"digest_on": False}, {"status": TeamStatus.ARCHIVED}])
def test_a_team_that_wants_no_digest_or_is_archived_gets_none(desk: Desk, change: dict[str, Any]) -> None:
    desk.do(plan_standing)
    desk.db.write_now(lambda s: s.teams.save(replace(desk.team, **change)))
    desk.now = local(24, 9)
    desk.ring_all()
    assert not [m for _, m in desk.waiting() if isinstance(m, Digest)]
    assert pending(desk, "digest") == []


def test_worklists_go_to_those_who_have_work_and_can_be_reached(desk: Desk) -> None:
    desk.give()
    desk.save(CO, reachable=False)
    desk.do(plan_standing)
    desk.now = local(24, 8, 40)
    desk.ring_all()
    assert [p for p, m in desk.waiting() if isinstance(m, Worklist)] == [Place(member_id=LEAD)]
    assert pending(desk, "worklists") == [local(25, 8, 40)]


def test_the_day_is_sealed_at_midnight_and_the_next_seal_is_planned(desk: Desk) -> None:
    desk.give()
    desk.do(lambda u: work.comment(u, desk.who(ASSIGNER), 1, work.Said("好")))
    desk.do(plan_standing)
    desk.now = local(24)
    desk.ring_all()
    with desk.db.transaction(write=False) as connection:
        assert [d for (d,) in connection.exec_driver_sql("SELECT day FROM seals")] == ["2026-11-23"]
    assert pending(desk, "seal") == [local(25)]


@pytest.mark.parametrize(
    ("after", "morning"),
    [
        (local(23, 8), local(23, 8, 30)), (local(23, 8, 30), local(24, 8, 30)), (local(27, 9), local(30, 8, 30)),
        (local(28, 7), local(30, 8, 30)), (local(30, 23, month=9), local(8, 8, 30, month=10)),
    ],
)  # fmt: skip
def test_the_next_morning_is_that_of_a_working_day(after: datetime, morning: datetime) -> None:
    assert next_morning(CALENDAR, after, time(8, 30)) == morning


def test_a_team_with_a_time_of_its_own_gets_its_digest_then(desk: Desk) -> None:
    desk.db.write_now(lambda s: s.teams.save(replace(desk.team, digest_time="07:05")))
    desk.do(plan_standing)
    assert pending(desk, "digest") == [local(24, 7, 5)]


def test_a_second_team_has_a_digest_of_its_own(desk: Desk) -> None:
    desk.db.write_now(lambda s: s.teams.add(replace(desk.team, chat_id=-5)))
    desk.do(plan_standing)
    assert pending(desk, "digest") == [local(24, 8, 30)] * 2


def test_a_step_to_the_leader_is_heard_where_the_assigner_is_the_leader_too(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=a_task().people[:1])
    desk.save(ASSIGNER, role=Role.LEADER)
    desk.save(LEADER, active=False)
    desk.now = local(30, 18)
    desk.ring_all()
    assert [(step, to) for step, to in rang(desk) if not step.startswith("-")] == [
        ("0", (LEAD, ASSIGNER)), ("+4wh", (SUPERVISOR,)), ("+1wd", (ASSIGNER,)),
    ]  # fmt: skip


def test_a_leader_who_gave_nothing_hears_the_step_beside_the_assigner_who_leads(desk: Desk) -> None:
    desk.give(status=Status.ACTIVE, people=a_task().people[:1])
    desk.save(ASSIGNER, role=Role.LEADER)
    desk.now = local(30, 18)
    desk.ring_all()
    assert rang(desk)[-1] == ("+1wd", (LEADER,))
