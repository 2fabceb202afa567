"""Between rows and frozen values: same names on both sides, enums as their text."""

from __future__ import annotations

from dataclasses import fields
from enum import Enum
from typing import Any, TypeVar

from sqlalchemy import Table

T = TypeVar("T")


def to_row(value: Any, table: Table, **also: Any) -> dict[str, Any]:
    """The fields of a frozen value that the table has a column for, `also` overriding."""
    columns = table.columns.keys()
    row = {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name in columns}
    return row | also


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else value


def from_row(cls: type[T], row: Any, **convert: Any) -> T:
    """A frozen value from a row; `convert` names the fields that are more than their text."""
    names = {f.name for f in fields(cls)}  # type: ignore[arg-type]
    values = {k: v for k, v in row.items() if k in names}
    for name, make in convert.items():
        if values.get(name) is not None:
            values[name] = make(values[name])
    return cls(**values)
