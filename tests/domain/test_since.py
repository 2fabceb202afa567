"""Since when: the days people name, and what is none."""

from __future__ import annotations

import contextlib
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import Refusal
from domain.rules.since import since_in

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("11月16日以来", date(2026, 11, 16)),
        ("自11月16日至今", date(2026, 11, 16)),
        ("11月16號以來", date(2026, 11, 16)),
        ("since Nov 16", date(2026, 11, 16)),
        ("since 16 November 2026", date(2026, 11, 16)),
        ("November 16th", date(2026, 11, 16)),
        ("2026-11-16", date(2026, 11, 16)),
        ("11/16", date(2026, 11, 16)),
        ("2025年12月31日以来", date(2025, 12, 31)),
        ("去年12月31日以来", date(2025, 12, 31)),
        ("上周一以来", date(2026, 11, 16)),
        ("本週一", date(2026, 11, 23)),
        ("since Monday", date(2026, 11, 23)),
        ("since last Wednesday", date(2026, 11, 18)),
        ("昨天", date(2026, 11, 24)),
        ("最近两周", date(2026, 11, 11)),
        ("the last 10 days", date(2026, 11, 15)),
        ("今天", TODAY),
    ],
)
def test_a_day_that_has_been_is_read(words: str, day: date) -> None:
    assert since_in(words, TODAY) == day


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("12月1日以来", "brief-ahead"),
        ("since Dec 24", "brief-ahead"),
        ("本周五", "brief-ahead"),
        ("2月30日", "brief-date"),
        ("13月1日", "brief-date"),
        ("不知道", "brief-date"),
        ("0", "brief-date"),
        ("0000-01-01", "brief-date"),
        ("1999-01-01", "brief-long-ago"),
        ("999个月", "brief-long-ago"),
    ],
)
def test_what_is_no_day_that_has_been_is_refused(words: str, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        since_in(words, TODAY)
    assert refused.value.name == name


@given(st.integers(0, 1000))
def test_every_day_of_three_years_is_read_as_itself(back: int) -> None:
    day = TODAY - timedelta(days=back)
    assert since_in(f"{day:%Y-%m-%d}", TODAY) == day
    assert since_in(f"{day.year}年{day.month}月{day.day}日以来", TODAY) == day


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_day_or_refused(words: str) -> None:
    with contextlib.suppress(Refusal):
        assert since_in(words, TODAY) <= TODAY
