"""The period of a plan, as people write it, and when it ends."""

from __future__ import annotations

from datetime import date

import pytest

from domain.rules.periods import Period, period_at
from domain.rules.plan_periods import plan_period_at
from tests.domain.office import CALENDAR, local

TODAY = date(2026, 11, 23)
SAID = {
    "2027": ("2027", ""),
    "2027年": ("2027", ""),
    "2027年度计划": ("2027", ""),
    "2027年工作计划": ("2027", ""),
    "２０２７": ("2027", ""),
    "今年": ("2026", ""),
    "明年计划": ("2027", ""),
    "next year": ("2027", ""),
    "2027Q1": ("2027Q1", ""),
    "2027 q3": ("2027Q3", ""),
    "2027-Q2": ("2027Q2", ""),
    "Q4 2027": ("2027Q4", ""),
    "2027年一季度": ("2027Q1", ""),
    "2027年第二季度": ("2027Q2", ""),
    "2027年第3季度计划": ("2027Q3", ""),
    "2027-03": ("2027-03", ""),
    "2027/3": ("2027-03", ""),
    "2027年3月": ("2027-03", ""),
    "2027年12月份": ("2027-12", ""),
    "2027Q1 #5": ("2027Q1", "#5"),
    "2027#5": ("2027", "#5"),
    "2027 推进预算一体化 @li": ("2027", "推进预算一体化 @li"),
    "2027：": ("2027", ""),
}
NONE = ("20270", "202", "2027Q5", "2027Q12", "2027-13", "2027年13月", "1999", "预算 2027", "", "二〇二七")


@pytest.mark.parametrize("words", SAID)
def test_a_period_is_read_at_the_head_of_what_was_written(words: str) -> None:
    found = period_at(words, TODAY)
    assert found is not None
    assert (found[0].label, found[1]) == SAID[words]


@pytest.mark.parametrize("words", NONE)
def test_what_is_no_period_is_none(words: str) -> None:
    assert period_at(words, TODAY) is None


@pytest.mark.parametrize(
    ("label", "last"),
    [
        ("2026", date(2026, 12, 31)), ("2027", date(2027, 12, 31)), ("2027Q1", date(2027, 3, 31)),
        ("2027Q4", date(2027, 12, 31)), ("2028-02", date(2028, 2, 29)), ("2026-12", date(2026, 12, 31)),
    ],
)  # fmt: skip
def test_a_period_has_a_last_day(label: str, last: date) -> None:
    assert Period(label).last_day == last


@pytest.mark.parametrize(
    ("label", "first"),
    [
        ("2027", date(2027, 1, 1)),
        ("2027Q1", date(2027, 1, 1)),
        ("2027Q4", date(2027, 10, 1)),
        ("2028-02", date(2028, 2, 1)),
    ],
)
def test_a_period_has_a_first_day(label: str, first: date) -> None:
    assert Period(label).first_day == first


def test_it_ends_with_the_work_of_its_last_working_day() -> None:
    assert Period("2027-01").ends(CALENDAR) == local(29, 18, month=1, year=2027), "the 31st is a Sunday"


def test_where_the_data_about_days_off_ends_it_is_the_last_weekday() -> None:
    assert Period("2099").ends(CALENDAR).date() == date(2099, 12, 31)


def test_a_year_holds_its_quarters_and_months_and_they_hold_themselves() -> None:
    labels = ["2026-12", "2027", "2027-03", "2027Q1", "2027Q4", "2028"]

    def held(label: str) -> list[str]:
        first, last = Period(label).span
        return [one for one in labels if first <= one < last]

    assert held("2027") == ["2027", "2027-03", "2027Q1", "2027Q4"]
    assert (held("2027Q1"), held("2027-03")) == (["2027Q1"], ["2027-03"])


@pytest.mark.parametrize(
    ("words", "label", "rest"),
    [
        ("一季度", "2027Q1", ""), ("第一季度", "2027Q1", ""), ("1季度", "2027Q1", ""), ("Q1", "2027Q1", ""),
        ("3月", "2027-03", ""), ("三月份计划", "2027-03", ""), ("March", "2027-03", ""), ("first quarter", "2027Q1", ""),
        ("11月", "2026-11", ""), ("四季度", "2026Q4", ""), ("本季度", "2026Q4", ""), ("下季度", "2027Q1", ""),
        ("下个月", "2026-12", ""), ("next quarter", "2027Q1", ""), ("上季度", "2026Q3", ""), ("去年", "2025", ""),
        ("二季度 完成方案", "2027Q2", "完成方案"), ("Q2：完成方案", "2027Q2", "完成方案"), ("Q1 #5", "2027Q1", "#5"),
        ("2026年一季度", "2026Q1", ""), ("2027", "2027", ""),
    ],
)  # fmt: skip
def test_the_period_of_a_plan_without_a_year_is_the_one_to_come(words: str, label: str, rest: str) -> None:
    assert plan_period_at(words, date(2026, 11, 23)) == (Period(label), rest)


@pytest.mark.parametrize("words", ["5月1日前完成方案", "完成一季度的方案", "五季度", "13月", "", "#5 方案"])
def test_other_words_at_the_head_are_no_period_of_a_plan(words: str) -> None:
    assert plan_period_at(words, date(2026, 11, 23)) is None
