"""How a value that never changes is declared, and copied."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast, dataclass_transform

from msgspec import Struct, field, structs

__all__ = ["field", "fields_of", "is_value", "names_of", "replace", "value"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def value(cls: type[T]) -> type[T]:
    """A class of values whose fields are never set again. They are compared by what is in them.

    What a dataclass compiles anew for each class is compiled C that all of them share: a start declares five hundred, and a
    command makes hundreds of values, a task of fifty fields among them.
    """
    if issubclass(cls, Struct):
        return cls
    body = {name: cell for name, cell in vars(cls).items() if name not in ("__dict__", "__weakref__")}
    bases = tuple(base for base in cls.__bases__ if base is not object)
    kind: Callable[..., Any] = type(Struct)
    return cast("type[T]", kind(cls.__name__, (*bases, Struct), body, frozen=True))


def is_value(one: object) -> bool:
    """Whether something is a value of such a class."""
    return isinstance(one, Struct)


# The fields of a value by their names, and what stands in them as it is.
fields_of: Callable[[Any], dict[str, Any]] = structs.asdict


def names_of(kind: type[Any]) -> tuple[str, ...]:
    """The names of the fields of a class of values, in their order."""
    found: tuple[str, ...] = kind.__struct_fields__
    return found


if TYPE_CHECKING:
    from dataclasses import replace  # mypy knows names and types of the fields by this name alone
else:

    def replace(one: Any, /, **changes: Any) -> Any:
        """A value as it is but for some fields; a dataclass, too."""
        return structs.replace(one, **changes) if isinstance(one, Struct) else dataclasses.replace(one, **changes)
