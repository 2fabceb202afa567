"""All repositories of a unit of work: each is made when the unit first asks for it, and loaded then where few units do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

from sqlalchemy.exc import OperationalError

from domain.errors import StorageError
from domain.ports.absences import AbsencesPort
from domain.ports.accounts import ReadBreaches, SlipsPort
from domain.ports.desks import DesksPort
from domain.ports.figures import BulletinsPort, ReadFigures
from domain.ports.imports import ImportsPort
from domain.ports.ledger import ReadLedger
from domain.ports.meetings import MeetingsPort
from domain.ports.notices import NoticesPort
from domain.ports.people import InvitesPort, MembersPort, TeamsPort
from domain.ports.points import ReadPoints
from domain.ports.post import InboxPort, OutboxPort
from domain.ports.search import SearchesPort
from domain.ports.series import SeriesPort
from domain.ports.store import (
    HistoryPort,
    LaddersPort,
    MetaPort,
    TasksPort,
)
from domain.ports.talk import DraftsPort, PostsPort, QuestionsPort, TracesPort
from domain.ports.templates import TemplatesPort
from domain.ports.timers import TimersPort
from domain.ports.topics import TopicsPort
from domain.ports.typed import TypedPort
from storage.absences import AbsencesRepository
from storage.desks import DesksRepository
from storage.history import HistoryRepository
from storage.imports import ImportsRepository
from storage.inbox import InboxRepository
from storage.invites import InvitesRepository
from storage.known import KnownTasks
from storage.ladders import LaddersRepository
from storage.people import MembersRepository, TeamsRepository
from storage.post import OutboxRepository
from storage.prepared import Statements
from storage.queries import TaskQueries
from storage.talk import DraftsRepository, MetaRepository, PostsRepository, QuestionsRepository
from storage.tasks import TasksRepository
from storage.templates import TemplatesRepository
from storage.timers import TimersRepository
from storage.topics import TopicsRepository
from storage.traces import TracesRepository
from storage.typed import TypedRepository

P = TypeVar("P")


class _Kept(Generic[P]):
    """A repository under its name in the store; once it is made Python finds it there first."""

    def __init__(self, make: Callable[[SqlStore], P]) -> None:
        self._make = make

    def __set_name__(self, _store: type, name: str) -> None:
        self._name = name

    def __get__(self, store: SqlStore, _kind: type) -> P:
        made = self._make(store)
        vars(store)[self._name] = made
        return made


def _searches(store: SqlStore) -> SearchesPort:
    from storage.search import SearchesRepository  # noqa: PLC0415 - its statements are many, and few units need it

    assert isinstance(store.tasks, TaskQueries)  # one memory of tasks a unit
    return SearchesRepository(store.statements, store.tasks)


def _ledger(store: SqlStore) -> ReadLedger:
    from storage.ledger import LedgerQueries  # noqa: PLC0415 - its statements are many, and few units need it

    return LedgerQueries(store.statements)


def _breaches(store: SqlStore) -> ReadBreaches:
    from storage.breaches import BreachQueries  # noqa: PLC0415 - its statements are many, and few units need it

    return BreachQueries(store.statements)


def _slips(store: SqlStore) -> SlipsPort:
    from storage.slips import SlipsRepository  # noqa: PLC0415 - its statements are many, and few units need it

    return SlipsRepository(store.statements)


def _points(store: SqlStore) -> ReadPoints:
    from storage.points import PointQueries  # noqa: PLC0415 - its statements are many, and few units need it

    return PointQueries(store.statements)


def _figures(store: SqlStore) -> ReadFigures:
    from storage.figures import FigureQueries  # noqa: PLC0415 - its statements are many, and few units need it

    return FigureQueries(store.statements)


def _bulletins(store: SqlStore) -> BulletinsPort:
    from storage.bulletins import BulletinsRepository  # noqa: PLC0415 - its statements are many, and few units need it

    return BulletinsRepository(store.statements)


def _notices(store: SqlStore) -> NoticesPort:
    from storage.notices import NoticesRepository  # noqa: PLC0415 - its statements are many, and few units need it

    return NoticesRepository(store.statements)


def _series(store: SqlStore) -> SeriesPort:
    from storage.series import SeriesRepository  # noqa: PLC0415 - its statements are many, and few units need it

    return SeriesRepository(store.statements)


def _meetings(store: SqlStore) -> MeetingsPort:
    from storage.meetings import MeetingsRepository  # noqa: PLC0415 - its statements are many, and few units need it

    return MeetingsRepository(store.statements)


class SqlStore:
    """All repositories on one connection, inside one transaction. What they read they remember for the unit."""

    statements: Statements
    members = _Kept[MembersPort](lambda of: MembersRepository(of.statements))
    teams = _Kept[TeamsPort](lambda of: TeamsRepository(of.statements))
    tasks = _Kept[TasksPort](lambda of: TasksRepository(of.statements))
    timers = _Kept[TimersPort](lambda of: TimersRepository(of.statements))
    ladders = _Kept[LaddersPort](lambda of: LaddersRepository(of.statements))
    history = _Kept[HistoryPort](lambda of: HistoryRepository(of.statements))
    posts = _Kept[PostsPort](lambda of: PostsRepository(of.statements))
    topics = _Kept[TopicsPort](lambda of: TopicsRepository(of.statements))
    questions = _Kept[QuestionsPort](lambda of: QuestionsRepository(of.statements))
    drafts = _Kept[DraftsPort](lambda of: DraftsRepository(of.statements))
    absences = _Kept[AbsencesPort](lambda of: AbsencesRepository(of.statements))
    outbox = _Kept[OutboxPort](lambda of: OutboxRepository(of.statements))
    inbox = _Kept[InboxPort](lambda of: InboxRepository(of.statements))
    meta = _Kept[MetaPort](lambda of: MetaRepository(of.statements))
    traces = _Kept[TracesPort](lambda of: TracesRepository(of.statements))
    searches = _Kept(_searches)
    ledger = _Kept(_ledger)
    breaches = _Kept(_breaches)
    slips = _Kept(_slips)
    points = _Kept(_points)
    figures = _Kept(_figures)
    bulletins = _Kept(_bulletins)
    notices = _Kept(_notices)
    series = _Kept(_series)
    meetings = _Kept(_meetings)
    desks = _Kept[DesksPort](lambda of: DesksRepository(of.statements))
    templates = _Kept[TemplatesPort](lambda of: TemplatesRepository(of.statements))
    imports = _Kept[ImportsPort](lambda of: ImportsRepository(of.statements))
    typed = _Kept[TypedPort](lambda of: TypedRepository(of.statements))
    invites = _Kept[InvitesPort](lambda of: InvitesRepository(of.statements))

    def __init__(self, statements: Statements) -> None:
        self.statements = statements

    @contextmanager
    def part(self) -> Iterator[None]:
        """A savepoint; what was read since may not be so, so after one that is undone everything is read anew."""
        with away():
            self.statements.exec_driver_sql("SAVEPOINT part")
            try:
                yield
            except BaseException:
                self.statements.exec_driver_sql("ROLLBACK TO SAVEPOINT part")
                self.statements.exec_driver_sql("RELEASE SAVEPOINT part")
                self.forget()
                raise
            self.statements.exec_driver_sql("RELEASE SAVEPOINT part")

    @contextmanager
    def only_looking(self) -> Iterator[None]:
        """For views within a writing unit: whatever is no question is refused."""
        self.statements.only_reads = True
        try:
            yield
        finally:
            self.statements.only_reads = False

    def next_unit(self) -> None:
        """What was read and written till here is what the next unit knows, as it would read it."""
        if isinstance(read := vars(self).get("tasks"), KnownTasks):
            read.next_unit()

    def forget(self) -> None:
        """What was read is let go, and read again where it is asked for: for whoever goes through thousands."""
        statements = self.statements
        vars(self).clear()
        self.statements = statements


@contextmanager
def away() -> Iterator[None]:
    """A database that is locked, full or gone is not a fault of the unit."""
    try:
        yield
    except OperationalError as error:
        raise StorageError(str(error.orig)) from error
