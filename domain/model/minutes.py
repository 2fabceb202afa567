"""Minutes (会议纪要) as they were read, before anything is known of people and days: lines, tables, the matters."""

from __future__ import annotations

from domain.model.value import value

LARGEST_FILE = 5_000_000  # bytes
MOST_MATTERS = 100  # in one document: more than that nobody looks through before they are given


@value
class Grid:
    """A table of a document, or a sheet: its cells as text, row by row."""

    rows: tuple[tuple[str, ...], ...]


Document = tuple[str | Grid, ...]  # what stands in it, from top to bottom: paragraphs and tables


@value
class Matter:
    """Something to be done, as a document says it.

    `text` as it stood there; `deed` the same with blanks for what the other fields hold: who is named for it, who helps, by
    when, what else is said of it. `shared_owner` and `shared_due` stand above it for several; they hold where it has none.
    """

    text: str
    deed: str
    owners: tuple[str, ...] = ()
    helpers: tuple[str, ...] = ()
    due: str = ""
    remark: str = ""
    standard: str = ""
    shared_owner: tuple[str, ...] = ()
    shared_due: str = ""


@value
class Split:
    """The matters of a document, and its lines that are none, each in the order of the document; `title` is its heading."""

    matters: tuple[Matter, ...] = ()
    aside: tuple[str, ...] = ()
    title: str = ""
