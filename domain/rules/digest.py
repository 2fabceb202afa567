"""What a team's day looks like: its open tasks by what they need."""

from __future__ import annotations

from datetime import datetime

from domain.model.matters import MAY_BE_LATE, Matters
from domain.model.tasks import Status
from worktime.calendar import WorkingCalendar

Section = tuple[str, tuple[Matters, ...]]


def sections(team_id: int, now: datetime, calendar: WorkingCalendar, soon_working_days: int) -> list[Section]:
    """Open tasks by section, each in one; what is due later than soon needs nothing today."""
    today = now.astimezone(calendar.zone).date()
    end = max(now, calendar.day_end(today))
    soon = calendar.day_end(calendar.add_working_days(today, soon_working_days))
    untaken, active = (Status.ASSIGNED, Status.DECLINED), (Status.ACTIVE,)
    return [
        ("overdue", (Matters(team_id, statuses=MAY_BE_LATE, due_until=now),)),
        ("today", (Matters(team_id, statuses=MAY_BE_LATE, due_after=now, due_until=end),)),
        ("soon", (Matters(team_id, statuses=active, due_after=end, due_until=soon),)),
        ("review", (Matters(team_id, statuses=(Status.SUBMITTED,)),)),
        ("accept", (Matters(team_id, statuses=untaken, due_after=end),)),
    ]
