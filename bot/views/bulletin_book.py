"""月通报 as a workbook: its figures, by team, by person, what is overdue, how it went before; each value as what it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from bot.views.bulletin_data import period_words, persons, team_words
from bot.views.bulletin_files import allowed, called, caption, name, people
from bot.views.eye import Eye
from bot.views.official import figure_label, hours, words
from bot.views.rendered import Rendered
from domain.messages.bulletins import BulletinWorkbook
from domain.model.figures import Bulletin, Figures, Trend
from domain.model.papers import Cell, Column, Form, Made, Sheet, Tint, Value, Workbook

Row = tuple[Value | Cell, ...]
# Every figure: its key in the catalogues, how it is written, and where it is found.
FIGURES: tuple[tuple[str, Form, Callable[[Figures], float | None]], ...] = (
    ("given", Form.NUMBER, lambda f: f.given),
    ("done", Form.NUMBER, lambda f: f.done),
    ("late", Form.NUMBER, lambda f: f.late),
    ("rate", Form.SHARE, lambda f: f.rate),
    ("delay", Form.NUMBER, lambda f: hours(f.delay_mean)),
    ("cancelled", Form.NUMBER, lambda f: f.cancelled),
    ("open", Form.NUMBER, lambda f: f.open_at_end),
    ("overdue", Form.NUMBER, lambda f: f.overdue_at_end),
    ("accept", Form.SHARE, lambda f: f.accept.share),
    ("reports", Form.SHARE, lambda f: f.reports.share),
    ("waived", Form.NUMBER, lambda f: f.accept.waived + f.reports.waived),
    ("returned", Form.NUMBER, lambda f: f.returned),
    ("slips", Form.NUMBER, lambda f: f.slips),
    ("unanswered", Form.NUMBER, lambda f: f.unanswered),
    ("rating", Form.NUMBER, lambda f: f.rating_mean and round(f.rating_mean, 1)),
)
_BEFORE: Mapping[str, Callable[[Trend], float | None]] = {
    "given": lambda t: t.given,
    "done": lambda t: t.done,
    "late": lambda t: t.late,
    "rate": lambda t: t.rate,
    "overdue": lambda t: t.overdue_at_end,
}


def book(eye: Eye, message: BulletinWorkbook) -> Rendered | None:
    """The workbook."""
    found = allowed(eye, message)
    if found is None:
        return None
    title = name(eye, found)
    sheets = tuple(_sheets(eye, message, found))
    return Rendered(caption(eye, found), made=Made(called(eye, found, "xlsx"), Workbook(title, sheets, eye.language)))


def _sheets(eye: Eye, message: BulletinWorkbook, found: Bulletin) -> Iterator[Sheet]:
    yield _whole(eye, found)
    if found.teams:
        yield _compared(eye, "team", [(team_words(eye, one.team_id), one.figures) for one in found.teams])
    persons_told = people(eye, message, found)
    if persons_told:
        yield _compared(eye, "person", [(eye.name(one.member_id), one.figures) for one in persons_told])
    yield _overdue(eye, found)
    yield _trend(eye, found)


def _sheet_name(eye: Eye, key: str) -> str:
    return words(eye.t(f"sheet-{key}"))


def _whole(eye: Eye, found: Bulletin) -> Sheet:
    """A figure a row, with that of the period before where it is known."""
    last = found.before[-1] if found.before else None
    columns = [Column(figure_label(eye, "what"), 26), Column(period_words(eye, found.period), 16, Form.NUMBER)]
    columns += [Column(period_words(eye, last.label), 16, Form.NUMBER)] if last else []
    rows = [_figure(eye, found, last, one) for one in FIGURES]
    return Sheet(_sheet_name(eye, "whole"), tuple(columns), rows)


def _figure(
    eye: Eye, found: Bulletin, last: Trend | None, one: tuple[str, Form, Callable[[Figures], float | None]]
) -> Row:  # fmt: skip
    key, form, value = one
    before = _BEFORE.get(key)
    earlier = (Cell(before(last) if before else None, form=form),) if last else ()
    return (figure_label(eye, key), Cell(value(found.figures), form=form), *earlier)


def _compared(eye: Eye, of: str, found: Sequence[tuple[str, Figures]]) -> Sheet:
    columns = (
        Column(figure_label(eye, of), 18),
        *(Column(figure_label(eye, key), 10, form) for key, form, _ in FIGURES),
    )
    return Sheet(_sheet_name(eye, of), columns, [(label, *_values(f)) for label, f in found])


def _values(f: Figures) -> Iterator[Value | Cell]:
    """What is overdue stands out."""
    for key, _, value in FIGURES:
        found = value(f)
        yield Cell(found, Tint.RED) if key == "overdue" and found else found


def _overdue(eye: Eye, found: Bulletin) -> Sheet:
    named = persons(eye)
    columns = [Column(figure_label(eye, "number"), 8, Form.NUMBER), Column(figure_label(eye, "matter"), 48)]
    columns += [Column(figure_label(eye, "lead"), 14)] if named else []
    columns += [
        Column(figure_label(eye, "due"), 18, Form.MOMENT),
        Column(figure_label(eye, "late-hours"), 14, Form.NUMBER),
    ]
    zone = eye.calendar.zone
    rows = [
        (
            one.task_id,
            one.title,
            *((eye.name(one.member_id),) if named else ()),
            one.due_at.astimezone(zone),
            hours(one.late),
        )
        for one in found.overdue
    ]
    return Sheet(_sheet_name(eye, "overdue"), tuple(columns), rows)


def _trend(eye: Eye, found: Bulletin) -> Sheet:
    told = (*found.before, found.now)
    forms = {key: form for key, form, _ in FIGURES}
    columns = (
        Column(figure_label(eye, "period"), 18),
        *(Column(figure_label(eye, key), 12, forms[key]) for key in _BEFORE),
    )
    rows = [(period_words(eye, one.label), *(value(one) for value in _BEFORE.values())) for one in told]
    return Sheet(_sheet_name(eye, "trend"), columns, rows)
