"""The values between words and moments: tokens, and what the grammar makes of them before a calendar answers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final, Literal

from msgspec import Struct
from msgspec.structs import astuple

from deadlines.reading import Explanation, Problem
from worktime.calendar import WorkingCalendar

LAST_AFTERNOON_HOUR: Final = 6  # 1 to 6 on the face of the clock are in the afternoon

# What sort of day the words named. A `weekday` comes every week, a `monthly` day is the 15th of any month, a `yearly` one
# 3 December of any year; `weekday-of-week` is fixed (next Friday), `working` and `end` were reckoned, `count` was counted.
DaySort = Literal[
    "date", "weekday", "weekday-of-week", "monthly", "yearly", "relative", "festival", "lunar", "end", "working", "count"
]  # fmt: skip
OfficeHour = Literal["opening", "closing", "eod"]  # times of day that depend on the working hours of that day


class Context(Struct):
    """What the words are read against."""

    now: dt.datetime  # aware, in the calendar's zone
    today: dt.date
    calendar: WorkingCalendar
    han: bool = False  # the text has Chinese characters
    latin: bool = False  # the text has English letters


class Token(Struct):
    """A piece of the folded text with what it was found to be. `gap` says that white space stands before it.

    One that an action makes to call another has no place in the text.
    """

    code: str
    value: Any
    start: int = 0
    end: int = 0
    gap: bool = False
    word: str = ""

    @property
    def whole(self) -> int:
        """The value of a token that counts, as a whole number."""
        return int(str(self.value))


class Day(Struct):
    """A day, or the series of days it may be (every Friday, every 15th): `after` gives the next one of the series."""

    date: dt.date | None
    sort: DaySort = "date"
    after: Callable[[dt.date], dt.date | None] | None = None
    choices: tuple[dt.date, ...] = ()
    problem: Problem | None = None
    explanation: Explanation | None = None
    part: str | None = None  # a part of the day said with it: 今晚
    weekday: int | None = None
    grain: str = "day"
    weak: bool = False
    beside: bool = False  # 当天, 次日, 当晚: counted from a day named before it, from today without one


class Clock(Struct):
    """A time of day. `half` is am, pm, a day part, or None when only the face of the clock was said."""

    hour: int
    minute: int = 0
    second: int = 0
    half: str | None = None
    exact: bool = False  # 24-hour writing, noon and the like: no doubt about the half of the day
    special: OfficeHour | None = None
    problem: Problem | None = None
    weak: bool = False
    digital: bool = False  # 9:30, as against 九点半
    grain: str = "minute"
    about: bool = False  # the later of two neighbouring hours: 七八点
    zone: dt.tzinfo | None = None  # the place whose clock it is, None for the office's

    @property
    def sure(self) -> bool:
        """Whether the half of the day is beyond doubt: nobody writes 9:30 for the evening."""
        return self.exact or (self.digital and self.hour > LAST_AFTERNOON_HOUR)


class Span(Struct):
    """A period of whole days; its end is the deadline."""

    first: dt.date
    last: dt.date
    grain: str
    choices: tuple[dt.date, ...] = ()
    weak: bool = False
    sort: str = "calendar"  # relative: 本周, next month
    bare: bool = False  # a year or weekend without a word for which


class Length(Struct):
    """A length of time; months and days are calendar units, seconds exact time, working days the office's."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    working_days: int = 0
    working_seconds: int = 0
    problem: Problem | None = None
    half_day: bool = False
    grain: str = "day"
    least: Length | None = None  # of 两三天 the two


class Repeat(Struct):  # noqa: PLW1641 - it changes, so it has no hash
    """A recurring rule under construction."""

    freq: str
    interval: int = 1
    parts: tuple[tuple[str, str], ...] = ()
    accepts_clock: bool = True
    weak: bool = False  # weekly: before a noun it only describes

    def __eq__(self, other: object) -> bool:
        """Whether it is the same rule, however weakly said."""
        return isinstance(other, Repeat) and astuple(self)[:-1] == astuple(other)[:-1]


class Point(Struct):
    """A day and a time of day, either of which may be missing."""

    day: Day | None = None
    clock: Clock | None = None
    part: str | None = None
    span: Span | None = None


class Range(Struct):
    """From one point to another; the second is the deadline."""

    start: Point
    end: Point


class Either(Struct):
    """Words that are read in two ways, both of them common: 1215前 is 15 December and 12:15."""

    one: Day
    other: Clock


class Shifted(Struct):
    """A length counted from a point (two days from tomorrow), or back from it (三天前 of a festival)."""

    length: Length
    start: Point
    back: bool = False
    clock: Clock | None = None  # said behind it: a week from Friday at five
    part: str | None = None


class Counted(Struct):
    """A length counted from now, with the time of day said behind it: 5天后下午两点."""

    length: Length
    clock: Clock | None = None
    marked: bool = False
    reach: bool = False  # 后, in: a point to go on from, and no limit as 内 is


class FromEvent(Struct):
    """A length counted from an event without a day of its own: 会前一天, 提前三天, the day before the visit."""

    length: Length
    back: bool
    early: bool = False  # 提前: the event stands elsewhere in the text
    clock: Clock | None = None
    part: str | None = None
