"""The period a report is about, as people name it, and what is before and after it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.errors import Refusal
from domain.rules.periods import Period
from domain.rules.questions import question
from domain.rules.reported import ending_with, holding, moved, period_in, period_named, within

TODAY = date(2026, 11, 10)
SAID = {
    "": "2026-10", "上月": "2026-10", "上个月": "2026-10", "本月": "2026-11", "10月": "2026-10", "十月": "2026-10",
    "2026年10月": "2026-10", "2026-10": "2026-10", "12月": "2025-12", "去年12月": "2025-12",
    "三季度": "2026Q3", "第三季": "2026Q3", "3季度": "2026Q3", "2026Q3": "2026Q3", "2026年第三季度": "2026Q3",
    "Q3": "2026Q3", "q3 2025": "2025Q3", "third quarter": "2026Q3", "去年四季度": "2025Q4", "本季度": "2026Q4",
    "上季度": "2026Q3", "上个季度": "2026Q3", "last quarter": "2026Q3", "this quarter": "2026Q4",
    "今年": "2026", "去年": "2025", "前年": "2024", "2025": "2025", "2025年": "2025", "2025年度": "2025",
    "last year": "2025", "this year": "2026", "last month": "2026-10", "October": "2026-10", "oct 2025": "2025-10",
    "２０２６年１０月": "2026-10",
}  # fmt: skip


@pytest.mark.parametrize("words", SAID)
def test_a_period_is_understood_as_it_is_said(words: str) -> None:
    assert period_in(words, TODAY).label == SAID[words]


@pytest.mark.parametrize(
    "words", ["foo", "五季度", "Q5", "0季度", "昨天", "第十一期", "1999年", "\u202eabc", "🙂" * 60]
)
def test_what_is_no_period_is_refused_with_an_example(words: str) -> None:
    with pytest.raises(Refusal) as refused:
        period_in(words, TODAY)
    assert refused.value.name == "period-none"


@pytest.mark.parametrize("words", ["2027年", "2026-12", "2027Q1", "明年"])
def test_a_period_that_has_not_begun_is_refused(words: str) -> None:
    with pytest.raises(Refusal):
        period_in(words, TODAY)


def test_a_month_that_is_none_is_refused_as_such() -> None:
    with pytest.raises(Refusal) as refused:
        period_in("13月", TODAY)
    assert refused.value.name == "month-none"


def test_periods_follow_each_other_whatever_their_length() -> None:
    steps = {"2026-01": ("2025-12", "2026-02"), "2026Q1": ("2025Q4", "2026Q2"), "2026": ("2025", "2027")}
    found = {p: (moved(Period(p), -1).label, moved(Period(p), 1).label) for p in steps}
    assert found == steps


def test_a_month_lies_in_its_quarter_and_year_which_may_end_with_it() -> None:
    assert [p.label for p in holding(Period("2026-10"))] == ["2026Q4", "2026"]
    assert [p.label for p in ending_with(date(2026, 10, 1))] == ["2026-10"]
    assert [p.label for p in ending_with(date(2026, 9, 1))] == ["2026-09", "2026Q3"]
    assert [p.label for p in ending_with(date(2026, 12, 1))] == ["2026-12", "2026Q4", "2026"]


def test_a_period_begins_and_ends_by_the_clock_of_the_office() -> None:
    zone = ZoneInfo("Asia/Taipei")
    span = within(Period("2026Q3"), zone)
    assert (span.since, span.until) == (datetime(2026, 7, 1, tzinfo=zone), datetime(2026, 10, 1, tzinfo=zone))


@pytest.mark.parametrize("label", ["2026-13", "2026Q5", "26", "2026-1", "", "x", "2026-10 "])
def test_a_label_that_a_button_made_up_is_none(label: str) -> None:
    assert period_named(label) is None


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("上月通报", "上月"), ("10月完成情况", "10月"), ("月通报", ""), ("督辦月報", ""), ("三季度通报呢？", "三季度"),
        ("monthly report", ""), ("last month's bulletin", "last month"), ("October bulletin", "October"),
    ],
)  # fmt: skip
def test_a_bulletin_is_asked_for_in_everyday_words(words: str, period: str) -> None:
    found = question(words)
    assert found is not None
    assert found.period == period


@pytest.mark.parametrize("words", ["准备月报", "李明下周五前报月报", "预算完成情况", "把10月通报发给各科室", "月报"])
def test_an_order_about_a_bulletin_is_none(words: str) -> None:
    found = question(words)
    assert found is None or found.period is None
