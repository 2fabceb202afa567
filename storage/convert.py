"""Between rows and frozen values: same names on both sides, enums as their text.

A reader or writer is made once, beside the table's statements, so that a row costs no look at names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from enum import Enum
from operator import attrgetter, itemgetter
from typing import Any, TypeVar

from sqlalchemy import String, Table

from domain.model.value import fields_of, is_value, names_of, replace

T = TypeVar("T")


def reader(cls: type[T], table: Table, **convert: Callable[[Any], Any]) -> Callable[..., T]:
    """How a whole row of the table becomes a frozen value; `convert` names the fields that are more than their text.

    Fields that stand in no column of it are given with the row, by name.
    """
    place = {column.name: i for i, column in enumerate(table.columns)}
    names = list(names_of(cls))
    made = [name for name in names if name in place]
    makes = [(made.index(name), _members(make)) for name, make in convert.items()]
    cells = itemgetter(*(place[name] for name in made))
    first = made == names[: len(made)]  # of those that stand in no row none comes before one that does

    def read(row: Sequence[Any], **beside: Any) -> T:
        values = list(cells(row))
        for i, make in makes:
            if values[i] is not None:
                values[i] = make(values[i])
        return cls(*values, **beside) if first else cls(**dict(zip(made, values, strict=True)), **beside)

    return read


def _members(make: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Of an enumeration its members by their text: to look one up costs less than to call the class."""
    if isinstance(make, type) and issubclass(make, Enum):
        return {member.value: member for member in make}.__getitem__
    return make


def in_utc(one: Any) -> Any:
    """A value with all moments in it, and in the values it holds, as they come back from a row."""
    moved = {name: _moved(cell) for name, cell in fields_of(one).items() if type(cell) in (datetime, tuple) and cell}
    return replace(one, **moved)


def _moved(cell: Any) -> Any:
    if type(cell) is datetime:
        return cell.astimezone(UTC)
    return tuple([in_utc(one) if is_value(one) else one for one in cell])


def writer(cls: type[T], table: Table, *without: str) -> Callable[[T], dict[str, Any]]:
    """How a frozen value becomes a row: its fields that the table has a column for, without those named."""
    columns = frozenset(table.columns.keys()) - frozenset(without)
    names = tuple(name for name in names_of(cls) if name in columns)
    texts = tuple(name for name in names if isinstance(table.c[name].type, String))
    cells = attrgetter(*names)

    def write(value: T) -> dict[str, Any]:
        row = dict(zip(names, cells(value), strict=True))
        for name in texts:
            if type(cell := row[name]) is not str and isinstance(cell, Enum):
                row[name] = cell.value
        return row

    return write
