"""The days a text names, from the first to the last: 12月1日到5日, 明天, 到周五, 三天, next week."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

from msgspec import Struct

from deadlines.arithmetic import DAY
from deadlines.choice import choose
from deadlines.reader import find, grouped
from deadlines.reading import Kind, Problem
from deadlines.spec import Context, Counted, Day, Length, Point, Range, Shifted, Span, Token
from deadlines.words.normalise import Folded, fold
from worktime.calendar import WorkingCalendar

_UNTIL: Final = re.compile(r"\s*(?:一?直?[到至]|until|till|til|through|thru)", re.IGNORECASE)
_SAME_MONTH: Final = re.compile(
    r"月\s*(\d{1,2})\s*[日号號]?\s*(?:到|至|[-~～—–]+)\s*(\d{1,2})\s*[日号號]"
)  # 12月5日到1日
_YEAR_SAID: Final = re.compile(r"年|\d{4}|year", re.IGNORECASE)
_A_YEAR: Final = timedelta(days=400)
_MOST: Final = timedelta(days=270)  # so long at most is a range whose first day has to be looked for


class Days(Struct, frozen=True):
    """From the first day to the last, both included; `may_be` are the days it may mean where that has to be asked.

    Where no days were read `problem` says why, if they were clearly meant.
    """

    first: date | None = None
    last: date | None = None
    may_be: tuple[date, ...] = ()
    problem: Problem | None = None
    words: str = ""
    rest: str = ""  # what else the text says


def days_in(text: str, now: datetime, calendar: WorkingCalendar) -> Days:
    """The days in a text, read at the moment `now` (aware). Never raises for any text."""
    folded = fold(text)
    context, tokens = grouped(folded, now, calendar)
    reading = find(text, now, calendar, sentence=False)
    days, lengths = _of(tokens, Day), _of(tokens, Length)
    if len(days) == 1 and len(lengths) == 1 and reading.problem is None:  # 从明天起三天, 明天开始请假3天
        counted = _shifted(context, Shifted(lengths[0], Point(days[0])), days[0].date or context.today)
        return Days(*counted, words=reading.words, rest=reading.rest)
    rest = _UNTIL.sub("", reading.rest).strip()
    if reading.kind is Kind.ASK:
        asked = tuple(dict.fromkeys(m.astimezone(calendar.zone).date() for m in reading.readings))
        return Days(may_be=asked, words=reading.words, rest=rest)
    if reading.moment is None:
        return Days(problem=reading.problem, words=reading.words, rest=reading.rest)
    last = reading.moment.astimezone(calendar.zone).date()
    first, last = _from_to(context, folded, tokens, reading.span, last)
    said = _SAME_MONTH.search(folded.text)
    if said and int(said[2]) < int(said[1]) and (first.day, last.day) == (int(said[1]), int(said[2])):
        last = first.replace(
            day=last.day
        )  # no month is said for the second day: it is of the first one's, and backwards
    return Days(first, _of_that_year(first, last, reading.words), words=reading.words, rest=rest)


def _of_that_year(first: date, last: date, words: str) -> date:
    """11月25日到11月20日, Nov 25 to Nov 20: no year is said, so it is of the first day's, and backwards."""
    if last - first <= _MOST or _YEAR_SAID.search(words):
        return last
    try:
        return last.replace(year=last.year - 1)
    except ValueError:  # 29 February
        return last


def _from_to(
    context: Context, folded: Folded, tokens: Sequence[Token], span: tuple[int, int], last: date
) -> tuple[date, date]:
    """The first day of what was read, and the last."""
    if _UNTIL.match(folded.original):
        return context.today, last
    for one in choose.candidates(context, tokens, folded.text):
        start, end = folded.original_span(tokens[one.first].start, tokens[one.last].end)
        if start < span[1] and span[0] < end:
            reach = _REACHES.get(type(one.token.value), _one_day)
            return reach(context, one.token.value, last)
    return last, last


def _of(tokens: Sequence[Token], kind: type[Any]) -> list[Any]:
    return [token.value for token in tokens if isinstance(token.value, kind)]


def _one_day(_context: Context, _value: Any, last: date) -> tuple[date, date]:
    return last, last


def _of_range(context: Context, said: Range, last: date) -> tuple[date, date]:
    """The first day of a range is the last of its kind before its end: 30日到2日 begins in the month before."""
    if said.start.span is not None:
        return max(context.today, said.start.span.first), last
    return (_day_before(said.start.day, last) if said.start.day else last), last


def _day_before(day: Day, last: date) -> date:
    """The day as it stands, or where it comes again and again, its last occurrence until then.

    12月5日到12月1日: what would begin most of a year before stays behind its end.
    """
    found = day.date or last
    if day.after is None or found <= last:
        return found
    before, one = None, day.after(last - _A_YEAR)
    while one is not None and one <= last:
        before, one = one, day.after(one)
    return found if before is None or before < last - _MOST else before


def _of_span(context: Context, said: Span, last: date) -> tuple[date, date]:
    """A week or month from its first day; of the one we are in, from today."""
    first = said.first
    while first + DAY * 400 < last:  # a month of a later year
        first = first.replace(year=first.year + 1)
    return max(context.today, min(first, last)), last


def _of_length(context: Context, said: Length, last: date) -> tuple[date, date]:
    """三天 begins today and is over with the third day."""
    if said.working_days:
        return context.today, context.calendar.add_working_days(context.today, said.working_days - 1)
    counted = said.days or said.months
    return context.today, max(context.today, last - DAY) if counted else context.today


def _counted(context: Context, said: Counted, last: date) -> tuple[date, date]:
    return (last, last) if said.reach else _of_length(context, said.length, last)


def _shifted(context: Context, said: Shifted, last: date) -> tuple[date, date]:
    """从明天起三天: so many days from that one on."""
    day = said.start.day
    if day is None or day.date is None or said.back:
        return last, last
    first, counted = day.date, said.length
    if counted.working_days:
        return first, context.calendar.add_working_days(first, counted.working_days - 1)
    if counted.months:
        return first, max(first, last - DAY)
    return first, first + DAY * max(counted.days - 1, 0)


def _point(_context: Context, _said: Point, last: date) -> tuple[date, date]:
    return last, last


_REACHES: Final[Mapping[type, Callable[[Context, Any, date], tuple[date, date]]]] = {
    Range: _of_range,
    Span: _of_span,
    Length: _of_length,
    Counted: _counted,
    Shifted: _shifted,
    Point: _point,
}
