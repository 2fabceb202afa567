"""会议简报: the brief of a meeting, its matters to be ticked, its document, and what came of it."""

from __future__ import annotations

from typing import ClassVar

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class MeetingWhich(Message):
    """Of which team? `since` is the day that was named, if one was."""

    since: str = ""
    page: int = 0
    message_id: int | None = None


@message
@value
class MeetingBrief(Message):
    """A page of the brief, ready to be read out."""

    meeting_id: int
    page: int = 0
    message_id: int | None = None


@message
@value
class OwnBrief(Message):
    """What the reader could say of their own work: since a moment."""

    since: str


@message
@value
class MeetingMatters(Message):
    """A page of the matters of a meeting, each to be ticked or to be given a decision."""

    meeting_id: int
    page: int = 0
    message_id: int | None = None


@message
@value
class MeetingClosing(Message):
    """Who will hear of what, before a meeting is said to be over."""

    meeting_id: int
    message_id: int | None = None


@message
@value
class MeetingHeld(Message):
    """A meeting is over."""

    meeting_id: int
    message_id: int | None = None


@message
@value
class MeetingOutcome(Message):
    """What a meeting did about the matters in which the reader has a part: all in one message."""

    meeting_id: int


@message
@value
class MeetingFile(Message):
    """The brief as a document."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    meeting_id: int
