"""What a search found."""

from __future__ import annotations

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class Found(Message):
    """A page of what a search finds now, by the number under which it is kept."""

    search_id: int
    page: int = 0
    message_id: int | None = None
