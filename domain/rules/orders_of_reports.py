"""每周一、周四上午反馈一次: how often is to be reported, where an order says so beside the deed."""

from __future__ import annotations

import re
from datetime import datetime

from deadlines import Kind, read
from domain.model.clocks import Rhythm
from domain.rules.rhythm import rhythm_of
from domain.text import late, tidy
from worktime.calendar import WorkingCalendar

_SUBJECT = "(?:工作|办理|辦理|项目|專案|任务|任務|最新)?的?"
_PROGRESS = "(?:进展|進展|进度|進度)(?:情况|情況)?"
_TELL = "(?:反馈|反饋|回馈|回饋|回报|回報|汇报|匯報|彙報)"
_ASKS = late(
    rf"""(?:
      {_TELL}(?:一次|一下)?{_SUBJECT}(?:{_PROGRESS}|情况|情況|工作)?(?:一次)?
    | (?:报|報|报送|報送|报告|報告|通报|通報|更新)(?:一次|一下)?{_SUBJECT}{_PROGRESS}(?:一次)?
    | {_PROGRESS}(?:{_TELL}|报告|報告|通报|通報)(?:一次)?
    | (?:\bwith\s+)?\b(?:(?:report|update|brief)\s+(?:me|us)(?:\s+(?:on|about|of)\s+(?:the\s+)?(?:progress|status))?
      | report\s+(?:on\s+)?(?:the\s+|your\s+)?(?:progress|status)(?:\s+to\s+me)? | report\s+back
      | (?:^|(?<=[,;.，；。]\s)|(?<=[,;，；。])|(?<=\band\s)|(?<=\bplease\s))
        (?:(?:i|we)(?:['’]d|\s+would)?\s+(?:want|need|like)\s+)?(?:an?\s+)?report(?=\s+(?:to\s+me\s+)?(?:every|each|daily|weekly|monthly)\b)(?:\s+to\s+me)?
      | keep\s+(?:me|us)\s+(?:posted|updated|informed) | check\s+in(?:\s+with\s+(?:me|us))?
      | (?:send|give|post)\s+(?:(?:me|us)\s+)?(?:an?\s+)?(?:(?:progress|status)\s+)?updates?
      | (?:send|give|post)\s+(?:(?:me|us)\s+)?(?:an?\s+)?(?:progress|status)\s+reports?
      | (?:a\s+)?(?:progress|status)\s+(?:update|report)s? | updates)\b
    )(?=$|[\s，,、。;；.!！)）])""",
    re.VERBOSE | re.IGNORECASE,
)
# 每日一报, 一周一反馈: the word for how often and for the report in one; 每周一 in it is no Monday.
_IDIOM = late(rf"(?:每|一)(?P<unit>[日天周週月])一(?:报|報|{_TELL})(?=$|[\s，,、。;；.!！)）])")
_UNITS = {"日": "每天", "天": "每天", "周": "每周", "週": "每週", "月": "每月"}
_ENDS = "。;；\n(（)）"
_EVERY = late(r"每|逢|隔|工作日|\b(?:every|each|daily|weekly|monthly|on)\b", re.IGNORECASE)
_BETWEEN = late(
    r"(?:前|之前|都|各|要|请|請|须|須|需|必须|必須|得|应|應|主动|主動|书面|書面|口头|口頭|电话|電話"
    r"|(?:向|给|給|跟|对|對)(?:我|领导|領導|主管)|在?群[里裡内內]|please|to|must|should|and|on|,|，|:|：|\s)*",
    re.IGNORECASE,
)
_FROM_NOW = late(
    r"这件事|這件事|此事|以后|以後|今后|今後|之后|之後|从现在起|從現在起|从今天起|從今天起|改成|改为|改為|请|請|要|你|您|吧|了"
    r"|\b(?:from now on|please|you|now)\b",
    re.IGNORECASE,
)
# Whom words are for is nothing to be done: 请各部门每周五报送工作进展.
_ADDRESSED = late(
    r"^(?:请|請|要求|由)?(?:各(?:有关|有關|相关|相關)?(?:部门|部門|科室|处室|處室|单位|單位|小组|小組|组|組|部|处|處)"
    r"|大家|全体(?:人员|同事|员工)?|全體(?:人員|同仁|員工)?|所有(?:人|部门|部門))$"
    r"|^(?:please\s+)?(?:all|every)\s*(?:departments?|teams?|units?|bod?y|one)?$",
    re.IGNORECASE,
)
_JOINT = late(r"(?:[，,、;；]|\band\b|并且?|並且?|且|请|請|要求|\s)*$", re.IGNORECASE)


def reports_in(text: str, now: datetime, calendar: WorkingCalendar) -> tuple[str, Rhythm | None]:
    """The text without what it says of reporting, and the rule; a text that is nothing else is left as it is.

    Raises: Refusal for a rule that cannot be, as `rhythm_of`.
    """
    idiom = _IDIOM.search(text)
    if idiom is not None and _left(rest := _without(text, *idiom.span())):
        rhythm = rhythm_of(_UNITS[idiom["unit"]], now, calendar)
        return rest, Rhythm(rhythm.rule, idiom[0])
    for asks in _ASKS.finditer(text):
        found = _before(text, asks.start(), now, calendar) or _behind(text, asks.end(), now, calendar)
        if found is None:
            continue
        (begins, ends), words = found
        rest = _without(text, min(begins, asks.start()), max(ends, asks.end()))
        if not _left(rest):
            return text, None
        return rest, rhythm_of(words, now, calendar)
    return text, None


def only_reports(text: str, now: datetime, calendar: WorkingCalendar) -> bool:
    """Whether words about a matter say nothing but how often is to be reported: 以后每周五反馈一次."""
    for asks in _ASKS.finditer(text):
        found = _before(text, asks.start(), now, calendar) or _behind(text, asks.end(), now, calendar)
        if found is None:
            continue
        (begins, ends), _ = found
        rest = f"{text[: min(begins, asks.start())]} {text[max(ends, asks.end()) :]}"
        return not _left(_FROM_NOW.sub("", rest))
    return False


def _left(rest: str) -> bool:
    """Whether something to be done is left."""
    return bool(_ADDRESSED.sub("", tidy(rest)).strip("。.，,;；、!！:： "))


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
