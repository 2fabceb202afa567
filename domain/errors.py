"""A refusal is something the user can act on; everything else is a bug."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass
class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault
    """The bot says no, with one clear sentence: the catalogue's `refuse-<name>` with these fields.

    A refusal raised inside a unit of work undoes everything the unit did.
    """

    name: str
    fields: dict[str, Any]

    def __init__(self, name: str, /, **fields: Any) -> None:
        super().__init__(name)
        self.name = name
        self.fields = fields

    @classmethod
    def not_found(cls, number: int | str) -> Refusal:
        """Absent and not yours to see are the same answer."""
        return cls("not-found", number=str(number))


class PassingError(Exception):
    """Nothing is wrong with what was asked; the same unit may succeed later."""


class StorageError(PassingError):
    """The database does not answer now."""


class ClockError(PassingError):
    """The clock cannot be believed now, so nothing is decided by it."""


class StaleError(Exception):
    """Somebody else saved the same row first; the unit is run again."""
