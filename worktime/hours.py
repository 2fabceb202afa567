"""The weekly hours: which periods an office works on a weekday, and when each of them ends.

A period whose end is not later than its start runs into the next day and belongs to the day it begins on: 22:00-06:00. One
that ends at 00:00 ends with its day, and so does one that ends at 23:59, which is how people write 24:00 elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import time, timedelta
from itertools import pairwise
from typing import Final

Period = tuple[time, time]
WeekHours = Mapping[int, Sequence[Period]]

USUAL_DAY: Final = ((time(9), time(12)), (time(13), time(18)))
USUAL_HOURS: Final[WeekHours] = dict.fromkeys(range(5), USUAL_DAY)
MIDNIGHT: Final = time(0)
LAST_MINUTE: Final = time(23, 59)
FRIDAY: Final = 4
WEEK: Final = 7
DAY_MINUTES: Final = 24 * 60
LONGEST_NIGHT: Final = 12 * 60  # minutes; a longer one is a day shift written the wrong way round (18:00-09:00)


def ends_with_day(end: time) -> bool:
    """Whether a period with that end goes on until the day is over."""
    return end in (MIDNIGHT, LAST_MINUTE)


def crosses_midnight(period: Period) -> bool:
    """Whether a period goes on into the next day."""
    return not ends_with_day(period[1]) and period[1] <= period[0]


def stand_in(hours: Mapping[int, Sequence[Period]]) -> Sequence[Period]:
    """The hours of a worked day whose weekday has none: Friday's, or those of the last weekday that has some."""
    return hours.get(FRIDAY) or hours[max(hours)]


def checked(hours: WeekHours) -> dict[int, tuple[Period, ...]]:
    """The hours in order; refuses an office that never works and periods that run backwards or overlap."""
    kept = {weekday: tuple(sorted(periods)) for weekday, periods in hours.items() if periods}
    if not kept or not set(kept) <= set(range(WEEK)):
        msg = "working hours need at least one weekday, 0 (Monday) to 6"
        raise ValueError(msg)
    for weekday, periods in kept.items():
        if not in_order(periods, kept.get((weekday + 1) % WEEK) or stand_in(kept)):
            msg = "working periods must run forwards and must not overlap"
            raise ValueError(msg)
    return kept


def in_order(periods: Sequence[Period], next_day: Sequence[Period]) -> bool:
    """Whether each period ends after it begins and before the next one does, that of the next day too."""
    spans = [(_minutes(start), _end_minutes((start, end))) for start, end in periods]
    spans.append((DAY_MINUTES + _minutes(next_day[0][0]),) * 2)
    nights = (end - start for period, (start, end) in zip(periods, spans, strict=False) if crosses_midnight(period))
    forwards = all(start < end <= later for (start, end), (later, _) in pairwise(spans))
    return forwards and all(night <= LONGEST_NIGHT for night in nights)


def length(periods: Sequence[Period]) -> timedelta:
    """How long a day of these periods is worked, by the clock on the wall."""
    return timedelta(minutes=sum(_end_minutes(period) - _minutes(period[0]) for period in periods))


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _end_minutes(period: Period) -> int:
    if ends_with_day(period[1]):
        return DAY_MINUTES
    return _minutes(period[1]) + (DAY_MINUTES if crosses_midnight(period) else 0)
