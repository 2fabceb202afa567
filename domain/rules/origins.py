"""来源: what words say of where a matter comes from: a kind, and the number or name behind it."""

from __future__ import annotations

import re

from domain.model.tasks import Origin
from domain.text import late, one_line

# As people write them, the longer before the shorter.
_KINDS: tuple[tuple[Origin, str], ...] = (
    (
        Origin.MEETING,
        "会议纪要|會議紀錄|会议议定事项|会议|會議|常务会|常務會|例会|例會|办公会|辦公會|minutes|meetings?",
    ),
    (Origin.INSTRUCTION, "领导批示|領導批示|长官指示|長官指示|批示|批办|批辦|指示|交办|交辦|instructions?"),
    (Origin.DOCUMENT, "公文|来文|來文|文件|来函|來函|函件|通知|documents?|letters?"),
    (Origin.VISIT, "群众来访|民眾來訪|来访|來訪|信访件|信訪件|信访|信訪|上访|上訪|接访|接訪|走访|走訪|陳情|visits?"),
    (Origin.RECURRING, "常规工作|例行工作|常规|常規|例行|recurring|routine"),
    (Origin.RAISED, "群众反映|民眾反映|同事提出|反映|提出|建议|建議|raised(?: by)?"),
    (Origin.OTHER, "其他|其它|other"),
)
_ANY = "|".join(words for _, words in _KINDS)
_LEADING = late(rf"(?:{_ANY})(?![A-Za-z])", re.IGNORECASE)
_ANYWHERE = late(rf"(?<![A-Za-z])(?:{_ANY})(?![A-Za-z])", re.IGNORECASE)
_ENDS = " ,，、:：;；。"


def origin_of(words: str) -> tuple[Origin, str]:
    """The kind a text begins with and the reference behind it, or the last it names; without one it is another origin."""
    line = one_line(words).strip(_ENDS)
    leading = _LEADING.match(line)
    if leading:
        return _kind(leading[0]), line[leading.end() :].strip(_ENDS)
    named = _ANYWHERE.findall(line)
    return (_kind(named[-1]), line) if named else (Origin.OTHER, line)


def _kind(word: str) -> Origin:
    return next(kind for kind, words in _KINDS if re.fullmatch(words, word, re.IGNORECASE))
