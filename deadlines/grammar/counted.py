"""Rows for lengths counted from now or from a day or time: 3天内, in two hours, 节前三天, two days from tomorrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from deadlines.engine import Row, has, the_value
from deadlines.grammar.compose import LINKS_BETWEEN, joined_point
from deadlines.grammar.lengths import joined, joined_minutes
from deadlines.reading import Problem
from deadlines.spec import Clock, Context, Counted, Day, Length, Point, Shifted, Token

_SHIFTED_ON: Final = ("festival", "end", "yearly", "monthly", "date", "relative", "weekday-of-week", "weekday")


def _counted(_: Context, tokens: Sequence[Token]) -> Counted:
    length = the_value(tokens, Length)
    return Counted(length, marked=True, reach=has(tokens, "AFTER", "LATER", "IN", "GUO", "AFTERE"))


def _counted_with_today(_: Context, tokens: Sequence[Token]) -> Counted | None:
    """七天以内(含今天): today is the first of them."""
    length = tokens[0].value
    return Counted(replace(length, days=length.days - 1), marked=True) if length.days > 1 else None


def _counted_days(_: Context, tokens: Sequence[Token]) -> Counted:
    """未来三日: here 日 is the unit."""
    return Counted(Length(days=tokens[1].whole), marked=True)


def _counted_clock(_: Context, tokens: Sequence[Token]) -> Counted | None:
    """5天后下午两点, in 3 days at 5pm, 两周后的下班前."""
    counted = the_value(tokens, Counted)
    point = joined_point(tokens)
    if point is None or counted.length.seconds or counted.clock:
        return None
    return Counted(counted.length, point.clock, marked=True)


def _clock_counted(_: Context, tokens: Sequence[Token]) -> Counted | None:
    """noon three days from now."""
    return _counted_clock(_, tokens) if tokens[-1].value.reach else None


def _ago(_: Context, tokens: Sequence[Token]) -> Counted:
    length = the_value(tokens, Length)
    return Counted(replace(length, problem=Problem.PAST), marked=True)


def _length_and_hours(_: Context, tokens: Sequence[Token]) -> Length | None:
    """8天20时: behind days, 20时 is a length and not a time of day."""
    length, clock = tokens[0].value, tokens[-1].value
    if not isinstance(length, Length) or not isinstance(clock, Clock) or clock.half or clock.special or length.seconds:
        return None
    return (
        replace(length, seconds=clock.hour * 3600 + clock.minute * 60, grain="minute")
        if clock.grain == "hour"
        else None
    )


def _shifted(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """two days from tomorrow, 15 minutes from 1pm, a week from Friday; 3 days before Christmas."""
    length = the_value(tokens, Length)
    return shift(length, tokens[-1].value, back=has(tokens, "BEF"))


def _shifted_zh(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """国庆节前三天, 月底前两天, 春节后一周."""
    length = the_value(tokens, Length)
    start = tokens[0].value
    back = has(tokens, "BEFORE")
    if isinstance(start, Day) and start.sort not in (("festival", "end") if back else _SHIFTED_ON):
        return None
    if isinstance(start, Day) and start.sort == "relative" and len(tokens[1].word) == 1:
        return None
    if isinstance(start, Clock) and (not 0 < length.seconds <= 4 * 3600 or tokens[-1].gap):
        return None
    return shift(length, start, back=back)


def _shifted_after(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """下周五的两周后."""
    day, length = tokens[0].value, tokens[2].value
    return shift(length, day, back=False) if isinstance(day, Day) and isinstance(length, Length) else None


def _week_on(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """a week on Monday, a week today."""
    length, day = next(token.value for token in tokens if token.code == "L"), tokens[-1].value
    if not isinstance(length, Length) or not isinstance(day, Day) or length.grain != "week":
        return None
    return shift(length, day, back=False) if day.sort in ("weekday", "relative") else None


def _weekday_week(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """Monday week, tomorrow week: a week after the coming Monday, after tomorrow."""
    day = tokens[0].value
    if not isinstance(day, Day) or day.sort not in ("weekday", "relative") or tokens[-1].word != "week":
        return None
    return shift(Length(days=7, grain="week"), day, back=False)


def shift(length: Length, start: object, *, back: bool) -> Shifted | None:
    """The length counted from a day, a time or both."""
    if isinstance(start, Day):
        return Shifted(length, Point(start), back)
    if isinstance(start, Clock):
        return Shifted(length, Point(clock=start), back)
    return Shifted(length, start, back) if isinstance(start, Point) else None


def _today_in(context: Context, tokens: Sequence[Token]) -> Counted | None:
    """today in one hour, today + 5 days."""
    day, counted = tokens[0].value, tokens[-1].value
    if not isinstance(day, Day) or day.sort != "relative" or not isinstance(counted, Counted):
        return None
    return counted if day.date == context.today else None


def _added(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """明天+2天, today plus three days, 12月1日加5个工作日."""
    added = tokens[1].code == "PLUS" or tokens[1].word in ("plus", "加", "再加")
    return shift(the_value(tokens, Length), tokens[0].value, back=False) if added else None


TIME_ROWS: Final = (
    Row("H", "L BEF THE? (D|T)", _shifted),
    Row("L", "L T", _length_and_hours),
    Row("X", "(L|S) N NEXT", lambda _c, tokens: tokens[-1].word == "次" or None),  # 每周两次 has no rule
    Row("L", "L ((AND|COMMA)? L){1,5}", joined),
    Row("L", "L ((AND|COMMA)? L){0,5} AND? N FEN", joined_minutes),
)
LENGTH_ROWS: Final = (
    Row(
        "X", "THIS L !(WITHIN|AFTER|LATER)", lambda _c, tokens: tokens[0].word == "这" or None
    ),  # 这两天: nobody knows which
    Row(
        "C",
        "(WITHINE|IN|FUTURE|GUO|ZAI|GIVE|STILL|PLUS|AFTER|AFTERE|BY) (THE|NEXT|THE NEXT|AT|DE|COLON)? L "
        "(WITHIN|AFTER|LATER|LEFT|TIMES)?",
        _counted,
    ),
    Row("C", "(THE NEXT|NEXT|THIS) L !(AFTER|LATER)", _counted),
    Row("C", "L (WITHIN|AFTER|LATER|LEFT|TIMEZ)", _counted),
    Row("C", "L WITHIN OPENP INCL CLOSEP", _counted_with_today),
    Row("C", "(FUTURE|GUO) N RI", _counted_days),
    Row("A", "L (AGO|BEFORE)", _ago),
    Row("H", "(IN|WITHINE|BY)? (THE NEXT|THE|NEXT|THIS)? L (FROM|AFTERE|OF) THE? (D|T)", _shifted),
    Row("H", "(D|P|T) (BEFORE|AFTER) L", _shifted_zh),
    Row("H", "D DE L AFTER", _shifted_after),
    Row("H", "D (PLUS|AND) L", _added),
    Row("H", "(IN|BY|WITHINE)? L ON? D", _week_on),
    Row("H", "D UW", _weekday_week),
    Row("H", "(BY|IN|AT)? L BEF THE? (D|T)", _shifted),
)
POINT_ROWS: Final = (
    Row("C", f"C {LINKS_BETWEEN} AP? {LINKS_BETWEEN} T", _counted_clock),
    Row("C", "T COMMA? C", _clock_counted),
    Row("C", "D C", _today_in),
)
