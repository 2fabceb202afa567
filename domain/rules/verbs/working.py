"""The rows of the lifecycle in which a task is accepted, reported on and handed in, and its lead asks for time or another."""

from __future__ import annotations

from domain.facts.clocks import TimeAsked, TransferAsked
from domain.facts.tasks import Accepted, Declined, Reported, Submitted
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Relation, RequestKind, Status
from domain.rules.moves import DOING, LEADS, Action, Move, Need, Row, Tone, Verb

_CO, _SELF = frozenset({Relation.CO}), frozenset({Relation.SELF})
_ACCEPT, _FIRST, _FINISH = CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH
_PERIODIC, _ANSWER, _REVIEW = CommitmentKind.PERIODIC, (CommitmentKind.ANSWER,), (CommitmentKind.REVIEW,)
_WORK = (_ACCEPT, _FIRST, _FINISH)
_SAID, _ALL_WORK = (_ACCEPT, _FIRST, _PERIODIC), (_ACCEPT, _FIRST, _PERIODIC, _FINISH)
_TIME, _OTHER = RequestKind.MORE_TIME, RequestKind.TRANSFER
_GIVEN, _PAUSED = (Status.ASSIGNED,), (Status.PAUSED,)
_TO_LEAD, _TO_ASSIGNER, _TO_ALL = (Audience.LEAD,), (Audience.ASSIGNER,), (Audience.INVOLVED,)
_TO_REPORTED = (Audience.LEAD, Audience.ASSIGNER)  # a co-assignee's part goes to the lead too
_REASON, _TEXT = (Need.REASON,), (Need.TEXT,)

WORKING: tuple[Verb, ...] = (
    Verb(
        Action.ACCEPT, Accepted,
        (
            Row(_GIVEN, LEADS, Move(Status.ACTIVE, meets=(_ACCEPT,))),
            Row((*DOING, *_PAUSED), _CO, Move(None)),
        ),
        line=1, tone=Tone.MAIN, reminds=(_ACCEPT, _FIRST, _FINISH),
    ),
    Verb(
        Action.DECLINE, Declined,
        (Row(_GIVEN, LEADS,
             Move(Status.DECLINED, _REASON, told=_TO_ASSIGNER, stops=_WORK, starts=_REVIEW, settles=True)),),
        line=1, tone=Tone.BAD, reminds=(_ACCEPT,), calls=(Action.REASSIGN,), after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.REPORT, Reported,
        (
            Row(DOING, LEADS, Move(Status.ACTIVE, _TEXT, told=_TO_REPORTED, meets=_SAID)),
            Row(_PAUSED, LEADS, Move(None, _TEXT, told=_TO_REPORTED, meets=_SAID)),
            Row((*DOING, *_PAUSED), _CO, Move(None, _TEXT, told=_TO_LEAD, trouble=_TO_ASSIGNER)),
        ),
        line=2, reminds=(_FIRST, _PERIODIC, _FINISH, CommitmentKind.PART, CommitmentKind.MILESTONE),
    ),
    Verb(
        Action.SUBMIT, Submitted,
        (
            Row(DOING, LEADS - _SELF,
                Move(Status.SUBMITTED, _TEXT, told=_TO_ASSIGNER, meets=_ALL_WORK, starts=_REVIEW, settles=True)),
            Row(DOING, _SELF, Move(Status.DONE, _TEXT, told=_TO_ALL, meets=_ALL_WORK, settles=True)),
        ),
        line=2, tone=Tone.GOOD, reminds=(_FIRST, _FINISH), calls=(Action.APPROVE, Action.RETURN),
    ),
    Verb(
        Action.ASK_TIME, TimeAsked,
        (Row(DOING, LEADS, Move(None, (Need.MOMENT, Need.REASON), told=_TO_ASSIGNER, starts=_ANSWER, asks=_TIME)),),
        line=3, reminds=(_FINISH,), calls=(Action.GRANT_TIME, Action.REFUSE_TIME, Action.CHANGE_DEADLINE),
    ),
    Verb(
        Action.ASK_TRANSFER, TransferAsked,
        (Row(DOING, LEADS, Move(None, (Need.MEMBER, Need.REASON), told=_TO_ASSIGNER, starts=_ANSWER, asks=_OTHER)),),
        line=3, calls=(Action.GRANT_TRANSFER, Action.REFUSE_TRANSFER),
    ),
)  # fmt: skip
