"""What is said below the lines of a plan before they are made: which day was taken, and what is written twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.i18n import Html
from bot.views.eye import Eye
from domain.model.drafts import TaskDraft
from domain.model.tasks import Task
from domain.model.trees import PlanLines
from domain.rules.periods import Period
from domain.rules.scripts import alike

_MOST = 200  # lines of a plan among which one is looked for


def by_the_end(eye: Eye, line: TaskDraft) -> bool:
    """Whether a line is due when its period ends, as one without a day of its own is."""
    return line.due == Period(line.period).ends(eye.calendar)


def plan_notes(eye: Eye, task: TaskDraft, places: Sequence[int]) -> list[Html]:
    """Notes on the lines of a plan; `places` are their numbers in the message."""
    if not task.period:
        return []
    return [*_ends(eye, task), *_repeated(eye, task, places)]


def _ends(eye: Eye, task: TaskDraft) -> list[Html]:
    if not any(by_the_end(eye, line) and not line.wording.due_words for line in task.several):
        return []
    return [eye.t("draft-plan-ends", due=eye.moment(Period(task.period).ends(eye.calendar), day_only=True, brief=True))]


def _repeated(eye: Eye, task: TaskDraft, places: Sequence[int]) -> Iterator[Html]:
    """Lines that say the same as one before them, or as one that is in the plan."""
    first: dict[str, int] = {}
    there = {alike(line.title): line.id for line in reversed(_standing(eye, task))}
    for place, line in zip(places, task.several, strict=True):
        title = alike(line.title)
        if title in first:
            yield eye.t("draft-plan-twice", place=place, first=first[title])
        elif title in there:
            yield eye.t("draft-plan-there", place=place, number=there[title])
        first.setdefault(title, place)


def _standing(eye: Eye, task: TaskDraft) -> list[Task]:
    """The open lines of the same period and team that the reader may see."""
    span = Period(task.period).span
    found = eye.store.tasks.lines(PlanLines(*span, team_id=task.team_id), _MOST)
    return [line for line in found if line.period == task.period and line.status.is_open and eye.sees(line)]
