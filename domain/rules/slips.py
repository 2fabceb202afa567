"""三色督办单: when a step of the ladder is a slip, and what a slip says. Made from the log, one a colour and promise.

Source: the practice of 督查督办: blue reminds before the moment, yellow warns of what falls behind or came back, red is for
what is overdue.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.facts.accountability import SlipIssued
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.lights import Light
from domain.model.slips import Colour, Register
from domain.model.tasks import Kind, Task
from domain.rules.breaches import breaches
from domain.rules.lights import Cause, lit
from domain.settings.ladders import Step
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

_WARNS = (Cause.RETURNED, Cause.BEHIND, Cause.MILESTONE)
_MINUTE = timedelta(minutes=1)


def colour_of(
    task: Task, clock: Commitment, step: Step, now: datetime, settings: Settings, calendar: WorkingCalendar
) -> tuple[Colour, Cause] | None:
    """The colour of the slip that a step of the finish ladder is, and why; None where it is a plain reminder."""
    rules = settings.slips
    if clock.kind is not CommitmentKind.FINISH or task.kind is not Kind.TASK:
        return None
    if step.at.amount >= 0:
        reached = step.at.after(clock.due_at, calendar) >= rules.red_from.after(clock.due_at, calendar)
        return (Colour.RED, Cause.OVERDUE) if rules.red and reached else None
    cause = lit(task, now, settings, calendar).cause
    if cause in _WARNS and rules.yellow:
        return Colour.YELLOW, cause
    return (Colour.BLUE, Cause.NEAR) if rules.blue else None


def fitting(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> tuple[Colour, ...]:
    """The colours that a slip issued now can have, the gravest first: red alone once overdue, yellow where the light is."""
    if task.overdue(now):
        return (Colour.RED,)
    yellow = lit(task, now, settings, calendar).light is Light.YELLOW
    return (Colour.YELLOW, Colour.BLUE) if yellow else (Colour.BLUE,)


def promise_of(task: Task) -> int:
    """The generation of the finish clock that a slip is made for: one that ran out is the same promise after a pause."""
    finish = task.commitment(CommitmentKind.FINISH)
    broken = (b.clock.generation for b in breaches(task) if finish in b.spans)
    return next(broken, finish.generation if finish else 0)


def slip(
    task: Task, colour: Colour, register: Register, now: datetime, settings: Settings, calendar: WorkingCalendar
) -> SlipIssued:
    """What a slip of this colour says when it is made now, but for why."""
    asked = colour is Colour.RED or task.due_at <= now
    until = settings.slips.within(task.priority).after(now, calendar) if asked else task.due_at
    loud = task.priority.breaks_quiet
    late = max(now - task.due_at if loud else calendar.working_time_between(task.due_at, now), timedelta(0))
    due, minutes = task.due_at.isoformat(), int(late / _MINUTE)
    return SlipIssued(colour.value, register.year, register.number, task.duty_id, due, until.isoformat(), minutes)
