"""Since when: 11月16日以来, 上周一以来, since Nov 16; counted by the office's clock. Pure."""

from __future__ import annotations

import re
from datetime import date, timedelta

from domain.errors import Refusal
from domain.text import half_width, late, tidy

_AROUND = late(
    r"^(?:自从|自從|自|从|從|(?:ever )?since|from)\s*|\s*(?:以来|以來|至今|到现在|到現在|到今天"
    r"|以后|以後|之后|之後|开始|開始|起|until now|onwards?)+\s*[。.!！]*$",
    re.IGNORECASE,
)
_YEAR_FIRST = late(r"(?P<year>\d{4})\s*[-–/.年]\s*(?P<month>\d{1,2})\s*[-–/.月]\s*(?P<day>\d{1,2})\s*[日号號]?")
_MONTH_FIRST = late(r"(?:(?P<ago>今|去)年)?\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*(?P<day>\d{1,2})\s*[日号號]?")
_NAMES = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_YEAR = r"(?:[\s,]+(?P<year>\d{4}))?"
_NAMED = late(rf"(?P<name>{_NAMES})[a-z]*\.?\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?{_YEAR}", re.IGNORECASE)
_DAY_FIRST = late(
    rf"(?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?\s+(?P<name>{_NAMES})[a-z]*\.?{_YEAR}", re.IGNORECASE
)
_WEEKDAY = late(r"(?P<back>上上|上|这|這|本)个?個?(?:周|週|星期|礼拜|禮拜)(?P<han>[一二三四五六日天])")
_DAYS = "mon|tue|wed|thu|fri|sat|sun"
_NAMED_DAY = late(rf"(?P<last>last )?(?P<name>{_DAYS})[a-z]*", re.IGNORECASE)
_AGO = {"今天": 0, "今日": 0, "today": 0, "昨天": 1, "昨日": 1, "yesterday": 1, "前天": 2, "前日": 2, "大前天": 3}
_LENGTH = late(
    r"(?:最近|近|过去|過去|(?:the )?(?:last|past) )?(?P<n>\d{1,3}|[一二两兩三四五六七八九十])\s*个?個?"
    r"(?P<unit>天|日|周|週|星期|月|days?|weeks?|months?)(?:内|內|来|來|ago)?",
    re.IGNORECASE,
)
_HAN = {s: n for n, s in enumerate("一二三四五六七八九十", 1)} | {"两": 2, "兩": 2}
_UNITS = {"天": 1, "日": 1, "d": 1, "周": 7, "週": 7, "星": 7, "w": 7, "月": 30, "m": 30}
_WEEK = 7
_FURTHEST = 366 * 3  # days back: beyond it a date is a slip of the finger


def since_in(words: str, today: date) -> date:
    """The day that words name.

    Raises: Refusal `brief-date` for words that are no day, `brief-ahead` for one to come, `brief-long-ago` for one years back.
    """
    said = tidy(half_width(words))
    bare = tidy(_AROUND.sub("", _AROUND.sub("", said)))
    found = _looked_for(bare, today)
    if found is None:
        raise Refusal("brief-date", words=said[:40], example=_example(today))
    if found > today:
        raise Refusal("brief-ahead", words=said[:40], example=_example(today))
    if (today - found).days > _FURTHEST:
        raise Refusal("brief-long-ago", words=said[:40], example=_example(today))
    return found


def _example(today: date) -> str:
    return f"{today - timedelta(days=_WEEK):%Y-%m-%d}"


def _looked_for(bare: str, today: date) -> date | None:
    if bare.lower() in _AGO:
        return today - timedelta(days=_AGO[bare.lower()])
    return _of_week(bare, today) or _so_long(bare, today) or _of_calendar(bare, today)


def _of_week(bare: str, today: date) -> date | None:
    """上周一, last Monday: a day of this week or of one before."""
    monday = today - timedelta(days=today.weekday())
    if found := _WEEKDAY.fullmatch(bare):
        weeks = {"上上": 2, "上": 1}.get(found["back"], 0)
        return monday + timedelta(days="一二三四五六日".index(found["han"].replace("天", "日")) - weeks * _WEEK)
    if found := _NAMED_DAY.fullmatch(bare):
        back = (today.weekday() - _DAYS.split("|").index(found["name"][:3].lower())) % _WEEK
        return today - timedelta(days=back or (_WEEK if found["last"] else 0))
    return None


def _so_long(bare: str, today: date) -> date | None:
    """最近两周, the last 10 days."""
    found = _LENGTH.fullmatch(bare)
    if found is None:
        return None
    count = int(found["n"]) if found["n"].isdecimal() else _HAN[found["n"]]
    return today - timedelta(days=count * _UNITS[found["unit"][0].lower()])


def _of_calendar(bare: str, today: date) -> date | None:
    for pattern in (_YEAR_FIRST, _MONTH_FIRST, _NAMED, _DAY_FIRST):
        if found := pattern.fullmatch(bare):
            return _a_day(found.groupdict(), today)
    return None


def _a_day(said: dict[str, str | None], today: date) -> date | None:
    """A day of the year that is named, else of this one; None where there is no such day."""
    name = said.get("name")
    month = _NAMES.split("|").index(name[:3].lower()) + 1 if name else int(said.get("month") or 0)
    named = said.get("year")
    year = int(named) if named else today.year - (said.get("ago") == "去")
    try:
        return date(year, month, int(said.get("day") or 0))
    except ValueError:
        return None
