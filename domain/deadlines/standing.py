"""How firmly an expression speaks of time, and whether a weak one stands free of its neighbours.

三点 is a time in 三点交 and not in 三点建议; March is a month in `in March` and not in `Mr. March`. A weak expression
counts as a whole text, with a marker (前, by), or where what follows cannot make it part of a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from domain.deadlines.spec import Clock, Counted, Day, Length, Point, Range, Repeat, Shifted, Span

WEAK: Final = 30
_FIRMNESS: Final[dict[type, int]] = {Range: 50, Counted: 55, Shifted: 55, Length: 10}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an expression stands in the folded text; `led` by a preposition, `last` at the end of a sentence."""

    start: int
    end: int
    led: bool
    last: bool


def firmness(value: object) -> int:
    """How firmly the words speak of a moment, from 5 to 70; below `WEAK` their neighbours decide."""
    if isinstance(value, Point):
        return _of_point(value)
    if isinstance(value, Day):
        return 20 if value.weak else 50
    if isinstance(value, Clock):
        return 25 if value.weak else 42
    if isinstance(value, Span):
        return 15 if value.weak or value.bare else 35
    if isinstance(value, Repeat):
        return 20 if value.weak else 60
    return _FIRMNESS.get(type(value), 5)


def _of_point(point: Point) -> int:
    if point.day is None:
        return 45 if point.clock is not None else 25
    return 25 if point.day.weak and point.clock is None else 70


def is_attribute(value: object) -> bool:
    """Whether a 的 behind these words makes them tell which (今天的报纸, 本周的周报) and not by when."""
    if isinstance(value, Day):
        return value.sort == "relative" or value.weak
    return isinstance(value, Span) and (value.sort == "relative" or value.weak)


# What may follow a weak expression in Chinese without making it part of a name: an end, a person, or work to do.
_FOLLOWS: Final = re.compile(
    r"\s|$|\W|你|我|他|她|您|咱|大家|各|请|交|完|提|发(?!票|布会)|去|把|给|到(?!位)|要(?!求|点|素|闻|件)|可|能|有|会(?!议|计|员|场|客|展)|"
    r"做|得|须|必|应|将|就|再|全|都|答|没|不|已|才|也|还|过去|准备|更新|安排|召开|开(?!关|发|工|幕)|汇报|汇总|送|寄|回|审|付|搞|之|截|"
    r"上线|上会|下班|[a-z@]"
)
# Behind a bare length even fewer: 三天打鱼 and 24小时便利店 are not deadlines.
_FOLLOWS_LENGTH: Final = re.compile(r"\s*(?:$|\W|交|完成|提交|搞定|答复|过去|回复|之|把|给我)")
_VERB_BEHIND_LENGTH: Final = re.compile(r" (?:is|are|will|should)\b")
_PREPOSITION: Final = re.compile(r" (?:with|in|on|for|to|and|at|then|or|by|from)\b")
_POSSESSIVE: Final = re.compile(r"'s [a-z]")
_NAME_CHARACTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789×")
_CHINESE: Final = re.compile("[\u4e00-\u9fff]")


def stands_free(value: object, place: Place, text: str) -> bool:
    """Whether nothing beside the expression makes it part of a name: 一号楼, 五一广场, Mr. March, today's paper."""
    if _POSSESSIVE.match(text, place.end - 2) is not None:
        return False
    if firmness(value) >= WEAK:
        return True
    if place.start and text[place.start - 1] in _NAME_CHARACTERS:
        return False
    if text[place.end - 1].isascii() and _CHINESE.search(text) is None:
        return _free_in_english(value, place, text)
    follows = _FOLLOWS_LENGTH if isinstance(value, Length) else _FOLLOWS
    return follows.match(text, place.end) is not None


def _free_in_english(value: object, place: Place, text: str) -> bool:
    """A weak English word needs a preposition before it, or for some the end of the sentence behind it."""
    if place.led:
        return True
    if isinstance(value, Length):
        article = text.startswith(("a ", "an "), place.start)
        return (place.last and not article) or _VERB_BEHIND_LENGTH.match(text, place.end) is not None
    if isinstance(value, Span):
        return place.last and value.bare
    if isinstance(value, Clock):
        return place.last or _PREPOSITION.match(text, place.end) is not None
    return place.last
