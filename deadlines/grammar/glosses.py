"""Rows for one day said in two ways: 周五（4月24日）, 12/15(二), thu 14th, 元旦次日; and for notes in brackets behind it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import DAY
from deadlines.engine import Row, has
from deadlines.grammar.series import weekly
from deadlines.reading import Explanation
from deadlines.spec import Context, Day, Token
from deadlines.words.lexicon import WEEKDAY_NUMERALS

MOST_NOTE: Final = 14  # characters of a note in brackets
NOTE: Final = "(X|NOTBY|OPEN|REST|JIE|WK|COMMA|LIST|D|NOUN)"


def _merge(context: Context, tokens: Sequence[Token]) -> Day | None:
    """周五（4月24日）, Monday, Feb 18, thu 14th, 明天（周四）: one day said in two ways."""
    days = [token.value for token in tokens if isinstance(token.value, Day)]
    if len(days) < 2:
        return None
    if days[1].beside:
        return _beside(context, days[0], days[1], tokens)
    named = next((day for day in days if day.sort in ("weekday", "weekday-of-week")), None)
    other = next((day for day in days if day is not named), None)
    if named is None or other is None or named.weekday is None:
        return _glossed(days[0], days[1]) if has(tokens, "OPENP") else None
    if other.date is None:
        return other
    merged = _agree(context, named, named.weekday, other)
    apart = context.han and has(tokens, "COMMA") and not has(tokens, "OPENP")  # 截至11月16日，周五前报: two days
    return None if apart and merged is not None and _differs(merged) else merged


def _differs(day: Day) -> bool:
    return day.explanation is not None and day.explanation.weekday_differs


def _glossed(day: Day, gloss: Day) -> Day | None:
    """明天（2月6日）: the same day in other words; where the two differ, both are offered."""
    if day.date is None or gloss.date is None:
        return None
    if day.date == gloss.date:
        return replace(day, weak=False)
    return replace(day, choices=tuple(sorted((day.date, gloss.date))), after=None, weak=False)


def _weekday_gloss(context: Context, tokens: Sequence[Token]) -> Day | None:
    """12/15(二), 4月10日（五）: the weekday of the date before it."""
    day, name = tokens[0].value, tokens[2].word.replace("天", "日")
    if not isinstance(day, Day) or name not in WEEKDAY_NUMERALS or day.sort == "weekday":
        return None
    weekday = WEEKDAY_NUMERALS.index(name)
    return day if day.date is None else _agree(context, weekly(context, weekday), weekday, day)


def _noted(context: Context, tokens: Sequence[Token]) -> Day | None:
    """明天（周六，补班）, 周三（不是周四）: what stands in the brackets tells more about the day."""
    day, inner = tokens[0], next((token for token in tokens[2:] if isinstance(token.value, Day)), None)
    if not isinstance(day.value, Day) or tokens[-1].end - tokens[1].start > MOST_NOTE:
        return None
    return day.value if inner is None or has(tokens, "NOTBY") else _merge(context, (day, tokens[1], inner))


def _without_the_day(_: Context, tokens: Sequence[Token]) -> Day | None:
    """4月10日之前（不含当日）, 4月10日（不含）前: the day before."""
    day = tokens[0].value
    if not isinstance(day, Day) or day.date is None:
        return None
    return Day(day.date - DAY)


def _with_the_day(_: Context, tokens: Sequence[Token]) -> Day | None:
    """4月10日（含）前."""
    day = tokens[0].value
    return replace(day, weak=False) if isinstance(day, Day) else None


def _that_day(_: Context, tokens: Sequence[Token]) -> Day | None:
    """月底那天, 5号那天."""
    day = tokens[0].value
    return replace(day, weak=False) if isinstance(day, Day) else None


def _beside(context: Context, day: Day, beside: Day, tokens: Sequence[Token]) -> Day | None:
    """圣诞节当天, 周五当晚, 元旦次日, 后天的隔天."""
    if day.date is None or beside.date is None or day.beside or (day.sort == "relative" and not has(tokens, "DE")):
        return None
    offset = beside.date - context.today
    if not offset:
        return replace(day, part=beside.part, weak=False)
    return Day(day.date + offset, part=beside.part)


def _around(_: Context, tokens: Sequence[Token]) -> Day | None:
    """月底前后, 下周五左右: that day."""
    return _with_the_day(_, tokens)


def _or_the_day_after(_: Context, tokens: Sequence[Token]) -> Day | None:
    """tomorrow or the day after, 明后天, 下周一二: both are offered."""
    day = tokens[0].value
    if not isinstance(day, Day) or day.date is None:
        return None
    return replace(day, choices=(day.date, day.date + DAY), after=None, weak=False)


def _agree(context: Context, named: Day, weekday: int, other: Day) -> Day | None:
    if other.sort in ("weekday", "weekday-of-week", "end", "festival"):
        return None
    chosen = next((day for day in other.choices if day.weekday() == weekday), None)
    if chosen is not None:
        return Day(chosen)
    if other.date is not None and other.date.weekday() == weekday:
        return replace(other, choices=(), after=None, weak=False)
    if other.sort == "monthly" and other.after is not None and other.date is not None:
        return _month_where(other, weekday)
    if _both_near(context, named, other):
        assert named.date is not None
        assert other.date is not None
        choices = tuple(sorted((other.date, named.date)))
        return replace(other, choices=choices, explanation=Explanation(weekday_differs=True))
    return replace(other, explanation=Explanation(weekday_differs=True), weak=False, weekday=weekday)


def _both_near(context: Context, named: Day, other: Day) -> bool:
    """明天（周五）, 周三（11月26日） of this or next week: one of the two words is a slip, so both days are offered."""
    limit = context.today + timedelta(days=14)
    return all(day.date is not None and context.today <= day.date <= limit for day in (named, other))


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


ROWS: Final = (
    Row("D", "D (COMMA|DASH|SLASH)? OPENP D CLOSEP", _merge),
    Row("D", "D OPENP (N|RI|UD) CLOSEP", _weekday_gloss),
    Row("D", f"D OPENP {NOTE}{{1,6}} CLOSEP", _noted),
    Row("D", "D SAMEDAY", _that_day),
    Row("D", "D ROUGH", _around),
    Row("D", "D ORNEXT", _or_the_day_after),
    Row("D", "D COMMA? OR THE (UD AFTERE|NEXT UD) !(D|T)", _or_the_day_after),
    Row("D", "D BEFORE? OPENP EXCL CLOSEP BEFORE?", _without_the_day),
    Row("D", "D BEFORE? OPENP INCL CLOSEP", _with_the_day),
    Row("D", "D (COMMA|THE|DE|AND)? D", _merge),
)
