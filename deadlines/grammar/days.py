"""Rows for single days: 明天, 下周三, 下个月15号, 12月3日, the 20th of next month, Sep 20, 5/20, 国庆节."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from deadlines.engine import Row, has, values
from deadlines.grammar.clocks import COUNTED
from deadlines.reading import Explanation, Problem
from deadlines.spec import Context, Day, Token
from deadlines.words.digits import MINGUO
from deadlines.words.festivals import FIRST_MOON, festival_day

WEEK: Final = timedelta(days=7)
MONTHS: Final = 12
TAIWANS_YEARS: Final = (100, 200)  # those written with three digits
CENTURY: Final = 2000
SHORT_YEARS: Final = (2020, 2099)  # behind a day and month; a smaller number could be an hour
SEARCH_YEARS: Final = 9  # 29 February comes back within eight years
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199


def impossible() -> Day:
    """A day that no calendar has."""
    return Day(None, problem=Problem.IMPOSSIBLE)


def provisional(context: Context, day: date) -> Explanation | None:
    """What a day reckoned on the working calendar says while the notice for its year is still to come."""
    return Explanation(provisional=True) if context.calendar.is_provisional(day) else None


def exact(year: int, month: int, day: int) -> Day:
    """That very date; the past is for whoever puts it together to refuse."""
    if year > LAST_YEAR:
        return Day(None, problem=Problem.TOO_FAR)
    if not 1 <= month <= MONTHS or not 1 <= day <= monthrange(year, month)[1]:
        return impossible()
    return Day(date(year, month, day))


def yearly(context: Context, month: int, day: int) -> Day:
    """The next such day: this year's or the first later one (29 February waits for a leap year)."""
    if not 1 <= month <= MONTHS or not 1 <= day <= monthrange(2000, month)[1]:
        return impossible()

    def after(last: date) -> date | None:
        return next((found for found in _of_years(month, day, last.year) if found > last), None)

    return Day(after(context.today - timedelta(days=1)), "month-day", after)


def _of_years(month: int, day: int, year: int) -> Iterator[date]:
    for one in range(year, min(year + SEARCH_YEARS, LAST_YEAR + 1)):
        if day <= monthrange(one, month)[1]:
            yield date(one, month, day)


def monthly(context: Context, day: int) -> Day:
    """The next month that has such a day: the 15th, 29日."""
    if not 1 <= day <= 31:  # noqa: PLR2004
        return impossible()

    def after(last: date) -> date | None:
        return next((found for found in _of_months(day, last) if found > last), None)

    return Day(after(context.today - timedelta(days=1)), "monthday", after)


def _of_months(day: int, start: date) -> Iterator[date]:
    for offset in range(4):
        first = month_shift(start, offset)
        if day <= monthrange(first.year, first.month)[1]:
            yield first.replace(day=day)


