"""Whether the day stands before the month in the columns of a ledger, where their cells tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.model.imports import Heading, Raw
from domain.model.ledger import LedgerColumn as C
from domain.rules.imports import values
from domain.rules.imports.days import MONTHS, YEAR_LAST
from domain.text import half_width, late

_DATED = (C.DUE, C.GIVEN, C.CLOSED)
_SLASHED = late(rf"(\d{{1,2}})\s*(/)\s*(\d{{1,2}}){values.TIME}")


def orders(headings: Sequence[Heading], rows: Iterable[Raw]) -> dict[str, str]:
    """Whether the day stands before the month (`day`) or behind it (`month`) in the columns of days, where their cells tell;
    a column that does not tell is like another that does."""
    shown: dict[str, set[str]] = {h.means: set() for h in headings if h.means in _DATED}
    for row in rows:
        for n, heading in enumerate(headings[: len(row.cells)]):
            if heading.means in shown and (told := _order(row.cells[n])):
                shown[heading.means].add(told)
    sure = {column: next(iter(told)) for column, told in shown.items() if len(told) == 1}
    others = set(sure.values())
    if len(others) != 1:
        return sure
    return {column: next(iter(others)) for column, told in shown.items() if len(told) <= 1}


def _order(cell: str) -> str:
    text = half_width(cell).strip()
    match = YEAR_LAST.fullmatch(text) or _SLASHED.fullmatch(text)
    if match is None:
        return ""
    first, second = int(match[1]), int(match[3])
    if first > MONTHS >= second:
        return "day"
    return "month" if second > MONTHS >= first else ""
