"""Every kind of timer and what its ringing does; and that everything which recurs has its next one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta

from domain.model.people import TeamStatus
from domain.ports.store import Timer
from domain.rules.mornings import midnight, next_morning
from domain.unit import Unit
from domain.usecases.clocks.plans import plan_daily
from domain.usecases.clocks.ring import ring_clock
from domain.usecases.reports.daily import plan_digest, send_digest, send_worklists


def ring(unit: Unit, timer: Timer) -> bool:
    """Ring one timer: its effects and its end are one unit. False when it had rung already.

    Raises KeyError for a kind this version does not know; the caller keeps and reports such a row.
    """
    rung = _RINGERS[timer.kind]
    if not unit.store.timers.finish(timer.id, unit.now):
        return False
    rung(unit, timer)
    return True


def _seal(unit: Unit, _timer: Timer) -> None:
    """The day's seal over all histories, at local midnight."""
    local = unit.now.astimezone(unit.calendar.zone)
    unit.store.history.seal(str(local.date() - timedelta(days=1)), unit.now)
    plan_daily(unit, "seal", midnight(local))


def plan_standing(unit: Unit) -> None:
    """Make sure that everything which recurs has its next timer; run at every start, changes nothing when all have."""
    for team in unit.store.teams.with_status(TeamStatus.APPROVED):
        plan_digest(unit, team)
    plan_daily(unit, "worklists", next_morning(unit.calendar, unit.now, unit.settings.worklist_time))
    plan_daily(unit, "seal", midnight(unit.now.astimezone(unit.calendar.zone)))


def plan_anew(unit: Unit) -> None:
    """Another working calendar: mornings that were planned on the old one are planned on the new."""
    for kind in ("digest", "worklists"):
        unit.store.timers.drop(kind, f"{kind}:")
    plan_standing(unit)


_RINGERS: Mapping[str, Callable[[Unit, Timer], None]] = {
    "clock": ring_clock,
    "digest": send_digest,
    "worklists": send_worklists,
    "seal": _seal,
}
