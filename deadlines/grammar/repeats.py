"""Rows for recurring rules, 每周一、三, 每两周, 每月1号, every other Friday, 19th of every month, and what goes with one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deadlines.engine import Row, first_value, has, ints, the_value
from deadlines.grammar.patterns import NO_UNIT, PERIOD_UNIT
from deadlines.grammar.rules import OFFICE_DAYS, WEEKDAY_CODES, WEEKDAYS, WEEKEND, timed
from deadlines.spec import Context, Day, Length, Repeat, Span, Token

FREQUENCIES: Final = {
    "UD": ("DAILY", 1), "RI": ("DAILY", 1), "UW": ("WEEKLY", 1), "UF": ("WEEKLY", 2), "YUE": ("MONTHLY", 1),
    "UM": ("MONTHLY", 1), "UQ": ("MONTHLY", 3), "NIAN": ("YEARLY", 1), "UY": ("YEARLY", 1),
    "UH": ("HOURLY", 1),
}  # fmt: skip


def _frequency_of(tokens: Sequence[Token]) -> tuple[str, int]:
    token = next(token for token in tokens if token.code in FREQUENCIES)
    if token.code == "UH":
        return {"hour": "HOURLY", "minute": "MINUTELY"}.get(str(token.value), "SECONDLY"), 1
    return FREQUENCIES[token.code]


def _every(_: Context, tokens: Sequence[Token]) -> Repeat:
    """每天, 每个星期, every year, each month, once a year."""
    return Repeat(*_frequency_of(tokens))


def _every_length(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每两周, 每3天, 每隔3天, every 2 hours, 每半年, 每半个钟头, each two days."""
    length = the_value(tokens, Length)
    repeat = of_length(length)
    if repeat is not None and repeat.interval == 1 and has(tokens, "SKIP"):
        return Repeat(repeat.freq, 2, repeat.parts)
    return repeat


def of_length(length: Length) -> Repeat | None:
    """The rule that comes back after exactly that length; None where no single rule does."""
    amounts = (length.months, length.days, length.seconds, length.working_days)
    if length.problem or sum(1 for amount in amounts if amount) != 1:
        return None
    if length.months:
        years, rest = divmod(length.months, 12)
        return Repeat("YEARLY", years) if not rest else Repeat("MONTHLY", length.months)
    if length.days:
        weeks, rest = divmod(length.days, 7)
        return Repeat("WEEKLY", weeks) if not rest and length.grain == "week" else Repeat("DAILY", length.days)
    if length.working_days:
        return Repeat("WEEKLY", 1, (("BYDAY", OFFICE_DAYS),)) if length.working_days == 1 else None
    minutes, rest = divmod(length.seconds, 60)
    if rest:
        return None
    hours, minutes_rest = divmod(minutes, 60)
    return Repeat("HOURLY", hours) if not minutes_rest else Repeat("MINUTELY", minutes)


def _frequency(_: Context, tokens: Sequence[Token]) -> Repeat:
    freq, interval = tokens[-1].value
    return Repeat(freq, interval, weak=tokens[-1].word.isascii())


def _other(_: Context, tokens: Sequence[Token]) -> Repeat:
    """every other day, every second week."""
    freq, interval = _frequency_of(tokens)
    return Repeat(freq, interval * 2)


