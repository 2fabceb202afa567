"""Decide, then do: each function takes a task as it is and returns what it becomes and the fact to record.

Pure. The lifecycle's row says what happens to status and clocks; a function here adds what is particular to its verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime

from domain.errors import Refusal
from domain.facts.base import Fact
from domain.facts.clocks import (
    DeadlineChanged,
    TimeAsked,
    TimeGranted,
    TimeRefused,
    TransferAsked,
    TransferGranted,
    TransferRefused,
)
from domain.facts.tasks import (
    Accepted,
    Approved,
    Assigned,
    Cancelled,
    Commented,
    Declined,
    Reassigned,
    Reported,
    Returned,
    Submitted,
)
from domain.model.clocks import CommitmentKind
from domain.model.tasks import (
    PICKED,
    Assignment,
    Attachment,
    Part,
    Relation,
    Request,
    RequestKind,
    Status,
    Task,
    Wording,
)
from domain.rules import clocks
from domain.rules.lifecycle import Action, Move, require
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What a decision may depend on besides the task: who, what they are to it, when, and the office's rules."""

    actor_id: int
    relations: frozenset[Relation]
    now: datetime
    settings: Settings
    calendar: WorkingCalendar


@dataclass(frozen=True, slots=True)
class Decision:
    """The task as it becomes, the fact to record, and the lifecycle's row behind it."""

    task: Task
    fact: Fact
    move: Move


def _moved(task: Task, action: Action, at: Circumstances) -> tuple[Task, Move]:
    """Status and request as the row says; the clocks follow in `_decided`, once people and deadline are final."""
    move = require(task, action, at.relations)
    task = replace(task, status=move.to or task.status)
    if move.answers:
        task = _answered(task, move.answers, at.now, granted=action in (Action.GRANT_TIME, Action.GRANT_TRANSFER))
    return task, move


def _answered(task: Task, kind: RequestKind, now: datetime, *, granted: bool) -> Task:
    asked = task.pending_request(kind)
    done = tuple(replace(r, answered_at=now, granted=granted) if r is asked else r for r in task.requests)
    return replace(task, requests=done)


def _decided(task: Task, fact: Fact, move: Move, at: Circumstances) -> Decision:
    task = clocks.meet(task, move.meets, at.now)
    task = clocks.stop(task, move.stops, at.now)
    task = clocks.start(task, move.starts, at.now, at.settings, at.calendar)
    return Decision(task, fact, move)


def new_task(task: Task, at: Circumstances) -> tuple[Task, Fact]:
    """A task on the day it is given: its work clocks start and the assignment is recorded.

    What somebody gives themselves is accepted already, and nobody waits for a first report on it.
    """
    kinds: tuple[CommitmentKind, ...] = (CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH)
    if task.lead_id == task.assigner_id:
        task = _touch(replace(task, status=Status.ACTIVE), task.lead_id, at.now)
        kinds = (CommitmentKind.FINISH,)
    task = clocks.start(task, kinds, at.now, at.settings, at.calendar)
    people = {str(p.member_id): p.part.value for p in task.people}
    return task, Assigned(task.title, task.due_at.isoformat(), task.due_words, task.priority.value, people)


def _touch(task: Task, member_id: int, now: datetime, *, reported: bool = False) -> Task:
    """Note that this person has taken their part on, and perhaps reported on it; a lead who does is accountable now."""
    people = tuple(
        replace(p, accepted_at=p.accepted_at or now, reported_at=now if reported else p.reported_at)
        if p.member_id == member_id and p.part is not Part.WATCHER
        else p
        for p in task.people
    )
    accountable = member_id if member_id == task.lead_id else task.first_handler_id
    return replace(task, people=people, first_handler_id=accountable)


def accept(task: Task, at: Circumstances) -> Decision:
    """签收. A co-assignee accepts their own part; only the lead's acceptance moves the task."""
    moved, move = _moved(task, Action.ACCEPT, at)
    if at.actor_id != task.lead_id:
        _refuse_second_acceptance(task, at.actor_id)
        move = replace(move, to=None, meets=())
        moved = replace(moved, status=task.status)
    return _decided(_touch(moved, at.actor_id, at.now), Accepted(), move, at)


