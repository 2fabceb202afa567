"""Documents as a real program reads them: a letterhead, numbered sections, tables, and what stands at the end."""

from __future__ import annotations

import io

import pytest
from docx import Document

from domain.model.papers import Letterhead, Paper, Section, Table
from sheets.documents import docx

TABLE = Table("", ("部门", "办结", "按时办结率"), (40, 30, 30), (("综合部 <b>", "18", "94%"), ("=1+1", "—", "")))
SECTIONS = (
    Section("一、总体情况", ("本期办结 38 件。", "按时签收率 88%。")),
    Section("", (), TABLE),
    Section("二、其他"),
)
PAPER = Paper(
    "测试局督办工作月通报", ("现将有关情况通报如下。",), (), ("数据取自办理记录。",), "zh-Hans", "第 {page} 页，共 {pages} 页",
    SECTIONS, Letterhead("〔2026〕第11期", "测试局", "签发：＿＿＿"), ("测试局", "2026年12月4日"),
)  # fmt: skip


def test_an_official_document_has_its_parts_in_their_order() -> None:
    found = Document(io.BytesIO(docx(PAPER)))
    assert [p.text for p in found.paragraphs] == [
        "测试局督办工作月通报", "〔2026〕第11期", "测试局\t签发：＿＿＿", "现将有关情况通报如下。", "一、总体情况",
        "本期办结 38 件。", "按时签收率 88%。", "二、其他", "数据取自办理记录。", "测试局", "2026年12月4日",
    ]  # fmt: skip
    rows = [[cell.text for cell in row.cells] for row in found.tables[0].rows]
    assert rows == [list(TABLE.columns), ["综合部 <b>", "18", "94%"], ["=1+1", "—", ""]]


def test_its_title_is_red_and_its_text_in_the_faces_of_official_documents() -> None:
    title, number, *_, office, _ = Document(io.BytesIO(docx(PAPER))).paragraphs
    assert str(title.runs[0].font.color.rgb) == "C00000"
    assert number.runs[0].element.xpath("./w:rPr/w:rFonts/@w:eastAsia") == ["仿宋"]
    assert office.alignment == 2, "at the right end"


def test_figures_stand_in_the_middle_of_their_cells() -> None:
    cells = Document(io.BytesIO(docx(PAPER))).tables[0].rows[1].cells
    assert [cell.paragraphs[0].alignment for cell in cells] == [None, 1, 1]


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant", "en"])
def test_a_paper_without_a_head_is_as_it_was(language: str) -> None:
    table = Table("综合部", ("编号",), (1,), (("#1",),))
    found = Document(io.BytesIO(docx(Paper("题", ("行",), (table,), ("签字",), language, "{page}/{pages}"))))
    assert [p.text for p in found.paragraphs] == ["题", "行", "综合部", "签字"]


def test_odd_signs_harm_no_document() -> None:
    odd = "a\x00b\u202ec\ud800\ufffe\td\ne"
    found = Document(io.BytesIO(docx(Paper(odd, (odd,), (), (), "en", odd, (Section(odd, (odd,)),)))))
    assert {p.text for p in found.paragraphs} == {"abc\td\ne"}
