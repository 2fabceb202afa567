"""Lists that are asked for by naming what is in them: 列一下李明和赵倩的事, 10月份办结的, #预算 有哪些, 李明今天交了什么."""

from __future__ import annotations

import re
from collections.abc import Iterator

from domain.model.value import value
from domain.rules.question_words import DONE, HOW_MANY, THING, WHO, day_named, en, zh
from domain.text import half_width, late


@value
class ListNamed:
    """Whose matters, which tag's, or what is to be looked for; `handed`: who handed something in on that day."""

    people: tuple[str, ...] = ()
    tag: str = ""
    search: str = ""
    handed: str = ""


_LONGEST = 40
_SHOW = r"(?:列一下|列出|列个|列個|列|看看|看一下|看下|看|查一下|查查|查下|查看|给我看|給我看|把)?"
_NAMES = r"(?P<people>[^\s,，。?？的#\d]{2,5}(?:(?:\s?[和跟与與及、,，]\s?)[^\s,，。?？的#\d]{2,5})*)"
_MATTERS = r"(?:事情?|事项|事項|任务|任務|待办|待辦|工作|活儿?)"
_OF_PEOPLE = (
    zh(
        rf"{_SHOW}{_NAMES}(?:手上|手里|手裡|手头|手頭|名下)?的(?:所有|全部|未办结)?的?{_MATTERS}(?:都)?(?:{HOW_MANY}"
        rf"|列出来|列出來|列一下)?"
    ),
    en(
        r"(?:list|show)(?: me)? (?:all )?(?:the )?(?:tasks|matters|work) of (?P<people>[\w@.]+(?:(?:,| and|, and) [\w@.]+)*)"
    ),
)
_OF_A_TAG = (
    zh(rf"{_SHOW}#(?P<tag>[^\W\d_][\w-]*?)\s*(?:标签|標籤)?的?(?:{THING})?(?:都|一共|现在|現在)?(?:{HOW_MANY}{THING})"),
    zh(rf"{_SHOW}#(?P<tag>[^\W\d_][\w-]*)\s*的?(?:{_MATTERS})"),
    zh(rf"{HOW_MANY}{THING}(?:是|有|属于|屬於|带|帶)?\s*#(?P<tag>[^\W\d_][\w-]*)\s*的?"),
    en(
        r"(?:what(?:'s| is| are)?|which(?: tasks)?(?: are)?|list|show(?: me)?)(?: (?:in|under|tagged|with|has|have|all"
        r"|the))* #(?P<tag>[^\W\d_][\w-]*)(?: tasks)?"
    ),
)
_MONTH = (
    r"(?P<period>(?:(?:20\d\d|[今去])年)?(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|(?:20\d\d"
    r"|[今去])年(?:第?[一二三四1-4]季度)?|[本上]个?季度)份?"
)
_DONE_IN = (
    zh(
        rf"{_SHOW}{_MONTH}(?:里|裡|内|內)?(?:已经|已經|都|一共|总共"
        rf"|總共)?{DONE}(?:了)?(?:的)?(?:{HOW_MANY})?(?:{THING})?(?:{HOW_MANY})?"
    ),
)
_DAY = r"(?P<day>今天|今日|昨天|昨日|本周|本週|这周|這週|上周|上週|本月|上月|这个月|這個月)"
_HANDS = r"(?:交|报|報|提交|反馈|反饋|报送|報送|上交|汇报|匯報|彙報)"
_WHAT = r"(?:东西|東西|什么|什麼|啥|材料|哪些|作业|報告|报告|结果|結果)"
_HANDED_BY_ALL = (
    zh(rf"{_DAY}?(?:都)?{WHO}(?:都)?(?:今天|今日)?(?:已经|已經)?{_HANDS}(?:了|过|過)(?:{_WHAT})?"),
    en(
        r"who (?:has )?(?:handed|sent|turned) (?:something |anything )?in (?:something |anything )?(?P<day>today"
        r"|yesterday|this week|last week)?"
    ),
    en(r"who (?:has )?(?:reported|submitted)(?: anything| something)? ?(?P<day>today|yesterday|this week|last week)?"),
)
_HANDED_BY_ONE = (
    zh(
        rf"(?P<who>[^\s,，。?？我你谁誰哪今昨本上这這]{{2,4}}){_DAY}(?:都|已经|已經|一共)?(?:{_HANDS}|{DONE}|做|办"
        rf"|辦)(?:了|过|過)(?:些)?(?:{_WHAT}|几件|幾件)(?:事情?)?"
    ),
    zh(
        rf"{_DAY}(?P<who>[^\s,，。?？我你谁誰哪今昨本上这這]{{2,4}}?)(?:都|已经|已經|一共)?(?:{_HANDS}|{DONE}|做|办"
        rf"|辦)(?:了|过|過)(?:些)?(?:{_WHAT}|几件|幾件)(?:事情?)?"
    ),
)
_DID = r"的?(?:工作|任务|任務|事项|事項)?的?(?:完成|办结|辦結|办理|辦理|落实|落實)的?情[况況形]"
_DID_BY_ONE = (
    zh(rf"(?P<who>[^\s,，。?？我你谁誰哪今昨本上这這大各部]{{2,4}}){_DAY}{_DID}"),
    zh(rf"{_DAY}(?P<who>[^\s,，。?？我你谁誰哪今昨本上这這大各部]{{2,4}}?){_DID}"),
)
_SPLIT = late(r"\s*(?:[和跟与與及、,，]|\band\b)\s*")


def list_named(text: str) -> Iterator[ListNamed]:
    """The ways to take a text as such a list."""
    line = half_width(" ".join(text.split()))
    if not line or len(line) > _LONGEST:
        return
    for found in _each(_OF_A_TAG, line):
        yield ListNamed(tag=found["tag"])
    for found in _each(_DONE_IN, line):
        yield ListNamed(search=f"{found['period']} 办结")
    for found in _each(_HANDED_BY_ALL, line):
        yield ListNamed(handed=day_named(found["day"] or "今天"))
    for found in _each((*_HANDED_BY_ONE, *_DID_BY_ONE), line):
        yield ListNamed(people=(found["who"],), search=f"{found['who']} {found['day']}")
    for found in _each(_OF_PEOPLE, line):
        yield ListNamed(people=tuple(filter(None, _SPLIT.split(found["people"]))))


def _each(patterns: tuple[re.Pattern[str], ...], line: str) -> Iterator[re.Match[str]]:
    return (found for one in patterns if (found := one.fullmatch(line)))