def _refuse_second_acceptance(task: Task, member_id: int) -> None:
    if any(p.member_id == member_id and p.accepted_at for p in task.people):
        raise Refusal("state", number=str(task.id), action=Action.ACCEPT.value, status=Status.ACTIVE.value)


def decline(task: Task, at: Circumstances, reason: str) -> Decision:
    """退回待派; the first handler stays accountable."""
    moved, move = _moved(task, Action.DECLINE, at)
    return _decided(_settle_requests(moved, at.now), Declined(reason), move, at)


def report(
    task: Task, at: Circumstances, text: str, *, percent: int | None, blocked: bool, files: Sequence[Attachment]
) -> Decision:
    """反馈. Any report of the lead also accepts; only the lead's takes a "blocked" back."""
    moved, move = _moved(task, Action.REPORT, at)
    helping = at.actor_id != task.lead_id
    if helping:
        move = replace(move, meets=())
        moved = replace(moved, status=task.status)
    elif percent is not None:
        moved = replace(moved, percent=percent)
    moved = replace(_touch(moved, at.actor_id, at.now, reported=True), blocked=blocked or (helping and task.blocked))
    fact = Reported(text, percent, blocked, tuple(asdict(f) for f in files))
    return _decided(moved, fact, move, at)


def submit(
    task: Task, at: Circumstances, text: str, files: Sequence[Attachment], named: Sequence[int] = ()
) -> Decision:
    """Hand in the result; refused while a co-assignee's part is silent and they are not named in the result."""
    moved, move = _moved(task, Action.SUBMIT, at)
    silent = [p.member_id for p in task.people if p.part is Part.CO and not p.reported_at and p.member_id not in named]
    if silent:
        raise Refusal("silent-co", number=str(task.id), member=silent[0])
    moved = _settle_requests(_touch(moved, at.actor_id, at.now, reported=True), at.now)
    moved = replace(moved, result=text, submitted_at=at.now, blocked=False)
    return _decided(moved, Submitted(text, tuple(asdict(f) for f in files)), move, at)


def approve(task: Task, at: Circumstances, rating: int | None, comment: str = "") -> Decision:
    """办结."""
    moved, move = _moved(task, Action.APPROVE, at)
    return _decided(replace(moved, closed_at=at.now, rating=rating, percent=100), Approved(rating, comment), move, at)


def send_back(task: Task, at: Circumstances, reason: str) -> Decision:
    """退回: counted, the light turns yellow, the finish clock runs on to the same deadline."""
    moved, move = _moved(task, Action.RETURN, at)
    moved = replace(moved, returns=task.returns + 1, submitted_at=None)
    return _decided(moved, Returned(reason), move, at)


def ask_time(task: Task, at: Circumstances, due: datetime, reason: str) -> Decision:
    """申请延期: before expiry, to a later moment, with a reason."""
    moved, move = _moved(task, Action.ASK_TIME, at)
    if task.overdue(at.now):
        raise Refusal("extend-too-late", number=str(task.id))
    _require_later(due, task.due_at)
    asked = Request(len(task.requests) + 1, RequestKind.MORE_TIME, at.actor_id, at.now, reason, due_at=due)
    fact = TimeAsked(task.due_at.isoformat(), due.isoformat(), reason)
    return _decided(replace(moved, requests=(*moved.requests, asked)), fact, move, at)


def _require_later(due: datetime, old: datetime) -> None:
    if due <= old:
        raise Refusal("extend-not-later", old=old.isoformat(), new=due.isoformat())


def grant_time(task: Task, at: Circumstances, due: datetime | None = None, said: Wording = PICKED) -> Decision:
    """同意延期, to the moment asked for or to another one."""
    moved, move = _moved(task, Action.GRANT_TIME, at)
    asked = task.pending_request(RequestKind.MORE_TIME)
    assert asked is not None  # the lifecycle's row answers a pending request
    new = due or asked.due_at or task.due_at
    _require_future(new, at.now)
    fact = TimeGranted(task.due_at.isoformat(), new.isoformat())
    return _decided(_due(moved, new, said), fact, move, at)


def refuse_time(task: Task, at: Circumstances) -> Decision:
    """不同意延期."""
    moved, move = _moved(task, Action.REFUSE_TIME, at)
    return _decided(moved, TimeRefused(task.due_at.isoformat()), move, at)


