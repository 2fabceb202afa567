"""What the history says of those who work on a task together: whose part is owed by a day of their own, who disagrees."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.facts import hands as together
from domain.facts import tasks as told
from domain.facts.base import Event
from domain.model.tasks import Part
from domain.model.value import field, replace, value


@value
class Shared:
    """Co-assignees with their own deadline, if they have one; who has handed in; whether one part is enough; who disagrees."""

    dues: Mapping[int, datetime | None] = field(default_factory=dict)
    in_hand: frozenset[int] = frozenset()
    one_is_enough: bool = False
    sides: frozenset[int] = frozenset()

    def owed(self) -> frozenset[int]:
        """Those who owe a part by a day of their own."""
        if self.one_is_enough and self.in_hand:
            return frozenset()
        return frozenset(i for i, due in self.dues.items() if due is not None and i not in self.in_hand)


def of_people(people: Mapping[str, str]) -> Shared:
    """As the task was given."""
    return Shared({int(i): None for i, part in people.items() if part == Part.CO})


def followed(now: Shared, event: Event) -> Shared:
    """What an event changes."""
    fact = event.fact
    rule = _RULES.get(type(fact))
    return rule(now, event, fact) if rule else now


def _given(now: Shared, _event: Event, fact: together.PartGiven) -> Shared:
    if fact.member not in now.dues:
        return now
    return _due(now, fact.member, _moment(fact.due))


def _moment(said: str) -> datetime | None:
    return datetime.fromisoformat(said) if said else None


def _due(now: Shared, member: int, due: datetime | None) -> Shared:
    return replace(now, dues={**now.dues, member: due})


def _in(now: Shared, event: Event, _fact: together.PartHandedIn) -> Shared:
    return replace(now, in_hand=now.in_hand | {event.actor_id or 0})


def _back(now: Shared, event: Event, fact: together.PartReturned) -> Shared:
    """An own day that is over by then counts no more."""
    due = now.dues.get(fact.member)
    now = replace(now, in_hand=now.in_hand - {fact.member})
    return _due(now, fact.member, due if due and due > event.at else None)


def _gone(now: Shared, member: int) -> Shared:
    dues = {i: due for i, due in now.dues.items() if i != member}
    sides = frozenset() if member in now.sides else now.sides
    return replace(now, dues=dues, in_hand=now.in_hand - {member}, sides=sides)


def _replaced(now: Shared, _event: Event, fact: together.PersonReplaced) -> Shared:
    due = now.dues.get(fact.member)
    now = _gone(now, fact.member)
    return _due(now, fact.by, due) if fact.part == Part.CO else now


def _anew(now: Shared, _event: Event, _fact: told.Reopened) -> Shared:
    return replace(now, dues=dict.fromkeys(now.dues), in_hand=frozenset())


def _disagreed(now: Shared, event: Event, fact: together.Disagreed) -> Shared:
    return replace(now, sides=frozenset({event.actor_id or 0, fact.member}))


_RULES: Mapping[type[Any], Any] = {
    together.PartGiven: _given,
    together.PartHandedIn: _in,
    together.PartReturned: _back,
    together.OneIsEnough: lambda now, _event, _fact: replace(now, one_is_enough=True),
    together.AllAreNeeded: lambda now, _event, _fact: replace(now, one_is_enough=False),
    together.CoAdded: lambda now, _event, fact: _due(now, fact.member, _moment(fact.due)),
    together.PersonDropped: lambda now, _event, fact: _gone(now, fact.member),
    together.PersonReplaced: _replaced,
    together.Disagreed: _disagreed,
    together.Decided: lambda now, _event, _fact: replace(now, sides=frozenset()),
    told.Reassigned: lambda now, _event, fact: _gone(now, fact.to),
    told.Reopened: _anew,
}
