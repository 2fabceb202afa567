"""Starting, keeping and stopping a task's clocks (时限)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from domain.model.clocks import MEASURES, SEVERAL, Commitment, CommitmentKind
from domain.model.tasks import Priority, Task
from domain.model.value import replace
from domain.rules import first_report, own_clocks
from domain.rules.rhythm import next_due
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar


def meet(task: Task, kinds: Iterable[CommitmentKind], now: datetime) -> Task:
    """The promises of these kinds are kept at this moment; also those that stand still while the task is paused.

    One that begins later, the next of a periodic report, is not: it asks for what comes after.
    """

    def binds(clock: Commitment) -> bool:
        return clock.started_at <= now and (clock.running or task.suspended(clock))

    return _each(task, kinds, binds, lambda c: replace(c, met_at=now))


def stop(task: Task, kinds: Iterable[CommitmentKind], now: datetime) -> Task:
    """The promises of these kinds no longer bind."""
    return _each_running(task, kinds, lambda c: replace(c, stopped_at=now))


def start(task: Task, kinds: Iterable[CommitmentKind], now: datetime, settings: Settings, cal: WorkingCalendar) -> Task:
    """New generations of these clocks, replacing running ones.

    The finish clock is due at the task's deadline. A clock that could only run out after the deadline is not started:
    the deadline's own ladder covers it. Nor is one that begins when what the task waits for is done.
    """
    for kind in kinds:
        task = stop(task, (kind,), now)
        if task.awaits and MEASURES[kind].waits:
            continue
        due = due_moment(task, kind, now, settings, cal)
        if MEASURES[kind].outlives_deadline or due < task.due_at:
            task = replace(task, commitments=(*task.commitments, _next(task, kind, now, due)))
    return task


def follow_priority(task: Task, now: datetime, settings: Settings, cal: WorkingCalendar, *, raised: bool) -> Task:
    """The running clocks once the priority is another: the new ladder and the new term from now.

    What has run out stays run out, and a priority that was raised gives nobody more time than there was.
    """
    task = stop(task, SEVERAL, now)  # they begin anew on the new ladder
    for clock in (c for c in task.commitments if c.running):
        task = stop(task, (clock.kind,), now)
        due = _under_priority(task, clock, now, settings, cal, raised=raised)
        if MEASURES[clock.kind].outlives_deadline or due < task.due_at:
            task = replace(task, commitments=(*task.commitments, again(clock, now, due)))
    return own_clocks.follow(task, now)


def _under_priority(
    task: Task, clock: Commitment, now: datetime, settings: Settings, cal: WorkingCalendar, *, raised: bool
) -> datetime:
    if clock.kind is CommitmentKind.FINISH:
        return task.due_at
    if clock.kind is CommitmentKind.PERIODIC and task.periodic:
        return clock.due_at
    fresh = due_moment(task, clock.kind, now, settings, cal)
    return clock.due_at if clock.due_at <= now else min(clock.due_at, fresh) if raised else fresh


def again(clock: Commitment, now: datetime, due: datetime) -> Commitment:
    """The next generation of a clock that is the same promise: a breach that was written is not written twice."""
    begins = max(now, clock.started_at)
    return Commitment(clock.kind, clock.member_id, clock.generation + 1, begins, due, breached_at=clock.breached_at)


def due_moment(task: Task, kind: CommitmentKind, now: datetime, settings: Settings, cal: WorkingCalendar) -> datetime:
    """When a clock of this kind, started now, runs out."""
    if kind is CommitmentKind.FINISH:
        return task.due_at
    if kind is CommitmentKind.FIRST_REPORT:
        return first_report.due(task, now, settings, cal)
    if kind is CommitmentKind.PERIODIC and task.periodic:
        return next_due(task.periodic, now, now, cal, loud=task.priority.breaks_quiet) or task.due_at
    return settings.terms[kind][task.priority].after(now, cal)


def default_due(priority: Priority, given_at: datetime, settings: Settings, cal: WorkingCalendar) -> datetime:
    """The deadline of a task given without one: the office's term, at the close of that working day."""
    moment = settings.terms[CommitmentKind.FINISH][priority].after(given_at, cal)
    return cal.closing(moment.astimezone(cal.zone).date())


def _next(task: Task, kind: CommitmentKind, now: datetime, due: datetime) -> Commitment:
    last = task.commitment(kind)
    holder = task.assigner_id if MEASURES[kind].of_assigner else task.duty_id
    return Commitment(kind, holder, last.generation + 1 if last else 1, now, due)


Change = Callable[[Commitment], Commitment]


def _each_running(task: Task, kinds: Iterable[CommitmentKind], change: Change) -> Task:
    return _each(task, kinds, lambda c: c.running, change)


def _each(task: Task, kinds: Iterable[CommitmentKind], fits: Callable[[Commitment], bool], change: Change) -> Task:
    which = frozenset(kinds)
    if not any(c.kind in which and fits(c) for c in task.commitments):
        return task
    kept = tuple(change(c) if c.kind in which and fits(c) else c for c in task.commitments)
    return replace(task, commitments=kept)
