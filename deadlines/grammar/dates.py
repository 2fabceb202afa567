"""Rows for dates in digits: 2026-05-20, 12/7/2014, 23.4.2026, 5/20, 09-01, 4.28, 2022 11 23."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deadlines.arithmetic import FIRST_YEAR, YEAR
from deadlines.engine import Row
from deadlines.grammar.patterns import NOTHING_COUNTED
from deadlines.grammar.series import exact, impossible, yearly
from deadlines.spec import Context, Day, Token


def _ymd(_: Context, tokens: Sequence[Token]) -> Day:
    year, month, day = tokens[0].value
    return exact(year, month, day)


def _dmy(_: Context, tokens: Sequence[Token]) -> Day | None:
    """12/7/2014, 23.4.2026: months first with slashes, days first with dots; the other way where only it is a date."""
    first, second, year, sign = tokens[0].value
    orders = ((second, first), (first, second)) if sign == "." else ((first, second), (second, first))
    days = [found.date for month, day in orders if (found := exact(year, month, day)).date]
    if not days:
        return impossible()
    if len(days) > 1 and first != second and year >= FIRST_YEAR:
        return Day(days[0], choices=tuple(day for day in days if day is not None))
    return Day(days[0])


def _pair(context: Context, tokens: Sequence[Token]) -> Day | None:
    """5/20, 09-01, 4.28: month and day; 20/5 can only be read the other way."""
    first, second, sign, _a, text = tokens[0].value
    if (first, second, sign) == (24, 7, "/") or (sign == "." and context.latin and not context.han):
        return None
    if sign == "." and (len(text) > 2 or len(_a) > 2):
        return None
    if not 1 <= first <= 31 or not 1 <= second <= 31:
        return None
    if sign == "-" and YEAR < first < second and len(tokens) > 1:  # 20-25号
        return None
    day = yearly(context, first, second)
    other = yearly(context, second, first)
    if day.date is None:
        day = other
    elif other.date is not None and first != second and sign == "/" and _may_be_day_first(context, _a, text):
        day.choices = (day.date, other.date)
    day.weak = sign in ".-" or (len(_a) < 2 and first < second <= 10)  # 1/3 may be a share
    return day


def _may_be_day_first(context: Context, first: str, second: str) -> bool:
    """Chinese writes month/day; English is read both ways, and so is a bare 05/06."""
    return not context.han and (context.latin or (first[0] == "0" and second[0] == "0"))


def _bare_ymd(_: Context, tokens: Sequence[Token]) -> Day | None:
    """2022 11 23."""
    year, month, day = (token.whole for token in tokens)
    found = exact(year, month, day)
    return found if found.date and all(token.word.isdigit() for token in tokens) else None


def _by_day_month(context: Context, tokens: Sequence[Token]) -> Day | None:
    """by 1.12., due 17.12: the day before the month, where a dot closes the month or no clock shows these minutes."""
    first, second, sign, day, month = tokens[1].value
    closed = tokens[-1].code == "DOT" and not tokens[-1].gap
    plain = second % FIVE and len(month) == len("12")
    if context.han or sign != "." or len(day) > len("31") or not (closed or plain) or not 1 <= second <= YEAR:
        return None
    found = yearly(context, second, first)
    found.weak = found.problem is None
    other = None if closed else yearly(context, first, second).date
    if other is not None and found.date is not None and first != second:
        found.choices = (found.date, other)
    return found


FIVE: Final = 5
LIMIT: Final = "(BY|BEF|TILL|ON)"
ROWS: Final = (
    Row("D", "YMD", _ymd),
    Row("D", "DMY", _dmy),
    Row("D", "PAIR (HAO|RI)?", _pair),
    Row("D", f"{LIMIT} PAIR DOT", _by_day_month),
    Row("D", f"{LIMIT} PAIR {NOTHING_COUNTED}", _by_day_month),
    Row("D", "Y N N", _bare_ymd),
)
