"""Names in one script: 趙倩 is 赵倩, LI MING is Li Ming. Every sign keeps its place.

The signs are OpenCC's (Apache 2.0), loaded with the first Chinese name that is looked for (docs/decisions/0009).
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product
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
        self[code] = _SAME.get(like, like) if len(like) == 1 else sign
        return self[code]


def _simplified() -> OpenCC:
    return _converter("t2s")


_ALIKE = _Alike()


def alike(text: str) -> str:
    """A text as names are looked for in it: without case, in Simplified signs, as long as it was."""
    return text.translate(_ALIKE)


# Signs that offices write for one another: in Simplified texts, in Traditional ones. The first stands for all of them.
_VARIANTS: tuple[tuple[str, str], ...] = (
    ("台", "臺台"), ("账帐", "帳賬"), ("里", "裡裏里"), ("周", "週周"), ("复覆", "復覆複"), ("划画", "劃畫划"),
    ("群", "群羣"), ("布", "佈布"), ("着著", "著着"), ("秘", "祕秘"), ("污", "汙污"), ("线", "線綫"),
    ("为", "為爲"), ("峰", "峰峯"), ("众", "眾衆"), ("户", "戶户"), ("产", "產産"), ("床", "床牀"),
    ("占", "占佔"), ("托", "託托"), ("注", "註注"), ("并", "並併并"), ("采", "採采"), ("启", "啟啓"),
    ("岩", "岩巖"), ("卫", "衛衞"), ("强", "強强"), ("查", "查査"), ("只", "只隻"), ("游", "遊游"),
    ("签", "簽籤"), ("云", "雲云"), ("升", "升昇"), ("志", "志誌"), ("讯", "訊讯"), ("录", "錄録"),
    ("参", "參叄"), ("征", "徵征"), ("准", "准準"),
)  # fmt: skip
_SAME = {sign: simplified[0] for simplified, _ in _VARIANTS for sign in simplified[1:]}
_MANY = 8  # spellings of a word; each is looked up


def spellings(word: str) -> tuple[str, ...]:
    """A word as it is, as it stands in Simplified and in Traditional texts, and with signs that are written for others."""
    if not any(ord(sign) >= _FIRST_HAN for sign in word):
        return (word,)
    simple, *traditional = (str(_converter(name).convert(word)) for name in ("t2s", "s2t", "s2tw"))
    usual = (word, simple, *traditional)
    others = (*_varied(simple, 0), *(other for base in traditional for other in _varied(base, 1)))
    return tuple(dict.fromkeys((*usual, *others)))[:_MANY]


def _varied(word: str, side: int) -> list[str]:
    """A word of one script with every sign that can stand for one of its own, the nearest first."""
    choices = [_CHOICES[side].get(sign, sign) for sign in word]
    return ["".join(signs) for signs in islice(product(*choices), _MANY)]


def _choices(side: int) -> dict[str, str]:
    rows = [row[side] for row in _VARIANTS]
    return {sign: sign + row.replace(sign, "") for row in rows for sign in row}


_CHOICES = (_choices(0), _choices(1))


@cache
def _converter(name: str) -> OpenCC:
    from opencc import OpenCC  # noqa: PLC0415 - a start needs none

    return OpenCC(name)
