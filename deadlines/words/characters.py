"""Chinese words and numerals: the longest wording of the lexicon that is not split, 三十五, 二〇二六."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from deadlines.words import digits, numbers, splits
from deadlines.words.festivals import FESTIVALS
from deadlines.words.lexicon import CHINESE, WEEKDAY_NUMERALS
from deadlines.words.places import PLACES
from deadlines.words.scan import Entry, Scan

_EARLY: Final = re.compile("大?早(?![上晨点])|清早")  # behind 一
# What a numeral behind a weekday counts or numbers.
_COUNTING: Final = re.compile(
    "[点时楼号期个层组车班年月天周人位次项条份种类部名家台套张间场区队轮阶成分刻十百千万级维方季"
    "大小、到至室厂线标段审稿版轮]"
)
FAMOUS: Final = frozenset({"五一", "六一", "七一", "八一", "三八", "五四", "双十", "三一五", "六一八"})
YEAR_DIGITS: Final = 4
LAST_HOUR: Final = 24


@cache
def _chinese_words() -> tuple[dict[str, Entry], dict[str, tuple[int, ...]]]:
    """The lexicon by wording, and for every first character the lengths of its wordings, longest first."""
    words: dict[str, Entry] = {}
    for name, _, wordings in FESTIVALS:
        for word in wordings.partition("|")[0].split():
            words[word] = ("FEST", name)
            words.setdefault(word + "节", ("FEST", name))
    places = (("ZONE", zone, wordings) for zone, wordings, _ in PLACES)
    for code, value, wordings in (*CHINESE, *places):
        for word in wordings.split():
            if word in words and code != "X":
                msg = f"two meanings for {word}"
                raise ValueError(msg)
            words[word] = (code, value)
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[0], set()).add(len(word))
    return words, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def read_characters(scan: Scan, at_least: int = 1) -> bool:
    """The longest wording at the place, of at least so many characters; False where there is none."""
    words, lengths = _chinese_words()
    for length in lengths.get(scan.text[scan.place], ()):
        if length < at_least:
            return False
        word = scan.text[scan.place : scan.place + length]
        entry = words.get(word) if len(word) == length else None
        if entry is not None and not splits.is_split(scan, entry[0], scan.place + length):
            scan.add(*entry, scan.place + length)
            return True
    return False


def read_numeral(scan: Scan) -> None:
    """The number at the place, or the wording that a numeral begins: 五一, 一早."""
    end = scan.place
    while end < len(scan.text) and scan.text[end] in numbers.NUMERALS and end - scan.place < digits.MAX_DIGITS:
        end += 1
    whole, end = end, _before_together(scan, end)
    run = scan.text[scan.place : end]
    if whole == end and read_characters(scan, at_least=len(run)):
        return
    if run == "零" and scan.text[end : end + 1].isdigit() and scan.tokens:
        scan.add("AND", None, end)  # 两个月零10天
    elif run in FAMOUS:
        read_characters(scan, at_least=2)
    elif run == "九十" and scan.text[end : end + 1] == "点":
        scan.add("NN", (9, 10), end)
    elif _is_next_weekday(scan, run, end):
        scan.add("ORNEXT", None, end)
    else:
        scan.add(*_value(run), end)


def _value(run: str) -> Entry:
    """What a run of numerals is: a year, a number (E: 十一, which may be the festival), digits in a row, or nothing."""
    each = numbers.digit_by_digit(run)
    if each and len(each) == YEAR_DIGITS and each[0] in (1, 2):
        return "Y", int("".join(map(str, each)))
    number = numbers.chinese(run)
    if number is not None:
        return "E" if run == "十一" else "N", number
    if each and len(each) > 1:
        return "NN", each
    later = numbers.about(run)
    return ("X", None) if later is None else ("N", later)


def _before_together(scan: Scan, end: int) -> int:
    """三点十五一并报送, 每周一三五三点: where a numeral ends that runs into the next word's."""
    run = scan.text[scan.place : end]
    if len(run) == 1 or (run not in FAMOUS and numbers.chinese(run) is not None):
        return end
    if run[-1] == "一" and (splits.TOGETHER.match(scan.text, end) or _EARLY.match(scan.text, end)):
        return end - 1
    if scan.text[end : end + 1] in ("点", "时"):
        if _is_about_an_hour(run) and not scan.touches("WD"):
            return end
        return end - next((size for size in (3, 2, 1) if _is_hour(run[:-size], run[-size:])), 0)
    return end


def _is_about_an_hour(run: str) -> bool:
    """七八点, 十一二点: one hour or the next, and no day before an hour."""
    return numbers.is_about(run)


def _is_next_weekday(scan: Scan, run: str, end: int) -> bool:
    """周三四: the numeral is the next weekday, where it counts nothing (周三四点, 周三四楼) and no rule lists its days."""
    if not scan.touches("WD") or run not in WEEKDAY_NUMERALS or _COUNTING.match(scan.text, end):
        return False
    lists = len(scan.tokens) > 1 and scan.tokens[-2].code in ("EVERY", "FREQ", "SKIP", "LIST")
    return not lists and scan.tokens[-1].value == WEEKDAY_NUMERALS.index(run) - 1


def _is_hour(days: str, hour: str) -> bool:
    """Digits of days and then an hour: 三五 and 十一."""
    number = numbers.chinese(hour) if days else None
    return number is not None and number <= LAST_HOUR and numbers.digit_by_digit(days) is not None
