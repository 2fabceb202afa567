"""The rows of the lifecycle in which a task that was given is interrupted, taken up again, or asked for otherwise."""

from __future__ import annotations

from domain.facts.confidence import Concealed, Revealed
from domain.facts.tasks import (
    EvidenceNeeded,
    EvidenceWaived,
    OriginChanged,
    Paused,
    PeriodicChanged,
    PriorityChanged,
    Reopened,
    Resumed,
    StandardChanged,
    TitleChanged,
)
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Relation, Status
from domain.rules.moves import DOING, JUDGES, OPEN, Action, Move, Need, Row, Tone, Verb

_GIVERS = frozenset({Relation.SELF, Relation.ASSIGNER, Relation.OWNER})
_PAUSED = (Status.PAUSED,)
_TO_ALL, _TO_HANDS = (Audience.INVOLVED,), (Audience.LEAD, Audience.CO)
_PERIODIC = CommitmentKind.PERIODIC
_CLOCKS = (CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, _PERIODIC, CommitmentKind.FINISH, CommitmentKind.ANSWER)
_ANEW = (CommitmentKind.FIRST_REPORT, CommitmentKind.FINISH)
_UNTIL, _WORDS = (Need.MOMENT, Need.REASON), (Need.WORDS,)
_ON = (Action.REPORT, Action.SUBMIT)
_UNDO = (Action.TAKE_BACK,)

CHANGES: tuple[Verb, ...] = (
    Verb(
        Action.PAUSE, Paused,
        (
            Row(DOING, JUDGES, Move(Status.PAUSED, _UNTIL, told=_TO_ALL, stops=_CLOCKS)),
            Row(_PAUSED, JUDGES, Move(None, _UNTIL, told=_TO_ALL)),
        ),
        line=10, after=_UNDO,
    ),
    Verb(
        Action.RESUME, Resumed,
        (Row(_PAUSED, JUDGES, Move(None, told=_TO_ALL, back=True)),),
        line=7, tone=Tone.GOOD, calls=(Action.ACCEPT, Action.DECLINE, *_ON), after=_UNDO,
    ),
    Verb(
        Action.REOPEN, Reopened,
        (Row((Status.DONE,), JUDGES, Move(Status.ACTIVE, _UNTIL, told=_TO_ALL, starts=_ANEW)),),
        line=7, calls=(*_ON, Action.ASK_TIME), after=_UNDO,
    ),
    Verb(
        Action.CHANGE_PRIORITY, PriorityChanged,
        (Row(OPEN, JUDGES, Move(None, (Need.PRIORITY,), told=_TO_ALL)),),
        line=10, calls=(Action.ACCEPT, *_ON), after=_UNDO,
    ),
    Verb(
        Action.CHANGE_PERIODIC, PeriodicChanged,
        (Row(DOING, JUDGES, Move(None, _WORDS, told=_TO_ALL, stops=(_PERIODIC,))),),
        line=7, after=_UNDO,
    ),
    Verb(
        Action.NEED_EVIDENCE, EvidenceNeeded,
        (Row((*DOING, *_PAUSED), JUDGES, Move(None, told=_TO_HANDS)),),
        line=8, after=_UNDO,
    ),
    Verb(
        Action.WAIVE_EVIDENCE, EvidenceWaived,
        (Row((*DOING, *_PAUSED), JUDGES, Move(None, told=_TO_HANDS)),),
        line=8, after=_UNDO,
    ),
    Verb(Action.CONCEAL, Concealed, (Row((*OPEN, Status.DONE), _GIVERS, Move(None)),)),
    Verb(Action.REVEAL, Revealed, (Row((*OPEN, Status.DONE), _GIVERS, Move(None, told=_TO_ALL)),)),
    Verb(Action.CHANGE_TITLE, TitleChanged, (Row(OPEN, JUDGES, Move(None, _WORDS, told=_TO_ALL)),)),
    Verb(Action.CHANGE_STANDARD, StandardChanged, (Row(OPEN, JUDGES, Move(None, _WORDS, told=_TO_ALL)),)),
    Verb(Action.CHANGE_ORIGIN, OriginChanged, (Row(OPEN, JUDGES, Move(None, _WORDS, told=_TO_ALL)),)),
)  # fmt: skip
