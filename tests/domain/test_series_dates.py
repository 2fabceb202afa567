"""On which days a series comes: in every time zone, over days off, as words say it; and what cannot be one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest

from domain.errors import Refusal
from domain.model.repeats import Adjust, Repeats
from domain.model.series import Series
from domain.model.value import replace
from domain.rules.repeating import adjust_said, ahead_said, begun, first_dates, repeating
from domain.rules.series import coming, made_at, on_the_last, settled_by_another_rule
from domain.settings.spans import Span
from tests.domain.office import CALENDAR, MONDAY, local
from worktime.calendar import WorkingCalendar

USUAL = Span.parse("5wd")
RULES = (
    Repeats(
        "FREQ=DAILY;BYHOUR=2;BYMINUTE=30", "每天2:30", adjust=Adjust.NONE
    ),  # the hour that clocks leave out in spring
    Repeats("FREQ=DAILY;BYHOUR=0;BYMINUTE=0", "每天0:00", adjust=Adjust.NONE),
    Repeats("FREQ=WEEKLY;BYDAY=FR", "每周五", adjust=Adjust.BEFORE),
    Repeats("FREQ=WEEKLY;INTERVAL=2;BYDAY=SU;BYHOUR=2;BYMINUTE=30", "隔周日2:30", adjust=Adjust.NONE),
    Repeats("FREQ=MONTHLY;BYMONTHDAY=25;BYHOUR=23;BYMINUTE=59", "每月25日23:59前", adjust=Adjust.AFTER),
    Repeats("FREQ=MONTHLY;BYMONTHDAY=10,20,-1;BYHOUR=0;BYMINUTE=0", "每旬0:00", adjust=Adjust.BEFORE),
    Repeats("FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=1,-1", "每月15日和30日", adjust=Adjust.AFTER),
    Repeats("FREQ=YEARLY;BYMONTH=1,3,5,7,9,11;BYMONTHDAY=-1;BYHOUR=2;BYMINUTE=30", "逢单月底2:30", adjust=Adjust.NONE),
    Repeats("FREQ=WEEKLY;BYDAY=SU", "每周日", adjust=Adjust.NONE, since="2027-03-14"),
    Repeats("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYHOUR=9;BYMINUTE=0", "每个工作日9:00", office_days=True),
)


def said(words: str, now: datetime = MONDAY) -> Repeats:
    """What words are read as."""
    found = repeating(words, now, CALENDAR)
    assert found is not None, words
    return found.repeats


def days(repeats: Repeats, n: int, now: datetime = MONDAY) -> list[str]:
    """The next dates, as they will really be."""
    return [f"{one.due.astimezone(CALENDAR.zone):%m-%d}" for one in first_dates(repeats, now, CALENDAR, n)]


def one_by_one(series: Series, calendar: WorkingCalendar, until: datetime) -> list[tuple[date, datetime]]:
    """Every date to a moment, each settled before the next is looked for, as it is when their tasks are made."""
    found: list[tuple[date, datetime]] = []
    while (one := next(coming(series, calendar), None)) is not None and one.due <= until:
        found.append((one.on, one.due))
        series = replace(series, settled_on=one.on.isoformat(), settled_due=one.due)
    return found


def test_each_date_comes_once_in_every_time_zone_over_a_year() -> None:
    for name in sorted(available_timezones()):
        calendar = CALENDAR.in_zone(ZoneInfo(name))
        start = datetime(2026, 11, 23, 9, 30, tzinfo=calendar.zone)
        for repeats in RULES[:2] if name > "B" else RULES:
            series = begun(repeats, start, calendar)
            ahead = [
                (one.on, one.due) for one in islice(coming(series, calendar), 370 if "DAILY" in repeats.rule else 60)
            ]
            dues = [due for _, due in ahead]
            assert all(a < b for a, b in pairwise(dues)), (name, repeats)
            assert len({on for on, _ in ahead}) == len(ahead), (name, repeats)
            assert not repeats.since or str(ahead[0][0]) == repeats.since, name
            if repeats.rule.startswith("FREQ=DAILY"):
                assert [on for on, _ in ahead] == [ahead[0][0] + timedelta(days=n) for n in range(len(ahead))], name
            some = ahead[:30]
            assert one_by_one(series, calendar, some[-1][1]) == some, (name, repeats)


@pytest.mark.parametrize("repeats", RULES)
def test_it_is_made_before_it_is_due_and_not_before_the_last_one_is(repeats: Repeats) -> None:
    series = begun(repeats, MONDAY, CALENDAR)
    for one in islice(coming(series, CALENDAR), 60):
        at = made_at(series, one, USUAL, CALENDAR)
        assert series.settled_due <= at < one.due
        series = replace(series, settled_on=one.on.isoformat(), settled_due=one.due)


@pytest.mark.parametrize(
    ("words", "next_ones"),
    [
        ("每月25日前 报送月报", ["11-25", "12-25", "01-25"]),
        ("每月28日前 报送月报", ["11-27", "12-28", "01-28"]),  # 28 November is a Saturday
        ("每月28日 报送月报", ["11-30", "12-28", "01-28"]),
        ("每月31日报送月报", ["12-31", "01-29", "03-31"]),  # 31 January is a Sunday, and the report January's
        ("每月底前报送月报", ["11-30", "12-31", "01-29"]),
        ("每月报送月报", ["11-30", "12-31", "01-29"]),
        ("每季度报送季报", ["12-31", "03-31", "06-30"]),
        ("每周五交周报", ["11-27", "12-04", "12-11"]),
        ("每两周交报告", ["12-07", "12-21", "01-04"]),  # from now: not today
        ("by the 25th of every month send the monthly report", ["11-25", "12-25", "01-25"]),
        ("每月25日前报送月报，共2次", ["11-25", "12-25"]),
        ("每月25日前报送月报，到明年1月为止", ["11-25", "12-25", "01-25"]),
        ("every Friday 5pm send the weekly report until 5 December", ["11-27", "12-04"]),
    ],
)
def test_the_next_dates_are_those_that_will_really_be(words: str, next_ones: list[str]) -> None:
    assert days(said(words), len(next_ones) + 1)[: len(next_ones)] == next_ones


def test_two_dates_that_fall_on_one_working_day_are_one() -> None:
    every_day = Repeats("FREQ=DAILY", "每天", adjust=Adjust.BEFORE)
    assert days(every_day, 6) == ["11-23", "11-24", "11-25", "11-26", "11-27", "11-30"]


@pytest.mark.parametrize(
    ("words", "rest"),
    [
        ("每周五到会议室打扫", "到会议室打扫"),
        ("每月5号前到银行对账", "到银行对账"),
        ("每周五交周报至张主任", "交周报至张主任"),
        ("每月25日前报送月报，共6次", "报送月报"),
        ("每月25日前报送月报至2027年6月30日", "报送月报"),
    ],
)
def test_the_end_goes_out_of_the_deed_and_nothing_else_does(words: str, rest: str) -> None:
    found = repeating(words, MONDAY, CALENDAR)
    assert found is not None
    assert found.rest == rest


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("每年2月30日报送年报", "series-never"),
        ("每月32日前 月报", "series-never"),
        ("每月2月31日 报送", "series-unclear"),
        ("每月31日 和2月30日 报送", "series-unclear"),
        ("每月三十二号 报", "series-never"),
        ("every month on the 32nd report", "series-never"),
        ("每0天 报", "series-never"),
        ("every 0 days report", "series-never"),
        ("每逢节假日前 检查安全", "series-holidays"),
        ("每個節日前 檢查安全", "series-holidays"),
        ("每小时检查一次", "series-often"),
        ("每分钟检查一次", "series-often"),
        ("每天9点和17点巡检", "series-often"),
        ("每月25日前报送月报，到明天为止", "series-end"),
        ("every Friday send the report until tomorrow", "series-end"),
    ],
)
def test_what_never_comes_or_comes_too_often_is_refused(words: str, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        repeating(words, MONDAY, CALENDAR)
    assert refused.value.name == name


@pytest.mark.parametrize("words", ["周五前交报告", "整理每周例会纪要", "明天下班前", "", "共6次"])
def test_what_names_no_rule_is_none(words: str) -> None:
    assert repeating(words, MONDAY, CALENDAR) is None


def test_the_31st_is_the_last_day_of_a_short_month_or_left_out() -> None:
    having = replace(said("每月31日报送"), adjust=Adjust.NONE)
    assert days(having, 3, local(1, 9, month=1, year=2027)) == ["01-31", "03-31", "05-31"]
    assert days(on_the_last(having), 3, local(1, 9, month=1, year=2027)) == ["01-31", "02-28", "03-31"]
    thirtieth = replace(said("每月30日报送"), adjust=Adjust.NONE)
    assert days(on_the_last(thirtieth), 3, local(1, 9, month=1, year=2027)) == ["01-30", "02-28", "03-30"]


def test_a_month_that_has_its_report_gets_no_second_one_by_another_rule() -> None:
    monthly = said("每月25日前")
    assert settled_by_another_rule("2026-12-25", monthly, said("每月28日前")) == "2026-12-31"
    assert settled_by_another_rule("2026-12-25", monthly, said("每周五")) == "2026-12-27"
    assert settled_by_another_rule("2026-12-25", monthly, said("每周一、周四")) == "2026-12-25"
    assert settled_by_another_rule("2026-12-25", said("每年12月25日前"), said("每年1月10日前")) == "2026-12-31"


def test_a_daily_series_that_becomes_a_weekly_one_does_not_lose_this_weeks_friday() -> None:
    assert settled_by_another_rule("2026-11-30", said("每天"), said("每周五")) == "2026-11-30"
    assert settled_by_another_rule("2026-11-27", said("每周五"), said("每月30日前")) == "2026-11-29"


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("提前3天", "3d"), ("提前两个工作日", "2wd"), ("提前一周", "7d"), ("提早5小時", "5h"), ("2 working days ahead", "2wd"),
        ("提前", ""), ("3天", ""),
    ],
)  # fmt: skip
def test_how_long_ahead_is_read(words: str, span: str) -> None:
    assert ahead_said(words)[0] == span


@pytest.mark.parametrize(
    ("words", "adjust"),
    [
        ("提前", Adjust.BEFORE),
        ("順延", Adjust.AFTER),
        ("不调整", Adjust.NONE),
        ("no adjustment", Adjust.NONE),
        ("周五", None),
    ],
)
def test_what_becomes_of_days_off_is_read(words: str, adjust: Adjust | None) -> None:
    assert adjust_said(words)[0] is adjust
