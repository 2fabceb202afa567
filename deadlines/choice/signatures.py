"""The date under a letter or over it: who signs and when, which is no deadline.

Without a signer a date in the last line is one: people write the deed, and the day below it.
"""

from __future__ import annotations

import re
from typing import Final

TELLS: Final = "tells"
DOUBTFUL: Final = "doubtful"
_OFFICE: Final = (
    "(?:部门?|处|科|室|办|中心|公司|局|委|委员会|会|院|校|组|队|司|厂|馆|"
    "馆|所|站|团|政府|支部|党委|大队|分行|"
    "敬启|谨启|启|敬上|上|宣|印发|抄送|此致|敬礼)"
)
_SIGNER: Final = re.compile(
    rf" ?(?:[\u4e00-\u9fff()0-9]{{1,16}}{_OFFICE}|[\u4e00-\u9fff]{{2,3}}|"
    rf"(?:[-—]{{1,3}} ?)?[a-z][\w.&' ]{{0,28}}|中华民国)"
    r"(?: (?:敬启|谨启|敬上|上|启))?[ ,:]{0,2}(?:中华民国|民国)?"
)
_AN_OFFICE: Final = re.compile(rf"[\u4e00-\u9fff]{{1,10}}{_OFFICE}")
_YEAR: Final = re.compile(r"[12]\d{3}|\d{3}年|二[〇○零o]|民[国]")
_STOP: Final = re.compile(r"[。!]|\.(?=[ \u4e00-\u9fff])")
_ORDERS: Final = re.compile(
    r"请|交|报|发|送|完成|前|把|做|截|止|期|限|\b(?:by|due|deadline|before|on|until|send|submit|"
    r"please|finish|update|check|pay|call|file|book|return|for|at|to)\b"
)
_END: Final = re.compile(r"[\s。.!]*(?:(?:[敬谨]?[启上]|印发|发布|通告|公告|宣)[\s。.!]*)?$")


def is_signed(text: str, start: int, end: int) -> str:
    """`TELLS` for the date of a signature; `DOUBTFUL` where it may be a name and that person's day."""
    if _END.match(text, end) is None:
        return ""
    opening = text.rfind("\n", 0, start) + 1
    line = text[opening:start].strip()
    if opening and not line:
        above = text[text.rfind("\n", 0, opening - 1) + 1 : opening - 1]
        signed = opening > len(above) + 1 and _signs(above.strip())
        return (TELLS if _YEAR.search(text, start, end) else DOUBTFUL) if signed else ""
    if opening and _signs(line):
        return TELLS if _YEAR.search(text, start, end) else DOUBTFUL
    return _behind_a_stop(text, opening, start, end) or _behind_a_space(text[opening:start])


def _behind_a_space(line: str) -> str:
    """请踊跃参加 福委会 11月20日: an office's name between two spaces is perhaps who signs."""
    words, _, signer = line.rstrip().rpartition(" ")
    return DOUBTFUL if words and _AN_OFFICE.fullmatch(signer) and _ORDERS.search(signer) is None else ""


def _behind_a_stop(text: str, opening: int, start: int, end: int) -> str:
    """请补签到表。 张敏 11月24日; Check the doors. -- J. Tan, 25/11/2026."""
    line = text[opening:start]
    dashed = "--" in line
    signer = line.rpartition("--")[2] if dashed else _STOP.split(line)[-1] if _STOP.search(line) else ""
    signer = signer.strip()
    if not signer or not _signs(signer) or (signer.isascii() and not dashed):
        return ""
    return TELLS if _YEAR.search(text, start, end) else DOUBTFUL


def _signs(words: str) -> bool:
    return _SIGNER.fullmatch(words) is not None and _ORDERS.search(words) is None
