"""A workbook (.xlsx) that Excel, WPS and LibreOffice show alike: typed cells, a head that stays, filters, A4 across.

Rows are written as XML as they come, some at a time: the library's own cells take three times as long for a year's history,
and write text that looks like its markup for rich text as markup. Text is text whatever it begins with: no cell is a formula.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from domain.model.papers import Cell, Column, Form, Sheet, Tint, Value, Workbook
from domain.text import column_letters, late, utf16_cut, utf16_length
from sheets.unshown import UNSHOWN

_FACES = {"zh-Hans": "微软雅黑", "zh-Hant": "微軟正黑體", "en": "Calibri"}
_SIZE = 10.5
_FILLS = {Tint.GREEN: "#E2F0D9", Tint.YELLOW: "#FFF2CC", Tint.RED: "#F8D7DA", Tint.GREY: "#EDEDED"}
_RULED = {"border": 1, "border_color": "#D0D5DB", "valign": "vcenter"}
_HEAD = {**_RULED, "bold": True, "bg_color": "#DCE6F1", "text_wrap": True, "align": "center"}
_FORMS: Mapping[Form, Mapping[str, object]] = {
    Form.TEXT: {**_RULED, "text_wrap": True},
    Form.NUMBER: _RULED,
    Form.SHARE: {**_RULED, "num_format": "0%"},
    Form.DAY: {**_RULED, "num_format": "yyyy-mm-dd", "align": "left"},
    Form.MOMENT: {**_RULED, "num_format": "yyyy-mm-dd hh:mm", "align": "left"},
}
_LONGEST_CELL, _LONGEST_NAME = 32_767, 31  # UTF-16 units, Excel's limits
_MOST_ROWS = 1_048_576  # the same; what is more goes on in another sheet
_KEPT, _AT_ONCE = 4_096, 200  # values of a column; rows that are written together
_MOST_DIGITS = 10**15  # a larger number loses its last figures, so it is text
_FIRST_DAY = date(1900, 3, 1)  # before it Excel counts a day that never was
_FIRST_MOMENT = datetime.combine(_FIRST_DAY, time())
_DAY_ZERO, _A_DAY = datetime(1899, 12, 30), timedelta(days=1)  # noqa: DTZ001 - wall clock, as a workbook has it
_NOT_IN_NAMES = str.maketrans(dict.fromkeys("[]:*?/\\\r\n\t", " "))
_TAKEN = "history"  # Excel keeps it for itself
_LOOKS_LIKE_MORE = "=+-@\t\r"  # stays text when somebody writes in the cell
_NO_DATE = datetime(2000, 1, 1)  # noqa: DTZ001


def xlsx(workbook: Workbook) -> bytes:
    """The file."""
    made = io.BytesIO()
    write_xlsx(workbook, made)
    return made.getvalue()


def write_xlsx(workbook: Workbook, to: Path | BinaryIO) -> None:
    """The file, written there; of its rows only some are in memory at a time."""
    from xlsxwriter import Workbook as Book  # noqa: PLC0415 - heavy, and only where a workbook is made

    face = {"font_name": _FACES.get(workbook.language, _FACES["en"]), "font_size": _SIZE}
    options = {"constant_memory": True, "default_format_properties": face}
    book = Book(str(to) if isinstance(to, Path) else to, options)
    book.set_properties({"title": UNSHOWN.sub("", workbook.title)[:255], "created": _NO_DATE})
    names, styles = _Names(), _Styles(book, face)
    for sheet in workbook.sheets:
        _sheet(book, sheet, names, styles)
    book.close()


class _Names:
    """Names of sheets as Excel takes them; it knows no difference between large and small letters."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def fresh(self, wanted: str) -> str:
        """The name, cut and cleaned, with a number behind it where another sheet has it."""
        cleaned = " ".join(UNSHOWN.sub("", wanted.translate(_NOT_IN_NAMES)).split()).strip("' ") or "-"
        for n in range(1, len(self._given) + 3):
            behind = f" ({n})" if n > 1 else ""
            name = utf16_cut(cleaned, _LONGEST_NAME - len(behind)).strip("' ") + behind
            if name.casefold() not in self._given and name.casefold() != _TAKEN:
                break
        self._given.add(name.casefold())
        return name


class _Styles:
    """The number under which the file knows how a cell looks; each is made when it is first needed."""

    def __init__(self, book: Any, face: Mapping[str, object]) -> None:
        self._book, self._face = book, face
        self._known: dict[object, int] = {}

    def head(self) -> int:
        return self._number("head", _HEAD)

    def of(self, form: Form, tint: Tint | None, *, kept: bool = False) -> int:
        """`kept`: text that stays text when somebody writes in the cell."""
        key = (form, tint, kept)
        if key in self._known:
            return self._known[key]
        fill = {"bg_color": _FILLS[tint]} if tint else {}
        return self._number(key, {**_FORMS[form], **fill, "quote_prefix": kept})

    def _number(self, key: object, how: Mapping[str, object]) -> int:
        if key not in self._known:
            made = self._book.add_format({**self._face, **how})
            self._known[key] = made._get_xf_index()  # noqa: SLF001 - what the rows are written with
        return self._known[key]


def _sheet(book: Any, sheet: Sheet, names: _Names, styles: _Styles) -> None:
    """One sheet, or more where its rows are more than one holds."""
    rows, more = iter(sheet.rows), True
    while more:
        page = book.add_worksheet(names.fresh(sheet.name))
        _set_up(page, sheet.columns)
        written, more = _fill(page, sheet.columns, rows, styles)
        if not sheet.columns:
            return
        last = len(sheet.columns) - 1
        for row in {0, written}:
            page._check_dimensions(row, last)  # noqa: SLF001 - how far the sheet goes
        page._check_dimensions(0, 0)  # noqa: SLF001
        page.autofilter(0, 0, written, last)
        page.ignore_errors({"number_stored_as_text": f"A1:{column_letters(last)}{written + 1}"})


