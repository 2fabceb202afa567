"""The working calendar: days, hours, make-up days, zones and clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worktime.calendar import DayOverride, UnknownYear, WorkingCalendar

CN = WorkingCalendar()
SHANGHAI = ZoneInfo("Asia/Shanghai")
PLAIN = WorkingCalendar("UTC", country=None)
ZONES = ["Africa/Cairo", "America/Santiago", "Australia/Lord_Howe", "America/New_York", "Asia/Shanghai"]


def at(*parts: int) -> datetime:
    year, month, day, hour, minute = (*parts, 0, 0)[:5]
    return datetime(year, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2026, 4, 22), 3, date(2026, 4, 27)),
        (date(2026, 2, 11), 3, date(2026, 2, 14)),  # Saturday 14 February is worked
        (date(2026, 2, 11), 5, date(2026, 2, 25)),
        (date(2026, 9, 17), 10, date(2026, 10, 8)),
        (date(2025, 12, 30), 3, date(2026, 1, 5)),  # over the end of the year
        (date(2026, 5, 6), -1, date(2026, 4, 30)),
        (date(2026, 2, 24), -1, date(2026, 2, 14)),
        (date(2026, 5, 1), 0, date(2026, 5, 6)),
        (date(2026, 5, 6), 0, date(2026, 5, 6)),
    ],
)
def test_working_days_step_over_holidays_and_count_make_up_days(day: date, count: int, expected: date) -> None:
    assert CN.add_working_days(day, count) == expected


def test_a_make_up_day_is_worked_at_fridays_hours_and_has_a_name() -> None:
    saturday = date(2026, 2, 14)
    assert CN.is_working_day(saturday)
    assert CN.periods(saturday)[-1][1] == at(2026, 2, 14, 18)
    assert CN.day_name(saturday) == "调休上班"
    assert CN.make_up_days(date(2026, 2, 11), date(2026, 2, 25)) == (saturday,)


def test_a_holiday_has_its_name_and_no_hours_and_an_ordinary_day_has_no_name() -> None:
    assert CN.periods(date(2026, 10, 1)) == ()
    assert "国庆" in (CN.day_name(date(2026, 10, 1)) or "")
    assert CN.is_holiday(date(2026, 10, 1))
    assert CN.day_name(date(2026, 10, 15)) is None
    assert not CN.is_holiday(date(2026, 10, 17))


def test_the_run_of_days_off_around_a_festival_has_its_weekends() -> None:
    assert CN.rest_around(date(2026, 2, 17)) == (date(2026, 2, 15), date(2026, 2, 23))
    assert CN.rest_around(date(2026, 2, 14)) == (date(2026, 2, 14), date(2026, 2, 14))
    assert CN.next_holiday(date(2026, 4, 30)) == date(2026, 5, 1)


def test_days_skipped_are_the_days_off_between() -> None:
    assert CN.days_skipped(date(2026, 4, 30), date(2026, 5, 6)) == tuple(date(2026, 5, n) for n in range(1, 6))


def test_a_year_whose_notice_is_not_out_is_provisional() -> None:
    assert not CN.is_provisional(date(2026, 6, 1))
    assert CN.is_provisional(date(2090, 6, 1))
    assert not PLAIN.is_provisional(date(2090, 6, 1))


def test_counting_stops_where_the_data_ends() -> None:
    assert not CN.knows(date(2150, 1, 1))
    with pytest.raises(UnknownYear):
        CN.add_working_days(date(2099, 12, 1), 400)
    with pytest.raises(UnknownYear):
        CN.is_working_day(date(1900, 1, 1))
    assert CN.closing(date(2150, 1, 1)).hour == 18


def test_the_offices_own_overrides_are_stronger_than_the_official_calendar() -> None:
    day_off, worked = date(2026, 11, 24), date(2026, 11, 28)
    office = WorkingCalendar(overrides={day_off: DayOverride(False, "公司庆典"), worked: DayOverride(True)})
    assert not office.is_working_day(day_off)
    assert office.day_name(day_off) == "公司庆典"
    assert office.is_working_day(worked)
    assert office.add_working_days(date(2026, 11, 23), 1) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("country", "day", "works"),
    [
        ("TW", date(2026, 10, 9), False),
        ("TW", date(2026, 10, 1), True),
        ("HK", date(2026, 7, 1), False),
        ("HK", date(2026, 4, 7), False),
        ("US", date(2026, 7, 3), False),
        ("DE", date(2026, 10, 3), False),
        (None, date(2026, 10, 1), True),
    ],
)
def test_other_countries_keep_their_own_holidays(country: str | None, day: date, works: bool) -> None:
    assert WorkingCalendar(country=country).is_working_day(day) is works


def test_the_lunch_break_and_nights_are_not_working_time() -> None:
    assert CN.is_working_moment(at(2026, 11, 23, 9))
    assert not CN.is_working_moment(at(2026, 11, 23, 12))
    assert not CN.is_working_moment(at(2026, 11, 23, 18))
    assert CN.next_working_moment(at(2026, 11, 23, 12, 30)) == at(2026, 11, 23, 13)
    assert CN.next_working_moment(at(2026, 11, 27, 18)) == at(2026, 11, 30, 9)
    assert CN.next_working_moment(at(2026, 11, 23, 10, 5)) == at(2026, 11, 23, 10, 5)


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        (at(2026, 11, 23, 11), 2, at(2026, 11, 23, 14)),
        (at(2026, 11, 27, 17), 2, at(2026, 11, 30, 10)),
        (at(2026, 4, 30, 17), 3, at(2026, 5, 6, 11)),
        (at(2026, 11, 23, 9), 8, at(2026, 11, 23, 18)),
        (at(2026, 11, 30, 10), -2, at(2026, 11, 27, 17)),
        (at(2026, 11, 23, 20), 0, at(2026, 11, 24, 9)),
    ],
)
def test_working_hours_are_counted_over_breaks_nights_and_holidays(start: datetime, hours: int, end: datetime) -> None:
    assert CN.add_working_time(start, timedelta(hours=hours)) == end


def test_working_time_between_two_moments_is_what_adding_it_gives_back() -> None:
    assert CN.working_time_between(at(2026, 11, 23, 11), at(2026, 11, 24, 10)) == timedelta(hours=7)
    assert CN.working_time_between(at(2026, 11, 24, 10), at(2026, 11, 23, 11)) == -timedelta(hours=7)


@pytest.mark.parametrize("zone", ZONES)
@given(moment=st.datetimes(datetime(2020, 1, 1), datetime(2030, 12, 31)), minutes=st.integers(1, 20_000))  # noqa: DTZ001 - hypothesis takes naive bounds
def test_adding_working_time_and_measuring_it_agree_in_every_zone(zone: str, moment: datetime, minutes: int) -> None:
    office = WorkingCalendar(zone, country=None)
    start, amount = moment.replace(tzinfo=UTC), timedelta(minutes=minutes)
    end = office.add_working_time(start, amount)
    assert office.working_time_between(start, end) == amount
    assert office.working_time_between(start, office.add_working_time(end, -amount)) == timedelta(0)


def test_a_working_day_with_a_change_of_the_clocks_in_it_is_an_hour_longer_or_shorter() -> None:
    night = {day: [(time(0), time(6))] for day in range(7)}
    office = WorkingCalendar("America/New_York", hours=night, country=None)
    spring, autumn = date(2026, 3, 8), date(2026, 11, 1)
    for day, hours in ((spring, 5), (autumn, 7), (date(2026, 6, 1), 6)):
        opens, closes = office.opening(day), office.closing(day)
        assert office.working_time_between(opens, closes) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("zone", "day", "clock"),
    [
        ("America/Santiago", date(2026, 9, 6), time(0, 30)),  # midnight to one does not exist
        ("Africa/Cairo", date(2026, 4, 24), time(0, 15)),
        ("America/New_York", date(2026, 3, 8), time(2, 30)),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 10)),  # half an hour is left out
    ],
)
def test_a_time_that_the_clocks_skip_moves_forward_past_the_gap(zone: str, day: date, clock: time) -> None:
    office = WorkingCalendar(zone, country=None)
    moment = office.at(day, clock)
    assert moment.astimezone(UTC).astimezone(office.zone).replace(tzinfo=None) == moment.replace(tzinfo=None)
    assert moment.replace(tzinfo=None) > datetime.combine(day, clock)
    assert office.day_end(day).astimezone(UTC) > office.at(day, time(12)).astimezone(UTC)


def test_the_same_days_on_other_clocks_share_their_tables() -> None:
    elsewhere = CN.in_zone(ZoneInfo("Asia/Tokyo"))
    assert elsewhere.closing(date(2026, 11, 23)) == at(2026, 11, 23, 17)
    assert elsewhere.is_working_day(date(2026, 2, 14))
    assert elsewhere._years is CN._years


@pytest.mark.parametrize(
    "hours",
    [
        {},
        {0: []},
        {0: [(time(9), time(8))]},
        {0: [(time(9), time(12)), (time(11), time(13))]},
        {9: [(time(9), time(10))]},
    ],
)
def test_hours_that_make_no_sense_are_refused(hours: dict[int, list[tuple[time, time]]]) -> None:
    with pytest.raises(ValueError, match="working"):
        WorkingCalendar(hours=hours)


def test_an_office_that_works_on_sundays_and_not_on_fridays_closes_at_its_own_hours() -> None:
    hours = {day: [(time(8), time(16))] for day in (6, 0, 1, 2, 3)}
    office = WorkingCalendar("Africa/Cairo", hours=hours, country="EG")
    assert office.is_working_day(date(2026, 11, 22))
    assert not office.is_working_day(date(2026, 11, 27))
    assert office.closing(date(2026, 11, 27)).hour == 16


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        CN.is_working_moment(datetime(2026, 11, 23, 10))  # noqa: DTZ001 - the naive one is what is tested
