"""What the database takes for overdue is what the rules call overdue; a finish clock runs while somebody works on it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.model.clocks import CommitmentKind
from domain.model.matters import MAY_BE_LATE, WORKED_ON
from domain.model.tasks import Kind, Status
from domain.rules.lifecycle import VERBS
from domain.rules.moves import Row
from tests.domain.office import MONDAY, a_task

FINISH = CommitmentKind.FINISH
ROWS = [(verb.action, row) for verb in VERBS for row in verb.rows if Kind.TASK in row.of]


def ends(row: Row) -> bool:
    """Whether a move leads away from work."""
    return row.move.to is not None and row.move.to not in WORKED_ON


@pytest.mark.parametrize(
    "row", [r for _, r in ROWS if ends(r) and set(r.frm) & set(WORKED_ON)], ids=lambda r: str(r.move.to)
)
def test_a_move_away_from_work_ends_the_finish_clock(row: Row) -> None:
    assert FINISH in (*row.move.meets, *row.move.stops)


@pytest.mark.parametrize("row", [r for _, r in ROWS if r.move.to in WORKED_ON and not set(r.frm) <= set(WORKED_ON)])
def test_a_move_back_to_work_starts_it(row: Row) -> None:
    assert FINISH in row.move.starts


@pytest.mark.parametrize("status", [s for s in Status if s.is_open])
def test_so_a_task_past_its_deadline_is_overdue_exactly_in_these(status: Status) -> None:
    task = a_task(status, due_at=MONDAY)
    assert task.overdue(MONDAY + timedelta(hours=1)) == (status in MAY_BE_LATE)
