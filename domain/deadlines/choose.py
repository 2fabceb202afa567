"""Which of the expressions found in a text is its deadline, whether it is one at all, and what is left of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from domain.deadlines.spec import Clock, Counted, Day, Length, Point, Range, Repeat, Shifted, Span, Token

# Tokens that belong to a deadline when they stand right before or behind it.
BEFORE_IT: Final = frozenset(
    {"BY", "BEF", "TILL", "AT", "ON", "IN", "FOR", "FROM", "THE", "COLON", "WITHINE", "TO", "OF", "DASH", "LATEST"}
)
BEHIND_IT: Final = frozenset({"BEFORE", "WITHIN", "LATEST", "DE", "BY", "AFTER"})
MARKS: Final = frozenset({"BY", "BEF", "TILL", "BEFORE", "WITHIN", "LATEST", "WITHINE"})
LEADS: Final = frozenset({"AT", "ON", "IN", "FOR", "FROM"}) | MARKS
FINAL: Final = frozenset({"S", "R", "H", "C", "M", "D", "T", "P", "L", "A"})
STOPS: Final = frozenset({"COMMA", "STOP", "COLON", "DOT"})
WHOLE: Final = 100
MARKED: Final = 30
EDGE: Final = 6
# Below this an expression counts only as a whole text, with a marker, or standing free of its neighbours.
WEAK: Final = 30


@dataclass(slots=True)
class Candidate:
    """An expression in the text that may be its deadline; `first` and `last` include the particles around it."""

    token: Token
    first: int
    last: int
    marked: bool
    led: bool
    score: int = 0


def candidates(tokens: Sequence[Token], text: str) -> list[Candidate]:
    """The expressions that may be the deadline, best first."""
    kept = []
    for place, token in enumerate(tokens):
        if token.code in FINAL:
            candidate = _around(tokens, place)
            candidate.score = _score(candidate, tokens, text)
            if candidate.score > 0:
                kept.append(candidate)
    kept.sort(key=lambda one: -one.score)
    return kept


def _around(tokens: Sequence[Token], place: int) -> Candidate:
    first, last = place, place
    while first > 0 and place - first < 3 and tokens[first - 1].code in BEFORE_IT:  # noqa: PLR2004
        first -= 1
    while last + 1 < len(tokens) and last - place < 2 and tokens[last + 1].code in BEHIND_IT:  # noqa: PLR2004
        last += 1
    while first < place and tokens[first].code in ("COLON", "DASH", "OF", "TO"):
        first += 1
    around = [token.code for token in (*tokens[first:place], *tokens[place + 1 : last + 1])]
    led = any(token.code in LEADS for token in tokens[first:place])
    return Candidate(tokens[place], first, last, any(code in MARKS for code in around), led)


_POLITE: Final = (
    "请|麻烦|谢谢|多谢|辛苦了?|拜托|尽快|吧|哦|噢|啊|呀|哈|啦|了|呢|嘛|您|完成|提交|交付|务必|唔该|"
    r"\b(?:thanks|thank you|please|pls|thx|ok|okay|sharp|kindly)\b"
)
_PLAIN: Final = re.compile(rf"(?:{_POLITE}|\W|_)*+")


def _is_whole(candidate: Candidate, tokens: Sequence[Token], text: str) -> bool:
    """Whether only politeness and punctuation stand around the expression."""
    start, end = tokens[candidate.first].start, tokens[candidate.last].end
    return _PLAIN.fullmatch(text, end) is not None and _PLAIN.fullmatch(text, 0, start) is not None


def _score(candidate: Candidate, tokens: Sequence[Token], text: str) -> int:
    """How likely the expression is the deadline; 0 is not at all."""
    strength = _strength(candidate.token.value)
    if _is_whole(candidate, tokens, text):
        return strength + WHOLE
    if strength < WEAK and not candidate.marked and not _stands_free(candidate, tokens, text):
        return 0
    return strength + (MARKED if candidate.marked else 0) + _edges(candidate, tokens)


def _edges(candidate: Candidate, tokens: Sequence[Token]) -> int:
    left = candidate.first == 0 or tokens[candidate.first - 1].code in STOPS
    right = candidate.last == len(tokens) - 1 or tokens[candidate.last + 1].code in STOPS
    return EDGE * (left + right)


_STRENGTHS: Final[tuple[tuple[type, int], ...]] = (
    (Repeat, 60), (Range, 50), (Counted, 55), (Shifted, 55), (Length, 10),
)  # fmt: skip


def _strength(value: object) -> int:
    if isinstance(value, Point):
        weak = value.clock is None and (value.day is None or value.day.weak)
        return 25 if weak else 70 if value.day else 45
    if isinstance(value, Day):
        return 20 if value.weak else 50
    if isinstance(value, Clock):
        return 25 if value.weak and not value.special else 42
    if isinstance(value, Span):
        return 15 if value.weak else 35
    return next((strength for kind, strength in _STRENGTHS if isinstance(value, kind)), 5)


# What may follow a weak expression in Chinese without making it part of a name: an end, a person, or work to do.
_FOLLOWS: Final = re.compile(
    r"\s|$|\W|你|我|他|她|您|咱|大家|各|请|交|完|提|发(?!票|布会)|去|把|给|到|要|可|能|有|会(?!议|计|员|场|客|展)|做|得|须|必|应|将|就|再|"
    r"过去|准备|更新|安排|召开|汇报|汇总|送|寄|回|审|付|搞|之|截|上线|[a-z]"
)
# Behind a bare length even fewer: 三天打鱼 and 24小时便利店 are not deadlines.
_FOLLOWS_LENGTH: Final = re.compile(r"\s*(?:$|\W|交|完成|提交|搞定|答复|过去|回复|之|把|给我)")
_IS: Final = re.compile(r" (?:is|are|will|should)\b")
_NAME_CHARACTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def _stands_free(candidate: Candidate, tokens: Sequence[Token], text: str) -> bool:
    """Whether nothing is glued to a weak expression that makes it part of a name: 一号楼, 五一广场, Mr. March."""
    start, end = tokens[candidate.first].start, tokens[candidate.last].end
    last = text[end - 1]
    if "a" <= last <= "z":
        length = isinstance(candidate.token.value, Length) and _IS.match(text, end)
        return bool(length) or _stands_free_in_english(candidate, tokens)
    if isinstance(candidate.token.value, Length):
        return _FOLLOWS_LENGTH.match(text, end) is not None
    return _FOLLOWS.match(text, end) is not None and not (start and text[start - 1] in _NAME_CHARACTERS)


def _stands_free_in_english(candidate: Candidate, tokens: Sequence[Token]) -> bool:
    """A weak English word needs a preposition before it, or the end of the sentence behind it."""
    at_end = candidate.last == len(tokens) - 1 or tokens[candidate.last + 1].code in STOPS
    return candidate.led or at_end


_EDGE: Final = " \t\r\n,，.。;；:：、!！?？-—–~·"
_LEADS_OUT: Final = ("请于", "请在", "请", "于", "在")
_TAIL_EDGE: Final = _EDGE + "的"


def rest_of(text: str, start: int, end: int) -> str:
    """The text without [start, end) and without the punctuation and particles that led to it."""
    head = text[:start].rstrip(_EDGE)
    particle = next((lead for lead in _LEADS_OUT if head.endswith(lead)), "")
    head = head[: len(head) - len(particle)].strip(_EDGE)
    tail = text[end:].lstrip(_TAIL_EDGE).rstrip()
    return f"{head} {tail}" if head and tail else head + tail
