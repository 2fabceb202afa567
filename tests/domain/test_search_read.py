"""What a search is understood as: any order, three languages, and words that only look like a condition."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.model.search import Asked, Moment, Stand
from domain.rules.search import understood, wanted_in
from domain.rules.search_periods import days_of, period_at

MONDAY = date(2026, 11, 30)
PEOPLE = {"李明": 2, "赵倩": 3, "@li": 2}
ANY, GIVEN, DUE, DONE = Moment


def people_at(line: str, place: int) -> tuple[tuple[int, ...], int] | None:
    return next((((i,), place + len(n)) for n, i in PEOPLE.items() if line.startswith(n, place)), None)


def read(text: str, *, loosely: bool = False) -> Asked:
    return understood(text, MONDAY, people_at, loosely=loosely)


def asked(*words: str, **fields: Any) -> Asked:
    return Asked(words, **fields)


@pytest.mark.parametrize("text", ["人事", "注意事项", "董事"])
def test_a_word_that_ends_as_matters_do_is_looked_for_whole(text: str) -> None:
    assert read(text) == asked(text)


OVERDUE_OF_LI = asked(people=(2,), stand=Stand.OVERDUE, period="2026-10", moment=DUE)


@pytest.mark.parametrize(
    "text",
    [
        "李明 超期 10月",
        "10月 超期 @li",
        "李明上月超期的",
        "上個月 李明 逾期",
        "@li overdue last month",
        "last month, overdue: @li",
    ],
)
def test_what_is_asked_may_stand_in_any_order_and_any_language(text: str) -> None:
    assert read(text) == OVERDUE_OF_LI


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("报告", asked("报告")),
        ("李明超期的报告", asked("报告", people=(2,), stand=Stand.OVERDUE)),
        ("上个月那个报告的事", asked("报告", period="2026-10")),
        ("the budget report of last month", asked("budget", "report", period="2026-10")),
        ("上月办结", asked(stand=Stand.DONE, period="2026-10", moment=DONE)),
        ("10月交办", asked(period="2026-10", moment=GIVEN)),
        ("due next week", asked(period="2026-12-07/2026-12-13", moment=DUE)),
        ("given in October", asked(period="2026-10", moment=GIVEN)),
        ("待審核", asked(stand=Stand.REVIEW)),
        ("waiting for review", asked(stand=Stand.REVIEW)),
        ("未办结", asked(stand=Stand.OPEN)),
        ("#预算 报告 #12", asked("报告", numbers=(12,), tags=("预算",))),
        ("12", asked("12")),
        ("到期", asked("到期")),
        ("去年12月", asked(period="2025-12")),
        ("12月", asked(period="2026-12")),
        ("2026Q3 done", asked(stand=Stand.DONE, period="2026Q3", moment=DONE)),
        ("三季度", asked(period="2026Q3")),
        ("昨天", asked(period="2026-11-29/2026-11-29")),
        ("10月1日到10月15日", asked(period="2026-10-01/2026-10-15")),
        ("从10月1日至15日 办结", asked(stand=Stand.DONE, period="2026-10-01/2026-10-15", moment=DONE)),
        ("10月到12月", asked(period="2026-10-01/2026-12-31")),
        ("上月至今", asked(period="2026-10-01/2026-11-30")),
        ("Oct 1 to Oct 15", asked(period="2026-10-01/2026-10-15")),
        ("from October 1 to 15", asked(period="2026-10-01/2026-10-15")),
        ("2026-10-01~2026-10-15", asked(period="2026-10-01/2026-10-15")),
        ("10月到期", asked(period="2026-10", moment=DUE)),
    ],
)
def test_words_states_periods_and_tags_are_told_apart(text: str, found: Asked) -> None:
    assert read(text) == found


@pytest.mark.parametrize(
    ("text", "strictly", "loosely"),
    [
        ("10月份工作总结", asked("10月份工作总结"), asked("工作总结", period="2026-10")),
        ("办结报告", asked("办结报告"), asked("报告", stand=Stand.DONE)),
        ("“办结报告”", asked("办结报告"), asked("办结报告")),
    ],
)
def test_what_stands_against_other_words_is_a_condition_only_where_the_whole_is_no_name(
    text: str, strictly: Asked, loosely: Asked
) -> None:
    assert (read(text), read(text, loosely=True)) == (strictly, loosely)


@pytest.mark.parametrize(
    "text", ["%", "_", '"', "*", "AND NOT", "( )", "👍", "\u200b", "\u202eabc", "said^x NEAR", "的", "“", "#"]
)
def test_signs_and_syntax_are_words_or_nothing_and_never_an_error(text: str) -> None:
    assert set(read(text).words) <= set(text.replace("\u202e", "").split())


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read_both_ways(text: str) -> None:
    for loosely in (False, True):
        with suppress(Refusal):
            found = read(text, loosely=loosely)
            assert not found.period or days_of(found.period)[0] <= days_of(found.period)[1]


@pytest.mark.parametrize(
    ("text", "name"), [("长" * 4000, "search-long"), ("a b1 c2 d3 e4 f5 g6 h7 i8 j9", "search-many")]
)
def test_what_is_too_much_is_refused_with_one_sentence(text: str, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.name == name


@pytest.mark.parametrize(
    ("text", "what", "surely"),
    [
        ("找一下上个月那个报告的事", "上个月那个报告的事", True),
        ("把上个月的报告找出来", "上个月的报告", True),
        ("上季度的台账找一下", "上季度的台账", True),
        ("找上个月报告", "上个月报告", True),
        ("找李明的报告", "李明的报告", False),
        ("找去年的总结发我", "去年的总结发我", False),
        ("幫我找一下預算", "預算", False),
        ("找 预算", "预算", False),
        ("搜索：预算 李明", "预算 李明", True),
        ("find the budget report", "the budget report", False),
        ("search for overdue", "overdue", True),
    ],
)
def test_plain_words_that_want_something_found(text: str, what: str, surely: bool) -> None:
    wanted = wanted_in(text)
    assert wanted is not None
    assert (wanted.what, wanted.surely) == (what, surely)


@pytest.mark.parametrize(
    "text",
    [
        "找李明谈话",
        "findings are due",
        "报告找到了",
        "请李明找资料",
        "李明 周五前 把上个月的报告找出来",
        "查一下合同有没有盖章，明天报我",
    ],
)
def test_other_words_are_no_search(text: str) -> None:
    assert wanted_in(text) is None


@pytest.mark.parametrize("year", [2027, 2028, 2029])
def test_a_range_over_new_year_said_in_january_begins_on_the_day_that_was_said(year: int) -> None:
    found = period_at("12月20日到1月5日", 0, date(year, 1, 10))
    assert found is not None
    assert found[0] == f"{year - 1}-12-20/{year}-01-05"
