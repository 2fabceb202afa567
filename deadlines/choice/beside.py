"""What stands directly against the deadline and was read apart from it: put together, or asked about.

Two expressions of time with nothing between them but a comma or 的 are meant as one. When no row of the grammar joined
them, reading one and dropping the other would be silently wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from msgspec import Struct

from deadlines.answers.resolve import Answer, day_and_time
from deadlines.arithmetic import WEEK
from deadlines.choice.choose import Candidate
from deadlines.choice.offered import CHOOSING, LINKS, MOST_LINKS, offered
from deadlines.grammar.clock_faces import in_half
from deadlines.reading import Kind
from deadlines.spec import Clock, Context, Day, Point, Repeat, Token

_EVERY: Final = frozenset({"每", "每逢", "逢", "每个", "every"})

Reader = Callable[[Context, object], Answer | None]


class Settled(Struct, frozen=True):
    """The answer after looking at its neighbour, and the tokens it was read from."""

    answer: Answer
    first: int
    last: int
    stays: bool = False  # the words stay in the task's text: sent after Wednesday


def settle(
    context: Context,
    tokens: Sequence[Token],
    chosen: Candidate,
    found: Answer,
    others: Sequence[Candidate],
    read: Reader,
) -> Settled:
    """The chosen expression's answer, joined with or questioned by the one that stands against it."""
    alone = Settled(found, chosen.first, chosen.last)
    if found.problem is not None or not (found.moment or found.choices):
        return alone
    if _is_after(tokens, chosen):
        return Settled(_asked(*found.choices or (found.moment,)), chosen.first, chosen.last, stays=True)
    if found.moment is not None and (_is_recurring(tokens, chosen) or _has_a_rule_beside(tokens, chosen)):
        return Settled(_asked(found.moment), chosen.first, chosen.last)
    for other in () if chosen.strong else (*others, *offered(tokens, chosen)):
        if other.token is chosen.token or isinstance(other.token.value, Repeat) or not _touch(tokens, chosen, other):
            continue
        theirs = read(context, _of_the_same_day(tokens, chosen, other))
        if theirs is not None and theirs.problem is None:
            pair = (chosen, found), (other, theirs)
            return _with_its_hour(*pair) or _offered_both(tokens, *pair) or _together(context, tokens, *pair)
    return _on_the_day_named(context, alone, chosen, others, read)


def _on_the_day_named(
    context: Context, alone: Settled, chosen: Candidate, others: Sequence[Candidate], read: Reader
) -> Settled:
    """明天上午开会，9点50前发我: a time without a day, where the message names one: of that day, or asked about."""
    clock = _bare_clock(chosen.token.value)
    days = (read(context, other.token.value) for other in others if other.last < chosen.first and _has_day(other))
    named = next((one.moment.date() for one in days if one is not None and one.moment is not None), None)
    if clock is None or named is None:
        return alone
    found = alone.answer
    then = day_and_time(context, Day(named), Point(clock=clock))
    if chosen.strong and then.moment is not None:
        return Settled(then, alone.first, alone.last)
    moments = found.choices or ((found.moment,) if found.moment else ())
    fitting = next((moment for moment in moments if moment.date() == named), None)
    if fitting is not None:
        return Settled(Answer(Kind.DATETIME, fitting, grain="minute"), alone.first, alone.last)
    return alone if then.moment is None else Settled(_asked(*moments, then.moment), alone.first, alone.last)


def _bare_clock(value: object) -> Clock | None:
    if isinstance(value, Point) and value.day is None and value.part is None:
        return value.clock
    return value if isinstance(value, Clock) else None


def _has_day(candidate: Candidate) -> bool:
    value = candidate.token.value
    day = value.day if isinstance(value, Point) else value
    return isinstance(day, Day) and day.date is not None and not (day.weak and day.sort in ("festival", "end"))


