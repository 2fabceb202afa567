"""A task's life as one table: (status, action) → row. Checks, keyboards, menus, history and the diagram come from it.

Source: the practice of 督查督办 as written in behaviour.md section 3; every row is one line of its table.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from domain.errors import Refusal
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Relation, RequestKind, Status, Task


class Action(StrEnum):
    """The verbs of a task."""

    ACCEPT = "accept"
    DECLINE = "decline"
    REASSIGN = "reassign"
    REPORT = "report"
    SUBMIT = "submit"
    APPROVE = "approve"
    RETURN = "return"
    ASK_TIME = "ask_time"
    GRANT_TIME = "grant_time"
    REFUSE_TIME = "refuse_time"
    ASK_TRANSFER = "ask_transfer"
    GRANT_TRANSFER = "grant_transfer"
    REFUSE_TRANSFER = "refuse_transfer"
    CHANGE_DEADLINE = "change_deadline"
    COMMENT = "comment"
    CANCEL = "cancel"


class Need(StrEnum):
    """What must be given with an action."""

    REASON = "reason"
    TEXT = "text"
    MOMENT = "moment"
    MEMBER = "member"
    RATING = "rating"


_LEAD = frozenset({Relation.LEAD})


_HANDS = frozenset({Relation.LEAD, Relation.CO})


_GIVERS = frozenset({Relation.ASSIGNER, Relation.OWNER})


_JUDGES = _GIVERS | {Relation.SUPERVISOR}


_ANYONE = frozenset(Relation) - {Relation.COLLEAGUE}


_ACCEPT, _FIRST = CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT


_FINISH, _REVIEW = CommitmentKind.FINISH, CommitmentKind.REVIEW


_WORK = (_ACCEPT, _FIRST, _FINISH)


@dataclass(frozen=True, slots=True)
class Move:
    """One allowed move.

    `to=None` keeps the status. `meets`, `stops` and `starts` say what happens to the clocks, `told` who hears of it.
    `asks` opens a request to the assigner, `answers` closes one.
    """

    to: Status | None
    by: frozenset[Relation]
    needs: tuple[Need, ...] = ()
    told: tuple[Audience, ...] = ()
    meets: tuple[CommitmentKind, ...] = ()
    stops: tuple[CommitmentKind, ...] = ()
    starts: tuple[CommitmentKind, ...] = ()
    asks: RequestKind | None = None
    answers: RequestKind | None = None


@dataclass(frozen=True, slots=True)
class Verb:
    """An action's row before it is spread over the statuses it is allowed in."""

    action: Action
    frm: tuple[Status, ...]
    move: Move


_OPEN = (Status.ASSIGNED, Status.ACTIVE, Status.SUBMITTED, Status.DECLINED)


_DOING = (Status.ASSIGNED, Status.ACTIVE)


_TIME, _OTHER = RequestKind.MORE_TIME, RequestKind.TRANSFER


_TO_LEAD, _TO_ASSIGNER, _TO_ALL = (Audience.LEAD,), (Audience.ASSIGNER,), (Audience.INVOLVED,)


