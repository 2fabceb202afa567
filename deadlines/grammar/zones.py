"""Times said in another place's time: 3pm EST, 17:00 UTC+2, 北京时间下午3点, 明天9点（纽约时间）.

An abbreviation is taken for what offices mean by it: CST is China's, IST India's, BST Britain's. Whatever the season says,
the place's own clock decides (EST in July is New York's time).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo

from deadlines.engine import Row
from deadlines.spec import Clock, Context, Point, Token

# zone, Chinese wordings, English wordings (separated by bars)
PLACES: Final[tuple[tuple[str, str, str], ...]] = (
    ("UTC", "格林威治时间 格林尼治时间 世界时 协调世界时", "utc|gmt|z|zulu|utc time|gmt time"),
    (
        "Asia/Shanghai",
        "北京时间 中国时间 国内时间 上海时间",
        "cst|beijing time|china time|china standard time|shanghai time",
    ),
    ("Asia/Hong_Kong", "香港时间 港时间", "hkt|hong kong time|hk time|hongkong time"),
    ("Asia/Taipei", "台北时间 台湾时间", "taipei time|taiwan time"),
    ("Asia/Singapore", "新加坡时间", "sgt|singapore time|sg time"),
    ("Asia/Tokyo", "东京时间 日本时间", "jst|tokyo time|japan time"),
    ("Asia/Seoul", "首尔时间 韩国时间", "kst|seoul time|korea time"),
    ("Asia/Kolkata", "印度时间 新德里时间", "ist|india time|mumbai time"),
    ("Asia/Dubai", "迪拜时间", "gst|dubai time"),
    ("Europe/London", "伦敦时间 英国时间", "bst|london time|uk time"),
    ("Europe/Berlin", "柏林时间 德国时间 中欧时间 欧洲时间", "cet|cest|berlin time|german time|central european time"),
    ("Europe/Paris", "巴黎时间 法国时间", "paris time"),
    ("Europe/Moscow", "莫斯科时间 俄罗斯时间", "msk|moscow time"),
    (
        "America/New_York",
        "纽约时间 美东时间 美东 美国东部时间",
        "est|edt|et|eastern|eastern time|new york time|ny time",
    ),
    ("America/Chicago", "美中时间 美国中部时间 芝加哥时间", "cdt|central time|chicago time"),
    ("America/Denver", "美国山区时间", "mst|mdt|mountain time"),
    (
        "America/Los_Angeles",
        "洛杉矶时间 美西时间 美西 美国西部时间 太平洋时间",
        "pst|pdt|pacific time|pt|la time|pacific",
    ),
    ("Australia/Sydney", "悉尼时间 澳洲时间", "aest|aedt|sydney time"),
)
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
    clock = next((token.value for token in tokens if isinstance(token.value, Clock)), None)
    place = next(token for token in tokens if token.code == "ZONE")
    return replace(clock, zone=_zone(place), weak=False) if clock is not None and not clock.special else None


def _point_in_zone(context: Context, tokens: Sequence[Token]) -> Point | None:
    """9am Friday PST."""
    said = next((token.value for token in tokens if isinstance(token.value, Point)), None)
    if said is None or said.clock is None:
        return None
    place = next(token for token in tokens if token.code == "ZONE")
    clock = _in_zone(context, (Token("T", said.clock, 0, 0), place))
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
