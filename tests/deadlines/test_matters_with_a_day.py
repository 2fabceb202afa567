"""What the day belongs to, as users saw it: a meeting that is moved, a flight that is booked, guests who are called."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deadlines import Kind, read
from tests.deadlines.reader import OFFICE

MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.mark.parametrize(
    "text",
    [
        "move the meeting from Thursday to Friday",
        "reschedule the call to Friday",
        "push the interview back to next Tuesday",
        "把会议从周四改到周五",
        "把會議從週四改到週五",
        "会议改到下周三，通知大家",
        "會議改到下週三，通知大家",
        "把例会时间调整到周五下午三点",
    ],
)
def test_the_day_a_meeting_is_moved_to_is_no_deadline_and_stays_in_the_title(text: str) -> None:
    found = read(text, MONDAY, OFFICE, sentence=True)
    assert (found.kind, found.rest) == (Kind.NONE, text)


@pytest.mark.parametrize(
    "text",
    [
        "通知赵倩明天下午三点来开会",
        "通知趙倩明天下午三點來開會",
        "叫大家周五上午九点到三楼集合",
        "tell the Friday group to come at 5pm",
        "ask Bob to join on Monday at 3pm",
        "book a flight on 12 December",
        "book a table for Friday 7pm",
        "订12月12日去北京的机票",
        "訂12月12日去北京的機票",
        "prepare the deck for the Thursday 10am meeting",
        "prepare slides for our Friday 3pm call",
        "請通知各部門週五下午兩點參加培訓",
        "約客戶週四下午三點見面",
        "訂明天晚上六點的包廂",
        "buy tickets for 12 December",
        "invite Dana to lunch on Friday",
        "reserve a table for 8 tomorrow at 7pm",
    ],
)
def test_when_guests_come_or_a_flight_leaves_is_no_deadline(text: str) -> None:
    found = read(text, MONDAY, OFFICE, sentence=True)
    assert (found.kind, found.rest) == (Kind.NONE, text)


@pytest.mark.parametrize(
    ("text", "moment", "rest"),
    [
        ("周五前订12月12日去北京的机票", (2026, 11, 27), "订12月12日去北京的机票"),
        ("book the flight for Anna by Friday", (2026, 11, 27), "book the flight for Anna"),
        ("move the meeting to Friday and tell everyone by noon", (2026, 11, 23), None),
        ("通知大家周五前交材料", (2026, 11, 27), "通知大家 交材料"),
        ("finish it for the Friday 5pm deadline", (2026, 11, 27), "finish it"),
        ("get the tickets to Bob on Friday", (2026, 11, 27), "get the tickets to Bob"),
        ("会议改到下周三，提前两天交材料", (2026, 11, 30), "会议改到下周三 交材料"),
        ("會議改到12月8日，請會前一天交資料", (2026, 12, 7), None),
        ("move the meeting to 8 December and send the slides two days before", (2026, 12, 6), None),
        ("通知大家12月8日来开会，提前三天交议题", (2026, 12, 5), None),
        ("培训材料改到周五交", (2026, 11, 27), None),
        ("提醒我明天下午三点开会", (2026, 11, 24), None),
        ("bring the presentation to the office on Friday", (2026, 11, 27), None),
    ],
)
def test_a_limit_beside_such_a_matter_is_still_read(text: str, moment: tuple[int, ...], rest: str | None) -> None:
    found = read(text, MONDAY, OFFICE, sentence=True)
    assert found.moment is not None
    assert found.moment.timetuple()[:3] == moment
    assert rest in (None, found.rest)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-04 17:00 整理台账",
        "12月4日下午五点更新台账",
        "12月4日17:00 统计报表",
        "12月4日17:00 数据核对",
        "12月4日17:00 錄入數據",
    ],
)
def test_what_is_done_with_papers_by_a_moment_is_an_order_and_not_asked_about(text: str) -> None:
    """Behind a clear deadline the bot asked "is this the moment?", and the next order dropped the task."""
    found = read(text, MONDAY, OFFICE, sentence=True)
    assert (found.kind, found.moment and found.moment.strftime("%m-%d %H:%M")) == (Kind.DATETIME, "12-04 17:00")
