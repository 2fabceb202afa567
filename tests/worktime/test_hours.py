"""Hours that reach midnight or go past it: around the clock, a night shift, 23:59 as people write 24:00."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from worktime.calendar import DayOverride, WorkingCalendar
from worktime.hours import WeekHours

SHANGHAI = ZoneInfo("Asia/Shanghai")
MIDNIGHT = time(0)
EVERY_DAY: WeekHours = dict.fromkeys(range(7), ((MIDNIGHT, MIDNIGHT),))
NIGHTS: WeekHours = dict.fromkeys(range(5), ((time(22), time(6)),))


def office(hours: WeekHours) -> WorkingCalendar:
    return WorkingCalendar(hours=hours, country=None)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026: the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize("end", [MIDNIGHT, time(23, 59)])
def test_a_day_that_is_worked_until_its_end_loses_no_minute(end: time) -> None:
    around = office(dict.fromkeys(range(7), ((MIDNIGHT, end),)))
    assert around.working_time_between(at(23, 0), at(26, 0)) == timedelta(days=3)
    assert around.is_working_moment(at(23, 23, 59) + timedelta(seconds=30))
    assert around.add_working_time(at(23, 20), timedelta(hours=8)) == at(24, 4)
    assert around.add_working_time(at(24, 4), -timedelta(hours=8)) == at(23, 20)
    assert around.closing(date(2026, 11, 23)) == at(23, 23, 59)


def test_an_evening_that_ends_at_midnight_is_worked_until_then() -> None:
    evenings = office({0: [(time(18), MIDNIGHT)], 1: [(MIDNIGHT, time(2))]})
    assert evenings.working_time_between(at(23, 0), at(25, 0)) == timedelta(hours=8)
    assert evenings.periods(date(2026, 11, 23)) == ((at(23, 18), at(24, 0)),)


def test_a_night_shift_belongs_to_the_day_it_begins_on() -> None:
    nights = office(NIGHTS)
    assert nights.periods(date(2026, 11, 27)) == ((at(27, 22), at(28, 6)),)
    assert nights.closing(date(2026, 11, 27)) == at(28, 6)
    assert nights.is_working_moment(at(28, 5))  # Saturday morning, Friday's shift
    assert not nights.is_working_moment(at(28, 22))
    assert not nights.is_working_moment(at(23, 5))  # Sunday's night is free
    assert nights.shift_day(at(28, 5)) == date(2026, 11, 27)
    assert nights.shift_day(at(28, 7)) == date(2026, 11, 28)


def test_the_night_before_a_day_off_is_worked_and_its_own_night_is_not() -> None:
    nights = WorkingCalendar(hours=NIGHTS, country=None, overrides={date(2026, 11, 25): DayOverride(False)})
    assert nights.is_working_moment(at(25, 5))
    assert not nights.is_working_moment(at(26, 5))


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(23, 23), 4, at(24, 3)),
        (at(24, 2), 4, at(24, 6)),
        (at(24, 2), 5, at(24, 23)),
        (at(28, 5), 2, at(30, 23)),
        (at(24, 3), -4, at(23, 23)),
    ],
)
def test_hours_of_a_night_shift_are_counted_over_midnight(start: datetime, hours: int, end: datetime) -> None:
    nights = office(NIGHTS)
    assert nights.add_working_time(start, timedelta(hours=hours)) == end
    assert nights.working_time_between(*sorted((start, end))) == timedelta(hours=abs(hours))


def test_the_next_working_moment_inside_a_night_shift_is_now() -> None:
    nights = office(NIGHTS)
    assert nights.next_working_moment(at(24, 3)) == at(24, 3)
    assert nights.next_working_moment(at(24, 7)) == at(24, 22)


@pytest.mark.parametrize(
    "hours",
    [
        {0: [(time(18), time(9))]},  # a day shift the wrong way round
        {0: [(time(22), time(6))], 1: [(time(5), time(9))]},
        {0: [(time(9), time(9))]},
        {0: [(time(22), time(6)), (time(23), time(23, 30))]},
        {0: [(MIDNIGHT, MIDNIGHT), (time(9), time(10))]},
    ],
)
def test_hours_that_run_into_each_other_or_backwards_are_refused(hours: WeekHours) -> None:
    with pytest.raises(ValueError, match="working"):
        office(hours)


def test_the_night_shift_of_a_spring_night_is_an_hour_shorter() -> None:
    nights = WorkingCalendar("America/New_York", hours=dict.fromkeys(range(7), ((time(22), time(6)),)), country=None)
    opens, closes = nights.opening(date(2026, 3, 7)), nights.closing(date(2026, 3, 7))
    assert nights.working_time_between(opens, closes) == timedelta(hours=7)


def test_the_usual_day_is_the_longest_of_the_week() -> None:
    assert WorkingCalendar().usual_day == timedelta(hours=8)
    nights = {0: ((time(22), time(6)),), 1: ((time(9), time(0)),)}
    assert WorkingCalendar(hours=nights).usual_day == timedelta(hours=15)
