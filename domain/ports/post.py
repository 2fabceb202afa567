"""The two ends of the post: updates that came in, messages that are promised."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple, Protocol

from domain.messages.base import Joined, Message, Urgency
from domain.model.post import Place
from domain.model.value import value


@value
class Promise:
    """A message that is to leave, not before its moment; one with a key leaves once, however often it is promised."""

    place: Place
    message: Message
    urgency: Urgency = Urgency.ANSWER
    not_before: datetime | None = None
    key: str | None = None
    task_id: int | None = None


@value
class Standing:
    """A merged message that stands in a chat: whose it is (nobody's in a group), its number, when it was first sent."""

    member_id: int | None
    message_id: int
    sent_at: datetime
    says: tuple[Message, ...]


@value
class Outgoing:
    """One row of the outbox as the courier holds it.

    `waiting_since` is when it could first have left; `lost` says that the answer to a send was, so it may have arrived;
    `extends` is the message in whose place it is shown, together with what that says.
    """

    id: int
    place: Place
    message: Message
    urgency: Urgency
    task_id: int | None
    not_before: datetime
    attempts: int
    waiting_since: datetime
    lost: bool = False
    extends: Standing | None = None

    @property
    def lane(self) -> str:
        """Messages of one lane leave one after another."""
        return self.place.lane


class Head(NamedTuple):
    """A message that is due, as it stands in line."""

    id: int
    lane: str
    urgency: int
    kind: str = ""


@value
class Ahead:
    """What lies before the courier: how much is due and free (as far as was looked), whether any of that could wait, what is
    kept of the lanes that Telegram told to wait, and the head of the line, which may be the `whole` of it."""

    due: int
    can_wait: bool
    holds: str | None
    heads: tuple[Head, ...] = ()
    whole: bool = True


class ReadOutbox(Protocol):
    """What is promised to be said, to look at."""

    def next_due(self) -> datetime | None: ...
    def waiting_in(self, lane: str) -> int: ...
    def promised(self, key: str) -> bool: ...


class OutboxPort(ReadOutbox, Protocol):
    """What is promised to be said, and the courier's hold on it.

    A row is pending until it is sent, dropped (no longer true) or failed; parked rows wait for a sign of life. A claim is a
    lease: only its holder may record an outcome, and a lease that ran out may be claimed again.
    """

    def put(
        self, place: Place, message: Message, *, now: datetime, urgency: Urgency, not_before: datetime | None,
        key: str | None, task_id: int | None,
    ) -> None: ...  # fmt: skip
    def put_all(self, promises: Sequence[Promise], now: datetime) -> None: ...
    def drop_update(self, chat_id: int, message_id: int) -> None: ...
    def drop_updates(self, chat_id: int) -> list[int]: ...
    def ahead(self, now: datetime, most: int = ...) -> Ahead: ...
    def claim(
        self, owner: str, now: datetime, until: datetime, busy: Collection[str], limit: int, answers: int = 0,
        ahead: Ahead | None = None, in_a_row: int = 1,
    ) -> list[Outgoing]: ...  # fmt: skip
    def merging(self, first: Outgoing, now: datetime, *, waiting: bool) -> list[Outgoing]: ...
    def lease(self, ids: Sequence[int], owner: str, until: datetime) -> list[Outgoing]: ...
    def give_back(self, ids: Sequence[int], owner: str) -> None: ...
    def merging_lanes(self, now: datetime) -> list[str]: ...
    def standing(self, lane: str, since: datetime, joined: Joined) -> Standing | None: ...
    def said_after(self, lane: str, message_id: int) -> bool: ...
    def said_as(self, lane: str, message_id: int) -> tuple[Message, ...]: ...
    def hold_merging(self, lane: str, until: datetime) -> None: ...
    def record(self, ids: Sequence[int], owner: str, now: datetime, result: Result) -> bool: ...
    def arrived(self, sent: Mapping[int, int | None], owner: str, now: datetime) -> None: ...
    def rewrite(self, row: int, message: Message) -> None: ...
    def hold_lane(self, lane: str, until: datetime) -> None: ...
    def release_leases(self) -> int: ...
    def unpark(self, lane: str, now: datetime) -> int: ...
    def move_chat(self, old: int, new: int) -> None: ...
    def leave_topic(self, lane: str, thread_id: int) -> None: ...
    def prune(self, before: datetime, after: int | None, most: int) -> int | None: ...


class State(StrEnum):
    """Where a promised message stands."""

    PENDING = "pending"
    SENT = "sent"
    DROPPED = "dropped"
    PARKED = "parked"
    FAILED = "failed"


@value
class Result:
    """What became of a claimed message. `again_at` gives it back to the queue; `lost`: the answer was, it may have arrived."""

    state: State
    message_id: int | None = None
    again_at: datetime | None = None
    error: str | None = None
    lost: bool = False


class ReadInbox(Protocol):
    """Updates from Telegram, to look at."""

    def waiting(self, limit: int) -> list[tuple[int, str, int]]: ...


class InboxPort(ReadInbox, Protocol):
    """Updates from Telegram, stored before Telegram is told that they arrived."""

    def store(self, updates: Sequence[tuple[int, str]], now: datetime) -> int: ...
    def done(self, update_id: int, now: datetime) -> bool: ...
    def failed(self, update_id: int, error: str, now: datetime, *, set_aside: bool) -> None: ...
    def prune(self, before: datetime, most: int = ...) -> int: ...
