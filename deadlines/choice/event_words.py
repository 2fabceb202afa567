"""The words of an event that days are counted from (验收合格之日起, after the workshop), and those that mean this notice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from deadlines.choice.clauses import clause_around
from deadlines.spec import Counted, FromEvent, Length


@dataclass(frozen=True, slots=True)
class Said:
    """The event's words and where they stand in the folded text; `now` when they mean this notice."""

    words: str
    start: int
    end: int
    now: bool = False
    at: int = 0  # where the words themselves start


_LEADS: Final = re.compile(
    r"^(?:@\w+|\W|请|須|须|应|應|需|务必|必须|并|且|再|[自从于在]|各(?:单位|部门|科室|组|位)|我们|"
    "你们?|您|大家|记得|麻烦)*"
)
# What joins an event to the length behind it.
_SINCE: Final = re.compile(
    r"(?:之日起|之日后|之时起|[次当]日起|[次当]天起|日起|起|之日|之后|以后|过后|后|结束|之后的|后的)[,]?$"
)
_ARRIVED: Final = re.compile(
    "(?:^[文函令]|[货貨款票料件车車样樣]|资金|設備|设备|材料|批文|批复|批覆|文件|尾款|发票|"
    "發票)到(?:[货貨账帳位场場岗崗]|达|達)?$|"
    "(?:回来|回來|归来|歸來|返回|返岗|返崗|返校|回国|回國|下来|下來|到货|到貨|到位|到账|到帳|到场|"
    "到場|到岗|完毕|完畢|获批|獲批|通过|通過|批准|落地|"
    r"签收|簽收|签字|验收合格|驗收合格|竣工|完工|结束|結束|交付|上线)$"
)
_OTHER_WORDS: Final = re.compile(
    r"(?:^|.)(?:今|随|隨|此|往|最|然|稍|日|先|前|落|背|其|延|推|靠|幕|善|售)$|^(?:之|以)?$"
)  # 今后, 然后, 最后
_NOT_BEFORE: Final = re.compile(r"(?:^|.)[目当當以日面眼提之排靠]$|^$")  # 目前, 以前, 提前
_LETTER: Final = (
    "通知|通告|公告|信件?|函件?|来函|來函|[邮郵電电]件|[邮郵]|消息|信息|短信|[讯訊]息|簡訊|文件?|"
    "公文|任务|任務|指令|派[单單]|工[单單]|[单單]|[电電]邮|[电電]郵"
)
_GOT: Final = "收到|接到|接[获獲]|收|接|[见見]到?|看到|看|阅[读讀]?|閱讀?|[读讀]到?|[获獲]"
_NOTICE: Final = re.compile(
    rf"(?:{_GOT})(?:了|此|本|该|該|这[封条份个]?|這[封條份個]?|上述|以上|我的)*(?:{_LETTER})?|"
    rf"(?:收到)?(?:本|此|该|該|这|這)[封条份個个则項项]?(?:{_LETTER})[^,]{{0,8}}|"
    "(?:文|令|函|信|即|今天|今|现在|現在|此刻|即刻|本|当|當)(?:到|达|達)?|(?:通知|公告|文件|"
    "文)(?:下[发發达達]|[发發]布|[发發]出|印[发發]|送[达達])"
)
_THEY_GET: Final = re.compile("[^,]{1,6}(?:收到|接到)")
_THIS_NOTICE: Final = re.compile(rf"(?:{_GOT})了?(?:本|此|该|該|这[封条份个]?|這[封條份個]?)(?:{_LETTER})$")
ANYTIME: Final = re.compile(r"|会|会议|活动|活動|此|该日|it|that|then|the (?:event|meeting|day|date)")
OWN_REMINDER: Final = re.compile(
    r"[^,]{0,4}(?:提醒|通知|告诉|告訴|叫|喊)(?:一下)?我|[^,]{0,4}(?:说一声|打招呼|报备|預約|预约)"
)
_BEHIND: Final = re.compile(
    " ?(?:(?:of|after|following|from|once|when|as soon as|upon|on(?= (?:completion|receipt|delivery|"
    "acceptance|arrival|approval)))"
    r"(?: when)? )(?P<event>[^,;:.!?\n()]{2,60})"
)
_BEHIND_BEFORE: Final = re.compile(
    "(?: (?:of|to|from))? (?P<event>(?:the|our|your|my|his|her|their|it|that|we|i|you|they|he|she|"
    r"[a-z]+ing|[a-z]+)\b[^,;:.!?\n()]{0,50})"
)
_NOTICE_EN: Final = re.compile(
    "(?:the )?(?:date of |moment of |time of )?(?:receiving|receipt(?: of)?|getting|reading|seeing|"
    r"delivery of)?\s*(?:this|today|now)\b|"
    r"(?:receipt|receiving it|receiving)$|you (?:get|receive|read|see|got) (?:this|it|the (?:email|message|notice))\b"
)
_NO_EVENT: Final = re.compile(
    r"(?:which|what|all|course|work|effort|time|notice|each|the (?:week|month|year|day))\b|next\b|"
    r"(?:at|by|on|in|to|for|and|or|so|but|please|send|then)\b"
)


