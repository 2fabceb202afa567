"""Folded text to tokens: words of the lexicon, numbers and dates written with digits; everything else is `X`.

One pass, left to right; at every place one dictionary look-up or one regular expression of bounded length.
"""

from __future__ import annotations

import re
from typing import Final

from deadlines.spec import Token
from deadlines.words import characters, digits, letters, numbers, splits, things
from deadlines.words.scan import Scan

_SIGNS: Final = {
    ",": "COMMA", ";": "STOP", ":": "COLON", "(": "OPENP", ")": "CLOSEP", "[": "OPENP", "]": "CLOSEP", "【": "OPENP",
    "】": "CLOSEP", "-": "DASH", "~": "DASH", "/": "SLASH", "+": "PLUS", ".": "DOT", "〇": "X", "、": "LIST",
    "@": "AT", "&": "AND", "「": "OPENP", "」": "CLOSEP", "\n": "STOP", "!": "STOP", "?": "STOP", "·": "COMMA",
}  # fmt: skip
_TITLE: Final = re.compile("《[^《》\n]{1,60}》")
_FIRST_MONTH: Final = re.compile(
    "(?<![0-9一二三四五六七八九十百千万])元月(?=[0-9一二三四五六七八九十初上中下底末份前])"
)
_SHORT_YEAR: Final = re.compile(r"[1-9]\d(?!\d)", re.ASCII)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a folded text."""
    scan = Scan(_FIRST_MONTH.sub("一月", text))
    while scan.place < len(scan.text):
        _read(scan, scan.text[scan.place])
    return scan.tokens


def _read(scan: Scan, character: str) -> None:
    """The next token, or the white space at the place."""
    if character in letters.SPELLED_STARTS and letters.read_spelled(scan):
        return
    if character == " ":
        scan.place += 1
        scan.gap = True
    elif "a" <= character <= "z":
        letters.read_word(scan)
    elif "0" <= character <= "9":
        _read_digits(scan)
    elif character in numbers.NUMERALS:
        characters.read_numeral(scan)
    elif not characters.read_characters(scan):
        _read_sign(scan, character)


def _read_digits(scan: Scan) -> None:
    found = digits.DIGITAL.match(scan.text, scan.place)
    assert found is not None
    code, value = digits.entry(found)
    if things.belong_to_a_thing(scan, code, found.end()):
        code, value = "X", None
    scan.add(code, value, found.end())


def _read_sign(scan: Scan, character: str) -> None:
    code, end = _SIGNS.get(character, "X"), scan.place + 1
    if _read_run(scan, character):
        return
    if code == "X" and scan.touches("X"):
        scan.tokens[-1].end = end
        scan.place = end
    elif _is_dropped(scan, character, end):
        scan.place = end
    else:
        scan.add(code, None, end)


def _read_run(scan: Scan, character: str) -> bool:
    """《a title》, 初五, and the year of Jan '27, which a sign begins."""
    end = scan.place + 1
    if character == "《" and (found := _TITLE.match(scan.text, scan.place)):
        scan.add("X", None, found.end())
    elif character == "初" and (found := splits.LUNAR_DAY.match(scan.text, scan.place)):
        scan.add("LUNAR", None, found.end())
    elif character == "-" and scan.tokens and not scan.gap and letters.ISH.match(scan.text, end):
        scan.mark_about(end + len("ish"))
    elif character == "'" and scan.follows("MON", "QN", "HY", "N", "O") and _SHORT_YEAR.match(scan.text, end):
        scan.add("Y", 2000 + int(scan.text[end : end + 2]), end + 2)
    else:
        return False
    return True


def _is_dropped(scan: Scan, character: str, end: int) -> bool:
    """The sign in two days' time and in 9.am."""
    if character == "'":
        return bool(scan.tokens) and scan.tokens[-1].word.isascii()
    return character == "." and "a" <= scan.text[end : end + 1] <= "z"
