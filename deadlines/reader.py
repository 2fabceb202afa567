"""The reader: text, now and calendar in, one reading out. Pure; time is bounded by the length of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from msgspec.structs import replace

from deadlines.answers.resolve import Answer
from deadlines.answers.resolve_ranges import answer
from deadlines.choice import beside, choose, doubts, events, passed, two_places
from deadlines.choice.rest import rest_of
from deadlines.engine import codes_of
from deadlines.grammar.layers import layers
from deadlines.grammar.rules import WEEKDAY_CODES, a_day_later, ends_with_work, is_over_office_days, written
from deadlines.reading import Kind, Problem, Reading
from deadlines.spec import Context, Repeat, Token
from deadlines.words.lexer import tokens_of
from deadlines.words.normalise import Folded, fold
from worktime.calendar import WorkingCalendar

_HAN: Final = re.compile("[\u4e00-\u9fff]")
_LATIN: Final = re.compile("[a-z]")


def find(text: str, now: datetime, calendar: WorkingCalendar, *, sentence: bool) -> Reading:
    """See `deadlines.read`, which checks its arguments first."""
    folded = fold(text)
    context, tokens = grouped(folded, now, calendar)
    refused: Reading | None = None
    found = choose.candidates(context, tokens, folded.text)
    limits, matters = [one for one in found if not one.matter], [one for one in found if one.matter]
    candidates = two_places.gathered(context, limits, tokens, folded.text)
    for candidate, event in events.ranked(tokens, candidates, matters, folded.text):
        if event is not None:
            return _from_event(context, folded, tokens, candidate, event)
        reading = _reading(context, folded, tokens, candidate, candidates, sentence=sentence)
        if reading is not None and reading.problem is None:
            return reading
        if not (sentence and reading is not None and reading.problem is Problem.PAST and not _insists(candidate)):
            refused = refused or reading  # 昨天的纪要 in a message only says which
    return refused or Reading(Kind.NONE, rest=text.strip())


def grouped(folded: Folded, now: datetime, calendar: WorkingCalendar) -> tuple[Context, list[Token]]:
    """The words of a text as the grammar puts them together, and what they are read against."""
    tokens = tokens_of(folded.text)
    local = now.astimezone(calendar.zone)
    context = Context(local, local.date(), calendar, *_scripts(folded.text))
    codes = codes_of(tokens)
    for layer in layers():
        tokens, codes = layer.apply(context, tokens, codes)
    return context, tokens


def _insists(candidate: choose.Candidate) -> bool:
    """Whether the words say that they are the deadline: alone in the text, or with 前, by and the like."""
    return candidate.marked or candidate.score >= choose.WHOLE


def _is_alone(candidate: choose.Candidate) -> bool:
    """Whether the words stand by themselves and say no more than the day."""
    return not candidate.marked and candidate.score >= choose.WHOLE


def _scripts(text: str) -> tuple[bool, bool]:
    return _HAN.search(text) is not None, _LATIN.search(text.replace("ddl", "")) is not None


def _reading(
    context: Context,
    folded: Folded,
    tokens: list[Token],
    candidate: choose.Candidate,
    candidates: Sequence[choose.Candidate],
    *,
    sentence: bool,
) -> Reading | None:
    value = doubts.without_a_leap_day(context, candidate.token, alone=_is_alone(candidate)).value
    if isinstance(value, Repeat):
        return _recurring(context, folded, tokens, candidate, value)
    found = answer(context, value)
    if found is None:
        return None
    settled = beside.settle(context, tokens, candidate, found, candidates, answer)
    first, last = tokens[settled.first].start, tokens[settled.last].end
    found = doubts.on_its_day(context, value, settled.answer)
    found = passed.doubted(context, value, folded.text[first:last], found, limit=candidate.limit, within=sentence)
    start, end = folded.original_span(first, last)
    rest = folded.original.strip() if settled.stays else rest_of(folded.original, start, end)
    return _of_answer(_asked(found) if candidate.doubtful else found, folded.original[start:end], (start, end), rest)


def _recurring(
    context: Context, folded: Folded, tokens: list[Token], candidate: choose.Candidate, value: Repeat
) -> Reading:
    start, end = folded.original_span(tokens[candidate.first].start, tokens[candidate.last].end)
    day = _first_day(context, value)
    opening, (closing, timed) = context.calendar.opening(day), _closing(context, value, day)
    rule = written(timed, (opening.hour, opening.minute), (closing.hour, closing.minute))
    words, rest = folded.original[start:end], rest_of(folded.original, start, end)
    office_days = is_over_office_days(value)
    return Reading(
        Kind.SET, rule=rule, words=words, span=(start, end), rest=rest, grain="set", working_days=office_days
    )


def _from_event(
    context: Context, folded: Folded, tokens: list[Token], candidate: choose.Candidate, event: events.Event
) -> Reading:
    """A length counted from an event, whose words belong to the deadline's."""
    first, last = tokens[candidate.first].start, tokens[candidate.last].end
    start, end = folded.original_span(min(first, event.said.start), max(last, event.said.end))
    rest = rest_of(folded.original, start, end)
    at, words = event.said.at, event.said.words
    named = slice(*folded.original_span(at, at + len(words))) if words else slice(0)
    return _of_answer(
        events.answered(context, candidate, event, folded.original[named]),
        folded.original[start:end],
        (start, end),
        rest,
    )


def _asked(found: Answer) -> Answer:
    """The answer as a question of one reading."""
    if found.moment is None:
        return found
    return replace(found, kind=Kind.ASK, moment=None, choices=(found.moment,))


def _closing(context: Context, repeat: Repeat, day: date) -> tuple[datetime, Repeat]:
    """When work ends on the rule's day, and the rule: a night shift's ends on the next, where a rule can say so."""
    closing = context.calendar.closing(day)
    daily = "BYDAY" not in dict(repeat.parts) and repeat.freq == "DAILY"
    if daily or closing.date() == day or not ends_with_work(repeat):
        return closing, repeat
    later = a_day_later(repeat) if repeat.freq == "WEEKLY" else None
    return (closing, later) if later is not None else (context.calendar.day_end(day), repeat)


def _first_day(context: Context, repeat: Repeat) -> date:
    """A day of the rule's weekday, whose working hours 下班 means."""
    weekday = dict(repeat.parts).get("BYDAY", "")[:2]
    if weekday not in WEEKDAY_CODES:
        return context.today
    return context.today + timedelta(days=(WEEKDAY_CODES.index(weekday) - context.today.weekday()) % 7)


def _of_answer(found: Answer, words: str, span: tuple[int, int], rest: str) -> Reading:
    return Reading(
        found.kind, found.moment, day_only=found.day_only, words=words, span=span, rest=rest, readings=found.choices,
        grain=found.grain, problem=found.problem, explanation=found.explanation,
    )  # fmt: skip