def said_before(text: str, start: int, end: int, *, back: bool) -> Said | None:
    """验收合格之日起 before 20日内, 会 before 后两天内, 开标 before 前三天."""
    clause = clause_around(text, start, end).before
    if clause.isascii():
        return None
    lead = _LEADS.match(clause)
    begin = lead.end() if lead else 0
    words = clause[begin:].rstrip()
    at = start - len(clause) + begin
    opening = at - (clause[begin - 1 : begin] in ("自", "从"))
    if back:
        return None if _NOT_BEFORE.search(words) else Said(words, opening, end, at=at)
    event = _event(words, text[start:end])
    if not event or _OTHER_WORDS.search(event):
        return None
    theirs = _THIS_NOTICE.search(event) or (begin > 0 and _THEY_GET.fullmatch(event))  # 请物业收到后3日内回复
    now = _NOTICE.fullmatch(event) is not None or bool(theirs)
    return Said(event, opening, end, now, at)


def _event(words: str, length: str) -> str | None:
    """The event without what joins it to the length."""
    if length.startswith(("后", "之后", "以后", "过后")):
        return words
    joined = _SINCE.search(words)
    if joined is not None:
        return words[: joined.start()]
    return words if _ARRIVED.search(words) else None


def said_behind(text: str, start: int, end: int, value: Counted | Length | FromEvent) -> Said | None:
    """of acceptance, after the workshop, once the parts arrive; before the visit."""
    if not text[start:end].isascii():
        return None
    if isinstance(value, FromEvent):
        return _said_from(text, end)
    found = _BEHIND.match(text, end)
    if found is None or (isinstance(value, Counted) and value.reach and " when " in found.group()[:6]):
        return None
    words = _short(found["event"])
    if _NO_EVENT.match(words):
        return None
    at = found.start("event")
    return Said(words, start, at + len(words), _NOTICE_EN.match(words) is not None, at)


def _said_from(text: str, end: int) -> Said:
    found = _BEHIND_BEFORE.match(text, end)
    words = _short(found["event"]) if found else ""
    if not found or not words or _NO_EVENT.match(words):
        return Said("", end, end)
    at = found.start("event")
    return Said(words, end, at + len(words), _NOTICE_EN.match(words) is not None, at)


_NEXT_PART: Final = re.compile(r" (?:and|please|so|then|but|or|to|by|send|with)\b")
MOST_WORDS: Final = 7


def _short(words: str) -> str:
    cut = _NEXT_PART.search(words)
    words = words[: cut.start()] if cut else words
    return " ".join(words.split(" ")[:MOST_WORDS]).rstrip()
