"""What stands behind a deadline keeps its first character: 限流, 内部审计 and by-law begin a word and end no deadline."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deadlines import read
from tests.deadlines.reader import OFFICE

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("明天下午三点前 限流一", "限流一"),
        ("明天下午三點前 限流一", "限流一"),
        ("明天下班前 限流方案", "限流方案"),
        ("周五前 期限表", "期限表"),
        ("12月1日前 内部审计", "内部审计"),
        ("12月1日前 內部稽核", "內部稽核"),
        ("明天 内部会议纪要", "内部会议纪要"),
        ("明天下午三点前 止损方案", "止损方案"),
        ("周五前 前期调研", "前期调研"),
        ("周五前 后续方案", "后续方案"),
        ("by tomorrow by-law review", "by-law review"),
        ("明天 的士费报销", "的士费报销"),
        ("明天的士費報銷", "的士費報銷"),
        ("打的士费报销 明天", "打的士费报销"),
        ("的士费报销 明天", "的士费报销"),
        ("周五前 的确良样品寄出", "的确良样品寄出"),
        ("tomorrow 5pm by-pass valve", "by-pass valve"),
    ],
)
def test_the_word_behind_a_deadline_is_whole(text: str, rest: str) -> None:
    assert read(text, MONDAY, OFFICE, sentence=True).rest == rest


@pytest.mark.parametrize("text", ["三天 内 完成报告", "11月30日 止", "周五 前 完成报告"])
def test_an_end_that_stands_alone_still_ends_the_deadline(text: str) -> None:
    assert read(text, MONDAY, OFFICE, sentence=True).moment is not None
