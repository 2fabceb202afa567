"""A message with several orders, each of its own people: taken apart, so that nothing is glued to another's title."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from domain.rules.several import Piece, pieces_of
from domain.unit import Unit
from domain.usecases.tasks.order import Mention, Order, parse_order, people_named


def taken_apart(
    unit: Unit, text: str, marked: Sequence[Mention], speaker: int
) -> tuple[tuple[str, tuple[Mention, ...]], ...]:
    """The orders of a message, each with the people it names; none where it is one order."""

    def named(start: int, end: int) -> tuple[Mention, ...]:
        inside = [m for m in marked if start <= m.start and m.end <= end and not m.member_ids]
        moved = [replace(m, start=m.start - start, end=m.end - start) for m in inside]
        return people_named(unit, text[start:end], moved, speaker)

    def first(start: int, end: int) -> int | None:
        return next((start + m.start for m in named(start, end)), None)

    pieces = [p for p in pieces_of(text, first) if p.begins or not _is_heading(text, p)]
    found = tuple((text[p.start : p.end], named(p.start, p.end)) for p in pieces)
    orders = [parse_order(words, people, unit.now, unit.calendar) for words, people in found]
    return found if len(found) > 1 and all(map(_is_whole, orders)) else ()


def _is_whole(order: Order) -> bool:
    """Somebody is to do something; a line of names alone goes with what stands below it."""
    return bool(order.title)


def _is_heading(text: str, piece: Piece) -> bool:
    """请大家：, 本周安排: nothing but a head for what follows."""
    return text[piece.start : piece.end].rstrip().endswith((":", "："))
