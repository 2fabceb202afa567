"""What the rules need to find of breaches and slips."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.breaches import Breaches
from domain.model.slips import Slip, Slips


class ReadBreaches(Protocol):
    """Clocks that ran out since a moment, by task and name, what was due last at the head."""

    def count(self, which: Breaches, since: datetime) -> int: ...
    def page(self, which: Breaches, since: datetime, most: int, start: int = 0) -> list[tuple[int, str]]: ...


class ReadSlips(Protocol):
    """The register of slips, the newest first; lists go back to a year."""

    def get(self, year: int, number: int) -> Slip | None: ...
    def of_task(self, task_id: int) -> list[Slip]: ...
    def count(self, which: Slips, since: int) -> int: ...
    def page(self, which: Slips, since: int, most: int, start: int = 0) -> list[Slip]: ...
    def next_number(self, year: int) -> int: ...


class SlipsPort(ReadSlips, Protocol):
    """The register of slips; numbers follow each other without a gap."""

    def enter(self, slip: Slip) -> None: ...
