"""Lengths of time to moments: from now, or from a point; working days with what they stepped over."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from deadlines.answers.resolve import Answer, day_and_time, on_day, point, refused
from deadlines.arithmetic import DAY, LAST_DAY, is_far, later_day
from deadlines.reading import Explanation, Kind, Problem
from deadlines.spec import Clock, Context, Day, Length, Point, Shifted
from worktime.calendar import UnknownYear


def about(context: Context, length: Length, clock: Clock | None = None) -> Answer:
    """两三天: it may be two, it may be three; 内 makes the later of them the limit."""
    found = length_end(context, length, clock)
    least = length_end(context, length.least, clock) if length.least else found
    if found.moment is None or least.moment is None or least.moment == found.moment:
        return found
    return replace(found, kind=Kind.ASK, moment=None, choices=(least.moment, found.moment))


def length_end(context: Context, length: Length, clock: Clock | None) -> Answer:
    """A length of time from now; with a clock time, at that time of the day reached."""
    if length.problem is not None:
        return refused(length.problem)
    if is_far(length):
        return refused(Problem.TOO_FAR)
    if length.working_days or length.working_seconds:
        return _working(context, length, clock)
    day = later_day(context.today, length)
    if day is None or day > LAST_DAY:
        return refused(Problem.TOO_FAR)
    return _on_reached(context, day, length, clock)


def _on_reached(context: Context, day: date, length: Length, clock: Clock | None) -> Answer:
    if clock is not None:
        return day_and_time(context, Day(day), Point(clock=clock))
    if length.seconds:
        moment = _exactly(context, later_moment(context.now, day), length.seconds)
        return Answer(Kind.DURATION, moment, grain="minute")
    return replace(on_day(context, day, grain=length.grain), kind=Kind.DURATION)


def later_moment(moment: datetime, day: date) -> datetime:
    """The same time of day on another day."""
    return datetime.combine(day, moment.timetz())


def _exactly(context: Context, moment: datetime, seconds: int) -> datetime:
    return (moment.astimezone(UTC) + timedelta(seconds=seconds)).astimezone(context.calendar.zone)


def _working(context: Context, length: Length, clock: Clock | None) -> Answer:
    calendar = context.calendar
    try:
        if length.working_seconds:
            moment = calendar.add_working_time(context.now, timedelta(seconds=length.working_seconds))
            return Answer(Kind.DURATION, moment, grain="minute")
        day = calendar.add_working_days(context.today, length.working_days)
        explanation = explain_working(context, day, length.working_days)
    except UnknownYear:
        return refused(Problem.UNKNOWN_YEAR)
    if clock is not None:
        found = day_and_time(context, Day(day), Point(clock=clock))
        return replace(found, explanation=explanation)
    return replace(on_day(context, day), explanation=explanation, grain="working-day")


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
        if found and found[-1][1] + DAY == day:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return tuple(found)


def shifted(context: Context, said: Shifted) -> Answer:
    """A length of time from a point."""
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
    if is_far(length):
        return refused(Problem.TOO_FAR)
    if length.working_days:
        try:
            day = context.calendar.add_working_days(start.date(), sign * length.working_days)
            return _on_shifted(context, day, said)
        except UnknownYear:
            return refused(Problem.UNKNOWN_YEAR)
    later = later_day(start.date(), length, sign)
    if later is None:
        return refused(Problem.TOO_FAR)
    if not length.seconds:
        return _on_shifted(context, later, said)
    moment = _exactly(context, later_moment(start, later), sign * length.seconds)
    return Answer(Kind.DATETIME, moment, grain="minute") if moment > context.now else refused(Problem.PAST)


def _on_shifted(context: Context, day: date, said: Shifted) -> Answer:
    """The day reached, at the time said behind it."""
    if said.clock is None and said.part is None:
        return on_day(context, day)
    return point(context, Point(Day(day), said.clock, said.part))
