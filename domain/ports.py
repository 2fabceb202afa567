"""What the rules need of the world: a clock, a store, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from domain.history import Event, Fact
from domain.ladder import Ring
from domain.messages import Message, Urgency
from domain.model import Invite, Member, Memberships, Place, Post, Role, Task, Team, TeamStatus


class Clock(Protocol):
    """The one source of the present moment."""

    def now(self) -> datetime:
        """The present, aware UTC."""
        ...

    def wall(self, moment: datetime) -> datetime:
        """The real moment at which this clock will show `moment`; far in the future for a stopped clock."""
        ...


class MembersPort(Protocol):
    """People of the office."""

    def get(self, member_id: int) -> Member | None: ...
    def by_telegram(self, telegram_id: int) -> Member | None: ...
    def by_username(self, username: str) -> Member | None: ...
    def add(self, member: Member) -> Member: ...
    def save(self, member: Member) -> None: ...
    def with_roles(self, member: Member) -> Memberships: ...
    def of_team(self, team_id: int) -> list[tuple[Member, Role]]: ...
    def all_active(self) -> list[Member]: ...
    def join(self, team_id: int, member_id: int, role: Role) -> bool: ...
    def leave(self, team_id: int, member_id: int) -> bool: ...
    def holding(self, role: Role, team_id: int | None) -> list[Member]: ...


class TeamsPort(Protocol):
    """Group chats."""

    def get(self, team_id: int) -> Team | None: ...
    def by_chat(self, chat_id: int) -> Team | None: ...
    def add(self, team: Team) -> Team: ...
    def save(self, team: Team) -> None: ...
    def with_status(self, status: TeamStatus) -> list[Team]: ...
    def move_chat(self, old: int, new: int) -> None: ...


class TasksPort(Protocol):
    """Tasks, whole: with people, clocks and requests."""

    def get(self, task_id: int) -> Task | None: ...
    def add(self, task: Task) -> Task: ...
    def save(self, task: Task) -> Task: ...
    def open_of_lead(self, member_id: int) -> list[Task]: ...
    def open_with(self, member_id: int) -> list[Task]: ...
    def open_assigned_by(self, member_id: int) -> list[Task]: ...
    def open_of_team(self, team_id: int) -> list[Task]: ...
    def all_open(self) -> list[Task]: ...
    def closed_since(self, team_id: int, since: datetime) -> list[Task]: ...
    def team_shared(self, viewer: int, other: int) -> int | None: ...


@dataclass(frozen=True, slots=True)
class Timer:
    """A row that rings: what, when, and for whom."""

    id: int
    key: str
    kind: str
    due_at: datetime
    data: dict[str, Any]


class TimersPort(Protocol):
    """The future, as rows."""

    def sync(self, task_id: int, rings: Iterable[Ring]) -> None: ...
    def add(self, key: str, kind: str, due_at: datetime, data: dict[str, Any]) -> bool: ...
    def drop(self, kind: str, prefix: str) -> None: ...
    def due(self, now: datetime, limit: int) -> list[Timer]: ...
    def finish(self, timer_id: int, now: datetime) -> bool: ...
    def set_aside(self, timer_id: int, error: str) -> None: ...
    def next_due(self) -> datetime | None: ...
    def pending(self, kind: str, prefix: str) -> list[Timer]: ...


class HistoryPort(Protocol):
    """The append-only story of every task."""

    def append(self, task_id: int, fact: Fact, actor_id: int | None, now: datetime) -> Event: ...
    def of(self, task_id: int) -> list[Event]: ...
    def get(self, task_id: int, seq: int) -> Event | None: ...
    def seal(self, day: str, now: datetime) -> None: ...


class PostsPort(Protocol):
    """Messages that are about a task."""

    def add(self, post: Post) -> None: ...
    def find(self, chat_id: int, message_id: int) -> Post | None: ...
    def of_album(self, chat_id: int, media_group: str) -> Post | None: ...
    def cards(self, task_id: int) -> list[Post]: ...
    def forget(self, chat_id: int, message_id: int) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """Words the bot waits for from one person: what they will complete."""

    id: int
    member_id: int
    chat_id: int
    action: str
    task_id: int
    arg: str
    message_id: int | None = None


class QuestionsPort(Protocol):
    """Open questions; a person has at most one open in a chat, the newest."""

    def ask(self, question: Question) -> Question: ...
    def sent(self, member_id: int, chat_id: int, message_id: int) -> None: ...
    def open_for(self, member_id: int, chat_id: int) -> Question | None: ...
    def close(self, member_id: int, chat_id: int) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A task being written: what is known so far, in JSON-able fields."""

    id: int
    member_id: int
    chat_id: int
    data: dict[str, Any]


