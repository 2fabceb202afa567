"""What happens because time passes: ladders ring, clocks run out, digests and worklists leave, the day is sealed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from domain import clocks
from domain.history import Breached, Reminded
from domain.ladder import Ring, find_step, ring_again
from domain.lifecycle import Audience
from domain.messages import Digest, Reminder, Urgency, Worklist
from domain.model import CommitmentKind, Member, Part, Place, Task, Team, TeamStatus
from domain.ports import Timer
from domain.settings import Step
from domain.unit import Unit
from worktime.calendar import WorkingCalendar

# A deadline at closing time is told at closing time; a clock may be this late about it.
_CLOSING = timedelta(minutes=5)


def ring(unit: Unit, timer: Timer) -> bool:
    """Ring one timer: its effects and its end are one unit. False when it had rung already.

    Raises KeyError for a kind this version does not know; the caller keeps and reports such a row.
    """
    rung = _RINGERS[timer.kind]
    if not unit.store.timers.finish(timer.id, unit.now):
        return False
    rung(unit, timer)
    return True


def _clock(unit: Unit, timer: Timer) -> None:
    """A step of a ladder: nothing is said that is no longer true."""
    task = unit.store.tasks.get(timer.data["task_id"])
    kind = CommitmentKind(timer.data["clock"])
    running = task.running(kind) if task else None
    if task is None or running is None or running.generation != timer.data["generation"]:
        return
    step = find_step(unit.settings.ladders[kind][task.priority], timer.data["step"])
    if step is None:
        return
    task = _run_out(unit, task, kind)
    people = _reminded(unit, task, kind, step)
    group = Audience.GROUP in step.to and task.team_id is not None
    unit.record(task, Reminded(kind.value, step.name, tuple(m.id for m in people), group), None)
    for member in people:
        _remind(unit, Place(member_id=member.id), task, timer)
    team = unit.team_of(task)
    if group and team is not None and team.status is TeamStatus.APPROVED:
        _remind(unit, Place(chat_id=team.chat_id, thread_id=team.thread_id), task, timer)
    unit.refresh(task)  # its light may have changed with the hours
    _again(unit, timer, step)


def _run_out(unit: Unit, task: Task, kind: CommitmentKind) -> Task:
    """A clock past its moment is a breach, written once."""
    running = task.running(kind)
    if running is None or running.breached_at or running.due_at > unit.now:
        return task
    saved = unit.store.tasks.save(clocks.breach(task, kind, unit.now))
    unit.record(saved, Breached(kind.value, running.member_id, running.due_at.isoformat()), None)
    return saved


def _reminded(unit: Unit, task: Task, kind: CommitmentKind, step: Step) -> list[Member]:
    """Who hears a step; before the moment also co-assignees who have not reported."""
    people = unit.audience(task, step.to)
    if kind is CommitmentKind.FINISH and step.at.amount <= 0:
        silent = [p.member_id for p in task.people if p.part is Part.CO and not p.reported_at]
        extra = (unit.store.members.get(i) for i in silent)
        people += [m for m in extra if m and m.active and m not in people]
    return people


def _remind(unit: Unit, to: Place, task: Task, timer: Timer) -> None:
    """Quiet hours and days off hold back everything below urgent until work begins again."""
    loud = task.priority.breaks_quiet
    data = timer.data
    leaves_at = timer.due_at if loud else quiet_until(unit.calendar, timer.due_at)
    unit.say(
        to,
        Reminder(task.id, data["clock"], data["generation"], data["step"], leaves_at.isoformat()),
        urgency=Urgency.URGENT if loud else Urgency.NORMAL,
        not_before=unit.now if loud else quiet_until(unit.calendar, unit.now),
        key=f"{timer.key}:{to.member_id or to.chat_id}",
        task_id=task.id,
    )


def quiet_until(calendar: WorkingCalendar, at: datetime) -> datetime:
    """When a reminder of this moment may leave: now in working time and at its very end, else when work begins again."""
    if calendar.is_working_moment(at) or calendar.is_working_moment(at - _CLOSING):
        return at
    return calendar.next_working_moment(at)


def _again(unit: Unit, timer: Timer, step: Step) -> None:
    data = timer.data
    rang = Ring(
        timer.key, timer.due_at, data["task_id"], CommitmentKind(data["clock"]), data["generation"], data["step"],
        data["round"],
    )  # fmt: skip
    following = ring_again(rang, step, unit.calendar, unit.now)
    if following:
        unit.store.timers.add(following.key, "clock", following.due_at, data | {"round": following.round})


def _digest(unit: Unit, timer: Timer) -> None:
    """日报: one, however many mornings were missed; then the next is planned."""
    team = unit.store.teams.get(timer.data["team_id"])
    if team is None or team.status is not TeamStatus.APPROVED or not team.digest_on:
        return
    since = unit.store.meta.get(f"digest:{team.id}") or (unit.now - timedelta(days=1)).isoformat()
    unit.store.meta.set(f"digest:{team.id}", unit.now.isoformat())
    unit.say(
        Place(chat_id=team.chat_id, thread_id=team.thread_id),
        Digest(team.id, since),
        urgency=Urgency.BULK,
        key=timer.key,
    )
    plan_digest(unit, team)


def digest_time(unit: Unit, team: Team) -> time:
    """When the team's digest leaves, by the office's clock."""
    return time.fromisoformat(team.digest_time) if team.digest_time else unit.settings.digest_time


def plan_digest(unit: Unit, team: Team) -> None:
    """The team's next digest: its time on the next working day that has not passed."""
    if not team.digest_on or unit.store.timers.pending("digest", f"digest:{team.id}:"):
        return
    at = digest_time(unit, team)
    due = next_morning(unit.calendar, unit.now, at)
    key = f"digest:{team.id}:{due.astimezone(unit.calendar.zone).date()}"
    if not unit.store.timers.add(key, "digest", due, {"team_id": team.id}):
        _plan_later(unit, team, due, at)


