"""What is kept of review desks."""

from __future__ import annotations

from typing import Protocol

from domain.model.desk import Desk


class ReadDesks(Protocol):
    """Desks, to look at; a person has at most one, the newest."""

    def of(self, member_id: int) -> Desk | None: ...


class DesksPort(ReadDesks, Protocol):
    """Desks."""

    def open(self, desk: Desk) -> Desk: ...
    def save(self, desk: Desk) -> None: ...
    def sent(self, desk_id: int, message_id: int) -> None: ...
