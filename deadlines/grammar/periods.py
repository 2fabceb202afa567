"""Rows for periods and their ends: 本周, 下个月, 第三季度, 5月中旬, 月底, end of next month, EOY, last Monday of March."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import (
    DAY,
    DAYS_OF_A_WEEK,
    FIRST_YEAR,
    HALF_YEAR,
    LAST_YEAR,
    QUARTER,
    WEEK,
    YEAR,
    monday_of,
    month_shift,
)
from deadlines.engine import Row, first_value, has, ints
from deadlines.spec import Context, Span, Token

GRAIN_MONTHS: Final = {"month": 1, "quarter": QUARTER, "half-year": HALF_YEAR, "year": YEAR}


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
    count = GRAIN_MONTHS[grain]
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


def shift_of(tokens: Sequence[Token]) -> int:
    """How many periods on: 0 for this, 1 for next."""
    return next((token.whole for token in tokens if token.code in ("THIS", "NEXT", "PREV", "RY")), 0)


def grain_of(tokens: Sequence[Token]) -> str:
    """The grain of the last unit named."""
    return next(UNIT_GRAINS[token.code] for token in reversed(tokens) if token.code in UNIT_GRAINS)


def _named(context: Context, tokens: Sequence[Token]) -> Span | None:
    """本周, 下个月, 本季度, next quarter, this yr, 这周末."""
    if tokens[0].code == "PREV":
        return None
    shift, grain = shift_of(tokens), grain_of(tokens)
    if grain == "weekend" and tokens[-2].word in ("coming", "upcoming"):
        shift = 0
    return replace(around(context, grain, shift), sort="relative")


def _weekend(context: Context, _: Sequence[Token]) -> Span:
    return replace(around(context, "weekend", 0), bare=True)


def _after_next(context: Context, tokens: Sequence[Token]) -> Span:
    """the week after next, the month after next."""
    return around(context, grain_of(tokens), 2)


def _year(context: Context, tokens: Sequence[Token]) -> Span | None:
    """2027年, 明年, in 2027."""
    year = context.today.year + shift_of(tokens) if tokens[0].code == "RY" else ints(tokens, "Y")[0]
    if year < FIRST_YEAR or year > LAST_YEAR:
        return None
    return replace(months(date(year, 1, 1), YEAR, "year"), sort="relative", bare=tokens[0].code != "IN")


def _years(_: Context, tokens: Sequence[Token]) -> Span | None:
    """2012-2014."""
    first, last = ints(tokens, "Y")
    return months(date(last, 1, 1), YEAR, "year") if first < last <= LAST_YEAR else None


def _of_year(context: Context, tokens: Sequence[Token]) -> int | None:
    """The year named beside a month or quarter, None when none is."""
    years = ints(tokens, "Y")
    if years:
        return years[0]
    for token in tokens:
        if token.code == "RY" or (token.code in ("NEXT", "THIS") and has(tokens, "UY", "NIAN")):
            return context.today.year + token.whole
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
    month = [*ints(tokens, "MON"), *ints(tokens, "N", "E")][0]
    if not 1 <= month <= YEAR:
        return None
    return within_year(context, month, 1, "month", _of_year(context, tokens))


def _month_after_next(context: Context, tokens: Sequence[Token]) -> Span:
    """March after next."""
    span = within_year(context, ints(tokens, "MON")[0], 1, "month", None)
    return months(month_shift(span.first, YEAR), 1, "month")


def _quarter_of_short_year(context: Context, tokens: Sequence[Token]) -> Span | None:
    """26Q4."""
    year, number = ints(tokens, "N", "QN")
    short = len(tokens[0].word) == 2 and not tokens[1].gap
    return within_year(context, (number - 1) * QUARTER + 1, QUARTER, "quarter", 2000 + year) if short else None


def _year_month(_: Context, tokens: Sequence[Token]) -> Span | None:
    """2014-10, 11-2016."""
    year, month = tokens[-1].value
    return months(date(year, month, 1), 1, "month") if 1 <= month <= YEAR else None


def _quarter(context: Context, tokens: Sequence[Token]) -> Span | None:
    """第三季度, 三季度, 2018Q4, 3rd quarter, the 4th qtr of 2018."""
    number = ints(tokens, "QN", "O", "N", "E", "LASTZ", "LAST", "SECOND")[0]
    number = 4 if number == -1 else number
    if not 1 <= number <= 4:
        return None
    return within_year(context, (number - 1) * QUARTER + 1, QUARTER, "quarter", _of_year(context, tokens))


def _half_year(context: Context, tokens: Sequence[Token]) -> Span:
    """上半年, 明年下半年, 2016 H2."""
    number = ints(tokens, "HY")[0]
    return within_year(context, (number - 1) * HALF_YEAR + 1, HALF_YEAR, "half-year", _of_year(context, tokens))


def _nth_month(context: Context, tokens: Sequence[Token]) -> Span | None:
    """2021年的第三个月, 2021年的最后4个月."""
    year = _of_year(context, tokens) or context.today.year
    if has(tokens, "LASTZ", "LAST"):
        count = (ints(tokens, "N") or [1])[0]
        return months(date(year, YEAR - count + 1, 1), count, "month") if 1 <= count <= YEAR else None
    number = ints(tokens, "O")[0]
    return months(date(year, number, 1), 1, "month") if 1 <= number <= YEAR else None


def _part_of_week(span: Span, part: Token) -> Span | None:
    """下周初 is by Tuesday, 下周中 by Wednesday, as early and mid next week are."""
    days = {"STARTZ": 1, "MIDZ": 2}.get(part.code)
    whole = (span.last - span.first).days + 1 == DAYS_OF_A_WEEK
    return Span(span.first, span.first + DAY * days, "week") if days and whole else None


def part_of_month(context: Context, tokens: Sequence[Token]) -> Span | None:
    """5月中旬, 本月上旬, 下旬, 下半月, 5月中, 月中, 下月初."""
    span = first_value(tokens, Span) or around(context, "month", 0)
    if "year" in (tokens[-1].value, span.grain):
        return _mid_year(context, span, tokens[-1])
    if span.grain == "week":
        return _part_of_week(span, tokens[-1])
    if span.grain != "month":
        return None
    first, last = _PARTS[_part_name(tokens[-1])]
    end = span.last if last is None else span.first.replace(day=last)
    if end < context.today and tokens[0].code != "P":
        return part_of_month(context, (Token("P", around(context, "month", 1)), tokens[-1]))
    return Span(span.first.replace(day=first), end, "ten-days")


def _mid_year(context: Context, span: Span, part: Token) -> Span | None:
    """年中 ends with June, 年初 with January; of this year, or the next when past."""
    if part.code not in ("MOX", "SOX", "MIDZ", "STARTZ"):
        return None
    year = span.first.year
    month = 6 if part.code.startswith("M") else 1
    found = months(date(year, month, 1), 1, "month")
    return found if found.last >= context.today else months(date(year + 1, month, 1), 1, "month")


def _part_name(token: Token) -> str:
    return f"{token.code}{token.value or ''}" if token.code in ("XUN", "HM") else token.code[:3]


_PARTS: Final[dict[str, tuple[int, int | None]]] = {
    "XUN1": (1, 10), "XUN2": (11, 20), "XUN3": (21, None), "HM1": (1, 15), "HM2": (16, None), "MID": (11, 15),
    "MOX": (11, 15), "STA": (1, 5), "SOX": (1, 5),
}  # fmt: skip


def _iso_week(context: Context, tokens: Sequence[Token]) -> Span | None:
    """week 40, 第40周, 2021-W08: the ISO week, this year's or the next one's when past."""
    year, number = tokens[-1].value if tokens[-1].code == "ISOWEEK" else (None, ints(tokens, "N", "E", "O")[0])
    if not (1 if year else FEW_WEEKS) <= number <= 53:
        return None
    years = (year,) if year else (context.today.year, context.today.year + 1)
    found = [_week_of_year(one, number) for one in years]
    span = next((one for one in found if one is not None and (year or one.last >= context.today)), None)
    return None if span is None else replace(span, weak=year is None)


def _week_of_year(year: int, number: int) -> Span | None:
    try:
        first = date.fromisocalendar(year, number, 1)
    except ValueError:  # most years have 52
        return None
    return Span(first, first + timedelta(days=6), "week", choices=(first + timedelta(days=4),), sort="numbered")


def _rest_of_period(context: Context, tokens: Sequence[Token]) -> Span | None:
    """the rest of the month, 本月剩余时间."""
    span = first_value(tokens, Span)
    return span or around(context, grain_of(tokens), 0)


FEW_WEEKS: Final = 6  # 第三周 without a month is of the month or of a plan, not of the year
NUMBER: Final = "(N|E)"
ROWS: Final = (
    Row("P", "(THIS|NEXT|PREV) GE? (UW|WE|YUE|UM|UQ|UY|NIAN)", _named),
    Row("P", "THE (THIS|NEXT) (UW|WE|UM|UQ|UY)", _named),
    Row(
        "P",
        "(THIS|NEXT) GE? (MOX|SOX)",
        lambda context, tokens: part_of_month(
            context, (Token("P", around(context, "month", shift_of(tokens))), tokens[-1])
        ),
    ),
    Row("P", "WE", _weekend),
    Row(
        "P", "UW N !(OF|TO|DASH|UH|UD|UW|UM|SLASH|LATER)", lambda c, t: _iso_week(c, t) if t[0].word == "week" else None
    ),
    Row("P", "O UW !(DE|D|WD|OF|IN)", lambda c, t: None if t[-1].word.isascii() else _iso_week(c, t)),
    Row("P", "ISOWEEK", _iso_week),
    Row("P", "THE? RESTE (THE|THIS) (UW|UM|UQ|UY)", _rest_of_period),
    Row("P", "THE? (UW|UM|UQ|UY|WE) AFTERE NEXT", _after_next),
    Row("P", "(RY|Y NIAN|IN Y)", _year),
    Row("P", "FROM? Y (TO|DASH|TILL) Y", _years),
    Row("P", "MON AFTERE NEXT", _month_after_next),
    Row("P", "N QN", _quarter_of_short_year),
    Row("P", f"{NUMBER} YUE", _month),
    Row("P", f"(RY|Y NIAN?) DE? {NUMBER} YUE", _month),
    Row("P", "(THIS|NEXT)? MON", _month),
    Row("P", "MON (COMMA|OF|IN|SLASH|DASH)? (Y|THE? (THIS|NEXT) UY)", _month),
    Row("P", "(Y|(THIS|NEXT) UY) (SLASH|DASH)? MON", _month),
    Row("P", "YM", _year_month),
    Row("P", f"(RY|Y NIAN?)? DE? (O|LASTZ N|{NUMBER}) GE? UQ (OF? Y)?", _quarter),
    Row("P", "THE? (O|LAST|SECOND) UQ (OF? (Y|THE? (THIS|NEXT) UY))?", _quarter),
    Row("P", "(RY|Y) NIAN? DASH? QN", _quarter),
    Row("P", "QN (OF|SLASH|DASH|COMMA)? (Y|THE? (THIS|NEXT) UY)?", _quarter),
    Row("P", "(RY|Y NIAN?)? DE? DASH? HY", _half_year),
    Row("P", "HY (OF|SLASH|DASH)? (Y|THE? (THIS|NEXT) UY)", _half_year),
    Row("P", "(RY|Y NIAN) DE? O GE? (YUE|UM)", _nth_month),
    Row("P", f"(RY|Y NIAN) DE? LASTZ {NUMBER} (UM|GE YUE)", _nth_month),
)
