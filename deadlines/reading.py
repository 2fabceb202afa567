"""What reading a phrase gives back: the public types, without any of the reading."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from msgspec import Struct


class Kind(StrEnum):
    """What sort of deadline was read."""

    DATE = "date"
    DATETIME = "datetime"
    DURATION = "duration"  # counted from now
    PERIOD = "period"  # its end is the deadline
    SET = "set"  # recurring
    NONE = "none"  # no deadline in the text, or one that cannot be (then `problem` says why)
    ASK = "ask"  # people read these words in more than one way


class Problem(StrEnum):
    """Why words that were clearly meant as a deadline cannot be one."""

    PAST = "past"
    IMPOSSIBLE = "impossible"  # 31 February, 25:00
    TOO_FAR = "too-far"  # after the year 2199
    NOT_POSITIVE = "not-positive"  # 0 days, -3 days
    TOO_LONG = "too-long"  # more text than a message can hold
    UNKNOWN_YEAR = "unknown-year"  # working days asked for beyond the known calendar


class Explanation(Struct, frozen=True):
    """How the answer was found, as facts; the words for them are the catalogues' business.

    `skipped` are the runs of days off (first, last) that a count of working days stepped over, `make_up` the weekend
    days it counted because they are worked (调休).
    """

    working_days: int | None = None
    skipped: tuple[tuple[date, date], ...] = ()
    make_up: tuple[date, ...] = ()
    provisional: bool = False  # the official notice for a year counted through is not out
    festival: str | None = None  # the festival's id, as in `festivals.FESTIVALS`
    weekday_differs: bool = False  # the weekday named beside the date is not that date's
    from_event: str = ""  # what the days are counted from and nobody has dated: 验收合格之日起, the visit
    before_event: bool = False  # they are counted back from it
    just_past: bool = False  # the first reading is this year's day, which has just gone by; the other next year's
    day_part: str | None = None  # 明天上午: no clock time was said; the part's usual end was taken


class Reading(Struct, frozen=True):
    """The answer for one text.

    `moment` is aware, in the calendar's zone; with `day_only` the text named a day and the moment is its 23:59.
    `span` are offsets into the original text ((-1, -1) when nothing was read), `words` is that slice, `rest` the text
    without it and without the particles that held it. `rule` is an RFC 5545 recurrence (only for `SET`),
    `readings` the moments to offer (only for `ASK`). `grain` is how exactly the words spoke. `working_days` says that the
    Monday to Friday of a rule stands for the days the office works (每个工作日), see `worktime.occurrences`.
    """

    kind: Kind
    moment: datetime | None = None
    day_only: bool = False
    rule: str | None = None
    words: str = ""
    span: tuple[int, int] = (-1, -1)
    rest: str = ""
    readings: tuple[datetime, ...] = ()
    grain: str = ""
    problem: Problem | None = None
    explanation: Explanation | None = None
    working_days: bool = False
