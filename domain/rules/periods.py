"""The period of a plan (计划期): a year, a quarter, a month; how people write it and when it ends."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

from domain.model.value import value
from domain.text import half_width, late
from worktime.calendar import UnknownYear, WorkingCalendar

_MONTHS, _OF_A_QUARTER = 12, 3
_FRIDAY = 4
_ORDER = "一二三四"
_PERIOD = late(
    r"""\s*(?:
      (?P<this>今年|本年度?|this\s+year)|(?P<next>明年|next\s+year)
    | (?P<year>20\d{2})\s*(?:年度?)?\s*(?:
          -?\s*q\s?(?P<q>[1-4]) | 第?(?P<quarter>[1-4一二三四])\s?季度?
        | [-/.]?\s?(?P<month>1[0-2]|0?[1-9])\s?月份? | [-/.](?P<digits>1[0-2]|0?[1-9])
      )?
    | q(?P<first>[1-4])[\s/-]*(?P<of>20\d{2})
    )\s*(?:年?度?(?:工作)?(?:计划|計畫|計劃)|plan)?(?=$|[\s,，、:：]|\#)""",
    re.VERBOSE | re.IGNORECASE,
)


@value
class Period:
    """A period by its label: `2027`, `2027Q1` or `2027-03`."""

    label: str

    @property
    def year(self) -> int:
        """The year it is of."""
        return int(self.label[:4])

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return len(self.label) == 4  # noqa: PLR2004 - nothing behind the year

    @property
    def length(self) -> str:
        """year, quarter or month."""
        return "year" if self.is_year else "quarter" if "Q" in self.label else "month"

    @property
    def first_day(self) -> date:
        """Its first day."""
        last = self.last_day
        months = _MONTHS if self.is_year else _OF_A_QUARTER if "Q" in self.label else 1
        return date(last.year, last.month - months + 1, 1)

    @property
    def last_day(self) -> date:
        """Its last day."""
        month = _MONTHS
        if "Q" in self.label:
            month = int(self.label[-1]) * _OF_A_QUARTER
        elif "-" in self.label:
            month = int(self.label[-2:])
        following = date(self.year + month // _MONTHS, month % _MONTHS + 1, 1)
        return following - timedelta(days=1)

    @property
    def span(self) -> tuple[str, str]:
        """The labels from the first until before the last that it holds: a year its quarters and months, others themselves."""
        return (self.label, f"{self.year + 1}") if self.is_year else (self.label, f"{self.label}~")

    def ends(self, calendar: WorkingCalendar) -> datetime:
        """When the work of its last working day ends; where the data about days off ends before, of its last weekday."""
        day = self.last_day
        while not _worked(day, calendar):
            day -= timedelta(days=1)
        return calendar.closing(day)


def _worked(day: date, calendar: WorkingCalendar) -> bool:
    try:
        return calendar.is_working_day(day)
    except UnknownYear:
        return day.weekday() <= _FRIDAY


def period_at(text: str, today: date) -> tuple[Period, str] | None:
    """The period at the head of a text, and what stands behind it; None where none does."""
    found = _PERIOD.match(half_width(text))
    if found is None:
        return None
    rest = text[found.end() :].strip(" \t,，、:：")
    if found["this"] or found["next"]:
        return Period(f"{today.year + bool(found['next'])}"), rest
    year, quarter = found["year"] or found["of"], found["q"] or found["quarter"] or found["first"]
    month = found["month"] or found["digits"]
    if quarter:
        return Period(f"{year}Q{_ORDER.find(quarter) + 1 or quarter}"), rest
    return Period(f"{year}-{int(month):02}" if month else year), rest