VERBS: tuple[Verb, ...] = (
    Verb(Action.ACCEPT, (Status.ASSIGNED,), Move(Status.ACTIVE, _HANDS, meets=(_ACCEPT,))),
    Verb(
        Action.DECLINE,
        (Status.ASSIGNED,),
        Move(Status.DECLINED, _LEAD, (Need.REASON,), told=_TO_ASSIGNER, stops=_WORK),
    ),
    Verb(
        Action.REASSIGN,
        (Status.DECLINED, *_DOING),
        Move(Status.ASSIGNED, _JUDGES, (Need.MEMBER,), told=(Audience.INVOLVED,), stops=_WORK, starts=_WORK),
    ),
    Verb(
        Action.REPORT,
        _DOING,
        Move(Status.ACTIVE, _HANDS, (Need.TEXT,), told=_TO_ASSIGNER, meets=(_ACCEPT, _FIRST)),
    ),
    Verb(
        Action.SUBMIT,
        _DOING,
        Move(Status.SUBMITTED, _LEAD, (Need.TEXT,), told=_TO_ASSIGNER, meets=_WORK, starts=(_REVIEW,)),
    ),
    Verb(Action.APPROVE, (Status.SUBMITTED,), Move(Status.DONE, _JUDGES, told=_TO_ALL, meets=(_REVIEW,))),
    Verb(
        Action.RETURN,
        (Status.SUBMITTED,),
        Move(
            Status.ACTIVE,
            _JUDGES,
            (Need.REASON,),
            told=(Audience.LEAD, Audience.CO),
            meets=(_REVIEW,),
            starts=(_FINISH,),
        ),
    ),
    Verb(
        Action.ASK_TIME,
        _DOING,
        Move(None, _LEAD, (Need.MOMENT, Need.REASON), told=_TO_ASSIGNER, asks=_TIME),
    ),
    Verb(
        Action.GRANT_TIME,
        _DOING,
        Move(None, _JUDGES, told=(Audience.LEAD, Audience.CO), starts=(_FINISH,), answers=_TIME),
    ),
    Verb(Action.REFUSE_TIME, _DOING, Move(None, _JUDGES, told=_TO_LEAD, answers=_TIME)),
    Verb(
        Action.ASK_TRANSFER,
        _DOING,
        Move(None, _LEAD, (Need.MEMBER, Need.REASON), told=_TO_ASSIGNER, asks=_OTHER),
    ),
    Verb(
        Action.GRANT_TRANSFER,
        _DOING,
        Move(Status.ASSIGNED, _JUDGES, told=_TO_ALL, stops=_WORK, starts=_WORK, answers=_OTHER),
    ),
    Verb(Action.REFUSE_TRANSFER, _DOING, Move(None, _JUDGES, told=_TO_LEAD, answers=_OTHER)),
    Verb(
        Action.CHANGE_DEADLINE,
        _DOING,
        Move(None, _JUDGES, (Need.MOMENT,), told=(Audience.LEAD, Audience.CO), starts=(_FINISH,)),
    ),
    Verb(Action.COMMENT, _OPEN, Move(None, _ANYONE, (Need.TEXT,), told=(Audience.LEAD, Audience.ASSIGNER))),
    Verb(
        Action.CANCEL,
        _OPEN,
        Move(Status.CANCELLED, _GIVERS, (Need.REASON,), told=_TO_ALL, stops=(*_WORK, _REVIEW)),
    ),
)


TABLE: Mapping[tuple[Status, Action], Move] = {(s, v.action): v.move for v in VERBS for s in v.frm}


def allowed(task: Task, action: Action, relations: frozenset[Relation]) -> bool:
    """Whether a button for this move may exist for this person now."""
    move = TABLE.get((task.status, action))
    return bool(move and move.by & relations and _request_fits(task, move))


def require(task: Task, action: Action, relations: frozenset[Relation]) -> Move:
    """The table's row for a move, or a refusal that says why: the wrong person before the wrong state.

    Raises: Refusal `not-yours`, `state-<status>` or `no-request`.
    """
    rows = [v.move for v in VERBS if v.action is action]
    if not any(row.by & relations for row in rows):
        raise Refusal("not-yours", number=str(task.id), action=action.value)
    move = TABLE.get((task.status, action))
    if move is None:
        raise Refusal("state", number=str(task.id), action=action.value, status=task.status.value)
    if not _request_fits(task, move):
        name = "request-waiting" if move.asks else "no-request"
        raise Refusal(name, number=str(task.id))
    return move


def _request_fits(task: Task, move: Move) -> bool:
    if move.answers:
        return task.pending_request(move.answers) is not None
    return not (move.asks and task.pending_request(move.asks))
