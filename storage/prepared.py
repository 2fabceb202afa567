"""Statements that are compiled once and handed straight to the driver.

A command executes a few dozen statements. SQLAlchemy's way from a statement to the driver and from its rows back costs
several times what SQLite takes for them, so what is built once at the head of a module (`once(...)`) goes the short way:
the compiled text, the values by their place, the rows as named tuples. The statements themselves, their types and their
dialect stay SQLAlchemy's.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import Any, overload

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Delete,
    Dialect,
    Executable,
    Insert,
    Select,
    String,
    Table,
    Text,
    Update,
    bindparam,
    cast,
    literal_column,
    select,
)  # fmt: skip
from sqlalchemy.exc import DBAPIError, StatementError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from domain.errors import StorageError
from domain.text import as_json

Values = dict[str, Any]
Convert = Callable[[Any], Any]

_named: Any = namedtuple  # noqa: PYI024 - the names are known when a statement is compiled


class Rows:
    """What a statement gave: all of its rows, and how many it touched."""

    __slots__ = ("found", "rowcount")

    def __init__(self, found: Sequence[Any], rowcount: int) -> None:
        self.found, self.rowcount = found, rowcount

    def __iter__(self) -> Iterator[Any]:
        return iter(self.found)

    def all(self) -> Sequence[Any]:
        """Every row."""
        return self.found

    def first(self) -> Any:
        """The first row, None where there is none."""
        return self.found[0] if self.found else None

    def scalars(self) -> Iterator[Any]:
        """The first column of every row."""
        return (row[0] for row in self.found)

    def scalar(self) -> Any:
        """The first column of the first row, None where there is none."""
        return self.found[0][0] if self.found else None

    def scalar_one(self) -> Any:
        """The first column of the only row."""
        ((value,),) = self.found
        return value


class Prepared:
    """A statement, with its compiled forms by dialect and by the names of the values it is given."""

    def __init__(self, statement: Select[Any] | Insert | Update | Delete, *, known: bool = False) -> None:
        self.statement = statement
        table: Any = None if known or isinstance(statement, Select) else statement.table
        self.writes: str | None = table.name if table is not None else None  # which nobody may remember any more
        self._forms: dict[tuple[str, tuple[str, ...]], _Form] = {}

    def form(self, dialect: Dialect, names: tuple[str, ...]) -> _Form:
        """The statement as this dialect takes it."""
        key = (dialect.name, names)
        if key not in self._forms:
            self._forms[key] = _Form(self.statement, dialect, names)
        return self._forms[key]


def literally(*values: StrEnum | str) -> list[ColumnElement[str]]:
    """Values that stand in the statement itself: an index over some of a table's rows is only used for what it names."""
    return [literal_column(f"'{value}'") for value in values]


class _Members(FunctionElement[Any]):
    """The members of a list that is given as one value."""

    name, inherit_cache = "members", True


@compiles(_Members)
def _of_json(element: _Members, compiler: Any, **kw: Any) -> str:
    return f"json_each({compiler.process(element.clauses, **kw)})"


@compiles(_Members, "postgresql")
def _of_json_there(element: _Members, compiler: Any, **kw: Any) -> str:
    return f"json_array_elements_text(CAST({compiler.process(element.clauses, **kw)} AS JSON))"


def among(column: ColumnElement[Any], name: str) -> ColumnElement[bool]:
    """Whether a column is one of the numbers or texts given under this name as a list in JSON, however many."""
    given = _Members(bindparam(name, type_=Text)).table_valued("value").c.value
    return column.in_(select(cast(given, Text if isinstance(column.type, String) else BigInteger)))


def numbers(given: Iterable[int]) -> str:
    """Numbers as one value of a statement."""
    return as_json(list(given))


class _Listed(FunctionElement[str]):
    """What a column holds in all rows, as one text in JSON."""

    name, inherit_cache, type = "listed", True, Text()


@compiles(_Listed)
def _as_json(element: _Listed, compiler: Any, **kw: Any) -> str:
    return f"json_group_array({compiler.process(element.clauses, **kw)})"


@compiles(_Listed, "postgresql")
def _as_json_there(element: _Listed, compiler: Any, **kw: Any) -> str:
    return f"CAST(json_agg({compiler.process(element.clauses, **kw)}) AS TEXT)"


def all_of(column: ColumnElement[Any]) -> ColumnElement[Any]:
    """A column of all rows as one list in JSON: one row, where hundreds would be read to be looked through."""
    return _Listed(column)


class _UnlessThere(Insert):
    """SQLite and PostgreSQL say it in the same words; the classes of their dialects would load one that is not in use."""

    inherit_cache = False


@compiles(_UnlessThere)
def _or_nothing(statement: _UnlessThere, compiler: Any, **kw: Any) -> str:
    return f"{compiler.visit_insert(statement, **kw)} ON CONFLICT DO NOTHING"


def unless_there(table: Table) -> Insert:
    """An insert that leaves the row which is there."""
    return _UnlessThere(table)


class _InItsPlace(Insert):
    """As above."""

    inherit_cache = False


