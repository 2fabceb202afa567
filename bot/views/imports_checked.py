"""导入台账 in the chat: what would come of the rows, what stands in their way, and the buttons that settle it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time
from functools import reduce

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.asking import pairs
from bot.views.cards import shorten
from bot.views.eye import Eye
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import page_of, turned
from domain.model.imports import Found, Import, Problem, Sample
from domain.model.value import value
from domain.rules.imports.rows import AGAIN, NUMBERS, SETTLED
from domain.text import shortened

_PROBLEMS, _ROWS, _SAMPLES, _NAMES, _NAMED, _NUMBERS = 10, 10, 3, 6, 4, 12  # shown at once
_NOON = time(12)


@value
class Shown:
    """An import as its reader sees it, and what each button of it begins with."""

    eye: Eye
    one: Import

    def press(self, label: Html | str, what: str, *fields: object, style: str | None = None) -> Button:
        """A button of this state of it."""
        return Button(str(label), pack(Press.IMPORT, self.one.id, self.one.version, what, *fields), style=style)


def checked(shown: Shown) -> Rendered:
    """What would come of it."""
    eye, one, found = shown.eye, shown.one, shown.one.checked
    text = [eye.t("import-head", name=one.file.name), *headless(shown), *_counts(shown)]
    page = page_of(found.problems, one.page, _PROBLEMS)
    if found.problems:
        key = "import-left-out" if one.without else "import-problems"
        text += [Html(""), eye.t(key, n=len({p.row for p in found.problems}))]
        text += [_problem(eye, p) for p in page.shown]
    rows = (*turned(shown.press, page.place, page.of), *_yes(shown), *_settling(shown), *_last(shown))
    return Rendered(Html("\n".join(text)), rows, secret=bool(found.secret))


def rows_page(shown: Shown) -> Rendered:
    """A page of the rows as the matters they would be."""
    eye, one = shown.eye, shown.one
    page = page_of(one.checked.samples, one.page, _ROWS)
    text = [eye.t("import-rows", name=one.file.name, n=len(one.checked.samples))]
    text += [_in_row(eye, sample, _sample(eye, sample)) for sample in page.shown]
    back = (shown.press(eye.t("button-back"), "at", 0),)
    rows = (*turned(shown.press, page.place, page.of), back)
    return Rendered(Html("\n".join(text)), rows, secret=bool(one.checked.secret))


def headless(shown: Shown) -> list[Html]:
    """That the file has no heading row, where that is so."""
    return [shown.eye.t("import-headless")] if shown.one.headless else []


# -- in words ----------------------------------------------------------------------------------------------------------


def _counts(shown: Shown) -> list[Html]:
    """So many matters, and what else is to be known before they are there."""
    eye, one, found = shown.eye, shown.one, shown.one.checked
    n = found.open + found.closed
    lines = [eye.t("import-counts", n=n, open=found.open, closed=found.closed)] if n or not found.there else []
    lines += [eye.t("import-here", n=len(found.there), rows=_numbers(eye, found.there))] if found.there else []
    lines += [eye.t("import-own", n=found.own)] if found.own else []
    lines += [eye.t(f"import-so-{what}", n=many) for what, many in found.settled]
    lines += [eye.t("import-ungiven", n=found.ungiven)] if found.ungiven else []
    left = [eye.t(f"import-left-{what}", n=many) for what, many in found.left]
    lines += [eye.t("import-left", what=eye.join_html(left))] if left else []
    lines += [eye.t("import-hidden", n=found.secret)] if found.secret else []
    lines += [eye.t("import-aside", names=eye.join([shortened(s, 20) for s in one.aside[:4]]))] if one.aside else []
    return [*lines, *(eye.t("import-sample", what=_sample(eye, one)) for one in found.samples[:_SAMPLES])]


def _numbers(eye: Eye, rows: Iterable[Found]) -> Html:
    """The rows of the file sheet by sheet, the first of them where there are many."""
    found = list(rows)
    places: dict[str, list[str]] = {}
    for row in found[:_NUMBERS]:
        places.setdefault(row.sheet, []).append(str(row.at))
    if len(found) > _NUMBERS:
        places[found[_NUMBERS - 1].sheet].append("…")
    first, *others = [_of_sheet(eye, sheet, at) for sheet, at in places.items()]
    return reduce(lambda told, more: eye.t("import-rows-then", rows=told, more=more), others, first)


def _of_sheet(eye: Eye, sheet: str, at: list[str]) -> Html:
    """Rows of one sheet; its name is set apart where there are several."""
    one, rows = len(at) == 1, eye.join(at)
    if not sheet:
        return eye.t("import-row-at" if one else "import-rows-at", rows=rows)
    return eye.t("import-row-in" if one else "import-rows-in", rows=rows, sheet=shortened(sheet, 20))


def _sample(eye: Eye, one: Sample) -> Html:
    """A row as it was read: whether names, days and titles are as they were meant."""
    due = (
        eye.moment(datetime.fromisoformat(one.due), day_only=one.day_only, brief=True)
        if one.due
        else eye.t("draft-no-due")
    )
    names = eye.join([*map(eye.name, one.people[:_NAMED]), *(["…"] if len(one.people) > _NAMED else [])])
    fields = {"names": names, "due": due, "title": shorten(one.title)}
    if not one.closed:
        return eye.t("import-would-be", **fields)
    closed = eye.moment(datetime.fromisoformat(one.closed), day_only=True, brief=True)
    return eye.t("import-would-be-over", **fields, state=eye.t(f"status-{one.state}"), closed=closed)


def _problem(eye: Eye, problem: Problem) -> Html:
    words = _of_sheet(eye, problem.other, [problem.words]) if problem.why == "twice" else problem.words
    return _in_row(eye, problem, eye.t(f"import-why-{problem.why}", words=words))


def _in_row(eye: Eye, row: Problem | Sample, what: Html) -> Html:
    if row.sheet:
        return eye.t("import-row-of", sheet=row.sheet, row=row.at, why=what)
    return eye.t("import-row", row=row.at, why=what)


# -- buttons -----------------------------------------------------------------------------------------------------------


def _settling(shown: Shown) -> Rows:
    """What settles many rows at once: how days are read, who is meant by a name, which rows are taken as they are or left
    out."""
    eye, one, found = shown.eye, shown.one, shown.one.checked
    names = [
        shown.press(eye.t("label-import-name", name=shortened(name, 12)), "at", 0, f"name-{n}")
        for n, name in enumerate(found.names[:_NAMES])
    ]
    counts = {what: len({p.row for p in found.problems if p.why in (what, f"{what}-over")}) for what in SETTLED}
    counts[AGAIN] = len(found.there)
    counts[NUMBERS] = len({p.row for p in found.problems if p.why in ("twice", "taken")})
    so = [shown.press(eye.t(f"button-import-{what}", n=n), "set", 0, what) for what, n in counts.items() if n]
    n = len({p.row for p in found.problems})
    key = "button-import-all" if one.without else "button-import-without"
    without = [shown.press(eye.t(key, n=n), "set", 0, "without")] if n else []
    return (*_ways(shown), *pairs(names), *((button,) for button in (*so, *without)))


def _ways(shown: Shown) -> Rows:
    """For each column whose days can be read in two ways, both of them."""
    eye = shown.eye
    return tuple(
        tuple(
            shown.press(
                eye.t("label-import-way", words=shortened(asked.words, 16), day=_day(eye, day)), "way", n, answer
            )
            for answer, day in asked.answers
        )
        for n, asked in enumerate(shown.one.checked.two_ways)
    )


def _day(eye: Eye, day: str) -> str:
    return eye.plain_moment(datetime.combine(date.fromisoformat(day), _NOON, eye.calendar.zone), day_only=True)


def _yes(shown: Shown) -> Rows:
    """To import all of it, where nothing stands in the way."""
    eye, one, found = shown.eye, shown.one, shown.one.checked
    n = found.open + found.closed
    ready = n and (one.without or not found.problems)
    return ((shown.press(eye.t("button-import-yes", n=n), "yes", style="success"),),) if ready else ()


def _last(shown: Shown) -> Rows:
    eye, one = shown.eye, shown.one
    n = len(one.checked.samples)
    rows = [shown.press(eye.t("button-import-rows", n=n), "at", 0, "rows")] if n > _SAMPLES else []
    columns = shown.press(eye.t("button-import-columns"), "at", 0, "columns")
    return ((*rows, columns), given_up(shown))


def given_up(shown: Shown) -> tuple[Button, ...]:
    """To import nothing of it; what came without a word may be minutes after all."""
    eye = shown.eye
    minutes = [shown.press(eye.t("button-import-minutes"), "minutes")] if shown.one.loosely else []
    return (*minutes, shown.press(eye.t("button-discard"), "cancel"))
