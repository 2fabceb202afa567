"""Text in forms that every database takes, whatever people send."""

from __future__ import annotations

import json
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate
from string import ascii_uppercase
from typing import Any, cast

from msgspec.json import Encoder
from msgspec.structs import asdict

_HALVES = re.compile("[\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


class _Late:
    """A regular expression that is compiled when it is first used."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._made = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = self.__dict__[name] = getattr(re.compile(*self._made), name)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A regular expression of a module that knows many: compiled with the first word that somebody writes, not at the start.

    It has what a compiled one has, and cannot be handed to the functions of `re`.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


_CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=asdict)


def _plain_text(one: Any) -> str:
    """Marked text is text; nothing else is stored that JSON does not know."""
    if isinstance(one, str):
        return str(one)
    raise TypeError(f"not to be stored: {type(one).__name__}")


_READABLE = Encoder(enc_hook=_plain_text)


def as_json(value: Any, *, canonical: bool = False) -> str:
    """JSON on one line, a value by its fields; `canonical` gives the same text for the same value, to be hashed."""
    try:
        if not canonical:
            return _READABLE.encode(value).decode()
    except UnicodeEncodeError:  # halves of characters, which are rare
        canonical = True
    return escape_halves(_CANONICAL.encode(value))


def escape_halves(text: str) -> str:
    """JSON whose halves of characters (lone surrogates, which are no text in UTF-8) stand as escapes, and read back."""
    return _HALVES.sub(lambda half: f"\\u{ord(half[0]):04x}", text)


def half_width(text: str) -> str:
    """The text with full-width signs (２, ＃, ＠, ：, ％) and digits of any script as plain ones; each stays in its place."""
    return text if text.isascii() else "".join(map(_plain_sign, text))


@lru_cache(4096)
def _plain_sign(sign: str) -> str:
    if sign.isascii():
        return sign
    value = unicodedata.digit(sign, None)
    folded = unicodedata.normalize("NFKC", sign) if value is None else str(value)
    return folded if len(folded) == 1 and folded.isascii() else sign


def spaced(text: str) -> str:
    """The text with a space for every sign that only looks like one (U+2800, U+3164); each stays in its place."""
    return text.translate(_SPACES)


def storable(text: str) -> str:
    """Plain text with a � for what no database keeps: NUL and halves of characters."""
    return _UNSTORABLE.sub("\ufffd", text)


def utf16_length(text: str) -> int:
    """How long a text is as Telegram counts."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def utf16_cut(text: str, length: int) -> str:
    """The beginning of a text, at most so long as Telegram counts; no character is cut in half."""
    return text.encode("utf-16-le", "surrogatepass")[: length * 2].decode("utf-16-le", "ignore")


_JOINERS = "\u200c\u200d"
_TAGS = re.compile("[\U000e0020-\U000e007f]")  # the letters of 🏴󠁧󠁢󠁳󠁣󠁴󠁿, behind its flag
_SPACES = dict.fromkeys(map(ord, "\u115f\u1160\u2800\u3164\uffa0"), " ")  # signs and letters that show nothing
_FILLERS = re.compile("[\u115f\u1160\u3164\uffa0\u2800\u00ad\U0001d159]")  # letters and signs without a shape
_ENDS = " ,，、;；:：。."
_ENDS_KEPT = re.compile(r"(?:&#?\w{2,10};|(?:\b[A-Za-z]\.){2,}|\b(?:etc|Inc|Ltd|Co|Corp|No|Dr|Jr|Sr|St|vs)\.)$")
_BEGINNINGS_KEPT = re.compile(r"\.\w")  # .NET


def blank_out(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text with blanks in these places, lines kept; everything else keeps its own place."""
    for start, end in spans:
        text = text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]
    return text


def one_line(text: str) -> str:
    """Whitespace joined; format characters that could fake a line removed, those that join emoji and letters kept."""
    text = spaced(text)
    if text.isprintable():
        return " ".join(text.split())
    kept: list[str] = []
    for i, c in enumerate(text):
        if c.isprintable() or c.isspace() or _joins(kept, c, text[i + 1 : i + 2]):
            kept.append(c)
    return " ".join("".join(kept).split())


def _joins(kept: list[str], c: str, following: str) -> bool:
    """Whether an unseen character belongs to the signs beside it: 👨‍👩‍👧, the letters of a flag, letters of Persian."""
    before = kept[-1] if kept else ""
    if _TAGS.match(c):
        return before == "\U0001f3f4" or _TAGS.match(before) is not None
    return c in _JOINERS and _joinable(before) and _joinable(following)


def _joinable(c: str) -> bool:
    """Emoji with their colours and shapes, and letters of scripts whose letters join."""
    return bool(c) and (unicodedata.category(c) in ("So", "Sk", "Sm") or c == "\ufe0f" or "\u0600" <= c <= "\u0dff")


def shortened(text: str, limit: int) -> str:
    """One line of at most so many characters; what is left out is shown to be."""
    line = one_line(text)
    return line if len(line) <= limit else line[: limit - 1] + "…"


def tidy(text: str) -> str:
    """One clean line without dangling punctuation; empty where it shows nothing."""
    line = one_line(text)
    if is_blank(line):
        return ""
    end = len(line) if _ENDS_KEPT.search(line) else len(line.rstrip(_ENDS))
    line = line[:end]
    while line and line[0] in _ENDS and not _BEGINNINGS_KEPT.match(line):
        line = line[1:]
    return line


def is_blank(text: str) -> bool:
    """Whether a text shows nothing: only spaces, characters without a shape, and marks that stand on no letter."""
    return not any(unicodedata.category(c)[0] in "LNPS" for c in _FILLERS.sub("", text))


def column_letters(place: int) -> str:
    """What the column at a place, from 0 on, is called in a sheet: A, B … Z, AA."""
    before, last = divmod(place, len(ascii_uppercase))
    return (column_letters(before - 1) if before else "") + ascii_uppercase[last]


@lru_cache(4096)  # labels of buttons are the same few again and again
def columns_of(text: str) -> int:
    """How wide a text is, in letters of a typewriter: a Chinese sign is two."""
    return sum(_columns(text))


def signs_within(text: str, columns: int) -> int:
    """How many signs of a text stand in so many columns."""
    return bisect_right(list(accumulate(_columns(text))), columns)


_COLUMNS = {"W": 2, "F": 2, "A": 1, "H": 1, "N": 1, "Na": 1}


def _columns(text: str) -> Iterator[int]:
    """How wide each sign is."""
    return map(_COLUMNS.__getitem__, map(unicodedata.east_asian_width, text))
