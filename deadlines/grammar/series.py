"""Makes days: a date, and the series of days that 3 December, the 15th and Friday are."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from deadlines.arithmetic import DAY, LAST_YEAR, WEEK, YEAR, month_shift
from deadlines.reading import Problem
from deadlines.spec import Context, Day

SEARCH_YEARS: Final = 9  # 29 February comes back within eight years


def impossible() -> Day:
    """A day that no calendar has."""
    return Day(None, problem=Problem.IMPOSSIBLE)


def exact(year: int, month: int, day: int) -> Day:
    """That very date; the past is for whoever puts it together to refuse."""
    if year > LAST_YEAR:
        return Day(None, problem=Problem.TOO_FAR)
    if not 1 <= month <= YEAR or not 1 <= day <= monthrange(year, month)[1]:
        return impossible()
    return Day(date(year, month, day))


def yearly(context: Context, month: int, day: int) -> Day:
    """The next such day: this year's or the first later one (29 February waits for a leap year)."""
    if not 1 <= month <= YEAR or not 1 <= day <= monthrange(2000, month)[1]:
        return impossible()

    def after(last: date) -> date | None:
        return next((found for found in _of_years(month, day, last.year) if found > last), None)

    return Day(after(context.today - DAY), "yearly", after)


def _of_years(month: int, day: int, year: int) -> Iterator[date]:
    for one in range(year, min(year + SEARCH_YEARS, LAST_YEAR + 1)):
        if day <= monthrange(one, month)[1]:
            yield date(one, month, day)


def monthly(context: Context, day: int) -> Day:
    """The next month that has such a day: the 15th, 29日."""
    if not 1 <= day <= 31:
        return impossible()

    def after(last: date) -> date | None:
        return next((found for found in _of_months(day, last) if found > last), None)

    return Day(after(context.today - DAY), "monthly", after)


def _of_months(day: int, start: date) -> Iterator[date]:
    for offset in range(4):
        first = month_shift(start, offset)
        if day <= monthrange(first.year, first.month)[1]:
            yield first.replace(day=day)


def weekly(context: Context, weekday: int) -> Day:
    """A bare weekday: the next one; said on that very weekday, today or a week later (people mean both)."""
    ahead = (weekday - context.today.weekday()) % 7
    first = context.today + timedelta(days=ahead)
    choices = () if ahead else (first, first + WEEK)

    def after(last: date) -> date:
        return last + timedelta(days=(weekday - last.weekday() - 1) % 7 + 1)

    return Day(first, "weekday", after, choices, weekday=weekday)
