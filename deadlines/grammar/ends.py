"""Rows for days named by their place in a period: 月底, 本月最后一个工作日, EOY, last Monday of March, before July."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from deadlines.arithmetic import DAY, HALF_YEAR, WEEK, YEAR, month_shift, provisional
from deadlines.engine import Row, first_value, has, ints, the_value, values
from deadlines.grammar.patterns import DAY_UNIT
from deadlines.grammar.periods import around, grain_of, months, part_of_month, shift_of
from deadlines.grammar.series import impossible
from deadlines.reading import Problem
from deadlines.spec import Context, Day, DaySort, Span, Token
from worktime.calendar import UnknownYear


def last_day(span: Span) -> Day:
    """The end of a period as a day; of a week, Sunday."""
    return Day(span.last, "end", grain=span.grain, weak=False)


def _end_of(context: Context, tokens: Sequence[Token]) -> Day | None:
    """月底, 年底, EOM, end of year; 下个月底, 本季度末."""
    end = last_day(around(context, str(tokens[-1].value), shift_of(tokens[:-1])))
    end.weak = len(tokens) == 1
    return end


def _half_year_end(context: Context, tokens: Sequence[Token]) -> Day | None:
    """半年末, 半年底."""
    if tokens[0].value.months != HALF_YEAR:
        return None
    return last_day(around(context, "half-year", 0))


def _span_end(context: Context, tokens: Sequence[Token]) -> Day | None:
    span = the_value(tokens, Span)
    if span.grain == "week" and any(token.word == "late" for token in tokens):
        friday = span.last - DAY * 2  # late next week
        return Day(friday if friday >= context.today else span.last, "end", grain="week")
    end = last_day(span)
    end.explanation = provisional(context, span.last) if span.grain == "holiday" else None
    return end


def _year_end(context: Context, tokens: Sequence[Token]) -> Day | None:
    """明年年底, 2027年底, 今年底."""
    year = context.today.year + shift_of(tokens) if has(tokens, "RY") else ints(tokens, "Y")[0]
    return last_day(months(date(year, 1, 1), YEAR, "year"))


def _end_of_day(_: Context, tokens: Sequence[Token]) -> Day | None:
    """end of today, the end of tomorrow, end of Friday."""
    day = tokens[-1].value
    return day if isinstance(day, Day) else None


def _last_in(context: Context, tokens: Sequence[Token]) -> Day | None:
    """本月最后一天, last day of May, 月底最后一个工作日, last Monday of March, 下月第二个工作日, first Tuesday in October."""
    if has(tokens, "D") and weekday_in(tokens) is None:
        return None
    if tokens[-1].code == "Y":
        return nth_in(context, months(date(ints(tokens, "Y")[0], 1, 1), YEAR, "year"), tokens)
    span = first_value(tokens, Span)
    if span is None:
        grain = next((str(value) for value in values(tokens, "EOX")), "month")
        span = around(context, grain, shift_of(tokens))
    return nth_in(context, span, tokens)


def _in_the_coming(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the first business day of the month: of the present one, and where that day is past of the next."""
    for ahead in (0, 1):
        found = _last_in(context, (*tokens, Token("P", around(context, grain_of(tokens[-1:]), ahead))))
        if found is None or found.date is None or found.date >= context.today:
            return found
    return found


def nth_in(context: Context, span: Span, tokens: Sequence[Token]) -> Day | None:
    """The n-th (or, negative, last) day, weekday or working day of a span."""
    number = ordinal(tokens)
    weekday = weekday_in(tokens)
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
    counted = has(tokens, "WK", "WKD") or span.grain == "holiday"
    return reckoned(context, found, "end") if counted else Day(found, "end")


def reckoned(context: Context, day: date, sort: DaySort) -> Day:
    """A day reckoned on the working calendar, and whether the notice for its year is still to come."""
    return Day(day, sort, explanation=provisional(context, day))


