"""An order typed in some other chat, by way of the bot, until whoever typed it confirms it in private."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.model.value import value

KEPT = timedelta(days=1)  # so long it can be confirmed; its words count from when it was typed
MOST = 50  # of one person: every pause while typing asks the bot anew


@value
class TypedOrder:
    """An order as it was typed, under the name by which a button finds it; `chosen`: Telegram said that it was sent."""

    token: str
    member_id: int
    text: str
    asked_at: datetime
    chosen: bool = False
