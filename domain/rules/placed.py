"""Which matter plain words put under which other: 把 #14 放到 #12 下面; put 14 under 12; #14 是 #12 的子任务."""

from __future__ import annotations

import re

from domain.model.value import value
from domain.text import half_width, late

_NO = r"[#№]?\s?(?P<{0}>\d{{1,16}})(?!\d)\s*(?:号|號)?"
_CHILD, _PARENT = _NO.format("child"), _NO.format("parent")
_HERE = r"(?:(?:这|那|此|這|该|該)(?:件|个|個|项|項|一项|一項)?(?:事情?|任务|任務|事项|事項)?|它)"
_UNDER = late(
    rf"""(?:(?:请|請|麻烦|麻煩)?(?:把|将|將)?\s*(?:{_CHILD}|{_HERE})?\s*
      (?:归(?:并|入)?|歸(?:併|入)?|放|挂|掛|移|挪|列|并|併|调|調|划|劃)(?:到|入|在|进|進|至)?\s*{_PARENT}\s*的?\s*
      (?:之下|下面|下边|下邊|底下|名下|下级|下級|里面?|裡面?|之中|下)(?:去|来|來)?(?:吧|了|啦)?[\s。.!！]*)""",
    re.VERBOSE,
)
_IS_PART = late(
    rf"(?:{_CHILD}|{_HERE})\s*(?:是|算|属于|屬於|作为|作為)\s*{_PARENT}\s*的?\s*(?:子任务|子任務|子项|子項|一部分|下级|下級|一项|一項)[\s。.!！]*"
)
_EN = late(
    rf"(?:please\s+)?(?:put|move|place|file|hang)\s+(?:{_CHILD}|it|this|that)\s+(?:under|below|beneath)\s+{_PARENT}[\s.!]*(?:please)?",
    re.IGNORECASE,
)
_EN_PART = late(
    rf"(?:please\s+)?make\s+(?:{_CHILD}|it|this|that)\s+(?:a\s+)?(?:part|sub-?task|child)\s+of\s+{_PARENT}[\s.!]*(?:please)?",
    re.IGNORECASE,
)
_WAYS = (_UNDER, _IS_PART, _EN, _EN_PART)


@value
class Placed:
    """A matter under another; without `child` the one that is spoken of."""

    parent: int
    child: int | None


def placed(text: str) -> Placed | None:
    """What a text puts under what; None where it says something else."""
    plain = half_width(text).strip()
    match = next((m for way in _WAYS if (m := way.fullmatch(plain))), None)
    if match is None:
        return None
    child = match["child"]
    return Placed(int(match["parent"]), int(child) if child else None)
