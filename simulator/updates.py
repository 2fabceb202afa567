"""The queue of updates for the bot: confirmed by offset, kept for a day, button presses for 150 seconds."""

import asyncio
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from simulator.clock import SimClock
from simulator.errors import OTHER_POLLER, ApiError, bad, conflict

UPDATE_TYPES = (
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection", "business_message",
    "edited_business_message", "deleted_business_messages", "message_reaction", "message_reaction_count",
    "guest_message", "inline_query", "chosen_inline_result", "callback_query", "shipping_query", "pre_checkout_query",
    "purchased_paid_media", "poll",
    "poll_answer", "my_chat_member", "chat_member", "chat_join_request", "chat_boost", "removed_chat_boost",
)  # fmt: skip
DEFAULT_TYPES = frozenset(UPDATE_TYPES) - {"chat_member", "message_reaction", "message_reaction_count"}
LIFE = {"callback_query": timedelta(seconds=150), "inline_query": timedelta(seconds=30)}
MESSAGE_LIFE = timedelta(hours=24)
_PAST_THE_END = 10


@dataclass(slots=True)
class Pending:
    """One update not yet confirmed."""

    id: int
    kind: str
    body: dict[str, Any]
    until: datetime


class UpdateQueue:
    """What waits for the bot, however it fetches."""

    def __init__(self, clock: SimClock) -> None:
        self._clock = clock
        self.pending: list[Pending] = []
        self.next_id = 100_000_000 + secrets.randbelow(800_000_000)
        self.allowed: frozenset[str] = DEFAULT_TYPES
        self.listeners: list[Callable[[], None]] = []
        self._poll: asyncio.Future[str] | None = None

    def push(self, kind: str, payload: dict[str, Any]) -> int | None:
        """Queue one update of a kind; None if the bot did not ask for this kind."""
        if kind not in self.allowed:
            return None
        return self.push_raw({kind: payload})

    def push_raw(self, body: dict[str, Any]) -> int:
        """Queue any JSON, well-formed or not."""
        ident = body.get("update_id", self.next_id)
        self.next_id = ident + 1
        kind = next((key for key in body if key != "update_id"), "?")
        until = self._clock.now() + LIFE.get(kind, MESSAGE_LIFE)
        self.pending.append(Pending(ident, kind, {"update_id": ident, **body}, until))
        self._wake("ready")
        return int(ident)

    def jump(self, next_id: int) -> None:
        """Continue with other numbers, as Telegram does after a quiet week."""
        self.next_id = next_id

    def confirm(self, ident: int) -> None:
        """Forget one update (a webhook took it)."""
        self.pending = [p for p in self.pending if p.id != ident]

    def confirm_below(self, ident: int) -> None:
        """Forget all updates below a number."""
        self.pending = [p for p in self.pending if p.id >= ident]

    def drop(self) -> None:
        """Forget all that waits."""
        self.pending.clear()

    def allow(self, kinds: Iterable[str] | None) -> None:
        """Set the kinds wanted; None keeps the setting, an empty list is the default."""
        if kinds is not None:
            known = frozenset(kinds) & frozenset(UPDATE_TYPES)
            self.allowed = known or DEFAULT_TYPES

    def fresh(self) -> list[Pending]:
        """What waits and has not expired."""
        now = self._clock.now()
        self.pending = [p for p in self.pending if p.until > now]
        return self.pending

    async def get(self, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """One getUpdates request."""
        if self._poll is not None and not self._poll.done():
            self._poll.set_result("conflict")
        self._apply(offset)
        if not self.fresh() and timeout > 0:
            await self._wait(timeout)
        return [p.body for p in self._from(offset)[: max(1, min(limit, 100))]]

    def _apply(self, offset: int) -> None:
        waiting = self.fresh()
        if offset < 0:
            self.pending = waiting[offset:]
        elif 0 < offset <= self.next_id + _PAST_THE_END:
            self.pending = [p for p in waiting if p.id >= offset]

    def _from(self, offset: int) -> list[Pending]:
        ignored = offset > self.next_id + _PAST_THE_END
        return [p for p in self.fresh() if ignored or p.id >= offset]

    async def _wait(self, timeout: float) -> None:
        poll: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._poll = poll
        try:
            async with asyncio.timeout(timeout):
                outcome = await poll
        except TimeoutError:
            return
        finally:
            if self._poll is poll:
                self._poll = None
        if outcome == "conflict":
            raise conflict(OTHER_POLLER)

    def stop(self) -> None:
        """Let a waiting poll return empty."""
        self._wake("stop")

    def _wake(self, outcome: str) -> None:
        poll = self._poll
        if poll is not None and not poll.done():
            loop = poll.get_loop()
            loop.call_soon_threadsafe(lambda: None if poll.done() else poll.set_result(outcome))
        for listener in self.listeners:
            listener()


def check_kinds(kinds: object) -> list[str] | None:
    """The allowed_updates parameter; unknown kinds are ignored as the real server does."""
    if kinds is None:
        return None
    if not isinstance(kinds, list):
        raise _not_a_list()
    return [str(kind) for kind in kinds]


def _not_a_list() -> ApiError:
    return bad("can't parse allowed updates: expected an Array of String")