def _is_after(tokens: Sequence[Token], chosen: Candidate) -> bool:
    """周五以后, after Friday: from then on, which is no limit."""
    if not isinstance(chosen.token.value, Day | Clock | Point):
        return False
    before = tokens[chosen.first - 1].code if chosen.first else ""
    return before == "AFTERE" or any(token.code == "AFTER" for token in tokens[chosen.first : chosen.last + 1])


def _touch(tokens: Sequence[Token], one: Candidate, other: Candidate) -> bool:
    """Whether only linking words stand between the two."""
    left, right = (one, other) if one.last < other.first else (other, one)
    between = tokens[left.last + 1 : right.first]
    if [token.word for token in between] == ["\n"]:
        return _is_line(tokens, right) and _bare_clock(right.token.value) is not None
    return left.last < right.first and len(between) <= MOST_LINKS and all(token.code in LINKS for token in between)


def _is_line(tokens: Sequence[Token], one: Candidate) -> bool:
    """by Friday, and 5pm alone on the next line."""
    return one.last + 1 == len(tokens) or tokens[one.last + 1].word == "\n"


def _is_recurring(tokens: Sequence[Token], chosen: Candidate) -> bool:
    """每 right before a single day (每逢节后第一个工作日, 每年春节): a rule not understood, or that no RFC 5545 rule says."""
    before = tokens[chosen.first - 1] if chosen.first else None
    if before is None:
        return False
    return before.value == Repeat("YEARLY") or (before.code == "EVERY" and before.word in _EVERY)


def _has_a_rule_beside(tokens: Sequence[Token], chosen: Candidate) -> bool:
    """quarterly, within 10 days of quarter end: a bare rule before the comma that no row joined to the moment."""
    rule, comma = tokens[chosen.first - 2 : chosen.first] if chosen.first > 1 else (None, None)
    return rule is not None and comma is not None and comma.code == "COMMA" and _is_bare_rule(rule.value)


def _is_bare_rule(value: object) -> bool:
    return isinstance(value, Repeat) and not value.parts


def _together(
    context: Context, tokens: Sequence[Token], one: tuple[Candidate, Answer], other: tuple[Candidate, Answer]
) -> Settled:
    (chosen, found), (beside, theirs) = one, other
    first, last = min(chosen.first, beside.first), max(chosen.last, beside.last)
    if _holds(found, theirs):
        return Settled(found, chosen.first, chosen.last)
    if _is_part(other) and not found.day_only:
        both = _offered(context, found, beside) if _offers(tokens, chosen, beside) else found
        return Settled(both, first, last)
    if _holds(theirs, found) or (_is_part(one) and not theirs.day_only and theirs.moment is not None):
        return Settled(theirs, beside.first, beside.last)
    joined = _day_and_clock(context, one, other) or _day_and_clock(context, other, one)
    if joined is not None:
        return Settled(joined, first, last)
    moments = [*_of_both_weeks(one, other), *_of_both_weeks(other, one)]
    if found.moment is None and set(theirs.choices or (theirs.moment,)) <= set(found.choices):
        return Settled(found, chosen.first, chosen.last)
    return Settled(_asked(*moments), first, last)


def _of_both_weeks(one: tuple[Candidate, Answer], other: tuple[Candidate, Answer]) -> tuple[datetime, ...]:
    """The moments of an answer; 周一或周二 on a Monday offers next week's Tuesday too, as it does the Monday."""
    day, beside, found = one[0].token.value, other[0].token.value, one[1]
    if found.moment is None:
        return found.choices
    weekdays = all(isinstance(value, Day) and value.sort == "weekday" for value in (day, beside))
    return (found.moment, found.moment + WEEK) if weekdays and other[1].choices else (found.moment,)


def _offered(context: Context, found: Answer, part: Candidate) -> Answer:
    """后天上午或下午: both ends are offered."""
    if found.moment is None:
        return found
    other = day_and_time(context, Day(found.moment.date()), part.token.value)
    return found if other.moment is None else _asked(found.moment, other.moment)


