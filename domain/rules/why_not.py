"""Why somebody may not do something to a task: whose it is, or what waits."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from domain.errors import Refusal
from domain.model.tasks import Relation, RequestKind, Status, Task
from domain.rules.moves import Action, Move

# Where a task is not worked on: what must be done first, and who reads that: whoever can do it, or anybody (None).
FIRST_DONE: Mapping[Status, tuple[Action | None, Callable[[str, str], Refusal]]] = {
    Status.PAUSED: (None, lambda number, action: Refusal("paused", number=number, action=action)),
    Status.SUBMITTED: (Action.RETURN, lambda number, action: Refusal("submitted", number=number, action=action)),
}


def not_theirs(task: Task, action: Action, relations: frozenset[Relation], *, of_lead: bool) -> Refusal:
    """It is another's: a co-assignee reads whose it is, and how they get another day."""
    if Relation.RELIEVED in relations and of_lead:
        return Refusal("with-standin", number=str(task.id), member=task.duty_id)
    if not (Relation.CO in relations and of_lead):
        return Refusal("not-yours", number=str(task.id), action=action.value)
    if action is Action.ASK_TIME:
        return Refusal("extend-of-lead", number=str(task.id), member=str(task.duty_id))
    return Refusal("of-lead", number=str(task.id), action=action.value, member=str(task.duty_id))


def unfit(task: Task, move: Move) -> Refusal:
    """What waits, or does not, for the request that a move is about; a disagreement first for the other side."""
    kind = move.asks or move.answers or move.hears
    asked = task.pending_request(kind)
    if kind is not RequestKind.DISPUTE:
        return Refusal("request-waiting" if move.asks else "no-request", number=str(task.id))
    if move.hears:
        return Refusal("no-side", number=str(task.id))
    if asked and move.answers and asked.due_at:
        heard_by = asked.due_at.isoformat()
        return Refusal("side-waits", number=str(task.id), member=str(asked.to_member_id or 0), moment=heard_by)
    return Refusal("dispute-waiting" if move.asks else "no-dispute", number=str(task.id))
