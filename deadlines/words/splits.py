"""Where a wording of the lexicon is none: 周 of 三周五天 is a unit, 单月底 of 账单月底 no odd month, 同 of 同意 no "and"."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from deadlines.words.begun import begins_a_word
from deadlines.words.scan import Scan

TOGETHER: Final = re.compile("并(?!购)|同(?!意)|律|直|致|次性|定[要得会能须必]")  # behind 一: 一并, 一定要
_LENGTH_UNITS: Final = frozenset(
    {"UD", "UW", "UM", "UQ", "UY", "UH", "WK", "WKH", "YUE", "NIAN", "RI", "ZHONG", "H", "FEST"}
)
LUNAR_DAY: Final = re.compile("初[一二三四五六七八九十](?![个天日号周点小时工])")
_WEEK_BEHIND: Final = re.compile("周|星期|礼拜|拜")
_NUMBER_BEHIND: Final = re.compile(r"[\d一二三四五六七八九十廿]")
_HAN: Final = re.compile("[\u4e00-\u9fff]")
_CLASS_THINGS: Final = ("费", "级", "旗")  # of a school class
_MORE_LENGTH: Final = re.compile("个|小时|天|日|分|钟|刻|半|年|月|$")  # 五个星期3小时


def is_split(scan: Scan, code: str, end: int) -> bool:
    """Behind a number 周 is the unit and not the start of 周五 (三周五天), and 12月底 is 12月 and its end."""
    if _is_cut_short(scan, code, end) or begins_a_word(scan, end):
        return True
    if code in ("EOX", "SOX", "MOX"):
        behind = scan.follows("N", "E", "GE", "H")
        return behind or scan.text.startswith("旬", end)  # 下月中旬
    if scan.text[scan.place] in "后前" and code in ("DR", "DRP", "RY"):
        return scan.touches(*_LENGTH_UNITS)  # 三天后 早上
    if code not in ("WD", "ONCEWEEK"):
        return False
    if _is_together(scan, end):
        return True
    return _behind_count(scan, end) or (scan.behind_number() and not _after_di(scan) and not _behind_date(scan))


def _behind_date(scan: Scan) -> bool:
    """1/9周五: month and day, and no share of a week."""
    last = scan.tokens[-1]
    return last.code == "PAIR" and last.value[2] == "/" and last.value[1] > 4


def _is_cut_short(scan: Scan, code: str, end: int) -> bool:
    """A wording whose last character belongs to what follows, or its first to what stands before."""
    last, behind = scan.text[end - 1], scan.text[end : end + 1]
    if code == "MOX":
        return behind == "秋"  # 每年中秋
    if last == "初":
        return LUNAR_DAY.match(scan.text, end - 1) is not None
    if code in ("DRP", "AP"):
        return last == "上" and behind == "班"  # 明早上班前
    if code == "SOX":
        return last == "头" and behind in ("一", "1")  # 每个月头一个周一
    if code == "WD":
        return (last.isdigit() and behind.isdigit()) or _is_in_a_word(scan)  # 小周11月27号
    return _is_out_of_place(scan, code, end)


def _is_in_a_word(scan: Scan) -> bool:
    """崇拜五: 拜 is a weekday's first character only where no word ends with it."""
    glued = scan.touches("X")
    return scan.text[scan.place] == "拜" and glued


def _is_out_of_place(scan: Scan, code: str, end: int) -> bool:
    """Words that mean time only between certain others: 每单月 and not 账单月底, 周二同周四 and not 同意."""
    check = _CHECKS.get(code)
    return check is not None and check(scan, end)


def _is_an_odd_bill(scan: Scan, _: int) -> bool:
    """账单月底."""
    return not scan.follows("EVERY")


def _is_doubled(scan: Scan, end: int) -> bool:
    """每个月月底, 今年年底; 每周一报生产计划."""
    if scan.text[end - 1] == "报":
        return _HAN.match(scan.text, end) is not None
    if not scan.tokens or scan.gap or scan.tokens[-1].code in ("X", "COMMA", "STOP"):
        return False
    return scan.text[scan.place] == scan.text[end - 1]


def _is_no_and(scan: Scan, end: int) -> bool:
    """同 of 同意."""
    if scan.text[scan.place : end] != "同":
        return False
    behind_day = scan.follows("HAO", "RI", "YUE")
    return (_NUMBER_BEHIND if behind_day else _WEEK_BEHIND).match(scan.text, end) is None


def _is_of_a_class(scan: Scan, end: int) -> bool:
    """收班费."""
    return scan.text[scan.place : end] == "收班" and scan.text.startswith(_CLASS_THINGS, end)


def _is_before_half_a_year(scan: Scan, _: int) -> bool:
    """退休前半年."""
    return scan.text[scan.place] in "前后" and scan.touches("X")


_CHECKS: Final[dict[str, Callable[[Scan, int], bool]]] = {
    "ODDM": _is_an_odd_bill,
    "FREQ": _is_doubled,
    "AND": _is_no_and,
    "CLOSE": _is_of_a_class,
    "HY": _is_before_half_a_year,
}


def _is_together(scan: Scan, end: int) -> bool:
    """下周一并报送: 下周 and 一并."""
    behind = scan.follows("THIS", "NEXT", "EVERY")
    return behind and scan.text[end - 1] == "一" and TOGETHER.match(scan.text, end) is not None


def _behind_count(scan: Scan, end: int) -> bool:
    """五个 before 星期3小时, but not 第五个 before 星期三, nor 两个 before 周五18点."""
    codes = [token.code for token in scan.tokens[-3:]]
    if codes[-2:] != ["N", "GE"] or codes[0] in ("DI", "EVERY") or scan.gap:
        return False
    return _MORE_LENGTH.match(scan.text, end) is not None


def _after_di(scan: Scan) -> bool:
    return len(scan.tokens) > 1 and scan.tokens[-2].code in ("DI", "YUE", "SLASH", "NIAN", "DASH")
