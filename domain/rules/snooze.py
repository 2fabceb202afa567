"""稍后提醒: when a person's own reminder may come again, by the working calendar; the ladder goes on beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from domain.model.clocks import Commitment
from domain.model.timer_kinds import TimerData
from domain.model.timers import ClockRing
from domain.rules.mornings import quiet_until
from worktime.calendar import WorkingCalendar

_AN_HOUR = timedelta(hours=1)


class PutOff(StrEnum):
    """How long a reminder is put off."""

    HOUR = "hour"
    AFTERNOON = "afternoon"
    MORNING = "morning"


def put_offs(
    clock: Commitment, now: datetime, next_step: datetime | None, calendar: WorkingCalendar, *, loud: bool
) -> Mapping[PutOff, datetime]:
    """What can be chosen, each with its moment: before the clock's next step rings, and before what it warns of has come."""
    hour = now + _AN_HOUR
    found = {
        PutOff.HOUR: hour if loud else quiet_until(calendar, hour),
        PutOff.AFTERNOON: afternoon(now, calendar),
        PutOff.MORNING: next_morning(now, calendar),
    }
    ends = [end for end in (next_step, clock.due_at) if end is not None and end > now]
    ahead = {what: at for what, at in found.items() if at is not None and at > now and all(at < end for end in ends)}
    if ahead.get(PutOff.HOUR) in (ahead.get(PutOff.AFTERNOON), ahead.get(PutOff.MORNING)):
        ahead.pop(PutOff.HOUR, None)
    return ahead


def afternoon(now: datetime, calendar: WorkingCalendar) -> datetime | None:
    """When work begins again after the noon of this day; None where it has, or there is none."""
    later = calendar.periods(now.astimezone(calendar.zone).date())[1:]
    return next((begins for begins, _ in later if begins > now), None)


def next_morning(now: datetime, calendar: WorkingCalendar) -> datetime:
    """When work begins on the next working day; after midnight and before work that is this one."""
    today = now.astimezone(calendar.zone).date()
    if calendar.is_working_day(today) and now < calendar.opening(today):
        return calendar.opening(today)
    return calendar.opening(calendar.next_working_day(now.astimezone(calendar.zone).date()))


def next_step(waiting: Iterable[tuple[TimerData | None, datetime]], clock: Commitment) -> datetime | None:
    """When a task's clock rings next, whoever hears it, from all that waits for the task."""
    of = (clock.kind, clock.generation)
    moments = (at for data, at in waiting if isinstance(data, ClockRing) and (data.clock, data.generation) == of)
    return min(moments, default=None)
