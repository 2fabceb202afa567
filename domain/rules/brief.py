"""晨报: what a leader or supervisor looks at in the morning: overdue, waiting for their decision, unaccepted, due today."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from domain.model.tasks import Relation, Status, Task
from domain.rules.lifecycle import Action, allowed
from worktime.calendar import WorkingCalendar

Relations = frozenset[Relation]
_ORDER = ("overdue", "decide", "accept", "today")
_WATCHING = frozenset({Relation.ASSIGNER, Relation.SUPERVISOR, Relation.LEADER, Relation.OWNER})
_DOING = frozenset({Relation.SELF, Relation.LEAD, Relation.CO})
_DECISIONS = (Action.APPROVE, Action.GRANT_TIME, Action.GRANT_TRANSFER)


def brief(
    found: Iterable[tuple[Task, Relations]], now: datetime, calendar: WorkingCalendar
) -> list[tuple[str, list[Task]]]:
    """Open tasks by section, each in the first that fits; what somebody does themselves stands in their own list."""
    end = calendar.day_end(now.astimezone(calendar.zone).date())
    tests: tuple[tuple[str, Callable[[Task, Relations], bool]], ...] = (
        ("decide", waits_for),
        ("overdue", lambda t, sides: _watched(sides) and t.overdue(now)),
        ("accept", lambda t, sides: _watched(sides) and t.status is Status.ASSIGNED),
        ("today", lambda t, sides: _watched(sides) and t.status is Status.ACTIVE and t.due_at <= end),
    )
    sections: dict[str, list[Task]] = {name: [] for name in _ORDER}
    for task, sides in found:
        name = next((n for n, fits in tests if fits(task, sides)), None)
        if name:
            sections[name].append(task)
    return list(sections.items())


def waits_for(task: Task, sides: Relations) -> bool:
    """Whether a result, a request or a declined task waits for a decision this person may take."""
    declined = task.status is Status.DECLINED and allowed(task, Action.REASSIGN, sides)
    return declined or any(allowed(task, action, sides) for action in _DECISIONS)


def _watched(sides: Relations) -> bool:
    return bool(sides & _WATCHING) and not sides & _DOING
