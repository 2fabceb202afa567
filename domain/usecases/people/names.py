"""How a person is called, so that nobody is taken for somebody else of the same name."""

from __future__ import annotations

from domain.model.people import Member
from domain.ports.store import ReadStore
from domain.rules.names import told_apart
from domain.unit import Unit


def known_as(unit: Unit, member: Member) -> str:
    """A member's name, with what tells it from others of the same name."""
    return told_apart(member, unit.store.members.namesakes(member), lambda m: team_of(unit.store, m))


def team_of(store: ReadStore, member: Member) -> str:
    """The title of a member's first team."""
    held = sorted(store.members.with_roles(member).teams)
    team = store.teams.get(held[0]) if held else None
    return team.title if team else ""
