"""What the words of a command give: a moment, a person, stars, a priority; the rest is the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from bot.talk import Talk
from deadlines import Kind, Reading, read
from domain.errors import Refusal
from domain.model.tasks import PICKED, Wording
from domain.rules.given import Given
from domain.rules.lifecycle import Action, Need, needs, takes
from domain.rules.pauses import day_begins
from domain.text import half_width, one_line
from domain.usecases.tasks.due import checked_due, understood
from domain.usecases.tasks.order import priority_in, resolve

# 5, 5星, 5 stars, with the remark behind it.
STARS = re.compile(r"\s*(\d)\s*(?:颗星|顆星|星|分|stars?\b|★)?(?=$|\s|[,，。;；!！.])[\s,，。;；.]*", re.IGNORECASE)


def from_words(talk: Talk, action: Action, task_id: int, rest: str) -> Given:
    """Take what the action must be given out of the words: a moment, a person, stars, a priority; the rest is the text."""
    wanted = takes(action) if action in _ALSO_FROM_WORDS else needs(action)
    found = next((take for need, take in _FROM_WORDS.items() if need in wanted), None)
    given = found(talk, rest) if found else Given(said=talk.said(rest))
    if action is Action.PAUSE and given.moment:
        given = replace(given, said=replace(given.said, text=_AROUND.sub("", given.text)))
    if action in _SAYS_WHEN and given.moment is None and not given.readings:
        raise Refusal(f"{action}-until", number=str(task_id))
    return given


# Where words without a moment were no order: none would be kept while one is asked for.
_SAYS_WHEN = frozenset({Action.PAUSE, Action.REOPEN})


# What stood around the moment of a pause: 挂起到 … , … 恢复.
_AROUND = re.compile(
    r"""^(?:(?:先|请|請)?(?:暂停|暫停|挂起|掛起)?(?:直?到|至)(?=\s|$)|(?:恢复|恢復|为止|為止)(?=[\s,，、。;；]|$))[\s,，、。;；]*
    |[\s,，、]*(?:直?到|至|\buntil)$""",
    re.VERBOSE,
)
# What may be given in the words of a command although it need not be: stars in `/approve 128 5`.
_ALSO_FROM_WORDS = frozenset({Action.APPROVE})


def _moment_first(talk: Talk, rest: str) -> Given:
    """The moment among the words; the first word is one where the rest tells why."""
    now, calendar = talk.unit.now, talk.unit.calendar
    reading, text = read(rest, now, calendar, sentence=True), rest
    if reading == Reading(Kind.NONE, rest=rest):
        first, _, why = rest.partition(" ")
        reading, text = read(first, now, calendar), why if why.strip() else rest
    if reading.problem or reading.kind in (Kind.ASK, Kind.SET):
        found = when(talk, reading.words or rest)
        return replace(found, said=talk.said(reading.rest)) if found.moment else found
    if reading.moment is None:
        return Given(said=talk.said(rest))
    checked_due(talk.unit, reading.moment)
    wording = Wording(one_line(reading.words), reading.day_only, now)
    return Given(said=talk.said(reading.rest if text == rest else text), moment=reading.moment, wording=wording)


def when(talk: Talk, words: str) -> Given:
    """The moment that words mean, or the moments they may mean; refused when they mean none."""
    found = understood(talk.unit, words)
    return Given(
        said=talk.said(words), moment=found.moment, wording=found.wording, readings=found.readings, doubt=found.doubt
    )


def meant(talk: Talk, action: Action, given: Given) -> Given:
    """What words for a day mean for this action: a pause ends when the day's work begins."""
    if action is not Action.PAUSE or not given.wording.due_day_only:
        return given
    ends = partial(day_begins, now=talk.unit.now, calendar=talk.unit.calendar)
    moment = given.moment and ends(given.moment)
    return replace(given, moment=moment, readings=tuple(map(ends, given.readings)), wording=PICKED)


def _person_first(talk: Talk, rest: str) -> Given:
    named = talk.people(rest)
    if not named:
        raise Refusal("who-else")
    to = resolve(talk.unit, named[0])
    return Given(said=talk.said((rest[: named[0].start] + rest[named[0].end :]).strip()), member_id=to.id)


def _stars_first(talk: Talk, rest: str) -> Given:
    found = STARS.match(half_width(rest))
    if found:
        return Given(said=talk.said(rest[found.end() :]), rating=int(found[1]))
    return Given(said=talk.said(rest))


def _priority_first(talk: Talk, rest: str) -> Given:
    found = priority_in(rest)
    if found is None:
        raise Refusal("priority-unknown", value=rest[:30])
    return Given(said=talk.said(""), priority=found)


_FROM_WORDS: Mapping[Need, Callable[[Talk, str], Given]] = {
    Need.MOMENT: _moment_first,
    Need.MEMBER: _person_first,
    Need.RATING: _stars_first,
    Need.PRIORITY: _priority_first,
}
