"""The period a report is about: as people name it, where it begins and ends, which are before and after it.

上月, 10月, 2026年10月, 三季度, 2026Q3, 今年, 去年; last month, October, Q3, 2025. Counted by the office's clock.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, tzinfo

from domain.errors import Refusal
from domain.model.accounts import Within
from domain.rules.months import month_in, name_of, shifted
from domain.rules.periods import Period
from domain.text import half_width, late

TREND = 5  # periods before
_OF_A_QUARTER = 3
_FIRST_YEAR = 2000
_ORDINALS = (("一", "first", "1st"), ("二", "second", "2nd"), ("三", "third", "3rd"), ("四", "fourth", "4th"))
_FIGURES = {word: n for n, words in enumerate(_ORDINALS, 1) for word in words}
_AGO: Mapping[str, int] = {"今": 0, "本": 0, "这": 0, "這": 0, "去": 1, "前": 2, "上": 1, "this": 0, "last": 1}
_QUARTER = late(
    r"""(?:(?P<year>20\d\d|\d{4})\s*年?\s*-?\s*|(?P<ago>[今去前])年\s*)?
    (?:q\s?(?P<n>\d{1,2})|第?\s?(?P<zh>[一二三四]|\d{1,2})\s?季度?|(?P<en>first|second|third|fourth|1st|2nd|3rd|4th)\ quarter)
    (?:\s+(?:of\s+)?(?P<after>\d{4}))?""",
    re.VERBOSE | re.IGNORECASE,
)
_QUARTER_AGO = late(r"(?P<ago>[本这這上])一?(?:个|個)?季度?|(?P<en>this|last) quarter", re.IGNORECASE)
_YEAR = late(r"(?P<year>\d{4})\s*年?(?:度|全年)?|(?P<ago>[今去前本])年(?:度)?|(?P<en>this|last) year", re.IGNORECASE)


def period_in(words: str, today: date) -> Period:
    """The period that words are; the last complete month where there are none. Without a year the last such that has begun.

    Raises: Refusal `period-none` for what is no period, `month-ahead` for one that has not begun.
    """
    said = half_width(words).strip(" 的,，。.")
    if not said:
        return before(Period(name_of(today.replace(day=1))))
    found = next((label for read in _WAYS if (label := read(said, today))), None)
    if found is None:
        raise Refusal("period-none", words=said[:40])
    period = Period(found)
    if period.first_day > today:
        raise Refusal("month-ahead", words=said[:40])
    return period


def _quarter(said: str, today: date) -> str | None:
    if ago := _QUARTER_AGO.fullmatch(said):
        back = _AGO[(ago["ago"] or ago["en"]).lower()]
        return quarter_of(shifted(today.replace(day=1), -back * _OF_A_QUARTER))
    found = _QUARTER.fullmatch(said)
    if found is None:
        return None
    word = (found["n"] or found["zh"] or found["en"]).lower()
    number = _FIGURES.get(word) or int(word)
    if not 1 <= number <= len(_ORDINALS):
        raise Refusal("period-none", words=said[:40])
    year = found["year"] or found["after"]
    if found["ago"] or year:
        return f"{_year_said(year, found['ago'], today, said)}Q{number}"
    began = Period(f"{today.year}Q{number}").first_day <= today
    return f"{today.year - (not began)}Q{number}"


def _year(said: str, today: date) -> str | None:
    found = _YEAR.fullmatch(said)
    if found is None:
        return None
    return str(_year_said(found["year"], found["ago"] or found["en"], today, said))


def _year_said(year: str | None, ago: str | None, today: date, said: str) -> int:
    number = int(year) if year else today.year - _AGO[(ago or "").lower()]
    if number < _FIRST_YEAR:
        raise Refusal("period-none", words=said[:40])
    return number


def _month(said: str, today: date) -> str | None:
    first = month_in(said, today)
    return name_of(first) if first else None


_WAYS: tuple[Callable[[str, date], str | None], ...] = (_quarter, _year, _month)


def period_named(label: str) -> Period | None:
    """A period as buttons and messages carry it; None where it is none."""
    return Period(label) if _LABEL.fullmatch(label) else None


_LABEL = late(r"20\d\d(?:Q[1-4]|-(?:0[1-9]|1[0-2]))?")


def quarter_of(day: date) -> str:
    """The quarter of a day."""
    return f"{day.year}Q{(day.month - 1) // _OF_A_QUARTER + 1}"


def within(period: Period, zone: tzinfo) -> Within:
    """From its first moment to that of the next period, by a place's clock."""
    begins, ends = period.first_day, period.last_day + timedelta(days=1)
    return Within(datetime.combine(begins, time(), zone), datetime.combine(ends, time(), zone))


_MONTHS = {"month": 1, "quarter": _OF_A_QUARTER, "year": 12}


def moved(period: Period, by: int) -> Period:
    """The period of the same length so many later."""
    first = shifted(period.first_day, by * _MONTHS[period.length])
    return Period(str(first.year) if period.is_year else quarter_of(first) if "Q" in period.label else name_of(first))


def before(period: Period) -> Period:
    """The one before it."""
    return moved(period, -1)


def last_month(period: Period) -> date:
    """The first day of its last month, with whose account it is frozen."""
    return period.last_day.replace(day=1)


def ending_with(month: date) -> tuple[Period, ...]:
    """The month itself, and the quarter and the year that end with it."""
    label = Period(name_of(month))
    longer = (Period(quarter_of(month)), Period(str(month.year)))
    return (label, *(p for p in longer if last_month(p) == month))


def holding(period: Period) -> tuple[Period, ...]:
    """The longer ones a period lies in."""
    if period.is_year:
        return ()
    year = Period(str(period.year))
    return (year,) if "Q" in period.label else (Period(quarter_of(period.first_day)), year)
