"""Buttons in the last line of a card: what will come, and all that was written."""

from __future__ import annotations

from bot.callback import Press, pack
from bot.views.eye import Eye
from bot.views.rendered import Button
from domain.model.tasks import Relation, Task

SHOWN = 200  # so much of the whole text stands on the card


def whole(eye: Eye, task: Task) -> tuple[Button, ...]:
    """All that was written, where the card does not show it."""
    if len(task.content) <= SHOWN:
        return ()
    return (Button(str(eye.t("button-whole")), pack(Press.WHOLE, task.id)),)


_ITS_OWN = frozenset({Relation.SELF, Relation.LEAD, Relation.ASSIGNER})


def timeline(eye: Eye, task: Task) -> tuple[Button, ...]:
    """What will come, for those whose matter it is, on the card in their private chat."""
    if task.is_raised or eye.member is None or not task.status.is_worked_on or not eye.relations(task) & _ITS_OWN:
        return ()
    return (Button(str(eye.t("button-timeline")), pack(Press.TIMELINE, task.id)), *_template(eye, task))


def _template(eye: Eye, task: Task) -> tuple[Button, ...]:
    """Kept as a template by whoever gave it; what is confidential never is."""
    if task.confidential or Relation.ASSIGNER not in eye.relations(task):
        return ()
    return (Button(str(eye.t("button-template")), pack(Press.TEMPLATE, "keep", task.id)),)
