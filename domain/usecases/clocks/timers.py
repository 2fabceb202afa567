"""Every kind of timer and what its ringing does; and that everything which recurs has its next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

from domain.model.people import TeamStatus
from domain.model.timers import ClockRing, DigestOf, PauseOver, Regret, Seal, SideHeard, TimerData, TimerKind, Worklists
from domain.ports.store import Timer
from domain.rules.mornings import midnight, next_morning
from domain.unit import Unit
from domain.usecases.clocks.disputes import put_to_assigner
from domain.usecases.clocks.pauses import pause_over
from domain.usecases.clocks.plans import plan_daily
from domain.usecases.clocks.ring import ring_clock
from domain.usecases.reports.daily import plan_digest, send_digest, send_worklists
from domain.usecases.tasks.regret import minute_over


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


def _seal(unit: Unit, _timer: Timer, _of: Seal) -> None:
    """The day's seal over all histories, at local midnight."""
    local = unit.now.astimezone(unit.calendar.zone)
    unit.store.history.seal(str(local.date() - timedelta(days=1)), unit.now)
    plan_daily(unit, Seal(), midnight(local))


def plan_standing(unit: Unit) -> None:
    """Make sure that everything which recurs has its next timer; run at every start, changes nothing when all have."""
    for team in unit.store.teams.with_status(TeamStatus.APPROVED):
        plan_digest(unit, team)
    plan_daily(unit, Worklists(), next_morning(unit.calendar, unit.now, unit.settings.worklist_time))
    plan_daily(unit, Seal(), midnight(unit.now.astimezone(unit.calendar.zone)))


def plan_anew(unit: Unit) -> None:
    """Another working calendar: mornings that were planned on the old one are planned on the new."""
    for kind in (TimerKind.DIGEST, TimerKind.WORKLISTS):
        unit.store.timers.drop(kind, f"{kind}:")
    plan_standing(unit)


_RINGERS: Mapping[type[TimerData], Callable[[Unit, Timer, Any], None]] = {
    ClockRing: ring_clock,
    PauseOver: pause_over,
    SideHeard: put_to_assigner,
    DigestOf: send_digest,
    Worklists: send_worklists,
    Seal: _seal,
    Regret: minute_over,
}
