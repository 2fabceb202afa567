"""晨报: what a leader or supervisor looks at in the morning: overdue, waiting for their decision, unaccepted, due today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.model.matters import MAY_BE_LATE, Matters
from domain.model.tasks import Relation, Status, Task
from domain.model.value import replace
from domain.rules.lifecycle import Action, allowed
from domain.rules.moves import JUDGES
from worktime.calendar import WorkingCalendar

Relations = frozenset[Relation]
ORDER = ("overdue", "decide", "accept", "today")
LINES = 12  # as many matters as a brief names
_WATCHING = frozenset({Relation.ASSIGNER, Relation.SUPERVISOR, Relation.LEADER, Relation.OWNER})
_DOING = frozenset({Relation.SELF, Relation.LEAD, Relation.CO})
_DECISIONS = (Action.APPROVE, Action.GRANT_TIME, Action.GRANT_TRANSFER, Action.DECIDE)


def brief(
    found: Iterable[tuple[Task, Relations]], now: datetime, calendar: WorkingCalendar
) -> list[tuple[str, list[Task]]]:
    """Open tasks by section, each in the first that fits; what somebody does themselves stands in their own list."""
    sections: dict[str, list[Task]] = {name: [] for name in ORDER}
    for task, sides in found:
        name = "decide" if waits_for(task, sides) else besides(task, sides, now, calendar)
        if name:
            sections[name].append(task)
    return list(sections.items())


def besides(task: Task, sides: Relations, now: datetime, calendar: WorkingCalendar) -> str | None:
    """Where a task stands that waits for no decision of this person."""
    if not watches(sides):
        return None
    if task.overdue(now):
        return "overdue"
    if task.status is Status.ASSIGNED:
        return "accept"
    return "today" if task.status is Status.ACTIVE and task.due_at <= _end(now, calendar) else None


def to_look_up(watched: Matters, now: datetime, calendar: WorkingCalendar) -> dict[str, Matters]:
    """The same sections for the database, of what this person watches over."""
    end = max(now, _end(now, calendar))
    return {
        "overdue": replace(watched, statuses=MAY_BE_LATE, due_until=now),
        "accept": replace(watched, statuses=(Status.ASSIGNED,), due_after=now),
        "today": replace(watched, statuses=(Status.ACTIVE,), due_after=now, due_until=end),
    }


def _end(now: datetime, calendar: WorkingCalendar) -> datetime:
    return calendar.day_end(now.astimezone(calendar.zone).date())


def waits_for(task: Task, sides: Relations) -> bool:
    """Whether a result, a request or a declined task waits for a decision this person may take."""
    declined = task.status is Status.DECLINED and allowed(task, Action.REASSIGN, sides & JUDGES)
    return declined or any(allowed(task, action, sides) for action in _DECISIONS)


def watches(sides: Relations) -> bool:
    """Whether somebody looks after it, and does nothing of it themselves."""
    return bool(sides & _WATCHING) and not sides & _DOING
