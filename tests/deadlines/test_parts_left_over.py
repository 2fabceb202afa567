"""What users saw left over in the title, or dropped, though it belonged to the deadline."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deadlines import Kind, Problem, Reading, read
from tests.deadlines.reader import OFFICE

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


def _read(text: str) -> Reading:
    return read(text, MONDAY, OFFICE, sentence=True)


@pytest.mark.parametrize(
    ("text", "day", "rest"),
    [
        ("民國115年12月1日 交報告", (12, 1), "交報告"),
        ("民国115年12月1日前交报告", (12, 1), "交报告"),
        ("中華民國115年12月1日前交報告", (12, 1), "交報告"),
        ("下週初 交報告", (12, 1), "交報告"),
        ("下周初交报告", (12, 1), "交报告"),
        ("下周中交报告", (12, 2), "交报告"),
        ("周初交报告", (11, 24), "交报告"),
        ("send it early next week", (12, 1), "send it"),
        ("send the report (Fri 5pm)", (11, 27), "send the report"),
        ("交报告（周五）", (11, 27), "交报告"),
        ("交報告【週五下午五點】", (11, 27), "交報告"),
        ("deliver by early next week", (12, 1), "deliver"),
        ("two days before the fair on Dec 10 pack the boxes", (12, 8), "pack the boxes"),
    ],
)
def test_nothing_of_the_day_is_left_in_the_title_and_nothing_of_the_deed_is_taken(
    text: str, day: tuple[int, int], rest: str
) -> None:
    found = _read(text)
    assert found.moment is not None
    assert (found.moment.month, found.moment.day) == day
    assert found.rest == rest


@pytest.mark.parametrize(
    ("text", "days", "rest"),
    [
        ("send by 1.12.", [(12, 1)], "send"),
        ("send by 17.12.", [(12, 17)], "send"),
        ("send by 17.12", [(12, 17)], "send"),
        ("before 5.12. send it", [(12, 5)], "send it"),
        ("send by 10.12", [(12, 10), (10, 12)], "send"),
    ],
)
def test_a_date_with_dots_is_read_the_day_first_or_asked(text: str, days: list[tuple[int, int]], rest: str) -> None:
    found = _read(text)
    assert [(one.month, one.day) for one in found.readings or (found.moment,) if one] == days
    assert found.rest == rest


def test_a_day_with_dots_that_no_calendar_has_is_said() -> None:
    assert _read("report due 31.11.").problem is Problem.IMPOSSIBLE


@pytest.mark.parametrize("text", ["reduce it by 1.5.", "costs went up by 2.3."])
def test_an_amount_with_a_dot_is_no_date(text: str) -> None:
    assert _read(text).kind is Kind.NONE


@pytest.mark.parametrize("text", ["下午茶時間前交報告", "下午茶前交报告"])
def test_before_tea_is_three_o_clock(text: str) -> None:
    found = _read(text)
    assert found.moment is not None
    assert (found.moment.day, found.moment.hour) == (23, 15)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("send it ASAP but no later than Friday", "send it ASAP"),
        ("尽快，最迟周五 交报告", "尽快 交报告"),
        ("盡快，最遲週五 交報告", "盡快 交報告"),
    ],
)
def test_as_soon_as_possible_with_a_latest_day_is_that_day(text: str, rest: str) -> None:
    found = _read(text)
    assert found.moment is not None
    assert found.moment.day == 27
    assert found.rest == rest


def test_the_formal_three_is_a_number_and_to_attend_is_not() -> None:
    assert _read("參拾日內交").words == "參拾日內"
    assert _read("週五下午兩點前參加培訓").rest == "參加培訓"


def test_late_next_week_is_friday() -> None:
    found = _read("send it late next week")
    assert found.moment is not None
    assert (found.moment.month, found.moment.day) == (12, 4)


def test_brackets_that_hold_a_name_stay() -> None:
    assert _read("call (Bob) by Friday").rest == "call (Bob)"


@pytest.mark.parametrize(
    ("text", "moment", "rest"),
    [
        ("明天9 回電", (24, 9), "回電"),
        ("call back tmrw 9", (24, 9), "call back"),
        ("check it Fri 5", (27, 17), "check it"),
        ("周五3 开会", (27, 15), "开会"),
        ("by Friday\n5pm\nfirst do this", (27, 17), "first do this"),
        ("周五前\n下午五点\n先做这个", (27, 17), "先做这个"),
    ],
)
def test_a_bare_number_or_a_line_behind_the_day_is_its_hour(text: str, moment: tuple[int, int], rest: str) -> None:
    found = _read(text)
    assert found.moment is not None
    assert (found.moment.day, found.moment.hour) == moment
    assert found.rest == rest


@pytest.mark.parametrize("text", ["call back tmrw 9 people", "明天9 个人", "by Friday\n5pm call with Bob"])
def test_a_number_that_counts_or_an_hour_with_its_own_matter_is_not(text: str) -> None:
    found = _read(text)
    assert found.day_only
    assert any(number in found.rest for number in "59")


def test_a_number_that_is_the_date_of_the_coming_weekday_is_no_hour() -> None:
    found = _read("send me the names Fri 27")
    assert found.day_only
    near = read("send me the names thurs 3", datetime(2026, 12, 1, 9, 30, tzinfo=MONDAY.tzinfo), OFFICE, sentence=True)
    assert near.day_only
    assert near.rest == "send me the names"


def test_a_time_with_a_weekday_behind_a_call_is_still_read() -> None:
    found = _read("call with 2 lawyers Wed @ 3pm sharp ok")
    assert found.moment is not None
    assert (found.moment.day, found.moment.hour) == (25, 15)


def test_a_bare_hour_on_this_very_weekday_is_asked_for_the_day() -> None:
    assert [(one.day, one.hour) for one in _read("meet them on Monday 3").readings] == [(23, 15), (30, 15)]


def test_a_number_that_may_be_the_date_of_that_weekday_is_asked() -> None:
    assert [one.day for one in _read("check it Fri 4").readings] == [27, 4]


@pytest.mark.parametrize(
    ("text", "days", "rest"),
    [
        ("星期三、四 交報告", [25, 26], "交報告"),
        ("周三、四交报告", [25, 26], "交报告"),
        ("周三四交", [25, 26], "交"),
        ("周三、四、五交报告", [25, 26, 27], "交报告"),
        ("週三或四交報告", [25, 26], "交報告"),
        ("明天/后天交报告", [24, 25], "交报告"),
        ("send it Wed/Thu", [25, 26], "send it"),
        ("周三/周四交", [25, 26], "交"),
        ("禮拜一或禮拜二 交報告", [23, 24, 30, 1], "交報告"),
        ("周一或周二交报告", [23, 24, 30, 1], "交报告"),
    ],
)
def test_of_two_weekdays_both_are_offered(text: str, days: list[int], rest: str) -> None:
    found = _read(text)
    assert found.kind is Kind.ASK
    assert [one.day for one in found.readings] == days
    assert found.rest == rest


@pytest.mark.parametrize(
    "text", ["pack boxes after Wednesday", "周三以后再发", "週三以後再發", "after next Wednesday send it"]
)
def test_from_when_on_is_asked_and_stays_in_the_title(text: str) -> None:
    found = _read(text)
    assert (found.kind, found.rest) == (Kind.ASK, text)
