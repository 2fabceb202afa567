"""反馈: the clock of the periodic report follows its rule while the work is done; without a rule, silence opens it.

Source: behaviour.md section 4. A report keeps the promise that is running, given early or late, and the next one begins where
that one was due: so one report does not serve for two moments, and none is asked for twice. What was missed ends as a breach
when the next moment comes, which asks anew; the climb goes on from the first that was missed, and of a rule by the hour begins
once more each day.
"""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refusal
from domain.model.clocks import Commitment, CommitmentKind, Rhythm
from domain.model.tasks import Kind, Status, Task
from domain.model.value import replace
from domain.rules import clocks
from domain.rules.rhythm import by_the_hour, next_due
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

_PERIODIC = CommitmentKind.PERIODIC
# While one of these runs, somebody is being waited for already.
_SPEAK_ALREADY = (CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, _PERIODIC, CommitmentKind.ANSWER)


def follow(task: Task, now: datetime, cal: WorkingCalendar) -> Task:
    """The task with its periodic clock begun or called off, as its status, its rule and its deadline have it."""
    if task.status is Status.PAUSED:
        return task
    running = task.running(_PERIODIC)
    if task.status is not Status.ACTIVE or task.awaits or (running and _outlived(task, running, now)):
        return clocks.stop(task, (_PERIODIC,), now)
    return task if running or not task.periodic else _begun(task, now, cal)


def _outlived(task: Task, running: Commitment, now: datetime) -> bool:
    """The deadline comes before it now, and its own ladder covers it."""
    return running.due_at > now and running.due_at >= task.due_at


def _begun(task: Task, now: datetime, cal: WorkingCalendar) -> Task:
    last = task.commitment(_PERIODIC)
    since = last.due_at if last and last.met_at else now
    due = next_due(task.periodic, since, now, cal, loud=task.priority.breaks_quiet)
    if due is None or due >= task.due_at:
        return task
    generation = last.generation + 1 if last else 1
    fresh = Commitment(_PERIODIC, task.duty_id, generation, max(now, since), due)
    return replace(task, commitments=(*task.commitments, fresh))


def following(task: Task, clock: Commitment, cal: WorkingCalendar) -> datetime | None:
    """The moment of the rule after the one a clock is for, when it is asked for anew; None where the deadline comes first."""
    if clock.kind is not _PERIODIC or not task.periodic:
        return None
    at = next_due(task.periodic, clock.due_at, clock.started_at, cal, loud=task.priority.breaks_quiet)
    return at if at is not None and at < task.due_at else None


def missed(task: Task, now: datetime, cal: WorkingCalendar) -> Task:
    """The task when the next moment of its rule has come and the last is not kept: that one is over, this one is asked for.

    Of several that passed meanwhile, in downtime, the last is.
    """
    last = task.running(_PERIODIC)
    assert last is not None
    asked, due = last, following(task, last, cal)
    while due is not None and due <= now:
        asked = replace(last, due_at=due)
        due = following(task, asked, cal)
    if asked is last:
        return task
    fresh = Commitment(_PERIODIC, task.duty_id, last.generation + 1, last.due_at, asked.due_at)
    task = clocks.stop(task, (_PERIODIC,), now)
    return replace(task, commitments=(*task.commitments, fresh))


def climbs_from(task: Task, clock: Commitment, within_day: WorkingCalendar | None = None) -> datetime:
    """From when the ladder climbs: the moment promised, of several that were missed one after another the first, or
    `within_day` of a rule by the hour the first of its day: those above hear of that once a day, and not once."""
    before = _before(task, clock)
    by_day = within_day if by_the_hour(task.periodic) else None
    if before is None or (by_day is not None and not _same_day(before.due_at, clock.due_at, by_day)):
        return clock.due_at
    return climbs_from(task, before, within_day)


def _same_day(one: datetime, other: datetime, cal: WorkingCalendar) -> bool:
    return one.astimezone(cal.zone).date() == other.astimezone(cal.zone).date()


