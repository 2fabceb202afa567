"""What a meeting did about a task."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts.base import Fact, fact


@fact
@dataclass(frozen=True, slots=True)
class Discussed(Fact):
    """已议: it was talked about at a meeting, and nothing was decided in words."""


@fact
@dataclass(frozen=True, slots=True)
class MeetingDecided(Fact):
    """会议决定: what a meeting decided, in its words."""

    text: str
