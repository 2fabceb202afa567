"""Rows for days named by their place: 月底, 本月最后一个工作日, EOY, last Monday of March, 节后, before Christmas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from domain.calendar import UnknownYear
from domain.deadlines.days import WEEK, impossible, month_shift
from domain.deadlines.engine import Row, has, values
from domain.deadlines.festivals import festival_day
from domain.deadlines.periods import DAY, HALF_YEAR, YEAR, around, ints, months, part_of_month, shift_of, unit_of
from domain.deadlines.reading import Explanation, Problem
from domain.deadlines.spec import Clock, Context, Day, Span, Token


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


def _span_end(_: Context, tokens: Sequence[Token]) -> Day | None:
    span = next(token.value for token in tokens if isinstance(token.value, Span))
    return last_day(span)


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
    span = next((token.value for token in tokens if isinstance(token.value, Span)), None)
    if span is None:
        grain = next((str(value) for value in values(tokens, "EOX")), "month")
        span = around(context, grain, shift_of(tokens))
    return nth_in(context, span, tokens)


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
    return reckoned(context, found, "end") if has(tokens, "WK", "WKD") else Day(found, "end")


def reckoned(context: Context, day: date, sort: str) -> Day:
    """A day reckoned on the working calendar, and whether the notice for its year is still to come."""
    provisional = context.calendar.is_provisional(day)
    return Day(day, sort, explanation=Explanation(provisional=True) if provisional else None)


def weekday_in(tokens: Sequence[Token]) -> int | None:
    """The weekday among the tokens, as a word or already a day."""
    for token in tokens:
        if token.code == "WD":
            return int(str(token.value))
        if isinstance(token.value, Day) and token.value.sort == "weekday":
            return token.value.weekday
    return None


def ordinal(tokens: Sequence[Token]) -> int:
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


def rest_of(context: Context, tokens: Sequence[Token]) -> tuple[date, date] | None:
    """First and last day off around the festival named, or of the next public holiday (节前, 节后, 假期)."""
    day = next((token.value for token in tokens if isinstance(token.value, Day)), None)
    start = day.date if day is not None else context.calendar.next_holiday(context.today)
    if start is None:
        return None
    now_off = _rest_now(context, day)
    if now_off is not None:
        return now_off
    try:
        if day is not None and not has(tokens, "REST") and not context.calendar.is_holiday(start):
            return start, start  # 情人节 is no day off, whatever weekday it falls on
        return context.calendar.rest_around(start)
    except UnknownYear:
        return start, start


def _rest_now(context: Context, day: Day | None) -> tuple[date, date] | None:
    """国庆假期结束前 said on 2 October: the days off that are running."""
    name = day.explanation.festival if day is not None and day.explanation is not None else None
    began = festival_day(name, context.today.year) if name else None
    if began is None or began >= context.today or not context.calendar.knows(began):
        return None
    rest = context.calendar.rest_around(began)
    return rest if rest[0] <= context.today <= rest[1] and context.calendar.is_holiday(began) else None


def _after_rest(context: Context, tokens: Sequence[Token]) -> Day | None:
    """春节后第一个工作日, 节后第一个工作日, 五一假期后, 国庆后第二个工作日, first working day after the holiday."""
    if has(tokens[:1], "D") and not _is_festival(tokens):
        return None
    rest = rest_of(context, tokens)
    number = max(ordinal(tokens), 1)
    if rest is None or not _opens_work(tokens):
        return None
    weekday = weekday_in(tokens)
    if weekday is not None:
        ahead = (weekday - rest[1].weekday()) % 7 or 7
        return Day(rest[1] + timedelta(days=ahead) + WEEK * (number - 1), "festival")
    if has(tokens, "UD"):
        return reckoned(context, rest[1] + DAY * number, "festival")
    return after_working(context, rest[1], number)


def _after_rest_worded(context: Context, tokens: Sequence[Token]) -> Day | None:
    """过完五一第一个工作日, 收假第一天: worded with a verb and not with 后."""
    return _after_rest(context, tokens if tokens[0].code != "GUOWAN" else tokens[1:])


def _first_after_rest(context: Context, tokens: Sequence[Token]) -> Day | None:
    """first working day after the holiday, first day back after National Day; the day after Christmas is another row's."""
    return _after_rest(context, tokens) if has(tokens, "WK", "BACKE") else None


def _opens_work(tokens: Sequence[Token]) -> bool:
    """节后上班第一天: a time among these words is the opening of work."""
    clocks = (token.value for token in tokens if isinstance(token.value, Clock))
    return all(clock.special == "opening" for clock in clocks)


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
        return after_working(context, rest[0], ordinal(tokens))
    weekday = weekday_in(tokens[1:])
    if weekday is not None:
        back = (rest[0].weekday() - weekday - 1) % 7 + 1
        return Day(rest[0] - timedelta(days=back) + WEEK * (ordinal(tokens) + 1), "festival")
    day = rest[0] - DAY
    if day < context.today:
        return Day(None, problem=Problem.PAST)
    found = reckoned(context, day, "festival") if context.calendar.is_holiday(rest[0]) else Day(day, "festival")
    found.weak = tokens[0].code in ("JIE", "REST")
    return found


