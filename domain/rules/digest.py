"""What a team's day looks like: its open tasks by what they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from domain.model.tasks import Status, Task
from worktime.calendar import WorkingCalendar

_ORDER = ("overdue", "today", "soon", "review", "accept")


def sections(
    tasks: Sequence[Task], now: datetime, calendar: WorkingCalendar, soon_working_days: int
) -> list[tuple[str, list[Task]]]:
    """Open tasks by section, each in the first that fits; what is due later than soon, or paused, needs nothing."""
    today = now.astimezone(calendar.zone).date()
    end = calendar.day_end(today)
    soon = calendar.day_end(calendar.add_working_days(today, soon_working_days))
    tests: tuple[tuple[str, Callable[[Task], bool]], ...] = (
        ("overdue", lambda t: t.overdue(now)),
        ("review", lambda t: t.status is Status.SUBMITTED),
        ("accept", lambda t: t.status in (Status.ASSIGNED, Status.DECLINED) and t.due_at > end),
        ("today", lambda t: t.due_at <= end),
        ("soon", lambda t: t.due_at <= soon),
    )
    found: dict[str, list[Task]] = {name: [] for name in _ORDER}
    for task in (t for t in tasks if t.status is not Status.PAUSED):
        name = next((n for n, fits in tests if fits(task)), None)
        if name:
            found[name].append(task)
    return list(found.items())
