"""Rows for rules with what stands beside them: 每天一早, 周一至周三每天, every Monday by 4; and rules nobody can tell."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from deadlines.engine import Row
from deadlines.grammar.clock_faces import make
from deadlines.grammar.patterns import NO_UNIT_BUT_WORDS, UNCOUNTED
from deadlines.grammar.repeats import repeated
from deadlines.grammar.rules import WEEKDAY_CODES, timed
from deadlines.spec import Clock, Context, Range, Repeat, Token


def _skip_weekday(_: Context, tokens: Sequence[Token]) -> Repeat:
    """隔周五, 双周三."""
    return Repeat("WEEKLY", 2, (("BYDAY", WEEKDAY_CODES[tokens[-1].whole]),))


_PARTS: Final = {"early": Clock(0, special="opening", exact=True), "noon": Clock(12, half="noon", exact=True)}


def _part_rule(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每天一早, 每周五中午: parts of the day that are a time; the others only say which half."""
    clock = _PARTS.get(str(tokens[-1].value))
    return timed(context, (tokens[0], Token("T", clock))) if clock is not None else None


def _number_rule(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every Monday by 4."""
    number = tokens[-1].whole
    if not 1 <= number <= 12:
        return None
    return timed(context, (tokens[0], Token("T", make(number, grain="hour"))))


def _digit_month_day(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every 15th, whatever stands behind it."""
    if not tokens[-1].word[:1].isdigit():
        return None
    return Repeat("MONTHLY", 1, (("BYMONTHDAY", str(tokens[-1].value)),))


def _range_rule(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """周一至周三每天上午九点, Monday through Friday at 9am every week."""
    said, base = tokens[0].value, tokens[-1].value
    if not isinstance(said, Range) or not isinstance(base, Repeat) or base.interval != 1 or "BYDAY" in dict(base.parts):
        return None
    first, last = (point.day.weekday if point.day else None for point in (said.start, said.end))
    if first is None or last is None or first >= last or base.freq not in ("DAILY", "WEEKLY"):
        return None
    days = ("BYDAY", ",".join(WEEKDAY_CODES[first : last + 1]))
    rule = replace(base, freq="WEEKLY", parts=(days, *base.parts))
    clock = said.end.clock
    return rule if clock is None else timed(_, (Token("S", rule), Token("T", clock)))


def _is_listed(value: object) -> bool:
    """每月15日、月底各一次: the days are all there."""
    return isinstance(value, Repeat) and any("," in said for _, said in value.parts)


ATOM_ROWS: Final = (
    Row("S", "SKIPWD", _skip_weekday),
    Row("S", f"EVERY O {NO_UNIT_BUT_WORDS}", _digit_month_day),
)
ROWS: Final = (
    Row("X", "EVERY? ODD D?", lambda _c, _t: True),  # 单周周一: which weeks are odd is the office's business
    Row("S", "S ON A D", lambda context, tokens: repeated(context, (tokens[0], tokens[-1]))),
    Row(
        "X", "(L|S) TWICE", lambda _c, tokens: None if _is_listed(tokens[0].value) else True
    ),  # 每天早晚各一次 has no rule
    Row("S", "S AP", _part_rule),
)
RULE_ROWS: Final = (
    Row("S", "S AP !T", _part_rule),
    Row("S", f"S COMMA? (BY|BEF) N {UNCOUNTED}", _number_rule),
)
OUTER_ROWS: Final = (Row("S", "R (COMMA|DE)? S", _range_rule),)
