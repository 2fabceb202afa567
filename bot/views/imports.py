"""导入台账 in the chat: the columns of the file, and whom a name in it means."""

from __future__ import annotations

from bot.callback import Press
from bot.i18n import Html
from bot.views.asking import people_rows
from bot.views.eye import Eye
from bot.views.imports_checked import Shown, checked, given_up, headless, rows_page
from bot.views.rendered import Rendered
from bot.views.rows import in_rows, page_of, turned
from domain.messages.imports import ImportStep
from domain.model.imports import NOTHING, Heading, Import
from domain.model.ledger import LedgerColumn
from domain.rules.imports.columns import MEANINGS, lacking
from domain.rules.imports.rows import NUMBERS
from domain.text import shortened

_COLUMNS, _IN_A_ROW = 40, 3


def import_step(eye: Eye, message: ImportStep) -> Rendered | None:
    """An import as it stands."""
    one = eye.store.imports.get(message.import_id)
    if one is None or one.unread:
        return None
    asks, _, place = one.asks.partition(":")
    shown = Shown(eye, one)
    if asks == "column":
        return _column(shown, int(place))
    if asks == "name" and int(place) < len(one.checked.names):
        return _name(shown, int(place))
    if asks == "columns" or lacking(one.headings):
        return _columns(shown)
    return rows_page(shown) if asks == "rows" and one.checked.samples else checked(shown)


# -- the columns -------------------------------------------------------------------------------------------------------


def _means(eye: Eye, means: str) -> Html:
    known = means in frozenset(LedgerColumn)
    return eye.t(f"ledger-{means}") if known else eye.t("import-secret") if means else eye.t("import-nothing")


def _taken_for(one: Import, heading: Heading) -> str:
    """What a column is taken for; numbers of others may be a reference by one button."""
    is_reference = heading.means == LedgerColumn.NUMBER and NUMBERS in one.so
    return LedgerColumn.ORIGIN_REF if is_reference else heading.means


def _seen(one: Import, place: int) -> list[str]:
    """The first values in a column."""
    values = dict.fromkeys(row.cells[place] for row in one.rows if place < len(row.cells) and row.cells[place])
    return [shortened(value, 20) for value in list(values)[:3]]


def _head(shown: Shown, place: int) -> Html | str:
    """The words at the head of a column, in all sheets; where there are none, the first value in it."""
    heading = shown.one.headings[place]
    if heading.text:
        return shortened(f"{heading.text} / {heading.also}" if heading.also else heading.text, 60)
    return shown.eye.t("import-column-first", value=next(iter(_seen(shown.one, place)), ""))


def _line(shown: Shown, place: int) -> Html:
    eye, heading = shown.eye, shown.one.headings[place]
    fields = {"letter": heading.letter, "text": _head(shown, place)}
    if heading.means == NOTHING:
        return eye.t("import-column-unused", **fields)
    return eye.t("import-column", **fields, means=_means(eye, _taken_for(shown.one, heading)))


def _columns(shown: Shown) -> Rendered:
    """Every column with what it is taken for, page by page where there are many; a tap changes one."""
    eye, one = shown.eye, shown.one
    page = page_of(range(len(one.headings)), one.page, _COLUMNS)
    lines = [eye.t("import-columns", name=one.file.name, n=len(one.rows)), *headless(shown)]
    lines += [_line(shown, n) for n in page.shown]
    open_ = lacking(one.headings)
    if open_:
        lines += [Html(""), eye.t("import-lacks", columns=eye.join_html([_means(eye, c) for c in open_]))]
    buttons = [
        shown.press(f"{one.headings[n].letter} {shortened(_label(one, n), 12)}", "at", page.place, f"column-{n}")
        for n in page.shown
    ]
    go = () if open_ else ((shown.press(eye.t("button-import-check"), "go", style="success"),),)
    return Rendered(
        Html("\n".join(lines)),
        (*go, *turned(shown.press, page.place, page.of), *in_rows(buttons, _IN_A_ROW), given_up(shown)),
    )


def _label(one: Import, place: int) -> str:
    return one.headings[place].text or next(iter(_seen(one, place)), "")


def _column(shown: Shown, place: int) -> Rendered | None:
    """What one column can mean, with the first values in it."""
    eye, one = shown.eye, shown.one
    if place >= len(one.headings):
        return None
    heading = one.headings[place]
    seen = _seen(one, place)
    what = "import-column-what" if heading.text else "import-column-what-bare"
    text = [eye.t(what, letter=heading.letter, **({"text": _head(shown, place)} if heading.text else {}))]
    if seen:
        text.append(eye.t("import-column-values", values=eye.join(seen)))
    found = [
        shown.press(("✓ " if means == _taken_for(one, heading) else "") + str(_means(eye, means)), "col", place, means)
        for means in MEANINGS
    ]
    back = (shown.press(eye.t("button-back"), "at", one.page, "columns"),)
    return Rendered(Html("\n".join(text)), (*in_rows(found, _IN_A_ROW), back))


# -- whom a name means -------------------------------------------------------------------------------------------------


def _name(shown: Shown, place: int) -> Rendered:
    """Whom a name of the file means: one choice for all its rows."""
    eye, one = shown.eye, shown.one
    name = one.checked.names[place]
    n = len({p.row for p in one.checked.problems if p.why in ("person", "who") and p.words == name[:60]})
    head = (Press.IMPORT, one.id, one.version)
    people = eye.store.members.to_choose_from(None)
    rows = people_rows(eye, people, one.page, (*head, "who", place), (*head, "page"))
    return Rendered(eye.t("import-who", name=name, n=n), (*rows, (shown.press(eye.t("button-back"), "at", 0),)))
