"""The row of the lifecycle in which a meeting writes back what it decided.

Whoever runs the team writes it, whatever they are to the matter themselves; that, and that a meeting is on, is looked at
where it is done (`usecases/reports/meetings`). Nobody is told before the meeting is over: then all of it comes in one message.
"""

from __future__ import annotations

from domain.facts.meetings import MeetingDecided
from domain.model.tasks import Relation, Status
from domain.rules.moves import JUDGES, Action, Move, Need, Row, Verb

_ALSO = {Relation.LEAD, Relation.CO, Relation.BACKUP, Relation.RELIEVED, Relation.WATCHER, Relation.LEADER}
_CONCERNED = JUDGES | _ALSO

MEETINGS: tuple[Verb, ...] = (
    Verb(Action.MINUTE, MeetingDecided, (Row(tuple(Status), _CONCERNED, Move(None, (Need.WORDS,))),)),
)
