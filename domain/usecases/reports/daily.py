"""What leaves every working day: the digest of each team (日报), each person's worklist (工作清单) or brief (晨报)."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from domain.messages.base import Urgency
from domain.messages.reports import Brief, Digest, Worklist
from domain.model.matters import Matters
from domain.model.people import Member, Team, TeamStatus
from domain.model.post import Place
from domain.model.timers import DigestOf, TimerKind, Worklists
from domain.ports.store import MetaKey, Timer
from domain.rules.mornings import is_its_hour, next_morning
from domain.unit import Unit
from domain.usecases.clocks.plans import plan_daily


def send_digest(unit: Unit, timer: Timer, digest: DigestOf) -> None:
    """日报: one, however many mornings were missed, and at its hour; then the next is planned."""
    team = unit.store.teams.get(digest.team_id)
    if team is None or team.status is not TeamStatus.APPROVED or not team.digest_on:
        return
    if not is_its_hour(unit.calendar, unit.now, digest_time(unit, team)):
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


def send_worklists(unit: Unit, _timer: Timer, _worklists: Worklists) -> None:
    """工作清单, 晨报: one message a person and morning, at its hour; those with nothing hear nothing."""
    if is_its_hour(unit.calendar, unit.now, unit.settings.worklist_time):
        _say_mornings(unit)
    plan_daily(unit, Worklists(), next_morning(unit.calendar, unit.now, unit.settings.worklist_time))


def _say_mornings(unit: Unit) -> None:
    day = str(unit.now.astimezone(unit.calendar.zone).date())
    away = unit.store.absences.running()
    for member in unit.store.members.all_active():
        morning = _morning(unit, member, day) if member.reachable and member.id not in away else None
        if morning is not None:
            unit.say(Place(member_id=member.id), morning, urgency=Urgency.BULK, key=f"worklist:{member.id}:{day}")


def _morning(unit: Unit, member: Member, day: str) -> Brief | Worklist | None:
    """A brief for who leads or supervises, in which their own work stands too; else the list of who has work."""
    if unit.store.members.with_roles(member).leads_anywhere():
        return Brief(day)
    return Worklist(day) if unit.store.tasks.count(Matters(hands=member.id)) else None


def digest_time(unit: Unit, team: Team) -> time:
    """When the team's digest leaves, by the office's clock."""
    return time.fromisoformat(team.digest_time) if team.digest_time else unit.settings.digest_time


def plan_digest(unit: Unit, team: Team) -> None:
    """The team's next digest: its time on the next working day that has not passed."""
    if not team.digest_on or unit.store.timers.pending(TimerKind.DIGEST, f"digest:{team.id}:"):
        return
    at = digest_time(unit, team)
    due = next_morning(unit.calendar, unit.now, at)
    key = f"digest:{team.id}:{due.astimezone(unit.calendar.zone).date()}"
    if not unit.store.timers.add(key, due, DigestOf(team.id)):
        _plan_later(unit, team, due, at)


def _plan_later(unit: Unit, team: Team, after: datetime, at: time) -> None:
    """Today's digest has left already: the next working day's is planned."""
    due = next_morning(unit.calendar, after, at)
    key = f"digest:{team.id}:{due.astimezone(unit.calendar.zone).date()}"
    unit.store.timers.add(key, due, DigestOf(team.id))
