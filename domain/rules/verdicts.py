"""What words about a matter decide: 通过; 退回，附件打不开; 改到下周一; approved; send it back, the annex is missing.

A clause that is nothing but a verb decides; the other clauses say why. A question decides nothing.
"""

from __future__ import annotations

import re

from domain.model.value import value
from domain.rules.moves import Action
from domain.rules.smalltalk import is_small_talk
from domain.rules.verdict_words import ROWS, WHOLE
from domain.text import half_width, late

_LONGEST = 120  # a longer text has more to say than a decision
_ENDS = late(
    r"[,，。;；!！\n:：、]+|\.(?=\s|$)|\s[-–—]+\s|——|\b(?:because|since|but)\b|因为|因為"
    r"|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])",
    re.IGNORECASE,
)
_ASKS = late(r"[?？]\s*$|[吗嗎么麼]\s*[。.!！]?\s*$")


@value
class Verdict:
    """What words decide: the verbs they may mean, the words for a moment or a person among them, and why.

    `plain`: nothing else is said. `level` and `colour` are the words for an urgency or for a slip; `more`: a length of
    time beyond the deadline; `out`: whose place the person takes; `stars`: how good a result is; `alone`: words that
    decide only where they stand alone.
    """

    actions: tuple[Action, ...]
    when: str = ""
    who: str = ""
    why: str = ""
    plain: bool = False
    level: str = ""
    more: str = ""
    colour: str = ""
    out: str = ""
    stars: int = 0
    alone: bool = False


# 这件事算了, this one is approved: what it is about goes before.
_ABOUT = late(
    r"^(?:(?:这|那|此|這)(?:件|个|個|项|項)?(?:事情?|任务|任務)|(?:这|那|這)(?:件|个|個|项|項)(?=[\s,，]))(?:就|先|还是"
    r"|還是)?[\s,，]*"
    r"|^(?:this|that|the) (?:one|task|matter)(?: is)?[\s,]+",
    re.IGNORECASE,
)


_GAP = late(
    r"(?<=[从從把将將在對对给給])\s+|\s+(?=[里裡中](?:面)?[去移拿删刪])"
)  # where a number stood: 把赵倩从 #2 里去掉


def verdict(text: str) -> Verdict | None:
    """What a text decides; None where it only says something."""
    plain = _ABOUT.sub("", _GAP.sub("", half_width(text).strip()))
    if not plain or len(plain) > _LONGEST or _ASKS.search(plain):
        return None
    clauses = [c for c in (piece.strip() for piece in _ENDS.split(plain)) if c]
    rows = [row for row in ROWS if len(clauses) == 1 or not row.alone]
    found = ((row, m, clause) for row in rows for clause in clauses if (m := row.clause.fullmatch(clause)))
    row, match, _ = next(found, (None, None, ""))
    if row is None or match is None:
        return None
    said = {name.rstrip("_"): value.strip() for name, value in match.groupdict().items() if value}
    others = [c for c in clauses if not row.clause.fullmatch(c) and not is_small_talk(c)]
    return Verdict(
        row.actions,
        said.get("when", ""),
        said.get("who", ""),
        text.strip() if row.says == WHOLE else row.says or (", " if plain.isascii() else "，").join(others),
        not others,
        said.get("level", ""),
        said.get("more", ""),
        said.get("colour", ""),
        said.get("out", ""),
        _STARS.get(said.get("stars", "").lower(), 0),
        row.alone,
    )


_STARS = {
    **{word: n for n, word in enumerate(("one", "two", "three", "four", "five"), 1)},
    **{sign: n for signs in ("12345", "一二三四五") for n, sign in enumerate(signs, 1)},
    "两": 2,
    "兩": 2,
}
