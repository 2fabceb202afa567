"""What is said beside a rule: from when, until when, how many times, and what becomes of it on a day off.

Source: docs/decisions/0042.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

from deadlines import Kind, Reading, read
from domain.errors import Refusal
from domain.model.value import replace, value
from domain.text import late
from worktime.calendar import WorkingCalendar

_LONGEST = 60  # signs of words that a refusal repeats
_TIMES = late(
    r"[，,、；;\s(（]*(?:(?:总共|總共|一共|共计|共計|共|总计|總計)\s*(?P<n>\d{1,3}|[一二两兩三四五六七八九十]{1,3})\s*[次期回][)）]?"
    r"|(?:for\s+)?(?P<times>\d{1,3})\s+times\b(?!\s+(?:a|per|each|every)\b)(?:\s+in\s+(?:all|total))?)",
    re.IGNORECASE,
)
_UNTIL = late(
    r"[，,、；;\s(（]*(?:(?:一直)?(?:持续|持續)?(?:截止到|截止至|截至|直到|直至|办到|辦到|做到|到|至)\s*"
    r"(?P<to>[^，,、；;。\s]{2,16}?)(?:为止|為止|止|结束|結束)?(?=[，,；;。)）\s]|$)"
    r"|(?P<end>[^，,、；;。\s]{2,16}?)(?:为止|為止|(?<=[日号號月年底末])止))[)）]?",
    re.IGNORECASE,
)
_UNTIL_EN = late(r"[\s,;(]*\b(?:until|till|through|ending(?: on)?|up to)\s+(?P<day>.{3,40})", re.IGNORECASE)
_SINCE = late(
    r"[，,、；;\s(（]*(?:(?:[从從自由])\s*(?P<day>[^，,、；;。\s]{2,12}?)\s*(?:起|开始|開始)"
    r"|(?P<bare>(?:下[个個]?(?:月|周|週|星期|季度)|明年(?:\d{1,2}月份?)?|\d{1,2}月(?:份|\d{1,2}\s*[日号號])?)\s*)(?:起|开始|開始))[)），,\s]*",
    re.IGNORECASE,
)
_SINCE_EN = late(
    r"[\s,;(]*\b(?:starting|beginning|commencing|effective|as)?\s*"
    r"\b(?:starting|beginning|from|of|with|as of)\s+(?:on\s+|in\s+)?(?P<day>(?:(?!\b(?:until|till|through)\b).){3,40})",
    re.IGNORECASE,
)
_LASTING = late(
    r"[，,、；;\s(（]*(?:连续|連續|为期|為期|持续|持續|共|一共)\s*"
    r"(?P<zh>(?:\d{1,3}|[一二两兩三四五六七八九十半]{1,3})\s*(?:[个個]?(?:月|季度|星期)|[周週年天]))[)）]?(?![前内內])"
    r"|[\s,;(]*\bfor\s+(?:the\s+next\s+)?"
    r"(?P<en>(?:\d{1,3}|one|two|three|four|five|six|a|twelve)\s+(?:weeks?|months?|years?))\b\)?",
    re.IGNORECASE,
)


class Off(StrEnum):
    """What an order says of a date on a day off: as `Adjust`, or that it is left out."""

    BEFORE = "before"
    AFTER = "after"
    NONE = "none"
    OUT = "out"


_A_DAY_OFF = (
    r"(?:法定|公共)?(?:[节節]假日|假日|[节節]日|[周週]末|[双雙]休日|休息日|非工作日|放假|假期)"
    r"(?:或[周週]末|、[周週]末|和[周週]末)?"
)
_DAYS_OFF_EN = (
    r"(?:public |bank |national )?(?:holidays?|weekends?|days? off|non-?working days?)"
    r"(?: (?:or|and) (?:public )?(?:holidays?|weekends?))?"
)
_IF_EN = (
    r"(?:(?:if|when|where|should) (?:it |that |this |the (?:day|date) )?"
    rf"(?:is |be |falls? |lands? )?(?:on )?(?:a |an )?{_DAYS_OFF_EN})"
)
_MOVED = r"(?:then |or |move(?:d)? (?:it )?|due |send it |on |to )*"
_EARLIER = (
    r"(?:the )?(?:previous|preceding|prior|last) (?:working|business) day"
    r"|(?:the )?(?:working|business) day before|earlier"
)
_LATER = r"(?:the )?(?:next|following) (?:working|business) day|later"
_HOW: Mapping[Off, str] = {
    Off.BEFORE: "提前|提早|往前|前移",
    Off.AFTER: "[顺順]延|延[后後]|推[迟遲]|往[后後]推|[后後]移",
    Off.NONE: "不(?:[调調]整|[顺順]延|[变變]|提前)|照常|照[办辦]|不受影[响響]",
    Off.OUT: "除外|不(?:[办辦用报報做]|巡查|值班)|[暂暫]停|免(?:[报報]|[办辦])?",
}
_TO = r"(?:[到至](?:[前后後下上次]|节[前后]|節[前後])?一?[个個]?(?:工作日|工作天|[天日]|[周週]一|[周週]五|星期[一五]))?"
_OFF_ZH = {
    off: late(
        rf"[，,、；;\s(（]*[如若]?果?(?:[遇逢碰]到?|恰逢|[适適]逢)?{_A_DAY_OFF}"
        rf"(?:的[话話]|[时時]|[则則]|就|也)*[，,]?(?:{zh}){_TO}[)）]?[，,]?"
    )
    for off, zh in _HOW.items()
}
_OFF_EN = {
    Off.BEFORE: late(
        rf"[\s,;(]*(?:{_IF_EN},? {_MOVED}(?:{_EARLIER})|{_MOVED}(?:{_EARLIER}) {_IF_EN})\)?", re.IGNORECASE
    ),
    Off.AFTER: late(rf"[\s,;(]*(?:{_IF_EN},? {_MOVED}(?:{_LATER})|{_MOVED}(?:{_LATER}) {_IF_EN})\)?", re.IGNORECASE),
    Off.NONE: late(rf"[\s,;(]*\b(?:regardless of|even on|including|also on) {_DAYS_OFF_EN}\)?", re.IGNORECASE),
    Off.OUT: late(rf"[\s,;(]*\b(?:except(?: on| for)?|excluding|(?:but )?not on) {_DAYS_OFF_EN}\)?", re.IGNORECASE),
}


@value
class Terms:
    """The text without what is said beside the rule; the first day (ISO), the words that say the last, how many times."""

    bare: str
    times: int = 0
    since: str = ""
    until: str = ""
    lasting: str = ""
    off: Off | None = None


def terms_of(text: str, now: datetime, calendar: WorkingCalendar) -> Terms:
    """What stands beside a rule in a text; what cannot be read as that stays in the text."""
    terms = _without_days_off(Terms(text))
    many = _TIMES.search(terms.bare)
    if many:
        times = int(many["times"] or 0) or number_said(many["n"] or "")
        terms = replace(_cut(terms, many.start(), many.end()), times=times)
    lasts = _LASTING.search(terms.bare)
    if lasts:
        words = f"{lasts['zh']}内" if lasts["zh"] else f"within {lasts['en']}"
        terms = replace(_cut(terms, lasts.start(), lasts.end()), lasting=words)
    return _without_until(_without_since(terms, now, calendar), now, calendar)


def _cut(terms: Terms, start: int, end: int) -> Terms:
    """The text without a piece; words that would stand together by that are kept apart."""
    before, after = terms.bare[:start], terms.bare[end:]
    apart = " " if before[-1:].isascii() and before[-1:].isalnum() and after[:1].isalnum() else ""
    return replace(terms, bare=before + apart + after)


def _without_days_off(terms: Terms) -> Terms:
    for table in (_OFF_ZH, _OFF_EN):
        for off, pattern in table.items():
            found = pattern.search(terms.bare)
            if found:
                return replace(_cut(terms, found.start(), found.end()), off=off)
    return terms


def _without_since(terms: Terms, now: datetime, calendar: WorkingCalendar) -> Terms:
    zh = _SINCE.search(terms.bare)
    if zh:
        words = (zh["day"] or zh["bare"]).strip()
        found = read(words, now, calendar)
        day = _first_day(found) if found.span == (0, len(words)) else ""
        return replace(_cut(terms, zh.start(), zh.end()), since=day) if day else terms
    for en in _SINCE_EN.finditer(terms.bare):
        begins = _day_in_front(en["day"], now, calendar)
        if begins is not None:
            return replace(_cut(terms, en.start(), en.start("day") + begins.span[1]), since=_first_day(begins))
    return terms


_MOST_WORDS = 5


def _day_in_front(text: str, now: datetime, calendar: WorkingCalendar) -> Reading | None:
    """The day with which a text begins: as many of its first words as are read together."""
    ends = [word.end() for word in re.finditer(r"[^\s,;.]+", text)][:_MOST_WORDS]
    for end in reversed(ends):
        found = read(text[:end], now, calendar)
        if found.moment is not None and found.span == (0, end):
            return found
    return None


def _first_day(found: Reading) -> str:
    """The day with which a time begins: 明年 on the 1st of January. "" where none was named."""
    if found.moment is None:
        return ""
    day = found.moment.date()
    if found.kind is not Kind.PERIOD:
        return day.isoformat()
    return _beginning(found.words, day).isoformat()


_WEEK, _QUARTER = late(r"周|週|星期|week", re.IGNORECASE), late(r"季|quarter", re.IGNORECASE)
_YEAR = late(r"(?:年|year)\s*$", re.IGNORECASE)


def _beginning(words: str, day: date) -> date:
    """The first day of the week, quarter, year or month in which a day lies, whichever the words name."""
    if _WEEK.search(words):
        return day - timedelta(days=day.weekday())
    if _QUARTER.search(words):
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return day.replace(month=1, day=1) if _YEAR.search(words) else day.replace(day=1)


def _without_until(terms: Terms, now: datetime, calendar: WorkingCalendar) -> Terms:
    en = _UNTIL_EN.search(terms.bare)
    if en:
        found = _day_in_front(en["day"], now, calendar)
        if found is None:
            return terms
        return replace(_cut(terms, en.start(), en.start("day") + found.span[1]), until=found.words)
    last = _UNTIL.search(terms.bare)
    if last and re.search(r"[\d年月日号號底末天周週]", last[0]):
        until = (last["to"] or last["end"] or "").strip()
        if re.match(r"(?:\d|[一二三四五六七八九十]|[明今后後][年天]|下|本|年|月)", until):
            return replace(_cut(terms, last.start(), last.end()), until=until)
    return terms


def last_day(terms: Terms, now: datetime, calendar: WorkingCalendar, rule: str) -> str:
    """The last day (ISO) that the words allow; "" for no end. Raises Refusal `series-end` where it is over or no day."""
    words = terms.until or terms.lasting
    if not words:
        return ""
    begins = datetime.fromisoformat(terms.since).replace(tzinfo=calendar.zone) if terms.since else now
    found = read(words, max(begins, now) if terms.lasting else now, calendar)
    if found.moment is None:
        raise Refusal("series-end", words=words[:_LONGEST], rule=rule)
    return found.moment.astimezone(calendar.zone).date().isoformat()


def number_said(said: str) -> int:
    """十二, 6: a number as people write it, up to 99."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.partition("十")
    return (_HANZI.get(tens, 1) * 10 if ten else 0) + _HANZI.get(ones if ten else said, 0)


_HANZI = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "兩": 2}
