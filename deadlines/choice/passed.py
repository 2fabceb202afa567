"""A day without a year that has just gone by: 11月20日前 said on the 23rd is hardly meant for next year.

The grammar rolls it forward; what it would have been this year is found again here, to be asked about.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.answers.resolve import Answer
from deadlines.answers.resolve_ranges import answer
from deadlines.reading import Explanation, Kind, Problem
from deadlines.spec import Context, Day, Point, Range, Span

JUST: Final = timedelta(days=62)  # longer ago than two months, the coming one is meant
LAST_YEARS: Final = timedelta(days=31)  # 12月20日前 said in January
DAYS_AGO: Final = timedelta(days=31)
A_YEAR: Final = (timedelta(days=350), timedelta(days=366))
_YEAR_SAID: Final = re.compile(
    r"年|\d{3,4}[-./]\d{1,2}[-./]\d|\b[12]\d{3}\b|\byear\b|\bnext\b|下[个一]?(?:年|月|季|周)|'\d\d\b|\d{8}|\d[-/.]\d{1,2}[-/.]\d"
)


def before_this(context: Context, value: object, words: str, found: Answer) -> datetime | None:
    """The same day a year before the answer, where no year was said and it has just gone by."""
    if found.moment is None or not isinstance(value, Day | Point | Span | Range) or _YEAR_SAID.search(words):
        return None
    if found.kind is Kind.DURATION or _is_counted(value) or found.moment - context.now < A_YEAR[0] - JUST:
        return None
    try:
        then = found.moment.replace(year=found.moment.year - 1)
    except ValueError:  # 29 February
        return None
    most = JUST if then.year == context.now.year and not _is_festival(value) else LAST_YEARS
    return then if timedelta() < context.now - then <= most and not _ends_a_year(value) else None


def _is_festival(value: object) -> bool:
    return isinstance(value, Day) and value.sort == "festival"


def _ends_a_year(value: object) -> bool:
    return getattr(value, "grain", "") in ("year", "half-year", "holiday")


def _is_counted(value: object) -> bool:
    day = value.day if isinstance(value, Point) else value
    return isinstance(day, Day) and day.sort in (
        "count",
        "working",
        "weekday",
        "weekday-of-week",
        "relative",
        "monthly",
        "lunar",
    )


def has_gone(context: Context, value: object, words: str, *, rolled: bool) -> bool:
    """Whether the day is past; with `rolled` also where it would be if it were this year's."""
    found = answer(context, value)
    if found is None:
        return False
    return found.problem is Problem.PAST or (rolled and before_this(context, value, words, found) is not None)


def doubted(context: Context, value: object, words: str, found: Answer, *, limit: bool, within: bool = False) -> Answer:
    """The answer, or the question where the day has just gone by or its weekday is another day's.

    `limit` says that the words are worded as a limit: a bare day may be a plan for next year. Nobody plans that far for a
    day that was a few weeks ago, so one `within` a message is asked too.
    """
    then = before_this(context, value, words, found) if limit or within else None
    if then is not None and not limit and context.now - then > DAYS_AGO:
        then = None
    if then is not None and found.moment is not None:
        explanation = replace(found.explanation or Explanation(), just_past=True)
        return replace(found, kind=Kind.ASK, moment=None, choices=(then, found.moment), explanation=explanation)
    differs = found.explanation is not None and found.explanation.weekday_differs
    weekday = _weekday_of(value)
    if not differs or found.moment is None or weekday is None:
        return found
    near = found.moment + timedelta(days=(weekday - found.moment.weekday() + 3) % 7 - 3)
    choices = tuple(sorted(moment for moment in {found.moment, near} if moment > context.now))
    return replace(found, kind=Kind.ASK, moment=None, choices=choices)


def _weekday_of(value: object) -> int | None:
    day = value.day if isinstance(value, Point) else value.end.day if isinstance(value, Range) else value
    return day.weekday if isinstance(day, Day) else None
