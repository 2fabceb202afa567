"""Tables of minutes: which column is what, by the words that head it or by what stands in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from domain.model.minutes import Grid, Matter
from domain.rules.minutes.labels import DEED, DUE, HELPER, OWNER, REMARK, STANDARD, names_in
from domain.text import late, one_line

Test = Callable[[str], bool]
_NO = r"序号|序號|编号|編號|项次|項次|no\.?|nr\.?|#|number"
# A heading may say more than the word: 责任人（签字）, 完成时限要求.
_HEADS = tuple(
    (kind, late(rf"\s*(?:{words})\s*(?:及.{{0,8}}|要求|[（(/／].{{0,16}})?\s*[:：]?\s*", re.IGNORECASE))
    for kind, words in (
        ("no", _NO), ("deed", DEED), ("owner", OWNER), ("helper", HELPER), ("due", DUE), ("standard", STANDARD),
        ("remark", REMARK),
    )
)  # fmt: skip
_NUMBER = late(r"[\d一二三四五六七八九十]{1,4}[.、]?")
_FIRST_ROWS = 6  # a title and its like stand above the head
_MOST = 0.5

Columns = dict[int, str]


def matters_of_grid(grid: Grid, is_name: Test, is_dated: Test) -> tuple[list[Matter], list[str]]:
    """The matters of a table, and its lines that are none."""
    rows = [[one_line(cell) for cell in row] for row in grid.rows]
    rows = [row for row in rows if any(row)]
    head = next((i for i, row in enumerate(rows[:_FIRST_ROWS]) if _is_head(_columns_of(row))), None)
    columns = _columns_of(rows[head]) if head is not None else _by_content(rows, is_name, is_dated)
    if "deed" not in columns.values():
        return [], [_joined(row) for row in rows]
    aside = [_joined(row) for row in rows[: head or 0]]
    found: list[Matter] = []
    for row in rows[head + 1 if head is not None else 0 :]:
        matter = _matter(row, columns)
        if matter is None or _columns_of(row) == columns:
            aside.append(_joined(row))
        else:
            found.append(matter)
    return found, aside


def _is_head(columns: Columns) -> bool:
    kinds = set(columns.values()) - {"no"}
    return len(kinds) > 1 or (kinds == {"deed"} and "no" in columns.values())


def _columns_of(row: Sequence[str]) -> Columns:
    """Which columns a row names; each kind once, but of two that name a person the first leads and the next helps."""
    found: Columns = {}
    for place, cell in enumerate(row):
        kind = next((kind for kind, words in _HEADS if words.fullmatch(cell)), None)
        if kind == "owner" and kind in found.values():
            kind = "helper" if "helper" not in found.values() else None
        if kind and (kind not in found.values() or kind == "remark"):
            found[place] = kind
    return found


def _by_content(rows: Sequence[Sequence[str]], is_name: Test, is_dated: Test) -> Columns:
    """Columns by what stands in most of their cells; the longest text that is left is what is to be done."""
    found: Columns = {}
    width = max((len(row) for row in rows), default=0)
    for place in range(width):
        cells = [row[place] for row in rows if place < len(row) and row[place]]
        kind = next((kind for kind, fits in _tests(is_name, is_dated) if _mostly(fits, cells)), None)
        if kind and kind not in found.values():
            found[place] = kind
    left = [place for place in range(width) if place not in found]
    length = {place: sum(len(row[place]) for row in rows if place < len(row)) for place in left}
    if left and (width > 1 or found):
        found[max(left, key=lambda place: length[place])] = "deed"
    return found if {"owner", "due"} & set(found.values()) else {}


def _tests(is_name: Test, is_dated: Test) -> tuple[tuple[str, Test], ...]:
    def names(cell: str) -> bool:
        return any(map(is_name, names_in(cell)))

    return (("no", lambda cell: bool(_NUMBER.fullmatch(cell))), ("owner", names), ("due", is_dated))


def _mostly(fits: Test, cells: Sequence[str]) -> bool:
    return bool(cells) and sum(map(fits, cells)) > _MOST * len(cells)


def _matter(row: Sequence[str], columns: Columns) -> Matter | None:
    """A row, unless it says nothing of what is to be done, or one and the same over all its columns, as a heading does."""
    cells: dict[str, str] = {}
    for place, kind in columns.items():
        if place < len(row) and row[place]:
            cells[kind] = f"{cells[kind]}；{row[place]}" if kind in cells else row[place]
    deed = cells.get("deed", "")
    filled = [cell for cell in row if cell]
    if (
        not deed
        or (len(filled) > 1 and len(set(filled)) == 1)
        or (len(filled) == 1 and len(columns) > 1 and not _plain(row, columns))
    ):
        return None
    return Matter(
        _joined(row), deed, names_in(cells.get("owner", "")), names_in(cells.get("helper", "")), cells.get("due", ""),
        cells.get("remark", ""), cells.get("standard", ""),
    )  # fmt: skip


def _plain(row: Sequence[str], columns: Columns) -> bool:
    """Whether the one cell that is filled stands in the column of what is to be done, not at the head of the row."""
    place = next(i for i, cell in enumerate(row) if cell)
    return columns.get(place) == "deed" and (place > 0 or min(columns) == 0)


def _joined(row: Sequence[str]) -> str:
    return " | ".join(dict.fromkeys(cell for cell in row if cell))
