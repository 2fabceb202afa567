"""Arithmetic of days, months and hours that the grammar and the answers share."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.reading import Explanation
from deadlines.spec import LAST_AFTERNOON_HOUR, Clock, Context, Length

DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
DAYS_OF_A_WEEK: Final = 7
DAY_SECONDS: Final = 86_400
HOURS: Final = 24
MIDDAY: Final = 12
MINUTES: Final = 60
QUARTER: Final = 3  # months
HALF_YEAR: Final = 6
YEAR: Final = 12
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
LAST_DAY: Final = date(LAST_YEAR, 12, 31)
FAR_MONTHS: Final = 12 * 200
FAR_DAYS: Final = 366 * 200


def monday_of(day: date) -> date:
    """The Monday of that day's week (weeks start on Monday)."""
    return day - timedelta(days=day.weekday())


def month_shift(day: date, months: int) -> date:
    """The first day of the month so many months on; stays at the calendar's edge."""
    number = day.year * YEAR + day.month - 1 + months
    number = max(FIRST_YEAR * YEAR, min(number, LAST_YEAR * YEAR + YEAR - 1))
    return date(number // YEAR, number % YEAR + 1, 1)


def later_day(day: date, length: Length, sign: int = 1) -> date | None:
    """The day so many months and days on (with sign -1: back); a month without that day ends on its last."""
    year, month = divmod(day.year * YEAR + day.month - 1 + sign * length.months, YEAR)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    first = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return first + timedelta(days=sign * length.days)


def is_far(length: Length) -> bool:
    """Longer than two centuries: past every calendar here."""
    days = max(length.days, length.working_days, length.seconds // DAY_SECONDS, length.working_seconds // DAY_SECONDS)
    return length.months > FAR_MONTHS or days > FAR_DAYS


def usual_half(clock: Clock) -> Clock:
    """A time on the face of the clock, in the half of the day offices mean: 1 to 6 are in the afternoon."""
    if clock.exact or clock.hour == 0 or clock.hour > LAST_AFTERNOON_HOUR:
        return clock
    return replace(clock, hour=clock.hour + MIDDAY)


def provisional(context: Context, day: date) -> Explanation | None:
    """What a day reckoned on the working calendar says while the notice for its year is still to come."""
    return Explanation(provisional=True) if context.calendar.is_provisional(day) else None
