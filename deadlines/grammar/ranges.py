"""Rows for ranges; the end is the deadline: 周一到周五, 下午两点到四点, 10-22 August, Thursday from 9:30 to 11:00."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import HOURS, MINUTES
from deadlines.engine import Row, has, ints, the_value, values
from deadlines.grammar.clock_faces import dotted, in_half, make
from deadlines.grammar.counted import shift
from deadlines.grammar.series import exact, monthly, yearly
from deadlines.spec import Clock, Context, Day, Length, Point, Range, Shifted, Span, Token


def _as_point(token: Token) -> Point | None:
    value = token.value
    if isinstance(value, Point):
        return value
    if isinstance(value, Day):
        return Point(value, part=value.part)
    if isinstance(value, Clock):
        return Point(clock=value)
    if isinstance(value, Span):
        return Point(span=value)
    return None


LAST_OF_MONTH: Final = 31
ENDS: Final = ("M", "D", "T", "P")


def _range(_: Context, tokens: Sequence[Token]) -> Range | None:
    """X to Y, from X till Y; a day said before or behind belongs to both ends."""
    ends = [_as_point(token) for token in tokens if token.code in ENDS]
    if len(ends) < 2 or None in ends or _is_choice_of_days(tokens):
        return None
    start, end = ends[0], ends[1]
    assert start is not None
    assert end is not None
    return Range(start, end) if _same_sort(start, end) else None


_NAMED: Final = frozenset({"weekday", "weekday-of-week", "relative"})


def _is_choice_of_days(tokens: Sequence[Token]) -> bool:
    """Wed/Thu, 周三/周四: one or the other, and no range."""
    sorts = [token.value.sort for token in tokens if isinstance(token.value, Day)]
    return has(tokens, "SLASH") and not has(tokens, "FROM") and len(sorts) > 1 and set(sorts) <= _NAMED


def _same_sort(start: Point, end: Point) -> bool:
    """A range of days ends in a day, a range of times in a time."""
    if start.clock is None and end.clock is not None and end.day is None:
        return False
    if end.clock is None and start.clock is not None and start.day is None:
        return False
    return (end.clock is None) or start.clock is not None or start.day is not None


def _day_range(_: Context, tokens: Sequence[Token]) -> Range | None:
    """Thursday from 9:30 to 11:00; 9:30 - 11:00 on Thursday; this week from Tue to Thur."""
    inner = the_value(tokens, Range)
    outer = next((_as_point(token) for token in tokens if token.code in ENDS), None)
    if outer is None or outer.clock is not None:
        return None
    if outer.span is not None:
        return _within(inner, outer.span)
    if inner.start.day is not None or inner.end.day is not None:
        return None
    start, end = replace(inner.start, day=outer.day), inner.end
    if outer.part:
        start, end = _with_part(start, outer.part), _with_part(end, outer.part)
    return Range(start, end)


def _within(inner: Range, span: Span) -> Range | None:
    """this week from Tue to Thur, 本月20-25号."""
    if span.grain == "week":
        return inner
    day = inner.end.day
    if span.grain != "month" or day is None or day.sort != "monthly" or day.date is None:
        return None
    return Range(Point(), Point(exact(span.first.year, span.first.month, day.date.day)))


def _till(_: Context, tokens: Sequence[Token]) -> Range | None:
    """from 1 in the afternoon until 4: the hour behind `until` was read as a time by itself."""
    if tokens[-1].word not in ("until", "till", "til"):
        return None
    start, end = _as_point(tokens[1]), _as_point(tokens[-1])
    return Range(start, end) if start is not None and end is not None and start.clock is not None else None


def _with_part(point: Point, part: str) -> Point:
    if point.clock is None or point.clock.half:
        return point
    return replace(point, clock=in_half(point.clock, part))


def _number_range(context: Context, tokens: Sequence[Token]) -> Range | None:
    """5 to 6pm, from 4 to 22 this month, July 13 through 15, 1:30pm to 4, tonight from 7 to 7:30, 早上五到六点."""
    ends = [token for token in tokens if token.code in (*ENDS, "N", "O", "E")][:2]
    known = next((point for point in map(_as_point, ends) if point is not None), None)
    if known is None or len(ends) < 2:
        return None
    number_first = ends[0].code in ("N", "O", "E")
    number = ends[0 if number_first else 1].whole
    if known.clock is not None:
        part = next((str(value) for value in values(tokens, "AP")), None)
        return _hour_range(known, known.clock, number, part if number_first else None, number_first=number_first)
    if known.day is None or known.day.date is None or not 1 <= number <= LAST_OF_MONTH:
        return None
    if number_first:
        return Range(Point(), known)
    return Range(known, Point(monthly(context, number))) if known.day.sort != "relative" else None


def _weekday_range(_: Context, tokens: Sequence[Token]) -> Range | None:
    """下周一到三: the numeral is the weekday."""
    day, number = the_value(tokens, Day), tokens[-1]
    if day.weekday is None or day.date is None or number.word.isdigit() or number.word.isascii():
        return None
    ahead = number.whole - 1 - day.weekday
    later = day.date + timedelta(days=ahead)
    return Range(Point(day), Point(Day(later))) if ahead > 0 and later.weekday() > day.weekday else None


def _hour_range(known: Point, clock: Clock, hour: int, part: str | None, *, number_first: bool) -> Range | None:
    if hour > HOURS:
        return None
    other = Point(clock=in_half(make(hour), part) if part else make(hour, grain="hour"))
    if part and not clock.half:
        known = replace(known, clock=in_half(clock, part))
    return Range(other, known) if number_first else Range(known, other)


def _month_pair(context: Context, tokens: Sequence[Token]) -> Range | None:
    """1-8 September, November 19-20, 5月1-5日."""
    first, second, sign, *_rest = next(value for value in values(tokens, "PAIR"))
    month = ints(tokens, "MON", "N", "E")[0]
    if sign != "-" or not first < second:
        return None
    years = ints(tokens, "Y")
    start, end = yearly(context, month, first), yearly(context, month, second)
    if end.date is None:
        return None
    if years:
        end = Day(date(years[0], month, second))
        return Range(Point(), Point(end))
    return Range(Point(start), Point(end))


def _pair_days(context: Context, tokens: Sequence[Token]) -> Range | None:
    """3-5号."""
    first, second, sign, *_rest = tokens[0].value
    if sign != "-" or not 1 <= first < second <= 31:
        return None
    return Range(Point(monthly(context, first)), Point(monthly(context, second)))


def _pair_clock(_: Context, tokens: Sequence[Token]) -> Range | None:
    """9~12点半, 9-11点, 3-5pm."""
    first, second, sign, *_rest = next(value for value in values(tokens, "PAIR"))
    if sign != "-" or first > 24 or second > 24:
        return None
    start, end = make(first, grain="hour"), make(second, 30 if has(tokens, "H") else 0, grain="hour")
    half = next((str(value) for value in values(tokens, "AP")), None)
    if half:
        end = in_half(end, half)
    return Range(Point(clock=start), Point(clock=end))


def _dotted_range(_: Context, tokens: Sequence[Token]) -> Range | None:
    """10 to 11.30 on Thursday."""
    end = dotted(next(value for value in values(tokens, "PAIR")))
    start = ints(tokens, "N")[0]
    day = tokens[-1].value
    if end is None or end.minute >= MINUTES or max(start, end.hour) > HOURS or not isinstance(day, Day):
        return None
    return Range(Point(day, make(start, grain="hour")), Point(day, end))


def _for(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """4pm for 30 mins, tomorrow from 14:00 for two hours."""
    length = tokens[-1].value
    if not isinstance(length, Length) or not length.seconds:
        return None
    start = tokens[0].value if len(tokens) == 3 else Point(tokens[0].value, tokens[2].value)
    return shift(length, start, back=False)


END: Final = "(M|D|T|P)"
TO: Final = "(TO|TILL|DASH|SLASH)"
ROWS: Final = (
    Row("R", f"FROM? {END} {TO} THE? {END}", _range),
    Row("R", f"FROM {END} QI TO THE? {END}", _range),
    Row("R", "FROM (T|M) T", _till),
    Row("R", f"FROM {END} (AND|LIST|TO|TILL|DASH|SLASH) THE? {END}", _range),
    Row("R", f"FROM? AP? (N|O|E) {TO} THE? {END}", _number_range),
    Row("R", "FROM? D TO N", _weekday_range),
    Row("R", f"FROM AP? (N|O|E) (AND|TO|TILL|DASH) THE? {END}", _number_range),
    Row("R", f"FROM? {END} {TO} THE? (N|O) !(X|NOUN)", _number_range),
    Row("R", f"FROM {END} {TO} THE? (N|O)", _number_range),
    Row("H", "D FROM T FOR L", _for),
    Row("H", "(M|T) FOR L", _for),
    Row("R", "FROM? N TO PAIR ON? THE? D", _dotted_range),
)
PAIR_ROWS: Final = (
    Row("R", "(MON PAIR|PAIR OF? MON) COMMA? Y?", _month_pair),
    Row("R", "[n] YUE PAIR (HAO|RI)?", _month_pair),
    Row("R", "PAIR (HAO|RI)", _pair_days),
    Row("R", "PAIR (DIAN|SHI) H?", _pair_clock),
    Row("R", "FROM? PAIR AP", _pair_clock),
)
OUTER_ROWS: Final = (
    Row("R", "(D|P|M) (COMMA|AT|IN|DE)? R", _day_range),
    Row("R", "R (ON|COMMA|IN)? D", _day_range),
)
