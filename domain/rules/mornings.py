"""When the day begins: the next morning at a wall time, the next moment at which people may be spoken to."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from worktime.calendar import WorkingCalendar

# What belongs to the morning is still told so long after its hour; later it waits for the next one.
STILL_MORNING = timedelta(hours=4)
# A deadline at closing time is told at closing time; a clock may be this late about it.
_CLOSING = timedelta(minutes=5)
_AFTER_THE_LIST = timedelta(hours=1)


def quiet_until(calendar: WorkingCalendar, at: datetime) -> datetime:
    """When a reminder of this moment may leave: now in working time and at its very end, else when work begins again."""
    if calendar.is_working_moment(at) or calendar.is_working_moment(at - _CLOSING):
        return at
    return calendar.next_working_moment(at)


def after_the_list(calendar: WorkingCalendar, at: datetime, list_time: time) -> datetime:
    """Not on the heels of the morning list, which shows the matter already."""
    local = at.astimezone(calendar.zone)
    listed = datetime.combine(local.date(), list_time, calendar.zone)
    if not calendar.is_working_day(local.date()) or not listed <= at < listed + _AFTER_THE_LIST:
        return at
    return quiet_until(calendar, listed + _AFTER_THE_LIST)


def next_morning(calendar: WorkingCalendar, after: datetime, at: time) -> datetime:
    """The first moment after `after` that is this wall time on a working day."""
    day: date = after.astimezone(calendar.zone).date()
    if not calendar.is_working_day(day):
        day = calendar.next_working_day(day)
    moment = datetime.combine(day, at, calendar.zone)
    while moment <= after:
        day = calendar.next_working_day(day)
        moment = datetime.combine(day, at, calendar.zone)
    return moment


def is_its_hour(calendar: WorkingCalendar, now: datetime, at: time) -> bool:
    """Whether what leaves at this wall time on working days may leave now: at its hour, or a little late the same day."""
    local = now.astimezone(calendar.zone)
    hour = datetime.combine(local.date(), at, calendar.zone)
    return calendar.is_working_day(local.date()) and hour <= now <= hour + STILL_MORNING


def midnight(local: datetime) -> datetime:
    return datetime.combine(local.date() + timedelta(days=1), time(0), local.tzinfo)
