"""What somebody asks in everyday words: 今天到期的, 谁还没签收, 预算那件事到哪了. Whole sentences: no order is one.

A question names a list, a matter by its number or by words of its title, or may be one of two lists, which is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from domain.model.value import value
from domain.rules.card_questions import number_asked
from domain.rules.question_reports import bulletin_asked, points_asked
from domain.rules.question_words import (
    DAYS,
    DONE,
    DONE_OR,
    DUE,
    EN_GAVE,
    EN_JUDGE,
    EN_TASKS,
    EN_WHAT,
    GAVE,
    HAS_NOT,
    HOW_MANY,
    IN_ALL,
    JUDGE,
    LATE,
    NOT,
    OWN,
    OWN_EN,
    TAKE,
    THAT,
    THING,
    TO_OTHERS,
    UNREAD,
    UNREAD_EN,
    WHERE_I_AM,
    WHICH,
    WHO,
    day_named,
)  # fmt: skip
from domain.rules.question_words import (
    en as _en,
)
from domain.rules.question_words import (
    zh as _zh,
)
from domain.text import half_width, late


@value
class Question:
    """The list that is asked for, and the `other` where it may be that; or a matter, by number or by words.

    Beside `unread` the words name the notice. `loosely`: words that ask for a matter only where one is found.
    """

    which: str = ""
    other: str = ""
    number: int = 0
    words: str = ""
    period: str | None = None  # of which the bulletin is asked for, as it was said; "" for none in particular
    when: str = ""  # of which the points are asked for, as it was said
    loosely: bool = False


_WHATS = late(r"^whats\b", re.IGNORECASE)  # as thumbs write it
_LONGEST = 40  # signs; who says more orders something
# Words for a time, as a list's name ends.
AHEAD = ("today", "tomorrow", "week", "next-week", "month")  # in which something may be due
BEHIND = ("today", "yesterday", "week", "last-week", "month", "last-month")  # in which something may have been finished
_DAY = "(?P<day>" + "|".join(DAYS.values()) + ")(?:内|內|之内|之內)?"


# What is asked → the list; the first that fits. One whose name ends with - takes the time that is named.
_LISTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("overdue", _zh(rf"{WHICH}(?:已经|已經|已)?{LATE}(?:了|的)*{THING}{WHICH}")),
    ("overdue", _zh(rf"(?:{WHO}|{WHO}的{THING})(?:又|已经|已經)?(?:{LATE}|晚|迟|遲)")),
    (
        "overdue",
        _en(rf"(?:who(?:'s| is)|{EN_WHAT})\s*(?:\btasks? )?(?:overdue|late|past due|behind)(?: tasks?)?"),
    ),
    ("unaccepted", _zh(rf"(?:{WHO}|{WHICH}){NOT}{TAKE}(?:了|的)*{THING}{WHICH}")),
    (
        "unaccepted",
        _en(
            rf"(?:who (?:{HAS_NOT}|still has to |has yet to |must still )(?:accepted|accept)(?: (?:it|them|their tasks?))?"
            rf"|{EN_WHAT}(?:still )?(?:not (?:yet )?accepted|unaccepted|(?:pending|awaiting) acceptance"
            rf"|waiting to be accepted)(?: tasks?)?)"
        ),
    ),
    ("due-week", _zh(rf"{WHICH}(?:快要|快|马上|馬上|即将|即將|将要|將要|临近|臨近|就)(?:要|会|會)?{DUE}(?:了"
        rf"|的)*{THING}{WHICH}")),
    ("due-week", _en(rf"{EN_WHAT}(?:due|expiring|coming up) (?:soon|shortly|next)")),
    ("due-", _zh(rf"{WHICH}{_DAY}{WHICH}{DUE}(?:了|的)*{THING}{WHICH}")),
    ("due-", _en(rf"{EN_WHAT}(?:due|coming up|to be (?:finished|handed in)) {_DAY}")),
    ("finished-", _zh(rf"(?:我们|我們|大家|部门|部門)?{_DAY}{IN_ALL}{DONE}(?:了|的)*{WHICH}{THING}")),
    (
        "finished-",
        _zh(rf"(?:我们|我們|大家|各?部门|各?部門|各科室)?{_DAY}的?(?:工作|任务|任務|事项|事項)?的?{DONE}的?情[况況形]"),
    ),
    ("finished-", _en(rf"{EN_WHAT}(?:did we |have we |got )?(?:finish|finished|done|complete|completed|closed?) {_DAY}")),
    *(("unread", _zh(pattern)) for pattern in UNREAD),
    *(("unread", _en(pattern)) for pattern in UNREAD_EN),
    ("review", _zh(rf"{WHICH}(?:要|需要|等着?|等著|该|該|待|让|讓)+我?(?:来|來)?{JUDGE}(?:了|的)*{THING}{WHICH}")),
    ("review", _en(rf"{EN_WHAT}(?:do i have )?(?:there )?(?:to|for me to|waiting for my|awaiting my) {EN_JUDGE}")),
    ("review", _en(rf"what (?:should|must|do|can) i (?:have to |need to )?{EN_JUDGE}")),
    ("review", _en(rf"what (?:still )?(?:needs?|awaits|wants) my {EN_JUDGE}")),
    (
        "review",
        _en(
            r"(?:what(?:'s| is)|is anything|anything) (?:waiting|pending)"
            r" (?:for|on) (?:me|(?:my )?(?:approval|review|decision|signature))"
        ),
    ),
    ("unaccepted", _zh(rf"(?:待|等){TAKE}(?:了|的)*{THING}{WHICH}")),
    ("overdue", _zh(rf"{WHICH}{LATE}(?:了|的)*{NOT}?{DONE_OR}(?:了|的)*{THING}{WHICH}")),
    ("overdue", _zh(rf"{WHO}(?:一直|还|還|又|老)?(?:拖|耽误|耽誤|耽搁|耽擱)(?:了|着|著)*(?:{NOT}{DONE_OR})?")),
    ("overdue", _en(r"(?:the |all )*(?:late|overdue) (?:ones|tasks?|matters?|items?|work)")),
    ("overdue", _zh(rf"{WHO}(?:的{THING})?(?:又|已经|已經|已)?{LATE}(?:了)?{NOT}?{DONE_OR}")),
    ("overdue", _en(r"(?:(?:who|what|which|tasks?|deadlines?|have|has|was|were) )*missed(?: (?:the|a|their) deadlines?)?")),
    ("overdue", _en(r"(?:who|what)(?:'s| is) behind schedule|what (?:has )?(?:slipped|overran)")),
    ("mine", _zh(rf"{OWN}{WHICH}")),
    ("mine", _zh(rf"(?:我|自己){WHERE_I_AM}*{HOW_MANY}{THING}(?:要|该|該)?(?:{DONE_OR})?")),
    ("mine", _en(OWN_EN)),
    ("team", _zh(rf"{WHO}(?:手上|手里|手裡)?的?{THING}最(?:忙|多)")),
    ("assigned", _zh(rf"{GAVE}(?:下去|出去)(?:了|的)+{THING}{WHICH}")),
    ("assigned", _zh(rf"我{TO_OTHERS}{GAVE}(?:了|过|過|下去|出去|的)*{THING}{WHICH}")),
    ("assigned", _en(rf"(?:what|which|all|the|{EN_TASKS}|\s)*(?:(?:have |did )?i(?:'ve| have| did)?) {EN_GAVE}(?: out)?")),
    ("assigned", _en(r"(?:the |all )?(?:tasks?|matters?|work|things) (?:assigned|given) by me")),
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
    ("finished-yesterday", "team", _zh(r"(?:昨天|昨日)的?(?:有什么|有什麼|有哪些|有啥|的)?(?:新的?)?(?:进展|進展|情况"
        r"|情況|进度|進度|成果|变化|變化)")),
    ("finished-yesterday", "team", _en(r"(?:what happened|any progress|what progress was made|what(?:'s"
        r"| was) done) yesterday")),
    ("finished-today", "team", _zh(r"(?:今天|今日)(?:有什么|有什麼|有哪些|有啥)(?:新的?)?(?:进展|進展|进度|進度|成果"
        r"|变化|變化)")),
    ("overdue", "unaccepted", _zh(rf"{WHO}{NOT}(?:动静|動靜|反应|反應|动|動|声音|回音)|{WHO}{NOT}有?(?:动静|動靜)")),
    ("overdue", "unaccepted", _en(r"who is silent|who is (?:not|n't) (?:moving|answering)")),
)  # fmt: skip

_GOES = (
    r"(?:现在|現在|目前)?(?:办|辦|做|弄|写|寫|准备|準備|进行|進行|推进|推進)?得?(?:到哪(?:里|裡|儿|兒|一步)?|怎么样"
    r"|怎麼樣|怎样|怎樣|如何|什么情况|什麼情況"
    r"|进展(?:如何|怎么样|到哪)?|進展(?:如何|怎麼樣|到哪)?|进度(?:如何|怎么样|到哪)?|進度(?:如何|怎麼樣|到哪)?|(?:办"
    r"|辦|做|弄)?[好完]了?(?:没有?|沒有?|吗|嗎))"
)
_NUMBER = (
    r"(?:#|№|第|任务|任務|编号|編號)?\s?(?P<number>\d{1,6})\s?(?:号|號|件|项|項)?(?:的|那|这|這)*(?:件|项|項)?"
    r"(?:事情?|任务|任務|事项|事項)?"
)
_EN_ASKS = (
    r"(?:how(?:'s| is| far is| far along is)|what(?:'s| is) (?:the )?(?:status|state|progress) of|where(?:'s| is)"
    r"|what about"
    r"|what(?:'s| is) (?:happening|going on) with)"
)
_EN_GOES = r"(?:\s+(?:going|doing|coming along|getting on))?"
_OF_NUMBER = (
    _zh(rf"{_NUMBER}\s*{_GOES}"),
    _en(rf"{_EN_ASKS} (?:the )?(?:task |matter |number |no\.? ?|item )?#?\s?(?P<number>\d{{1,6}}){_EN_GOES}"),
)
_OF_WORDS = (
    _zh(
        rf"(?P<words>[^\d\s#,，。?？].{{0,18}}?)(?:的)?(?:那|这|這)?(?:件|项|項|个|個)?(?:事情?|任务|任務|事项|事項"
        rf"|工作|案子|案)?\s*{_GOES}"
    ),
    _en(rf"{_EN_ASKS} (?:the |that |our )?(?P<words>[a-z][\w \-]{{1,30}}?)(?: (?:task|matter))?{_EN_GOES}"),
)
# 预算报告在哪, 那份报告在谁手上, who has the budget report.
_WHERE = (
    _zh(
        rf"(?:{THAT})?(?P<words>[^\d\s#,，。?？].{{1,18}}?)(?:的?(?:那|这|這)(?:件|项|項|个|個|份)?(?:事情?|任务|任務"
        rf"|事项|事項)?)?"
        r"(?:现在|現在|目前)?(?:(?:放|存|搁|擱|弄)?(?:在|到)?(?:哪(?:里|裡"
        rf"|儿|兒|个位置)?|什么地方|什麼地方)"
        r"|(?:到|在|归|歸)(?:了)?(?:谁|誰|哪位|哪个人|哪個人)(?:的|那)?(?:手上|手里|手裡|手中|那里|那裡|那儿|那兒|办"
        r"|辦|负责|負責|管)?(?:了)?"
        r"|(?:是|归|歸)?(?:由)?(?:谁|誰|哪位)(?:在|来|來)?(?:办|辦|处理|處理|负责|負責|承办|承辦|管|做|写|寫|弄"
        r"|跟)(?:理|着|著)?"
        r"|(?:跑|弄|搞)?(?:到)?哪(?:里|裡|儿|兒)?去了|(?:跑)?去哪(?:里|裡|儿|兒)?了)"
    ),
    _en(
        r"(?:where (?:can|do|could) i find|where did(?= .* go)|whose is|who(?:'s| is) (?:in charge of|responsible for)"
        r"|who (?:has|is (?:doing|handling|writing|on)"
        r"|does)) (?:the |that |our )(?P<words>[a-z][\w \-]{1,30}?)(?: go)?"
    ),
)
_AND_THAT = (
    _zh(rf"(?:{THAT})?(?P<words>[^\d\s#,，。?？].{{1,12}}?)呢"),
    _en(r"what about (?:the |that )(?P<words>[a-z][\w \-]{1,30}?)"),
)
_NO_MATTER = late(
    r"^(?:我|你|您|他|她|它|谁|誰|大家|今天|明天|昨天|这|這|那|天气|天氣|请|請|把|让|讓|叫|催)"
    r"|^(?:it|things|everything|you|he|she|they|my|who|what|the weather|life|work)\b",
    re.IGNORECASE,
)


def question(text: str) -> Question | None:
    """What is asked; None where the words are no question that is known."""
    line = _WHATS.sub("what's", half_width(" ".join(text.split())), count=1)
    if not line or len(line) > _LONGEST:
        return None
    return next((found for way in _WAYS for found in way(line)), None)


def asks_for_those(text: str) -> bool:
    """Whether words ask for a list as things: 这周到期的; 周五到期 may be a deadline as well."""
    found = question(text)
    return found is not None and bool(found.which) and not found.other and text.rstrip(" 。.!！?？").endswith("的")


def asks_for_figures(text: str) -> bool:
    """李明多少分, 上月通报: words that ask for points or a bulletin, and name nobody who is to do something."""
    found = question(text)
    return found is not None and (found.period is not None or found.which.startswith("score"))


def _list(line: str) -> Iterator[Question]:
    for which, pattern in _LISTS:
        found = pattern.fullmatch(line)
        if found is None:
            continue
        if not which.endswith("-"):
            yield Question(which, words=_about(found) if which == "unread" else "")
        elif (day := day_named(found["day"])) in _TIMES[which]:
            yield Question(which + day)


def _about(found: re.Match[str]) -> str:
    """The words that say which notice; 放假通知, the holiday notice."""
    return next((words.strip() for words in found.groupdict().values() if words), "")


_TIMES: Mapping[str, tuple[str, ...]] = {"due-": AHEAD, "finished-": BEHIND}


def _either(line: str) -> Iterator[Question]:
    yield from (Question(one, other) for one, other, pattern in _EITHER if pattern.fullmatch(line))


def _matter(line: str) -> Iterator[Question]:
    yield from (Question(number=int(found["number"])) for p in _OF_NUMBER if (found := p.fullmatch(line)))
    yield from (Question(number=number) for number in number_asked(line))
    for pattern, loosely in _BY_WORDS:
        found = pattern.fullmatch(line)
        words = found["words"].strip() if found else ""
        if len(words) > 1 and not _NO_MATTER.search(words):
            yield Question(words=words, loosely=loosely)


_BY_WORDS = (
    *((p, False) for p in _OF_WORDS), *((p, False) for p in _WHERE), *((p, True) for p in _AND_THAT),
)  # fmt: skip


def _of_points(line: str) -> Iterator[Question]:
    return (Question(which, words=who, when=when) for which, who, when in points_asked(line))


def _of_bulletins(line: str) -> Iterator[Question]:
    return (Question(period=period) for period in bulletin_asked(line))


_WAYS: tuple[Callable[[str], Iterator[Question]], ...] = (_of_points, _list, _of_bulletins, _either, _matter)