def change_deadline(task: Task, at: Circumstances, due: datetime, said: Wording = PICKED) -> Decision:
    """The assigner moves the deadline; an open request for more time is settled by it."""
    moved, move = _moved(task, Action.CHANGE_DEADLINE, at)
    _require_future(due, at.now)
    if moved.pending_request(RequestKind.MORE_TIME):
        moved = _answered(moved, RequestKind.MORE_TIME, at.now, granted=True)
    fact = DeadlineChanged(task.due_at.isoformat(), due.isoformat())
    return _decided(_due(moved, due, said), fact, move, at)


def _due(task: Task, due: datetime, said: Wording) -> Task:
    return replace(task, due_at=due, **asdict(said))


def _require_future(due: datetime, now: datetime) -> None:
    if due <= now:
        raise Refusal("deadline-past", moment=due.isoformat())


def ask_transfer(task: Task, at: Circumstances, to: int, reason: str) -> Decision:
    """申请转办."""
    moved, move = _moved(task, Action.ASK_TRANSFER, at)
    _require_other(task, to)
    asked = Request(len(task.requests) + 1, RequestKind.TRANSFER, at.actor_id, at.now, reason, to_member_id=to)
    return _decided(replace(moved, requests=(*moved.requests, asked)), TransferAsked(to, reason), move, at)


def grant_transfer(task: Task, at: Circumstances) -> Decision:
    """同意转办; accountability moves only when the new lead accepts."""
    moved, move = _moved(task, Action.GRANT_TRANSFER, at)
    asked = task.pending_request(RequestKind.TRANSFER)
    assert asked is not None  # the lifecycle's row answers a pending request
    to = asked.to_member_id or task.lead_id
    moved = _settle_requests(_new_lead(moved, to), at.now)
    return _decided(moved, TransferGranted(task.lead_id, to), move, at)


def refuse_transfer(task: Task, at: Circumstances) -> Decision:
    """不同意转办."""
    moved, move = _moved(task, Action.REFUSE_TRANSFER, at)
    asked = task.pending_request(RequestKind.TRANSFER)
    return _decided(moved, TransferRefused((asked and asked.to_member_id) or task.lead_id), move, at)


def reassign(task: Task, at: Circumstances, to: int) -> Decision:
    """The assigner gives the task to somebody else."""
    moved, move = _moved(task, Action.REASSIGN, at)
    if task.status is not Status.DECLINED:
        _require_other(task, to)
    moved = _settle_requests(_new_lead(moved, to), at.now)
    return _decided(moved, Reassigned(task.lead_id, to), move, at)


def _settle_requests(task: Task, now: datetime) -> Task:
    """Nobody answers any more what was asked about work that is over, handed in or somebody else's."""
    settled = tuple(replace(r, answered_at=now, granted=False) if r.pending else r for r in task.requests)
    return replace(task, requests=settled)


def _require_other(task: Task, to: int) -> None:
    if to == task.lead_id:
        raise Refusal("same-lead", number=str(task.id))


def _new_lead(task: Task, to: int) -> Task:
    """The new lead first, with nothing in their way yet; the old one keeps watching; nobody stands in the list twice."""
    watchers = Assignment(task.lead_id, Part.WATCHER)
    rest = tuple(p for p in task.people if p.part is not Part.LEAD and p.member_id not in (to, task.lead_id))
    old = (watchers,) if task.lead_id != to else ()
    return replace(task, people=(Assignment(to, Part.LEAD), *rest, *old), blocked=False)


def comment(task: Task, at: Circumstances, text: str, files: Sequence[Attachment] = ()) -> Decision:
    """A word from somebody who does not carry the task out."""
    moved, move = _moved(task, Action.COMMENT, at)
    return _decided(moved, Commented(text, tuple(asdict(f) for f in files)), move, at)


def cancel(task: Task, at: Circumstances, reason: str) -> Decision:
    """撤销."""
    moved, move = _moved(task, Action.CANCEL, at)
    moved = _settle_requests(replace(moved, closed_at=at.now), at.now)
    return _decided(moved, Cancelled(reason), move, at)
