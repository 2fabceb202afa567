"""每周一、周四上午: how often is reported, in words, in an order, and on a calendar with holidays."""

from __future__ import annotations

from datetime import datetime

import pytest

from domain.errors import Refusal
from domain.rules.no_more import says_off
from domain.rules.orders_of_reports import only_reports, reports_in
from domain.rules.rhythm import next_due, rhythm_of
from tests.domain.office import CALENDAR, MONDAY, local


def coming(rule: str, start: datetime, n: int, *, loud: bool = False) -> list[datetime]:
    """The next moments by a rule, each counted from the one before."""
    found = [start]
    for _ in range(n):
        due = next_due(rule, found[-1], found[-1], CALENDAR, loud=loud)
        assert due is not None
        found.append(due)
    return found[1:]


@pytest.mark.parametrize(
    ("words", "first", "second"),
    [
        ("每周一、周四上午", local(23, 12), local(26, 12)),
        ("每週一、週四上午", local(23, 12), local(26, 12)),
        ("every Monday and Thursday morning", local(23, 12), local(26, 12)),
        ("每周五", local(27, 18), local(4, 18, month=12)),
        ("每周", local(27, 18), local(4, 18, month=12)),
        ("every working day 17:00", local(23, 17), local(24, 17)),
        ("每天下班前", local(23, 18), local(24, 18)),
        ("每月最后一个工作日", local(30, 18), local(31, 18, month=12)),
        ("每月", local(30, 18), local(31, 18, month=12)),
        ("以後每週五回報一次進度", local(27, 18), local(4, 18, month=12)),
        ("隔周一", local(23, 18), local(7, 18, month=12)),
        ("每周三下午", local(25, 18), local(2, 18, month=12)),
    ],
)
def test_words_are_a_rule_and_its_moments(words: str, first: datetime, second: datetime) -> None:
    assert coming(rhythm_of(words, MONDAY, CALENDAR).rule, MONDAY, 2) == [first, second]


def test_a_holiday_moves_a_report_to_the_next_working_day_and_two_become_one() -> None:
    rule = rhythm_of("每周一、周四上午", MONDAY, CALENDAR).rule
    before = local(28, 12, month=9)
    assert coming(rule, before, 2) == [local(8, 12, month=10), local(12, 12, month=10)]


def test_a_make_up_saturday_is_a_working_day() -> None:
    rule = rhythm_of("每个工作日17:00", MONDAY, CALENDAR).rule
    assert local(10, 17, month=10) in coming(rule, local(8, 18, month=10), 3)


def test_by_the_hour_is_in_working_time_only_unless_the_matter_is_urgent() -> None:
    rule = rhythm_of("每小时", MONDAY, CALENDAR).rule
    assert coming(rule, local(23, 17), 1) == [local(24, 9)]
    assert coming(rule, local(23, 17), 2, loud=True) == [local(23, 18), local(23, 19)]


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("随便", "periodic-none"), ("周一", "periodic-none"), ("明天下午", "periodic-none"), ("每周三次", "periodic-none"),
        ("whenever", "periodic-none"), ("每半小时", "periodic-often"), ("every 10 minutes", "periodic-often"),
        ("每逢春节", "periodic-moving"), ("每年中秋节", "periodic-moving"),
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused_with_its_reason(words: str, name: str) -> None:
    with pytest.raises(Refusal) as refused:
        rhythm_of(words, MONDAY, CALENDAR)
    assert refused.value.name == name


@pytest.mark.parametrize("words", ["off", "取消", "停止", "不用反馈了", "none"])
def test_there_are_words_for_no_rule(words: str) -> None:
    assert says_off(words)
    assert not says_off("每周五")


SURVEY = "12月18日前完成设备清查"


