"""Rows for days by number: 12月3日, 明年3月5日, 下个月15号, the 20th of next month, 15号, the 21st, 26年底."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from deadlines.arithmetic import FIRST_YEAR, YEAR, month_shift
from deadlines.engine import Row, ints
from deadlines.grammar.patterns import NO_UNIT, NO_UNIT_BUT_WORDS, NOTHING_COUNTED
from deadlines.grammar.series import exact, impossible, monthly, yearly
from deadlines.spec import Context, Day, Token
from deadlines.words.digits import MINGUO

TAIWANS_YEARS: Final = (100, 200)  # those written with three digits
CENTURY: Final = 2000


def _month_day(context: Context, tokens: Sequence[Token]) -> Day:
    """12月3日, 一月二十三, 三月3号."""
    month, day = ints(tokens, "N", "E")
    return yearly(context, month, day)


def _year_month_day(_: Context, tokens: Sequence[Token]) -> Day | None:
    """2026年5月20日, 二〇二六年五月二十日, 26年5月20日."""
    numbers = ints(tokens, "N", "E", "Y")
    year = numbers[0]
    if tokens[0].code != "Y":
        year = written_year(tokens[0]) or year
        if year < FIRST_YEAR:
            return None
    return exact(year, *numbers[1:3])


def _short_year_end(_: Context, tokens: Sequence[Token]) -> Day | None:
    """26年底, 115年底 in Taiwan's years."""
    year = written_year(tokens[0]) if tokens[0].word.isdigit() else None
    return exact(year, YEAR, 31) if year is not None else None


def written_year(token: Token) -> int | None:
    """26年 is 2026, 民國115年 (from 1911) too; None for a number that is no such year."""
    digits, number = len(token.word), token.whole
    if digits == len("115") and TAIWANS_YEARS[0] <= number < TAIWANS_YEARS[1]:
        return number + MINGUO
    return number + CENTURY if digits == len("26") else None


def _relative_year(context: Context, tokens: Sequence[Token]) -> Day:
    """明年3月5日, 今年5月20号."""
    month, day = ints(tokens, "N", "E")
    return exact(context.today.year + tokens[0].whole, month, day)


def _relative_month(context: Context, tokens: Sequence[Token]) -> Day:
    """下个月15号, 本月30日, 今個月廿號, 20th of next month, the 20th day of this month."""
    shift = next(token.whole for token in tokens if token.code in ("THIS", "NEXT", "PREV"))
    first = month_shift(context.today, shift)
    return exact(first.year, first.month, ints(tokens, "N", "E", "O")[-1])


def _month_after(context: Context, tokens: Sequence[Token]) -> Day:
    """the 7th of the month after."""
    first = month_shift(context.today, 1)
    return exact(first.year, first.month, ints(tokens, "O")[0])


def _relative_month_bare(context: Context, tokens: Sequence[Token]) -> Day | None:
    """本月二十八, 下月15: without 号, where nothing that could be counted stands behind."""
    number = ints(tokens, "N", "E")[-1]
    return _relative_month(context, tokens) if 10 <= number <= 31 else None  # two digits, and a day


def _month_number(context: Context, tokens: Sequence[Token]) -> Day | None:
    """15号, 30日, the 21st, on the 15th."""
    number = ints(tokens, "N", "E", "O")[-1]
    if number > 39 or tokens[-1].word.startswith("第"):  # 32号 is a slip, 88号 a number, 第3次 no day
        return None
    day = monthly(context, number)
    day.weak = True
    return day


def _late_ordinal(context: Context, tokens: Sequence[Token]) -> Day | None:
    """26th wed: no month has so many Wednesdays, so it is the day."""
    return _month_number(context, tokens) if tokens[-1].whole > 5 else None  # most weeks a month touches


def _digit_ordinal(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the 15th, whatever stands behind it; `first` in words counts things more often."""
    return (
        _month_number(context, tokens) if tokens[-1].word[:1].isdigit() or tokens[-1].whole > 20 else None
    )  # too many to count


def _day_of_year(_: Context, tokens: Sequence[Token]) -> Day | None:
    """2023年第十天."""
    year, number = ints(tokens, "Y", "N", "E")[0], ints(tokens, "N", "E", "O")[-1]
    if not 1 <= number <= 366:
        return impossible()
    return Day(date(year, 1, 1) + timedelta(days=number - 1))


ROWS: Final = (
    Row("D", "[n] YUE [n] (HAO|RI)?", _month_day),
    Row("D", "(N|E|Y) NIAN (COMMA|DE)? [n] YUE [n] (HAO|RI)?", _year_month_day),
    Row("D", "N NIAN ENDZ", _short_year_end),
    Row("D", "RY DE? [n] YUE [n] (HAO|RI)?", _relative_year),
    Row("D", "(THIS|NEXT|PREV) GE? (YUE|UM) DE? [n] (HAO|RI)", _relative_month),
    Row("D", "[n] (HAO|RI)", _month_number),
    Row("D", f"(THIS|NEXT) GE? (YUE|UM) DE? [n] {NOTHING_COUNTED}", _relative_month_bare),
    Row("D", "THE? (O|N) UD? OF? THE? (THIS|NEXT) UM", _relative_month),
    Row("D", f"THE? O {NO_UNIT}", _month_number),
    Row("D", f"THE? O {NO_UNIT_BUT_WORDS}", _digit_ordinal),
    Row("D", "THE? O UD? OF THE UM !AFTERE", _month_number),
    Row("D", "THE? O UD? OF THE UM AFTERE !(NEXT|THE|D|P)", _month_after),
    Row("D", "THE? O =WD", _late_ordinal),
    Row("D", "Y NIAN DE? O (UD|RI)", _day_of_year),
)
