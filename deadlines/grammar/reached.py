"""Rows that carry on from what is already read: 两周后的周五, 明年的今天, May 9th next year, a week from Friday at five."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import HOURS, YEAR, is_far, later_day, monday_of
from deadlines.engine import Row, first_value
from deadlines.grammar.clock_faces import in_half, make
from deadlines.grammar.patterns import FREE, UNCOUNTED
from deadlines.grammar.periods import around
from deadlines.grammar.series import exact
from deadlines.spec import Clock, Context, Counted, Day, Length, Point, Shifted, Span, Token


def _counted_day(context: Context, tokens: Sequence[Token]) -> Day | None:
    """两周后的周五, 两个月后的15号, 一年后的今天, in two weeks on Friday."""
    counted, day = tokens[0].value, tokens[-1].value
    if not isinstance(counted, Counted) or not isinstance(day, Day) or not counted.reach or counted.clock:
        return None
    length = counted.length
    if length.problem or length.seconds or length.working_days or length.working_seconds or is_far(length):
        return None
    reached = later_day(context.today, length)
    return None if reached is None else _day_around(context, day, reached, length)


def _day_around(context: Context, day: Day, reached: date, length: Length) -> Day | None:
    """The day named, in the week, month or year of the day reached."""
    if day.sort == "weekday" and day.weekday is not None:
        return _weekday_around(day.weekday, reached, length)
    if day.sort == "relative" and day.date == context.today:
        return Day(reached, part=day.part) if length.grain != "day" else None
    return _date_around(context, day, reached, length) if length.months and not length.days else None


def _date_around(context: Context, day: Day, reached: date, length: Length) -> Day | None:
    """两个月后的15号, 一个月后的月底, 一年后的5月1日."""
    if day.sort == "end" and day.grain in ("month", "quarter", "year"):
        return Day(around(replace(context, today=reached), day.grain, 0).last, "end")
    if day.sort == "monthly" and day.date is not None:
        return exact(reached.year, reached.month, day.date.day)
    if day.sort == "yearly" and day.date is not None and not length.months % YEAR:
        return exact(reached.year, day.date.month, day.date.day)
    return None


def _weekday_around(weekday: int, reached: date, length: Length) -> Day:
    """Of the week that a count of weeks reaches; after days or months, that week's or the next one, when they differ."""
    of_week = monday_of(reached) + timedelta(days=weekday)
    if length.grain == "week":
        return Day(of_week, "weekday-of-week", weekday=weekday)
    later = reached + timedelta(days=(weekday - reached.weekday()) % 7)
    choices = () if later == of_week else tuple(sorted((of_week, later)))
    return Day(later, "weekday-of-week", choices=choices, weekday=weekday)


def _day_in_period(context: Context, tokens: Sequence[Token]) -> Day | None:
    """明年的今天, 下个月的今天, 12月的5号, next month on the 15th, 下周内周五."""
    span, day = tokens[0].value, tokens[-1].value
    if not isinstance(span, Span) or not isinstance(day, Day) or day.date is None:
        return None
    if day.sort == "relative" and day.date == context.today and span.sort == "relative":
        return _same_day_in(context, span, day)
    if span.grain == "week" and day.sort == "weekday" and day.weekday is not None:
        return Day(span.first + timedelta(days=day.weekday), "weekday-of-week", weekday=day.weekday)
    if span.grain == "month" and day.sort == "monthly":
        return exact(span.first.year, span.first.month, day.date.day)
    if span.grain == "year" and day.sort == "yearly":
        return exact(span.first.year, day.date.month, day.date.day)
    return None


