"""What a line after /ledger says, and text that no spreadsheet runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.model.ledger import LedgerForm
from domain.model.people import Team, TeamStatus
from domain.rules.ledger import as_it_was, asks_for_it, bare, form_in, kept_as_text, secret_in, team_in


@pytest.mark.parametrize(
    ("line", "form"),
    [
        ("xlsx", LedgerForm.XLSX), ("10月 XLSX", LedgerForm.XLSX), ("10月 .xlsx", LedgerForm.XLSX),
        ("Excel @li", LedgerForm.XLSX),
        ("电子表格", LedgerForm.XLSX), ("電子表格", LedgerForm.XLSX),
        ("試算表", LedgerForm.XLSX), ("csv", LedgerForm.CSV), ("@li json", LedgerForm.JSON),
        ("日历", LedgerForm.ICS), ("行事曆", LedgerForm.ICS), ("open calendar", LedgerForm.ICS), ("ics", LedgerForm.ICS),
        ("", None), ("10月", None), ("#csv", None), ("@csv", None), ("csvs", None), ("mycsv", None), ("a.json.gz", None),
    ],
)  # fmt: skip
def test_the_form_is_a_word_of_its_own(line: str, form: LedgerForm | None) -> None:
    found, rest = form_in(line)
    assert found == form
    assert (rest == line) == (form is None)


def test_a_team_is_named_by_its_title_the_longest_first() -> None:
    teams = [
        Team(n, n, title, TeamStatus.APPROVED) for n, title in enumerate(("综合", "综合部", "Sales", "", "財務處"), 1)
    ]
    for line, number, rest in (
        ("综合部 10月", 2, "10月"), ("10月 综合", 1, "10月"), ("sales done", 3, "done"), ("财务处", 5, ""),
        ("10月", None, "10月"),
        ("presales", None, "presales"), ("#综合", None, "#综合"), ("@sales", None, "@sales"),
    ):  # fmt: skip
        team, left = team_in(line, teams)
        assert (team.id if team else None, left.strip()) == (number, rest), line


@pytest.mark.parametrize("line", ["保密", "含保密", "密件", "confidential", "10月 保密事项"])
def test_confidential_matters_are_asked_for_by_name(line: str) -> None:
    assert secret_in(line)[0]
    assert not secret_in(f"#{line.rsplit(maxsplit=1)[-1]}")[0]


def test_words_that_say_only_that_it_is_a_ledger_are_left_out() -> None:
    assert bare("督办台账 10月 全部").split() == ["10月"]
    assert bare("臺帳 列管清冊").split() == []
    assert bare("#台账 @all").split() == ["#台账", "@all"]


ASKED = (
    "台账", "台帳", "臺帳", "督办台账", "导出台账", "请给我一份台账。", "匯出列管清冊",
    "Ledger", "show me the ledger",
)  # fmt: skip
ORDERED = (
    "核对台账", "台账 @li 明天前", "请李明整理台账", "check the ledger", "@li export the ledger by Friday", "",
)  # fmt: skip


@pytest.mark.parametrize("text", ASKED)
def test_plain_words_ask_for_it(text: str) -> None:
    assert asks_for_it(text)


@pytest.mark.parametrize("text", ORDERED)
def test_an_order_about_a_ledger_is_no_question_for_it(text: str) -> None:
    assert not asks_for_it(text)


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@sum", "\tx", "\rx", "＝1", "'=1", "''=1"])
def test_what_looks_like_a_formula_stays_text_and_comes_back(text: str) -> None:
    assert kept_as_text(text) == f"'{text}"
    assert as_it_was(kept_as_text(text)) == text


@given(st.text())
def test_every_text_comes_back(text: str) -> None:
    assert as_it_was(kept_as_text(text)) == text
    assert kept_as_text(text)[:1] not in tuple("=+-@\t\r＝＋－＠") or not text
