"""A long workbook by two processes: whoever reads the matters words them, a second one writes what comes through the pipe.

The second knows no database and keeps some rows at a time. The pipe holds little, so neither gets far ahead of the other.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO

from domain.model.papers import Cell, Sheet, Value, Workbook
from sheets.workbooks import write_xlsx

_AT_ONCE = 200  # rows
Row = tuple[Value | Cell, ...]


def write_xlsx_apart(workbook: Workbook, to: BinaryIO) -> None:
    """The file, written there. Raises: OSError where the second process ends before its work is done."""
    with tempfile.TemporaryDirectory() as folder:
        file, context = Path(folder) / "book.xlsx", get_context("spawn")
        takes, gives = context.Pipe(duplex=False)
        writer: Any = context.Process(target=_write, args=(takes, file), daemon=True)
        writer.start()
        takes.close()  # else nobody would notice that the other end is gone
        with gives:
            _give(gives, workbook)
        writer.join()
        if writer.exitcode:
            raise OSError(f"the workbook was not written: exit code {writer.exitcode}")
        with file.open("rb") as made:
            shutil.copyfileobj(made, to)


def _give(gives: Connection, workbook: Workbook) -> None:
    """The title; then of each sheet its head, its rows some at a time, and none; then no head."""
    for said in _told(workbook):
        gives.send(said)


def _told(workbook: Workbook) -> Iterator[object]:
    yield workbook.title, workbook.language
    for sheet in workbook.sheets:
        yield sheet.name, sheet.columns
        rows = iter(sheet.rows)
        while some := list(islice(rows, _AT_ONCE)):
            yield some
        yield ()
    yield None


def _write(takes: Connection, file: Path) -> None:
    title, language = takes.recv()
    write_xlsx(Workbook(title, _sheets(takes), language), file)


def _sheets(takes: Connection) -> Iterator[Sheet]:
    while (head := takes.recv()) is not None:
        name, columns = head
        rows = _rows(takes)
        yield Sheet(name, columns, rows)
        for _ in rows:  # a sheet without columns leaves its rows unread
            pass


def _rows(takes: Connection) -> Iterator[Row]:
    while some := takes.recv():
        found: Sequence[Row] = some
        yield from found
