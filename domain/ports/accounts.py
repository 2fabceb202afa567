"""What the rules need to find of breaches and slips."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.breaches import Breaches


class ReadBreaches(Protocol):
    """Clocks that ran out since a moment, by task and name, what was due last at the head."""

    def count(self, which: Breaches, since: datetime) -> int: ...
    def page(self, which: Breaches, since: datetime, most: int, start: int = 0) -> list[tuple[int, str]]: ...
