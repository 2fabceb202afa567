"""Rows for festivals: 国庆节, 明年春节, Christmas 2027, 十一前."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from deadlines.arithmetic import DAY
from deadlines.engine import Row, ints
from deadlines.reading import Explanation, Problem
from deadlines.spec import Context, Day, DaySort, Token
from deadlines.words.festivals import FIRST_MOON, festival_day


def _festival(context: Context, tokens: Sequence[Token]) -> Day | None:
    """国庆节, 明年春节, Christmas 2027; without a year the next one."""
    name = str(next(token.value for token in tokens if token.code == "FEST"))
    year = _year_named(context, tokens)
    if year is not None:
        return _in_year(context, name, year, this=tokens[0].code == "THIS")

    def after(last: date) -> date | None:
        days = (festival_day(name, year) for year in range(last.year, last.year + 3))
        return next((day for day in days if day and day > last), None)

    found = after(context.today - DAY)
    part = "evening" if any(token.word.endswith(("夜", "夜晚")) for token in tokens) else None
    # 正月初五前 is by that day, 春节前 before the holiday
    sort: DaySort = "lunar" if name in FIRST_MOON else "festival"
    return Day(found, sort, after, explanation=Explanation(festival=name), part=part, weak=True) if found else None


def _year_named(context: Context, tokens: Sequence[Token]) -> int | None:
    years, shifts = ints(tokens, "Y"), ints(tokens, "RY", "NEXT", "THIS")
    if years:
        return years[0]
    return context.today.year + shifts[0] if shifts else None


def _in_year(context: Context, name: str, year: int, *, this: bool) -> Day:
    found = festival_day(name, year)
    if found and found < context.today and this:
        found = festival_day(name, context.today.year + 1)  # 这个元旦 said in November
    if found is None:
        return Day(None, problem=Problem.UNKNOWN_YEAR)
    return Day(found, "festival", explanation=Explanation(festival=name))


def _eleven(context: Context, tokens: Sequence[Token]) -> Day | None:
    """十一 as National Day: before 前, 后, 假期, 长假."""
    return _festival(context, (Token("FEST", "national", tokens[0].start, tokens[0].end),))


ROWS: Final = (
    Row("D", "(RY|THIS|NEXT|Y NIAN?)? DE? FEST (JIE|OF Y|Y)?", _festival),
    Row("D", "FEST (OF|IN)? THE? (THIS|NEXT) UY", _festival),
    Row("D", "E (=BEFORE|=AFTER|=REST)", _eleven),
)
