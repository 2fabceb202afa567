"""What the columns of a ledger mean, by the words at their heads: those of our own ledgers for sure, others by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from domain.model.imports import CLASSED, NOTHING, Heading
from domain.model.ledger import FORMS, LedgerColumn
from domain.model.papers import Form
from domain.model.value import replace
from domain.rules.minutes import labels
from domain.text import late

_C = LedgerColumn
# The heads of the office's own ledger in every language, as `ledger-<column>` in the catalogues; a test compares them.
OWN: Mapping[str, tuple[str, ...]] = {
    _C.NUMBER: ("编号", "編號", "No."),
    _C.TITLE: ("事项", "事項", "Matter"),
    _C.CONTENT: ("内容", "內容", "Details"),
    _C.STANDARD: ("办理标准", "辦理標準", "Standard"),
    _C.ORIGIN: ("来源", "來源", "Source"),
    _C.ORIGIN_REF: ("来源依据", "來源依據", "Source reference"),
    _C.TEAM: ("群组", "群組", "Team"),
    _C.PRIORITY: ("紧急程度", "緊急程度", "Priority"),
    _C.ASSIGNER: ("交办人", "交辦人", "Assigned by"),
    _C.LEAD: ("牵头人", "主辦人", "Lead"),
    _C.CO: ("协办人", "協辦人", "Co-assignees"),
    _C.GIVEN: ("交办时间", "交辦時間", "Assigned at"),
    _C.DUE: ("完成时限", "完成期限", "Deadline"),
    _C.STATE: ("状态", "狀態", "Status"),
    _C.LIGHT: ("灯", "燈號", "Light"),
    _C.PROGRESS: ("进度", "進度", "Progress"),
    _C.REPORTED: ("最近反馈", "最近回報", "Last report"),
    _C.CLOSED: ("办结时间", "結案時間", "Closed at"),
    _C.LATE: ("是否超时", "是否逾期", "Overdue"),
    _C.LATENESS: ("超时时长（工作小时）", "逾期時數（工作小時）", "Hours late (working)"),
    _C.RETURNS: ("退回次数", "退回次數", "Times returned"),
    _C.RATING: ("评价", "評價", "Rating"),
    _C.RESULT: ("办理结果", "辦理結果", "Result"),
    _C.TAGS: ("标签", "標籤", "Tags"),
    _C.PARENT: ("上级事项", "上層事項", "Part of"),
}
# What comes of the work here and is counted anew; it is read and left where it is.
LEFT = frozenset({_C.LIGHT, _C.REPORTED, _C.LATE, _C.LATENESS})
# What a column can be made to mean, in the order in which it is offered.
MEANINGS: tuple[str, ...] = (*(c for c in _C if c not in LEFT), CLASSED, NOTHING)
# Other heads, the first that fits; those of minutes are known already.
_GUESSES: tuple[tuple[str, str], ...] = (
    (NOTHING, r"序号|序號|项次|項次|行号|#|备注|備註|备考|備考|remarks?|notes?|comments?"),
    (_C.NUMBER, (r"(?:督办|督辦|事项|事項|任务|任務|项目|立项|立項)?(?:编号|編號|号码|文号|文號)|no|number|(?:task ?)?id"
     r"|ref(?:erence)?(?: no)?")),
    (CLASSED, r"密级|密級|保密|机密|機密|是否保密|confidential(?:ity)?|secret"),
    (_C.PRIORITY, r"紧急程度|緊急程度|缓急|緩急|优先级|優先級|优先度|急件|速别|速別|urgency|priority"),
    (_C.STATE, (r"(?:办理|辦理|完成|当前|當前|目前|督办|任务|工作)?(?:状态|狀態|情况|情況)"
     r"|是否(?:完成|办结|辦結|結案)|status|state")),
    (_C.PROGRESS, (r"(?:完成|办理|辦理|工作)?(?:进度|進度|百分比|完成率)(?:\(?%\)?)?"
     r"|progress|% ?complete|percent(?:age)?(?: complete)?")),
    (_C.CLOSED, (r"(?:实际|實際)(?:完成|办结|辦結|結案)(?:时间|時間|日期)|(?:办结|辦結|結案|销号|銷號)(?:时间|時間|日期)"
     r"|完成于|(?:closed|completed|finished|done)(?: at| on| date)?|completion date")),
    (_C.GIVEN, (r"(?:交办|交辦|布置|下达|下達|立项|立項|派发|下发|登记|登記|开始|開始|起始|收文)(?:时间|時間|日期)"
     r"|(?:assigned|given|created|start(?:ed)?)(?: at| on| date)?|date")),
    (_C.ASSIGNER, (r"(?:交办|交辦|布置|下达|批示|督办|督辦)(?:人|领导|領導|长官|長官)"
     r"|assigned by|assigner|requested by|requester|from")),
    (_C.RESULT, r"(?:办理|辦理|完成|落实|工作)?(?:结果|結果)|(?:办理|辦理|落实|完成)(?:情况|情況)说明|results?|outcome"),
    (_C.ORIGIN_REF, r"(?:来源|來源|交办|交辦)?(?:依据|依據)|(?:来文|來文)(?:文号|文號|字号|字號)?|source ref(?:erence)?"),
    (_C.ORIGIN, r"(?:任务|任務|事项|事項)?(?:来源|來源|出处|出處)|origin|source"),
    (_C.RATING, r"(?:评价|評價|评分|評分|星级|星級)|rating|score|stars?"),
    (_C.RETURNS, r"退回次数|退回次數|(?:times )?returned"),
    (_C.TAGS, r"标签|標籤|分类|分類|类别|類別|关键词|關鍵字|tags?|labels?|category"),
    (_C.CO, labels.HELPER),
    (_C.DUE, rf"{labels.DUE}|(?:要求|计划|計畫|预计|預計|规定)(?:完成|办结|辦結)?(?:时间|時間|日期)|到期日?|due by|by"),
    (_C.STANDARD, labels.STANDARD),
    (_C.LEAD, rf"{labels.OWNER}|姓名|人员|人員|谁|誰|assignee"),
    (_C.CONTENT, r"(?:具体|具體|详细|詳細|事项|事項)(?:内容|內容|说明|說明|情况)|details?|description"),
    (_C.TITLE, (rf"{labels.DEED}|(?:列管|督办|督辦)(?:事项|事項)|(?:任务|任務|事项|事項)?(?:标题|標題|主题|主題|名称|名稱)"
     r"|督办内容|督辦內容|subject|title|name|task|to ?do")),
)  # fmt: skip
_PATTERNS = tuple((meaning, late(words, re.IGNORECASE)) for meaning, words in _GUESSES)
_WITHIN = late(r"[（(\[【].*?[)）\]】]")
_SIGNS = late(r"[\s:：*＊.。]+")
_NEEDED = (_C.TITLE, _C.LEAD)
_MOMENTS = frozenset(of for of, form in FORMS.items() if form is Form.MOMENT)
# What only a ledger has, and no list of what is to be done.
_KEEPS = frozenset({_C.STATE, _C.PROGRESS, _C.CLOSED, _C.GIVEN, _C.RESULT, _C.RETURNS, _C.RATING})


def meaning_of(text: str) -> tuple[str, bool]:
    """What a head means, and whether it is one of our own."""
    known = _OWN.get(_plain(_zoned(text)[0]))
    if known is not None:
        return (NOTHING if known in LEFT else known), True
    return _guessed(text) or NOTHING, False


def _guessed(text: str) -> str | None:
    """What a head of others means; None for words that are none we know."""
    bare = _SIGNS.sub(" ", _WITHIN.sub("", text)).strip()
    for meaning, pattern in _PATTERNS if bare else ():
        if pattern.fullmatch(bare) or pattern.fullmatch(bare.replace(" ", "")):
            return meaning
    return None


_ZONE = late(
    r"\s*[（(]\s*(?:UTC(?P<hours>[+-]\d{1,2})(?::(?P<minutes>\d\d))?|(?P<name>[A-Za-z]+/[A-Za-z_/+-]+))\s*[)）]\s*"
)


def is_known(text: str) -> bool:
    """Whether the words can stand at the head of a column, be it one that is left where it is."""
    return bool(text.strip()) and (_plain(_zoned(text)[0]) in _OWN or _guessed(text) is not None)


def _zoned(text: str) -> tuple[str, tzinfo | None]:
    """A head without the zone that a ledger of ours names behind it, and the zone."""
    found = next(_ZONE.finditer(text), None)
    if found is None or found.end() != len(text):
        return text, None
    return text[: found.start()], _named_zone(found)


def _named_zone(found: re.Match[str]) -> tzinfo | None:
    try:
        if found["name"]:
            return ZoneInfo(found["name"])
        hours = int(found["hours"])
        minutes = int(found["minutes"] or 0) * (-1 if hours < 0 else 1)
        return timezone(timedelta(hours=hours, minutes=minutes))
    except (ValueError, ZoneInfoNotFoundError):
        return None


def zone_in(headings: Iterable[Heading]) -> tzinfo | None:
    """By whose clock the moments of a ledger of ours are written, where its heads say so."""
    zones = (_zoned(one.text)[1] for one in headings if one.means in _MOMENTS)
    return next((zone for zone in zones if zone is not None), None)


def _plain(text: str) -> str:
    return "".join(text.split()).casefold()


_OWN = {_plain(word): meaning for meaning, words in OWN.items() for word in words}


def is_sure(headings: Iterable[Heading]) -> bool:
    """Whether nobody need look at the columns: those that are needed are there, and all have heads of our own."""
    found = list(headings)
    return lacking(found) == () and all(one.sure for one in found)


def is_ledger(headings: Iterable[Heading]) -> bool:
    """Whether nobody need say that it is a ledger: it tells who does what and what became of it, or all heads are ours."""
    found = list(headings)
    means = {one.means for one in found}
    return lacking(found) == () and (bool(means & _KEEPS) or (_C.NUMBER in means and is_sure(found)))


def lacking(headings: Iterable[Heading]) -> tuple[str, ...]:
    """The meanings without which nothing can be imported."""
    found = {one.means for one in headings}
    return tuple(one for one in _NEEDED if one not in found)


def with_meaning(headings: Sequence[Heading], place: int, means: str) -> tuple[Heading, ...]:
    """One column means something else; a column that meant it before means nothing."""
    return tuple(
        replace(one, means=means)
        if n == place
        else replace(one, means=NOTHING, sure=False) if means != NOTHING and one.means == means
        else one
        for n, one in enumerate(headings)
    )  # fmt: skip
