"""等您决定: in the afternoon, whoever let something wait over a working day and has not looked at it hears so, once a day."""

from __future__ import annotations

from datetime import datetime
from itertools import chain

from domain.facts.clocks import Reminded
from domain.messages.base import Urgency
from domain.messages.reports import StillWaiting
from domain.model.audience import Audience
from domain.model.clocks import DECIDING
from domain.model.daily_timers import Afternoons
from domain.model.people import Member
from domain.model.post import Place
from domain.model.tasks import Task
from domain.model.timers import ClockRing
from domain.ports.timers import Timer
from domain.rules.mornings import is_its_hour, next_morning
from domain.rules.undecided import waits_since
from domain.settings.spans import Span
from domain.unit import Unit
from domain.usecases.people.judging import with_judges
from domain.usecases.post.calm import is_calm
from domain.usecases.reports.mornings import living_in
from worktime.calendar import WorkingCalendar

_PATIENCE = Span.parse("1wd")
_LOOKED_AHEAD = 10  # working days; clocks that were put back leave no more behind them


def send_afternoons(unit: Unit, _timer: Timer, these: Afternoons) -> None:
    """One message a person and date, where no ladder speaks that day of what they have to decide."""
    calendar = unit.calendar_in(these.zone)
    if is_its_hour(calendar, unit.now, unit.settings.review_time):
        day = str(unit.now.astimezone(calendar.zone).date())
        for member_id, numbers in _unlooked(unit, these.zone, calendar).items():
            to = Place(member_id=member_id)
            after = unit.now + unit.settings.calm if is_calm(unit, to) else None
            message, key = StillWaiting(tuple(numbers)), f"waiting:{member_id}:{day}"
            unit.say(to, message, urgency=Urgency.BULK, not_before=after, key=key)
    if these.zone is None or these.zone in unit.store.members.zones():
        plan_afternoon(unit, these.zone)


def plan_afternoon(unit: Unit, zone: str | None) -> None:
    """The next afternoon of a time zone, None for the office's, unless it waits already."""
    what, due = Afternoons(zone), unit.now
    if unit.store.timers.pending(what.kind, f"{what.key}:"):
        return
    for _ in range(_LOOKED_AHEAD):
        due = next_morning(unit.calendar_in(zone), due, unit.settings.review_time)
        if unit.store.timers.add(f"{what.key}:{due:%Y-%m-%dT%H:%M}", due, what):
            return


def _unlooked(unit: Unit, zone: str | None, calendar: WorkingCalendar) -> dict[int, list[int]]:
    """Who lives there and has not opened their desk since, and what waits for them."""
    found: dict[int, list[int]] = {}
    spoken_to: set[int] = set()
    for task in unit.store.tasks.undecided():
        since = waits_since(task)
        if since is None:
            continue
        for member in living_in(unit, zone, _deciding(unit, task)):
            if _said_today(unit, task, member, calendar):
                spoken_to.add(member.id)
            elif _PATIENCE.after(since, unit.calendar_of(task)) <= unit.now and not _looked(unit, member, since):
                found.setdefault(member.id, []).append(task.id)
    return {member_id: numbers for member_id, numbers in found.items() if member_id not in spoken_to}


def _deciding(unit: Unit, task: Task) -> list[Member]:
    """Whose decision it is first of all: the assigner's, or of those who decide while they are away."""
    away = unit.store.absences.running()
    people = with_judges(unit, task, unit.audience(task, (Audience.ASSIGNER,)))
    return [m for m in people if m.reachable and m.morning_on and not m.left and m.id not in away]


def _looked(unit: Unit, member: Member, since: datetime) -> bool:
    desk = unit.store.desks.of(member.id)
    return desk is not None and desk.opened_at >= since


def _said_today(unit: Unit, task: Task, member: Member, calendar: WorkingCalendar) -> bool:
    """Whether a step of the ladder said it today, or will."""
    today = unit.now.astimezone(calendar.zone).date()
    heard = (
        event.at
        for event in unit.store.history.of(task.id)
        if isinstance(event.fact, Reminded) and event.fact.clock in DECIDING and member.id in event.fact.to
    )
    rings = (
        t.due_at
        for t in unit.store.timers.of_task(task.id)
        if isinstance(t.data, ClockRing) and t.data.clock in DECIDING
    )
    return any(at.astimezone(calendar.zone).date() == today for at in chain(heard, rings))
