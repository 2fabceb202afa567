"""A decision made by mistake: what is kept so that it can be undone for a minute, and how all comes back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from domain.facts.base import Event
from domain.facts.tasks import Approved, Assigned, Rated
from domain.model.people import Member
from domain.model.tasks import Task
from domain.model.timer_kinds import TimerKind
from domain.model.timers import ClockRing, Regret, regret_key
from domain.model.value import replace
from domain.ports.timers import Timer
from domain.records import decode_before, decode_timer, encode_before, encode_timer
from domain.rules.decisions import Decision
from domain.rules.decisions.circumstances import Circumstances, Undoable
from domain.rules.decisions.judging import never_given
from domain.unit import Unit
from domain.usecases.supervision import desk

REGRET = timedelta(minutes=1)  # how long a decision by button can be undone


def keep(
    unit: Unit, before: Task, waiting: Sequence[Timer], decision: Decision, by: int, also: Sequence[Member] = ()
) -> None:
    """Remember what a decision changed, the clock timers that waited before it, who heard of it, and who else."""
    if decision.fact.name == Rated.name and _one_with_approval(unit, before, decision.task):
        return
    heard = (*unit.audience(decision.task, decision.move.told, decision.fact), *also)
    told = tuple(m.id for m in heard if m.id != by)
    rings = tuple((t.due_at.isoformat(), encode_timer(t.data)) for t in waiting if isinstance(t.data, ClockRing))
    was = encode_before(before, decision.task)
    regret = Regret(before.id, by, decision.fact.name, told, was, rings)
    unit.store.timers.add(regret_key(before.id, before.version + 1), unit.now + REGRET, regret)


def keep_given(unit: Unit, task: Task, by: int) -> None:
    """Remember that a task was given by a button: undone, it is called off, and everybody with a part in it hears that."""
    told = tuple(i for i in task.involved_ids if i != by)
    regret = Regret(task.id, by, Assigned.name, told, "{}", ())
    unit.store.timers.add(regret_key(task.id, task.version), unit.now + REGRET, regret)


def _one_with_approval(unit: Unit, before: Task, rated: Task) -> bool:
    """Stars in the minute of the approval are no other decision: it can be undone as before, and they go with it."""
    found = unit.store.timers.find(regret_key(before.id, before.version))
    if found is None or not isinstance(found.data, Regret) or found.data.fact != Approved.name:
        return False
    was = replace(decode_before(before, found.data.before), rating=before.rating)
    kept = replace(found.data, before=encode_before(was, rated))
    unit.store.timers.add(regret_key(before.id, before.version + 1), found.due_at, kept)
    return True


def with_last(unit: Unit, task: Task, at: Circumstances) -> Circumstances:
    """The circumstances, with the decision that can still be undone."""
    found = unit.store.timers.find(regret_key(task.id, task.version))
    if found is None or not isinstance(found.data, Regret):
        return at
    given = found.data.fact == Assigned.name
    before = never_given(task, unit.now) if given else decode_before(task, found.data.before)
    return replace(at, last=Undoable(found.data.fact, found.data.member_id, found.due_at, before))


def put_back(unit: Unit, undone: Task, event: Event) -> None:
    """The timers wait again that waited before, later rounds among them; who heard of the decision hears of its end."""
    found = unit.store.timers.find(regret_key(undone.id, undone.version))
    if found is None or not isinstance(found.data, Regret):
        return
    for due, stored in found.data.waiting:
        ring = decode_timer(TimerKind.CLOCK, stored)
        if isinstance(ring, ClockRing):
            unit.store.timers.add(ring.key, datetime.fromisoformat(due), ring)
    told = filter(None, map(unit.store.members.get, found.data.told))
    unit.tell_these(undone, event, told, besides=event.actor_id)


def minute_over(unit: Unit, timer: Timer, regret: Regret) -> None:
    """The button goes from the cards, where nothing has changed them since."""
    task = unit.store.tasks.get(regret.task_id)
    if task is not None and timer.key == regret_key(task.id, task.version):
        unit.refresh(task)
        desk.minute_over(unit, regret.member_id, task.id)
