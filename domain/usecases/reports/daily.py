"""What leaves to each team every working day: its digest (日报)."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from domain.messages.base import Urgency
from domain.messages.reports import Digest
from domain.model.daily_timers import DigestOf
from domain.model.people import Team, TeamStatus
from domain.model.post import Place
from domain.model.timer_kinds import TimerKind
from domain.ports.store import MetaKey
from domain.ports.timers import Timer
from domain.rules.mornings import is_its_hour, next_morning
from domain.unit import Unit

_LOOKED_AHEAD = 10  # working days; clocks that were put back leave no more behind them


def send_digest(unit: Unit, _timer: Timer, digest: DigestOf) -> None:
    """日报: one, however many mornings were missed, at its hour and once a date; then the next is planned."""
    team = unit.store.teams.get(digest.team_id)
    if team is None or team.status is not TeamStatus.APPROVED or not team.digest_on:
        return
    local = unit.now.astimezone(unit.calendar_of_team(team).zone)
    if is_its_hour(unit.calendar_of_team(team), unit.now, digest_time(unit, team)) and local.date() > told_on(
        unit, team
    ):
        _say_digest(unit, team, local)
    plan_digest(unit, team)


def _say_digest(unit: Unit, team: Team, local: datetime) -> None:
    since = unit.store.meta.get(MetaKey.DIGEST, team.id) or (unit.now - timedelta(days=1)).isoformat()
    unit.store.meta.set(MetaKey.DIGEST, local.isoformat(), team.id)  # by the clock whose date it was told on
    to, key = Place(chat_id=team.chat_id, thread_id=team.thread_id), f"digest:{team.id}:{local.date()}"
    unit.say(to, Digest(team.id, since), urgency=Urgency.BULK, key=key)


def told_on(unit: Unit, team: Team) -> date:
    """The date of the team's last digest, by the clock the team had then; whatever clock it has now, that date had its own."""
    last = unit.store.meta.get(MetaKey.DIGEST, team.id)
    return datetime.fromisoformat(last).date() if last else date.min


def comes_now(unit: Unit, team: Team) -> bool:
    """Whether one is due at this very moment, as after downtime."""
    waiting = unit.store.timers.pending(TimerKind.DIGEST, f"digest:{team.id}:")
    due = any(timer.due_at <= unit.now for timer in waiting)
    return due and is_its_hour(unit.calendar_of_team(team), unit.now, digest_time(unit, team))


def digest_time(unit: Unit, team: Team) -> time:
    """When the team's digest leaves, by the team's clock."""
    return time.fromisoformat(team.digest_time) if team.digest_time else unit.settings.digest_time


def next_digest(unit: Unit, team: Team) -> datetime:
    """When the next one comes, of a team that has digests."""
    waiting = unit.store.timers.pending(TimerKind.DIGEST, f"digest:{team.id}:")
    return (
        waiting[0].due_at if waiting else next_morning(unit.calendar_of_team(team), unit.now, digest_time(unit, team))
    )


def plan_digest_anew(unit: Unit, team: Team) -> None:
    """The team's digest has another hour, or another clock."""
    unit.store.timers.drop(TimerKind.DIGEST, f"digest:{team.id}:")
    plan_digest(unit, team)


def plan_digest(unit: Unit, team: Team) -> None:
    """The team's next digest: its time on the next working day that has not passed and had none."""
    if not team.digest_on or unit.store.timers.pending(TimerKind.DIGEST, f"digest:{team.id}:"):
        return
    calendar, at, last = unit.calendar_of_team(team), digest_time(unit, team), told_on(unit, team)
    due = unit.now
    for _ in range(_LOOKED_AHEAD):
        due = next_morning(calendar, due, at)
        key = f"digest:{team.id}:{due:%Y-%m-%dT%H:%M}"
        if due.date() > last and unit.store.timers.add(key, due, DigestOf(team.id)):
            return
