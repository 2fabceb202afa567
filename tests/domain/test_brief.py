"""晨报: each matter once, where it calls for the most; nothing of others, nothing that somebody does themselves."""

from __future__ import annotations

import pytest

from domain.model.tasks import Relation, Status, Task
from domain.rules.brief import brief
from tests.domain.office import CALENDAR, MONDAY, a_task, asks_time, asks_transfer, local

TODAY, LATER, PAST = local(23, 18), local(30, 18), local(20, 18)
ASSIGNER, SUPERVISOR, LEADER, OWNER = Relation.ASSIGNER, Relation.SUPERVISOR, Relation.LEADER, Relation.OWNER


def section(task: Task, *sides: Relation) -> str | None:
    """Where a task stands in somebody's brief."""
    found = [name for name, tasks in brief([(task, frozenset(sides))], MONDAY, CALENDAR) if tasks]
    assert len(found) <= 1
    return found[0] if found else None


def test_the_sections_come_in_their_order() -> None:
    assert [name for name, _ in brief([], MONDAY, CALENDAR)] == ["overdue", "decide", "accept", "today"]


@pytest.mark.parametrize("side", [ASSIGNER, SUPERVISOR, LEADER, OWNER])
def test_what_is_overdue_unaccepted_or_due_today_is_shown_to_whoever_watches_over_it(side: Relation) -> None:
    assert section(a_task(Status.ACTIVE, due_at=PAST), side) == "overdue"
    assert section(a_task(Status.ASSIGNED, due_at=PAST), side) == "overdue"
    assert section(a_task(Status.ASSIGNED, due_at=TODAY), side) == "accept"
    assert section(a_task(Status.ASSIGNED, due_at=LATER), side) == "accept"
    assert section(a_task(Status.ACTIVE, due_at=TODAY), side) == "today"
    assert section(a_task(Status.ACTIVE, due_at=LATER), side) is None


@pytest.mark.parametrize("side", [ASSIGNER, SUPERVISOR, OWNER])
def test_what_waits_for_a_decision_is_shown_to_whoever_may_take_it(side: Relation) -> None:
    assert section(a_task(Status.SUBMITTED), side) == "decide"
    assert section(a_task(Status.DECLINED), side) == "decide"
    assert section(a_task(Status.ACTIVE, requests=(asks_time(),)), side) == "decide"
    assert section(a_task(Status.ACTIVE, due_at=PAST, requests=(asks_transfer(),)), side) == "decide"


def test_a_leader_is_not_asked_to_decide_what_is_for_the_assigner() -> None:
    assert section(a_task(Status.SUBMITTED), LEADER) is None
    assert section(a_task(Status.DECLINED), LEADER) is None


@pytest.mark.parametrize(
    "sides", [(Relation.LEAD,), (Relation.CO, ASSIGNER), (Relation.WATCHER,), (Relation.COLLEAGUE,)]
)
def test_who_does_it_or_only_watches_has_no_brief_of_it(sides: tuple[Relation, ...]) -> None:
    assert section(a_task(Status.ACTIVE, due_at=PAST), *sides) is None
