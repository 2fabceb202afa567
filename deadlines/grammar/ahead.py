"""Rows for lengths counted from an event that the words do not date: 提前三天, 会前一天, two days prior, the day before.

What they are counted from is found by `choice.events`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from deadlines.engine import Row, has, the_value
from deadlines.grammar.compose import LINKS_BETWEEN, joined_point
from deadlines.spec import Context, Day, FromEvent, Length, Token


def _ahead(_: Context, tokens: Sequence[Token]) -> FromEvent | None:
    """提前三天, two days before."""
    length = the_value(tokens, Length)
    return None if length.problem else FromEvent(length, back=True, early=has(tokens, "EARLY"))


def _before(_: Context, tokens: Sequence[Token]) -> FromEvent | None:
    """开标前三天: what stands before 前 is the event; 以前 and 前夕 are other words."""
    return _ahead(_, tokens) if tokens[0].word in ("前", "之前") and not tokens[0].gap else None


def _before_days(_: Context, tokens: Sequence[Token]) -> FromEvent | None:
    """典礼前三日: behind 前 it is a count and not the 3rd."""
    day = tokens[1].value
    if not isinstance(day, Day) or day.sort != "monthly" or day.date is None or tokens[0].word != "前":
        return None
    return FromEvent(Length(days=day.date.day), back=True) if not tokens[1].gap and not tokens[0].gap else None


def _after(_: Context, tokens: Sequence[Token]) -> FromEvent | None:
    """30 days after we receive it."""
    length = the_value(tokens, Length)
    return None if length.problem else FromEvent(length, back=False)


def _the_day(_: Context, tokens: Sequence[Token]) -> FromEvent | None:
    """the day before the visit, the night before; the day after the meeting."""
    if tokens[1].word not in _ONE_DAY:
        return None
    return FromEvent(Length(days=1), back=tokens[-1].code == "BEF")


def _timed(_: Context, tokens: Sequence[Token]) -> FromEvent | None:
    """会前一天下午五点, the day before at noon."""
    said, point = the_value(tokens, FromEvent), joined_point(tokens)
    if point is None or point.day is not None or said.length.seconds:
        return None
    return replace(said, clock=point.clock, part=point.part)


_ONE_DAY: Final = ("day", "night", "evening", "afternoon", "morning")
LENGTH_ROWS: Final = (
    Row("FE", "EARLY NOTBY? L", _ahead),
    Row("FE", "BEFORE NOTBY? L", _before),
    Row("FE", "BEFORE D !(BEFORE|WITHIN)", _before_days),
    Row("FE", "(BY|AT|ON|IN)? L (BEF|PRIOR)", _ahead),
    Row("FE", "L AFTERE", _after),
    Row("FE", "THE (UD|AP) (BEF|AFTERE)", _the_day),
)
POINT_ROWS: Final = (Row("FE", f"FE {LINKS_BETWEEN} AP? {LINKS_BETWEEN} T", _timed), Row("FE", "FE AP", _timed))
