"""A rule in the only words everybody reads the same: when it comes next."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.domain.office import CALENDAR, MONDAY
from worktime.calendar import WorkingCalendar
from worktime.occurrences import occurrences


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY", ["11-23 23:59", "11-24 23:59", "11-25 23:59"]),
        ("FREQ=DAILY;BYHOUR=9;BYMINUTE=0", ["11-24 09:00", "11-25 09:00", "11-26 09:00"]),
        ("FREQ=DAILY;BYHOUR=9,16;BYMINUTE=0", ["11-23 16:00", "11-24 09:00", "11-24 16:00"]),
        ("FREQ=WEEKLY;BYDAY=MO,FR;BYHOUR=17;BYMINUTE=30", ["11-23 17:30", "11-27 17:30", "11-30 17:30"]),
        ("FREQ=MONTHLY;BYMONTHDAY=15,-1", ["11-30 23:59", "12-15 23:59", "12-31 23:59"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", ["11-30 23:59", "12-31 23:59", "01-29 23:59"]),
        ("FREQ=HOURLY;INTERVAL=2", ["11-23 11:30", "11-23 13:30", "11-23 15:30"]),
    ],
)
def test_the_next_moments_of_a_rule(rule: str, expected: list[str]) -> None:
    assert [m.strftime("%m-%d %H:%M") for m in occurrences(rule, MONDAY, CALENDAR, 3)] == expected


WORKING = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"
OFFICE = WorkingCalendar()


@pytest.mark.parametrize(
    ("rule", "now", "expected"),
    [
        (f"{WORKING};BYHOUR=15;BYMINUTE=0", "2026-09-29 09:30", ["09-29 15:00", "09-30 15:00", "10-08 15:00"]),
        (f"{WORKING};BYHOUR=15;BYMINUTE=0", "2026-10-09 16:00", ["10-10 15:00", "10-12 15:00", "10-13 15:00"]),
        (f"{WORKING};BYHOUR=9,15", "2026-10-09 10:00", ["10-09 15:00", "10-10 09:00", "10-10 15:00"]),
        (f"{WORKING};BYSETPOS=-1", "2026-09-29 09:30", ["09-30 23:59", "10-10 23:59", "10-16 23:59"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-02-10 09:30", ["02-28 23:59", "03-31 23:59"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "2026-09-29 09:30", ["10-08 23:59", "11-02 23:59"]),
        (
            "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
            "2026-10-09 16:00",
            ["12-31 23:59", "03-31 23:59"],
        ),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=31", "2026-10-09 16:00", []),
    ],
)
def test_a_rule_over_working_days_follows_the_offices_calendar(rule: str, now: str, expected: list[str]) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=OFFICE.zone)
    found = occurrences(rule, moment, OFFICE, max(1, len(expected)), working_days=True)
    assert [one.strftime("%m-%d %H:%M") for one in found] == expected


def test_a_rule_over_working_days_ends_where_the_calendar_does() -> None:
    last = datetime(2099, 12, 31, 9, tzinfo=OFFICE.zone)
    assert len(occurrences(WORKING, last, OFFICE, 3, working_days=True)) <= 1
