"""The matters of a ledger as they are gone through: a page at a time, and after each what was read is let go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.i18n import plain
from bot.views.eye import Eye
from domain.model.ledger import SECRET_TOO, Held, LedgerOrder
from domain.model.matters import WORK
from domain.model.papers import Tint
from domain.model.search import Asked, Search
from domain.model.tasks import Kind, Task
from domain.model.value import replace
from domain.rules.breaches import late_by, missed
from domain.usecases.sight import of_ledger

PAGE = 200  # matters that are in memory at once
_AN_HOUR, _HALF_A_YEAR = timedelta(hours=1), timedelta(days=182)


@dataclass(slots=True)
class Source:
    """What a ledger is made from: the reader's eye, what was asked for, and which matters that are."""

    eye: Eye
    asked: Asked
    held: list[Held]
    reader: Eye | None  # None for whoever runs the program, and may see everything
    _names: dict[int, str] = field(default_factory=dict)
    _teams: dict[int, str] = field(default_factory=dict)

    def pages(self, ids: Sequence[int]) -> Iterator[list[Task]]:
        """These matters in their order, a page at a time."""
        store = self.eye.store
        for at in range(0, len(ids), PAGE):
            store.forget()
            some = ids[at : at + PAGE]
            store.tasks.know(some)
            beside = [task.parent_id for task in map(store.tasks.get, some) if task is not None and task.parent_id]
            store.tasks.know(beside)
            yield [task for task in map(store.tasks.get, some) if task is not None]

    def t(self, key: str) -> str:
        """A word of the catalogue, for a file."""
        return plain(self.eye.t(key))

    def name(self, member_id: int | None) -> str:
        """A member's name, as cards have it."""
        if member_id is None:
            return ""
        if member_id not in self._names:
            self._names[member_id] = self.eye.name(member_id)
        return self._names[member_id]

    def team(self, team_id: int | None) -> str:
        """A team's title."""
        if team_id is None:
            return ""
        if team_id not in self._teams:
            team = self.eye.store.teams.get(team_id)
            self._teams[team_id] = team.title if team else ""
        return self._teams[team_id]

    def open_number(self, number: int | None) -> int | None:
        """The number of another matter, unless that is confidential and none of this ledger's."""
        task = self.eye.store.tasks.get(number) if number is not None else None
        if task is None or not task.confidential or self.reader is None:
            return number
        return number if self.asked.circle.which == SECRET_TOO and self.reader.relations(task) else None

    def wall(self, at: datetime | None) -> datetime | None:
        """A moment by the reader's clock, as a file has it: without a zone, to the minute."""
        if at is None:
            return None
        there = at.astimezone(self.eye.calendar.zone)
        return datetime(there.year, there.month, there.day, there.hour, there.minute)  # noqa: DTZ001 - as said

    def zone(self) -> str:
        """By whose clock that is: UTC+8, or the name of a zone whose clocks are changed in spring."""
        zone, now = self.eye.calendar.zone, self.eye.now
        lengths = {(now + n * _HALF_A_YEAR).astimezone(zone).utcoffset() for n in (-1, 0, 1)}
        length = now.astimezone(zone).utcoffset()
        if len(lengths) > 1 or length is None:
            return str(zone)
        hours, minutes = divmod(int(abs(length).total_seconds()) // 60, 60)
        return f"UTC{'-' if length < timedelta(0) else '+'}{hours}{f':{minutes:02}' if minutes else ''}"

    def late(self, task: Task) -> timedelta | None:
        """By how much working time the deadline was, or is, missed, what was waived left out; None where it was not. What is
        overdue and no breach of anybody, since it was declined, or over when it came here, is late from its deadline on."""
        calendar = self.eye.calendar_of(task)
        late = late_by(missed(task), self.eye.now, calendar)
        if late is None and task.overdue(self.eye.now):
            return calendar.working_time_between(task.due_at, self.eye.now)
        return late


def source(eye: Eye, order: LedgerOrder, search: Search | None, kinds: tuple[Kind, ...] = WORK) -> Source:
    """What an order is made from, with the rights its reader has now; an order without a reader has the whole office.

    The names of people are written, and nobody is spoken to: the file will be read by others.
    """
    asked, who = search.asked if search else Asked(), eye.who()
    held = eye.store.ledger.held(of_ledger(asked, who if order.member_id else None, eye.now, eye.calendar.zone, kinds))
    return Source(replace(eye, member=None), asked, held, eye if order.member_id else None)


def hours(length: timedelta | None) -> float:
    """A length of working time in hours, to two places; none is 0."""
    return round(length / _AN_HOUR, 2) if length else 0.0


LIGHT_TINTS = {"green": Tint.GREEN, "yellow": Tint.YELLOW, "red": Tint.RED}
