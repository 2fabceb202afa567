"""Whether a row of a ledger is here already: by its number and title, or by its title, lead and deadline."""

from __future__ import annotations

from datetime import date, datetime, tzinfo
from enum import StrEnum

from domain.errors import Refusal
from domain.model.people import Memberships
from domain.model.tasks import Task
from domain.rules.imports.rows import Row
from domain.rules.labels import mark_in
from domain.unit import Unit
from domain.usecases.access import visible


class Stands(StrEnum):
    """How a row stands to what is here: `DIFFERS` has another deadline than the matter of its number and title, `OVER` is
    open in the file and over here, `TAKEN` has the number of another matter."""

    NEW = ""
    HERE = "here"
    DIFFERS = "differs"
    OVER = "differs-over"
    TAKEN = "taken"


class Here:
    """What is here, as one person may see it: to them the rest is not there. `since`: the earliest closing of the file."""

    def __init__(self, unit: Unit, who: Memberships, zone: tzinfo, since: datetime) -> None:
        self.unit, self.who, self.zone, self.since = unit, who, zone, since
        self.of_lead: dict[int, list[Task]] = {}

    def numbered(self, number: int | None) -> Task | None:
        """The matter of a number."""
        if number is None:
            return None
        try:
            return visible(self.unit, self.who, number)
        except Refusal:
            return None

    def above(self, number: int) -> int:
        """How many matters stand above one."""
        return len(self.unit.store.tasks.above(number))

    def stands(self, row: Row, lead: int) -> Stands:
        """How a row stands to what is here."""
        named = self.numbered(row.number)
        if named is not None and _same_title(row, named):
            return self._named(row, named)
        if any(self._same(row, task) for task in self._of(lead)):
            return Stands.HERE
        return Stands.TAKEN if named is not None else Stands.NEW

    def words(self, row: Row, how: Stands) -> str:
        """What is said of the matter that has its number."""
        named = self.numbered(row.number)
        if named is None:
            return ""
        return {
            Stands.DIFFERS: f"#{named.id} {self._day(named.due_at):%Y-%m-%d}",
            Stands.TAKEN: f"#{named.id} {named.title}",
        }.get(how, f"#{named.id}")

    def _named(self, row: Row, named: Task) -> Stands:
        if row.is_over:
            return Stands.HERE
        if not named.status.is_open:
            return Stands.OVER
        return Stands.HERE if self._same_day(row, named) else Stands.DIFFERS

    def _same(self, row: Row, task: Task) -> bool:
        if not _same_title(row, task):
            return False
        if row.is_over:
            return task.closed_at == row.closed
        return task.status.is_open and self._same_day(row, task)

    def _same_day(self, row: Row, task: Task) -> bool:
        return row.due_at is None or self._day(row.due_at) == self._day(task.due_at)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _of(self, lead: int) -> list[Task]:
        if lead not in self.of_lead:
            tasks = self.unit.store.tasks
            found = (*tasks.open_of_lead(lead), *tasks.closed_of_lead(lead, self.since))
            self.of_lead[lead] = [task for task in found if self.numbered(task.id) is not None]
        return self.of_lead[lead]


def _same_title(row: Row, task: Task) -> bool:
    """By their words: what is confidential has its mark beside them."""
    return mark_in(task.title)[0] == row.title
