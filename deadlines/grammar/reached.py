"""Rows that carry on from what is already read: 两周后的周五, 明年的今天, a week from Friday at five, 第三个工作日."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from deadlines.answers.resolve_lengths import is_far, later_day
from deadlines.engine import Row, has
from deadlines.grammar.clocks import COUNTED, HOURS, in_half, make
from deadlines.grammar.days import MONTHS, NO_UNIT_BUT_WORDS, WEEK, exact, monday_of, month_shift
from deadlines.grammar.ends import after_working, nth_in
from deadlines.grammar.periods import DAY, HALF_YEAR, around, ints, months, unit_of
from deadlines.grammar.repeats import NAMES, repeated, timed
from deadlines.spec import Clock, Context, Counted, Day, Length, Point, Range, Repeat, Shifted, Span, Token

# -- a day of the week, month or year that a length reaches ------------------------------------------------------------


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
    if day.sort == "monthday" and day.date is not None:
        return exact(reached.year, reached.month, day.date.day)
    if day.sort == "month-day" and day.date is not None and not length.months % MONTHS:
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
        return _today_in(context, span, day)
    if span.grain == "week" and day.sort == "weekday" and day.weekday is not None:
        return Day(span.first + timedelta(days=day.weekday), "weekday-of-week", weekday=day.weekday)
    if span.grain == "month" and day.sort == "monthday":
        return exact(span.first.year, span.first.month, day.date.day)
    if span.grain == "year" and day.sort == "month-day":
        return exact(span.first.year, day.date.month, day.date.day)
    return None


def _day_of_period(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the fifth of the month after next, Friday of week 27, the same day next month."""
    return _day_in_period(context, (tokens[-1], tokens[0]))


