"""A team's clock changes: what was said as a day stays that day, what was said as an hour stays the moment it was."""

from __future__ import annotations

import re
from datetime import datetime, tzinfo

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules import clocks, hands
from domain.settings.office import Settings
from domain.text import half_width, late
from worktime.calendar import WorkingCalendar

_NAMES_AN_HOUR = late(r"\d\s?(?:[:点點时時]|[ap]\.?m\b)|[一二三四五六七八九十]\s?[点點时時]", re.IGNORECASE)


def kept(task: Task, now: datetime, settings: Settings, old: WorkingCalendar, new: WorkingCalendar) -> Task:
    """The task with its deadline, and those of its parts, on the days that were said, now by the new clock.

    A day, closing time and the office's usual term are days. What is over stays over, and nothing moves into the past.
    """
    people = tuple(
        replace(p, due_at=_there(p.due_at, now, old.zone, new.zone)) if p.due_at and p.due_day_only else p
        for p in task.people
    )
    due = _there(task.due_at, now, old.zone, new.zone) if _is_a_day(task, old) else task.due_at
    moved = hands.within(replace(task, people=people, due_at=due))
    if moved == task:
        return task
    finish = (CommitmentKind.FINISH,) if due != task.due_at and task.running(CommitmentKind.FINISH) else ()
    return hands.follow(clocks.start(moved, finish, now, settings, new), now)


def _is_a_day(task: Task, old: WorkingCalendar) -> bool:
    if task.due_day_only or task.term_only:
        return True
    local = task.due_at.astimezone(old.zone)
    closes = bool(task.due_words) and old.is_working_day(local.date()) and old.closing(local.date()) == local
    return closes and _NAMES_AN_HOUR.search(half_width(task.due_words)) is None


def _there(due: datetime, now: datetime, old: tzinfo, new: tzinfo) -> datetime:
    """The same time of the same day elsewhere."""
    moved = due.astimezone(old).replace(tzinfo=new).astimezone(due.tzinfo)
    return moved if min(due, moved) > now else due
