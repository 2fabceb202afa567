"""A period as somebody who looks for something says it: 上月, 10月, 本周, last month, 2026Q3, yesterday.

Its label is that of a plan's period (2026, 2026Q3, 2026-10), or the first and the last day with a / between.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo

from domain.rules.months import shifted
from domain.rules.periods import Period
from domain.text import late

_MONTHS, _OF_A_QUARTER, _WEEK = 12, 3, 7
_FIGURES = {s: n for n, s in enumerate("一二三四五六七八九十", 1)} | {"十一": 11, "十二": 12}
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BY_NAME = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?"
)
_DIGITS, _DAY = r"(?P<month>1[0-2]|0?[1-9])", r"(?P<day>3[01]|[12]\d|0?[1-9])"
_MONTH = r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_Found = re.Match[str]


def _day(found: _Found, today: date, ahead: int) -> str:
    del found
    return _days(today + timedelta(days=ahead), 1)


def _week(found: _Found, today: date, ahead: int) -> str:
    del found
    return _days(today - timedelta(days=today.weekday()) + timedelta(weeks=ahead), _WEEK)


def _month(found: _Found, today: date, ahead: int) -> str:
    del found
    return f"{shifted(today.replace(day=1), ahead):%Y-%m}"


def _quarter(found: _Found, today: date, ahead: int) -> str:
    del found
    first = today.replace(month=(today.month - 1) // _OF_A_QUARTER * _OF_A_QUARTER + 1, day=1)
    return _quarter_of(shifted(first, ahead * _OF_A_QUARTER))


def _year(found: _Found, today: date, ahead: int) -> str:
    del found
    return str(today.year + ahead)


def _days(first: date, many: int) -> str:
    return f"{first}/{first + timedelta(days=many - 1)}"


def _quarter_of(day: date) -> str:
    return f"{day.year}Q{(day.month - 1) // _OF_A_QUARTER + 1}"


def _named_month(found: _Found, today: date, _ahead: int) -> str:
    """Without a year: this one or the next, else the last that has begun."""
    fields = found.groupdict()
    month = _NAMES.index(fields["name"][:3].lower()) + 1 if fields.get("name") else _figure(fields["month"])
    if not 1 <= month <= _MONTHS:
        return ""
    if fields.get("year"):
        return f"{fields['year']}-{month:02}"
    first = today.replace(month=month, day=1)
    return f"{first if first <= shifted(today.replace(day=1), 1) else first.replace(year=today.year - 1):%Y-%m}"


def _month_of_year(found: _Found, today: date, ahead: int) -> str:
    return f"{today.year + ahead}-{_figure(found['month']):02}"


def _named_quarter(found: _Found, today: date, _ahead: int) -> str:
    fields = found.groupdict()
    quarter = _figure(fields["q"])
    begun = quarter * _OF_A_QUARTER - 2 <= today.month
    return f"{fields.get('year') or (today.year if begun else today.year - 1)}Q{quarter}"


def _named_year(found: _Found, _today: date, _ahead: int) -> str:
    return found["year"]


def _named_day(found: _Found, today: date, _ahead: int) -> str:
    fields = found.groupdict()
    month = _NAMES.index(fields["name"][:3].lower()) + 1 if fields.get("name") else int(fields["month"])
    try:
        return _days(date(int(fields["year"] or today.year), month, int(fields["day"])), 1)
    except ValueError:
        return ""


def _figure(word: str) -> int:
    return int(word) if word.isascii() else _FIGURES.get(word, 0)


_Made = Callable[[_Found, date, int], str]
# What is written in Simplified signs is found in Traditional ones, too: the text is looked at as `scripts.alike` has it.
_ROWS: tuple[tuple[re.Pattern[str], _Made, int], ...] = tuple(
    (late(rf"(?:{words})(?![a-z0-9])", re.IGNORECASE), made, ahead)
    for words, made, ahead in (
        (rf"去年{_MONTH}月份?", _month_of_year, -1),
        (rf"今年{_MONTH}月份?", _month_of_year, 0),
        (r"今天|今日|today", _day, 0),
        (r"昨天|昨日|yesterday", _day, -1),
        (r"明天|明日|tomorrow", _day, 1),
        (r"(?:这|本)(?:一?个?)(?:周|礼拜|星期)|this\s+week", _week, 0),
        (r"上一?个?(?:周|礼拜|星期)|last\s+week", _week, -1),
        (r"下一?个?(?:周|礼拜|星期)|next\s+week", _week, 1),
        (r"(?:上上个?|前)月|the\s+month\s+before\s+last", _month, -2),
        (r"(?:这个?|本|当)月|this\s+month", _month, 0),
        (r"上一?个?月|last\s+month", _month, -1),
        (r"下一?个?月|next\s+month", _month, 1),
        (r"(?:这个?|本)季度?|this\s+quarter", _quarter, 0),
        (r"上一?个?季度?|last\s+quarter", _quarter, -1),
        (r"下一?个?季度?|next\s+quarter", _quarter, 1),
        (r"今年|本年度?|this\s+year", _year, 0),
        (r"去年|上一?年度?|last\s+year", _year, -1),
        (r"明年|next\s+year", _year, 1),
        (rf"(?P<year>20\d\d)\s*[-年/.]\s*{_DIGITS}\s*[-月/.]\s*{_DAY}[日号]?", _named_day, 0),
        (rf"(?P<year>){_DIGITS}月{_DAY}[日号]", _named_day, 0),
        (rf"(?P<name>{_BY_NAME})\.?\s+{_DAY}(?:st|nd|rd|th)?(?:,?\s+(?P<year>20\d\d))?", _named_day, 0),
        (r"(?P<year>20\d\d)\s*年?度?\s*-?\s*q\s?(?P<q>[1-4])", _named_quarter, 0),
        (r"(?P<year>20\d\d)\s*年度?\s*第?(?P<q>[1-4一二三四])\s?季度?", _named_quarter, 0),
        (r"q\s?(?P<q>[1-4])\s*[/-]?\s*(?P<year>20\d\d)", _named_quarter, 0),
        (r"q\s?(?P<q>[1-4])", _named_quarter, 0),
        (r"第?(?P<q>[1-4一二三四])季度?", _named_quarter, 0),
        (rf"(?P<year>20\d\d)\s*年\s*{_MONTH}\s*月份?", _named_month, 0),
        (rf"(?P<year>20\d\d)[-/.]{_DIGITS}", _named_month, 0),
        (rf"(?P<name>{_BY_NAME})\.?,?\s+(?P<year>20\d\d)", _named_month, 0),
        (rf"{_MONTH}\s?月份?", _named_month, 0),
        (rf"(?P<name>{_BY_NAME})\.?", _named_month, 0),
        (r"(?P<year>20\d\d)\s*年度?", _named_year, 0),
    )
)  # fmt: skip


_FROM = late(r"从|自|from\s+|between\s+", re.IGNORECASE)
_TO = late(r"\s*(?:到|至|[-–—~～]|(?:to|until|till|through|and)\s)\s*", re.IGNORECASE)
_NOW = late(r"今(?![天日年])|now\b", re.IGNORECASE)
_THAT_DAY = late(rf"{_DAY}(?:[日号]|(?:st|nd|rd|th)?(?![\w:月]))", re.IGNORECASE)  # 10月1日到15日, Oct 1 to 15


def period_at(text: str, place: int, today: date) -> tuple[str, int] | None:
    """The label of the period that stands at a place of a text, and where it ends; None where none does."""
    begins = _FROM.match(text, place)
    return _from_to(text, begins.end() if begins else place, today) or _one_at(text, place, today)


def _from_to(text: str, place: int, today: date) -> tuple[str, int] | None:
    """10月1日到10月15日, 上月至今, October to December: from the first day of the one to the last of the other."""
    first = _one_at(text, place, today)
    to = _TO.match(text, first[1]) if first else None
    if first is None or to is None:
        return None
    begin = days_of(first[0])[0]
    last = _end_at(text, to.end(), begin, today)
    if last is None:
        return None
    end, behind = last
    if end < begin:  # 12月20日到1月5日, said in January
        begin = shifted(begin.replace(day=1), -_MONTHS) + timedelta(days=begin.day - 1)
    return (f"{begin}/{end}", behind) if begin <= end else None


def _end_at(text: str, place: int, begin: date, today: date) -> tuple[date, int] | None:
    if now := _NOW.match(text, place):
        return today, now.end()
    if last := _one_at(text, place, today):
        return days_of(last[0])[1], last[1]
    day = _THAT_DAY.match(text, place)
    try:
        return (begin.replace(day=int(day["day"])), day.end()) if day else None
    except ValueError:
        return None


def _one_at(text: str, place: int, today: date) -> tuple[str, int] | None:
    for pattern, made, ahead in _ROWS:
        found = pattern.match(text, place)
        label = made(found, today, ahead) if found else ""
        if found and label:
            return label, found.end()
    return None


def days_of(label: str) -> tuple[date, date]:
    """The first and the last day of a period."""
    if "/" in label:
        first, _, last = label.partition("/")
        return date.fromisoformat(first), date.fromisoformat(last)
    period = Period(label)
    return period.first_day, period.last_day


def within(label: str, zone: tzinfo) -> tuple[datetime, datetime]:
    """From its first moment to that of the day after, by a place's clock."""
    first, last = days_of(label)
    begins, ends = (datetime(d.year, d.month, d.day, tzinfo=zone) for d in (first, last + timedelta(days=1)))
    return begins, ends
