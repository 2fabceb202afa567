"""Moments that the words name and the calendar makes doubtful: 29 February of a year without one, digits no clock shows."""

from __future__ import annotations

import re
from calendar import isleap
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.answers.resolve import Answer
from deadlines.arithmetic import HOURS
from deadlines.reading import Problem
from deadlines.spec import Clock, Context, Day, Point, Token

FEBRUARY: Final = 2
LEAP_DAY: Final = 29
_HEADS: Final = re.compile(r"\s*\d\d:[0-5]\d ")  # an order that begins with an hour: 25:00 提交报告
_FIGURES: Final = re.compile(r"[\d/.:-]+(?: ?[号日])?")


def without_a_leap_day(context: Context, token: Token, *, alone: bool) -> Token:
    """2月29日前 of a year without one: the last of February or the next leap year; alone it is what the calendar says."""
    value = token.value
    day = value.day if isinstance(value, Point) else value
    if alone or not isinstance(day, Day) or day.sort != "yearly" or day.date is None or day.choices:
        return token
    year = context.today.year + (context.today.month > FEBRUARY)
    if (day.date.month, day.date.day) != (FEBRUARY, LEAP_DAY) or isleap(year):
        return token
    doubted = replace(day, choices=(day.date.replace(year=year, day=LEAP_DAY - 1), day.date))
    return replace(token, value=replace(value, day=doubted) if isinstance(value, Point) else doubted)


def on_its_day(context: Context, value: object, found: Answer) -> Answer:
    """今晚12点, midnight: 23:59 of the day it is said of, since 00:00 would show the next one."""
    clock = value.clock if isinstance(value, Point) else value
    if (
        not isinstance(clock, Clock)
        or (clock.hour, clock.minute, clock.zone) != (HOURS, 0, None)
        or found.moment is None
    ):
        return found
    minute_before = found.moment - timedelta(minutes=1)
    return replace(found, moment=minute_before) if minute_before > context.now else found


def is_no_moment(value: object, text: str, start: int, end: int) -> bool:
    """Whether these are bare figures that no calendar and no clock has (12-34-56, 31:75): the number of some thing."""
    if _HEADS.match(text) and not text[:start].strip():
        return False
    problem = value.problem if isinstance(value, Day | Clock) else None
    return problem is Problem.IMPOSSIBLE and _FIGURES.fullmatch(text, start, end) is not None
