"""Lengths counted from an event: from its day where the message names it, else asked about; from now where it is this notice.

会议定于12月8日召开，请提前三天交议题 is the 5th; 验收合格之日起15日内 is asked; 收到本通知后三日内 is counted from now.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from deadlines.answers.resolve import Answer
from deadlines.answers.resolve_lengths import length_end, shifted
from deadlines.choice import standing
from deadlines.choice.choose import Candidate
from deadlines.choice.clauses import clause_around
from deadlines.choice.event_words import (
    ANYTIME,
    OWN_REMINDER,
    Said,
    said_before,
    said_behind,
    said_led_in,
    said_on_its_day,
)
from deadlines.reading import Explanation, Kind
from deadlines.spec import Context, Counted, Day, FromEvent, Length, Point, Shifted, Token

SHORT: Final = 3  # letters of words that every sentence has
UNSURE: Final = 40  # what is counted from an unknown day gives way to a day that is named as the limit


class Event(Struct, frozen=True):
    """What a length is counted from: its words, and the candidate that names its day, if one does."""

    said: Said
    back: bool
    base: Candidate | None


def ranked(
    tokens: Sequence[Token], candidates: list[Candidate], matters: Sequence[Candidate], text: str
) -> list[tuple[Candidate, Event | None]]:
    """The candidates with what they are counted from: from a day that is named first, from an unknown one later."""
    days = [*candidates, *matters]
    found = [(one, _event_of(tokens, one, days, text)) for one in candidates]
    kept = [(one, event) for one, event in found if event is not None or not isinstance(one.token.value, FromEvent)]
    spans = [(event.said.start, event.said.end) for one, event in kept if event is not None]
    return sorted((one for one in kept if one[1] or not _is_within(one[0], spans)), key=_order)


def _is_within(candidate: Candidate, spans: Sequence[tuple[int, int]]) -> bool:
    """签约次日起十日内: what belongs to an event's words is no limit."""
    return any(start <= candidate.token.start and candidate.token.end <= end for start, end in spans)


def _order(one: tuple[Candidate, Event | None]) -> tuple[bool, int]:
    candidate, event = one
    if event is None:
        return True, -candidate.score
    return event.base is None, UNSURE - candidate.score


def _event_of(tokens: Sequence[Token], one: Candidate, others: list[Candidate], text: str) -> Event | None:
    value = one.token.value
    start, end = one.token.start, one.token.end
    if _is_beside(value):
        return _on_its_day(tokens, one, others, text)
    if not isinstance(value, Counted | Length | FromEvent):
        return None
    back = isinstance(value, FromEvent) and value.back
    early = isinstance(value, FromEvent) and value.early
    said = (
        Said("", start, end)
        if early
        else said_before(text, start, end, back=back)
        or said_behind(text, start, end, value)
        or (None if isinstance(value, FromEvent) else said_led_in(text, start, end))
    )
    if said is None or (early and OWN_REMINDER.match(text, end)):
        return None
    base = _base(tokens, one, others, text, said)
    if base is not None and text[start:end].isascii() and said.start <= base.token.start < said.end:
        said = replace(said, end=base.token.end)  # the fair on Dec 10: what stands behind its day is the deed
    if base is None and (early or not said.words) and isinstance(value, FromEvent) and not said.now:
        return None
    return Event(said, back, base)


def _on_its_day(tokens: Sequence[Token], one: Candidate, others: list[Candidate], text: str) -> Event | None:
    """会议结束次日; 周五开会，次日交纪要: the day behind that of the event, or behind the day that is named before it."""
    start, end = one.token.start, one.token.end
    said = said_on_its_day(text, start, end)
    if said is not None:
        return Event(said, back=False, base=_base(tokens, one, others, text, said))
    before = [other for other in others if other.last < one.first and _is_a_day(other)]
    if not before:
        led_in = said_led_in(text, start, end)
        return Event(led_in, back=False, base=None) if led_in else None
    return Event(Said("", start, end, at=start), back=False, base=max(before, key=lambda other: other.first))


def _base(tokens: Sequence[Token], one: Candidate, others: list[Candidate], text: str, said: Said) -> Candidate | None:
    """The candidate that names the event's day: in the event's own words, or in a clause that speaks of the event."""
    days = [other for other in others if other is not one and _is_a_day(other)]
    inside = next((day for day in days if said.start <= day.token.start and day.token.end <= said.end), None)
    if inside is not None or said.now:
        return inside
    days.sort(key=lambda day: (day.token.start > one.token.start, abs(day.token.start - one.token.start)))
    return next((day for day in days if _names_it(tokens, day, said, text)), None)


def _is_a_day(candidate: Candidate) -> bool:
    value = candidate.token.value
    day = value.day if isinstance(value, Point) else value
    return isinstance(day, Day) and day.date is not None and not day.beside and (not day.weak or day.sort == "weekday")


def _names_it(tokens: Sequence[Token], day: Candidate, said: Said, text: str) -> bool:
    """Whether the day is that of the event and no limit itself."""
    if day.marked or standing.duty(text, tokens[day.last].end) > 0:
        return False
    clause = clause_around(text, day.token.start, day.token.end)
    return ANYTIME.fullmatch(said.words) is not None or _share(said.words, clause.whole)


def _share(words: str, clause: str) -> bool:
    """Whether the clause speaks of the event: a word, or two characters of it."""
    if words.isascii():
        return any(word in clause for word in words.split() if len(word) > SHORT)
    return any(words[n : n + 2] in clause for n in range(len(words) - 1)) or (len(words) == 1 and words in clause)


def answered(context: Context, candidate: Candidate, event: Event, named: str) -> Answer:
    """The moment counted from the event's day, or the question, which names the event as the text does."""
    value = _counted_on(context, candidate.token.value)
    length = value if isinstance(value, Length) else value.length
    clock = None if isinstance(value, Length) else value.clock
    if event.said.now and event.base is None:
        return length_end(context, length, clock)
    if event.base is not None and (not length.seconds or _has_clock(event.base)):
        return _from_day(context, event, length, value)
    from_now = None if event.back else length_end(context, length, clock).moment
    explanation = Explanation(from_event=named, before_event=event.back)
    return Answer(Kind.ASK, choices=(from_now,) if from_now else (), explanation=explanation, grain=length.grain)


def _is_beside(value: object) -> bool:
    """当天, 次日, and their hours."""
    day = value.day if isinstance(value, Point) else value
    return isinstance(day, Day) and day.beside and day.date is not None


def _counted_on(context: Context, value: Any) -> Any:
    """次日 as one day from the event."""
    if not _is_beside(value):
        return value
    point = value if isinstance(value, Point) else Point(value)
    assert point.day is not None
    assert point.day.date is not None
    days = (point.day.date - context.today).days
    return FromEvent(Length(days=days), back=False, clock=point.clock, part=point.part or point.day.part)


def _has_clock(base: Candidate) -> bool:
    """Whether hours can be counted from it: 12月6日发车，提前半小时 cannot."""
    return isinstance(base.token.value, Point) and base.token.value.clock is not None


def _from_day(context: Context, event: Event, length: Length, value: object) -> Answer:
    assert event.base is not None
    day = event.base.token.value
    point = day if isinstance(day, Point) else Point(day)
    start = point if length.seconds else Point(replace(point.day, part=None) if point.day else None)
    clock, part = (value.clock, value.part) if isinstance(value, FromEvent) else (getattr(value, "clock", None), None)
    return shifted(context, Shifted(length, start, event.back, clock, part))
