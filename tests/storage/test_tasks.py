"""Tasks, whole: read and written with their people, clocks and requests, compare-and-set."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy.exc import IntegrityError, StatementError

from domain.errors import StaleError
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.matters import Matters
from domain.model.people import Team, TeamStatus
from domain.model.tasks import Assignment, Attachment, Part, Priority, Request, RequestKind, Status, Task
from domain.model.value import replace
from storage.prepared import Statements
from storage.tasks import TasksRepository
from storage.unit import Database
from tests.domain.office import FRIDAY, MONDAY, local
from tests.storage.conftest import GROUP, People, Raw

BIGGEST = 2**52


def same(one: Task, other: Task) -> bool:
    """Equal but for the order of the clocks, which nothing depends on."""

    def plain(task: Task) -> Task:
        return replace(task, commitments=tuple(sorted(task.commitments, key=lambda c: (c.kind, c.generation))))

    return plain(one) == plain(other)


def add(db: Database, task: Task) -> Task:
    """Store a new task."""
    return db.write_now(lambda s: s.tasks.add(task))


def get(db: Database, number: int) -> Task:
    """A stored task."""
    found = db.read_now(lambda s: s.tasks.get(number))
    assert found is not None
    return found


def numbers(tasks: list[Task]) -> list[int]:
    """The numbers of tasks, in order."""
    return [t.id for t in tasks]


def test_a_task_comes_back_with_all_its_parts(db: Database, people: People) -> None:
    whole = replace(
        people.task(
            title="提交 <b>报告</b> & 附件 🙂", priority=Priority.IMMEDIATE, status=Status.SUBMITTED, due_words="周五",
            due_day_only=True, percent=100, blocked=True, returns=3, result="好了", rating=5,
        ),
        submitted_at=MONDAY, closed_at=FRIDAY,
        attachments=(Attachment("photo", "p1"), Attachment("document", "d1", "三季度报告.xlsx")),
        people=(
            Assignment(people.zhao.id, Part.LEAD, MONDAY, FRIDAY),
            Assignment(people.li.id, Part.CO, MONDAY),
            Assignment(people.wang.id, Part.WATCHER),
        ),
        commitments=(
            Commitment(CommitmentKind.ACCEPT, people.zhao.id, 1, MONDAY, FRIDAY, met_at=MONDAY),
            Commitment(CommitmentKind.FINISH, people.zhao.id, 1, MONDAY, FRIDAY, stopped_at=MONDAY, breached_at=FRIDAY),
            Commitment(CommitmentKind.FINISH, people.zhao.id, 2, MONDAY, FRIDAY),
        ),
        requests=(
            Request(1, RequestKind.MORE_TIME, people.zhao.id, MONDAY, "等数据", FRIDAY, None, MONDAY, granted=True),
            Request(2, RequestKind.TRANSFER, people.zhao.id, MONDAY, "出差", to_member_id=people.li.id),
        ),
    )  # fmt: skip
    made = add(db, whole)
    assert made == replace(whole, id=made.id, version=1)
    assert same(get(db, made.id), made)


def test_tasks_are_numbered_one_after_another(db: Database, people: People) -> None:
    assert [add(db, people.task()).id for _ in range(3)] == [1, 2, 3]
    assert db.read_now(lambda s: s.tasks.get(4)) is None


def test_saving_moves_the_version_on_and_replaces_every_part(db: Database, people: People) -> None:
    made = add(db, people.task())
    changed = replace(made, title="改了", people=made.people[:1], commitments=made.commitments[:1])
    saved = db.write_now(lambda s: s.tasks.save(changed))
    assert saved.version == 2
    assert same(get(db, made.id), saved)


def test_a_task_that_somebody_else_saved_first_is_stale_and_stays_as_they_left_it(db: Database, people: People) -> None:
    made = add(db, people.task())
    first = db.write_now(lambda s: s.tasks.save(replace(made, percent=10)))
    with pytest.raises(StaleError):
        db.write_now(lambda s: s.tasks.save(replace(made, percent=90, people=made.people[:1])))
    assert same(get(db, made.id), first)


def test_a_task_that_does_not_exist_cannot_be_saved(db: Database, people: People) -> None:
    with pytest.raises(StaleError):
        db.write_now(lambda s: s.tasks.save(people.task(id=77)))


def test_people_keep_their_order_so_that_the_lead_is_first(db: Database, people: People) -> None:
    made = add(db, people.task(people=(Assignment(people.zhao.id, Part.LEAD), Assignment(people.li.id, Part.CO))))
    assert [p.member_id for p in get(db, made.id).people] == [people.zhao.id, people.li.id]


@pytest.mark.parametrize("where", ["assigner_id", "first_handler_id", "team_id"])
def test_a_task_of_nobody_is_refused(db: Database, people: People, where: str) -> None:
    with pytest.raises(IntegrityError):
        add(db, replace(people.task(), **{where: 999}))  # type: ignore[arg-type]


def test_a_part_of_nobody_is_refused(db: Database, people: People) -> None:
    with pytest.raises(IntegrityError):
        add(db, replace(people.task(), people=(Assignment(999, Part.LEAD),)))


def test_a_member_with_a_task_cannot_vanish(db: Database, people: People, raw: Raw) -> None:
    add(db, people.task())
    with pytest.raises(IntegrityError):
        raw.do("DELETE FROM members WHERE id = :id", id=people.li.id)


# -- moments and ids -------------------------------------------------------------------------------------------------


def test_moments_are_utc_on_disk_and_aware_in_code(db: Database, people: People, raw: Raw) -> None:
    made = add(db, people.task(due_at=local(27, 18)))
    back = get(db, made.id).due_at
    assert back == local(27, 18)
    assert back.tzinfo is UTC
    [(stored,)] = raw.rows("SELECT due_at FROM tasks")
    assert str(stored).startswith("2026-11-27 10:00:00")


def test_a_moment_without_a_zone_is_refused(db: Database, people: People) -> None:
    with pytest.raises(StatementError, match="a moment without a zone cannot be stored"):
        add(db, replace(people.task(), due_at=datetime(2026, 11, 27, 18)))  # noqa: DTZ001 - that is the point
    assert db.read_now(lambda s: s.tasks.page(Matters(), 999)) == []


def test_a_moment_keeps_its_microseconds(db: Database, people: People) -> None:
    made = add(db, people.task(due_at=FRIDAY + timedelta(microseconds=123456)))
    assert get(db, made.id).due_at.microsecond == 123456


def test_numbers_reach_to_two_to_the_power_of_52(db: Database, people: People, raw: Raw) -> None:
    made = add(db, people.task())
    raw.do("UPDATE members SET telegram_id = :n WHERE id = :id", n=BIGGEST, id=people.li.id)
    raw.do("INSERT INTO members (id, telegram_id, name, role, reachable, active) VALUES (:n, 7, 'x', 'staff', true, true)",
           n=BIGGEST)  # fmt: skip
    db.write_now(lambda s: s.tasks.save(replace(made, people=(Assignment(BIGGEST, Part.LEAD),))))
    assert get(db, made.id).lead_id == BIGGEST
    assert numbers(db.read_now(lambda s: s.tasks.open_of_lead(BIGGEST))) == [made.id]


# -- lists -----------------------------------------------------------------------------------------------------------


def test_lists_hold_the_open_tasks_of_whom_they_are_asked_for_the_soonest_first(db: Database, people: People) -> None:
    late, soon = add(db, people.task(due_at=local(30, 18))), add(db, people.task(due_at=local(24, 18)))
    same_day = add(db, people.task(due_at=local(30, 18)))
    closed = [add(db, people.task(status=s)) for s in (Status.DONE, Status.CANCELLED)]
    assert closed
    expected = [soon.id, late.id, same_day.id]
    lists = db.read_now(
        lambda s: [
            s.tasks.open_of_lead(people.li.id),
            *(s.tasks.page(which, 99) for which in (
                Matters(hands=people.zhao.id), Matters(hands=people.li.id), Matters(assigner=people.wang.id),
                Matters(team_id=people.team.id), Matters(),
            )),
        ]
    )  # fmt: skip
    assert [numbers(found) for found in lists] == [expected] * len(lists)


def test_a_co_assignee_leads_nothing_and_a_watcher_has_nothing_to_do(db: Database, people: People) -> None:
    add(db, people.task(people=(Assignment(people.li.id, Part.LEAD), Assignment(people.wang.id, Part.WATCHER))))
    assert db.read_now(lambda s: s.tasks.open_of_lead(people.zhao.id)) == []
    assert db.read_now(lambda s: s.tasks.page(Matters(hands=people.wang.id), 99)) == []
    assert db.read_now(lambda s: s.tasks.page(Matters(team_id=999), 99)) == []


def test_what_a_team_finished_since_a_moment_is_done_and_not_cancelled(db: Database, people: People) -> None:
    done = [
        add(db, replace(people.task(status=status), closed_at=closed))
        for status, closed in [
            (Status.DONE, local(24, 9)), (Status.DONE, local(23, 8)), (Status.CANCELLED, local(24, 9)),
        ]
    ]  # fmt: skip
    found = db.read_now(lambda s: s.tasks.closed_since(people.team.id, local(23, 9), 9))
    assert numbers(found) == [done[0].id]
    assert db.read_now(lambda s: s.tasks.count_closed_since(people.team.id, local(23, 9))) == 1
    assert numbers(db.read_now(lambda s: s.tasks.closed_since(people.team.id, local(24, 9), 9))) == [done[0].id]
    assert db.read_now(lambda s: s.tasks.closed_since(999, local(1), 9)) == []


def test_the_team_two_people_share_is_the_first_of_those_both_are_in(db: Database, people: People) -> None:
    other = db.write_now(lambda s: s.teams.add(Team(0, GROUP - 1, "财务部", TeamStatus.APPROVED)))
    lonely = db.write_now(lambda s: s.teams.add(Team(0, GROUP - 2, "别处", TeamStatus.APPROVED)))
    for team, member in ((other, people.wang), (other, people.li), (lonely, people.zhao)):
        db.write_now(lambda s, t=team, m=member: s.members.join(t.id, m.id, m.role))
    assert db.read_now(lambda s: s.tasks.team_shared(people.wang.id, people.li.id)) == people.team.id
    db.write_now(lambda s: s.members.leave(people.team.id, people.li.id))
    assert db.read_now(lambda s: s.tasks.team_shared(people.wang.id, people.li.id)) == other.id
    assert db.read_now(lambda s: s.tasks.team_shared(people.wang.id, 999)) is None


def test_more_tasks_than_one_query_takes_come_back_whole(db: Database, people: People) -> None:
    with db.transaction(write=True) as connection:
        tasks = TasksRepository(Statements(connection))
        for _ in range(600):
            tasks.add(people.task())
        found = tasks.page(Matters(), 999)
    assert len(found) == 600
    assert all(len(t.people) == 2 and len(t.commitments) == 3 for t in found)


@pytest.mark.parametrize("text", ["a\nb", "\u202eabc", "\U0001f469\u200d\U0001f4bb", "'; DROP TABLE tasks; --", "%_\\"])
def test_titles_of_any_kind_come_back_as_they_were(db: Database, people: People, text: str) -> None:
    made = add(db, people.task(title=text))
    assert get(db, made.id).title == text


def test_the_name_of_a_file_may_hold_what_no_database_keeps(db: Database, people: People) -> None:
    made = add(db, people.task(attachments=(Attachment("document", "d", "a\x00b\ud800.txt"),)))
    assert get(db, made.id).attachments[0].name == "a\x00b\ud800.txt"
