"""督办台账 as a workbook: what is open, overdue and done, a line for each person, and the whole history; or as one table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.i18n import plain
from bot.views.fact_lines import fact_line
from bot.views.ledger_source import LIGHT_TINTS, Source, hours
from bot.views.rendered import CONFIDENTIAL
from domain.model.ledger import FORMS, LedgerColumn
from domain.model.papers import Cell, Column, Form, Sheet, Tint, Value, Workbook
from domain.model.tasks import Status, Task
from domain.rules.hands import holder
from domain.text import tidy

_WIDTHS: Mapping[LedgerColumn, int] = {
    LedgerColumn.NUMBER: 7, LedgerColumn.TITLE: 40, LedgerColumn.CONTENT: 30, LedgerColumn.STANDARD: 24,
    LedgerColumn.ORIGIN_REF: 16, LedgerColumn.TEAM: 14, LedgerColumn.CO: 18, LedgerColumn.GIVEN: 17, LedgerColumn.DUE: 17,
    LedgerColumn.STATE: 12, LedgerColumn.LIGHT: 7, LedgerColumn.PROGRESS: 8, LedgerColumn.REPORTED: 17,
    LedgerColumn.CLOSED: 17, LedgerColumn.LATENESS: 14, LedgerColumn.RESULT: 40, LedgerColumn.TAGS: 16,
}  # fmt: skip
_USUAL = 11
_LONGEST = 2000  # signs of a text in a cell
Row = tuple[Value | Cell, ...]


# -- a matter in a row -------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Line:
    """A matter, with what several of its cells are about."""

    source: Source
    task: Task
    late: timedelta | None
    reported: datetime | None

    @property
    def open(self) -> bool:
        return self.task.status.is_open

    def due(self) -> Value | Cell:
        """A day that counts as a whole is that day for every reader."""
        if not self.task.due_day_only:
            return self.source.wall(self.task.due_at)
        day = self.task.due_at.astimezone(self.source.eye.calendar_of(self.task).zone).date()
        return Cell(day, form=Form.DAY)

    def light(self) -> Value | Cell:
        if not self.open:
            return ""
        light = self.source.eye.lit(self.task).light
        return Cell(self.source.t(f"ledger-light-{light}"), LIGHT_TINTS[light])

    def is_late(self) -> Value | Cell:
        if self.late is None:
            return self.source.t("ledger-no")
        return Cell(self.source.t("ledger-yes"), Tint.RED)

    def state(self) -> Value | Cell:
        word = self.source.t(f"status-{self.task.status}")
        return Cell(word, Tint.GREY) if self.task.status in (Status.CANCELLED, Status.PAUSED) else word

    def progress(self) -> float:
        if self.task.status is Status.DONE:
            return 1.0
        return (self.source.eye.percent(self.task) if self.open else self.task.percent) / 100

    def title(self) -> str:
        return f"{CONFIDENTIAL} {self.task.title}" if self.task.confidential else self.task.title


_CELLS: Mapping[LedgerColumn, Callable[[_Line], Value | Cell]] = {
    LedgerColumn.NUMBER: lambda of: of.task.id,
    LedgerColumn.TITLE: lambda of: tidy(of.title()),
    LedgerColumn.CONTENT: lambda of: of.task.content[:_LONGEST],
    LedgerColumn.STANDARD: lambda of: of.task.standard[:_LONGEST],
    LedgerColumn.ORIGIN: lambda of: of.source.t(f"origin-{of.task.origin}") if of.task.origin else "",
    LedgerColumn.ORIGIN_REF: lambda of: of.task.origin_ref,
    LedgerColumn.TEAM: lambda of: of.source.team(of.task.team_id),
    LedgerColumn.PRIORITY: lambda of: of.source.t(f"priority-{of.task.priority}"),
    LedgerColumn.ASSIGNER: lambda of: of.source.name(of.task.assigner_id),
    LedgerColumn.LEAD: lambda of: of.source.name(of.task.duty_id),
    LedgerColumn.CO: lambda of: str(of.source.eye.t("comma")).join(map(of.source.name, of.task.co_ids)),
    LedgerColumn.GIVEN: lambda of: of.source.wall(of.task.created_at),
    LedgerColumn.DUE: _Line.due,
    LedgerColumn.STATE: _Line.state,
    LedgerColumn.LIGHT: _Line.light,
    LedgerColumn.PROGRESS: _Line.progress,
    LedgerColumn.REPORTED: lambda of: of.source.wall(of.reported),
    LedgerColumn.CLOSED: lambda of: of.source.wall(of.task.closed_at),
    LedgerColumn.LATE: _Line.is_late,
    LedgerColumn.LATENESS: lambda of: hours(of.late),
    LedgerColumn.RETURNS: lambda of: of.task.returns,
    LedgerColumn.RATING: lambda of: of.task.rating,
    LedgerColumn.RESULT: lambda of: of.task.result[:_LONGEST],
    LedgerColumn.TAGS: lambda of: " ".join(of.task.tags),
    LedgerColumn.PARENT: lambda of: of.source.open_number(of.task.parent_id),
}  # fmt: skip


_IN_ORDER = tuple(_CELLS[of] for of in LedgerColumn)


def columns(source: Source) -> tuple[Column, ...]:
    """The office's columns, in the reader's words."""
    return tuple(
        Column(_head(source, source.t(f"ledger-{of}"), form), _WIDTHS.get(of, _USUAL), form)
        for of in LedgerColumn
        for form in (FORMS.get(of, Form.TEXT),)
    )


def _head(source: Source, words: str, form: Form) -> str:
    """What stands at the head of a column; of moments with the zone by whose clock they are written."""
    return plain(source.eye.t("ledger-in-zone", what=words, zone=source.zone())) if form is Form.MOMENT else words


def rows(
    source: Source, ids: Sequence[int], note: Callable[[Task, timedelta | None], None] | None = None
) -> Iterator[Row]:
    """These matters, a row each; `note` is told of every one that goes by."""
    for tasks in source.pages(ids):
        reported = source.eye.store.ledger.reported([task.id for task in tasks])
        for task in tasks:
            line = _Line(source, task, source.late(task), reported.get(task.id))
            if note is not None:
                note(task, line.late)
            yield tuple(cell(line) for cell in _IN_ORDER)


def table(source: Source) -> Sheet:
    """All of them in one table, what is open first."""
    ids = [*_of(source, closed=False), *_of(source, closed=True)]
    return Sheet(source.t("ledger-sheet-all"), columns(source), rows(source, ids))


def _of(source: Source, *, closed: bool) -> list[int]:
    return [held.id for held in source.held if held.status.is_open is not closed]


# -- sheets ------------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _OfOne:
    """What became of a person's matters."""

    open: int = 0
    overdue: int = 0
    done: int = 0
    late: int = 0
    lateness: timedelta = timedelta(0)
    returns: int = 0


