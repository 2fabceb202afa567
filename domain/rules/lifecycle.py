"""A matter's life as one table for each kind: (status, action, side) → move. Checks, keyboards, menus, history and the diagram
come from it; its rows stand in `verbs/`.

A person's side is their relation to the task. What people gave to themselves they neither chase nor judge: done is done
(`Relation.SELF`). Who stands on several sides acts from the first of them in the order of
`Relation`. Source: the practice of 督查督办 as written in behaviour.md section 3; every verb is one line of its table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from domain.errors import Refusal
from domain.model.tasks import Kind, Relation, RequestKind, Status, Task
from domain.rules.moves import DOING, Action, Move, Need, Row, Tone, Verb
from domain.rules.verbs import VERBS

__all__ = [
    "BY_ACTION",
    "BY_FACT",
    "TABLE",
    "TABLES",
    "VERBS",
    "Action",
    "Move",
    "Need",
    "Row",
    "Tone",
    "Verb",
    "allowed",
    "kinds_of",
    "needs",
    "require",
    "takes",
]

BY_ACTION: Mapping[Action, Verb] = {v.action: v for v in VERBS}
BY_FACT: Mapping[str, Verb] = {v.fact.name: v for v in VERBS}
TABLES: Mapping[Kind, Mapping[tuple[Status, Action, Relation], Move]] = {
    kind: {
        (status, verb.action, side): row.move
        for verb in VERBS
        for row in verb.rows
        if kind in row.of
        for status in row.frm
        for side in Relation
        if side in row.by
    }
    for kind in Kind
}
TABLE = TABLES[Kind.TASK]


def kinds_of(action: Action) -> frozenset[Kind]:
    """The kinds of matter that an action is about."""
    return frozenset(kind for row in BY_ACTION[action].rows for kind in row.of)


def takes(action: Action) -> frozenset[Need]:
    """What can be given with an action, by anybody and from anywhere, whatever the kind of matter."""
    return frozenset(need for row in BY_ACTION[action].rows for need in (*row.move.needs, *row.move.may))


def needs(action: Action) -> frozenset[Need]:
    """What must be given with an action."""
    return frozenset(need for row in BY_ACTION[action].rows for need in row.move.needs)


def allowed(task: Task, action: Action, relations: frozenset[Relation]) -> bool:
    """Whether a button for this move may exist for this person now."""
    return fits(task, _move(task, action, relations))


def fits(task: Task, move: Move | None) -> bool:
    """Whether there is such a move, and no request in its way."""
    if move is None:
        return False
    if move.answers or move.hears:
        asked = task.pending_request(move.answers or move.hears)
        return asked is not None and asked.waits is (move.hears is None)
    return not (move.asks and task.pending_request(move.asks))


def require(task: Task, action: Action, relations: frozenset[Relation]) -> Move:
    """The table's move for this person now, or a refusal that says why not: the wrong person before the wrong state.

    Raises: Refusal `not-of-<kind>`, `not-yours` (`of-lead`, `result-in`, `with-standin` where it is another's), `paused`,
    `submitted`, `state`, of what is raised `raised-not-yours` and `raised-waiting`, and by what waits `request-waiting`,
    `hand-on-waiting`, `no-request`, `dispute-waiting`, `no-dispute`, `no-side` or `side-waits`.
    """
    if task.kind not in kinds_of(action):
        raise Refusal(f"not-of-{task.kind}", number=str(task.id), action=action.value)
    if not any(row.by & relations for row in BY_ACTION[action].rows if task.kind in row.of):
        raise _not_theirs(task, action, relations)
    move = _move(task, action, relations)
    if move is None:
        raise _first(task, action, relations) or _not_now(task, action)
    if not fits(task, move):
        raise _unfit(task, move)
    return move


def _not_now(task: Task, action: Action) -> Refusal:
    """Why not now; what is raised is not worked on, it waits for its answer."""
    if task.is_raised and task.status is Status.ACTIVE:
        return Refusal("raised-waiting", number=str(task.id), action=action.value)
    return Refusal("state", number=str(task.id), action=action.value, status=task.status.value)


def _no_part_of_theirs(task: Task, action: Action) -> Refusal:
    if task.is_raised:
        return Refusal("raised-not-yours", number=str(task.id), member=task.duty_id)
    return Refusal("not-yours", number=str(task.id), action=action.value)


def _not_theirs(task: Task, action: Action, relations: frozenset[Relation]) -> Refusal:
    """Why somebody may not: a co-assignee reads whose it is, and how they get another day."""
    if action is Action.CHASE and relations & _OWN:
        return Refusal("chase-oneself", number=str(task.id))
    by_lead = any(Relation.LEAD in row.by for row in BY_ACTION[action].rows)
    if Relation.RELIEVED in relations and by_lead:
        return Refusal("with-standin", number=str(task.id), member=task.duty_id)
    if not (Relation.CO in relations and by_lead):
        return _no_part_of_theirs(task, action)
    if action is Action.SUBMIT and task.status is Status.SUBMITTED:
        return Refusal("result-in", number=str(task.id), member=str(task.duty_id))
    if action is Action.ASK_TIME:
        return Refusal("extend-of-lead", number=str(task.id), member=str(task.duty_id))
    return Refusal("of-lead", number=str(task.id), action=action.value, member=str(task.duty_id))


_OWN = frozenset({Relation.SELF, Relation.LEAD})


def _unfit(task: Task, move: Move) -> Refusal:
    """What waits, or does not, for the request that a move is about; a disagreement first for the other side."""
    kind = move.asks or move.answers or move.hears
    asked = task.pending_request(kind)
    if kind is RequestKind.HAND_ON and move.asks and asked and asked.due_at:
        who, until = str(asked.to_member_id or 0), asked.due_at.isoformat()
        return Refusal("hand-on-waiting", number=str(task.id), member=who, moment=until)
    if kind is not RequestKind.DISPUTE:
        return Refusal("request-waiting" if move.asks else "no-request", number=str(task.id))
    if move.hears:
        return Refusal("no-side", number=str(task.id))
    if asked and move.answers and asked.due_at:
        heard_by = asked.due_at.isoformat()
        return Refusal("side-waits", number=str(task.id), member=str(asked.to_member_id or 0), moment=heard_by)
    return Refusal("dispute-waiting" if move.asks else "no-dispute", number=str(task.id))


def moves(task: Task, relations: Iterable[Relation]) -> Mapping[Action, Move]:
    """All that the table has for whoever stands on these sides as the task is now; a request may still be in the way."""
    return _moves(task.kind, task.status, frozenset(relations))


def _move(task: Task, action: Action, relations: Iterable[Relation]) -> Move | None:
    """The move of the first of a person's sides that has one."""
    return moves(task, relations).get(action)


@cache
def _moves(kind: Kind, status: Status, relations: frozenset[Relation]) -> Mapping[Action, Move]:
    """All that somebody can do who stands on these sides."""
    sides, life = [side for side in reversed(Relation) if side in relations], TABLES[kind]
    return {action: life[status, action, side] for side in sides for action in Action if (status, action, side) in life}


def _waits(kind: Kind, action: Action, relations: Iterable[Relation]) -> bool:
    """Whether this person could do it if the task were being worked on."""
    return any((status, action, side) in TABLES[kind] for status in DOING for side in relations)


# Where a task is not worked on: what must be done first, and who reads that: whoever can do it, or anybody (None).
_FIRST: Mapping[Status, tuple[Action | None, Callable[[str, str], Refusal]]] = {
    Status.PAUSED: (None, lambda number, action: Refusal("paused", number=number, action=action)),
    Status.SUBMITTED: (Action.RETURN, lambda number, action: Refusal("submitted", number=number, action=action)),
}


def _first(task: Task, action: Action, relations: frozenset[Relation]) -> Refusal | None:
    """What must be done first, so that this person could do this."""
    by, refusal = _FIRST.get(task.status, (None, None))
    if refusal is None or not _waits(task.kind, action, relations) or (by and not _move(task, by, relations)):
        return None
    return refusal(str(task.id), action.value)
