"""What the database takes for overdue is what the rules call overdue."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.model.clocks import CommitmentKind
from domain.model.matters import WORKED_ON
from domain.model.tasks import Status
from tests.domain.office import MONDAY, a_task


@pytest.mark.parametrize("status", [s for s in Status if s.is_open])
def test_a_task_past_its_deadline_is_overdue_exactly_while_somebody_works_on_it(status: Status) -> None:
    task = a_task(status, due_at=MONDAY)
    assert task.overdue(MONDAY + timedelta(hours=1)) == (status in WORKED_ON)


@pytest.mark.parametrize("status", WORKED_ON)
def test_its_finish_clock_is_due_at_its_deadline(status: Status) -> None:
    running = a_task(status, due_at=MONDAY).running(CommitmentKind.FINISH)
    assert running is not None
    assert running == replace(running, due_at=MONDAY)
