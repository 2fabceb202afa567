"""Folded text to tokens: words of the lexicon, numbers and dates written with digits; everything else is `X`.

One pass, left to right; at every place one dictionary look-up or one regular expression of bounded length.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from deadlines.grammar.zones import PLACES
from deadlines.spec import Token
from deadlines.words import digits, labels, numbers, splits
from deadlines.words.festivals import FESTIVALS
from deadlines.words.lexicon import CHINESE
from deadlines.words.vocabulary_en import ENGLISH, LETTERS

Entry = tuple[str, object]

_WORD: Final = re.compile(r"[a-z]+(?:'[a-z]+)*")
_AMPM: Final = re.compile(r"([ap])\.? ?m\b\.?")
_SITE: Final = re.compile(r"\.[a-z]")
# Words with a digit or a stroke in them, which letters and digits alone do not find.
_SPELLED: Final = re.compile(
    r"(?:(?P<TODAY>2day)|(?P<DR>2moro|2morrow|2mrw|2mro)|(?P<DRP>2nite|2night)|(?P<BEF>b4)|(?P<WKOF>w/c)|"
    r"(?P<OPEN>1st thing))\b"
)
_SPELLED_VALUES: Final[dict[str, Entry]] = {
    "TODAY": ("DR", 0), "DR": ("DR", 1), "DRP": ("DRP", (0, "evening")),
}  # fmt: skip
_GLUED: Final = re.compile(r"(?:[0-9a-z]|[._][0-9a-z])+")
_SIGNS: Final = {
    ",": "COMMA", ";": "STOP", ":": "COLON", "(": "OPENP", ")": "CLOSEP", "[": "OPENP", "]": "CLOSEP", "【": "OPENP",
    "】": "CLOSEP", "-": "DASH", "~": "DASH", "/": "SLASH", "+": "PLUS", ".": "DOT", "〇": "X", "、": "LIST",
    "@": "AT", "&": "AND", "「": "OPENP", "」": "CLOSEP", "\n": "STOP", "!": "STOP", "?": "STOP", "·": "COMMA",
}  # fmt: skip
MOST_WEEKS: Final = 30  # of a length in letters: 8w
_TITLE: Final = re.compile("《[^《》\n]{1,60}》")
_EARLY: Final = re.compile("大?早(?![上晨点])|清早")  # behind 一
_FIRST_MONTH: Final = re.compile(
    "(?<![0-9一二三四五六七八九十百千万])元月(?=[0-9一二三四五六七八九十初上中下底末份前])"
)
_SHORT_YEAR: Final = re.compile(r"[1-9]\d(?!\d)", re.ASCII)
FAMOUS: Final = frozenset({"五一", "六一", "七一", "八一", "三八", "五四", "双十", "三一五", "六一八"})


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


class Lexer:
    """Reads one folded text into `tokens`."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.gap = False
        self.tokens: list[Token] = []

    def read(self) -> list[Token]:
        """All tokens of the text, in order."""
        text, size = self.text, len(self.text)
        while self.place < size:
            character = text[self.place]
            if character in "12bw" and self._spelled():
                continue
            if character == " ":
                self.place += 1
                self.gap = True
            elif "a" <= character <= "z":
                self._word()
            elif "0" <= character <= "9":
                self._digits()
            elif character in numbers.NUMERALS:
                self._numeral()
            elif not self._chinese(self.place):
                self._sign(character)
        return self.tokens

    def _spelled(self) -> bool:
        """w/c, 2moro, b4."""
        found = _SPELLED.match(self.text, self.place)
        if found is None:
            return False
        name = str(found.lastgroup)
        code, value = _SPELLED_VALUES.get(name, (name, None))
        self._add(code, value, found.end())
        return True

    def _add(self, code: str, value: object, end: int) -> None:
        self.tokens.append(Token(code, value, self.place, end, self.gap, self.text[self.place : end]))
        self.place = end
        self.gap = False

    def behind_number(self) -> bool:
        """Whether a number stands right before this place."""
        return bool(self.tokens) and not self.gap and self.tokens[-1].code in ("N", "PAIR", "HMS", "Y")

    # -- letters ---------------------------------------------------------------------------------------------------

    def _word(self) -> None:
        found = _WORD.match(self.text, self.place)
        assert found is not None
        word, end = found.group(), found.end()
        if word in ("a", "p", "am", "pm") and self._am_pm():
            return
        if self.place and self.text[self.place - 1] == "@" and word not in ("noon", "midnight"):
            self._unknown(end)  # @sun is somebody
            return
        if word in ("q", "h") and self._quarter(word, end):
            return
        if (
            word in LETTERS
            and not self._is_amount(word, end)
            and (self.behind_number() or (word == "h" and self._after_number()))
        ):
            self._add(*LETTERS[word], end)
            return
        if word == "o" and self.text.startswith("o'clock", self.place):
            end = self.place + 7
        row = self._longest(word, end)
        if row is None:
            self._unknown(end)
            return
        (code, value), end = row
        self._known(code, value, end)

    def _quarter(self, word: str, end: int) -> bool:
        """Q4, H2."""
        digit = self.text[end : end + 1]
        if digit not in ("1", "2", "3", "4") or (word == "h" and digit > "2") or _GLUED.match(self.text, end + 1):
            return False
        self._add("QN" if word == "q" else "HY", int(digit), end + 1)
        return True

    def _is_amount(self, word: str, end: int) -> bool:
        """3.5m: millions or metres, and no minutes; 65W: no weeks; 1A巴士."""
        behind = self.text[end : end + 1]
        if word in "ap" and "\u4e00" <= behind <= "\u9fff" and behind not in "前之以":
            return True
        last = self.tokens[-1] if self.tokens else None
        if last is None or word not in ("m", "w"):
            return False
        return last.code == "PAIR" if word == "m" else last.code == "N" and int(str(last.value)) > MOST_WEEKS

    def _after_number(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].code in ("N", "PAIR")

    def _am_pm(self) -> bool:
        found = _AMPM.match(self.text, self.place)
        if (
            found is None
            or not self.tokens
            or self.tokens[-1].code not in ("N", "PAIR", "HMS", "DOT", "Y", "OCLOCK", "CW", "WD", "DR")
            or (self.tokens[-1].code in ("WD", "DR") and "." not in found.group())
        ):
            return False
        if self.tokens[-1].code == "N" and (not self.gap or self._after_month()):
            self.tokens[-1].code = "NH"
        self._add("AP", found.group(1) + "m", found.end())
        return True

    def _after_month(self) -> bool:
        """of December 3 p.m.: the number is the hour and not the day."""
        return [token.code for token in self.tokens[-3:-1]] in (["OF", "MON"], ["IN", "MON"])

    def _known(self, code: str, value: object, end: int) -> None:
        if code in ("N", "O") and self._completes_tens(value):
            self._join_tens(code, value, end)
            return
        if code in ("WD", "MON") and _SITE.match(self.text, end):
            self._unknown(end)  # monday.com
            return
        if code in ("WD", "MON", "AP") and end < len(self.text) and self.text[end] == "." and end - self.place <= 5:  # noqa: PLR2004
            self._add(code, value, end)
            self.place = end + 1
            return
        if code == "TSEP" and not (self._after_date() and end < len(self.text) and self.text[end].isdigit()):
            code = "X"
        self._add(code, value, end)

    def _after_date(self) -> bool:
        return bool(self.tokens) and self.tokens[-1].code == "YMD" and not self.gap

    def _tens(self) -> Token | None:
        """The twenty of twenty-first or twenty first, when it stands right before this place."""
        last = self.tokens[-1] if self.tokens else None
        if last is not None and last.code == "DASH" and len(self.tokens) > 1:
            last = self.tokens[-2]
        near = last is not None and last.word in numbers.TENS_EN and last.end + 2 > self.place
        return last if near else None

    def _completes_tens(self, value: object) -> bool:
        return self._tens() is not None and isinstance(value, int) and 0 < value < 10  # noqa: PLR2004

    def _join_tens(self, code: str, value: object, end: int) -> None:
        tens = self._tens()
        assert tens is not None
        while self.tokens.pop() is not tens:
            pass
        self.gap, self.place = tens.gap, tens.start
        self._add(code, int(str(tens.value)) + int(str(value)), end)

    def _longest(self, word: str, end: int) -> tuple[Entry, int] | None:
        for spelling in (word, word[:-2]) if word.endswith("'s") else (word,):  # week's end, a week's time
            for words, entry in _english_words().get(spelling, ()):
                stop = end if len(words) == 1 else self._follow(words, end)
                if stop:
                    return entry, stop
        return None

    def _follow(self, words: tuple[str, ...], end: int) -> int:
        for word in words[1:]:
            place = end
            while place < len(self.text) and self.text[place] in " -'" and place - end < 3:  # noqa: PLR2004
                place += 1
            found = _WORD.match(self.text, place)
            if place == end or found is None or found.group() != word:
                return 0
            end = found.end()
        return end

    def _unknown(self, end: int) -> None:
        """A foreign word takes the digits glued to it along: v3.12, mp3, room2."""
        glue = _GLUED.match(self.text, end)
        end = glue.end() if glue else end
        glued = self.tokens and not self.gap and self.tokens[-1].code in ("N", "Y")
        if glued:
            self.tokens[-1].code = "X"
        self._add("X", None, end)

    # -- digits ----------------------------------------------------------------------------------------------------

    def _digits(self) -> None:
        found = digits.DIGITAL.match(self.text, self.place)
        assert found is not None
        code, value = digits.entry(found)
        end = found.end()
        if labels.is_label(self, code, end):
            code, value = "X", None
        self._add(code, value, end)

    # -- Chinese ---------------------------------------------------------------------------------------------------

    def _numeral(self) -> None:
        end = self.place
        while end < len(self.text) and self.text[end] in numbers.NUMERALS and end - self.place < digits.MAX_DIGITS:
            end += 1
        whole, end = end, self._before_together(end)
        run = self.text[self.place : end]
        if whole == end and self._chinese(self.place, at_least=len(run)):
            return
        if run == "零" and self.text[end : end + 1].isdigit() and self.tokens:
            self._add("AND", None, end)  # 两个月零10天
            return
        if run in FAMOUS:
            self._chinese(self.place, at_least=2)
            return
        each = numbers.digit_by_digit(run)
        if each and len(each) == 4 and each[0] in (1, 2):  # noqa: PLR2004
            self._add("Y", int("".join(map(str, each))), end)
            return
        number = numbers.chinese(run)
        if number is not None:
            self._add("E" if run == "十一" else "N", number, end)
        elif each and len(each) > 1:
            self._add("NN", each, end)
        else:
            self._add("X", None, end)

    def _before_together(self, end: int) -> int:
        """三点十五一并报送, 每周一三五三点: where a numeral ends that runs into the next word's."""
        run = self.text[self.place : end]
        if len(run) < 2 or (run not in FAMOUS and numbers.chinese(run) is not None):  # noqa: PLR2004
            return end
        if run[-1] == "一" and (splits.TOGETHER.match(self.text, end) or _EARLY.match(self.text, end)):
            return end - 1
        if self.text[end : end + 1] in ("点", "时"):
            return end - next((size for size in (3, 2, 1) if _is_hour(run[:-size], run[-size:])), 0)
        return end

    def _chinese(self, place: int, at_least: int = 1) -> bool:
        words, lengths = _chinese_words()
        for length in lengths.get(self.text[place], ()):
            if length < at_least:
                return False
            word = self.text[place : place + length]
            entry = words.get(word) if len(word) == length else None
            if entry is not None and not splits.is_split(self, entry[0], place + length):
                self._add(*entry, place + length)
                return True
        return False

    def _is_short_year(self, end: int) -> bool:
        """Jan '27, Q2 '17."""
        named = bool(self.tokens) and self.tokens[-1].code in ("MON", "QN", "HY", "N", "O")
        return named and _SHORT_YEAR.match(self.text, end) is not None

    def _sign(self, character: str) -> None:
        code = _SIGNS.get(character, "X")
        end = self.place + 1
        if character == "《" and (found := _TITLE.match(self.text, self.place)):
            self._add("X", None, found.end())
            return
        if character == "初" and (found := splits.LUNAR_DAY.match(self.text, self.place)):
            self._add("LUNAR", None, found.end())
            return
        if character == "'" and self._is_short_year(end):
            self._add("Y", 2000 + int(self.text[end : end + 2]), end + 2)  # Jan '27
            return
        if code == "X" and self.tokens and self.tokens[-1].code == "X" and not self.gap:
            self.tokens[-1].end = end
            self.place = end
            return
        if character == "'" and self.tokens and self.tokens[-1].word.isascii():
            self.place = end  # two days' time
            return
        if character == "." and end < len(self.text) and "a" <= self.text[end] <= "z":
            self.place = end  # 9.am
            return
        self._add(code, None, end)


def _is_hour(days: str, hour: str) -> bool:
    """Digits of days and then an hour: 三五 and 十一."""
    number = numbers.chinese(hour) if days else None
    return number is not None and number <= 24 and numbers.digit_by_digit(days) is not None  # noqa: PLR2004


def tokens_of(text: str) -> list[Token]:
    """The tokens of a folded text."""
    return Lexer(_FIRST_MONTH.sub("一月", text)).read()
