"""What is kept of searches, and how they are answered."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.search import Asked, Search, Sought
from domain.model.tasks import Task


class ReadSearches(Protocol):
    """Searches, to look at, and what they find."""

    def get(self, search_id: int) -> Search | None: ...
    def count(self, sought: Sought) -> int: ...
    def page(self, sought: Sought, most: int, start: int = 0) -> list[Task]: ...


class SearchesPort(ReadSearches, Protocol):
    """Searches that were made; of each person those of the last weeks are kept."""

    def keep(self, member_id: int, team_id: int | None, asked: Asked, now: datetime) -> Search: ...
