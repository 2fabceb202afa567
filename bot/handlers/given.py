"""What is given with an action in words: a moment, a person, stars, a priority; what is left is the text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from bot.handlers.hands import COMMAND_OF, two_people
from bot.talk import Talk
from deadlines import Kind, Reading, read, read_given
from domain.errors import Refusal
from domain.model.slips import Colour
from domain.model.tasks import PICKED, Wording
from domain.model.value import replace
from domain.rules.chasing import method_in
from domain.rules.given import Given
from domain.rules.lifecycle import Action, Need, needs, takes
from domain.rules.pauses import day_begins
from domain.rules.urgency import priority_in
from domain.text import half_width, late, one_line
from domain.unit import Unit
from domain.usecases.tasks.due import checked_due, limit_in, longer, understood
from domain.usecases.tasks.order import resolve

# 5, 5星, 5 stars, with the remark behind it.
STARS = late(r"\s*(\d)\s*(?:颗星|顆星|星|分|stars?\b|★)?(?=$|\s|[,，。;；!！.])[\s,，。;；.]*", re.IGNORECASE)

_DRAWN_STARS = late(r"\s*((?:[★⭐🌟]\ufe0f?){1,5})(?![★⭐🌟])[\s,，。;；.]*")


def from_words(talk: Talk, task_id: int, action: Action, rest: str) -> Given:
    """Take what the action must be given out of the words: a moment, a person, stars; the rest is the text."""
    wanted = takes(action) if action in _ALSO_FROM_WORDS else needs(action)
    found = next((take for need, take in _FROM_WORDS.items() if need in wanted), None)
    if action is Action.SHARE and not talk.people(rest):
        raise Refusal("who-named", command=COMMAND_OF[action])
    if action is Action.DISAGREE and not _names_a_side(talk, task_id, rest):
        found = None
    given = _pause_until(talk, rest) if action is Action.PAUSE else None
    if given is None:
        given = found(talk, rest) if found else Given(said=talk.said(rest))
    if action is Action.PAUSE and given.moment is not None:
        _require_ahead(talk, given.moment, rest)
    if action is Action.PAUSE and given.moment is None and _FOREVER.search(rest):
        raise Refusal("pause-forever", number=str(task_id))
    if action is Action.PAUSE and given.moment:
        given = replace(given, said=replace(given.said, text=_AROUND.sub("", given.text)))
    return counted(talk.unit, task_id, action, given, rest)


def _pause_until(talk: Talk, rest: str) -> Given | None:
    """The day that stands behind 到, and the rest as the reason; one that cannot be is refused."""
    until = _UNTIL.search(rest)
    found = read(until["when"], talk.unit.now, talk.unit.calendar) if until is not None else None
    if until is None or found is None or (found.moment is None and not found.problem):
        return None
    why = f"{rest[: until.start()]} {rest[until.end() :]}".strip(" ,，")
    return replace(when(talk, until["when"]), said=talk.said(why))


def _require_ahead(talk: Talk, moment: datetime, words: str) -> None:
    """到9月1日 in November is no pause of ten months: the day named is past."""
    local = moment.astimezone(talk.unit.calendar.zone)
    if moment - talk.unit.now > _LONG_PAUSE and _MONTH_DAY.search(words) and not _YEAR.search(words):
        raise Refusal("deadline-past", moment=(local - timedelta(days=365)).isoformat())


_LONG_PAUSE = timedelta(days=200)
_MONTH_DAY = late(r"\d\s*月|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b", re.IGNORECASE)
_YEAR = late(r"\d{4}|[明后後来來]年|next year", re.IGNORECASE)
# 国庆放假 到10月8日: the day stands behind 到, the rest is why.
_UNTIL = late(r"(?:^|(?<=[\s,，]))(?:挂起|掛起|暂停|暫停)?(?:直?到|至)\s*(?P<when>[^\s,，。;；]+)")
_FOREVER = late("永远|永遠|永久|一直|无限期|無限期|\\b(?:forever|indefinitely|for good)\\b", re.IGNORECASE)
# Where a length counts from now.
_SAYS_WHEN = frozenset({Action.PAUSE, Action.REOPEN})
# What stood around the moment of a pause: 挂起到 … , … 恢复.
_AROUND = late(
    r"""^(?:(?:先|请|請)?(?:暂停|暫停|挂起|掛起)?(?:直?到|至)(?=\s|$)|(?:恢复|恢復|为止|為止)(?=[\s,，、。;；]|$))[\s,，、。;；]*
    |[\s,，、]*(?:直?到|至|\buntil)$""",
    re.VERBOSE,
)


# What may be given in the words of a command although it need not be: stars in `/approve 128 5`.
_ALSO_FROM_WORDS = frozenset({Action.APPROVE})


_PARTICLE = late(r"[了点點些的得啦吧呢]{1,2}")


def moment_first(talk: Talk, rest: str) -> Given:
    """The moment among the words; the first word is one where the rest tells why."""
    now, calendar = talk.unit.now, talk.unit.calendar
    reading, text = read(rest, now, calendar, sentence=True), rest
    torn = _PARTICLE.fullmatch(reading.rest) is not None  # 下周五 晚了: the evening is none
    if torn or (reading.problem is None and reading.moment is None and len(reading.readings) <= 1):
        first, _, why = rest.partition(" ")
        alone = read_given(first, now, calendar)
        if alone.moment is not None or reading == Reading(Kind.NONE, rest=rest):
            reading, text = alone, why if why.strip() else rest
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
    """What words for a day mean for this action: a pause ends when the day's work begins, a return names a new deadline."""
    if action is Action.RETURN and given.moment is None:
        return _until(talk, given)
    if action is not Action.PAUSE or not given.wording.due_day_only:
        return given
    ends = partial(day_begins, now=talk.unit.now, calendar=talk.unit.calendar)
    moment = given.moment and ends(given.moment)
    return replace(given, moment=moment, readings=tuple(map(ends, given.readings)), wording=PICKED)


