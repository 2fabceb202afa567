"""Rows that put atoms together: day with time, ranges, lengths counted from something, and the words around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from deadlines.engine import Row, has, values
from deadlines.grammar.clocks import COUNTED, HOURS, MIDDAY, MINUTES, dotted, four_digits, in_half, make
from deadlines.grammar.days import monthly
from deadlines.grammar.lengths import joined, joined_minutes
from deadlines.reading import Problem
from deadlines.spec import Clock, Context, Counted, Day, Length, Point, Shifted, Token

# -- times -------------------------------------------------------------------------------------------------------------


def _half_of(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """下午 三点, in the evening at eight."""
    clock = tokens[-1].value
    if not isinstance(clock, Clock) or clock.special:
        return clock if isinstance(clock, Clock) else None
    if clock.half:
        return clock
    return in_half(clock, str(tokens[0].value))


def _half_behind(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """3:20 in afternoon."""
    clock = tokens[0].value
    if not isinstance(clock, Clock) or clock.special or clock.half:
        return None
    return in_half(clock, str(tokens[-1].value))


# -- days --------------------------------------------------------------------------------------------------------------


def _same_time(context: Context, tokens: Sequence[Token]) -> Point | None:
    """this time tomorrow."""
    day = tokens[-1].value
    now = context.now
    return Point(day, make(now.hour, now.minute, exact=True)) if isinstance(day, Day) else None


def _four_digits(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """1700前."""
    return four_digit_clock(tokens[0])


def _day_four_digits(_: Context, tokens: Sequence[Token]) -> Point | None:
    """今日1630, the 1st of March, 0600."""
    clock = four_digit_clock(tokens[-1])
    if clock is None or (len(tokens[-1].word) == len("930") and not tokens[0].word.isascii()):
        return None
    return _point(tokens, clock)


def _four_digits_day(_: Context, tokens: Sequence[Token]) -> Point | None:
    """0730 tomorrow."""
    clock = four_digit_clock(tokens[-2])
    return _point(tokens, clock) if clock is not None and len(tokens[-2].word) == len("0730") else None


def _day_dotted(_: Context, tokens: Sequence[Token]) -> Point | None:
    """next weds 11.15, sat 6.30."""
    clock = dotted(tokens[-1].value, in_fives=True)
    usual = clock is not None and clock.problem is None and tokens[0].word.isascii()
    return _point(tokens, clock) if usual else None


def _part_number(_: Context, tokens: Sequence[Token]) -> Point | None:
    """tomorrow evening 5, tomorrow, morning 11, this afternoon by 5."""
    number = int(str(tokens[-1].value))
    if not tokens[0].word.isascii() or not 1 <= number <= MIDDAY:
        return None
    part = next(str(token.value) for token in tokens if token.code == "AP")
    day = tokens[0].value if isinstance(tokens[0].value, Day) else Day(_.today, "relative")
    return Point(day, in_half(make(number, grain="hour"), part))


def _day_lunch(_: Context, tokens: Sequence[Token]) -> Point | None:
    """by tomorrow lunch."""
    day = tokens[0].value
    return Point(day, make(12, exact=True)) if isinstance(day, Day) else None


def _meeting_on(_: Context, tokens: Sequence[Token]) -> Point | None:
    """before the 10:30 standup on Tuesday."""
    return _point((tokens[0], tokens[-1])) if tokens[1].word.isalpha() else None


EARLIEST: Final = 600  # of the times written in three digits


def four_digit_clock(token: Token) -> Clock | None:
    """A time of day in four digits, 1630, or in three that can hardly be an amount, 930."""
    number = int(str(token.value))
    short = len(token.word) == len("930") and number % 5 == 0 and number >= EARLIEST
    clock = four_digits(replace(token, word=f"0{token.word}") if short else token)
    return clock if clock is not None and clock.problem is None and clock.hour < HOURS else None


def _number_day(context: Context, tokens: Sequence[Token]) -> Point | None:
    """8pm on 15."""
    number = int(str(tokens[-1].value))
    clock = tokens[0].value
    return Point(monthly(context, number), clock) if 1 <= number <= 31 and isinstance(clock, Clock) else None  # noqa: PLR2004


def _the_number(context: Context, tokens: Sequence[Token]) -> Day | None:
    """on the 17 (from 2pm to 4pm)."""
    number = int(str(tokens[-1].value))
    return monthly(context, number) if 1 <= number <= 31 else None  # noqa: PLR2004


def _number_clock(_: Context, tokens: Sequence[Token]) -> Point | None:
    """9 tomorrow, tomorrow 9 (not: 5月 9, 王五今天)."""
    if not all(token.word.isascii() for token in tokens):
        return None
    number = next((int(str(value)) for value in values(tokens, "N")), 99)
    pair = next(iter(values(tokens, "PAIR")), None)
    said = dotted(pair) if pair is not None else make(number, grain="hour")
    day = next((token.value for token in tokens if isinstance(token.value, Day)), None)
    if said is None or said.hour > HOURS or said.minute >= MINUTES or day is None or day.sort != "relative":
        return None
    return _point(tokens, replace(said, grain="hour"))


# -- points ------------------------------------------------------------------------------------------------------------


def _point(tokens: Sequence[Token], clock: Clock | None = None) -> Point | None:
    day = next((token.value for token in tokens if isinstance(token.value, Day)), None)
    clock = clock or next((token.value for token in tokens if isinstance(token.value, Clock)), None)
    part = next((str(token.value) for token in tokens if token.code == "AP"), None)
    if day is not None and day.part:
        part = part or day.part
    if clock is not None and part and not clock.half and not clock.special:
        clock = in_half(clock, part)
    return Point(day, clock, part)


def _join(_: Context, tokens: Sequence[Token]) -> Point | None:
    return _point(tokens)


def _part_only(_: Context, tokens: Sequence[Token]) -> Point | None:
    """上午前, 中午, 晚上: today's, or tomorrow's when past."""
    return Point(part=str(tokens[0].value)) if len(tokens[0].word) > 1 and tokens[0].word not in ("am", "pm") else None


def _number_part(context: Context, tokens: Sequence[Token]) -> Point | None:
    """8 this evening, 9.45 this morning."""
    clock = next((token.value for token in tokens if isinstance(token.value, Clock)), None)
    number = next((int(str(value)) for value in values(tokens, "N")), 99)
    pair = next(iter(values(tokens, "PAIR")), None)
    clock = clock or (dotted(pair) if pair is not None else None)
    if clock is None and number > MIDDAY:
        return None
    return Point(Day(context.today, "relative"), in_half(clock or make(number), str(tokens[-1].value)))


def _this_part(context: Context, tokens: Sequence[Token]) -> Point:
    """this afternoon."""
    return Point(Day(context.today, "relative"), part=str(tokens[-1].value))


def _this_part_at(context: Context, tokens: Sequence[Token]) -> Point | None:
    """this afternoon by 5."""
    return _point((Token("D", Day(context.today, "relative"), 0, 0), *tokens[1:]))


# -- lengths -----------------------------------------------------------------------------------------------------------


def _counted(_: Context, tokens: Sequence[Token]) -> Counted:
    length = next(token.value for token in tokens if isinstance(token.value, Length))
    return Counted(length, marked=True, reach=has(tokens, "AFTER", "LATER", "IN", "GUO", "AFTERE"))


def _counted_with_today(_: Context, tokens: Sequence[Token]) -> Counted | None:
    """七天以内(含今天): today is the first of them."""
    length = tokens[0].value
    return Counted(replace(length, days=length.days - 1), marked=True) if length.days > 1 else None


def _counted_days(_: Context, tokens: Sequence[Token]) -> Counted:
    """未来三日: here 日 is the unit."""
    return Counted(Length(days=int(str(tokens[1].value))), marked=True)


def _counted_clock(_: Context, tokens: Sequence[Token]) -> Counted | None:
    """5天后下午两点, in 3 days at 5pm, 两周后的下班前."""
    counted = next(token.value for token in tokens if isinstance(token.value, Counted))
    point = _point(tokens)
    if point is None or counted.length.seconds or counted.clock:
        return None
    return Counted(counted.length, point.clock, marked=True)


def _clock_counted(_: Context, tokens: Sequence[Token]) -> Counted | None:
    """noon three days from now."""
    return _counted_clock(_, tokens) if tokens[-1].value.reach else None


def _ago(_: Context, tokens: Sequence[Token]) -> Counted:
    length = next(token.value for token in tokens if isinstance(token.value, Length))
    return Counted(replace(length, problem=Problem.PAST), marked=True)


def _length_and_hours(_: Context, tokens: Sequence[Token]) -> Length | None:
    """8天20时: behind days, 20时 is a length and not a time of day."""
    length, clock = tokens[0].value, tokens[-1].value
    if not isinstance(length, Length) or not isinstance(clock, Clock) or clock.half or clock.special or length.seconds:
        return None
    return (
        replace(length, seconds=clock.hour * 3600 + clock.minute * 60, grain="minute")
        if clock.grain == "hour"
        else None
    )


def _shifted(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """two days from tomorrow, 15 minutes from 1pm, a week from Friday; 3 days before Christmas."""
    length = next(token.value for token in tokens if isinstance(token.value, Length))
    return shift(length, tokens[-1].value, back=has(tokens, "BEF"))


def _shifted_zh(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """国庆节前三天, 月底前两天, 春节后一周."""
    length = next(token.value for token in tokens if isinstance(token.value, Length))
    start = tokens[0].value
    back = has(tokens, "BEFORE")
    if isinstance(start, Day) and start.sort not in (("festival", "end") if back else _SHIFTED_ON):
        return None
    if isinstance(start, Day) and start.sort == "relative" and len(tokens[1].word) == 1:
        return None
    if isinstance(start, Clock) and (not 0 < length.seconds <= 4 * 3600 or tokens[-1].gap):
        return None
    return shift(length, start, back=back)


def _shifted_after(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """下周五的两周后."""
    day, length = tokens[0].value, tokens[2].value
    return shift(length, day, back=False) if isinstance(day, Day) and isinstance(length, Length) else None


def _week_on(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """a week on Monday, a week today."""
    length, day = next(token.value for token in tokens if token.code == "L"), tokens[-1].value
    if not isinstance(length, Length) or not isinstance(day, Day) or length.grain != "week":
        return None
    return shift(length, day, back=False) if day.sort in ("weekday", "relative") else None


def _weekday_week(_: Context, tokens: Sequence[Token]) -> Shifted | None:
    """Monday week, tomorrow week: a week after the coming Monday, after tomorrow."""
    day = tokens[0].value
    if not isinstance(day, Day) or day.sort not in ("weekday", "relative") or tokens[-1].word != "week":
        return None
    return shift(Length(days=7, grain="week"), day, back=False)


def shift(length: Length, start: object, *, back: bool) -> Shifted | None:
    """The length counted from a day, a time or both."""
    if isinstance(start, Day):
        return Shifted(length, Point(start), back)
    if isinstance(start, Clock):
        return Shifted(length, Point(clock=start), back)
    return Shifted(length, start, back) if isinstance(start, Point) else None


def _today_in(_: Context, tokens: Sequence[Token]) -> Counted | None:
    """today in one hour."""
    day, counted = tokens[0].value, tokens[-1].value
    if not isinstance(day, Day) or day.sort != "relative" or not isinstance(counted, Counted):
        return None
    return counted


SEP: Final = "(COMMA|DE|AT|ON|DASH|FOR|IN|TSEP|BY|SLASH|COLON|BEF|LATEST){0,2}"
FREE: Final = COUNTED.replace("!(X|", "!(")  # nothing behind it that the number could count

TIME_ROWS: Final = (
    Row("T", "T (SHARP|ROUGH)", lambda _c, tokens: tokens[0].value),
    Row("H", "L BEF THE? (D|T)", _shifted),
    Row("T", "AP (DE|COMMA|AT)? T", _half_of),
    Row("T", "T IN? THE? AP", _half_behind),
    Row("L", "L T", _length_and_hours),
    Row("X", "EARLY L", lambda _c, _t: True),
    Row("X", "(L|S) N NEXT", lambda _c, tokens: tokens[-1].word == "次" or None),  # 每周两次 has no rule
    Row("L", "L ((AND|COMMA)? L){1,5}", joined),
    Row("L", "L ((AND|COMMA)? L){0,5} AND? N FEN", joined_minutes),
)
_SHIFTED_ON: Final = ("festival", "end", "month-day", "monthday", "date", "relative", "weekday-of-week", "weekday")
MERGE_ROWS: Final = (
    Row("D", "ON? THE N =(FROM|M|T|AP)", _the_number),
    Row("D", "ON THE N !(X|LIST|DASH|SLASH|AND)", _the_number),
)
LENGTH_ROWS: Final = (
    Row(
        "X", "THIS L !(WITHIN|AFTER|LATER)", lambda _c, tokens: tokens[0].word == "这" or None
    ),  # 这两天: nobody knows which
    Row(
        "C",
        "(WITHINE|IN|FUTURE|GUO|ZAI|GIVE|STILL|PLUS|AFTER|AFTERE|BY) (THE|NEXT|THE NEXT|AT|DE|COLON)? L "
        "(WITHIN|AFTER|LATER|LEFT|TIMES)?",
        _counted,
    ),
    Row("C", "(THE NEXT|NEXT|THIS) L !(AFTER|LATER)", _counted),
    Row("C", "L (WITHIN|AFTER|LATER|LEFT|TIMEZ)", _counted),
    Row("C", "L WITHIN OPENP INCL CLOSEP", _counted_with_today),
    Row("C", "(FUTURE|GUO) N RI", _counted_days),
    Row("A", "L (AGO|BEFORE)", _ago),
    Row("H", "(IN|WITHINE|BY)? (THE NEXT|THE|NEXT|THIS)? L (FROM|AFTERE|OF) THE? (D|T)", _shifted),
    Row("H", "(D|P|T) (BEFORE|AFTER) L", _shifted_zh),
    Row("H", "D DE L AFTER", _shifted_after),
    Row("H", "(IN|BY|WITHINE)? L ON? D", _week_on),
    Row("H", "D UW", _weekday_week),
    Row("H", "(BY|IN|AT)? L BEF THE? (D|T)", _shifted),
)
POINT_ROWS: Final = (
    Row("M", "SAMETIME D", _same_time),
    Row("M", f"D (COMMA|AT|BY){{0,2}} (N|Y) {FREE}", _day_four_digits),
    Row("M", "D (N|Y) =BEFORE", _day_four_digits),
    Row("M", "(AT|BY)? N D", _four_digits_day),
    Row("M", f"D (COMMA|AT|BY|BEF)? PAIR {FREE}", _day_dotted),
    Row("M", f"D COMMA? AP N {FREE}", _part_number),
    Row("M", f"THIS AP (BY|BEF|AT) N {FREE}", _part_number),
    Row("M", "D LUNCHE !X", _day_lunch),
    Row("M", "T X ON THE? D", _meeting_on),
    Row("T", "N =BEFORE", _four_digits),
    Row("M", f"D {SEP} AP? {SEP} T", _join),
    Row("M", "D OPENP AP? T CLOSEP", _join),
    Row("M", "T AP? (COMMA|ON|OF|IN|FOR|DE|BY){0,2} THE? D", _join),
    Row("M", "AP", _part_only),
    Row("M", "THIS AP", _this_part),
    Row("M", "THIS AP T", _this_part_at),
    Row("M", f"AP {SEP} THE? OF? D", _join),
    Row("M", f"AP {SEP} THE? OF? D {SEP} T", _join),
    Row("M", "D (COMMA|IN|THE|DE|ON){0,2} AP", _join),
    Row("M", "T ON (THE)? N", _number_day),
    Row("M", "AT? (N|PAIR) D AP?", _number_clock),
    Row("M", "T D AP", _join),
    Row("M", "(AT|BY)? (N|T|PAIR) THIS AP", _number_part),
    Row("C", f"C {SEP} AP? {SEP} T", _counted_clock),
    Row("C", "T COMMA? C", _clock_counted),
    Row("C", "D C", _today_in),
)
