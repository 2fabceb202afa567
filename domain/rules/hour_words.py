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
_HOUR = late(r"([01]?\d|2[0-3])(?:[:.]([0-5]\d)|\s?[点點时時]\s?(?:(半)|([0-5]?\d)分?)?)", re.ASCII)
_FOUR = late(r"([01]\d|2[0-3])([0-5]\d)", re.ASCII)  # as a button has it


def setting_said(words: str) -> str | None:
    """`08:30`, `0830`, 8点半, on, off, empty or quiet as one of those words or a wall time; None for what is none of them."""
    said = half_width(words).strip().lower()
    found = _HOUR.fullmatch(_FOUR.sub(r"\1:\2", said) if _FOUR.fullmatch(said) else said)
    if found is None:
        return _MEANT.get(said)
    hour, minute, half, spoken = found.groups()
    return f"{int(hour):02}:{30 if half else int(minute or spoken or 0):02}"