def _set_up(page: Any, columns: Sequence[Column]) -> None:
    for n, column in enumerate(columns):
        page.set_column(n, n, column.width)
    page.freeze_panes(1, 0)
    page.set_paper(9)  # A4
    page.set_landscape()
    page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    page.repeat_rows(0)
    page.fit_to_pages(1, 0)
    page.set_footer("&C&P / &N")


def _fill(
    page: Any, columns: Sequence[Column], rows: Iterator[Sequence[Value | Cell]], styles: _Styles
) -> tuple[int, bool]:
    """How many rows there are under the head, and whether more are to come."""
    begins = [f'<c r="{column_letters(n)}' for n in range(len(columns))]
    titles, head = [column.title for column in columns], styles.head()
    high = _lines(titles, [(n, _room(column)) for n, column in enumerate(columns)])
    page.fh.write(_row("1", begins, [_text(title, head) for title in titles], high))
    # what stands in a column is the same few values again and again: names, states, days
    ends = [lru_cache(_KEPT, typed=True)(partial(_cell, styles, column.form)) for column in columns]
    rooms = [(n, _room(column)) for n, column in enumerate(columns) if column.form is Form.TEXT]
    number, made = 1, []
    for row in rows:
        number += 1
        cells = [end(value) for end, value in zip(ends, row, strict=True)]
        made.append(_row(str(number), begins, cells, _lines(row, rooms)))
        if len(made) == _AT_ONCE:
            page.fh.write("".join(made))
            made.clear()
        if number == _MOST_ROWS:
            break
    page.fh.write("".join(made))
    return number - 1, number == _MOST_ROWS


def _room(column: Column) -> int:
    """How many letters a line of the cell takes."""
    return max(column.width - 1, 1)


def _lines(row: Sequence[Value | Cell], rooms: Sequence[tuple[int, int]]) -> int:
    """How many lines the row needs; LibreOffice reckons none that is not told."""
    most = 1
    for n, room in rooms:
        text = row[n]
        text = text.value if isinstance(text, Cell) else text
        if isinstance(text, str) and (len(text) * 2 > room or "\n" in text):
            most = max(most, sum([-(-_wide(line) // room) or 1 for line in text[:_LOOKED_AT].split("\n")]))
    return most


def _wide(line: str) -> int:
    """In letters; a Chinese sign is two. Others are as wide at most: of one, two, three or four bytes it is 1, 1.5, 2, 2.5."""
    return (len(line) + len(line.encode("utf-8", "surrogatepass")) + 1) // 2


_LOOKED_AT = 2_000
_LINE_HIGH, _HIGHEST = 15, 300  # points


def _row(number: str, begins: Iterable[str], cells: Iterable[str], lines: int) -> str:
    """Cells begin with their column, to which their row is added."""
    high = f' ht="{min(lines * _LINE_HIGH, _HIGHEST)}" customHeight="1"' if lines > 1 else ""
    whole = [begin + number + cell for begin, cell in zip(begins, cells, strict=True)]
    return f'<row r="{number}"{high}>{"".join(whole)}</row>'


def _cell(styles: _Styles, form: Form, value: Value | Cell) -> str:
    """A cell but for its place, which comes before it."""
    tint = None
    if isinstance(value, Cell):
        tint, form, value = value.tint, value.form or form, value.value
    write = _WRITTEN.get(type(value))
    found = write(value) if write else value
    if found is None or found == "":
        return f'" s="{styles.of(form, tint)}"/>'
    if isinstance(found, str):
        return _text(found, styles.of(Form.TEXT, tint, kept=found[0] in _LOOKS_LIKE_MORE))
    return f'" s="{styles.of(form, tint)}"><v>{found!r}</v></c>'


def _text(text: str, style: int) -> str:
    kept = ""
    if not _PLAIN.fullmatch(text):
        text, kept = _clean(text), ' xml:space="preserve"'
    return f'" s="{style}" t="inlineStr"><is><t{kept}>{text}</t></is></c>'


# What needs nothing done to it: most cells. Lines, and space at the ends, are only kept where that is said.
_PLAIN = late(
    r"(?!\s)[ !-%'-;=?-^`-~\u00a0-\u1fff\u2010-\u2029\u2030-\u2065\u2070-\ud7ff\ue000-\ufffd]{0,16000}(?<!\s)"
)
_ESCAPE = late("(_x[0-9a-fA-F]{4}_)")


def _clean(text: str) -> str:
    shown = UNSHOWN.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    if utf16_length(shown) > _LONGEST_CELL:
        shown = utf16_cut(shown, _LONGEST_CELL)
    return escape(_ESCAPE.sub(r"_x005F\1", shown))  # what the file would read as a sign's number


def _number(value: float) -> str | float:
    if not math.isfinite(value) or abs(value) >= _MOST_DIGITS:
        return str(value)
    return value


def _day(value: date) -> str | int:
    return value.isoformat() if value < _FIRST_DAY else (value - _DAY_ZERO.date()).days


def _moment(value: datetime) -> str | float:
    wall = value.replace(tzinfo=None) if value.tzinfo else value
    if wall < _FIRST_MOMENT:
        return f"{wall:%Y-%m-%d %H:%M}"
    return round((wall - _DAY_ZERO) / _A_DAY, 12)


# Days and moments as the numbers Excel counts; what it cannot count as text.
_WRITTEN: Mapping[type, Callable[[Any], str | int | float]] = {
    bool: int, int: _number, float: _number, datetime: _moment, date: _day,
}  # fmt: skip
