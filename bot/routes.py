"""What leads to a handler: commands, buttons, messages and what happens in chats, as rows."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

from bot.talk import Talk
from domain.model.value import value


class On(StrEnum):
    """What a route listens to."""

    COMMAND = "command"
    BUTTON = "button"
    MESSAGE = "message"
    OTHER_COMMAND = "other_command"
    EDIT = "edit"
    REACTION = "reaction"
    SERVICE = "service"
    SHARED = "shared"
    BOT_MEMBER = "bot_member"


Handler = Callable[[Talk], None]


@value
class Route:
    """One row: what happens, its name (the command, or the first field of a button), who handles it."""

    on: On
    name: str
    handler: Handler
