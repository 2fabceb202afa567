"""Rows for days counted from today and days of a week: 明天, 今晚, 下周三, this Friday, wednesday of next week."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from deadlines.arithmetic import WEEK, monday_of
from deadlines.engine import Row, has, ints
from deadlines.grammar.series import weekly
from deadlines.spec import Context, Day, Token


def _relative(context: Context, tokens: Sequence[Token]) -> Day:
    return Day(context.today + timedelta(days=tokens[-1].whole), "relative", beside=_is_beside(tokens[-1]))


def _relative_part(context: Context, tokens: Sequence[Token]) -> Day:
    offset, part = tokens[-1].value
    return Day(context.today + timedelta(days=offset), "relative", part=part, beside=_is_beside(tokens[-1]))


def _tomorrow_or_later(context: Context, tokens: Sequence[Token]) -> Day:
    """明后天: tomorrow or the day after; 明后两天内: until the later."""
    tomorrow, later = (context.today + timedelta(days=n) for n in (1, 2))
    return Day(later, "relative", choices=() if len(tokens) > 1 else (tomorrow, later))


def _is_beside(token: Token) -> bool:
    """当天, 次日, 当晚 count from the day named before them: 圣诞节当天."""
    return token.word[:1] in ("当", "次", "翌") or token.word in ("隔天", "隔日")


def _weekday(context: Context, tokens: Sequence[Token]) -> Day:
    day = weekly(context, tokens[-1].whole)
    day.weak = tokens[-1].word in ("sun", "sat", "wed", "mon") or not tokens[-1].word.isascii()
    return day


def _last_weekday(context: Context, tokens: Sequence[Token]) -> Day:
    """last Friday: past, and said so."""
    back = (context.today.weekday() - tokens[-1].whole - 1) % 7 + 1
    return Day(context.today - timedelta(days=back), "weekday-of-week")


def _week_weekday(context: Context, tokens: Sequence[Token]) -> Day:
    """本周五, 下周三, 下下周一, 今個星期三, 下个星期天: of that week, which starts on Monday."""
    if tokens[0].word.isascii():
        return _this_weekday_en(context, tokens)
    shift = tokens[0].whole
    found = monday_of(context.today) + timedelta(days=7 * shift + tokens[-1].whole)
    return Day(found, "weekday-of-week", weekday=tokens[-1].whole)


def _this_weekday_en(context: Context, tokens: Sequence[Token]) -> Day:
    """this Friday, next Friday, coming Thursday."""
    weekday = tokens[-1].whole
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
    shift = next(token.whole for token in tokens if token.code in ("THIS", "NEXT", "PREV"))
    weekday = ints(tokens, "WD")[0]
    found = monday_of(context.today) + timedelta(days=7 * shift + weekday)
    return Day(found, "weekday-of-week", weekday=weekday)


def _week_after_next_en(context: Context, tokens: Sequence[Token]) -> Day:
    """the Friday after next, Monday the week after next."""
    weekday = ints(tokens, "WD")[0]
    if has(tokens, "UW"):
        return Day(monday_of(context.today) + 2 * WEEK + timedelta(days=weekday), "weekday-of-week", weekday=weekday)
    ahead = (weekday - context.today.weekday()) % 7 or 7
    return Day(context.today + timedelta(days=ahead) + WEEK, "weekday-of-week", weekday=weekday)


def _fridays_from_now(context: Context, tokens: Sequence[Token]) -> Day | None:
    """3 Fridays from now."""
    count, weekday = ints(tokens, "N", "A")[0], ints(tokens, "WD", "WDS")[0]
    if not 1 <= count <= 520:
        return None
    ahead = (weekday - context.today.weekday()) % 7 or 7
    return Day(context.today + timedelta(days=ahead) + WEEK * (count - 1), "count")


def _weeks_on(context: Context, tokens: Sequence[Token]) -> Day:
    """下下下下周五."""
    weekday = tokens[-1].whole
    found = monday_of(context.today) + WEEK * sum(ints(tokens, "NEXT")) + timedelta(days=weekday)
    return Day(found, "weekday-of-week", weekday=weekday)


ROWS: Final = (
    Row("D", "NEXT NEXT GE? WD", _weeks_on),
    Row("D", "DR", _relative),
    Row("D", "DRS WITHIN?", _tomorrow_or_later),
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
    Row("D", "(N|A) (WD|WDS) LATER", _fridays_from_now),
)
