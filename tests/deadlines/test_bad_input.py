"""Words that cannot be a deadline, and texts written to hurt."""

from __future__ import annotations

import time
from datetime import datetime

import pytest

from deadlines import MAX_TEXT, Kind, Problem, read
from worktime.calendar import WorkingCalendar

OFFICE = WorkingCalendar()
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=OFFICE.zone)

IMPOSSIBLE = [
    ("2月31日", Problem.IMPOSSIBLE),
    ("二月三十号前", Problem.IMPOSSIBLE),
    ("31 February", Problem.IMPOSSIBLE),
    ("2026-13-01", Problem.IMPOSSIBLE),
    ("25:00", Problem.IMPOSSIBLE),
    ("明天25点", Problem.IMPOSSIBLE),
    ("in half a year, 9点75分", Problem.IMPOSSIBLE),
    ("2027年2月29日", Problem.IMPOSSIBLE),
    ("0天内", Problem.NOT_POSITIVE),
    ("0 days", Problem.NOT_POSITIVE),
    ("-3天", Problem.NOT_POSITIVE),
    ("-3 days", Problem.NOT_POSITIVE),
    ("负三天", Problem.NOT_POSITIVE),
    ("0个工作日内", Problem.NOT_POSITIVE),
    ("1000000000天内", Problem.TOO_FAR),
    ("in 1000000000 days", Problem.TOO_FAR),
    ("in 10000000000000000000 hours", Problem.TOO_FAR),
    ("9999年1月1日", Problem.TOO_FAR),
    ("9999-12-31", Problem.TOO_FAR),
    ("2020年1月1日", Problem.PAST),
    ("昨天", Problem.PAST),
    ("上周五", Problem.PAST),
    ("三天前", Problem.PAST),
    ("3 days ago", Problem.PAST),
    ("yesterday", Problem.PAST),
    ("今天上午9点", Problem.PAST),
    ("30000个工作日内", Problem.UNKNOWN_YEAR),
]


@pytest.mark.parametrize(("text", "problem"), IMPOSSIBLE)
def test_what_cannot_be_a_deadline_says_why(text: str, problem: Problem) -> None:
    reading = read(text, NOW, OFFICE)
    assert (reading.kind, reading.moment, reading.problem) == (Kind.NONE, None, problem)


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "。。。", "🙂🙂", "尽快", "asap", "\u202e\u202d\u200f", "é" * 50])
def test_a_text_without_a_deadline_has_none_and_no_problem(text: str) -> None:
    reading = read(text, NOW, OFFICE)
    assert (reading.kind, reading.problem, reading.span) == (Kind.NONE, None, (-1, -1))


def test_right_to_left_marks_and_emoji_around_a_phrase_keep_the_offsets() -> None:
    text = "\u202b🙂 ⏰明天\u200b下午３点 \u202cשלום"
    reading = read(text, NOW, OFFICE)
    assert reading.moment == datetime(2026, 11, 24, 15, 0, tzinfo=OFFICE.zone)
    start, end = reading.span
    assert text[start:end] == reading.words == "明天\u200b下午３点"


def test_more_text_than_a_message_holds_is_refused_unread() -> None:
    reading = read("明天" * 17_500, NOW, OFFICE)
    assert (reading.problem, reading.words, len(reading.rest)) == (Problem.TOO_LONG, "", 35_000)


PIECES = [
    "1", "1-", "1/", "1.", "1:", "12:", "三", "三天", "周一、", "每", "每周", "每周一、", "的", "明天", "今天到", "(",
    "（周五）", "a ", "an hour and ", "half ", "to ", "5 to ", "3 days ", "next ", "the ", "first of ", "十", "年", "月", "日",
    "第", "下", "下周", "，", " ", ", ", "请", "ｱ", "½", "\u0301", "١", "²", "ab", "2026-", "20260", "前", "后天前",
    "March ", "and ", "every other ", "not before Monday ", "Monday or ", "周四、", "周四周五", "a week from Friday at ",
    "increase by 4 ", "we have 3 days to ", "两周后的周五", "一三五三点", "初五", "了3天", "was 3 June ",
    "the minutes of 12 May ", "12/15(二)", "改成周四", "今天", "for the Q3 ", "堵了", "3pm EST ",
]  # fmt: skip


@pytest.mark.parametrize("piece", PIECES)
def test_no_text_takes_long(piece: str) -> None:
    """Work grows with the length of the text and no faster: eight times the text is not 64 times the work."""
    short, long = (_work((piece * MAX_TEXT)[:size]) for size in (MAX_TEXT // 8, MAX_TEXT))
    assert long < 24 * short


def _work(text: str) -> float:
    """The processor's own time for reading a text, the least of three: what else the machine does counts little in it."""
    return min(_once(text) for _ in range(3))


def _once(text: str) -> float:
    started = time.process_time()
    read(text, NOW, OFFICE, sentence=True)
    return time.process_time() - started
