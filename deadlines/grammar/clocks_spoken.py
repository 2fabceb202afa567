"""Rows for times as English says them: half past 3pm, a quarter to noon, twenty to five, six oh five, half nine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from deadlines.arithmetic import MIDDAY, MINUTES
from deadlines.engine import Row, has, ints
from deadlines.grammar.clock_faces import KE, in_half, make, with_half
from deadlines.grammar.clocks import noon_or_midnight
from deadlines.grammar.patterns import NOTHING_COUNTED
from deadlines.spec import Clock, Context, Token

OH_MINUTES: Final = 10  # six oh five: the minutes of one figure


def _oh(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """six oh five."""
    hour, minute = ints(tokens, "N")
    return make(hour, minute) if hour <= MIDDAY and minute < OH_MINUTES else None


def _words_to(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """twenty to five, ten to six pm: in words, and more minutes than hours; five to nine is a range."""
    minutes, hour = ints(tokens, "N")[:2]
    if any(token.word.isdigit() for token in tokens) or minutes not in (10, 20, 25) or hour >= min(minutes, 13):
        return None
    clock = make(hour - 1 or MIDDAY, MINUTES - minutes)
    return in_half(clock, str(tokens[-1].value)) if has(tokens, "AP") else clock


def _half_hour(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """half five: as the British say it, half past."""
    hour = ints(tokens, "N")[0]
    return make(hour, 30) if 1 <= hour <= MIDDAY and tokens[-1].word.isascii() else None


def _past(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """half past 3, a quarter to noon, 20 past 3pm, twenty after 3pm, ten minutes to five."""
    base = noon_or_midnight(_, tokens) if tokens[-1].code == "CW" else make(tokens[-1].whole)
    tokens = tokens[1:] if tokens[0].code == "AT" else tokens
    if has(tokens[:2], "UQ"):
        minutes = KE
    elif has(tokens[:1], "H"):
        minutes = 30
    else:
        minutes = ints(tokens[:-1], "N")[0]
    if minutes >= MINUTES:
        return None
    if any(token.code == "UH" and token.value != "minute" for token in tokens):
        return None  # two hours before midnight
    back = has(tokens[:-1], "TO", "BEF", "TILL")
    total = base.hour * MINUTES + base.minute + (-minutes if back else minutes)
    if total < 0:
        total += MIDDAY * MINUTES
    return Clock(total // MINUTES, total % MINUTES, half=base.half, exact=base.exact)


def _past_half(context: Context, tokens: Sequence[Token]) -> Clock | None:
    """half past 3 pm."""
    return with_half(_past(context, tokens[:-1]), tokens)


def _five_to(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """at five to nine; at 5 to 9 in figures is a range."""
    minutes, hour = ints(tokens, "N")
    if any(token.word.isdigit() for token in tokens) or minutes not in (5, 10, 20, 25) or hour > MIDDAY:
        return None
    return make(hour - 1 or MIDDAY, MINUTES - minutes)


def _spelled(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """at three twenty."""
    hour, minute = ints(tokens, "N")
    spelled = not any(token.word.isdigit() for token in tokens)
    return make(hour, minute) if spelled and hour <= MIDDAY and minute < MINUTES else None


PAST: Final = "(H|A? UQ|N UH?) (PASTE|AFTERE)|(A? UQ|N UH) (TO|BEF|TILL)|N (TO|BEF) =CW"
ROWS: Final = (
    Row("T", "AT? N OH N", _oh),
    Row("T", "AT? N OH N AP", lambda c, t: with_half(_oh(c, t[:-1]), t)),
    Row("T", f"AT? N TO N {NOTHING_COUNTED}", _words_to),
    Row("T", "AT? N TO N AP", _words_to),
    Row("T", f"(AT|BY|BEF|TILL)? H N {NOTHING_COUNTED}", _half_hour),
    Row("T", f"AT? ({PAST}) (N|CW)", _past),
    Row("T", f"AT? ({PAST}) (N|NH) AP", _past_half),
    Row("T", "AT N TO N", _five_to),
    Row("T", "AT N N", _spelled),
)
