"""A notice ends: all have read it, or it is closed or recalled; who hears of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from domain.errors import Refusal
from domain.facts.base import Event
from domain.facts.notices import ReadingOver
from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.model.audience import Audience
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.tasks import Kind, Relation, Status, Task
from domain.model.value import replace
from domain.rules.decisions import decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.unit import Unit
from domain.usecases.notices.handing import done_by_reading


def note_reading(unit: Unit, task: Task, who: Memberships, _given: Given) -> None:
    """Everybody reads once. Raises: Refusal `announce-read-already`."""
    if not unit.store.notices.mark_read(task.id, who.member.id, unit.now):
        raise Refusal("announce-read-already", number=str(task.id))


def after_reading(unit: Unit, task: Task, event: Event) -> None:
    """What its reader was given for it is done; and they may have been the last."""
    if event.actor_id is not None:
        done_by_reading(unit, task.id, event.actor_id)
    end_if_read(unit, task.id)


def end_if_read(unit: Unit, number: int) -> None:
    """Where all have read it, it is done; its sender hears of it, unless they heard how it stood already."""
    task = unit.store.tasks.get(number)
    if task is None or task.kind is not Kind.NOTICE or task.status is not Status.ACTIVE:
        return
    read_by, of = unit.store.notices.counts(task)
    if read_by < of:
        return
    sides = frozenset({Relation.ASSIGNER})
    at = Circumstances(
        task.assigner_id, sides, unit.now, unit.rules_of(task), unit.calendar_of(task), read=(read_by, of)
    )
    decision = decide(task, Action.END_READING, at)
    task = unit.store.tasks.save(decision.task)
    event = unit.record(task, decision.fact, None)
    unit.plan(task)
    unit.refresh(task)
    if not _told_already(unit, task):
        unit.tell(task, event, (Audience.ASSIGNER,), besides=None)


def _told_already(unit: Unit, task: Task) -> bool:
    return any(isinstance(e.fact, ReadingOver) for e in unit.store.history.of(task.id))


def with_counts(unit: Unit, task: Task, at: Circumstances) -> Circumstances:
    """The circumstances, with how many have read it."""
    return replace(at, read=unit.store.notices.counts(task))


def tell_recalled(unit: Unit, task: Task, _event: Event) -> None:
    """Everybody to whom it was told hears, once, that it does not hold: in the group, or where their own card stands."""
    said = Sentence("announce-recalled-told", {"number": str(task.id), "text": task.title})
    cards = unit.store.posts.cards(task.id)
    groups = {post.chat_id for post in cards if post.member_id is None}
    teams = [team for team in map(unit.store.teams.by_chat, groups) if team]
    heard = {task.assigner_id, *(m.id for team in teams for m, _ in unit.store.members.of_team(team.id))}
    alone = {post.member_id for post in cards if post.member_id is not None} - heard
    for to in (*(Place(chat_id=c) for c in sorted(groups)), *(Place(member_id=i) for i in sorted(alone))):
        unit.say(to, said, urgency=Urgency.NORMAL, task_id=task.id)


# What follows from a move of a notice.
FOLLOWS: Mapping[Action, Callable[[Unit, Task, Event], None]] = {
    Action.READ: after_reading,
    Action.RECALL: tell_recalled,
}