class DraftsPort(Protocol):
    """Tasks being written, one a person and chat."""

    def start(self, member_id: int, chat_id: int, data: dict[str, Any], now: datetime) -> Draft: ...
    def get(self, draft_id: int) -> Draft | None: ...
    def of_chat(self, member_id: int, chat_id: int) -> Draft | None: ...
    def save(self, draft: Draft) -> None: ...
    def drop(self, draft_id: int) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...


class InvitesPort(Protocol):
    """Links that let people in."""

    def add(self, invite: Invite) -> None: ...
    def find(self, token_hash: str) -> Invite | None: ...
    def use(self, token_hash: str) -> bool: ...


# How the error of a send begins whose answer was lost: it may have arrived.
LOST = "outcome unknown"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One row of the outbox as the courier holds it; `lost` when the answer to an earlier send was."""

    id: int
    place: Place
    message: Message
    urgency: Urgency
    task_id: int | None
    not_before: datetime
    attempts: int
    created_at: datetime
    lost: bool = False

    @property
    def lane(self) -> str:
        """Messages of one lane leave one after another."""
        return f"m{self.place.member_id}" if self.place.member_id is not None else f"c{self.place.chat_id}"


class OutboxPort(Protocol):
    """What is promised to be said, and the courier's hold on it.

    A row is pending until it is sent, dropped (no longer true) or failed; parked rows wait for a sign of life. A claim is a
    lease: only its holder may record an outcome, and a lease that ran out may be claimed again.
    """

    def put(
        self, place: Place, message: Message, *, urgency: Urgency, not_before: datetime, key: str | None,
        task_id: int | None,
    ) -> None: ...  # fmt: skip
    def drop_update(self, chat_id: int, message_id: int) -> None: ...
    def drop_updates(self, chat_id: int) -> list[int]: ...
    def claim(
        self, owner: str, now: datetime, until: datetime, busy: Sequence[str], limit: int
    ) -> list[Outgoing]: ...  # fmt: skip
    def claim_merging(self, first: Outgoing, owner: str, now: datetime, until: datetime) -> list[Outgoing]: ...
    def record(self, ids: Sequence[int], owner: str, now: datetime, result: Result) -> bool: ...
    def hold_lane(self, lane: str, until: datetime) -> None: ...
    def release_leases(self) -> int: ...
    def unpark(self, lane: str, now: datetime) -> int: ...
    def next_due(self) -> datetime | None: ...
    def move_chat(self, old: int, new: int) -> None: ...


class State(StrEnum):
    """Where a promised message stands."""

    PENDING = "pending"
    SENT = "sent"
    DROPPED = "dropped"
    PARKED = "parked"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a claimed message. `again_at` gives it back to the queue."""

    state: State
    message_id: int | None = None
    again_at: datetime | None = None
    error: str | None = None


class InboxPort(Protocol):
    """Updates from Telegram, stored before Telegram is told that they arrived."""

    def store(self, updates: Sequence[tuple[int, str]], now: datetime) -> int: ...
    def waiting(self, limit: int) -> list[tuple[int, str, int]]: ...
    def done(self, update_id: int, now: datetime) -> bool: ...
    def failed(self, update_id: int, error: str, now: datetime, *, set_aside: bool) -> None: ...
    def prune(self, before: datetime) -> int: ...


class MetaPort(Protocol):
    """Small facts about the deployment."""

    def get(self, key: str) -> str | None: ...
    def set(self, key: str, value: str) -> None: ...
    def drop(self, key: str) -> None: ...


class Store(Protocol):
    """All repositories inside one transaction."""

    members: MembersPort
    teams: TeamsPort
    tasks: TasksPort
    timers: TimersPort
    history: HistoryPort
    posts: PostsPort
    questions: QuestionsPort
    drafts: DraftsPort
    invites: InvitesPort
    outbox: OutboxPort
    inbox: InboxPort
    meta: MetaPort


T = TypeVar("T")


class Transactions(Protocol):
    """Units of work: `write` runs one whole in the writer's thread, `read` beside it on one snapshot."""

    async def write(self, work: Callable[[Store], T]) -> T: ...
    async def read(self, work: Callable[[Store], T]) -> T: ...


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
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Delivery:
    """What Telegram answered to one message."""

    chat_id: int
    message_id: int | None = None
    failure: Failure | None = None
    seconds: float | None = None
    new_chat_id: int | None = None
    error: str = ""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A message ready to leave: rendered for its reader, still knowing what it is, and the task's version it shows."""

    chat_id: int
    body: Any
    task_id: int | None = None
    kind: str | None = None
    version: int | None = None


class Messenger(Protocol):
    """Renders and sends; knows Telegram, decides nothing."""

    def render(self, store: Store, rows: Sequence[Outgoing]) -> Parcel | None: ...
    async def send(self, parcel: Parcel, rows: Sequence[Outgoing]) -> Delivery: ...
