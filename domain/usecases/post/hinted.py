"""Which hints somebody was given: noted when they arrive, so that none comes twice."""

from __future__ import annotations

from domain.model.post import Place
from domain.model.value import replace
from domain.ports.store import MetaKey
from domain.rules.first_hints import given_hints, with_hint
from domain.unit import Unit


def note_hint(unit: Unit, place: Place, hint: str, message_id: int) -> None:
    """A hint stands in a message now, of a person or of a team."""
    member = unit.store.members.get(place.member_id) if place.member_id is not None else None
    team = unit.store.teams.by_chat(place.chat_id) if place.chat_id is not None else None
    if member is not None and hint not in given_hints(member.hinted):
        unit.store.members.save(replace(member, hinted=with_hint(member.hinted, hint, message_id)))
    elif member is None and team is not None:
        given = unit.store.meta.get(MetaKey.HINTED_TEAM, team.id)
        if hint not in given_hints(given):
            unit.store.meta.set(MetaKey.HINTED_TEAM, with_hint(given, hint, message_id), team.id)