def weekday_in(tokens: Sequence[Token]) -> int | None:
    """The weekday among the tokens, as a word or already a day."""
    for token in tokens:
        if token.code == "WD":
            return token.whole
        if isinstance(token.value, Day) and token.value.sort == "weekday":
            return token.value.weekday
    return None


def ordinal(tokens: Sequence[Token]) -> int:
    """Which one is meant: 1 for the first, -1 for the last, and also where no number is said."""
    return next((token.whole for token in tokens if token.code in ("O", "LASTZ", "LAST", "SECOND")), -1)


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


def _next_working(context: Context, tokens: Sequence[Token]) -> Day | None:
    """下一个工作日, next business day, 下下个工作日."""
    count = shift_of(tokens)
    if count <= 0:
        return None
    return after_working(context, context.today, count)


def after_working(context: Context, day: date, count: int) -> Day:
    """The n-th working day after a day; a day that says `UNKNOWN_YEAR` where the calendar ends."""
    try:
        return reckoned(context, context.calendar.add_working_days(day, count), "working")
    except UnknownYear:
        return Day(None, problem=Problem.UNKNOWN_YEAR)


def _before_span(context: Context, tokens: Sequence[Token]) -> Day | None:
    """before July, 七月之前, before next week: the day before it begins; 本月前 is until its end."""
    span = the_value(tokens, Span)
    if span.grain not in ("week", "month", "quarter", "half-year", "year"):
        return None
    if span.first <= context.today or tokens[-1].word in UNTIL:
        return last_day(span)
    before = span.first - DAY
    return Day(before, "end", choices=(before - DAY * 2, before) if span.grain == "week" else (), grain="period")


def _end_of_working_week(context: Context, _: Sequence[Token]) -> Day:
    """end of the working week: this Friday, or the next when it is past."""
    friday = around(context, "week", 0).first + DAY * 4
    return Day(friday if friday >= context.today else friday + WEEK, "end")


def _day_before(_: Context, tokens: Sequence[Token]) -> Day | None:
    """the day before Christmas, the day after the 5th."""
    day = tokens[-1].value
    if not isinstance(day, Day) or day.date is None or day.sort == "relative":
        return None
    return Day(day.date + (DAY if has(tokens, "AFTERE") else -DAY), "festival")


def _next_day(context: Context, _: Sequence[Token]) -> Day:
    """the next day."""
    return Day(context.today + DAY, "relative")


def _this(context: Context, tokens: Sequence[Token]) -> Span:
    """年内, 月内, within the week."""
    return around(context, grain_of(tokens), 0)


def _week_start(context: Context, tokens: Sequence[Token]) -> Span | None:
    """周初: this week's, or the next one's when past."""
    weeks = (Token("P", around(context, "week", shift)) for shift in (0, 1))
    found = (part_of_month(context, (week, tokens[-1])) for week in weeks)
    return next((span for span in found if span is not None and span.last >= context.today), None)


def _mid(_: Context, tokens: Sequence[Token]) -> Span | None:
    """mid December, early next month; the start of a period is its first day."""
    span = tokens[-1].value
    if not isinstance(span, Span) or (span.grain not in ("month", "week") and not has(tokens, "STARTE")):
        return None
    if span.grain == "week" and not has(tokens, "STARTE"):  # early is by Tuesday, mid by Wednesday
        return Span(span.first, span.first + DAY * (2 if has(tokens, "MIDE") else 1), "week")
    if has(tokens, "STARTE"):
        return Span(span.first, span.first, "start")
    last = 15 if has(tokens, "MIDE") else 10
    return Span(span.first, span.first.replace(day=last), "ten-days")


def _after_weekend(context: Context, tokens: Sequence[Token]) -> Day | None:
    """after the weekend."""
    span = tokens[-1].value
    return after_working(context, span.last, 1) if span.grain == "weekend" else None


