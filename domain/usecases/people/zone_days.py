"""A team has another clock: the deadlines of its open matters that are days stay those days."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from domain.facts.clocks import DeadlineRecounted
from domain.model.matters import Matters
from domain.model.people import Team
from domain.model.tasks import Kind, Task
from domain.rules.same_day import kept
from domain.unit import Unit
from worktime.calendar import WorkingCalendar

_AT_ONCE = 200
_KINDS = (Kind.TASK, Kind.PLAN)


def keep_days(unit: Unit, team: Team, old: WorkingCalendar) -> list[Task]:
    """Move what `old` counted to the team's clock as it is now; the tasks that have another deadline by that."""
    new = unit.calendar_of_team(team)
    if old.zone == new.zone:
        return []
    found = [(task, kept(task, unit.now, unit.rules_of(task), old, new)) for task in list(_open(unit, team))]
    return [_write(unit, task, moved) for task, moved in found if moved != task]


def _open(unit: Unit, team: Team) -> Iterator[Task]:
    """All of them, whoever may see them."""
    which = Matters(team_id=team.id, kinds=_KINDS, secret_to=None)
    for start in count(0, _AT_ONCE):
        page = unit.store.tasks.page(which, _AT_ONCE, start)
        yield from page
        if len(page) < _AT_ONCE:
            return


def _write(unit: Unit, before: Task, moved: Task) -> Task:
    saved = unit.store.tasks.save(moved)
    if saved.due_at != before.due_at:
        fact = DeadlineRecounted(before.due_at.isoformat(), saved.due_at.isoformat(), saved.due_words, zone=True)
        unit.record(saved, fact, None)
    unit.plan(saved)
    unit.refresh(saved)
    return saved