def month_shift(day: date, months: int) -> date:
    """The first day of the month so many months on; stays at the calendar's edge."""
    number = day.year * MONTHS + day.month - 1 + months
    number = max(FIRST_YEAR * MONTHS, min(number, LAST_YEAR * MONTHS + MONTHS - 1))
    return date(number // MONTHS, number % MONTHS + 1, 1)


def weekly(context: Context, weekday: int) -> Day:
    """A bare weekday: the next one; said on that very weekday, today or a week later (people mean both)."""
    ahead = (weekday - context.today.weekday()) % 7
    first = context.today + timedelta(days=ahead)
    choices = () if ahead else (first, first + WEEK)

    def after(last: date) -> date:
        return last + timedelta(days=(weekday - last.weekday() - 1) % 7 + 1)

    return Day(first, "weekday", after, choices, weekday=weekday)


def monday_of(day: date) -> date:
    """The Monday of that day's week (weeks start on Monday)."""
    return day - timedelta(days=day.weekday())


def _int(token: Token) -> int:
    return int(str(token.value))


def _ints(tokens: Sequence[Token], *codes: str) -> list[int]:
    return [int(str(value)) for value in values(tokens, *codes)]


def _relative(context: Context, tokens: Sequence[Token]) -> Day:
    return Day(context.today + timedelta(days=_int(tokens[-1])), "relative", beside=_is_beside(tokens[-1]))


def _relative_part(context: Context, tokens: Sequence[Token]) -> Day:
    offset, part = tokens[-1].value
    return Day(context.today + timedelta(days=offset), "relative", part=part, beside=_is_beside(tokens[-1]))


def _is_beside(token: Token) -> bool:
    """当天, 次日, 当晚 count from the day named before them: 圣诞节当天."""
    return token.word[:1] in ("当", "次", "翌")


def _weekday(context: Context, tokens: Sequence[Token]) -> Day:
    day = weekly(context, _int(tokens[-1]))
    day.weak = tokens[-1].word in ("sun", "sat", "wed", "mon") or not tokens[-1].word.isascii()
    return day


def _last_weekday(context: Context, tokens: Sequence[Token]) -> Day:
    """last Friday: past, and said so."""
    back = (context.today.weekday() - _int(tokens[-1]) - 1) % 7 + 1
    return Day(context.today - timedelta(days=back), "weekday-of-week")


def _week_weekday(context: Context, tokens: Sequence[Token]) -> Day:
    """本周五, 下周三, 下下周一, 今個星期三, 下个星期天: of that week, which starts on Monday."""
    if tokens[0].word.isascii():
        return _this_weekday_en(context, tokens)
    shift = _int(tokens[0])
    found = monday_of(context.today) + timedelta(days=7 * shift + _int(tokens[-1]))
    return Day(found, "weekday-of-week", weekday=_int(tokens[-1]))


def _this_weekday_en(context: Context, tokens: Sequence[Token]) -> Day:
    """this Friday, next Friday, coming Thursday."""
    weekday = _int(tokens[-1])
    ahead = (weekday - context.today.weekday()) % 7
    nearest = context.today + timedelta(days=ahead)
    word = tokens[0].word if tokens[0].code != "THE" else tokens[1].word
    if word in ("this", "current"):
        return Day(nearest, "weekday-of-week", weekday=weekday)
    nearest = nearest if ahead else nearest + WEEK
    of_next_week = monday_of(context.today) + WEEK + timedelta(days=weekday)
    if word in ("coming", "upcoming") or nearest == of_next_week:
        return Day(nearest, "weekday-of-week", weekday=weekday)
    return Day(nearest, "weekday-of-week", None, (nearest, of_next_week), weekday=weekday)


def _this_next_weekday(context: Context, tokens: Sequence[Token]) -> Day | None:
    """this next Friday; but 这个 before 下周五 only points at a thing."""
    return _this_weekday_en(context, tokens[1:]) if tokens[0].word.isascii() else None


def _weekday_of_week_en(context: Context, tokens: Sequence[Token]) -> Day:
    """Friday next week, next week on Tuesday, wednesday of this week, monday of the following week."""
    shift = next(_int(token) for token in tokens if token.code in ("THIS", "NEXT", "PREV"))
    weekday = _ints(tokens, "WD")[0]
    found = monday_of(context.today) + timedelta(days=7 * shift + weekday)
    return Day(found, "weekday-of-week", weekday=weekday)


def _week_after_next_en(context: Context, tokens: Sequence[Token]) -> Day:
    """the Friday after next, Monday the week after next."""
    weekday = _ints(tokens, "WD")[0]
    if has(tokens, "UW"):
        return Day(monday_of(context.today) + 2 * WEEK + timedelta(days=weekday), "weekday-of-week", weekday=weekday)
    ahead = (weekday - context.today.weekday()) % 7 or 7
    return Day(context.today + timedelta(days=ahead) + WEEK, "weekday-of-week", weekday=weekday)


def _month_day(context: Context, tokens: Sequence[Token]) -> Day:
    """12月3日, 一月二十三, 三月3号."""
    month, day = _ints(tokens, "N", "E")
    return yearly(context, month, day)


def _year_month_day(_: Context, tokens: Sequence[Token]) -> Day | None:
    """2026年5月20日, 二〇二六年五月二十日, 26年5月20日."""
    numbers = _ints(tokens, "N", "E", "Y")
    year = numbers[0]
    if tokens[0].code != "Y":
        year = _written_year(tokens[0]) or year
        if year < FIRST_YEAR:
            return None
    return exact(year, *numbers[1:3])


def _short_year_end(_: Context, tokens: Sequence[Token]) -> Day | None:
    """26年底, 115年底 in Taiwan's years."""
    year = _written_year(tokens[0]) if tokens[0].word.isdigit() else None
    return exact(year, MONTHS, 31) if year is not None else None


def _written_year(token: Token) -> int | None:
    """26年 is 2026, 民國115年 (from 1911) too; None for a number that is no such year."""
    digits, number = len(token.word), _int(token)
    if digits == len("115") and TAIWANS_YEARS[0] <= number < TAIWANS_YEARS[1]:
        return number + MINGUO
    return number + CENTURY if digits == len("26") else None


def _relative_year(context: Context, tokens: Sequence[Token]) -> Day:
    """明年3月5日, 今年5月20号."""
    month, day = _ints(tokens, "N", "E")
    return exact(context.today.year + _int(tokens[0]), month, day)


def _relative_month(context: Context, tokens: Sequence[Token]) -> Day:
    """下个月15号, 本月30日, 今個月廿號, 20th of next month, the 20th day of this month."""
    shift = next(_int(token) for token in tokens if token.code in ("THIS", "NEXT", "PREV"))
    first = month_shift(context.today, shift)
    return exact(first.year, first.month, _ints(tokens, "N", "E", "O")[-1])


def _relative_month_bare(context: Context, tokens: Sequence[Token]) -> Day | None:
    """本月二十八, 下月15: without 号, where nothing that could be counted stands behind."""
    number = _ints(tokens, "N", "E")[-1]
    return _relative_month(context, tokens) if 10 <= number <= 31 else None  # noqa: PLR2004 - two digits, and a day


def _month_number(context: Context, tokens: Sequence[Token]) -> Day | None:
    """15号, 30日, the 21st, on the 15th."""
    number = _ints(tokens, "N", "E", "O")[-1]
    if number > 39 or tokens[-1].word.startswith("第"):  # noqa: PLR2004 - 32号 is a slip, 88号 a number, 第3次 no day
        return None
    day = monthly(context, number)
    day.weak = True
    return day


def _late_ordinal(context: Context, tokens: Sequence[Token]) -> Day | None:
    """26th wed: no month has so many Wednesdays, so it is the day."""
    return _month_number(context, tokens) if _int(tokens[-1]) > 5 else None  # noqa: PLR2004 - most weeks a month touches


def _digit_ordinal(context: Context, tokens: Sequence[Token]) -> Day | None:
    """the 15th, whatever stands behind it; `first` in words counts things more often."""
    return _month_number(context, tokens) if tokens[-1].word[:1].isdigit() or _int(tokens[-1]) > 20 else None  # noqa: PLR2004 - too many to count


def _month_name(context: Context, tokens: Sequence[Token]) -> Day | None:
    """Sep 20, 10 August, May twenty-first, the second of March, Oct/2, Feb 18 2013, 2018 March 18."""
    month = _ints(tokens, "MON")[0]
    days, years = _ints(tokens, "N", "O", "SECOND"), _ints(tokens, "Y")
    if not days and len(years) == 2:  # noqa: PLR2004
        return None
    day = days[0]
    if not years and len(days) > 1:
        years = [2000 + days[-1]]
    if years:
        return exact(years[0], month, day)
    return yearly(context, month, day)


def _short_year(_: Context, tokens: Sequence[Token]) -> Day | None:
    """3 nov 26."""
    day, year = _int(tokens[0]), tokens[-1]
    number = _written_year(year) if year.word.isdigit() else None
    if number is None or not SHORT_YEARS[0] <= number <= SHORT_YEARS[1] or day > 31:  # noqa: PLR2004 - no month has more
        return None
    return exact(number, _int(tokens[1]), day)


def _year_in_words(_: Context, tokens: Sequence[Token]) -> Day | None:
    """April eighteenth, twenty twenty-six."""
    high, low = tokens[-2:]
    if high.word != "twenty" or low.word.isdigit() or not 10 <= _int(low) <= 99:  # noqa: PLR2004 - two digits
        return None
    return exact(2000 + _int(low), _ints(tokens, "MON")[0], _ints(tokens, "N", "O")[0])


def _month_name_year(_: Context, tokens: Sequence[Token]) -> Day:
    """sep-23-2020."""
    year, day = tokens[-1].value
    return exact(year, _ints(tokens, "MON")[0], day)


def _festival(context: Context, tokens: Sequence[Token]) -> Day | None:
    name = str(next(token.value for token in tokens if token.code == "FEST"))
    shift = _ints(tokens, "RY", "NEXT", "THIS")
    years = _ints(tokens, "Y")
    explanation = Explanation(festival=name)
    if shift or years:
        found = festival_day(name, years[0] if years else context.today.year + shift[0])
        if found and found < context.today and tokens[0].code == "THIS":
            found = festival_day(name, context.today.year + 1)  # 这个元旦 said in November
        return Day(found, "festival", explanation=explanation) if found else Day(None, problem=Problem.UNKNOWN_YEAR)

    def after(last: date) -> date | None:
        days = (festival_day(name, year) for year in range(last.year, last.year + 3))
        return next((day for day in days if day and day > last), None)

    found = after(context.today - timedelta(days=1))
    part = "evening" if any(token.word.endswith(("夜", "夜晚")) for token in tokens) else None
    sort = "lunar" if name in FIRST_MOON else "festival"  # 正月初五前 is by that day, 春节前 before the holiday
    return Day(found, sort, after, explanation=explanation, part=part, weak=True) if found else None


def _eleven(context: Context, tokens: Sequence[Token]) -> Day | None:
    """十一 as National Day: before 前, 后, 假期, 长假."""
    return _festival(context, (Token("FEST", "national", tokens[0].start, tokens[0].end),))


def _day_of_year(_: Context, tokens: Sequence[Token]) -> Day | None:
    """2023年第十天."""
    year, number = _ints(tokens, "Y", "N", "E")[0], _ints(tokens, "N", "E", "O")[-1]
    if not 1 <= number <= 366:  # noqa: PLR2004
        return impossible()
    return Day(date(year, 1, 1) + timedelta(days=number - 1))


def _fridays_from_now(context: Context, tokens: Sequence[Token]) -> Day | None:
    """3 Fridays from now."""
    count, weekday = _ints(tokens, "N", "A")[0], _ints(tokens, "WD", "WDS")[0]
    if not 1 <= count <= 520:  # noqa: PLR2004
        return None
    ahead = (weekday - context.today.weekday()) % 7 or 7
    return Day(context.today + timedelta(days=ahead) + WEEK * (count - 1), "count")


# An ordinal before one of these counts something and names no day of the month.
NO_UNIT: Final = "!(UD|RI|WK|WKD|WD|WE|GE|UQ|UM|YUE|UW|UY|UH|NIAN|X|NOUN|N UD|N UW|N UM|N UY|N WK|N UQ)"
NO_UNIT_BUT_WORDS: Final = NO_UNIT.replace("|X|", "|")
SEPARATOR: Final = "(SLASH|DASH|COMMA|OF|DOT)?"

ROWS: Final = (
    Row("D", "DR", _relative),
    Row("D", "DRP", _relative_part),
    Row("D", "WD", _weekday),
    Row("D", "THIS NEXT WD", _this_next_weekday),
    Row("D", "LAST WD !(OF|IN)", _last_weekday),
    Row("D", "(THIS|NEXT|PREV) GE? WD", _week_weekday),
    Row("D", "(THIS|NEXT|PREV) GE? UW DE? WD", _week_weekday),
    Row("D", "ON? WD OF? THE? (THIS|NEXT) UW", _weekday_of_week_en),
    Row("D", "THE? (THIS|NEXT) UW COMMA? ON? WD", _weekday_of_week_en),
    Row("D", "THE? WD AFTERE NEXT", _week_after_next_en),
    Row("D", "WD (OF|ON)? THE? UW AFTERE NEXT", _week_after_next_en),
    Row("D", "[n] YUE [n] (HAO|RI)?", _month_day),
    Row("D", "(N|E|Y) NIAN (COMMA|DE)? [n] YUE [n] (HAO|RI)?", _year_month_day),
    Row("D", "N NIAN ENDZ", _short_year_end),
    Row("D", "RY DE? [n] YUE [n] (HAO|RI)?", _relative_year),
    Row("D", "(THIS|NEXT|PREV) GE? (YUE|UM) DE? [n] (HAO|RI)", _relative_month),
    Row("D", "[n] (HAO|RI)", _month_number),
    Row("D", f"(THIS|NEXT) GE? (YUE|UM) DE? [n] {COUNTED}", _relative_month_bare),
    Row("D", "THE? (O|N) UD? OF? THE? (THIS|NEXT) UM", _relative_month),
    Row("D", f"THE? O {NO_UNIT}", _month_number),
    Row("D", f"THE? O {NO_UNIT_BUT_WORDS}", _digit_ordinal),
    Row("D", "THE? O UD? OF THE UM !AFTERE", _month_number),
    Row("D", "THE? O =WD", _late_ordinal),
    Row("D", "(THIS|NEXT)? MON (SLASH|DASH|OF|DOT)? THE? (N|O|SECOND)", _month_name),
    Row("D", "(THIS|NEXT)? MON COMMA THE? (N|O|SECOND) !(X|NOUN)", _month_name),  # November, 6 bottles
    Row("D", "MON (N|O) COMMA? N N", _year_in_words),
    Row("D", f"(N|O) MON N {COUNTED}", _short_year),
    Row("D", f"MON {SEPARATOR} THE? (N|O|SECOND) {SEPARATOR} (OF|IN)? Y", _month_name),
    Row("D", f"THE? (N|O|SECOND) {SEPARATOR} MON", _month_name),
    Row("D", f"THE? (N|O|SECOND) {SEPARATOR} MON {SEPARATOR} (OF|IN)? Y", _month_name),
    Row("D", "(MON (SLASH|DASH) N|N (SLASH|DASH) MON) (SLASH|DASH) N", _month_name),
    Row("D", "MON (SLASH|DASH) YM", _month_name_year),
    Row("D", f"Y {SEPARATOR} MON {SEPARATOR} (N|O)", _month_name),
    Row("D", "(RY|THIS|NEXT|Y NIAN?)? DE? FEST (JIE|OF Y|Y)?", _festival),
    Row("D", "FEST (OF|IN)? THE? (THIS|NEXT) UY", _festival),
    Row("D", "E (=BEFORE|=AFTER|=REST)", _eleven),
    Row("D", "Y NIAN DE? O (UD|RI)", _day_of_year),
    Row("D", "(N|A) (WD|WDS) LATER", _fridays_from_now),
)
