"""Months of an office that was lived through the use cases: the figures that statements count are those one counts by hand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from benchmarks.year import BEGIN, CALENDAR, SETTINGS, Year
from domain.bulletins import Reading, bulletin, counted
from domain.facts.accountability import SlipIssued
from domain.facts.tasks import Returned, TakenBack
from domain.model.clocks import REPORTS, CommitmentKind
from domain.model.figures import BulletinState, Figures, Punctuality
from domain.model.tasks import Kind, Status, Task
from domain.ports.store import ReadStore
from domain.rules.breaches import breaches, lateness
from domain.rules.periods import Period
from domain.rules.reported import within
from storage.unit import Database

DAYS = 100
NOW = (BEGIN + timedelta(days=DAYS)).astimezone(UTC)
MONTHS = ("2025-11", "2025-12", "2026-01", "2026-02")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    """Fourteen weeks of an office of twelve people."""
    path = tmp_path_factory.mktemp("year") / "duban.db"
    Year(path, seed=8, a_week=14).live(DAYS)
    db = Database(f"sqlite:///{path}")
    yield db
    db.close()


def at(store: ReadStore) -> Reading:
    """Read at the end of it."""
    return Reading(store, NOW, SETTINGS, CALENDAR)


def every_task(store: ReadStore) -> list[Task]:
    """All that there ever was."""
    found, number = [], 1
    while (task := store.tasks.get(number)) is not None:
        found.append(task)
        number += 1
    return found


def finish_late(task: Task, until: datetime) -> list[timedelta]:
    """By how much each promise to finish was late that counts."""
    against = [b for b in breaches(task) if b.kind is CommitmentKind.FINISH and b.waived_at is None]
    return [lateness(b, until, CALENDAR) for b in against]


def was_overdue(task: Task, until: datetime) -> bool:
    """Whether its clock had run out then, was not kept and not moved."""
    waived = {c.breached_at for c in task.commitments if c.waived and c.kind is CommitmentKind.FINISH}
    return any(
        c.kind is CommitmentKind.FINISH and c.started_at < until and c.due_at < until
        and (c.met_at is None or c.met_at >= until) and (c.stopped_at is None or c.stopped_at >= until)
        and c.breached_at not in waived - {None}
        for c in task.commitments
    )  # fmt: skip


def kept(
    tasks: Sequence[Task], kinds: Sequence[CommitmentKind], since: datetime, until: datetime
) -> tuple[int, int, int]:
    """Promises of these kinds that were due then: kept, broken, waived."""
    of = [b for t in tasks for b in breaches(t) if b.kind in kinds and since <= b.due_at < until]
    fine = [c for t in tasks for c in t.commitments if c.kind in kinds and since <= c.due_at < until
            and c.breached_at is None and c.met_at is not None and c.met_at <= c.due_at]  # fmt: skip
    return len(fine), sum(b.waived_at is None for b in of), sum(b.waived_at is not None for b in of)


def returns(store: ReadStore, task: Task, since: datetime, until: datetime) -> int:
    """How often its result came back, without what was taken back."""
    story = store.history.of(task.id)
    back = sum(isinstance(e.fact, TakenBack) and e.fact.fact == Returned.name for e in story if since <= e.at < until)
    return sum(isinstance(e.fact, Returned) for e in story if since <= e.at < until) - back


def by_hand(store: ReadStore, label: str, team_id: int | None) -> Figures:
    """The figures, counted from whole tasks and their stories."""
    span = within(Period(label), at(store).zone)
    since, until = span.since, min(span.until, NOW)
    tasks = [t for t in every_task(store) if t.kind is Kind.TASK and team_id in (None, t.team_id)]
    closed = [t for t in tasks if t.closed_at and since <= t.closed_at < until]
    done = [t for t in closed if t.status is Status.DONE]
    late = {t.id: sum(lengths, timedelta(0)) for t in done if (lengths := finish_late(t, until))}
    stood = [t for t in tasks if t.created_at < until and (t.closed_at is None or t.closed_at >= until)]
    rated = [t.rating for t in done if t.rating is not None]
    return Figures(
        given=sum(since <= t.created_at < until for t in tasks),
        done=len(done),
        late=len(late),
        cancelled=len(closed) - len(done),
        open_at_end=len(stood),
        overdue_at_end=sum(was_overdue(t, until) for t in stood),
        delays=sum(late.values(), timedelta(0)),
        worst=max(late.values(), default=timedelta(0)),
        worst_task=max(late, key=lambda i: (late[i], -i), default=0),
        accept=Punctuality(*kept(tasks, [CommitmentKind.ACCEPT], since, until)),
        reports=Punctuality(*kept(tasks, REPORTS, since, until)),
        returned=sum(returns(store, t, since, until) for t in tasks),
        slips=sum(
            isinstance(e.fact, SlipIssued) for t in tasks for e in store.history.of(t.id) if since <= e.at < until
        ),
        ratings=len(rated),
        stars=sum(rated),
    )


@pytest.mark.parametrize("team_id", [None, 1, 2, 3])
@pytest.mark.parametrize("label", [*MONTHS, "2025Q4", "2026"])
def test_what_is_counted_by_statements_is_what_is_counted_by_hand(
    year: Database, label: str, team_id: int | None
) -> None:
    found, hand = year.read_now(lambda s: (counted(at(s), Period(label), team_id).figures, by_hand(s, label, team_id)))
    assert found == hand


def test_a_year_has_something_of_everything(year: Database) -> None:
    whole = year.read_now(lambda s: [counted(at(s), Period(label), None).figures for label in ("2025Q4", "2026Q1")])
    for name in ("given", "done", "late", "cancelled", "overdue_at_end", "returned", "slips", "ratings"):
        assert sum(getattr(f, name) for f in whole), name
    assert sum(f.accept.broken for f in whole)
    assert sum(f.reports.waived + f.accept.waived for f in whole)


@pytest.mark.parametrize("label", MONTHS)
def test_teams_and_people_add_up_to_the_office(year: Database, label: str) -> None:
    found = year.read_now(lambda s: counted(at(s), Period(label), None))
    for parts in (found.teams, found.people):
        assert sum(p.figures.done for p in parts) == found.figures.done
        assert sum(p.figures.late for p in parts) == found.figures.late
        assert sum(p.figures.open_at_end for p in parts) == found.figures.open_at_end
        assert sum(p.figures.overdue_at_end for p in parts) == found.figures.overdue_at_end
        assert sum(p.figures.returned for p in parts) == found.figures.returned
        assert sum(p.figures.accept.broken for p in parts) == found.figures.accept.broken
    assert len(found.overdue) == found.figures.overdue_at_end
    assert len(found.late) == found.figures.late


def test_every_month_that_ended_was_frozen_with_the_next_number(year: Database) -> None:
    numbers = {
        t: [year.read_now(lambda s, m=m, t=t: s.bulletins.get(m, t)) for m in MONTHS[:3]] for t in (None, 1, 2, 3)
    }
    for of_team in numbers.values():
        assert [b.number for b in of_team if b and b.period < "2026"] == [1, 2]
        assert [b.number for b in of_team if b and b.period > "2026"] == [1], "a year begins anew"
        assert {b.state for b in of_team if b} == {BulletinState.FROZEN}


def test_a_trend_tells_what_the_periods_before_told(year: Database) -> None:
    found = year.read_now(lambda s: bulletin(at(s), Period("2026-02"), None))
    before = {m: year.read_now(lambda s, m=m: bulletin(at(s), Period(m), None)).figures for m in MONTHS[:3]}
    assert [(t.label, t.given, t.done, t.late, t.overdue_at_end) for t in found.before] == [
        (m, f.given, f.done, f.late, f.overdue_at_end) for m, f in before.items()
    ]
