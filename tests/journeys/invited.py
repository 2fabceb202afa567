"""People who come in, and what the database is told of them."""

from __future__ import annotations

from typing import Any

from simulator.model import Person
from tests.stage import Stage

ROLES = "SELECT name, role FROM members ORDER BY id"
IN_TEAM = (
    "SELECT m.name, t.role FROM memberships t JOIN members m ON m.id = t.member_id WHERE t.team_id = 1 ORDER BY m.id"
)


def payload_in(text: str) -> str:
    """What the start link in a text carries."""
    return text.partition("start=")[2].split()[0]


async def an_invitation(s: Stage, who: Person, chat: Any, role: str = "") -> str:
    """The payload of a link that somebody asked for."""
    await s.say(who, chat, f"/invite {role}".strip())
    return payload_in(s.last(who).text)
