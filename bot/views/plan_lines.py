"""The lines of a plan as its papers and pictures show them: in their order, with what is below them, how far each is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.lists import reason
from bot.views.official import numeral, words
from bot.views.trees import period_words
from domain.model.lights import Light
from domain.model.tasks import Status, Task
from domain.model.trees import PlanLines
from domain.model.value import value
from domain.rules.periods import Period

_MOST, _MOST_BELOW, _DEEPEST = 600, 60, 3  # lines of a plan, below one of them, levels


@value
class Line:
    """A line of a plan or what is below it: 2, 2.1, 2.1.3."""

    order: str
    task: Task
    year: int  # of the plan


def title_of(eye: Eye, label: str) -> str:
    """What the plan of a period is called."""
    period = Period(label)
    if period.is_year:
        return words(eye.t("plan-title-year", year=period.year))
    if "Q" in label:
        return words(eye.t("plan-title-quarter", year=period.year, quarter=numeral(eye, int(label[-1]))))
    return words(eye.t("plan-title-month", period=period_words(eye, label)))


def lines_of(eye: Eye, which: PlanLines) -> list[Line]:
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


def tops(lines: Sequence[Line]) -> list[Task]:
    """The lines themselves."""
    return [line.task for line in lines if "." not in line.order]


@value
class Totals:
    """Of the lines of a plan; what is `late` with what is below them, since that stands there; `percent` of the whole."""

    lines: int
    done: int
    late: int
    percent: int


def totals_of(eye: Eye, lines: Sequence[Line]) -> Totals:
    """How far a plan is."""
    found = tops(lines)
    done = sum(task.status is Status.DONE for task in found)
    late = sum(is_late(eye, line.task) for line in lines)
    return Totals(len(found), done, late, round(sum(far_of(eye, task) for task in found) / len(found)))


def said_totals(eye: Eye, lines: Sequence[Line]) -> Html:
    """The same in a sentence."""
    found = totals_of(eye, lines)
    return eye.t("plan-totals", n=found.lines, done=found.done, percent=found.percent, late=found.late)


def far_of(eye: Eye, task: Task) -> int:
    """How far a line is, in percent."""
    return 100 if task.status is Status.DONE else eye.percent(task)


def is_late(eye: Eye, task: Task) -> bool:
    """Whether it is open and its light is red."""
    return task.status.is_open and eye.lit(task).light is Light.RED


def parts_of(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """By the period of the line at the top: the year's own, then its quarters and months."""
    period = {line.order: line.task.period for line in lines if "." not in line.order}
    return [(label, list(part)) for label, part in groupby(lines, lambda line: period[line.order.partition(".")[0]])]


def state_of(eye: Eye, task: Task) -> str:
    """How it stands; overdue, or why its light is yellow."""
    state, found = eye.t(f"status-{task.status}"), eye.lit(task)
    if is_late(eye, task):
        return words(eye.t("meeting-late-by", late=eye.span(task.due_at))) if task.due_at < eye.now else words(state)
    if found.light is Light.YELLOW and task.status.is_open:
        return words(eye.t("paper-yellow", state=state, why=reason(eye, task, found)))
    return words(state)
