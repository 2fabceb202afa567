"""Times, days and lengths that stand together are read together; what cannot be joined is asked, never dropped."""

from __future__ import annotations

from datetime import datetime
from itertools import product

import pytest

from deadlines import Kind, Problem, read
from worktime.calendar import WorkingCalendar

OFFICE = WorkingCalendar()
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=OFFICE.zone)  # a Monday


def _moment(text: str, *, sentence: bool = False) -> str:
    reading = read(text, NOW, OFFICE, sentence=sentence)
    return reading.moment.strftime("%Y-%m-%d %H:%M") if reading.moment else f"{reading.kind.value} {reading.problem}"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("a week from tomorrow at half past nine", "2026-12-01 09:30"),
        ("a week from Friday at 5pm", "2026-12-04 17:00"),
        ("two days after tomorrow at noon", "2026-11-26 12:00"),
        ("noon three days from now", "2026-11-26 12:00"),
        ("by a week today at COB", "2026-11-30 18:00"),
        ("圣诞节前一天晚上8点", "2026-12-24 20:00"),
        ("三天后晚上8点", "2026-11-26 20:00"),
        ("tomorrow by 6", "2026-11-24 18:00"),
        ("remind me tomorrow at five to nine", "2026-11-24 08:55"),
        ("the first Monday in December 3pm", "2026-12-07 15:00"),
    ],
)
def test_the_time_behind_a_count_was_dropped(text: str, moment: str) -> None:
    assert _moment(text) == moment


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("两周后的周五下班前", "2026-12-11 18:00"),
        ("三周后的周一", "2026-12-14 23:59"),
        ("下个月的最后一个周五", "2026-12-25 23:59"),
        ("两个月后的15号", "2027-01-15 23:59"),
        ("一年后的今天", "2027-11-23 23:59"),
        ("明年的今天", "2027-11-23 23:59"),
        ("一个月后的今天下午3点", "2026-12-23 15:00"),
        ("两周后的周末", "2026-12-13 23:59"),
        ("圣诞节当天", "2026-12-25 23:59"),
        ("周五当晚8点", "2026-11-27 20:00"),
        ("圣诞节前最后一个周五", "2026-12-18 23:59"),
        ("the Friday before Christmas", "2026-12-18 23:59"),
        ("the day after Christmas", "2026-12-26 23:59"),
        ("two days before the end of the month", "2026-11-28 23:59"),
        ("民國116年12月5日", "2027-12-05 23:59"),
        ("12th of Jan '28", "2028-01-12 23:59"),
        ("明年元月五日", "2027-01-05 23:59"),
    ],
)
def test_a_day_counted_from_another_was_read_as_this_weeks(text: str, moment: str) -> None:
    assert _moment(text) == moment


def test_a_day_of_two_weeks_ago_is_past_and_not_this_friday() -> None:
    assert read("两周前的周五", NOW, OFFICE).problem is Problem.PAST


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("第三个工作日中午前", "2026-11-26 12:00"),
        ("第五个工作日", "2026-11-30 23:59"),
        ("下月第一个工作日上午10点", "2026-12-01 10:00"),
        ("月初第二个工作日", "2026-12-02 23:59"),
        ("下个月头三个工作日内", "2026-12-03 23:59"),
        ("the third working day of December", "2026-12-03 23:59"),
    ],
)
def test_the_third_working_day_was_read_as_today(text: str, moment: str) -> None:
    assert _moment(text) == moment


@pytest.mark.parametrize("text", ["后天一早", "后天一大早", "first thing on Wednesday", "后天一上班"])
def test_early_in_the_morning_was_read_as_noon(text: str) -> None:
    assert _moment(text) == "2026-11-25 09:00"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("please by Friday send the figures", "2026-11-27 23:59"),
        ("could you within two days look at room 204", "2026-11-25 23:59"),
        ("let's have the 3.12 notes updated before Thursday, thanks", "2026-11-26 23:59"),
        ("please EOM send the figures", "2026-11-30 23:59"),
        ("send it by 4", "2026-11-23 16:00"),
        ("in a couple of hours", "2026-11-23 12:00"),
        ("由王五今天下班前落实", "2026-11-23 18:00"),
        ("张三三个工作日内答复", "2026-11-26 23:59"),
        ("下午三点十五一并报送", "2026-11-23 15:15"),
        ("麻烦大家周五填一下", "2026-11-27 23:59"),
        ("这个下周五要用", "2026-12-04 23:59"),
        ("due two days from tomorrow", "2026-11-26 23:59"),
    ],
)
def test_a_phrase_in_the_middle_of_a_sentence_was_missed_or_cut(text: str, moment: str) -> None:
    assert _moment(text, sentence=True) == moment


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("每周五三点", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=15;BYMINUTE=0"),
        ("每周一三五三点", "FREQ=WEEKLY;BYDAY=MO,WE,FR;BYHOUR=15;BYMINUTE=0"),
        ("隔周五下班前", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;BYHOUR=18;BYMINUTE=0"),
        ("周一至周三每天上午九点", "FREQ=WEEKLY;BYDAY=MO,TU,WE;BYHOUR=9;BYMINUTE=0"),
        ("every day except weekends", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR"),
        ("every Friday before 5", "FREQ=WEEKLY;BYDAY=FR;BYHOUR=17;BYMINUTE=0"),
        ("每天一早", "FREQ=DAILY;BYHOUR=9;BYMINUTE=0"),
    ],
)
def test_part_of_a_rule_was_dropped(text: str, rule: str) -> None:
    assert read(text, NOW, OFFICE).rule == rule


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("周三、周五", ["11-25", "11-27"]),
        ("周四周五", ["11-26", "11-27"]),
        ("本周四、五", ["11-26", "11-27"]),
        ("today or tomorrow", ["11-23", "11-24"]),
        ("周五下班前，3天内", ["11-26", "11-27"]),
        ("第二个周五", ["12-04", "12-11"]),
        ("每逢节后第一个工作日", ["01-04"]),
        ("周五以后", ["11-27"]),
        ("after Friday", ["11-27"]),
    ],
)
def test_what_cannot_be_joined_is_asked_and_not_dropped(text: str, readings: list[str]) -> None:
    reading = read(text, NOW, OFFICE)
    assert reading.kind is Kind.ASK
    assert [moment.strftime("%m-%d") for moment in reading.readings] == readings


