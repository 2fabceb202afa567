"""Files that people send (.docx, .xlsx, .csv, .txt) as paragraphs and tables, within limits; what cannot be read says so.

Looked at by what they hold, not by what they are called.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime, time
from typing import Any

from domain.errors import Refusal
from domain.model.minutes import LARGEST_FILE, Document, Grid
from domain.rules.minutes.pasted import document_of
from sheets.texts import text_of

_UNPACKED, _PARTS = 60_000_000, 3_000  # bytes and files in a packed one
MOST_ROWS, _MOST_COLUMNS, _LONGEST_CELL = 2_000, 40, 2_000
_HEADS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "pdf"), (b"\xff\xd8\xff", "picture"), (b"\x89PNG", "picture"), (b"GIF8", "picture"), (b"BM", "picture"),
    (b"II*\x00", "picture"), (b"MM\x00*", "picture"), (b"{\\rtf", "old"),
)  # fmt: skip
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_KINDS = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"))


def read_file(name: str, data: bytes) -> Document:
    """What stands in a file.

    Raises: Refusal `minutes-large`, `minutes-blank`, `minutes-pdf`, `minutes-picture`, `minutes-old`, `minutes-locked`,
    `minutes-kind`, `minutes-broken`, `minutes-long`.
    """
    if len(data) > LARGEST_FILE:
        raise Refusal("minutes-large", most=str(LARGEST_FILE // 1_000_000))
    if not data.strip(b"\x00\r\n\t \xef\xbb\xbf"):
        raise Refusal("minutes-blank")
    found = _short(_READ[kind_of(name, data)](data))
    if not found:
        raise Refusal("minutes-blank")
    return found


def kind_of(name: str, data: bytes) -> str:
    """What a file is: docx, xlsx, csv, txt.

    Raises: Refusal as `read_file`.
    """
    if data.startswith(b"PK\x03\x04"):
        return _packed(data)
    if data.startswith(_OLE):
        raise Refusal("minutes-locked") if _ENCRYPTED in data else Refusal("minutes-old")
    for head, kind in _HEADS:
        if data.startswith(head):
            refused = _REFUSED[kind]
            raise refused()
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise Refusal("minutes-picture")
    return "csv" if name.lower().endswith((".csv", ".tsv")) else "txt"


_REFUSED: Mapping[str, Callable[[], Refusal]] = {
    "pdf": lambda: Refusal("minutes-pdf"),
    "picture": lambda: Refusal("minutes-picture"),
    "old": lambda: Refusal("minutes-old"),
}


def _packed(data: bytes) -> str:
    """Which document a packed file is, if it can be unpacked without harm."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            names = {part.filename for part in parts}
            kind = next((kind for name, kind in _KINDS if name in names), None)
            if kind is None:
                raise Refusal("minutes-kind")
            if any(part.flag_bits & 1 for part in parts):
                raise Refusal("minutes-locked")
            if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
                raise Refusal("minutes-large", most=str(LARGEST_FILE // 1_000_000))
            if any(_declares(packed, part) for part in parts if part.filename.endswith((".xml", ".rels"))):
                raise Refusal("minutes-broken")
    except (  # what zipfile raises for broken, encrypted, oddly packed and lying archives
        zipfile.BadZipFile,
        OSError,
        ValueError,
        NotImplementedError,
        EOFError,
        RuntimeError,
        OverflowError,
    ) as error:
        raise Refusal("minutes-broken") from error
    return kind


def _declares(packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    """Whether a part declares entities of its own, which no office program writes and which may grow without end."""
    with packed.open(part) as opened:
        return b"<!DOCTYPE" in opened.read(2_000).replace(b"\x00", b"")


def _word(data: bytes) -> Document:
    from docx import Document as Opened  # noqa: PLC0415 - heavy, and only where a document is read

    try:
        return tuple(_blocks(Opened(io.BytesIO(data))))
    except Refusal:
        raise
    except Exception as error:
        raise Refusal("minutes-broken") from error


def _blocks(document: Any) -> Iterator[str | Grid]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            yield Grid(tuple(_word_rows(block)))
        elif block.text.strip():
            yield _numbered(block) + block.text


def _numbered(paragraph: Any) -> str:
    """Numbers that the program counts itself do not stand in the text."""
    how = paragraph._p.pPr  # noqa: SLF001 - the library has no other door to it
    counted = how is not None and how.numPr is not None
    heading = paragraph.style is not None and paragraph.style.name.lower().startswith(("heading", "title"))
    return "• " if counted and not heading else ""


def _word_rows(table: Any) -> Iterator[tuple[str, ...]]:
    """The cells as they lie; what is joined downwards stands in each of its rows."""
    above: dict[int, str] = {}
    for n, row in enumerate(table._tbl.tr_lst):  # noqa: SLF001 - its own cells take minutes for a thousand rows
        if n > MOST_ROWS:
            raise _long()
        cells: list[str] = []
        for cell in row.tc_lst[:_MOST_COLUMNS]:
            text = "\n".join("".join(p.xpath(".//w:t/text()")) for p in cell.p_lst).strip()[:_LONGEST_CELL]
            text = above.get(len(cells), "") if cell.vMerge == "continue" else text
            above[len(cells)] = text
            cells += [text] * min(cell.grid_span, _MOST_COLUMNS)
        yield tuple(cells)


def _sheet(data: bytes) -> Document:
    from openpyxl import load_workbook  # noqa: PLC0415 - heavy, and only where a workbook is read

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and the like, which are not read
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
            try:
                return tuple(grid for sheet in book.worksheets if (grid := _grid(sheet)).rows)
            finally:
                book.close()
    except Refusal:
        raise
    except Exception as error:
        raise Refusal("minutes-broken") from error


def _grid(sheet: Any) -> Grid:
    if sheet.sheet_state != "visible":
        return Grid(())
    sheet.reset_dimensions()  # some programs say that a sheet is as large as it can be
    return Grid(tuple(_rows(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True))))


def _rows(rows: Iterable[Iterable[Any]]) -> Iterator[tuple[str, ...]]:
    """The rows in which something stands; a sheet may go on for a million in which nothing does."""
    kept = 0
    for n, row in enumerate(rows):
        cells = tuple(map(_cell, row))
        if any(cells):
            kept += 1
            yield cells
        if kept > MOST_ROWS or n > 20 * MOST_ROWS:
            raise _long()


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
    return str(value).strip()[:_LONGEST_CELL]


def _csv(data: bytes) -> Document:
    text = plain_text(data)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4_000], delimiters=",;\t|，")
    except csv.Error:
        dialect = csv.excel
    try:
        return (Grid(tuple(_rows(csv.reader(io.StringIO(text, newline=""), dialect)))),)
    except csv.Error as error:
        raise Refusal("minutes-broken") from error


def _plain(data: bytes) -> Document:
    return document_of(plain_text(data))


def plain_text(data: bytes) -> str:
    """The text of a file. Raises: Refusal `minutes-kind`."""
    try:
        text = text_of(data)
    except ValueError as error:
        raise Refusal("minutes-kind") from error
    if sum(not (c.isprintable() or c.isspace()) for c in text[:4_000]) > len(text[:4_000]) / 50:
        raise Refusal("minutes-kind")
    return text


_READ: Mapping[str, Callable[[bytes], Document]] = {"docx": _word, "xlsx": _sheet, "csv": _csv, "txt": _plain}


def _short(found: Document) -> Document:
    """A document that somebody may look through; lines in which nothing stands are left out."""
    kept = tuple(b for b in found if (b.strip() if isinstance(b, str) else any(map(any, b.rows))))
    if sum(len(b.rows) if isinstance(b, Grid) else b.count("\n") + 1 for b in kept) > MOST_ROWS:
        raise _long()
    return tuple(b[: 10 * _LONGEST_CELL] if isinstance(b, str) else b for b in kept)


def _long() -> Refusal:
    return Refusal("minutes-long", most=str(MOST_ROWS))