@compiles(_InItsPlace)
def _or_instead(statement: _InItsPlace, compiler: Any, **kw: Any) -> str:
    columns: Any = statement.table.columns
    keys = ", ".join(column.name for column in columns if column.primary_key)
    others = ", ".join(f"{column.name} = excluded.{column.name}" for column in columns if not column.primary_key)
    return f"{compiler.visit_insert(statement, **kw)} ON CONFLICT ({keys}) DO UPDATE SET {others}"


def in_its_place(table: Table) -> Insert:
    """An insert in place of the row which is there under the same key."""
    return _InItsPlace(table)


def once(statement: Select[Any] | Insert | Update | Delete, *, known: bool = False) -> Prepared:
    """A statement of a module, to be compiled when it is first needed and never again. What a `known` one writes, the
    repository that runs it knows from then on: what it remembers is as good as read."""
    return Prepared(statement, known=known)


class _Form:
    """One compiled form."""

    def __init__(self, statement: Any, dialect: Dialect, names: tuple[str, ...]) -> None:
        given = list(names) if not isinstance(statement, Select) else None
        compiled: Any = statement.compile(dialect=dialect, column_keys=given)
        if compiled.insert_prefetch or compiled.update_prefetch:
            raise TypeError(f"the program fills in no column by itself: {compiled.string}")
        self.text: str = compiled.string
        self.positional = compiled.positional
        self._literals = compiled.construct_params(dict.fromkeys(names))
        self._places = list(compiled.positiontup or compiled.binds)
        self._all_given = set(self._places) <= set(names)
        converts = (_bind(compiled.binds[name].type, dialect) for name in self._places)
        self._converts = [(i, convert) for i, convert in enumerate(converts) if convert is not None]
        columns = statement.column_descriptions if given is None else statement.returning_column_descriptions
        self.gives_rows = bool(columns)
        row: Any = _named("Row", [c["name"] for c in columns], rename=True)
        self._make = partial(tuple.__new__, row)
        self._read = [(i, read) for i, c in enumerate(columns) if (read := _result(c["type"], dialect))]

    def values(self, given: Values) -> Any:
        """The values as the driver takes them."""
        values = given if self._all_given else {**self._literals, **given}
        found = [values[name] for name in self._places]
        try:
            for i, convert in self._converts:
                if found[i] is not None:
                    found[i] = convert(found[i])
        except (TypeError, ValueError) as error:
            raise StatementError(str(error), self.text, None, error) from error
        return found if self.positional else dict(zip(self._places, found, strict=True))

    def rows(self, found: Sequence[Sequence[Any]]) -> list[Any]:
        """Named tuples of what the columns mean."""
        if not self._read:
            return [self._make(row) for row in found]
        made = []
        for row in found:
            cells = list(row)
            for i, read in self._read:
                if cells[i] is not None:
                    cells[i] = read(cells[i])
            made.append(self._make(cells))
        return made


def _bind(kind: Any, dialect: Dialect) -> Convert | None:
    found: Convert | None = kind.dialect_impl(dialect).bind_processor(dialect)
    return found


def _result(kind: Any, dialect: Dialect) -> Convert | None:
    found: Convert | None = kind.dialect_impl(dialect).result_processor(dialect, None)
    return found


class Statements:
    """A connection on which what is prepared goes the short way; everything else goes SQLAlchemy's."""

    def __init__(self, db: Connection) -> None:
        self.db = db
        self._driver: Any = db.dialect.loaded_dbapi
        self._dialect = db.dialect
        self._cursor = db.connection.cursor()
        self.only_reads = False
        self.written: set[str | None] = set()  # tables; None for what cannot be told

    @overload
    def execute(self, statement: Prepared, values: Values | Sequence[Values] | None = None) -> Rows: ...
    @overload
    def execute(self, statement: Executable, values: Values | Sequence[Values] | None = None) -> Any: ...
    def execute(self, statement: Prepared | Executable, values: Values | Sequence[Values] | None = None) -> Any:
        """Run a statement, with values by name; with a sequence of them once for each."""
        if self.only_reads and not isinstance(getattr(statement, "statement", statement), Select):
            raise StorageError("readonly: nothing can be written by whoever only looks")
        if not isinstance(statement, Prepared):
            self.written.add(None)
            return self.db.execute(statement, values)
        if statement.writes:
            self.written.add(statement.writes)
        several: Sequence[Values] = [values or {}] if values is None or isinstance(values, dict) else values
        form = statement.form(self._dialect, tuple(several[0]))
        try:
            if len(several) == 1:
                self._cursor.execute(form.text, form.values(several[0]))
            else:
                self._cursor.executemany(form.text, [form.values(some) for some in several])
            found = self._cursor.fetchall() if form.gives_rows else ()
        except self._driver.Error as error:
            raise DBAPIError.instance(form.text, None, error, self._driver.Error, dialect=self.db.dialect) from error
        return Rows(form.rows(found), self._cursor.rowcount)

    def version(self) -> int:
        """A number of SQLite's, another one when another connection has written something meanwhile."""
        found: int = self._cursor.execute("PRAGMA data_version").fetchone()[0]
        return found

    def exec_driver_sql(self, text: str) -> None:
        """A text as it is, for the connection: savepoints and the like."""
        try:
            self._cursor.execute(text)
        except self._driver.Error as error:
            raise DBAPIError.instance(text, None, error, self._driver.Error, dialect=self.db.dialect) from error
