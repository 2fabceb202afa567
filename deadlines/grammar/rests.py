"""Rows for days named by a rest of several days: 节前, 节后第一个工作日, 国庆假期最后一天, 年前, before Christmas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from deadlines.arithmetic import DAY, WEEK
from deadlines.engine import Row, first_value, has
from deadlines.grammar.ends import after_working, nth_in, ordinal, reckoned, weekday_in
from deadlines.grammar.patterns import DAY_UNIT
from deadlines.reading import Problem
from deadlines.spec import Clock, Context, Day, Span, Token
from deadlines.words.festivals import festival_day
from worktime.calendar import UnknownYear


def rest_of(context: Context, tokens: Sequence[Token]) -> tuple[date, date] | None:
    """First and last day off around the festival named, or of the next public holiday (节前, 节后, 假期)."""
    day = first_value(tokens, Day)
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


def _rest_span(context: Context, tokens: Sequence[Token]) -> Span | None:
    """国庆期间, 春节假期: its end."""
    if not _is_festival(tokens):
        return None
    rest = rest_of(context, tokens)
    return Span(*rest, "holiday") if rest else None


def _after_new_year(context: Context, tokens: Sequence[Token]) -> Day | None:
    """年后, 年后开工第一天, 过完年: the first working day after the Spring Festival, or the n-th."""
    days = (festival_day("spring", year) for year in (context.today.year, context.today.year + 1))
    day = next((found for found in days if found and found + DAY * 7 > context.today), None)
    return _after_rest(context, (Token("D", Day(day, "festival")), *tokens)) if day else None


def _before_new_year(context: Context, tokens: Sequence[Token]) -> Day | None:
    """年前: before the Spring Festival."""
    days = (festival_day("spring", year) for year in (context.today.year, context.today.year + 1))
    day = next((found for found in days if found and found > context.today), None)
    return _before_rest(context, (Token("D", Day(day, "festival")), *tokens[1:])) if day else None


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


ROWS: Final = (
    Row("D", f"(JIE|REST|D REST?|D JIE) REST? ENDZ? AFTER DE? (O|LASTZ) GE? {DAY_UNIT}", _after_rest),
    Row("D", "(JIE|REST|D REST?) REST? AFTER OPEN? !(L|O)", _after_rest),
    Row("D", "(JIE|REST|D REST?) REST? AFTER (OPEN|T)? DE? O (UD|RI)", _after_rest),
    Row("D", "THE? (O|NEXT) (WK|UD) BACKE? AFTERE THE? (D|JIE)", _first_after_rest),
    Row("D", f"(JIE|REST|D REST?|D JIE) REST? BEFORE DE? LASTZ N? GE? {DAY_UNIT}", _before_rest),
    Row("D", "(JIE|REST|D REST?|D JIE) REST? BEFORE DE? GE? D", _before_rest),
    Row("D", "(JIE|REST|D REST?|D JIE) REST? BEFORE !L", _before_rest),
    Row("D", "NIAN BEFORE", _before_new_year),
    Row("D", f"NIAN AFTER (OPEN|T)? (DE? O GE? {DAY_UNIT})?", _after_new_year),
    Row("D", "GUOWAN NIAN AFTER?", _after_new_year),
    Row("D", f"GUOWAN (D|JIE|D JIE) REST? AFTER? (OPEN|T)? (DE? O GE? {DAY_UNIT})?", _after_rest_worded),
    Row("D", f"(JIE|REST|D REST?)? BACK (OPEN|T)? DE? (O GE? {DAY_UNIT})?", _after_rest_worded),
    Row("D", f"D REST DE? (LASTZ|O) GE? {DAY_UNIT}", _last_of_rest),
    Row("D", "BEF THE? (D|JIE)", _before_rest),
    Row("D", "AFTERE THE? JIE", _after_rest),
    Row("D", "THE? LAST? D BEF THE? (D|JIE)", _weekday_before),
    Row("D", "THE? (O|NEXT)? D AFTERE THE? (D|JIE)", _weekday_after),
    Row("P", "D REST", _rest_span),
)
