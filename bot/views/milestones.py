"""All milestones of a matter, with a button for whatever its reader can do about each."""

from __future__ import annotations

from collections.abc import Sequence

from bot.callback import Press, pack
from bot.i18n import Html
from bot.views.cards import head
from bot.views.eye import Eye
from bot.views.milestone_lines import line, tick_button
from bot.views.rendered import Button, Rendered, Rows
from bot.views.rows import in_rows
from domain.messages.tasks import MilestoneBoard
from domain.model.milestones import Milestone
from domain.model.post import PostKind
from domain.model.tasks import Task
from domain.rules.lifecycle import Action, allowed
from domain.rules.milestones import missed, ordered, reached

_IN_A_ROW = 2


def board(eye: Eye, message: MilestoneBoard) -> Rendered | None:
    """Each by its place, which is how it is called in a command; a group reads them as its card has them."""
    task = eye.store.tasks.get(message.task_id)
    if task is None or not eye.sees(task):
        return None
    found, late = ordered(task.milestones), missed(task, eye.now)
    lines = [eye.t("milestones-line", place=n, what=line(eye, m, late=m in late)) for n, m in enumerate(found, 1)]
    title = (
        eye.t("card-milestones", done=reached(task), count=len(found))
        if found
        else eye.t("milestones-none", number=task.id)
    )
    return Rendered(
        Html("\n".join([head(eye, task), title, *lines])),
        _rows(eye, task, found),
        task_id=task.id,
        kind=PostKind.CHOICE,
    )


def _rows(eye: Eye, task: Task, found: Sequence[Milestone]) -> Rows:
    """In private: ticks for whoever has the duty; for whoever runs it one to set more and one to take each away."""
    if eye.member is None:
        return ()
    sides = eye.relations(task)
    ticks = [tick_button(task, m) for m in found if m.reached_at is None] if allowed(task, Action.REACH, sides) else []
    drops = [_drop(task, n, m) for n, m in enumerate(found, 1)] if allowed(task, Action.DROP_MILESTONES, sides) else []
    more = [_set(eye, task)] if allowed(task, Action.SET_MILESTONES, sides) else []
    return tuple(line for row in (ticks, drops, more) for line in in_rows(row, _IN_A_ROW))


def _drop(task: Task, place: int, m: Milestone) -> Button:
    return Button(f"✕ {place}", pack(Press.ACT, Action.DROP_MILESTONES, task.id, m.number))


def _set(eye: Eye, task: Task) -> Button:
    return Button(str(eye.t("button-set_milestones")), pack(Press.ACT, Action.SET_MILESTONES, task.id))
