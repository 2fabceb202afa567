"""督办单: entered in the register with the history, by a step of the ladder or by hand; of each colour a promise has one."""

from __future__ import annotations

from datetime import datetime

from domain.facts.accountability import SlipIssued
from domain.facts.base import Event
from domain.facts.tasks import TakenBack
from domain.model.clocks import Commitment
from domain.model.slips import Colour, Register, Slip
from domain.model.tasks import Task
from domain.model.value import replace
from domain.rules.decisions.circumstances import Circumstances
from domain.rules.slips import colour_of, promise_of, slip
from domain.rules.tree import rolled, shown_percent
from domain.settings.ladders import Step
from domain.unit import Unit


def at_step(unit: Unit, task: Task, clock: Commitment, step: Step) -> Event | None:
    """The slip that a step of the ladder is, in the task's history; None where it is a plain reminder."""
    found = colour_of(rolled_up(unit, task), clock, step, unit.now, unit.settings, unit.calendar_of(task))
    if found is None:
        return None
    colour, why = found
    register = _register(unit, task)
    if (colour, promise_of(task)) in register.issued:
        return None
    made = slip(task, colour, register, unit.now, unit.settings, unit.calendar_of(task))
    event = unit.record(task, replace(made, why=why.value), None)
    enter(unit, task, event)
    return event


def is_one(unit: Unit, task: Task, clock: Commitment, step: Step) -> bool:
    """Whether a step of the ladder would be a slip now."""
    found = colour_of(rolled_up(unit, task), clock, step, unit.now, unit.settings, unit.calendar_of(task))
    return found is not None and (found[0], promise_of(task)) not in _register(unit, task).issued


def rolled_up(unit: Unit, task: Task) -> Task:
    """The task with the progress of what is below it: it is not behind where that goes on."""
    return replace(task, percent=shown_percent(task, rolled(task.id, unit.store.tasks.below(task.id), unit.now)))


def issued_since(unit: Unit, task: Task, at: datetime) -> int:
    """The entry of the history of the last slip that was made since then; 0 where none was."""
    return next((s.seq for s in _holding(unit, task) if s.issued_at >= at), 0)


def with_register(unit: Unit, task: Task, at: Circumstances) -> Circumstances:
    """The circumstances, with where a slip would be entered."""
    return replace(at, register=_register(unit, task))


def enter(unit: Unit, task: Task, event: Event) -> None:
    """The slip of this entry of the history stands in the register."""
    made = event.fact
    assert isinstance(made, SlipIssued)
    line = Slip(made.year, made.number, task.id, Colour(made.colour), promise_of(task), event.seq, made.to, unit.now)
    unit.store.slips.enter(line)


def withdraw(unit: Unit, task: Task, event: Event) -> None:
    """撤回: the slip that its issuer took back holds no more; it stays in the register, and its number is not given again."""
    undone = event.fact
    if not isinstance(undone, TakenBack) or undone.fact != SlipIssued.name:
        return
    events = reversed(unit.store.history.of(task.id))
    made = next(e.fact for e in events if isinstance(e.fact, SlipIssued) and e.actor_id == event.actor_id)
    unit.store.slips.withdraw(made.year, made.number, unit.now)


def _holding(unit: Unit, task: Task) -> list[Slip]:
    """The slips of a task that were not withdrawn, the newest first."""
    return [s for s in unit.store.slips.of_task(task.id) if s.withdrawn_at is None]


def _register(unit: Unit, task: Task) -> Register:
    year = unit.now.astimezone(unit.calendar_in(None).zone).year  # by the office's clock, wherever the team is
    issued = {(s.colour, s.promise): (s.year, s.number) for s in _holding(unit, task)}
    return Register(year, unit.store.slips.next_number(year, secret=task.confidential), issued)
