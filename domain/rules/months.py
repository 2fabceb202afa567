"""A month as people name it: 2026-10, 10月, 上个月, last month, October; counted by the office's clock."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, tzinfo

from domain.errors import Refusal
from domain.model.accounts import Within
from domain.text import half_width, late

_DECEMBER = 12
_FIRST_YEAR = 2000
_FIGURES = {s: n for n, s in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12, "正": 1, "元": 1}
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# How many months before this one these words mean.
_BEFORE = (
    (0, late(r"(?:这个?|這個?|本)月|this month", re.IGNORECASE)),
    (1, late(r"上一?个?個?月|last month|(?:the )?month before", re.IGNORECASE)),
    (2, late(r"(?:上上个?個?|前)月|the month before last", re.IGNORECASE)),
)
_YEAR_FIRST = late(r"(?P<year>\d{4})\s*[-–—/.年]\s*(?P<month>\d{1,4})\s*(?:月份?)?")
_MONTH_FIRST = late(r"(?P<month>\d{1,2})\s*[-/.]\s*(?P<year>\d{4})")
_OF_YEAR = late(r"(?:(?P<ago>今|去|前)年)?\s*(?P<month>\d{1,4}|[一二三四五六七八九十正元]{1,2})月份?")
_NAMED = late(
    r"(?P<name>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?(?:[\s,]+(?P<year>\d{4}))?",
    re.IGNORECASE,
)
_AGO = {"今": 0, "去": 1, "前": 2}


def month_in(words: str, today: date) -> date | None:
    """The first day of the month that words are; without a year the last such month that has begun. None for other words.

    Raises: Refusal `month-none` for a month that is none, `month-ahead` for one that has not begun.
    """
    said = half_width(words).strip(" 的,，。.")
    for back, pattern in _BEFORE:
        if pattern.fullmatch(said):
            return shifted(today.replace(day=1), -back)
    found = _numbers(said, today)
    if found is None:
        return None
    year, month = found
    if not (1 <= month <= _DECEMBER and (year is None or year >= _FIRST_YEAR)):
        raise Refusal("month-none", words=said)
    first = date(year or today.year, month, 1)
    if first <= today:
        return first
    if year is not None:
        raise Refusal("month-ahead", words=said)
    return first.replace(year=first.year - 1)


def _numbers(said: str, today: date) -> tuple[int | None, int] | None:
    """The year, where it is said, and the month."""
    if found := _YEAR_FIRST.fullmatch(said) or _MONTH_FIRST.fullmatch(said):
        return int(found["year"]), int(found["month"])
    if found := _NAMED.fullmatch(said):
        return int(found["year"]) if found["year"] else None, _NAMES.index(found["name"][:3].lower()) + 1
    if found := _OF_YEAR.fullmatch(said):
        year = today.year - _AGO[found["ago"]] if found["ago"] else None
        return year, int(found["month"]) if found["month"].isascii() else _FIGURES.get(found["month"], 0)
    return None


def shifted(first: date, months: int) -> date:
    """The first day of the month so many months later."""
    years, month = divmod(first.month - 1 + months, _DECEMBER)
    return date(first.year + years, month + 1, 1)


def within_month(first: date, zone: tzinfo) -> Within:
    """From its first moment to that of the next, by a place's clock."""
    begins, ends = (datetime(d.year, d.month, 1, tzinfo=zone) for d in (first, shifted(first, 1)))
    return Within(begins, ends)


def month_named(name: str) -> date | None:
    """A month as buttons and messages carry it; None where it is none."""
    try:
        return date.fromisoformat(f"{name}-01") if name else None
    except ValueError:
        return None


def name_of(first: date) -> str:
    """2026-10."""
    return f"{first:%Y-%m}"


_LISTED, _AT_THE_MOMENT = timedelta(days=366), timedelta(seconds=1)  # what is of this very moment stands in the list


def within_year(now: datetime) -> Within:
    """The time of lists of which no month is asked: a year until now."""
    return Within(now - _LISTED, now + _AT_THE_MOMENT)
