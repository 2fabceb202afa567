"""每周一、周四上午反馈一次: how often is to be reported, where an order says so beside the deed."""

from __future__ import annotations

import re
from datetime import datetime

from deadlines import Kind, read
from domain.model.clocks import Rhythm
from domain.rules.rhythm import rhythm_of
from domain.text import tidy
from worktime.calendar import WorkingCalendar

_SUBJECT = "(?:工作|办理|辦理|项目|專案|任务|任務|最新)?的?"
_PROGRESS = "(?:进展|進展|进度|進度)(?:情况|情況)?"
_ASKS = re.compile(
    rf"""(?:
      (?:反馈|反饋|回馈|回饋|回报|回報)(?:一次|一下)?{_SUBJECT}(?:{_PROGRESS}|情况|情況)?(?:一次)?
    | (?:报|報|汇报|匯報|彙報|报告|報告|通报|通報|更新)(?:一次|一下)?{_SUBJECT}{_PROGRESS}(?:一次)?
    | (?:\bwith\s+)?\b(?:(?:report|update|brief)\s+(?:me|us)(?:\s+(?:on|about|of)\s+(?:the\s+)?(?:progress|status))?
      | report\s+(?:on\s+)?(?:the\s+|your\s+)?(?:progress|status)(?:\s+to\s+me)? | report\s+back
      | (?:send|give|post)\s+(?:me\s+|us\s+)?(?:a\s+|an\s+)?(?:progress|status)\s+(?:update|report)s?
      | (?:a\s+)?(?:progress|status)\s+(?:update|report)s?)\b
    )(?=$|[\s，,、。;；.!！)）])""",
    re.VERBOSE | re.IGNORECASE,
)
_ENDS = "。;；\n(（)）"
_EVERY = re.compile(r"每|逢|隔|工作日|\b(?:every|each|daily|weekly|monthly|on)\b", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:前|之前|都|各|要|请|請|须|須|需|必须|必須|得|应|應|向我|给我|給我|跟我|在群里|在群裡|群里|please|to|must|should|and|on|,|，|:|：|\s)*",
    re.IGNORECASE,
)
_JOINT = re.compile(r"(?:[，,、;；]|\band\b|并且?|並且?|且|\s)*$", re.IGNORECASE)


def reports_in(text: str, now: datetime, calendar: WorkingCalendar) -> tuple[str, Rhythm | None]:
    """The text without what it says of reporting, and the rule; a text that is nothing else is left as it is.

    Raises: Refusal for a rule that cannot be, as `rhythm_of`.
    """
    for asks in _ASKS.finditer(text):
        found = _before(text, asks.start(), now, calendar) or _behind(text, asks.end(), now, calendar)
        if found is None:
            continue
        (begins, ends), words = found
        rest = _without(text, min(begins, asks.start()), max(ends, asks.end()))
        if not tidy(rest).strip("。.，,;；、!！ "):
            return text, None
        return rest, rhythm_of(words, now, calendar)
    return text, None


Found = tuple[tuple[int, int], str]


def _before(text: str, place: int, now: datetime, calendar: WorkingCalendar) -> Found | None:
    """The rule that ends where they are asked to report: 每天下班前|报进度."""
    begins = max(text.rfind(sign, 0, place) for sign in _ENDS) + 1
    for word in _EVERY.finditer(text, begins, place):
        found = read(text[word.start() : place], now, calendar)
        behind = text[word.start() + found.span[1] : place]
        if found.kind is Kind.SET and found.span[0] == 0 and _BETWEEN.fullmatch(behind):
            return (word.start(), word.start() + found.span[1]), found.words
    return None


def _behind(text: str, place: int, now: datetime, calendar: WorkingCalendar) -> Found | None:
    """The rule that follows: report progress| every Friday."""
    ends = min([at for sign in _ENDS if (at := text.find(sign, place)) >= 0], default=len(text))
    word = _EVERY.search(text, place, ends)
    if word is None or not _BETWEEN.fullmatch(text[place : word.start()]):
        return None
    found = read(text[word.start() : ends], now, calendar)
    if found.kind is not Kind.SET or found.span[0] != 0:
        return None
    return (word.start(), word.start() + found.span[1]), found.words


def _without(text: str, begins: int, ends: int) -> str:
    """The text without a stretch; what stood on both sides of it stays apart."""
    before, after = _JOINT.sub("", text[:begins]), text[ends:].lstrip(" ，,、;；")
    if before[-1:] in ("（", "(") and after[:1] in ("）", ")"):
        before, after = before[:-1], after[1:].lstrip(" ")
        return f"{before}{after}" if after[:1] in ("，", ",", "。", "") else f"{before} {after}"
    if not before.strip() or not after.strip(" 。.!！"):
        return f"{before}{after}"
    between = "\n" if "\n" in text[len(before) : len(text) - len(after)] else "，" if before[-1:] >= "\u2e80" else ", "
    return f"{before}{between}{after}"
