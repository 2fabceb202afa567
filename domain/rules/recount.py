"""Deadlines and terms counted again when the working calendar changes: a new release of the data, an office's override.

Source: behaviour.md section 4, dates whose official notice is not out yet are recomputed when it comes. What was said is
read once more on both calendars. Only what the old calendar explains and the new one puts elsewhere moves, so that a
moment that was picked, or words that a later release reads otherwise, stay as they are. What has run out stays run out,
and nothing moves into the past.
"""

from __future__ import annotations

from datetime import datetime

from deadlines import Kind, read
from domain.model.clocks import SEVERAL, Commitment, CommitmentKind
from domain.model.tasks import Task
from domain.model.value import replace, value
from domain.rules import clocks, own_clocks
from domain.settings.office import Settings
from worktime.calendar import UnknownYear, WorkingCalendar


@value
class Calendars:
    """What the words were counted on, and what they are counted on now."""

    old: WorkingCalendar
    new: WorkingCalendar


def recount(
    task: Task,
    now: datetime,
    settings: Settings,
    calendars: Calendars,
    by_rule: tuple[datetime, datetime] | None = None,
) -> Task:
    """The task with its deadline and its running terms as the new calendar counts them; the same task if none moves.

    `by_rule`: what the rule of its series means on the old calendar, and on the new.
    """
    both = [_meanings(task, settings, c) for c in (calendars.old, calendars.new)]
    before, after = ((moment,) for moment in by_rule) if by_rule else both
    due = _moved(task.due_at, now, before, after)
    kept = tuple(_term_again(task, c, now, settings, calendars) if c.running else c for c in task.commitments)
    task = replace(task, commitments=kept)
    if task.is_raised:
        answer = task.running(CommitmentKind.ANSWER)
        return replace(task, due_at=answer.due_at) if answer else task
    if due == task.due_at:
        return task
    task = own_clocks.within(replace(task, due_at=due))
    finish = (CommitmentKind.FINISH,) if task.running(CommitmentKind.FINISH) else ()
    return own_clocks.follow(clocks.start(task, finish, now, settings, calendars.new), now)


def _meanings(task: Task, settings: Settings, calendar: WorkingCalendar) -> tuple[datetime, ...]:
    """What was said means on this calendar: one moment, the moments it was asked about, none for a moment picked."""
    if task.due_said_at is None:
        return ()
    try:
        if not task.due_words:
            return (clocks.default_due(task.priority, task.due_said_at, settings, calendar),)
        reading = read(task.due_words, task.due_said_at, calendar)
    except UnknownYear:
        return ()
    return reading.readings if reading.kind is Kind.ASK else (reading.moment,) if reading.moment else ()


def _term_again(task: Task, clock: Commitment, now: datetime, settings: Settings, calendars: Calendars) -> Commitment:
    """A term keeps its generation: it is the same promise, measured anew."""
    if clock.kind in (CommitmentKind.FINISH, *SEVERAL):
        return clock
    both = (
        (clocks.due_moment(task, clock.kind, clock.started_at, settings, calendar),)
        for calendar in (calendars.old, calendars.new)
    )
    return replace(clock, due_at=_moved(clock.due_at, now, *both))


def _moved(due: datetime, now: datetime, before: tuple[datetime, ...], after: tuple[datetime, ...]) -> datetime:
    if due <= now or due not in before or len(before) != len(after):
        return due
    moved = after[before.index(due)]
    return moved if moved > now else due
