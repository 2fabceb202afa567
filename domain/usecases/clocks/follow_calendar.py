"""The working calendar changed since the last start: what was counted on it is counted again, and people are told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.facts.clocks import DeadlineRecounted
from domain.messages.base import Urgency
from domain.messages.clocks import CalendarChanged
from domain.model.people import Role
from domain.model.post import Place
from domain.model.tasks import Task
from domain.ports.store import MetaKey
from domain.rules.recount import Calendars, recount
from domain.unit import Unit
from domain.usecases.clocks.timers import plan_anew
from worktime.calendar import WorkingCalendar
from worktime.record import changed_days, read_back, write_down


@dataclass(frozen=True, slots=True)
class _Move:
    """One deadline that moved."""

    task: Task
    old: datetime


def follow_calendar(unit: Unit) -> None:
    """Compare the calendar with the one of the last start and recount every open task where they differ.

    Run at every start; changes nothing when the calendar is the same, and at the very first only writes it down.
    """
    year = unit.now.astimezone(unit.calendar.zone).year
    first, last = year - 1, year + unit.settings.limits.years_ahead + 1
    written, before = write_down(unit.calendar, first, last), unit.store.meta.get(MetaKey.CALENDAR)
    if written == before:
        return
    unit.store.meta.set(MetaKey.CALENDAR, written)
    if before is not None:
        _recount_all(unit, read_back(before), date(year + 1, 12, 31))


def _recount_all(unit: Unit, old: WorkingCalendar, known: date) -> None:
    """The days told are those from today to `known`: both calendars were written down at least so far."""
    calendars = Calendars(old, unit.calendar)
    moves = [move for task in unit.store.tasks.all_open() if (move := _recount_one(unit, task, calendars))]
    plan_anew(unit)
    days = changed_days(old, unit.calendar, unit.now.astimezone(unit.calendar.zone).date(), known)
    told = [(day.day.isoformat(), day.working) for day in days]
    hours = (str(old.zone), old.hours) != (str(unit.calendar.zone), unit.calendar.hours)
    _tell(unit, moves, told, hours=hours)


def _recount_one(unit: Unit, task: Task, calendars: Calendars) -> _Move | None:
    """The task's timers follow the calendar in any case; its deadline only where the calendar moved it."""
    counted = recount(task, unit.now, unit.rules_of(task), calendars)
    if counted != task:
        counted = unit.store.tasks.save(counted)
        unit.refresh(counted)
    unit.plan(counted)
    if counted.due_at == task.due_at:
        return None
    unit.record(counted, DeadlineRecounted(task.due_at.isoformat(), counted.due_at.isoformat(), task.due_words), None)
    return _Move(counted, task.due_at)


def _tell(unit: Unit, moves: list[_Move], days: list[tuple[str, bool]], *, hours: bool) -> None:
    """One message a person, however many deadlines moved: the owners hear of all and of the days, others of theirs."""
    owners = {member.id for member in unit.store.members.holding(Role.OWNER, None)} if days or hours or moves else set()
    concerned = {member_id for move in moves for member_id in move.task.involved_ids}
    for member_id in sorted(owners | concerned):
        member = unit.store.members.get(member_id)
        owner = member_id in owners
        mine = [m for m in moves if owner or member_id in m.task.involved_ids]
        if member is not None and member.active:
            moved = tuple((m.task.id, m.old.isoformat(), m.task.due_at.isoformat()) for m in mine)
            saying = CalendarChanged(moved, tuple(days) if owner else (), hours=hours and owner)
            unit.say(Place(member_id=member_id), saying, urgency=Urgency.NORMAL)
