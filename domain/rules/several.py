"""Several orders in one message: lines, parts between semicolons or clauses that each begin with a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_NUMBERED = r"(?<=[\s。.，,；;])(?=\(?（?\d{1,2}[.、)）]\s?[^\d\s])"
_PARTS = re.compile(rf"[\n；;]+|{_NUMBERED}")
_CLAUSES = re.compile(rf"[\n；;，,。]+|(?<=[a-z])\.\s+|(?<=\s)(?=@\w)|{_NUMBERED}")
_BEFORE_A_NAME = re.compile(r"[\s\d.、)）(（\-–—•*·①-⑳]*(?:/task(?:@\w+)?\s+)?")
# The surnames of nine people in ten, and what may be a name behind one; a name in Latin letters begins with capitals.
_SURNAMES = (
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣"
    "蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范石姚谭譚廖邹鄒熊陆陸郝孔崔康毛邱秦顾顧侯邵孟龙龍段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔"
)
_A_NAME = re.compile(
    rf"(?:[小老]?[{_SURNAMES}][\u4e00-\u9fff]{{0,2}}|[A-Z][a-z]+(?: [A-Z][a-z]+){{0,2}})(?=\s*[:：]|\s)"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message: from where to where, whether it begins with a person, whether with what looks like a name."""

    start: int
    end: int
    begins: bool
    named: bool = False


FirstPerson = Callable[[int, int], "int | None"]


def pieces_of(text: str, first_person: FirstPerson, *, clauses: bool = False) -> tuple[Piece, ...]:
    """The orders of a message, each with the lines that go on with it; none where it is one order.

    `first_person` says where in a part the first person stands that it is addressed to. With `clauses` the parts between
    commas count too. A name that nobody here bears begins an order where every part begins with a name.
    """
    found = [_piece(text, start, end, first_person) for start, end in _parts(text, _CLAUSES if clauses else _PARTS)]
    tail = [p for p in found if p.begins or found.index(p)]  # the first part may be a heading
    if any(p.begins for p in tail) and all(p.begins or p.named for p in tail):
        found = [Piece(p.start, p.end, begins=p.begins or p.named) for p in found]
    if sum(piece.begins for piece in found) < 2:  # noqa: PLR2004 - two orders are several
        return ()
    return _joined(found)


def _parts(text: str, between: re.Pattern[str]) -> list[tuple[int, int]]:
    ends = [(m.start(), m.end()) for m in between.finditer(text)]
    starts = [0, *(end for _, end in ends)]
    found = zip(starts, [*(start for start, _ in ends), len(text)], strict=True)
    return [(start, end) for start, end in found if text[start:end].strip()]


def _piece(text: str, start: int, end: int, first_person: FirstPerson) -> Piece:
    """A part; one that begins with a person begins there, without its number or bullet."""
    bare = _behind_number(text, start, end)
    place = first_person(bare, end)
    if place is not None and not text[bare:place].strip():
        return Piece(place, end, begins=True)
    return Piece(start, end, begins=False, named=_A_NAME.match(text, bare, end) is not None)


def _behind_number(text: str, start: int, end: int) -> int:
    found = _BEFORE_A_NAME.match(text, start, end)
    return found.end() if found else start


def _joined(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """A part without a person belongs to the one before it; what stands before the first is a heading, kept as a piece."""
    joined: list[Piece] = []
    for piece in found:
        if joined and not piece.begins:
            joined[-1] = Piece(joined[-1].start, piece.end, joined[-1].begins)
        else:
            joined.append(piece)
    return tuple(joined)
