"""What the rules need of the world: a clock, and a store of people, tasks, timers and history.

Each part of the store is two protocols: what may be read of it, which is all that views and reading units get, and the
whole of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol, TypeVar

from domain.facts.base import Event, Fact
from domain.model.matters import Matters
from domain.model.tasks import Task
from domain.model.trees import Node, PlanLines
from domain.ports.absences import AbsencesPort, ReadAbsences
from domain.ports.accounts import ReadBreaches, ReadSlips, SlipsPort
from domain.ports.desks import DesksPort, ReadDesks
from domain.ports.figures import BulletinsPort, ReadBulletins, ReadFigures
from domain.ports.imports import ImportsPort, ReadImports
from domain.ports.ledger import ReadLedger
from domain.ports.meetings import MeetingsPort, ReadMeetings
from domain.ports.meta import MetaKey
from domain.ports.notices import NoticesPort, ReadNotices
from domain.ports.people import InvitesPort, MembersPort, ReadInvites, ReadMembers, ReadTeams, TeamsPort
from domain.ports.points import ReadPoints
from domain.ports.post import InboxPort, OutboxPort, ReadInbox, ReadOutbox
from domain.ports.search import ReadSearches, SearchesPort
from domain.ports.series import ReadSeries, SeriesPort
from domain.ports.talk import DraftsPort, PostsPort, QuestionsPort, ReadDrafts, ReadPosts, ReadQuestions, TracesPort
from domain.ports.templates import ReadTemplates, TemplatesPort
from domain.ports.timers import ReadTimers, TimersPort
from domain.ports.topics import ReadTopics, TopicsPort
from domain.ports.typed import ReadTyped, TypedPort

__all__ = ["MetaKey"]  # whoever knows the store knows what small facts are in it


class Clock(Protocol):
    """The one source of the present moment."""

    def now(self) -> datetime:
        """The present, aware UTC."""
        ...

    def wall(self, moment: datetime) -> datetime:
        """The real moment at which this clock will show `moment`; far in the future for a stopped clock."""
        ...


class ReadTasks(Protocol):
    """Tasks, one and in lists; each whole, with people, clocks and requests."""

    def get(self, task_id: int) -> Task | None: ...
    def know(self, task_ids: Iterable[int]) -> None: ...
    def version(self, task_id: int) -> int | None: ...
    def count(self, which: Matters, most: int | None = None) -> int: ...
    def count_each(self, lists: Sequence[Matters]) -> list[int]: ...
    def page(self, which: Matters, most: int, start: int = 0) -> list[Task]: ...
    def below(self, task_id: int) -> tuple[Node, ...]: ...
    def above(self, task_id: int) -> tuple[int, ...]: ...
    def before(self, task_id: int) -> list[tuple[int, int]]: ...
    def waiting_for(self, task_id: int) -> list[Task]: ...
    def children(self, task_id: int, most: int, start: int = 0) -> list[Task]: ...
    def count_lines(self, which: PlanLines) -> int: ...
    def lines(self, which: PlanLines, most: int, start: int = 0) -> list[Task]: ...
    def undecided(self) -> list[Task]: ...
    def leadless(self) -> list[Task]: ...
    def open_of_lead(self, member_id: int) -> list[Task]: ...
    def open_of_standin(self, member_id: int) -> list[Task]: ...
    def has_assigned(self, member_id: int) -> bool: ...
    def open_after(self, task_id: int, most: int) -> list[Task]: ...
    def closed_since(self, team_id: int, since: datetime, most: int) -> list[Task]: ...
    def count_closed_since(self, team_id: int, since: datetime) -> int: ...
    def closed_between(self, since: datetime, until: datetime, most: int) -> list[Task]: ...
    def closed_of_lead(self, member_id: int, since: datetime) -> list[Task]: ...
    def answered_of(self, member_id: int, since: datetime) -> list[Task]: ...
    def team_shared(self, viewer: int, other: int) -> int | None: ...


class TasksPort(ReadTasks, Protocol):
    """Tasks; one is written whole."""

    def add(self, task: Task) -> Task: ...
    def save(self, task: Task) -> Task: ...
    def leave_topic(self, team_id: int, thread_id: int) -> None: ...


class ReadLadders(Protocol):
    """Versions of ladders and terms, to look at."""

    def get(self, version: str) -> str | None: ...


class LaddersPort(ReadLadders, Protocol):
    """Versions of ladders and terms, each kept once under the hash of its text."""

    def keep(self, version: str, body: str) -> None: ...


class ReadHistory(Protocol):
    """The story of every task, to look at."""

    def of(self, task_id: int) -> list[Event]: ...
    def know(self, task_ids: Iterable[int]) -> None: ...
    def get(self, task_id: int, seq: int) -> Event | None: ...


class HistoryPort(ReadHistory, Protocol):
    """The append-only story of every task."""

    def append(
        self, task_id: int, fact: Fact, actor_id: int | None, now: datetime, *, first: bool = False
    ) -> Event: ...  # fmt: skip
    def seal(self, day: str, now: datetime, after: int = 0, most: int = ...) -> int | None: ...


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
    def ledger(self) -> ReadLedger: ...
    @property
    def slips(self) -> ReadSlips: ...
    @property
    def points(self) -> ReadPoints: ...
    @property
    def figures(self) -> ReadFigures: ...
    @property
    def bulletins(self) -> ReadBulletins: ...
    @property
    def notices(self) -> ReadNotices: ...
    @property
    def series(self) -> ReadSeries: ...
    @property
    def meetings(self) -> ReadMeetings: ...
    @property
    def desks(self) -> ReadDesks: ...
    @property
    def searches(self) -> ReadSearches: ...
    @property
    def templates(self) -> ReadTemplates: ...
    @property
    def timers(self) -> ReadTimers: ...
    @property
    def ladders(self) -> ReadLadders: ...
    @property
    def history(self) -> ReadHistory: ...
    @property
    def posts(self) -> ReadPosts: ...
    @property
    def topics(self) -> ReadTopics: ...
    @property
    def questions(self) -> ReadQuestions: ...
    @property
    def drafts(self) -> ReadDrafts: ...
    @property
    def imports(self) -> ReadImports: ...
    @property
    def typed(self) -> ReadTyped: ...
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

    def forget(self) -> None:
        """Let go of what was read, for whoever goes through thousands."""
        ...


class Store(ReadStore, Protocol):
    """All repositories inside one transaction."""

    members: MembersPort
    teams: TeamsPort
    tasks: TasksPort
    breaches: ReadBreaches
    ledger: ReadLedger
    slips: SlipsPort
    points: ReadPoints
    figures: ReadFigures
    bulletins: BulletinsPort
    notices: NoticesPort
    series: SeriesPort
    meetings: MeetingsPort
    desks: DesksPort
    templates: TemplatesPort
    searches: SearchesPort
    timers: TimersPort
    ladders: LaddersPort
    history: HistoryPort
    posts: PostsPort
    topics: TopicsPort
    questions: QuestionsPort
    drafts: DraftsPort
    imports: ImportsPort
    typed: TypedPort
    absences: AbsencesPort
    invites: InvitesPort
    outbox: OutboxPort
    inbox: InboxPort
    meta: MetaPort
    traces: TracesPort

    def part(self) -> AbstractContextManager[None]:
        """A part of the unit that is undone alone where it fails."""
        ...

    def next_unit(self) -> None:
        """Another unit comes in the same transaction: it knows what was written as it would read it."""
        ...

    def only_looking(self) -> AbstractContextManager[None]:
        """Meanwhile nothing can be written."""
        ...


T = TypeVar("T")


class Transactions(Protocol):
    """Units of work: `write` runs one whole when its turn comes, `read` beside it on one snapshot, `glance` a short look."""

    async def write(self, work: Callable[[Store], T]) -> T: ...
    async def read(self, work: Callable[[ReadStore], T]) -> T: ...
    async def glance(self, work: Callable[[ReadStore], T]) -> T: ...
