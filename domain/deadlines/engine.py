"""The machine under the grammar: rules as rows over token codes, applied layer by layer.

A row is a pattern over token codes and an action that turns the matched tokens into one new token (or declines with
None). A layer walks its tokens once from left to right; at every place the rows that can start there are tried, the
longest match first, and what matched becomes one token. Patterns repeat nothing without a small bound, so a layer
takes time proportional to the number of tokens.

Pattern notation: codes in capitals; `?`, `|`, `( )` and `{1,4}` as in regular expressions; `=CODE` and `!CODE` look
ahead without taking; `[name]` is a class from `CLASSES`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Final

from domain.deadlines.spec import Context, Token

Action = Callable[[Context, Sequence[Token]], object]

_CODES: Final[dict[str, str]] = {}
_FIRST_LETTER: Final = 0x2100
WINDOW: Final = 48  # codes a row may look at; the longest takes half as many
SHAPES: Final = 4096  # sequences of codes a layer remembers: words change, the shapes of phrases come back

CLASSES: Final[dict[str, str]] = {
    "n": "(N|E)",
}


def letter(code: str) -> str:
    """The one character that stands for a code in a layer's code string."""
    return _CODES.setdefault(code, chr(_FIRST_LETTER + len(_CODES)))


def _expand(pattern: str) -> str:
    while "[" in pattern:
        pattern = re.sub(r"\[(\w+)\]", lambda found: CLASSES[found[1]], pattern)
    pattern = re.sub(r"=([A-Z]\w*|\([^()]*\))", r"(?=\1)", pattern)
    pattern = re.sub(r"!([A-Z]\w*|\([^()]*\))", r"(?!\1)", pattern)
    pattern = re.sub(r"[A-Z][A-Z0-9]*", lambda found: letter(found[0]), pattern)
    return re.sub(r"\s+", "", pattern.replace("(", "(?:").replace("(?:?=", "(?=").replace("(?:?!", "(?!"))


@dataclass(frozen=True)
class Row:
    """One rule: what it makes (`code`), of which tokens (`pattern`), and how (`action`)."""

    code: str
    pattern: str
    action: Action

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern over one-letter codes."""
        return re.compile(_expand(self.pattern))

    def firsts(self, alphabet: Iterable[str]) -> list[str]:
        """The letters a match can start with."""
        return [one for one in alphabet if _can_start(self.compiled, one)]


def _can_start(pattern: re.Pattern[str], one: str) -> bool:
    return one in _first_set(pattern.pattern)


def _first_set(pattern: str) -> set[str]:
    firsts, optional = _firsts(pattern, 0, set())
    assert not optional, f"a pattern may not match nothing: {pattern}"
    return firsts


def _firsts(pattern: str, place: int, _: set[str]) -> tuple[set[str], bool]:
    found, _end, optional = _alternatives(pattern, place)
    return found, optional


def _alternatives(pattern: str, place: int) -> tuple[set[str], int, bool]:
    """First letters of an alternation starting at `place`, where it ends, and whether it can match nothing."""
    firsts: set[str] = set()
    nothing = False
    while True:
        found, place, empty = _sequence(pattern, place)
        firsts |= found
        nothing |= empty
        if place >= len(pattern) or pattern[place] == ")":
            return firsts, place, nothing
        place += 1  # the bar


def _sequence(pattern: str, place: int) -> tuple[set[str], int, bool]:
    firsts: set[str] = set()
    open_ = True
    while place < len(pattern) and pattern[place] not in "|)":
        if pattern.startswith(("(?=", "(?!"), place):
            place = _alternatives(pattern, place + 3)[1] + 1
            continue
        if pattern[place] == "(":
            found, place, empty = _alternatives(pattern, place + 3)
            place += 1
        else:
            found, place, empty = {pattern[place]}, place + 1, False
        place, optional = _suffix(pattern, place)
        if open_:
            firsts |= found
        open_ = open_ and (optional or empty)
    return firsts, place, open_


def _suffix(pattern: str, place: int) -> tuple[int, bool]:
    if pattern.startswith("?", place):
        return place + 1, True
    if pattern.startswith("{", place):
        end = pattern.index("}", place)
        return end + 1, pattern[place + 1] == "0"
    return place, False


class Layer:
    """Rows that are applied together."""

    def __init__(self, *tables: Sequence[Row]) -> None:
        self.rows = [row for table in tables for row in table]
        self._matches = lru_cache(maxsize=SHAPES)(self._find)

    @cached_property
    def _by_first(self) -> dict[str, list[Row]]:
        index: dict[str, list[Row]] = {}
        for row in self.rows:
            for first in _first_set(row.compiled.pattern):
                index.setdefault(first, []).append(row)
        return index

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        """Where any row can start."""
        return re.compile(f"[{''.join(self._by_first)}]")

    def apply(self, context: Context, tokens: list[Token]) -> list[Token]:
        """The tokens with every place rewritten by the longest row that fits it."""
        codes = "".join([_CODES[token.code] if token.code in _CODES else letter(token.code) for token in tokens])
        found = self._starts.search(codes)
        if found is None:
            return tokens
        made: list[Token] = []
        place = 0
        while found is not None:
            start = found.start()
            made += tokens[place:start]
            token, place = self._rewrite(context, tokens, codes, start)
            made.append(token)
            found = self._starts.search(codes, place)
        return made + tokens[place:]

    def _rewrite(self, context: Context, tokens: list[Token], codes: str, place: int) -> tuple[Token, int]:
        """What stands at the place, made into one token where a row fits, and the place behind it."""
        for size, row in self._matches(codes[place : place + WINDOW]):
            piece = tokens[place : place + size]
            value = row.action(context, piece)
            if value is not None:
                first = piece[0]
                return Token(row.code, value, first.start, piece[-1].end, first.gap, first.word), place + size
        return tokens[place], place + 1

    def _find(self, codes: str) -> tuple[tuple[int, Row], ...]:
        """The rows that fit the codes from their start, with how many tokens each takes, the longest first."""
        fits = ((row.compiled.match(codes), row) for row in self._by_first[codes[0]])
        return tuple(sorted(((found.end(), row) for found, row in fits if found), key=_longest_first))


def _longest_first(match: tuple[int, Row]) -> int:
    return -match[0]


def values(tokens: Sequence[Token], *codes: str) -> list[Any]:
    """The values of the tokens with one of these codes, in order."""
    return [token.value for token in tokens if token.code in codes]


def has(tokens: Sequence[Token], *codes: str) -> bool:
    """Whether one of the tokens has one of these codes."""
    return any(token.code in codes for token in tokens)
