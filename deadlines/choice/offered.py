"""Moments offered beside the chosen one that alone could be part of a name: 周四周五, 三点半或者四点, 9 or 10."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import MIDDAY, month_shift
from deadlines.choice.choose import Candidate
from deadlines.grammar.clock_faces import make
from deadlines.spec import Clock, Day, Point, Span, Token
from deadlines.words.lexicon import WEEKDAY_NUMERALS

LINKS: Final = frozenset({"DE", "AT", "ON", "COMMA", "LIST", "AND", "OR", "IN", "BY", "THE", "OF", "SLASH"})
MOST_LINKS: Final = 2
CHOOSING: Final = frozenset(
    {"或", "或者", "或是", "抑或", "要么", "还是", "or"}
)  # of two moments one is left to choose
_SERIES: Final = frozenset({"weekday", "weekday-of-week", "relative"})
_CHOICE: Final = LINKS - {"COMMA", "BY", "ON", "AT", "IN"}
_CLOSED: Final = frozenset({"COMMA", "STOP", "CLOSEP", "POLITE"})
_ENDS_LIST: Final = frozenset({"BEFORE", "COMMA", "STOP"})
MOST_LISTED: Final = 10  # four weekdays behind the first
_DEEDS: Final = frozenset("交发给提送完做")  # begins what is to be done behind 周三、四
_COUNTED: Final = frozenset({"UH", "UD", "UW", "UM", "UY", "WK", "NOUN", "X", "AP"})  # what a number before it counts


def offered(tokens: Sequence[Token], chosen: Candidate) -> list[Candidate]:
    """What the words around the chosen moment offer instead of it."""
    return [
        *_left_to_choose(tokens, chosen),
        *_number_before(tokens, chosen),
        *_hour_behind(tokens, chosen),
        *_days_beside(tokens, chosen),
    ]


def _days_beside(tokens: Sequence[Token], chosen: Candidate) -> list[Candidate]:
    """The days next to it, which alone could be part of a name: 周四周五, Monday or Tuesday."""
    found = []
    for step, start in ((-1, chosen.first - 1), (1, chosen.last + 1)):
        places = range(start, start + step * (MOST_LINKS + 1), step)
        place = next((one for one in places if 0 <= one < len(tokens) and tokens[one].code not in _CHOICE), None)
        value = tokens[place].value if place is not None else None
        if place is not None and isinstance(value, Day) and value.sort in _SERIES and not _is_denied(tokens, place):
            found.append(Candidate(tokens[place], place, place, marked=False, led=False))
    return found or _weekday_listed(tokens, chosen)


def _left_to_choose(tokens: Sequence[Token], chosen: Candidate) -> list[Candidate]:
    """三点半或者四点来取, at ten or eleven: what stands behind an `or` counts, whatever follows it; so does a bare hour."""
    place = chosen.last + 1
    if place + 1 >= len(tokens) or tokens[place].word not in CHOOSING:
        return []
    place += 1 + (tokens[place + 1].code in ("AT", "BY", "ON") and place + 2 < len(tokens))
    token = tokens[place]
    if isinstance(token.value, Day | Clock | Point | Span):
        return [Candidate(token, place, place, marked=False, led=False)]
    said = chosen.token.value.clock if isinstance(chosen.token.value, Point) else chosen.token.value
    hour = token.code == "N" and token.word.isascii() and isinstance(said, Clock) and 1 <= token.whole <= MIDDAY
    counted = place + 1 < len(tokens) and tokens[place + 1].code in _COUNTED
    if not hour or counted:
        return []
    return [Candidate(replace(token, value=make(token.whole, grain="hour")), place, place, marked=False, led=False)]


def _number_before(tokens: Sequence[Token], chosen: Candidate) -> list[Candidate]:
    """9 or 10 tomorrow morning: the number before the `or` is an hour of the same day."""
    value = chosen.token.value
    if (
        chosen.first <= 1
        or tokens[chosen.first - 1].word != "or"
        or not isinstance(value, Point)
        or value.clock is None
    ):
        return []
    number = tokens[chosen.first - 2]
    if number.code != "N" or not 1 <= number.whole <= MIDDAY:
        return []
    hour = make(number.whole, grain="hour")
    place = chosen.first - 2
    return [Candidate(replace(number, value=hour), place, place, marked=False, led=False)]


def _hour_behind(tokens: Sequence[Token], chosen: Candidate) -> list[Candidate]:
    """call back tmrw 9, 明天9 回电: a bare number that nothing can be counted by is the day's hour."""
    day, behind = chosen.token.value, tokens[chosen.last + 1 : chosen.last + 3]
    if not isinstance(day, Day) or day.sort not in _SERIES or day.date is None or not behind:
        return []
    number, *more = behind
    hour = number.code == "N" and number.word.isdigit() and 1 <= number.whole <= MIDDAY
    if not hour or (more and not _parted(chosen.token, number, more[0])):
        return []
    value = _that_day_or_hour(day, number.whole)
    return [Candidate(replace(number, value=value), chosen.last + 1, chosen.last + 1, marked=False, led=False)]


def _parted(day: Token, number: Token, behind: Token) -> bool:
    """Whether the number ends its clause, or stands against a Chinese day and apart from the word behind it."""
    against = not number.gap and not day.word.isascii() and behind.gap
    return behind.code in _CLOSED or (against and behind.code == "X" and not behind.word.isascii())


def _that_day_or_hour(day: Day, number: int) -> Day | Point:
    """Fri 4 where the coming 4th is a Friday may be that day."""
    assert day.date is not None
    if day.date.day == number:
        return Point(day)  # Thu 3, where it is the 3rd
    first = day.date.replace(day=number)
    later = first if first > day.date else month_shift(first, 1).replace(day=number)
    return Day(later) if day.weekday == later.weekday() else Point(day, make(number, grain="hour"))


def _is_denied(tokens: Sequence[Token], place: int) -> bool:
    return place > 0 and tokens[place - 1].code in ("NOTBY", "EXCEPT")


def _weekday_listed(tokens: Sequence[Token], chosen: Candidate) -> list[Candidate]:
    """本周四、五, 周三或四: the numerals are the next weekdays."""
    day, days = chosen.token.value, _numerals_listed(tokens, chosen.last + 1)
    if not isinstance(day, Day) or day.date is None or day.weekday is None or not days:
        return []
    last = chosen.last + 2 * len(days)
    more = tokens[last + 1 : last + 2]
    if more and not (more[0].code in _ENDS_LIST or more[0].gap or more[0].word[:1] in _DEEDS):
        return []  # they count something
    dates = tuple(day.date + timedelta(days=weekday - day.weekday) for weekday in days)
    value = Day(dates[0], choices=dates if len(dates) > 1 else ())
    token = Token("D", value, tokens[chosen.last + 2].start, tokens[last].end)
    return [Candidate(token, chosen.last + 1, last, marked=False, led=False)]


def _numerals_listed(tokens: Sequence[Token], place: int) -> list[int]:
    """The weekdays of 、四、五 and 或四."""
    found: list[int] = []
    for mark, number in zip(
        tokens[place : place + MOST_LISTED : 2], tokens[place + 1 : place + MOST_LISTED : 2], strict=False
    ):
        if (mark.code != "LIST" and mark.word not in CHOOSING) or number.word not in WEEKDAY_NUMERALS:
            break
        found.append(WEEKDAY_NUMERALS.index(number.word))
    return found
