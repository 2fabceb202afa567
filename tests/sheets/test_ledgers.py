"""A ledger's files are what other programs read: values, JSON, calendars."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from datetime import UTC, date, datetime, timedelta

import vobject
from icalendar import Calendar

from domain.model.ledger import Almanac, Entry, Grid, Leaf, Tree
from domain.model.papers import Cell, Column, Form, Sheet, Tint, Workbook
from sheets.ledgers import ledger

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
HOSTILE = "=cmd|' /C calc'!A0, \"x\"\nsecond; line \u202e😀 \ud800"


def test_values_come_back_as_they_are_with_the_mark_that_spreadsheets_need() -> None:
    columns = (Column("编号", 7, Form.NUMBER), Column("事项", 9), Column("到期", 9, Form.MOMENT), Column("日", 9, Form.DAY),
               Column("进度", 9, Form.SHARE), Column("小时", 9, Form.NUMBER))  # fmt: skip
    row = (1, Cell(HOSTILE, Tint.RED), datetime(2026, 11, 23, 9, 30), date(2026, 12, 1), 0.6, 2.25)  # noqa: DTZ001
    made = ledger(Grid(Sheet("x", columns, [row, (2, "", None, None, None, 3.0)]), "zh-Hans"))
    assert made.startswith(b"\xef\xbb\xbf")
    head, first, second = csv.reader(io.StringIO(made.decode("utf-8-sig")))
    assert head == [column.title for column in columns]
    assert first == ["1", "'" + HOSTILE.replace("\ud800", "?"), "2026-11-23 09:30", "2026-12-01", "60%", "2.25"]
    assert second == ["2", "", "", "", "", "3"]


def a_tree(zipped: str = "") -> Tree:
    entry = Entry(1, 1, NOW, None, "assigned", '{"title":"\\ud800x"}', "ab")
    return Tree(
        {"format": "x"}, [({"id": 1, "title": HOSTILE}, [entry]), ({"id": 2}, [])], lambda: {"count": 2}, zipped
    )


def test_json_is_one_object_with_every_entry() -> None:
    found = json.loads(ledger(a_tree()))
    assert list(found) == ["format", "tasks", "count"]
    assert found["tasks"][0]["title"] == HOSTILE
    assert found["tasks"][0]["history"] == [
        {
            "seq": 1,
            "at": "2026-11-23T01:30:00+00:00",
            "actor": None,
            "fact": "assigned",
            "data": {"title": "\ud800x"},
            "hash": "ab",
        }
    ]  # fmt: skip
    assert found["tasks"][1] == {"id": 2, "history": []}


def test_an_empty_ledger_is_json_all_the_same() -> None:
    assert json.loads(ledger(Tree({"format": "x"}, [], lambda: {"count": 0}))) == {
        "format": "x",
        "tasks": [],
        "count": 0,
    }


def test_a_long_one_is_in_an_archive() -> None:
    with zipfile.ZipFile(io.BytesIO(ledger(a_tree("ledger.json")))) as archive:
        assert archive.namelist() == ["ledger.json"]
        assert archive.read("ledger.json") == ledger(a_tree())


def an_almanac() -> Almanac:
    due = NOW + timedelta(days=3)
    leaves = [
        Leaf("1-a@duban", 3, f"#1 {HOSTILE}", ("牵头人：李明", "第二行; 分号, 逗号\\"), due, False, ("预算",)),
        Leaf("2-b@duban", 1, "#2 " + "长" * 200, (), due, True),
    ]
    return Almanac("测试局督办时限", "Asia/Shanghai", NOW, leaves)


def test_a_calendar_is_read_by_two_other_programs() -> None:
    made = ledger(an_almanac())
    first, second = Calendar.from_ical(made).walk("VEVENT")
    assert first["dtend"].dt == NOW + timedelta(days=3)
    assert first["dtend"].dt - first["dtstart"].dt == timedelta(minutes=30)
    assert second["dtstart"].dt == date(2026, 11, 26)
    assert str(first["summary"]) == "#1 " + HOSTILE.replace("\ud800", "\ufffd")
    other = vobject.readOne(made.decode())
    assert [e.uid.value for e in other.vevent_list] == ["1-a@duban", "2-b@duban"]
    assert other.vevent_list[0].description.value == "牵头人：李明\n第二行; 分号, 逗号\\"
    assert other.vevent_list[1].summary.value == "#2 " + "长" * 200
    assert not [e for e in other.vevent_list if hasattr(e, "valarm")]


def test_a_calendar_opened_again_replaces_what_was_there() -> None:
    again = [(str(e["uid"]), e["sequence"]) for e in Calendar.from_ical(ledger(an_almanac())).walk("VEVENT")]
    assert again == [("1-a@duban", 3), ("2-b@duban", 1)]


def test_no_line_of_a_calendar_is_too_long_and_all_end_as_they_must() -> None:
    lines = ledger(an_almanac()).split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)


def test_a_moment_in_a_workbook_is_not_a_blink_before_it() -> None:
    moments = [datetime(2026, 11, 23, hour, minute) for hour in range(24) for minute in (0, 20, 30)]  # noqa: DTZ001
    sheet = Sheet("x", (Column("x", 9, Form.MOMENT),), [(moment,) for moment in moments])
    with zipfile.ZipFile(io.BytesIO(ledger(Workbook("x", [sheet], "en")))) as book:
        numbers = re.findall(r"<v>([\d.]+)</v>", book.read("xl/worksheets/sheet1.xml").decode())
    seconds = [float(number) * 86400 for number in numbers]
    assert len(seconds) == len(moments)
    assert all(
        abs(found - round(found)) < 1e-4 for found in seconds
    )  # as a program that cuts off seconds would show it
