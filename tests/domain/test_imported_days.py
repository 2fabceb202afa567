"""The days of a ledger: the nearest where no year stands there, asked about where they can be read in two ways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

import pytest

from domain.model.imports import Heading, Raw
from domain.model.ledger import LedgerColumn as C
from domain.rules.imports.days import Day, Days, TwoWaysError, due_of, is_undated, passed
from domain.rules.imports.orders import orders
from domain.rules.imports.values import UnreadableError
from tests.domain.office import CALENDAR, MONDAY, ZONE


def days(came: datetime = MONDAY, ways: dict[str, str] | None = None, shown: dict[str, str] | None = None) -> Days:
    return Days(came, CALENDAR, ZONE, ways or {}, shown or {})


def due(
    words: str, how: Days | None = None, *, counted: bool = False, given: date | None = None, closed: date | None = None
) -> Day:
    found = due_of(words, how or days(), counted=counted, given=given, closed=closed)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("words", "day"),
    [("10.20", "2026-10-20"), ("10/20", "2026-10-20"), ("10-20", "2026-10-20"), ("9.5", "2026-09-05"),
     ("20 Oct", "2026-10-20"), ("Oct 20", "2026-10-20"), ("10月20日前", "2026-10-20"), ("11月20日", "2026-11-20"),
     ("11.20", "2026-11-20"), ("10月底", "2026-10-31"), ("十月二十日前", "2026-10-20"), ("10月20日前完成", "2026-10-20"),
     ("12月20日", "2026-12-20"), ("12月底前", "2026-12-31"), ("1月15日前", "2027-01-15"), ("2月底", "2027-02-28"),
     ("12月上旬", "2026-12-10"), ("20/10", "2026-10-20"), ("本周五", "2026-11-27"), ("明天", "2026-11-24"),
     ("年底前", "2026-12-31"), ("四季度", "2026-12-31"), ("3个工作日内", "2026-11-26"), ("12月1日—12月5日", "2026-12-05"),
     ("2026年底", "2026-12-31"), ("Dec 20, 2026", "2026-12-20"), ("2026.10.20前完成", "2026-10-20")],
)  # fmt: skip
def test_a_day_without_a_year_is_the_nearest_and_none_is_put_off_for_a_year(words: str, day: str) -> None:
    assert (due(words).day.isoformat(), due(words).hour) == (day, None)


def test_in_march_the_end_of_the_year_is_still_to_come() -> None:
    march = days(datetime(2026, 3, 2, 9, 30, tzinfo=ZONE))
    assert [due(words, march).day for words in ("年底前", "四季度", "年内")] == [date(2026, 12, 31)] * 3


def test_a_day_long_past_without_a_year_is_asked_about() -> None:
    with pytest.raises(TwoWaysError) as asked:
        due("6.1")
    assert asked.value.answers == {"this": date(2026, 6, 1), "next": date(2027, 6, 1)}
    assert due("6.1", days(ways={"due-year": "next"})).day == date(2027, 6, 1)
    assert due("6.1", days(ways={"due-year": "this"})).day == date(2026, 6, 1)


def test_a_deadline_comes_after_its_giving() -> None:
    assert due("3.1", given=date(2026, 2, 1)).day == date(2026, 3, 1)
    assert due("1月15日前", given=date(2025, 12, 20)).day == date(2026, 1, 15)
    assert due("3.1").day == date(2027, 3, 1), "without it the nearest"


def test_of_what_is_closed_the_deadline_is_that_of_its_own_year() -> None:
    assert due("6.1", closed=date(2025, 6, 3)).day == date(2025, 6, 1)
    assert passed("10月20日", C.CLOSED, days(), counted=False) == datetime(2026, 10, 20, 12, tzinfo=ZONE)
    assert passed("12.24", C.CLOSED, days(), counted=False) == datetime(2025, 12, 24, 12, tzinfo=ZONE), (
        "the last such day"
    )
    assert passed("2026-11-23", C.CLOSED, days(), counted=False) == MONDAY, "today is not noon before noon"


def test_a_number_that_may_have_lost_its_nought_is_asked_about() -> None:
    assert due("12.2").day == date(2026, 12, 2), "a text is as it was typed"
    with pytest.raises(TwoWaysError) as asked:
        due("12.2", counted=True)
    assert asked.value.answers == {"one": date(2026, 12, 2), "ten": date(2026, 12, 20)}
    assert due("12.2", days(ways={"due-tens": "ten"}), counted=True).day == date(2026, 12, 20)
    assert due("10.2", days(ways={"due-tens": "ten"}), counted=True).day == date(2026, 10, 20)
    assert [due(words, counted=True).day.day for words in ("12.28", "12.4", "2.3")] == [28, 4, 3]


def a_column(means: str, cells: Sequence[str]) -> tuple[tuple[Heading, ...], list[Raw]]:
    return (Heading("A", means, means),), [Raw(n, (cell,)) for n, cell in enumerate(cells)]


def test_which_of_two_figures_is_the_month_is_told_by_the_column_or_asked() -> None:
    with pytest.raises(TwoWaysError) as asked:
        due("12/10/2026")
    assert asked.value.answers == {"day": date(2026, 10, 12), "month": date(2026, 12, 10)}
    assert due("12/10/2026", days(ways={"due-order": "day"})).day == date(2026, 10, 12)
    shown = orders(*a_column(C.DUE, ["12/10/2026", "20/12/2026"]))
    assert shown == {C.DUE: "day"}
    assert due("12/10/2026", days(shown=shown)).day == date(2026, 10, 12)
    assert due("12/10", days(shown=shown)).day == date(2026, 10, 12)
    assert orders(*a_column(C.DUE, ["12/20", "12/10/2026"])) == {C.DUE: "month"}
    assert orders(*a_column(C.DUE, ["20/12/2026", "12/20/2026", "12/10/2026"])) == {}, "it tells both"
    assert orders(*a_column(C.GIVEN, ["2026-12-01", "12/10/2026"])) == {}, "nothing tells"
    assert due("12/12/2026").day == date(2026, 12, 12)
    assert due("20/12/2026 9:30").hour is not None


def test_words_count_from_when_the_file_came_however_often_they_are_read() -> None:
    how = days()
    for _ in "12":
        assert due("3天内", how).day == date(2026, 11, 26)
    assert due("明天", days(MONDAY - timedelta(days=5))).day == date(2026, 11, 19), (
        "one that has passed is a day like any other"
    )


@pytest.mark.parametrize("words", ["=TODAY()+5", "13.40", "每周五", "已完成", "2026-02-30"])
def test_what_is_no_day_is_none(words: str) -> None:
    with pytest.raises(UnreadableError):
        due(words)


@pytest.mark.parametrize("words", ["/", "—", "无", "待定", "长期", "尽快", "TBD", "長期 "])
def test_that_no_day_is_set_is_understood(words: str) -> None:
    assert is_undated(words)
