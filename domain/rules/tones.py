"""What a button looks like."""

from __future__ import annotations

from enum import StrEnum


class Tone(StrEnum):
    """What a button's colour says about its action."""

    MAIN = "main"
    GOOD = "good"
    BAD = "bad"
    PLAIN = "plain"
