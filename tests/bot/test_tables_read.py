"""Tables that people send, as they lie: encodings, merged cells, formulas; what is too large, locked or broken is refused."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from domain.errors import Refusal
from domain.model.imports import LARGEST_FILE
from sheets.tables import MOST_ROWS, read_tables
from tests.bot.test_files_read import packed


def an_xlsx(rows: Sequence[Sequence[Any]], merged: Sequence[str] = (), **more: Sequence[Sequence[Any]]) -> bytes:
    """A workbook as people make it, with further sheets by name."""
    book = Workbook()
    for row in rows:
        book.active.append(row)
    for block in merged:
        book.active.merge_cells(block)
    for name, others in more.items():
        sheet = book.create_sheet(name)
        for row in others:
            sheet.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def bare(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows without the empty cells at their ends."""
    return [[cell for cell in row if cell] for row in rows]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "gbk", "gb18030"])
@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_of_commas_is_read_in_the_encodings_of_offices(coding: str, sign: str) -> None:
    text = "事项,责任人,时限\r\n\r\n编制预算,李明,2026-12-10\r\n".replace(",", sign)
    [sheet] = read_tables("台账.csv", text.encode(coding))
    assert sheet.rows == (("事项", "责任人", "时限"), ("编制预算", "李明", "2026-12-10"))
    assert sheet.places == (1, 3), "a row is called what it is called in the file"


def test_a_table_from_taiwan_is_read_in_big5() -> None:
    [sheet] = read_tables("臺帳.csv", "事項,負責人\n編列預算,趙倩\n".encode("big5"))
    assert sheet.rows[1] == ("編列預算", "趙倩")


def test_a_text_in_quotes_keeps_its_commas_and_lines() -> None:
    [sheet] = read_tables("a.csv", '事项,牵头人\n"一，二\n三, 四",李明\n'.encode())
    assert sheet.rows[1] == ("一，二\n三, 四", "李明")


def test_a_quotation_mark_within_a_text_is_one_of_the_text() -> None:
    [sheet] = read_tables("a.csv", '事项,牵头人\n他说"好",李明\n"已办"的,赵倩\n'.encode())
    assert [row[1] for row in sheet.rows] == ["牵头人", "李明", "赵倩"]


def test_of_a_hidden_sheet_it_is_known_that_it_is_there() -> None:
    book = Workbook()
    book.active.append(["事项", "牵头人"])
    put_away = book.create_sheet("去年")
    put_away.append([])
    put_away.append(["旧事", "李明"])
    book.create_sheet("空").sheet_state = put_away.sheet_state = "hidden"
    made = io.BytesIO()
    book.save(made)
    shown, hidden = read_tables("a.xlsx", made.getvalue())
    assert (shown.hidden, bare(shown.rows)) == (False, [["事项", "牵头人"]])
    assert (hidden.hidden, hidden.name, bare(hidden.rows), hidden.places) == (True, "去年", [["旧事", "李明"]], (2,))


def test_what_is_merged_downwards_stands_in_each_row_and_says_so() -> None:
    rows = [["2026年台账"], [], ["事项", "责任人"], ["编制预算", "李明"], ["订会议室", None], ["打印材料", None]]
    [sheet] = read_tables("a.xlsx", an_xlsx(rows, ["A1:D1", "B4:B6"]))
    assert bare(sheet.rows)[2:] == [["编制预算", "李明"], ["订会议室", "李明"], ["打印材料", "李明"]]
    assert sheet.places == (1, 3, 4, 5, 6)
    assert sheet.joined == ((), (), (), (1,), (1,))


def test_days_and_numbers_stand_as_one_would_write_them() -> None:
    row = [date(2026, 12, 10), datetime(2026, 12, 10, 9, 30, tzinfo=UTC).replace(tzinfo=None), 12.0, 0.6, True]
    [sheet] = read_tables("a.xlsx", an_xlsx([["一", "二", "三", "四", "五"], row]))
    assert bare(sheet.rows)[1] == ["2026-12-10", "2026-12-10 09:30", "12", "0.6", "True"]


