"""The reader: text, now and calendar in, one reading out. Pure; time is bounded by the length of the text."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Final

from domain.calendar import WorkingCalendar
from domain.deadlines import choose, clocks, compose, days, lengths, periods, repeats
from domain.deadlines.engine import Layer, Row
from domain.deadlines.lexer import tokens_of
from domain.deadlines.normalise import Folded, fold
from domain.deadlines.reading import Kind, Problem, Reading
from domain.deadlines.resolve import Answer, answer
from domain.deadlines.spec import Context, Repeat, Token

MAX_TEXT: Final = 4096  # a Telegram message


def _ordinal(_: Context, tokens: Sequence[Token]) -> object:
    """第三."""
    return tokens[-1].value


@cache
def _layers() -> tuple[Layer, ...]:
    """The grammar, from atoms to whole expressions; built once, at the first reading."""
    return (
        Layer((Row("O", "DI [n]", _ordinal),)),
        Layer(repeats.ROWS, clocks.ROWS, lengths.ROWS, days.ROWS, periods.PERIOD_ROWS, compose.PAIR_ROWS),
        Layer(compose.TIME_ROWS, periods.END_ROWS, repeats.ROWS),
        Layer(compose.MERGE_ROWS, periods.END_ROWS, repeats.MORE_ROWS),
        Layer(compose.LENGTH_ROWS, repeats.TIMED_ROWS),
        Layer(compose.POINT_ROWS),
        Layer(compose.RANGE_ROWS),
        Layer(compose.OUTER_RANGE_ROWS),
    )


def read(text: str, now: datetime, calendar: WorkingCalendar, *, sentence: bool = False) -> Reading:
    """The deadline in `text`, read at the moment `now` (aware) by an office with that calendar.

    With `sentence` the text is a whole message; without it, a phrase that is expected to be a deadline. Never raises
    for any text: what cannot be a deadline comes back as kind `NONE`, with a problem when it was clearly meant as one.
    Raises `ValueError` for a `now` without a zone.
    """
    if now.tzinfo is None:
        msg = "a moment without a zone"
        raise ValueError(msg)
    if len(text) > MAX_TEXT:
        return Reading(Kind.NONE, rest=text, problem=Problem.TOO_LONG)
    folded = fold(text)
    tokens = tokens_of(folded.text)
    local = now.astimezone(calendar.zone)
    context = Context(local, local.date(), calendar, *_scripts(folded.text))
    for layer in _layers():
        tokens = layer.apply(context, tokens)
    for candidate in choose.candidates(tokens, folded.text):
        reading = _reading(context, folded, tokens, candidate)
        if reading is not None:
            return reading
    return Reading(Kind.NONE, rest=text.strip())


def _scripts(text: str) -> tuple[bool, bool]:
    return any("\u4e00" <= one <= "\u9fff" for one in text), any("a" <= one <= "z" for one in text)


def _reading(context: Context, folded: Folded, tokens: list[Token], candidate: choose.Candidate) -> Reading | None:
    start, end = folded.original_span(tokens[candidate.first].start, tokens[candidate.last].end)
    words, rest = folded.original[start:end], choose.rest_of(folded.original, start, end)
    value = candidate.token.value
    if isinstance(value, Repeat):
        opening, closing = context.calendar.opening(context.today), context.calendar.closing(context.today)
        rule = repeats.written(value, (opening.hour, opening.minute), (closing.hour, closing.minute))
        return Reading(Kind.SET, rule=rule, words=words, span=(start, end), rest=rest, grain="set")
    found = answer(context, value)
    return None if found is None else _of_answer(found, words, (start, end), rest)


def _of_answer(found: Answer, words: str, span: tuple[int, int], rest: str) -> Reading:
    return Reading(
        found.kind, found.moment, day_only=found.day_only, words=words, span=span, rest=rest, readings=found.choices,
        grain=found.grain, problem=found.problem, explanation=found.explanation,
    )  # fmt: skip
