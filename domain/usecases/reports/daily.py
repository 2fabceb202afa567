"""What leaves every working day: the digest of each team (日报), each person's worklist (工作清单) or brief (晨报)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from domain.messages.base import Urgency
from domain.messages.reports import Brief, Digest, Worklist
from domain.model.matters import OWED, Matters
from domain.model.people import Member, Team, TeamStatus
from domain.model.post import Place
from domain.model.timer_kinds import TimerKind
from domain.model.timers import DigestOf, Worklists
from domain.ports.store import MetaKey
from domain.ports.timers import Timer
from domain.rules.mornings import is_its_hour, next_morning
from domain.unit import Unit
from domain.usecases.clocks.plans import go_on, plan_daily
from domain.zones import zone_of

MORNINGS_AT_ONCE = 100  # some ten milliseconds of the writer's time


def send_digest(unit: Unit, timer: Timer, digest: DigestOf) -> None:
    """日报: one, however many mornings were missed, and at its hour; then the next is planned."""
    team = unit.store.teams.get(digest.team_id)
    if team is None or team.status is not TeamStatus.APPROVED or not team.digest_on:
        return
    if not is_its_hour(unit.calendar_of_team(team), unit.now, digest_time(unit, team)):
        plan_digest(unit, team)
        return
    since = unit.store.meta.get(MetaKey.DIGEST, team.id) or (unit.now - timedelta(days=1)).isoformat()
    unit.store.meta.set(MetaKey.DIGEST, unit.now.isoformat(), team.id)
    unit.say(
        Place(chat_id=team.chat_id, thread_id=team.thread_id),
        Digest(team.id, since),
        urgency=Urgency.BULK,
        key=timer.key,
    )
    plan_digest(unit, team)


def send_worklists(unit: Unit, _timer: Timer, these: Worklists) -> None:
    """工作清单, 晨报: one message a person and morning, at its hour where they are; those with nothing hear nothing.

    A slice of the people in a unit.
    """
    calendar = unit.calendar_in(these.zone)
    people = unit.store.members.active_after(these.after, MORNINGS_AT_ONCE)
    living = _living_in(unit, these.zone, people)
    if is_its_hour(calendar, unit.now, unit.settings.worklist_time):
        _say_mornings(unit, living, str(unit.now.astimezone(calendar.zone).date()))
    inhabited = these.inhabited or bool(living)
    if len(people) == MORNINGS_AT_ONCE:
        go_on(unit, replace(these, after=people[-1].id, inhabited=inhabited))
    elif inhabited or these.zone is None:
        plan_morning(unit, these.zone)


def plan_mornings(unit: Unit) -> None:
    """The next morning of the office, and of every other time zone in which somebody may live."""
    for zone in (None, *unit.store.members.zones()):
        plan_morning(unit, zone)


def plan_morning(unit: Unit, zone: str | None) -> None:
    """The next morning of a time zone, None for the office's, unless it waits already."""
    due = next_morning(unit.calendar_in(zone), unit.now, unit.settings.worklist_time)
    plan_daily(unit, Worklists(zone), due)


def _living_in(unit: Unit, zone: str | None, people: Sequence[Member]) -> list[Member]:
    zone = zone or unit.settings.timezone
    return [m for m in people if (zone_of(unit.store, m) or unit.settings.timezone) == zone]


def _say_mornings(unit: Unit, members: Sequence[Member], day: str) -> None:
    away = unit.store.absences.running()
    for member in members:
        reads = member.reachable and not member.left and member.id not in away
        morning = _morning(unit, member, day) if reads else None
        if morning is not None:
            unit.say(Place(member_id=member.id), morning, urgency=Urgency.BULK, key=f"worklist:{member.id}:{day}")


def _morning(unit: Unit, member: Member, day: str) -> Brief | Worklist | None:
    """A brief for who leads or supervises, in which their own work stands too; else the list of who has work."""
    if unit.store.members.with_roles(member).leads_anywhere():
        return Brief(day)
    owes = Matters(hands=member.id, kinds=OWED, secret_to=member.id)
    return Worklist(day) if unit.store.tasks.count(owes) or unit.store.series.alone(member.id, 1) else None


def digest_time(unit: Unit, team: Team) -> time:
    """When the team's digest leaves, by the team's clock."""
    return time.fromisoformat(team.digest_time) if team.digest_time else unit.settings.digest_time


def plan_digest_anew(unit: Unit, team: Team) -> None:
    """The team's digest has another hour, or another clock."""
    unit.store.timers.drop(TimerKind.DIGEST, f"digest:{team.id}:")
    plan_digest(unit, team)


def plan_digest(unit: Unit, team: Team) -> None:
    """The team's next digest: its time on the next working day that has not passed."""
    if not team.digest_on or unit.store.timers.pending(TimerKind.DIGEST, f"digest:{team.id}:"):
        return
    if not _planned(unit, team, after=unit.now):
        _planned(unit, team, after=_next_digest(unit, team, unit.now))  # today's has left already


def _planned(unit: Unit, team: Team, *, after: datetime) -> bool:
    due = _next_digest(unit, team, after)
    day = due.astimezone(unit.calendar_of_team(team).zone).date()
    return unit.store.timers.add(f"digest:{team.id}:{day}", due, DigestOf(team.id))


def _next_digest(unit: Unit, team: Team, after: datetime) -> datetime:
    return next_morning(unit.calendar_of_team(team), after, digest_time(unit, team))
