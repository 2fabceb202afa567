"""What a search found."""

from __future__ import annotations

from dataclasses import dataclass

from domain.messages.base import Message, message


@message
@dataclass(frozen=True, slots=True)
class Found(Message):
    """A page of what a search finds now, by the number under which it is kept."""

    search_id: int
    page: int = 0
    message_id: int | None = None
