"""Tables that people send (.xlsx, .csv), as they lie: where each row stands, and which cells were merged.

Read by the same doors and within the same limits as minutes; nothing is cut, since nobody would see what is missing.
"""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from itertools import zip_longest
from typing import Any

from domain.errors import Refusal
from domain.model.imports import LARGEST_FILE, Sheeted
from domain.model.value import replace
from domain.rules.ledger import as_it_was
from sheets.reading import kind_of, plain_text

MOST_ROWS, _MOST_COLUMNS, _LONGEST_CELL = 2_000, 200, 10_000
_EMPTY_ROWS = 20 * MOST_ROWS  # a sheet may go on for a million rows in which nothing stands
_SAID: Mapping[str, Callable[..., Refusal]] = {  # what the doors of minutes say, as it is said of a ledger
    "minutes-pdf": lambda: Refusal("import-kind"),
    "minutes-picture": lambda: Refusal("import-kind"),
    "minutes-kind": lambda: Refusal("import-kind"),
    "minutes-old": lambda: Refusal("import-old"),
    "minutes-locked": lambda: Refusal("import-locked"),
    "minutes-broken": lambda: Refusal("import-broken"),
    "minutes-large": lambda most: Refusal("import-large", most=most),
}
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)"')
_MOST_MERGED = 100_000
_BROKEN, _KEPT_NOUGHT = re.compile(r"\d{1,2}\.\d{1,2}"), re.compile(r"\d{1,2}\.\d0")
_ERRORS = frozenset({"#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!"})


def read_tables(name: str, data: bytes) -> tuple[Sheeted, ...]:
    """The sheets of a workbook, or the one table of a text.

    Raises: Refusal `import-large`, `import-blank`, `import-old`, `import-locked`, `import-kind`, `import-broken`,
    `import-long`, `import-wide`, `import-cell`, `import-quote`.
    """
    try:
        return _read(name, data)
    except Refusal as refused:
        if refused.name not in _SAID:
            raise
        raise _SAID[refused.name](**refused.fields) from refused


def _read(name: str, data: bytes) -> tuple[Sheeted, ...]:
    if len(data) > LARGEST_FILE:
        raise Refusal("import-large", most=str(LARGEST_FILE // 1_000_000))
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise Refusal("import-blank")
    kind = kind_of(name, data)
    if kind not in _READ:
        raise Refusal("import-broken" if name.lower().endswith(".xlsx") and kind == "txt" else "import-kind")
    found = tuple(sheet for sheet in _READ[kind](data) if sheet.rows)
    if all(sheet.hidden for sheet in found):
        raise Refusal("import-blank")
    return found


def _sheets(data: bytes) -> Iterable[Sheeted]:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only where a workbook is read

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and the like, which are not read
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            as_written = load_workbook(io.BytesIO(data), read_only=True)
            try:
                pairs = zip(book.worksheets, as_written.worksheets, strict=True)
                return [
                    _sheet(sheet, written, data) if sheet.sheet_state == "visible" else _hidden(sheet)
                    for sheet, written in pairs
                ]
            finally:
                book.close()
                as_written.close()
    except Refusal:
        raise
    except Exception as error:
        raise Refusal("import-broken") from error


def _sheet(sheet: Any, written: Any, data: bytes) -> Sheeted:
    for one in (sheet, written):
        one.reset_dimensions()  # some programs say that a sheet is as large as it can be
    above = _joined_downwards(data, sheet._worksheet_path)  # noqa: SLF001 - the library tells of no merged cells in this mode
    return _table(sheet.title, _with_formulas(sheet, written), above)


def _hidden(sheet: Any) -> Sheeted:
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(max_row=_EMPTY_ROWS, max_col=_MOST_COLUMNS, values_only=True), 1)
    first = next(((at, row) for at, row in rows if any(row)), None)
    if first is None:
        return Sheeted(sheet.title, (), (), ())
    return Sheeted(sheet.title, (tuple(map(_cell, first[1])),), (first[0],), ((),), hidden=True)


def _with_formulas(sheet: Any, written: Any) -> Iterator[list[Any]]:
    """The values; a formula of which the file holds no value stands as it was written, and is never worked out."""
    rows = zip(
        sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True), written.iter_rows(values_only=True), strict=True
    )
    for values, texts in rows:
        _within(texts)
        said = texts[:_MOST_COLUMNS]
        if said.count(None) == len(said):
            yield []  # a sheet may be formed much farther than it is filled
            continue
        yield [
            "" if value in _ERRORS else text if value is None else value for value, text in zip_longest(values, said)
        ]


