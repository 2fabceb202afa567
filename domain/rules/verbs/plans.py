"""The life of a line of a plan (计划): made, reported on in words, changed, closed or cancelled.

It is nobody's work of its own: what is done for it is the tasks below it. So nobody accepts it, hands it in or asks for more
time, and no clock runs but the one that says when its period ends.
"""

from __future__ import annotations

from collections.abc import Mapping

from domain.facts.trees import PlanClosed
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Kind, Relation, Status
from domain.rules.moves import JUDGES, LEADS, Action, Move, Need, Row, Tone, Verb

_OF = (Kind.PLAN,)
_GOES_ON, _STANDS = (Status.ACTIVE,), (Status.ACTIVE, Status.DONE)
_CO = frozenset({Relation.CO})
_ABOVE = JUDGES | {Relation.LEADER}
_GIVERS = frozenset({Relation.ASSIGNER, Relation.OWNER, Relation.SELF})
_ANYONE = frozenset(Relation) - {Relation.COLLEAGUE}
_FINISH = (CommitmentKind.FINISH,)
_TO_LEAD, _TO_ASSIGNER, _TO_ALL = (Audience.LEAD,), (Audience.ASSIGNER,), (Audience.INVOLVED,)
_TEXT, _WORDS, _REASON = (Need.TEXT,), (Need.WORDS,), (Need.REASON,)

# What else can be done with a line of a plan: rows of the verbs of a task.
ALSO_OF_PLANS: Mapping[Action, tuple[Row, ...]] = {
    Action.REPORT: (
        Row(_GOES_ON, LEADS, Move(None, _TEXT, told=_TO_ASSIGNER), of=_OF),
        Row(_GOES_ON, _CO, Move(None, _TEXT, told=_TO_LEAD), of=_OF),
    ),
    Action.COMMENT: (Row(_STANDS, _ANYONE, Move(None, _TEXT, told=(*_TO_LEAD, *_TO_ASSIGNER)), of=_OF),),
    Action.CHANGE_TITLE: (Row(_GOES_ON, JUDGES, Move(None, _WORDS, told=_TO_ALL), of=_OF),),
    Action.CHANGE_DEADLINE: (
        Row(_GOES_ON, JUDGES, Move(None, (Need.MOMENT,), told=_TO_LEAD, starts=_FINISH), of=_OF),
    ),
    Action.REASSIGN: (
        Row(_GOES_ON, _ABOVE, Move(None, (Need.MEMBER,), told=_TO_ALL, stops=_FINISH, starts=_FINISH), of=_OF),
    ),
    Action.TAKE_BACK: (Row(tuple(Status), _ABOVE | LEADS, Move(None), of=_OF),),
    Action.CANCEL: (Row(_GOES_ON, _GIVERS, Move(Status.CANCELLED, _REASON, told=_TO_ALL, stops=_FINISH), of=_OF),),
}  # fmt: skip

PLANS: tuple[Verb, ...] = (
    Verb(
        Action.CLOSE, PlanClosed,
        (Row(_GOES_ON, JUDGES, Move(Status.DONE, told=_TO_ALL, meets=_FINISH), of=_OF),),
        line=4, tone=Tone.GOOD, after=(Action.TAKE_BACK,),
    ),
)  # fmt: skip
