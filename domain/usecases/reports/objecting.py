"""申诉期: whoever may object has their whole time, also where the bot was down when a step was due."""

from __future__ import annotations

from datetime import date, datetime

from domain.closings import closings
from domain.model.bulletin_timers import BulletinRing, BulletinStep
from domain.model.timer_kinds import TimerKind
from domain.ports.meta import MetaKey
from domain.rules.closings import after_the_draft, after_the_silence, came_late, with_closing
from domain.rules.months import month_named, name_of, shifted
from domain.rules.periods import Period
from domain.rules.reported import within
from domain.unit import Unit


def keep_open(unit: Unit, ring: BulletinRing, due: datetime) -> None:
    """A draft that comes late is open for as long as usual from now on, an account that should have been closed for a day."""
    first = month_named(ring.month)
    if first is None or ring.after >= 0 or not came_late(due, unit.now):
        return
    kept = closings(unit.store).get(first)
    if ring.step == BulletinStep.NAME or (kept is not None and unit.now < kept):
        return
    _keep(unit, first, draft=ring.step == BulletinStep.DRAFT)


def _keep(unit: Unit, month: date, *, draft: bool) -> None:
    calendar, meta = unit.calendar_in(None), unit.store.meta
    closes = after_the_draft(unit.now, unit.settings, calendar) if draft else after_the_silence(unit.now, calendar)
    meta.set(MetaKey.CLOSINGS, with_closing(meta.get(MetaKey.CLOSINGS), month, closes))


def keep_all_open(unit: Unit) -> None:
    """At a start, before anything written meanwhile is heard: of every month that should have been drafted or closed."""
    for timer in unit.store.timers.pending(TimerKind.BULLETIN, "bulletin:"):
        ring, due = timer.data, timer.due_at
        while isinstance(ring, BulletinRing) and came_late(due, unit.now):
            keep_open(unit, ring, due)
            ring, due = _next(unit, ring)


def _next(unit: Unit, ring: BulletinRing) -> tuple[BulletinRing | None, datetime]:
    """The drafts of the month after, which are planned once these are made."""
    first = month_named(ring.month)
    if first is None or ring.step != BulletinStep.DRAFT:
        return None, unit.now
    following = Period(name_of(shifted(first, 1)))
    return BulletinRing(following.label, BulletinStep.DRAFT), first_draft(unit, following)


def first_draft(unit: Unit, month: Period) -> datetime:
    """When the drafts of a month are due: as work begins on the first working day after it."""
    calendar = unit.calendar_in(None)
    return calendar.next_working_moment(within(month, calendar.zone).until)
