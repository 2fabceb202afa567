"""每旬, twice a month, every funday: what people say of how something comes back is read, or refused with the reason."""

from __future__ import annotations

import pytest

from domain.errors import Refusal
from domain.model.repeats import Adjust
from domain.model.value import replace
from domain.rules.repeating import first_dates, repeating
from domain.rules.series import day_not_in_every_month, on_the_last
from tests.domain.office import CALENDAR, MONDAY
from tests.domain.test_series_dates import days, said

# Words, and the next three days on which it is due; it is the Monday of 23 November.
READ = (
    ("每旬报送旬报", "报送旬报", "11-30 12-10 12-18"),
    ("每旬末报送旬报", "报送旬报", "11-30 12-10 12-18"),
    ("每旬第一天报送旬报", "报送旬报", "12-01 12-11 12-21"),
    ("按旬报送", "报送", "11-30 12-10 12-18"),
    ("每半月报送一次进展", "报送一次进展", "11-30 12-15 12-31"),
    ("every half month send the report", "send the report", "11-30 12-15 12-31"),
    ("每月上旬报送报表", "报送报表", "12-10 01-11 02-11"),
    ("每月中旬报送报表", "报送报表", "12-21 01-20 02-22"),
    ("每月下旬报送报表", "报送报表", "11-30 12-31 01-29"),
    ("每月中报送报表", "报送报表", "12-15 01-15 02-15"),
    ("每月逢五报送报表", "报送报表", "11-25 12-07 12-15"),
    ("每月逢10报送报表", "报送报表", "11-30 12-10 12-18"),
    ("每月10日、20日和月底前报送报表", "报送报表", "11-30 12-10 12-18"),
    ("每月10日和25日报送报表", "报送报表", "11-25 12-10 12-25"),
    ("每季度末月25日前报送季报", "报送季报", "12-25 03-25 06-25"),
    ("隔周交周报", "交周报", "12-07 12-21 01-04"),
    ("隔周三交周报", "交周报", "11-25 12-09 12-23"),
    ("双周周五交周报", "交周报", "11-27 12-11 12-25"),
    ("每两周的周三交周报", "交周报", "11-25 12-09 12-23"),
    ("每月最后一个工作日报送月报", "报送月报", "11-30 12-31 01-29"),
    ("每月倒数第二个工作日报送月报", "报送月报", "11-27 12-30 01-28"),
    ("每逢单月报送报表", "报送报表", "11-30 01-29 03-31"),
    ("单月10日前报送报表", "报送报表", "01-08 03-10 05-10"),
    ("每雙月五號報送", "報送", "12-07 02-11 04-06"),
    ("每年3月和9月报送", "报送", "03-31 09-30 03-31"),
    ("每年6月30日和12月31日前报送", "报送", "12-31 06-30 12-31"),
    ("每月一报", "", "11-30 12-31 01-29"),
    ("每日一报水质", "水质", "11-23 11-24 11-25"),
    ("每25号前报送月报", "报送月报", "11-25 12-25 01-25"),
    ("每31日报送月报", "报送月报", "12-31 01-29 03-31"),
    ("每个周末巡查", "巡查", "11-29 12-06 12-13"),
    ("每周日报送", "报送", "11-29 12-06 12-13"),
    ("今后每周五都要交周报", "交周报", "11-27 12-04 12-11"),
    ("每月15日前后报送", "报送", "12-15 01-15 02-15"),
    ("每月25号（遇节假日提前）报送月报", "报送月报", "11-25 12-25 01-25"),
    ("每月28日前报送月报，遇节假日顺延", "报送月报", "11-30 12-28 01-28"),
    ("每月28日报送月报，节假日不调整", "报送月报", "11-28 12-28 01-28"),
    ("每月28日前報送，逢假日順延至次一工作天", "報送", "11-30 12-28 01-28"),
    ("每月25日报送月报，遇周末顺延到周一", "报送月报", "11-25 12-25 01-25"),
    ("每天巡查，节假日除外", "巡查", "11-23 11-24 11-25"),
    ("从下个月起每月25日前报送月报", "报送月报", "12-25 01-25 02-25"),
    ("从明年1月起每月5日报送月报", "报送月报", "01-05 02-11 03-05"),
    ("自12月1日起每周五交周报", "交周报", "12-04 12-11 12-18"),
    ("每月25日前报送月报，连续三个月", "报送月报", "11-25 12-25 01-25"),
    ("每隔一个月报送报表", "报送报表", "01-25 03-23 05-24"),
    ("每月第二、第四个周五开会", "开会", "11-27 12-11 12-25"),
    ("every other Friday send the weekly report", "send the weekly report", "11-27 12-11 12-25"),
    ("first working day of each month send the report", "send the report", "12-01 01-04 02-01"),
    ("every 10th and 25th send the report", "send the report", "11-25 12-10 12-25"),
    ("every 31st send the report", "send the report", "12-31 01-29 03-31"),
    ("every odd month send the report", "send the report", "11-30 01-29 03-31"),
    ("every even month on the 5th send the report", "send the report", "12-07 02-11 04-06"),
    ("fortnightly send the report", "send the report", "12-07 12-21 01-04"),
    ("weekly send the report", "send the report", "11-27 12-04 12-11"),
    ("send the report on Fridays", "send the report", "11-27 12-04 12-11"),
    ("every weekend check the doors", "check the doors", "11-29 12-06 12-13"),
    ("every Monday from January send the report", "send the report", "01-04 01-11 01-18"),
    ("every Monday send the report starting 7 December until Christmas", "send the report", "12-07 12-14 12-21"),
    ("every Friday for 3 months send the report", "send the report", "11-27 12-04 12-11"),
    ("every 28th, previous working day if a holiday, send the report", "send the report", "11-27 12-28 01-28"),
    ("send the report every 28th (or the next working day if it is a weekend)", "send the report", "11-30 12-28 01-28"),
)
NOT = (
    ("每天早晚测体温", "series-often"),
    ("每天两次巡查", "series-often"),
    ("每日上午下午各巡查一次", "series-often"),
    ("twice a day check the temperature", "series-often"),
    ("every morning and evening check the doors", "series-often"),
    ("每年春节前检查安全", "series-holidays"),
    ("每年國慶節前檢查安全", "series-holidays"),
    ("每个节假日检查安全", "series-holidays"),
    ("every public holiday check safety", "series-holidays"),
    ("every year before Chinese New Year check safety", "series-holidays"),
    ("每周八开例会", "series-never"),
    ("每週八開例會", "series-never"),
    ("每星期九交周报", "series-never"),
    ("every 8th day of the week report", "series-never"),
    ("每周两次巡查", "series-which"),
    ("每周二次巡查", "series-which"),
    ("每月两次报送报表", "series-which"),
    ("每年两次报送总结", "series-which"),
    ("twice a month send the report", "series-which"),
    ("biweekly send the report", "series-which"),
    ("每年1月15日和7月20日报送", "series-two-days"),
    ("每周五巡查，节假日除外", "series-not-out"),
    ("every Friday except holidays send the report", "series-not-out"),
    ("每学期开学前报送", "series-unclear"),
    ("每次会议前准备材料", "series-unclear"),
    ("每月逢5、10日报送", "series-unclear"),
    ("every funday check", "series-unclear"),
    ("every Frday send the report", "series-unclear"),
)


