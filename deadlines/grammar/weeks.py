"""Rows for weeks named by their place: 10月第一周, 下个月第二周周三, the week before Christmas, last weekend of July."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from deadlines.arithmetic import DAY, WEEK
from deadlines.engine import Row, has, the_value
from deadlines.grammar.ends import ordinal, weekday_in
from deadlines.grammar.periods import around
from deadlines.spec import Context, Day, Span, Token


def _weeks_in(tokens: Sequence[Token]) -> tuple[date, ...]:
    """The Sunday of 10月第一周, last week of September: the week with the period's edge, and the first or last full one."""
    span = the_value(tokens, Span)
    number = ordinal(tokens)
    if span.grain not in ("month", "quarter", "half-year", "year") or number == 0:
        return ()
    first = span.first + timedelta(days=6 - span.first.weekday())
    if number < 0:
        full = span.last - timedelta(days=(span.last.weekday() + 1) % 7)
        return tuple(dict.fromkeys((full, span.last)))
    most = (span.last - first).days // 7 + 1
    full = first + WEEK * (min(number, most) - (1 if span.first.weekday() == 0 or number >= most else 0))
    return tuple(dict.fromkeys((first + WEEK * (min(number, most) - 1), full)))


def _week_in(_: Context, tokens: Sequence[Token]) -> Day | None:
    """10月第一周, last week of September: its Sunday."""
    found = _weeks_in(tokens)
    return Day(found[0], "end", choices=found if len(found) > 1 else ()) if found else None


def _day_of_week_in(_: Context, tokens: Sequence[Token]) -> Day | None:
    """下个月第二周周三."""
    weekday = weekday_in(tokens)
    if weekday is None or ordinal(tokens) < 0:
        return None
    found = tuple(sunday - timedelta(days=6 - weekday) for sunday in _weeks_in(tokens))
    return Day(found[0], "weekday-of-week", choices=found if len(found) > 1 else (), weekday=weekday) if found else None


def _week_of(_: Context, tokens: Sequence[Token]) -> Day | None:
    """the week of October 6th, the week before Christmas: its Sunday."""
    day = tokens[-1].value.date
    if day is None:
        return None
    shift = WEEK * (has(tokens, "AFTERE") - has(tokens, "BEF"))
    return Day(day + timedelta(days=6 - day.weekday()) + shift, "end")


def _that_week(_: Context, tokens: Sequence[Token]) -> Day | None:
    """12/14当周: its Sunday, or its Friday."""
    day = tokens[0].value.date
    return None if day is None else Day(day + timedelta(days=6 - day.weekday()), "end")


def _last_weekend(_: Context, tokens: Sequence[Token]) -> Span | None:
    """last weekend of July, the first weekend of May."""
    inner, outer = (token.value for token in tokens if isinstance(token.value, Span))
    if inner.grain != "weekend":
        return None
    number = ordinal(tokens)
    saturday = outer.first + timedelta(days=(5 - outer.first.weekday()) % 7) + WEEK * (number - 1)
    sunday = outer.last - timedelta(days=(outer.last.weekday() + 1) % 7) if number < 0 else saturday + DAY
    return Span(sunday - DAY, sunday, "weekend")


ROWS: Final = (
    Row("D", "P DE? (O|LASTZ) GE? UW", _week_in),
    Row("D", "P DE? O GE? UW DE? D", _day_of_week_in),
    Row("D", "THE? (O|LAST) UW (OF|IN) THE? P", _week_in),
    Row("D", "THE UW (OF|BEF|AFTERE) D", _week_of),
    Row("D", "(UW OF|THE? WKOF) D", _week_of),
    Row("D", "D THATWEEK", _that_week),
    Row("P", "THATWEEK", lambda c, t: around(c, "week", 0) if t[0].word.startswith("当") else None),
    Row("P", "THE? (LAST|O) P (OF|IN) P", _last_weekend),
)
