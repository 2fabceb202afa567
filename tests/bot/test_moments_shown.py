"""How moments and lengths of time are shown to people."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast
from zoneinfo import ZoneInfo

import pytest

from bot.views.eye import Eye
from domain.settings.office import Settings
from worktime.calendar import WorkingCalendar

ZONE = ZoneInfo("Asia/Shanghai")


def eye(now: datetime, language: str = "zh-Hans") -> Eye:
    """A reader at this moment; nothing here looks into the store."""
    return Eye(cast(Any, None), now, Settings(), WorkingCalendar().in_zone(ZONE), language, "duban_bot")


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "moment", "shown"),
    [
        (at(2, 9), at(4, 18), {"zh-Hans": "2天", "zh-Hant": "2 天", "en": "2 days"}),
        (at(4, 18), at(2, 9), {"zh-Hans": "2天", "zh-Hant": "2 天", "en": "2 days"}),
        (at(2, 18), at(3, 17), {"zh-Hans": "23小时", "zh-Hant": "23 小時", "en": "23 hours"}),
        (at(2, 9), at(3, 20), {"zh-Hans": "1天", "zh-Hant": "1 天", "en": "1 day"}),
        (at(2, 22), at(4, 1), {"zh-Hans": "2天", "zh-Hant": "2 天", "en": "2 days"}),
        (at(1, 9, month=11), at(1, 9), {"zh-Hans": "30天", "zh-Hant": "30 天", "en": "30 days"}),
        (at(2, 9), at(2, 9), {"zh-Hans": "1分钟", "zh-Hant": "1 分鐘", "en": "1 minute"}),
        (at(2, 9), at(2, 10), {"zh-Hans": "1小时", "zh-Hant": "1 小時", "en": "1 hour"}),
        (at(2, 9), at(2, 9, 40), {"zh-Hans": "40分钟", "zh-Hant": "40 分鐘", "en": "40 minutes"}),
    ],
)
def test_from_wednesday_morning_to_friday_evening_are_two_days(
    now: datetime, moment: datetime, shown: dict[str, str]
) -> None:
    for language, words in shown.items():
        assert eye(now, language).span(moment) == words


def test_a_button_for_next_year_names_the_year() -> None:
    assert eye(at(2, 9)).plain_moment(datetime(2027, 11, 20, 18, tzinfo=ZONE)) == "2027年11月20日周六 18:00"
    assert eye(at(2, 9)).plain_moment(at(3, 18)) == "12月3日周四 18:00"
