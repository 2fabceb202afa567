"""Each person's worklist (工作清单) or brief (晨报), on working days, at the hour and on the clock that are theirs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time

from domain.messages.base import Urgency
from domain.messages.reports import Brief, Worklist
from domain.model.daily_timers import Worklists
from domain.model.matters import OWED, Matters
from domain.model.people import Member
from domain.model.post import Place
from domain.model.value import replace
from domain.ports.timers import Timer
from domain.rules.mornings import hours_to_serve, next_morning
from domain.unit import Unit
from domain.zones import zone_of

MORNINGS_AT_ONCE = 100  # some ten milliseconds of the writer's time
_LOOKED_AHEAD = 10  # hours; clocks that were put back leave no more behind them


def send_worklists(unit: Unit, timer: Timer, these: Worklists) -> None:
    """工作清单, 晨报: one message a person and date, at its hour where they are; those with nothing hear nothing.

    A slice of the people in a unit.
    """
    calendar = unit.calendar_in(these.zone)
    at = these.at or _usual(unit)
    hours = (at, these.upto) if these.upto else hours_to_serve(calendar, timer.due_at, at, unit.now)
    day = str(unit.now.astimezone(calendar.zone).date())
    people = unit.store.members.mornings_after(these.after, MORNINGS_AT_ONCE, _usual(unit), hours) if hours else []
    _say_mornings(unit, living_in(unit, these.zone, people), day)
    if hours and len(people) == MORNINGS_AT_ONCE:
        rest = replace(these, after=people[-1].id, at=hours[0], upto=hours[1])
        unit.store.timers.add(f"{rest.key}:{day}T{rest.at}:{rest.after}", unit.now, rest)
    elif these.zone is None or these.zone in unit.store.members.zones():
        plan_morning(unit, these.zone)


def plan_morning(unit: Unit, zone: str | None) -> None:
    """The next hour at which somebody wants their morning, on the clocks of a zone, None for the office's; unless one waits
    that comes no later."""
    calendar, hours = unit.calendar_in(zone), {*unit.store.members.morning_hours(), _usual(unit)}
    waiting = unit.store.timers.pending(Worklists.kind, f"{Worklists(zone).key}:")
    after = unit.now
    for _ in range(_LOOKED_AHEAD):
        due, at = min((next_morning(calendar, after, time.fromisoformat(hour)), hour) for hour in hours)
        what = Worklists(zone, at=at)
        if any(t.due_at <= due for t in waiting) or unit.store.timers.add(f"{what.key}:{due.date()}T{at}", due, what):
            return
        after = due


def _usual(unit: Unit) -> str:
    return f"{unit.settings.worklist_time:%H:%M}"


def hour_of(unit: Unit, member: Member) -> str:
    """When somebody's morning comes, by their clock: "08:40"."""
    return member.morning_time or _usual(unit)


def living_in(unit: Unit, zone: str | None, people: Sequence[Member]) -> list[Member]:
    """Those of them who live by the clocks of a zone, None for the office's."""
    zone = zone or unit.settings.timezone
    return [m for m in people if (zone_of(unit.store, m) or unit.settings.timezone) == zone]


def _say_mornings(unit: Unit, members: Sequence[Member], day: str) -> None:
    away = unit.store.absences.running()
    for member in members:
        reads = member.reachable and not member.left and member.id not in away
        morning = morning_of(unit, member, day) if reads else None
        if morning is not None:
            unit.say(Place(member_id=member.id), morning, urgency=Urgency.BULK, key=morning_key(member.id, day))


def morning_key(member_id: int, day: str) -> str:
    """What somebody's morning of a date is promised under."""
    return f"worklist:{member_id}:{day}"


def morning_now(unit: Unit, member: Member) -> Brief | Worklist:
    """What somebody's morning is at this moment, for whoever asks."""
    day = str(unit.now.astimezone(unit.calendar_at(Place(member_id=member.id)).zone).date())
    leads = unit.store.members.with_roles(member).leads_anywhere()
    return Brief(day, asked=True) if leads else Worklist(day, asked=True)


def morning_of(unit: Unit, member: Member, day: str) -> Brief | Worklist | None:
    """A brief for who leads or supervises, in which their own work stands too; else the list of who has work, or wants to hear
    that there is none."""
    if unit.store.members.with_roles(member).leads_anywhere():
        return Brief(day)
    owes = Matters(hands=member.id, kinds=OWED, secret_to=member.id)
    stands_in = any(one.backup_id == member.id for one in unit.store.absences.running().values())
    tells = member.morning_when_empty or stands_in or unit.store.tasks.count(owes, most=1) > 0
    return Worklist(day) if tells or unit.store.series.alone(member.id, 1) else None
