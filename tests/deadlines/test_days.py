"""The days a text names, from the first to the last, for being away."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deadlines import Problem, read_days
from tests.domain.office import CALENDAR, MONDAY


def day(number: int, month: int = 11, year: int = 2026) -> date:
    return date(year, month, number)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("12月1日到5日", day(1, 12), day(5, 12)),
        ("12月1日至12月5日", day(1, 12), day(5, 12)),
        ("Dec 1 to 5", day(1, 12), day(5, 12)),
        ("1-5 December", day(1, 12), day(5, 12)),
        ("12.1-12.5", day(1, 12), day(5, 12)),
        ("12月30日到1月3日", day(30, 12), day(3, 1, 2027)),
        ("30号到2号", day(30), day(2, 12)),
        ("明天", day(24), day(24)),
        ("明天下午", day(24), day(24)),
        ("到周五", day(23), day(27)),
        ("until Friday", day(23), day(27)),
        ("周三到周五", day(25), day(27)),
        ("tomorrow to Friday", day(24), day(27)),
        ("下周", day(30), day(4, 12)),
        ("這週", day(23), day(27)),
        ("三天", day(23), day(25)),
        ("3 working days", day(23), day(25)),
        ("两周", day(23), day(6, 12)),
        ("从明天起三天", day(24), day(26)),
        ("明天开始请假3天", day(24), day(26)),
        ("from tomorrow for 3 days", day(24), day(26)),
        ("周末", day(28), day(29)),
    ],
)
def test_days_are_read_from_the_first_to_the_last(text: str, first: date, last: date) -> None:
    found = read_days(text, MONDAY, CALENDAR)
    assert (found.first, found.last, found.problem) == (first, last, None)


def test_a_range_that_ends_before_it_begins_is_given_as_it_was_said() -> None:
    found = read_days("12月5日到12月1日", MONDAY, CALENDAR)
    assert (found.first, found.last) == (day(5, 12), day(1, 12))


def test_days_gone_by_and_days_that_cannot_be_say_why() -> None:
    assert read_days("昨天", MONDAY, CALENDAR).problem is Problem.PAST
    assert read_days("2月30日", MONDAY, CALENDAR).problem is Problem.IMPOSSIBLE
    assert read_days("出差", MONDAY, CALENDAR).first is None


def test_what_may_be_two_days_is_asked_about() -> None:
    found = read_days("明後兩天", MONDAY, CALENDAR)
    assert (found.first, found.may_be) == (None, (day(24), day(25)))


def test_what_else_was_said_is_left_over() -> None:
    assert read_days("12月1日到5日 出差", MONDAY, CALENDAR).rest == "出差"


@given(st.text(alphabet="12月日到至周一五明天后下个 0-/.toFriDec 三天工作日起", max_size=14))
def test_any_text_gives_days_or_none_and_never_raises(text: str) -> None:
    found = read_days(text, MONDAY, CALENDAR)
    assert (found.first is None) == (found.last is None)
