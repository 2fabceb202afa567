"""Rows for periods and their ends: 本周, 下个月, 第三季度, 5月中旬, 月底, end of next month, EOY, last Monday of March."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from domain.calendar import UnknownYear
from domain.deadlines.days import FIRST_YEAR, LAST_YEAR, WEEK, impossible, monday_of, month_shift
from domain.deadlines.festivals import festival_day
from domain.deadlines.engine import Row, has, values
from domain.deadlines.reading import Problem
from domain.deadlines.spec import Context, Day, Span, Token

QUARTER: Final = 3
HALF_YEAR: Final = 6
YEAR: Final = 12
DAY: Final = timedelta(days=1)
MONTHS: Final = {"month": 1, "quarter": QUARTER, "half-year": HALF_YEAR, "year": YEAR}


def months(first: date, count: int, grain: str, *, weak: bool = False) -> Span:
    """The span of so many whole months from `first`, which is a first of the month."""
    last = month_shift(first, count - 1)
    return Span(first, last.replace(day=monthrange(last.year, last.month)[1]), grain, weak=weak)


def around(context: Context, grain: str, shift: int) -> Span:
    """This, next, next but one … week, weekend, month, quarter or year."""
    today = context.today
    if grain == "week":
        first = monday_of(today) + WEEK * shift
        return Span(first, first + timedelta(days=6), "week", choices=(first + timedelta(days=4),))
    if grain == "weekend":
        first = monday_of(today) + WEEK * shift + timedelta(days=5)
        return Span(first, first + DAY, "weekend")
    count = MONTHS[grain]
    start = month_shift(today.replace(month=1) if grain == "year" else today, 0)
    start = start.replace(month=(start.month - 1) // count * count + 1)
    return months(month_shift(start, shift * count), count, grain)


UNIT_GRAINS: Final = {
    "UW": "week",
    "WE": "weekend",
    "YUE": "month",
    "UM": "month",
    "UQ": "quarter",
    "UY": "year",
    "NIAN": "year",
}


def _ints(tokens: Sequence[Token], *codes: str) -> list[int]:
    return [int(str(value)) for value in values(tokens, *codes)]


def _shift(tokens: Sequence[Token]) -> int:
    return next((int(str(token.value)) for token in tokens if token.code in ("THIS", "NEXT", "PREV", "RY")), 0)


def _unit(tokens: Sequence[Token]) -> str:
    return next(UNIT_GRAINS[token.code] for token in reversed(tokens) if token.code in UNIT_GRAINS)


def _named(context: Context, tokens: Sequence[Token]) -> Span | None:
    """本周, 下个月, 本季度, next quarter, this yr, 这周末."""
    if tokens[0].code == "PREV":
        return None
    shift, grain = _shift(tokens), _unit(tokens)
    if (
        grain == "week"
        and has(tokens, "NEXT")
        and tokens[-1].word == "week"
        and tokens[0].word in ("coming", "upcoming")
    ):
        shift = 1
    return around(context, grain, shift)


def _weekend(context: Context, _: Sequence[Token]) -> Span:
    return around(context, "weekend", 0)


def _after_next(context: Context, tokens: Sequence[Token]) -> Span:
    """the week after next, the month after next."""
    return around(context, _unit(tokens), 2)


def _year(context: Context, tokens: Sequence[Token]) -> Span | None:
    """2027年, 明年."""
    year = context.today.year + _shift(tokens) if tokens[0].code == "RY" else _ints(tokens, "Y")[0]
    return None if year < FIRST_YEAR or year > LAST_YEAR else months(date(year, 1, 1), YEAR, "year")


def _of_year(context: Context, tokens: Sequence[Token]) -> int | None:
    """The year named beside a month or quarter, None when none is."""
    years = _ints(tokens, "Y")
    if years:
        return years[0]
    for token in tokens:
        if token.code == "RY" or (token.code in ("NEXT", "THIS") and has(tokens, "UY", "NIAN")):
            return context.today.year + int(str(token.value))
    return None


def within_year(context: Context, start: int, count: int, grain: str, year: int | None) -> Span:
    """Months of a year; without a year, the next such period whose end is not past."""
    if year is not None:
        return months(date(year, start, 1), count, grain)
    span = months(date(context.today.year, start, 1), count, grain, weak=True)
    return (
        span if span.last >= context.today else months(date(context.today.year + 1, start, 1), count, grain, weak=True)
    )


def _month(context: Context, tokens: Sequence[Token]) -> Span | None:
    """三月, 10月份, 2018年10月, 明年9月, March, dec/2018, November of next year."""
    month = [*_ints(tokens, "MON"), *_ints(tokens, "N", "E")][0]
    if not 1 <= month <= YEAR:
        return None
    return within_year(context, month, 1, "month", _of_year(context, tokens))


def _year_month(_: Context, tokens: Sequence[Token]) -> Span | None:
    """2014-10, 11-2016."""
    year, month = tokens[-1].value  # type: ignore[misc]
    return months(date(year, month, 1), 1, "month") if 1 <= month <= YEAR else None


def _quarter(context: Context, tokens: Sequence[Token]) -> Span | None:
    """第三季度, 三季度, 2018Q4, 3rd quarter, the 4th qtr of 2018."""
    number = _ints(tokens, "QN", "O", "N", "LASTZ")[0]
    number = 4 if number == -1 else number
    if not 1 <= number <= 4:  # noqa: PLR2004
        return None
    return within_year(context, (number - 1) * QUARTER + 1, QUARTER, "quarter", _of_year(context, tokens))


def _half_year(context: Context, tokens: Sequence[Token]) -> Span:
    """上半年, 明年下半年, 2016 H2."""
    number = _ints(tokens, "HY")[0]
    return within_year(context, (number - 1) * HALF_YEAR + 1, HALF_YEAR, "half-year", _of_year(context, tokens))


def _nth_month(context: Context, tokens: Sequence[Token]) -> Span | None:
    """2021年的第三个月, 2021年的最后4个月."""
    year = _of_year(context, tokens) or context.today.year
    if has(tokens, "LASTZ", "LAST"):
        count = (_ints(tokens, "N") or [1])[0]
        return months(date(year, YEAR - count + 1, 1), count, "month") if 1 <= count <= YEAR else None
    number = _ints(tokens, "O")[0]
    return months(date(year, number, 1), 1, "month") if 1 <= number <= YEAR else None


def _part_of_month(context: Context, tokens: Sequence[Token]) -> Span | None:
    """5月中旬, 本月上旬, 下旬, 下半月, 5月中, 月中, 下月初."""
    span = next((token.value for token in tokens if isinstance(token.value, Span)), None) or around(context, "month", 0)
    if span.grain != "month":
        return None
    first, last = _PARTS[_part_name(tokens[-1])]
    end = span.last if last is None else span.first.replace(day=last)
    if end < context.today and tokens[0].code != "P":
        return _part_of_month(context, (Token("P", around(context, "month", 1), 0, 0), tokens[-1]))
    return Span(span.first.replace(day=first), end, "ten-days")


def _part_name(token: Token) -> str:
    return f"{token.code}{token.value or ''}" if token.code in ("XUN", "HM") else token.code[:3]


_PARTS: Final[dict[str, tuple[int, int | None]]] = {
    "XUN1": (1, 10), "XUN2": (11, 20), "XUN3": (21, None), "HM1": (1, 15), "HM2": (16, None), "MID": (11, 15),
    "MOX": (11, 15), "STA": (1, 5), "SOX": (1, 5),
}  # fmt: skip


# -- ends --------------------------------------------------------------------------------------------------------------


def last_day(span: Span) -> Day:
    """The end of a period as a day; of a week, Sunday."""
    return Day(span.last, "end", grain=span.grain, weak=False)


def _end_of(context: Context, tokens: Sequence[Token]) -> Day | None:
    """月底, 年底, EOM, end of year; 下个月底, 明年底, 本季度末, 第三季度末."""
    grain = str(tokens[-1].value)
    shift = _shift(tokens[:-1])
    return last_day(around(context, grain, shift))


def _span_end(_: Context, tokens: Sequence[Token]) -> Day | None:
    span = next(token.value for token in tokens if isinstance(token.value, Span))
    return last_day(span)


def _year_end(context: Context, tokens: Sequence[Token]) -> Day | None:
    """明年年底, 2027年底, 今年底."""
    year = context.today.year + _shift(tokens) if has(tokens, "RY") else _ints(tokens, "Y")[0]
    return last_day(months(date(year, 1, 1), YEAR, "year"))


def _end_of_day(_: Context, tokens: Sequence[Token]) -> Day | None:
    """end of today, the end of tomorrow, end of Friday."""
    day = tokens[-1].value
    return day if isinstance(day, Day) else None


def _last_in(context: Context, tokens: Sequence[Token]) -> Day | None:
    """本月最后一天, last day of May, 月底最后一个工作日, last Monday of March, 下月第二个工作日, first Tuesday in October."""
    if has(tokens, "D") and _weekday_in(tokens) is None:
        return None
    span = next((token.value for token in tokens if isinstance(token.value, Span)), None)
    if span is None:
        grain = next((str(value) for value in values(tokens, "EOX")), "month")
        span = around(context, grain, _shift(tokens))
    return nth_in(context, span, tokens)


def nth_in(context: Context, span: Span, tokens: Sequence[Token]) -> Day | None:
    """The n-th (or, negative, last) day, weekday or working day of a span."""
    number = _ordinal(tokens)
    weekday = _weekday_in(tokens)
    if has(tokens, "WK", "WKD"):
        found = _working(context, span, number)
    elif weekday is not None:
        found = _weekday(span, weekday, number)
    else:
        found = span.last + DAY * (number + 1) if number < 0 else span.first + DAY * (number - 1)
    if found is None or not span.first <= found <= span.last:
        return impossible()
    if span.weak and found < context.today:
        later = months(month_shift(span.first, YEAR), round((span.last - span.first).days / 30), span.grain)
        return nth_in(context, later, tokens)
    return Day(found, "end")


def _weekday_in(tokens: Sequence[Token]) -> int | None:
    """The weekday among the tokens, as a word or already a day."""
    for token in tokens:
        if token.code == "WD":
            return int(str(token.value))
        if isinstance(token.value, Day) and token.value.sort == "weekday":
            return token.value.weekday
    return None


def _ordinal(tokens: Sequence[Token]) -> int:
    return next((int(str(token.value)) for token in tokens if token.code in ("O", "LASTZ", "LAST", "SECOND")), -1)


def _weekday(span: Span, weekday: int, number: int) -> date | None:
    if number < 0:
        return span.last - timedelta(days=(span.last.weekday() - weekday) % 7) + WEEK * (number + 1)
    return span.first + timedelta(days=(weekday - span.first.weekday()) % 7) + WEEK * (number - 1)


def _working(context: Context, span: Span, number: int) -> date | None:
    try:
        edge = span.last + DAY if number < 0 else span.first - DAY
        return context.calendar.add_working_days(edge, number)
    except UnknownYear:
        return None


def _rolled(context: Context, tokens: Sequence[Token]) -> Day | None:
    """最后一个工作日, 最后一天 without a period: of this month."""
    return _last_in(context, tokens)


# -- working days and rest ---------------------------------------------------------------------------------------------


def _next_working(context: Context, tokens: Sequence[Token]) -> Day | None:
    """下一个工作日, next business day, 下下个工作日."""
    count = _shift(tokens)
    if count <= 0:
        return None
    return after_working(context, context.today, count)


def after_working(context: Context, day: date, count: int) -> Day:
    """The n-th working day after a day; a day that says `UNKNOWN_YEAR` where the calendar ends."""
    try:
        return Day(context.calendar.add_working_days(day, count), "working")
    except UnknownYear:
        return Day(None, problem=Problem.UNKNOWN_YEAR)


def rest_of(context: Context, tokens: Sequence[Token]) -> tuple[date, date] | None:
    """First and last day off around the festival named, or of the next public holiday (节前, 节后, 假期)."""
    day = next((token.value for token in tokens if isinstance(token.value, Day)), None)
    start = day.date if day is not None else context.calendar.next_holiday(context.today)
    if start is None:
        return None
    try:
        return context.calendar.rest_around(start)
    except UnknownYear:
        return start, start


def _after_rest(context: Context, tokens: Sequence[Token]) -> Day | None:
    """春节后第一个工作日, 节后第一个工作日, 五一假期后, 国庆后第二个工作日, first working day after the holiday."""
    if has(tokens[:1], "D") and not _is_festival(tokens):
        return None
    rest = rest_of(context, tokens)
    number = max(_ordinal(tokens), 1)
    if rest is None:
        return None
    weekday = _weekday_in(tokens)
    if weekday is not None:
        ahead = (weekday - rest[1].weekday()) % 7 or 7
        return Day(rest[1] + timedelta(days=ahead) + WEEK * (number - 1), "festival")
    if has(tokens, "UD"):
        return Day(rest[1] + DAY * number, "festival")
    return after_working(context, rest[1], number)


def _is_festival(tokens: Sequence[Token]) -> bool:
    return any(isinstance(token.value, Day) and token.value.sort == "festival" for token in tokens)


def _before_rest(context: Context, tokens: Sequence[Token]) -> Day | None:
    """国庆节前, 节前, before Christmas: the day before it starts. 节前最后一个工作日: the working day before."""
    if has(tokens, "D") and not _is_festival(tokens):
        return None
    rest = rest_of(context, tokens)
    if rest is None:
        return None
    if has(tokens, "WK"):
        return after_working(context, rest[0], _ordinal(tokens))
    day = rest[0] - DAY
    if day < context.today:
        return Day(None, problem=Problem.PAST)
    return Day(day, "festival")


def _before_new_year(context: Context, tokens: Sequence[Token]) -> Day | None:
    """年前: before the Spring Festival."""
    days = (festival_day("spring", year) for year in (context.today.year, context.today.year + 1))
    day = next((found for found in days if found and found > context.today), None)
    return _before_rest(context, (Token("D", Day(day, "festival"), 0, 0), *tokens[1:])) if day else None


def _this(context: Context, tokens: Sequence[Token]) -> Span:
    """年内, 月内, within the week."""
    return around(context, _unit(tokens), 0)


def _mid(context: Context, tokens: Sequence[Token]) -> Span | None:
    """mid December, early next month."""
    span = tokens[-1].value
    if not isinstance(span, Span) or span.grain != "month":
        return None
    last = 15 if has(tokens, "MIDE") else 10
    return Span(span.first, span.first.replace(day=last), "ten-days")


def _rest_span(context: Context, tokens: Sequence[Token]) -> Span | None:
    """国庆期间, 春节假期: its end."""
    if not _is_festival(tokens):
        return None
    rest = rest_of(context, tokens)
    return Span(*rest, "holiday") if rest else None


def weekday_of_span(context: Context, tokens: Sequence[Token]) -> Day | None:
    """周末前: the Friday before the weekend."""
    span = next(token.value for token in tokens if isinstance(token.value, Span))
    if span.grain != "weekend":
        return None
    friday = span.first - DAY
    return Day(friday if friday >= context.today else friday + WEEK, "weekday")


NUMBER: Final = "(N|E)"
PERIOD_ROWS: Final = (
    Row("P", "(THIS|NEXT|PREV) GE? (UW|WE|YUE|UM|UQ|UY|NIAN)", _named),
    Row("P", "THE (THIS|NEXT) (UW|WE|UM|UQ|UY)", _named),
    Row(
        "P",
        "(THIS|NEXT) GE? (MOX|SOX)",
        lambda context, tokens: _part_of_month(
            context, (Token("P", around(context, "month", _shift(tokens)), 0, 0), tokens[-1])
        ),
    ),
    Row("P", "WE", _weekend),
    Row("P", "THE? (UW|UM|UQ|UY|WE) AFTERE NEXT", _after_next),
    Row("P", "(RY|Y NIAN)", _year),
    Row("P", f"{NUMBER} YUE", _month),
    Row("P", f"(RY|Y NIAN?) DE? {NUMBER} YUE", _month),
    Row("P", "MON", _month),
    Row("P", "MON (COMMA|OF|IN|SLASH|DASH)? (Y|THE? (THIS|NEXT) UY)", _month),
    Row("P", "(Y|(THIS|NEXT) UY) (SLASH|DASH)? MON", _month),
    Row("P", "YM", _year_month),
    Row("P", f"(RY|Y NIAN?)? DE? (O|LASTZ N|{NUMBER}) GE? UQ (OF? Y)?", _quarter),
    Row("P", "THE? (O|LAST) UQ (OF? (Y|THE? (THIS|NEXT) UY))?", _quarter),
    Row("P", "(RY|Y) NIAN? DASH? QN", _quarter),
    Row("P", "QN (OF|SLASH|DASH|COMMA)? (Y|THE? (THIS|NEXT) UY)?", _quarter),
    Row("P", "(RY|Y NIAN?)? DE? DASH? HY", _half_year),
    Row("P", "HY (OF|SLASH|DASH)? (Y|THE? (THIS|NEXT) UY)", _half_year),
    Row("P", "(RY|Y NIAN) DE? O GE? (YUE|UM)", _nth_month),
    Row("P", f"(RY|Y NIAN) DE? LASTZ {NUMBER} (UM|GE YUE)", _nth_month),
)
UNIT: Final = "(UD|RI|WK|WKD|WD|D)"
END_ROWS: Final = (
    Row("P", "P? (XUN|HM|MOX|SOX)", _part_of_month),
    Row("P", "P (MIDZ|STARTZ)", _part_of_month),
    Row("D", "EOX", _end_of),
    Row("D", "THE EOX", _end_of),
    Row("D", "(THIS|NEXT) GE? EOX", _end_of),
    Row("D", "(RY|Y NIAN?) (EOX|ENDZ)", _year_end),
    Row("D", "P DE? (ENDZ|EOX)", _span_end),
    Row("D", "P (END|EOX)", _span_end),
    Row("D", "THE? (END|EOX|EOD) (OF|IN|FOR)? THE? P", _span_end),
    Row("D", "THE? (END|EOD) OF? D", _end_of_day),
    Row("D", f"P DE? (ENDZ|LASTZ|O) GE? {UNIT}", _last_in),
    Row("D", f"P DE? LASTZ N GE? {UNIT}", _last_in),
    Row("D", f"(EOX|THIS GE? EOX|NEXT GE? EOX) DE? LASTZ N? GE? {UNIT}", _last_in),
    Row("D", f"LASTZ N? GE? {UNIT}", _rolled),
    Row("D", f"THE? (LAST|O|SECOND) {UNIT} (OF|IN) THE? P", _last_in),
    Row(
        "D",
        f"THE? (LAST|O|SECOND) {UNIT} (OF|IN) THE? (UM|UQ|UY)",
        lambda context, tokens: _last_in(context, (*tokens, Token("P", around(context, _unit(tokens[-1:]), 0), 0, 0))),
    ),
    Row("D", "(THIS|NEXT) GE? WK", _next_working),
    Row("D", "THE NEXT WK", _next_working),
    Row("D", f"(JIE|REST|D REST?|D JIE) REST? AFTER DE? (O|LASTZ) GE? {UNIT}", _after_rest),
    Row("D", "(JIE|REST|D REST?) REST? AFTER OPEN? !(L|O)", _after_rest),
    Row("D", "(JIE|REST|D REST?) REST? AFTER OPEN? DE? O (UD|RI)", _after_rest),
    Row("D", "THE? (O|NEXT) WK AFTERE THE? D", _after_rest),
    Row("D", f"(JIE|REST|D REST?|D JIE) REST? BEFORE DE? LASTZ N? GE? {UNIT}", _before_rest),
    Row("D", "(JIE|REST|D REST?|D JIE) REST? BEFORE !L", _before_rest),
    Row("D", "NIAN BEFORE", _before_new_year),
    Row("D", "BEF THE? D", _before_rest),
    Row("P", "D REST", _rest_span),
    Row("P", "(NIAN|YUE|UW|UQ) WITHIN", _this),
    Row("P", "WITHINE THE (UW|UM|UQ|UY)", _this),
    Row("P", "(MIDE|STARTE) DASH? OF? THE? P", _mid),
    Row("D", "P BEFORE", weekday_of_span),
)
