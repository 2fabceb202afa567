"""The rows of the lifecycle in which a matter is broken down, put under another, or taken out of it."""

from __future__ import annotations

from domain.facts.trees import PutUnder, SubtaskGiven, TakenOut
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Kind, Relation, Status
from domain.rules.moves import JUDGES, OPEN, Action, Move, Need, Row, Verb

_BOTH = (Kind.TASK, Kind.PLAN)
_ABOVE = JUDGES | {Relation.LEADER}
_MATTER = (Need.MATTER,)
_GIVEN, _GOES_ON = (Status.ASSIGNED,), (Status.ACTIVE, Status.PAUSED)
_STANDS = (*OPEN, Status.DONE)  # what is finished counts in the whole, too
_TO_LEAD = (Audience.LEAD,)

TREES: tuple[Verb, ...] = (
    Verb(
        Action.BREAK_DOWN, SubtaskGiven,
        (
            # whoever breaks it down has taken it on
            Row(_GIVEN, frozenset({Relation.LEAD}),
                Move(Status.ACTIVE, _MATTER, meets=(CommitmentKind.ACCEPT,))),
            Row(_GIVEN, _ABOVE, Move(None, _MATTER)),
            Row(_GOES_ON, _ABOVE | {Relation.LEAD}, Move(None, _MATTER), of=_BOTH),
        ),
        line=11,
    ),
    Verb(
        Action.PUT_UNDER, PutUnder, (Row(_STANDS, _ABOVE, Move(None, _MATTER, told=_TO_LEAD), of=_BOTH),),
    ),
    Verb(Action.TAKE_OUT, TakenOut, (Row(_STANDS, _ABOVE, Move(None, told=_TO_LEAD), of=_BOTH),)),
)  # fmt: skip
