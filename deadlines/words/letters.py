"""English words: the vocabulary's wordings, numbers in words, am and pm, single letters that are units behind a number."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from deadlines.spec import Token
from deadlines.words import numbers
from deadlines.words.festivals import FESTIVALS
from deadlines.words.places import PLACES
from deadlines.words.scan import Entry, Scan
from deadlines.words.vocabulary_en import ENGLISH, LETTERS

_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)*")
_AMPM: Final = re.compile(r"([ap])\.? ?m\b\.?")
_COMPOUND: Final = re.compile(
    "by-(?:law|pass|product|election)|in-(?:house|depth|person)|on-(?:site|call|boarding)|at-risk"
)
_SITE: Final = re.compile(r"\.[a-z]")
_GLUED: Final = re.compile(r"(?:[0-9a-z]|[._][0-9a-z])+")
# Words with a digit or a stroke in them, which letters and digits alone do not find.
_SPELLED: Final = re.compile(
    r"(?:(?P<TODAY>2day)|(?P<DR>2moro|2morrow|2mrw|2mro)|(?P<DRP>2nite|2night)|(?P<BEF>b4)|(?P<WKOF>w/c)|"
    r"(?P<OPEN>1st thing))\b"
)
_SPELLED_VALUES: Final[dict[str, Entry]] = {
    "TODAY": ("DR", 0), "DR": ("DR", 1), "DRP": ("DRP", (0, "evening")),
}  # fmt: skip
ISH: Final = re.compile(r"ish\b")  # 3pm-ish, nine-ish: about
SPELLED_STARTS: Final = "12bw"
MOST_WEEKS: Final = 30  # of a length in letters: 8w
SHORTENED: Final = 5  # letters and the dot of a name cut short: sept.
MOST_JOINTS: Final = 3  # spaces and dashes between two words of one wording


@cache
def _english_words() -> dict[str, tuple[tuple[tuple[str, ...], Entry], ...]]:
    """For every first word, the wordings that start with it, longest first."""
    rows: dict[str, list[tuple[tuple[str, ...], Entry]]] = {}
    festivals = (("FEST", name, wordings.partition("|")[2]) for name, _, wordings in FESTIVALS if "|" in wordings)
    places = (("ZONE", zone, wordings) for zone, _, wordings in PLACES)
    for code, value, wordings in (*ENGLISH, *festivals, *places):
        for wording in wordings.split("|"):
            words = tuple(wording.split())
            rows.setdefault(words[0], []).append((words, (code, value)))
    for table, code in ((numbers.UNITS_EN, "N"), (numbers.TENS_EN, "N"), (numbers.ORDINALS_EN, "O")):
        for word, value in table.items():
            rows.setdefault(word, []).append(((word,), (code, value)))
    return {first: tuple(sorted(found, key=lambda row: -len(row[0]))) for first, found in rows.items()}


def read_spelled(scan: Scan) -> bool:
    """w/c, 2moro, b4."""
    found = _SPELLED.match(scan.text, scan.place)
    if found is None:
        return False
    name = str(found.lastgroup)
    code, value = _SPELLED_VALUES.get(name, (name, None))
    scan.add(code, value, found.end())
    return True


def read_word(scan: Scan) -> None:
    """The word, or wording of several words, at the place."""
    found = _WORD.match(scan.text, scan.place)
    assert found is not None
    word, end = found.group(), found.end()
    if word in ("a", "p", "am", "pm") and _read_am_pm(scan):
        return
    if word == "ish" and scan.follows("N", "HMS", "AP", "CW"):
        scan.mark_about(end)
    elif scan.place and scan.text[scan.place - 1] == "@" and word not in ("noon", "midnight"):
        _read_unknown(scan, end)  # @sun is somebody
    elif (compound := _COMPOUND.match(scan.text, scan.place)) is not None:
        _read_unknown(scan, compound.end())
    elif word in ("q", "h") and _read_part_of_year(scan, word, end):
        return
    elif _is_unit_letter(scan, word, end):
        scan.add(*LETTERS[word], end)
    else:
        _read_wording(scan, word, end)


def _read_wording(scan: Scan, word: str, end: int) -> None:
    if word == "o" and scan.text.startswith("o'clock", scan.place):
        end = scan.place + len("o'clock")
    row = _longest(scan, word, end)
    if row is None:
        _read_unknown(scan, end)
        return
    (code, value), end = row
    _read_known(scan, code, value, end)


def _read_part_of_year(scan: Scan, word: str, end: int) -> bool:
    """Q4, H2."""
    digit = scan.text[end : end + 1]
    if digit not in ("1", "2", "3", "4") or (word == "h" and digit > "2") or _GLUED.match(scan.text, end + 1):
        return False
    scan.add("QN" if word == "q" else "HY", int(digit), end + 1)
    return True


def _is_unit_letter(scan: Scan, word: str, end: int) -> bool:
    """3d, 2w, 90 h."""
    if word not in LETTERS or _is_amount(scan, word, end):
        return False
    return scan.behind_number() or (word == "h" and scan.follows("N", "PAIR"))


def _is_amount(scan: Scan, word: str, end: int) -> bool:
    """3.5m: millions or metres, and no minutes; 65W: no weeks; 1A巴士."""
    behind = scan.text[end : end + 1]
    if word in "ap" and "\u4e00" <= behind <= "\u9fff" and behind not in "前之以":
        return True
    if word == "m":
        return scan.follows("PAIR")
    return word == "w" and scan.follows("N") and scan.tokens[-1].whole > MOST_WEEKS


def _read_am_pm(scan: Scan) -> bool:
    found = _AMPM.match(scan.text, scan.place)
    if found is None or not _may_have_half(scan, found.group()):
        return False
    if scan.follows("N") and (not scan.gap or _is_behind_month(scan)):
        scan.tokens[-1].code = "NH"
    scan.add("AP", found.group(1) + "m", found.end())
    return True


def _may_have_half(scan: Scan, written: str) -> bool:
    """Whether the token before is a time of day; behind a day only what is written with points is am or pm."""
    if scan.follows("WD", "DR"):
        return "." in written
    return scan.follows("N", "PAIR", "HMS", "DOT", "Y", "OCLOCK", "CW")


def _is_behind_month(scan: Scan) -> bool:
    """of December 3 p.m.: the number is the hour and not the day."""
    return [token.code for token in scan.tokens[-3:-1]] in (["OF", "MON"], ["IN", "MON"])


def _read_known(scan: Scan, code: str, value: object, end: int) -> None:
    if code in ("N", "O") and _completes_tens(scan, value):
        _join_tens(scan, code, value, end)
    elif code in ("WD", "MON") and _SITE.match(scan.text, end):
        _read_unknown(scan, end)  # monday.com
    elif code in ("WD", "MON", "AP") and scan.text.startswith(".", end) and end - scan.place <= SHORTENED:
        scan.add(code, value, end)
        scan.place = end + 1
    elif code == "TSEP" and not (scan.touches("YMD") and scan.text[end : end + 1].isdigit()):
        scan.add("X", value, end)
    else:
        scan.add(code, value, end)


def _tens(scan: Scan) -> Token | None:
    """The twenty of twenty-first or twenty first, when it stands right before this place."""
    last = scan.tokens[-1] if scan.tokens else None
    if last is not None and last.code == "DASH" and len(scan.tokens) > 1:
        last = scan.tokens[-2]
    near = last is not None and last.word in numbers.TENS_EN and last.end + 2 > scan.place
    return last if near else None


def _completes_tens(scan: Scan, value: object) -> bool:
    return _tens(scan) is not None and isinstance(value, int) and 0 < value < 10  # one figure


def _join_tens(scan: Scan, code: str, value: object, end: int) -> None:
    tens = _tens(scan)
    assert tens is not None
    while scan.tokens.pop() is not tens:
        pass
    scan.gap, scan.place = tens.gap, tens.start
    scan.add(code, tens.whole + int(str(value)), end)


def _longest(scan: Scan, word: str, end: int) -> tuple[Entry, int] | None:
    for spelling in (word, word[:-2]) if word.endswith("'s") else (word,):  # week's end, a week's time
        for words, entry in _english_words().get(spelling, ()):
            stop = end if len(words) == 1 else _follow(scan.text, words, end)
            if stop:
                return entry, stop
    return None


def _follow(text: str, words: tuple[str, ...], end: int) -> int:
    """Where a wording of several words ends whose first word ends at `end`; 0 when other words follow."""
    for word in words[1:]:
        place = end
        while place < len(text) and text[place] in " -'" and place - end < MOST_JOINTS:
            place += 1
        found = _WORD.match(text, place)
        if place == end or found is None or found.group() != word:
            return 0
        end = found.end()
    return end


def _read_unknown(scan: Scan, end: int) -> None:
    """A foreign word takes the digits glued to it along: v3.12, mp3, room2."""
    glue = _GLUED.match(scan.text, end)
    if scan.touches("N", "Y"):
        scan.tokens[-1].code = "X"
    scan.add("X", None, glue.end() if glue else end)
