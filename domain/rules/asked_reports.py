"""Reports asked for in everyday words: 出一下10月的月报, 把上月台账发我, 部门得分, plan for 2027.

What stands beside the report's name and courtesies is left to the report's own reader: where that cannot read it, it
was an order about one (整理10月台账).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from domain.model.value import value
from domain.text import half_width, late


class Report(StrEnum):
    """What can be asked for."""

    BULLETIN = "bulletin"
    LEDGER = "ledger"
    POINTS = "points"
    PLAN = "plan"
    BREACHES = "breaches"
    SLIPS = "slips"
    BRIEF = "brief"


@value
class Asked:
    """A report, the words beside its name, and how long a time the name itself says (`quarter`, `year`, "")."""

    report: Report
    words: str
    length: str = ""


_LONGEST = 40  # signs; who says more orders something
_NO_TIME = r"(?<![\d一二三四五六七八九十今去前明本这這上个個第])"  # 月 in 10月通报 is of the time, not of the name
_TELLS = r"(?:通报|通報|报表|報表)"
_WHOSE = (
    r"(?:大家|各人|每[个個]人|所有人|全[体體]|全部[门門]|部[门門]|科室|我[们們]|[团團][队隊])的?(?:量化)?(?:考核)?"
    r"(?:得分|分[数數]|[积積]分)"
)
_RANKED = r"(?:量化)?(?:考核|得分|[积積]分)(?:排名|排行榜?|名次)"
# What each is called. The time that a name says stands in a group of its own; a common word names one only beside a time.
_NAMES: tuple[tuple[Report, re.Pattern[str]], ...] = tuple(
    (report, late(words, re.IGNORECASE))
    for report, words in (
        (
            Report.BULLETIN,
            rf"(?:督办|督辦|工作)?(?:{_NO_TIME}(?:月度?|(?P<quarter>季度?)|(?P<year>年度?|全年度?))(?:[报報]|{_TELLS})|{_TELLS})",
        ),
        (
            Report.BULLETIN,
            r"\b(?:(?:monthly|(?P<quarter>quarterly)|(?P<year>annual|yearly)) (?:bulletin|report)|bulletin)\b",
        ),
        (Report.LEDGER, r"(?:督办|督辦|列管)?(?:台[账帐賬帳]|臺[賬帳]|清册|清冊)|\bledger\b"),
        (Report.POINTS, rf"(?:{_WHOSE}|{_RANKED})(?:排名|排行榜?)?"),
        (
            Report.POINTS,
            r"\b(?:(?:the )?(?:team|everybody|everyone|our)(?:'s)? (?:points|scores?)|(?:points|score) ranking)\b",
        ),
        (Report.PLAN, rf"(?:{_NO_TIME}(?:年度?|季度?|月度?))?(?:工作)?(?:要[点點]|重[点點]工作)|\bkey points\b"),
        (
            Report.BREACHES,
            r"(?:有[过過]?)?(?:[几幾]|多少)次(?:超[时時]|超期|逾期)|(?:超[时時]|超期|逾期)(?:[记記紀][录錄]|次[数數]|[过過]?了?(?:[几幾]|多少)次)",
        ),
        (Report.SLIPS, r"督[办辦][单單](?:[记記紀][录錄])?|\bslips\b"),
        (Report.POINTS, r"(?P<common>(?:量化)?(?:考核)?(?:得分|[积積]分))"),
        (Report.BRIEF, r"(?:会议|會議|例会|例會|督办|督辦)?(?:简报|簡報)|\b(?:meeting )?brief\b"),
        (Report.PLAN, r"(?P<common>(?:工作)?(?:安排|[计計][划劃畫])|\bplan\b)"),
    )
)
_GET = (
    r"(?:请|請|麻烦|麻煩|[帮幫给給]我|我?[想要](?:要|看看?)?|能不能|可以|看看|看一下|看下|查看|查一下|打[开開]|出|出具|[发發]|生成|[导導]出|[汇匯]出"
    r"|下[载載]|[调調]出|[来來]|列出|把|[将將]|全部|所有|我的)(?:一下|一份|[个個]|份|下)?"
    r"|(?:please|can you|could you|show|send|give|get|export|open|print|all|me|us|the|an?|our|my)\b"
)
_BEFORE = late(rf"^(?:\s|[,，]|{_GET})*", re.IGNORECASE)
_BEHIND = late(
    r"(?:\s|[,，。.!！?？]|的|呢|吧|[吗嗎]|[进進](?:展|度)|情[况況]|怎[么麼][样樣]|如何|(?:[发發给給传傳]){1,2}我(?:一份|一下|看看?)?|看看|看一下|出一下"
    r"|[发發]一下|[导導]出|[汇匯]出|\b(?:please|to me|for me|now)\b)*$",
    re.IGNORECASE,
)
_JOINS = late(
    r"^(?:的|\s|[,，]|[导導匯汇]出(?:[为為成])?|(?:of|for|from|in|as|an?|the)\b)+|(?:的|\s|'s)+$", re.IGNORECASE
)


def reports_asked(text: str) -> Iterator[Asked]:
    """What a line may ask for, each with the words that its reader has to understand."""
    line = half_width(" ".join(text.split()))
    if len(line) > _LONGEST or "\n" in text.strip():
        return
    named: set[Report] = set()
    for report, name in _NAMES:
        found = name.search(line) if report not in named else None
        words = _beside(line, *found.span()) if found else ""
        said = _said(found) if found else ""
        if found is not None and (words or said != "common"):
            named.add(report)
            yield Asked(report, words, "" if said == "common" else said)


def _said(found: re.Match[str]) -> str:
    """Which of its groups the name has."""
    return next((group for group, word in found.groupdict().items() if word), "")


def _beside(line: str, begins: int, ends: int) -> str:
    """The words around the name without courtesies."""
    before = _BEFORE.sub("", line[:begins], count=1)
    behind = _BEHIND.sub("", line[ends:])
    return " ".join(filter(None, (_JOINS.sub("", before), _JOINS.sub("", behind))))