@pytest.mark.parametrize(
    "text",
    ["no earlier than Friday", "don't submit before Friday", "至少三天", "不早于周五", "这两天", "下个月初五", "单周周三",
     "每天早晚各一次", "increase sales by 4", "五一路18号", "国办发〔2026〕12号", "the Monday report", "Monday.com licence"],
)  # fmt: skip
def test_limits_of_the_other_sort_and_names_are_no_deadlines(text: str) -> None:
    assert read(text, NOW, OFFICE, sentence=True).kind is Kind.NONE


DAYS_ZH = {
    "明天": "11-24", "下周四": "12-03", "12月5日": "12-05", "下个月十五号": "12-15", "月底": "11-30", "三天后": "11-26",
    "两周后的周五": "12-11", "第二个工作日": "11-25", "本月最后一个工作日": "11-30", "圣诞节前一天": "12-24",
    "周四（26日）": "11-26",
    "兩週後的週五": "12-11", "禮拜天": "11-29", "一个月后的今天": "12-23", "三个礼拜后的礼拜一": "12-14",
}  # fmt: skip
TIMES_ZH = {
    "下午3点": "15:00", "15:00": "15:00", "上午十点半": "10:30", "中午": "12:00", "下班": "18:00", "晚上8点": "20:00",
    "三点一刻": "15:15", "晏晝三點": "15:00", "一早": "09:00", "早上9点": "09:00",
}  # fmt: skip
SHAPES_ZH = ["{}{}", "{}的{}", "{} {}前", "{}，{}前", "最晚{}{}", "请于{}{}前提交", "{}{}之前把3份材料发我"]
DAYS_EN = {
    "tomorrow": "11-24", "Thurs": "11-26", "December 5": "12-05", "the 5th of December": "12-05", "5-Dec": "12-05",
    "a week from Friday": "12-04", "two days after tomorrow": "11-26", "three days from now": "11-26",
    "the third working day": "11-26", "the day before Christmas": "12-24", "Wednesday of next week": "12-02",
    "a week on Tuesday": "12-01", "the last day of the month": "11-30", "Wed 2 Dec": "12-02",
}  # fmt: skip
TIMES_EN = {
    "3pm": "15:00", "15:00": "15:00", "noon": "12:00", "half past nine": "09:30", "a quarter to six": "17:45",
    "close of business": "18:00", "ten in the morning": "10:00", "9:15 PM": "21:15",
}  # fmt: skip
SHAPES_EN = ["{0} at {1}", "{0}, {1}", "{1} on {0}", "by {1} {0}", "{0} by {1}", "please {0} at {1} call room 204"]


@pytest.mark.parametrize(
    ("days", "times", "shapes"), [(DAYS_ZH, TIMES_ZH, SHAPES_ZH), (DAYS_EN, TIMES_EN, SHAPES_EN)], ids=["zh", "en"]
)
def test_every_day_goes_with_every_time(days: dict[str, str], times: dict[str, str], shapes: list[str]) -> None:
    asked, wrong = [], []
    for (day, date), (time, clock), shape in product(days.items(), times.items(), shapes):
        text = shape.format(day, time)
        reading = read(text, NOW, OFFICE, sentence=True)
        if reading.moment is None:
            asked.append(text)
        elif reading.moment.strftime("%m-%d %H:%M") != f"{date} {clock}":
            wrong.append((text, reading.moment))
    assert wrong == []
    assert len(asked) <= 0.01 * len(days) * len(times) * len(shapes), asked
