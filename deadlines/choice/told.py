"""Words of time that set no limit: a start, a condition, something put off, something that has happened already.

周五以后再说, 5月1日起施行, 3号之前先别动, 账期30天, 3月15号提的需求, the minutes of 12 May: whoever takes the day out of these
for a deadline is silently wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from deadlines.spec import Clock, Context, Counted, Day, FromEvent, Length, Point, Range, Span

# Right behind a day or time: put off, or true only from then on.
_PUT_OFF: Final = re.compile(
    r"[,，]?(?:我|你|他|她|咱|我们|咱们|大家|你们)?(?:再(?:说|议|谈|考虑|定|看|讨论|研究|商量|讲|算)|才(?:有空|有时间|能|可以|行|开|到|回)|"
    r"都(?:行|可以|可|成|ok|没问题)|也(?:行|可以)$|不(?:休息|营业|开门|上班|办公))"
)
_STARTS: Final = re.compile(
    r"(?:起|开始)(?:施行|执行|实施|生效|试行|启用|使用|放假|休假|休息|上班|计算|算|停|恢复|调整|开放)|[起](?:[,，。]|$)"
)
_NOT_YET: Final = re.compile(r"[,，]?(?:先)?(?:别|不要|不得|不准|不许|勿|请勿)")
# Right before or behind a length of time: how long something took or takes, and no limit.
_TOOK_BEFORE: Final = re.compile(
    r"(?:[账工效保试任租聘假产学刑质]期|加班|耗时|历时|用时|耗费|出差|请假|休假|停机|停电|停水|持续|运行|延误|保固|质保|保修|只放|只休|"
    r"满[\d一二三四五六七八九十]+年[^,，。;；]{0,3}|"
    r"(?<!过)[了咗](?:成|足足|整整|佢|我|你|他|她|我们)? ?|比[^,，。;；]{0,8}[晚早快慢多少长短])$"
)
_LEAVE_LEFT: Final = re.compile(
    r"(?:假|特休|年休|调休|额度|余额|库存)[^。;；\n]{0,8}$"
)  # 特休还剩11天: what is left of a stock
_TOOK_IN_ENGLISH: Final = re.compile(
    r"\b(?:was|were|has been|have been|had been|took|takes|lasted|lasts|spent|been|waited|stayed)\b[^.,;]{0,30}\bfor $|"
    r"\b(?:took|lasted|spent|waited)(?: \w+)? $|"
    r"\bhad a\b[^.;]{0,40}, $|"
    r"\b(?:worked|lived|ran|slept|served|studied)\b[^.,;]{0,30}\bfor $"
)
_TAKES: Final = re.compile(r"\btak(?:es?|ing)(?: \w+)? $")  # takes 10 mins tops
_LENGTH_TOLD: Final = re.compile(r" (?:late|early|long|old|behind|ahead|short|faster|slower|ago|in a row)\b")
_HOURS: Final = re.compile(
    r"(?:营业|上班|办公|工作|开放|服务|门诊|接待)(?:的)?(?:时间|时段)[是为:：]? ?$|\bhours?(?: are| is|:)? (?:from )?$"
)
_START_OF_WORK: Final = re.compile("上班|开工|返工")  # 申报开工: the bare word says no hour
_JUST: Final = re.compile(r"(?:才|刚|刚刚)$")  # 十点才下班
# A date that has gone by this year and is only told of.
_HAPPENED: Final = re.compile(
    r"^[^,，。;；\n]{0,12}?(?:[提发交签报定给做开建批]的|了(?:[^,，。;；\n]{0,6})?(?:[,，。;；\n]|$)|过(?:[,，。;；\n]|$|的)|已|才(?!能|可)|的(?:[,，。;；\n]|$))"
)
_ACHIEVED: Final = re.compile(r"[^,，。;；\n]{0,14}?\d")  # 上半年完成投资3.2亿, 10月份就诊1.2万人次
LONG_OVER: Final = 270  # days to come; a month that was just over is told of, March may be planned
_ALREADY: Final = re.compile(r"(?:就)?已|[^,，。;；\n]{0,6}过了(?:[,，。;；\n]|$)")
_ACCORDING: Final = re.compile(r"(?:经|根据|按照|按|依据|参见|见|详见|自|从|上次|上回|曾|曾于|已于|早在)$")
_PAST_TENSE: Final = re.compile(
    r"\b(?:was|were|had|did|already|told|sent|got|took|went|came|signed|approved|hit|rose|fell|grew|made|sold|liked|agreed|discussed|happened|met|said|ended|"
    r"failed|finished|closed|started|launched|crashed|broke|arrived|received|paid)\b(?:[^.;!?\n]|\.(?=\d))*$"
)
# What a date behind `of`, `from` or `dated` belongs to.
_PAPERS: Final = re.compile(
    r"\b(?:minutes|note|notes|letter|mail|email|e-mail|memo|message|report|invoice|order|meeting|call|contract|agreement|"
    r"version|notice|circular|article|edition|issue|decision|resolution|data|figures|numbers|statement|post)s? "
    r"(?:of|from|dated)(?: the)? $"
)
_TOLD_OF: Final = re.compile(
    r"(?:^|[,;:.!?(] ?)back (?:in|on) $|"  # back in Q2 we lost two clients
    r"\b(?:i|we|you|he|she|they) (?:was|were) (?:off|out|away|sick|ill|on leave|on holiday)\b[^.,;]{0,20} on $"
)
# What a message asks for, and how one speaks that only tells how things are or were.
_ASKS: Final = re.compile(
    r"请|把|交|报|发(?!生)|给|完成|提|做|改|写|弄|办|(?<![主重])要|需|得|必|务|送|核|查|更新|准备|整理|安排|联系|通知|确认|落实|[@#/]|搞|定|清|"
    r"签|审|填|带|来|去(?!年)|到位|前|内|[a-z]"
)
_TELLS: Final = re.compile(r"(?<![好行得罢])[了咗](?:[,，。;；!！\n]|$| ?\d|个)|\d ?(?:度|℃)|居然|竟然")
_WAS: Final = re.compile(r"\b(?:was|were|had|got)\b[^,.;!?\n]*$")
MOST_OF_A_YEAR: Final = 270  # days
_BEHIND: Final = 24  # characters looked at on either side
_AROUND: Final = 60


def only_tells(value: object, text: str, start: int, end: int, *, marked: bool, before: bool) -> bool:
    """Whether the words from `start` to `end` are no limit; `marked` by 前, by and the like, `before` by 前 itself."""
    if isinstance(value, Length | Counted | FromEvent):
        takes = _TAKES.search(text, max(0, start - _BEHIND), start) is not None
        return takes or (not marked and _is_extent(value, text, start, end))
    if not isinstance(value, Day | Clock | Point | Span | Range):
        return False
    if (before and _NOT_YET.match(text, end)) or _PUT_OFF.match(text, end) or _STARTS.match(text, end):
        return True
    if not marked and _START_OF_WORK.fullmatch(text, start, end):
        return True
    if isinstance(value, Range):
        return _HOURS.search(text, max(0, start - _BEHIND), start) is not None
    return _JUST.search(text, max(0, start - 2), start) is not None or (
        not marked and _is_past(value, text, start, end)
    )


def _is_extent(value: Length | Counted | FromEvent, text: str, start: int, end: int) -> bool:
    """How long something took, takes, or is late, and no limit."""
    if _LENGTH_TOLD.match(text, end) or _LEAVE_LEFT.search(text, max(0, start - _BEHIND), start):
        return True
    return not _is_reached(value) and _took(text, start)


def _is_past(value: object, text: str, start: int, end: int) -> bool:
    if _TOLD_OF.search(text, max(0, start - _AROUND), start):
        return True
    return _papers(text, start) or (isinstance(value, Day) and _ALREADY.match(text, end) is not None)


def narrates(context: Context, value: object, text: str, start: int, end: int) -> bool:
    """Whether the message asks for nothing and the day in it is only when something is or was so: 今天路上堵了40分钟.

    Only of today, the present period or a stretch of days, and where the telling goes on without a pause: in an order the
    day stands apart (周五 打印机坏了), and what broke is to be mended.
    """
    if not _is_present(context, value):
        return False
    if isinstance(value, Day | Point) and _WAS.search(text, max(0, start - _AROUND), start):
        return True
    return bool(text[end : end + 1].strip()) and _only_narrates(text)


def _is_present(context: Context, value: object) -> bool:
    day = value.day if isinstance(value, Point) else value
    if isinstance(day, Day):
        return day.date == context.today or day.sort == "festival"
    if isinstance(day, Span):
        return day.first <= context.today
    return isinstance(value, Range)


@lru_cache(maxsize=8)  # asked again for every moment of the text
def _only_narrates(text: str) -> bool:
    return _TELLS.search(text) is not None and _ASKS.search(text) is None


def _is_reached(value: object) -> bool:
    return isinstance(value, Counted) and value.marked


def _took(text: str, start: int) -> bool:
    behind = text[max(0, start - _BEHIND) : start]
    return (
        _TOOK_BEFORE.search(behind) is not None
        or _TOOK_IN_ENGLISH.search(text, max(0, start - _AROUND), start) is not None
    )


def _papers(text: str, start: int) -> bool:
    return _PAPERS.search(text, max(0, start - _AROUND), start) is not None


def happened(context: Context, value: object, text: str, start: int, end: int) -> bool:
    """Whether a date without a year, gone by this year, is told of in a message: 3月15号提的需求, it was 97% in March."""
    passed = _passed(context, value)
    if not passed:
        return False
    if isinstance(value, Span) and _is_just_over(context, value, text[start:end]) and _ACHIEVED.match(text, end):
        return True
    if _ACCORDING.search(text, max(0, start - 4), start) or _HAPPENED.match(text[end : end + _BEHIND]):
        return True
    return _PAST_TENSE.search(text, max(0, start - _AROUND), start) is not None


def _is_just_over(context: Context, span: Span, words: str) -> bool:
    if "年" in words.removeprefix("上半年").removeprefix("下半年"):
        return False
    return span.grain != "month" or (span.first - context.today).days > LONG_OVER


def _passed(context: Context, value: object) -> bool:
    day = value.day if isinstance(value, Point) else value
    if isinstance(day, Day) and day.sort == "festival":
        return day.date is not None and (day.date - context.today).days > MOST_OF_A_YEAR
    if isinstance(day, Day):
        return day.sort == "yearly" and day.date is not None and day.date.year > context.today.year
    if not isinstance(day, Span) or day.first.year <= context.today.year:
        return False
    return (day.grain == "month" and day.weak) or day.grain in ("quarter", "half-year")
