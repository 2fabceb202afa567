"""督办: the answer of whoever was chased goes back to who chased them; a promise is asked about when its day comes."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Refusal
from domain.facts.base import Event
from domain.facts.chases import Chased
from domain.messages.base import Urgency
from domain.messages.tasks import PromiseDue
from domain.model.audience import Audience
from domain.model.people import Member, Memberships
from domain.model.post import Place
from domain.model.tasks import Relation, Task
from domain.model.timers import PromiseWaits
from domain.ports.timers import Timer
from domain.rules.chasing import ANSWERS, again_from, has_come, unanswered
from domain.rules.decisions import Decision
from domain.rules.given import Given
from domain.rules.mornings import quiet_until
from domain.rules.moves import told_of
from domain.settings.spans import TimeUnit
from domain.unit import Unit
from domain.usecases.access import relations, visible


def who_chased(unit: Unit, task: Task, decision: Decision, actor_id: int) -> list[Member]:
    """Those who chased and hear by this what whoever has the duty says to it, besides those who hear it anyway."""
    if not task.chases or actor_id != task.duty_id or not isinstance(decision.fact, ANSWERS):
        return []
    chased = unanswered(unit.store.history.of(task.id), task.duty_id)
    heard = {m.id for m in unit.audience(decision.task, told_of(decision.move, decision.fact))}
    found = map(unit.store.members.get, dict.fromkeys(e.actor_id for e in chased if e.actor_id is not None))
    return [m for m in found if m and m.active and m.id not in heard and _may_hear(unit, m, task)]


def _may_hear(unit: Unit, member: Member, task: Task) -> bool:
    """Whether they still have to do with it: somebody else may run the team by now."""
    return bool(relations(unit.store.members.with_roles(member), task) - {Relation.COLLEAGUE})


def note_promise(unit: Unit, who: Memberships, number: int, seq: int, due: datetime) -> None:
    """记为承诺: whoever chased is asked at that moment whether it came, if nothing has.

    Raises: Refusal `button-old` for what is no chase of theirs, or a moment that is over.
    """
    visible(unit, who, number)
    event = unit.store.history.get(number, seq)
    mine = event is not None and isinstance(event.fact, Chased) and event.actor_id == who.member.id
    if not mine or due <= unit.now:
        raise Refusal("button-old")
    waits = PromiseWaits(number, seq)
    unit.store.timers.add(waits.key, due, waits)


def promise_over(unit: Unit, timer: Timer, waits: PromiseWaits) -> None:
    """The moment of a promise: nothing is asked where what was promised has come, or nobody works on the task any more."""
    task, event = unit.store.tasks.get(waits.task_id), unit.store.history.get(waits.task_id, waits.seq)
    chaser = unit.store.members.get(event.actor_id) if event and event.actor_id is not None else None
    if task is None or event is None or chaser is None or not chaser.active or not task.status.is_worked_on:
        return
    place = Place(member_id=chaser.id)
    calendar = unit.calendar_at(place)
    if has_come(unit.store.history.of(task.id), event, timer.due_at, calendar) or not _may_hear(unit, chaser, task):
        return
    loud = task.priority.breaks_quiet
    not_before = unit.now if loud else quiet_until(calendar, unit.now)
    said = PromiseDue(task.id, event.seq, timer.due_at.isoformat())
    urgency = Urgency.URGENT if loud else Urgency.NORMAL
    unit.say(place, said, urgency=urgency, not_before=not_before, key=timer.key, task_id=task.id)


def chase_answered(unit: Unit, task: Task, event: Event) -> Member | None:
    """Who chased and heard by this entry what they asked for, besides the assigner and the lead."""
    story = [e for e in unit.store.history.of(task.id) if e.seq < event.seq]
    if event.actor_id is None or event.actor_id != task.duty_id or not task.chases:
        return None
    chased = [e.actor_id for e in unanswered(story, event.actor_id)]
    also = {m.id for m in unit.audience(task, (Audience.ASSIGNER,))}
    found = (unit.store.members.get(i) for i in reversed(chased) if i is not None and i not in also)
    return next((m for m in found if m is not None), None)


def not_chased_just_now(unit: Unit, task: Task, who: Memberships, _given: Given) -> None:
    """One person chases the same people about the same task by one tap as often as the office lets them, and nobody who has
    left."""
    if not unit.audience(task, (Audience.LEAD,)):
        raise Refusal("lead-gone", number=str(task.id), member=task.called_id)
    limit, calendar = unit.settings.limits.urge, unit.calendar_at(Place(member_id=who.member.id))
    again = again_from(unit.store.history.of(task.id), who.member.id, limit, calendar)
    if again is None or again <= unit.now:
        return
    if limit.unit is TimeUnit.DAYS:
        raise Refusal("urged-that-day", number=str(task.id), first=again.isoformat())
    raise Refusal("urged-already", number=str(task.id), moment=again.isoformat())


def not_oneself(_unit: Unit, task: Task, who: Memberships, _given: Given) -> None:
    """Nobody chases themselves. Raises: Refusal `chase-oneself`."""
    if who.member.id == task.called_id:
        raise Refusal("chase-oneself", number=str(task.id))
