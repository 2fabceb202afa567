"""The rows of the lifecycle in which results and requests are judged, and whoever gave a task steers it."""

from __future__ import annotations

from domain.facts.chases import Chased
from domain.facts.clocks import DeadlineChanged, TimeGranted, TimeRefused, TransferGranted, TransferRefused
from domain.facts.tasks import Approved, Cancelled, Commented, Rated, Reassigned, Returned, TakenBack, Urged
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Kind, Relation, RequestKind, Status
from domain.rules.moves import DOING, JUDGES, OPEN, Action, Move, Need, Row, Tone, Verb

_SELF = frozenset({Relation.SELF})
_ABOVE = JUDGES | {Relation.LEADER}
_GIVERS = frozenset({Relation.ASSIGNER, Relation.OWNER}) | _SELF
_RUN = frozenset({Relation.SUPERVISOR, Relation.LEADER, Relation.OWNER})
_ANYONE = frozenset(Relation) - {Relation.COLLEAGUE, Relation.READER}
_ACCEPT, _FIRST, _FINISH = CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH
_PERIODIC, _REVIEW, _ANSWER = CommitmentKind.PERIODIC, CommitmentKind.REVIEW, CommitmentKind.ANSWER
_WORK, _ALL_WORK = (_ACCEPT, _FIRST, _FINISH), (_ACCEPT, _FIRST, _PERIODIC, _FINISH)
_IN, _PAUSED = (Status.SUBMITTED,), (Status.PAUSED,)
_TIME, _OTHER = RequestKind.MORE_TIME, RequestKind.TRANSFER
_TO_LEAD, _TO_ALL = (Audience.LEAD,), (Audience.INVOLVED,)
_TO_REPORTED = (Audience.LEAD, Audience.ASSIGNER)
_TO_HANDS = (Audience.LEAD, Audience.CO)
_TOLD_HOW = (Need.METHOD, Need.WORDS)
_REASON, _TEXT = (Need.REASON,), (Need.TEXT,)
_ON = (Action.REPORT, Action.SUBMIT)
_RAISED = (Kind.RAISED,)

JUDGING: tuple[Verb, ...] = (
    Verb(
        Action.APPROVE, Approved,
        (Row(_IN, JUDGES, Move(Status.DONE, may=(Need.RATING,), told=_TO_ALL, meets=(_REVIEW,), settles=True)),),
        line=4, tone=Tone.GOOD, reminds=(_REVIEW,), after=(Action.RATE, Action.TAKE_BACK),
    ),
    Verb(
        Action.RATE, Rated, (Row((Status.DONE,), JUDGES - _SELF, Move(None, (Need.RATING,), told=_TO_HANDS)),),
        line=8, after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.RETURN, Returned,
        (Row(_IN, JUDGES,
             Move(Status.ACTIVE, _REASON, may=(Need.MOMENT,), told=_TO_HANDS, meets=(_REVIEW,), starts=(_FINISH,))),),
        line=4, tone=Tone.BAD, reminds=(_REVIEW,), calls=(*_ON, Action.ASK_TIME, Action.HAND_IN),
        after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.GRANT_TIME, TimeGranted,
        (Row(DOING, JUDGES,
             Move(None, may=(Need.MOMENT,), told=_TO_HANDS, starts=(_FINISH,), answers=_TIME, grants=True)),
         Row(_PAUSED, JUDGES, Move(None, told=_TO_HANDS, answers=_TIME, grants=True))),
        line=5, tone=Tone.GOOD, reminds=(_ANSWER,), after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.REFUSE_TIME, TimeRefused,
        (Row((*DOING, *_PAUSED), JUDGES, Move(None, _REASON, told=_TO_LEAD, answers=_TIME)),),
        line=5, tone=Tone.BAD, reminds=(_ANSWER,), calls=_ON, after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.GRANT_TRANSFER, TransferGranted,
        (Row(DOING, JUDGES,
             Move(Status.ASSIGNED, told=_TO_ALL, stops=_WORK, starts=_WORK, answers=_OTHER, grants=True, settles=True)),),
        line=6, tone=Tone.GOOD, reminds=(_ANSWER,), after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.REFUSE_TRANSFER, TransferRefused,
        (Row((*DOING, *_PAUSED), JUDGES, Move(None, _REASON, told=_TO_LEAD, answers=_OTHER)),),
        line=6, tone=Tone.BAD, reminds=(_ANSWER,), calls=_ON, after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.TAKE_BACK, TakenBack,
        (Row(tuple(Status), _ANYONE, Move(None), of=(Kind.TASK, *_RAISED)),), line=9,
        after=(
            Action.APPROVE, Action.RETURN,
            Action.GRANT_TIME, Action.REFUSE_TIME, Action.GRANT_TRANSFER, Action.REFUSE_TRANSFER, Action.CLOSE, Action.DECIDE,
        ),
    ),
    Verb(
        Action.REASSIGN, Reassigned,
        (Row((Status.DECLINED, *DOING), _ABOVE,
             Move(Status.ASSIGNED, (Need.MEMBER,), told=_TO_ALL, meets=(_REVIEW,), stops=_WORK, starts=_WORK, settles=True)),
         Row((Status.ACTIVE,), _RUN, Move(None, (Need.MEMBER,), told=_TO_ALL, settles=True), of=_RAISED)),
        line=7, calls=(Action.ANSWER, Action.HAND_ON, Action.MAKE_TASK), after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.CHANGE_DEADLINE, DeadlineChanged,
        (Row(DOING, JUDGES, Move(None, (Need.MOMENT,), told=_TO_HANDS, starts=(_FINISH,))),),
        line=7, after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.URGE, Urged,
        (Row(DOING, _ABOVE - _SELF, Move(None, told=(Audience.LEAD, Audience.OWING)), of=(Kind.TASK, *_RAISED)),),
        line=8, reminds=_ALL_WORK,
        calls=(Action.ACCEPT, Action.DECLINE, *_ON, Action.HAND_IN, Action.ANSWER, Action.HAND_ON),
    ),
    Verb(
        Action.CHASE, Chased,
        (Row(DOING, _ABOVE - _SELF, Move(None, _TOLD_HOW, told=_TO_LEAD)),
         Row((*_IN, *_PAUSED), _ABOVE - _SELF, Move(None, _TOLD_HOW))),  # it took place; nothing is asked of anybody
        calls=(Action.ACCEPT, Action.DECLINE, *_ON),
    ),
    Verb(
        Action.COMMENT, Commented,
        (
            Row((*OPEN, Status.DONE), _ANYONE, Move(None, _TEXT, told=_TO_REPORTED), of=(Kind.TASK, *_RAISED)),
            Row((Status.ACTIVE, Status.DONE), frozenset({Relation.READER}), Move(None, _TEXT, told=(Audience.ASSIGNER,)),
                (Kind.NOTICE,)),
        ),
    ),
    Verb(
        Action.CANCEL, Cancelled,
        (Row(OPEN, _GIVERS,
             Move(Status.CANCELLED, _REASON, told=_TO_ALL, stops=(*_WORK, _REVIEW), settles=True)),),
        after=(Action.TAKE_BACK,),
    ),
)  # fmt: skip
