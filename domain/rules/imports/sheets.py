"""The sheets of a file as one ledger: which of them hold matters, which row is the head, which columns are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from domain.model.imports import NOTHING, Heading, Raw, Sheeted
from domain.model.ledger import LedgerColumn
from domain.model.value import replace, value
from domain.rules.imports.columns import is_known, meaning_of
from domain.rules.imports.days import is_dated
from domain.rules.imports.values import names as names_in
from domain.text import column_letters, half_width, late, shortened, storable

Called = Callable[[str], object]  # those of this office who have a name
_HEAD_WITHIN, _LONGEST_HEAD, _FEWEST, _NO_HEAD = 15, 40, 2, -1
# Sheets of our own ledger that say again what stands in others: 超期, 按人员, 办理过程, in every language.
_AGAIN = late(
    r".*(?:超期|超时|超時|逾期|按人|依人|人员|人員|历史|歷史|过程|過程|歷程"
    r"|history|what happened|overdue|by person|per person|people).*",
    re.IGNORECASE,
)
_FIGURES = late(r"#?\d+(?:\.\d+)?\s*%?")


@value
class Ledger:
    """A file as columns and rows, and the sheets that were left aside."""

    headings: tuple[Heading, ...]
    rows: tuple[Raw, ...]
    aside: tuple[str, ...]


def _nobody(_name: str) -> object:
    return None


def ledger_in(sheets: Sequence[Sheeted], called: Called = _nobody) -> Ledger:
    """The rows of all sheets that hold matters, under one row of columns; each column is known by the words at its head, or
    by what they mean where an earlier sheet says it in others.

    What is hidden was put away by whoever made the file, and is left aside.
    """
    shown = [s for s in sheets if not s.hidden]
    wanted = [s for s in shown if len(shown) == 1 or not _AGAIN.fullmatch(s.name)] or shown
    heads = {s.name: _head(s, called) for s in wanted}
    told = [s for s in wanted if _is_ledger(s, heads[s.name])] or wanted[:1]
    columns: dict[str, Heading] = {}
    others: dict[str, list[str]] = {}
    rows: list[Raw] = []
    for sheet in told:
        head = heads[sheet.name]
        words = _names(sheet.rows[head]) if head != _NO_HEAD else {}
        names = _as_before(words, columns) if words else _letters(sheet)
        for place, name in names.items():
            columns.setdefault(name, _heading(place, words.get(place, "")))
            others.setdefault(name, []).extend(w for w in [words.get(place, name)] if w != name)
        order = list(columns)
        rows += (
            _raw(sheet, n, names, order, sheet.name if len(told) > 1 else "")
            for n in range(head + 1, len(sheet.rows))
            if head == _NO_HEAD or not _is_again(sheet, n, head, names)
        )
    aside = tuple(s.name for s in sheets if s not in told and not _AGAIN.fullmatch(s.name))
    headings = _each_once(list(columns.values()))
    found = tuple(_with_others(one, others[name]) for name, one in zip(columns, headings, strict=True))
    return Ledger(found, tuple(row for row in rows if any(row.cells)), aside)


def _is_again(sheet: Sheeted, n: int, head: int, names: Mapping[int, str]) -> bool:
    """A head that stands on every page."""
    return _cells(sheet.rows[n], names) == _cells(sheet.rows[head], names)


def _cells(row: Sequence[str], names: Mapping[int, str]) -> list[str]:
    return [row[place] if place < len(row) else "" for place in names]


def _raw(sheet: Sheeted, n: int, names: Mapping[int, str], order: Sequence[str], name: str) -> Raw:
    row = sheet.rows[n]
    placed = {order.index(column): place for place, column in names.items()}
    cells = tuple(storable(row[placed[i]]) if i in placed and placed[i] < len(row) else "" for i in range(len(order)))
    joined = tuple(i for i, place in placed.items() if place in sheet.joined[n])
    broken = tuple(i for i, place in placed.items() if sheet.broken and place in sheet.broken[n])
    return Raw(sheet.places[n], cells, joined, name, broken)


# -- the head ----------------------------------------------------------------------------------------------------------


def _head(sheet: Sheeted, called: Called) -> int:
    """Which row is the head: the one of the first rows in which most is known; where nothing is, the first with two cells,
    unless a matter stands there already."""
    first = sheet.rows[:_HEAD_WITHIN]
    scores = [len({m for cell in row if (m := meaning_of(cell)[0])}) for row in first]
    if max(scores) >= _FEWEST:
        return scores.index(max(scores))
    found = next((n for n, row in enumerate(first) if sum(map(bool, row)) >= _FEWEST), 0)
    row = first[found]
    return _NO_HEAD if not any(map(is_known, row)) and any(_is_data(cell, called) for cell in row) else found


def _is_data(cell: str, called: Called) -> bool:
    """Whether a cell is a day, a number, a share, or somebody of this office: nothing that stands at the head of a column."""
    if not cell.strip():
        return False
    figures = _FIGURES.fullmatch(half_width(cell).strip())
    return figures is not None or is_dated(cell) or any(called(name) for name in names_in(cell))


def _is_ledger(sheet: Sheeted, head: int) -> bool:
    found = {meaning_of(cell)[0] for cell in sheet.rows[head]} if head != _NO_HEAD else set()
    return LedgerColumn.TITLE in found and len(found - {NOTHING}) >= _FEWEST


# -- the columns -------------------------------------------------------------------------------------------------------


def _letters(sheet: Sheeted) -> dict[int, str]:
    """The columns of a sheet without a head: those in which something stands, by their letters."""
    return {n: column_letters(n) for n in sorted({n for row in sheet.rows for n, cell in enumerate(row) if cell})}


def _names(row: Sequence[str]) -> dict[int, str]:
    """The heads of a row by their place; one that stands there twice is another column."""
    found: dict[int, str] = {}
    for place, text in enumerate(row):
        name = shortened(storable(text), _LONGEST_HEAD)
        while name and name in found.values():
            name += "′"
        if name:
            found[place] = name
    return found


def _as_before(words: Mapping[int, str], columns: Mapping[str, Heading]) -> dict[int, str]:
    """The columns of a further sheet: one whose words mean what an earlier column means is that column, where the sheet has
    none of just its words."""
    before = zip(columns, _each_once(list(columns.values())), strict=True)
    meant = {one.means: name for name, one in before if one.means != NOTHING}
    found: dict[int, str] = {}
    taken = set(words.values())
    for place, name in sorted(words.items(), key=lambda pair: (not meaning_of(pair[1])[1], pair[0])):
        same = meant.get(meaning_of(name)[0], name)
        found[place] = name if same in taken else same
        taken.add(found[place])
    return dict(sorted(found.items()))


def _heading(place: int, name: str) -> Heading:
    means, sure = meaning_of(name)
    return Heading(column_letters(place), name, means, sure)


def _with_others(one: Heading, others: Sequence[str]) -> Heading:
    """A column with the words that further sheets have at its head."""
    words = tuple(dict.fromkeys(others))
    return replace(one, also=" / ".join(words), sure=one.sure and all(meaning_of(word)[1] for word in words))


def _each_once(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Each meaning once: a head of our own before one that is guessed, the first before the next."""
    taken: dict[str, int] = {}
    for n, one in sorted(enumerate(headings), key=lambda pair: (not pair[1].sure, pair[0])):
        taken.setdefault(one.means, n)
    return tuple(
        one if one.means == NOTHING or taken[one.means] == n else Heading(one.letter, one.text)
        for n, one in enumerate(headings)
    )
