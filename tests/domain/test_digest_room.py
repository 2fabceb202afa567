"""日报: how many lines each section has."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.rules.digest import room


@pytest.mark.parametrize(
    ("counts", "lines"),
    [
        ({"overdue": 14, "today": 2, "accept": 4}, {"overdue": 8, "today": 2, "accept": 2}),
        ({"overdue": 1, "today": 0, "soon": 30}, {"overdue": 1, "today": 0, "soon": 11}),
        ({"a": 9, "b": 9, "c": 9, "d": 9, "e": 9, "f": 9}, dict.fromkeys("abcdef", 2)),
        ({}, {}),
    ],
)
def test_much_that_is_overdue_hides_nothing_that_is_due_today(counts: dict[str, int], lines: dict[str, int]) -> None:
    assert room(counts, 12) == lines


@given(st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 40)))
def test_no_line_is_wasted_and_there_are_never_too_many(counts: dict[str, int]) -> None:
    found = room(counts, 12)
    assert all(found[name] <= n for name, n in counts.items())
    assert sum(found.values()) == min(12, sum(counts.values()))
