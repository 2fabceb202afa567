"""What somebody looks for, in one line and any order: words, #12, #预算, people, how it stands, a period.

A condition that stands against other words (10月报告) may be a part of a name: taken strictly it is one only where the words
end, or behind 的; taken loosely also there. Between quotes everything is words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from domain.errors import Refusal
from domain.model.search import Asked, Moment, Stand
from domain.model.value import value
from domain.rules.scripts import alike
from domain.rules.search_periods import period_at
from domain.rules.tags import LONGEST as LONGEST_TAG
from domain.rules.tags import normal
from domain.text import half_width, is_blank, late, one_line, storable

LONGEST, MOST = 200, 8  # signs of a search, and things it asks at once
PeopleAt = Callable[[str, int], tuple[tuple[int, ...], int] | None]

_BETWEEN = late(r"[\s,，、;；。.!！?？:：()（）]+")
_FILLS = late(r"(?:的|之|了|那个|那件|那份|这个|这件|这份|(?:'s|’s)(?![a-z]))+", re.IGNORECASE)
_QUOTES = {"“": "”", "「": "」", "『": "』", '"': '"', "”": "”", "《": "》"}
_NUMBER = late(r"[#№]\s?(\d{1,16})(?![\w])")
_TAG = late(r"#([^\W\d_][\w-]*)")
_DIGITS = late(r"\d{1,15}")
ME = late(  # whoever speaks
    r"(?:我自己|自己|我|mine|my|me|myself)(?![a-z])", re.IGNORECASE
)
# Read in Simplified signs; the first row that fits.
_STANDS: tuple[tuple[Stand, re.Pattern[str]], ...] = tuple(
    (stand, late(rf"(?:{words})(?![a-z])", re.IGNORECASE))
    for stand, words in (
        (Stand.REVIEW, r"(?:待|未|等)审[核批]?|审核中|(?:waiting\s+)?(?:for|to|in)\s+review|submitted|handed\s+in"),
        (Stand.UNACCEPTED, r"(?:待|未|没)签收|not\s+accepted|never\s+accepted|unaccepted|to\s+accept"),
        (Stand.DECLINED, r"退回待派|(?:退回)?[,，]?待重新交办|declined|refused"),
        (Stand.OPEN, r"(?:未|没)(?:办结|办完|完成|办好|了结|结案|结)|在办|open|unfinished|not\s+done|pending"),
        (Stand.OVERDUE, r"已?(?:超期|超时|逾期|过期)|延误|红灯|overdue|late|past\s+due"),
        (Stand.DONE, r"已?(?:办结|办完|完成|结案|办毕|办好)|done|finished|completed?|closed"),
        (Stand.ACTIVE, r"(?:正在)?办理中|进行中|正在办|in\s+progress|under\s+way|active"),
        (Stand.PAUSED, r"已?(?:挂起|暂停|暂缓)|paused|on\s+hold"),
        (Stand.CANCELLED, r"已?(?:撤销|取消|作废)|cancell?ed"),
        (Stand.WAITING, r"等待中?|waiting"),
    )
)  # fmt: skip
_MOMENTS: tuple[tuple[Moment, re.Pattern[str]], ...] = tuple(
    (moment, late(rf"(?:{words})(?![a-z])", re.IGNORECASE))
    for moment, words in (
        (Moment.GIVEN, r"交办|布置|下达|指派|given|assigned"),
        (Moment.DUE, r"到期|应办结?|截止|due"),
    )
)
_STANDS_AT = {Stand.DONE: Moment.DONE, Stand.OVERDUE: Moment.DUE, Stand.OPEN: Moment.DUE}
_SMALL = late(
    r"an?|the|of|for|in|on|at|to|from|by|with|and|or|not|about|that|this|those|these|is|are|was|were"
    r"|(?:task|item|matter|thing)s?|的|了|关于|有关|事|事项|事情|任务|督办|那个|那件",
    re.IGNORECASE,
)
# Only behind what leads to it: in 人事, 注意事项 it is a part of the word.
_TAIL = late(
    r"(?:(?:的|那|这)(?:那|这|几|哪)?(?:件|个|些|份|项)?的?|(?:件|个|些|份|项)的?)(?:事情?|事项|任务|督办件)$|(?:事情"
    r"|督办件)$|(?:那|这)(?:件|个|份|项)$"
)
_PLURAL = late(r"[a-z]{3,}[^s]s", re.IGNORECASE)


def understood(text: str, today: date, people_at: PeopleAt, *, loosely: bool = False) -> Asked:
    """What is looked for. Raises: Refusal `search-long`."""
    line = one_line(storable(text))
    if len(line) > LONGEST:
        raise Refusal("search-long", limit=str(LONGEST))
    found = _Reader(half_width(line), today, people_at, loosely=loosely).read()
    if found.conditions > MOST:
        raise Refusal("search-many", limit=str(MOST))
    return found


@dataclass(slots=True)
class _Parts:
    """What was read so far."""

    words: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    people: list[int] = field(default_factory=list)
    stand: Stand | None = None
    period: str = ""
    moment: Moment | None = None
    moment_word: str = ""


class _Reader:
    """One line, read from left to right; `seen` is the same line, sign by sign, as words are looked for in it."""

    def __init__(self, line: str, today: date, people_at: PeopleAt, *, loosely: bool) -> None:
        self.line, self.seen, self.today = line, alike(line), today
        self.people_at, self.loosely = people_at, loosely
        self.parts = _Parts()

    def read(self) -> Asked:
        """Everything in it."""
        place = 0
        while (place := self._past(place)) < len(self.line):
            place = self._quoted(place) or self._marked(place) or self._conditions(place) or self._word(place)
        return self._asked()

    def _past(self, place: int) -> int:
        between = _BETWEEN.match(self.line, place)
        return between.end() if between else place

    def _quoted(self, place: int) -> int:
        """“办结报告”: words as they stand."""
        closing = _QUOTES.get(self.line[place])
        end = self.line.find(closing, place + 1) if closing else -1
        inside = self.line[place + 1 : end].strip() if end > 0 else ""
        if not inside:
            return 0
        self.parts.words.append(inside)
        return end + 1

    def _marked(self, place: int) -> int:
        """#12 and #预算."""
        number, tag = _NUMBER.match(self.line, place), _TAG.match(self.line, place)
        if number:
            self.parts.numbers.append(int(number[1]))
        elif tag and len(tag[1]) <= LONGEST_TAG:
            self.parts.tags.append(normal(tag[1]))
        return number.end() if number else tag.end() if tag and len(tag[1]) <= LONGEST_TAG else 0

    def _conditions(self, place: int) -> int:
        """李明超期的, 上月: one condition after another, where nothing of them is a part of a longer word."""
        kept, end = _copy(self.parts), self._chain(place)
        if end and (self.loosely or self._stands_alone(end)):
            return end
        self.parts = kept
        return 0

    def _chain(self, place: int) -> int:
        """Where conditions that stand against each other end; 0 for none."""
        end = 0
        while (found := self._condition(place)) and (end := self._past_fill(found)):
            place = end
        return end

    def _past_fill(self, place: int) -> int:
        fills = _FILLS.match(self.seen, place)
        return fills.end() if fills else place

    def _stands_alone(self, end: int) -> bool:
        """Whether the words end here, or were ended by 的."""
        return end >= len(self.line) or _BETWEEN.match(self.line, end) is not None or self._filled(end)

    def _filled(self, end: int) -> bool:
        return any(_FILLS.fullmatch(self.seen, end - length, end) for length in (1, 2))

    def _condition(self, place: int) -> int:
        """The end of the condition that stands at a place, once it was noted; 0 for none."""
        return self._period(place) or self._stand(place) or self._moment(place) or self._people(place)

    def _period(self, place: int) -> int:
        found = None if self.parts.period else period_at(self.seen, place, self.today)
        if found is None:
            return 0
        self.parts.period = found[0]
        return found[1]

    def _stand(self, place: int) -> int:
        for stand, words in _STANDS:
            found = words.match(self.seen, place)
            if found and self.parts.stand is None:
                self.parts.stand = stand
                return found.end()
        return 0

    def _moment(self, place: int) -> int:
        for moment, words in _MOMENTS:
            found = words.match(self.seen, place)
            if found and self.parts.moment is None:
                self.parts.moment, self.parts.moment_word = moment, self.line[place : found.end()]
                return found.end()
        return 0

    def _people(self, place: int) -> int:
        found = self.people_at(self.line, place)
        if found is None:
            return 0
        self.parts.people += [i for i in found[0] if i not in self.parts.people]
        return found[1]

    def _word(self, place: int) -> int:
        between = _BETWEEN.search(self.line, place)
        end = between.start() if between and between.start() > place else len(self.line)
        if end <= place:
            end = place + 1
        self.parts.words.append(self.line[place:end])
        return end

    def _asked(self) -> Asked:
        parts = self.parts
        if parts.moment and not parts.period:  # 到期 alone is a word
            parts.words.append(parts.moment_word)
        moment = parts.moment or (_STANDS_AT.get(parts.stand) if parts.stand else None) or Moment.ANY
        alone = not (parts.numbers or parts.people or parts.stand or parts.period or parts.tags)
        return Asked(
            _kept(parts.words, alone=alone), tuple(dict.fromkeys(parts.numbers)), tuple(parts.people), parts.stand,
            parts.period, moment if parts.period else Moment.ANY, tuple(dict.fromkeys(parts.tags)),
        )  # fmt: skip


