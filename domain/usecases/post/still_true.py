"""Whether a waiting message still says what is so."""

from __future__ import annotations

from typing import Any

from domain.facts.accountability import SlipIssued
from domain.messages.accounts import AppealWaiting
from domain.messages.clocks import Reminder
from domain.messages.notices import NoticeCall, NoticeUnread
from domain.messages.tasks import Chase, TaskCard, TaskNews
from domain.model.breaches import Standing
from domain.model.clocks import CommitmentKind
from domain.model.post import Place
from domain.model.tasks import Relation, Status, Task
from domain.rules.breaches import find, waived
from domain.rules.lifecycle import Action, allowed
from domain.unit import Unit
from domain.usecases.access import relations

NOWHERE = Place()  # where it does not matter who reads it


def still_true(unit: Unit, message: Any, place: Place = NOWHERE) -> bool:
    """Whether a waiting message still says what is so: the clock of a reminder runs, in the same generation; a chase is of
    use while the work is being done, an appeal waits until it is ruled on. A slip or a card that came to whoever stood in is
    not theirs once the lead has it again."""
    if place.member_id is not None and _is_anothers(unit, message, place.member_id):
        return False
    if isinstance(message, Chase):
        task = unit.store.tasks.get(message.task_id)
        return task is not None and allowed(task, Action.URGE, frozenset(Relation))
    if isinstance(message, AppealWaiting):
        return _waits(unit, message)
    if isinstance(message, NoticeUnread | NoticeCall):
        return _is_to_be_read(unit, message.task_id, place.member_id)
    if not isinstance(message, Reminder):
        return True
    task = unit.store.tasks.get(message.task_id)
    clock = task.ticking(CommitmentKind(message.clock), message.generation) if task else None
    return task is not None and clock is not None and not waived(task, clock)


def _is_to_be_read(unit: Unit, task_id: int, member_id: int | None) -> bool:
    """A notice waits for readers, and for this one, where it is one."""
    task = unit.store.tasks.get(task_id)
    if task is None or task.status is not Status.ACTIVE:
        return False
    notices = unit.store.notices
    return member_id is None or (notices.is_told(task_id, member_id) and not notices.has_read(task_id, member_id))


def _waits(unit: Unit, message: AppealWaiting) -> bool:
    task = unit.store.tasks.get(message.task_id)
    breach = find(task, message.breach) if task else None
    return breach is not None and breach.standing is Standing.APPEALED


def _is_anothers(unit: Unit, message: Any, member_id: int) -> bool:
    """A slip to somebody who has the task no more, or a fresh card for somebody without a part in it."""
    if isinstance(message, TaskCard):
        task = unit.store.tasks.get(message.task_id) if message.fresh else None
        return task is not None and not _has_part(unit, task, member_id)
    seq = message.slip if isinstance(message, Reminder) else message.seq if isinstance(message, TaskNews) else 0
    event = unit.store.history.get(message.task_id, seq) if seq else None
    if event is None or not isinstance(event.fact, SlipIssued) or event.fact.to != member_id:
        return False
    task = unit.store.tasks.get(event.task_id)
    return task is not None and not _has_part(unit, task, member_id)


def _has_part(unit: Unit, task: Task, member_id: int) -> bool:
    member = unit.store.members.get(member_id)
    sides = relations(unit.store.members.with_roles(member), task) if member else frozenset()
    return bool(sides - {Relation.COLLEAGUE})
