"""Whom a question for a list is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from domain.errors import Refusal
from domain.model.people import Member
from domain.rules.spoken import asked_of
from domain.unit import Unit
from domain.usecases.tasks.order import Mention, asked_about, people_named, resolve


def people_asked_about(unit: Unit, text: str, marked: Sequence[Mention], speaker: int) -> list[Member]:
    """Those a question names, each once; a name that fits nobody or several is refused."""
    if marked:
        return _each(resolve(unit, mention) for mention in marked)
    called = asked_of(text)
    if not called:
        one = asked_about(unit, text, (), speaker)
        return [one] if one else []
    return _each(_called(unit, name, text, speaker) for name in called)


def _called(unit: Unit, name: str, text: str, speaker: int) -> Member:
    """李明, 小李, 李主任, Li Ming: read as an order would; a longer name may stand around it."""
    found = people_named(unit, name, (), speaker)
    member = resolve(unit, found[0]) if found else asked_about(unit, text, (), speaker)
    if member is None:
        raise Refusal("unknown-person", name=name)
    return member


def _each(found: Iterable[Member]) -> list[Member]:
    members = {member.id: member for member in found}
    return list(members.values())
