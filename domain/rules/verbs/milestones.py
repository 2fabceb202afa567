"""The rows of the lifecycle in which a matter gets milestones, loses them, and one of them is reached."""

from __future__ import annotations

from domain.facts.milestones import MilestoneReached, MilestonesDropped, MilestonesSet
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Kind, Status
from domain.rules.moves import DOING, JUDGES, LEADS, Action, Move, Need, Row, Tone, Verb

_TO_HANDS, _TO_ASSIGNER = (Audience.LEAD, Audience.CO), (Audience.ASSIGNER,)
_NEW, _WHICH = (Need.MILESTONES,), (Need.WHICH,)
_PLAN, _GOES_ON = (Kind.PLAN,), (Status.ACTIVE,)
_SAID = (CommitmentKind.ACCEPT, CommitmentKind.FIRST_REPORT, CommitmentKind.PERIODIC)  # a tick is a report

MILESTONES: tuple[Verb, ...] = (
    Verb(
        Action.SET_MILESTONES, MilestonesSet,
        (
            Row(DOING, JUDGES, Move(None, _NEW, told=_TO_HANDS)),
            Row(_GOES_ON, JUDGES, Move(None, _NEW, told=_TO_HANDS), of=_PLAN),
        ),
        calls=(Action.REACH,),
    ),
    Verb(
        Action.DROP_MILESTONES, MilestonesDropped,
        (
            Row((*DOING, Status.PAUSED), JUDGES, Move(None, _WHICH, told=_TO_HANDS)),
            Row(_GOES_ON, JUDGES, Move(None, _WHICH, told=_TO_HANDS), of=_PLAN),
        ),
        after=(Action.TAKE_BACK,),
    ),
    Verb(
        Action.REACH, MilestoneReached,
        (
            Row(DOING, LEADS, Move(Status.ACTIVE, _WHICH, told=_TO_ASSIGNER, meets=_SAID)),
            Row((Status.PAUSED,), LEADS, Move(None, _WHICH, told=_TO_ASSIGNER, meets=_SAID)),
            Row(_GOES_ON, LEADS, Move(None, _WHICH, told=_TO_ASSIGNER), of=_PLAN),
        ),
        line=13, tone=Tone.GOOD, reminds=(CommitmentKind.MILESTONE,), after=(Action.TAKE_BACK,),
    ),
)  # fmt: skip
