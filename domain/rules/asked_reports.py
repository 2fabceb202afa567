"""Reports asked for in everyday words: 出一下10月的月报, 李明10月完成情况, 把上月台账发我, 日报, 部门得分, plan for 2027.

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
    DIGEST = "digest"
    MORNING = "morning"


@value
class Asked:
    """A report, the words beside its name, and how long a time the name itself says (`quarter`, `year`, "").

    `owner`: whose it is, or of what, where nothing else is said beside its name: 预算的台账, Li Ming's ledger.
    """

    report: Report
    words: str
    length: str = ""
    owner: str = ""


_LONGEST = 40  # signs; who says more orders something
_NO_TIME = r"(?<![\d一二三四五六七八九十今去前明本这這上个個第])"  # 月 in 10月通报 is of the time, not of the name
_TELLS = r"(?:通报|通報|报表|報表)"
_DID = (
    r"(?:督[办辦]|任[务務]|事[项項]|工作)*的?(?:(?:按[时時期])?(?:完成|[办辦][结結理]|落[实實]|履[职職])(?:的?情[况況形]|率|[得的](?=怎|如何))"
    r"|(?<=[\w\s])工作情[况況形]|表[现現](?=怎|如何|情|$))"
)
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
            rf"(?:{_DID}的?)?(?:督办|督辦|工作)?(?:{_NO_TIME}(?:月度?|(?P<quarter>季度?)|(?P<year>年度?|全年度?))(?:[报報]|{_TELLS})|{_TELLS})",
        ),
        (
            Report.BULLETIN,
            r"\b(?:(?:monthly|(?P<quarter>quarterly)|(?P<year>annual|yearly)) (?:bulletin|report)|bulletin)\b",
        ),
        (
            Report.BULLETIN,
            rf"(?P<did>{_DID})|(?P<common>\b(?:tasks? )?completions?(?: (?:status|rates?|figures?|reports?))?\b)",
        ),
        (
            Report.DIGEST,
            (
                r"(?<![\d每])(?:督[办辦]|工作)?日[报報](?![名社告道送到价價备備])|每[日天]的?(?:工作)?(?:[汇匯彙][总總]|小[结結])"
                r"|\b(?:daily (?:digest|summary|report)|digest)\b"
            ),
        ),
        (
            Report.MORNING,
            (
                r"(?:督[办辦]|工作)?[晨早][报報](?![名社告道送到])|工作清[单單]$|[晨早][间間]?[简簡][报報]"
                r"|\b(?:morning (?:brief(?:ing)?|report|list)|daily brief(?:ing)?)\b"
            ),
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
    r"(?:请|請|麻烦|麻煩|[帮幫给給发發传傳]我|我?[想要](?:要|看看?)?|能不能|可以|看看|看一下|看下|查看|查一下|了解一下|看"
    r"|打[开開]|打印|列印|出|出具|[发發]|生成|[导導]出|[汇匯]出|下[载載]|[调調]出|[来來]|列出|把|[将將]|全部|所有|我的)(?:一下|一份|[个個]|份|下)?"
    r"|(?:please|can you|could you|show|see|send|give|get|export|download|open(?! (?:tasks?|matters?|items?|ones)\b)"
    r"|print|all|me|us|the|an?|our|my)\b"
)
_BEFORE = late(rf"^(?:\s|[,，]|{_GET})*", re.IGNORECASE)
_BEHIND = late(
    r"(?:\s|[,，。.!！?？]|的|呢|吧|[吗嗎]|[进進](?:展|度)|情[况況]|怎[么麼][样樣]|如何|(?:[发發给給传傳]){1,2}我(?:一份|一下|看看?)?|看看|看一下|出一下"
    r"|[发發]一下|[导導]出|[汇匯]出|打印(?:出[来來]|一份)?|列印|\b(?:please|to me|for me|now)\b)*$",
    re.IGNORECASE,
)
_JOINS = late(
    r"^(?:的|\s|[,，]|[导導匯汇]出(?:[为為成])?|(?:of|for|from|in|as|an?|the)\b)+|(?:的|\s|'s)+$", re.IGNORECASE
)
# All whom one runs: what is asked for anyway.
_ALL = late(
    r"^(?:(?:各[个個]?|所有|全部|每[个個])的?(?:部[门門]|科室|[处處]室|[单單]位|人[员員]?)|全[体體](?:人[员員]|同事|同仁)?|全[局院部司校员員]"
    r"|大家|所有人|整[体體])的?"
    r"|^(?:by |of |for )?(?:every(?:body|one)|(?:all|every|each|the)? ?(?:departments?|teams?|office))(?:['’]s)?\b",
    re.IGNORECASE,
)
_ABOUT_NOW = late(
    r"(?:截[至止]|到)?(?:目前|[现現]在)(?:[为為]止)?|最近|近期|[这這]段[时時][间間]?|\b(?:so far|recently|right now)\b",
    re.IGNORECASE,
)
_SINCE = late(r"以[来來](?=$|\s)")
_WHAT_IS = late(r"^what(?:['’]s| is| are)\b\s*", re.IGNORECASE)
_OWNED = late(r"(?:的|['’]s)\s*$")
_TIME = late(
    r"的?(?:(?:20\d\d|[今去前])年)?(?:(?:\d{1,2}|[一二三四五六七八九十]{1,2})月份?|[本上这這][个個]?月|第?[\d一二三四本上这這][个個]?季度?|(?:20\d\d|[今去前])年度?|目前|最近)的?$"
)
_NO_TIMES = ("common", "did")  # groups that say no time
_OF = late(r"^\s*(?:of|for)\s+", re.IGNORECASE)


def reports_asked(text: str) -> Iterator[Asked]:
    """What a line may ask for, each with the words that its reader has to understand."""
    line = half_width(" ".join(text.split()))
    if len(line) > _LONGEST or "\n" in text.strip():
        return
    named: set[Report] = set()
    for report, name in _NAMES:
        found = name.search(line) if report not in named else None
        before, behind = _beside(line, *found.span()) if found else ("", "")
        said = _said(found) if found else ""
        if found is not None and (before or behind or said != "common"):
            named.add(report)
            words = _read_by(report, before, behind)
            owner = _owner(before, behind) or (_TIME.sub("", before) if said == "did" and not behind else "")
            yield Asked(report, words, "" if said in _NO_TIMES else said, owner)
    exported = _exported(line) if Report.LEDGER not in named else None
    if exported is not None:
        yield Asked(Report.LEDGER, exported)


def _read_by(report: Report, before: str, behind: str) -> str:
    """The words around a name that its reader has to understand; of a bulletin and a ledger without 各部门, 目前."""
    if report in (Report.BULLETIN, Report.LEDGER):
        before, behind = _ALL.sub("", before), _ALL.sub("", behind) if _OF_ALL.match(behind) else behind
    before, behind = _JOINS.sub("", before), _JOINS.sub("", behind)
    if report is Report.BULLETIN:
        before = _SINCE.sub("", _ABOUT_NOW.sub("本月", before))
    if report is Report.LEDGER:
        behind = _WHAT_IS.sub("", behind)
    return " ".join(filter(None, (before, behind)))


_OF_ALL = late(r"^\s*(?:of|for|by)\b", re.IGNORECASE)


def _owner(before: str, behind: str) -> str:
    """预算 of 预算的台账."""
    if behind:
        return _OF.sub("", behind).strip() if not before and _OF.match(behind) else ""
    return _OWNED.sub("", before).strip() if _OWNED.search(before) else ""


# -- a ledger by what it holds: 未办结事项导出Excel ------------------------------------------------------------------------

_EXPORT = late(
    r"(?:[导導汇匯][出成]|下[载載]|打印|列印)(?:[来來])?(?:[为為成到])?|\b(?:export|download|print)(?:ed)?\b(?: out)?",
    re.IGNORECASE,
)
_FORM = late(r"(?<![a-z])(?:xlsx?|excel|csv|spreadsheet)(?![a-z])|(?:[电電]子)?表格|[试試]算表", re.IGNORECASE)
_LISTED = r"(?:清[单單]|列表|明[细細]表?|一[览覽]表?|[汇匯彙][总總]表)"
_THINGS = late(
    rf"的?(?:督[办辦]|列管|交[办辦])?的?(?:事[项項]|事情|任[务務]|督[办辦]件|案件|工作)的?{_LISTED}?|的?{_LISTED}"
    r"|\b(?:lists? of )?(?:the |all )*(?:tasks?|matters?|items?)\b(?: lists?)?|\blists? of\b",
    re.IGNORECASE,
)
_ONLY_LISTED = late(rf"的?{_LISTED}|lists?(?: of)?", re.IGNORECASE)
_IS_LISTED = late(rf"{_LISTED}|\blists?\b", re.IGNORECASE)
_ENDS_WITH_THINGS = late(
    rf"(?:的|事[项項]|事情|任[务務]|[办辦]件|案件|工作|全部|所有|{_LISTED}|\b(?:tasks?|matters?|items?|lists?))[\s,，]*$",
    re.IGNORECASE,
)
_LINKS = late(
    r"\b(?:to|into|in|as|an?|the|file|of|that|are|is|what)\b|文件|格式|一[份张張个個]|[份成为為]", re.IGNORECASE
)


def _exported(line: str) -> str | None:
    """What a ledger is to hold, and as which file, where only that is said; None where no ledger is meant.

    请李明导出未办结事项 is an order: what stands before the deed does it.
    """
    bare = _BEFORE.sub("", line)
    deed, form, things = _EXPORT.search(line), _FORM.search(line), _THINGS.search(line)
    listed = things is not None and _IS_LISTED.search(line) is not None
    if not ((things and (deed or form)) or (deed and form) or listed):
        return None
    before = _BEFORE.sub("", line[: deed.start()]) if deed else ""
    if deed and before and not _ENDS_WITH_THINGS.search(before):
        return None
    rest = _BEHIND.sub("", bare if deed is None else f"{before} {_BEFORE.sub('', line[deed.end() :])}")
    rest = _LINKS.sub(" ", _THINGS.sub(" ", rest))
    words = " ".join(_JOINS.sub("", rest).split())
    return words if words or deed or form or bare != line or not _ONLY_LISTED.fullmatch(line) else None


def _said(found: re.Match[str]) -> str:
    """Which of its groups the name has."""
    return next((group for group, word in found.groupdict().items() if word), "")


def _beside(line: str, begins: int, ends: int) -> tuple[str, str]:
    """The words before and behind the name without courtesies."""
    before = _BEFORE.sub("", line[:begins], count=1)
    return before.strip(), _BEHIND.sub("", line[ends:]).strip()


# -- what may stand beside a daily report ------------------------------------------------------------------------------


def is_today(words: str) -> bool:
    """今天的, today's: the only day of which a morning is told."""
    return _TODAY.fullmatch(words) is not None


def is_recent(words: str) -> bool:
    """今天, 昨天, the latest: the day that a digest is about anyway, the last twenty-four hours."""
    return _RECENT.fullmatch(words) is not None


_TODAY = late(r"(?:今天|今日|[当當]日|[当當]天|今早|today(?:['’]s)?)的?", re.IGNORECASE)
_RECENT = late(r"今[天日]|[当當昨最][天日近新]|(?:today|yesterday|latest)(?:['’]s)?", re.IGNORECASE)