def _before(task: Task, clock: Commitment) -> Commitment | None:
    """The one that was missed when this one was asked for; it begins where that one was due, before that one was over."""
    before = (c for c in task.commitments if (c.kind, c.generation) == (_PERIODIC, clock.generation - 1))
    last = next(before, None) if clock.kind is _PERIODIC else None
    return last if last and last.stopped_at and clock.started_at < last.stopped_at else None


def asks_for(task: Task, generation: int) -> Commitment | None:
    """The clock that runs because the report of this generation, and each since, was missed: what was said of that holds."""
    running = task.running(_PERIODIC)
    before = running
    while before is not None and before.generation > generation:
        before = _before(task, before)
    return running if before is not None and before.generation == generation else None


def expected(task: Task, now: datetime, cal: WorkingCalendar) -> Task:
    """A task that waits for its acceptance, with the periodic clock that begins with that: what is to be expected of it."""
    return _begun(task, now, cal) if task.periodic and not task.running(_PERIODIC) else task


def with_rhythm(task: Task, rhythm: Rhythm, now: datetime, cal: WorkingCalendar) -> Task:
    """The task with a rule. Raises: Refusal `periodic-late` where the first report would come after the deadline."""
    require_in_time(rhythm, task.due_at, now, cal)
    return replace(task, periodic=rhythm.rule, periodic_words=rhythm.words)


def require_in_time(rhythm: Rhythm, due_at: datetime, now: datetime, cal: WorkingCalendar) -> None:
    """Refused where the first report by a rule would come no sooner than the result."""
    first = next_due(rhythm.rule, now, now, cal) or due_at
    if first >= due_at:
        raise Refusal("periodic-late", words=rhythm.words, moment=first.isoformat(), old=due_at.isoformat())


def usual(task: Task, now: datetime, settings: Settings, cal: WorkingCalendar) -> Task:
    """A new task with what the office has set for its priority, where nothing was said and there is time for it."""
    rhythm = settings.rhythms.get(task.priority)
    if rhythm is None or task.periodic or task.is_own:
        return task
    try:
        return with_rhythm(task, rhythm, now, cal)
    except Refusal:
        return task


def asked_at(task: Task, settings: Settings, cal: WorkingCalendar) -> datetime | None:
    """When a report is asked for because nothing came from the lead; None where that is no silence.

    It is none while a rule stands, while somebody is waited for already, or where the deadline comes first.
    """
    patience = settings.silence[task.priority]
    if (
        task.kind is not Kind.TASK
        or patience is None
        or task.heard_at is None
        or task.periodic
        or task.is_own
        or task.awaits
        or task.status is not Status.ACTIVE
    ):
        return None
    if any(task.running(kind) for kind in _SPEAK_ALREADY):
        return None
    at = patience.after(task.heard_at, cal)
    return at if settings.terms[_PERIODIC][task.priority].after(at, cal) < task.due_at else None


def reopen(task: Task, now: datetime, settings: Settings, cal: WorkingCalendar) -> Task:
    """The report clock runs again, for the office's term from now."""
    return clocks.start(task, (_PERIODIC,), now, settings, cal)


def heard_below(task: Task, now: datetime, settings: Settings, cal: WorkingCalendar) -> Task:
    """A whole of whose parts something was heard: its lead is not silent, and has the term of a first report from now.

    What they were told to report on by a rule is for them to say.
    """
    if task.kind is not Kind.TASK or task.status is not Status.ACTIVE or task.awaits:
        return task
    task = replace(task, heard_at=now)
    return _first_anew(task if task.periodic else clocks.stop(task, (_PERIODIC,), now), now, settings, cal)


def _first_anew(task: Task, now: datetime, settings: Settings, cal: WorkingCalendar) -> Task:
    first = task.running(CommitmentKind.FIRST_REPORT)
    if first is None:
        return task
    task = clocks.stop(task, (first.kind,), now)
    due = clocks.due_moment(task, first.kind, now, settings, cal)
    fresh = (clocks.again(first, now, due),) if due < task.due_at else ()
    return replace(task, commitments=(*task.commitments, *fresh))


def of_silence(task: Task, kind: CommitmentKind) -> bool:
    """Whether a clock runs because nothing was heard."""
    return kind is _PERIODIC and not task.periodic
