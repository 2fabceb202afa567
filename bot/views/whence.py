"""Where a task came from: the series whose task it is."""

from __future__ import annotations

from bot.i18n import Html
from bot.views.eye import Eye
from bot.views.rhythms import rhythm_words
from domain.model.tasks import Origin, Task


def from_series(eye: Eye, task: Task) -> list[Html]:
    """系列 S3 每月25日前 第4次, on the card of a task that came of one."""
    series = eye.store.series.get(task.series_id) if task.series_id is not None else None
    if series is None:
        return []
    return [
        eye.t(
            "card-series",
            number=series.id,
            words=rhythm_words(eye, series.repeats.rule, series.repeats.words),
            n=task.nth,
        )
    ]


def is_said(task: object) -> bool:
    """Whether the line of its series says where it comes from."""
    return isinstance(task, Task) and task.series_id is not None and task.origin is Origin.RECURRING
