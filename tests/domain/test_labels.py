"""标准：…, 来源：…, 需附件 in an order: taken out of the deed, whatever stands beside them."""

from __future__ import annotations

import pytest

from domain.errors import Refusal
from domain.model.tasks import Origin
from domain.rules.labels import labelled, masked
from domain.rules.origins import origin_of
from domain.rules.urgency import priority_in
from domain.usecases.tasks.order import parse_order
from tests.domain.office import CALENDAR, MONDAY, local

MEETING, OTHER = Origin.MEETING, Origin.OTHER
WHOLE = {
    "zh-Hans": "周五下班前 提交整改报告\n标准：一份盖章的报告\n来源：会议 市府办〔2026〕12号\n需附件",
    "zh-Hant": "週五下班前 提交整改報告（須附佐證）\n辦理標準：一份用印的報告\n來源：會議 府秘字第12號",
    "en": "Submit the repair report by Friday 6pm, with evidence\nStandard: a stamped report\nSource: meeting 2026-12",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_labels_are_taken_out_of_an_order_in_every_language(text: str) -> None:
    found = parse_order(text, (), MONDAY, CALENDAR)
    assert found.title in ("提交整改报告", "提交整改報告", "Submit the repair report")
    assert found.reading.moment == local(27, 18)
    assert found.beside.standard in ("一份盖章的报告", "一份用印的報告", "a stamped report")
    assert (found.beside.origin, found.beside.evidence) == (MEETING, True)
    assert "12" in found.beside.origin_ref


def test_labels_on_one_line_end_where_the_next_begins() -> None:
    found = labelled("交合同 标准：双方盖章 来源：批示 王主任")
    assert (found.rest.strip(), found.standard) == ("交合同", "双方盖章")
    assert (found.origin, found.origin_ref) == (Origin.INSTRUCTION, "王主任")


@pytest.mark.parametrize(
    "text",
    [
        "制定验收标准：分三级",
        "起草评分标准",
        "查明信息来源",
        "Check the data source: finance",
        "核对数据来源：财政局",
        "Write the standard operating procedure",
        "Find the source of the leak",
    ],
)
def test_a_deed_about_standards_and_sources_is_no_label(text: str) -> None:
    found = labelled(text)
    assert (found.rest, found.standard, found.origin) == (text, "", None)


@pytest.mark.parametrize(
    "text", ["周五前交报告，需附件", "交报告附佐证材料", "请附佐证 报送方案", "File it with evidence", "上报（须附件）"]
)
def test_a_mark_asks_for_evidence_wherever_it_stands(text: str) -> None:
    found = labelled(text)
    assert found.evidence
    assert not labelled(found.rest).evidence


@pytest.mark.parametrize(
    "text",
    [
        "提供证明材料",
        "不需附件",
        "无需附件，直接报",
        "请附上附件清单",
        "需附件",
        "Write a report with evidence of misuse",
        "整理附件",
    ],
)
def test_a_deed_about_evidence_or_none_asked_for_is_no_mark(text: str) -> None:
    assert not labelled(text).evidence
    assert labelled(text).rest == text


@pytest.mark.parametrize(
    "behind", [" cc @qian", " 抄送 @qian", " !特急", " 需附件", "，需附件", " 来源：会议", "\n周五前"]
)
def test_a_value_ends_where_something_else_is_said(behind: str) -> None:
    found = labelled(f"交合同 标准：双方盖章{behind}")
    assert found.standard == "双方盖章"


def test_who_watches_is_called_upon_behind_a_label_too() -> None:
    assert masked("交合同 标准：双方盖章 cc @qian").endswith(" cc @qian")


def test_who_is_named_in_a_label_is_not_called_upon() -> None:
    text = "@li 交报告\n来源：赵倩提出，李明批示\n周五前"
    assert masked(text) == "@li 交报告\n" + " " * len("来源：赵倩提出，李明批示") + "\n周五前"
    assert len(masked(text)) == len(text)


def test_what_would_not_fit_on_a_card_is_refused() -> None:
    assert labelled("交报告\n标准：" + "长" * 300).standard == "长" * 300
    with pytest.raises(Refusal, match="label-long"):
        labelled("交报告\n标准：" + "长" * 301)


@pytest.mark.parametrize(
    ("words", "origin", "ref"),
    [
        ("会议 市府办〔2026〕12号", MEETING, "市府办〔2026〕12号"),
        ("會議：府秘字第12號", MEETING, "府秘字第12號"),
        ("省政府第12次常务会议", MEETING, "省政府第12次常务会议"),
        ("工作会议纪要第3期", MEETING, "工作会议纪要第3期"),
        ("领导批示 王主任", Origin.INSTRUCTION, "王主任"),
        ("文件〔2026〕12号", Origin.DOCUMENT, "〔2026〕12号"),
        ("Document AB-3", Origin.DOCUMENT, "AB-3"),
        ("信访件 55", Origin.VISIT, "55"),
        ("常规工作", Origin.RECURRING, ""),
        ("群众反映", Origin.RAISED, ""),
        ("raised by Li Ming", Origin.RAISED, "Li Ming"),
        ("市长热线 123", OTHER, "市长热线 123"),
        ("Documentary festival", OTHER, "Documentary festival"),
    ],
)
def test_an_origin_is_its_kind_and_its_number(words: str, origin: Origin, ref: str) -> None:
    assert origin_of(words) == (origin, ref)


@pytest.mark.parametrize("words", ["特急", "！特急", "!Urgent", " urgent "])
def test_a_priority_is_named_as_people_write_it(words: str) -> None:
    assert priority_in(words) is not None
    assert priority_in(f"{words}一点") is None


@pytest.mark.parametrize(
    ("text", "standard", "milestones", "tags"),
    [
        ("办法 标准：双方盖章 #合同 #年度", "双方盖章", None, ("合同", "年度")),
        ("办法 标准：符合 #12 的样表", "符合 #12 的样表", None, ()),
        ("办法 标准：按 #预算 样表填", "按 #预算 样表填", None, ()),
        ("办法 节点：周三 初稿；下周二 送审稿 #制度", "", "周三 初稿；下周二 送审稿", ("制度",)),
        ("办法 节点：周三 初稿 #制度；下周二 送审稿", "", "周三 初稿  ；下周二 送审稿", ("制度",)),
    ],
)
def test_tags_behind_a_label_are_tags_and_no_part_of_its_words(
    text: str, standard: str, milestones: str | None, tags: tuple[str, ...]
) -> None:
    found = parse_order(text, (), MONDAY, CALENDAR)
    assert (found.beside.standard, found.beside.milestones, found.tags) == (standard, milestones, tags)
