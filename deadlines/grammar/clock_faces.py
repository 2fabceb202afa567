"""Makes times of day: of hours and minutes, of the part of the day they are in, of four digits, of digits around a dot."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deadlines.arithmetic import HOURS, MIDDAY, MINUTES
from deadlines.reading import Problem
from deadlines.spec import Clock, Token

KE: Final = 15  # 刻
NIGHT: Final = 9  # 半夜11点 and 12点 end the day, 半夜两点 is the next one's
Pair = tuple[int, int, str, str, str]  # two numbers, the sign between them, and how each was written


def make(hour: int, minute: int = 0, second: int = 0, *, exact: bool = False, grain: str = "minute") -> Clock:
    """A clock time as said; a time that no clock shows carries its problem."""
    wrong = hour > HOURS or minute >= MINUTES or second >= MINUTES or (hour == HOURS and (minute or second))
    return Clock(
        hour, minute, second, exact=exact or hour > MIDDAY or hour == 0, grain=grain,
        problem=Problem.IMPOSSIBLE if wrong else None,
    )  # fmt: skip


def dotted(pair: Pair, *, in_fives: bool = False) -> Clock | None:
    """16.00, 9.45: minutes behind a point; `in_fives` keeps only what can hardly be an amount."""
    hour, minute, sign, _, minutes = pair
    amount = in_fives and (hour >= HOURS or minute % 5)
    return make(hour, minute) if sign == "." and len(minutes) == len("00") and not amount else None


def four_digits(token: Token) -> Clock | None:
    """1630, 0900: hour and minutes without a sign."""
    word = token.word
    whole = len(word) == len("0000") and word.isdigit()
    return make(int(word[:2]), int(word[2:]), exact=True) if whole else None


def is_military(number: Token, unit: Token) -> bool:
    """Whether four digits before `hours` are a time of day and no length."""
    clock = four_digits(number)
    return unit.value == "hour" and clock is not None and clock.minute < MINUTES


def in_half(clock: Clock, half: str) -> Clock:
    """The clock in that half (am, pm) or part (dawn, noon, dusk, evening) of the day; hours past 23 are next day's."""
    hour = clock.hour
    if half in ("pm", "dusk") and hour < MIDDAY:
        hour += MIDDAY
    elif half == "evening" or (half == "night" and hour >= NIGHT):
        hour = _evening(hour)
    elif half == "noon" and hour < 10:
        hour += MIDDAY
    elif half in ("am", "dawn", "early") and hour == MIDDAY:
        hour = MIDDAY if clock.about else 0  # 上午十一二点 ends at noon
    return Clock(
        hour, clock.minute, clock.second, half, exact=True, problem=clock.problem, grain=clock.grain, zone=clock.zone
    )


def _evening(hour: int) -> int:
    """晚上8点 is 20:00, 晚上12点 the midnight that ends the day, 晚上1点 an hour after it."""
    if hour in (MIDDAY, 0):
        return HOURS
    if hour < 4:
        return hour + HOURS
    return hour + MIDDAY if hour < MIDDAY else hour


def with_half(clock: Clock | None, tokens: Sequence[Token]) -> Clock | None:
    """The clock in the half of the day that the last token says; 15:00 am stays what it is."""
    half = str(tokens[-1].value)
    if clock is None or (clock.hour > MIDDAY and half in ("am", "early")):
        return clock
    return in_half(clock, half)
