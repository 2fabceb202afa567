"""How often is reported, told to each reader in their language from the rule itself."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from bot.views.eye import Eye
from bot.views.rhythms import rhythm_words, words_again
from domain.settings.office import Settings

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)


def eye(language: str) -> Eye:
    """A reader; nothing here looks into the store."""
    return Eye(cast(Any, None), NOW, Settings(), Settings().calendar(), language, "duban_bot")


SAID = {
    "FREQ=WEEKLY;BYDAY=MO": ("每周一", "每週一", "every Monday"),
    "FREQ=WEEKLY;BYDAY=MO,TH;BYHOUR=17;BYMINUTE=0": (
        "每周一和周四 17:00", "每週一和週四 17:00", "every Monday and Thursday, 17:00",
    ),
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR": ("每个工作日", "每個工作天", "every working day"),
    "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR": ("每2周的周五", "每 2 週的週五", "every 2 weeks on Friday"),
    "FREQ=DAILY": ("每天", "每天", "every day"),
    "FREQ=DAILY;INTERVAL=3": ("每3天", "每 3 天", "every 3 days"),
    "FREQ=MINUTELY;INTERVAL=120": ("每2小时", "每 2 小時", "every 2 hours"),
    "FREQ=MONTHLY;BYMONTHDAY=5,-1": ("每月5日和最后一天", "每月5日和最後一天", "every month on day 5 and the last day"),
    "FREQ=MONTHLY;BYDAY=-1FR": ("每月最后一个周五", "每月最後一個週五", "every month on the last Friday"),
    "FREQ=MONTHLY;BYDAY=2MO": ("每月第二个周一", "每月第二個週一", "every month on the second Monday"),
    "FREQ=MONTHLY;BYDAY=2WE,4WE": (
        "每月第二个周三和第四个周三", "每月第二個週三和第四個週三",
        "every month on the second Wednesday and the fourth Wednesday",
    ),
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2": (
        "每月倒数第2个工作日", "每月倒數第 2 個工作天", "every month on the working day no. 2 from the end",
    ),
    "FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1": (
        "每月15日和30日（没有则月末）", "每月15日和30日（無則月底）", "every month on day 15 and day 30 (or the last day)",
    ),
    "FREQ=YEARLY;BYMONTH=3,9;BYMONTHDAY=15": (
        "每年3月和9月的15日", "每年3月和9月的15日", "each March and September on day 15",
    ),
}  # fmt: skip


@pytest.mark.parametrize("rule", SAID)
def test_a_rule_said_in_chinese_is_read_in_the_readers_language(rule: str) -> None:
    for language, words in zip(("zh-Hans", "zh-Hant", "en"), SAID[rule], strict=True):
        assert rhythm_words(eye(language), rule, "每周一") == words


def test_words_of_the_history_are_read_once_more() -> None:
    assert words_again(eye("en"), "每周一") == "every Monday"
    assert words_again(eye("en"), "") == ""


@pytest.mark.parametrize("rule", ["", "FREQ=YEARLY", "FREQ=MONTHLY;BYMONTHDAY=-2", "FREQ=MONTHLY;BYDAY=2WE,WE", "x"])
def test_a_rule_without_a_sentence_stands_in_the_words_it_was_said_in(rule: str) -> None:
    assert rhythm_words(eye("en"), rule, "每年 <b>") == "每年 &lt;b&gt;"
