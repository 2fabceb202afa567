"""A keyboard as it fits a phone: at most three short buttons in a row, none alone where it can share one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bot.callback import Press, pack
from bot.views.rendered import Button, Rows
from domain.rules.lifecycle import Action
from domain.text import columns_of

Row = tuple[Button, ...]
_ROOM = {3: 11, 2: 18}  # signs of a label at 390 pixels, a Chinese one as two, where so many share a row
_UNDO = pack(Press.ACT, Action.TAKE_BACK)


def packed(rows: Rows) -> Rows:
    """The same buttons in the same order, in as few rows as they fit.

    What decides (it has a colour), the undoing and rows of three or more keep the rows they have.
    """
    return tuple(chain.from_iterable(_fewer(run) for run in _runs([row for row in rows if row])))


def _runs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows that may be laid out anew together; any other alone."""
    run: list[Row] = []
    for row in rows:
        if _is_plain(row):
            run.append(row)
            continue
        yield run
        yield [row]
        run = []
    yield run


def _is_plain(row: Row) -> bool:
    return len(row) < max(_ROOM) and all(b.style is None and not (b.data or "").startswith(_UNDO) for b in row)


def _fewer(run: list[Row]) -> list[Row]:
    """Laid out anew where that takes fewer rows."""
    anew = _laid_out(list(chain.from_iterable(run)))
    return anew if len(anew) < len(run) else run


def _laid_out(buttons: list[Button]) -> list[Row]:
    """As many in each row as fit; of three rather two and two than three and one."""
    rows: list[Row] = []
    while buttons:
        n = next((n for n in _ROOM if _fit(buttons[:n], n)), 1)
        rows.append(tuple(buttons[:n]))
        buttons = buttons[n:]
    if [len(row) for row in rows[-2:]] == [3, 1] and _fit((rows[-2][-1], *rows[-1]), 2):
        rows[-2:] = [rows[-2][:-1], (rows[-2][-1], *rows[-1])]
    return rows


def _fit(buttons: Sequence[Button], n: int) -> bool:
    return len(buttons) == n and all(columns_of(button.text) <= _ROOM[n] for button in buttons)
