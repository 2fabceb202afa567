"""Shares of a whole as people write them: 60%, 3.5%, 百分之七十, 约六成, 一半, 三分之二, half, two thirds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from domain.model.value import value
from domain.text import late

_HAN = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2, "兩": 2, "〇": 0}
_HAN |= {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
_HAN |= {"貳": 2, "參": 3, "叄": 3, "陸": 6}
_TIMES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_ALSO_TENS = {"廿": "二十", "卅": "三十"}
_H = "".join((*_HAN, *_TIMES, *_ALSO_TENS))
_TENS = ("ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_UP_TO_99 = rf"(?:{'|'.join(_TENS)})(?:[-\s](?:{'|'.join(_ONES)}))?|{'|'.join(_ONES)}"
_SPELT = {word: value for value, word in enumerate(_ONES, 1)} | {word: 10 * tens for tens, word in enumerate(_TENS, 1)}
_EN = {
    "half": 50, "a third": 33, "one third": 33, "two thirds": 67, "a quarter": 25, "one quarter": 25, "three quarters": 75,
}  # fmt: skip

_SHARE = late(
    rf"""(?<![\d.])(?<!\d,)(?:(?P<low>\d{{1,3}}(?:\.\d+)?)\s?%?\s?[-~–—]\s?)?(?P<percent>\d{{1,9}}(?:\.\d{{1,4}})?)\s?(?:%|pct\b|per\s?cent\b|个百分点)
    | 百分之\s?(?P<of_hundred>[{_H}]{{1,9}}(?:[点點][{_H}]+)?|\d{{1,9}}(?:\.\d{{1,4}})?)
    | (?P<whole>百分百)
    | (?<![{_H}\d])(?P<tenths>[一二两兩三四五六七八九][二三四五六七八九]?|十|[1-9]|10)成(?P<and_half>半|[一二三四五六七八九])?
      (?=$|\s|[,，、。.;；!！?？)）]|左右|上下|多|以上|了|的|完成|进度|進度|吧|啦|已)
    | (?<!百)(?P<parts>[{_H}]{{1,3}}|\d{{1,2}})分之(?P<of>[{_H}]{{1,3}}|\d{{1,2}})
    | (?P<half>一半|(?<![不超])过半|(?<![不超])過半)
    | (?<![{_H}\d])(?P<han>[{_H}]{{1,7}})\s?%
    | \b(?P<spelt>(?:(?:an?|{"|".join(_ONES)})\s)?hundred(?:\s(?:and\s)?(?:{_UP_TO_99}))?|{_UP_TO_99})\s?(?:per\s?cent\b|%)
    | \b(?P<halfway>half[-\s]?way)\b
    | \b(?P<english>half|(?:a|one)\sthird|two[-\s]thirds|(?:a|one)\squarter|three[-\s]quarters)\b
      (?![-\s](?:an?\b|hours?|days?|past|years?|price|time\b))""",
    re.VERBOSE | re.IGNORECASE,
)  # fmt: skip


@value
class Share:
    """A share and where it stands; `percent` where it is written as a number of hundredths or tenths, `sign` where it is
    written with the sign itself, as 60%."""

    start: int
    end: int
    value: float
    percent: bool = True
    points: bool = False
    sign: bool = False


def shares_in(text: str) -> Iterator[Share]:
    """The shares of a text, in order; of a range (60-70%, 六七成) the lower end."""
    for found in _SHARE.finditer(text):
        kind = found.lastgroup or ""
        yield Share(
            found.start(),
            found.end(),
            _VALUES[kind](found),
            percent=kind in _NUMBERS,
            points=found[0].endswith("点"),
            sign=found[0].endswith("%"),
        )


def _percent(found: re.Match[str]) -> float:
    return float(found["low"] or found["percent"])


def _of_hundred(found: re.Match[str]) -> float:
    said = found["of_hundred"]
    if said.isascii():
        return float(said)
    whole, _, part = said.replace("點", "点").partition("点")
    return _han(whole) + (float("0." + "".join(str(_HAN.get(c, 0)) for c in part)) if part else 0)


def _han(said: str) -> int:
    """三十五, 一百, 一百零五, 二〇; 一百二 is 120."""
    said = "".join(_ALSO_TENS.get(sign, sign) for sign in said)
    if not any(sign in _TIMES for sign in said):
        return int("".join(str(_HAN[sign]) for sign in said))
    value, ones, times = 0, 0, 1
    for sign in said:
        if sign in _TIMES:
            times = _TIMES[sign]
            value, ones = value + (ones or 1) * times, 0
        else:
            ones, times = _HAN[sign], times if _HAN[sign] else 1
    return value + ones * max(times // 10, 1)


def _tenths(found: re.Match[str]) -> float:
    """六成, 六成半, 八成五; of 六七成 the lower end."""
    said, more = found["tenths"], found["and_half"]
    tenths = int(said) if said.isascii() else _han(said[0])
    return tenths * 10 + (5 if more == "半" else _HAN[more] if more else 0)


def _in_english(found: re.Match[str]) -> float:
    """twenty, twenty-five, a hundred, one hundred and twenty."""
    head, hundred, tail = found["spelt"].lower().replace("-", " ").rpartition("hundred")
    above = 100 * next((_SPELT[word] for word in head.split() if word in _SPELT), 1) if hundred else 0
    return float(above + sum(_SPELT.get(word, 0) for word in tail.split()))


def _fraction(found: re.Match[str]) -> float:
    parts, of = (int(said) if said.isascii() else _han(said) for said in (found["parts"], found["of"]))
    return 100 * of / parts if parts else 0


_VALUES: Mapping[str, Callable[[re.Match[str]], float]] = {
    "percent": _percent,
    "of_hundred": _of_hundred,
    "whole": lambda _found: 100.0,
    "tenths": _tenths,
    "and_half": _tenths,
    "of": _fraction,
    "half": lambda _found: 50.0,
    "halfway": lambda _found: 50.0,
    "han": lambda found: float(_han(found["han"])),
    "spelt": _in_english,
    "english": lambda found: float(_EN[found["english"].lower().replace("-", " ")]),
}
_NUMBERS = frozenset({"percent", "of_hundred", "whole", "tenths", "and_half", "spelt", "han", "halfway"})
