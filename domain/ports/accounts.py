"""What the rules need to find of breaches and slips."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.accounts import Whose, Within
from domain.model.slips import Slip


class ReadBreaches(Protocol):
    """Clocks that ran out, by task and name, what was due last at the head."""

    def count(self, which: Whose, within: Within) -> int: ...
    def page(self, which: Whose, within: Within, most: int, start: int = 0) -> list[tuple[int, str]]: ...
    def appealed(self) -> list[int]: ...


class ReadSlips(Protocol):
    """The register of slips, the newest first; those withdrawn stand in it."""

    def get(self, year: int, number: int) -> Slip | None: ...
    def of_task(self, task_id: int) -> list[Slip]: ...
    def count(self, which: Whose, within: Within) -> int: ...
    def page(self, which: Whose, within: Within, most: int, start: int = 0) -> list[Slip]: ...
    def next_number(self, year: int, *, secret: bool = False) -> int: ...


class SlipsPort(ReadSlips, Protocol):
    """The register of slips; numbers follow each other without a gap."""

    def enter(self, slip: Slip) -> None: ...
    def withdraw(self, year: int, number: int, at: datetime) -> None: ...
