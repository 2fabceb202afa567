"""How a value that never changes is declared, and copied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

from domain.text import fields_of

__all__ = ["replace", "value"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """A frozen dataclass with slots, to mypy, which refuses whoever sets a field of it.

    The running program has no such guard: with it each field takes twenty times as long to be set, and a command makes
    hundreds of values, a task of fifty fields nine times.
    """
    return dataclass(slots=True, unsafe_hash=True)(cls)


if TYPE_CHECKING:
    from dataclasses import replace  # mypy knows names and types of the fields by this name alone
else:

    def replace(one: Any, /, **changes: Any) -> Any:
        """`dataclasses.replace` for a wide value: its fields are read all at once."""
        return type(one)(**fields_of(one) | changes)
