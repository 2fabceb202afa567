"""From what the words mean to a moment: rolls forward what is past, asks where two readings remain."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from deadlines.arithmetic import DAY, DAYS_OF_A_WEEK, HOURS, MIDDAY, provisional, usual_half
from deadlines.reading import Explanation, Kind, Problem
from deadlines.spec import Clock, Context, Day, Point, Span
from worktime.calendar import UnknownYear

# Where no clock time was said with a part of the day, the deadline is the part's usual end.
PART_ENDS: Final = {"dawn": (6, 0), "noon": (12, 0), "am": (12, 0), "dusk": (19, 0)}


class Answer(Struct):
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
        return day_only(context, said.day)
    return day_and_time(context, said.day, said)


def day_only(context: Context, day: Day) -> Answer:
    """A day without a time; asks when the words leave two."""
    assert day.date is not None
    moments = [end_of_day(context, one) for one in day.choices if one >= context.today]
    if len(moments) > 1:
        return Answer(Kind.ASK, choices=tuple(moments), day_only=True, explanation=day.explanation, grain=day.grain)
    chosen = moments[0].date() if moments else day.date
    return on_day(context, chosen, day.explanation, day.grain)


def end_of_day(context: Context, day: date) -> datetime:
    """23:59 of the day; within that very minute, the midnight that ends it."""
    moment = context.calendar.day_end(day)
    return moment if moment > context.now else context.calendar.at(day + DAY, time())


def on_day(context: Context, day: date, explanation: Explanation | None = None, grain: str = "day") -> Answer:
    """The end of that day, unless it is past."""
    if day < context.today:
        return refused(Problem.PAST)
    moment = end_of_day(context, day)
    return Answer(Kind.DATE, moment, day_only=True, explanation=explanation, grain=grain)


def day_and_time(context: Context, day: Day, said: Point) -> Answer:
    """A time on a day; a past one moves to the next day of the series."""
    assert day.date is not None
    if said.clock is not None and said.clock.problem is not None:
        return refused(said.clock.problem)
    choices = [moment for one in day.choices if (moment := moment_of(context, one, said)) > context.now]
    explanation = day.explanation
    if len(choices) > 1:
        return Answer(Kind.ASK, choices=tuple(choices), explanation=explanation, grain="minute")
    moment = choices[0] if choices else moment_of(context, day.date, said)
    if moment <= context.now and day.after is not None:
        later = day.after(day.date)
        moment = moment_of(context, later, said) if later else moment
    if moment <= context.now and said.clock is not None and not said.clock.sure:
        moment = _other_half(context, moment)
    if moment <= context.now and said.clock is not None and said.clock.special == "eod":
        return on_day(context, day.date)
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


def moment_of(context: Context, day: date, said: Point) -> datetime:
    """The moment a point names on that day."""
    clock = said.clock
    if clock is None:
        return _part_end(context, day, said.part or "")
    if clock.special:
        return context.calendar.opening(day) if clock.special == "opening" else context.calendar.closing(day)
    return at(context, day, usual_half(clock))


def _part_end(context: Context, day: date, part: str) -> datetime:
    if part == "pm":
        return context.calendar.closing(day)
    if part in ("evening", "night"):
        return context.calendar.day_end(day)
    if part == "early":  # 一早: when work opens
        return context.calendar.opening(day)
    hour, minute = PART_ENDS[part]
    return context.calendar.at(day, time(hour, minute))


def at(context: Context, day: date, clock: Clock) -> datetime:
    """That time on that day; 24:00 and later hours belong to the next day."""
    extra, hour = divmod(clock.hour, HOURS)
    if clock.zone is not None:
        said = datetime.combine(day + DAY * extra, time(hour, clock.minute, clock.second), clock.zone)
        return said.astimezone(context.calendar.zone)
    return context.calendar.at(day + DAY * extra, time(hour, clock.minute, clock.second))


def _clock_only(context: Context, said: Point) -> Answer:
    """A time without a day: the next one that is not past."""
    clock = said.clock
    if clock is None:
        return _next_part(context, said)
    if clock.special:
        return _next_special(context, clock.special)
    today, tomorrow = context.today, context.today + DAY
    if clock.zone is not None or clock.sure or clock.hour > MIDDAY:
        clock = usual_half(clock) if clock.zone else clock
        return _first_later(context, *(at(context, today + DAY * n, clock) for n in range(-1, 3)))
    usual, other = usual_half(clock), replace(clock, hour=clock.hour + MIDDAY)
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
    days = (context.today, context.today + DAY)
    found = next(moment for day in days if (moment := _part_end(context, day, said.part or "")) > context.now)
    return Answer(Kind.DATETIME, found, explanation=Explanation(day_part=said.part), grain="part")


def _next_special(context: Context, special: str) -> Answer:
    calendar = context.calendar
    if special == "eod":
        end = calendar.closing(calendar.shift_day(context.now))
        return Answer(Kind.DATETIME, end, grain="day") if end > context.now else on_day(context, context.today)
    mark = calendar.opening if special == "opening" else calendar.closing
    day = calendar.shift_day(context.now)
    try:
        if not calendar.is_working_day(day) or mark(day) <= context.now:
            day = calendar.next_working_day(day)
    except UnknownYear:
        day = day if mark(day) > context.now else day + DAY
    return Answer(Kind.DATETIME, mark(day), grain="hour")


# -- periods -----------------------------------------------------------------------------------------------------------


def span_end(context: Context, span: Span) -> Answer:
    """The end of a period."""
    if span.last < context.today:
        return refused(Problem.PAST)
    last = _last_worked(context, span)
    found = on_day(context, last, provisional(context, last) if span.grain == "holiday" else None, span.grain)
    return replace(found, kind=Kind.PERIOD)


def _last_worked(context: Context, span: Span) -> date:
    """A whole week is over for an office when its last working day is: 本周内 is by Friday, as 周末前 is."""
    days = (span.last - span.first).days + 1
    if span.grain != "week" or span.sort == "numbered" or days != DAYS_OF_A_WEEK:
        return span.last
    ahead = (day for n in range(days) if (day := span.last - DAY * n) >= context.today)
    try:
        return next((day for day in ahead if context.calendar.is_working_day(day)), span.last)
    except UnknownYear:
        return span.last