def _same_day(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the same day next month."""
    span = tokens[-1].value
    return _today_in(context, span, Day(context.today, "relative")) if isinstance(span, Span) else None


def _today_in(context: Context, span: Span, day: Day) -> Day | None:
    today, first = context.today, span.first
    years, weeks = first.year - today.year, (first - monday_of(today)).days
    length = {
        "year": Length(months=MONTHS * years),
        "month": Length(months=MONTHS * years + first.month - today.month),
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


def _weeks_on(context: Context, tokens: Sequence[Token]) -> Day:
    """下下下下周五."""
    weekday = int(str(tokens[-1].value))
    found = monday_of(context.today) + WEEK * sum(ints(tokens, "NEXT")) + timedelta(days=weekday)
    return Day(found, "weekday-of-week", weekday=weekday)


def _past_day(_: Context, tokens: Sequence[Token]) -> object:
    """两周前的周五: gone by, like the length before it."""
    return tokens[0].value


# -- times behind a count ----------------------------------------------------------------------------------------------


def _timed_shift(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """a week from Friday at 5pm, two days after tomorrow in the afternoon, 圣诞节前一天晚上8点."""
    shifted = next((token.value for token in tokens if isinstance(token.value, Shifted)), None)
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
    number = int(str(tokens[-1].value))
    if number > HOURS:
        return None
    return _timed_shift(_, (tokens[0], Token("T", make(number, grain="hour"), 0, 0)))


# -- counted in order --------------------------------------------------------------------------------------------------


def _nth_working(context: Context, tokens: Sequence[Token]) -> Day | None:
    """第三个工作日, the third business day: counted as 三个工作日内 is, from tomorrow on."""
    count = ints(tokens, "O", "SECOND")[0]
    return after_working(context, context.today, count) if 1 <= count <= 400 else None  # noqa: PLR2004


def _nth_weekday(context: Context, tokens: Sequence[Token]) -> Day | None:
    """第二个周五, the third Monday, without a month: this month's, or so many weeks on; both are offered."""
    count, day = ints(tokens, "O", "SECOND")[0], tokens[-1].value
    if not isinstance(day, Day) or day.sort != "weekday" or day.weekday is None or not 1 <= count <= 5:  # noqa: PLR2004
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
    unit = Token("WK" if length.working_days else "UD", None, 0, 0)
    return nth_in(context, Span(span.first, span.first + DAY * 60, "month"), (Token("O", count, 0, 0), unit))


def _first_of(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the first three working days of August, the first 6 months of 2014."""
    span, length = tokens[-1].value, next(token.value for token in tokens if isinstance(token.value, Length))
    if not isinstance(span, Span):
        span = months(date(int(str(span)), 1, 1), MONTHS, "year")
    if ints(tokens, "O")[0] != 1:
        return None
    if length.months or length.grain == "week":
        last = later_day(span.first, length)
        return None if last is None else Day(last - DAY, "end")
    return _first_days(context, (Token("P", span, 0, 0), Token("O", 1, 0, 0), Token("L", length, 0, 0)))


def _day_of_year(context: Context, tokens: Sequence[Token]) -> Day | None:
    """May 9th next year."""
    day, span = tokens[0].value, tokens[-1].value
    usual = isinstance(day, Day) and day.sort == "month-day" and isinstance(span, Span) and span.grain == "year"
    return _day_in_period(context, (tokens[-1], tokens[0])) if usual else None


def _weekend_of(_: Context, tokens: Sequence[Token]) -> Span | None:
    """the weekend of September 24."""
    span, day = next(token.value for token in tokens if isinstance(token.value, Span)), tokens[-1].value
    if span.grain != "weekend" or not isinstance(day, Day) or day.date is None:
        return None
    saturday = monday_of(day.date) + DAY * 5
    return Span(saturday, saturday + DAY, "weekend")


def _half_of(context: Context, tokens: Sequence[Token]) -> Span | None:
    """the second half of July, first half of next year."""
    half, last = tokens[0].value if tokens[0].code == "P" else tokens[1].value, tokens[-1]
    outer = last.value if isinstance(last.value, Span) else around(context, unit_of(tokens[-1:]), 0)
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


# -- rules -------------------------------------------------------------------------------------------------------------


def _skip_weekday(_: Context, tokens: Sequence[Token]) -> Repeat:
    """隔周五, 双周三."""
    return Repeat("WEEKLY", 2, (("BYDAY", NAMES[int(str(tokens[-1].value))]),))


_PARTS: Final = {"early": Clock(0, special="opening", exact=True), "noon": Clock(12, half="noon", exact=True)}


def _part_rule(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每天一早, 每周五中午: parts of the day that are a time; the others only say which half."""
    clock = _PARTS.get(str(tokens[-1].value))
    return timed(context, (tokens[0], Token("T", clock, 0, 0))) if clock is not None else None


def _number_rule(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every Monday by 4."""
    number = int(str(tokens[-1].value))
    if not 1 <= number <= 12:  # noqa: PLR2004
        return None
    return timed(context, (tokens[0], Token("T", make(number, grain="hour"), 0, 0)))


def _number_point(_: Context, tokens: Sequence[Token]) -> Point | None:
    """tomorrow by 6, Friday before 5."""
    number, day = int(str(tokens[-1].value)), tokens[0].value
    if not isinstance(day, Day) or not 1 <= number <= 12 or tokens[-2].word not in _BY_WORDS:  # noqa: PLR2004
        return None
    clock = make(number, grain="hour")
    return Point(day, in_half(clock, day.part) if day.part else clock)


def _digit_month_day(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every 15th, whatever stands behind it."""
    if not tokens[-1].word[:1].isdigit():
        return None
    return Repeat("MONTHLY", 1, (("BYMONTHDAY", str(tokens[-1].value)),))


def _range_rule(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """周一至周三每天上午九点, Monday through Friday at 9am every week."""
    said, base = tokens[0].value, tokens[-1].value
    if not isinstance(said, Range) or not isinstance(base, Repeat) or base.interval != 1 or "BYDAY" in dict(base.parts):
        return None
    first, last = (point.day.weekday if point.day else None for point in (said.start, said.end))
    if first is None or last is None or first >= last or base.freq not in ("DAILY", "WEEKLY"):
        return None
    days = ("BYDAY", ",".join(NAMES[first : last + 1]))
    rule = replace(base, freq="WEEKLY", parts=(days, *base.parts))
    clock = said.end.clock
    return rule if clock is None else timed(_, (Token("S", rule, 0, 0), Token("T", clock, 0, 0)))


def _is_listed(value: object) -> bool:
    """每月15日、月底各一次: the days are all there."""
    return isinstance(value, Repeat) and any("," in said for _, said in value.parts)


OUTER_ROWS: Final = (Row("S", "R (COMMA|DE)? S", _range_rule),)
ATOM_ROWS: Final = (
    Row("S", "SKIPWD", _skip_weekday),
    Row("D", "NEXT NEXT GE? WD", _weeks_on),
    Row("S", f"EVERY O {NO_UNIT_BUT_WORDS}", _digit_month_day),
)
ROWS: Final = (
    Row("D", "P (DE|ON|COMMA|WITHIN)? D", _day_in_period),
    Row("D", "D (OF|IN) THE? P", _day_of_period),
    Row("D", "SAMEDAYE P", _same_day),
    Row("D", "P STARTZ? L", _first_days),
    Row("D", "P BEFORE L", _first_days),  # 下个月前三个工作日
    Row("D", "WITHINE? THE? O L (OF|IN) THE? (P|Y)", _first_of),
    Row("P", "THE? LAST L (OF|IN) THE? P", lambda _c, tokens: tokens[-1].value),
    Row("D", "D COMMA? P", _day_of_year),
    Row("P", "THE? P OF D", _weekend_of),
    Row("D", "THE? (O|SECOND) GE? WK !(OF|IN|AFTERE|AFTER|X)", _nth_working),
    Row("D", "THE? (O|SECOND) GE? WK =AT", _nth_working),
    Row(
        "D",
        "(O|SECOND) GE? WK !(OF|IN|AFTERE|AFTER)",
        lambda c, t: None if t[-1].word.isascii() else _nth_working(c, t),
    ),
    Row("D", "THE? (O|SECOND) GE? D !(OF|IN|AFTERE)", _nth_weekday),
    Row("P", "THE? P (OF|IN) THE? (P|UM|UW|UY)", _half_of),
    Row("X", "EVERY? ODD D?", lambda _c, _t: True),  # 单周周一: which weeks are odd is the office's business
    Row("S", "S ON A D", lambda context, tokens: repeated(context, (tokens[0], tokens[-1]))),
    Row(
        "X", "(L|S) TWICE", lambda _c, tokens: None if _is_listed(tokens[0].value) else True
    ),  # 每天早晚各一次 has no rule
    Row("S", "S AP", _part_rule),
)
_BY_WORDS: Final = ("by", "before", "b4", "latest by", "latest")
_NOT_COUNTED: Final = COUNTED.replace("!(X|", "!(").replace("|AND|", "|")
RULE_ROWS: Final = (
    Row("S", "S AP !T", _part_rule),
    Row("S", f"S (BY|BEF) N {_NOT_COUNTED}", _number_rule),
    Row("M", f"D COMMA? (BY|BEF|LATEST) N {_NOT_COUNTED}", _number_point),
)
COUNTED_ROWS: Final = (
    Row("D", "C (DE|ON|COMMA)? D", _counted_day),
    Row("P", "C DE? P", _counted_weekend),
    Row("A", "A DE? D", _past_day),
)
SEP: Final = "(COMMA|DE|AT|ON|DASH|BY|BEF|IN|THE){0,2}"
SHIFT_ROWS: Final = (
    Row("H", f"H {SEP} (T|M)", _timed_shift),
    Row("H", "(T|M) (ON|COMMA|DE|OF){0,2} H", _timed_shift),
    Row("H", "H (BY|AT) N", _number_shift),
)
