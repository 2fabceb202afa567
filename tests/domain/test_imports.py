"""What the columns and cells of a ledger mean, whoever made it."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.views.rendered import CONFIDENTIAL
from domain.model.imports import CLASSED, NOTHING, Heading, Raw, Sheeted
from domain.model.ledger import LedgerColumn as C
from domain.model.tasks import Origin, Priority, Status
from domain.model.value import replace
from domain.rules.imports import columns, values
from domain.rules.imports.columns import meaning_of
from domain.rules.imports.days import Days
from domain.rules.imports.rows import Row, row_of
from domain.rules.imports.sheets import ledger_in
from domain.rules.imports.values import UnreadableError
from domain.rules.labels import MARK
from tests.domain.office import CALENDAR, ZONE

NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def a_sheet(*rows: tuple[str, ...], name: str = "") -> Sheeted:
    return Sheeted(name, rows, tuple(range(1, len(rows) + 1)), tuple(() for _ in rows))


@pytest.mark.parametrize(
    ("head", "means"),
    [("谁", C.LEAD), ("责任人", C.LEAD), ("承辦人", C.LEAD), ("Owner", C.LEAD), ("工作内容", C.TITLE), ("任务", C.TITLE),
     ("Subject", C.TITLE), ("截止", C.DUE), ("完成时间（必填）", C.DUE), ("due date", C.DUE), ("配合单位", C.CO),
     ("密级", CLASSED),
     ("备注", NOTHING), ("序号", NOTHING), ("文号", C.NUMBER), ("是否完成", C.STATE),
     ("天气", NOTHING), ("列管事項", C.TITLE), ("交办日期", C.GIVEN)],
)  # fmt: skip
def test_a_head_that_is_not_ours_is_guessed(head: str, means: str) -> None:
    assert meaning_of(head) == (means, False)


def test_a_hidden_sheet_is_left_aside_and_named() -> None:
    head, hidden = ("事项", "牵头人", "时限", "状态"), a_sheet(("事项", "牵头人"), ("旧", "李明"), name="去年")
    found = ledger_in([replace(hidden, hidden=True), a_sheet(head, ("甲", "李明", "", ""), name="今年")])
    assert [row.cells[0] for row in found.rows] == ["甲"]
    assert found.aside == ("去年",)


def test_the_head_need_not_be_the_first_row_and_may_stand_on_every_page() -> None:
    head = ("序号", "事项", "责任人", "时限")
    found = ledger_in(
        [a_sheet(("重点工作台账", "", "", ""), head, ("1", "甲", "李明", ""), head, ("2", "乙", "赵倩", ""))]
    )
    assert [row.cells[1] for row in found.rows] == ["甲", "乙"]
    assert [row.at for row in found.rows] == [3, 5]
    assert [h.means for h in found.headings] == [NOTHING, C.TITLE, C.LEAD, C.DUE]


@pytest.mark.parametrize(
    "cell", ["2026-12-01", "12月1日前", "12.1", "12月底前", "2026-02-30", "60%", "3", "1/12/2026", "115/12/10"]
)
def test_where_a_matter_stands_in_the_first_row_there_is_no_head(cell: str) -> None:
    found = ledger_in([a_sheet(("报送方案", "老孙", "", cell), ("核对名单", "老钱", "", "别的"))])
    assert [(h.letter, h.text, h.means) for h in found.headings] == [(x, "", NOTHING) for x in "ABD"]
    assert [row.cells for row in found.rows] == [("报送方案", "老孙", cell), ("核对名单", "老钱", "别的")]


@pytest.mark.parametrize("head", [("备注", "2026-12-01"), ("啥事", "哪个"), ("事项", "1"), ("任务甲", "负责")])
def test_a_row_with_a_known_head_or_without_a_figure_is_the_head(head: tuple[str, ...]) -> None:
    found = ledger_in([a_sheet(head, ("甲", "李明"))])
    assert [h.text for h in found.headings] == list(head)
    assert [row.cells for row in found.rows] == [("甲", "李明")]


def test_columns_of_further_sheets_are_the_same_by_what_their_words_mean() -> None:
    first = a_sheet(("工作内容", "事项", "牵头人", "完成时限"), ("细", "甲", "李明", "1"), name="一季度")
    second = a_sheet(("负责人", "工作内容", "任务", "截止日期"), ("赵倩", "乙", "x", "2"), name="二季度")
    third = a_sheet(("Matter", "Lead", "事项", "时限"), ("y", "周", "丙", "3"), name="三季度")
    found = ledger_in([first, second, third])
    means = {h.means: n for n, h in enumerate(found.headings) if h.means}
    told = [tuple(row.cells[means[m]] for m in (C.TITLE, C.LEAD, C.DUE)) for row in found.rows]
    assert told == [("甲", "李明", "1"), ("乙", "赵倩", "2"), ("丙", "周", "3")]
    assert [(h.text, h.also, h.sure) for h in found.headings][:4] == [
        ("工作内容", "", False), ("事项", "工作内容", False), ("牵头人", "负责人 / Lead", False),
        ("完成时限", "截止日期 / 时限", False),
    ]  # fmt: skip
    own = ledger_in(
        [a_sheet(("事项", "牵头人"), ("甲", "李明"), name="a"), a_sheet(("Matter", "Lead"), ("乙", "李明"), name="b")]
    )
    assert columns.is_sure(own.headings), "heads of ours in two languages need no look"


def test_two_columns_do_not_mean_the_same() -> None:
    found = ledger_in([a_sheet(("工作内容", "事项", "责任人"), ("甲", "乙", "李明"))])
    assert [h.means for h in found.headings] == [NOTHING, C.TITLE, C.LEAD], "our own word is surer"


def test_a_ledger_of_ours_is_taken_once_from_its_sheets() -> None:
    head = ("编号", "事项", "牵头人")
    sheets = [
        a_sheet(head, ("1", "甲", "李明"), name="在办"), a_sheet(head, ("1", "甲", "李明"), name="超期"),
        a_sheet((*head, "办结时间"), ("2", "乙", "赵倩", "2026-11-01"), name="已办结"),
        a_sheet(("姓名", "在办"), ("李明", "1"), name="按人"), a_sheet(("时间", "经过"), ("x", "y"), name="历史"),
        a_sheet(("封面", ""), name="封面"),
    ]  # fmt: skip
    found = ledger_in(sheets)
    assert [(row.sheet, row.cells) for row in found.rows] == [
        ("在办", ("1", "甲", "李明")), ("已办结", ("2", "乙", "赵倩", "2026-11-01")),
    ]  # fmt: skip
    assert found.aside == ("封面",), "what says the same again is not worth a word"
    assert columns.is_sure(found.headings)


@pytest.mark.parametrize(
    ("words", "day", "hour"),
    [("2026-12-10", date(2026, 12, 10), None), ("2026/1/5 9:30", date(2026, 1, 5), time(9, 30)),
     ("46366", date(2026, 12, 10), None),
     ("２０２６年12月10日", date(2026, 12, 10), None), ("2026.12.10", date(2026, 12, 10), None),
     ("20261210", date(2026, 12, 10), None),
     ("民國115年12月10日", date(2026, 12, 10), None), ("115/12/10", date(2026, 12, 10), None),
     ("2026-12-10T17:00:00", date(2026, 12, 10), time(17, 0)), ("2026-12-10 00:00:00", date(2026, 12, 10), None),
     ("2026-12-10 00:00", date(2026, 12, 10), None), ("2026.12.10前完成", date(2026, 12, 10), None)],
)  # fmt: skip
def test_a_day_is_read_as_offices_write_it(words: str, day: date, hour: time | None) -> None:
    assert values.day_or_moment(words) == (day, hour)


@pytest.mark.parametrize(
    ("words", "why"),
    [("1965-01-01", "early"), ("1969年12月31日", "early"), ("2026-02-30", "date"), ("2100-01-01", "far"), ("50/1/1", None),
     ("下周三", None), ("", None)],
)  # fmt: skip
def test_a_day_that_cannot_be_is_told_from_words(words: str, why: str | None) -> None:
    if why is None:
        assert values.day_or_moment(words) is None
        return
    with pytest.raises(UnreadableError) as found:
        values.day_or_moment(words)
    assert found.value.why == why


def test_shares_stars_numbers_and_names_are_read() -> None:
    assert [values.share(w) for w in ("60%", "0.6", "60", "1", "")] == [60, 60, 60, 100, 0]
    assert [values.stars(w) for w in ("5", "★★★", "")] == [5, 3, None]
    assert [values.number(w) for w in ("12", "#12", "督〔2026〕12号", "0", "1.5")] == [12, 12, None, None, None]
    assert values.names("李明、赵倩 周秘书") == ("李明", "赵倩", "周秘书")
    assert values.names("李 明、赵　倩") == values.names("李 明 赵　倩") == ("李明", "赵倩"), (
        "spread names are one name each"
    )
    assert values.names("Li Ming and Zhao Qian, @li") == ("Li Ming", "Zhao Qian", "@li")
    assert values.origin("会议", "第3号") == (Origin.MEETING, "第3号")
    assert values.origin("会议纪要第3号", "") == (Origin.MEETING, "第3号")
    with pytest.raises(UnreadableError):
        values.share("160%")


DAYS = Days(NOW, CALENDAR, ZONE)


def read(*so: str, **cells: str) -> Row:
    """A row by what its columns mean."""
    heads = tuple(Heading("A", name, name.replace("_", "-")) for name in cells)
    return row_of(Raw(2, tuple(cells.values())), heads, DAYS, so)


def test_a_long_title_is_kept_whole_as_the_content() -> None:
    words = "请综合部于年底前完成全部办公用房的安全检查并逐一登记造册，" * 4
    row = read(title=words, lead="李明")
    assert len(row.title) <= 60
    assert row.content == words.strip()
    assert row.wrong == []


def test_what_is_too_long_is_never_cut() -> None:
    assert read(title="甲", lead="李明", content="字" * 2001).wrong == [("long-content", "2001")]
    assert read(title="甲", lead="李明", standard="字" * 301).wrong == [("long-standard", "301")]
    assert read(title="甲", lead="李明", result="字" * 1001).wrong == [("long-result", "1001")]
    assert read(title="甲", lead="李明", origin_ref="字" * 101).wrong == [("long-origin-ref", "101")]


def test_what_a_row_lacks_is_told_all_at_once() -> None:
    row = read(title=" ", lead="", state="随便", priority="?", progress="200")
    assert [why for why, _ in row.wrong] == ["title", "lead", "priority", "state", "share"]


def test_a_day_on_which_it_was_closed_says_that_it_is_over() -> None:
    row = read(title="甲", lead="李明", closed="2026-11-01")
    assert (row.is_over, row.status) == (True, Status.DONE)
    done = read(title="甲", lead="李明", state="已完成", due="2026-10-01")
    assert done.wrong == [("closed", "")], "a day that nobody wrote is none"
    done = read("closed", title="甲", lead="李明", state="已完成", due="2026-10-01")
    assert done.closed == datetime(2026, 10, 1, 12, tzinfo=ZONE), "its deadline, where that was allowed"
    assert done.so == ["closed"]
    assert read("closed", title="甲", lead="李明", state="已完成").closed == NOW
    assert read(title="甲", lead="李明", closed="2026-12-24").wrong == [("closed-ahead", "2026-12-24")]
    late = read(title="甲", lead="李明", closed="2026-10-01", given="2026-11-01")
    assert late.wrong == [("backwards", "")]
    today = read(title="甲", lead="李明", closed="2026-11-23", given="2026-11-23")
    assert today.wrong == [], "what was closed today is not still to come at nine in the morning"


@pytest.mark.parametrize("title", ["🔒 查账", "🔒查账", " 🔒\ufe0f 🔒 查账", "🔒【保密】查账", "查账🔒 "])
def test_a_lock_before_a_title_makes_it_confidential_and_is_taken_off(title: str) -> None:
    for more in ({}, {"secret": ""}, {"secret": "否"}):
        row = read(title=title, lead="李明", **more)
        assert (row.title, row.secret, row.wrong) == ("查账", True, [])
    assert read(title="查账", lead="李明", secret=CONFIDENTIAL).secret
    assert read(title="🔒", lead="李明").wrong == [("title", "")]


def test_the_mark_that_is_read_is_the_one_that_a_ledger_of_ours_writes() -> None:
    assert MARK == CONFIDENTIAL


def test_priority_secrecy_and_a_foreign_number_are_taken_along() -> None:
    row = read(title="【保密】查账", lead="李明", priority="急件", number="督〔2026〕12号")
    assert (row.title, row.secret, row.priority) == ("查账", True, Priority.ELEVATED)
    assert (row.number, row.origin_ref) == (None, "督〔2026〕12号")
    assert read(title="甲", lead="李明", secret="是").secret


CELLS = st.one_of(
    st.text(max_size=20),
    st.text("0123456789-/.年月日:％%#民国國 ，、@", max_size=20),
    st.sampled_from(
        ["2026-12-10", "已办结", "特急", "李明、赵倩", "46000.5", "1e400", "９９９年99月99日", "2026-12-10T99:99"]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELLS, min_size=3, max_size=6), min_size=1, max_size=8))
def test_no_table_raises_anything(rows: list[list[str]]) -> None:
    found = ledger_in([a_sheet(*map(tuple, rows))])
    meanings = [*columns.MEANINGS, C.PARENT]
    heads = tuple(Heading("A", str(n), meanings[n * 5 % len(meanings)]) for n in range(6))
    for raw in found.rows:
        row_of(raw, found.headings, DAYS)
        row_of(raw, heads, DAYS)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(columns.MEANINGS), CELLS)
def test_no_cell_raises_anything(means: str, cell: str) -> None:
    row_of(Raw(2, ("甲", cell)), (Heading("A", "a", C.TITLE), Heading("B", "b", means)), DAYS)


@pytest.mark.parametrize(
    ("cell", "state"), [("√", Status.DONE), ("✓", Status.DONE), ("×", Status.ACTIVE), ("否", Status.ACTIVE)]
)
def test_a_tick_in_a_column_of_what_is_done_is_understood(cell: str, state: Status) -> None:
    assert values.state(cell) is state