def _copy(parts: _Parts) -> _Parts:
    return _Parts(
        list(parts.words), list(parts.numbers), list(parts.tags), list(parts.people), parts.stand, parts.period,
        parts.moment, parts.moment_word,
    )  # fmt: skip


def _kept(words: list[str], *, alone: bool) -> tuple[str, ...]:
    """The words that say something, each once; where none does and nothing else is asked, all of them."""
    bare = [_bare(word) for word in words]
    said = [word for word in bare if word and not _SMALL.fullmatch(alike(word))]
    return tuple(dict.fromkeys(said or [w for w in words if alone and not is_blank(w)]))


def _bare(word: str) -> str:
    """报告的事 without what only says that it is a matter."""
    head = _TAIL.sub("", alike(word))
    return word[: len(head)]


def stem(word: str) -> str:
    """The part of a word that is looked for: reports finds report, too."""
    return word[:-1] if _PLURAL.fullmatch(word) else word


def number_in(word: str) -> int | None:
    """The number a word may be."""
    return int(word) if _DIGITS.fullmatch(word) else None


# -- plain words -------------------------------------------------------------------------------------------------------

# 找 alone leads to a thing, not to somebody who is to be spoken to: 找李明的报告, 找预算方案; 找李明谈话 is an order.
_THING = (
    r"(?![^的]*[要谈聊问签催借帮请叫])\S*(?:的\S+|报告|总结|纪要|纪录|记录|合同|合约|方案|通知|公告|台账|材料|文件"
    r"|档案|资料|报表|表格?|稿子?|函|计划|清单|名单|那件事|那个事)"
    r"\s*[。.?？!！]*$"
)
_ASKS = late(
    r"\s*(?:(?:请|麻烦|帮忙|帮我|给我|替我|我想|我要|想|要)\s*)*"
    r"(?:(?P<sure>搜索|搜寻|搜一下|搜一搜|搜搜|查找)(?:一下)?|找(?:一下|一找|找|下|出来?|到)|查(?:一下|一查|查"
    r"|下)(?!.*(?:[,，。;；]|有没有|是否|是不是))|找(?=[\s:：])"
    rf"|找(?={_THING}))(?:\s*[:：])?\s*(?P<what>\S.*)"
)
# What was there before is looked for, found or not: 找上个月报告; not where it is to be brought: 找去年的总结发我.
_PAST = late(
    r"(?:那|这)?(?:份|个|件)?(?:上(?:个|一)?(?:周|星期|礼拜|月|季度?|半年|年)|去年|前年|前天|昨天|以前|之前|过去)"
    r"(?!.*(?:[发交送报拿带写改给做](?!告)|[,，。;；]))",
)
_PAST_EN = late(
    r"(?!.*\b(?:and|send|give|bring)\b).*\b(?:last|previous|past)\s+(?:week|month|quarter|year)\b", re.IGNORECASE
)
_BEHIND = late(  # 把上个月的报告找出来; not of who is to do it, or by when
    r"\s*(?:请|麻烦|帮我|给我)*(?:把|将)?(?P<what>[^，,。；;把将]{2,40}?)(?<!前)(?:帮我|给我)?(?P<sure>找)(?:一下|一找"
    r"|出来|找)(?:给我看?)?[。.!！吧]*"
)
_ASKS_EN = late(
    r"\s*(?:please\s+|can\s+you\s+|could\s+you\s+|help\s+me\s+)*(?:(?P<sure>search(?:\s+for)?|look\s+up|dig\s+(?:up"
    r"|out))|find(?:\s+me)?|look\s+for)"
    r"\s*:?\s+(?P<what>\S.*)",
    re.IGNORECASE,
)


@value
class Wanted:
    """What plain words ask to be found; `surely`: they can mean nothing else."""

    what: str
    surely: bool


def wanted_in(text: str) -> Wanted | None:
    """找一下上个月那个报告的事, 搜索 预算, find the budget report; None for other words."""
    line = " ".join(text.split())
    found = _ASKS.fullmatch(alike(line)) or _BEHIND.fullmatch(alike(line)) or _ASKS_EN.fullmatch(line)
    if found is None:
        return None
    what = line[found.start("what") : found.end("what")].strip(" 。.?？!！吧吗嗎")
    past = _PAST.match(alike(what)) or _PAST_EN.match(what)
    return Wanted(what, found["sure"] is not None or past is not None)
