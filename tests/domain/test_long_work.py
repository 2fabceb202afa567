"""What concerns the whole office is done in slices: however large it is, no unit of work holds up the others for long.

No time is measured here; what is counted is how much one unit takes on. What dies between two units goes on at the next start.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date

import pytest

from deadlines import read
from domain.facts.clocks import DeadlineRecounted
from domain.facts.tasks import Accepted
from domain.messages.clocks import CalendarChanged
from domain.messages.reports import Brief
from domain.model.people import Member, Role
from domain.model.tasks import Status
from domain.model.value import replace
from domain.ports.store import Store
from domain.unit import Unit
from domain.usecases.clocks import follow_calendar as following
from domain.usecases.clocks.follow_calendar import follow_calendar
from domain.usecases.clocks.timers import TASKS_SEALED_AT_ONCE, TEAMS_PLANNED_AT_ONCE, plan_standing, ring
from domain.usecases.reports.mornings import MORNINGS_AT_ONCE
from storage.history import verify
from tests.domain.conftest import Desk
from tests.domain.office import ASSIGNER, CALENDAR, LEAD, MONDAY, OWNER, SETTINGS, a_task, local
from worktime.calendar import DayOverride, WorkingCalendar
from worktime.record import read_back, write_down

FREE_THURSDAY = WorkingCalendar(overrides={date(2026, 11, 26): DayOverride(working=False)})
FREE_FRIDAY_TOO = WorkingCalendar(
    overrides={date(2026, 11, day): DayOverride(working=False) for day in (26, 27)},
)


def ring_next(desk: Desk) -> int:
    """Ring the first timer that is due, in a unit of its own; how many there were."""
    due = desk.db.read_now(lambda s: s.timers.due(desk.now.astimezone(UTC), 1000))
    if due:
        desk.do(lambda u: ring(u, due[0]))
    return len(due)


def each_unit(desk: Desk, work: Callable[[], object], count: Callable[[], int]) -> list[int]:
    """How much each unit of a long work added, until one says that nothing is left."""
    found, before = [], count()
    while work():
        found.append(count() - before)
        before = count()
    return found


# -- the seal ----------------------------------------------------------------------------------------------------------


def stories(desk: Desk, size: int) -> None:
    """Tasks with one event each."""

    def add(store: Store) -> None:
        for _ in range(size):
            task = store.tasks.add(a_task(id=0, team_id=desk.team.id, commitments=()))
            store.history.append(task.id, Accepted(), LEAD, desk.now.astimezone(UTC))

    desk.db.write_now(add)


def seals(desk: Desk) -> list[tuple[str, int]]:
    """The seals there are, and how many heads each holds."""
    with desk.db.transaction(write=False) as connection:
        rows = connection.exec_driver_sql("SELECT day, json_array_length(heads) FROM seals ORDER BY day")
        return [(day, heads) for day, heads in rows]


def faults(desk: Desk) -> list[str]:
    with desk.db.transaction(write=False) as connection:
        return list(verify(connection))


@pytest.fixture
def large(desk: Desk) -> Desk:
    """An office with more histories than one unit seals, at the first midnight."""
    stories(desk, 2 * TASKS_SEALED_AT_ONCE + 1)
    desk.do(plan_standing)
    desk.now = local(23, 23)
    desk.ring_all()
    desk.now = local(24)
    return desk


def test_the_seal_of_a_large_office_is_made_a_slice_in_a_unit_and_proves_all_of_it(large: Desk) -> None:
    sealed = each_unit(large, lambda: ring_next(large), lambda: sum(heads for _, heads in seals(large)))
    assert sealed == [TASKS_SEALED_AT_ONCE, TASKS_SEALED_AT_ONCE, 1]
    assert [day for day, _ in seals(large)] == ["2026-11-23", "2026-11-23/002", "2026-11-23/003"]
    assert faults(large) == []
    assert TASKS_SEALED_AT_ONCE <= 1_000


def test_a_bot_that_stops_between_two_slices_goes_on_where_it_was(large: Desk) -> None:
    ring_next(large)
    large.now = local(24, 7)
    large.do(plan_standing)  # as every start does
    while ring_next(large):
        pass
    assert sum(heads for _, heads in seals(large)) == 2 * TASKS_SEALED_AT_ONCE + 1
    assert large.db.read_now(lambda s: [t.due_at for t in s.timers.pending("seal", "")]) == [local(25)]  # type: ignore[arg-type]
    assert faults(large) == []


def test_what_is_sealed_is_not_sealed_again_but_what_happened_since_is(large: Desk) -> None:
    while ring_next(large):
        pass
    large.db.write_now(lambda s: s.history.append(7, Accepted(), LEAD, MONDAY))
    large.now = local(25)
    while ring_next(large):
        pass
    assert seals(large)[3:] == [("2026-11-24", 1)]
    assert faults(large) == []


def test_a_change_under_any_slice_is_found(large: Desk) -> None:
    while ring_next(large):
        pass
    with large.db.transaction(write=True) as connection:
        for trigger in ("update", "delete", "replace"):
            connection.exec_driver_sql(f"DROP TRIGGER history_no_{trigger}")
        connection.exec_driver_sql("DELETE FROM history WHERE task_id IN (2, 1500, 2001)")
    assert faults(large) == [
        "seal of 2026-11-23: task 2, event 1 is not what was sealed",
        "seal of 2026-11-23/002: task 1500, event 1 is not what was sealed",
        "seal of 2026-11-23/003: task 2001, event 1 is not what was sealed",
    ]


def test_a_slice_that_is_taken_out_is_found(large: Desk) -> None:
    while ring_next(large):
        pass
    with large.db.transaction(write=True) as connection:
        connection.exec_driver_sql("DROP TRIGGER seals_no_delete")
        connection.exec_driver_sql("DELETE FROM seals WHERE day = '2026-11-23/002'")
    assert faults(large) == ["seal of 2026-11-23/003: was changed after it was written"]


# -- mornings ----------------------------------------------------------------------------------------------------------


def briefs(desk: Desk) -> Counter[int | None]:
    return Counter(place.member_id for place, message in desk.waiting() if isinstance(message, Brief))


def test_the_mornings_of_many_people_are_promised_a_slice_in_a_unit_and_once_to_each(desk: Desk) -> None:
    size = 2 * MORNINGS_AT_ONCE
    desk.db.write_now(
        lambda s: [
            s.members.add(Member(0, 5000 + n, f"领导{n}", role=Role.LEADER, reachable=True)) for n in range(size)
        ]
    )
    desk.do(plan_standing)
    desk.db.write_now(lambda s: s.teams.save(replace(desk.team, digest_on=False)))
    desk.now = local(24, 8, 40)
    while any(t.kind == "seal" for t in desk.db.read_now(lambda s: s.timers.due(desk.now.astimezone(UTC), 9))):
        ring_next(desk)
    promised = each_unit(desk, lambda: ring_next(desk), lambda: briefs(desk).total())
    assert max(promised) <= MORNINGS_AT_ONCE <= 100
    assert set(briefs(desk).values()) == {1}
    assert briefs(desk).total() == size + 3  # the office's own three who lead
    assert desk.db.read_now(lambda s: [t.due_at for t in s.timers.pending("worklists", "")]) == [local(25, 8, 40)]  # type: ignore[arg-type]


def test_the_digests_of_many_teams_are_planned_some_in_a_unit(desk: Desk) -> None:
    size = 2 * TEAMS_PLANNED_AT_ONCE
    desk.db.write_now(lambda s: [s.teams.add(replace(desk.team, id=0, chat_id=-9000 - n)) for n in range(size)])
    planned: Callable[[], int] = lambda: len(desk.db.read_now(lambda s: s.timers.pending("digest", "")))  # type: ignore[arg-type]  # noqa: E731
    found = each_unit(desk, lambda: desk.do(plan_standing), planned)
    assert found == [TEAMS_PLANNED_AT_ONCE] * 2
    assert planned() == size + 1
    assert TEAMS_PLANNED_AT_ONCE <= 100


# -- another calendar --------------------------------------------------------------------------------------------------

SIZE = 2 * following.TASKS_AT_ONCE + 5


def start(desk: Desk, calendar: WorkingCalendar) -> bool:
    """One unit of what a start does about the calendar; another process knows no calendar that it has not read."""
    for remembered in (write_down, read_back):
        remembered.cache_clear()
    now = desk.now.astimezone(UTC)
    return desk.db.write_now(lambda s: follow_calendar(Unit(s, now, SETTINGS, calendar)))


@pytest.fixture
def counted(desk: Desk) -> Desk:
    """Many tasks of four working days, on the calendar as it was."""
    start(desk, CALENDAR)
    due = read("4个工作日内", MONDAY, CALENDAR).moment
    for _ in range(SIZE):
        desk.give(status=Status.ACTIVE, due_at=due, due_words="4个工作日内", due_said_at=MONDAY)
    return desk


def recounted(desk: Desk) -> list[int]:
    """How often each task was counted again and moved."""
    return [sum(isinstance(f, DeadlineRecounted) for f in desk.facts(n)) for n in range(1, SIZE + 1)]


def told(desk: Desk) -> list[tuple[int | None, int]]:
    """Who hears of it, and of how many deadlines."""
    said = [(place.member_id, m) for place, m in desk.waiting() if isinstance(m, CalendarChanged)]
    return [(member_id, len(m.moved) + m.further) for member_id, m in said]


def test_a_changed_calendar_is_followed_some_tasks_in_a_unit(counted: Desk) -> None:
    found = each_unit(counted, lambda: start(counted, FREE_THURSDAY), lambda: sum(recounted(counted)))
    assert found == [following.TASKS_AT_ONCE] * 2
    assert recounted(counted) == [1] * SIZE
    assert {counted.task(n).due_at for n in range(1, SIZE + 1)} == {local(30, 23, 59)}
    assert following.TASKS_AT_ONCE <= 10
    assert following.PEOPLE_AT_ONCE <= 100


def test_each_person_hears_of_it_once_however_often_the_bot_dies_on_the_way(
    counted: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(following, "PEOPLE_AT_ONCE", 2)

    class Killed(Exception):  # noqa: N818 - what it stands for
        pass

    def dies(unit: Unit) -> None:
        follow_calendar(unit)
        raise Killed

    now, going = counted.now.astimezone(UTC), True
    while going:
        with pytest.raises(Killed):
            counted.db.write_now(lambda s: dies(Unit(s, now, SETTINGS, FREE_THURSDAY)))
        going = start(counted, FREE_THURSDAY)
    assert recounted(counted) == [1] * SIZE
    people = told(counted)
    assert len(people) == len({member_id for member_id, _ in people})
    assert dict(people)[OWNER] == dict(people)[LEAD] == dict(people)[ASSIGNER] == SIZE
    assert not start(counted, FREE_THURSDAY)
    assert told(counted) == people


def test_a_calendar_that_changes_again_before_the_first_change_is_followed_is_followed_after_it(counted: Desk) -> None:
    assert start(counted, FREE_THURSDAY)
    while start(counted, FREE_FRIDAY_TOO):
        pass
    assert {counted.task(n).due_at for n in range(1, SIZE + 1)} == {local(1, 23, 59, month=12)}
    assert recounted(counted) == [2] * SIZE
    assert [count for member_id, count in told(counted) if member_id == LEAD] == [SIZE, SIZE]


def test_nothing_is_left_of_it_when_all_is_counted_and_told(counted: Desk) -> None:
    while start(counted, FREE_THURSDAY):
        pass
    with counted.db.transaction(write=False) as connection:
        kept = [key for (key,) in connection.exec_driver_sql("SELECT key FROM meta")]
    assert kept == ["calendar"]