@dataclass(slots=True)
class _Account:
    """What is counted while the sheets of matters go by; read by the sheets behind them."""

    source: Source
    people: dict[int, _OfOne] = field(default_factory=dict)
    overdue: list[int] = field(default_factory=list)

    def note(self, task: Task, late: timedelta | None) -> None:
        if task.status is Status.CANCELLED:
            return
        of = self.people.setdefault(holder(task), _OfOne())
        of.returns += task.returns
        if task.status.is_open:
            self._note_open(of, task, late)
            return
        of.done += 1
        of.late += late is not None
        of.lateness += late or timedelta(0)

    def _note_open(self, of: _OfOne, task: Task, late: timedelta | None) -> None:
        of.open += 1
        if task.overdue(self.source.eye.now):
            of.overdue += 1
            of.lateness += late or timedelta(0)
            self.overdue.append(task.id)


def workbook(source: Source) -> Workbook:
    """The sheets in their order: those of matters are read first, and what they came to stands in those behind."""
    return Workbook(source.t("ledger-title-of"), _sheets(source), source.eye.language)


def _sheets(source: Source) -> Iterator[Sheet]:
    account = _Account(source)
    heads, open_ones, closed = columns(source), _of(source, closed=False), _of(source, closed=True)
    yield Sheet(source.t("ledger-sheet-open"), heads, rows(source, open_ones, account.note))
    yield Sheet(source.t("ledger-sheet-overdue"), heads, rows(source, account.overdue))
    yield Sheet(source.t("ledger-sheet-done"), heads, rows(source, closed, account.note))
    yield Sheet(source.t("ledger-sheet-people"), _people_columns(source), _people(source, account))
    every = [held.id for held in source.held]
    yield Sheet(source.t("ledger-sheet-history"), _history_columns(source), _history(source, every))


_PEOPLE = (
    ("name", 16, Form.TEXT), ("open", 10, Form.NUMBER), ("overdue", 10, Form.NUMBER), ("done", 10, Form.NUMBER),
    ("late", 12, Form.NUMBER), ("rate", 12, Form.SHARE), ("lateness", 16, Form.NUMBER), ("returns", 12, Form.NUMBER),
)  # fmt: skip
_EVENTS = (("number", 7, Form.NUMBER), ("at", 17, Form.MOMENT), ("who", 12, Form.TEXT), ("what", 70, Form.TEXT))


def _people_columns(source: Source) -> tuple[Column, ...]:
    return tuple(Column(source.t(f"ledger-people-{key}"), width, form) for key, width, form in _PEOPLE)


def _people(source: Source, account: _Account) -> Iterator[Row]:
    """Who has most that is overdue first."""
    for member_id, of in sorted(account.people.items(), key=lambda one: (-one[1].overdue, -one[1].open, one[0])):
        rate = (of.done - of.late) / of.done if of.done else None
        overdue = Cell(of.overdue, Tint.RED) if of.overdue else 0
        yield source.name(member_id), of.open, overdue, of.done, of.late, rate, hours(of.lateness), of.returns


def _history_columns(source: Source) -> tuple[Column, ...]:
    return tuple(
        Column(_head(source, source.t(f"ledger-history-{key}"), form), width, form) for key, width, form in _EVENTS
    )


def _history(source: Source, ids: Sequence[int]) -> Iterator[Row]:
    """What happened, in the words of cards, matter by matter."""
    eye = source.eye
    clock = source.t("the-clock")
    for tasks in source.pages(ids):
        eye.store.history.know(task.id for task in tasks)
        for task in tasks:
            for event in eye.store.history.of(task.id):
                who = source.name(event.actor_id) if event.actor_id is not None else clock
                yield task.id, source.wall(event.at), who, plain(fact_line(eye, event))[:_LONGEST]
