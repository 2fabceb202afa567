"""Rows for days named with an English month: Sep 20, the second of March, 3 nov 26, dec/2018."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deadlines.engine import Row, ints
from deadlines.grammar.days import written_year
from deadlines.grammar.patterns import NOTHING_COUNTED
from deadlines.grammar.series import exact, yearly
from deadlines.spec import Context, Day, Token

SHORT_YEARS: Final = (2020, 2099)  # behind a day and month; a smaller number could be an hour


def _month_name(context: Context, tokens: Sequence[Token]) -> Day | None:
    """Sep 20, 10 August, May twenty-first, the second of March, Oct/2, Feb 18 2013, 2018 March 18."""
    month = ints(tokens, "MON")[0]
    days, years = ints(tokens, "N", "O", "SECOND"), ints(tokens, "Y")
    if not days and len(years) == 2:
        return None
    day = days[0]
    if not years and len(days) > 1:
        years = [2000 + days[-1]]
    if years:
        return exact(years[0], month, day)
    return yearly(context, month, day)


def _two_days(context: Context, tokens: Sequence[Token]) -> Day | None:
    """on 3 or 4 December: both are offered."""
    month, numbers = ints(tokens, "MON")[0], ints(tokens, "N", "O")
    days = [yearly(context, month, number).date for number in numbers]
    found = tuple(day for day in days if day is not None)
    return Day(found[0], choices=found) if len(found) > 1 else None


def _short_year(_: Context, tokens: Sequence[Token]) -> Day | None:
    """3 nov 26."""
    day, year = tokens[0].whole, tokens[-1]
    number = written_year(year) if year.word.isdigit() else None
    if number is None or not SHORT_YEARS[0] <= number <= SHORT_YEARS[1] or day > 31:  # no month has more
        return None
    return exact(number, tokens[1].whole, day)


def _year_in_words(_: Context, tokens: Sequence[Token]) -> Day | None:
    """April eighteenth, twenty twenty-six."""
    high, low = tokens[-2:]
    if high.word != "twenty" or low.word.isdigit() or not 10 <= low.whole <= 99:  # two digits
        return None
    return exact(2000 + low.whole, ints(tokens, "MON")[0], ints(tokens, "N", "O")[0])


def _month_name_year(_: Context, tokens: Sequence[Token]) -> Day:
    """sep-23-2020."""
    year, day = tokens[-1].value
    return exact(year, ints(tokens, "MON")[0], day)


SEPARATOR: Final = "(SLASH|DASH|COMMA|OF|DOT)?"
ROWS: Final = (
    Row("D", "(THIS|NEXT)? MON (SLASH|DASH|OF|DOT)? THE? (N|O|SECOND)", _month_name),
    Row("D", "(THIS|NEXT)? MON COMMA THE? (N|O|SECOND) !(X|NOUN)", _month_name),  # November, 6 bottles
    Row("D", "MON (N|O) COMMA? N N", _year_in_words),
    Row("D", "THE? (N|O) OR THE? (N|O) OF? MON", _two_days),
    Row("D", "MON THE? (N|O) OR THE? (N|O) !AP", _two_days),
    Row("D", f"(N|O) MON N {NOTHING_COUNTED}", _short_year),
    Row("D", f"MON {SEPARATOR} THE? (N|O|SECOND) {SEPARATOR} (OF|IN)? Y", _month_name),
    Row("D", f"THE? (N|O|SECOND) {SEPARATOR} MON", _month_name),
    Row("D", f"THE? (N|O|SECOND) {SEPARATOR} MON {SEPARATOR} (OF|IN)? Y", _month_name),
    Row("D", "(MON (SLASH|DASH) N|N (SLASH|DASH) MON) (SLASH|DASH) N", _month_name),
    Row("D", "MON (SLASH|DASH) YM", _month_name_year),
    Row("D", f"Y {SEPARATOR} MON {SEPARATOR} (N|O)", _month_name),
)
