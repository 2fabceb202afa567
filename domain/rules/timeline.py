"""时间表: what will be said about a task if nobody does anything, when, to whom and in which message.

Pure, from the rings a task asks for: `duban ladder` takes those of a task that might be given, the button on a card the
timers that wait. When a reminder of a moment leaves is decided here for both and for the ringing itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, time

from domain.model.audience import Audience
from domain.model.clocks import REPORTS, CommitmentKind
from domain.model.tasks import Task
from domain.model.timers import ClockRing, OfTask, SilenceOver
from domain.model.value import replace, value
from domain.rules.calm import calm_until
from domain.rules.first_report import after_the_deadline
from domain.rules.ladder import NEXT, find_step, steps
from domain.rules.mornings import after_the_list, quiet_until
from domain.rules.reporting import following
from domain.settings.ladders import Step
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

_DATES = 5  # of a rule that are shown ahead


@value
class Entry:
    """One step that will ring: of which clock, due when; no `step` where silence is noticed.

    `once_accepted`: it waits for the acceptance, whose own clock speaks until then.
    """

    clock: CommitmentKind
    due_at: datetime
    rings_at: datetime
    leaves_at: datetime
    to: tuple[Audience, ...]
    step: Step | None = None
    once_accepted: bool = False


@value
class Told:
    """One message: when it leaves, who reads it, all it tells, the first to ring first."""

    at: datetime
    to: tuple[Audience, ...]
    what: tuple[Entry, ...]


def calm_moment(
    task: Task, clock: CommitmentKind, at: datetime, list_time: time | None, calendar: WorkingCalendar
) -> datetime:
    """When a reminder of this moment may be heard: urgent ones at once; of a deadline in working time, of the rest not on
    the heels of the morning list either, which comes at `list_time` (None: never)."""
    if task.priority.breaks_quiet:
        return at
    leaves_at = quiet_until(calendar, at)
    if list_time is None or clock is CommitmentKind.FINISH:
        return leaves_at
    return after_the_list(calendar, leaves_at, list_time)


def timeline(
    task: Task, rings: Mapping[OfTask, datetime], settings: Settings, calendar: WorkingCalendar
) -> tuple[Told, ...]:
    """What is told of a task, in the order in which it leaves; reminders to one person at about one time are one message."""
    entries = sorted(_entries(task, rings, settings, calendar), key=lambda e: (e.leaves_at, e.rings_at))
    audiences = dict.fromkeys(to for entry in entries for to in entry.to)
    lines: dict[tuple[datetime, tuple[Entry, ...]], tuple[Audience, ...]] = {}
    for to in audiences:
        for what in _messages(task, [e for e in entries if to in e.to], settings, calendar):
            key = (what[0].leaves_at, what)
            lines[key] = (*lines.get(key, ()), to)
    return tuple(Told(at, to, what) for (at, what), to in sorted(lines.items(), key=lambda line: line[0][0]))


def _entries(
    task: Task, rings: Mapping[OfTask, datetime], settings: Settings, calendar: WorkingCalendar
) -> Iterator[Entry]:
    for ring, at in rings.items():
        if isinstance(ring, SilenceOver):
            kind = CommitmentKind.PERIODIC
            due = settings.terms[kind][task.priority].after(at, calendar)
            yield Entry(kind, due, at, calm_moment(task, kind, at, settings.worklist_time, calendar), (Audience.LEAD,))
        elif isinstance(ring, ClockRing):
            yield from _of_clock(task, ring, at, settings, calendar)


def _of_clock(
    task: Task, ring: ClockRing, at: datetime, settings: Settings, calendar: WorkingCalendar
) -> Iterator[Entry]:
    """None where the step is gone, or where the deadline speaks already."""
    if ring.step == NEXT:
        yield from _dates(task, ring, at, settings, calendar)
        return
    clock, step = task.ticking(ring.clock, ring.generation), find_step(steps(task, ring.clock, settings), ring.step)
    if clock is None or step is None or (ring.clock in REPORTS and after_the_deadline(task, at)):
        return
    unaccepted = ring.clock is CommitmentKind.FIRST_REPORT and task.running(CommitmentKind.ACCEPT) is not None
    leaves_at = calm_moment(task, ring.clock, at, settings.worklist_time, calendar)
    if step.at.amount < 0 and leaves_at > clock.due_at:
        return  # held back until the moment itself has passed, it is told as that
    yield Entry(ring.clock, clock.due_at, at, leaves_at, step.to, step, unaccepted)


def _dates(task: Task, ring: ClockRing, at: datetime, settings: Settings, calendar: WorkingCalendar) -> Iterator[Entry]:
    """The dates of a rule after the one that is promised: each asks, whatever became of the one before."""
    clock = task.ticking(ring.clock, ring.generation)
    step = next((s for s in steps(task, ring.clock, settings) if s.at.amount == 0), None)
    coming: datetime | None = at
    for _ in range(_DATES):
        if clock is None or step is None or coming is None:
            return
        clock = replace(clock, due_at=coming)
        leaves_at = calm_moment(task, ring.clock, coming, settings.worklist_time, calendar)
        yield Entry(ring.clock, coming, coming, leaves_at, (Audience.LEAD,), replace(step, to=(Audience.LEAD,)))
        coming = following(task, clock, calendar)


def _messages(
    task: Task, entries: list[Entry], settings: Settings, calendar: WorkingCalendar
) -> Iterator[tuple[Entry, ...]]:
    """What one reader is told together: all that leaves before they may be spoken to again; what is urgent stands alone."""
    together: list[Entry] = []
    for entry in entries:
        if together and not _joins(task, together[0], entry, settings, calendar):
            yield tuple(together)
            together = []
        together.append(entry)
    if together:
        yield tuple(together)


def _joins(task: Task, first: Entry, entry: Entry, settings: Settings, calendar: WorkingCalendar) -> bool:
    if task.priority.breaks_quiet:
        return False
    return entry.leaves_at == first.leaves_at or entry.leaves_at < calm_until(calendar, first.leaves_at, settings.calm)
