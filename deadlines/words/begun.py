"""Where a character that ends or labels a deadline begins the next word instead: 三点前 限流, 1日前 内部审计, 前 止损方案."""

from __future__ import annotations

import re
from typing import Final

from deadlines.words.scan import Scan

_CLOSED: Final = ("BEFORE", "WITHIN", "AFTER")
_WORD_BEHIND: Final = re.compile("[\u4e00-\u9fff]")
_TIME_BEHIND: Final = re.compile("[\\d今明后大本下上这当周星礼一二三四五六七八九十两年月元每为是在于至到]")
_LABELS: Final = frozenset({"限", "期限", "限期", "时限", "交期", "死线"})
_ENDS: Final = frozenset({"前", "后", "的"})
_ENDS_NOTHING: Final = frozenset({"止", "截"})  # behind a space, whatever stands before it
_UNITS: Final = ("UD", "UW", "UM", "UQ", "UY", "UH", "WK", "WKH", "YUE", "NIAN", "RI", "ZHONG", "H", "GE")


def begins_a_word(scan: Scan, end: int) -> bool:
    """Behind a space and against the word it begins, where the deadline before the space is closed already."""
    word = scan.text[scan.place : end]
    if not scan.gap or not scan.tokens or not _WORD_BEHIND.match(scan.text, end):
        return False
    if word in _LABELS:
        return _TIME_BEHIND.match(scan.text, end) is None
    if word == "内":
        return not scan.follows(*_UNITS)
    return word in _ENDS_NOTHING or (word in _ENDS and scan.follows(*_CLOSED))
