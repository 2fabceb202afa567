"""Who does what, read out of an order: only where it can be read clearly, and never at the price of the order itself."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines import Kind, read
from domain.rules.labels import labelled
from domain.rules.own_parts import blanked, shared_in
from tests.domain.office import CALENDAR, MONDAY


@dataclass(frozen=True)
class Name:
    """A name in a text."""

    start: int
    end: int
    leads: bool = False


def names(text: str, *lead: str) -> list[Name]:
    """The @names of a text; those in `lead` lead, together with the word for it."""
    found, at = [], 0
    while (at := text.find("@", at)) >= 0:
        end = next((i for i in range(at, len(text)) if text[i] in " ，,；;、\n"), len(text))
        leads = text[at:end] in lead
        word = next((w for w in (" 牵头", " to lead") if leads and text[end:].startswith(w)), "")
        found.append(Name(at, end + len(word), leads))
        at = end
    return found


def due(words: str) -> tuple[int, int] | None:
    found = read(words, MONDAY, CALENDAR, sentence=True)
    return None if found.kind is Kind.NONE else found.span


def parts(text: str, *lead: str) -> dict[str, str]:
    """Whose words are which."""
    found = shared_in(text, names(text, *lead), due)
    by_place = {n.start: text[n.start : n.end] for n in names(text, *lead)}
    return {by_place[p.at]: text[p.start : p.end].strip() for p in found}


BEHIND_A_LEAD = {
    "@li 牵头 @zhao 周四前 提供数据 @qian 核对 周五下班前 提交报告": {"@zhao": "周四前 提供数据", "@qian": "核对"},
    "@li 牵头 @zhao 提供数据 周五下班前 提交报告 cc @sun": {"@zhao": "提供数据"},
    "提交报告 周五下班前 @li 牵头，@zhao 提供数据，@qian 核对": {"@zhao": "提供数据", "@qian": "核对"},
    "@li to lead @zhao by Thursday the figures @qian check them by Friday 6pm submit the report": {
        "@zhao": "by Thursday the figures", "@qian": "check them",
    },
}  # fmt: skip
IN_A_LINE = {
    "@li 周五前 提交报告\n分工：@zhao 周四前 提供数据；@qian 核对": {"@zhao": "周四前 提供数据", "@qian": "核对"},
    "@li 週五前 提交報告，分工：@zhao 提供資料、@qian 核對": {"@zhao": "提供資料", "@qian": "核對"},
    "@li by Friday the report\nParts: @zhao the figures; @qian check": {"@zhao": "the figures", "@qian": "check"},
}
UNCLEAR = (
    "@li 牵头 @zhao @qian 周五下班前 提交报告",  # no words of their own
    "@li 牵头 @zhao 周五下班前 提交报告",  # the words may be everybody's
    "@li 牵头 @zhao 周四前 核对",
    "@li @zhao 周四前 提供数据",  # nobody leads
    "@li 牵头 周五前 提交报告",
    "@zhao to lead @li send the plan by tomorrow 18:00",  # nothing is left for the whole
    "@li 周五前 提交报告\n分工：@zhao、@qian",
    "@li 讨论分工方案 @zhao",
    "分工：明天再定 @li",
)


@pytest.mark.parametrize(("text", "wanted"), BEHIND_A_LEAD.items())
def test_behind_a_lead_everybody_has_the_words_up_to_the_next_name(text: str, wanted: dict[str, str]) -> None:
    assert parts(text, "@li") == wanted


@pytest.mark.parametrize(("text", "wanted"), IN_A_LINE.items())
def test_a_line_of_its_own_says_who_does_what(text: str, wanted: dict[str, str]) -> None:
    assert parts(text) == wanted


@pytest.mark.parametrize("text", UNCLEAR)
def test_where_it_is_not_said_clearly_nothing_is_taken_out(text: str) -> None:
    assert parts(text, "@li") == {}


def test_what_is_left_keeps_its_places() -> None:
    text = "@li 周五前 提交报告\n分工：@zhao 周四前 提供数据；@qian 核对"
    left = blanked(text, shared_in(text, names(text), due))
    assert len(left) == len(text)
    assert left.split() == ["@li", "周五前", "提交报告", "@zhao", "；@qian"]


@given(st.text(alphabet="@lizh 分工：:牵头;；,，\n周五前提交\t", max_size=40), st.booleans())
def test_no_text_is_too_odd(text: str, leads: bool) -> None:
    first = text[text.find("@") :].split(" ", 1)[0] if leads and "@" in text else ""
    found = shared_in(text, names(text, first), due)
    assert len(blanked(text, found)) == len(text)


@pytest.mark.parametrize(
    ("text", "any_one", "rest"),
    [
        ("周五前 交表 或签", True, "周五前 交表"),
        ("周五前 交表（或簽）", True, "周五前 交表"),
        ("周五前 交表，一人交即可", True, "周五前 交表"),
        ("by Friday the form (any one)", True, "by Friday the form"),
        ("周五前 交表（会签）", False, "周五前 交表"),
        ("周五前 合同会签", False, "周五前 合同会签"),
        ("周五前 或签或会签的说明", False, "周五前 或签或会签的说明"),
        ("或签", False, "或签"),
    ],
)
def test_whether_one_part_is_enough_is_a_word_set_apart(text: str, any_one: bool, rest: str) -> None:
    found = labelled(text)
    assert (found.any_one, " ".join(found.rest.split()).strip(" ，")) == (any_one, rest)