def _plan_later(unit: Unit, team: Team, after: datetime, at: time) -> None:
    """Today's digest has left already: the next working day's is planned."""
    due = next_morning(unit.calendar, after, at)
    key = f"digest:{team.id}:{due.astimezone(unit.calendar.zone).date()}"
    unit.store.timers.add(key, "digest", due, {"team_id": team.id})


def next_morning(calendar: WorkingCalendar, after: datetime, at: time) -> datetime:
    """The first moment after `after` that is this wall time on a working day."""
    day: date = after.astimezone(calendar.zone).date()
    if not calendar.is_working_day(day):
        day = calendar.next_working_day(day)
    moment = datetime.combine(day, at, calendar.zone)
    while moment <= after:
        day = calendar.next_working_day(day)
        moment = datetime.combine(day, at, calendar.zone)
    return moment


def _worklists(unit: Unit, _timer: Timer) -> None:
    """工作清单: each member with open work gets their own list; those with nothing hear nothing."""
    day = str(unit.now.astimezone(unit.calendar.zone).date())
    for member in unit.store.members.all_active():
        if member.reachable and unit.store.tasks.open_with(member.id):
            unit.say(Place(member_id=member.id), Worklist(day), urgency=Urgency.BULK, key=f"worklist:{member.id}:{day}")
    _plan_daily(unit, "worklists", next_morning(unit.calendar, unit.now, unit.settings.worklist_time))


def _seal(unit: Unit, _timer: Timer) -> None:
    """The day's seal over all histories, at local midnight."""
    local = unit.now.astimezone(unit.calendar.zone)
    unit.store.history.seal(str(local.date() - timedelta(days=1)), unit.now)
    _plan_daily(unit, "seal", _midnight(local))


def _midnight(local: datetime) -> datetime:
    return datetime.combine(local.date() + timedelta(days=1), time(0), local.tzinfo)


def _plan_daily(unit: Unit, kind: str, due: datetime) -> None:
    if not unit.store.timers.pending(kind, f"{kind}:"):
        unit.store.timers.add(f"{kind}:{due.astimezone(unit.calendar.zone).date()}", kind, due, {})


def plan_standing(unit: Unit) -> None:
    """Make sure that everything which recurs has its next timer; run at every start, changes nothing when all have."""
    for team in unit.store.teams.with_status(TeamStatus.APPROVED):
        plan_digest(unit, team)
    _plan_daily(unit, "worklists", next_morning(unit.calendar, unit.now, unit.settings.worklist_time))
    _plan_daily(unit, "seal", _midnight(unit.now.astimezone(unit.calendar.zone)))


def plan_anew(unit: Unit) -> None:
    """Another working calendar: mornings that were planned on the old one are planned on the new."""
    for kind in ("digest", "worklists"):
        unit.store.timers.drop(kind, f"{kind}:")
    plan_standing(unit)


_RINGERS: Mapping[str, Callable[[Unit, Timer], None]] = {
    "clock": _clock,
    "digest": _digest,
    "worklists": _worklists,
    "seal": _seal,
}


def still_true(unit: Unit, message: Any) -> bool:
    """Whether a waiting reminder still says what is so: its clock runs, in the same generation."""
    if not isinstance(message, Reminder):
        return True
    task = unit.store.tasks.get(message.task_id)
    running = task.running(CommitmentKind(message.clock)) if task else None
    return running is not None and running.generation == message.generation
