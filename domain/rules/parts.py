"""Who leads and who works with them, where an order says so: 由赵倩牵头、李明配合, Zhao Qian to lead, with Li Ming."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterator, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar

from domain.model.value import value
from domain.text import late


class Span(Protocol):
    """Somebody named in a text, and where."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


S = TypeVar("S", bound=Span)
At = Callable[[int], S | None]
Who = Callable[[S], Hashable]


class Role(StrEnum):
    """What a word makes of those it stands beside."""

    LEAD = "lead"
    CO = "co"


@value
class Placed:
    """One who is named, by the place of the name, with the stretch of text that goes with the name."""

    at: int
    start: int
    end: int


@value
class _Name:
    """A name in a text, and who it is: the same person may stand there by @username and by name."""

    start: int
    end: int
    who: Hashable


@value
class _Segment:
    """Names and the word that says what they do: 由赵倩牵头, 李明、孙悦配合, 协办：孙悦."""

    role: Role
    start: int
    end: int
    names: tuple[_Name, ...]


_Found = Sequence[tuple[_Segment, _Name]]


_JOINT = late(r"\s*(?:[、，,&/和与與及跟]|以及|\band\b)\s*|\s+", re.IGNORECASE)
_BOUND = r"(?=$|[\s，,、；;。.：:!！(（)）]|[今明后後本下上周週礼禮月年\d一二三四五六七八九十])"
_BEFORE = late(
    r"[\s，,、；;。：:（(]*(?:(?:由|请|請|让|讓|叫|派|安排|要求|并|並|和|与|與|及|跟|以)\s*"
    r"|\b(?:and|with|please|have|let|ask|led\s+by|with\s+support\s+from|supported\s+by|assisted\s+by)\s+)*$",
    re.IGNORECASE,
)
_JOINTLY = "(?:[来來]|共同|一起|一同|同志|负责|負責|进行|進行|予以|为|為|作为|作為|做|当|當|任)?"
# Behind names: who they are. 负责 and 配合 may also be the deed itself, so that a word must end there.
_BEHIND: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.LEAD,
        late(rf"\s*{_JOINTLY}(?:牵头人?|牽頭人?|领衔|領銜|主办人?|主辦人?|总负责|總負責)(?:负责|負責|办理|辦理)?"),
    ),
    (Role.LEAD, late(rf"\s*{_JOINTLY}(?:负责人?|負責人?|主责|主責){_BOUND}")),
    (Role.LEAD, late(rf"\s*(?:为主|為主|挂帅|掛帥|总抓|總抓|带队|帶隊){_BOUND}")),
    (Role.CO, late(rf"\s*(?:为辅|為輔|帮忙|幫忙|打下手|搭把手){_BOUND}")),
    (
        Role.LEAD,
        late(
            r"\s+(?:(?:to|will|should|shall|must)\s+(?:take\s+the\s+lead|lead)|leads|(?:is\s+|will\s+be\s+)?leading|lead(?=\s*(?:$|[,;:.]|and\b|with\b))|as\s+(?:the\s+)?lead"
            r"|(?:is|will\s+be|to\s+be)\s+(?:the\s+lead|in\s+charge|responsible)|in\s+charge"
            r"|(?:to|will)\s+(?:handle|own|do)(?:\s+(?:it|this|that))?(?=\s*(?:$|[,;.!)]))|owns\s+(?:it|this))\b"
            r"(?:\s+(?:on|in)\b)?",
            re.IGNORECASE,
        ),
    ),
    (
        Role.CO,
        late(
            rf"\s*{_JOINTLY}(?:配合|协办|協辦|协助|協助|协同|協同|协作|協作|参与|參與|参加|參加|辅助|輔助)(?:办理|辦理|完成|人)?"
        ),
    ),
    (
        Role.CO,
        late(
            r"\s+(?:(?:to|will|should|shall|must)\s+)?(?:supports?|supporting|assists?|assisting|helps?|helping)\b",
            re.IGNORECASE,
        ),
    ),
    (Role.CO, late(r"\s*(?:负责|負責)")),  # a piece of the work: 李明负责数据
)
# Before names, as on a form: 牵头人：赵倩; led by Zhao Qian.
_LABELS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    (
        Role.LEAD,
        late(
            r"(?:牵头|牽頭|主办|主辦|负责|負責|责任|責任|承办|承辦)(?:人|者)?\s*[:：]\s*|\blead\s*[:：]\s*|\bled\s+by\s+",
            re.IGNORECASE,
        ),
    ),
    (Role.CO, late(r"(?:配合|协办|協辦|协助|協助|参与|參與)(?:人|者)?\s*[:：]\s*", re.IGNORECASE)),
    (
        Role.CO,
        late(
            r"\b(?:with\s+(?:the\s+)?(?:support|help)\s+(?:of|from)|(?:supported|assisted|helped)\s+by|supporting\s*[:：]|support\s*[:：])\s+",
            re.IGNORECASE,
        ),
    ),
)
_WITH = late(
    r"[\s，,、;；]*(?:\b(?:together\s+)?with\s+|(?:会同|會同|联合|聯合|带着|帶著|带|帶|与|與|和)\s*)", re.IGNORECASE
)
# 李明牵头，赵倩周三前报方案: who begins a clause behind a lead works with them, where a day, a sign or a deed goes on.
_CLAUSE = late(r"(?<![和与與跟向给給找同对對])[\s，,；;、]+|(?<=[前内內])")
_CALLS = late(r"(?:请|請|让|讓|叫|由)?\s*")
_GOES_ON = late(rf"\s*(?:{_BOUND}|[负負来來去办辦做交报報写寫订訂弄跟核审審提整准準起拟擬查])")
_AND_SO = late(r"[\s,]*\band\s+(?:to\s+)?", re.IGNORECASE)
_PLACES = late(
    r"(?:^|(?<=[\s，,、；;。：:（(])|(?<=[由请請让讓叫派和与與及跟并並以])|(?<=安排)|(?<=要求)|(?<=牵头)|(?<=牽頭)|(?<=主办)|(?<=主辦)|(?<=配合)"
    r"|(?<=协助)|(?<=協助)|(?<=协办)|(?<=協辦)|(?<=[前内內]))(?=\S)"
)


