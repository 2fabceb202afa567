"""How the matters of a ledger are read: which there are, and their stories as they are stored."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Protocol

from domain.model.ledger import Entry, Held, Issued, Totals
from domain.model.search import Sought


class ReadLedger(Protocol):
    """Reads; nothing of it is remembered."""

    def totals(self, sought: Sought) -> Totals: ...
    def held(self, sought: Sought) -> list[Held]: ...
    def tags(self, sought: Sought) -> list[tuple[str, int]]: ...
    def entries(self, task_ids: Iterable[int]) -> list[Entry]: ...
    def reported(self, task_ids: Iterable[int]) -> dict[int, datetime]: ...
    def slips(self, task_ids: Iterable[int]) -> list[Issued]: ...
