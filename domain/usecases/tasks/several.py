"""A message with several orders, each of its own people: taken apart, so that nothing is glued to another's title."""

from __future__ import annotations

from collections.abc import Sequence

from deadlines import Kind
from domain.model.value import replace
from domain.rules.several import Piece, only_asks, pieces_of, without_joint
from domain.rules.words import each_in
from domain.text import blank_out
from domain.unit import Unit
from domain.usecases.tasks.order import Mention, Order, parse_order, people_named

Orders = tuple[tuple[str, tuple[Mention, ...]], ...]


def taken_apart(unit: Unit, text: str, marked: Sequence[Mention], speaker: int) -> Orders:
    """The orders of a message, each with the people it names; none where it is one order."""

    def named(start: int, end: int) -> tuple[Mention, ...]:
        inside = [m for m in marked if start <= m.start and m.end <= end and not m.member_ids]
        moved = [replace(m, start=m.start - start, end=m.end - start) for m in inside]
        return people_named(unit, text[start:end], moved, speaker)

    def first(start: int, end: int) -> int | None:
        return next((start + m.start for m in named(start, end)), None)

    def orders(pieces: Sequence[Piece]) -> Orders:
        said = [p for p in pieces if not only_asks(text[p.start : p.end])]
        kept = [p for p in said if p.begins or not _is_heading(text, p)]
        return tuple((without_joint(text[p.start : p.end]), named(p.start, p.end)) for p in kept)

    def read_as(found: Sequence[tuple[str, tuple[Mention, ...]]]) -> list[Order]:
        return [parse_order(words, people, unit.now, unit.calendar) for words, people in found]

    lines = orders(pieces_of(text, first))
    if len(lines) > 1:
        return _each_alone(unit, lines) if all(map(_is_whole, read_as(lines))) else ()
    clauses = orders(pieces_of(text, first, clauses=True))
    if len(clauses) > 1 and all(map(_is_dated, read_as(clauses))):
        return _each_alone(unit, clauses)
    alone = _each_alone(unit, ((text, tuple(marked)),))
    return alone if len(alone) > 1 else ()


def _each_alone(unit: Unit, orders: Orders) -> Orders:
    """李明、赵倩各自交总结: an order of everybody's own, where the words say so."""
    return tuple(one for words, people in orders for one in _apart(unit, words, people))


def _apart(unit: Unit, text: str, mentions: tuple[Mention, ...]) -> Orders:
    if len(mentions) <= 1:
        return ((text, mentions),)
    order = parse_order(text, mentions, unit.now, unit.calendar)
    word = each_in(order.title) if len(order.people) > 1 else ""
    if not word:
        return ((text, mentions),)
    doing = {m.who() for m in order.people}
    bare = blank_out(text, [(m.start, m.end) for m in mentions if m.who() in doing])
    place = bare.rfind(word) if order.title.endswith(word) else bare.find(word)
    bare = blank_out(bare, [(place, place + len(word))]) if place >= 0 else bare
    others = tuple(m for m in mentions if m.who() not in doing)
    return tuple((bare, (replace(one, leads=False), *others)) for one in order.people)


def _is_dated(order: Order) -> bool:
    """Between commas (李明周五前交报告，赵倩周四前订会议室) it is an order of its own only with a deadline of its own."""
    return _is_whole(order) and order.reading.kind is not Kind.NONE


def _is_whole(order: Order) -> bool:
    """Somebody is to do something; a line of names alone goes with what stands below it."""
    return bool(order.title)


def _is_heading(text: str, piece: Piece) -> bool:
    """请大家：, 本周安排: nothing but a head for what follows."""
    return text[piece.start : piece.end].rstrip().endswith((":", "："))
