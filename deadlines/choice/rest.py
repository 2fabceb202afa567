"""What is left of a text when its deadline is taken out."""

from __future__ import annotations

import re
from typing import Final

_EDGE: Final = " \t\r\n,，.。;；:：、!！?？-—–~·"
_LEADS_OUT: Final = ("请于", "请在", "请", "于", "在", "請於", "請于", "請在", "請", "於")
_TAIL_EDGE: Final = _EDGE + "的"
_BRACKETS: Final = frozenset({"()", "（）", "[]", "【】", "「」"})  # (Fri 5pm): they held nothing else
_PARTICLE: Final = re.compile("的(?![士哥姐确確])")  # and no word's first character: 的士


_JOINING: Final = re.compile("[,，]? (?:but|and|or)$", re.IGNORECASE)  # what joined the deadline to the deed


def rest_of(text: str, start: int, end: int) -> str:
    """The text without [start, end) and without the punctuation and particles that led to it."""
    head = text[:start].rstrip(_EDGE)
    particle = next((lead for lead in _LEADS_OUT if head.endswith(lead)), "")
    head = head[: len(head) - len(particle)].strip(_EDGE)
    tail = text[end:].lstrip(_EDGE)
    if head[-1:] + tail[:1] in _BRACKETS:
        head, tail = head[:-1].rstrip(_EDGE), tail[1:].lstrip(_EDGE)
    tail = tail.lstrip(_TAIL_EDGE).rstrip() if _PARTICLE.match(tail) else tail.rstrip()
    head = head if tail else _JOINING.sub("", head)
    return f"{head} {tail}" if head and tail else head + tail
