"""Phrases that were once read wrongly without a word: each now says what its writer meant, asks, or finds no deadline."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from deadlines import Kind, Reading, read
from worktime.calendar import WorkingCalendar

OFFICE = WorkingCalendar()
ZONE = ZoneInfo("Asia/Shanghai")
THURSDAY = datetime(2026, 11, 26, 10, 0, tzinfo=ZONE)


def shown(reading: Reading) -> str:
    """The moment, or the moments asked about."""
    moments = (reading.moment,) if reading.moment else reading.readings
    return " / ".join(m.strftime("%m-%d %H:%M") for m in moments)


def message(text: str, now: datetime = THURSDAY) -> Reading:
    """Read as a whole message."""
    return read(text, now, OFFICE, sentence=True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明天（11月27日）下班前", "11-27 18:00"),
        ("12/15(二)17:00前", "12-15 17:00"),
        ("12月4日（五）下班前", "12-04 18:00"),
        ("明天（周五，补班）下班前", "11-27 18:00"),
        ("115年12月4日(五)17:00截止", "12-04 17:00"),
        ("12月10日之前（不含当日）", "12-09 23:59"),
        ("12月10日（含当日）前", "12-10 23:59"),
    ],
)
def test_a_gloss_in_brackets_belongs_to_its_day(text: str, expected: str) -> None:
    assert shown(read(text, THURSDAY, OFFICE)) == expected


def test_a_gloss_that_contradicts_its_day_is_asked_about() -> None:
    found = read("明天（11月28日）下班前", THURSDAY, OFFICE)
    assert (found.kind, shown(found)) == (Kind.ASK, "11-27 18:00 / 11-28 18:00")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3pm EST Friday", "11-28 04:00"),
        ("Friday 5pm London time", "11-28 01:00"),
        ("明天9点（纽约时间）", "11-27 22:00"),
        ("东京时间明天上午10点前", "11-27 09:00"),
        ("北京时间下午3点", "11-26 15:00"),
        ("17:00 UTC+2", "11-26 23:00"),
        ("15:00 UTC+5:30", "11-26 17:30"),
        ("9am Friday PST", "11-28 01:00"),
        ("2026-11-27T15:00:00+01:00", "11-27 22:00"),
        ("2026-11-27T15:00Z", "11-27 23:00"),
        ("1am GMT", "11-27 09:00"),
    ],
)
def test_another_places_time_is_told_by_that_places_clock(text: str, expected: str) -> None:
    assert shown(read(text, THURSDAY, OFFICE)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "周五以后再说", "节后再议", "下个月再考虑", "15号之后都行", "下午三点以后我才有空", "3号之前先别动",
        "12月1日起施行", "从下周一开始试行", "至少要两天", "最快也得明天下午", "别赶在周一之前发出去", "周五前不要外传",
    ],
)  # fmt: skip
def test_a_start_a_condition_and_what_is_put_off_are_no_limit(text: str) -> None:
    assert message(text).kind is Kind.NONE
    assert read(text, THURSDAY, OFFICE).kind is Kind.NONE


@pytest.mark.parametrize(
    "text",
    [
        "3月15号提的需求，4月2号才排上，5月8号上线的", "合同金额128万，税率6%，账期30天", "上个月加班42小时，调休用了1天半",
        "这批货在路上走了15天，比上次快3天", "已完成12/15项，剩下3项卡在法务", "上个月请了3天特休，还剩11天",
        "The server was up for 200 days before the crash", "Done: 7/12 items, rest blocked by legal",
        "Attendance was 97% in March and 94% in April", "I already told him twice, see my note of 3 June",
        "Which template do we use for the Q3 report?", "new template for the weekly report", "invoice INV-20261203",
        "三点不同意见",
    ],
)  # fmt: skip
def test_what_a_message_only_tells_of_is_no_deadline(text: str) -> None:
    assert message(text).kind is Kind.NONE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明天上午十点开会要用，9点50前发我", "11-27 09:50"),
        ("周五开会，下午3点前交材料", "11-26 15:00 / 11-27 15:00"),
        ("争取周四，最迟周五中午", "11-27 12:00"),
        ("后天上午或下午", "11-28 12:00 / 11-28 18:00"),
        ("12月20号开业，12月18号白板和桌子必须到位", "12-18 23:59"),
        ("12月10日的董事会简报，12月5日先给我看第一版", "12-05 23:59"),
        ("1月4日调休上班那天的餐补，15号之前统一报", "12-15 23:59"),
        ("一小时内把113年到114年的明细导出，每年一个分页", "11-26 11:00"),
        ("小周11月27号10点前把2025vs2026对比表弄好", "11-27 10:00"),
        ("Get the 3 missing signatures on form HR-12 the day after tomorrow by 15:30", "11-28 15:30"),
    ],
)
def test_of_several_moments_in_a_message_the_limit_is_taken(text: str, expected: str) -> None:
    assert shown(message(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("before July", "06-30 23:59"),
        ("七月之前", "06-30 23:59"),
        ("本月前", "11-30 23:59"),
        ("start of next month", "12-01 23:59"),
        ("within this quarter", "12-31 23:59"),
        ("tomorrow week", "12-04 23:59"),
        ("this time tomorrow", "11-27 10:00"),
        ("今天半夜十二点", "11-26 23:59"),
        ("今日1630之前", "11-26 16:30"),
        ("1/9周六16:30", "01-09 16:30"),
        ("12/14当周", "12-20 23:59"),
        ("week 50", "12-13 23:59"),
        ("第50周", "12-13 23:59"),
        ("跨年夜十一点", "12-31 23:00"),
        ("明天之后三天", "11-30 23:59"),
        ("in 1½ hours", "11-26 11:30"),
        ("两三天内", "11-29 23:59"),
        ("ten to six pm", "11-26 17:50"),
        ("Singles' Day at 8pm", "11-11 20:00"),
        ("元旦后上班头一天上午9点半", "01-04 09:30"),
    ],
)
def test_single_words_that_change_the_moment_are_heard(text: str, expected: str) -> None:
    assert shown(read(text, THURSDAY, OFFICE)) == expected


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("每年6月底", "FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=-1"),
        ("隔天一次", "FREQ=DAILY;INTERVAL=2"),
        ("每天上午9点和下午4点", "FREQ=DAILY;BYHOUR=9,16;BYMINUTE=0"),
        ("每个月头一个礼拜一", "FREQ=MONTHLY;BYDAY=1MO"),
        ("每年1月及7月的15日", "FREQ=YEARLY;BYMONTH=1,7;BYMONTHDAY=15"),
        ("每逢单月15日", "FREQ=YEARLY;BYMONTH=1,3,5,7,9,11;BYMONTHDAY=15"),
        ("每周固定礼拜二跟礼拜四中午12点", "FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=12;BYMINUTE=0"),
        ("平日每天早上八点十五分", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=8;BYMINUTE=15"),
        ("alternate Wednesdays", "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE"),
        ("Tue/Thu 2.15pm weekly", "FREQ=WEEKLY;BYDAY=TU,TH;BYHOUR=14;BYMINUTE=15"),
        ("Mon to Thu at 4pm every week", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH;BYHOUR=16;BYMINUTE=0"),
    ],
)
def test_rules_keep_every_part_that_was_said(text: str, rule: str) -> None:
    assert read(text, THURSDAY, OFFICE).rule == rule


@pytest.mark.parametrize(
    "text", ["春节前", "节后第一个工作日", "明年2月最后一个工作日", "30个工作日内", "国庆假期结束前", "春节期间"]
)
def test_what_hangs_on_a_year_without_its_notice_is_marked_provisional(text: str) -> None:
    found = read(text, THURSDAY, OFFICE).explanation
    assert found is not None
    assert found.provisional


@pytest.mark.parametrize("text", ["明年2月14日", "情人节前", "20个工作日内", "明年三月底"])
def test_what_does_not_hang_on_it_is_not(text: str) -> None:
    found = read(text, THURSDAY, OFFICE).explanation
    assert found is None or not found.provisional


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("明 天 下 午 3 点 前", "11-27 15:00"),
        ("请 于 十 二 月 五 日 前 报 送 材 料", "12-05 23:59"),
        ("周五上午 9 : 30", "11-27 09:30"),
    ],
)
def test_chinese_out_of_a_scan_is_read_though_every_character_stands_alone(text: str, expected: str) -> None:
    assert shown(read(text, THURSDAY, OFFICE)) == expected


def test_spaces_between_numerals_make_a_list_and_no_number() -> None:
    assert read("每 周 一 三 五", THURSDAY, OFFICE).rule == "FREQ=WEEKLY;BYDAY=MO,WE,FR"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("周五交，不对，下周一", "11-30 23:59"),
        ("下周一到三", "12-02 23:59"),
        ("八月头三个工作日", "08-04 23:59"),
        ("the first three working days of December", "12-03 23:59"),
        ("a month and a half", "01-10 23:59"),
    ],
)
def test_every_word_of_the_wording_counts(text: str, expected: str) -> None:
    assert shown(read(text, THURSDAY, OFFICE)) == expected


def test_the_end_of_a_holiday_said_on_its_second_day_is_this_years() -> None:
    second = datetime(2026, 10, 2, 10, 0, tzinfo=ZONE)
    assert shown(read("国庆假期结束前", second, OFFICE)) == "10-07 23:59"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Friday 3pm, scratch that, 4pm", "11-27 16:00"),
        ("5pm Friday, oops, I mean Monday", "11-30 17:00"),
        ("周五下午3点交，不对，4点", "11-27 16:00"),
        ("由12月1日推迟至12月5日", "12-05 23:59"),
        ("原定周五，提前到明天中午12点", "11-27 12:00"),
    ],
)
def test_a_correction_keeps_the_day_or_the_time_it_does_not_name(text: str, expected: str) -> None:
    assert shown(read(text, THURSDAY, OFFICE)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "最后大家合唱《明天会更好》，全场300人",
        "我在会议室3-12，密码是0508",
        "座位在15排2号",
        "特休计算，满1年有7天",
        "back in Q2 we lost two clients",
        "I can't find order no. 20261205 in the system",
        "I was off sick on Monday and only saw it now",
    ],
)
def test_titles_places_and_what_was_are_no_deadline(text: str) -> None:
    assert message(text).kind is Kind.NONE


def test_what_a_survey_takes_is_not_by_when_it_is_due() -> None:
    assert shown(message("The deadline for the Q2 survey is Friday, takes 10 mins tops.")) == "11-27 23:59"


def test_the_second_of_two_hours_is_not_dropped() -> None:
    assert read("every day at 9 and 5", THURSDAY, OFFICE).rule == "FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0"


@pytest.mark.parametrize(
    ("text", "expected"), [("正月初八", "02-13 23:59"), ("年初五前", "02-10 23:59"), ("大年初三", "02-08 23:59")]
)
def test_days_of_the_first_moon_are_days_of_that_moon(text: str, expected: str) -> None:
    assert shown(read(text, THURSDAY, OFFICE)) == expected


@pytest.mark.parametrize("text", ["初二（3）班", "年初二", "农历八月初三"])
def test_a_school_year_and_other_lunar_days_are_left_alone(text: str) -> None:
    assert read(text, THURSDAY, OFFICE).kind is Kind.NONE


@pytest.mark.parametrize("text", ["每年春节前", "每年中秋", "every year on Chinese New Year"])
def test_a_yearly_rule_on_a_day_that_moves_is_asked_about_and_not_cut_short(text: str) -> None:
    assert read(text, THURSDAY, OFFICE).kind is Kind.ASK


def test_when_the_papers_are_due_outweighs_when_the_meeting_is() -> None:
    assert shown(message("会议推迟到下周，材料仍周五交")) == "11-27 23:59"


def test_what_a_correction_withdraws_does_not_stay_in_the_text() -> None:
    found = message("写总结 周五交，不对，下周一交")
    assert (shown(found), found.words, found.rest) == ("11-30 23:59", "周五交，不对，下周一", "写总结 交")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11月27日下班前 整理没人认领的资产", "11-27 18:00"),
        ("12月1日下班前 统计没有签收的事项", "12-01 18:00"),
        ("12月1日下班前 把没办完的事列清单", "12-01 18:00"),
        ("12月1日下班前 解决三楼没水的问题", "12-01 18:00"),
        ("周五下班前 催没交材料的人", "11-27 18:00"),
        ("明天下班前 通知忘了打卡的人", "11-27 18:00"),
        ("下班前联系没回复的客户", "11-26 18:00"),
        ("下班前小王没打卡", ""),
        ("下班前我忘了打卡", ""),
        ("上周四下班前门没锁，调一下监控", ""),
    ],
)
def test_an_order_about_those_who_have_not_keeps_its_deadline(text: str, expected: str) -> None:
    assert shown(message(text)) == expected


def test_a_day_before_words_that_may_be_a_story_is_asked_about() -> None:
    found = message("12月1日下班前 八号没人签收")
    assert found.kind is Kind.ASK
    assert "12-01 18:00" in shown(found)