@pytest.mark.parametrize(("words", "rest", "next_ones"), READ)
def test_what_is_said_is_read_and_goes_out_of_the_deed(words: str, rest: str, next_ones: str) -> None:
    found = repeating(words, MONDAY, CALENDAR)
    assert found is not None
    assert (found.rest, " ".join(days(found.repeats, 3))) == (rest, next_ones)
    assert found.repeats.words.replace(" ", "") in words.replace(" ", ""), "in the words in which it was said"


@pytest.mark.parametrize(("words", "name"), NOT)
def test_what_names_no_day_has_its_own_sentence(words: str, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        repeating(words, MONDAY, CALENDAR)
    assert refused.value.name == name


@pytest.mark.parametrize(
    "words",
    [
        "整理每周两次的例会纪要",
        "统计每天早晚的人数",
        "周五前整理每周两次的例会纪要",
        "检查每年春节前的准备情况，周五前",
        "every team sends the figures by Friday",
        "每个部门报一份材料",
        "每人一份",
    ],
)
def test_what_stands_within_the_deed_is_no_rule(words: str) -> None:
    assert repeating(words, MONDAY, CALENDAR) is None


def test_an_adverb_in_front_may_be_part_of_the_deed() -> None:
    found = repeating("weekly report", MONDAY, CALENDAR)
    assert found is not None
    assert found.whole == "weekly report"


def test_what_is_said_of_days_off_goes_before_what_the_words_would_mean() -> None:
    assert said("每月25日前报送，遇节假日顺延").adjust is Adjust.AFTER
    assert said("每月25日报送，遇节假日提前").adjust is Adjust.BEFORE
    assert said("每月25日前报送").adjust is Adjust.BEFORE
    assert said("每月最后一天17点报送").adjust is Adjust.BEFORE
    assert said("每周六巡查").adjust is Adjust.NONE, "who names a Saturday means it"


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("每月31日", "FREQ=MONTHLY;BYMONTHDAY=-1"),
        ("每月30日", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1"),
        ("每月15日和31日", "FREQ=MONTHLY;BYMONTHDAY=15,-1"),
        ("每月15日和30日", "FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1"),
    ],
)
def test_days_that_some_months_have_not_are_the_last_there(words: str, rule: str) -> None:
    having = said(words)
    assert day_not_in_every_month(having) in (30, 31)
    last = on_the_last(having)
    assert (last.rule, day_not_in_every_month(last)) == (rule, 0)
    found = first_dates(replace(last, adjust=Adjust.NONE), MONDAY, CALENDAR, 12)
    months = sorted({one.on.year * 12 + one.on.month for one in found})
    assert months == list(range(months[0], months[-1] + 1)), "no month is left out"
