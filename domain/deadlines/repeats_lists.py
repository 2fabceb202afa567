"""Rows for rules that list days, months or times: mon/wed/fri 7.30am, 每月15号跟月底, 每逢单月15日, 每天上午9点和下午4点."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from domain.deadlines.engine import Row, has
from domain.deadlines.periods import ints
from domain.deadlines.repeats import NAMES, timed
from domain.deadlines.spec import Clock, Context, Day, Repeat, Token


def _quarter_days(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每季度第一个月的10号, 每季度首月10日, 每季度末月25日."""
    month, day = (ints(tokens, "O") or [3])[0], ints(tokens, "N", "E")[-1]
    if not 1 <= month <= 3 or not 1 <= day <= 31:  # noqa: PLR2004
        return None
    months = ",".join(str(first + month - 1) for first in (1, 4, 7, 10))
    return Repeat("MONTHLY", 1, (("BYMONTH", months), ("BYMONTHDAY", str(day))))


def _every_days(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每三日一次: here 日 is the unit."""
    days = ints(tokens, "N")[0]
    return Repeat("DAILY", days) if 1 < days <= 31 else None  # noqa: PLR2004


def _day_and_end(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每月15号跟月底."""
    day = ints(tokens, "N", "E")[0]
    if tokens[-1].value != "month" or not 1 <= day <= 31:  # noqa: PLR2004
        return None
    return Repeat("MONTHLY", 1, (("BYMONTHDAY", f"{day},-1"),))


def _yearly_months(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每年1月及7月的15日."""
    mark = [place for place, token in enumerate(tokens) if token.code == "YUE"]
    months = [int(str(tokens[place - 1].value)) for place in mark]
    days = ints(tokens[mark[-1] :], "N", "E")
    if not all(1 <= month <= 12 for month in months) or not all(1 <= day <= 31 for day in days):  # noqa: PLR2004
        return None
    parts = [("BYMONTH", ",".join(map(str, months))), *([("BYMONTHDAY", str(days[0]))] if days else [])]
    return Repeat("YEARLY", 1, tuple(parts))


def _odd_months(_: Context, tokens: Sequence[Token]) -> Repeat:
    """每逢单月15日."""
    months = next(str(token.value) for token in tokens if token.code == "ODDM")
    days = ints(tokens, "N", "E")
    return Repeat("YEARLY", 1, (("BYMONTH", months), *((("BYMONTHDAY", str(days[0])),) if days else ())))


def _days_in_each_week(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """Mon, Wed & Fri at 10am each week; Tue/Thu 2.15pm weekly."""
    base = tokens[-1].value
    days = [token.value for token in tokens if isinstance(token.value, Day)]
    if not isinstance(base, Repeat) or base.freq != "WEEKLY" or base.parts:
        return None
    if any(day.sort != "weekday" or day.weekday is None for day in days):
        return None
    numbers = sorted({day.weekday for day in days if day.weekday is not None})
    if has(tokens, "TO", "TILL", "DASH"):
        numbers = list(range(numbers[0], numbers[-1] + 1))
    names = ",".join(NAMES[number] for number in numbers)
    rule = Repeat("WEEKLY", base.interval, (("BYDAY", names),))
    clock = next((token for token in tokens if isinstance(token.value, Clock)), None)
    return rule if clock is None else timed(context, (Token("S", rule, 0, 0), clock))


def _listed_days(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """mon/wed/fri 7.30am: three days are a habit."""
    return _days_in_each_week(context, (*tokens, Token("S", Repeat("WEEKLY"), 0, 0)))


def _two_times(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每天上午9点和下午4点: two hours with the same minutes are one rule."""
    rules = [timed(context, (tokens[0], token)) for token in tokens if isinstance(token.value, Clock)]
    if len(rules) != 2 or rules[0] is None or rules[1] is None:  # noqa: PLR2004
        return None
    (*rest, (_, one), minute), (*_rest, (_, other), same) = rules[0].parts, rules[1].parts
    if minute != same or not (one.isdigit() and other.isdigit()) or int(one) >= int(other):
        return None
    return Repeat(rules[0].freq, rules[0].interval, (*rest, ("BYHOUR", f"{one},{other}"), minute), accepts_clock=False)


ROWS: Final = (
    Row("S", "EVERY UQ DE? O GE? (YUE|UM) DE? (N|E) (HAO|RI)", _quarter_days),
    Row("S", "EVERY (EOX|UQ ENDZ|UQ LASTZ) GE? (YUE|UM) DE? (N|E) (HAO|RI)", _quarter_days),
    Row("S", "(EVERY|SKIP|EVERY SKIP) N RI ONCE?", _every_days),
    Row("S", "EVERY (YUE|UM) DE? (N|E) (HAO|RI)? (LIST|COMMA|AND) EOX", _day_and_end),
    Row("S", "EVERY (NIAN|UY) DE? [n] YUE ((AND|LIST|COMMA) [n] YUE){1,5} (DE? [n] (HAO|RI))?", _yearly_months),
    Row("S", "EVERY ODDM DE? ([n] (HAO|RI))?", _odd_months),
)
MORE_ROWS: Final = (
    Row("S", "D ((COMMA|AND|SLASH){1,2} D){0,6} (AT? T)? S", _days_in_each_week),
    Row("S", "D (TO|TILL|DASH) D (AT? T)? S", _days_in_each_week),
    Row("S", "D (SLASH D){2,6} (AT? T)?", _listed_days),
)
TIMED_ROWS: Final = (Row("S", "S (COMMA|DE|AT)? T (AND|LIST|COMMA) AT? T", _two_times),)
