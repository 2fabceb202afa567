"""How a value that never changes is declared, and copied."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform

from domain.text import fields_of

__all__ = ["replace", "value"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True)
def value(cls: type[T]) -> type[T]:
    """A frozen dataclass with slots, to mypy, which refuses whoever sets a field of it.

    The running program has no such guard: with it each field takes twenty times as long to be set, and a command makes
    hundreds of values, a task of fifty fields nine times. How two are compared and what one looks like is the same for all,
    and not compiled anew for each class: a tenth of a second of a start for five hundred of them.
    """
    made: Any = dataclass(slots=True, repr=False, eq=False)(cls)
    own = cls.__dict__
    for name, method in _SHARED.items():
        if name not in own:
            setattr(made, name, method)
    return cast("type[T]", made)


def _equal(self: Any, other: object) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    kind: Any = type(self)
    compared = _compared(kind)
    return compared(self) == compared(other)


def _hash(self: Any) -> int:
    kind: Any = type(self)
    return hash(_compared(kind)(self))


@cache
def _compared(kind: Any) -> Callable[[Any], Any]:
    """What reads the fields by which values of a class are compared, all at once."""
    names = [field.name for field in fields(kind) if field.compare]
    return attrgetter(*names) if names else lambda _: ()


def _repr(self: Any) -> str:
    said = ", ".join(f"{name}={cell!r}" for name, cell in fields_of(self).items())
    return f"{type(self).__qualname__}({said})"


_SHARED: dict[str, Any] = {"__eq__": _equal, "__hash__": _hash, "__repr__": _repr}

if TYPE_CHECKING:
    from dataclasses import replace  # mypy knows names and types of the fields by this name alone
else:

    def replace(one: Any, /, **changes: Any) -> Any:
        """`dataclasses.replace` for a wide value: its fields are read all at once."""
        return type(one)(**fields_of(one) | changes)
