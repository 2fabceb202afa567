"""督办单: numbered notices in three colours, and the register they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from domain.model.value import field, value


class Colour(StrEnum):
    """Blue near due, yellow behind schedule or returned, red overdue."""

    BLUE = "blue"
    YELLOW = "yellow"
    RED = "red"


@value
class Slip:
    """A line of the register: its number in the office and year, and where the history says what it is about.

    A number below zero is one of the series of what is confidential, which has its own: 督密1号 leaves no gap in the other.
    `promise` is the generation of the finish clock that it was made for: of each colour it has one that was not withdrawn.
    """

    year: int
    number: int
    task_id: int
    colour: Colour
    promise: int
    seq: int
    member_id: int
    issued_at: datetime
    withdrawn_at: datetime | None = None


@value
class Register:
    """The next number of a year, and what a task has got already, but for what was withdrawn: colour and promise to number."""

    year: int
    number: int
    issued: Mapping[tuple[Colour, int], tuple[int, int]] = field(default_factory=dict)
