"""From what the words mean to a moment: rolls forward what is past, asks where two readings remain."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from domain.calendar import UnknownYear
from domain.deadlines.compose import Counted, Range, Shifted
from domain.deadlines.reading import Explanation, Kind, Problem
from domain.deadlines.spec import Clock, Context, Day, Length, Point, Span

ONE_DAY: Final = timedelta(days=1)
WEEK: Final = timedelta(days=7)
MIDDAY: Final = 12
HOURS: Final = 24
LAST_DAY: Final = date(2199, 12, 31)
FAR_MONTHS: Final = 12 * 200
FAR_DAYS: Final = 366 * 200
# Where no clock time was said with a part of the day, the deadline is the part's usual end.
PART_ENDS: Final = {"dawn": (6, 0), "noon": (12, 0), "am": (12, 0), "dusk": (19, 0)}


@dataclass(slots=True)
class Answer:
    """A moment, or several to ask about, or why there is none."""

    kind: Kind
    moment: datetime | None = None
    day_only: bool = False
    choices: tuple[datetime, ...] = ()
    problem: Problem | None = None
    explanation: Explanation | None = None
    grain: str = "day"


def refused(problem: Problem) -> Answer:
    """Words meant as a deadline that cannot be one."""
    return Answer(Kind.NONE, problem=problem)


def answer(context: Context, value: object) -> Answer | None:
    """The answer for whatever the grammar built; None for values that are no deadline by themselves."""
    if isinstance(value, Range):
        return _range(context, value)
    if isinstance(value, Shifted):
        return _shifted(context, value)
    if isinstance(value, Counted):
        return _length(context, value.length, value.clock)
    if isinstance(value, Length):
        return _length(context, value, None)
    if isinstance(value, Span):
        return _span(context, value)
    if isinstance(value, Day):
        return point(context, Point(value, part=value.part))
    if isinstance(value, Clock):
        return point(context, Point(clock=value))
    return point(context, value) if isinstance(value, Point) else None


# -- points ------------------------------------------------------------------------------------------------------------


def point(context: Context, said: Point) -> Answer:
    """A day, a time, or both."""
    problem = (said.day.problem if said.day else None) or (said.clock.problem if said.clock else None)
    if problem is not None:
        return refused(problem)
    if said.day is not None and said.day.date is None:
        return refused(Problem.TOO_FAR)
    if said.day is None:
        return _clock_only(context, said)
    if said.clock is None and said.part is None:
        return _day_only(context, said.day)
    return _day_and_time(context, said.day, said)


def _day_only(context: Context, day: Day) -> Answer:
    assert day.date is not None
    moments = [context.calendar.day_end(one) for one in day.choices if one >= context.today]
    if len(moments) > 1:
        return Answer(Kind.ASK, choices=tuple(moments), day_only=True, explanation=day.explanation, grain=day.grain)
    chosen = moments[0].date() if moments else day.date
    return _on_day(context, chosen, day.explanation, day.grain)


def _on_day(context: Context, day: date, explanation: Explanation | None = None, grain: str = "day") -> Answer:
    if day < context.today:
        return refused(Problem.PAST)
    moment = context.calendar.day_end(day)
    if moment <= context.now:  # the last minute of today
        moment = context.now.replace(hour=23, minute=59, second=59)
    return Answer(Kind.DATE, moment, day_only=True, explanation=explanation, grain=grain)


def _day_and_time(context: Context, day: Day, said: Point) -> Answer:
    assert day.date is not None
    choices = [moment for one in day.choices if (moment := _moment(context, one, said)) > context.now]
    explanation = day.explanation
    if len(choices) > 1:
        return Answer(Kind.ASK, choices=tuple(choices), explanation=explanation, grain="minute")
    moment = choices[0] if choices else _moment(context, day.date, said)
    if moment <= context.now and day.after is not None:
        later = day.after(day.date)
        moment = _moment(context, later, said) if later else moment
    if moment <= context.now and said.clock is not None and not said.clock.exact:
        moment = _other_half(context, moment)
    if moment <= context.now and said.clock is not None and said.clock.special == "eod":
        return _on_day(context, day.date)
    if moment <= context.now:
        return refused(Problem.PAST)
    if said.clock is None:
        explanation = replace(explanation or Explanation(), day_part=said.part)
    return Answer(Kind.DATETIME, moment, explanation=explanation, grain=_grain(said))


def _other_half(context: Context, moment: datetime) -> datetime:
    """今天9点 said at ten means the evening."""
    return moment + timedelta(hours=MIDDAY) if moment.hour < MIDDAY and moment.date() == context.today else moment


def _grain(said: Point) -> str:
    return said.clock.grain if said.clock else "part"


def _moment(context: Context, day: date, said: Point) -> datetime:
    clock = said.clock
    if clock is None:
        return _part_end(context, day, said.part or "")
    if clock.special:
        return context.calendar.opening(day) if clock.special == "opening" else context.calendar.closing(day)
    return at(context, day, _usual_half(clock))


def _part_end(context: Context, day: date, part: str) -> datetime:
    if part == "pm":
        return context.calendar.closing(day)
    if part == "evening":
        return context.calendar.day_end(day)
    hour, minute = PART_ENDS[part]
    return context.calendar.at(day, time(hour, minute))


def _usual_half(clock: Clock) -> Clock:
    """A time on the face of the clock, in the half of the day offices mean: 1 to 6 are in the afternoon."""
    if clock.exact or clock.hour == 0 or clock.hour > 6:  # noqa: PLR2004
        return clock
    return replace(clock, hour=clock.hour + MIDDAY)


def at(context: Context, day: date, clock: Clock) -> datetime:
    """That time on that day; 24:00 and later hours belong to the next day."""
    extra, hour = divmod(clock.hour, HOURS)
    return context.calendar.at(day + ONE_DAY * extra, time(hour, clock.minute, clock.second))


def _clock_only(context: Context, said: Point) -> Answer:
    """A time without a day: the next one that is not past."""
    clock = said.clock
    if clock is None:
        return _next_part(context, said)
    if clock.special:
        return _next_special(context, clock.special)
    today, tomorrow = context.today, context.today + ONE_DAY
    if clock.exact or clock.hour > MIDDAY or (clock.grain == "minute" and clock.hour > 6):  # noqa: PLR2004
        return _first_later(context, at(context, today, clock), at(context, tomorrow, clock))
    usual, other = _usual_half(clock), replace(clock, hour=clock.hour + MIDDAY)
    first = at(context, today, usual)
    if first > context.now:
        return Answer(Kind.DATETIME, first, grain="hour")
    second, third = at(context, today, other), at(context, tomorrow, usual)
    if second > context.now and second != first:
        return Answer(Kind.ASK, choices=(second, third), grain="hour")
    return Answer(Kind.DATETIME, third, grain="hour")


def _first_later(context: Context, *moments: datetime) -> Answer:
    return Answer(Kind.DATETIME, next(moment for moment in moments if moment > context.now), grain="minute")


def _next_part(context: Context, said: Point) -> Answer:
    days = (context.today, context.today + ONE_DAY)
    found = next(moment for day in days if (moment := _part_end(context, day, said.part or "")) > context.now)
    return Answer(Kind.DATETIME, found, explanation=Explanation(day_part=said.part), grain="part")


def _next_special(context: Context, special: str) -> Answer:
    calendar = context.calendar
    if special == "eod":
        end = calendar.closing(context.today)
        return Answer(Kind.DATETIME, end, grain="day") if end > context.now else _on_day(context, context.today)
    mark = calendar.opening if special == "opening" else calendar.closing
    day = context.today
    try:
        if not calendar.is_working_day(day) or mark(day) <= context.now:
            day = calendar.next_working_day(day)
    except UnknownYear:
        day = day if mark(day) > context.now else day + ONE_DAY
    return Answer(Kind.DATETIME, mark(day), grain="hour")


# -- periods -----------------------------------------------------------------------------------------------------------


def _span(context: Context, span: Span) -> Answer:
    last = span.last
    if last < context.today:
        return refused(Problem.PAST)
    found = _on_day(context, last, grain=span.grain)
    return replace(found, kind=Kind.PERIOD)


# -- lengths -----------------------------------------------------------------------------------------------------------


def _length(context: Context, length: Length, clock: Clock | None) -> Answer:
    if length.problem is not None:
        return refused(length.problem)
    if length.months > FAR_MONTHS or length.days > FAR_DAYS or length.seconds > FAR_DAYS * 86_400:
        return refused(Problem.TOO_FAR)
    if length.working_days or length.working_seconds:
        return _working(context, length, clock)
    day = later_day(context.today, length)
    if day is None or day > LAST_DAY:
        return refused(Problem.TOO_FAR)
    if clock is not None:
        found = _day_and_time(context, Day(day), Point(clock=clock))
        return replace(found, kind=Kind.DATETIME) if found.moment else found
    if length.seconds:
        moment = _exactly(context, later_moment(context.now, day), length.seconds)
        return Answer(Kind.DURATION, moment, grain="minute")
    return replace(_on_day(context, day, grain=length.grain), kind=Kind.DURATION)


def later_day(day: date, length: Length, sign: int = 1) -> date | None:
    """The day so many months and days on; a month without that day ends on its last."""
    number = day.year * 12 + day.month - 1 + sign * length.months
    year, month = divmod(number, 12)
    if not 1900 <= year <= 2199:  # noqa: PLR2004
        return None
    first = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    return first + timedelta(days=sign * length.days)


def later_moment(moment: datetime, day: date) -> datetime:
    """The same time of day on another day."""
    return datetime.combine(day, moment.timetz())


def _exactly(context: Context, moment: datetime, seconds: int) -> datetime:
    return (moment.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(context.calendar.zone)


def _working(context: Context, length: Length, clock: Clock | None) -> Answer:
    calendar = context.calendar
    if length.working_days > FAR_DAYS or length.working_seconds > FAR_DAYS * 3600:
        return refused(Problem.TOO_FAR)
    try:
        if length.working_seconds:
            moment = calendar.add_working_time(context.now, timedelta(seconds=length.working_seconds))
            return Answer(Kind.DURATION, moment, grain="minute")
        day = calendar.add_working_days(context.today, length.working_days)
        explanation = explain_working(context, day, length.working_days)
    except UnknownYear:
        return refused(Problem.UNKNOWN_YEAR)
    if clock is not None:
        found = _day_and_time(context, Day(day), Point(clock=clock))
        return replace(found, explanation=explanation)
    return replace(_on_day(context, day), explanation=explanation, grain="working-day")


def explain_working(context: Context, last: date, count: int) -> Explanation:
    """What a count of working days from today stepped over, and which weekends it worked."""
    calendar = context.calendar
    skipped = calendar.days_skipped(context.today, last)
    provisional = calendar.is_provisional(context.today) or calendar.is_provisional(last)
    make_up = calendar.make_up_days(context.today, last)
    return Explanation(count, runs(skipped), make_up, provisional)


def runs(days: tuple[date, ...]) -> tuple[tuple[date, date], ...]:
    """Days that follow each other, as (first, last)."""
    found: list[tuple[date, date]] = []
    for day in days:
        if found and found[-1][1] + ONE_DAY == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)


def _shifted(context: Context, said: Shifted) -> Answer:
    if said.length.problem is not None:
        return refused(said.length.problem)
    start = point(context, said.start)
    if start.kind is Kind.ASK:
        return _shifted_choices(context, said, start)
    if start.moment is None:
        return start
    return _shift_moment(context, said, start.moment)


def _shifted_choices(context: Context, said: Shifted, start: Answer) -> Answer:
    found = [_shift_moment(context, said, choice) for choice in start.choices]
    moments = tuple(one.moment for one in found if one.moment is not None)
    return Answer(Kind.ASK, choices=moments, day_only=found[0].day_only) if len(moments) > 1 else found[0]


def _shift_moment(context: Context, said: Shifted, start: datetime) -> Answer:
    sign = -1 if said.back else 1
    length = said.length
    if length.months > FAR_MONTHS or length.days > FAR_DAYS or length.working_days > FAR_DAYS:
        return refused(Problem.TOO_FAR)
    if length.working_days:
        try:
            return _on_day(context, context.calendar.add_working_days(start.date(), sign * length.working_days))
        except UnknownYear:
            return refused(Problem.UNKNOWN_YEAR)
    day = later_day(start.date(), length, sign)
    if day is None:
        return refused(Problem.TOO_FAR)
    if not length.seconds or length.seconds > FAR_DAYS * 86_400:
        return _on_day(context, day)
    moment = _exactly(context, later_moment(start, day), sign * length.seconds)
    return Answer(Kind.DATETIME, moment, grain="minute") if moment > context.now else refused(Problem.PAST)


# -- ranges ------------------------------------------------------------------------------------------------------------


def _range(context: Context, said: Range) -> Answer | None:
    start, end = said.start, said.end
    for problem in (one.problem for one in (start.day, end.day, start.clock, end.clock) if one):
        if problem is not None:
            return refused(problem)
    if end.clock is None:
        found = _range_of_days(context, start, end)
    elif start.clock is None:
        found = point(context, end)
    else:
        found = _range_of_times(context, start, end)
    return replace(found, kind=Kind.PERIOD) if found.kind in (Kind.DATE, Kind.DATETIME) else found


def _range_of_days(context: Context, start: Point, end: Point) -> Answer:
    if end.span is not None:
        return _span(context, end.span)
    assert end.day is not None
    if start.day is None or start.day.date is None or end.day.date is None:
        return _day_only(context, replace(end.day, choices=()))
    if end.day.after is None:
        last = end.day.date
        return _on_day(context, last + WEEK if last < start.day.date and end.day.weekday is not None else last)
    first: date | None = start.day.date
    if start.day.after is not None:
        first = start.day.after(context.today - timedelta(days=400))
    while first is not None:
        last_day = end.day.after(first - ONE_DAY)
        if last_day is None:
            break
        if last_day > context.today or start.day.after is None or (last_day == context.today and first == last_day):
            return _on_day(context, last_day)
        if last_day == context.today and (after := start.day.after(first)) and (then := end.day.after(after)):
            moments = tuple(context.calendar.day_end(day) for day in (last_day, then))
            return Answer(Kind.ASK, choices=moments, day_only=True)
        first = start.day.after(first)
    return refused(Problem.PAST)


def _range_of_times(context: Context, start: Point, end: Point) -> Answer:
    assert start.clock is not None
    assert end.clock is not None
    if end.day is not None and start.day is None:
        return point(context, end)
    if end.day is not None and start.day is not None:
        return point(context, end)
    day = start.day or Day(context.today, after=lambda last: last + ONE_DAY)
    if day.date is None:
        return refused(day.problem or Problem.TOO_FAR)
    choices = [moment for one in day.choices if (moment := _end_on(context, one, start.clock, end.clock)) > context.now]
    if len(choices) > 1:
        return Answer(Kind.ASK, choices=tuple(choices), grain="minute")
    moment = choices[0] if choices else _end_on(context, day.date, start.clock, end.clock)
    if moment <= context.now and day.after is not None:
        later = day.after(day.date)
        moment = _end_on(context, later, start.clock, end.clock) if later else moment
    return Answer(Kind.DATETIME, moment, grain="minute") if moment > context.now else refused(Problem.PAST)


def _end_on(context: Context, day: date, start: Clock, end: Clock) -> datetime:
    """The end of a range of times: the first moment behind its start that shows the end's time."""
    if end.special or start.special:
        return _moment(context, day, Point(clock=end))
    if end.exact:
        begin = at(context, day, _start_half(start, end))
        finish = at(context, day, end)
        return finish if finish > begin else at(context, day + ONE_DAY, end)
    begin = at(
        context, day, start if start.exact else _usual_half(start) if end.hour <= start.hour or end.hour <= 6 else start
    )
    hours = (end.hour, end.hour + MIDDAY, end.hour + HOURS)
    return next(moment for hour in hours if (moment := at(context, day, replace(end, hour=hour))) > begin)


def _start_half(start: Clock, end: Clock) -> Clock:
    """3:30-6 p.m.: the start is in the end's half when it fits before it there."""
    if start.exact or start.hour >= MIDDAY:
        return start
    return replace(start, hour=start.hour + MIDDAY) if start.hour + MIDDAY < end.hour else start
