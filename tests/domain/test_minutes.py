"""Minutes (会议纪要) taken apart: who, who helps, by when, what; which lines are no tasks; what is answered to a preview."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.model.minutes import Document, Grid, Matter, Split
from domain.model.people import Member
from domain.rules.minutes.deeds import bare_deed, sets_no_day
from domain.rules.minutes.fixes import Do, Fix, fixes_in
from domain.rules.minutes.pasted import document_of
from domain.usecases.minutes.reading import addressed_to, split_up
from domain.usecases.tasks.order import parse_order
from tests.domain.office import CALENDAR, MONDAY

TABLE = Path(__file__).parents[1] / "data" / "minutes" / "own.txt"
NAMES = {"张三": "zhang", "李四": "si", "李明": "li", "赵倩": "zhao", "Li Ming": "lm", "Zhao Qian": "zq"}
PEOPLE = [Member(i, i, name, username) for i, (name, username) in enumerate(NAMES.items(), 1)]
UNIT: Any = SimpleNamespace(
    store=SimpleNamespace(members=SimpleNamespace(all_active=lambda: PEOPLE)), now=MONDAY, calendar=CALENDAR
)
SPEAKER: Any = SimpleNamespace(member=Member(99, 99, "王主任"))


def taken_apart(document: Document | str) -> Split:
    return split_up(UNIT, SPEAKER.member.id, document_of(document) if isinstance(document, str) else document)


def understood(text: str) -> list[str]:
    """What is understood of a text, line by line: who / who helps | by when | what."""
    return [_said(one) for one in taken_apart(text).matters]


def _said(matter: Matter) -> str:
    matter, mentions = addressed_to(UNIT, SPEAKER, matter)
    order = parse_order(matter.deed, mentions, MONDAY, CALENDAR)
    names = matter.owners or tuple(m.display.strip() for m in order.people) or matter.shared_owner
    helpers = f" / {' '.join(matter.helpers)}" if matter.helpers else ""
    due = matter.due or order.reading.words or matter.shared_due
    return f"{' '.join(names)}{helpers} | {due} | {bare_deed(order.title)}".strip()


def rows() -> list[tuple[str, list[str]]]:
    """Every line with what is to be understood of it."""
    found = (line.partition(" → ") for line in TABLE.read_text("utf-8").splitlines())
    return [(text, wanted.split(" || ")) for text, arrow, wanted in found if arrow]


@pytest.mark.parametrize(("text", "wanted"), rows())
def test_a_line_of_minutes(text: str, wanted: list[str]) -> None:
    assert understood(text) == wanted


def test_there_are_enough_lines() -> None:
    assert len(rows()) >= 40


MINUTES = """第12次局长办公会纪要
会议时间：11月23日上午
参会人员：张三、李四、李明
会议听取了各科室的汇报，认为前期工作扎实。
一、关于预算工作
会议要求，由办公室牵头，财务处配合，于12月10日前完成预算编制。
（一）张三周五前报送方案
（二）李四负责12月3日前完成会场布置；赵倩负责联系专家。
二、下一步工作
以下事项下周五前完成：
1、张三 交总结
2、打印材料
三、信息化
1．推进系统建设
责任人：李明
完成时限：12月20日前
李四：
- 修改章程
王主任强调安全问题。
今天天气不错。"""


def test_headings_and_prose_are_set_aside_and_what_they_say_for_several_holds_below_them() -> None:
    found = taken_apart(MINUTES)
    assert found.title == "第12次局长办公会纪要"
    assert [_said(one) for one in found.matters] == [
        "办公室 / 财务处 | 于12月10日前 | 完成预算编制",
        "张三 | 周五前 | 报送方案",
        "李四 | 12月3日前 | 完成会场布置",
        "赵倩 |  | 联系专家",
        "张三 | 下周五前 | 交总结",
        "| 下周五前 | 打印材料",
        "李明 | 12月20日前 | 推进系统建设",
        "李四 |  | 修改章程",
    ]
    assert "会议听取了各科室的汇报，认为前期工作扎实。" in found.aside
    assert {"一、关于预算工作", "王主任强调安全问题。", "今天天气不错。", "以下事项下周五前完成："} <= set(found.aside)


def test_matters_in_one_paragraph_are_told_apart() -> None:
    assert understood("会议决定：1.张三周五前提交名单；2.李四下周三前完成培训。") == [
        "张三 | 周五前 | 提交名单",
        "李四 | 下周三前 | 完成培训",
    ]


HEADS = (
    ("序号", "事项", "责任人", "完成时限", "备注"),
    ("項次", "決議事項", "承辦人", "辦理期限", "備註"),
    ("No.", "Action item", "Owner", "Due date", "Remarks"),
)


@pytest.mark.parametrize("head", HEADS)
def test_a_table_is_read_by_the_words_over_its_columns(head: tuple[str, ...]) -> None:
    rows = (
        ("重点工作", "", "", "", ""),
        head,
        ("1", "报送方案", "张三、李四", "12月5日", "须盖章"),
        ("2", "订会议室", "", "", ""),
    )
    found = taken_apart((Grid(rows),))
    assert [(m.deed, m.owners, m.due, m.remark) for m in found.matters] == [
        ("报送方案", ("张三", "李四"), "12月5日", "须盖章"),
        ("订会议室", (), "", ""),
    ]
    assert found.aside == ("重点工作",)


def test_a_table_without_a_head_is_read_by_what_stands_in_it() -> None:
    rows = (("1", "报送年度工作方案", "2026-12-05", "张三"), ("2", "订会议室", "2026-12-08", "李四"))
    found = taken_apart((Grid(rows),)).matters
    assert [(m.deed, m.owners, m.due) for m in found] == [
        ("报送年度工作方案", ("张三",), "2026-12-05"),
        ("订会议室", ("李四",), "2026-12-08"),
    ]


def test_rows_pasted_from_a_table_are_a_table() -> None:
    assert document_of("事项\t责任人\n报送方案\t张三") == (Grid((("事项", "责任人"), ("报送方案", "张三"))),)
    assert document_of("| a | b |\n|---|---|\n| c | d |") == (Grid((("a", "b"), ("c", "d"))),)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("3 @li 周五", (Fix((3,), Do.SAY, "@li 周五"),)),
        ("3 周五", (Fix((3,), Do.SAY, "周五"),)),
        ("３．李明 牵头", (Fix((3,), Do.SAY, "李明 牵头"),)),
        ("第3行 删", (Fix((3,), Do.DROP),)),
        ("3 drop", (Fix((3,), Do.DROP),)),
        ("删 3、5", (Fix((3, 5), Do.DROP),)),
        ("3-5 李明", (Fix((3, 4, 5), Do.SAY, "李明"),)),
        ("3 改为 报送总结", (Fix((3,), Do.REWORD, "报送总结"),)),
        ("3 恢复", (Fix((3,), Do.KEEP),)),
        ("3 12月5日", (Fix((3,), Do.SAY, "12月5日"),)),
        ("全部 周五", (Fix((), Do.SAY, "周五"),)),
        ("all by Friday", (Fix((), Do.SAY, "by Friday"),)),
        ("办公室=@li", (Fix((), Do.SAY, "@li", "办公室"),)),
        ("3 周五\n5 删", (Fix((3,), Do.SAY, "周五"), Fix((5,), Do.DROP))),
        ("12月5日开会", ()),
        ("3天后开会", ()),
        ("好的", ()),
        ("3 周五\n好的", ()),
    ],
)
def test_what_is_answered_to_a_preview(text: str, wanted: tuple[Fix, ...]) -> None:
    assert fixes_in(text, ("办公室",)) == wanted


def test_words_that_set_no_day_are_no_deadline() -> None:
    assert all(map(sets_no_day, ("尽快", "长期坚持", "待定", "ongoing", "TBD", "-")))
    assert not any(map(sets_no_day, ("周五", "12月5日", "by Friday")))


PIECES = st.sampled_from(
    [*"，。；：、（）()【】|\t\n 1３①一是由请于前张李明@-—.:;", "责任人：", "完成时限：", "周五前", "12月5日",
     "张三", "以下事项", "会议要求", "牵头", "配合",
     "Owner: ", "Due: ", "by Friday", "Li Ming", "二、", "（一）", "办公室", "\u0000", "😀", "\ud800"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_no_text_is_too_odd(text: str) -> None:
    found = taken_apart(text)
    assert all(one.text for one in found.matters)
    understood(text)
    fixes_in(text, ("办公室",))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(PIECES, max_size=4).map("".join), min_size=1, max_size=5).map(tuple))
def test_no_table_is_too_odd(row: tuple[str, ...]) -> None:
    taken_apart((Grid((row, row[::-1], row)), "1. 报送方案"))
