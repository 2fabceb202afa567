"""审核台: the one message in which everything that waits for somebody is walked through."""

from __future__ import annotations

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class DeskShown(Message):
    """What is on the desk now, by its name (`key`, empty where nothing is left), and how many are `left` of `total`.

    `note` says what became of matter `about`, which was shown before: `decided` by somebody else, or `not-yours` any more.
    `reasons` is the action for which reasons are offered.
    """

    desk_id: int
    member_id: int
    key: str
    left: int
    total: int
    note: str = ""
    about: int = 0
    reasons: str = ""
    message_id: int | None = None
