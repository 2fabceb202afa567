"""A hint is given once, and stays in the message in which it was given."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.rules.first_hints import given_hints, with_hint
from domain.rules.times_asked import span_asked
from tests.domain.office import MONDAY, ZONE


def test_a_hint_that_was_given_stays_where_it_stands() -> None:
    kept = with_hint(with_hint(None, "card", 57), "overdue", 60)
    assert given_hints(kept) == {"card": 57, "overdue": 60}
    assert given_hints(with_hint(kept, "card", 99)) == {"card": 57, "overdue": 60}
    assert given_hints(None) == {}


@pytest.mark.parametrize(
    ("name", "first", "end"),
    [
        ("today", (11, 23), (11, 24)), ("tomorrow", (11, 24), (11, 25)), ("yesterday", (11, 22), (11, 23)),
        ("week", (11, 23), (11, 30)), ("next-week", (11, 30), (12, 7)), ("last-week", (11, 16), (11, 23)),
        ("month", (11, 1), (12, 1)), ("last-month", (10, 1), (11, 1)),
    ],
)  # fmt: skip
def test_a_time_that_is_asked_for_has_its_days(name: str, first: tuple[int, int], end: tuple[int, int]) -> None:
    assert span_asked(name, MONDAY, ZONE) == (datetime(2026, *first, tzinfo=ZONE), datetime(2026, *end, tzinfo=ZONE))
