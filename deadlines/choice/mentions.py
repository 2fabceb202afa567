"""Whether an expression of time is only mentioned: by a row of the tables, inside quotation marks, or under a signature."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, Final

from deadlines.choice import mention_rows_meetings as meetings
from deadlines.choice.clauses import REACH, Clause, clause_around
from deadlines.choice.mention_rows import CHINESE, DEMAND, Mention
from deadlines.choice.mention_rows_en import ENGLISH
from deadlines.choice.passed import has_gone
from deadlines.choice.signatures import is_signed
from deadlines.spec import Clock, Context, Day, Point, Repeat

TELLS: Final = "tells"
DOUBTFUL: Final = "doubtful"
MATTER: Final = "matter"
_QUOTES: Final = re.compile(
    r"\"[^\"\n]{1,80}\"|「[^」\n]{1,80}」|『[^』\n]{1,80}』|(?<![a-z0-9])'[^'\n]{3,80}'(?![a-z0-9])"
)
_QUOTED_ORDER: Final = re.compile(r"(?:要求|指示|批示|强调|交代|说|讲|发话|通知|回复)[:,]? ?$")
_ONLY_STRESSED: Final = re.compile(r"(?:于|在|请|务必|须|\b(?:by|on|before|due|is))[: ]{0,2}$")
_NEAR: Final = 12  # characters looked at before a quotation mark


def mentioned(
    context: Context, value: object, text: str, span: tuple[int, int], outer: tuple[int, int], *, marked: bool
) -> str:
    """`TELLS`, `MATTER` or `DOUBTFUL` where the words only mention a time, nothing where they may be the deadline.

    `span` is the expression, `outer` the expression with the particles around it.
    """
    if _is_quoted(text, span, outer):
        return TELLS
    dated = isinstance(value, Day) and value.sort in ("date", "yearly") and not marked
    signed = is_signed(text, *span) if dated else ""
    if signed:
        return signed
    return _by_row(context, value, text, (span[0], outer[1]), marked=marked)


def _by_row(context: Context, value: object, text: str, span: tuple[int, int], *, marked: bool) -> str:
    clause = clause_around(text, *span)
    wide = text[max(0, span[0] - REACH) : span[0]]
    sort: Any = type(value)
    for row in _rows(han=context.han, latin=context.latin, sort=sort):
        before = wide if row.wide else clause.before
        if not _fits(row, before, clause, value, marked=marked):
            continue
        if row.then is not None and row.then.match(text, span[1] + len(clause.behind) + 1) is None:
            continue
        if not (row.gone or row.past) or has_gone(context, value, clause.words, rolled=row.gone):
            return DOUBTFUL if row.doubt else MATTER if row.matter else TELLS
    return ""


@cache
def _rows(*, han: bool, latin: bool, sort: type) -> tuple[Mention, ...]:
    """The rows about such a value, in the languages of the text."""
    chinese = (*meetings.CHINESE, *CHINESE) if han else ()
    english = (*meetings.ENGLISH, *ENGLISH) if latin else ()
    return tuple(row for row in (*chinese, *english) if issubclass(sort, row.sorts))


def _fits(row: Mention, before: str, clause: Clause, value: object, *, marked: bool) -> bool:
    if row.closing and not _is_closing(value):
        return False
    if (row.unmarked and marked) or (row.bare and isinstance(value, Repeat) and value.parts):
        return False
    if row.before is not None and row.before.search(before) is None:
        return False
    around = (row.behind, clause.behind), (row.said, clause.words), (row.whole, clause.before + clause.behind)
    if not all(pattern is None or pattern.match(words) for pattern, words in around):
        return False
    return row.unless is None or row.unless.search(clause.whole) is None


def _is_closing(value: object) -> bool:
    clock = value.clock if isinstance(value, Point) else value
    return isinstance(clock, Clock) and clock.special in ("closing", "eod")


def _is_quoted(text: str, span: tuple[int, int], outer: tuple[int, int]) -> bool:
    """Whether it stands in quotation marks that hold what somebody is to write, change or look up."""
    around = next((one for one in _quotes(text) if one[0] < span[0] and span[1] < one[1]), None)
    if around is None:
        return False
    lead = text[max(0, around[0] - _NEAR) : around[0]]
    inside = text[around[0] + 1 : around[1] - 1]
    if _QUOTED_ORDER.search(lead) and DEMAND.search(inside):
        return False
    alone = outer[1] - outer[0] >= len(inside)
    return not (alone and _ONLY_STRESSED.search(lead))


@lru_cache(maxsize=8)  # asked again for every moment of the text
def _quotes(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in _QUOTES.finditer(text))
