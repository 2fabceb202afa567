"""Times said in another place's time: 3pm EST, 17:00 UTC+2, 北京时间下午3点, 明天9点（纽约时间）.

An abbreviation is taken for what offices mean by it: CST is China's, IST India's, BST Britain's. Whatever the season says,
the place's own clock decides (EST in July is New York's time).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from deadlines.engine import Row, first_value
from deadlines.spec import Clock, Context, Point, Token

MOST_HOURS: Final = 14


def _offset(_: Context, tokens: Sequence[Token]) -> tzinfo | None:
    """UTC+8, GMT-5, UTC+5:30."""
    if tokens[0].value != "UTC":
        return None
    said = tokens[-1].value
    hours, minutes = said[:2] if isinstance(said, tuple) else (int(str(said)), 0)
    length = timedelta(hours=hours, minutes=minutes)
    return timezone(-length if tokens[1].code == "DASH" else length) if hours <= MOST_HOURS else None


def _zone(token: Token) -> tzinfo:
    if isinstance(token.value, tzinfo):
        return token.value
    return UTC if token.value == "UTC" else ZoneInfo(str(token.value))


def _in_zone(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """3pm EST, 北京时间下午3点."""
    clock = first_value(tokens, Clock)
    place = next(token for token in tokens if token.code == "ZONE")
    return replace(clock, zone=_zone(place), weak=False) if clock is not None and not clock.special else None


def _point_in_zone(context: Context, tokens: Sequence[Token]) -> Point | None:
    """9am Friday PST."""
    said = first_value(tokens, Point)
    if said is None or said.clock is None:
        return None
    place = next(token for token in tokens if token.code == "ZONE")
    clock = _in_zone(context, (Token("T", said.clock), place))
    return None if clock is None else replace(said, clock=clock)


def _iso_offset(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """15:00+08:00, as machines write it."""
    clock, ahead = tokens[0].value, tokens[2].value
    tight = not tokens[1].gap and not tokens[2].gap
    if not tight or not isinstance(clock, Clock) or not isinstance(ahead, Clock) or ahead.hour > MOST_HOURS:
        return None
    return replace(clock, zone=timezone(timedelta(hours=ahead.hour, minutes=ahead.minute)))


OFFSET_ROWS: Final = (Row("ZONE", "ZONE (PLUS|DASH) (N|HMS)", _offset),)
TIME_ROWS: Final = (
    Row("T", "T DE? ZONE", _in_zone),
    Row("T", "T OPENP ZONE CLOSEP", _in_zone),
    Row("T", "ZONE DE? T", _in_zone),
    Row("T", "T PLUS T", _iso_offset),
)
POINT_ROWS: Final = (
    Row("M", "M ZONE", _point_in_zone),
    Row("M", "M OPENP ZONE CLOSEP", _point_in_zone),
    Row("M", "ZONE (DE|COMMA)? M", _point_in_zone),
)
