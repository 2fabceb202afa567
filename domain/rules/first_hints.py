"""What is said once to each person, or group, below the first message of a kind; and in which message it stands."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class Hint(StrEnum):
    """The first time of what."""

    CARD = "card"  # received, by whoever carries it out
    GIVEN = "given"  # a task, by whoever gave it
    OVERDUE = "overdue"  # a list of what is overdue
    DIGEST = "digest"  # in a group


def given_hints(kept: str | None) -> Mapping[str, int]:
    """The hints that were given, each with the number of the message it stands in."""
    pairs = (one.split(":") for one in (kept or "").split(",") if one)
    return {name: int(number) for name, number in pairs}


def with_hint(kept: str | None, hint: str, message_id: int) -> str:
    """The same as it is kept, with one more; one that was given stays where it stands."""
    given = {hint: message_id, **given_hints(kept)}
    return ",".join(f"{name}:{number}" for name, number in given.items())
