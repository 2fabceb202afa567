"""What is kept for long and looked up by its hash: ladders as they were, links that let people in."""

from __future__ import annotations

from typing import Protocol

from domain.model.people import Invite


class ReadLadders(Protocol):
    """Versions of ladders and terms, to look at."""

    def get(self, version: str) -> str | None: ...


class LaddersPort(ReadLadders, Protocol):
    """Versions of ladders and terms, each kept once under the hash of its text."""

    def keep(self, version: str, body: str) -> None: ...


class ReadInvites(Protocol):
    """Links that let people in, to look at."""

    def find(self, token_hash: str) -> Invite | None: ...


class InvitesPort(ReadInvites, Protocol):
    """Links that let people in."""

    def add(self, invite: Invite) -> None: ...
    def use(self, token_hash: str) -> bool: ...
