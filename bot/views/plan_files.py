"""年要点、季安排: a plan with who answers for each line, by when, how far it is and what was heard of it last; to be printed,
or as a workbook. What is confidential stands on neither: a file is passed on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.lists import reason
from bot.views.official import file_name, full_day, heading, numeral, page_words, short_day, words
from bot.views.plans import lines_for
from bot.views.rendered import Rendered
from bot.views.trees import period_words
from domain.facts.base import Event
from domain.messages.tasks import PlanFile
from domain.model.lights import Light
from domain.model.papers import Cell, Column, Form, Made, Paper, Section, Sheet, Table, Tint, Value, Workbook
from domain.model.tasks import Status, Task
from domain.model.trees import PlanLines
from domain.rules.periods import Period
from domain.text import tidy

_MOST, _MOST_BELOW, _DEEPEST = 600, 60, 3  # lines of a plan, below one of them, levels
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


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a plan or what is below it: 2, 2.1, 2.1.3."""

    order: str
    task: Task
    year: int  # of the plan


def plan_file(eye: Eye, message: PlanFile) -> Rendered:
    """The file, with what it is as its caption; without lines there is none."""
    which, title = lines_for(eye, message.period, message.team_id), _title(eye, message.period)
    lines = _lines(eye, which)
    if not lines:
        return Rendered(eye.t("plan-none", period=period_words(eye, message.period), label=message.period))
    caption = eye.t("plan-file", title=title, totals=_totals(eye, lines))
    eye.store.tasks.know([line.task.id for line in lines])
    heard = eye.store.meetings.last_words([line.task.id for line in lines])
    if message.book:
        return Rendered(caption, made=Made(file_name(title, "xlsx"), _book(eye, title, lines, heard)))
    return Rendered(caption, made=Made(file_name(title, "docx"), _paper(eye, message, title, lines, heard)))


def _title(eye: Eye, label: str) -> str:
    period = Period(label)
    if period.is_year:
        return words(eye.t("plan-title-year", year=period.year))
    if "Q" in label:
        return words(eye.t("plan-title-quarter", year=period.year, quarter=numeral(eye, int(label[-1]))))
    return words(eye.t("plan-title-month", period=period_words(eye, label)))


def _lines(eye: Eye, which: PlanLines) -> list[Line]:
    """Each line and what is below it, in the order of the plan; what stands under another line of it stands there alone."""
    found = [task for task in eye.store.tasks.lines(which, _MOST) if _shown(eye, task)]
    numbers = {task.id for task in found}
    tops = [task for task in found if task.parent_id not in numbers]
    lines = [
        line
        for n, task in enumerate(tops, 1)
        for line in _branch(eye, Line(str(n), task, int(which.first[:4])), _DEEPEST)
    ]
    return lines[:_MOST]


def _shown(eye: Eye, task: Task, above: Task | None = None) -> bool:
    """A group sees of what is below a line only what is its own."""
    return not task.confidential and eye.sees(task, above)


def _branch(eye: Eye, line: Line, deep: int) -> Iterator[Line]:
    yield line
    if deep > 1:
        below = (t for t in eye.store.tasks.children(line.task.id, _MOST_BELOW) if _shown(eye, t, line.task))
        for n, task in enumerate(below, 1):
            yield from _branch(eye, Line(f"{line.order}.{n}", task, line.year), deep - 1)


def _tops(lines: Sequence[Line]) -> list[Task]:
    return [line.task for line in lines if "." not in line.order]


def _totals(eye: Eye, lines: Sequence[Line]) -> Html:
    """Of the lines themselves; what is overdue with what is below them, since that stands there."""
    tops = _tops(lines)
    done = sum(task.status is Status.DONE for task in tops)
    late = sum(_is_late(eye, line.task) for line in lines)
    far = round(sum(100 if task.status is Status.DONE else eye.percent(task) for task in tops) / len(tops))
    return eye.t("plan-totals", n=len(tops), done=done, percent=far, late=late)


def _is_late(eye: Eye, task: Task) -> bool:
    return task.status.is_open and eye.lit(task).light is Light.RED


def _paper(eye: Eye, message: PlanFile, title: str, lines: Sequence[Line], heard: Mapping[int, Event]) -> Paper:
    team = eye.store.teams.get(message.team_id) if message.team_id is not None else None
    whose = team.title if team else eye.settings.office_name
    parts = _parts(lines)
    sections = tuple(
        Section(
            heading(eye, n, words(period_words(eye, label))) if len(parts) > 1 else "", (), _table(eye, part, heard)
        )
        for n, (label, part) in enumerate(parts, 1)
    )
    day = words(eye.t("plan-as-of", day=full_day(eye, eye.now)))
    top = (whose, day, words(_totals(eye, lines)))
    return Paper(title, top, (), (), eye.language, page_words(eye), sections)


def _parts(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """By the period of the line at the top: the year's own, then its quarters and months."""
    period = {line.order: line.task.period for line in lines if "." not in line.order}
    return [(label, list(part)) for label, part in groupby(lines, lambda line: period[line.order.partition(".")[0]])]


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
        _two(_state(eye, task), "" if task.status is Status.DONE else f"{eye.percent(task)}%"), last,
    )  # fmt: skip


def _two(first: str, second: str) -> str:
    return f"{first}\n{second}" if second else first


def _others(eye: Eye, task: Task) -> Html:
    return eye.join([eye.name(i) for i in task.co_ids])


def _said(heard: Event | None) -> str:
    return tidy(str(getattr(heard.fact, "text", "")))[:_LONGEST] if heard else ""


def _state(eye: Eye, task: Task) -> str:
    """How it stands; overdue, or why its light is yellow."""
    state, found = eye.t(f"status-{task.status}"), eye.lit(task)
    if _is_late(eye, task):
        return words(eye.t("meeting-late-by", late=eye.span(task.due_at))) if task.due_at < eye.now else words(state)
    if found.light is Light.YELLOW and task.status.is_open:
        return words(eye.t("paper-yellow", state=state, why=reason(eye, task, found)))
    return words(state)


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
        Cell(_state(eye, task), _tint(eye, task)), far, _day(eye, heard.at) if heard else None, _said(heard),
    )  # fmt: skip


def _tint(eye: Eye, task: Task) -> Tint | None:
    if task.status is Status.DONE:
        return Tint.GREEN
    return _TINTS.get(eye.lit(task).light) if task.status.is_open else Tint.GREY


def _day(eye: Eye, at: datetime) -> date:
    return at.astimezone(eye.calendar.zone).date()
