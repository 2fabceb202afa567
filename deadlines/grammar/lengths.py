"""Rows for lengths of time: 3天, 两个半小时, 一刻钟, 三个工作日, an hour and a half, 1d 2hr, three-quarters of an hour."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import DAY_SECONDS
from deadlines.engine import Row, has
from deadlines.grammar.clock_faces import is_military
from deadlines.reading import Problem
from deadlines.spec import Context, Counted, Length, Token

A_HALF: Final = Fraction(1, 2)
A_QUARTER: Final = Fraction(1, 4)
UNIT_SECONDS: Final = {"second": 1, "minute": 60, "hour": 3600, "quarter-hour": 900}
UNIT_DAYS: Final = {"UD": 1, "RI": 1, "UW": 7, "UF": 14, "UXUN": 10}
UNIT_MONTHS: Final = {"UM": 1, "YUE": 1, "UQ": 3, "UY": 12, "NIAN": 12, "UDEC": 120}
A_MONTH_AND_A_HALF: Final = Fraction(3, 2)
MONTH_DAYS: Final = 30
UNIT_CODES: Final = ("UH", "HLETTER", "ZHONG", "FEN", "WK", "WKH", *UNIT_DAYS, *UNIT_MONTHS)
LENGTH_GRAINS: Final = {"UW": "week", "UF": "week", "UM": "month", "UQ": "quarter", "UY": "year", "NIAN": "year"}


def of(amount: Fraction, unit: Token) -> Length | None:
    """That many of the unit. Half a month is 15 days, half a day 12 hours (as in the data's conventions)."""
    if amount > 10**9:
        amount = Fraction(10**9)
    length = _of(amount, unit)
    if length is not None and amount <= 0:
        length.problem = Problem.NOT_POSITIVE
    return length


def _of(amount: Fraction, unit: Token) -> Length | None:
    code = unit.code
    if code in ("UH", "HLETTER", "ZHONG", "FEN"):
        seconds = UNIT_SECONDS[{"ZHONG": "hour", "FEN": "minute"}.get(code, str(unit.value))]
        return Length(seconds=int(amount * seconds), grain="minute")
    if code == "WKH":
        return Length(working_seconds=int(amount * UNIT_SECONDS["hour"]), grain="minute")
    if code == "WK":
        return _working(amount)
    if code in UNIT_DAYS:
        return _days(amount * UNIT_DAYS[code], LENGTH_GRAINS.get(code, "day"))
    return _months(amount * UNIT_MONTHS[code], LENGTH_GRAINS.get(code, "month"))


def _working(amount: Fraction) -> Length | None:
    if amount == A_HALF:
        return Length(working_seconds=4 * UNIT_SECONDS["hour"], grain="minute")
    return Length(working_days=int(amount)) if amount.denominator == 1 else None


def _days(amount: Fraction, grain: str) -> Length:
    whole = int(amount)
    seconds = int((amount - whole) * DAY_SECONDS)
    if grain == "week":
        return Length(days=int(amount + A_HALF), grain=grain)
    return Length(days=whole, seconds=seconds, half_day=bool(seconds), grain=grain)


def _months(amount: Fraction, grain: str) -> Length:
    if amount.denominator == 1:
        return Length(months=int(amount), grain=grain)
    whole = int(amount) if amount > A_MONTH_AND_A_HALF else 0  # 一个半月 is 45 days, 四个半月 four months and 15
    return Length(months=whole, days=int((amount - whole) * MONTH_DAYS), grain=grain)


def number(token: Token) -> Fraction | None:
    """The amount a token states: 3, 1.5, 1/2, a."""
    if token.code in ("N", "E", "Y", "A", "COUPLE", "SECOND"):
        return Fraction(token.whole)
    if token.code == "H":
        return A_HALF
    if token.code == "PAIR":
        first, second, sign, _, text = token.value
        if sign == ".":
            return Fraction(first) + Fraction(second, 10 ** len(text))
        if sign == "/" and 0 < first < second <= 4:
            return Fraction(first, second)
        return Fraction(max(first, second)) if sign == "-" and first < second else None  # 3-5天: the later end
    return None


def _plain(_: Context, tokens: Sequence[Token]) -> Length | None:
    """3天, a week, half hour, 1.5 hrs, 30-min, a couple of days."""
    said = [token for token in tokens if number(token) is not None or token.code == "PAIR"]
    amount = number(next((token for token in said if token.code == "COUPLE"), said[0]))
    unit = tokens[-1]
    if amount is None or (unit.code == "RI" and tokens[0].code == "A"):
        return None
    if unit.code == "NIAN" and tokens[0].code == "Y":
        return None
    if is_military(tokens[-2], unit):
        return None
    if unit.code == "UQ" and len(tokens) == 2 and not unit.word.isascii():
        return None
    if has(tokens, "NEG", "DASH") and tokens[0].code in ("NEG", "DASH"):
        amount = -amount
    return _least_said(said[0], amount, unit) or of(amount, unit)


def _least_said(said: Token, most: Fraction, unit: Token) -> Length | None:
    """2-3 days, 5-7天: as 两三天."""
    return _from_to(Fraction(min(said.value[:2])), most, unit) if said.code == "PAIR" and said.value[2] == "-" else None


def _and_half(_: Context, tokens: Sequence[Token]) -> Length | None:
    """一个半小时, 两个半月, two and a half hours, 個半鐘 (one and a half)."""
    amount = number(tokens[0]) if tokens[0].code != "GE" else Fraction(1)
    return None if amount is None else of(amount + A_HALF, tokens[-1])


def _half_after(_: Context, tokens: Sequence[Token]) -> Length | None:
    """三年半, 两小时半, an hour and a half."""
    amount = number(tokens[0])
    if amount is None or tokens[0].code == "Y":
        return None
    return of(amount + A_HALF, next(token for token in tokens if token.code in UNIT_CODES))


def _half_a(_: Context, tokens: Sequence[Token]) -> Length | None:
    """half an hour, a half hour, half a day."""
    return of(A_HALF, tokens[-1])


def _quarters(_: Context, tokens: Sequence[Token]) -> Length | None:
    """a quarter of an hour, three-quarters of an hour, one and three quarter hours."""
    place = next(place for place, token in enumerate(tokens) if token.code == "UQ")
    counts = [number(token) or Fraction(0) for token in tokens[:place] if token.code in ("N", "A")]
    whole = counts[0] if has(tokens[:place], "AND") else Fraction(0)
    lone = not counts or (len(counts) == 1 and has(tokens[:place], "AND"))
    share = Fraction(1) if lone else counts[-1]
    return of(whole + share * A_QUARTER, tokens[-1])


def _odd_minutes(_: Context, tokens: Sequence[Token]) -> Length | None:
    """1 hour fifteen, 1 hour and thirty, 2 hours ten."""
    hours, minutes = number(tokens[0]), number(tokens[-1])
    if hours is None or minutes is None or tokens[1].value != "hour" or minutes >= 60:
        return None
    return Length(seconds=int(hours * 3600 + minutes * 60), grain="minute")


def _and_quarter(_: Context, tokens: Sequence[Token]) -> Length | None:
    """an hour and a quarter, an hour and three quarters."""
    amount, quarters = number(tokens[0]), number(tokens[3])
    if amount is None or quarters is None or tokens[1].value != "hour" or quarters > 3:
        return None
    return of(amount + quarters * A_QUARTER, tokens[1])


def _fives(_: Context, tokens: Sequence[Token]) -> Length | None:
    """兩個字後, 三個骨之後: fives and quarters of an hour, as the dial of a clock has them."""
    minutes = 15 if has(tokens, "KE") else 5
    if tokens[0].whole > 11:  # the dial has no more
        return None
    return Length(seconds=tokens[0].whole * minutes * UNIT_SECONDS["minute"], grain="minute")


def _to(_: Context, tokens: Sequence[Token]) -> Length | None:
    """3到5天: the later end, where nothing makes it a limit both."""
    first, second = number(tokens[0]), number(tokens[2])
    return _from_to(first, second, tokens[-1]) if first is not None and second is not None and first < second else None


def _from_to(first: Fraction, second: Fraction, unit: Token) -> Length | None:
    least, most = of(first, unit), of(second, unit)
    return replace(most, least=least) if most is not None else None


def _about(_: Context, tokens: Sequence[Token]) -> Length | None:
    """两三天, 三五个工作日: the same."""
    digits = tokens[0].value
    if not isinstance(digits, tuple) or len(digits) != 2 or not 0 < digits[0] < digits[1]:
        return None
    return _from_to(Fraction(digits[0]), Fraction(digits[1]), tokens[-1])


def _hours_and_minutes(_: Context, tokens: Sequence[Token]) -> Length | None:
    """1h30."""
    hours, minutes = (token.whole for token in (tokens[0], tokens[2]))
    if hours > 12 or minutes >= 60 or tokens[2].gap:
        return None
    return Length(seconds=hours * UNIT_SECONDS["hour"] + minutes * UNIT_SECONDS["minute"], grain="minute")


def _many_days(_: Context, tokens: Sequence[Token]) -> Length | None:
    """九十日: no month has so many, so they are counted."""
    return of(Fraction(tokens[0].whole), tokens[1]) if tokens[0].whole > 31 else None


def _one(_: Context, tokens: Sequence[Token]) -> Length | None:
    """within the next hour; but within this quarter is until its end."""
    whole = has(tokens, "THIS") and tokens[-1].code in LENGTH_GRAINS
    return None if whole else of(Fraction(1), tokens[-1])


def _seconds(_: Context, tokens: Sequence[Token]) -> Length:
    """one second (from now)."""
    return Length(seconds=tokens[0].whole, grain="minute")


def _mixed(_: Context, tokens: Sequence[Token]) -> Length | None:
    """3 1/2 hours."""
    whole, share = number(tokens[0]), number(tokens[1])
    if whole is None or share is None or not 0 < share < 1 or tokens[1].value[2] != "/":
        return None
    return of(whole + share, tokens[-1])


def _zhong(_: Context, tokens: Sequence[Token]) -> Length | None:
    """三个钟 (Cantonese hours), 三刻钟 is a unit of its own."""
    amount = number(tokens[0])
    return None if amount is None else of(amount, tokens[-1])


def add(first: Length, second: Length) -> Length:
    """Both lengths one after the other."""
    return Length(
        first.months + second.months, first.days + second.days, first.seconds + second.seconds,
        first.working_days + second.working_days, first.working_seconds + second.working_seconds,
        first.problem or second.problem, half_day=first.half_day or second.half_day, grain=second.grain,
    )  # fmt: skip


def joined(_: Context, tokens: Sequence[Token]) -> Length | None:
    """36天5小时30分, 一个星期又三天, 1 year 1 month 21 days: from long units to short ones."""
    lengths = [token.value for token in tokens if isinstance(token.value, Length)]
    total = lengths[0]
    for length in lengths[1:]:
        if _size(length) >= _size(total):
            return None
        total = add(total, length)
    return total


def joined_minutes(context: Context, tokens: Sequence[Token]) -> Length | None:
    """36天5小时30分: behind other units 分 is minutes."""
    length, minutes = joined(context, tokens), number(tokens[-2])
    if length is None or minutes is None or length.seconds % UNIT_SECONDS["hour"]:
        return None
    return add(length, Length(seconds=int(minutes * UNIT_SECONDS["minute"]), grain="minute"))


def _size(length: Length) -> int:
    return (
        (length.months * MONTH_DAYS + length.days + length.working_days) * DAY_SECONDS
        + length.seconds
        + length.working_seconds
    )


LENGTH_UNIT: Final = "(UD|UW|UF|UM|UQ|UY|UH|WK|WKH|UDEC|UXUN)"
ROWS: Final = (
    Row("L", f"(NEG|DASH)? (N|E|Y|PAIR) DASH? MORE? GE? MORE? {LENGTH_UNIT}", _plain),
    Row("L", f"(A|COUPLE|A COUPLE) MORE? {LENGTH_UNIT}", _plain),
    Row("L", "(N|E) (NIAN|HLETTER)", _plain),
    Row("L", "(N|A) SECOND =(LATER|LEFT|AGO|TIMES)", _seconds),
    Row("L", f"N PAIR {LENGTH_UNIT}", _mixed),
    Row("L", "(N|E|PAIR) RI =(WITHIN|AFTER)", _plain),
    Row("L", "(N|E) FEN =(WITHIN|AFTER)", _plain),
    Row("L", "N RI", _many_days),
    Row("L", f"(N|E) (TO|DASH|OR) (N|E) GE? ({LENGTH_UNIT}|ZHONG|NIAN)", _to),
    Row("L", f"NN GE? ({LENGTH_UNIT}|ZHONG)", _about),
    Row("L", f"(WITHINE|IN) THE? (NEXT|THIS) {LENGTH_UNIT}", _one),
    Row("L", "THE? NEXT UH", _one),
    Row(
        "C", "WITHINE THE UH", lambda _c, _t: Counted(Length(seconds=UNIT_SECONDS["hour"], grain="minute"), marked=True)
    ),
    Row("L", "(PAIR) HLETTER", _plain),
    Row("L", "N HLETTER N !(UH|UD)", _hours_and_minutes),
    Row("L", "(N|E|PAIR|H) GE? ZHONG", _zhong),
    Row("L", f"H GE? ({LENGTH_UNIT}|NIAN|YUE)", _half_a),
    Row("L", f"(H A|A H|H) {LENGTH_UNIT}", _half_a),
    Row("L", f"(N|E) GE H ({LENGTH_UNIT}|YUE|ZHONG)", _and_half),
    Row("L", "GE H (UH|YUE|ZHONG|UM|UW)", _and_half),
    Row("L", f"(N|A) AND A? H {LENGTH_UNIT}", _and_half),
    Row("L", f"(N|E) GE? ({LENGTH_UNIT}|NIAN) H", _half_after),
    Row("L", f"(N|A) {LENGTH_UNIT} AND A? H", _half_after),
    Row("L", "(N|A) UH AND (A|N) UQ", _and_quarter),
    Row("L", "N (KE|GE ZI) =(AFTER|WITHIN)", _fives),
    Row("L", "(N|A|N AND A|N AND N)? DASH? UQ (OF A)? UH", _quarters),
    Row("L", "N UH AND? N !(FEN|UH|KE|WK|UD|DIAN|SHI)", _odd_minutes),
)
