"""Minutes (会议纪要) that become tasks: gone through, given, or not to be read."""

from __future__ import annotations

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class MinutesStep(Message):
    """Minutes as they stand: the lines, the one that is open, or what is no task."""

    draft_id: int
    message_id: int | None = None


@message
@value
class MinutesGiven(Message):
    """What minutes called `source` became: these tasks, and so many series."""

    source: str
    tasks: tuple[int, ...]
    series: int = 0
    message_id: int | None = None


@message
@value
class MinutesNot(Message):
    """Why a file gave no tasks, a sentence `key` with its fields, and the button that makes one task with it."""

    key: str
    fields: dict[str, str]
    draft_id: int = 0
