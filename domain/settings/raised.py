"""群众/同事提出: who must answer what is raised, whether its raiser may stay unnamed, and the ladder of the answer."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from domain.model.tasks import Priority
from domain.model.value import field, value
from domain.settings.ladders import Ladder, ladder


class FirstHandler(StrEnum):
    """首问责任: by which rule somebody becomes the first handler."""

    SUPERVISOR = "supervisor"  # the team's supervisor, else its leader, else an owner
    ROUND = "round"  # the team's staff in turn, past those who are away


_USUAL = ladder("-2wh lead", "0 lead", "+4wh supervisor", "+1wd leader")
_URGENT = ladder("-1h lead", "0 lead supervisor", "+1h leader")
_IMMEDIATE = ladder("-15m lead", "0 lead supervisor", "+30m leader")
DEFAULT_RAISED_LADDER: Mapping[Priority, Ladder] = {
    Priority.NORMAL: _USUAL,
    Priority.ELEVATED: _USUAL,
    Priority.URGENT: _URGENT,
    Priority.IMMEDIATE: _IMMEDIATE,
}


@value
class RaisedRules:
    """How an office answers what is raised; the term of the answer is that of the answer clock."""

    first_handler: FirstHandler = FirstHandler.SUPERVISOR
    anonymous: bool = False
    ladder: Mapping[Priority, Ladder] = field(default_factory=lambda: DEFAULT_RAISED_LADDER)


USUAL_RAISED = RaisedRules()
