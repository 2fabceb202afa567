"""督办台账: what a ledger will hold, that it is being made, and the file."""

from __future__ import annotations

from typing import ClassVar

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class LedgerShown(Message):
    """What a ledger will hold, with buttons for its form and what it is narrowed to; `choosing`: one of these is chosen."""

    search_id: int
    choosing: str = ""
    page: int = 0
    message_id: int | None = None


@message
@value
class LedgerMaking(Message):
    """A long ledger is being made: it follows when this stands in the chat, and then this goes."""

    search_id: int
    form: str
    count: int
    message_id: int | None = None


@message
@value
class LedgerFile(Message):
    """The file; `menu` is the message that said it was being made, and shows what the ledger holds again once it has come."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    search_id: int
    form: str
    menu: int | None = None
