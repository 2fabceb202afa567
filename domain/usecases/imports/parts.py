"""Which rows of a ledger stand under which: those whose whole is missing, or cannot have them, are not imported so."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.model.tasks import Task
from domain.rules.imports.rows import Row

Here = Callable[[int], Task | None]  # the matter of this office that the file may mean by a number
Above = Callable[[int], int]  # how many matters stand above one of this office


def fits(row: Row, rows: dict[int, Row], here: Here, above: Above, levels: int) -> bool:
    """Whether a row can stand where it says: under what is open, or as closed as it is; in no circle, not too deep."""
    chain: list[int] = [row.number or 0]
    at = row
    while at.parent is not None:
        whole, known = rows.get(at.parent), here(at.parent)
        if at.parent in chain or at.secret:
            return False
        chain.append(at.parent)
        if whole is None:
            return _under(at, known) and len(chain) + above(at.parent) <= levels
        if whole.secret or (whole.is_over and not at.is_over):
            return False
        at = whole
    return len(chain) <= levels


def _under(row: Row, whole: Task | None) -> bool:
    return whole is not None and not whole.confidential and (whole.status.is_open or row.is_over)


def orphans(rows: Sequence[Row], wholes: set[int]) -> list[Row]:
    """Those whose whole is none of `wholes`, and those under them, the uppermost first."""
    found: list[Row] = []
    left = list(rows)
    while lost := [row for row in left if row.parent is not None and row.parent not in wholes]:
        found += lost
        left = [row for row in left if row not in lost]
        wholes = wholes - {row.number for row in lost if row.number is not None}
    return found
