"""What a meeting did about a task."""

from __future__ import annotations

from domain.facts.base import Fact, fact
from domain.model.value import value


@fact
@value
class Discussed(Fact):
    """已议: it was talked about at a meeting, and nothing was decided in words."""


@fact
@value
class MeetingDecided(Fact):
    """会议决定: what a meeting decided, in its words."""

    text: str
