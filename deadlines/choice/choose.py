"""Which of the expressions found in a text is its deadline, whether it is one at all, and what is left of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from deadlines.choice import doubts, mentions, standing, told
from deadlines.choice.clauses import clause_around
from deadlines.choice.interim import interim_among
from deadlines.spec import Clock, Context, Day, FromEvent, Length, Point, Repeat, Token

# Tokens that belong to a deadline when they stand right before or behind it.
BEFORE_IT: Final = frozenset(
    {
        "BY",
        "BEF",
        "TILL",
        "AT",
        "ON",
        "IN",
        "FOR",
        "FROM",
        "THE",
        "COLON",
        "WITHINE",
        "TO",
        "OF",
        "DASH",
        "LATEST",
        "ERA",
    }
)
BEHIND_IT: Final = frozenset({"BEFORE", "WITHIN", "LATEST", "DE", "BY", "AFTER"})
MOST_BEFORE: Final = 3  # such tokens
MOST_BEHIND: Final = 2
MARKS: Final = frozenset({"BY", "BEF", "TILL", "BEFORE", "WITHIN", "LATEST", "WITHINE"})
LEADS: Final = frozenset({"AT", "ON", "IN", "FOR", "FROM"}) | MARKS
FINAL: Final = frozenset({"S", "R", "H", "C", "M", "D", "T", "P", "L", "A", "FE"})
STOPS: Final = frozenset({"COMMA", "STOP", "COLON", "DOT", "POLITE"})
WHOLE: Final = 100
MARKED: Final = 30
FIRM: Final = 45  # with 前 or by even a bare 15号 speaks firmly
STRONG: Final = 15
EDGE: Final = 6
SHORT: Final = 2  # characters: 交
NAMED: Final = 40  # 8月10日的: any other day of the message is the likelier one
DUTY: Final = 24  # what must be there by then outweighs what only happens on another day
STRONGLY: Final = "strong"  # of two moments the one worded so is the limit: 争取周四，最迟周五


class Candidate(Struct):
    """An expression in the text that may be its deadline; `first` and `last` include the particles around it."""

    token: Token
    first: int
    last: int
    marked: bool
    led: bool
    score: int = 0
    strong: bool = False
    doubtful: bool = False  # perhaps only mentioned: asked about
    matter: bool = False  # the day of a meeting that is moved, booked or called: days may be counted from it
    owed: bool = False  # the words behind it say what must be done by then

    @property
    def limit(self) -> bool:
        """Whether something is due by it: with 前, by, or before a deed."""
        return self.marked or self.owed


def candidates(context: Context, tokens: Sequence[Token], text: str) -> list[Candidate]:
    """The expressions that may be the deadline, best first; then those that are only the day of a matter."""
    kept: list[Candidate] = []
    matters: list[Candidate] = []
    for place, token in enumerate(tokens):
        if token.code in FINAL:
            candidate = _around(tokens, place)
            candidate.score = _score(context, candidate, tokens, text)
            if candidate.score > 0:
                (matters if candidate.matter else kept).append(candidate)
    kept = _without_interim(_corrected(kept, tokens), tokens, text)
    return [*sorted(kept, key=lambda one: -one.score), *matters]


def _without_interim(kept: list[Candidate], tokens: Sequence[Token], text: str) -> list[Candidate]:
    clauses = [clause_around(text, tokens[one.first].start, tokens[one.last].end) for one in kept]
    interim = interim_among(clauses, [one.marked for one in kept])
    return [one for one, passing in zip(kept, interim, strict=True) if not passing]


def _corrected(kept: list[Candidate], tokens: Sequence[Token]) -> list[Candidate]:
    """周五交，不对，周四: what stands before a correction no longer counts, if a moment stands behind it."""
    places = [place for place, token in enumerate(tokens) if _is_correction(tokens, place)]
    if not places:
        return kept
    behind = [one for one in kept if one.first > places[-1]]
    moments = [one for one in behind if not isinstance(one.token.value, Length)]
    if len(moments) != 1:
        return behind if moments else kept
    before = [one for one in kept if one.last < places[0]]
    if not before:
        return behind
    withdrawn = max(before, key=lambda one: one.score)
    return [_over(tokens, withdrawn, _completed(one, withdrawn.token.value)) for one in behind]


def _completed(one: Candidate, withdrawn: object) -> Candidate:
    """Thursday 3pm, scratch that, 4pm: the day, or the time of day, that the correction does not name stays."""
    value = one.token.value
    new = value if isinstance(value, Point) else Point(clock=value) if isinstance(value, Clock) else None
    old = withdrawn if isinstance(withdrawn, Point) else Point(withdrawn) if isinstance(withdrawn, Day) else Point()
    if new is not None and new.clock is not None and new.day is None and new.part is None and old.day is not None:
        return replace(one, token=replace(one.token, value=replace(new, day=old.day)))
    if isinstance(value, Day) and old.clock is not None and old.day is not None:
        return replace(one, token=replace(one.token, value=Point(value, old.clock, old.part)))
    return one


def _over(tokens: Sequence[Token], withdrawn: Candidate, new: Candidate) -> Candidate:
    """What was withdrawn belongs to the words of the deadline and does not stay in the task's text, if it stands close."""
    between = tokens[withdrawn.last + 1 : new.first]
    others = [token for token in between if token.code not in ("CORR", "COMMA", "STOP")]
    close = all(token.code == "X" and token.end - token.start <= SHORT for token in others) and len(others) <= 1
    return replace(new, first=withdrawn.first) if close else new


