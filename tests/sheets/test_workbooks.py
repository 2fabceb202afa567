"""Workbooks as a real program reads them: types, filters, names, and text that stays text."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook as Read

from domain.model.papers import Cell, Column, Form, Sheet, Tint, Value, Workbook
from sheets.workbooks import write_xlsx, xlsx

COLUMNS = (
    Column("编号", 8, Form.NUMBER),
    Column("事项", 40),
    Column("期限", 18, Form.MOMENT),
    Column("办结", 12, Form.DAY),
    Column("进度", 8, Form.SHARE),
)
MOMENT, DAY = datetime(2026, 11, 27, 17, 30), date(2026, 11, 26)  # noqa: DTZ001 - wall clock
ODD = (
    "=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "<r>x</r>", "a & b < c > \"d\"", "https://example.org",
    "007", "🙂", " spaces ", "two\nlines", "{=1}",
)  # fmt: skip


def opened(book: Workbook) -> Read:
    return load_workbook(io.BytesIO(xlsx(book)))


def of_one(*rows: tuple[Value | Cell, ...], columns: tuple[Column, ...] = COLUMNS, name: str = "事项") -> Read:
    return opened(Workbook("督办台账", (Sheet(name, columns, rows),), "zh-Hans"))


def of_texts(*texts: str) -> list[Value]:
    sheet = of_one(*((text,) for text in texts), columns=(Column("字", 20),)).active
    return [row[0].value for row in sheet.iter_rows(min_row=2)]


def test_numbers_days_moments_and_shares_are_no_text() -> None:
    sheet = of_one((128, "报送季度报告", MOMENT, DAY, 0.6)).active
    head, row = list(sheet.iter_rows())
    assert [cell.value for cell in head] == [column.title for column in COLUMNS]
    assert [cell.value for cell in row] == [128, "报送季度报告", MOMENT, datetime.combine(DAY, time()), 0.6]
    assert [cell.number_format for cell in row][2:] == ["yyyy-mm-dd hh:mm", "yyyy-mm-dd", "0%"]
    assert row[1].font.name == "微软雅黑"


def test_the_head_stays_filters_and_is_printed_on_every_page() -> None:
    sheet = of_one(*((n, "事", MOMENT, DAY, 1) for n in range(3))).active
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:E4"
    assert sheet.print_title_rows == "$1:$1"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.oddFooter.center.text == "&P / &N"
    assert sheet.column_dimensions["B"].width == pytest.approx(40, abs=1)


def test_a_colour_stands_behind_its_cell() -> None:
    sheet = of_one((1, Cell("逾期", Tint.RED), Cell(None, Tint.GREY), None, Cell(0.5, Tint.GREEN))).active
    fills = [cell.fill.fgColor.rgb for cell in sheet[2]]
    assert fills[1:] == ["FFF8D7DA", "FFEDEDED", "00000000", "FFE2F0D9"]


def test_text_stays_text_whatever_it_begins_with() -> None:
    expected = [text.replace("\r", "\n") for text in ODD]
    assert of_texts(*ODD) == expected
    sheet = of_one(*((text,) for text in ODD), columns=(Column("字", 20),)).active
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.quotePrefix for cell in cells[:5]] == [True] * 5, "it stays text when somebody writes in the cell"
    assert not any(cell.hyperlink for cell in cells)


def test_signs_that_no_file_holds_are_left_out() -> None:
    assert of_texts("a\x00b\x07c\x1b", "\u202e倒", "half \ud800", "\ufffe.") == ["abc", "倒", "half ", "."]


def test_a_very_long_text_is_cut_where_excel_ends() -> None:
    whole, halves = of_texts("长" * 40_000, "🙂" * 20_000)
    assert whole == "长" * 32_767
    assert halves == "🙂" * 16_383


def test_what_excel_cannot_count_stands_as_text() -> None:
    row = of_one((10**18, "x", MOMENT.replace(year=1850), date(1899, 12, 31), float("nan"))).active[2]
    assert [cell.value for cell in row] == ["1000000000000000000", "x", "1850-11-27 17:30", "1899-12-31", "nan"]


def test_names_of_sheets_are_cleaned_cut_and_told_apart() -> None:
    wanted = ("一/二:三*[四]?", "长" * 40, "长" * 40, "", "'x'", "X", "History", "🙂" * 20)
    names = opened(Workbook("书", [Sheet(name, COLUMNS, ()) for name in wanted], "en")).sheetnames
    assert names[0] == "一 二 三 四"
    assert names[1:3] == ["长" * 31, "长" * 27 + " (2)"]
    assert names[3:7] == ["-", "x", "X (2)", "History (2)"]
    assert names[7] == "🙂" * 15


def test_an_empty_workbook_and_an_empty_sheet_open() -> None:
    assert opened(Workbook("空", (), "zh-Hant")).sheetnames
    sheet = of_one().active
    assert [cell.value for cell in sheet[1]] == [column.title for column in COLUMNS]
    assert sheet.auto_filter.ref == "A1:E1"


def test_rows_are_read_once_and_are_never_all_in_memory(tmp_path: Path) -> None:
    alive = 0

    class Text(str):  # noqa: SLOT000
        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    def rows() -> Iterator[tuple[Value, ...]]:
        nonlocal alive
        for n in range(5_000):
            alive += 1
            assert alive < 10
            yield (n, Text("事"), MOMENT, DAY, 0.5)

    write_xlsx(Workbook("多", (Sheet("多", COLUMNS, rows()),), "zh-Hans"), tmp_path / "many.xlsx")
    sheet = load_workbook(tmp_path / "many.xlsx").active
    assert sum(1 for _ in sheet.iter_rows()) == 5_001


def test_more_rows_than_a_sheet_holds_go_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sheets.workbooks._MOST_ROWS", 4)
    book = of_one(*((n, "事", None, None, None) for n in range(7)))
    assert book.sheetnames == ["事项", "事项 (2)", "事项 (3)"]
    numbers = [row[0].value for sheet in book for row in sheet.iter_rows(min_row=2)]
    assert numbers == list(range(7))


def test_every_part_is_whole_xml_and_the_maker_is_nobody() -> None:
    made = xlsx(Workbook("督办台账", (Sheet("事", (Column("字", 9),), ((text,) for text in ODD)),), "zh-Hans"))
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        for name in packed.namelist():
            ElementTree.fromstring(packed.read(name))
        core = packed.read("docProps/core.xml").decode()
    assert "督办台账" in core
    assert "2000-01-01" in core


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_reads_the_same(tmp_path: Path) -> None:
    rows = ((n, text, MOMENT, DAY, 0.6) for n, text in enumerate((*ODD, "_x0041_")))
    write_xlsx(Workbook("督办台账", (Sheet("事项", COLUMNS, rows),), "zh-Hans"), tmp_path / "book.xlsx")
    profile, form = f"-env:UserInstallation=file://{tmp_path}/profile", "csv:Text - txt - csv (StarCalc):44,34,76"
    command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", tmp_path, tmp_path / "book.xlsx"]
    subprocess.run(command, capture_output=True, check=True, timeout=110)
    text = (tmp_path / "book.csv").read_text()
    assert "0,=HYPERLINK(1),2026-11-27 17:30,2026-11-26,60%" in text
    assert "<r>x</r>" in text
    assert "_x0041_" in text
    assert "\n,=" not in text
