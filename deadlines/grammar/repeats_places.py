"""Rows for rules by a place in a period: 每月底, 每月最后一个工作日, first Monday of every month, 每季度末."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deadlines.arithmetic import HALF_YEAR
from deadlines.engine import Row, has, ints, values
from deadlines.grammar.patterns import PERIOD_UNIT
from deadlines.grammar.rules import (
    HALF_ENDS,
    HALF_STARTS,
    OFFICE_DAYS,
    QUARTER_ENDS,
    QUARTER_STARTS,
    WEEKDAY_CODES,
    WEEKDAYS,
)
from deadlines.spec import Context, Length, Repeat, Token

_END: Final = {
    "week": Repeat("WEEKLY", 1, (("BYDAY", "SU"),)),
    "month": Repeat("MONTHLY", 1, (("BYMONTHDAY", "-1"),)),
    "quarter": Repeat("MONTHLY", 1, (("BYMONTH", QUARTER_ENDS), ("BYMONTHDAY", "-1"))),
    "half-year": Repeat("MONTHLY", 1, (("BYMONTH", HALF_ENDS), ("BYMONTHDAY", "-1"))),
    "year": Repeat("YEARLY", 1, (("BYMONTH", "12"), ("BYMONTHDAY", "31"))),
}


_START: Final = {
    "week": Repeat("WEEKLY", 1, (("BYDAY", "MO"),)),
    "month": Repeat("MONTHLY", 1, (("BYMONTHDAY", "1"),)),
    "quarter": Repeat("MONTHLY", 1, (("BYMONTH", QUARTER_STARTS), ("BYMONTHDAY", "1"))),
    "half-year": Repeat("MONTHLY", 1, (("BYMONTH", HALF_STARTS), ("BYMONTHDAY", "1"))),
    "year": Repeat("YEARLY", 1, (("BYMONTH", "1"), ("BYMONTHDAY", "1"))),
}


_RULE_GRAINS: Final = {"UW": "week", "YUE": "month", "UM": "month", "UQ": "quarter", "NIAN": "year", "UY": "year"}


def _period_end(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每月底, 每月最后一天, 每季度末, 每年年底, 每周末了, end of every month, last day of every month."""
    grain = _grain(tokens)
    return _END.get(grain)