def _is_correction(tokens: Sequence[Token], place: int) -> bool:
    """A word of correction; `改` and a lone 不 only right between two moments."""
    token, before, behind = tokens[place], tokens[place - 1] if place else None, tokens[place + 1 : place + 2]
    if token.code == "CORR":
        return token.word != "改" or (
            before is not None and before.code in FINAL and bool(behind) and behind[0].code in FINAL
        )
    commas = before is not None and before.code == "COMMA" and bool(behind) and behind[0].code == "COMMA"
    return commas and token.word in ("不", "不是", "唔系", "no", "sorry")


def _around(tokens: Sequence[Token], place: int) -> Candidate:
    first, last = place, place
    while first > 0 and place - first < MOST_BEFORE and tokens[first - 1].code in BEFORE_IT:
        first -= 1
    while last + 1 < len(tokens) and last - place < MOST_BEHIND and tokens[last + 1].code in BEHIND_IT:
        last += 1
    while first < place and tokens[first].code in ("COLON", "DASH", "OF", "TO"):
        first += 1
    around = (*tokens[first:place], *tokens[place + 1 : last + 1])
    led = any(token.code in LEADS for token in tokens[first:place])
    marked, strong = (any(test(token) for token in around) for test in (_is_mark, _is_strong))
    return Candidate(tokens[place], first, last, marked, led, strong=strong)


def _is_mark(token: Token) -> bool:
    return token.code in MARKS


def _is_strong(token: Token) -> bool:
    return token.value == STRONGLY or token.code == "LATEST"


_POLITE: Final = (
    "请|麻烦|谢谢|多谢|辛苦了?|拜托|尽快|吧|哦|噢|啊|呀|哈|啦|了|呢|嘛|您|完成|提交|交付|务必|唔该|"
    r"\b(?:thanks|thank you|please|pls|thx|ok|okay|sharp|kindly)\b"
)
_PLAIN: Final = re.compile(rf"(?:{_POLITE}|\W|_)*+")


def _is_whole(candidate: Candidate, tokens: Sequence[Token], text: str) -> bool:
    """Whether only politeness and punctuation stand around the expression."""
    start, end = tokens[candidate.first].start, tokens[candidate.last].end
    return _PLAIN.fullmatch(text, end) is not None and _PLAIN.fullmatch(text, 0, start) is not None


def _score(context: Context, candidate: Candidate, tokens: Sequence[Token], text: str) -> int:
    """How likely the expression is the deadline; 0 is not at all."""
    value = candidate.token.value
    if _is_denied(candidate, tokens, text) or _only_tells(candidate, tokens, text):
        return 0
    firmness = standing.firmness(value) + (STRONG if candidate.strong else 0)
    if _is_whole(candidate, tokens, text):
        return firmness + WHOLE
    if not candidate.marked and doubts.is_no_moment(value, text, candidate.token.start, candidate.token.end):
        return 0
    if _is_mentioned(context, candidate, tokens, text) or candidate.matter:
        return int(candidate.matter)
    opens = _opens_sentence(candidate, tokens)
    place = standing.Place(
        tokens[candidate.first].start,
        tokens[candidate.last].end,
        candidate.led,
        _ends_sentence(candidate, tokens),
        context.han,
        opens,
        opens and standing.is_deed(value, text, tokens[candidate.last].end),
    )
    return _likelihood(candidate, tokens, text, firmness) if _may_be(context, candidate, tokens, text, place) else 0


def _may_be(context: Context, candidate: Candidate, tokens: Sequence[Token], text: str, place: standing.Place) -> bool:
    """Whether its neighbours leave it a deadline: no attribute, no part of a name, nothing told of."""
    value = candidate.token.value
    attribute = tokens[candidate.last].code == "DE" and standing.is_attribute(value, text, tokens[candidate.last].end)
    attribute = attribute or standing.tells_which(value, place, text, opens=_opens_sentence(candidate, tokens))
    if not candidate.marked and (attribute or not standing.stands_free(value, place, text)):
        return False
    named = standing.names_a_thing(value, place, text)
    return not named and (candidate.marked or not _is_told(context, value, text, place))


