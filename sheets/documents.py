"""A document (.docx) that Word, WPS and LibreOffice show alike: A4, Chinese faces named for Chinese text, page numbers.

Tables are written as XML, a row at a time: the library's own cells are looked for anew for every cell, which takes minutes for
a thousand rows.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from domain.model.papers import Paper, Table
from domain.text import late
from sheets.unshown import UNSHOWN

# Faces for the Latin and the Chinese text of a language; each program takes one like it where it lacks this one.
_FACES = {"zh-Hans": ("Times New Roman", "宋体"), "zh-Hant": ("Times New Roman", "新細明體"), "en": ("Calibri", "宋体")}
# What official documents are set in: the text, and the headings above it. Source: GB/T 9704-2012; 文書處理手冊 (標楷體).
_OFFICIAL = {"zh-Hans": ("仿宋", "黑体"), "zh-Hant": ("標楷體", "標楷體"), "en": ("仿宋", "黑体")}
_LANGUAGES = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "en": "zh-CN"}
_WIDE, _HIGH, _MARGIN = 11906, 16838, 1134  # twentieths of a point: A4, two centimetres
_TITLE, _HEADING, _TEXT, _CELL = 36, 26, 24, 21  # half points
_HEAD_TITLE, _BODY = 48, 28  # of an official document
_RED = "C00000"
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


@dataclass(frozen=True, slots=True)
class _Style:
    """How a paragraph is set: sizes in half points, room in twentieths of a point."""

    size: int
    bold: bool = False
    side: str = ""  # center, right; nothing for left
    before: int = 0
    after: int = 0
    kept: bool = False  # on the page of what follows
    colour: str = ""
    indent: int = 0  # of the first line, in characters
    ruled: str = ""  # the colour of a line below
    apart: bool = False  # what stands behind a tab stands at the right end
    heading: bool = False


_PLAIN_TITLE = _Style(_TITLE, bold=True, side="center", after=120)
_PLAIN_LINE = _Style(_TEXT, side="center", after=60)
_TABLE_HEADING = _Style(_HEADING, bold=True, before=240, after=80, kept=True)
_END = _Style(_TEXT, before=480)
_RED_TITLE = _Style(_HEAD_TITLE, bold=True, side="center", before=120, after=120, colour=_RED)
_NUMBER = _Style(_BODY, side="center", before=60, after=160)
_ISSUED = _Style(_BODY, ruled=_RED, apart=True, after=240)
_SECTION = _Style(_BODY, before=200, after=80, kept=True, indent=2, heading=True)
_SAID = _Style(_BODY, after=40, indent=2)
_NOTE = _Style(_TEXT, before=200, indent=2)
_SIGNED = _Style(_BODY, side="right", before=80)


def _parts(paper: Paper) -> Iterator[Any]:
    yield from _top(paper)
    for table in paper.tables:
        yield _paragraph(paper, table.heading, _TABLE_HEADING)
        yield _table(paper, table)
    for section in paper.sections:
        if section.heading:
            yield _paragraph(paper, section.heading, _SECTION)
        yield from (_paragraph(paper, line, _SAID) for line in section.lines)
        if section.table is not None:
            yield _table(paper, section.table)
    for line in paper.ends:
        yield _paragraph(paper, line, _NOTE if paper.head else _END)
    for line in paper.signed:
        yield _paragraph(paper, line, _SIGNED)


def _top(paper: Paper) -> Iterator[Any]:
    """The title, and what makes it one of a series."""
    if paper.head is None:
        yield _paragraph(paper, paper.title, _PLAIN_TITLE)
        yield from (_paragraph(paper, line, _PLAIN_LINE) for line in paper.lines)
        return
    yield _paragraph(paper, paper.title, _RED_TITLE)
    if paper.head.number:
        yield _paragraph(paper, paper.head.number, _NUMBER)
    yield _paragraph(paper, f"{paper.head.left}\t{paper.head.right}", _ISSUED)
    yield from (_paragraph(paper, line, _SAID) for line in paper.lines)


def _element(name: str, *children: Any, **attributes: object) -> Any:
    from docx.oxml import OxmlElement  # noqa: PLC0415 - as above
    from docx.oxml.ns import qn  # noqa: PLC0415 - as above

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    for child in children:
        made.append(child)
    return made


def _run_form(paper: Paper, style: _Style) -> Any:
    latin, chinese = _FACES.get(paper.language, _FACES["en"])
    if (paper.head or paper.sections) and not style.bold:
        chinese = _OFFICIAL.get(paper.language, _OFFICIAL["en"])[style.heading]
    faces = _element("rFonts", ascii=latin, hAnsi=latin, cs=latin, eastAsia=chinese)
    form = _element("rPr", faces)
    if style.bold or (style.heading and paper.language == "en"):
        form.append(_element("b"))
    if style.colour:
        form.append(_element("color", val=style.colour))
    form.append(_element("sz", val=style.size))
    form.append(_element("lang", val="en-US", eastAsia=_LANGUAGES.get(paper.language, "zh-CN")))
    return form


def _run(paper: Paper, text: str, style: _Style) -> Any:
    """Some text; its lines stay lines, its tabs are tabs."""
    run = _element("r", _run_form(paper, style))
    for piece in re.split(r"([\n\t])", UNSHOWN.sub("", text)):
        if piece in _BREAKS:
            run.append(_element(_BREAKS[piece]))
            continue
        words = _element("t")
        words.text = piece
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        run.append(words)
    return run


_BREAKS = {"\n": "br", "\t": "tab"}


def _paragraph(paper: Paper, text: str, style: _Style) -> Any:
    return _element("p", _element("pPr", *_form(paper, style)), _run(paper, text, style))


def _form(paper: Paper, style: _Style) -> Iterator[Any]:
    """In the order in which the standard wants them."""
    if style.kept:
        yield _element("keepNext")
    if style.ruled:
        yield _element("pBdr", _element("bottom", val="single", sz=12, space=6, color=style.ruled))
    if style.apart:
        yield _element("tabs", _element("tab", val="right", pos=_WIDE - 2 * _MARGIN))
    yield _element("spacing", before=style.before, after=style.after)
    if style.indent and paper.language != "en":
        yield _element("ind", firstLineChars=style.indent * 100, firstLine=style.indent * style.size * 10)
    if style.side:
        yield _element("jc", val=style.side)


def _table(paper: Paper, table: Table) -> Any:
    room = _WIDE - 2 * _MARGIN
    widths = [room * w // sum(table.widths) for w in table.widths]
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = _element("tblBorders", *(_element(side, val="single", sz=4, space=0, color="808080") for side in sides))
    form = _element(
        "tblPr",
        _element("tblW", w=room, type="dxa"),
        _element("jc", val="center"),
        lines,
        _element("tblLayout", type="fixed"),
    )
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
    form.append(_element("vAlign", val="center"))
    style = _HEAD_CELL if head else _FIGURE_CELL if _FIGURE.fullmatch(text) else _PLAIN_CELL
    return _element("tc", form, _paragraph(paper, text, style))


_HEAD_CELL, _PLAIN_CELL = _Style(_CELL, bold=True, side="center"), _Style(_CELL)
_FIGURE_CELL, _FIGURE = _Style(_CELL, side="center"), late(r"[#\d][\d.,]*%?|—")


def _page(document: Any, paper: Paper) -> None:
    """A4, and at the foot which page of how many."""
    from docx.shared import Twips  # noqa: PLC0415 - as above

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
        yield _run(paper, piece, _PLAIN_CELL)
        return
    code = _element("instrText")
    code.text = field
    for part in (_element("fldChar", fldCharType="begin"), code, _element("fldChar", fldCharType="end")):
        yield _element("r", _run_form(paper, _PLAIN_CELL), part)


def _properties(document: Any, paper: Paper) -> None:
    """Nobody's name but the title's; the library's template has its maker's."""
    found = document.core_properties
    found.title, found.author, found.comments, found.keywords = UNSHOWN.sub("", paper.title)[:255], "", "", ""
    found.created = found.modified = _NO_DATE.replace(tzinfo=None)
