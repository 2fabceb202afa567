"""A document as data: what stands on it, in the reader's words; how it becomes a file is for `sheets`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A table under a heading: its columns, how wide they are beside each other, its rows."""

    heading: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """A document to be printed or read out: title, lines under it, tables, lines at its end.

    `language` is one of the catalogues'; `page` says which page of how many, with `{page}` and `{pages}` in it.
    """

    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    ends: tuple[str, ...]
    language: str
    page: str


@dataclass(frozen=True, slots=True)
class Made:
    """A file that is made when its message leaves: its name, and what it is made of."""

    name: str
    of: Paper
