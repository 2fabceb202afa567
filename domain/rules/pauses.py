"""挂起: a task's clocks stand still, and go on with what they had left.

Source: behaviour.md section 3, "on resume due moments move by the working time paused". A term that passes by night as well
(24小时) moves by all the time paused: each is moved as it is measured.
"""

from __future__ import annotations

from datetime import datetime

from domain.model.clocks import SEVERAL, Commitment, CommitmentKind
from domain.model.tasks import PICKED, Part, Priority, Request, RequestKind, Status, Task
from domain.model.value import fields_of, replace, value
from domain.rules import clocks, hands, own_clocks
from domain.rules.mornings import quiet_until
from domain.rules.rhythm import next_due
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar


@value
class _Pause:
    """A pause that is over: from, to, of what priority, by which rules."""

    begun: datetime
    over: datetime
    priority: Priority
    settings: Settings
    calendar: WorkingCalendar

    def moved(self, kind: CommitmentKind, due: datetime) -> datetime:
        """The moment that has as much before it at the end of the pause as this one had at the beginning; one that had
        passed by then stays where it was."""
        if due <= self.begun:
            return due
        if self.settings.terms[kind][self.priority].by_the_clock:
            return self._heard(kind, due + (self.over - self.begun))
        worked = self.calendar.working_time_between(self.begun, self.over)
        return self.calendar.add_working_time(due, worked) if worked else due

    def deadline(self, due: datetime, *, whole: bool) -> datetime:
        """Another deadline; a `whole` day stays one."""
        moved = self.moved(CommitmentKind.FINISH, due)
        day = moved.astimezone(self.calendar.zone).date()
        return self.calendar.day_end(day) if whole and moved == self.calendar.closing(day) else moved

    def _heard(self, kind: CommitmentKind, due: datetime) -> datetime:
        """Nobody is to report by night on what does not ring by night; a deadline is what was said."""
        if self.priority.breaks_quiet or kind is CommitmentKind.FINISH or due <= self.over:
            return due
        return quiet_until(self.calendar, due)


def day_begins(day: datetime, now: datetime, calendar: WorkingCalendar) -> datetime:
    """The end of a pause until a day: when that day's work begins; where it has begun, its close, or the day's end."""
    local = day.astimezone(calendar.zone).date()
    return next((at for at in (calendar.opening(local), calendar.closing(local)) if at > now), day)


def begin(task: Task, now: datetime, until: datetime, reason: str) -> Task:
    """The task with its pause, or with another end of the one it is in."""
    return replace(task, paused_at=task.paused_at or now, resumes_at=until, pause_reason=reason)


def forget(task: Task) -> Task:
    """The task without its pause."""
    return replace(task, paused_at=None, resumes_at=None, pause_reason="")


def go_on(task: Task, now: datetime, settings: Settings, calendar: WorkingCalendar) -> Task:
    """The task as it was before its pause, every moment moved; a pause is never longer than was said."""
    assert task.paused_at is not None
    assert task.resumes_at is not None  # what is paused has both
    over = min(now, task.resumes_at)
    pause = _Pause(task.paused_at, over, task.priority, settings, calendar)
    stood = [c for c in task.commitments if task.suspended(c) and c.kind not in SEVERAL]
    task = _with_own_deadlines(forget(_with_deadline(task, pause)), pause) if _counted(task) else forget(task)
    task = _with_requests(task, pause)
    moved = ((c, _due(task, c, pause)) for c in stood)
    status = Status.ACTIVE if _accepted(task) else Status.ASSIGNED
    going = tuple(clocks.again(c, over, due) for c, due in moved)
    return own_clocks.follow(replace(task, status=status, commitments=(*task.commitments, *going)), over)


def _due(task: Task, clock: Commitment, pause: _Pause) -> datetime:
    """The finish clock is due at the deadline, which was moved already; a rule goes by the calendar, whatever was paused."""
    if clock.kind is CommitmentKind.FINISH:
        return task.due_at
    by_rule = clock.kind is CommitmentKind.PERIODIC and task.periodic and clock.due_at > pause.begun
    if not by_rule:
        return pause.moved(clock.kind, clock.due_at)
    loud = task.priority.breaks_quiet
    following = next_due(task.periodic, clock.due_at, pause.over, pause.calendar, loud=loud)
    return clock.due_at if clock.due_at > pause.over else following or task.due_at


def _with_deadline(task: Task, pause: _Pause) -> Task:
    """The deadline, which its old words do not name any more once it has moved; a whole day stays one."""
    due = pause.deadline(task.due_at, whole=task.due_day_only)
    if due == task.due_at:
        return task
    whole = task.due_day_only and due == pause.calendar.day_end(due.astimezone(pause.calendar.zone).date())
    picked = replace(PICKED, due_day_only=whole)
    return replace(task, due_at=due, **fields_of(picked))


def _with_requests(task: Task, pause: _Pause) -> Task:
    """Whoever asked for more time asks for as much as before, whatever was paused."""

    def later(asked: Request) -> Request:
        if asked.kind is not RequestKind.MORE_TIME or not asked.pending or asked.due_at is None:
            return asked
        day = asked.due_at.astimezone(pause.calendar.zone).date()
        whole = asked.due_at == pause.calendar.day_end(day)
        return replace(asked, due_at=pause.deadline(asked.due_at, whole=whole))

    return replace(task, requests=tuple(map(later, task.requests)))


def _counted(task: Task) -> bool:
    """Whether the deadline was being counted when the pause began: it was not where the task waited for another."""
    return not task.comes_after or any(c.kind is CommitmentKind.FINISH and task.suspended(c) for c in task.commitments)


def _with_own_deadlines(task: Task, pause: _Pause) -> Task:
    """Whoever has a deadline of their own and still owes their part has as much more time as the task."""
    owing = hands.owing(task)
    people = tuple(
        replace(p, due_at=pause.moved(CommitmentKind.FINISH, p.due_at)) if p.due_at and p.member_id in owing else p
        for p in task.people
    )
    return _with_milestones(replace(task, people=people), pause)


def _with_milestones(task: Task, pause: _Pause) -> Task:
    """Milestones to come have as much before them as they had."""
    moved = tuple(
        replace(m, due_at=pause.deadline(m.due_at, whole=m.day_only)) if m.reached_at is None else m
        for m in task.milestones
    )
    return replace(task, milestones=moved)


def _accepted(task: Task) -> bool:
    return any(p.part is Part.LEAD and p.accepted_at for p in task.people)
