"""Nothing has come from a lead for so long that the report clock runs again; they hear why."""

from __future__ import annotations

from domain.facts.clocks import ReportAsked
from domain.model.clocks import CommitmentKind
from domain.model.post import Place
from domain.model.timers import SilenceOver
from domain.ports.timers import Timer
from domain.rules import reporting
from domain.unit import Unit
from domain.usecases.clocks.ring import remind
from domain.usecases.people.guard import past_the_away

SILENT = "silent"  # where a step of the ladder has its place


def silence_over(unit: Unit, timer: Timer, over: SilenceOver) -> None:
    """Ask for a report; nothing where something was heard, or is waited for, by now."""
    task = unit.store.tasks.get(over.task_id)
    if task is None or task.heard_at is None or int(task.heard_at.timestamp()) != over.since:
        return
    rules = unit.rules_of(task)
    lead = unit.store.members.get(task.called_id)
    if lead is None or lead.left or not lead.active:
        return
    if reporting.asked_at(task, rules, unit.calendar_of(task)) is None:
        return
    asked = reporting.reopen(task, unit.now, rules, unit.calendar_of(task))
    clock = asked.running(CommitmentKind.PERIODIC)
    if clock is None:  # after downtime the deadline is nearer than the report
        return
    asked = unit.store.tasks.save(asked)
    unit.record(asked, ReportAsked(task.heard_at.isoformat(), clock.due_at.isoformat()), None)
    unit.plan(asked)
    for member in [lead] if asked.priority.breaks_quiet else past_the_away(unit, asked, [lead]):
        remind(unit, Place(member_id=member.id), asked, timer, (clock.kind, clock.generation, SILENT))
    unit.refresh(asked)
