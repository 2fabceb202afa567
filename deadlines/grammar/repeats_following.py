"""Rows for rules of a period that has ended: 季度终了后15日内, within 15 days after each quarter-end, 每年3月截止."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from typing import Final

from deadlines.arithmetic import YEAR
from deadlines.engine import Row, first_value, has, ints, the_value
from deadlines.grammar.ends import UNTIL
from deadlines.grammar.repeats import repeated
from deadlines.grammar.rules import OFFICE_DAYS, QUARTER_ENDS, QUARTER_STARTS
from deadlines.spec import Context, Day, Length, Repeat, Span, Token

Parts = tuple[tuple[str, str], ...]
END_OF_MONTH: Final = (("BYMONTHDAY", "-1"),)
END_OF_QUARTER: Final = (("BYMONTH", QUARTER_ENDS), ("BYMONTHDAY", "-1"))
END_OF_YEAR: Final = (("BYMONTH", "12"), ("BYMONTHDAY", "31"))
_ENDS: Final = {"month": END_OF_MONTH, "quarter": END_OF_QUARTER, "year": END_OF_YEAR}
_GRAINS: Final = {"YUE": "month", "UM": "month", "UQ": "quarter", "NIAN": "year", "UY": "year"}
MOST_DAYS: Final = {END_OF_MONTH: 28, END_OF_QUARTER: 30, END_OF_YEAR: 59}  # on from each end, always in the same month
FIRST_DAYS: Final = 31


def first_of_each(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每月前5个工作日内, 每季结束后15日内, within 5 working days of each month-end: the n-th of the period that begins."""
    base = the_value(tokens, Repeat)
    if has(tokens, "AFTER", "AFTERE", "OF", "FROM", "QI"):
        return _after_end(base.parts, _counted(tokens))
    months = {1: (), 3: (("BYMONTH", QUARTER_STARTS),)}.get(base.interval)
    if base.parts or base.freq != "MONTHLY" or months is None:
        return None
    return _on_day(months, _counted(tokens))


def _counted(tokens: Sequence[Token]) -> Length:
    """The length said; in 15日内 日 is the unit, and the 15th day counts as well."""
    return first_value(tokens, Length) or Length(days=ints(tokens, "N", "E", "O")[0])


def _after_end(end: Parts, length: Length) -> Repeat | None:
    """So long after the end of each month, quarter or year."""
    if end not in MOST_DAYS or length.seconds or length.days > MOST_DAYS[end]:
        return None
    if length.months:
        return _months_on(end, length)
    if end == END_OF_YEAR and length.days > FIRST_DAYS:
        return Repeat("MONTHLY", 1, (("BYMONTH", "2"), ("BYMONTHDAY", str(length.days - FIRST_DAYS))))
    starts = {END_OF_MONTH: "", END_OF_QUARTER: QUARTER_STARTS, END_OF_YEAR: "1"}[end]
    return _on_day((("BYMONTH", starts),) if starts else (), length)


def _months_on(end: Parts, length: Length) -> Repeat | None:
    """年度终了后三个月内: the end of that month."""
    if end == END_OF_MONTH or length.days or length.months > YEAR:
        return None
    ends = (3, 6, 9, 12) if end == END_OF_QUARTER else (12,)
    months = sorted((month + length.months - 1) % YEAR + 1 for month in ends)
    return Repeat("MONTHLY", 1, (("BYMONTH", ",".join(map(str, months))), ("BYMONTHDAY", "-1")))


def _on_day(months: Parts, length: Length) -> Repeat | None:
    count = length.working_days or length.days
    if not 1 <= count <= FIRST_DAYS or length.seconds or length.months:
        return None
    if length.working_days:
        return Repeat("MONTHLY", 1, (*months, ("BYDAY", OFFICE_DAYS), ("BYSETPOS", str(count))))
    return Repeat("MONTHLY", 1, (*months, ("BYMONTHDAY", str(count))))


def _has_no_rule(_: Context, tokens: Sequence[Token]) -> bool | None:
    """每年终了后90日内: a day that moves, so no rule at all rather than the year's end."""
    return the_value(tokens, Repeat).parts in MOST_DAYS or None


def _unnamed_period(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """季度终了后15日内, 年度终了后三个月内: of no quarter named, so of each."""
    ended = next(token.word for token in tokens if token.code in ("ENDZ", "EOX"))
    grain = next((_GRAINS[token.code] for token in tokens if token.code in _GRAINS), "") or str(tokens[0].value)
    if grain not in _ENDS or not ended.endswith(("终了", "结束")):
        return None
    return first_of_each(context, (Token("S", Repeat("MONTHLY", 1, _ENDS[grain])), *tokens[1:]))


def _until_month(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每年3月截止: by the end of that month."""
    base, span = tokens[0].value, the_value(tokens, Span)
    if base != Repeat("YEARLY") or span.grain != "month" or not span.weak or tokens[-1].word not in UNTIL:
        return None
    return Repeat("YEARLY", 1, (("BYMONTH", str(span.first.month)), ("BYMONTHDAY", "-1")))


def _yearly_end(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every year before April, 每年4月前: by the end of March; by the end of March each year."""
    day = first_value(tokens, Day)
    if the_value(tokens, Repeat) != Repeat("YEARLY") or day is None or day.date is None or day.sort != "end":
        return None
    month = day.date.month
    if day.date.day != monthrange(day.date.year, month)[1] or day.grain not in ("month", "period"):
        return None
    return Repeat("YEARLY", 1, (("BYMONTH", str(month)), ("BYMONTHDAY", "-1")))


_ENDED: Final = Token("ENDZ", None, word="终了")  # 季后15日内
ENDED: Final = "(AFTER|DE RI QI|AFTER DE RI QI)"  # 之日起
COUNT: Final = "(L|[n] RI|[n] UD)"
YEAR_ROWS: Final = (
    Row("S", "S DE? P BEFORE", _until_month),
    Row("S", f"(UQ|YUE|NIAN) DE? ENDZ {ENDED} {COUNT} WITHIN?", _unnamed_period),
    Row("S", f"EOX {ENDED} {COUNT} WITHIN?", _unnamed_period),
    Row("S", f"UQ AFTER {COUNT} WITHIN", lambda c, t: _unnamed_period(c, (t[0], _ENDED, *t[1:]))),
)
ROWS: Final = (
    Row("S", "S BEFORE L WITHIN?", first_of_each),
    Row("S", f"S {ENDED} {COUNT} WITHIN?", first_of_each),
    Row("X", f"S {ENDED} {COUNT} WITHIN?", _has_no_rule),
    Row("S", "(WITHINE|IN|BY|ON)? THE? L (OF|AFTERE|FROM) S", first_of_each),
    Row("S", "(BY|ON)? THE? O UD (OF|AFTERE|FROM) S", lambda c, t: first_of_each(c, t) if has(t, "AFTERE") else None),
    Row("S", "(ON|IN)? D COMMA? S", _yearly_end),
    Row("S", "S (COMMA|DE|BY|BEF|TILL){0,2} D", _yearly_end),
    Row("S", "D COMMA? S", lambda context, tokens: repeated(context, (tokens[-1], tokens[0]))),
)
