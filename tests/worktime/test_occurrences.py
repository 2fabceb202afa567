"""A rule in the only words everybody reads the same: when it comes next."""

from __future__ import annotations

import pytest

from tests.domain.office import CALENDAR, MONDAY
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
