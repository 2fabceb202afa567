"""Rows that put a day and a time of day together, 下周五 下午三点, 9 tomorrow, 今日1630; and rows for parts of a day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import HOURS, MIDDAY, MINUTES
from deadlines.engine import Row, first_value, ints, values
from deadlines.grammar.clock_faces import dotted, four_digits, in_half, make
from deadlines.grammar.patterns import FREE
from deadlines.grammar.series import monthly, yearly
from deadlines.spec import LAST_AFTERNOON_HOUR, Clock, Context, Day, Either, Point, Token


def _half_of(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """下午 三点, in the evening at eight."""
    clock = tokens[-1].value
    if not isinstance(clock, Clock) or clock.special:
        return clock if isinstance(clock, Clock) else None
    if clock.half:
        return clock
    return in_half(clock, str(tokens[0].value))


def _later_hour(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """nine-ish, ten at the latest: the second is the limit."""
    clock, hour = tokens[0].value, tokens[-1].whole
    later = isinstance(clock, Clock) and not clock.special and clock.hour < hour <= MIDDAY
    return replace(clock, hour=hour, minute=0) if later else None


def _half_behind(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """3:20 in afternoon."""
    clock = tokens[0].value
    if not isinstance(clock, Clock) or clock.special or clock.half:
        return None
    return in_half(clock, str(tokens[-1].value))


def _same_time(context: Context, tokens: Sequence[Token]) -> Point | None:
    """this time tomorrow."""
    day = tokens[-1].value
    now = context.now
    return Point(day, make(now.hour, now.minute, exact=True)) if isinstance(day, Day) else None


def _four_digits(_: Context, tokens: Sequence[Token]) -> Clock | None:
    """1700前."""
    return four_digit_clock(tokens[0])


def _month_and_day(context: Context, token: Token) -> Day | None:
    """1203 as 3 December: four figures that some month and day have."""
    month, day = divmod(token.whole, 100)
    if len(token.word) != len("1203") or not token.word.isdigit() or not context.han:
        return None
    found = yearly(context, month, day)
    return None if found.date is None else found


def _compact_day(context: Context, tokens: Sequence[Token]) -> Day | None:
    """1203下班前, 0115下午3点前: a time of day stands behind, so the figures are none."""
    return _month_and_day(context, tokens[0])


def _day_or_clock(context: Context, tokens: Sequence[Token]) -> Either | None:
    """1215前: that day where it is near, or that time."""
    day, clock = _month_and_day(context, tokens[0]), four_digit_clock(tokens[0])
    if day is None or day.date is None or clock is None or (day.date - context.today).days > NEAR_DAYS:
        return None
    return Either(day, clock)


def _day_four_digits(_: Context, tokens: Sequence[Token]) -> Point | None:
    """今日1630, the 1st of March, 0600."""
    clock = four_digit_clock(tokens[-1])
    if clock is None or (len(tokens[-1].word) == len("930") and not tokens[0].word.isascii()):
        return None
    return joined_point(tokens, clock)


def _four_digits_day(_: Context, tokens: Sequence[Token]) -> Point | None:
    """0730 tomorrow."""
    clock = four_digit_clock(tokens[-2])
    return joined_point(tokens, clock) if clock is not None and len(tokens[-2].word) == len("0730") else None


def _day_dotted(_: Context, tokens: Sequence[Token]) -> Point | None:
    """next weds 11.15, sat 6.30."""
    clock = dotted(tokens[-1].value, in_fives=True)
    usual = clock is not None and clock.problem is None and tokens[0].word.isascii()
    return joined_point(tokens, clock) if usual else None


def _part_number(_: Context, tokens: Sequence[Token]) -> Point | None:
    """tomorrow evening 5, tomorrow, morning 11, this afternoon by 5."""
    number = tokens[-1].whole
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
    return joined_point((tokens[0], tokens[-1])) if tokens[1].word.isalpha() else None


NEAR_DAYS: Final = 92
EARLIEST: Final = 600  # of the times written in three digits


def four_digit_clock(token: Token) -> Clock | None:
    """A time of day in four digits, 1630, or in three that can hardly be an amount, 930."""
    number = token.whole
    short = len(token.word) == len("930") and number % 5 == 0 and number >= EARLIEST
    clock = four_digits(replace(token, word=f"0{token.word}") if short else token)
    return clock if clock is not None and clock.problem is None and clock.hour < HOURS else None


def _number_day(context: Context, tokens: Sequence[Token]) -> Point | None:
    """8pm on 15."""
    number = tokens[-1].whole
    clock = tokens[0].value
    return Point(monthly(context, number), clock) if 1 <= number <= 31 and isinstance(clock, Clock) else None


def _the_number(context: Context, tokens: Sequence[Token]) -> Day | None:
    """on the 17 (from 2pm to 4pm)."""
    number = tokens[-1].whole
    return monthly(context, number) if 1 <= number <= 31 else None


def _number_clock(_: Context, tokens: Sequence[Token]) -> Point | None:
    """9 tomorrow, tomorrow 9 (not: 5月 9, 王五今天)."""
    if not all(token.word.isascii() for token in tokens):
        return None
    number = next(iter(ints(tokens, "N")), 99)
    pair = next(iter(values(tokens, "PAIR")), None)
    said = dotted(pair) if pair is not None else make(number, grain="hour")
    day = first_value(tokens, Day)
    if said is None or said.hour > HOURS or said.minute >= MINUTES or day is None or day.sort != "relative":
        return None
    return joined_point(tokens, replace(said, grain="hour"))


def joined_point(tokens: Sequence[Token], clock: Clock | None = None) -> Point | None:
    """The day, time and part of the day among the tokens, put together; the time may be given instead."""
    day = first_value(tokens, Day)
    clock = clock or first_value(tokens, Clock)
    part = next((str(token.value) for token in tokens if token.code == "AP"), None)
    if day is not None and day.part:
        part = part or day.part
    if clock is not None and part and not clock.half and not clock.special:
        clock = in_half(clock, part)
    if clock is not None and day is not None and day.part == "evening" and clock.half in ("dawn", "night"):
        clock = _after_midnight(clock)
    return Point(day, clock, part)


def _after_midnight(clock: Clock) -> Clock:
    """今晚凌晨一点: the night that the evening begins goes on into the next day."""
    return replace(clock, hour=clock.hour + HOURS) if clock.hour < LAST_AFTERNOON_HOUR else clock


def _join(_: Context, tokens: Sequence[Token]) -> Point | None:
    return joined_point(tokens)


def _part_only(_: Context, tokens: Sequence[Token]) -> Point | None:
    """上午前, 中午, 晚上: today's, or tomorrow's when past."""
    return Point(part=str(tokens[0].value)) if len(tokens[0].word) > 1 and tokens[0].word not in ("am", "pm") else None


def _number_part(context: Context, tokens: Sequence[Token]) -> Point | None:
    """8 this evening, 9.45 this morning."""
    clock = first_value(tokens, Clock)
    number = next(iter(ints(tokens, "N")), 99)
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
    return joined_point((Token("D", Day(context.today, "relative")), *tokens[1:]))


LINKS_BETWEEN: Final = "(COMMA|DE|AT|ON|DASH|FOR|IN|TSEP|BY|SLASH|COLON|BEF|LATEST){0,2}"
TIME_ROWS: Final = (
    Row("T", "T COMMA N =LATEST", _later_hour),
    Row("D", "N (=T|=AP)", _compact_day),
    Row("T", "T (SHARP|ROUGH)", lambda _c, tokens: tokens[0].value),
    Row("T", "AP (DE|COMMA|AT)? T", _half_of),
    Row("T", "T IN? THE? AP", _half_behind),
)
MERGE_ROWS: Final = (
    Row("D", "ON? THE N =(FROM|M|T|AP)", _the_number),
    Row("D", "ON THE N !(X|LIST|DASH|SLASH|AND)", _the_number),
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
    Row("M", "N =BEFORE", _day_or_clock),
    Row("T", "N =BEFORE", _four_digits),
    Row("M", f"D {LINKS_BETWEEN} AP? {LINKS_BETWEEN} T", _join),
    Row("M", "D OPENP AP? T CLOSEP", _join),
    Row("M", "T AP? (COMMA|ON|OF|IN|FOR|DE|BY){0,2} THE? D", _join),
    Row("M", "AP", _part_only),
    Row("M", "THIS AP", _this_part),
    Row("M", "THIS AP (COMMA|BY|BEF|AT){0,2} T", _this_part_at),
    Row("M", f"AP {LINKS_BETWEEN} THE? OF? D", _join),
    Row("M", f"AP {LINKS_BETWEEN} THE? OF? D {LINKS_BETWEEN} T", _join),
    Row("M", "D (COMMA|IN|THE|DE|ON){0,2} AP", _join),
    Row("M", "T ON (THE)? N", _number_day),
    Row("M", "AT? (N|PAIR) D AP?", _number_clock),
    Row("M", "T D AP", _join),
    Row("M", "(AT|BY)? (N|T|PAIR) THIS AP", _number_part),
)