def _period_start(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每月初, 每月第一天, first day of every quarter."""
    return _START.get(_grain(tokens))


def _half_year(tokens: Sequence[Token]) -> bool:
    """Whether the period named is half a year: 每半年, each half-year."""
    if has(tokens, "H"):
        return True
    lengths = [token.value for token in tokens if isinstance(token.value, Length)]
    return bool(lengths) and lengths[0].months == HALF_YEAR


def _of_half_years(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每半年最后一天, the last working day of each half-year."""
    return _nth(context, tokens) if _half_year(tokens) else None


def _half_year_edge(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每半年末, the end of each half-year, 每半年初."""
    edges = _START if has(tokens, "STARTZ", "STARTE") else _END
    return edges["half-year"] if _half_year(tokens) else None


def _weekday_of_week(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每月最后一周的周五, Friday of the last week of each month; without a weekday the week's last day."""
    place = next(token.whole for token in tokens if token.code in ("O", "LASTZ", "LAST", "SECOND"))
    day = WEEKDAY_CODES[ints(tokens, "WD")[0]] if has(tokens, "WD") else "SU"
    grain = _grain([token for token in tokens if token.code != "UW"])
    return _nth_weekday(grain, place, day)


def _grain(tokens: Sequence[Token]) -> str:
    if _half_year(tokens):
        return "half-year"
    named = next((_RULE_GRAINS[token.code] for token in tokens if token.code in _RULE_GRAINS), "")
    return named or str(next(iter(values(tokens, "EOX", "SOX")), "month"))


def _nth(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每月第一个周一, 每月最后一个工作日, first Monday of every month, last Friday of each quarter."""
    place = next(token.whole for token in tokens if token.code in ("O", "LASTZ", "LAST", "SECOND"))
    grain = _grain([token for token in tokens if token.code not in ("UD", "RI")])
    if has(tokens, "WD"):
        return _nth_weekday(grain, place, WEEKDAY_CODES[ints(tokens, "WD")[0]])
    if has(tokens, "WK", "WKD"):
        return _nth_workday(grain, place, OFFICE_DAYS if has(tokens, "WK") else WEEKDAYS)
    if place < 0:
        return _END.get(grain) if place == -1 else Repeat("MONTHLY", 1, (("BYMONTHDAY", str(place)),))
    return _START.get(grain) if place == 1 else Repeat("MONTHLY", 1, (("BYMONTHDAY", str(place)),))


def _nth_weekday(grain: str, place: int, day: str) -> Repeat | None:
    if grain == "month":
        return Repeat("MONTHLY", 1, (("BYDAY", f"{place}{day}"),))
    months = _edge_months(grain, place)
    return Repeat("MONTHLY", 1, (("BYMONTH", months), ("BYDAY", f"{place}{day}"))) if months else None


def _edge_months(grain: str, place: int) -> str | None:
    """The months that such periods end with (a place counted from the end), or begin with."""
    edges = {"quarter": (QUARTER_STARTS, QUARTER_ENDS), "half-year": (HALF_STARTS, HALF_ENDS), "year": ("1", "12")}
    return edges[grain][place < 0] if grain in edges else None


def _nth_workday(grain: str, place: int, days: str) -> Repeat | None:
    parts = (("BYDAY", days), ("BYSETPOS", str(place)))
    if grain == "week":
        return Repeat("WEEKLY", 1, parts)
    if grain == "month":
        return Repeat("MONTHLY", 1, parts)
    months = _edge_months(grain, place)
    return Repeat("MONTHLY", 1, (("BYMONTH", months), *parts)) if months else None


HALF: Final = "(L|H DASH? UY)"
EACH_MONTH: Final = "(THE? EVERY (UM|UQ)|THE UM COMMA? EVERY UM)"
MONTHLY: Final = "(EVERY (UM|UQ|UY)|FREQ)"
DAY_OR_WEEKDAY: Final = "(UD|RI|WK|WKD|WD)"
ROWS: Final = (
    Row("S", f"EVERY {PERIOD_UNIT} DE? (EOX|ENDZ)", _period_end),
    Row("S", "EVERY EOX", _period_end),
    Row("S", f"THE? END OF (EVERY|THE EVERY) {PERIOD_UNIT}", _period_end),
    Row("S", "(EVERY YUE|EVERY UQ|EVERY NIAN) DE? (STARTZ|SOX)", _period_start),
    Row("S", "EVERY SOX", _period_start),
    Row("S", f"THE? STARTE OF EVERY {PERIOD_UNIT}", _period_start),
    Row("S", f"EVERY {PERIOD_UNIT} DE? (O|LASTZ N?) GE? {DAY_OR_WEEKDAY}", _nth),
    Row("S", f"THE? (O|LAST|SECOND) {DAY_OR_WEEKDAY} (OF|IN) EVERY {PERIOD_UNIT}", _nth),
    Row("S", f"EVERY (O|LAST|SECOND) {DAY_OR_WEEKDAY} OF THE? (UM|UQ)", _nth),
    Row("S", f"EVERY {PERIOD_UNIT} (ON|COMMA){{0,2}} THE? (O|LAST) {DAY_OR_WEEKDAY}", _nth),
    Row("S", f"ON? THE? (O|LAST|SECOND) {DAY_OR_WEEKDAY} (OF|IN) THE {PERIOD_UNIT} COMMA? {MONTHLY}", _nth),
    Row("S", f"EVERY {HALF} DE? (O|LASTZ) GE? {DAY_OR_WEEKDAY}", _of_half_years),
    Row("S", f"ON? THE? (O|LAST|SECOND) {DAY_OR_WEEKDAY} (OF|IN) EVERY {HALF}", _of_half_years),
    Row("S", f"EVERY {HALF} DE? (ENDZ|STARTZ)", _half_year_edge),
    Row("S", f"THE? (END|STARTE) OF EVERY {HALF}", _half_year_edge),
    Row("S", "EVERY (YUE|UM|UQ) DE? (O|LASTZ) GE? UW (DE? WD)?", _weekday_of_week),
    Row("S", f"ON? THE? WD (OF|IN) THE? (O|LAST|SECOND) UW (OF|IN) {EACH_MONTH}", _weekday_of_week),
    Row("S", f"THE? (O|LAST|SECOND) UW (OF|IN) {EACH_MONTH} COMMA? (ON? WD)?", _weekday_of_week),
    Row("S", "EVERY UM COMMA? ON? THE? WD (OF|IN) THE? (O|LAST|SECOND) UW", _weekday_of_week),
)
