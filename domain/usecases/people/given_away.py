"""Work that is given to somebody who is away: whoever stands in is asked for it; where nobody does, the giver reads it. News
for a lead who has left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from domain.facts.base import Event
from domain.facts.base import named_in as named_in_fact
from domain.facts.hands import PersonReplaced
from domain.messages.base import Urgency
from domain.messages.office import Sentence
from domain.messages.people import HandOver
from domain.model.audience import Audience
from domain.model.people import Member
from domain.model.post import Place
from domain.model.tasks import Part, Task
from domain.rules.decisions.standing import said
from domain.rules.lifecycle import Action, Move
from domain.unit import Unit
from domain.usecases.people.left_alone import heard_from
from domain.usecases.people.lent_parts import parts_of
from domain.usecases.people.standing_in import wait_for

TO_WHOM: Mapping[Action, str] = {
    Action.REASSIGN: "lead",
    Action.GRANT_TRANSFER: "lead",
    Action.REOPEN: "lead",
    Action.ADD_CO: "named",
    Action.SHARE: "named",
    Action.REPLACE: "named",
}


def for_lead(unit: Unit, task: Task, move: Move) -> list[Member]:
    """What is for a lead who has left goes to whoever can give the task to another: nothing is handed in to nobody."""
    if Audience.LEAD not in move.told or unit.audience(task, (Audience.LEAD,)):
        return []
    return unit.audience(task, (Audience.ASSIGNER,))


def came_to(task: Task, event: Event, action: Action) -> list[int]:
    """Who has work by what was done just now, where that gives somebody work."""
    whose = TO_WHOM.get(action)
    if whose == "named":
        fact = event.fact
        return [fact.by] if isinstance(fact, PersonReplaced) else [*named_in_fact(fact)]
    return [task.duty_id] if whose else []


def ask_for_parts(unit: Unit, task: Task, to: Iterable[int]) -> None:
    """A part for somebody who is away: whoever stands in for them finds it in a list of its own."""
    running = unit.store.absences.running()
    for absence in (running[i] for i in to if i in running):
        if task.id not in {t.id for t in parts_of(unit, absence)}:
            continue
        listed = HandOver(absence.member_id, (), said(absence.ends_at), parts=(task.id,))
        heard_at = heard_from(unit, absence.backup_id)
        place = Place(member_id=absence.backup_id)
        unit.say(place, listed, urgency=Urgency.NORMAL, not_before=heard_at, task_id=task.id)
        wait_for(unit, absence)


def ask_for_parts_of(unit: Unit, tasks: Sequence[Task]) -> None:
    """Of many tasks at once: whoever stands in for somebody finds all their parts in one list."""
    for member_id, absence in unit.store.absences.running().items():
        theirs = [t for t in tasks if any(t.carrier(p) == member_id for p in t.people)]
        kept = {t.id for t in parts_of(unit, absence)} if theirs else set()
        parts = tuple(t.id for t in theirs if t.id in kept)
        if parts:
            listed = HandOver(absence.member_id, (), said(absence.ends_at), parts=parts)
            heard_at = heard_from(unit, absence.backup_id)
            unit.say(Place(member_id=absence.backup_id), listed, urgency=Urgency.NORMAL, not_before=heard_at)
            wait_for(unit, absence)


def away_alone(unit: Unit, task: Task, to: Iterable[int]) -> list[Sentence]:
    """Of these people those who are away with nobody to take over what they have of a task, a sentence each."""
    away = unit.store.absences.running()
    found = []
    for member_id in dict.fromkeys(to):
        own = task.part_of(member_id)
        watches = own is not None and own.part is Part.WATCHER
        if member_id not in away or watches or task.id in {t.id for t in parts_of(unit, away[member_id])}:
            continue
        fields = {"member": str(member_id), "last": away[member_id].ends_at.isoformat()}
        urgent = task.priority.breaks_quiet
        found.append(Sentence("assign-away-urgent", fields) if urgent else Sentence("assign-away", fields))
    return found
