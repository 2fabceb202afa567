"""Digits that count or name a thing and are no time: 60%, ¥5, room 2, order no. 7, INV-20261203, 会议室3-12, 12/15项."""

from __future__ import annotations

import re
from typing import Final

from deadlines.words import names
from deadlines.words.scan import Scan

_SIGNS: Final = frozenset("%‰°℃$¥€￡")
_THINGS: Final = re.compile(
    "[项个人条件份台家套张页名户间只次步]| (?:items?|tasks?|people|pages?|points?|steps?|tests?|done|completed?|finished)\\b"
)
_MEASURES: Final = re.compile(r" ?(?:[分亿万千折元块米倍度吨升级]|公斤|百分)")  # 4.6分, 2.3万
# English nouns that a number behind them belongs to.
_NUMBERED: Final = frozenset({
    "room", "gate", "desk", "van", "bay", "ward", "platform", "terminal", "unit", "bus", "flight", "line", "locker", "counter",
    "form", "building", "block", "table", "seat", "slot", "switch", "track", "exit", "zone", "hall", "booth", "lot", "part",
    "volume", "number",
})  # fmt: skip
_PLACED: Final = re.compile("(?:会议室|教室|房间|[工机车座]位|[房柜])$")  # a number behind it tells which
_NO_DATES: Final = frozenset({"X", "UH", "UD", "UM"})  # what a number behind a dash makes a name of: HR-12
LONG_CODE: Final = 5  # letters before a dash that are a word and no code


def belong_to_a_thing(scan: Scan, code: str, end: int) -> bool:
    """Whether the digits from the place to `end` belong to a thing."""
    text, tokens = scan.text, scan.tokens
    before = text[scan.place - 1] if scan.place else ""
    if before in _SIGNS or text[end : end + 1] in _SIGNS or before == "#":
        return True
    if tokens and (
        _is_numbered(text, tokens[-1].start, tokens[-1].code) or (code == "N" and tokens[-1].word in _NUMBERED)
    ):
        return True
    if names.is_name(code, text, scan.place, end):
        return True
    if code == "PAIR" and _is_placed(text, scan.place, end):
        return True
    if code == "PAIR" and (_THINGS if "/" in text[scan.place : end] else _MEASURES).match(text, end):
        return True
    return before == "-" and len(tokens) > 1 and tokens[-2].code in _NO_DATES and _is_tight(scan)


def _is_numbered(text: str, start: int, code: str) -> bool:
    """order no. 20261105."""
    return code == "DOT" and text.startswith("no.", max(0, start - 2))


def _is_placed(text: str, start: int, end: int) -> bool:
    """会议室3-12, but 工位12-05前."""
    return _PLACED.search(text, max(0, start - 3), start) is not None and text[end : end + 1] not in ("前", "之")


def _is_tight(scan: Scan) -> bool:
    """Whether the dash before this place touches both its sides and a foreign word stands before it."""
    dash, word = scan.tokens[-1], scan.tokens[-2]
    letters = scan.text[max(0, dash.start - LONG_CODE) : dash.start]
    is_code = len(letters) < LONG_CODE or not letters.isalpha()  # INV-20261203, but report-20261203.pdf
    return not scan.gap and word.end == dash.start and letters[-1:].isalnum() and letters[-1:].isascii() and is_code
