"""导入台账 in the chat: the columns of the file, and whom a name in it means."""

from __future__ import annotations

from bot.callback import Press
from bot.i18n import Html
from bot.views.asking import people_rows
from bot.views.eye import Eye
from bot.views.imports_checked import Shown, checked, given_up, rows_page
from bot.views.rendered import Rendered
from bot.views.rows import in_rows
from domain.messages.imports import ImportStep
from domain.model.imports import NOTHING, Heading
from domain.model.ledger import LedgerColumn
from domain.rules.imports.columns import MEANINGS, lacking
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


def _line(eye: Eye, one: Heading) -> Html:
    if one.means == NOTHING:
        return eye.t("import-column-unused", letter=one.letter, text=one.text)
    return eye.t("import-column", letter=one.letter, text=one.text, means=_means(eye, one.means))


def _columns(shown: Shown) -> Rendered:
    """Every column with what it is taken for; a tap changes one."""
    eye, one = shown.eye, shown.one
    lines = [eye.t("import-columns", name=one.file.name, n=len(one.rows))]
    lines += [_line(eye, heading) for heading in one.headings[:_COLUMNS]]
    open_ = lacking(one.headings)
    if open_:
        lines += [Html(""), eye.t("import-lacks", columns=eye.join_html([_means(eye, c) for c in open_]))]
    buttons = [
        shown.press(f"{h.letter} {shortened(h.text, 12)}", "at", 0, f"column-{n}")
        for n, h in enumerate(one.headings[:_COLUMNS])
    ]
    go = () if open_ else ((shown.press(eye.t("button-import-check"), "go", style="success"),),)
    return Rendered(Html("\n".join(lines)), (*go, *in_rows(buttons, _IN_A_ROW), given_up(shown)))


def _column(shown: Shown, place: int) -> Rendered | None:
    """What one column can mean, with the first values in it."""
    eye, one = shown.eye, shown.one
    if place >= len(one.headings):
        return None
    heading = one.headings[place]
    values = dict.fromkeys(row.cells[place] for row in one.rows if place < len(row.cells) and row.cells[place])
    seen = [shortened(value, 20) for value in list(values)[:3]]
    text = [eye.t("import-column-what", letter=heading.letter, text=heading.text)]
    if seen:
        text.append(eye.t("import-column-values", values=eye.join(seen)))
    found = [
        shown.press(("✓ " if means == heading.means else "") + str(_means(eye, means)), "col", place, means)
        for means in MEANINGS
    ]
    back = (shown.press(eye.t("button-back"), "at", 0, "columns"),)
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
