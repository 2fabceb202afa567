"""Rows for times of day: 下午3点一刻, 15:05, 差五分三点, half past 3pm, nine fifty nine a.m."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from deadlines.engine import Row, has, values
from deadlines.reading import Problem
from deadlines.spec import Clock, Context, Token

MIDDAY: Final = 12
HOURS: Final = 24
MINUTES: Final = 60
KE: Final = 15  # 刻
OH_MINUTES: Final = 10  # six oh five: the minutes of one figure
NIGHT: Final = 9  # 半夜11点 and 12点 end the day, 半夜两点 is the next one's
ZI: Final = 5  # 個字, what the long hand's numerals are apart


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


def in_half(clock: Clock, half: str) -> Clock:
    """The clock in that half (am, pm) or part (dawn, noon, dusk, evening) of the day; hours past 23 are next day's."""
    hour = clock.hour
    if half in ("pm", "dusk") and hour < MIDDAY:
        hour += MIDDAY
    elif half == "evening" or (half == "night" and hour >= NIGHT):
        hour = _evening(hour)
    elif half == "noon" and hour < 10:  # noqa: PLR2004
        hour += MIDDAY
    elif half in ("am", "dawn", "early") and hour == MIDDAY:
        hour = 0
    return Clock(
        hour, clock.minute, clock.second, half, exact=True, problem=clock.problem, grain=clock.grain, zone=clock.zone
    )


def _evening(hour: int) -> int:
    """晚上8点 is 20:00, 晚上12点 the midnight that ends the day, 晚上1点 an hour after it."""
    if hour in (MIDDAY, 0):
        return HOURS
    if hour < 4:  # noqa: PLR2004
        return hour + HOURS
    return hour + MIDDAY if hour < MIDDAY else hour


def _ints(tokens: Sequence[Token], *codes: str) -> list[int]:
    return [value for value in values(tokens, *codes) if isinstance(value, int)]


