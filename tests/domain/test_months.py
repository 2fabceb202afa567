"""A month as people name it: which one is meant, which is none, when it begins and ends."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from domain.errors import Refusal
from domain.rules.months import month_in, month_named, shifted, within_month

TODAY = date(2026, 11, 23)
OCTOBER, LAST_DECEMBER = date(2026, 10, 1), date(2025, 12, 1)


@pytest.mark.parametrize(
    ("words", "month"),
    [
        ("2026-10", OCTOBER), ("2026年10月", OCTOBER), ("2026/10", OCTOBER), ("10/2026", OCTOBER), ("10月", OCTOBER),
        ("10月份", OCTOBER), ("十月", OCTOBER), ("１０月", OCTOBER), ("October", OCTOBER), ("oct 2026", OCTOBER),
        ("last month", OCTOBER), ("上个月", OCTOBER), ("上個月", OCTOBER), ("上月", OCTOBER), ("上上个月", date(2026, 9, 1)),
        ("本月", date(2026, 11, 1)), ("这个月", date(2026, 11, 1)), ("this month", date(2026, 11, 1)),
        ("2025年12月的", LAST_DECEMBER),
        ("十二月", LAST_DECEMBER), ("去年12月", LAST_DECEMBER), ("December 2025", LAST_DECEMBER),
    ],
)  # fmt: skip
def test_a_month_is_understood_and_without_a_year_is_the_last_such_that_has_begun(words: str, month: date) -> None:
    assert month_in(words, TODAY) == month


@pytest.mark.parametrize("words", ["2026-13", "13月", "2026-0", "0月", "2026年00月", "1899-10"])
def test_a_month_that_is_none_is_refused(words: str) -> None:
    with pytest.raises(Refusal) as refused:
        month_in(words, TODAY)
    assert refused.value.name == "month-none"


@pytest.mark.parametrize("words", ["2026-12", "2027年1月", "January 2027"])
def test_a_month_that_has_not_begun_is_refused(words: str) -> None:
    with pytest.raises(Refusal) as refused:
        month_in(words, TODAY)
    assert refused.value.name == "month-ahead"


@pytest.mark.parametrize("words", ["明天", "李明", "all", "一个月", "10", "2026-10-5", "十一一月"])
def test_other_words_are_no_month(words: str) -> None:
    assert month_in(words, TODAY) is None


def test_last_month_in_january_is_of_the_year_before() -> None:
    assert month_in("上月", date(2027, 1, 1)) == date(2026, 12, 1)
    assert shifted(date(2026, 12, 1), 1) == date(2027, 1, 1)
    assert shifted(date(2026, 1, 1), -1) == LAST_DECEMBER


def test_a_month_begins_and_ends_by_the_clock_of_the_office() -> None:
    within = within_month(OCTOBER, ZoneInfo("Asia/Shanghai"))
    assert within.since.astimezone(UTC) == datetime(2026, 9, 30, 16, tzinfo=UTC)
    assert within.until.astimezone(UTC) == datetime(2026, 10, 31, 16, tzinfo=UTC)


@pytest.mark.parametrize("name", ["", "2026-13", "x", "2026-1"])
def test_what_a_button_cannot_carry_is_no_month(name: str) -> None:
    assert month_named(name) is None
