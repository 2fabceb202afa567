"""Shares of a whole as people write them: 60%, 3.5%, 百分之七十, 约六成, 一半, 三分之二, half, two thirds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from domain.text import late

_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九十")} | {"两": 2, "兩": 2, "〇": 0}
_H = "零〇一二两兩三四五六七八九十"
_TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "hundred")
_EN = {
    "half": 50, "a third": 33, "one third": 33, "two thirds": 67, "a quarter": 25, "one quarter": 25, "three quarters": 75,
}  # fmt: skip

_SHARE = late(
    rf"""(?<![\d.])(?<!\d,)(?:(?P<low>\d{{1,3}}(?:\.\d+)?)\s?%?\s?[-~–—]\s?)?(?P<percent>\d{{1,9}}(?:\.\d{{1,4}})?)\s?(?:%|pct\b|per\s?cent\b|个百分点)
    | 百分之(?P<of_hundred>百|[{_H}]{{1,3}}(?:点[{_H}]+)?|\d{{1,3}}(?:\.\d+)?)
    | (?P<whole>百分百)
    | (?<![{_H}\d])(?P<tenths>[一二两兩三四五六七八九][二三四五六七八九]?|[1-9])成(?P<and_half>半)?
      (?=$|\s|[,，、。.;；!！?？)）]|左右|上下|多|以上|了|的|完成|进度|進度|吧|啦|已)
    | (?P<parts>[{_H}])分之(?P<of>[{_H}])
    | (?P<half>一半|(?<![不超])过半|(?<![不超])過半)
    | \b(?P<tens>{"|".join(_TENS)})\s?per\s?cent\b
    | \b(?P<halfway>half[-\s]?way)\b
    | \b(?P<english>half|(?:a|one)\sthird|two[-\s]thirds|(?:a|one)\squarter|three[-\s]quarters)\b
      (?![-\s](?:an?\b|hours?|days?|past|years?|price|time\b))""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Share:
    """A share and where it stands; `percent` where it is written as a number of hundredths or tenths."""

    start: int
    end: int
    value: float
    percent: bool = True
    points: bool = False


def shares_in(text: str) -> Iterator[Share]:
    """The shares of a text, in order; of a range (60-70%, 六七成) the lower end."""
    for found in _SHARE.finditer(text):
        kind = found.lastgroup or ""
        yield Share(
            found.start(), found.end(), _VALUES[kind](found), percent=kind in _NUMBERS, points=found[0].endswith("点")
        )


def _percent(found: re.Match[str]) -> float:
    return float(found["low"] or found["percent"])


def _of_hundred(found: re.Match[str]) -> float:
    said = found["of_hundred"]
    if said == "百":
        return 100
    if said[0].isdigit() and said.isascii():
        return float(said)
    whole, _, part = said.partition("点")
    return _han(whole) + (float("0." + "".join(str(_HAN[c]) for c in part)) if part else 0)


def _han(said: str) -> int:
    tens, ten, ones = said.rpartition("十")
    if not ten:
        return int("".join(str(_HAN[c]) for c in said))
    return (_HAN[tens[-1]] if tens else 1) * 10 + (_HAN[ones[0]] if ones else 0)


def _tenths(found: re.Match[str]) -> float:
    said = found["tenths"][0]
    return (int(said) if said.isascii() else _HAN[said]) * 10 + (5 if found["and_half"] else 0)


def _fraction(found: re.Match[str]) -> float:
    parts = _HAN[found["parts"]]
    return 100 * _HAN[found["of"]] / parts if parts else 0


_VALUES: Mapping[str, Callable[[re.Match[str]], float]] = {
    "percent": _percent,
    "of_hundred": _of_hundred,
    "whole": lambda _found: 100.0,
    "tenths": _tenths,
    "and_half": _tenths,
    "of": _fraction,
    "half": lambda _found: 50.0,
    "halfway": lambda _found: 50.0,
    "tens": lambda found: 10.0 * (_TENS.index(found["tens"].lower()) + 1),
    "english": lambda found: float(_EN[found["english"].lower().replace("-", " ")]),
}
_NUMBERS = frozenset({"percent", "of_hundred", "whole", "tenths", "and_half", "tens", "halfway"})
