"""牵头与协办: what each person still owes of a task, and the clocks of their own deadlines.

Source: behaviour.md section 3, several assignees: all must hand in (会签) by default, or any one is enough (或签). Who has a
deadline of their own is reminded of that, on the ladder of the finish clock one step further down: what the lead would hear
the holder hears, and what the assigner would hear the lead does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from domain.model.audience import Audience
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.tasks import Assignment, Kind, Part, Status, Task
from domain.model.value import replace
from domain.rules.moves import Action
from domain.settings.ladders import MILESTONE_LADDER, PLAN_LADDER, Ladder
from domain.settings.office import Settings

MOST_PEOPLE = 30  # with a part in one task; more do not stand on a card, and nobody leads them
_PART = CommitmentKind.PART
_ONE_DOWN = {Audience.LEAD: Audience.HOLDER, Audience.ASSIGNER: Audience.LEAD}


def holder(task: Task) -> int:
    """Whose it is now: what was declined is back with whoever gave it, until somebody else has it."""
    return task.assigner_id if task.status is Status.DECLINED else task.duty_id


def cos(task: Task) -> tuple[Assignment, ...]:
    """The co-assignees, in their order."""
    return tuple(p for p in task.people if p.part is Part.CO)


def handed_in(task: Task) -> tuple[int, ...]:
    """The co-assignees whose part the lead has."""
    return tuple(p.member_id for p in cos(task) if p.handed_in_at)


def returned(own: Assignment) -> bool:
    """Whether a part came back and nothing was heard of it since."""
    return own.returned_at is not None and not own.handed_in_at and own.reported_at is None


def returnable(task: Task) -> tuple[int, ...]:
    """Whose part whoever has the duty can give back: not their own, where a co-assignee stands in for the lead."""
    return tuple(i for i in handed_in(task) if i != task.duty_id)


def owing(task: Task) -> tuple[int, ...]:
    """The co-assignees whose part is still to come: nobody's, where one is enough and there."""
    open_ = tuple(p.member_id for p in cos(task) if not p.handed_in_at)
    return () if task.any_one and handed_in(task) else open_


def has_accepted(task: Task, member_id: int | None) -> bool:
    """Whether somebody has taken on what is theirs of it."""
    return any(task.carrier(p) == member_id and p.accepted_at for p in task.people)


def all_in(task: Task) -> bool:
    """Whether the lead has every part that is needed, so that the result can go in."""
    return bool(handed_in(task)) and not owing(task)


def let_go(task: Task) -> tuple[int, ...]:
    """Those whose part is not needed any more."""
    return tuple(p.member_id for p in cos(task) if not p.handed_in_at) if task.any_one and handed_in(task) else ()


def silent(task: Task) -> tuple[int, ...]:
    """The co-assignees over whose heads a result would go: of whom nothing was heard, or of none where one is enough."""
    quiet = tuple(
        p.member_id for p in cos(task) if not (p.reported_at or p.handed_in_at) and p.member_id != task.duty_id
    )
    return () if task.any_one and len(quiet) < len(cos(task)) else quiet


def unreminded(task: Task) -> tuple[int, ...]:
    """Those who hear of the task's deadline since they have none of their own and nothing was heard of them."""
    quiet = {p.member_id for p in cos(task) if not (p.reported_at or p.due_at)}
    return tuple(i for i in owing(task) if i in quiet)


def ladder_of(task: Task, kind: CommitmentKind, settings: Settings) -> Ladder:
    """The steps of a matter's clock of this kind."""
    if kind is CommitmentKind.MILESTONE:
        return MILESTONE_LADDER
    if task.kind is Kind.PLAN:
        return PLAN_LADDER
    if task.is_raised and kind is CommitmentKind.ANSWER:
        return settings.raised.ladder[task.priority]
    if kind is not _PART:
        return settings.ladders[kind][task.priority]
    steps = settings.ladders[CommitmentKind.FINISH][task.priority]
    lower = (replace(s, to=tuple(_ONE_DOWN[a] for a in s.to if a in _ONE_DOWN)) for s in steps)
    return tuple(s for s in lower if s.to)


def within(task: Task) -> Task:
    """The task with no own deadline after its own: who has one later has the task's now."""
    if not any(p.due_at and p.due_at > task.due_at for p in task.people):
        return task
    people = tuple(
        replace(p, due_at=task.due_at, due_day_only=task.due_day_only) if p.due_at and p.due_at > task.due_at else p
        for p in task.people
    )
    return replace(task, people=people)


def moved(before: Task, after: Task) -> tuple[int, ...]:
    """Whose own deadline is another after a change."""
    was = {p.member_id: p.due_at for p in before.people}
    return tuple(p.member_id for p in after.people if p.due_at and was.get(p.member_id, p.due_at) != p.due_at)


def follow(task: Task, now: datetime) -> Task:
    """The task with a clock running for everybody who owes a part by a deadline of their own, and for nobody else."""
    task = within(task)
    owed = _owed(task) if task.status.is_worked_on and not task.awaits else {}
    kept = tuple(_kept(task, c, owed, now) for c in task.commitments)
    ticking = {c.member_id for c in kept if c.kind is _PART and c.running}
    task = task if kept == task.commitments else replace(task, commitments=kept)
    for member_id in (i for i in owed if i not in ticking):
        task = replace(task, commitments=(*task.commitments, _next(task, member_id, owed[member_id], now)))
    return task


def _owed(task: Task) -> Mapping[int, datetime]:
    due = {p.member_id: p.due_at for p in task.people}
    return {i: at for i in owing(task) if (at := due[i])}


def _kept(task: Task, clock: Commitment, owed: Mapping[int, datetime], now: datetime) -> Commitment:
    if clock.kind is not _PART or not clock.running or owed.get(clock.member_id) == clock.due_at:
        return clock
    done = clock.member_id in handed_in(task)
    return replace(clock, met_at=now) if done else replace(clock, stopped_at=now)


def _next(task: Task, member_id: int, due: datetime, now: datetime) -> Commitment:
    """Numbers are given once a task, so that a ring names one person's clock."""
    number = max((c.generation for c in task.commitments if c.kind is _PART), default=0) + 1
    return Commitment(_PART, member_id, number, now, due)


def with_part(task: Task, changed: Assignment) -> Task:
    """The task with one person's part as it is now."""
    return replace(task, people=_replaced(task.people, changed))


def _replaced(people: Iterable[Assignment], changed: Assignment) -> tuple[Assignment, ...]:
    return tuple(changed if p.member_id == changed.member_id else p for p in people)


def has_it(task: Task, action: Action) -> tuple[int, ...]:
    """Who is already what an action makes of somebody, or more."""
    there = {Action.ADD_CO: task.co_ids, Action.ADD_WATCHER: tuple(p.member_id for p in task.people)}
    return (task.lead_id, *there.get(action, ()))


def candidates(task: Task, action: Action) -> tuple[int, ...] | None:
    """Whom an action can be about, where that is not anybody."""
    lead, cos = (task.lead_id,), task.co_ids
    watching = tuple(p.member_id for p in task.people if p.member_id not in (*lead, *cos))
    return {
        Action.SHARE: (*cos, *lead),
        Action.RETURN_PART: returnable(task),
        Action.DISAGREE: cos,
        Action.DROP: (*cos, *watching),
    }.get(action)
