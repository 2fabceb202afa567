"""The rows of a notice's life: it is read by everybody it was told to, one of them after another, until all have.

Their buttons stand on the card of the notice, which is another than that of a task.
"""

from __future__ import annotations

from domain.facts.notices import NoticeClosed, NoticeRead, NoticeRecalled, UnreadReminded
from domain.model.audience import Audience
from domain.model.tasks import Kind, Relation, Status
from domain.rules.moves import JUDGES, Action, Move, Row, Tone, Verb

_OF = (Kind.NOTICE,)
_LIVE = (Status.ACTIVE,)
_TO_SENDER = (Audience.ASSIGNER,)

NOTICES: tuple[Verb, ...] = (
    Verb(
        Action.READ, NoticeRead, (Row(_LIVE, frozenset({Relation.READER}), Move(None), _OF),), tone=Tone.MAIN,
    ),
    Verb(
        Action.REMIND_UNREAD, UnreadReminded, (Row(_LIVE, JUDGES, Move(None), _OF),),
    ),
    Verb(
        Action.END_READING, NoticeClosed, (Row(_LIVE, JUDGES, Move(Status.DONE, told=_TO_SENDER), _OF),),
    ),
    Verb(  # a notice that all have read may be wrong all the same
        Action.RECALL, NoticeRecalled,
        (Row((Status.ACTIVE, Status.DONE), JUDGES, Move(Status.CANCELLED, told=_TO_SENDER), _OF),),
        tone=Tone.BAD,
    ),
)  # fmt: skip
