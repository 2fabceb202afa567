"""What somebody asks in everyday words: 今天到期的, 谁还没签收, 预算那件事到哪了. Whole sentences: no order is one.

A question names a list, a matter by its number or by words of its title, or may be one of two lists, which is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from domain.text import half_width, late


@dataclass(frozen=True, slots=True)
class Question:
    """The list that is asked for, and the `other` where it may be that; or a matter, by number or by words."""

    which: str = ""
    other: str = ""
    number: int = 0
    words: str = ""
    period: str | None = None  # of which the bulletin is asked for, as it was said; "" for none in particular


_LONGEST = 40  # signs; who says more orders something
_LEAD = (
    r"(?:请问|請問|麻烦|麻煩|请|請|帮我|幫我|给我|給我|告诉我|告訴我|我想(?:知道|看|了解)(?:一下)?|我要看|看看|看一下|看下|查一下|查查"
    r"|查下|查看|列一下|列出|了解一下|现在|現在|目前|截至目前|到现在|到現在|[,\s])*"
)
_TAIL = r"(?:呢|吗|嗎|啊|呀|了|的|名单|名單|清单|清單)*[\s?!.。~]*"
_HOW_MANY = (
    r"(?:都|还|還|又|一共|总共|總共|共|已经|已經)*(?:有没有|有沒有|有哪些|有哪几|有哪幾|有什么|有什麼|有啥|有几|有幾|有多少|哪些|哪几|哪幾"
    r"|什么|什麼|几|幾|多少|有)"
)
_IN_ALL = r"(?:都|已经|已經|一共|总共|總共|共)*"
_THING = r"(?:件|个|個|项|項)?(?:督办|督辦)?(?:的)?(?:事情|事项|事項|事|任务|任務|工作|案件|案子|件|活)?"
_WHICH = rf"(?:{_HOW_MANY}{_THING})?"
_LATE = r"(?:超期|超时|超時|逾期|过期|過期|延误|延誤|拖延|红灯|紅燈)"
_DONE = r"(?:办结|辦結|办完|辦完|完成|结案|結案|了结|了結)"
_DUE = rf"(?:(?:会|會|要|该|該|应|應)*(?:到期|截止|到时限|到期限)|(?:要|该|該|应|應)+(?:交|{_DONE}))"
_NOT = r"(?:还|還|都|到现在|到現在)*(?:没有?人?|沒有?人?|未|不|无人|無人)"
_TAKE = r"(?:签收|簽收|接收|接)"
_WHO = r"(?:还有|還有|有)?(?:谁|誰|哪些人|哪个|哪個|哪位)"
_READ = r"(?:看过?|看過|读过?|讀過?|阅读|閱讀|回执|确认|確認)"
_NOTICE = r"(?:那个|那個|这个|這個|那条|那則|这条|這則)?(?:通知|公告)"
_HAS_NOT = r"(?:still )?(?:has not|hasn't|have not|haven't|did not|didn't) (?:yet )?"
_EN_LEAD = r"(?:(?:please|so|and|ok|hi)[,\s]+)*(?:(?:can you |could you )?(?:show|tell|give) me )?"
_EN_TAIL = r"(?:\s+(?:now|yet|so far|please|already))*[\s?!.]*"
_EN_WHAT = (
    r"(?:(?:what(?:'s| is| are| was| were)?|which (?:tasks?|matters?|ones?)?(?: ?(?:is|are|was|were))?|anything|anybody|anyone"
    r"|how many(?: (?:tasks?|matters?))?(?: (?:is|are|was|were))?|is there anything|are there any(?: tasks?)?"
    r"|do we have|have we(?: got)?|the|all)\s+)*"
)

# Words for a time, as a list's name ends.
_DAYS: Mapping[str, str] = {
    "today": r"今天|今日|\btoday\b",
    "tomorrow": r"明天|明日|\btomorrow\b",
    "next-week": r"下个?(?:周|星期)|下個?(?:週|星期|禮拜)|下礼拜|\bnext week\b",
    "last-week": r"上个?(?:周|星期)|上個?(?:週|星期|禮拜)|上礼拜|\blast week\b",
    "last-month": r"上个?月|上個月|\blast month\b",
    "week": r"本周|本週|这个?(?:周|星期)|這個?(?:週|星期|禮拜)|这礼拜|\bthis week\b",
    "month": r"本月|这个?月|這個月|\bthis month\b",
    "yesterday": r"昨天|昨日|\byesterday\b",
}
AHEAD = ("today", "tomorrow", "week", "next-week", "month")  # in which something may be due
BEHIND = ("today", "yesterday", "week", "last-week", "month", "last-month")  # in which something may have been finished
_DAY = "(?P<day>" + "|".join(_DAYS.values()) + ")(?:内|內|之内|之內)?"


def _zh(pattern: str) -> re.Pattern[str]:
    return late(f"{_LEAD}(?:{pattern}){_TAIL}")


def _en(pattern: str) -> re.Pattern[str]:
    return late(f"{_EN_LEAD}(?:{pattern}){_EN_TAIL}", re.IGNORECASE)


# What is asked → the list; the first that fits. One whose name ends with - takes the time that is named.
_LISTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("overdue", _zh(rf"{_WHICH}(?:已经|已經)?{_LATE}(?:了|的)*{_THING}{_WHICH}")),
    ("overdue", _zh(rf"(?:{_WHO}|{_WHO}的{_THING})(?:又|已经|已經)?(?:{_LATE}|晚|迟|遲)")),
    (
        "overdue",
        _en(rf"(?:who(?:'s| is)|{_EN_WHAT})\s*(?:\btasks? )?(?:overdue|late|past due|behind)(?: tasks?)?"),
    ),
    ("unaccepted", _zh(rf"(?:{_WHO}|{_WHICH}){_NOT}{_TAKE}(?:了|的)*{_THING}{_WHICH}")),
    (
        "unaccepted",
        _en(
            rf"(?:who (?:{_HAS_NOT}|still has to |has yet to |must still )(?:accepted|accept)(?: (?:it|them|their tasks?))?"
            rf"|{_EN_WHAT}(?:still )?(?:not (?:yet )?accepted|unaccepted|waiting to be accepted)(?: tasks?)?)"
        ),
    ),
    ("due-", _zh(rf"{_WHICH}{_DAY}{_WHICH}{_DUE}(?:了|的)*{_THING}{_WHICH}")),
    ("due-", _en(rf"{_EN_WHAT}(?:due|coming up|to be (?:finished|handed in)) {_DAY}")),
    ("finished-", _zh(rf"(?:我们|我們|大家|部门|部門)?{_DAY}{_IN_ALL}{_DONE}(?:了|的)*{_WHICH}{_THING}")),
    ("finished-", _en(rf"{_EN_WHAT}(?:did we |have we |got )?(?:finish|finished|done|complete|completed|closed?) {_DAY}")),
    ("unread", _zh(rf"{_WHO}{_NOT}{_READ}{_NOTICE}|{_NOTICE}{_WHO}{_NOT}{_READ}")),
    ("unread", _en(rf"who {_HAS_NOT}read (?:the |that |this )?notice")),
)  # fmt: skip

_MONTH_NOW = r"(?:这个?月|這個月|本月)?的?"
_SCORE = r"(?:量化)?(?:考核)?(?:得分|分数|分數|积分|積分|考核分|考核成绩|考核成績)"
_WHY = r"(?:为什么|为啥|怎么|為什麼|為何|怎麼)"
_POINTS = _WHY + r"(?:会|會|被|又)*(?:扣|减|減|加)(?:了|过|過)?(?:\s?\d+\s?)?分"
# What is asked of points: of oneself, or of somebody, whose name stands in `who`.
_SCORES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("score", _zh(rf"我的?{_MONTH_NOW}{_SCORE}(?:是|有)?(?:多少|几|幾|怎么样|怎麼樣|如何|情况|情況)?分?")),
    ("score", _zh(rf"我的?{_MONTH_NOW}(?:量化)?考核(?:得了?|是|有|拿了?|能得)?(?:多少|几|幾)分")),
    ("score", _en(r"(?:what(?:'s| is) )?my (?:score|points)(?: this month)?|how many points (?:do|did) i (?:have|get)")),
    ("score", _zh(rf"我的?{_MONTH_NOW}(?:量化)?考核(?:情况|情況|结果|結果|怎么样|怎麼樣|如何)?")),
    ("score-why", _zh(rf"我{_MONTH_NOW}{_POINTS}")),
    ("score-why", _zh(rf"{_WHY}(?:要|又)?(?:扣|减|減)(?:了|过|過)?我(?:\s?\d+\s?)?的?分")),
    ("score-why", _zh(rf"{_MONTH_NOW}(?:扣|减|減)了?我(?:几|幾|多少)分")),
    ("score-why", _zh(rf"(?P<who>[^我你您他她\s]{{2,8}}?){_MONTH_NOW}{_POINTS}")),
    ("score", _zh(rf"(?P<who>[^我你您他她\s]{{2,8}}?)的?{_MONTH_NOW}{_SCORE}(?:是|有)?(?:多少|几|幾)?分?")),
    ("score-why", _en(r"why (?:did|have) (?:i|(?P<who>[^\W\d_][\w ]{1,20}?)) (?:lose|lost|get|got) (?:\d+ )?points?")),
)  # fmt: skip

_HOW = r"(?:怎么样|怎麼樣|怎样|怎樣|如何|到哪)"
# What may be one of two lists.
_EITHER: tuple[tuple[str, str, re.Pattern[str]], ...] = (
    ("due-today", "mine", _zh(r"(?:今天|今日)的?(?:事情?|工作|任务|任務|安排|情况|情況)")),
    ("due-today", "mine", _en(r"(?:today's (?:tasks?|work|matters)|(?:what(?:'s| is) (?:on|there) (?:for )?)?today)")),
    ("due-week", "finished-week", _zh(r"(?:本周|本週|这周|這週)的?(?:事情?|工作|任务|任務|情况|情況|进度|進度)")),
    ("due-week", "finished-week", _en(r"this week's (?:tasks?|work|matters)")),
    ("overdue", "team", _zh(rf"(?:事情|工作|任务|任務|整体|整體|各项)?的?(?:情况|情況|进度|進度|进展|進展){_HOW}?")),
    ("overdue", "team", _en(r"how(?:'s| is| are) (?:it|things|everything|the work) going|how far are we")),
    ("overdue", "unaccepted", _zh(rf"{_WHO}{_NOT}(?:动静|動靜|反应|反應|动|動|声音|回音)|{_WHO}{_NOT}有?(?:动静|動靜)")),
    ("overdue", "unaccepted", _en(r"who is silent|who is (?:not|n't) (?:moving|answering)")),
)  # fmt: skip

_GOES = (
    r"(?:现在|現在|目前)?(?:办|辦|做|弄|写|寫|准备|準備|进行|進行|推进|推進)?得?(?:到哪(?:里|裡|儿|兒|一步)?|怎么样|怎麼樣|怎样|怎樣|如何|什么情况|什麼情況"
    r"|进展(?:如何|怎么样|到哪)?|進展(?:如何|怎麼樣|到哪)?|进度(?:如何|怎么样|到哪)?|進度(?:如何|怎麼樣|到哪)?|(?:办|辦|做|弄)?[好完]了?(?:没有?|沒有?|吗|嗎))"
)
_NUMBER = (
    r"(?:#|№|第|任务|任務|编号|編號)?\s?(?P<number>\d{1,6})\s?(?:号|號|件|项|項)?(?:的|那|这|這)*(?:件|项|項)?"
    r"(?:事情?|任务|任務|事项|事項)?"
)
_EN_ASKS = (
    r"(?:how(?:'s| is| far is| far along is)|what(?:'s| is) (?:the )?(?:status|state|progress) of|where(?:'s| is)|what about"
    r"|what(?:'s| is) (?:happening|going on) with)"
)
_EN_GOES = r"(?:\s+(?:going|doing|coming along|getting on))?"
_OF_NUMBER = (
    _zh(rf"{_NUMBER}\s*{_GOES}"),
    _en(rf"{_EN_ASKS} (?:the )?(?:task |matter |number |no\.? ?|item )?#?\s?(?P<number>\d{{1,6}}){_EN_GOES}"),
)
_OF_WORDS = (
    _zh(
        rf"(?P<words>[^\d\s#,，。?？].{{0,18}}?)(?:的)?(?:那|这|這)?(?:件|项|項|个|個)?(?:事情?|任务|任務|事项|事項|工作|案子|案)?\s*{_GOES}"
    ),
    _en(rf"{_EN_ASKS} (?:the |that |our )?(?P<words>[a-z][\w \-]{{1,30}}?)(?: (?:task|matter))?{_EN_GOES}"),
)
_NO_MATTER = late(
    r"^(?:我|你|您|他|她|它|谁|誰|大家|今天|明天|昨天|这|這|那|天气|天氣|请|請|把|让|讓|叫|催)"
    r"|^(?:it|things|everything|you|he|she|they|my|who|what|the weather|life|work)\b",
    re.IGNORECASE,
)


def question(text: str) -> Question | None:
    """What is asked; None where the words are no question that is known."""
    line = half_width(" ".join(text.split()))
    if not line or len(line) > _LONGEST:
        return None
    return next((found for way in _WAYS for found in way(line)), None)


def _list(line: str) -> Iterator[Question]:
    for which, pattern in _LISTS:
        found = pattern.fullmatch(line)
        if found is None:
            continue
        if not which.endswith("-"):
            yield Question(which)
        elif (day := _day(found["day"])) in _TIMES[which]:
            yield Question(which + day)


def _score(line: str) -> Iterator[Question]:
    for which, pattern in _SCORES:
        found = pattern.fullmatch(line)
        if found is not None:
            yield Question(which, words=found.groupdict().get("who") or "")


_TIMES: Mapping[str, tuple[str, ...]] = {"due-": AHEAD, "finished-": BEHIND}


def _day(said: str) -> str:
    return next(name for name, words in _DAYS.items() if re.fullmatch(words, said, re.IGNORECASE))


def _either(line: str) -> Iterator[Question]:
    yield from (Question(one, other) for one, other, pattern in _EITHER if pattern.fullmatch(line))


def _matter(line: str) -> Iterator[Question]:
    yield from (Question(number=int(found["number"])) for p in _OF_NUMBER if (found := p.fullmatch(line)))
    for pattern in _OF_WORDS:
        found = pattern.fullmatch(line)
        words = found["words"].strip() if found else ""
        if len(words) > 1 and not _NO_MATTER.search(words):
            yield Question(words=words)


_NUMERAL = r"(?:\d{1,2}|[一二三四五六七八九十]{1,2})"
_WHEN = (
    rf"(?P<when>(?:(?:20\d\d|[今去])年)?{_NUMERAL}月份?|(?:(?:20\d\d|[今去])年)?第?[一二三四1-4]季度?|(?:20\d\d)?q[1-4]"
    r"|[本这這]个?個?月|上上?个?個?月|[本上]个?個?季度?|(?:20\d\d|[今去])年度?)"
)
_TOLD = r"(?:通报|通報|[月季年]报|[月季年]報|报表|報表)"
_EN_MONTH = "(?:last|this) (?:month|quarter|year)|q[1-4]"
_BULLETIN = (
    _zh(rf"{_WHEN}的?(?:督办|督辦|工作)?(?:[月季年]度?)?{_TOLD}"),
    _zh(rf"{_WHEN}的?(?:(?:督办|督辦|任务|任務|工作)的?)?(?:{_DONE}|办理|辦理|按时办结|準時結案)(?:情况|情況|率)"),
    _zh(r"(?P<when>)(?:督办|督辦)(?:[月季年]度?)?(?:通报|通報|[月季年]报|[月季年]報)|(?:[月季年]度?)(?:通报|通報)"),
    _en(
        rf"(?:the |a )?(?:(?P<when>{_EN_MONTH}|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*(?: 20\d\d)?)"
        r"(?:'s)? )?(?:monthly |quarterly |yearly )?(?:bulletin|monthly report|report of the month)"
    ),
)


def _bulletin(line: str) -> Iterator[Question]:
    for pattern in _BULLETIN:
        if found := pattern.fullmatch(line):
            yield Question(period=(found["when"] or "").strip())


_WAYS: tuple[Callable[[str], Iterator[Question]], ...] = (_score, _list, _bulletin, _either, _matter)
