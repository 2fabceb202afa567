"""导入台账 in the chat: the columns, what would come of the rows, whom a name means; what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.asking import pairs, people_rows
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.lists import show_rows
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows, page_of, turned
from domain.messages.imports import ImportDone, ImportDropped, ImportGiven, ImportStep
from domain.model.imports import NOTHING, Heading, Import, Problem, Sample
from domain.model.ledger import LedgerColumn
from domain.model.tasks import Relation, Task
from domain.rules.hands import has_accepted
from domain.rules.imports.columns import MEANINGS, lacking
from domain.rules.lifecycle import Action, allowed
from domain.text import shortened

_PROBLEMS, _NAMES, _COLUMNS, _GIVEN = 10, 6, 40, 8  # shown at once
_IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class _Shown:
    """An import as its reader sees it, and what each button of it begins with."""

    eye: Eye
    one: Import

    def press(self, label: Html | str, what: str, *fields: object, style: str | None = None) -> Button:
        return Button(str(label), pack(Press.IMPORT, self.one.id, self.one.version, what, *fields), style=style)


def import_step(eye: Eye, message: ImportStep) -> Rendered | None:
    """An import as it stands."""
    one = eye.store.imports.get(message.import_id)
    if one is None or one.unread:
        return None
    asks, _, place = one.asks.partition(":")
    shown = _Shown(eye, one)
    if asks == "column":
        return _column(shown, int(place))
    if asks == "name" and int(place) < len(one.checked.names):
        return _name(shown, int(place))
    if asks == "columns" or lacking(one.headings):
        return _columns(shown)
    return _checked(shown)


# -- the columns -------------------------------------------------------------------------------------------------------


def _means(eye: Eye, means: str) -> Html:
    known = means in frozenset(LedgerColumn)
    return eye.t(f"ledger-{means}") if known else eye.t("import-secret") if means else eye.t("import-nothing")


def _line(eye: Eye, one: Heading) -> Html:
    if one.means == NOTHING:
        return eye.t("import-column-unused", letter=one.letter, text=one.text)
    return eye.t("import-column", letter=one.letter, text=one.text, means=_means(eye, one.means))


def _columns(shown: _Shown) -> Rendered:
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
    last = (shown.press(eye.t("button-discard"), "cancel"),)
    return Rendered(Html("\n".join(lines)), (*go, *in_rows(buttons, _IN_A_ROW), last))


def _column(shown: _Shown, place: int) -> Rendered | None:
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


# -- what would come of it ---------------------------------------------------------------------------------------------


def _checked(shown: _Shown) -> Rendered:
    eye, one, found = shown.eye, shown.one, shown.one.checked
    text = [eye.t("import-head", name=one.file.name), *_counts(shown)]
    page = page_of(found.problems, one.page, _PROBLEMS)
    if found.problems:
        key = "import-left-out" if one.without else "import-problems"
        text += [Html(""), eye.t(key, n=len({p.row for p in found.problems}))]
        text += [_problem(eye, p) for p in page.shown]
    rows = (*turned(shown.press, page.place, page.of), *_yes(shown), *_settling(shown), _last(shown))
    return Rendered(Html("\n".join(text)), rows, secret=bool(found.secret))


def _counts(shown: _Shown) -> list[Html]:
    """So many matters, and what else is to be known before they are there."""
    eye, one, found = shown.eye, shown.one, shown.one.checked
    n = found.open + found.closed
    lines = [eye.t("import-counts", n=n, open=found.open, closed=found.closed)] if n or not found.there else []
    lines += [eye.t("import-there", n=found.there)] if found.there else []
    lines += [eye.t("import-own", n=found.own)] if found.own else []
    lines += [eye.t("import-late", n=found.late)] if found.late and one.late else []
    lines += [eye.t("import-hidden", n=found.secret)] if found.secret else []
    lines += [eye.t("import-aside", names=eye.join([shortened(s, 20) for s in one.aside[:4]]))] if one.aside else []
    return [*lines, *(_sample(eye, one) for one in found.samples)]


def _sample(eye: Eye, one: Sample) -> Html:
    """So that one sees whether names, days and titles were read as they were meant."""
    due = (
        eye.moment(datetime.fromisoformat(one.due), day_only=one.day_only, brief=True)
        if one.due
        else eye.t("draft-no-due")
    )
    return eye.t("import-sample", names=eye.join([eye.name(i) for i in one.people]), due=due, title=shorten(one.title))


def _problem(eye: Eye, problem: Problem) -> Html:
    why = eye.t(f"import-why-{problem.why}", words=problem.words)
    if problem.sheet:
        return eye.t("import-row-of", sheet=problem.sheet, row=problem.at, why=why)
    return eye.t("import-row", row=problem.at, why=why)


def _settling(shown: _Shown) -> Rows:
    """What settles many rows at once: who is meant by a name, that what is overdue is so, that some rows are left out."""
    eye, one, found = shown.eye, shown.one, shown.one.checked
    names = [
        shown.press(eye.t("label-import-name", name=shortened(name, 12)), "at", 0, f"name-{n}")
        for n, name in enumerate(found.names[:_NAMES])
    ]
    late = [shown.press(eye.t("button-import-late", n=found.late), "set", 0, "late")] if _may_be_late(one) else []
    n = len({p.row for p in found.problems})
    key = "button-import-all" if one.without else "button-import-without"
    without = [shown.press(eye.t(key, n=n), "set", 0, "without")] if n else []
    return (*pairs(names), *((button,) for button in (*late, *without)))


def _may_be_late(one: Import) -> bool:
    return bool(one.checked.late) and not one.late


def _yes(shown: _Shown) -> Rows:
    """To import all of it, where nothing stands in the way."""
    eye, one, found = shown.eye, shown.one, shown.one.checked
    n = found.open + found.closed
    ready = n and (one.without or not found.problems)
    return ((shown.press(eye.t("button-import-yes", n=n), "yes", style="success"),),) if ready else ()


def _last(shown: _Shown) -> tuple[Button, ...]:
    eye = shown.eye
    columns = shown.press(eye.t("button-import-columns"), "at", 0, "columns")
    return (columns, shown.press(eye.t("button-discard"), "cancel"))


def _name(shown: _Shown, place: int) -> Rendered:
    """Whom a name of the file means: one choice for all its rows."""
    eye, one = shown.eye, shown.one
    name = one.checked.names[place]
    n = len({p.row for p in one.checked.problems if p.why in ("person", "who") and p.words == name[:60]})
    head = (Press.IMPORT, one.id, one.version)
    people = eye.store.members.to_choose_from(None)
    rows = people_rows(eye, people, one.page, (*head, "who", place), (*head, "page"))
    return Rendered(eye.t("import-who", name=name, n=n), (*rows, (shown.press(eye.t("button-back"), "at", 0),)))


# -- what came of it ---------------------------------------------------------------------------------------------------


def import_done(eye: Eye, message: ImportDone) -> Rendered:
    """What a file became."""
    n = message.open + message.closed
    numbers = eye.t("import-number", first=message.first) if n == 1 else eye.t(
        "import-numbers", first=message.first, last=message.last
    )  # fmt: skip
    text = [eye.t("import-done", name=message.source, n=n, open=message.open, closed=message.closed, numbers=numbers)]
    text += [eye.t("import-there", n=message.there)] if message.there else []
    if message.open:
        text.append(eye.t("import-told"))
    if message.unheard:
        text.append(eye.t("minutes-unreachable", names=eye.join([eye.name(i) for i in message.unheard])))
    assigned = Button(str(eye.t("button-all-assigned")), pack(Press.LIST_ALL, "assigned", 0, 0))
    return Rendered(Html("\n".join(text)), ((assigned,),) if message.open else ())


def import_given(eye: Eye, message: ImportGiven) -> Rendered | None:
    """What the reader has of it: the first of their matters, and buttons to all of them."""
    found = [t for number in message.tasks if (t := eye.store.tasks.get(number)) is not None and eye.sees(t)]
    led = [t for t in found if Relation.LEAD in eye.relations(t)]
    text = _has(eye, message, len(led), len(found) - len(led))
    text += [
        eye.t("import-given-line", number=task.id, title=shorten(task.title),
              due=eye.moment(task.due_at, day_only=task.due_day_only, brief=True))
        for task in found[:_GIVEN]
    ]  # fmt: skip
    text += [eye.t("import-given-more", n=len(found) - _GIVEN)] if len(found) > _GIVEN else []
    rows = (*_accepting(eye, found), *show_rows(found[:_GIVEN]), *_to_all(eye, len(found)))
    if message.named:
        text.append(eye.t("import-named", by=eye.name(message.by), name=message.source, n=message.named))
        rows = (*rows, (Button(str(eye.t("button-all-assigned")), pack(Press.LIST_ALL, "assigned", 0, 0)),))
    return Rendered(Html("\n".join(text)), rows, secret=any(t.confidential for t in found)) if text else None


def _has(eye: Eye, message: ImportGiven, led: int, helped: int) -> list[Html]:
    """How many the reader leads, how many they help with."""
    fields = {"by": eye.name(message.by), "name": message.source}
    if not led:
        return [eye.t("import-given-co", n=helped, **fields)] if helped else []
    return [eye.t("import-given", n=led, **fields), *([eye.t("import-helps", n=helped)] if helped else [])]


def _accepting(eye: Eye, found: list[Task]) -> Rows:
    """One tap accepts all that waits for it; what one file made has numbers in a row."""
    own = eye.member.id if eye.member else None
    waiting = [t.id for t in found if not has_accepted(t, own) and allowed(t, Action.ACCEPT, eye.relations(t))]
    if not waiting:
        return ()
    data = pack(Press.IMPORT, min(waiting), max(waiting), "accept")
    return ((Button(str(eye.t("button-import-accept")), data, style="success"),),)


def _to_all(eye: Eye, n: int) -> Rows:
    return ((Button(str(eye.t("button-all-mine")), pack(Press.LIST_ALL, "mine", 0, 0)),),) if n > _GIVEN else ()


def import_dropped(eye: Eye, _message: ImportDropped) -> Rendered:
    """It was given up."""
    return Rendered(eye.t("import-dropped"))
