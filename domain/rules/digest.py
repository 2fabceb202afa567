"""What a team's day looks like: its open tasks by what they need."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.model.matters import MAY_BE_LATE, Matters
from domain.model.tasks import Status
from domain.model.value import replace
from worktime.calendar import WorkingCalendar

LINES = 12  # of a digest and of a worklist
EACH = 2  # lines, at least, of a section that has so many
Section = tuple[str, tuple[Matters, ...]]


def sections(team_id: int, now: datetime, calendar: WorkingCalendar, soon_working_days: int) -> list[Section]:
    """Open tasks by section, each in one; what is due later than soon needs nothing today."""
    end, soon = _ends(now, calendar, soon_working_days)
    untaken, active = (Status.ASSIGNED, Status.DECLINED), (Status.ACTIVE,)
    return [
        ("overdue", (Matters(team_id, statuses=MAY_BE_LATE, due_until=now),)),
        ("today", (Matters(team_id, statuses=MAY_BE_LATE, due_after=now, due_until=end),)),
        ("soon", (Matters(team_id, statuses=active, due_after=end, due_until=soon),)),
        ("review", (Matters(team_id, statuses=(Status.SUBMITTED,)),)),
        ("accept", (Matters(team_id, statuses=untaken, due_after=end),)),
    ]


def own_sections(own: Matters, now: datetime, calendar: WorkingCalendar, soon_working_days: int) -> dict[str, Matters]:
    """What one person has in hand, by when it is due, each in one section."""
    end, soon = _ends(now, calendar, soon_working_days)
    return {
        "overdue": replace(own, due_until=now),
        "today": replace(own, due_after=now, due_until=end),
        "soon": replace(own, due_after=end, due_until=soon),
        "later": replace(own, due_after=soon),
    }


def _ends(now: datetime, calendar: WorkingCalendar, soon_working_days: int) -> tuple[datetime, datetime]:
    """The end of today, not before now, and that of the days that are near."""
    today = now.astimezone(calendar.zone).date()
    end = max(now, calendar.day_end(today))
    return end, max(end, calendar.day_end(calendar.add_working_days(today, soon_working_days)))


def room(counts: Mapping[str, int], most: int) -> dict[str, int]:
    """How many lines each section has of so many: two where it fills them, so that much of one hides no other, and the rest as
    they come."""
    found = {name: min(n, EACH) for name, n in counts.items()}
    left = most - sum(found.values())
    for name, n in counts.items():
        more = max(0, min(n - found[name], left))
        found[name] += more
        left -= more
    return found
