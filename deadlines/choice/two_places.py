"""One deadline said in two places: a rule and its hour, a day and in the next sentence its hour, 每月 and 次月5日前.

Where each stands by itself the other would be lost without a word: weekly without its hour, a day without it, one date where
a rule was meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec.structs import replace

from deadlines.arithmetic import QUARTER
from deadlines.choice import standing
from deadlines.choice.choose import Candidate
from deadlines.grammar.rules import QUARTER_STARTS, timed
from deadlines.spec import Clock, Context, Day, Point, Repeat, Token

_FOLLOWING: Final = {
    "MONTHLY": re.compile("[次翌]月|下(?:一?个)?月|(?:following|next) month|month after"),
    "YEARLY": re.compile("[次翌明来]年|下一?年|(?:following|next) year|year after"),
}
_GAP: Final = frozenset({"COMMA", "STOP", "DOT", "DE", "AT"})
# A clause that has no matter of its own, so that its hour belongs to the one before: 下午三点前送到, hand them in by 4 PM.
_ONLY_DEED: Final = re.compile(
    r"(?:^|[.,;!?\n。，；])\s*(?:(?:and|so|please|pls|kindly) )?(?:[a-z]+(?: (?:it|them|this|that|these|those|everything|"
    r"all|in|over|up|back|out|off|across|along)){0,3} )?$"
)
_NO_MATTER: Final = re.compile(
    r"(?:[，,。；;.!?\s]|^)(?:都|一律|统一|全部|请|麻烦|务必|须|需|要|得|记得|并|且|就|最好|大家|各位|于|在|赶在|截止时间|时间)*$"
)
_SHORT_DEED: Final = re.compile(r"(?!.{0,4}[把将])[一-鿿]{0,6}(?:[,，。;；!！.\n]|$)")
_BEFORE: Final = 40  # characters looked at before the hour


def gathered(context: Context, found: Sequence[Candidate], tokens: Sequence[Token], text: str) -> list[Candidate]:
    """The candidates, best first, with what belongs together made one."""
    kept = _rules_of_following(context, list(found), tokens, text)
    hours = [one for one in kept if one.marked and _clock(one) is not None]
    if len(hours) != 1:
        return kept
    return _with_hour(context, kept, hours[0], tokens, text)


def _rules_of_following(context: Context, kept: list[Candidate], tokens: Sequence[Token], text: str) -> list[Candidate]:
    """每月账单于次月6日前报送, monthly by the 25th of the following month: that day of each month."""
    bases = [place for place, token in enumerate(tokens) if _is_bare_rule(token.value)]
    for one in kept if bases else ():
        base = tokens[bases[-1]].value
        rule = _on_following(context, base, one, text)
        if rule is not None:
            joined = _together(tokens, replace(one, token=replace(one.token, value=rule), score=one.score), bases)
            return [joined, *(other for other in kept if other is not one and other.token.value != base)]
    return kept


def _is_bare_rule(value: object) -> bool:
    return isinstance(value, Repeat) and not value.parts and value.freq in _FOLLOWING and value.interval in (1, QUARTER)


def _on_following(context: Context, base: Repeat, one: Candidate, text: str) -> Repeat | None:
    value = one.token.value
    day = value.day if isinstance(value, Point) else value
    said = text[one.token.start : one.token.end]
    if not isinstance(day, Day) or day.date is None or day.choices or _FOLLOWING[base.freq].search(said) is None:
        return None
    number = "-1" if day.sort == "end" and day.grain == "month" else str(day.date.day)
    months = {"MONTHLY": {1: "", QUARTER: QUARTER_STARTS}.get(base.interval, ""), "YEARLY": str(day.date.month)}[
        base.freq
    ]
    parts = ((("BYMONTH", months),) if months else ()) + (("BYMONTHDAY", number),)
    rule = Repeat("YEARLY" if base.freq == "YEARLY" else "MONTHLY", 1, parts)
    clock = value.clock if isinstance(value, Point) else None
    return rule if clock is None else timed(context, (Token("S", rule), Token("T", clock)))


def _together(tokens: Sequence[Token], one: Candidate, places: Sequence[int]) -> Candidate:
    """The candidate with the expression at one of the places, where only a comma stands between."""
    first, last = one.first, one.last
    for place in places:
        if place < first and all(token.code in _GAP for token in tokens[place + 1 : first]):
            first = place
        elif place > last and all(token.code in _GAP for token in tokens[last + 1 : place]):
            last = place
    return replace(one, first=first, last=last)


def _with_hour(
    context: Context, kept: list[Candidate], hour: Candidate, tokens: Sequence[Token], text: str
) -> list[Candidate]:
    """The one rule or day of the message with the one hour of it, where nothing else has a claim to it."""
    others = [one for one in kept if one is not hour and not _is_rougher(one)]
    if len(others) != 1:
        return kept
    other, clock = others[0], _clock(hour)
    assert clock is not None
    value: object = None
    if isinstance(other.token.value, Repeat):
        value = _timed_rule(context, other, clock, tokens)
    elif _is_day_of(other, hour, tokens, text):
        value = Point(other.token.value, clock)
    if value is None:
        return kept
    joined = replace(other, token=replace(other.token, value=value), marked=True)
    places = range(hour.first, hour.last + 1)
    near = _together(tokens, joined, [places[0] if places[0] > other.last else places[-1]])
    whole = near if (near.first, near.last) == (joined.first, joined.last) else _over(near, hour)
    return [whole, *(one for one in kept if one is not hour and one is not other)]


def _over(one: Candidate, hour: Candidate) -> Candidate:
    return replace(one, first=min(one.first, hour.first), last=max(one.last, hour.last))


def _is_rougher(one: Candidate) -> bool:
    """A part of the day or a period beside them is no rival."""
    value = one.token.value
    return isinstance(value, Point) and value.day is None and value.clock is None


def _timed_rule(context: Context, rule: Candidate, clock: Clock, tokens: Sequence[Token]) -> Repeat | None:
    """每周五交周报，下午5点前: but not 每周的报表, which only tells which."""
    behind = tokens[rule.last].code == "DE" or (rule.last + 1 < len(tokens) and tokens[rule.last + 1].code == "DE")
    return None if behind else timed(context, (rule.token, Token("T", clock)))


def _is_day_of(other: Candidate, hour: Candidate, tokens: Sequence[Token], text: str) -> bool:
    """周四交标书。下午三点前送到: the day is when it must be there, and the hour's clause has no matter of its own."""
    day = other.token.value
    if not isinstance(day, Day) or day.date is None or day.part or other.last >= hour.first:
        return False
    if not other.marked and standing.duty(text, tokens[other.last].end) < 1:
        return False
    start, end = tokens[hour.first].start, tokens[hour.last].end
    before = text[max(0, start - _BEFORE) : start]
    if text[hour.token.start : hour.token.end].isascii() and not _SHORT_DEED.match(text, end):
        return False
    return (_ONLY_DEED.search(before) or _NO_MATTER.search(before)) is not None and (
        _SHORT_DEED.match(text, end) is not None or text[end : end + 1] in (".", "!", "")
    )


def _clock(one: Candidate) -> Clock | None:
    """A time of day and nothing else."""
    value = one.token.value
    if isinstance(value, Point) and value.day is None and value.part is None:
        return value.clock
    if isinstance(value, Point) and value.day is None and value.part == "noon" and value.clock is None:
        return Clock(12, half="noon", exact=True)
    return value if isinstance(value, Clock) and value.problem is None else None
