"""What others call of this room; what is behind each door is loaded when somebody goes through it."""

from __future__ import annotations

from typing import BinaryIO

from domain.model.imports import Sheeted
from domain.model.ledger import Ledger
from domain.model.minutes import Document
from domain.model.papers import Paper, Picture, Workbook


def docx(paper: Paper) -> bytes:
    """A document to be printed."""
    from sheets.documents import docx as made  # noqa: PLC0415 - as said above

    return made(paper)


def xlsx(workbook: Workbook) -> bytes:
    """A workbook."""
    from sheets.workbooks import xlsx as made  # noqa: PLC0415 - as said above

    return made(workbook)


def png(picture: Picture) -> bytes:
    """A picture."""
    from sheets.pictures import png as made  # noqa: PLC0415 - as said above

    return made(picture)


def write_ledger(of: Ledger, to: BinaryIO, *, many: bool = False) -> None:
    """A ledger, written there; that of many matters may take a second process."""
    from sheets.ledgers import write_ledger as write  # noqa: PLC0415 - as said above

    write(of, to, many=many)


def read_file(name: str, data: bytes) -> Document:
    """A file of minutes as text and tables. Raises: Refusal."""
    from sheets.reading import read_file as read  # noqa: PLC0415 - as said above

    return read(name, data)


def read_tables(name: str, data: bytes) -> tuple[Sheeted, ...]:
    """The tables of a file. Raises: Refusal."""
    from sheets.tables import read_tables as read  # noqa: PLC0415 - as said above

    return read(name, data)
