"""Makes recurring rules: with a time of day, and as RFC 5545 text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import usual_half
from deadlines.engine import first_value, the_value
from deadlines.spec import Clock, Context, Repeat, Token

WEEKDAY_CODES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


WEEKDAYS: Final = ",".join(WEEKDAY_CODES[:5])
_OFFICE: Final = ",OFFICE"
OFFICE_DAYS: Final = WEEKDAYS + _OFFICE  # the days the office works; a rule's text has only Monday to Friday for them
WEEKEND: Final = ",".join(WEEKDAY_CODES[5:])
QUARTER_ENDS: Final = "3,6,9,12"
QUARTER_STARTS: Final = "1,4,7,10"
HALF_ENDS: Final = "6,12"
HALF_STARTS: Final = "1,7"


def timed(_: Context, tokens: Sequence[Token]) -> Repeat | None:
    """A rule with its time of day: 每天早上9点, 3pm each day, thursdays at 17.30, 每周五下班前."""
    repeat = the_value(tokens, Repeat)
    clock = first_value(tokens, Clock)
    if clock is None or clock.problem or repeat.freq in ("HOURLY", "MINUTELY") or not repeat.accepts_clock:
        return None
    clock = clock if clock.digital else usual_half(clock)
    hour, minute = clock.hour if clock.hour <= 24 else clock.hour - 24, clock.minute  # 每晚1点
    if clock.special:
        hour, minute = {"opening": (-2, 0)}.get(clock.special, (-1, 0))
    parts = repeat.parts if (repeat.freq != "DAILY" or repeat.parts) else ()
    return Repeat(
        repeat.freq, repeat.interval, (*parts, ("BYHOUR", str(hour)), ("BYMINUTE", str(minute))), accepts_clock=False
    )


def is_over_office_days(repeat: Repeat) -> bool:
    """Whether the rule follows the office's calendar: 每个工作日, every working day."""
    return any(value == OFFICE_DAYS for _, value in repeat.parts)


def a_day_later(repeat: Repeat) -> Repeat | None:
    """A rule of plain weekdays on the mornings after them: 每周五下班前, where work ends at six on Saturday."""
    days = dict(repeat.parts).get("BYDAY", "").split(",")
    if not set(days) <= set(WEEKDAY_CODES):
        return None
    later = ",".join(WEEKDAY_CODES[(WEEKDAY_CODES.index(day) + 1) % 7] for day in days)
    return replace(repeat, parts=tuple((name, later if name == "BYDAY" else value) for name, value in repeat.parts))


def ends_with_work(repeat: Repeat) -> bool:
    """Whether its hour is 下班."""
    return dict(repeat.parts).get("BYHOUR") == "-1"


def written(repeat: Repeat, opening: tuple[int, int], closing: tuple[int, int]) -> str:
    """The RFC 5545 text of a rule; 下班 and 上班 become the office's hours."""
    parts = {name: value.removesuffix(_OFFICE) for name, value in repeat.parts}
    special = {"-1": closing, "-2": opening}.get(parts.get("BYHOUR", ""))
    if special:
        parts["BYHOUR"], parts["BYMINUTE"] = str(special[0]), str(special[1])
    elif parts.get("BYHOUR") == "24":
        parts["BYHOUR"], parts["BYMINUTE"] = "23", "59"
    pieces = [f"FREQ={repeat.freq}"]
    if repeat.interval != 1:
        pieces.append(f"INTERVAL={repeat.interval}")
    return ";".join(pieces + [f"{name}={value}" for name, value in parts.items()])
