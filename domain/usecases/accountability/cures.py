"""Whoever was called about a delay hears that it is over: people as progress that asks for nothing, the group in one line."""

from __future__ import annotations

from domain.facts.base import Event
from domain.facts.clocks import Reminded
from domain.messages.base import Urgency
from domain.messages.tasks import Cured, Progress, TaskNews
from domain.model.audience import Audience
from domain.model.clocks import CommitmentKind
from domain.model.post import Place
from domain.model.tasks import Task
from domain.rules.breaches import breaches
from domain.unit import Unit

_HEAR_ANYWAY = (Audience.LEAD, Audience.ASSIGNER)


def tell_cured(unit: Unit, task: Task, event: Event) -> None:
    """After a late result: those whom the steps of the finish clock called since its moment, and the group they called in."""
    late = [b for b in breaches(task) if b.kind is CommitmentKind.FINISH and b.cured_at == event.at]
    if not late:
        return
    told = [e.fact for e in unit.store.history.of(task.id) if e.at >= late[-1].due_at]
    called = [f for f in told if isinstance(f, Reminded) and f.clock == CommitmentKind.FINISH]
    hear_anyway = {m.id for m in unit.audience(task, _HEAR_ANYWAY)} | {event.actor_id}
    for member_id in dict.fromkeys(i for f in called for i in f.to if i not in hear_anyway):
        place = Place(member_id=member_id)
        said = (TaskNews if task.confidential else Progress)(task.id, event.seq)
        unit.say(place, said, urgency=Urgency.NORMAL, task_id=task.id)
    group = unit.group_of(task) if any(f.group for f in called) else None
    if group is not None:
        unit.say(group, Cured(task.id, event.seq), urgency=Urgency.NORMAL, task_id=task.id)
