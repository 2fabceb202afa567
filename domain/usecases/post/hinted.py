"""Which hints somebody was given: noted when they arrive, so that none comes twice."""

from __future__ import annotations

from domain.model.post import Place
from domain.ports.store import MetaKey, ReadStore
from domain.rules.first_hints import given_hints, with_hint
from domain.unit import Unit


def hinted_at(store: ReadStore, place: Place) -> tuple[MetaKey, int] | None:
    """Under which small fact the hints of a reader are kept; None for a chat that is neither a member's nor a team's."""
    if place.member_id is not None:
        return MetaKey.HINTED, place.member_id
    team = store.teams.by_chat(place.chat_id) if place.chat_id is not None else None
    return (MetaKey.HINTED_TEAM, team.id) if team else None


def note_hint(unit: Unit, place: Place, hint: str, message_id: int) -> None:
    """A hint stands in a message now."""
    kept = hinted_at(unit.store, place)
    if kept is not None and hint not in given_hints(unit.store.meta.get(*kept)):
        unit.store.meta.set(kept[0], with_hint(unit.store.meta.get(*kept), hint, message_id), kept[1])