def _likelihood(candidate: Candidate, tokens: Sequence[Token], text: str, firmness: int) -> int:
    duty = standing.duty(text, tokens[candidate.last].end)
    candidate.owed = duty > 0
    marked = max(0, FIRM - firmness) + MARKED if candidate.marked else 0
    likely = firmness + marked + _edges(candidate, tokens)
    return max(1, likely + DUTY * duty - (NAMED if tokens[candidate.last].code == "DE" else 0))


def _is_mentioned(context: Context, candidate: Candidate, tokens: Sequence[Token], text: str) -> bool:
    token = candidate.token
    outer = (tokens[candidate.first].start, tokens[candidate.last].end)
    found = mentions.mentioned(context, token.value, text, (token.start, token.end), outer, marked=candidate.marked)
    candidate.doubtful, candidate.matter = found == mentions.DOUBTFUL, found == mentions.MATTER
    return found == mentions.TELLS


def _is_told(context: Context, value: object, text: str, place: standing.Place) -> bool:
    asked = (context, value, text, place.start, place.end)
    return told.happened(*asked) or told.narrates(*asked)


def _only_tells(candidate: Candidate, tokens: Sequence[Token], text: str) -> bool:
    start, end = candidate.token.start, tokens[candidate.last].end
    before = any(token.code == "BEFORE" for token in tokens[candidate.first : candidate.last + 1])
    return told.only_tells(candidate.token.value, text, start, end, marked=candidate.marked, before=before)


_COUNTED: Final = re.compile("(?:[限共各只仅]|最多|大约|约)?[0-9]{1,5} ?[人名位]")


def _counts_things(candidate: Candidate, tokens: Sequence[Token], text: str) -> bool:
    """每年一个分页, 每天限40人: so many for each."""
    value, behind = candidate.token.value, tokens[candidate.last + 1 : candidate.last + 2]
    bare = isinstance(value, Repeat) and not value.parts
    if bare and _COUNTED.match(text, tokens[candidate.last].end):
        return True
    return bare and bool(behind) and behind[0].code in ("N", "E") and not behind[0].gap and not behind[0].word.isascii()


def _is_before_a_festival(candidate: Candidate, tokens: Sequence[Token]) -> bool:
    """每年春节: without the festival, whose day moves, the rule would say another day."""
    behind = next((token for token in tokens[candidate.last + 1 :] if token.code not in BEFORE_IT), None)
    moves = behind is not None and isinstance(behind.value, Day) and behind.value.sort in ("festival", "lunar")
    return moves and candidate.token.value == Repeat("YEARLY")


_NOT_BEFORE: Final = re.compile(r"\b(?:don't|do not|never|not|cannot|can't|won't)\b[^.,;!?\n]*$")


def _is_denied(candidate: Candidate, tokens: Sequence[Token], text: str) -> bool:
    """no earlier than Friday, don't send it before Monday, 至少三天: a limit of the other sort; 农历 days are not ours."""
    first, last = candidate.first, candidate.last
    if first and tokens[first - 1].code in ("NOTBY", "LUNAR", "EXCEPT"):
        return not _is_counted_back(candidate)
    if first > 1 and [token.code for token in tokens[first - 2 : first]] == ["TO", "AFTERE"]:
        return True  # push to after the holidays
    if _is_before_a_festival(candidate, tokens) or _counts_things(candidate, tokens, text):
        return True
    if first and tokens[first - 1].code == "UW" and not tokens[first].gap and tokens[first].code == "D":
        return True  # 单周周一
    if last + 1 < len(tokens) and tokens[last + 1].code == "LUNAR" and not tokens[last + 1].gap:
        return True
    before = any(token.code == "BEF" for token in tokens[first:last]) or text.startswith("before ", tokens[first].start)
    return before and _NOT_BEFORE.search(text, max(0, tokens[first].start - 60), tokens[first].start) is not None


def _is_counted_back(candidate: Candidate) -> bool:
    """at least two weeks before departure: back from an event, the least is the limit."""
    return isinstance(candidate.token.value, FromEvent) and candidate.token.value.back


def _ends_sentence(candidate: Candidate, tokens: Sequence[Token]) -> bool:
    return candidate.last == len(tokens) - 1 or tokens[candidate.last + 1].code in STOPS


def _opens_sentence(candidate: Candidate, tokens: Sequence[Token]) -> bool:
    return candidate.first == 0 or tokens[candidate.first - 1].code in STOPS


def _edges(candidate: Candidate, tokens: Sequence[Token]) -> int:
    return EDGE * (_opens_sentence(candidate, tokens) + _ends_sentence(candidate, tokens))