def _last_of_rest(context: Context, tokens: Sequence[Token]) -> Day | None:
    """五一假期最后一天, 国庆假期第三天."""
    rest = rest_of(context, tokens) if _is_festival(tokens) else None
    return nth_in(context, Span(*rest, "holiday"), tokens) if rest else None


def _after_new_year(context: Context, tokens: Sequence[Token]) -> Day | None:
    """年后, 年后开工第一天, 过完年: the first working day after the Spring Festival, or the n-th."""
    days = (festival_day("spring", year) for year in (context.today.year, context.today.year + 1))
    day = next((found for found in days if found and found + DAY * 7 > context.today), None)
    return _after_rest(context, (Token("D", Day(day, "festival"), 0, 0), *tokens)) if day else None


def _before_span(context: Context, tokens: Sequence[Token]) -> Day | None:
    """before July, 七月之前, before next week: the day before it begins; 本月前 is until its end."""
    span = next(token.value for token in tokens if isinstance(token.value, Span))
    if span.grain not in ("week", "month", "quarter", "half-year", "year"):
        return None
    if span.first <= context.today:
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


def _weekday_before(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the Friday before Christmas, the last Monday before the holiday."""
    weekday, last = weekday_in(tokens[:-1]), tokens[-1].value
    start = last.date if isinstance(last, Day) else (rest_of(context, ()) or (None,))[0]
    if weekday is None or start is None or (isinstance(last, Day) and last.sort in ("weekday", "relative")):
        return None
    return Day(start - timedelta(days=(start.weekday() - weekday - 1) % 7 + 1), "festival")


def _weekday_after(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the Friday after Christmas, first Monday after the holiday."""
    weekday = weekday_in(tokens)
    last = tokens[-1].value
    start = last.date if isinstance(last, Day) else (rest_of(context, ()) or (None, None))[1]
    if weekday is None or start is None or (isinstance(last, Day) and last.sort in ("weekday", "relative")):
        return None
    ahead = (weekday - start.weekday() - 1) % 7 + 1
    return Day(start + timedelta(days=ahead) + WEEK * (max(ordinal(tokens), 1) - 1), "festival")


def _next_day(context: Context, _: Sequence[Token]) -> Day:
    """the next day."""
    return Day(context.today + DAY, "relative")


def _before_new_year(context: Context, tokens: Sequence[Token]) -> Day | None:
    """年前: before the Spring Festival."""
    days = (festival_day("spring", year) for year in (context.today.year, context.today.year + 1))
    day = next((found for found in days if found and found > context.today), None)
    return _before_rest(context, (Token("D", Day(day, "festival"), 0, 0), *tokens[1:])) if day else None


def _this(context: Context, tokens: Sequence[Token]) -> Span:
    """年内, 月内, within the week."""
    return around(context, unit_of(tokens), 0)


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


def _rest_span(context: Context, tokens: Sequence[Token]) -> Span | None:
    """国庆期间, 春节假期: its end."""
    if not _is_festival(tokens):
        return None
    rest = rest_of(context, tokens)
    return Span(*rest, "holiday") if rest else None


def _after_weekend(context: Context, tokens: Sequence[Token]) -> Day | None:
    """after the weekend."""
    span = tokens[-1].value
    return after_working(context, span.last, 1) if span.grain == "weekend" else None


def _from_last(context: Context, tokens: Sequence[Token]) -> Day | None:
    """second last day of the month."""
    span = tokens[-1].value if isinstance(tokens[-1].value, Span) else around(context, unit_of(tokens[-1:]), 0)
    number = next(int(str(token.value)) for token in tokens if token.code in ("O", "SECOND"))
    kept = [token for token in tokens if token.code not in ("O", "SECOND", "LAST")]
    return nth_in(context, span, (Token("LASTZ", -number, 0, 0), *kept))


def weekday_of_span(context: Context, tokens: Sequence[Token]) -> Day | None:
    """周末前: the Friday before the weekend."""
    span = next(token.value for token in tokens if isinstance(token.value, Span))
    if span.grain != "weekend":
        return None if has(tokens, "BY") else _before_span(context, tokens)
    friday = span.first - DAY
    if has(tokens, "BY") and friday >= context.today:
        return Day(friday, "weekday", choices=(friday, span.last))
    return Day(friday if friday >= context.today else friday + WEEK, "weekday")


UNIT: Final = "(UD|RI|WK|WKD|WD|D)"
ROWS: Final = (
    Row("P", "P? (XUN|HM|MOX|SOX)", part_of_month),
    Row("P", "P (MIDZ|STARTZ)", part_of_month),
    Row("D", "EOX", _end_of),
    Row("D", "THE EOX", _end_of),
    Row("D", "(THIS|NEXT) GE? EOX", _end_of),
    Row("D", "(RY|Y NIAN?) (EOX|ENDZ)", _year_end),
    Row("D", "P DE? (ENDZ|EOX)", _span_end),
    Row("D", "L ENDZ", _half_year_end),
    Row("D", "P (END|EOX)", _span_end),
    Row("D", "THE? (END|EOX|EOD) (OF|IN|FOR)? THE? P", _span_end),
    Row("D", "THE? (END|EOD) OF? D", _end_of_day),
    Row("D", f"P BEFORE? DE? (ENDZ|LASTZ|O) GE? {UNIT}", _last_in),
    Row("D", f"P DE? LASTZ N GE? {UNIT}", _last_in),
    Row("D", f"(EOX|THIS GE? EOX|NEXT GE? EOX) BEFORE? DE? LASTZ N? GE? {UNIT}", _last_in),
    Row("D", f"LASTZ N? GE? {UNIT}", _rolled),
    Row("D", f"THE? (LAST|O|SECOND) {UNIT} (OF|IN) THE? (P|Y)", _last_in),
    Row(
        "D",
        f"THE? (LAST|O|SECOND) {UNIT} (OF|IN) THE? (UM|UQ|UY)",
        lambda context, tokens: _last_in(
            context, (*tokens, Token("P", around(context, unit_of(tokens[-1:]), 0), 0, 0))
        ),
    ),
    Row("D", "(THIS|NEXT) GE? WK", _next_working),
    Row("D", "THE NEXT WK", _next_working),
    Row("D", f"(JIE|REST|D REST?|D JIE) REST? AFTER DE? (O|LASTZ) GE? {UNIT}", _after_rest),
    Row("D", "(JIE|REST|D REST?) REST? AFTER OPEN? !(L|O)", _after_rest),
    Row("D", "(JIE|REST|D REST?) REST? AFTER (OPEN|T)? DE? O (UD|RI)", _after_rest),
    Row("D", "THE? (O|NEXT) (WK|UD) BACKE? AFTERE THE? (D|JIE)", _first_after_rest),
    Row("D", f"(JIE|REST|D REST?|D JIE) REST? BEFORE DE? LASTZ N? GE? {UNIT}", _before_rest),
    Row("D", "(JIE|REST|D REST?|D JIE) REST? BEFORE DE? GE? D", _before_rest),
    Row("D", "(JIE|REST|D REST?|D JIE) REST? BEFORE !L", _before_rest),
    Row("D", "NIAN BEFORE", _before_new_year),
    Row("D", f"NIAN AFTER (OPEN|T)? (DE? O GE? {UNIT})?", _after_new_year),
    Row("D", "GUOWAN NIAN AFTER?", _after_new_year),
    Row("D", f"GUOWAN (D|JIE|D JIE) REST? AFTER? (OPEN|T)? (DE? O GE? {UNIT})?", _after_rest_worded),
    Row("D", f"(JIE|REST|D REST?)? BACK (OPEN|T)? DE? (O GE? {UNIT})?", _after_rest_worded),
    Row("D", f"D REST DE? (LASTZ|O) GE? {UNIT}", _last_of_rest),
    Row("D", "BEF THE? (D|JIE)", _before_rest),
    Row("D", "AFTERE THE? JIE", _after_rest),
    Row("D", "THE? UD (BEF|AFTERE) THE? D", _day_before),
    Row("D", "THE? LAST? D BEF THE? (D|JIE)", _weekday_before),
    Row("D", "THE? (O|NEXT)? D AFTERE THE? (D|JIE)", _weekday_after),
    Row("D", "THE? NEXT UD", _next_day),
    Row("P", "D REST", _rest_span),
    Row("P", "(NIAN|YUE|UW|UQ) WITHIN", _this),
    Row("P", "WITHINE THE (UW|UM|UQ|UY)", _this),
    Row("P", "AT? THE? (MIDE|STARTE|EARLYE) DASH? (OF|IN)? THE? P", _mid),
    Row("D", "EOWW", _end_of_working_week),
    Row("P", "THE? RESTE P", lambda _c, tokens: tokens[-1].value),
    Row("P", "P LEFTZ", lambda _c, tokens: tokens[0].value),
    Row("D", "P BEFORE !L", weekday_of_span),
    Row("D", "(BEF|BY) THE? P", weekday_of_span),
    Row("D", "AFTERE THE? P", _after_weekend),
    Row("D", f"THE? (O|SECOND) LAST {UNIT} (OF|IN) THE? (P|UM|UQ|UY)", _from_last),
)
