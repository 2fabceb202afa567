"""The rows of the lifecycle in which a task is made to wait for other matters, and in which a matter gets its tags."""

from __future__ import annotations

from domain.facts.links import MadeToWait, Tagged, Untagged, WaitDropped
from domain.model.audience import Audience
from domain.model.tasks import Kind, Relation, Status
from domain.rules.moves import DOING, JUDGES, OPEN, Action, Move, Need, Row, Verb

_TO_HANDS = (Audience.LEAD, Audience.CO)
_MATTERS, _TAGS = (Need.MATTERS,), (Need.TAGS,)
_BOTH = (Kind.TASK, Kind.PLAN)
_KEEPERS = JUDGES | {Relation.LEADER, Relation.LEAD}
_STANDS = (*OPEN, Status.DONE)  # what is done is looked for, too

LINKS: tuple[Verb, ...] = (
    Verb(Action.MAKE_WAIT, MadeToWait, (Row(DOING, JUDGES, Move(None, _MATTERS, told=_TO_HANDS)),)),
    Verb(Action.DROP_WAIT, WaitDropped, (Row(DOING, JUDGES, Move(None, told=_TO_HANDS)),)),
    Verb(Action.TAG, Tagged, (Row(_STANDS, _KEEPERS, Move(None, _TAGS), of=_BOTH),)),
    Verb(Action.UNTAG, Untagged, (Row(_STANDS, _KEEPERS, Move(None, _TAGS), of=_BOTH),)),
)