def test_a_formula_stays_the_text_it_is() -> None:
    [sheet] = read_tables("a.xlsx", an_xlsx([["事项", "牵头人"], ['=HYPERLINK("http://x","报送")', "李明"]]))
    assert sheet.rows[1][0] == '=HYPERLINK("http://x","报送")'
    [sheet] = read_tables("a.csv", "事项,牵头人\n=1+1,李明\n".encode())
    assert sheet.rows[1][0] == "=1+1"


def test_a_cell_that_is_an_error_says_nothing() -> None:
    [sheet] = read_tables("a.xlsx", an_xlsx([["事项", "牵头人"], ["#REF!", "李明"]]))
    assert sheet.rows[1][0] == ""


def test_emoji_and_words_from_right_to_left_are_kept() -> None:
    title = "报告👨‍👩‍👧 تقرير \u202eabc"
    [sheet] = read_tables("a.xlsx", an_xlsx([["事项", "牵头人"], [title, "李明"]]))
    assert sheet.rows[1][0] == title


def test_every_sheet_in_which_something_stands_is_read() -> None:
    found = read_tables("a.xlsx", an_xlsx([["事项"]], 已办结=[["事项"], ["旧事"]], 空=[]))
    assert [sheet.name for sheet in found] == ["Sheet", "已办结"]


def test_two_hundred_columns_are_read_and_blanks_behind_them_do_no_harm() -> None:
    wide = [f"x{n}" for n in range(200)]
    [sheet] = read_tables("a.xlsx", an_xlsx([wide, [*wide, *[None] * 80, " "]]))
    assert [len(row) for row in bare(sheet.rows)] == [200, 200]
    [sheet] = read_tables("a.csv", ",".join([*wide, "", " "]).encode())
    assert bare(sheet.rows) == [wide]


@pytest.mark.parametrize("place", [200, 16_383])
def test_a_cell_behind_the_last_column_is_refused_not_cut(place: int) -> None:
    with pytest.raises(Refusal) as refused:
        read_tables("a.xlsx", an_xlsx([["事项", "牵头人"], ["甲", "李明", *[None] * (place - 2), "=1+1"]]))
    assert refused.value.name == "import-wide"


REFUSED = [
    ("a.csv", b"", "import-blank"),
    ("a.csv", b"\xff\xd8\xff\xe0 picture", "import-kind"),
    ("a.csv", b"%PDF-1.4", "import-kind"),
    ("a.txt", "一行话".encode(), "import-kind"),
    ("a.csv", bytes(range(1, 256)), "import-kind"),
    ("a.xls", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "import-locked"),
    ("a.xls", b"\xd0\xcf\x11\xe0 old", "import-old"),
    ("a.csv", b"x" * (LARGEST_FILE + 1), "import-large"),
    ("a.csv", b"a,b\n" * (MOST_ROWS + 1), "import-long"),
    ("a.csv", b"a,b\n" + b"," * 200 + b"x\n", "import-wide"),
    ("a.csv", b'a,"' + b"x" * 10_001 + b'"\n', "import-cell"),
    ("a.csv", '事项,牵头人\n"报送,李明\n归档,赵倩\n'.encode(), "import-quote"),
    ("a.xlsx", packed(word__document_xml=b"<a/>"), "import-kind"),
    ("假.xlsx", "不是工作簿".encode(), "import-broken"),
    ("a.xlsx", packed(xl__workbook_xml=b"<a/>"), "import-broken"),
    ("a.xlsx", packed(xl__workbook_xml=b"\x00" * 60_000_001), "import-large"),
    ("a.xlsx", packed(xl__workbook_xml=b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), "import-broken"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "content", "why"), REFUSED, ids=[f"{w}-{i}" for i, (_, _, w) in enumerate(REFUSED)])
def test_what_cannot_be_read_is_refused_by_name(name: str, content: bytes, why: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_tables(name, content)
    assert refused.value.name == why


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(max_size=300),
    st.sampled_from(["a.csv", "a.xlsx"]),
)
def test_no_bytes_raise_anything_else(head: bytes, content: bytes, name: str) -> None:
    with contextlib.suppress(Refusal):
        read_tables(name, head + content)
