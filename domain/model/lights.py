"""灯: green, yellow, red."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    """灯: how a task stands against its clocks."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
