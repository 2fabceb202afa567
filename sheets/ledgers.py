"""A ledger as a table of values (.csv), as JSON and as a calendar (.ics); each is written as it comes."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, BinaryIO

from domain.model.ledger import Almanac, Entry, Grid, Leaf, Ledger, Tree
from domain.model.papers import Cell, Column, Form, Value, Workbook
from domain.rules.ledger import kept_as_text
from domain.text import escape_halves, storable
from sheets.apart import write_xlsx_apart
from sheets.workbooks import write_xlsx

_SHOWN_BEFORE = timedelta(minutes=30)  # an entry ends at the deadline, and is as long as a finger is wide


def ledger(of: Ledger) -> bytes:
    """The file."""
    made = io.BytesIO()
    write_ledger(of, made)
    return made.getvalue()


def write_ledger(of: Ledger, to: BinaryIO, *, many: bool = False) -> None:
    """The file, written there; the workbook of many matters by a second process."""
    if many and isinstance(of, Workbook):
        return write_xlsx_apart(of, to)
    return _WRITERS[type(of)](of, to)


# -- values with commas between them -----------------------------------------------------------------------------------


def _write_grid(grid: Grid, to: BinaryIO) -> None:
    """UTF-8 with its mark, which Excel and WPS need to read Chinese; what looks like a formula stays text."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", errors="replace", newline="", write_through=True)
    write = csv.writer(text)
    columns = grid.sheet.columns
    write.writerow([column.title for column in columns])
    for row in grid.sheet.rows:
        write.writerow([_said(column, value) for column, value in zip(columns, row, strict=True)])
    text.detach()


def _said(column: Column, value: Value | Cell) -> str:
    plain = value.value if isinstance(value, Cell) else value
    if plain is None:
        return ""
    if isinstance(plain, str):
        return kept_as_text(plain)
    if isinstance(plain, datetime):
        return f"{plain:%Y-%m-%d %H:%M}"
    if isinstance(plain, date):
        return plain.isoformat()
    return f"{plain:.0%}" if column.form is Form.SHARE else f"{plain:g}" if isinstance(plain, float) else str(plain)


# -- JSON --------------------------------------------------------------------------------------------------------------


def _write_tree(tree: Tree, to: BinaryIO) -> None:
    if not tree.zipped:
        return _write_pieces(tree, to)
    with (
        zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive,
        archive.open(tree.zipped, "w", force_zip64=True) as inside,
    ):
        return _write_pieces(tree, inside)


def _write_pieces(tree: Tree, to: Any) -> None:
    for piece in _pieces(tree):
        to.write(piece.encode("utf-8"))


def _pieces(tree: Tree) -> Iterator[str]:
    """One object: the fields of the head, the tasks a line each, the fields of the tail."""
    yield _json(tree.head)[:-1] + ',\n"tasks": [\n'
    between = ""
    for fields, entries in tree.tasks:
        yield f'{between}{_json(fields)[:-1]}, "history": [{", ".join(map(_entry, entries))}]}}'
        between = ",\n"
    yield "\n],\n" + _json(tree.tail())[1:] + "\n"


def _entry(entry: Entry) -> str:
    """What a fact's fields are as JSON is written as it is stored: the hash is over that text."""
    at = entry.at.astimezone(UTC).isoformat()
    head = f'{{"seq": {entry.seq}, "at": "{at}", "actor": {_json(entry.actor_id)}, "fact": "{entry.name}"'
    return f'{head}, "data": {entry.data}, "hash": "{entry.hash}"}}'


_encode: Callable[[object], str] = json.JSONEncoder(ensure_ascii=False).encode


def _json(value: object) -> str:
    return escape_halves(_encode(value))


# -- a calendar --------------------------------------------------------------------------------------------------------


def _write_almanac(almanac: Almanac, to: BinaryIO) -> None:
    from icalendar import Calendar  # noqa: PLC0415 - heavy, and only where a calendar is made

    calendar = Calendar()
    calendar.add("prodid", "-//Duban//duban//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", storable(almanac.title))
    calendar.add("x-wr-timezone", almanac.zone)
    head, _, end = calendar.to_ical().partition(b"END:VCALENDAR")
    to.write(head)
    to.writelines(_entry_of(leaf, almanac) for leaf in almanac.leaves)
    to.write(b"END:VCALENDAR" + end)


def _entry_of(leaf: Leaf, almanac: Almanac) -> bytes:
    """An all-day entry where it is the day that counts, else one that ends at the deadline; it makes nobody busy."""
    from icalendar import Event  # noqa: PLC0415 - as above

    entry = Event()
    entry.add("uid", leaf.uid)
    entry.add("dtstamp", almanac.made_at.astimezone(UTC))
    entry.add("sequence", leaf.revision)
    entry.add("summary", storable(leaf.title))
    if leaf.day_only:
        day = leaf.due_at.date()
        entry.add("dtstart", day)
        entry.add("dtend", day + timedelta(days=1))
    else:
        entry.add("dtstart", (leaf.due_at - _SHOWN_BEFORE).astimezone(UTC))
        entry.add("dtend", leaf.due_at.astimezone(UTC))
    entry.add("transp", "TRANSPARENT")
    entry.add("description", storable("\n".join(leaf.lines)))
    if leaf.categories:
        entry.add("categories", [storable(tag) for tag in leaf.categories])
    found: bytes = entry.to_ical()
    return found


_WRITERS: dict[type, Callable[[Any, BinaryIO], None]] = {
    Workbook: write_xlsx, Grid: _write_grid, Tree: _write_tree, Almanac: _write_almanac,
}  # fmt: skip
