"""Several orders in one message: lines, or parts between semicolons, that each begin with a person."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_PART = re.compile(r"[^\n；;]+")
_BEFORE_A_NAME = re.compile(r"[\s\d.、)）(（\-–—•*·①-⑳]*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a message: from where to where, and whether it begins with a person."""

    start: int
    end: int
    begins: bool


def pieces_of(text: str, first_person: Callable[[int, int], int | None]) -> tuple[Piece, ...]:
    """The orders of a message, each with the lines that go on with it; none where it is one order.

    `first_person` says where in a part the first person stands that it is addressed to.
    """
    found = [_piece(text, m, first_person) for m in _PART.finditer(text) if m[0].strip()]
    if sum(piece.begins for piece in found) < 2:  # noqa: PLR2004 - two orders are several
        return ()
    return _joined(found)


def _piece(text: str, part: re.Match[str], first_person: Callable[[int, int], int | None]) -> Piece:
    """A part; one that begins with a person begins there, without its number or bullet."""
    place = first_person(part.start(), part.end())
    if place is None or not _BEFORE_A_NAME.fullmatch(text, part.start(), place):
        return Piece(part.start(), part.end(), begins=False)
    return Piece(place, part.end(), begins=True)


def _joined(found: Sequence[Piece]) -> tuple[Piece, ...]:
    """A part without a person belongs to the one before it; what stands before the first is a heading, kept as a piece."""
    joined: list[Piece] = []
    for piece in found:
        if joined and not piece.begins:
            joined[-1] = Piece(joined[-1].start, piece.end, joined[-1].begins)
        else:
            joined.append(piece)
    return tuple(joined)
