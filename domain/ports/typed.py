"""What is kept of orders that were typed in other chats."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.typed import TypedOrder


class ReadTyped(Protocol):
    """Orders typed elsewhere, to look at."""

    def find(self, token: str) -> TypedOrder | None: ...
    def same(self, member_id: int, text: str) -> TypedOrder | None: ...


class TypedPort(ReadTyped, Protocol):
    """Orders typed elsewhere."""

    def keep(self, order: TypedOrder, most: int) -> None: ...
    def chosen(self, token: str, member_id: int) -> None: ...
    def drop(self, token: str) -> None: ...
    def prune(self, before: datetime, most: int) -> int: ...