def _until(talk: Talk, given: Given) -> Given:
    """A return with the limit its words set; where that stands behind the reason, the reason without it."""
    found = limit_in(talk.unit, given.text)
    if found.moment is None:
        return given
    reason = given.text.strip().rstrip("。.!！").removesuffix(found.wording.due_words).rstrip(" ,，;；。")
    said = replace(given.said, text=reason or given.text)
    return replace(given, said=said, moment=found.moment, wording=found.wording)


def person_first(talk: Talk, rest: str) -> Given:
    """The first person named; the rest tells why."""
    named = talk.people(rest)
    if not named:
        raise Refusal("who-else")
    to = resolve(talk.unit, named[0])
    return Given(said=talk.said((rest[: named[0].start] + rest[named[0].end :]).strip()), member_id=to.id)


def _stars_first(talk: Talk, rest: str) -> Given:
    drawn = _DRAWN_STARS.match(rest)
    if drawn:
        return Given(said=talk.said(rest[drawn.end() :]), rating=len(drawn[1].replace("\ufe0f", "")))
    found = STARS.match(half_width(rest))
    if found:
        return Given(said=talk.said(rest[found.end() :]), rating=int(found[1]))
    return Given(said=talk.said(rest))


def _priority_first(talk: Talk, rest: str) -> Given:
    found = priority_in(rest)
    if found is None:
        raise Refusal("priority-unknown", value=rest[:30])
    return Given(said=talk.said(""), priority=found)


def _names_a_side(talk: Talk, task_id: int, rest: str) -> bool:
    """Whether a lead says at once with whom they do not agree; a co-assignee's other side is the lead."""
    task, named = talk.unit.store.tasks.get(task_id), talk.people(rest)
    return (
        task is not None and task.duty_id == talk.who.member.id and bool(named) and not rest[: named[0].start].strip()
    )


_COLOURS: Mapping[Colour, re.Pattern[str]] = {
    Colour.RED: late(r"(?:红|紅|red)", re.IGNORECASE),
    Colour.YELLOW: late(r"(?:黄|黃|yellow)", re.IGNORECASE),
    Colour.BLUE: late(r"(?:蓝|藍|blue)", re.IGNORECASE),
}
_COLOUR_ENDS = late(r"色?(?:的|牌)?(?:督[办辦][单單])?(?:[\s,，:：、]+|$)")


def _colour_first(talk: Talk, rest: str) -> Given:
    """The colour, and why behind it."""
    for colour, word in _COLOURS.items():
        found = word.match(rest)
        ends = _COLOUR_ENDS.match(rest, found.end()) if found else None
        if ends:
            return Given(said=talk.said(rest[ends.end() :].strip()), colour=colour)
    raise Refusal("slip-colour", value=rest.split(maxsplit=1)[0][:20])


def _method_first(talk: Talk, rest: str) -> Given:
    """By which means, and what was said."""
    method, words = method_in(rest)
    return Given(said=talk.said(words), method=method)


_FROM_WORDS: Mapping[Need, Callable[[Talk, str], Given]] = {
    Need.OTHER: two_people,
    Need.MOMENT: moment_first,
    Need.MEMBER: person_first,
    Need.RATING: _stars_first,
    Need.PRIORITY: _priority_first,
    Need.COLOUR: _colour_first,
    Need.METHOD: _method_first,
}

_LATER = frozenset({Action.ASK_TIME, Action.GRANT_TIME})
_SAYS_LATER = late("延|推迟|推遲|顺|順|宽限|寬限|再|extend|push|another|more|extra", re.IGNORECASE)


def counted(unit: Unit, task_id: int, action: Action, given: Given, text: str) -> Given:
    """两天, where more time is asked for: from the present deadline, not from now."""
    if given.moment is None or action in _SAYS_WHEN or not (action in _LATER or _SAYS_LATER.search(text)):
        return given
    task = unit.store.tasks.get(task_id)
    due = longer(unit, text, task.due_at) if task is not None else None
    return given if due is None else replace(given, moment=due.moment, from_due=True, moved=due.moved, wording=PICKED)
