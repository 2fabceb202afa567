"""What a report says besides its words: how far it is, whether it is blocked.

A share is progress where it is said to be: at the head of the report (60% 等数据) or with a word of progress (进度60%, 写了
六成, half done); not where it is of something else (增长30%, 5%的方案, -5%) or of another time (上周40%, 预计80%). What is
only said for later is told to be no progress.
"""

from __future__ import annotations

import re

from domain.errors import Refusal
from domain.rules.outcome import says_blocked
from domain.rules.shares import Share, shares_in
from domain.text import half_width, late

__all__ = ["progress_in", "says_blocked"]

_WHOLE = 100
_BELOW = late(r"\s*(?:(?:进度|進度|progress)\s*:?\s*)?[-−–]\s?(\d{1,9}(?:\.\d{1,4})?)\s?%\s*", re.IGNORECASE)
_CLAUSE_ENDS = late(r"[,，。;；!！?？\n]|\.(?=\s|$)|\b(?:but|while|though|and)\b|但是?|可是|不过|不過", re.IGNORECASE)
_ABOUT = (
    r"(?:\s|达到|達到|大概|大约|大約|约|約|近|将近|將近|差不多|快|已经|已經|已|到|是|为|為|在|有|了|:|：|=|about|around|roughly|approximately|some"
    r"|almost|nearly|at|is|are|to|reached)*"
)
_HEAD = late(rf"\W*(?:#\d+\W*)?{_ABOUT}", re.IGNORECASE)

