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
from collections.abc import Callable, Sequence
from functools import cache, cached_property, lru_cache
from typing import Any, Final, TypeVar

from msgspec import Struct

from deadlines.spec import Context, Token

T = TypeVar("T")
Action = Callable[[Context, Sequence[Token]], object]


class _Letters(dict[str, str]):
    """The one character that stands for each code, given when the code is first met."""

    def __missing__(self, code: str) -> str:
        self[code] = found = chr(_FIRST_LETTER + len(self))
        return found


_CODES: Final = _Letters()
_FIRST_LETTER: Final = 0x2100
SHAPES: Final = 4096  # sequences of codes a layer remembers: words change, the shapes of phrases come back
USUAL: Final = 64  # tokens of a text whose shape is worth remembering

CLASSES: Final[dict[str, str]] = {
    "n": "(N|E)",
}


def letter(code: str) -> str:
    """The one character that stands for a code in a layer's code string."""
    return _CODES[code]


def _expand(pattern: str) -> str:
    while "[" in pattern:
        pattern = re.sub(r"\[(\w+)\]", lambda found: CLASSES[found[1]], pattern)
    pattern = re.sub(r"=([A-Z]\w*|\([^()]*\))", r"(?=\1)", pattern)
    pattern = re.sub(r"!([A-Z]\w*|\([^()]*\))", r"(?!\1)", pattern)
    pattern = re.sub(r"[A-Z][A-Z0-9]*", lambda found: letter(found[0]), pattern)
    return re.sub(r"\s+", "", pattern.replace("(", "(?:").replace("(?:?=", "(?=").replace("(?:?!", "(?!"))


class Row(Struct, frozen=True, dict=True):
    """One rule: what it makes (`code`), of which tokens (`pattern`), and how (`action`)."""

    code: str
    pattern: str
    action: Action

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern over one-letter codes."""
        return re.compile(_expand(self.pattern))

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """The first two letters of everything the pattern can match; one letter where that is the whole match."""
        found, _ = _alternatives(self.compiled.pattern, 0)
        assert "" not in found, f"a pattern may not match nothing: {self.pattern}"
        return found

    def may_start(self, two: str) -> bool:
        """Whether a match can begin with these two letters (or the one that is left)."""
        return two in self.beginnings or two[0] in self.beginnings


def _alternatives(pattern: str, place: int) -> tuple[frozenset[str], int]:
    """How the alternation starting at `place` can begin, and where it ends."""
    found: frozenset[str] = frozenset()
    while True:
        more, place = _sequence(pattern, place)
        found |= more
        if place >= len(pattern) or pattern[place] == ")":
            return found, place
        place += 1  # the bar


def _sequence(pattern: str, place: int) -> tuple[frozenset[str], int]:
    found = frozenset({""})
    while place < len(pattern) and pattern[place] not in "|)":
        if pattern.startswith(("(?=", "(?!"), place):
            place = _alternatives(pattern, place + 3)[1] + 1
            continue
        if pattern[place] == "(":
            piece, place = _alternatives(pattern, place + 3)
            place += 1
        else:
            piece, place = frozenset({pattern[place]}), place + 1
        times, place = _times(pattern, place)
        found = _joined(found, piece, times)
    return found, place


def _times(pattern: str, place: int) -> tuple[tuple[int, int], int]:
    """How often the piece before this place may stand: the least, and the most that matters for two letters."""
    if pattern.startswith("?", place):
        return (0, 1), place + 1
    if pattern.startswith("{", place):
        end = pattern.index("}", place)
        least, _, most = pattern[place + 1 : end].partition(",")
        return (int(least), int(most or least)), end + 1
    return (1, 1), place


def _joined(found: frozenset[str], piece: frozenset[str], times: tuple[int, int]) -> frozenset[str]:
    kept = found if times[0] == 0 else frozenset()
    for turn in range(1, min(times[1], 2) + 1):
        found = frozenset((one + other)[:2] for one in found for other in piece)
        if turn >= min(times[0], 2):
            kept |= found
    return kept


Fits = tuple[tuple[int, Row], ...]


class Layer:
    """Rows that are applied together."""

    def __init__(self, *tables: Sequence[Row]) -> None:
        self.rows = [row for table in tables for row in table]
        self._remembered = lru_cache(maxsize=SHAPES)(self._fits)
        self._starting = cache(self._rows_starting)

    @cached_property
    def _by_letter(self) -> dict[str, list[Row]]:
        """The rows that can start with a letter, in their order."""
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            for letter in {one[0] for one in row.beginnings}:
                found.setdefault(letter, []).append(row)
        return found

    @cached_property
    def _starts(self) -> re.Pattern[str]:
        """Where any row can start."""
        return re.compile(f"[{''.join(self._by_letter)}]")

    def apply(self, context: Context, tokens: list[Token], codes: str) -> tuple[list[Token], str]:
        """The tokens with every place rewritten by the longest row that fits it, and their codes (see `codes_of`)."""
        fits = self._remembered(codes) if len(codes) <= USUAL else self._fits(codes)
        if not fits:
            return tokens, codes
        made: list[Token] = []
        done = 0
        for place, rows in fits:
            token, end = _rewritten(context, tokens, place, rows) if place >= done else (None, 0)
            if token is not None:
                made += tokens[done:place]
                made.append(token)
                done = end
        if not done:
            return tokens, codes
        made += tokens[done:]
        return made, codes_of(made)

    def _fits(self, codes: str) -> tuple[tuple[int, Fits], ...]:
        """For every place where rows fit, these rows with where each ends, the longest first."""
        found = []
        for start in self._starts.finditer(codes):
            place = start.start()
            tried = ((row.compiled.match(codes, place), row) for row in self._starting(codes[place : place + 2]))
            rows = sorted(((match.end(), row) for match, row in tried if match), key=_longest_first)
            if rows:
                found.append((place, tuple(rows)))
        return tuple(found)

    def _rows_starting(self, two: str) -> tuple[Row, ...]:
        return tuple(row for row in self._by_letter[two[0]] if row.may_start(two))


def codes_of(tokens: Sequence[Token]) -> str:
    """A letter for each token: what the patterns are matched against."""
    return "".join([_CODES[token.code] for token in tokens])


def _rewritten(context: Context, tokens: list[Token], place: int, rows: Fits) -> tuple[Token | None, int]:
    """One token made of those at the place by the first row that does not decline, and the place behind it."""
    for end, row in rows:
        piece = tokens[place:end]
        value = row.action(context, piece)
        if value is not None:
            first = piece[0]
            return Token(row.code, value, first.start, piece[-1].end, first.gap, first.word), end
    return None, place


def _longest_first(match: tuple[int, Row]) -> int:
    return -match[0]


def values(tokens: Sequence[Token], *codes: str) -> list[Any]:
    """The values of the tokens with one of these codes, in order."""
    return [token.value for token in tokens if token.code in codes]


def has(tokens: Sequence[Token], *codes: str) -> bool:
    """Whether one of the tokens has one of these codes."""
    return any(token.code in codes for token in tokens)


def ints(tokens: Sequence[Token], *codes: str) -> list[int]:
    """The whole numbers of the tokens with one of these codes, in order."""
    return [token.whole for token in tokens if token.code in codes]


def first_value(tokens: Sequence[Token], sort: type[T]) -> T | None:
    """The first value of that sort among the tokens', None where there is none."""
    return next((token.value for token in tokens if isinstance(token.value, sort)), None)


def the_value(tokens: Sequence[Token], sort: type[T]) -> T:
    """The first value of that sort; the pattern that matched says that there is one."""
    return next(token.value for token in tokens if isinstance(token.value, sort))
