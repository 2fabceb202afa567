"""A long workbook, written by a second process: the same file, and an end of that process is noticed."""

from __future__ import annotations

import io
import os
import signal
from collections.abc import Iterator
from datetime import datetime
from multiprocessing import active_children

import pytest

from domain.model.papers import Cell, Column, Form, Sheet, Tint, Value, Workbook
from sheets.apart import write_xlsx_apart
from sheets.workbooks import xlsx

COLUMNS = (Column("编号", 8, Form.NUMBER), Column("时间", 18, Form.MOMENT), Column("过程", 40))
MANY = 450  # rows: more than go through the pipe together, and no multiple of it
Row = tuple[Value | Cell, ...]


def rows(many: int) -> Iterator[Row]:
    for n in range(many):
        yield n, datetime(2026, 11, 27, 9, n % 60), Cell(f"第{n}次反馈\n第二行", Tint.RED)  # noqa: DTZ001 - wall clock


def book(first: Iterator[Row]) -> Workbook:
    """Sheets of several pipes' rows, of none, and without columns."""
    odd = (Sheet("空", COLUMNS, ()), Sheet("无", (), ((), ())))
    return Workbook("督办台账", (Sheet("过程", COLUMNS, first), *odd, Sheet("后", COLUMNS, rows(3))), "zh-Hans")


def test_the_file_is_what_one_process_writes() -> None:
    made = io.BytesIO()
    write_xlsx_apart(book(rows(MANY)), made)
    assert made.getvalue() == xlsx(book(rows(MANY)))


def test_a_second_process_that_was_killed_is_an_error_and_leaves_no_file() -> None:
    def killing() -> Iterator[Row]:
        yield from rows(MANY)
        for child in active_children():
            os.kill(child.pid or 0, signal.SIGKILL)
            child.join()
        yield from rows(MANY)

    made = io.BytesIO()
    with pytest.raises(BrokenPipeError):
        write_xlsx_apart(book(killing()), made)
    assert made.getvalue() == b""
    assert not active_children()


def test_an_error_in_a_row_ends_the_second_process() -> None:
    def broken() -> Iterator[Row]:
        yield from rows(MANY)
        raise LookupError("no such matter")

    with pytest.raises(LookupError):
        write_xlsx_apart(book(broken()), io.BytesIO())
    for child in active_children():
        child.join(10)
    assert not active_children()
