"""年要点、季安排: a plan with who answers for each line, by when, how far it is and what was heard of it last; to be printed,
or as a workbook. What is confidential stands on neither: a file is passed on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.official import file_name, full_day, heading, page_words, short_day, words
from bot.views.plan_lines import Line, lines_of, parts_of, said_totals, state_of, title_of
from bot.views.plan_picture import picture
from bot.views.plans import lines_for
from bot.views.rendered import Rendered
from bot.views.trees import period_words
from domain.facts.base import Event
from domain.messages.tasks import PlanFile
from domain.model.lights import Light
from domain.model.papers import Cell, Column, Form, Made, Paper, Section, Sheet, Table, Tint, Value, Workbook
from domain.model.tasks import Status, Task
from domain.text import tidy

_LONGEST = 300  # of what was heard, in a cell
_COLUMNS = ("order", "matter", "people", "due", "state", "words")
_WIDTHS = (9, 30, 14, 14, 16, 23)
_SHEET = (
    ("order", 7, Form.TEXT), ("number", 7, Form.NUMBER), ("period", 12, Form.TEXT), ("matter", 32, Form.TEXT),
    ("standard", 18, Form.TEXT), ("team", 12, Form.TEXT), ("lead", 10, Form.TEXT), ("others", 13, Form.TEXT),
    ("due", 11, Form.DAY), ("state", 16, Form.TEXT), ("percent", 8, Form.SHARE), ("heard", 11, Form.DAY),
    ("words", 32, Form.TEXT),
)  # fmt: skip
_TINTS = {Light.RED: Tint.RED, Light.YELLOW: Tint.YELLOW}


def plan_file(eye: Eye, message: PlanFile) -> Rendered:
    """The file, with what it is as its caption; without lines there is none."""
    which, title = lines_for(eye, message.period, message.team_id), title_of(eye, message.period)
    lines = lines_of(eye, which)
    if not lines:
        return Rendered(eye.t("plan-none", period=period_words(eye, message.period), label=message.period))
    caption = eye.t("plan-file", title=title, totals=said_totals(eye, lines))
    eye.store.tasks.know([line.task.id for line in lines])
    heard = eye.store.meetings.last_words([line.task.id for line in lines])
    if message.picture:
        return picture(eye, message, title, lines, caption)
    if message.book:
        return Rendered(caption, made=Made(file_name(title, "xlsx"), _book(eye, title, lines, heard)))
    return Rendered(caption, made=Made(file_name(title, "docx"), _paper(eye, message, title, lines, heard)))


def _paper(eye: Eye, message: PlanFile, title: str, lines: Sequence[Line], heard: Mapping[int, Event]) -> Paper:
    team = eye.store.teams.get(message.team_id) if message.team_id is not None else None
    whose = team.title if team else eye.settings.office_name
    parts = parts_of(lines)
    sections = tuple(
        Section(
            heading(eye, n, words(period_words(eye, label))) if len(parts) > 1 else "", (), _table(eye, part, heard)
        )
        for n, (label, part) in enumerate(parts, 1)
    )
    day = words(eye.t("plan-as-of", day=full_day(eye, eye.now)))
    top = (whose, day, words(said_totals(eye, lines)))
    return Paper(title, top, (), (), eye.language, page_words(eye), sections)


def _table(eye: Eye, lines: Sequence[Line], heard: Mapping[int, Event]) -> Table:
    columns = tuple(words(eye.t(f"plan-column-{column}")) for column in _COLUMNS)
    return Table("", columns, _WIDTHS, tuple(_row(eye, line, heard.get(line.task.id)) for line in lines))


def _row(eye: Eye, line: Line, heard: Event | None) -> tuple[str, ...]:
    task = line.task
    others = words(eye.t("plan-others", names=_others(eye, task))) if task.co_ids else ""
    said = _said(heard)
    last = words(eye.t("paper-said", day=eye.day(heard.at), text=said)) if heard and said else ""
    return (
        line.order, _two(task.title, task.standard), _two(eye.name(task.duty_id), others),
        short_day(eye, task.due_at, line.year),
        _two(state_of(eye, task), "" if task.status is Status.DONE else f"{eye.percent(task)}%"), last,
    )  # fmt: skip


def _two(first: str, second: str) -> str:
    return f"{first}\n{second}" if second else first


def _others(eye: Eye, task: Task) -> Html:
    return eye.join([eye.name(i) for i in task.co_ids])


def _said(heard: Event | None) -> str:
    return tidy(str(getattr(heard.fact, "text", "")))[:_LONGEST] if heard else ""


def _book(eye: Eye, title: str, lines: Sequence[Line], heard: Mapping[int, Event]) -> Workbook:
    columns = tuple(Column(words(eye.t(f"plan-column-{name}")), wide, form) for name, wide, form in _SHEET)
    rows = [_cells(eye, line, heard.get(line.task.id)) for line in lines]
    return Workbook(title, (Sheet(title, columns, rows),), eye.language)


def _cells(eye: Eye, line: Line, heard: Event | None) -> tuple[Value | Cell, ...]:
    task = line.task
    team = eye.store.teams.get(task.team_id) if task.team_id is not None else None
    far = 1 if task.status is Status.DONE else eye.percent(task) / 100
    return (
        line.order, task.id, words(period_words(eye, task.period)) if task.period else "", task.title, task.standard,
        team.title if team else "", eye.name(task.duty_id), _others(eye, task), _day(eye, task.due_at),
        Cell(state_of(eye, task), _tint(eye, task)), far, _day(eye, heard.at) if heard else None, _said(heard),
    )  # fmt: skip


def _tint(eye: Eye, task: Task) -> Tint | None:
    if task.status is Status.DONE:
        return Tint.GREEN
    return _TINTS.get(eye.lit(task).light) if task.status.is_open else Tint.GREY


def _day(eye: Eye, at: datetime) -> date:
    return at.astimezone(eye.calendar.zone).date()
