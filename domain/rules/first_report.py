"""首次复命: when the first report on a task is due, and when its reminders may be heard.

Source: behaviour.md section 4, "a first-report reminder does not ring before acceptance is settled": nor does it fall due
before that. What is due in months need not be reported on tomorrow: a share of the term decides where that is longer.
"""

from __future__ import annotations

from datetime import datetime

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Task
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

SHARE = 20  # a twentieth: a day of three weeks, four and a half days of three months


def due(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> datetime:
    """When the first report is due: after the office's term, or after a share of a long task's whole time at closing."""
    term = max(
        settings.terms[CommitmentKind.FIRST_REPORT][task.priority].after(now, calendar),
        _soonest(task, now, settings, calendar),
    )
    share = now + (task.due_at - now) / SHARE
    if task.priority.breaks_quiet or share <= term:
        return term
    day = share.astimezone(calendar.zone).date()
    return calendar.closing(day if calendar.is_working_day(day) else calendar.next_working_day(day))


def _soonest(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> datetime:
    """As long after acceptance must be settled as there was for that: 24 hours of a day off are none."""
    accept = settings.terms[CommitmentKind.ACCEPT][task.priority]
    return accept.after(accept.after(now, calendar), calendar)


def put_off(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> datetime | None:
    """While nobody has accepted, that clock is speaking already: this one asks again an accept term later."""
    if task.running(CommitmentKind.ACCEPT) is None:
        return None
    return settings.terms[CommitmentKind.ACCEPT][task.priority].after(now, calendar)


def after_the_deadline(task: Task, rang_at: datetime) -> bool:
    """Whether a step comes when the deadline itself has passed: its clock is the graver, and speaks already."""
    finish = task.running(CommitmentKind.FINISH)
    return finish is not None and finish.due_at <= rang_at
