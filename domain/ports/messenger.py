"""Whoever carries a message out, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Protocol

from domain.model.post import PostKind
from domain.model.value import value
from domain.ports.post import Outgoing
from domain.ports.store import ReadStore


class Failure(StrEnum):
    """Why a message did not arrive, as the courier must treat it."""

    AGAIN = "again"
    UNKNOWN = "unknown"
    SLOW_DOWN = "slow_down"
    UNREACHABLE = "unreachable"
    CHAT_GONE = "chat_gone"
    MOVED = "moved"
    NO_CARD = "no_card"
    NO_RIGHT = "no_right"
    NO_TOPIC = "no_topic"
    REFUSED = "refused"


@value
class Delivery:
    """What Telegram answered to one message; `opened` is the topic that was opened for it."""

    chat_id: int
    message_id: int | None = None
    failure: Failure | None = None
    seconds: float | None = None
    new_chat_id: int | None = None
    error: str = ""
    opened: int | None = None


@value
class Parcel:
    """A message ready to leave: rendered for its reader, still knowing what it is, the task's version it shows, and the hint
    that stands below it for the first time."""

    chat_id: int
    body: Any
    task_id: int | None = None
    kind: PostKind | None = None
    version: int | None = None
    hint: str = ""


class Messenger(Protocol):
    """Renders and sends; knows Telegram, decides nothing."""

    def render(self, store: ReadStore, rows: Sequence[Outgoing]) -> Parcel | None: ...
    async def send(self, parcel: Parcel, rows: Sequence[Outgoing]) -> Delivery: ...
