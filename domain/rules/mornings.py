"""When the day begins: the next morning at a wall time, the next moment at which people may be spoken to."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

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
    moment = on_the_clock(calendar, day, at)
    while moment.astimezone(UTC) <= after.astimezone(UTC):
        day = calendar.next_working_day(day)
        moment = on_the_clock(calendar, day, at)
    return moment


def on_the_clock(calendar: WorkingCalendar, day: date, at: time) -> datetime:
    """This wall time of a day, the first of two. One that the clocks leave out is as much later as they are put forward."""
    return datetime.combine(day, at, calendar.zone).astimezone(UTC).astimezone(calendar.zone)


def is_its_hour(calendar: WorkingCalendar, now: datetime, at: time) -> bool:
    """Whether what leaves at this wall time on working days may leave now: at its hour, or a little late the same day."""
    day = now.astimezone(calendar.zone).date()
    hour = on_the_clock(calendar, day, at).astimezone(UTC)
    return calendar.is_working_day(day) and hour <= now.astimezone(UTC) <= hour + STILL_MORNING


def hours_to_serve(calendar: WorkingCalendar, due: datetime, at: str, now: datetime) -> tuple[str, str] | None:
    """Between which wall times ("08:00") lie the mornings to be said now, of which the first, `at`, was due then: with those
    that came due meanwhile, as long as it is their hour. None on a day off."""
    local = now.astimezone(calendar.zone)
    if not calendar.is_working_day(local.date()):
        return None
    earliest = (local - STILL_MORNING).replace(tzinfo=None)
    floor = f"{earliest:%H:%M}" if earliest.date() == local.date() else "00:00"
    first = at if due.astimezone(calendar.zone).date() == local.date() else floor
    return max(first, floor), max(f"{local:%H:%M}", at if first == at else "")


def midnight(local: datetime) -> datetime:
    return datetime.combine(local.date() + timedelta(days=1), time(0), local.tzinfo)
