"""Names in one script: 趙倩 is 赵倩, LI MING is Li Ming. Every sign keeps its place.

The signs are OpenCC's (Apache 2.0), loaded with the first Chinese name that is looked for (docs/decisions/0009).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from opencc import OpenCC

_FIRST_HAN = 0x3400
_HALVES = range(0xD800, 0xE000)  # of characters: no text that another program takes


class _Alike(dict[int, str]):
    """For every sign met so far the one it is looked for as."""

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        like = sign.casefold() if code < _FIRST_HAN or code in _HALVES else str(_simplified().convert(sign))
        self[code] = like if len(like) == 1 else sign
        return self[code]


def _simplified() -> OpenCC:
    return _converter("t2s")


_ALIKE = _Alike()


def alike(text: str) -> str:
    """A text as names are looked for in it: without case, in Simplified signs, as long as it was."""
    return text.translate(_ALIKE)


_OTHERS = ("t2s", "s2t", "s2tw")


def spellings(word: str) -> tuple[str, ...]:
    """A word as it is, and as it stands in Simplified and in Traditional texts."""
    if not any(ord(sign) >= _FIRST_HAN for sign in word):
        return (word,)
    return tuple(dict.fromkeys((word, *(_converter(name).convert(word) for name in _OTHERS))))


@cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - a start needs none

    return OpenCC(name)
