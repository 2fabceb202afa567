"""首次复命: when the first report on a task is due, and when its reminders may be heard.

Source: behaviour.md section 4, "a first-report reminder does not ring before acceptance is settled, nor right after the
morning list"; what is due in months need not be reported on tomorrow: a share of the term decides where that is longer.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.model.clocks import CommitmentKind
from domain.model.tasks import Task
from domain.rules.mornings import quiet_until
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

SHARE = 20  # a twentieth: a day of three weeks, four and a half days of three months
_AFTER_THE_LIST = timedelta(hours=1)


def due(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> datetime:
    """When the first report is due: after the office's term, or after a share of a long task's whole time at closing."""
    term = settings.terms[CommitmentKind.FIRST_REPORT][task.priority].after(now, calendar)
    share = now + (task.due_at - now) / SHARE
    if task.priority.breaks_quiet or share <= term:
        return term
    day = share.astimezone(calendar.zone).date()
    return calendar.closing(day if calendar.is_working_day(day) else calendar.next_working_day(day))


def put_off(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> datetime | None:
    """While nobody has accepted, that clock is speaking already: this one asks again an accept term later."""
    if task.running(CommitmentKind.ACCEPT) is None:
        return None
    return settings.terms[CommitmentKind.ACCEPT][task.priority].after(now, calendar)


def after_the_list(at: datetime, settings: Settings, calendar: WorkingCalendar) -> datetime:
    """Not on the heels of the morning list, which shows the task already."""
    local = at.astimezone(calendar.zone)
    listed = datetime.combine(local.date(), settings.worklist_time, calendar.zone)
    if not calendar.is_working_day(local.date()) or not listed <= at < listed + _AFTER_THE_LIST:
        return at
    return quiet_until(calendar, listed + _AFTER_THE_LIST)
