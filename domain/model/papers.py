"""Documents, workbooks and pictures as data, in the reader's words; how they become files is for `sheets`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from domain.model.value import value


@value
class Table:
    """A table under a heading: its columns, how wide they are beside each other, its rows."""

    heading: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


@value
class Section:
    """A part of a document with its own heading, already numbered: what it says, then its table, without a heading."""

    heading: str
    lines: tuple[str, ...] = ()
    table: Table | None = None


@value
class Letterhead:
    """What makes a document one of the office's series (红头): its number, and who issues it and who signs, on one line."""

    number: str
    left: str
    right: str


@value
class Paper:
    """A document to be printed or read out: title, lines under it, tables, sections, lines at its end.

    `language` is one of the catalogues'; `page` says which page of how many, with `{page}` and `{pages}` in it. With a
    `head` it is set as official documents are; `signed` stands at its right end: the office and the day (落款).
    """

    title: str
    lines: tuple[str, ...]
    tables: tuple[Table, ...]
    ends: tuple[str, ...]
    language: str
    page: str
    sections: tuple[Section, ...] = ()
    head: Letterhead | None = None
    signed: tuple[str, ...] = ()


class Tint(StrEnum):
    """What a colour says, whatever hue a form gives it."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    GREY = "grey"


class Form(StrEnum):
    """How the values of a column are written."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"  # of a whole, 0.6 for 60 %
    DAY = "day"
    MOMENT = "moment"


Value = str | int | float | date | datetime | None  # moments are wall clock, without a zone: a workbook has none


@value
class Cell:
    """A value with a colour behind it, or written otherwise than those of its column."""

    value: Value
    tint: Tint | None = None
    form: Form | None = None


@value
class Column:
    """A column of a sheet: its title, its width in characters, how its values are written."""

    title: str
    width: int
    form: Form = Form.TEXT


@value
class Sheet:
    """A sheet of a workbook. Its rows are read once, from the first to the last, so that they need not all be in memory."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[tuple[Value | Cell, ...]]


@value
class Workbook:
    """A workbook: its title, which stands in its properties, and its sheets in order. `language` is one of the catalogues'."""

    title: str
    sheets: Iterable[Sheet]
    language: str


@value
class Tile:
    """A figure that is shown large: what it is, the figure as it is written, a word beside it."""

    label: str
    figure: str
    note: str = ""
    tint: Tint | None = None


class Draws(StrEnum):
    """How a chart draws its series."""

    COLUMNS = "columns"  # beside each other, over time
    LINE = "line"
    BARS = "bars"  # lying, one for each label: for names
    STEPS = (
        "steps"  # a line of words for each label, under it how far it is, in the colour of the series that has a value
    )


@value
class Drawn:
    """A series of a chart; None where there is no value."""

    name: str
    values: tuple[float | None, ...]
    tint: Tint | None = None


@value
class Chart:
    """A chart under a heading; `shares`: its values are of a whole, 0.6 for 60 %; `notes`: a quiet word beside each label."""

    heading: str
    draws: Draws
    labels: tuple[str, ...]
    series: tuple[Drawn, ...]
    shares: bool = False
    notes: tuple[str, ...] = ()


@value
class Picture:
    """A picture for a phone: title, lines under it, figures, charts, lines at its end."""

    title: str
    lines: tuple[str, ...]
    tiles: tuple[Tile, ...]
    charts: tuple[Chart, ...]
    ends: tuple[str, ...]
    language: str
    dark: bool = False


@value
class Read:
    """Base of what names something that is read while the file is made: it need not all be in memory."""


@value
class Made:
    """A file that is made when its message leaves: its name, and what it is made of."""

    name: str
    of: Paper | Workbook | Picture | Read
