"""The clause that an expression stands in: what is said before it and behind it without a pause."""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

REACH: Final = 80  # characters looked at on either side, so that long texts take time in proportion to their length
_PAUSE: Final = re.compile(r"[,;!?\n。]|:(?!\d)|\.(?=\s|$)|--")


class Clause(Struct, frozen=True):
    """A clause of the folded text around an expression, which stands between its two parts."""

    before: str
    words: str
    behind: str

    @property
    def whole(self) -> str:
        """The clause as one text."""
        return self.before + self.words + self.behind


def clause_around(text: str, start: int, end: int) -> Clause:
    """The clause of [start, end); a pause inside the expression is none."""
    opening = max(0, start - REACH)
    for pause in _PAUSE.finditer(text, opening, start):
        opening = pause.end()
    found = _PAUSE.search(text, end, min(len(text), end + REACH))
    closing = found.start() if found else min(len(text), end + REACH)
    return Clause(text[opening:start], text[start:end], text[end:closing])
