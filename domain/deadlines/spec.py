"""The values between words and moments: what atoms of the grammar mean before they are put together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar import WorkingCalendar
from domain.deadlines.reading import Explanation, Problem


@dataclass(slots=True)
class Context:
    """What the words are read against."""

    now: datetime  # aware, in the calendar's zone
    today: date
    calendar: WorkingCalendar
    han: bool = False  # the text has Chinese characters
    latin: bool = False  # the text has English letters


@dataclass(slots=True)
class Token:
    """A piece of the folded text with what it was found to be. `gap` says that white space stands before it."""

    code: str
    value: object
    start: int
    end: int
    gap: bool = False
    word: str = ""


@dataclass(slots=True)
class Day:
    """A day, or the series of days it may be (every Friday, every 15th): `after` gives the next one of the series."""

    date: date | None
    sort: str = "date"  # date, weekday, monthday, relative, festival, month-day, count
    after: Callable[[date], date | None] | None = None
    choices: tuple[date, ...] = ()
    problem: Problem | None = None
    explanation: Explanation | None = None
    part: str | None = None  # a part of the day said with it: 今晚
    weekday: int | None = None
    grain: str = "day"
    weak: bool = False


@dataclass(slots=True)
class Clock:
    """A time of day. `half` is am, pm, a day part, or None when only the face of the clock was said."""

    hour: int
    minute: int = 0
    second: int = 0
    half: str | None = None
    exact: bool = False  # 24-hour writing, noon and the like: no doubt about the half of the day
    special: str | None = None  # closing, opening, eod: depends on the working hours of the day
    problem: Problem | None = None
    weak: bool = False
    grain: str = "minute"


@dataclass(slots=True)
class Span:
    """A period of whole days; its end is the deadline."""

    first: date
    last: date
    grain: str
    choices: tuple[date, ...] = ()
    weak: bool = False
    anchor: bool = True  # 三月, Q3 without a year: may still move on when its end is past
    sort: str = "calendar"


@dataclass(slots=True)
class Length:
    """A length of time; months and days are calendar units, seconds exact time, working days the office's."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    working_days: int = 0
    working_seconds: int = 0
    problem: Problem | None = None
    half_day: bool = False
    bare_hour: bool = False
    grain: str = "day"


@dataclass(slots=True)
class Repeat:
    """A recurring rule under construction."""

    freq: str
    interval: int = 1
    parts: tuple[tuple[str, str], ...] = ()
    accepts_clock: bool = True


@dataclass(slots=True)
class Point:
    """A day and a time of day, either of which may be missing."""

    day: Day | None = None
    clock: Clock | None = None
    part: str | None = None
    span: Span | None = None