def _within(row: Sequence[Any]) -> None:
    """What stands beyond the last column that is read is never cut.

    Raises: Refusal `import-wide`.
    """
    beyond = row[_MOST_COLUMNS:]
    if beyond.count(None) < len(beyond) and any(str(cell).strip() for cell in beyond if cell is not None):
        raise Refusal("import-wide", most=str(_MOST_COLUMNS))


def _joined_downwards(data: bytes, part: str) -> Mapping[tuple[int, int], int]:
    """Of each cell below the first of a merged block, by row and column from 1, the row in which the block begins."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        body = packed.read(part)
    found: dict[tuple[int, int], int] = {}
    for left, top, right, bottom in _MERGED.findall(body, max(body.rfind(b"mergeCells "), 0)):
        first, last = _column(left), min(_column(right), _MOST_COLUMNS)
        for row in range(int(top) + 1, min(int(bottom), int(top) + MOST_ROWS) + 1):
            for column in range(first, last + 1):
                found[row, column] = int(top)
        if len(found) > _MOST_MERGED:
            raise Refusal("import-broken")
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _table(name: str, rows: Iterable[Iterable[Any]], above: Mapping[tuple[int, int], int]) -> Sheeted:
    """The rows in which something stands; a merged cell stands in each of its rows."""
    kept: list[tuple[str, ...]] = []
    places: list[int] = []
    joined: list[tuple[int, ...]] = []
    broken: list[tuple[int, ...]] = []
    for at, found in enumerate(rows, 1):
        row = list(found)
        cells = [_cell(value) for value in row]
        if at > _EMPTY_ROWS or (any(cells) and len(kept) == MOST_ROWS):
            raise Refusal("import-long", most=str(MOST_ROWS))
        if not any(cells):
            continue
        goes_on = tuple(n for n in range(len(cells)) if not cells[n] and (at, n + 1) in above)
        for n in goes_on:
            cells[n] = kept[-1][n] if places and places[-1] >= above[at, n + 1] and n < len(kept[-1]) else ""
        kept.append(tuple(cells))
        places.append(at)
        joined.append(goes_on)
        above_it = broken[-1] if broken else ()
        broken.append(tuple(n for n, value in enumerate(row) if _is_broken(value) or (n in goes_on and n in above_it)))
    return Sheeted(name, tuple(kept), tuple(places), tuple(joined), tuple(broken))


def _is_broken(value: Any) -> bool:
    return isinstance(value, float) and not value.is_integer()


def _cell(value: Any) -> str:
    """A cell as one would write it: a day without an hour, a whole number without its point."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d" if value.time() == time() else "%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    text = str(value).strip()
    if len(text) > _LONGEST_CELL:
        raise Refusal("import-cell", most=str(_LONGEST_CELL))
    return text


def _commas(data: bytes) -> Iterable[Sheeted]:
    text = plain_text(data).removeprefix("\ufeff")
    try:
        yield _with_broken(_table("", _rows(text), {}))
    except csv.Error as error:
        raise Refusal("import-broken") from error


def _with_broken(table: Sheeted) -> Sheeted:
    """Programs that write commas write 12.20 as 12.2 where it was a number; not where the column kept a nought."""
    told = {n for row in table.rows for n, cell in enumerate(row) if _KEPT_NOUGHT.fullmatch(cell)}
    broken = (tuple(n for n, cell in enumerate(row) if n not in told and _BROKEN.fullmatch(cell)) for row in table.rows)
    return replace(table, broken=tuple(broken))


def _rows(text: str) -> Iterator[list[str]]:
    """By the sign that most of its first lines have; the library's own guess takes a letter for it now and then.

    A ledger of ours has an apostrophe before what would run as a formula.
    """
    head = text[:4_000].splitlines()[:10]
    sign = max(",;\t|", key=lambda s: sum(line.count(s) for line in head))
    _closed(text, sign)
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=sign):
        _within(row)
        yield [as_it_was(cell) for cell in row[:_MOST_COLUMNS]]


def _closed(text: str, sign: str) -> None:
    """A quotation mark that is never closed makes one cell of all that comes after it.

    Raises: Refusal `import-quote` with the line in which it opens.
    """
    reader, begins = csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True), 1
    try:
        for _ in reader:
            begins = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise Refusal("import-quote", row=str(begins)) from error


_READ: Mapping[str, Callable[[bytes], Iterable[Sheeted]]] = {"xlsx": _sheets, "csv": _commas}
