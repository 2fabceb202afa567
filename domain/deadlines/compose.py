"""Rows that put atoms together: day with time, ranges, lengths counted from something, and the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from domain.deadlines.clocks import in_half, make
from domain.deadlines.days import monthly, yearly
from domain.deadlines.engine import Row, has, values
from domain.deadlines.lengths import joined, joined_minutes
from domain.deadlines.reading import Explanation, Problem
from domain.deadlines.spec import Clock, Context, Day, Length, Point, Span, Token


@dataclass(slots=True)
class Range:
    """From one point to another; the second is the deadline."""

    start: Point
    end: Point


@dataclass(slots=True)
class Shifted:
    """A length counted from a point (two days from tomorrow), or back from it (三天前 of a festival)."""

    length: Length
    start: Point
    back: bool = False


@dataclass(slots=True)
class Counted:
    """A length counted from now, with the time of day said behind it: 5天后下午两点."""

    length: Length
    clock: Clock | None = None
    marked: bool = False


# -- times -------------------------------------------------------------------------------------------------------------


def _half_of(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """下午 三点, in the evening at eight."""
    clock = tokens[-1].value
    if not isinstance(clock, Clock) or clock.special:
        return clock if isinstance(clock, Clock) else None
    if clock.half:
        return clock
    return in_half(clock, str(tokens[0].value))


# -- days --------------------------------------------------------------------------------------------------------------


def _merge(context: Context, tokens: Sequence[Token]) -> Day | None:
    """周五（4月24日）, Monday, Feb 18, thu 14th, 明天（周四）: one day said in two ways."""
    days = [token.value for token in tokens if isinstance(token.value, Day)]
    if len(days) < 2:  # noqa: PLR2004
        return None
    named = next((day for day in days if day.sort in ("weekday", "weekday-of-week")), None)
    other = next((day for day in days if day is not named), None)
    if named is None or other is None or named.weekday is None:
        return None
    if other.date is None:
        return other
    return _agree(context, named, named.weekday, other)


def _agree(context: Context, named: Day, weekday: int, other: Day) -> Day | None:
    if other.sort in ("weekday", "weekday-of-week", "end", "festival"):
        return None
    chosen = next((day for day in other.choices if day.weekday() == weekday), None)
    if chosen is not None:
        return Day(chosen)
    if other.date is not None and other.date.weekday() == weekday:
        return replace(other, choices=(), after=None, weak=False)
    if other.sort == "monthday" and other.after is not None and other.date is not None:
        return _month_where(other, weekday)
    if other.sort == "relative" and named.date is not None and other.date is not None:
        choices = tuple(sorted((other.date, named.date)))
        return replace(other, choices=choices, explanation=Explanation(weekday_differs=True))
    return replace(other, explanation=Explanation(weekday_differs=True), weak=False)


def _month_where(other: Day, weekday: int) -> Day | None:
    """The 14th that is a Thursday."""
    day = other.date
    for _ in range(60):
        if day is None or other.after is None:
            return None
        if day.weekday() == weekday:
            return Day(day)
        day = other.after(day)
    return None


def _number_day(context: Context, tokens: Sequence[Token]) -> Point | None:
    """8pm on 15."""
    number = int(str(tokens[-1].value))
    clock = tokens[0].value
    return Point(monthly(context, number), clock) if 1 <= number <= 31 and isinstance(clock, Clock) else None  # noqa: PLR2004


def _the_number(context: Context, tokens: Sequence[Token]) -> Day | None:
    """on the 17 (from 2pm to 4pm)."""
    number = int(str(tokens[-1].value))
    return monthly(context, number) if 1 <= number <= 31 else None  # noqa: PLR2004


def _number_clock(_: Context, tokens: Sequence[Token]) -> Point | None:
    """9 tomorrow, tomorrow 9 (not: 5月 9)."""
    number = next((int(str(value)) for value in values(tokens, "N")), 99)
    day = next((token.value for token in tokens if isinstance(token.value, Day)), None)
    if day is None or day.sort != "relative" or number > 24:  # noqa: PLR2004
        return None
    return _point(tokens, make(number, grain="hour"))


# -- points ------------------------------------------------------------------------------------------------------------


def _point(tokens: Sequence[Token], clock: Clock | None = None) -> Point | None:
    day = next((token.value for token in tokens if isinstance(token.value, Day)), None)
    clock = clock or next((token.value for token in tokens if isinstance(token.value, Clock)), None)
    part = next((str(token.value) for token in tokens if token.code == "AP"), None)
    if day is not None and day.part:
        part = part or day.part
    if clock is not None and part and not clock.half and not clock.special:
        clock = in_half(clock, part)
    return Point(day, clock, part)


def _join(_: Context, tokens: Sequence[Token]) -> Point | None:
    point = _point(tokens)
    if point is not None and point.clock is not None and point.clock.special == "opening" and has(tokens, "BY"):
        return point
    return point


def _part_only(_: Context, tokens: Sequence[Token]) -> Point | None:
    """上午前, 中午, 晚上: today's, or tomorrow's when past."""
    return Point(part=str(tokens[0].value)) if len(tokens[0].word) > 1 and tokens[0].word not in ("am", "pm") else None


# -- lengths -----------------------------------------------------------------------------------------------------------


def _counted(_: Context, tokens: Sequence[Token]) -> Counted:
    length = next(token.value for token in tokens if isinstance(token.value, Length))
    return Counted(length, marked=True)


def _counted_clock(_: Context, tokens: Sequence[Token]) -> Counted | None:
    """5天后下午两点, in 3 days at 5pm, 两周后的下班前."""
    counted = next(token.value for token in tokens if isinstance(token.value, Counted))
    point = _point(tokens)
    if point is None or counted.length.seconds or counted.clock:
        return None
    return Counted(counted.length, point.clock, marked=True)


def _ago(_: Context, tokens: Sequence[Token]) -> Counted:
    length = next(token.value for token in tokens if isinstance(token.value, Length))
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
    length = next(token.value for token in tokens if isinstance(token.value, Length))
    return _shift(length, tokens[-1].value, back=has(tokens, "BEF"))


def _shifted_zh(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """国庆节前三天, 月底前两天, 春节后一周."""
    length = next(token.value for token in tokens if isinstance(token.value, Length))
    start = tokens[0].value
    if isinstance(start, Day) and start.sort not in ("festival", "end"):
        return None
    return _shift(length, start, back=has(tokens, "BEFORE"))


def _shift(length: Length, start: object, *, back: bool) -> Shifted | None:
    if isinstance(start, Day):
        return Shifted(length, Point(start), back)
    if isinstance(start, Clock):
        return Shifted(length, Point(clock=start), back)
    return Shifted(length, start, back) if isinstance(start, Point) else None


def _today_in(_: Context, tokens: Sequence[Token]) -> Counted | None:
    """today in one hour."""
    day, counted = tokens[0].value, tokens[-1].value
    if not isinstance(day, Day) or day.sort != "relative" or not isinstance(counted, Counted):
        return None
    return counted


# -- ranges ------------------------------------------------------------------------------------------------------------


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


ENDS: Final = ("M", "D", "T", "P")


def _range(_: Context, tokens: Sequence[Token]) -> Range | None:
    """X to Y, from X till Y; a day said before or behind belongs to both ends."""
    ends = [_as_point(token) for token in tokens if token.code in ENDS]
    if len(ends) < 2 or None in ends:  # noqa: PLR2004
        return None
    start, end = ends[0], ends[1]
    assert start is not None
    assert end is not None
    return Range(start, end) if _same_sort(start, end) else None


def _same_sort(start: Point, end: Point) -> bool:
    """A range of days ends in a day, a range of times in a time."""
    if start.clock is None and end.clock is not None and end.day is None:
        return False
    return (end.clock is None) or start.clock is not None or start.day is not None


def _day_range(_: Context, tokens: Sequence[Token]) -> Range | None:
    """Thursday from 9:30 to 11:00; 9:30 - 11:00 on Thursday; this week from Tue to Thur."""
    inner = next(token.value for token in tokens if isinstance(token.value, Range))
    outer = next((_as_point(token) for token in tokens if token.code in ENDS), None)
    if outer is None or outer.clock is not None:
        return None
    if outer.span is not None:
        return inner if outer.span.grain == "week" else None
    if inner.start.day is not None or inner.end.day is not None:
        return None
    start, end = replace(inner.start, day=outer.day), inner.end
    if outer.part:
        start, end = _with_part(start, outer.part), _with_part(end, outer.part)
    return Range(start, end)


def _with_part(point: Point, part: str) -> Point:
    if point.clock is None or point.clock.half:
        return point
    return replace(point, clock=in_half(point.clock, part))


def _number_range(context: Context, tokens: Sequence[Token]) -> Range | None:
    """5 to 6pm, from 4 to 22 this month, July 13 through 15, 1:30pm to 4, tonight from 7 to 7:30, 早上五到六点."""
    places = [place for place, token in enumerate(tokens) if token.code in (*ENDS, "N", "O", "E")]
    if len(places) < 2:  # noqa: PLR2004
        return None
    first, second = tokens[places[0]], tokens[places[1]]
    known = _as_point(first) or _as_point(second)
    if known is None:
        return None
    number_first = first.code in ("N", "O", "E")
    number = int(str((first if number_first else second).value))
    if known.clock is not None:
        if number > 24:  # noqa: PLR2004
            return None
        clock = make(number, grain="hour")
        part = next((str(value) for value in values(tokens, "AP")), None)
        point = Point(clock=in_half(clock, part) if part and number_first else clock)
        if part and number_first and not known.clock.half:
            known = replace(known, clock=in_half(known.clock, part))
        return Range(point, known) if number_first else Range(known, point)
    if known.day is None or known.day.date is None or not 1 <= number <= 31:  # noqa: PLR2004
        return None
    if number_first:
        return Range(Point(), known)
    day = known.day
    return Range(known, Point(monthly(context, number))) if day.sort != "relative" else None


def _month_pair(context: Context, tokens: Sequence[Token]) -> Range | None:
    """1-8 September, November 19-20, 5月1-5日."""
    first, second, sign, *_rest = next(value for value in values(tokens, "PAIR"))  # type: ignore[misc,attr-defined]
    month = int(str(next(value for value in values(tokens, "MON", "N", "E"))))
    if sign != "-" or not first < second:
        return None
    years = [int(str(value)) for value in values(tokens, "Y")]
    start, end = yearly(context, month, first), yearly(context, month, second)
    if end.date is None:
        return None
    if years:
        end = Day(date(years[0], month, second))
        return Range(Point(), Point(end))
    return Range(Point(start), Point(end))


def _pair_days(context: Context, tokens: Sequence[Token]) -> Range | None:
    """3-5号."""
    first, second, sign, *_rest = tokens[0].value  # type: ignore[misc]
    if sign != "-" or not 1 <= first < second <= 31:  # noqa: PLR2004
        return None
    return Range(Point(monthly(context, first)), Point(monthly(context, second)))


def _pair_clock(_: Context, tokens: Sequence[Token]) -> Range | None:
    """9~12点半, 9-11点, 3-5pm."""
    first, second, sign, *_rest = next(value for value in values(tokens, "PAIR"))  # type: ignore[misc,attr-defined]
    if sign != "-" or first > 24 or second > 24:  # noqa: PLR2004
        return None
    start, end = make(first, grain="hour"), make(second, 30 if has(tokens, "H") else 0, grain="hour")
    half = next((str(value) for value in values(tokens, "AP")), None)
    if half:
        end = in_half(end, half)
    return Range(Point(clock=start), Point(clock=end))


def _for(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """4pm for 30 mins."""
    length = tokens[-1].value
    return _shift(length, tokens[0].value, back=False) if isinstance(length, Length) and length.seconds else None


SEP: Final = "(COMMA|DE|AT|ON|DASH|FOR|IN|TSEP|BY|SLASH|COLON|BEF){0,2}"
END: Final = "(M|D|T|P)"
TO: Final = "(TO|TILL|DASH|SLASH)"

TIME_ROWS: Final = (
    Row("T", "AP (DE|COMMA|AT)? T", _half_of),
    Row("L", "L T", _length_and_hours),
    Row("L", "L ((AND|COMMA)? L){1,5}", joined),
    Row("L", "L ((AND|COMMA)? L){0,5} N FEN", joined_minutes),
)
MERGE_ROWS: Final = (
    Row("D", "D (COMMA|DASH|SLASH)? OPENP D CLOSEP", _merge),
    Row("D", "D (COMMA|THE|DE|AND)? D", _merge),
    Row("D", "ON? THE N =(FROM|M|T|AP)", _the_number),
)
LENGTH_ROWS: Final = (
    Row(
        "C",
        "(WITHINE|IN|FUTURE|GUO|STILL|PLUS|AFTER|AFTERE|BY) (THE|NEXT|THE NEXT|AT|DE|COLON)? L (WITHIN|AFTER|LATER|LEFT)?",
        _counted,
    ),
    Row("C", "(THE NEXT|NEXT|THIS) L", _counted),
    Row("C", "L (WITHIN|AFTER|LATER|LEFT)", _counted),
    Row("C", "(FUTURE|GUO) N RI", lambda c, t: Counted(Length(days=int(str(t[1].value))), marked=True)),
    Row("A", "L (AGO|BEFORE)", _ago),
    Row("H", "(IN|WITHINE)? (THE NEXT|THE|NEXT)? L (FROM|AFTERE|BEF) THE? (D|T)", _shifted),
    Row("H", "(D|P) (BEFORE|AFTER) L", _shifted_zh),
)
POINT_ROWS: Final = (
    Row("M", f"D {SEP} AP? {SEP} T", _join),
    Row("M", "D OPENP AP? T CLOSEP", _join),
    Row("M", "T AP? (COMMA|ON|OF|IN|FOR|DE|BY){0,2} THE? D", _join),
    Row("M", "AP", _part_only),
    Row("M", f"AP {SEP} THE? OF? D", _join),
    Row("M", f"AP {SEP} THE? OF? D {SEP} T", _join),
    Row("M", "D (COMMA|IN|THE|DE|ON){0,2} AP", _join),
    Row("M", "T ON (THE)? N", _number_day),
    Row("M", "N D", _number_clock),
    Row("C", f"C {SEP} AP? {SEP} T", _counted_clock),
    Row("C", "D C", _today_in),
)
RANGE_ROWS: Final = (
    Row("R", f"FROM? {END} {TO} THE? {END}", _range),
    Row("R", f"FROM {END} (AND|LIST|TO|TILL|DASH|SLASH) THE? {END}", _range),
    Row("R", f"FROM? AP? (N|O|E) {TO} THE? {END}", _number_range),
    Row("R", f"FROM AP? (N|O|E) (AND|TO|TILL|DASH) THE? {END}", _number_range),
    Row("R", f"FROM? {END} {TO} THE? (N|O)", _number_range),
    Row("H", "(M|T) FOR L", _for),
)
PAIR_ROWS: Final = (
    Row("R", "(MON PAIR|PAIR OF? MON) COMMA? Y?", _month_pair),
    Row("R", "[n] YUE PAIR (HAO|RI)?", _month_pair),
    Row("R", "PAIR (HAO|RI)", _pair_days),
    Row("R", "PAIR (DIAN|SHI) H?", _pair_clock),
    Row("R", "FROM? PAIR AP", _pair_clock),
)
OUTER_RANGE_ROWS: Final = (
    Row("R", "(D|P|M) (COMMA|AT|IN|DE)? R", _day_range),
    Row("R", "R (ON|COMMA|IN)? D", _day_range),
)
