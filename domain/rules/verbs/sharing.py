"""The rows of the lifecycle in which people work on a task together: parts, people who come and go, disagreements."""

from __future__ import annotations

from domain.facts.hands import (
    AllAreNeeded,
    CoAdded,
    Decided,
    Disagreed,
    OneIsEnough,
    PartGiven,
    PartHandedIn,
    PartReturned,
    PersonDropped,
    PersonReplaced,
    SideTold,
    WatcherAdded,
)
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Relation, RequestKind, Status
from domain.rules.moves import DOING, JUDGES, OPEN, Action, Move, Need, Row, Tone, Verb

_OF_OTHERS = JUDGES - {Relation.SELF}  # where somebody works alone there is nothing to share
_LEAD, _CO = frozenset({Relation.LEAD}), frozenset({Relation.CO})
_WORKED = (*DOING, Status.PAUSED)
_HEARD = (*DOING, Status.SUBMITTED)
_TO_BOTH, _TO_HANDS = (Audience.LEAD, Audience.CONCERNED), (Audience.LEAD, Audience.CO)
_MEMBER, _WORDS = (Need.MEMBER,), (Need.WORDS,)
_UNDO = (Action.TAKE_BACK,)
_DISPUTE, _ANSWER = RequestKind.DISPUTE, (CommitmentKind.ANSWER,)

SHARING: tuple[Verb, ...] = (
    Verb(
        Action.HAND_IN, PartHandedIn,
        (Row(_WORKED, _CO, Move(None, (Need.TEXT,), told=(Audience.LEAD, Audience.LET_GO))),),
        line=2, tone=Tone.GOOD, reminds=(CommitmentKind.PART, CommitmentKind.FINISH), calls=(Action.RETURN_PART,),
    ),
    Verb(
        Action.RETURN_PART, PartReturned,
        (Row(_WORKED, _LEAD, Move(None, (Need.MEMBER, Need.REASON), told=(Audience.CONCERNED,))),),
        line=7, tone=Tone.BAD, calls=(Action.REPORT, Action.HAND_IN, Action.DISAGREE), after=_UNDO,
    ),
    Verb(
        Action.SHARE, PartGiven,
        (Row(_WORKED, _OF_OTHERS | _LEAD, Move(None, (Need.MEMBER, Need.PART), may=(Need.MOMENT,), told=_TO_BOTH)),),
        line=11, calls=(Action.ACCEPT, Action.HAND_IN, Action.DISAGREE), after=_UNDO,
    ),
    Verb(Action.ANY_ONE, OneIsEnough, (Row(_WORKED, _OF_OTHERS, Move(None, told=_TO_HANDS)),), line=11, after=_UNDO),
    Verb(Action.ALL_MUST, AllAreNeeded, (Row(_WORKED, _OF_OTHERS, Move(None, told=_TO_HANDS)),), line=11, after=_UNDO),
    Verb(
        Action.ADD_CO, CoAdded,
        (Row(OPEN, JUDGES, Move(None, _MEMBER, may=(Need.PART, Need.MOMENT), told=(Audience.LEAD,))),),
    ),
    Verb(Action.ADD_WATCHER, WatcherAdded, (Row(OPEN, JUDGES, Move(None, _MEMBER)),)),
    Verb(
        Action.DROP, PersonDropped, (Row(OPEN, JUDGES, Move(None, _MEMBER, told=_TO_BOTH)),),
        after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.REPLACE, PersonReplaced,
        (Row(OPEN, JUDGES, Move(None, (Need.MEMBER, Need.OTHER), told=_TO_BOTH)),),
    ),
    Verb(
        Action.DISAGREE, Disagreed,
        (
            Row((*_HEARD, Status.PAUSED), _LEAD,
                Move(None, (Need.MEMBER, Need.WORDS), told=(Audience.CONCERNED,), asks=_DISPUTE)),
            Row((*_HEARD, Status.PAUSED), _CO, Move(None, _WORDS, told=(Audience.CONCERNED,), asks=_DISPUTE)),
        ),
        line=12, calls=(Action.SAY_SIDE, Action.DECIDE),
    ),
    Verb(
        Action.SAY_SIDE, SideTold,
        (
            Row(_HEARD, _LEAD | _CO,
                Move(None, _WORDS, told=(Audience.ASSIGNER,), starts=_ANSWER, hears=_DISPUTE)),
            Row((Status.PAUSED,), _LEAD | _CO, Move(None, _WORDS, told=(Audience.ASSIGNER,), hears=_DISPUTE)),
        ),
        line=12, tone=Tone.MAIN, calls=(Action.DECIDE,),
    ),
    Verb(
        Action.DECIDE, Decided,
        (Row((*_HEARD, Status.PAUSED), _OF_OTHERS,
             Move(None, _WORDS, told=(Audience.CONCERNED,), answers=_DISPUTE)),),
        line=9, tone=Tone.MAIN, reminds=_ANSWER, after=_UNDO,
    ),
)  # fmt: skip
