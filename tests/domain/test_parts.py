"""An order that says who leads and who helps: the lead is who leads, wherever they stand, and the words leave the title."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from domain.model.people import Member
from domain.usecases.tasks.order import Mention, find_names, parse_order, people_named
from tests.domain.office import CALENDAR, MONDAY

NAMES = {
    "王主任": "wang",
    "周秘书": "zhou",
    "李明": "li",
    "赵倩": "zhao",
    "孙悦": "sun",
    "Li Ming": "lm",
    "Zhao Qian": "zq",
}
PEOPLE = [Member(i, i, name, username) for i, (name, username) in enumerate(NAMES.items(), 1)]


def read(text: str) -> tuple[str, str]:
    """Who does it, the lead first, and what is to be done."""
    store = SimpleNamespace(members=SimpleNamespace(all_active=lambda: PEOPLE))
    unit: Any = SimpleNamespace(store=store)
    order = parse_order(text, people_named(unit, text, find_names(text), 1), MONDAY, CALENDAR)
    return " ".join(map(_called, order.people)), order.title


def _called(mention: Mention) -> str:
    found = [m for m in PEOPLE if m.id in mention.member_ids or m.username == mention.username]
    return "/".join(m.name for m in found)


@pytest.mark.parametrize(
    ("text", "people", "title"),
    [
        ("由赵倩牵头、李明配合 周五前报方案", "赵倩 李明", "报方案"),
        ("由赵倩牵头李明配合周五前报方案", "赵倩 李明", "报方案"),
        ("赵倩牵头，李明、孙悦配合 周五前报方案", "赵倩 李明 孙悦", "报方案"),
        ("赵倩牵头，李明、孙悦协办，周五前报方案", "赵倩 李明 孙悦", "报方案"),
        ("由赵倩牽頭、李明協辦 週五前報方案", "赵倩 李明", "報方案"),
        ("請赵倩主辦，孙悦、李明協助，週五前報方案", "赵倩 孙悦 李明", "報方案"),
        ("赵倩主办、李明协办 周五前报方案", "赵倩 李明", "报方案"),
        ("赵倩负责，李明配合，周五前报方案", "赵倩 李明", "报方案"),
        ("李明配合赵倩牵头 周五前报方案", "赵倩 李明", "报方案"),
        ("李明、孙悦配合，赵倩牵头 周五前报方案", "赵倩 李明 孙悦", "报方案"),
        ("周五前报方案，由赵倩牵头，李明配合", "赵倩 李明", "报方案"),
        ("周五前报方案（赵倩牵头，李明配合）", "赵倩 李明", "报方案"),
        ("赵倩牵头，会同李明、孙悦周五前报方案", "赵倩 李明 孙悦", "报方案"),
        ("牵头人：赵倩 协办：李明、孙悦 周五前报方案", "赵倩 李明 孙悦", "报方案"),
        ("王主任牵头，李主任配合 周五前报方案", "王主任 李明", "报方案"),
        ("赵倩牵头起草方案，李明配合财务部提供数据，周五前报", "赵倩 李明", "起草方案 配合财务部提供数据"),
        ("请赵倩周五前报方案，李明配合", "赵倩 李明", "报方案"),
        ("请赵倩和李明周五前报方案", "赵倩 李明", "报方案"),
        ("让李明和赵倩周五前报方案", "李明 赵倩", "报方案"),
        ("由 @zhao 牵头、@li 配合 周五前报方案", "赵倩 李明", "报方案"),
        ("@li 配合 @zhao 牵头 周五前报方案", "赵倩 李明", "报方案"),
        ("@zhao周五前报方案，@li 配合", "赵倩 李明", "报方案"),
        ("Zhao Qian to lead, with Li Ming, submit the plan by Friday", "Zhao Qian Li Ming", "submit the plan"),
        ("Submit the plan by Friday, led by Zhao Qian, with Li Ming", "Zhao Qian Li Ming", "Submit the plan"),
        ("Submit the plan by Friday. Li Ming supports, Zhao Qian leads", "Zhao Qian Li Ming", "Submit the plan"),
        ("Have Zhao Qian lead, Li Ming support: submit the plan by Friday", "Zhao Qian Li Ming", "submit the plan"),
        (
            "Ask Zhao Qian to lead with support from Li Ming and submit the plan by Friday",
            "Zhao Qian Li Ming",
            "submit the plan",
        ),
    ],
)
def test_who_leads_is_the_lead_and_who_helps_works_with_them(text: str, people: str, title: str) -> None:
    assert read(text) == (people, title)


@pytest.mark.parametrize(
    "text",
    [
        "李明和赵倩牵头 周五前报方案",
        "李明配合 周五前报方案",
        "赵倩牵头，李明牵头 周五前报方案",
        "@li @zhao 牵头 周五前报方案",
    ],
)
def test_where_it_is_unclear_who_leads_nobody_is_taken(text: str) -> None:
    assert read(text)[0] == ""


@pytest.mark.parametrize(
    ("text", "people", "title"),
    [
        ("李明负责会议室布置 周五前", "李明", "负责会议室布置"),
        ("让李明配合财务部做审计 周五前", "李明", "配合财务部做审计"),
        ("让李明周五前交赵倩牵头的方案", "李明", "交赵倩牵头的方案"),
    ],
)
def test_a_deed_that_only_sounds_like_a_part_stays_the_deed(text: str, people: str, title: str) -> None:
    assert read(text) == (people, title)


@pytest.mark.parametrize(
    ("text", "people", "title"),
    [
        ("李明牵头 赵倩周三前报方案", "李明 赵倩", "报方案"),
        ("李明牵头，赵倩周三前报方案", "李明 赵倩", "报方案"),
        ("李明牵头，赵倩、孙悦周三前报方案", "李明 赵倩 孙悦", "报方案"),
        ("李明牵头，请赵倩周三前报方案", "李明 赵倩", "报方案"),
        ("李明牵头，周三前赵倩报方案", "李明 赵倩", "报方案"),
        ("周三前李明牵头赵倩报方案", "李明 赵倩", "报方案"),
        ("李明負責牽頭，趙倩週三前報方案", "李明 赵倩", "報方案"),
        ("Li Ming leads with Zhao Qian: report by Wed", "Li Ming Zhao Qian", "report"),
        ("Li Ming leads, Zhao Qian report by Wed", "Li Ming Zhao Qian", "report"),
        ("Li Ming is leading with Zhao Qian: report by Wed", "Li Ming Zhao Qian", "report"),
    ],
)
def test_who_begins_a_clause_behind_a_lead_helps_and_the_name_leaves_the_title(
    text: str, people: str, title: str
) -> None:
    assert read(text) == (people, title)


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("李明牵头，赵倩的方案周三前报", "赵倩的方案 报"),
        ("李明牵头，周三前向赵倩报方案", "向赵倩报方案"),
        ("李明牵头，赵倩那边的数据周三前报", "赵倩那边的数据 报"),
    ],
)
def test_whose_it_is_and_to_whom_does_not_help(text: str, title: str) -> None:
    assert read(text) == ("李明", title)


@pytest.mark.parametrize(
    "text", ["趙倩 周三前 報方案", "讓趙倩週三前報方案", "赵倩 周三前 報方案", "請小趙週三前報方案"]
)
def test_a_name_is_found_in_either_script(text: str) -> None:
    assert read(text)[0] == "赵倩"