def _from_last(context: Context, tokens: Sequence[Token]) -> Day | None:
    """second last day of the month."""
    span = tokens[-1].value if isinstance(tokens[-1].value, Span) else around(context, grain_of(tokens[-1:]), 0)
    number = next(token.whole for token in tokens if token.code in ("O", "SECOND"))
    kept = [token for token in tokens if token.code not in ("O", "SECOND", "LAST")]
    return nth_in(context, span, (Token("LASTZ", -number), *kept))


def weekday_of_span(context: Context, tokens: Sequence[Token]) -> Day | None:
    """周末前: the Friday before the weekend."""
    span = the_value(tokens, Span)
    if span.grain != "weekend":
        return None if has(tokens, "BY") else _before_span(context, tokens)
    friday = span.first - DAY
    if has(tokens, "BY") and friday >= context.today:
        return Day(friday, "weekday", choices=(friday, span.last))
    return Day(friday if friday >= context.today else friday + WEEK, "weekday")


UNTIL: Final = frozenset({"截止", "止", "为止", "截", "到期"})  # 3月截止: in March, and not before it
ROWS: Final = (
    Row("P", "P? (XUN|HM|MOX|SOX)", part_of_month),
    Row("P", "P (MIDZ|STARTZ)", part_of_month),
    Row("P", "UW STARTZ", _week_start),
    Row("D", "EOX", _end_of),
    Row("D", "THE EOX", _end_of),
    Row("D", "(THIS|NEXT) GE? EOX", _end_of),
    Row("D", "(RY|Y NIAN?) (EOX|ENDZ)", _year_end),
    Row("D", "P DE? (ENDZ|EOX)", _span_end),
    Row("D", "L ENDZ", _half_year_end),
    Row("D", "P (END|EOX)", _span_end),
    Row("D", "THE? (END|EOX|EOD) (OF|IN|FOR)? THE? P", _span_end),
    Row("D", "THE? (END|EOD) OF? D", _end_of_day),
    Row("D", f"P BEFORE? DE? (ENDZ|LASTZ|O) GE? {DAY_UNIT}", _last_in),
    Row("D", f"P DE? LASTZ N GE? {DAY_UNIT}", _last_in),
    Row("D", f"(EOX|THIS GE? EOX|NEXT GE? EOX) BEFORE? DE? LASTZ N? GE? {DAY_UNIT}", _last_in),
    Row("D", f"LASTZ N? GE? {DAY_UNIT}", _rolled),
    Row("D", f"THE? (LAST|O|SECOND) {DAY_UNIT} (OF|IN) THE? (P|Y)", _last_in),
    Row(
        "D",
        f"THE? (LAST|O|SECOND) {DAY_UNIT} (OF|IN) THE? (UM|UQ|UY)",
        _in_the_coming,
    ),
    Row("D", "(THIS|NEXT) GE? WK", _next_working),
    Row("D", "THE NEXT WK", _next_working),
    Row("D", "THE? UD (BEF|AFTERE) THE? D", _day_before),
    Row("D", "THE? NEXT UD", _next_day),
    Row("P", "(NIAN|YUE|UW|UQ) WITHIN", _this),
    Row("P", "WITHINE THE (UW|UM|UQ|UY)", _this),
    Row("P", "AT? THE? (MIDE|STARTE|EARLYE) DASH? (OF|IN)? THE? P", _mid),
    Row("D", "EOWW", _end_of_working_week),
    Row("P", "THE? RESTE P", lambda _c, tokens: tokens[-1].value),
    Row("P", "P LEFTZ", lambda _c, tokens: tokens[0].value),
    Row("D", "P BEFORE !L", weekday_of_span),
    Row("D", "(BEF|BY) THE? P", weekday_of_span),
    Row("D", "AFTERE THE? P", _after_weekend),
    Row("D", f"THE? (O|SECOND) LAST {DAY_UNIT} (OF|IN) THE? (P|UM|UQ|UY)", _from_last),
)