# Words before a share: the nearest decides. 提高到 says where a change ended, so it is no word of change.
_REACHED = late(
    r"(?:提高|提升|推进|推進|增加|上升|更新|改|调整|調整)(?:到|至|为|為)|\b(?:up|risen|increased|raised|updated|moved)\sto\b",
    re.IGNORECASE,
)
_DOING = (
    "整理|准备|準備|收集|蒐集|核对|核對|汇总|彙總|彙整|起草|修改|审核|審核|录入|錄入|登录|登錄|处理|處理|安装|安裝|排查|测试|測試|检查|檢查"
    "|填报|填報|编制|編製|翻译|翻譯|盘点|盤點|落实|落實|推进|推進|进行|進行"
)
_PROGRESS = late(
    rf"""进度|進度|进展|進展|完成度|(?:任务|任務|工作|整体|整體|总体|總體)完成率|^\s*完成率|完成(?!率)
    |(?:[办辦做写寫弄搞干幹建排测測改查填编編画畫走跑装裝审審]|{_DOING})(?:完|好|到|了|咗|妥|理|结|結)+
    |\b(?:progress|progressed|complete|completed|completion|done|finished|did|ready)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHER = late(
    r"""增|涨|漲|提高|提升|上升|降|减|減|下跌|节约|節約|节省|節省|压缩|壓縮|高于|高於|低于|低於|占|佔|折扣|息|税|稅|成本|费用|費用|价|價|(?<!完成)率|比例|比|毛利|利润|利潤
    |预算|預算|用了|用掉|花了|花掉|剩|还差|還差|相差|余|餘|缺|还有|還有|尚有|同比|环比|環比|不到|不足|超过|超過
    |\b(?:by|grew|grow|grown|growth|growing|increas\w*|decreas\w*|reduc\w*|cuts?|rose|rises?|fell|falls?|drop\w*|sav\w*|less|more|than|costs?
      |rate|discount|budget|spent|remain\w*|left|over|above|below|under|up|down)\b""",
    re.VERBOSE | re.IGNORECASE,
)
# Said of another time, or denied: anywhere before it in its clause, or just before the word of progress or the share.
_EARLIER = late(
    r"""上周|上週|上月|上次|昨天|前天|原来|原來|原先|之前|去年|\b(?:was|were|last|yesterday|previous\w*|before)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LATER = late(
    r"""预计|預計|预期|預期|争取|爭取|力争|力爭|目标|目標|打算|希望|要求|明天|明早|明晚|明日|后天|後天|下周|下週|下月|下个月|下個月
    |(?:周|週|星期|礼拜|禮拜)[一二三四五六日天]之?前|(?:[日号號底]|下班|中午|晚上)之?前
    |(?:今晚|(?<![上昨])(?<!上个)(?<!上個)(?:周|週|星期|礼拜|禮拜)[一二三四五六日天])(?!.*[了已])
    |(?:['’]ll|\bgonna|\bgoing\sto|\bshall|\btonight|\bcan(?!['’]?t|not|\snot|\s(?:confirm|say|report|tell))|\bby\s(?:noon|then|eod|next|the\send|end|\w{3,6}day))\b
    |\b(?:will|would|should|plan\w*|expect\w*|aim\w*|target\w*|hope\w*|need\w*|goal|tomorrow|next)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_LATER_BEHIND = late(
    r"\s*(?:(?:done|complete|ready|finished)\s+)?(?:by\s+(?:tonight|tomorrow|noon|then|eod|next|the\s+end|end|\w{3,6}day)\b"
    r"|(?:tomorrow|tonight|next\s+\w+|this\s+(?:evening|afternoon))\s*(?:$|[,.;!]))",
    re.IGNORECASE,
)
_DENIED = late(
    r"""(?:[没沒未]有?|不|尚未|(?<!按)(?<!照)计划|(?<!按)(?<!照)計劃|(?<!将近)(?<![主重])[要应應]|[须須需]要?|可|能|[会會]|将|將|才能
    |\bnot(?:\syet|\seven)?|n't|\bto\sbe)\s*$""",
    re.VERBOSE | re.IGNORECASE,
)
_TO_DO = late(r"\b(?:to|have to|can|cannot|be)\s*$", re.IGNORECASE)
_THEN = late(
    rf"(?:先|再|后来|後來|然后|然後|目前|现在|現在|现已|現已|至今|如今|first|then|later|now|currently){_ABOUT}$",
    re.IGNORECASE,
)
_SIGNED = late(r"(?<![度s])\s*[-+−–±]\s?$")

# Words behind a share.
_DONE_BEHIND = late(
    r"""[-\s]*(?:左右|上下|多|以上)?[-\s]*(?:的(?:工作|进度|進度|任务|任務|内容|內容|部分|工作量|量))?\s*(?:已经|已經|已|都|全|is|are|has\sbeen|have\sbeen)*\s*
    (?:完成(?!率)|进度|進度|办完|辦完|做完|写完|寫完|做好|写好|寫好|收齐|收齊|了(?=$|\s|[,，。;；!！])
      |(?:done|completed?|finished|progress|ready|there|through|written)\b)
    |\s+(?:of|the|my|our|this)\b[^,.;]{1,40}\b(?:is|are|has\sbeen|have\sbeen)\s(?:now\s|already\s)?(?:done|completed?|finished|ready|in\splace|written|through)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OTHER_BEHIND = late(
    r"""(?:增|涨|漲|降|减|減|折|股|利|回扣|税|稅)|\s*(?:尚|还|還)?[未没沒](?:有)?(?:完成|做|办|辦|写|寫|动|動|交|收[齐齊]|好)|以内|以內|以下
    |\s+(?:cost|growth|increase|decrease|reduction|discount|less|more|rise|raise|fewer|higher|lower|cheaper|off|not\sdone|remain\w*|left|to\sgo|missing
      |budget|tax|stake|margin)\b""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_BEHIND = late(r"\s*[的之]|\s+of\b", re.IGNORECASE)
_ENDS_CLAUSE = late(r"\s*(?:$|[,，。;；!！\n.])")
_APART = late(rf"(?:^|(?<![A-Za-z\s])\s){_ABOUT}$")
# 90, 1/2 and nothing else, or 已完成 3/4; 3/4 done may be said of a day.
_ONLY = late(
    r"\s*(?:(?:it['’]?s |it is |is |at |now )*(?P<n>[1-9]\d|100)"
    r"|(?:(?:已|已经|已經)?完成了?|(?:进度|進度|progress)\s*:?)?\s*(?P<part>[1-9])/(?P<of>[2-9]|10)(?:\s*了)?)[\s。.!！]*",
    re.IGNORECASE,
)
_BARE = late(rf"(?:进度|進度|\bprogress){_ABOUT}(\d{{1,3}})(?=$|\s|[,，。;；!！])", re.IGNORECASE)


def progress_in(text: str) -> int | None:
    """The progress that a report says, 0 to 100; of several the last, of 60% and 一半 the one with the sign.

    More than 100 is refused, and nothing but less than 0.

    A part of a percent is rounded, 3.5% to 4, but nothing short of 100 becomes 100.
    """
    plain = half_width(text)
    below = _BELOW.fullmatch(plain)
    if below:
        raise Refusal("percent", value=f"-{below[1]}")
    if only := _ONLY.fullmatch(plain):
        return _rounded(_only_value(only))
    bare = [Share(m.start(1), m.end(1), float(m[1])) for m in _BARE.finditer(plain)]
    found = sorted([s for s in (*shares_in(plain), *bare) if _said(plain, s)], key=lambda s: s.start)
    if not found:
        return None
    last = ([s for s in found if s.sign] or found)[-1]
    if last.value > _WHOLE:
        raise Refusal("percent", value=f"{last.value:g}")
    return _rounded(last.value)


def _only_value(found: re.Match[str]) -> float:
    return float(found["n"]) if found["n"] else min(_WHOLE, _WHOLE * int(found["part"]) / int(found["of"]))


def planned_in(text: str) -> str:
    """The share, in its own words, that a report only says for later (明天做到30%, will do 30%); empty where there is none."""
    plain = half_width(text)
    found = next((s for s in shares_in(plain) if _is_planned(plain, s)), None)
    return plain[found.start : found.end].strip() if found and progress_in(text) is None else ""


def _is_planned(text: str, share: Share) -> bool:
    before = _clause_before(text, share.start)
    of_something = share.points or _SIGNED.search(before) or _OTHER_BEHIND.match(text, share.end)
    return not of_something and _is_later(text, share, before) and _nearest(before, denied=True) is not False


def _is_later(text: str, share: Share, before: str) -> bool:
    return _LATER.search(before) is not None or _LATER_BEHIND.match(text, share.end) is not None


def _rounded(value: float) -> int:
    return _WHOLE if value == _WHOLE else min(_WHOLE - 1, int(value + 0.5))


def _said(text: str, share: Share) -> bool:
    """Whether a share is said to be how far the work is."""
    before = _clause_before(text, share.start)
    if share.points or _SIGNED.search(before) or _EARLIER.search(before) or _OTHER_BEHIND.match(text, share.end):
        return False
    if _is_later(text, share, before) or _DENIED.search(before):
        return False
    nearest = _nearest(before)
    if nearest is not None:
        return nearest
    of = _OF_BEHIND.match(text, share.end) is not None
    at_head = share.percent and (_HEAD.fullmatch(text, 0, share.start) is not None or _alone(text, before, share))
    return bool(_DONE_BEHIND.match(text, share.end)) or ((at_head or _THEN.search(before) is not None) and not of)


def _alone(text: str, before: str, share: Share) -> bool:
    """名单已到，40%; 订好了 100%: a clause of its own, or set apart at the end of one."""
    return _ENDS_CLAUSE.match(text, share.end) is not None and _APART.search(before) is not None


_CLAUSE = 200  # no clause is longer


def _clause_before(text: str, end: int) -> str:
    start = max(0, end - _CLAUSE)
    ends = [m.end() for m in _CLAUSE_ENDS.finditer(text, start, end)]
    return text[ends[-1] if ends else start : end]


def _nearest(before: str, *, denied: bool = False) -> bool | None:
    """Whether the nearest word that decides is one of progress; None where there is none. `denied`: though it be denied."""
    before = _REACHED.sub("", before)
    doing = list(_PROGRESS.finditer(before))
    other = [m.start() for m in _OTHER.finditer(before)]
    if not doing or (other and other[-1] >= doing[-1].start()):
        return False if other else None
    before = before[: doing[-1].start()]
    return denied or (_DENIED.search(before) is None and _TO_DO.search(before) is None)