def arranged(text: str, at: At[S], addressed: Sequence[S], who: Who[S]) -> tuple[Placed, ...] | None:
    """Those an order is for, the lead first; None where it does not say who leads, nothing where it leaves that unclear.

    `addressed` are those it calls in any case: where only helpers are named as such, the others lead; where a lead is named,
    the others help. Somebody who is called and then named with a part stands there twice, the part first. `who` tells
    people apart.
    """
    if not says_parts(text):
        return None
    segments = tuple(_segments(text, at, who))
    leads = [(s, name) for s in segments if s.role is Role.LEAD for name in s.names]
    helpers = [(s, name) for s in segments if s.role is Role.CO for name in s.names]
    if not leads:
        return _led_by_others(text, helpers, addressed, who)
    if len({name.who for _, name in leads}) > 1:
        return ()
    helpers += [(s, name) for s in _behind(text, segments, at, who) for name in s.names]
    helping = [(s, name) for s, name in helpers if name.who != leads[0][1].who]
    placed = _placed(text, [leads[0], *helping])
    return (*placed, *_beside(placed, addressed))


def _behind(text: str, segments: Sequence[_Segment], at: At[S], who: Who[S]) -> Iterator[_Segment]:
    """Those who begin a clause behind the lead, with no word that says what they are: 李明牵头 赵倩周三前报方案."""
    free = next(s.end for s in segments if s.role is Role.LEAD)
    for place in (free, *(m.end() for m in _CLAUSE.finditer(text, free))):
        called = _CALLS.match(text, place)
        names = _names(text, called.end() if called else place, at, who)
        inside = any(s.start < n.end and n.start < s.end for s in segments for n in names)
        if place >= free and names and not inside and _GOES_ON.match(text, names[-1].end):
            yield _Segment(Role.CO, names[0].start, names[-1].end, names)
            free = names[-1].end


def says_parts(text: str) -> bool:
    """Whether a word of the text can say who leads or helps; without one there is nothing to arrange."""
    return any(word.search(text) for _, word in (*_BEHIND, *_LABELS))


