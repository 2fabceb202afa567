"""A long text as one line for lists and cards: its first sentence or the deed in it, never cut inside a word."""

from __future__ import annotations

import re
import unicodedata

from domain.text import late, tidy

LONGEST = 60
_SHORTEST = 12
_SHORTEST_DEED = 6  # 请安排 says nothing of what
_ENDS = late(
    r"[。！？；]+|(?<![,，、:：\s])\s*\n\s*|[!?;]+(?=\s|$|[^\x00-\x7f])|\.(?=\s+[A-Z\u4e00-\u9fff]|\s*$|[\u4e00-\u9fff])"
)
_GREETING = late(
    r"""\s*(?:各位|大家|诸位|諸位|同志们|同志們|您好|你好|早上好|上午好|下午好|早安|午安|晚上好|收到|辛苦|谢谢|謝謝|感谢|感謝|拜托|拜託|麻烦了|麻煩了
    |(?:hi|hello|dear|hey|good\s(?:morning|afternoon|evening))\b|(?:thanks|thank\syou|fyi)\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_CALLED = late(
    r"\s*(?:(?:各位|大家|诸位|諸位)\S{0,6}?(?:好|同事|领导|領導|老师|老師)?|您好|你好|早上好|上午好|下午好|(?:hi|hello|dear|hey)\b[^,:!\n]{0,24})[,，:：!！\s]+",
    re.IGNORECASE,
)
_ASKS = late(
    r"请|請|麻烦|麻煩|务必|務必|需要?[^求]|烦请|煩請|劳烦|勞煩|抓紧|抓緊|\b(?:please|kindly|need|must|could you|can you)\b",
    re.IGNORECASE,
)
_MAY_END = late(r"[,，、:：;；)）】」》\]](?!\d)|\s")
_BEFORE = late(r"(?=[(（【「《\[])|(?<=[的了和与與及并並或])(?=[\u4e00-\u9fff])")


def deed(text: str, at: int = -1) -> str:
    """The sentence of a text that says what is to be done; `at` is where its deadline stands, if it names one."""
    pieces = _sentences(text)
    if not pieces:
        return text
    with_due = [words for start, words in pieces if start <= at < start + len(words)]
    asking = [words for _, words in pieces if _ASKS.search(words) and len(tidy(words)) >= _SHORTEST_DEED]
    first = [words for _, words in pieces if not _only_greets(words)] or [pieces[0][1]]
    return _CALLED.sub("", (with_due or asking or first)[0], count=1)


def _sentences(text: str) -> list[tuple[int, str]]:
    """The sentences of a text that say something, each with its place."""
    found, start = [], 0
    for end in [*(m.end() for m in _ENDS.finditer(text)), len(text)]:
        if tidy(text[start:end]):
            found.append((start, text[start:end]))
        start = end
    return found


def _only_greets(words: str) -> bool:
    greeting = _GREETING.match(words)
    return greeting is not None and len(words) - greeting.end() < _SHORTEST


def shortened(words: str) -> str:
    """A text on one line of at most sixty signs, ending where a word ends; an ellipsis says that something is left out."""
    words = re.sub(r"[!！?？]+$", "", tidy(words)).rstrip()
    if len(words) <= LONGEST:
        return words
    room = words[: LONGEST - 1]
    for ends in (_MAY_END, _BEFORE):
        places = [m.start() for m in ends.finditer(words, 0, LONGEST) if _SHORTEST <= m.start() < LONGEST]
        if places:
            return tidy(words[: places[-1]]) + "…"
    return room[: _whole(words, len(room))] + "…"


def _whole(words: str, end: int) -> int:
    """The last place up to `end` that is inside no number, Latin word or joined sign; `end` where there is none."""
    place = end
    while place > _SHORTEST and _joined(words[place - 1], words[place]):
        place -= 1
    return place if place > _SHORTEST else end


def _joined(left: str, right: str) -> bool:
    if right in "\u200d\ufe0f\u20e3" or left == "\u200d" or unicodedata.combining(right):
        return True
    return left.isascii() and right.isascii() and left.isalnum() and right.isalnum()
