"""The demo's clock: its story can be told on any day of the year."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from bot.program.demo import opening
from tests.domain.office import CALENDAR, ZONE


def test_the_story_never_starts_where_its_tomorrow_is_a_day_off() -> None:
    now = datetime(2026, 1, 1, 11, 9, tzinfo=ZONE)
    while now.year == 2026:
        start = opening(CALENDAR, now)
        days = [start.date() + timedelta(days=n) for n in range(4)]
        assert all(CALENDAR.is_working_day(day) for day in days), now
        assert timedelta(0) < start - now < timedelta(days=28), now
        now += timedelta(days=1)


def test_a_demo_started_on_a_thursday_opens_on_monday() -> None:
    assert opening(CALENDAR, datetime(2026, 11, 26, 11, tzinfo=ZONE)).date() == date(2026, 11, 30)
