"""Rows for times of day: 下午3点一刻, 差五分三点, 15:05, 3pm, nine fifty nine a.m., at 5, by 16.00, 下班."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec.structs import replace

from deadlines.arithmetic import HOURS, MIDDAY, MINUTES
from deadlines.engine import Row, has, ints, values
from deadlines.grammar.clock_faces import KE, dotted, four_digits, in_half, is_military, make, with_half
from deadlines.grammar.patterns import FREE, NOTHING_COUNTED
from deadlines.spec import Clock, Context, OfficeHour, Token
from deadlines.words.numbers import is_about

TEA: Final = 15  # 下午茶
ZI: Final = 5  # 個字, what the long hand's numerals are apart


def _dian(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """三点, 三点半, 三点一刻, 三点十五(分), 三点三 (三个字: a quarter), 3点05."""
    mark = next(place for place, token in enumerate(tokens) if token.code in ("DIAN", "SHI"))
    hour = ints(tokens[:mark], "N", "E")[0]
    rest = tokens[mark + 1 :]
    numbers = ints(rest, "N", "E")
    if has(rest, "CHA"):
        return _minus(make(hour), numbers[0] * (KE if has(rest, "KE") else 1))
    minute, second = _minutes(rest, numbers), numbers[1] if has(rest, "UH") and len(numbers) > 1 else 0
    if minute is None:
        return None
    padded = tokens[0].word.startswith("0")
    clock = make(hour, minute, second, exact=padded, grain="minute" if rest else "hour")
    clock.weak = not rest
    clock.about = is_about(tokens[0].word)
    return clock


def _neighbours(context: Context, tokens: Sequence[Token]) -> Clock | None:
    """九、十点, 10点11点: one of two neighbouring hours; the later."""
    place = max(place for place, token in enumerate(tokens) if token.code in ("N", "E"))
    first, later = ints(tokens[:1], "N", "E")[0], tokens[place].whole
    clock = _dian(context, tokens[place:]) if first + 1 == later else None
    return None if clock is None else replace(clock, about=True)


def _minutes(rest: Sequence[Token], numbers: Sequence[int]) -> int | None:
    if has(rest, "H"):
        return 30
    if not numbers:
        return 0
    if len(rest) == 1 and rest[0].code == "N" and numbers[0] < 10:
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
    hour, minutes = ints(tokens, "N", "E")
    return make(hour, minutes * (KE if has(tokens, "KE") else 1))


def _cha(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """差五分三点, 差一刻三点."""
    numbers = ints(tokens, "N", "E")
    return _minus(make(numbers[-1]), numbers[0] * (KE if has(tokens, "KE") else 1))


def _first(tokens: Sequence[Token], code: str) -> Any:
    return next(iter(values(tokens, code)))


def _digital(_: Context, tokens: Sequence[Token]) -> Clock:
    hour, minute, second, padded = _first(tokens, "HMS")
    clock = make(hour, minute, second, exact=bool(padded))
    clock.digital = True
    return clock


def _digital_half(context: Context, tokens: Sequence[Token]) -> Clock | None:
    return with_half(_digital(context, tokens), tokens)


def _number_half(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """3pm, 8.30 pm, 340pm, nine fifty nine a.m.; but not 两夜."""
    if not tokens[-1].word.isascii():
        return None
    first = next(token for token in tokens if token.code != "AT")
    if first.code == "PAIR":
        return with_half(dotted(first.value), tokens) if first.value[0] <= HOURS else None  # 802.11a
    numbers = ints(tokens[:-1], "N", "NH", "Y")
    if len(numbers) > 1:
        if any(token.word.isdigit() for token in tokens):
            return None
        return with_half(make(numbers[0], sum(numbers[1:])), tokens)
    number = numbers[0]
    clock = make(number // 100, number % 100) if number > HOURS else make(number, grain="hour")
    if clock.hour > HOURS:
        return None
    return with_half(clock, tokens)


def _oclock(_: Context, tokens: Sequence[Token]) -> Clock:
    clock = make(ints(tokens, "N")[0], grain="hour")
    return in_half(clock, str(tokens[-1].value)) if has(tokens, "AP") else clock


def _at_number(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """at 5, at 17.30, at half nine: only behind `at`."""
    last = tokens[-1]
    if not tokens[0].word.isascii():
        return None
    if last.code == "PAIR":
        clock = dotted(last.value)
        return clock if clock is not None and clock.hour <= HOURS else None
    number = last.whole
    if number > HOURS:
        return four_digits(last) if number < HOURS * 100 else None
    clock = make(number, grain="hour")
    clock.weak = True
    return clock


def _about_hour(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """4ish, at nine-ish, 10ish am."""
    hour = ints(tokens, "NISH")[0]
    clock = make(hour, grain="hour") if 1 <= hour <= HOURS else None
    return with_half(clock, tokens) if has(tokens, "AP") else clock


def _hour_or_next(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """around 5 or 6: the later of two neighbouring hours."""
    first, later = ints(tokens, "N")
    if first + 1 != later or later > MIDDAY or tokens[0].word not in ("around", "about", "approximately"):
        return None
    return replace(make(later, grain="hour"), about=True)


def _by_number(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """by 4, before five, no later than 6: nothing that could be counted stands behind."""
    number = tokens[-1].whole
    if tokens[0].word not in _BY_WORDS or not 1 <= number <= MIDDAY:
        return None
    clock = make(number, grain="hour")
    clock.weak = True
    return clock


def _dotted(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """by 16.00, before 9.45: a point for the colon, where it can be no amount."""
    return dotted(tokens[-1].value, in_fives=True) if tokens[0].word.isascii() else None


def _top_of_the_hour(context: Context, _: Sequence[Token]) -> Clock:
    return make((context.now.hour + 1) % HOURS, exact=True)


def noon_or_midnight(_: Context, tokens: Sequence[Token]) -> Clock:
    """noon, midnight, 午夜."""
    bare = len(tokens) == 1
    if tokens[-1].value == "noon":
        return Clock(MIDDAY, half="noon", exact=True, grain="hour", weak=bare)
    return Clock(HOURS, half="evening", exact=True, grain="hour", weak=bare)


def _closing(_: Context, tokens: Sequence[Token]) -> Clock:
    return Clock(
        0,
        special=OFFICE_HOURS[tokens[-1].code],
        exact=True,
        weak=tokens[-1].code != "EOD",
    )


def _h_time(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """15h, 15h30: the 24-hour writing; fewer hours than 13 are a length of time."""
    numbers = ints(tokens, "N")
    whole = four_digits(next(token for token in tokens if token.code == "N"))
    if whole is not None and whole.minute < MINUTES:
        return whole  # 1500h
    return make(numbers[0], sum(numbers[1:])) if MIDDAY < numbers[0] < HOURS else None


def _military(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """1730 hrs."""
    return four_digits(tokens[-2]) if is_military(tokens[-2], tokens[-1]) else None


def _dotted_hours(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """17.00 hrs; but 2.50 hrs is a length."""
    hour, minute, _, hours, _ = tokens[-2].value
    clock = dotted(tokens[-2].value)
    usual = clock is not None and len(hours) == len("00") and minute < MINUTES and hour < HOURS
    return make(hour, minute, exact=True) if usual and tokens[-1].value == "hour" else None


def _twelve_word(_: Context, tokens: Sequence[Token]) -> Clock | None:
    return noon_or_midnight(_, tokens) if _first(tokens, "N") == MIDDAY else None


OFFICE_HOURS: Final[dict[str, OfficeHour]] = {"CLOSE": "closing", "OPEN": "opening", "EOD": "eod"}
MINUTE_PART: Final = "(H|[n] KE|[n] FEN [n] UH|[n] UH|[n] GE? ZI|[n] FEN?|DA [n]|CHA [n] (FEN|KE)|ZHENG|ZHONG)"
_BY_WORDS: Final = frozenset({"by", "before", "no later than", "not later than", "until", "till"})
ROWS: Final = (
    Row("T", f"[n] (DIAN|SHI) ZHONG? {MINUTE_PART}?", _dian),
    Row("T", "[n] LIST [n] DIAN ZHONG? H?", _neighbours),
    Row("T", "[n] DIAN ZHONG? H? [n] DIAN ZHONG? H?", _neighbours),
    Row("T", "[n] DIAN ZHONG? H? LIST [n] DIAN ZHONG? H? =ROUGH", _neighbours),
    Row("T", "[n] (DIAN|SHI) GUO [n] (FEN|KE)", _guo),
    Row("T", "CHA [n] (FEN|KE) [n] (DIAN|SHI)", _cha),
    Row("T", "AT? HMS ZHENG?", _digital),
    Row("T", "AT? HMS AP", _digital_half),
    Row("T", "AT? (N|NH|Y|PAIR) AP", _number_half),
    Row("T", "AT? N (N|NH) AP", _number_half),
    Row("T", "AT? N N (N|NH) AP", _number_half),
    Row("T", "AT? N (OCLOCK|SHARP) AP?", _oclock),
    Row("T", "AT? HMS CW", _digital),
    Row("T", "CW [n] (DIAN|SHI)", lambda c, t: noon_or_midnight(c, t[:1]) if t[1].value == MIDDAY else None),
    Row("T", f"(BY|BEF|TILL) PAIR {NOTHING_COUNTED}", _dotted),
    Row("T", "(AT|BY)? TOPHOUR", _top_of_the_hour),
    Row("T", "AT (N|PAIR) !MON", _at_number),
    Row("T", "AT? NISH AP?", _about_hour),
    Row("T", f"AT N OR N {FREE}", _hour_or_next),
    Row("T", f"(BY|BEF|TILL) N {NOTHING_COUNTED}", _by_number),
    Row("T", "BY N =(X THE)", _by_number),  # by 6 fix the draft
    Row("T", "AT? CW", noon_or_midnight),
    Row("T", "(AT|BY|BEF|TILL) LUNCHE", lambda _c, _t: Clock(MIDDAY, half="noon", exact=True)),
    Row("T", "TEA =BEFORE", lambda _c, _t: Clock(TEA, exact=True)),
    Row("T", "(LUNCH|LUNCHE) =BEFORE", lambda _c, _t: Clock(MIDDAY, half="noon", exact=True)),
    Row("T", "AT? N CW", _twelve_word),
    Row("T", "(AT|THE|AT THE)? (CLOSE|OPEN|EOD)", _closing),
    Row("T", "AT? N HLETTER N?", _h_time),
    Row("T", "AT? (N|Y) UH", _military),
    Row("T", "AT? PAIR UH", _dotted_hours),
)