@pytest.mark.parametrize(
    ("order", "rest", "words"),
    [
        (f"{SURVEY}，每周一、周四上午反馈一次", SURVEY, "每周一、周四上午"),
        (f"{SURVEY} 每天下班前报进度", SURVEY, "每天下班前"),
        (f"每周五反馈进展，{SURVEY}", SURVEY, "每周五"),
        ("12月18日前完成清查，每週五回報進度一次", "12月18日前完成清查", "每週五"),
        (f"{SURVEY}，每周五向我汇报进展，附照片", f"{SURVEY}，附照片", "每周五"),
        ("清查设备（每周五反馈进度），12月18日前", "清查设备，12月18日前", "每周五"),
        (f"{SURVEY}，每周三下班前书面反馈进展情况", SURVEY, "每周三下班前"),
        (f"{SURVEY}，请每日17:00前报送进展", SURVEY, "每日17:00前"),
        (f"{SURVEY}，每天向我汇报", SURVEY, "每天"),
        (f"{SURVEY}，每日一报", SURVEY, "每日一报"),
        (f"{SURVEY}，每周一报", SURVEY, "每周一报"),
        ("12月18日前完成清查，每週五更新進度", "12月18日前完成清查", "每週五"),
        ("finish it by Dec 18, weekly progress report", "finish it by Dec 18", "weekly"),
        ("finish it by Dec 18 and keep me posted every Friday", "finish it by Dec 18", "every Friday"),
        ("finish it by Dec 18, report weekly", "finish it by Dec 18", "weekly"),
        ("finish it by Dec 18, with updates every Friday", "finish it by Dec 18", "every Friday"),
        ("finish it by Dec 18, every Monday and Thursday report progress", "finish it by Dec 18", "every Monday and Thursday"),
        ("finish it by Dec 18 and report progress every Friday", "finish it by Dec 18", "every Friday"),
        ("finish it by Dec 18, with a progress report every Friday", "finish it by Dec 18", "every Friday"),
        ("send me a status update every Friday; finish by Dec 18", "finish by Dec 18", "every Friday"),
    ],
)  # fmt: skip
def test_an_order_says_how_often_is_to_be_reported(order: str, rest: str, words: str) -> None:
    found, rhythm = reports_in(order, MONDAY, CALENDAR)
    assert rhythm is not None
    assert (found, rhythm.words) == (rest, words)


@pytest.mark.parametrize(
    "order",
    [
        "每周一交周报", "每周五收集反馈", "每周一反馈会", "周五前把反馈意见整理好", "写反馈报告，每周五交", "每周五反馈一次",
        "每周五反馈客户意见", "每天汇报疫情", "每周五报进度会纪要", "update the ledger every Friday",
        "every Friday update the ledger",
        "every Friday report the numbers to finance", "每周一报名", "prepare progress reports by Friday",
        "send the weekly report every Friday", "12月18日前反馈进展",
    ],
)  # fmt: skip
def test_a_series_or_a_report_that_is_the_deed_itself_is_left_as_it_is(order: str) -> None:
    assert reports_in(order, MONDAY, CALENDAR) == (order, None)


def test_a_rule_in_an_order_that_cannot_be_is_refused() -> None:
    with pytest.raises(Refusal, match="periodic-often"):
        reports_in("清查设备，每半小时反馈一次，今天下班前完成", MONDAY, CALENDAR)


@pytest.mark.parametrize(
    ("words", "only"),
    [
        ("以后每周五反馈一次进展", True), ("每周五报进度", True), ("改成每天下班前汇报", True),
        ("please report progress every Friday from now on", True), ("每周五反馈一次，先把附件补齐", False),
        ("周五前反馈一次", False), ("同意", False), ("每周五开会", False),
    ],
)  # fmt: skip
def test_words_about_a_matter_may_say_nothing_but_that(words: str, only: bool) -> None:
    assert only_reports(words, MONDAY, CALENDAR) is only


@pytest.mark.parametrize("order", ["请各部门每周五报送工作进展", "各科室每周五汇报进展", "請各單位每週五回報進度"])
def test_an_order_that_only_says_who_shall_report_keeps_its_deed(order: str) -> None:
    assert reports_in(order, MONDAY, CALENDAR) == (order, None)
