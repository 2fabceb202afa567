"""Every kind of timer and what its ringing does; and that everything which recurs has its next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from domain.model.bulletin_timers import BulletinRing
from domain.model.daily_timers import Afternoons, DigestOf, Worklists
from domain.model.people import TeamStatus
from domain.model.series_timers import SeriesAnew, SeriesDue
from domain.model.timer_kinds import TimerData, TimerKind
from domain.model.timers import (
    AbsenceTurn,
    AppealWaits,
    ClockRing,
    HandOnOver,
    NoticeRing,
    PauseOver,
    PromiseWaits,
    Reach,
    Regret,
    Seal,
    SideHeard,
    SilenceOver,
    Snoozed,
)
from domain.ports.timers import Timer
from domain.rules.mornings import midnight
from domain.unit import Unit
from domain.usecases.accountability.appeals import appeal_waits
from domain.usecases.clocks.disputes import put_to_assigner
from domain.usecases.clocks.hand_on import hand_on_over
from domain.usecases.clocks.pauses import pause_over
from domain.usecases.clocks.plans import go_on, plan_daily
from domain.usecases.clocks.ring import ring_clock
from domain.usecases.clocks.silence import silence_over
from domain.usecases.clocks.snooze import snooze_over
from domain.usecases.notices.reading import ring_notice
from domain.usecases.people.coming_back import turn
from domain.usecases.people.guard import look, plan_look
from domain.usecases.reports.afternoons import send_afternoons
from domain.usecases.reports.bulletins import plan_bulletins, plan_drafts_anew, ring_bulletins
from domain.usecases.reports.daily import plan_digest, send_digest
from domain.usecases.reports.mornings import send_worklists
from domain.usecases.reports.objecting import keep_all_open
from domain.usecases.reports.planning import plan_mornings
from domain.usecases.series.making import count_again, plan_again, ring_series
from domain.usecases.supervision.chase import promise_over
from domain.usecases.tasks.regret import minute_over

TASKS_SEALED_AT_ONCE, TEAMS_PLANNED_AT_ONCE = 1_000, 100  # each some ten milliseconds of the writer's time


def ring(unit: Unit, timer: Timer) -> bool:
    """Ring one timer: its effects and its end are one unit. False when it had rung already.

    Raises KeyError for one that this version cannot read; the caller keeps and reports such a row.
    """
    if timer.data is None:
        raise KeyError(timer.kind)
    if not unit.store.timers.finish(timer.id, unit.now):
        return False
    _RINGERS[type(timer.data)](unit, timer, timer.data)
    return True


def _seal(unit: Unit, _timer: Timer, of: Seal) -> None:
    """The day's seal over all histories, at local midnight, a slice of them in a unit."""
    local = unit.now.astimezone(unit.calendar.zone)
    last = unit.store.history.seal(str(local.date() - timedelta(days=1)), unit.now, of.after, TASKS_SEALED_AT_ONCE)
    if last is not None:
        go_on(unit, Seal(last))
    plan_daily(unit, Seal(), midnight(local))  # unless it goes on


def plan_standing(unit: Unit) -> bool:
    """Make sure that everything which recurs has its next timer; True to be called again, for some teams are left.

    Run at every start, changes nothing when all have.
    """
    waiting = (timer.data for timer in unit.store.timers.pending(TimerKind.DIGEST, "digest:"))
    planned = {digest.team_id for digest in waiting if isinstance(digest, DigestOf)}
    teams = [t for t in unit.store.teams.with_status(TeamStatus.APPROVED) if t.digest_on and t.id not in planned]
    for team in teams[:TEAMS_PLANNED_AT_ONCE]:
        plan_digest(unit, team)
    plan_mornings(unit)
    plan_daily(unit, Seal(), midnight(unit.now.astimezone(unit.calendar.zone)))
    plan_look(unit)
    keep_all_open(unit)
    plan_bulletins(unit)
    return len(teams) > TEAMS_PLANNED_AT_ONCE


def plan_anew(unit: Unit) -> None:
    """Another working calendar: mornings that were planned on the old one are planned on the new."""
    for kind in (TimerKind.DIGEST, TimerKind.WORKLISTS, TimerKind.AFTERNOONS, TimerKind.REACH):
        unit.store.timers.drop(kind, kind.value)
    plan_again(unit)
    plan_drafts_anew(unit)
    plan_standing(unit)


_RINGERS: Mapping[type[TimerData], Callable[[Unit, Timer, Any], None]] = {
    ClockRing: ring_clock,
    PauseOver: pause_over,
    SideHeard: put_to_assigner,
    SilenceOver: silence_over,
    NoticeRing: ring_notice,
    HandOnOver: hand_on_over,
    Snoozed: snooze_over,
    PromiseWaits: promise_over,
    DigestOf: send_digest,
    Worklists: send_worklists,
    Afternoons: send_afternoons,
    Seal: _seal,
    Regret: minute_over,
    AppealWaits: appeal_waits,
    AbsenceTurn: turn,
    Reach: look,
    SeriesDue: ring_series,
    SeriesAnew: count_again,
    BulletinRing: ring_bulletins,
}