def _led_by_others(text: str, helpers: _Found, addressed: Sequence[S], who: Who[S]) -> tuple[Placed, ...] | None:
    """请赵倩周五前报方案，李明配合: who is called and does not help leads."""
    sure = [(s, name) for s, name in helpers if _ends(text, s.end)]
    if not sure:
        return None
    helping = {name.who for _, name in sure}
    own = [Placed(one.start, one.start, one.end) for one in addressed if who(one) not in helping]
    placed = (*own, *_placed(text, sure))
    return (*placed, *_beside(placed, addressed)) if own else ()


def _beside(placed: Sequence[Placed], addressed: Sequence[S]) -> Iterator[Placed]:
    """Those who are called where no part is told."""
    for one in addressed:
        if not any(p.start < one.end and one.start < p.end for p in placed):
            yield Placed(one.start, one.start, one.end)


def _ends(text: str, place: int) -> bool:
    return re.match(_BOUND, text[place:]) is not None or place == len(text)


def _segments(text: str, at: At[S], who: Who[S]) -> Iterator[_Segment]:
    """Every place where names stand with such a word, from left to right and none inside another."""
    free = 0
    for place in _starts(text):
        found = _labelled(text, place, at, who) or _followed(text, place, at, who) if place >= free else None
        if found is not None:
            yield found
            free = found.end
            helped = _with(text, found, at, who)
            if helped is not None:
                yield helped
                free = helped.end


def _starts(text: str) -> list[int]:
    labels = (m.start() for _, pattern in _LABELS for m in pattern.finditer(text))
    return sorted({*(m.start() for m in _PLACES.finditer(text)), *labels})


def _labelled(text: str, place: int, at: At[S], who: Who[S]) -> _Segment | None:
    """协办：李明、孙悦."""
    for role, pattern in _LABELS:
        label = pattern.match(text, place)
        names = _names(text, label.end(), at, who) if label else ()
        if names:
            return _Segment(role, place, names[-1].end, names)
    return None


def _followed(text: str, place: int, at: At[S], who: Who[S]) -> _Segment | None:
    """李明、孙悦配合."""
    names = _names(text, place, at, who)
    for role, pattern in _BEHIND if names else ():
        word = pattern.match(text, names[-1].end)
        if word:
            helps_somebody_else = role is Role.CO and not _ends(text, word.end()) and at(word.end()) is None
            return _Segment(role, place, names[-1].end if helps_somebody_else else word.end(), names)
    return None


def _with(text: str, lead: _Segment, at: At[S], who: Who[S]) -> _Segment | None:
    """Zhao Qian to lead, with Li Ming."""
    word = _WITH.match(text, lead.end) if lead.role is Role.LEAD else None
    names = _names(text, word.end(), at, who) if word else ()
    if not names:
        return None
    helps = next((m for role, p in _BEHIND if role is Role.CO and (m := p.match(text, names[-1].end))), None)
    return _Segment(Role.CO, lead.end, helps.end() if helps else names[-1].end, names)


def _names(text: str, place: int, at: At[S], who: Who[S]) -> tuple[_Name, ...]:
    """Names one after another."""
    found: list[_Name] = []
    while (one := at(place)) is not None:
        found.append(_Name(one.start, one.end, who(one)))
        joint = _JOINT.match(text, one.end)
        place = joint.end() if joint else one.end
    return tuple(found)


def _placed(text: str, found: _Found) -> tuple[Placed, ...]:
    """Each with the words around the name that are no part of the deed."""
    made: list[Placed] = []
    for segment, name in found:
        first, last = name is segment.names[0], name is segment.names[-1]
        before = _BEFORE.search(text, 0, segment.start)
        begins = (before.start() if before else segment.start) if first else _end_before(segment, name)
        made.append(Placed(name.start, begins, _end_of(text, segment, found) if last else name.end))
    return tuple(made)


def _end_of(text: str, segment: _Segment, found: _Found) -> int:
    """Where the deed goes on: behind the bracket that holds who does what, and behind an `and`."""
    if text[segment.end : segment.end + 1] in ("）", ")") and any(
        text[: s.start].endswith(("（", "(")) for s, _ in found
    ):
        return segment.end + 1
    joint = _AND_SO.match(text, segment.end)
    return joint.end() if joint else segment.end


def _end_before(segment: _Segment, name: _Name) -> int:
    """Where the name before this one ends."""
    return max(one.end for one in segment.names if one.start < name.start)
