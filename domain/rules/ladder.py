"""From a task's running clocks to the timers that will ring for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from domain.model.audience import Audience
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import Kind, RequestKind, Status, Task
from domain.model.timers import ClockRing, HandOnOver, OfTask, PauseOver, Rings, SideHeard, SilenceOver
from domain.model.value import replace
from domain.rules import hands, notices, reporting
from domain.settings.ladders import Ladder, Step
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

NEXT = "next"  # where a step has its name: the next moment of the rule by which is reported


def timers(task: Task, settings: Settings, calendar: WorkingCalendar) -> Rings:
    """Everything that will ring for a task: the steps of its clocks, the hearing of a disagreement and the end of patience, or
    the end of its pause."""
    if task.kind is Kind.NOTICE:
        return notices.steps(task, calendar)
    if task.status is Status.PAUSED and task.resumes_at is not None:
        return {PauseOver(task.id, int(task.resumes_at.timestamp())): task.resumes_at}
    found = _hearings(task)
    found.update((ring, at) for ring, at in rings(task, settings, calendar).items())
    asked_at = reporting.asked_at(task, settings, calendar)
    if asked_at is not None and task.heard_at is not None:
        found[SilenceOver(task.id, int(task.heard_at.timestamp()))] = asked_at
    return found


def _hearings(task: Task) -> dict[OfTask, datetime]:
    """Until when the other side of each disagreement can be heard, and whoever was asked can take a raised matter on."""
    sides = [r for r in task.requests if r.kind is RequestKind.DISPUTE and r.pending and not r.waits]
    taking = [r for r in task.requests if r.kind is RequestKind.HAND_ON and r.pending]
    found: dict[OfTask, datetime] = {SideHeard(task.id, r.number): r.due_at for r in sides if r.due_at}
    return found | {HandOnOver(task.id, r.number): r.due_at for r in taking if r.due_at}


def rings(task: Task, settings: Settings, calendar: WorkingCalendar) -> dict[ClockRing, datetime]:
    """Every ring a task's running clocks ask for, whether it has rung already or not, with its moment.

    A step whose moment lay before the clock was started is none of its steps: a task given for tomorrow has no reminder
    three days before, and a result returned after the deadline does not ring the deadline again. Nor is one that would come
    on the heels of the start: whoever was given a task just now need not be told that a day is left. A step that repeats
    begins with its first round after the start.
    """
    return {
        ClockRing(task.id, clock.kind, clock.generation, step): due
        for clock in task.commitments
        if clock.running
        for step, due in _of_clock(task, clock, settings, calendar)
    }


def _of_clock(
    task: Task, clock: Commitment, settings: Settings, calendar: WorkingCalendar
) -> Iterator[tuple[str, datetime]]:
    """The steps of a clock, and the next moment of the rule it follows; after one that was missed it only asks at its own,
    while what that one began goes on."""
    bases = {reporting.climbs_from(task, clock), reporting.climbs_from(task, clock, calendar)}
    heels = _heels(clock)
    for step in steps(task, clock.kind, settings):
        at = min(_rings_at(step, clock, heels, bases, calendar), default=None) or _of_line(task, clock, calendar)
        if at is not None:
            yield step.name, at
    following = reporting.following(task, clock, calendar)
    if following is not None:
        yield NEXT, following


def _of_line(task: Task, clock: Commitment, calendar: WorkingCalendar) -> datetime | None:
    """Of a line of a plan is spoken once: where the time for that was past when it was given, on the next working morning."""
    if task.kind is not Kind.PLAN or clock.kind is not CommitmentKind.FINISH:
        return None
    morning = calendar.opening(calendar.next_working_day(clock.started_at.astimezone(calendar.zone).date()))
    return morning if morning < clock.due_at else None


def _rings_at(
    step: Step, clock: Commitment, heels: datetime, bases: Iterable[datetime], calendar: WorkingCalendar
) -> Iterator[datetime]:
    """When a step can ring, by each of the moments from which its ladder climbs."""
    for base in bases:
        begins = base if step.at.amount > 0 else clock.due_at
        at = _first(step, begins, heels if begins == clock.due_at else clock.due_at, calendar)
        anew = base == clock.due_at or step.at.amount == 0
        if at > heels and (anew or at > clock.due_at):
            yield at


def steps(task: Task, kind: CommitmentKind, settings: Settings) -> Ladder:
    """The ladder of a clock; one that silence opened has just been spoken of, so it has no steps before its moment. Of what is
    confidential only those in it and the owners hear."""
    whole = hands.ladder_of(task, kind, settings)
    if task.confidential:
        whole = tuple(replace(step, to=told_in_confidence(step.to)) for step in whole)
    return tuple(s for s in whole if s.at.amount >= 0) if reporting.of_silence(task, kind) else whole


def told_in_confidence(to: Iterable[Audience]) -> tuple[Audience, ...]:
    """Who hears a step of a confidential matter: an owner instead of whoever is above, and in private what a group would."""
    return tuple(dict.fromkeys(one for audience in to for one in _INSTEAD.get(audience, (audience,))))


_INSTEAD: Mapping[Audience, tuple[Audience, ...]] = {
    Audience.SUPERVISOR: (Audience.OWNER,),
    Audience.LEADER: (Audience.OWNER,),
    Audience.BACKUP: (),
    Audience.GROUP: (Audience.LEAD, Audience.ASSIGNER, Audience.OWNER),
}


def _first(step: Step, base: datetime, after: datetime, calendar: WorkingCalendar) -> datetime:
    due = step.at.after(base, calendar)
    while step.every is not None and due <= after:
        due = step.every.after(due, calendar)
    return due


def _heels(clock: Commitment) -> datetime:
    """Until when a clock was started just now: a twentieth of its term."""
    return clock.started_at + max(clock.due_at - clock.started_at, timedelta(0)) / 20


def ring_again(
    rang: ClockRing, due: datetime, step: Step, calendar: WorkingCalendar, now: datetime
) -> tuple[ClockRing, datetime] | None:
    """The next round of a step that repeats, always after `now`, so that downtime never makes a burst."""
    if step.every is None:
        return None
    due, turn = step.every.after(due, calendar), rang.round + 1
    while due <= now:
        due, turn = step.every.after(due, calendar), turn + 1
    return replace(rang, round=turn), due


def find_step(steps: Ladder, name: str) -> Step | None:
    """The step of that name, or None when the configuration dropped it meanwhile."""
    return next((s for s in steps if s.name == name), None)
