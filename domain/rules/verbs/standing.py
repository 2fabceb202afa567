"""The rows of the lifecycle in which the duty goes from the lead to whoever stands in, and comes back (AB角)."""

from __future__ import annotations

from domain.facts.standing import HandedBack, HandedOver, TakenOver
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Kind, Relation, Status
from domain.rules.moves import JUDGES, Action, Move, Row, Tone, Verb

_ACCEPT, _FIRST, _FINISH = CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH
_GOING_ON = (Status.ACTIVE, Status.PAUSED, Status.SUBMITTED)
_TO_ASSIGNER, _ALL = (Audience.ASSIGNER,), (Kind.TASK, Kind.RAISED)

STANDING: tuple[Verb, ...] = (
    Verb(
        Action.TAKE_OVER, TakenOver,
        (
            Row((Status.ASSIGNED,), frozenset({Relation.BACKUP}), Move(Status.ACTIVE, told=_TO_ASSIGNER, meets=(_ACCEPT,))),
            Row(_GOING_ON, frozenset({Relation.BACKUP}), Move(None, told=_TO_ASSIGNER), of=_ALL),
        ),
        line=1, tone=Tone.MAIN, reminds=(_ACCEPT, _FIRST, _FINISH),
    ),
    Verb(
        Action.HAND_OVER, HandedOver,
        (Row((Status.ASSIGNED, *_GOING_ON), (JUDGES | {Relation.LEADER}) - {Relation.SELF}, Move(None), of=_ALL),),
    ),
    Verb(
        Action.HAND_BACK, HandedBack,
        (Row((Status.ASSIGNED, *_GOING_ON), frozenset({Relation.RELIEVED}), Move(None, told=_TO_ASSIGNER), of=_ALL),),
        line=11,
    ),
)  # fmt: skip
