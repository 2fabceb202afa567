"""A document (.docx) that Word, WPS and LibreOffice show alike: A4, Chinese faces named for Chinese text, page numbers.

Tables are written as XML, a row at a time: the library's own cells are looked for anew for every cell, which takes minutes for
a thousand rows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from domain.model.papers import Paper, Table
from sheets.unshown import UNSHOWN

# Faces for the Latin and the Chinese text of a language; each program takes one like it where it lacks this one.
_FACES = {"zh-Hans": ("Times New Roman", "宋体"), "zh-Hant": ("Times New Roman", "新細明體"), "en": ("Calibri", "宋体")}
_LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "zh-CN"}
_WIDE, _HIGH, _MARGIN = 11906, 16838, 1134  # twentieths of a point: A4, two centimetres
_TITLE, _HEADING, _TEXT, _CELL = 36, 26, 24, 21  # half points
_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def docx(paper: Paper) -> bytes:
    """The file."""
    from docx import Document  # noqa: PLC0415 - heavy, and only where a document is made

    document = Document()
    body = document.element.body
    section = body.sectPr
    for element in list(body):
        if element is not section:
            body.remove(element)
    for element in _parts(paper):
        section.addprevious(element)
    _page(document, paper)
    _properties(document, paper)
    made = io.BytesIO()
    document.save(made)
    return made.getvalue()


def _parts(paper: Paper) -> Iterator[Any]:
    yield _paragraph(paper, paper.title, _TITLE, bold=True, centred=True, after=120)
    for line in paper.lines:
        yield _paragraph(paper, line, _TEXT, centred=True, after=60)
    for table in paper.tables:
        yield _paragraph(paper, table.heading, _HEADING, bold=True, before=240, after=80, kept=True)
        yield _table(paper, table)
    for line in paper.ends:
        yield _paragraph(paper, line, _TEXT, before=480)


def _element(name: str, *children: Any, **attributes: object) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    for child in children:
        made.append(child)
    return made


def _run_form(paper: Paper, size: int, *, bold: bool) -> Any:
    latin, chinese = _FACES.get(paper.language, _FACES["en"])
    faces = _element("rFonts", ascii=latin, hAnsi=latin, cs=latin, eastAsia=chinese)
    form = _element("rPr", faces)
    if bold:
        form.append(_element("b"))
    form.append(_element("sz", val=size))
    form.append(_element("lang", val="en-US", eastAsia=_LANGUAGES.get(paper.language, "zh-CN")))
    return form


def _run(paper: Paper, text: str, size: int, *, bold: bool) -> Any:
    """Some text; its lines stay lines."""
    run = _element("r", _run_form(paper, size, bold=bold))
    for n, line in enumerate(UNSHOWN.sub("", text).split("\n")):
        if n:
            run.append(_element("br"))
        words = _element("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


def _paragraph(
    paper: Paper, text: str, size: int, *, bold: bool = False, centred: bool = False, before: int = 0, after: int = 0,
    kept: bool = False,
) -> Any:  # fmt: skip
    form = _element("pPr")
    if kept:
        form.append(_element("keepNext"))
    form.append(_element("spacing", before=before, after=after))
    if centred:
        form.append(_element("jc", val="center"))
    return _element("p", form, _run(paper, text, size, bold=bold))


def _table(paper: Paper, table: Table) -> Any:
    room = _WIDE - 2 * _MARGIN
    widths = [room * w // sum(table.widths) for w in table.widths]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = _element("tblBorders", *(_element(side, val="single", sz=4, space=0, color="808080") for side in sides))
    form = _element("tblPr", _element("tblW", w=room, type="dxa"), lines, _element("tblLayout", type="fixed"))
    grid = _element("tblGrid", *(_element("gridCol", w=w) for w in widths))
    head = _row(paper, table.columns, widths, head=True)
    return _element("tbl", form, grid, head, *(_row(paper, row, widths) for row in table.rows))


def _row(paper: Paper, cells: tuple[str, ...], widths: list[int], *, head: bool = False) -> Any:
    """A row stays on one page; the head stands again on every page."""
    form = _element("trPr", _element("cantSplit"))
    if head:
        form.append(_element("tblHeader"))
    return _element("tr", form, *(_cell(paper, text, w, head=head) for text, w in zip(cells, widths, strict=True)))


def _cell(paper: Paper, text: str, width: int, *, head: bool) -> Any:
    form = _element("tcPr", _element("tcW", w=width, type="dxa"))
    if head:
        form.append(_element("shd", val="clear", color="auto", fill="E7E6E6"))
    return _element("tc", form, _paragraph(paper, text, _CELL, bold=head, centred=head))


def _page(document: Any, paper: Paper) -> None:
    """A4, and at the foot which page of how many."""
    from docx.shared import Twips  # noqa: PLC0415

    page = document.sections[0]
    page.page_width, page.page_height = Twips(_WIDE), Twips(_HIGH)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Twips(_MARGIN)
    foot = page.footer.paragraphs[0]._p  # noqa: SLF001 - the element itself, as the rest is written
    foot.get_or_add_pPr().append(_element("jc", val="center"))
    for piece in re.split(r"(\{pages?\})", paper.page):
        for run in _foot(paper, piece):
            foot.append(run)


def _foot(paper: Paper, piece: str) -> Iterator[Any]:
    """Words, or the field that counts."""
    field = {"{page}": "PAGE", "{pages}": "NUMPAGES"}.get(piece)
    if field is None:
        yield _run(paper, piece, _CELL, bold=False)
        return
    code = _element("instrText")
    code.text = field
    for part in (_element("fldChar", fldCharType="begin"), code, _element("fldChar", fldCharType="end")):
        yield _element("r", _run_form(paper, _CELL, bold=False), part)


def _properties(document: Any, paper: Paper) -> None:
    """Nobody's name but the title's; the library's template has its maker's."""
    found = document.core_properties
    found.title, found.author, found.comments, found.keywords = UNSHOWN.sub("", paper.title)[:255], "", "", ""
    found.created = found.modified = _NO_DATE.replace(tzinfo=None)
