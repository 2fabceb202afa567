"""灯: how a task stands, and why it is not green.

Source: behaviour.md section 1, "green on track, yellow near due or behind schedule or returned, red overdue". One function for
every place that shows a task, so that no list says another colour than the card.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from domain.model.clocks import REPORTS, Commitment, CommitmentKind
from domain.model.lights import Light
from domain.model.tasks import Part, Status, Task
from domain.model.value import value
from domain.rules import milestones
from domain.settings.office import Settings
from domain.settings.spans import Span
from worktime.calendar import WorkingCalendar

_WHOLE = 100
_HALF = 50  # before so much of the time has passed, little progress says nothing


class Cause(StrEnum):
    """Why a light is not green; paused and waiting have marks of their own."""

    PAUSED = "paused"
    WAITING = "waiting"
    OVERDUE = "overdue"
    BLOCKED = "blocked"
    RETURNED = "returned"
    BEHIND = "behind"
    MILESTONE = "milestone"
    UNACCEPTED = "unaccepted"
    UNREPORTED = "unreported"
    NEAR = "near"
    BELOW = "below"


@value
class Lit:
    """A light with its cause, None for green; `passed` is the share of the working time that is over, in percent; `below` the
    number of what is red below it."""

    light: Light
    cause: Cause | None = None
    passed: int = 0
    below: int = 0


def lit(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> Lit:
    """The light of a task; of several causes the gravest."""
    view = _View(task, now, settings, calendar)
    cause = next((cause for cause, holds in _CAUSES.items() if holds(view)), None)
    passed = share_passed(task, now, calendar) if cause is Cause.BEHIND else 0
    return Lit(_COLOURS.get(cause, Light.YELLOW), cause, passed)


_COLOURS: Mapping[Cause | None, Light] = {
    None: Light.GREEN,
    Cause.PAUSED: Light.GREEN,
    Cause.WAITING: Light.GREEN,
    Cause.OVERDUE: Light.RED,
}


@value
class _View:
    """What a cause may depend on."""

    task: Task
    now: datetime
    settings: Settings
    calendar: WorkingCalendar

    @property
    def active(self) -> bool:
        return self.task.status is Status.ACTIVE


def _near(view: _View) -> bool:
    finish = view.task.running(CommitmentKind.FINISH)
    return finish is not None and finish.due_at <= _soon(view.settings.near_due, view.now, view.calendar)


@lru_cache(16)  # a list asks for it with each of its lines
def _soon(near: Span, now: datetime, calendar: WorkingCalendar) -> datetime:
    return near.after(now, calendar)


def _unaccepted(view: _View) -> bool:
    """The time to accept it ran out, and nobody has."""
    return view.task.status is Status.ASSIGNED and _ran_out(view.task, CommitmentKind.ACCEPT)


def _unreported(view: _View) -> bool:
    """A report ran out and has not come."""
    return view.task.status.is_worked_on and any(_ran_out(view.task, kind) for kind in REPORTS)


def _ran_out(task: Task, kind: CommitmentKind) -> bool:
    clock = task.running(kind)
    return clock is not None and clock.breached_at is not None


def _behind(view: _View) -> bool:
    """Progress under the share of the working time that has passed, by more than the office's margin.

    Only where it is fair to ask: the work was accepted, it is no matter of a few hours, half of the time is over, and the
    lead either counts in percents or has said nothing at all. A report in words alone says no percent that could be too small.
    Where there are milestones, these say what the schedule is.
    """
    task, spans = view.task, _spans(view.task)
    if not view.active or task.milestones or not spans or not _counted(task):
        return False
    passed = share_passed(task, view.now, view.calendar)
    return passed >= _HALF and task.percent < passed - view.settings.behind and not _brief(view, spans)


def _brief(view: _View, spans: Sequence[Commitment]) -> bool:
    return spans[-1].due_at <= view.settings.near_due.after(spans[0].started_at, view.calendar)


# In the order of their gravity.
_CAUSES: Mapping[Cause, Callable[[_View], bool]] = {
    Cause.PAUSED: lambda v: v.task.status is Status.PAUSED,
    Cause.OVERDUE: lambda v: v.task.overdue(v.now),
    Cause.BLOCKED: lambda v: v.active and v.task.blocked,
    Cause.RETURNED: lambda v: v.active and v.task.returns > 0,
    Cause.BEHIND: _behind,
    Cause.MILESTONE: lambda v: bool(milestones.missed(v.task, v.now)),
    Cause.UNACCEPTED: _unaccepted,
    Cause.UNREPORTED: _unreported,
    Cause.WAITING: lambda v: v.task.status.is_worked_on and bool(v.task.awaits),
    Cause.NEAR: _near,
}


def _counted(task: Task) -> bool:
    lead = next(p for p in task.people if p.part is Part.LEAD)
    return task.percent > 0 or lead.reported_at is None


def share_passed(task: Task, now: datetime, calendar: WorkingCalendar) -> int:
    """How much of a task's working time is over, in percent: while it was paused or handed in, none of it passed."""
    spans = _spans(task)
    spent = sum((calendar.working_time_between(c.started_at, c.stopped_at or now) for c in spans), timedelta(0))
    left = calendar.working_time_between(now, spans[-1].due_at) if spans else timedelta(0)
    whole = spent + max(left, timedelta(0))
    return min(_WHOLE, int(_WHOLE * spent / whole)) if whole else 0


def _spans(task: Task) -> list[Commitment]:
    """The finish clock's generations since a result was handed in last, in order."""
    found: list[Commitment] = []
    for clock in task.commitments:
        if clock.kind is CommitmentKind.FINISH:
            found = [] if clock.met_at is not None else [*found, clock]
    return found
