"""The days of a ledger as moments: read by the clock of the day on which the file came, however long it lies.

A day without a year is the nearest such day; of what was given or closed the last one. What can be read in two ways is
asked about, once for its column, unless other cells of it decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo

from deadlines import Kind, Reading, read_given
from domain.model.ledger import LedgerColumn as C
from domain.model.tasks import PICKED, Wording
from domain.model.value import value
from domain.rules.drafts import doubt_of
from domain.rules.imports import values
from domain.rules.imports.values import UnreadableError, within
from domain.text import half_width, late, one_line
from worktime.calendar import WorkingCalendar

ORDER, TENS, YEAR = "order", "tens", "year"  # what can be asked about a column
LAST_MOMENT = time(23, 59)  # of a day that counts as a whole, as wherever deadlines are read
NOON = time(12)
_FAR = timedelta(days=92)  # a day without a year that is longer past may be next year's
_AFTER_GIVING = timedelta(days=300)
_A_YEAR = timedelta(days=366)
MONTHS, _TENTH = 12, 10
YEAR_LAST = late(rf"(\d{{1,2}})\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}){values.TIME}")
_NO_YEAR = late(
    rf"(?P<m>\d{{1,2}})\s*(?P<by>[-/.月])\s*(?P<d>\d{{1,2}})\s*[日号號]?{values.TIME}\s*{values.BEFORE}", re.IGNORECASE
)
_OF_A_MONTH = late(rf"(?:\d{{4}}\s*年\s*)?\d{{1,2}}\s*月\s*(?:初|[上中下]旬|底|末)\s*{values.BEFORE}")
_TENTHS = late(r"(\d{1,2})\.([123])")
_A_MONTH = late(
    r"(?:\d|[一二三四五六七八九十])\s*月|\d\s*[./-]\s*\d|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b",
    re.IGNORECASE,
)
_UNDATED = frozenset(
    ("/", "\\", "-", "--", "—", "——", "无", "無", "待定", "未定", "暂定", "暫定", "暂无", "暫無", "另定", "另行通知",
     "长期", "長期", "长期坚持", "長期堅持", "长期推进", "長期推動", "持续", "持續", "持续推进", "持續推動",
     "常态化", "常態化", "尽快", "儘快", "盡快", "不限", "不定", "无期限", "無期限",
     "n/a", "na", "none", "tbd", "asap", "ongoing", "open", "longterm", "long-term")
)  # fmt: skip


class TwoWaysError(Exception):
    """A day that can be read in two ways; `key` is what was to be chosen, `answers` the days by what would be chosen."""

    def __init__(self, key: str, words: str, answers: Mapping[str, date]) -> None:
        super().__init__(key)
        self.key, self.words, self.answers = key, words, answers


@value
class Day:
    """A day as it was read; without an `hour` it counts as a whole. `bare`: no year stood there; `wording`: words that go on
    counting with the calendar."""

    day: date
    hour: time | None = None
    bare: bool = False
    wording: Wording = PICKED


@value
class Told:
    """A phrase as the reader of deadlines has it; `bare` where it names a month and no year."""

    moment: datetime
    day_only: bool
    bare: bool
    words: str


@dataclass(slots=True)
class Days:
    """How the days of one file are read: when it came, by whose clock and calendar, what was chosen, what columns decide."""

    came: datetime
    calendar: WorkingCalendar
    zone: tzinfo
    ways: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    told: dict[str, Told | None] = field(default_factory=dict)

    @property
    def today(self) -> date:
        """The day on which the file came."""
        return self.came.astimezone(self.zone).date()

    def at(self, day: Day, otherwise: time) -> datetime:
        """The moment of a day."""
        return datetime.combine(day.day, day.hour or otherwise, self.zone)


def due_of(words: str, days: Days, *, counted: bool, given: date | None, closed: date | None) -> Day | None:
    """A deadline; None for an empty cell. `closed`: what is over was closed that day, and is late by no other year.

    Raises: UnreadableError, TwoWaysError.
    """
    found = _read(words, C.DUE, days, counted=counted)
    if found is None or not found.bare:
        return found
    if given is not None and (first := _from(found.day, given)) <= given + _AFTER_GIVING:
        return _on(found, first)
    near = nearest(found.day, closed or days.today)
    if closed is None and near < days.today - _FAR:
        near = _asked(YEAR, words, days, {"this": near, "next": _from(found.day, days.today)})
    return _on(found, near)


def passed(words: str, column: str, days: Days, *, counted: bool) -> datetime | None:
    """When something was given or closed: without a year the last such day; a day without an hour is noon of it, today at
    the latest now. None for an empty cell.

    Raises: UnreadableError, TwoWaysError.
    """
    found = _read(words, column, days, counted=counted)
    if found is None:
        return None
    if found.bare:
        found = _on(found, _until(found.day, days.today))
    at = days.at(found, NOON)
    return min(at, days.came) if found.hour is None and found.day == days.today else at


def is_dated(words: str) -> bool:
    """Whether a cell is a day that is written with figures, be it one that no calendar has."""
    text = half_width(words).strip()
    try:
        found = values.day_or_moment(text) is not None
    except UnreadableError:
        return True
    return found or any(pattern.fullmatch(text) for pattern in (YEAR_LAST, _NO_YEAR, _OF_A_MONTH))


def is_undated(words: str) -> bool:
    """Whether a cell says that no day is set: 长期, 待定, /."""
    return values.plain(words).replace(" ", "") in _UNDATED


def _on(found: Day, day: date) -> Day:
    return Day(within(day, ""), found.hour, bare=True)


def _read(words: str, column: str, days: Days, *, counted: bool) -> Day | None:
    text = half_width(words).strip()
    if not text:
        return None
    if text.startswith("="):
        raise UnreadableError("date", words)  # a formula that was never worked out
    written = values.day_or_moment(text)
    if written is not None:
        return Day(*written)
    found = _year_last(text, column, days) or _without_year(text, column, days, counted=counted)
    return found or _in_words(text, words, days)


# -- days that are written with figures --------------------------------------------------------------------------------


def _year_last(text: str, column: str, days: Days) -> Day | None:
    """12/10/2026: by what the column shows, else by what was chosen for it."""
    match = YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    answers = {
        order: day
        for order, month, of_month in (("day", second, first), ("month", first, second))
        if (day := _day(year, month, of_month))
    }
    if not answers:
        raise UnreadableError("date", text)
    one = next(iter(answers.values())) if len(set(answers.values())) == 1 else None
    day = one or answers.get(days.orders.get(column, "")) or _asked(ORDER, text, days, answers, column)
    return Day(within(day, text), values.hour_of(match, text))


def _without_year(text: str, column: str, days: Days, *, counted: bool) -> Day | None:
    match = _NO_YEAR.fullmatch(text)
    if match is None:
        return None
    month, of_month = int(match["m"]), int(match["d"])
    day_first = month > MONTHS or (days.orders.get(column) == "day" and of_month <= MONTHS)
    if match["by"] == "/" and day_first:
        month, of_month = of_month, month
    near = _leap(month, of_month)
    if near is None:
        raise UnreadableError("date", text)
    if counted and _TENTHS.fullmatch(text) and (tens := _leap(month, of_month * _TENTH)):
        today = days.today
        near = _asked(TENS, text, days, {"one": nearest(near, today), "ten": nearest(tens, today)}, column)
    return Day(near, values.hour_of(match, text), bare=True)


def _asked(what: str, words: str, days: Days, answers: Mapping[str, date], column: str = C.DUE) -> date:
    """What was chosen for the column.

    Raises: TwoWaysError where nothing was.
    """
    key = f"{column}-{what}"
    chosen = answers.get(days.ways.get(key, ""))
    if chosen is None:
        raise TwoWaysError(key, words, answers)
    return chosen


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _leap(month: int, day: int) -> date | None:
    return _day(2024, month, day)


def _years(day: date, around: date) -> list[date]:
    years = range(around.year - 4, around.year + 5)
    return [found for year in years if (found := _day(year, day.month, day.day))]


def nearest(day: date, to: date) -> date:
    """That day of the year in which it lies nearest."""
    return min(_years(day, to), key=lambda one: abs(one - to))


def _from(day: date, since: date) -> date:
    return next(one for one in _years(day, since) if one >= since)


def _until(day: date, until: date) -> date:
    return max(one for one in _years(day, until) if one <= until)


# -- days in words -----------------------------------------------------------------------------------------------------


def _in_words(text: str, words: str, days: Days) -> Day:
    """10月底, 20 Oct, 明天: as the reader of deadlines has it on the day the file came."""
    if text not in days.told:
        days.told[text] = _told(text, days)
    found = days.told[text]
    if found is None:
        raise UnreadableError("date", words)
    local = found.moment.astimezone(days.zone)
    hour = None if found.day_only else local.time().replace(second=0, microsecond=0)
    day = found.moment.date() if found.day_only else local.date()
    wording = PICKED if found.bare else Wording(one_line(found.words), found.day_only, days.came)
    return Day(day, hour, found.bare, wording)


def _told(text: str, days: Days) -> Told | None:
    reading = read_given(text, days.came, days.calendar)
    moment = _moment(reading)
    if moment is None:
        return None
    bare = _A_MONTH.search(text) is not None and _a_year_before(text, moment, days)
    return Told(moment, reading.day_only, bare, reading.words)


def _moment(reading: Reading) -> datetime | None:
    """The moment a phrase means; of a day just gone by the one ahead, which may be moved to another year."""
    just_past = reading.explanation is not None and reading.explanation.just_past
    if (
        reading.problem
        or reading.kind is Kind.SET
        or (not just_past and (doubt_of(reading) or reading.kind is Kind.ASK))
    ):
        return None
    return reading.readings[-1] if just_past else reading.moment


def _a_year_before(text: str, moment: datetime, days: Days) -> bool:
    """Whether the phrase would have meant the same day of another year then: it names none."""
    before = _moment(read_given(text, days.came - _A_YEAR, days.calendar))
    same = before is not None and (before.month, before.day) == (moment.month, moment.day)
    return same and before is not None and before.year != moment.year
