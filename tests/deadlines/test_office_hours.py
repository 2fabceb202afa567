"""Words for the office's hours where these reach midnight or go past it, and rules that follow the office's calendar."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest

from deadlines import read
from worktime.calendar import WorkingCalendar

ZONE = ZoneInfo("Asia/Shanghai")
NIGHTS = WorkingCalendar(hours=dict.fromkeys(range(5), ((time(22), time(6)),)), country=None)
AROUND = WorkingCalendar(hours=dict.fromkeys(range(7), ((time(0), time(0)),)), country=None)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    """November 2026: the 23rd is a Monday."""
    return datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "text", "expected"),
    [
        (at(24, 2), "下班前", at(24, 6)),
        (at(24, 2), "by EOD", at(24, 6)),
        (at(24, 7), "下班前", at(25, 6)),
        (at(23, 10), "周五下班前", at(28, 6)),
        (at(24, 2), "一上班就交", at(24, 22)),
    ],
)
def test_the_end_of_work_in_a_night_shift_is_the_next_mornings(now: datetime, text: str, expected: datetime) -> None:
    assert read(text, now, NIGHTS).moment == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("每天下班前", "FREQ=DAILY;BYHOUR=6;BYMINUTE=0"),
        ("每周五下班前", "FREQ=WEEKLY;BYDAY=SA;BYHOUR=6;BYMINUTE=0"),
        ("每周日下班前", "FREQ=WEEKLY;BYDAY=MO;BYHOUR=6;BYMINUTE=0"),
        ("every Monday by COB", "FREQ=WEEKLY;BYDAY=TU;BYHOUR=6;BYMINUTE=0"),
        ("每周五晚上11点", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=23;BYMINUTE=0"),
        ("每月15日下班前", "FREQ=MONTHLY;BYMONTHDAY=15;BYHOUR=23;BYMINUTE=59"),
    ],
)
def test_a_rule_at_the_end_of_a_night_shift_comes_when_that_shift_ends(text: str, rule: str) -> None:
    assert read(text, at(23, 10), NIGHTS).rule == rule


def test_work_around_the_clock_ends_with_the_day() -> None:
    assert read("下班前", at(23, 10), AROUND).moment == at(23, 23, 59)


@pytest.mark.parametrize(
    ("text", "office_days"),
    [
        ("每个工作日下午三点", True),
        ("每月最后一个工作日", True),
        ("every business day at 9", True),
        ("每周一到周五下午三点", False),
        ("every weekday at 9am", False),
        ("每周五", False),
    ],
)
def test_only_a_rule_over_working_days_follows_the_calendar(text: str, office_days: bool) -> None:
    assert read(text, at(23, 10), AROUND).working_days is office_days