def _dian(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """三点, 三点半, 三点一刻, 三点十五(分), 三点三 (三个字: a quarter), 3点05."""
    mark = next(place for place, token in enumerate(tokens) if token.code in ("DIAN", "SHI"))
    hour = _ints(tokens[:mark], "N", "E")[0]
    rest = tokens[mark + 1 :]
    numbers = _ints(rest, "N", "E")
    if has(rest, "CHA"):
        return _minus(make(hour), numbers[0] * (KE if has(rest, "KE") else 1))
    minute, second = _minutes(rest, numbers), numbers[1] if has(rest, "UH") and len(numbers) > 1 else 0
    if minute is None:
        return None
    padded = tokens[0].word.startswith("0")
    clock = make(hour, minute, second, exact=padded, grain="minute" if rest else "hour")
    clock.weak = not rest
    return clock


def _minutes(rest: Sequence[Token], numbers: Sequence[int]) -> int | None:
    if has(rest, "H"):
        return 30
    if not numbers:
        return 0
    if len(rest) == 1 and rest[0].code == "N" and numbers[0] < 10:  # noqa: PLR2004
        return _dial(rest[0], numbers[0])
    quarter = has(rest, "KE") or (has(rest, "UH") and rest[-1].value == "quarter-hour")
    return numbers[0] * (KE if quarter else ZI if has(rest, "ZI", "DA") else 1)


def _dial(token: Token, number: int) -> int | None:
    """三点三 counts the numerals of the dial, 3点05 and 三点零五 have their zero, 3点5 is no time."""
    if token.word.startswith(("0", "零", "〇")):
        return number
    return None if token.word.isdigit() else number * ZI


def _minus(clock: Clock, minutes: int) -> Clock | None:
    total = clock.hour * MINUTES + clock.minute - minutes
    return None if total < 0 else make(total // MINUTES, total % MINUTES)


def _guo(_: Context, tokens: Sequence[Token]) -> Clock:
    """十点过十分, 三点过一刻."""
    hour, minutes = _ints(tokens, "N", "E")
    return make(hour, minutes * (KE if has(tokens, "KE") else 1))


def _cha(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """差五分三点, 差一刻三点."""
    numbers = _ints(tokens, "N", "E")
    return _minus(make(numbers[-1]), numbers[0] * (KE if has(tokens, "KE") else 1))


def _first(tokens: Sequence[Token], code: str) -> Any:
    return next(iter(values(tokens, code)))


def _digital(_: Context, tokens: Sequence[Token]) -> Clock:
    hour, minute, second, padded = _first(tokens, "HMS")
    clock = make(hour, minute, second, exact=bool(padded))
    clock.digital = True
    return clock


def _with_half(clock: Clock | None, tokens: Sequence[Token]) -> Clock | None:
    half = str(tokens[-1].value)
    if clock is None or (clock.hour > MIDDAY and half in ("am", "early")):
        return clock
    return in_half(clock, half)


def _digital_half(context: Context, tokens: Sequence[Token]) -> Clock | None:
    return _with_half(_digital(context, tokens), tokens)


def _number_half(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """3pm, 8.30 pm, 340pm, nine fifty nine a.m.; but not 两夜."""
    if not tokens[-1].word.isascii():
        return None
    first = next(token for token in tokens if token.code != "AT")
    if first.code == "PAIR":
        return _with_half(dotted(first.value), tokens)
    numbers = _ints(tokens[:-1], "N", "NH", "Y")
    if len(numbers) > 1:
        if any(token.word.isdigit() for token in tokens):
            return None
        return _with_half(make(numbers[0], sum(numbers[1:])), tokens)
    number = numbers[0]
    clock = make(number // 100, number % 100) if number > HOURS else make(number, grain="hour")
    if clock.hour > HOURS:
        return None
    return _with_half(clock, tokens)


def _oclock(_: Context, tokens: Sequence[Token]) -> Clock:
    clock = make(_ints(tokens, "N")[0], grain="hour")
    return in_half(clock, str(tokens[-1].value)) if has(tokens, "AP") else clock


def _at_number(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """at 5, at 17.30, at half nine: only behind `at`."""
    last = tokens[-1]
    if not tokens[0].word.isascii():
        return None
    if last.code == "PAIR":
        clock = dotted(last.value)
        return clock if clock is not None and clock.hour <= HOURS else None
    number = int(str(last.value))
    if number > HOURS:
        return four_digits(last) if number < HOURS * 100 else None
    clock = make(number, grain="hour")
    clock.weak = True
    return clock


def _by_number(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """by 4, before five, no later than 6: nothing that could be counted stands behind."""
    number = int(str(tokens[-1].value))
    if tokens[0].word not in _BY_WORDS or not 1 <= number <= MIDDAY:
        return None
    clock = make(number, grain="hour")
    clock.weak = True
    return clock


def _past(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """half past 3, a quarter to noon, 20 past 3pm, twenty after 3pm, ten minutes to five."""
    base = _word(_, tokens) if tokens[-1].code == "CW" else make(int(str(tokens[-1].value)))
    tokens = tokens[1:] if tokens[0].code == "AT" else tokens
    if has(tokens[:2], "UQ"):
        minutes = KE
    elif has(tokens[:1], "H"):
        minutes = 30
    else:
        minutes = _ints(tokens[:-1], "N")[0]
    if minutes >= MINUTES:
        return None
    if any(token.code == "UH" and token.value != "minute" for token in tokens):
        return None  # two hours before midnight
    back = has(tokens[:-1], "TO", "BEF", "TILL")
    total = base.hour * MINUTES + base.minute + (-minutes if back else minutes)
    if total < 0:
        total += MIDDAY * MINUTES
    return Clock(total // MINUTES, total % MINUTES, half=base.half, exact=base.exact)


def _five_to(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """at five to nine; at 5 to 9 in figures is a range."""
    minutes, hour = _ints(tokens, "N")
    if any(token.word.isdigit() for token in tokens) or minutes not in (5, 10, 20, 25) or hour > MIDDAY:
        return None
    return make(hour - 1 or MIDDAY, MINUTES - minutes)


def _words_to(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """twenty to five, ten to six pm: in words, and more minutes than hours; five to nine is a range."""
    minutes, hour = _ints(tokens, "N")[:2]
    if any(token.word.isdigit() for token in tokens) or minutes not in (10, 20, 25) or hour >= min(minutes, 13):
        return None
    clock = make(hour - 1 or MIDDAY, MINUTES - minutes)
    return in_half(clock, str(tokens[-1].value)) if has(tokens, "AP") else clock


def _half_hour(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """half five: as the British say it, half past."""
    hour = _ints(tokens, "N")[0]
    return make(hour, 30) if 1 <= hour <= MIDDAY and tokens[-1].word.isascii() else None


def _dotted(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """by 16.00, before 9.45: a point for the colon, where it can be no amount."""
    return dotted(tokens[-1].value, in_fives=True) if tokens[0].word.isascii() else None


def _top_of_the_hour(context: Context, _: Sequence[Token]) -> Clock:
    return make((context.now.hour + 1) % HOURS, exact=True)


def _oh(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """six oh five."""
    hour, minute = _ints(tokens, "N")
    return make(hour, minute) if hour <= MIDDAY and minute < OH_MINUTES else None


def _past_half(context: Context, tokens: Sequence[Token]) -> Clock | None:
    """half past 3 pm."""
    return _with_half(_past(context, tokens[:-1]), tokens)


def _word(_: Context, tokens: Sequence[Token]) -> Clock:
    bare = len(tokens) == 1
    if tokens[-1].value == "noon":
        return Clock(MIDDAY, half="noon", exact=True, grain="hour", weak=bare)
    return Clock(HOURS, half="evening", exact=True, grain="hour", weak=bare)


def _closing(_: Context, tokens: Sequence[Token]) -> Clock:
    return Clock(
        0,
        special={"CLOSE": "closing", "OPEN": "opening", "EOD": "eod"}[tokens[-1].code],
        exact=True,
        weak=tokens[-1].code != "EOD",
    )


def _h_time(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """15h, 15h30: the 24-hour writing; fewer hours than 13 are a length of time."""
    numbers = _ints(tokens, "N")
    whole = four_digits(next(token for token in tokens if token.code == "N"))
    if whole is not None and whole.minute < MINUTES:
        return whole  # 1500h
    return make(numbers[0], sum(numbers[1:])) if MIDDAY < numbers[0] < HOURS else None


def _spelled(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """at three twenty."""
    hour, minute = _ints(tokens, "N")
    spelled = not any(token.word.isdigit() for token in tokens)
    return make(hour, minute) if spelled and hour <= MIDDAY and minute < MINUTES else None


def _military(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """1730 hrs."""
    return four_digits(tokens[-2]) if is_military(tokens[-2], tokens[-1]) else None


def is_military(number: Token, unit: Token) -> bool:
    """Whether four digits before `hours` are a time of day and no length."""
    clock = four_digits(number)
    return unit.value == "hour" and clock is not None and clock.minute < MINUTES


def _dotted_hours(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """17.00 hrs; but 2.50 hrs is a length."""
    hour, minute, _, hours, _ = tokens[-2].value
    clock = dotted(tokens[-2].value)
    usual = clock is not None and len(hours) == len("00") and minute < MINUTES and hour < HOURS
    return make(hour, minute, exact=True) if usual and tokens[-1].value == "hour" else None


def _twelve_word(_: Context, tokens: Sequence[Token]) -> Clock | None:
    return _word(_, tokens) if _first(tokens, "N") == MIDDAY else None


MINUTE_PART: Final = "(H|[n] KE|[n] FEN [n] UH|[n] UH|[n] GE? ZI|[n] FEN?|DA [n]|CHA [n] (FEN|KE)|ZHENG|ZHONG)"
_BY_WORDS: Final = frozenset({"by", "before", "no later than", "not later than", "until", "till"})
COUNTED: Final = (
    "!(X|N|NH|O|Y|MON|SLASH|DASH|DOT|PLUS|OF|AP|OCLOCK|HMS|PAIR|NOUN|HUNDRED|DOZEN|MORE|PASTE|TO|AND|HLETTER|UH|UD|UW|UM|"
    "UY|UQ|UF|WK|WKH|WKD|TIMES|NIAN|YUE|RI|HAO|DIAN|SHI|FEN|GE|LIST|SECOND|H|A|WD|WDS|LEFT|SLASH|CW|TSEP)"
)
PAST: Final = "(H|A? UQ|N UH?) (PASTE|AFTERE)|(A? UQ|N UH) (TO|BEF|TILL)|N (TO|BEF) =CW"

ROWS: Final = (
    Row("T", f"[n] (DIAN|SHI) ZHONG? {MINUTE_PART}?", _dian),
    Row("T", "[n] (DIAN|SHI) GUO [n] (FEN|KE)", _guo),
    Row("T", "CHA [n] (FEN|KE) [n] (DIAN|SHI)", _cha),
    Row("T", "AT? HMS ZHENG?", _digital),
    Row("T", "AT? HMS AP", _digital_half),
    Row("T", "AT? (N|NH|Y|PAIR) AP", _number_half),
    Row("T", "AT? N (N|NH) AP", _number_half),
    Row("T", "AT? N N (N|NH) AP", _number_half),
    Row("T", "AT? N (OCLOCK|SHARP) AP?", _oclock),
    Row("T", "AT? HMS CW", _digital),
    Row("T", "CW [n] (DIAN|SHI)", lambda c, t: _word(c, t[:1]) if t[1].value == MIDDAY else None),
    Row("T", "AT? N OH N", _oh),
    Row("T", "AT? N OH N AP", lambda c, t: _with_half(_oh(c, t[:-1]), t)),
    Row("T", f"AT? N TO N {COUNTED}", _words_to),
    Row("T", "AT? N TO N AP", _words_to),
    Row("T", f"(AT|BY|BEF|TILL)? H N {COUNTED}", _half_hour),
    Row("T", f"(BY|BEF|TILL) PAIR {COUNTED}", _dotted),
    Row("T", "(AT|BY)? TOPHOUR", _top_of_the_hour),
    Row("T", "AT (N|PAIR)", _at_number),
    Row("T", f"(BY|BEF|TILL) N {COUNTED}", _by_number),
    Row("T", f"AT? ({PAST}) (N|CW)", _past),
    Row("T", f"AT? ({PAST}) (N|NH) AP", _past_half),
    Row("T", "AT? CW", _word),
    Row("T", "(AT|BY|BEF|TILL) LUNCHE", lambda _c, _t: Clock(MIDDAY, half="noon", exact=True)),
    Row("T", "(LUNCH|LUNCHE) =BEFORE", lambda _c, _t: Clock(MIDDAY, half="noon", exact=True)),
    Row("T", "AT? N CW", _twelve_word),
    Row("T", "(AT|THE|AT THE)? (CLOSE|OPEN|EOD)", _closing),
    Row("T", "AT? N HLETTER N?", _h_time),
    Row("T", "AT N TO N", _five_to),
    Row("T", "AT N N", _spelled),
    Row("T", "AT? (N|Y) UH", _military),
    Row("T", "AT? PAIR UH", _dotted_hours),
)