def _ordinal_unit(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every third day."""
    freq, interval = _frequency_of(tokens)
    return Repeat(freq, interval * ints(tokens, "O")[0])


def _days(tokens: Sequence[Token]) -> str:
    found: set[int] = set(ints(tokens, "WD", "WDS"))
    for token in tokens:
        if token.code == "NN" and isinstance(token.value, tuple):
            found |= {digit - 1 for digit in token.value}
        elif token.code == "N":
            found.add(token.whole - 1)
    if has(tokens, "TO", "TILL", "DASH"):
        found = set(range(min(found), max(found) + 1))
    return ",".join(WEEKDAY_CODES[day] for day in sorted(found)) if found <= set(range(7)) else ""


def _weekly(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每周一, 每周二、四, 每周一三五, 每周一到周五, every Tuesday and Thursday, on Mondays."""
    days = _days(tokens)
    interval = 2 if has(tokens, "OTHER", "SECOND") or (has(tokens, "FREQ") and tokens[0].value == ("WEEKLY", 2)) else 1
    return Repeat("WEEKLY", interval, (("BYDAY", days),)) if days else None


def _is_alternate(tokens: Sequence[Token]) -> bool:
    return any(token.word.startswith("alternat") for token in tokens)


def _every_part(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每晚8点, every night at 9pm, every morning."""
    daily = Repeat("DAILY")
    return timed(_, (Token("S", daily), tokens[-1])) if tokens[-1].code == "T" else daily


def _monthly_on(base: Repeat, day: object) -> Repeat | None:
    """monthly on the 1st, 每两个月的5号."""
    if not isinstance(day, Day) or day.sort != "monthly" or day.date is None:
        return None
    return Repeat("MONTHLY", base.interval, (("BYMONTHDAY", str(day.date.day)),))


def repeated(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每两周的周三, every 2 weeks on Friday, 每年3月15日."""
    base = first_value(tokens, Repeat)
    if base is not None and base == Repeat("YEARLY"):
        return _yearly(context, tokens[1:])
    if base is not None and base.freq == "MONTHLY" and not base.parts:
        return _monthly_on(base, tokens[-1].value)
    if base is None or base.freq != "WEEKLY" or base.parts:
        return None
    last = tokens[-1].value
    if isinstance(last, Repeat) and last.freq == "WEEKLY" and last.interval == 1:
        return Repeat("WEEKLY", base.interval, last.parts)
    if isinstance(last, Day) and last.sort == "weekday" and last.weekday is not None:
        return Repeat("WEEKLY", base.interval, (("BYDAY", WEEKDAY_CODES[last.weekday]),))
    return None


def _workdays(_: Context, tokens: Sequence[Token]) -> Repeat:
    """每个工作日: the days the office works; every weekday: Monday to Friday."""
    return Repeat("WEEKLY", 1, (("BYDAY", OFFICE_DAYS if has(tokens, "WK") else WEEKDAYS),))


def _at_work(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """工作日早上九点: of each of them."""
    if tokens[0].word.isascii():
        return None
    return timed(context, (Token("S", _workdays(context, tokens)), *tokens[1:]))


def _weekends(_: Context, __: Sequence[Token]) -> Repeat:
    return Repeat("WEEKLY", 1, (("BYDAY", WEEKEND),))


def _month_days(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每月1号, 每月10号和25号, 19th of every month, every month on the 5th, 每季度5号 has no such rule."""
    days = ints(tokens, "N", "E", "O")
    base = _frequency_of(tokens)
    if base != ("MONTHLY", 1) or not all(1 <= day <= 31 for day in days):
        return None
    return Repeat("MONTHLY", 1, (("BYMONTHDAY", ",".join(map(str, sorted(set(days))))),))


def _on_workdays(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """工作日每天9点."""
    return _workdays(_, tokens) if tokens[-1].value == Repeat("DAILY") else None


def _month_days_end(context: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每月25日至30日: the end is the deadline."""
    return _month_days(context, (tokens[0], tokens[1], [token for token in tokens if token.code in ("N", "E")][-1]))


def _except(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every day except Sunday."""
    base, left_out = tokens[0].value, tokens[-1].value
    if base != Repeat("DAILY"):
        return None
    off = dict(left_out.parts).get("BYDAY", "") if isinstance(left_out, Repeat) else ""
    if isinstance(left_out, Day) and left_out.sort == "weekday" and left_out.weekday is not None:
        off = WEEKDAY_CODES[left_out.weekday]
    days = ",".join(name for name in WEEKDAY_CODES if name not in off)
    if not off or not days:
        return None
    return Repeat("WEEKLY", 1, (("BYDAY", days),))


def _every_month_day(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """every 15th."""
    return Repeat("MONTHLY", 1, (("BYMONTHDAY", str(tokens[-1].value)),))


def _yearly(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """每年9月, 每年3月15日, each 4/15, every June."""
    days = [token.value for token in tokens if isinstance(token.value, Day)]
    if days and days[0].date is not None:
        if days[0].sort == "festival" and days[0].explanation is not None:
            return _festival(days[0])
        day = days[0].date
        if days[0].sort == "end" and days[0].grain == "month" and _names_month(tokens):
            return Repeat("YEARLY", 1, (("BYMONTH", str(day.month)), ("BYMONTHDAY", "-1")))
        if days[0].sort not in ("yearly", "festival"):
            return None
        return Repeat("YEARLY", 1, (("BYMONTH", str(day.month)), ("BYMONTHDAY", str(day.day))))
    span = first_value(tokens, Span)
    if span is None or span.grain != "month" or not span.weak:
        return None
    return Repeat("YEARLY", 1, (("BYMONTH", str(span.first.month)),))


def _names_month(tokens: Sequence[Token]) -> bool:
    """每年6月底, not 每年月底."""
    return any(
        isinstance(token.value, Day) and not token.word.startswith(("月", "end", "本", "下")) for token in tokens
    )


def _festival(day: Day) -> Repeat | None:
    fixed = {"new-year", "women", "labour", "youth", "children", "party", "army", "teachers", "national", "christmas"}
    if day.date is None or day.explanation is None or day.explanation.festival not in fixed:
        return None
    return Repeat("YEARLY", 1, (("BYMONTH", str(day.date.month)), ("BYMONTHDAY", str(day.date.day))))


DAY_LIST: Final = "((LIST|COMMA|AND|SLASH)? (WD|NN|N !(DIAN|SHI))){0,6}"
ENGLISH_DAY_LIST: Final = "((COMMA|AND|SLASH){0,2} (WD|WDS)){0,6}"
ROWS: Final = (
    Row("S", f"EVERY GE? {PERIOD_UNIT} ONCE?", _every),
    Row("S", "EVERY ONCEWEEK", lambda _c, _t: Repeat("WEEKLY")),
    Row("S", f"ONCE (A|EVERY|PER) {PERIOD_UNIT}", _every),
    Row("S", "(EVERY|SKIP|EVERY SKIP) L ONCE?", _every_length),
    Row("S", "ONCE EVERY L", _every_length),
    Row("S", "L ONCE !(THE|X|A|THIS)", _every_length),  # not: within a week once the parts arrive
    Row("S", "L ONCE", lambda context, tokens: None if tokens[1].word.isascii() else _every_length(context, tokens)),
    Row("S", "EVERY? FREQ", _frequency),
    Row("S", f"EVERY (OTHER|SECOND) {PERIOD_UNIT}", _other),
    Row("S", f"EVERY O {PERIOD_UNIT}", _ordinal_unit),
    Row("S", f"EVERY O {NO_UNIT}", _every_month_day),
    Row("S", f"EVERY FIXED? (WD|NN) {DAY_LIST}", _weekly),
    Row("S", f"EVERY GE? UW FIXED? (WD|NN) {DAY_LIST}", _weekly),
    Row("S", f"EVERY (OTHER|SECOND)? (WD|WDS) {ENGLISH_DAY_LIST}", _weekly),
    Row("S", "EVERY WD (TO|TILL|DASH) (WD|N)", _weekly),
    Row("S", f"(ON|EVERY)? WDS {ENGLISH_DAY_LIST}", _weekly),
    Row("S", "ON? OTHER (UD|UW|UM)", lambda c, t: _other(c, t) if _is_alternate(t) else None),
    Row("S", f"ON? OTHER (WD|WDS) {ENGLISH_DAY_LIST}", lambda c, t: _weekly(c, t) if _is_alternate(t) else None),
    Row("S", "EVERY (WK|WKD)", _workdays),
    Row(
        "S",
        "(ON WKD|WKD)",
        lambda _c, tokens: Repeat("WEEKLY", 1, (("BYDAY", WEEKDAYS),)) if tokens[-1].word == "weekdays" else None,
    ),
    Row("S", "EVERY WE", _weekends),
    Row("S", "(ON? WES)", _weekends),
    Row("S", "EVERY (YUE|UM) DE? (N|E) (HAO|RI)? ((LIST|COMMA|AND) (N|E) (HAO|RI)?){0,5}", _month_days),
    Row("S", "EVERY (YUE|UM) DE? (N|E) (HAO|RI)? (TO|DASH) (N|E) (HAO|RI)?", _month_days_end),
    Row("S", "EVERY (YUE|UM) ON? THE? O ((LIST|COMMA|AND){1,2} THE? O){0,5}", _month_days),
    Row("S", "(ON THE|THE|ON)? O ((LIST|COMMA|AND){1,2} THE? O){0,5} UD? OF? (EVERY|THE EVERY) UM", _month_days),
)
MORE_ROWS: Final = (
    Row("S", "S COMMA? (DE|ON|IN|AT|BY)? (D|S|P)", repeated),
    Row("S", "EVERY (D|P)", _yearly),
    Row("S", "(WK|WKD) S", _on_workdays),
    Row("S", "EVERY (T|AP)", _every_part),
    Row("S", "S AP", lambda _c, tokens: tokens[0].value),
    Row("S", "S EXCEPT (D|S)", _except),
    Row("S", "FREQ (ON|EVERY)? (WD|WDS) ((COMMA|AND){0,2} (WD|WDS)){0,6}", _weekly),
)
HOUR_LINKS: Final = "(COMMA|DE|AT|ON|BY|BEF|TILL|LATEST){0,3}"
TIMED_ROWS: Final = (
    Row("S", "WK DE? T BEFORE? !(TO|DASH|TILL)", _at_work),
    Row("S", f"S {HOUR_LINKS} T (BEFORE|WITHIN|LATEST)?", timed),
    Row("S", "(AT|BY|BEF|TILL)? T (COMMA|ON|DE|OF|IN){0,2} S", timed),
)
