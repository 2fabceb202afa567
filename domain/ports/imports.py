"""What is kept of ledgers on their way in."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.imports import Import


class ReadImports(Protocol):
    """Ledgers on their way in, to look at."""

    def get(self, import_id: int) -> Import | None: ...
    def unread(self, most: int) -> list[int]: ...


class ImportsPort(ReadImports, Protocol):
    """Ledgers on their way in; a person has one at a time."""

    def add(self, one: Import, now: datetime) -> Import: ...
    def save(self, one: Import) -> None: ...
    def drop(self, import_id: int) -> None: ...
    def drop_of(self, member_id: int) -> None: ...
    def prune(self, before: datetime, most: int) -> int: ...
