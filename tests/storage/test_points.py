"""What gives points is found by its moment, by its team, and never without what undoes it."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.facts.tasks import Approved, Rated, Reopened, Reported, Returned, Submitted, TakenBack
from domain.model.accounts import Within
from domain.model.clocks import CommitmentKind
from domain.model.points import TaskLog
from domain.model.tasks import Kind, Status, Task
from domain.model.value import replace
from domain.ports.store import Store
from domain.rules.breaches import run_out
from storage.unit import Database
from tests.domain.office import FRIDAY, MONDAY, local
from tests.storage.conftest import People

WEEK = Within(local(23), local(30))
LAST_WEEK = Within(local(16), local(23))


def given(db: Database, people: People, **fields: object) -> Task:
    return db.write_now(lambda s: s.tasks.add(people.task(**fields)))


def say(db: Database, task: Task, *facts: tuple[object, datetime], who: int | None = None) -> None:
    def write(store: Store) -> None:
        for fact, at in facts:
            store.history.append(task.id, fact, who, at)  # type: ignore[arg-type]

    db.write_now(write)


def logs(db: Database, within: Within, team_id: int | None = None) -> list[TaskLog]:
    return db.read_now(lambda s: s.points.logs(within, team_id))


def test_a_task_is_found_by_when_it_was_judged_with_all_that_counts_and_nothing_else(
    db: Database, people: People
) -> None:
    task = given(db, people)
    before = MONDAY - timedelta(days=5)
    say(db, task, (Submitted("完成"), before), (Reported("进展"), MONDAY), (Approved(5), MONDAY), (Rated(4), FRIDAY))
    say(db, task, (TakenBack("approved"), FRIDAY), (Reopened("", ""), FRIDAY))
    (found,) = logs(db, WEEK)
    assert [(d.name, d.stars, d.undoes) for d in found.deeds] == [
        ("submitted", None, ""), ("approved", 5, ""), ("rated", 4, ""), ("taken-back", None, "approved"),
        ("reopened", None, ""),
    ]  # fmt: skip
    assert (found.id, found.title, found.lead_id) == (task.id, task.title, task.lead_id)
    assert logs(db, LAST_WEEK) == [], "what was handed in gives nothing by itself"


def test_whoever_was_not_heard_when_it_was_handed_in_is_known(db: Database, people: People) -> None:
    task = given(db, people)
    say(db, task, (Submitted("完成", without=(7,)), MONDAY), (Returned("重做"), MONDAY))
    assert logs(db, WEEK)[0].deeds[0].without == (7,)


def test_a_broken_promise_is_found_by_when_it_was_due(db: Database, people: People) -> None:
    late = given(db, people)
    clocks = tuple(replace(c, started_at=MONDAY - timedelta(days=9)) for c in late.commitments)
    out = run_out(replace(late, commitments=clocks), FRIDAY + timedelta(days=30))
    db.write_now(lambda s: s.tasks.save(out))
    (found,) = logs(db, WEEK)
    assert CommitmentKind.FINISH in {c.kind for c in found.clocks}
    assert all(c.breached_at for c in found.clocks)
    assert logs(db, LAST_WEEK) == []


def test_a_team_has_its_own_and_what_is_no_task_gives_none(db: Database, people: People) -> None:
    plain, raised = given(db, people), given(db, people, kind=Kind.RAISED, status=Status.ACTIVE)
    for task in (plain, raised):
        say(db, task, (Returned("重做"), MONDAY))
    assert [log.id for log in logs(db, WEEK)] == [plain.id]
    assert [log.id for log in logs(db, WEEK, plain.team_id)] == [plain.id]
    assert logs(db, WEEK, 99) == []
    assert db.read_now(lambda s: s.points.log(raised.id)) is None
    assert db.read_now(lambda s: s.points.log(99)) is None


def test_a_person_has_what_they_have_a_part_in_handed_in_or_missed(db: Database, people: People) -> None:
    task = given(db, people)
    say(db, task, (Returned("重做"), MONDAY), who=people.wang.id)

    def of(member_id: int) -> list[int]:
        return [log.id for log in db.read_now(lambda s: s.points.logs(WEEK, None, member_id))]

    assert of(people.li.id) == of(people.zhao.id) == [task.id]
    assert of(people.wang.id) == [], "who judged it"
    say(db, task, (Submitted("完成"), MONDAY), who=people.wang.id)
    assert of(people.wang.id) == [task.id], "who had handed it in before somebody else got it"
