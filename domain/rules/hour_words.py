"""What is said of a daily message: its hour, on, off, and whether it comes when it has nothing to tell. Pure."""

from __future__ import annotations

import re

from domain.text import half_width, late

ON, OFF, EMPTY, QUIET = "on", "off", "empty", "quiet"
_WORDS = {
    ON: ("on", "开", "開", "打开", "打開", "开启", "開啟", "恢复", "恢復"),
    OFF: ("off", "关", "關", "关闭", "關閉", "停", "停发", "停發", "不要"),
    EMPTY: ("empty",),
    QUIET: ("quiet", "silent"),
}
_MEANT = {word: meant for meant, words in _WORDS.items() for word in words}
_AFTER_NOON = 12
_BEFORE_NOON = 11  # 中午11点 is before noon, 中午1点 after it
_HOURS = ("零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_SPELT = {word: n for n, word in enumerate(_HOURS)} | {"两": 2, "兩": 2}
_HOUR = late(
    rf"""(?:(?P<part>早上|早晨|清早|一早|早|上午|凌晨|(?P<late>中午|下午|傍晚|晚上|晚))\s?)?
    (?P<hour>[01]?\d|2[0-3]|{"|".join(sorted(_SPELT, key=len, reverse=True))})
    (?:[:.](?P<minute>[0-5]\d)|\s?[点點时時]\s?(?:钟|鐘|整|(?P<half>半)|(?P<quarter>[一三])刻|(?P<spoken>[0-5]?\d)分?)?)?
    \s?(?P<noon>am|pm)?""",
    re.ASCII | re.VERBOSE,
)
_FOUR = late(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)  # as a button has it


def setting_said(words: str) -> str | None:
    """`08:30`, `0830`, `8`, 早上8点, 八点半, `8am`, on, off, empty or quiet: one of those words or a wall time; None for other
    words."""
    said = half_width(words).strip().lower()
    found = _HOUR.fullmatch(_FOUR.sub(r"\1:\2", said) if _FOUR.fullmatch(said) else said)
    if found is None:
        return _MEANT.get(said)
    hour = _hour(found)
    return None if hour is None else f"{hour:02}:{_minute(found):02}"


def _hour(found: re.Match[str]) -> int | None:
    """Counted to 24, in a part of the day to 12: 下午3点 is 15; none for 下午18点 in the morning's words."""
    hour = _SPELT[found["hour"]] if found["hour"] in _SPELT else int(found["hour"])
    if (found["late"] or found["noon"] == "pm") and hour < _AFTER_NOON:
        return hour if found["late"] == "中午" and hour >= _BEFORE_NOON else hour + _AFTER_NOON
    early = (found["part"] and not found["late"]) or found["noon"] == "am"
    if early and hour == _AFTER_NOON:
        return 0
    return None if early and hour > _AFTER_NOON else hour


def _minute(found: re.Match[str]) -> int:
    if found["half"]:
        return 30
    quarters = {"一": 15, "三": 45}
    return quarters[found["quarter"]] if found["quarter"] else int(found["minute"] or found["spoken"] or 0)
