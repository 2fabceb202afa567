"""AB角 of a co-assignee: whoever stands in takes their part over, by standing in their place, until they are back.

What was handed in by then is done. Nothing is kept of it beside the history: what waits follows from the absence, what is lent
from who took whose place since it began.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from domain.facts.hands import PersonReplaced
from domain.model.absence import Absence
from domain.model.matters import Matters
from domain.model.people import Memberships
from domain.model.tasks import Assignment, Relation, Task
from domain.model.value import replace
from domain.rules.decisions import decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.hands import owing, with_part
from domain.rules.lifecycle import Action
from domain.unit import Unit
from domain.usecases.people.judging import there

_MOST = 200  # matters that one person has in hand


def parts_of(unit: Unit, absence: Absence) -> list[Task]:
    """The tasks of whose work somebody who is away owes a part, where whoever stands in has none yet."""
    backup_id = absence.backup_id
    if not absence.running or not there(unit, backup_id):
        return []
    found = owed_by(unit, absence.member_id)
    return [t for t in found if backup_id not in (t.lead_id, t.duty_id, *t.co_ids)]


def owed_by(unit: Unit, member_id: int) -> list[Task]:
    """The tasks of whose work somebody owes a part."""
    return [t for t in unit.store.tasks.page(Matters(hands=member_id), _MOST) if member_id in owing(t)]


def take_parts(unit: Unit, who: Memberships, member_id: int) -> tuple[int, ...]:
    """Take over every part of somebody's that waits for this person; which tasks that were."""
    absence = unit.store.absences.running().get(member_id)
    if absence is None or absence.backup_id != who.member.id:
        return ()
    return tuple(_replace(unit, task, member_id, who.member.id, who.member.id) for task in parts_of(unit, absence))


def give_parts_back(unit: Unit, absence: Absence) -> tuple[int, ...]:
    """What was lent since the absence began and is not handed in is its person's again; which tasks that were."""
    if absence.begun_at is None:
        return ()
    lent = [(task, to) for task in _had(unit, absence) if (to := _lent_to(unit, task, absence)) in owing(task)]
    return tuple(_replace(unit, task, to, absence.member_id, None) for task, to in lent if to is not None)


def _had(unit: Unit, absence: Absence) -> Sequence[Task]:
    """The open tasks of whoever stood in last, in which the person has no part now."""
    if absence.backup_id is None:
        return ()
    found = unit.store.tasks.page(Matters(hands=absence.backup_id), _MOST)
    return [t for t in found if t.part_of(absence.member_id) is None]


def _lent_to(unit: Unit, task: Task, absence: Absence) -> int | None:
    """Who took the part over themselves: whom an assigner put in somebody's place stays there."""
    story = reversed(unit.store.history.of(task.id))
    since = [e for e in story if absence.begun_at and e.at >= absence.begun_at and isinstance(e.fact, PersonReplaced)]
    for event in since:
        fact = event.fact
        if isinstance(fact, PersonReplaced) and fact.member == absence.member_id:
            return fact.by if event.actor_id == fact.by else None
    return None


def _replace(unit: Unit, task: Task, gone: int, new: int, actor_id: int | None) -> int:
    at = Circumstances(0, frozenset({Relation.ASSIGNER}), unit.now, unit.rules_of(task), unit.calendar_of(task))
    decision = decide(task, Action.REPLACE, at, Given(member_id=gone, other_id=new))
    unit.carry_out(replace(decision, task=_as_it_was(decision.task, task.part_of(gone), new, unit.now)), actor_id)
    return task.id


def _as_it_was(task: Task, was: Assignment | None, new: int, now: datetime) -> Task:
    """The part as far as it has come: to take it over is to take it on, and what was heard of it was heard."""
    part = task.part_of(new)
    if was is None or part is None:
        return task
    return with_part(
        task,
        replace(part, accepted_at=was.accepted_at or now, reported_at=was.reported_at, returned_at=was.returned_at),
    )
