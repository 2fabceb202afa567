"""The rows of the lifecycle in which somebody answers for time: appeals and waivers of what ran out, and slips.

Source: behaviour.md section 4, "may be waived by the assigner with a reason (容错); the person may object before the month's
bulletin is frozen". Nobody waives for themselves: that is looked at breach by breach (`rules/decisions/excusing`).
"""

from __future__ import annotations

from domain.facts.accountability import BreachAppealed, BreachUpheld, BreachWaived, SlipIssued
from domain.model.audience import Audience
from domain.model.tasks import Kind, Relation, Status
from domain.rules.moves import DOING, JUDGES, Action, Move, Need, Row, Tone, Verb

_EVER = tuple(Status)  # what ran out is spoken about when the matter is over, too
_CONCERNED = frozenset(Relation) - {
    Relation.COLLEAGUE,
    Relation.READER,
}  # who held it then, whatever they are to the task now
_RULES = JUDGES - {Relation.SELF}
_RUN = frozenset({Relation.SUPERVISOR, Relation.LEADER, Relation.OWNER})
_WHICH, _RAISED = (Need.BREACH, Need.REASON), (Kind.RAISED,)
_RULED = (Row(_EVER, _RULES, Move(None, _WHICH)), Row(_EVER, _RUN, Move(None, _WHICH), of=_RAISED))

ACCOUNTS: tuple[Verb, ...] = (
    Verb(Action.APPEAL, BreachAppealed, (Row(_EVER, _CONCERNED, Move(None, _WHICH), of=(Kind.TASK, *_RAISED)),)),
    Verb(
        Action.WAIVE, BreachWaived, _RULED,
        tone=Tone.GOOD, after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.UPHOLD, BreachUpheld, _RULED,
        tone=Tone.BAD, after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.SLIP, SlipIssued,
        (Row(DOING, _RULES, Move(None, (Need.COLOUR, Need.REASON), told=(Audience.LEAD, Audience.ASSIGNER))),),
        calls=(Action.ACCEPT, Action.REPORT, Action.SUBMIT, Action.ASK_TIME), after=(Action.TAKE_BACK,),
    ),
)  # fmt: skip
