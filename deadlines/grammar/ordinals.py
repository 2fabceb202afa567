"""Rows for what is counted in order: 第三个工作日, the second Monday, 下个月头三个工作日, first half of July."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import DAY, HALF_YEAR, WEEK, YEAR, later_day, monday_of, month_shift
from deadlines.engine import Row, has, ints, the_value
from deadlines.grammar.ends import after_working, nth_in
from deadlines.grammar.periods import around, grain_of, months
from deadlines.spec import Context, Day, Length, Span, Token


def _nth_working(context: Context, tokens: Sequence[Token]) -> Day | None:
    """第三个工作日, the third business day: counted as 三个工作日内 is, from tomorrow on."""
    count = ints(tokens, "O", "SECOND")[0]
    return after_working(context, context.today, count) if 1 <= count <= 400 else None


def _nth_weekday(context: Context, tokens: Sequence[Token]) -> Day | None:
    """第二个周五, the third Monday, without a month: this month's, or so many weeks on; both are offered."""
    count, day = ints(tokens, "O", "SECOND")[0], tokens[-1].value
    if not isinstance(day, Day) or day.sort != "weekday" or day.weekday is None or not 1 <= count <= 5:
        return None
    ahead = (day.weekday - context.today.weekday()) % 7 or 7
    counted = context.today + timedelta(days=ahead) + WEEK * (count - 1)
    of_month = _of_month(context, day.weekday, count)
    choices = tuple(sorted({counted, of_month} if of_month else {counted}))
    return Day(choices[0], "weekday-of-week", choices=choices if len(choices) > 1 else (), weekday=day.weekday)


def _of_month(context: Context, weekday: int, count: int) -> date | None:
    for ahead in range(3):
        first = month_shift(context.today, ahead)
        found = first + timedelta(days=(weekday - first.weekday()) % 7) + WEEK * (count - 1)
        if found >= context.today and found.month == first.month:
            return found
    return None


def _first_days(context: Context, tokens: Sequence[Token]) -> Day | None:
    """下个月头三个工作日内, 月初两天内: the n-th of that period's days."""
    span, length = tokens[0].value, tokens[-1].value
    if not isinstance(span, Span) or not isinstance(length, Length) or length.seconds or length.months:
        return None
    at_start = has(tokens, "STARTZ", "BEFORE", "O") or (span.grain == "ten-days" and span.first.day == 1)
    count = length.working_days or length.days
    if not at_start or not count or span.first <= context.today:
        return None
    unit = Token("WK" if length.working_days else "UD", None)
    return nth_in(context, Span(span.first, span.first + DAY * 60, "month"), (Token("O", count), unit))


def _first_of(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the first three working days of August, the first 6 months of 2014."""
    span, length = tokens[-1].value, the_value(tokens, Length)
    if not isinstance(span, Span):
        span = months(date(int(str(span)), 1, 1), YEAR, "year")
    if ints(tokens, "O")[0] != 1:
        return None
    if length.months or length.grain == "week":
        last = later_day(span.first, length)
        return None if last is None else Day(last - DAY, "end")
    return _first_days(context, (Token("P", span), Token("O", 1), Token("L", length)))


def _weekend_of(_: Context, tokens: Sequence[Token]) -> Span | None:
    """the weekend of September 24."""
    span, day = the_value(tokens, Span), tokens[-1].value
    if span.grain != "weekend" or not isinstance(day, Day) or day.date is None:
        return None
    saturday = monday_of(day.date) + DAY * 5
    return Span(saturday, saturday + DAY, "weekend")


def _half_of_period(context: Context, tokens: Sequence[Token]) -> Span | None:
    """the second half of July, first half of next year."""
    half, last = tokens[0].value if tokens[0].code == "P" else tokens[1].value, tokens[-1]
    outer = last.value if isinstance(last.value, Span) else around(context, grain_of(tokens[-1:]), 0)
    if not isinstance(half, Span) or half.grain != "half-year":
        return None
    second = half.first.month > HALF_YEAR
    if outer.grain == "month":
        return replace(outer, first=outer.first.replace(day=16)) if second else replace(outer, last=_middle(outer, 15))
    if outer.grain == "week":
        return replace(outer, choices=()) if second else replace(outer, last=outer.first + DAY * 2, choices=())
    if outer.grain == "year":
        return outer if second else replace(outer, last=date(outer.first.year, HALF_YEAR, 30))
    return outer if second else None


def _middle(span: Span, day: int) -> date:
    return span.first.replace(day=day)


ROWS: Final = (
    Row("D", "P STARTZ? L", _first_days),
    Row("D", "P BEFORE L", _first_days),  # 下个月前三个工作日
    Row("D", "WITHINE? THE? O L (OF|IN) THE? (P|Y)", _first_of),
    Row("P", "THE? LAST L (OF|IN) THE? P", lambda _c, tokens: tokens[-1].value),
    Row("P", "THE? P OF D", _weekend_of),
    Row("D", "THE? (O|SECOND) GE? WK !(OF|IN|AFTERE|AFTER|X)", _nth_working),
    Row("D", "THE? (O|SECOND) GE? WK =AT", _nth_working),
    Row(
        "D",
        "(O|SECOND) GE? WK !(OF|IN|AFTERE|AFTER)",
        lambda c, t: None if t[-1].word.isascii() else _nth_working(c, t),
    ),
    Row("D", "THE? (O|SECOND) GE? D !(OF|IN|AFTERE)", _nth_weekday),
    Row("P", "THE? P (OF|IN) THE? (P|UM|UW|UY)", _half_of_period),
)
