"""Rows for rules that list days, months or times: mon/wed/fri 7.30am, 每月15号跟月底, 每逢单月15日, 每天上午9点和下午4点."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deadlines.arithmetic import MIDDAY
from deadlines.engine import Row, has, ints, the_value
from deadlines.grammar.clock_faces import make
from deadlines.grammar.rules import OFFICE_DAYS, WEEKDAY_CODES, WEEKDAYS, timed
from deadlines.spec import Clock, Context, Day, Repeat, Span, Token


def _quarter_days(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每季度第一个月的10号, 每季度首月10日, 每季度末月25日."""
    month, day = (ints(tokens, "O") or [3])[0], ints(tokens, "N", "E")[-1]
    if not 1 <= month <= 3 or not 1 <= day <= 31:
        return None
    months = ",".join(str(first + month - 1) for first in (1, 4, 7, 10))
    return Repeat("MONTHLY", 1, (("BYMONTH", months), ("BYMONTHDAY", str(day))))


def _every_days(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每三日一次: here 日 is the unit."""
    days = ints(tokens, "N")[0]
    return Repeat("DAILY", days) if 1 < days <= 31 else None


def _day_and_end(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每月15号跟月底."""
    day = ints(tokens, "N", "E")[0]
    if tokens[-1].value != "month" or not 1 <= day <= 31:
        return None
    return Repeat("MONTHLY", 1, (("BYMONTHDAY", f"{day},-1"),))


def _yearly_months(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每年1月及7月的15日."""
    mark = [place for place, token in enumerate(tokens) if token.code == "YUE"]
    months = [tokens[place - 1].whole for place in mark]
    days = ints(tokens[mark[-1] :], "N", "E", "LASTZ")
    if not all(1 <= month <= 12 for month in months) or not all(day == -1 or 1 <= day <= 31 for day in days):
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
    names = ",".join(WEEKDAY_CODES[number] for number in numbers)
    rule = Repeat("WEEKLY", base.interval, (("BYDAY", names),))
    clock = next((token for token in tokens if isinstance(token.value, Clock)), None)
    return rule if clock is None else timed(context, (Token("S", rule), clock))


def _listed_days(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """mon/wed/fri 7.30am: three days are a habit."""
    return _days_in_each_week(context, (*tokens, Token("S", Repeat("WEEKLY"))))


def _two_times(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每天上午9点和下午4点: two hours with the same minutes are one rule."""
    rules = [timed(context, (tokens[0], token)) for token in tokens if isinstance(token.value, Clock)]
    if len(rules) != 2 or rules[0] is None or rules[1] is None:
        return None
    (*rest, (_, one), minute), (*_rest, (_, other), same) = rules[0].parts, rules[1].parts
    if minute != same or not (one.isdigit() and other.isdigit()) or int(one) >= int(other):
        return None
    return Repeat(rules[0].freq, rules[0].interval, (*rest, ("BYHOUR", f"{one},{other}"), minute), accepts_clock=False)


def _hour_and_hour(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every day at 9 and 5: the second is the next such hour of the day."""
    first, second = (
        next(token.value.hour for token in tokens if isinstance(token.value, Clock)),
        ints(tokens[-1:], "N")[0],
    )
    second += MIDDAY if second <= first <= MIDDAY else 0
    clocks = (Token("T", make(hour, grain="hour")) for hour in (first, second))
    return _two_times(context, (tokens[0], *clocks)) if second < MIDDAY * 2 else None


def _weekdays_only(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """除周末外每天, 每天（周末除外）."""
    base = the_value(tokens, Repeat)
    return Repeat("WEEKLY", 1, (("BYDAY", WEEKDAYS),)) if base == Repeat("DAILY") else None


def _nth_of_month(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每年12月最后一个工作日, 每年10月第二个周一."""
    base, span = tokens[0].value, tokens[1].value
    place = next(token.whole for token in tokens if token.code in ("O", "LASTZ"))
    if base != Repeat("YEARLY") or not isinstance(span, Span) or span.grain != "month" or not span.weak:
        return None
    month = ("BYMONTH", str(span.first.month))
    day = tokens[-1].value
    if isinstance(day, Day):
        weekday = day.weekday if day.sort == "weekday" else None
        return None if weekday is None else Repeat("YEARLY", 1, (month, ("BYDAY", f"{place}{WEEKDAY_CODES[weekday]}")))
    if tokens[-1].code in ("WK", "WKD"):
        days = OFFICE_DAYS if tokens[-1].code == "WK" else WEEKDAYS
        return Repeat("YEARLY", 1, (month, ("BYDAY", days), ("BYSETPOS", str(place))))
    return Repeat("YEARLY", 1, (month, ("BYMONTHDAY", str(place))))


def _two_dates(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每年4月15日和10月15日: one rule where the day is the same."""
    days = [token.value for token in tokens if isinstance(token.value, Day)]
    dates = [day.date for day in days if day.date is not None and day.sort == "yearly"]
    if tokens[0].value != Repeat("YEARLY") or len(dates) != len(days) or len({one.day for one in dates}) != 1:
        return None
    months = ",".join(map(str, sorted(one.month for one in dates)))
    return Repeat("YEARLY", 1, (("BYMONTH", months), ("BYMONTHDAY", str(dates[0].day))))


def _listed_months(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every Jan, Apr, Jul and Oct by the 15th."""
    months, days = sorted(ints(tokens, "MON")), ints(tokens, "O")
    if not all(1 <= day <= 31 for day in days):
        return None
    parts = (("BYMONTH", ",".join(map(str, months))), *((("BYMONTHDAY", str(days[0])),) if days else ()))
    return Repeat("YEARLY", 1, parts)


def _two_weekdays(_: Context, tokens: Sequence[Token]) -> Repeat:
    """the second and fourth Wednesday of each month, 每月第二和第四个周三."""
    day = WEEKDAY_CODES[ints(tokens, "WD")[0]]
    places = ints(tokens, "O", "SECOND")
    return Repeat("MONTHLY", 1, (("BYDAY", ",".join(f"{place}{day}" for place in places)),))


def _twice_a_month(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """twice a month, on the 10th and 25th."""
    days = ints(tokens, "O")
    if not all(1 <= day <= 31 for day in days):
        return None
    return Repeat("MONTHLY", 1, (("BYMONTHDAY", ",".join(map(str, sorted(days)))),))


ROWS: Final = (
    Row("S", "EVERY MON ((COMMA|AND){1,2} MON){1,11} ((ON|BY)? THE? O)?", _listed_months),
    Row("S", "THE? (O|SECOND) AND THE? (O|SECOND) WD (OF|IN) EVERY UM", _two_weekdays),
    Row("S", "EVERY (YUE|UM) DE? O GE? (AND|LIST) O GE? WD", _two_weekdays),
    Row("S", "TWICEM COMMA? ON? THE? O (AND|COMMA){1,2} THE? O", _twice_a_month),
    Row("X", "TWICEM", lambda _c, _t: True),
    Row("S", "EVERY UQ DE? O GE? (YUE|UM) DE? (N|E) (HAO|RI)", _quarter_days),
    Row("S", "EVERY (EOX|UQ ENDZ|UQ LASTZ) GE? (YUE|UM) DE? (N|E) (HAO|RI)", _quarter_days),
    Row("S", "(EVERY|SKIP|EVERY SKIP) N RI ONCE?", _every_days),
    Row("S", "EVERY (YUE|UM) DE? (N|E) (HAO|RI)? (LIST|COMMA|AND) EOX", _day_and_end),
    Row(
        "S",
        "EVERY (NIAN|UY) DE? [n] YUE ((AND|LIST|COMMA) [n] YUE){1,5} (DE? [n] (HAO|RI)|DE? LASTZ UD)?",
        _yearly_months,
    ),
    Row("S", "EVERY ODDM DE? ([n] (HAO|RI))?", _odd_months),
)
PLACE_ROWS: Final = (
    Row("S", "S P DE? (O|LASTZ) GE? (UD|RI|WK|WKD|D)", _nth_of_month),
    Row("S", "S DE? D ((AND|LIST|COMMA) D){1,3}", _two_dates),
    Row("S", "NOWE COMMA? S", _weekdays_only),
    Row("S", "S OPENP NOWE CLOSEP", _weekdays_only),
    Row("S", "S COMMA? NOWE", _weekdays_only),
)
MORE_ROWS: Final = (
    Row("X", "S DE? D ((AND|LIST) D){1,3}", lambda _c, tokens: tokens[0].value == Repeat("YEARLY") or None),
    Row("S", "D ((COMMA|AND|SLASH){1,2} D){0,6} (AT? T)? S", _days_in_each_week),
    Row("S", "D (TO|TILL|DASH) D (AT? T)? S", _days_in_each_week),
    Row("S", "D (SLASH D){2,6} (AT? T)?", _listed_days),
)
TIMED_ROWS: Final = (
    Row("S", "S (COMMA|DE|AT)? T (AND|LIST|COMMA) AT? T", _two_times),
    Row("S", "S AT? T AND N !(X|NOUN)", _hour_and_hour),
)
