"""The life of a raised matter: it is put to somebody who must answer, handed on, made a task, answered, and judged once.

Source: behaviour.md section 3, raised matters; 首问责任: whoever received it first answers until another has taken it on.
"""

from __future__ import annotations

from domain.facts.raised import (
    Answered,
    HandOnAsked,
    MadeTask,
    NotSolved,
    NotTakenOn,
    Solved,
    TakenOn,
    Withdrawn,
)
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Kind, Relation, RequestKind, Status
from domain.rules.moves import Action, Move, Need, Row, Tone, Verb

_OPEN, _DONE, _OF = (Status.ACTIVE,), (Status.DONE,), (Kind.RAISED,)
_HOLDER, _ASKED, _RAISER = (frozenset({side}) for side in (Relation.LEAD, Relation.ASKED, Relation.ASSIGNER))
_RUN = frozenset({Relation.SUPERVISOR, Relation.LEADER, Relation.OWNER})
_ANSWER, _TAKEN = (CommitmentKind.ANSWER,), RequestKind.HAND_ON
_TO_RAISER, _TO_HOLDER = (Audience.ASSIGNER,), (Audience.LEAD,)
_TO_BOTH = (Audience.ASSIGNER, Audience.LEAD)
_UNDO = (Action.TAKE_BACK,)
_REASON = (Need.REASON,)

RAISING: tuple[Verb, ...] = (
    Verb(
        Action.TAKE_ON, TakenOn,
        (Row(_OPEN, _ASKED, Move(None, told=(Audience.CONCERNED, *_TO_RAISER), answers=_TAKEN, grants=True), of=_OF),),
        line=1, tone=Tone.MAIN, reminds=_ANSWER, after=_UNDO,
    ),
    Verb(
        Action.NOT_MINE, NotTakenOn,
        (Row(_OPEN, _ASKED, Move(None, _REASON, told=(Audience.CONCERNED,), answers=_TAKEN), of=_OF),),
        line=1, tone=Tone.BAD, calls=(Action.ANSWER, Action.HAND_ON, Action.MAKE_TASK),
    ),
    Verb(
        Action.ANSWER, Answered,
        (Row(_OPEN, _HOLDER | _RUN,
             Move(Status.DONE, (Need.TEXT,), told=_TO_BOTH, meets=_ANSWER, settles=True), of=_OF),),
        line=2, tone=Tone.GOOD, reminds=_ANSWER, calls=(Action.SOLVED, Action.NOT_SOLVED), after=_UNDO,
    ),
    Verb(
        Action.HAND_ON, HandOnAsked,
        (Row(_OPEN, _HOLDER, Move(None, (Need.MEMBER, Need.REASON), asks=_TAKEN), of=_OF),),
        line=3, reminds=_ANSWER,
    ),
    Verb(
        Action.MAKE_TASK, MadeTask,
        (Row(_OPEN, _HOLDER, Move(None, told=_TO_RAISER, settles=True), of=_OF),),
        line=3, reminds=_ANSWER,
    ),
    Verb(Action.SOLVED, Solved, (Row(_DONE, _RAISER, Move(None), of=_OF),), line=4, tone=Tone.GOOD, after=_UNDO),
    Verb(
        Action.NOT_SOLVED, NotSolved,
        (Row(_DONE, _RAISER, Move(Status.ACTIVE, _REASON, told=_TO_HOLDER), of=_OF),),
        line=4, tone=Tone.BAD, calls=(Action.ANSWER, Action.HAND_ON, Action.MAKE_TASK), after=_UNDO,
    ),
    Verb(
        Action.WITHDRAW, Withdrawn,
        (Row(_OPEN, _RAISER,
             Move(Status.CANCELLED, may=_REASON, told=_TO_HOLDER, stops=_ANSWER, settles=True), of=_OF),),
        line=8, after=_UNDO,
    ),
)  # fmt: skip
