"""A keyboard as it fits a phone: a button that would take a row of its own shares one, at most three short ones in a row."""

from __future__ import annotations

from unicodedata import east_asian_width

from bot.callback import Press, pack
from bot.views.rendered import Button, Rows
from domain.rules.lifecycle import Action

_ROW = 3
_ROOM = {2: 18, 3: 11}  # signs of a label at 390 pixels, a Chinese one as two, where so many share a row
_UNDO = pack(Press.ACT, Action.TAKE_BACK)


def packed(rows: Rows) -> Rows:
    """The same buttons in the same order, in fewer rows. What decides (it has a colour) and the undoing keep their rows."""
    return _joined(_joined(tuple(row for row in rows if row), only_single=True), only_single=False)


def _joined(rows: Rows, *, only_single: bool) -> Rows:
    """Single buttons with the row behind them, or else with the one before."""
    out: list[tuple[Button, ...]] = []
    for row in rows:
        sizes = (len(out[-1]), len(row)) if out else ()
        if out and 1 in sizes and (not only_single or sizes == (1, 1)) and _fits((*out[-1], *row)):
            out[-1] = (*out[-1], *row)
        else:
            out.append(row)
    return tuple(out)


def _fits(row: tuple[Button, ...]) -> bool:
    plain = all(b.style is None and not (b.data or "").startswith(_UNDO) for b in row)
    return plain and len(row) <= _ROW and all(_wide(b.text) <= _ROOM[len(row)] for b in row)


def _wide(label: str) -> int:
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in label)
