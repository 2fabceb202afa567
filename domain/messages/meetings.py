"""会议简报: the brief of a meeting, its matters to be ticked, its document, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.messages.base import Message, message


@message
@dataclass(frozen=True, slots=True)
class MeetingWhich(Message):
    """Of which team? `since` is the day that was named, if one was."""

    since: str = ""
    page: int = 0
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class MeetingBrief(Message):
    """A page of the brief, ready to be read out."""

    meeting_id: int
    page: int = 0
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class OwnBrief(Message):
    """What the reader could say of their own work: since a moment."""

    since: str


@message
@dataclass(frozen=True, slots=True)
class MeetingMatters(Message):
    """A page of the matters of a meeting, each to be ticked or to be given a decision."""

    meeting_id: int
    page: int = 0
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class MeetingClosing(Message):
    """Who will hear of what, before a meeting is said to be over."""

    meeting_id: int
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class MeetingHeld(Message):
    """A meeting is over."""

    meeting_id: int
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class MeetingOutcome(Message):
    """What a meeting did about the matters in which the reader has a part: all in one message."""

    meeting_id: int


@message
@dataclass(frozen=True, slots=True)
class MeetingFile(Message):
    """The brief as a document."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    meeting_id: int
