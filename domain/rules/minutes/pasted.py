"""A text as a document: rows pasted from a table are a table again."""

from __future__ import annotations

from itertools import groupby

from domain.model.minutes import Document, Grid

_COLUMNS = 2


def document_of(text: str) -> Document:
    """Paragraphs, and tables where two rows or more have the same signs between their cells."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    found: list[str | Grid] = []
    for sign, run in groupby(lines, _between):
        rows = list(run)
        if sign and len(rows) > 1:
            found.append(Grid(tuple(cells for row in rows if (cells := _cells(row, sign)))))
        else:
            found += rows
    return tuple(found)


def _between(line: str) -> str:
    """The sign between the cells of a row, empty where it is none."""
    if line.count("\t") >= _COLUMNS - 1 and len([c for c in line.split("\t") if c.strip()]) >= _COLUMNS:
        return "\t"
    bare = line.strip()
    return "|" if bare.startswith("|") and bare.endswith("|") and bare.count("|") > _COLUMNS else ""


def _cells(row: str, sign: str) -> tuple[str, ...]:
    cells = tuple(cell.strip() for cell in (row.strip().strip("|") if sign == "|" else row).split(sign))
    return () if sign == "|" and all(not cell.strip("-: ") for cell in cells) else cells
