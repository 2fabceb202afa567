"""Ranges to the moment they end, and whatever the grammar built to an answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from typing import Any, Final

from msgspec.structs import replace

from deadlines.answers.resolve import Answer, at, day_only, end_of_day, moment_of, on_day, point, refused, span_end
from deadlines.answers.resolve_lengths import about, length_end, shifted
from deadlines.arithmetic import DAY, HOURS, MIDDAY, WEEK, usual_half
from deadlines.reading import Kind, Problem
from deadlines.spec import Clock, Context, Counted, Day, Either, Length, Point, Range, Shifted, Span

MORNING: Final = 7


Resolver = Callable[[Context, Any], Answer | None]


def answer(context: Context, value: object) -> Answer | None:
    """The answer for whatever the grammar built; None for values that are no deadline by themselves."""
    resolver = _RESOLVERS.get(type(value))
    return None if resolver is None else resolver(context, value)


def range_end(context: Context, said: Range) -> Answer | None:
    """The end of a range."""
    start, end = said.start, said.end
    for problem in (one.problem for one in (start.day, end.day, start.clock, end.clock) if one):
        if problem is not None:
            return refused(problem)
    if end.clock is None and end.day is None and end.span is None:
        found = point(context, replace(end, day=start.day))
    elif end.clock is None:
        found = _range_of_days(context, start, end)
    elif start.clock is None:
        found = point(context, end)
    else:
        found = _range_of_times(context, start, end)
    return replace(found, kind=Kind.PERIOD) if found.kind in (Kind.DATE, Kind.DATETIME) else found


def _range_of_days(context: Context, start: Point, end: Point) -> Answer:
    if end.span is not None:
        return span_end(context, end.span)
    assert end.day is not None
    if start.day is None or start.day.date is None or end.day.date is None:
        return day_only(context, replace(end.day, choices=()))
    if end.day.after is None:
        last = end.day.date
        return on_day(context, last + WEEK if last < start.day.date and end.day.weekday is not None else last)
    first: date | None = start.day.date
    if start.day.after is not None:
        first = start.day.after(context.today - timedelta(days=400))
    while first is not None:
        last_day = end.day.after(first - DAY)
        if last_day is None:
            break
        if last_day > context.today or start.day.after is None or (last_day == context.today and first == last_day):
            return on_day(context, last_day)
        if last_day == context.today and (after := start.day.after(first)) and (then := end.day.after(after)):
            moments = tuple(end_of_day(context, day) for day in (last_day, then))
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
    day = start.day or Day(context.today, after=lambda last: last + DAY)
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
        return moment_of(context, day, Point(clock=end))
    if end.exact:
        begin = at(context, day, _start_half(start, end))
        finish = at(context, day, end)
        return finish if finish > begin else at(context, day + DAY, end)
    begin = at(context, day, _face_start(start, end))
    hours = (end.hour, end.hour + MIDDAY, end.hour + HOURS)
    return next(moment for hour in hours if (moment := at(context, day, replace(end, hour=hour))) > begin)


def _face_start(start: Clock, end: Clock) -> Clock:
    """两点到五点 is the afternoon, 8点到11点 the morning, 11点到2点 starts in the morning."""
    if start.exact or (start.hour < end.hour and end.hour >= MORNING):
        return start
    return usual_half(start)


def _start_half(start: Clock, end: Clock) -> Clock:
    """3:30-6 p.m.: the start is in the end's half when it fits before it there."""
    if start.exact or start.hour >= MIDDAY:
        return start
    return replace(start, hour=start.hour + MIDDAY) if start.hour + MIDDAY < end.hour else start


def either(context: Context, said: Either) -> Answer:
    """Both readings are offered."""
    found = [point(context, Point(said.one)), point(context, Point(clock=said.other))]
    moments = sorted(one.moment for one in found if one.moment is not None)
    return Answer(Kind.ASK, choices=tuple(moments), grain="minute") if len(moments) > 1 else found[0]


def _counted(context: Context, said: Counted) -> Answer:
    """两三天内 is a limit; 两三天后 is one of the two."""
    return (about if said.reach else length_end)(context, said.length, said.clock)


_RESOLVERS: Final[Mapping[type, Resolver]] = {
    Range: range_end,
    Either: either,
    Shifted: shifted,
    Counted: _counted,
    Length: about,
    Span: span_end,
    Day: lambda context, day: point(context, Point(day, part=day.part)),
    Clock: lambda context, clock: point(context, Point(clock=clock)),
    Point: point,
}
