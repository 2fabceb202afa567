"""A task's life as one table: (status, action, side) → move. Checks, keyboards, menus, history and the diagram come from it.

A person's side is their relation to the task. What people gave to themselves they neither chase nor judge: done is done
(`Relation.SELF`). Who stands on several sides acts from the first of them in the order of
`Relation`. Source: the practice of 督查督办 as written in behaviour.md section 3; every verb is one line of its table.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from domain.errors import Refusal
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
    Cancelled,
    Commented,
    Declined,
    Rated,
    Reassigned,
    Reported,
    Returned,
    Submitted,
    TakenBack,
    Urged,
)
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Relation, RequestKind, Status, Task
from domain.rules.accounting import ACCOUNTS
from domain.rules.changes import CHANGES
from domain.rules.moves import DOING, JUDGES, OPEN, Action, Move, Need, Row, Tone, Verb
from domain.rules.sharing import SHARING
from domain.rules.standing import STANDING
from domain.rules.why_not import FIRST_DONE, not_theirs, unfit

__all__ = [
    "BY_ACTION",
    "BY_FACT",
    "TABLE",
    "VERBS",
    "Action",
    "Move",
    "Need",
    "Row",
    "Tone",
    "Verb",
    "allowed",
    "needs",
    "require",
    "takes",
]


_SELF = frozenset({Relation.SELF})
_LEAD = frozenset({Relation.LEAD}) | _SELF
_CO = frozenset({Relation.CO})
_GIVERS = frozenset({Relation.ASSIGNER, Relation.OWNER}) | _SELF
_JUDGES = JUDGES
_ANYONE = frozenset(Relation) - {Relation.COLLEAGUE}

_ACCEPT, _FIRST = CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT
_PERIODIC = CommitmentKind.PERIODIC
_FINISH, _REVIEW = CommitmentKind.FINISH, CommitmentKind.REVIEW
_ANSWER = CommitmentKind.ANSWER
_WORK = (_ACCEPT, _FIRST, _FINISH)
_SAID, _ALL_WORK = (_ACCEPT, _FIRST, _PERIODIC), (_ACCEPT, _FIRST, _PERIODIC, _FINISH)


_OPEN, _DOING, _PAUSED = OPEN, DOING, (Status.PAUSED,)
_GIVEN = (Status.ASSIGNED,)
_IN = (Status.SUBMITTED,)
_TIME, _OTHER = RequestKind.MORE_TIME, RequestKind.TRANSFER
_TO_LEAD, _TO_ASSIGNER, _TO_ALL = (Audience.LEAD,), (Audience.ASSIGNER,), (Audience.INVOLVED,)
_TO_REPORTED = (Audience.LEAD, Audience.ASSIGNER)  # a co-assignee's part goes to the lead too
_TO_HANDS = (Audience.LEAD, Audience.CO)
_REASON, _TEXT = (Need.REASON,), (Need.TEXT,)
_ON = (Action.REPORT, Action.SUBMIT)

# In the order in which a thumb finds the buttons.
VERBS: tuple[Verb, ...] = (
    Verb(
        Action.ACCEPT, Accepted,
        (
            Row(_GIVEN, _LEAD, Move(Status.ACTIVE, meets=(_ACCEPT,))),
            Row((*_DOING, *_PAUSED), _CO, Move(None)),
        ),
        line=1, tone=Tone.MAIN, reminds=(_ACCEPT, _FIRST, _FINISH),
    ),
    Verb(
        Action.DECLINE, Declined,
        (Row(_GIVEN, _LEAD, Move(Status.DECLINED, _REASON, told=_TO_ASSIGNER, stops=_WORK, settles=True)),),
        line=1, tone=Tone.BAD, reminds=(_ACCEPT,), calls=(Action.REASSIGN,),
    ),
    Verb(
        Action.REPORT, Reported,
        (
            Row(_DOING, _LEAD, Move(Status.ACTIVE, _TEXT, told=_TO_REPORTED, meets=_SAID)),
            Row(_PAUSED, _LEAD, Move(None, _TEXT, told=_TO_REPORTED, meets=_SAID)),
            Row((*_DOING, *_PAUSED), _CO, Move(None, _TEXT, told=_TO_LEAD, trouble=_TO_ASSIGNER)),
        ),
        line=2, reminds=(_FIRST, _PERIODIC, _FINISH, CommitmentKind.PART),
    ),
    Verb(
        Action.SUBMIT, Submitted,
        (
            Row(_DOING, _LEAD - _SELF,
                Move(Status.SUBMITTED, _TEXT, told=_TO_ASSIGNER, meets=_ALL_WORK, starts=(_REVIEW,), settles=True)),
            Row(_DOING, _SELF, Move(Status.DONE, _TEXT, told=_TO_ALL, meets=_ALL_WORK, settles=True)),
        ),
        line=2, tone=Tone.GOOD, reminds=(_FIRST, _FINISH), calls=(Action.APPROVE, Action.RETURN),
    ),
    Verb(
        Action.ASK_TIME, TimeAsked,
        (Row(_DOING, _LEAD, Move(None, (Need.MOMENT, Need.REASON), told=_TO_ASSIGNER, starts=(_ANSWER,), asks=_TIME)),),
        line=3, reminds=(_FINISH,), calls=(Action.GRANT_TIME, Action.REFUSE_TIME, Action.CHANGE_DEADLINE),
    ),
    Verb(
        Action.ASK_TRANSFER, TransferAsked,
        (Row(_DOING, _LEAD, Move(None, (Need.MEMBER, Need.REASON), told=_TO_ASSIGNER, starts=(_ANSWER,), asks=_OTHER)),),
        line=3, calls=(Action.GRANT_TRANSFER, Action.REFUSE_TRANSFER),
    ),
    Verb(
        Action.APPROVE, Approved,
        (Row(_IN, _JUDGES, Move(Status.DONE, may=(Need.RATING,), told=_TO_ALL, meets=(_REVIEW,), settles=True)),),
        line=4, tone=Tone.GOOD, reminds=(_REVIEW,), after=(Action.RATE, Action.TAKE_BACK),
    ),
    Verb(Action.RATE, Rated, (Row((Status.DONE,), _JUDGES - _SELF, Move(None, (Need.RATING,), told=_TO_HANDS)),), line=8),
    Verb(
        Action.RETURN, Returned,
        (Row(_IN, _JUDGES,
             Move(Status.ACTIVE, _REASON, may=(Need.MOMENT,), told=_TO_HANDS, meets=(_REVIEW,), starts=(_FINISH,))),),
        line=4, tone=Tone.BAD, reminds=(_REVIEW,), calls=(*_ON, Action.ASK_TIME, Action.HAND_IN),
        after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.GRANT_TIME, TimeGranted,
        (Row(_DOING, _JUDGES,
             Move(None, may=(Need.MOMENT,), told=_TO_HANDS, starts=(_FINISH,), answers=_TIME, grants=True)),),
        line=5, tone=Tone.GOOD, reminds=(_ANSWER,), after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.REFUSE_TIME, TimeRefused,
        (Row(_DOING, _JUDGES, Move(None, _REASON, told=_TO_LEAD, answers=_TIME)),),
        line=5, tone=Tone.BAD, reminds=(_ANSWER,), calls=_ON, after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.GRANT_TRANSFER, TransferGranted,
        (Row(_DOING, _JUDGES,
             Move(Status.ASSIGNED, told=_TO_ALL, stops=_WORK, starts=_WORK, answers=_OTHER, grants=True, settles=True)),),
        line=6, tone=Tone.GOOD, reminds=(_ANSWER,), after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.REFUSE_TRANSFER, TransferRefused,
        (Row(_DOING, _JUDGES, Move(None, _REASON, told=_TO_LEAD, answers=_OTHER)),),
        line=6, tone=Tone.BAD, reminds=(_ANSWER,), calls=_ON, after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.TAKE_BACK, TakenBack, (Row(tuple(Status), _JUDGES, Move(None)),), line=9,
        after=(
            Action.APPROVE, Action.RETURN,
            Action.GRANT_TIME, Action.REFUSE_TIME, Action.GRANT_TRANSFER, Action.REFUSE_TRANSFER,
        ),
    ),
    Verb(
        Action.REASSIGN, Reassigned,
        (Row((Status.DECLINED, *_DOING), _JUDGES | {Relation.LEADER},
             Move(Status.ASSIGNED, (Need.MEMBER,), told=_TO_ALL, stops=_WORK, starts=_WORK, settles=True)),),
        line=7,
    ),
    Verb(
        Action.CHANGE_DEADLINE, DeadlineChanged,
        (Row(_DOING, _JUDGES, Move(None, (Need.MOMENT,), told=_TO_HANDS, starts=(_FINISH,))),),
        line=7,
    ),
    Verb(
        Action.URGE, Urged,
        (Row(_DOING, (_JUDGES | {Relation.LEADER}) - _SELF, Move(None, told=(Audience.LEAD, Audience.OWING))),),
        line=8, reminds=_ALL_WORK, calls=(Action.ACCEPT, Action.DECLINE, *_ON, Action.HAND_IN),
    ),
    Verb(
        Action.COMMENT, Commented,
        (Row((*_OPEN, Status.DONE), _ANYONE, Move(None, _TEXT, told=_TO_REPORTED)),),
    ),
    Verb(
        Action.CANCEL, Cancelled,
        (Row(_OPEN, _GIVERS,
             Move(Status.CANCELLED, _REASON, told=_TO_ALL, stops=(*_WORK, _REVIEW), settles=True)),),
    ),
    *CHANGES,
    *SHARING,
    *ACCOUNTS,
    *STANDING,
)  # fmt: skip

BY_ACTION: Mapping[Action, Verb] = {v.action: v for v in VERBS}
BY_FACT: Mapping[str, Verb] = {v.fact.name: v for v in VERBS}
TABLE: Mapping[tuple[Status, Action, Relation], Move] = {
    (status, verb.action, side): row.move
    for verb in VERBS
    for row in verb.rows
    for status in row.frm
    for side in Relation
    if side in row.by
}


def takes(action: Action) -> frozenset[Need]:
    """What can be given with an action, by anybody and from anywhere."""
    return frozenset(need for row in BY_ACTION[action].rows for need in (*row.move.needs, *row.move.may))


def needs(action: Action) -> frozenset[Need]:
    """What must be given with an action."""
    return frozenset(need for row in BY_ACTION[action].rows for need in row.move.needs)


def allowed(task: Task, action: Action, relations: frozenset[Relation]) -> bool:
    """Whether a button for this move may exist for this person now."""
    move = _move(task, action, relations)
    return move is not None and _request_fits(task, move)


def require(task: Task, action: Action, relations: frozenset[Relation]) -> Move:
    """The table's move for this person now, or a refusal that says why not: the wrong person before the wrong state.

    Raises: Refusal `not-yours` (`of-lead`, `with-standin` where it is another's), `paused`, `submitted`, `state`, and by
    what waits `request-waiting`, `no-request`, `dispute-waiting`, `no-dispute`, `no-side` or `side-waits`.
    """
    if not any(row.by & relations for row in BY_ACTION[action].rows):
        by_lead = any(Relation.LEAD in row.by for row in BY_ACTION[action].rows)
        raise not_theirs(task, action, relations, of_lead=by_lead)
    move = _move(task, action, relations)
    if move is None:
        raise _first_done(task, action, relations) or Refusal(
            "state", number=str(task.id), action=action.value, status=task.status.value
        )
    if not _request_fits(task, move):
        raise unfit(task, move)
    return move


def _move(task: Task, action: Action, relations: Iterable[Relation]) -> Move | None:
    """The move of the first of a person's sides that has one."""
    return _moves(task.status, frozenset(relations)).get(action)


@cache
def _moves(status: Status, relations: frozenset[Relation]) -> Mapping[Action, Move]:
    """All that somebody can do who stands on these sides."""
    sides = [side for side in reversed(Relation) if side in relations]
    return {
        action: TABLE[status, action, side] for side in sides for action in Action if (status, action, side) in TABLE
    }


def _waits(action: Action, relations: Iterable[Relation]) -> bool:
    """Whether this person could do it if the task were being worked on."""
    return any((status, action, side) in TABLE for status in DOING for side in relations)


def _first_done(task: Task, action: Action, relations: frozenset[Relation]) -> Refusal | None:
    """What must be done first by this person, or by anybody, so that they could do this."""
    by, refusal = FIRST_DONE.get(task.status, (None, None))
    concerns = refusal is not None and _waits(action, relations) and (by is None or _move(task, by, relations))
    return refusal(str(task.id), action.value) if refusal and concerns else None


def _request_fits(task: Task, move: Move) -> bool:
    if move.answers or move.hears:
        asked = task.pending_request(move.answers or move.hears)
        return asked is not None and asked.waits is (move.hears is None)
    return not (move.asks and task.pending_request(move.asks))
