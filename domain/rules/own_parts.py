"""Who does what, in the words of an order: a line of its own (分工：@zhao 周四前 提供数据；@qian 核对), or behind a lead named
as such (@li 牵头 @zhao 周四前 提供数据 @qian 核对 周五下班前 提交报告)."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Protocol

from domain.model.value import value
from domain.rules.words import CC
from domain.text import blank_out, late

_LABEL = late(
    r"(?:^[^\S\n]*|(?<=[\s,，;；。]))(?:人员|人員|任务|任務|工作)?分工\s*[:：]|^[^\S\n]*parts?\s*[:：]",
    re.IGNORECASE | re.MULTILINE,
)
_CC = late(rf"[\s，,]{CC}[:：\s]*$", re.IGNORECASE)
_EDGES = " \t\n,，;；、。:：—-"
_THE_MATTER = late(  # 这事 @li 主办: says as little as nothing
    r"(?:(?:这|這|那|此|该|該)(?:一?(?:件|个|個|项|項))?(?:事情?|任务|任務|事项|事項|工作|活儿?)|[请請由让讓叫]|\s)*"
)


class Named(Protocol):
    """Somebody named in a text, and where; `leads`: the text says so."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def leads(self) -> bool: ...


@value
class Shared:
    """What one of those named does: the place of the name, and of the words."""

    at: int
    start: int
    end: int


Due = Callable[[str], tuple[int, int] | None]  # where in words a deadline stands


def shared_in(text: str, named: Sequence[Named], due: Due) -> tuple[Shared, ...]:
    """The parts of an order, from left to right; none where it does not say them clearly."""
    people = sorted(named, key=lambda m: m.start)
    label = _LABEL.search(text)
    if label is not None:
        return _in_line(text, label, people)
    first = next((m for m in people if m.leads), None)
    return _behind_lead(text, people, first, due) if first is not None and first is people[0] else ()


def blanked(text: str, parts: Sequence[Shared]) -> str:
    """The text without the parts' words and their label; everything else keeps its place."""
    label = _LABEL.search(text)
    spans = [(p.start, p.end) for p in parts] + ([label.span()] if label and parts else [])
    return blank_out(text, spans)


def _in_line(text: str, label: re.Match[str], people: Sequence[Named]) -> tuple[Shared, ...]:
    line = text.find("\n", label.end())
    end = line if line >= 0 else len(text)
    inside = [m for m in people if label.end() <= m.start < end]
    return _whole([_words(text, m, after) for m, after in _pairs(text, inside, end)])


def _behind_lead(text: str, people: Sequence[Named], lead: Named, due: Due) -> tuple[Shared, ...]:
    """Everybody behind the lead has words of their own; behind the last, the whole begins with its deadline."""
    watching = next((m.start for m in people if _CC.search(text[: m.start])), len(text))
    helping = [m for m in people if lead.end <= m.start < watching]
    found = [_words(text, m, after) for m, after in _pairs(text, helping, watching)]
    if not found or not _THE_MATTER.fullmatch(text[: lead.start].strip(_EDGES)):
        return () if any(_only_due(text[p.start : p.end], due) for p in found) else _whole(found)
    last = found[-1]
    words = text[last.start : last.end]
    begins, ends = due(words) or (0, len(words))
    if not (words[:begins].strip(_EDGES) and words[ends:].strip(_EDGES)):
        return ()  # what all of them are to do, and no part of the last one named
    return _whole([*found[:-1], Shared(last.at, last.start, last.start + begins)])


def _only_due(words: str, due: Due) -> bool:
    """方案 @li 牵头，@zhao 配合，下周三前: a deadline without a deed is that of the whole."""
    begins, ends = due(words) or (0, 0)
    return ends > begins and not (words[:begins] + words[ends:]).strip(_EDGES)


def _pairs(text: str, people: Sequence[Named], end: int) -> list[tuple[Named, int]]:
    """Everybody with the place where their words end: before the next name."""
    stops = [*(m.start for m in people[1:]), end][: len(people)]
    found = []
    for one, stop in zip(people, stops, strict=True):
        cc = _CC.search(text, one.end, stop)
        found.append((one, cc.start() if cc else stop))
    return found


def _words(text: str, one: Named, end: int) -> Shared:
    """What stands behind a name, without the signs around it."""
    start = one.end + len(text[one.end : end]) - len(text[one.end : end].lstrip(_EDGES))
    return Shared(one.start, min(start, end), max(min(start, end), one.end + len(text[one.end : end].rstrip(_EDGES))))


def _whole(found: Sequence[Shared]) -> tuple[Shared, ...]:
    """None where somebody has no words: then it is not said who does what."""
    return tuple(found) if all(p.start < p.end for p in found) else ()