def _offers(tokens: Sequence[Token], one: Candidate, other: Candidate) -> bool:
    """Whether 或, and or the like stands between the two."""
    left, right = (one, other) if one.last < other.first else (other, one)
    return any(token.code in ("AND", "OR", "LIST") for token in tokens[left.last + 1 : right.first])


def _with_its_hour(one: tuple[Candidate, Answer], other: tuple[Candidate, Answer]) -> Settled | None:
    """tomorrow 9: what stands beside the day is that day's hour already."""
    chosen, beside = one[0], other[0]
    value = beside.token.value
    timed = isinstance(value, Point) and value.day is chosen.token.value
    return Settled(other[1], chosen.first, beside.last) if timed else None


def _offered_both(
    tokens: Sequence[Token], one: tuple[Candidate, Answer], other: tuple[Candidate, Answer]
) -> Settled | None:
    """周六或者周日, 月底或下月初: two moments of which one is to be chosen, even where one lies inside the other."""
    (chosen, found), (beside, theirs) = one, other
    if not _leaves_a_choice(tokens, chosen, beside) or _is_part(one) or _is_part(other):
        return None
    if found.moment is None or theirs.moment is None:
        return None
    first, last = min(chosen.first, beside.first), max(chosen.last, beside.last)
    return Settled(_asked(found.moment, theirs.moment), first, last)


def _leaves_a_choice(tokens: Sequence[Token], one: Candidate, other: Candidate) -> bool:
    """Whether 或者, or stands between the two."""
    left, right = (one, other) if one.last < other.first else (other, one)
    return any(token.word in CHOOSING for token in tokens[left.last + 1 : right.first])


def _of_the_same_day(tokens: Sequence[Token], chosen: Candidate, other: Candidate) -> object:
    """明天上午十点或下午两点, 晚上8点或9点: the other time is of the same day and, where it says none, half."""
    said, clock = chosen.token.value, _bare_clock(other.token.value)
    if clock is None or not _offers(tokens, chosen, other):
        return other.token.value
    first = said if isinstance(said, Point) else Point(clock=said) if isinstance(said, Clock) else Point()
    if first.clock is not None and first.clock.half and not clock.half and not clock.exact:
        clock = in_half(clock, first.clock.half)
    return Point(first.day, clock) if first.day is not None else clock


def _is_part(one: tuple[Candidate, Answer]) -> bool:
    """Only a part of the day: in the morning."""
    value = one[0].token.value
    return isinstance(value, Point) and value.day is None and value.clock is None and value.span is None


def _holds(found: Answer, theirs: Answer) -> bool:
    """Whether the neighbour only says more roughly what the answer says: 本月 beside 28号, 周五 beside 27日下午3点."""
    if found.moment is None or theirs.moment is None or not theirs.day_only:
        return False
    if theirs.kind is Kind.PERIOD:
        return found.moment <= theirs.moment
    return found.moment.date() == theirs.moment.date()


def _day_and_clock(context: Context, one: tuple[Candidate, Answer], other: tuple[Candidate, Answer]) -> Answer | None:
    """A day from one expression with the time of day from the other."""
    day, said = one[1], other[0].token.value
    clock, part = (said.clock, said.part) if isinstance(said, Point) else (said, None)
    if (
        day.moment is None
        or not day.day_only
        or day.kind is Kind.PERIOD
        or (isinstance(said, Point) and said.day is not None)
    ):
        return None
    if not isinstance(clock, Clock) and part is None:
        return None
    found = day_and_time(
        context, Day(day.moment.date()), Point(None, clock if isinstance(clock, Clock) else None, part)
    )
    return found if found.problem is None else None


def _asked(*moments: datetime | None) -> Answer:
    return Answer(Kind.ASK, choices=tuple(sorted({moment for moment in moments if moment})), grain="minute")
