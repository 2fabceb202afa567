"""What the rules need of the world: a clock, and a store of people, tasks, timers and history.

Each part of the store is two protocols: what may be read of it, which is all that views and reading units get, and the
whole of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, TypeVar

from domain.facts.base import Event, Fact
from domain.model.matters import Matters
from domain.model.people import Invite, Member, Memberships, Role, Team, TeamStatus
from domain.model.tasks import Task
from domain.model.timers import Rings, TimerData, TimerKind
from domain.ports.absences import AbsencesPort, ReadAbsences
from domain.ports.accounts import ReadBreaches, ReadSlips, SlipsPort
from domain.ports.notices import NoticesPort, ReadNotices
from domain.ports.post import InboxPort, OutboxPort, ReadInbox, ReadOutbox
from domain.ports.talk import DraftsPort, PostsPort, QuestionsPort, ReadDrafts, ReadPosts, ReadQuestions, TracesPort


class Clock(Protocol):
    """The one source of the present moment."""

    def now(self) -> datetime:
        """The present, aware UTC."""
        ...

    def wall(self, moment: datetime) -> datetime:
        """The real moment at which this clock will show `moment`; far in the future for a stopped clock."""
        ...


class ReadMembers(Protocol):
    """People of the office, to look at."""

    def get(self, member_id: int) -> Member | None: ...
    def by_telegram(self, telegram_id: int) -> Member | None: ...
    def by_username(self, username: str) -> Member | None: ...
    def with_roles(self, member: Member) -> Memberships: ...
    def of_team(self, team_id: int) -> list[tuple[Member, Role]]: ...
    def absent_from(self, team_id: int, member_ids: Sequence[int]) -> list[Member]: ...
    def all_active(self) -> list[Member]: ...
    def zones(self) -> list[str]: ...
    def active_after(self, member_id: int, most: int) -> list[Member]: ...
    def unreachable(self) -> list[Member]: ...
    def namesakes(self, member: Member) -> list[Member]: ...
    def to_choose_from(self, team_id: int | None) -> list[Member]: ...
    def holding(self, role: Role, team_id: int | None) -> list[Member]: ...


class MembersPort(ReadMembers, Protocol):
    """People of the office."""

    def add(self, member: Member) -> Member: ...
    def save(self, member: Member) -> None: ...
    def join(self, team_id: int, member_id: int, role: Role) -> bool: ...
    def leave(self, team_id: int, member_id: int) -> bool: ...


class ReadTeams(Protocol):
    """Group chats, to look at."""

    def get(self, team_id: int) -> Team | None: ...
    def by_chat(self, chat_id: int) -> Team | None: ...
    def with_status(self, status: TeamStatus) -> list[Team]: ...


class TeamsPort(ReadTeams, Protocol):
    """Group chats."""

    def add(self, team: Team) -> Team: ...
    def save(self, team: Team) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...


class ReadTasks(Protocol):
    """Tasks, one and in lists; each whole, with people, clocks and requests."""

    def get(self, task_id: int) -> Task | None: ...
    def know(self, task_ids: Iterable[int]) -> None: ...
    def version(self, task_id: int) -> int | None: ...
    def count(self, which: Matters) -> int: ...
    def page(self, which: Matters, most: int, start: int = 0) -> list[Task]: ...
    def undecided(self) -> list[Task]: ...
    def open_of_lead(self, member_id: int) -> list[Task]: ...
    def open_of_standin(self, member_id: int) -> list[Task]: ...
    def has_assigned(self, member_id: int) -> bool: ...
    def open_after(self, task_id: int, most: int) -> list[Task]: ...
    def closed_since(self, team_id: int, since: datetime) -> list[Task]: ...
    def closed_of_lead(self, member_id: int, since: datetime) -> list[Task]: ...
    def team_shared(self, viewer: int, other: int) -> int | None: ...


class TasksPort(ReadTasks, Protocol):
    """Tasks; one is written whole."""

    def add(self, task: Task) -> Task: ...
    def save(self, task: Task) -> Task: ...
    def leave_topic(self, team_id: int, thread_id: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Timer:
    """A row that rings: when, and what about; `data` is None when it is of another version and cannot be rung."""

    id: int
    key: str
    kind: str
    due_at: datetime
    data: TimerData | None


class ReadTimers(Protocol):
    """The future, to look at."""

    def due(self, now: datetime, limit: int) -> list[Timer]: ...
    def next_due(self) -> datetime | None: ...
    def pending(self, kind: TimerKind, prefix: str) -> list[Timer]: ...
    def find(self, key: str) -> Timer | None: ...
    def of_task(self, task_id: int) -> list[Timer]: ...


class TimersPort(ReadTimers, Protocol):
    """The future, as rows."""

    def sync(self, task_id: int, rings: Rings, *, new: bool = False) -> None: ...
    def add(self, key: str, due_at: datetime, data: TimerData) -> bool: ...
    def drop(self, kind: TimerKind, prefix: str) -> None: ...
    def finish(self, timer_id: int, now: datetime) -> bool: ...
    def set_aside(self, timer_id: int, error: str) -> None: ...


class ReadLadders(Protocol):
    """Versions of ladders and terms, to look at."""

    def get(self, version: str) -> str | None: ...


class LaddersPort(ReadLadders, Protocol):
    """Versions of ladders and terms, each kept once under the hash of its text."""

    def keep(self, version: str, body: str) -> None: ...


class ReadHistory(Protocol):
    """The story of every task, to look at."""

    def of(self, task_id: int) -> list[Event]: ...
    def get(self, task_id: int, seq: int) -> Event | None: ...


class HistoryPort(ReadHistory, Protocol):
    """The append-only story of every task."""

    def append(
        self, task_id: int, fact: Fact, actor_id: int | None, now: datetime, *, first: bool = False
    ) -> Event: ...  # fmt: skip
    def seal(self, day: str, now: datetime, after: int = 0, most: int = ...) -> int | None: ...


class ReadInvites(Protocol):
    """Links that let people in, to look at."""

    def find(self, token_hash: str) -> Invite | None: ...


class InvitesPort(ReadInvites, Protocol):
    """Links that let people in."""

    def add(self, invite: Invite) -> None: ...
    def use(self, token_hash: str) -> bool: ...


class MetaKey(StrEnum):
    """The small facts about the deployment."""

    CALENDAR = "calendar"  # the working calendar as it was at the last start
    CALENDAR_BEFORE = "calendar-before"  # the one before, while what was counted on it is counted again
    CLAIM = "claim"  # the hash of the secret that makes its bearer the owner
    DIGEST = "digest"  # of a team: when its last digest was made
    HOLDS = "holds"  # the lanes Telegram told to wait, and until when
    PRIVACY_MODE = "privacy_mode"  # whether the bot sees only some of a group's messages
    RECOUNTED = "recounted"  # up to which task open ones are counted again on another calendar
    RECOUNT_MOVED = "recount-moved"  # of a member: how many deadlines moved, and the first of them
    RECOUNT_TOLD = "recount-told"  # all are counted; up to which member people are told
    REFUSED = "refused"  # of a member: the message of theirs that was refused last
    SILENCED = "silenced"  # of a team: since when the bot may not write in its group
    YEARS = "years"  # those of the working calendar as they were worked out, after what they were made of
    UNREACHED = "unreached"  # the members who could not be written to at the last daily look
    UNKNOWN_OUTCOMES = "unknown-outcomes"  # how many answers were lost


class ReadMeta(Protocol):
    """Small facts about the deployment, to look at; `of` is the number of what a fact is about."""

    def get(self, key: MetaKey, of: int | None = None) -> str | None: ...


class MetaPort(ReadMeta, Protocol):
    """Small facts about the deployment."""

    def set(self, key: MetaKey, value: str, of: int | None = None) -> None: ...
    def drop(self, key: MetaKey, of: int | None = None) -> None: ...
    def drop_all(self, key: MetaKey) -> None: ...


class ReadStore(Protocol):
    """All that can be looked at, on one snapshot; nothing can be written through it."""

    @property
    def members(self) -> ReadMembers: ...
    @property
    def teams(self) -> ReadTeams: ...
    @property
    def tasks(self) -> ReadTasks: ...
    @property
    def breaches(self) -> ReadBreaches: ...
    @property
    def slips(self) -> ReadSlips: ...
    @property
    def notices(self) -> ReadNotices: ...
    @property
    def timers(self) -> ReadTimers: ...
    @property
    def ladders(self) -> ReadLadders: ...
    @property
    def history(self) -> ReadHistory: ...
    @property
    def posts(self) -> ReadPosts: ...
    @property
    def questions(self) -> ReadQuestions: ...
    @property
    def drafts(self) -> ReadDrafts: ...
    @property
    def absences(self) -> ReadAbsences: ...
    @property
    def invites(self) -> ReadInvites: ...
    @property
    def outbox(self) -> ReadOutbox: ...
    @property
    def inbox(self) -> ReadInbox: ...
    @property
    def meta(self) -> ReadMeta: ...


class Store(ReadStore, Protocol):
    """All repositories inside one transaction."""

    members: MembersPort
    teams: TeamsPort
    tasks: TasksPort
    breaches: ReadBreaches
    slips: SlipsPort
    notices: NoticesPort
    timers: TimersPort
    ladders: LaddersPort
    history: HistoryPort
    posts: PostsPort
    questions: QuestionsPort
    drafts: DraftsPort
    absences: AbsencesPort
    invites: InvitesPort
    outbox: OutboxPort
    inbox: InboxPort
    meta: MetaPort
    traces: TracesPort

    def part(self) -> AbstractContextManager[None]:
        """A part of the unit that is undone alone where it fails."""
        ...

    def only_looking(self) -> AbstractContextManager[None]:
        """Meanwhile nothing can be written."""
        ...


T = TypeVar("T")


class Transactions(Protocol):
    """Units of work: `write` runs one whole in the writer's thread, `read` beside it on one snapshot."""

    async def write(self, work: Callable[[Store], T]) -> T: ...
    async def read(self, work: Callable[[ReadStore], T]) -> T: ...
