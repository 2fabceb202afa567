"""Absences in plain words: 李明请假了，明天不来; 我回来了; 让赵倩顶李明; I'm off sick today; 李明离职了.

Each clause is one of these from its first sign to its last: an order in which such a word stands (统计请假情况) is none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from enum import StrEnum

from domain.model.people import Member
from domain.model.value import value
from domain.rules.names import Called, names_at
from domain.rules.question_words import WHO, en, zh
from domain.text import half_width, late


class Absent(StrEnum):
    """What is said of somebody."""

    AWAY = "away"
    BACK = "back"
    COVER = "cover"
    LEFT = "left"


@value
class Leave:
    """What is said; `who` and `by` are places among those who are named, None is the speaker, or nobody."""

    kind: Absent
    who: int | None = None
    by: int | None = None


NAME = "〇"  # stands for a name in the words that are read
_DAY = (
    r"[昨今明后後大天日下上本这這周週礼禮拜星期月号號底初到至从從起一二三四五六七八九十两兩几幾\d\-—~～./ 　半午早晚个個整]"
    r"|\b(?:today|tonight|tomorrow|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|satur|sun)(?:day)?|sat|until|till?|from|through|next|this"
    r"|week|month|the|on|for|of|in|a|an|one|two|three|four|five|days?|weeks?|morning|afternoon|all|rest|and|to|by|as"
    r"|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*|\d+(?:st|nd|rd|th)?)\b"
)
_SELF = "我们?|我們?|本人|他|她|i|he|she|we"
_FILLER = (
    r"了|要|想|得|需要|需|会|會|可能|因故|因事|因病|临时|臨時|已经|已經|正在|正|在|去|的|也|先|请示|請示|领导|領導|主任|报告|報告|您好|你好"
    r"|和您说一声|跟您说一下|身体|身體|上班|单位|單位|公司|办公室|辦公室|家|吧|啊|哦|一下|都|就|还|還"
    r"|(?:'m|’m|'s|’s|'ll|’ll|am|is|are|will|be|have|has|had|need|would|like|going|just|now|again|please|sorry|hi|hello|boss|feeling"
    r"|be|at|work|office|home|so|too|called)\b"
)
_AWAY = (
    r"(?:请|請|休|放|调|調|补|補)(?:了|个|個)?(?:[一二两兩三四五六七八九十半几幾\d]+天)?(?:的)?(?:事|病|年|产|產|婚|丧|喪|探亲|探親|公|长|長|短)?假"
    r"|调休|調休|补休|補休|轮休|輪休|出差|外出|生病|病倒|病(?=了)|不舒服|不适|不適|发烧|發燒|感冒|住院|不在"
    r"|[不没](?:能|会|會)?(?:过|過)?来|[不沒](?:能|會)?(?:過)?來|来不了|來不了|不(?:能|用)?上班|不(?:能)?到[岗崗]|看病|休息"
    r"|(?:on|taking|take|takes) (?:(?:annual|sick|maternity|paternity|my|his|her|some|a) )*(?:leave|vacation"
    r"|holidays?|(?:business )?trip)"
    r"|(?:(?:off|out|calling in|call in) )?(?:sick|ill|unwell)(?: leave)?|off|away|absent|travell?ing"
    r"|out of (?:the )?office|out"
    r"|not (?:coming|be|working)(?: in)?|(?:won['’]t|can['’]t|cannot|can not) (?:come|be|make it|work)(?: in)?"
)
_TAKES_OFF = r"(?:taking|take|takes) .{0,12}(?<=\s)off"
_BACK = (
    r"(?:回来|回來|返岗|返崗|到岗|到崗|回岗|回崗|复工|復工|休完假|销假|銷假|收假)(?:上班|工作)?|(?:back"
    r"|return(?:s|ed|ing)?)"
)
_LEFT = (
    r"(?:离职|離職|辞职|辭職|退休|调走|調走|辞退|辭退|不干|不幹|被开除|被開除|离开|離開)"
    r"|(?:left|leaves|resigned|retired|quit|has gone|was fired|no longer works?(?: here| for us"
    r"| with us)?)(?: the (?:office|company|team))?"
)
_STEADY = r"(?:先|来|來|帮|幫|帮忙|幫忙|给|給|临时|臨時|暂时|暫時|可以|能不能|能|可|你|请|請|麻烦|麻煩)*"
_STANDS_IN = r"(?:顶替|頂替|顶班|頂班|顶上|頂上|顶|頂|代替|接替|代班|代办|代辦|代理|代|替)"
_ASKED = r"(?:让|讓|请|請|叫|由|安排|麻烦|麻煩|let|have|ask|please|can|could|will|would|you|to|is|'s|\s)*"
_TAIL = r"(?:一下|下|的班|的工作|的活|班|吗|嗎|吧|了|好吗|好嗎|行吗|please|thanks|ok|[?？.\s])*"

_COVER_ZH = late(
    rf"{_ASKED}(?P<by>{NAME})(?:{_DAY})*{_STEADY}{_STANDS_IN}(?:一下)?(?P<who>{NAME}|我|他|她)?(?:{_DAY})*{_TAIL}",
    re.IGNORECASE,
)
_COVER_EN = late(
    rf"{_ASKED}(?P<by>{NAME}),?{_ASKED}(?:cover(?:s|ing)?|stand(?:s|ing)? in|fill(?:s|ing)? in|sub(?:s|bing)?|take over)"
    rf"(?: for)? ?(?P<who>{NAME}|me|him|her)?(?:{_DAY})*{_TAIL}",
    re.IGNORECASE,
)
_WHO_COVERS = late(
    rf"\s*(?:谁|誰|who)(?:{_FILLER}|来|來|能|可以|can|could|should|shall|\s)*(?:{_STANDS_IN}|接手|covers?"
    rf"|stands? in|fills? in|takes? over)"
    r"(?:一下|他|她|班|\s|for|him|her|it|呢|[?？])*",
    re.IGNORECASE,
)  # fmt: skip
_BEFORE = rf"(?:{NAME}|{_SELF}|{_FILLER}|{_DAY})*"
_BEHIND = rf"(?:{_FILLER}|{_DAY}|[.~～])*"
_SAYS: Sequence[tuple[Absent, re.Pattern[str]]] = (
    (Absent.LEFT, late(rf"\s*(?:{NAME})(?:{_FILLER}|{_DAY})*(?:{_LEFT}){_BEHIND}", re.IGNORECASE)),
    (Absent.AWAY, late(rf"{_BEFORE}(?:{_AWAY}|{_TAKES_OFF}){_BEHIND}(?:{_AWAY})?{_BEHIND}", re.IGNORECASE)),
    (Absent.BACK, late(rf"{_BEFORE}(?:{_BACK}){_BEHIND}", re.IGNORECASE)),
)
_NO_DAY = late(
    rf"(?<![A-Za-z])(?:{_BACK}|(?:{_AWAY}))(?![A-Za-z])"
    rf"|(?:{NAME}|我们?|我|他|她|(?:了|要|想|需要)|\b(?:i|he|she|i'm|is|am|will be|we)\b|['’]m\b)",
    re.IGNORECASE,
)
_CLAUSES = late(r"[,，。;；!！\n]+|\.(?=\s|$)")
_WORD_STARTS = late("(?:(?<![A-Za-z0-9_])|(?=[\u4e00-\u9fff]))(?=\\S)")
_LONGEST = 80
_LONGEST_REASON = 15
_A_DAY = late(r"\d|[今明后後]天|[周週]|星期|号|號|日前|\b(?:by|before|until)\b", re.IGNORECASE)


def days_said(text: str) -> str:
    """What is left of such words for the days: 〇出差到周五 → 到周五."""
    return _NO_DAY.sub(" ", half_width(text)).strip(" ,，。.")


def everybody_in(text: str, people: Sequence[Member], speaker: int | None = None) -> list[Called]:
    """All who are named in a text, wherever they stand."""
    at, found, end = names_at(text, people, speaker), list[Called](), 0
    for place in (m.start() for m in _WORD_STARTS.finditer(text)):
        one = at(place) if place >= end else None
        if one is not None:
            found, end = [*found, one], one.end
    return found


def leave_in(text: str, *, leads: bool) -> Leave | None:
    """What words say of somebody's absence, where they say nothing else but perhaps why; names in them are `NAME`.

    Whoever `leads` may order as well: a clause with another name or a day is one.
    """
    plain = half_width(text).strip()
    if len(plain) > _LONGEST:
        return None
    plain = re.sub(rf"({NAME})\s*[,，]\s*(?=(?:can|could|will|would|please)\b)", r"\1 ", plain, flags=re.IGNORECASE)
    clauses = [c.strip() for c in _CLAUSES.split(plain) if c.strip()]
    found = [_read(c) for c in clauses]
    said = [one for one in found if one]
    if not said or any(leads and not one and not _is_reason(c) for one, c in zip(found, clauses, strict=True)):
        return None
    return _joined(said, clauses, found)


def tells_absence(text: str) -> bool:
    """Whether one clause of a text says nothing but that somebody is away, back or gone."""
    return any(_read(clause.strip()) for clause in _CLAUSES.split(half_width(text)[:_LONGEST]) if clause.strip())


_Read = tuple[Absent, "re.Match[str]"]


def _read(clause: str) -> _Read | None:
    for pattern in (_COVER_ZH, _COVER_EN):
        if (match := pattern.fullmatch(clause)) is not None:
            return Absent.COVER, match
    kinds = ((kind, match) for kind, pattern in _SAYS if (match := pattern.fullmatch(clause)) is not None)
    return next(kinds, None)


def _is_reason(clause: str) -> bool:
    if _WHO_COVERS.fullmatch(clause):
        return True
    return len(clause) <= _LONGEST_REASON and NAME not in clause and _A_DAY.search(clause) is None


def _joined(said: Sequence[_Read], clauses: Sequence[str], found: Sequence[_Read | None]) -> Leave:
    """One thing of all the clauses: an absence with whoever stands in, or one of the others."""
    kinds = {kind for kind, _ in said}
    cover = next(
        ((c, m) for c, one in zip(clauses, found, strict=True) if one and one[0] is Absent.COVER for m in [one[1]]),
        None,
    )
    first = next(kind for kind in (Absent.LEFT, Absent.AWAY, Absent.COVER, Absent.BACK) if kind in kinds)
    places = _places(clauses, found, lambda kind: kind is not Absent.COVER)
    if cover is None:
        return Leave(first, places[0] if places else None)
    covers = _places(clauses, found, lambda kind: kind is Absent.COVER)
    who = places[0] if places else covers[1] if len(covers) > 1 else None
    return Leave(first, who, covers[0])


def _places(clauses: Sequence[str], found: Sequence[_Read | None], wanted: Callable[[Absent], bool]) -> list[int]:
    """The places, among all names, of those in clauses of some kinds."""
    places: list[int] = []
    before = 0
    for clause, one in zip(clauses, found, strict=True):
        count = clause.count(NAME)
        if one is not None and wanted(one[0]):
            places += range(before, before + count)
        before += count
    return places


_WHEN_ASKED = (
    r"(?:现在|現在|目前|今天|今日|明天|后天|後天|这|這|本|下|周|週|星期|礼拜|禮拜|[一二三四五六日天]|上午|下午"
    r"|都|还|還|有|在|要|会|會|是)*"
)
_WHO_IS_AWAY = (
    zh(
        rf"{_WHEN_ASKED}{WHO}{_WHEN_ASKED}(?:[请請]了?[病事年公]?假|休(?:[病事年产公產]?假|息)|不在(?:[岗崗]|[单單]位|[办辦]公室)?"
        r"|[没沒](?:[来來]|上班)|不上班|缺勤|缺席|出差|外出|在外面?)(?:了|的|着|著)*"
    ),
    en(
        r"(?:who|who all|anybody|anyone|is anybody|is anyone)(?:'s| is| are)? ?(?:currently |all |still )?"
        r"(?:away|absent|off(?: sick)?|on leave|on holiday|on vacation|out(?: of (?:the )?office)?|travell?ing|sick)"
        r"(?: (?:now|today|tomorrow|(?:this|next) week|at the moment|right now))?"
    ),
)


def asks_who_is_away(text: str) -> bool:
    """今天谁请假, who is away: nobody is told away, it is asked."""
    line = half_width(" ".join(text.split())).replace("’", "'")
    return any(one.fullmatch(line) for one in _WHO_IS_AWAY)
