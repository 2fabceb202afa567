"""Lists of what ran out: of one person, of what somebody gave or runs, of one team; each promise once, the newest first."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.model.accounts import Whose, Within
from domain.model.people import Role, Team, TeamStatus
from domain.model.value import replace
from domain.rules.breaches import run_out
from domain.rules.lifecycle import Action
from tests.domain.conftest import Desk
from tests.domain.deciding import by_action
from tests.domain.office import ASSIGNER, CO, LEAD, LEADER, MONDAY, NEXT, OWNER, a_task, at, local

SINCE, LATER = MONDAY - timedelta(days=1), local(30, 9)
LATE = local(24, 12)


def page(desk: Desk, which: Whose, since: datetime = SINCE, until: datetime = LATER) -> list[tuple[int, str]]:
    """All of a list, which is counted as it is read."""
    found = desk.db.read_now(lambda s: s.breaches.page(which, Within(since, until), 99))
    assert desk.db.read_now(lambda s: s.breaches.count(which, Within(since, until))) == len(found)
    return found


@pytest.fixture
def office(desk: Desk) -> Desk:
    """Three tasks: the second paused and resumed after it ran out, the third of another team and another assigner."""

    def fill(unit: object) -> None:
        store = unit.store  # type: ignore[attr-defined]
        other = store.teams.add(Team(0, -5, "财务部", TeamStatus.APPROVED))
        store.members.join(other.id, LEADER, Role.LEADER)
        store.tasks.add(run_out(a_task(id=0, team_id=desk.team.id), LATE))
        out = run_out(a_task(id=0, team_id=desk.team.id), LATE)
        held = by_action(Action.PAUSE, out, at(ASSIGNER, LATE)).task
        store.tasks.add(by_action(Action.RESUME, held, at(ASSIGNER, LATE + timedelta(hours=3))).task)
        third = run_out(a_task(id=0, team_id=other.id, assigner_id=CO, due_at=local(24, 9)), local(25, 9))
        changed = tuple(replace(c, member_id=NEXT, breached_by=NEXT) for c in third.commitments)
        store.tasks.add(replace(third, commitments=changed))

    desk.do(fill)
    return desk


def test_each_promise_stands_once_the_newest_first(office: Desk) -> None:
    assert page(office, Whose()) == [
        (2, "first_report.1"), (1, "first_report.1"), (3, "finish.1"), (3, "accept.1"), (2, "accept.1"), (1, "accept.1"),
    ]  # fmt: skip
    assert office.db.read_now(lambda s: s.breaches.page(Whose(), Within(SINCE, LATER), 2, 2)) == [
        (3, "finish.1"),
        (3, "accept.1"),
    ]


def test_a_list_is_narrowed_to_a_person_to_what_somebody_gave_or_runs_to_a_team(office: Desk) -> None:
    assert {n for n, _ in page(office, Whose(member=LEAD))} == {1, 2}
    assert {n for n, _ in page(office, Whose(member=NEXT))} == {3}
    assert {n for n, _ in page(office, Whose(watched_by=ASSIGNER))} == {1, 2}
    assert {n for n, _ in page(office, Whose(watched_by=LEADER))} == {3}
    assert {n for n, _ in page(office, Whose(watched_by=CO))} == {3}
    assert page(office, Whose(watched_by=OWNER)) == []
    assert {n for n, _ in page(office, Whose(team_id=office.team.id))} == {1, 2}
    assert page(office, Whose(watched_by=LEADER, team_id=office.team.id)) == []


def test_what_is_older_than_the_list_goes_back_or_due_after_its_end_is_left_out(office: Desk) -> None:
    late = [(2, "first_report.1"), (1, "first_report.1")]
    assert page(office, Whose(), local(24, 9)) == [*late, (3, "finish.1")]
    assert page(office, Whose(), local(24, 9) + timedelta(seconds=1)) == late
    assert page(office, Whose(), SINCE, local(24, 9)) == [(3, "accept.1"), (2, "accept.1"), (1, "accept.1")]
