"""A raised matter that became a task: what happens to the task is followed, and its result is the answer."""

from __future__ import annotations

from datetime import datetime

from domain.facts.base import Event, Fact
from domain.facts.raised import Answered
from domain.facts.tasks import Submitted, TakenBack
from domain.model.audience import Audience
from domain.model.post import Said
from domain.model.tasks import Attachment, Relation, Status, Task
from domain.model.value import replace
from domain.rules import raised
from domain.rules.decisions import decide
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.decisions.raising import fell, make_task, put_off
from domain.rules.given import Given
from domain.rules.lifecycle import Action
from domain.unit import Unit
from domain.usecases.tasks import regret

_CAME_TO_NOTHING = (Status.CANCELLED, Status.DECLINED)


def follow(unit: Unit, made: Task, event: Event) -> None:
    """What became of a task by this event, for the matter it answers, if it answers one."""
    matter = unit.store.tasks.get(made.linked_id) if made.linked_id is not None else None
    if matter is None or not matter.is_raised or made.is_raised:
        return
    if isinstance(event.fact, TakenBack):
        _take_back(unit, matter, made, event)
    if matter.status is not Status.ACTIVE:
        return
    if made.status is Status.DONE:
        _answer(unit, matter, made, event)
    elif matter.linked_id is None and made.status not in _CAME_TO_NOTHING:
        due = answer_due_with(unit, matter, made)
        _write(unit, *make_task(matter, _at(unit, matter), Given(moment=due, task_id=made.id)))
    elif matter.linked_id == made.id and made.status in _CAME_TO_NOTHING:
        _write(unit, *fell(matter, made, _at(unit, matter)), tell=True)
    elif matter.linked_id == made.id:
        moved = put_off(matter, made, _at(unit, matter))
        if moved is not None:
            _write(unit, *moved)


def _at(unit: Unit, matter: Task, actor_id: int = 0) -> Circumstances:
    sides = frozenset({Relation.LEAD})
    return Circumstances(actor_id, sides, unit.now, unit.rules_of(matter), unit.calendar_of(matter))


def _write(unit: Unit, matter: Task, fact: Fact, *, tell: bool = False) -> None:
    """What follows by itself, in nobody's name; told to whoever must answer where they have to act."""
    unit.happened(raised.follow(matter, unit.now), fact, (Audience.LEAD,) if tell else ())


def _answer(unit: Unit, matter: Task, made: Task, event: Event) -> None:
    """The result is the answer; whoever raised it reads it at once. Who approved it can take both back."""
    handed_in = [e.fact for e in unit.store.history.of(made.id) if isinstance(e.fact, Submitted)]
    files = tuple(Attachment(**one) for one in handed_in[-1].files) if handed_in else ()
    given = Given(said=Said(made.result, files), task_id=made.id)
    decision = decide(matter, Action.ANSWER, _at(unit, matter), given)
    decision = replace(decision, move=replace(decision.move, told=(Audience.ASSIGNER,)))
    waiting = unit.store.timers.of_task(matter.id)
    unit.carry_out(decision, None)
    regret.keep(unit, matter, waiting, decision, event.actor_id or 0)


def _take_back(unit: Unit, matter: Task, made: Task, event: Event) -> None:
    """Whoever takes the approval of a task back takes the answer back that it was."""
    at = regret.with_last(unit, matter, _at(unit, matter, event.actor_id or 0))
    answers = at.last is not None and at.last.fact == Answered.name and at.last.member_id == event.actor_id
    if answers and made.status is not Status.DONE:
        told = unit.carry_out(decide(matter, Action.TAKE_BACK, at), event.actor_id)
        regret.put_back(unit, matter, told)


def answer_due_with(unit: Unit, matter: Task, made: Task) -> datetime:
    """When the answer is due of a matter that becomes this task."""
    return raised.due_with(matter, made, unit.rules_of(matter), unit.calendar_of(matter))