def _day_of_period(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the fifth of the month after next, Friday of week 27, the same day next month."""
    return _day_in_period(context, (tokens[-1], tokens[0]))


def _same_day(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the same day next month."""
    span = tokens[-1].value
    return _same_day_in(context, span, Day(context.today, "relative")) if isinstance(span, Span) else None


def _same_day_in(context: Context, span: Span, day: Day) -> Day | None:
    today, first = context.today, span.first
    years, weeks = first.year - today.year, (first - monday_of(today)).days
    length = {
        "year": Length(months=YEAR * years),
        "month": Length(months=YEAR * years + first.month - today.month),
        "week": Length(days=weeks),
    }.get(span.grain)
    found = later_day(today, length) if length is not None else None
    return Day(found, part=day.part) if found is not None else None


def _counted_weekend(context: Context, tokens: Sequence[Token]) -> Span | None:
    """两周后的周末."""
    counted, span = tokens[0].value, tokens[-1].value
    if not isinstance(counted, Counted) or not isinstance(span, Span) or not counted.reach or span.grain != "weekend":
        return None
    reached = None if is_far(counted.length) else later_day(context.today, counted.length)
    return None if reached is None else around(replace(context, today=reached), "weekend", 0)


def _past_day(_: Context, tokens: Sequence[Token]) -> object:
    """两周前的周五: gone by, like the length before it."""
    return tokens[0].value


def _timed_shift(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """a week from Friday at 5pm, two days after tomorrow in the afternoon, 圣诞节前一天晚上8点."""
    shifted = first_value(tokens, Shifted)
    said = next((token.value for token in tokens if isinstance(token.value, Clock | Point)), None)
    clock, part = (said.clock, said.part) if isinstance(said, Point) else (said, None)
    if shifted is None or said is None or shifted.clock or shifted.part or (isinstance(said, Point) and said.day):
        return None
    if not shifted.length.seconds:
        return replace(shifted, clock=clock, part=part)
    if shifted.start.clock is not None or shifted.start.part is not None:
        return None
    return replace(shifted, start=replace(shifted.start, clock=clock, part=part))


def _number_shift(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """a week from Friday by 5."""
    number = tokens[-1].whole
    if number > HOURS:
        return None
    return _timed_shift(_, (tokens[0], Token("T", make(number, grain="hour"))))


def _yearly_in(context: Context, tokens: Sequence[Token]) -> Day | None:
    """May 9th next year."""
    day, span = tokens[0].value, tokens[-1].value
    usual = isinstance(day, Day) and day.sort == "yearly" and isinstance(span, Span) and span.grain == "year"
    return _day_in_period(context, (tokens[-1], tokens[0])) if usual else None


def _number_point(_: Context, tokens: Sequence[Token]) -> Point | None:
    """tomorrow by 6, Friday before 5."""
    number, day = tokens[-1].whole, tokens[0].value
    if not isinstance(day, Day) or not 1 <= number <= 12 or tokens[-2].word not in _LIMITS:
        return None
    clock = make(number, grain="hour")
    return Point(day, in_half(clock, day.part) if day.part else clock)


def _days_added(_: Context, tokens: Sequence[Token]) -> Day | None:
    """今天+3, tomorrow + 1: so many days on."""
    day, number = tokens[0].value, tokens[-1].whole
    if (
        not isinstance(day, Day)
        or day.date is None
        or day.sort not in ("relative", "date", "yearly")
        or number > YEAR_DAYS
    ):
        return None
    return Day(day.date + timedelta(days=number), "count")


YEAR_DAYS: Final = 366
ROWS: Final = (
    Row("D", f"D PLUS N {FREE}", _days_added),
    Row("D", "P (DE|ON|COMMA|WITHIN)? D", _day_in_period),
    Row("D", "D (OF|IN) THE? P", _day_of_period),
    Row("D", "SAMEDAYE P", _same_day),
    Row("D", "D COMMA? P", _yearly_in),
)
_LIMITS: Final = ("by", "before", "b4", "latest by", "latest")
NUMBER_ROWS: Final = (Row("M", f"D COMMA? (BY|BEF|LATEST) N {UNCOUNTED}", _number_point),)
COUNTED_ROWS: Final = (
    Row("D", "C (DE|ON|COMMA)? D", _counted_day),
    Row("P", "C DE? P", _counted_weekend),
    Row("A", "A DE? D", _past_day),
)
SHIFT_LINKS: Final = "(COMMA|DE|AT|ON|DASH|BY|BEF|IN|THE){0,2}"
SHIFT_ROWS: Final = (
    Row("M", "M ROUGH", lambda _c, tokens: tokens[0].value),
    Row("T", "T ROUGH", lambda _c, tokens: tokens[0].value),
    Row("H", f"H {SHIFT_LINKS} (T|M)", _timed_shift),
    Row("H", "(T|M) (ON|COMMA|DE|OF){0,2} H", _timed_shift),
    Row("H", "H (BY|AT) N", _number_shift),
)
