"""Whether a waiting message still says what is so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from domain.facts.accountability import SlipIssued
from domain.messages.accounts import AppealWaiting
from domain.messages.clocks import Reminder
from domain.messages.notices import NoticeCall, NoticeUnread
from domain.messages.tasks import CardUpdate, Chase, TaskCard, TaskNews, TopicName
from domain.model.breaches import Standing
from domain.model.clocks import Commitment, CommitmentKind
from domain.model.post import Place
from domain.model.tasks import Relation, Status, Task
from domain.rules.breaches import find, waived
from domain.rules.lifecycle import Action, allowed
from domain.rules.reporting import asks_for
from domain.rules.told import told_today
from domain.unit import Unit
from domain.usecases.access import relations
from domain.usecases.clocks.in_brief import in_brief

NOWHERE = Place()  # where it does not matter who reads it


def still_true(unit: Unit, message: Any, place: Place = NOWHERE) -> bool:
    """Whether a waiting message still says what is so: the clock of a reminder runs, in the same generation; a chase is of
    use while the work is being done, an appeal waits until it is ruled on. A slip or a card that came to whoever stood in is
    not theirs once the lead has it again, nothing that is confidential anybody's but of those in it."""
    if _is_not_for(unit, message, place):
        return False
    if type(message) in _STILL:
        return _STILL[type(message)](unit, message, place)
    if not isinstance(message, Reminder):
        return True
    task = unit.store.tasks.get(message.task_id)
    clock = _spoken_of(task, message) if task else None
    if task is None or clock is None or waived(task, clock):
        return False
    return message.slip > 0 or not _told_already(unit, task, clock, message, place)


def _spoken_of(task: Task, message: Reminder) -> Commitment | None:
    """The clock of a reminder; what climbed from a missed report is said although the next one is asked for by now."""
    kind = CommitmentKind(message.clock)
    found = task.ticking(kind, message.generation)
    climbs = found is None and kind is CommitmentKind.PERIODIC and message.step.startswith("+")
    return asks_for(task, message.generation) if climbs else found


def _is_not_for(unit: Unit, message: Any, place: Place) -> bool:
    if place != NOWHERE and _is_secret(unit, message, place.member_id):
        return True
    return place.member_id is not None and _is_anothers(unit, message, place.member_id)


def _is_secret(unit: Unit, message: Any, member_id: int | None) -> bool:
    """Whether it speaks of a confidential matter to somebody else, or to a group."""
    number = getattr(message, "task_id", None)
    task = unit.store.tasks.get(number) if number is not None else None
    if task is None or not task.confidential or isinstance(message, CardUpdate | TopicName):
        return False
    member = unit.store.members.get(member_id) if member_id is not None else None
    return member is None or not relations(unit.store.members.with_roles(member), task)


def _told_already(unit: Unit, task: Task, clock: Commitment, message: Reminder, place: Place) -> bool:
    """Whether, while it was held back, another step told its reader the same."""
    if place.member_id is None or not message.held:
        return False
    member = unit.store.members.get(place.member_id)
    if member is not None and in_brief(unit, task, clock, member):
        return True
    at, story = datetime.fromisoformat(message.rang_at), unit.store.history.of(task.id)
    return told_today(story, clock, place.member_id, at, unit.calendar_at(place), besides=message.step)


def _is_to_be_read(unit: Unit, message: NoticeUnread | NoticeCall, place: Place) -> bool:
    """A notice waits for readers, and for this one, where it is one."""
    task_id, member_id = message.task_id, place.member_id
    task = unit.store.tasks.get(task_id)
    if task is None or task.status is not Status.ACTIVE:
        return False
    notices = unit.store.notices
    return member_id is None or (notices.is_told(task_id, member_id) and not notices.has_read(task_id, member_id))


def _is_of_use(unit: Unit, message: Chase, _place: Place) -> bool:
    task = unit.store.tasks.get(message.task_id)
    return task is not None and allowed(task, Action.URGE, frozenset(Relation))


def _waits(unit: Unit, message: AppealWaiting, _place: Place) -> bool:
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


_STILL: Mapping[type[Any], Callable[[Unit, Any, Place], bool]] = {
    Chase: _is_of_use,
    AppealWaiting: _waits,
    NoticeUnread: _is_to_be_read,
    NoticeCall: _is_to_be_read,
}
