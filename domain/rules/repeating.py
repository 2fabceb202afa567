"""Words that say how something comes back: 每月25日前，共6次; every Friday until June. What cannot be is refused."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from deadlines import Kind, Reading, read
from domain.errors import Refusal
from domain.model.drafts import TaskDraft
from domain.model.repeats import Adjust, Repeats
from domain.model.series import Coming, Series
from domain.rules import series as rules
from domain.text import late, one_line, tidy
from worktime.calendar import WorkingCalendar

LONGEST = 60  # words of a rule, which stand on every card
_TIMES = late(
    r"[，,、；;\s(（]*(?:(?:总共|總共|一共|共计|共計|共|总计|總計)\s*(?P<n>\d{1,3}|[一二两兩三四五六七八九十]{1,3})\s*[次期回][)）]?"
    r"|(?:for\s+)?(?P<times>\d{1,3})\s+times\b(?:\s+in\s+(?:all|total))?)",
    re.IGNORECASE,
)
_UNTIL = late(
    r"[，,、；;\s(（]*(?:(?:一直)?(?:持续|持續)?(?:截止到|截止至|截至|直到|直至|办到|辦到|做到|到|至)\s*(?P<to>[^，,、；;。\s]{2,16}?)(?:为止|為止|止|结束|結束)?(?=[，,；;。)）\s]|$)"
    r"|(?P<end>[^，,、；;。\s]{2,16}?)(?:为止|為止|(?<=[日号號月年底末])止)"
    r"|\b(?:until|till|through|ending)\s+(?P<until>[^,;.]{3,24}?)(?=[,;.]|$))[)）]?",
    re.IGNORECASE,
)
_BEFORE = late(r"(?:前|底|末|内|內|截止)\s*$|^\s*(?:by|before)\b|\b(?:by|before|end)\b", re.IGNORECASE)
_QUARTER = late(r"季|quarter", re.IGNORECASE)
_HALF = late(r"半年|half", re.IGNORECASE)
_UNSAID = {"FREQ=WEEKLY": "BYDAY=FR", "FREQ=MONTHLY": "BYMONTHDAY=-1", "FREQ=YEARLY": "BYMONTH=12;BYMONTHDAY=31"}
_LAST_DAYS = ("BYMONTHDAY=-1", "BYMONTH=12;BYMONTHDAY=31")  # what is due at a month's end is not put into the next
_EVERY = late(r"每|逢|\b(?:every|each)\b", re.IGNORECASE)
_ITS_DAY = late(
    r"^\s*\d{1,2}\s*(?:月\s*\d{1,2}\s*[日号號]?|[日号號]|:\d\d)"
)  # 每年2月30日, of which only 每年 could be read
_NO_DAY = late(
    r"^\s*(?:的|on\s+the|the)?\s*(?:3[2-9]|[4-9]\d|\d{3,}|0{1,2}|[零〇]|三十[二三四五六七八九]|[四五六七八九]十[一二三四五六七八九]?)\s*(?:[日号號]|st\b|nd\b|rd\b|th\b)",
    re.IGNORECASE,
)  # 每月32日
_NEVER = late(
    r"每隔?\s*(?<!\d)[0０零〇]\s*[个個]?(?:天|日|周|週|星期|月|年|小时|小時|工作日)"
    r"|每[个個]?月?第\s*[0０零〇]\s*[个個]?(?:天|日|周|週|工作日)"
    r"|\bevery\s+(?:0|zero)\s+(?:working\s+)?(?:days?|weeks?|months?|years?)\b",
    re.IGNORECASE,
)
_HOLIDAYS = late(
    r"(?:每逢?|逢)[个個]?(?:法定|公共|重大|主要)?(?:节假?日|節假?日|节前|節前|假期|[长長]假)"
    r"|\b(?:every|each)\s+(?:public\s+|bank\s+|national\s+)?holiday\b|\bholidays?\s*$",
    re.IGNORECASE,
)
_HANZI = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "兩": 2}
_PART = late(r"(?P<morning>上午|早上|早晨|morning)|(?P<afternoon>下午|午后|午後|afternoon)", re.IGNORECASE)


class Choice(StrEnum):
    """What becomes of a rule in an order: this once, every time, or on the last day of a short month; it is none."""

    ONCE = "once"
    EVERY = "every"
    LAST = "last"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Said:
    """What was read of a rule: how it comes back, and the text without that; all of it, where it may say no deadline."""

    repeats: Repeats
    rest: str
    whole: str = ""


def repeating(text: str, now: datetime, calendar: WorkingCalendar, reading: Reading | None = None) -> Said | None:
    """The rule that words name; None where they name none.

    Raises: Refusal `series-never` for a day that never comes, `series-holidays` for days that lie otherwise every year,
    `series-often` for more than once a day, `series-end` for an end before the first date, `series-long` for more words than
    a card has room for.
    """
    if not (_EVERY.search(text) or (reading is not None and reading.kind is Kind.SET)):
        return None
    never = _NEVER.search(text)
    if never:
        raise Refusal("series-never", words=never[0])
    bare, times, until = _without_end(text)
    found = reading if reading is not None and bare == text else read(bare, now, calendar, sentence=True)
    if found.kind is not Kind.SET or found.rule is None:
        return None
    words = one_line(found.words)
    if len(words) > LONGEST:
        raise Refusal("series-long", limit=str(LONGEST))
    if _HOLIDAYS.search(words) and "BYMONTHDAY" in found.rule:
        raise Refusal("series-holidays", words=words)
    beside = bare[found.span[1] :]
    no_day = found.rule == "FREQ=MONTHLY" and _NO_DAY.match(beside)
    if no_day or (found.rule.startswith("FREQ=YEARLY") and _ITS_DAY.match(beside)):
        raise Refusal("series-never", words=tidy(bare[found.span[0] :])[:LONGEST])
    _require_seldom(found.rule, words)
    rule = _whole(found.rule, words)
    repeats = Repeats(rule, words, found.working_days, times=times)
    if _BEFORE.search(words) or rule.endswith(_LAST_DAYS) or rules.day_not_in_every_month(repeats):
        repeats = replace(repeats, adjust=Adjust.BEFORE)
    repeats = replace(repeats, until=_end_of(until, now, calendar, words) if until else "")
    require_a_date(repeats, now, calendar, until)
    within = bare[: found.span[0]].strip() and bare[found.span[1] :].strip()  # 检查每日巡检记录 may mean no deadline
    return Said(repeats, found.rest, tidy(text) if within else "")


def repeat_said(words: str) -> Choice | None:
    """What an answer says to whether it is for once; None where it says neither."""
    words = words.strip()
    if words in list(Choice):
        return Choice(words)
    return Choice.ONCE if _ONCE.fullmatch(words) else Choice.EVERY if _EACH_TIME.fullmatch(words) else None


_ONCE = late(
    r"(?:就|只|仅|僅|仅仅|只办|只辦)?(?:这|這|此)?(?:一|1)(?:次|回)(?:就行|即可|就好|吧)?[。.!！]?"
    r"|(?:just |only )?(?:this )?once[.!]?|one time[.!]?",
    re.IGNORECASE,
)
_EACH_TIME = late(
    r"(?:每次|每回|每期|都|重复|重複|循环|循環|定期|长期|長期|每[天日周週月季年](?:度)?|每个?月|每個月)(?:都)?(?:要|办|辦)?(?:的|吧)?[。.!！]?"
    r"|(?:every|each) (?:time|day|week|month|quarter|year)[.!]?|repeat(?:ing|edly)?[.!]?|always[.!]?",
    re.IGNORECASE,
)


def _without_end(text: str) -> tuple[str, int, str]:
    """The words without those that say when it is over: after how many times, or by which day. What is no day stays."""
    times, until = 0, ""
    many = _TIMES.search(text) if _EVERY.search(text) else None
    if many:
        times = int(many["times"] or 0) or _number(many["n"] or "")
        text = text[: many.start()] + text[many.end() :]
    last = _UNTIL.search(text) if _EVERY.search(text) else None
    if last and re.search(r"[\d年月日号號底末天周週]|[a-z]{3}", last[0], re.IGNORECASE):
        until = (last["to"] or last["end"] or last["until"] or "").strip()
        if re.match(r"(?:\d|[一二三四五六七八九十]|[明今后後][年天]|下|本|年|月|[A-Za-z])", until):
            text = text[: last.start()] + text[last.end() :]
        else:
            until = ""
    return text, times, until


def _number(said: str) -> int:
    """十二, 6: a number as people write it, up to 99."""
    if said.isdecimal():
        return int(said)
    tens, ten, ones = said.partition("十")
    return (_HANZI.get(tens, 1) * 10 if ten else 0) + _HANZI.get(ones if ten else said, 0)


def _end_of(words: str, now: datetime, calendar: WorkingCalendar, rule: str) -> str:
    """The last day that words allow. Raises Refusal `series-end` where it is over or no day."""
    found = read(words, now, calendar)
    if found.moment is None:
        raise Refusal("series-end", words=words[:LONGEST], rule=rule)
    return found.moment.astimezone(calendar.zone).date().isoformat()


def _require_seldom(rule: str, words: str) -> None:
    hours = dict(part.split("=") for part in rule.split(";")).get("BYHOUR", "")
    if rule.startswith(("FREQ=HOURLY", "FREQ=MINUTELY", "FREQ=SECONDLY")) or "," in hours:
        raise Refusal("series-often", words=words)


def _whole(rule: str, words: str) -> str:
    """The rule with what its words leave to the office: which day of the week, the month or the quarter; a morning's hour."""
    if rule == "FREQ=MONTHLY;INTERVAL=3" and _QUARTER.search(words):
        rule = "FREQ=MONTHLY;BYMONTH=3,6,9,12;BYMONTHDAY=-1"
    if rule == "FREQ=MONTHLY;INTERVAL=6" and _HALF.search(words):
        rule = "FREQ=MONTHLY;BYMONTH=6,12;BYMONTHDAY=-1"
    rule = f"{rule};{_UNSAID[rule]}" if rule in _UNSAID else rule
    part = _PART.search(words) if "BYHOUR" not in rule else None
    return f"{rule};BYHOUR={'12' if part['morning'] else '18'};BYMINUTE=0" if part else rule


def require_a_date(repeats: Repeats, now: datetime, calendar: WorkingCalendar, until: str = "") -> Coming:
    """The first date of a rule. Raises Refusal `series-never` or `series-end` where it has none."""
    first = next(rules.coming(begun(repeats, now, calendar), calendar), None)
    if first is not None:
        return first
    endless = next(rules.coming(begun(replace(repeats, until=""), now, calendar), calendar), None)
    name = "series-never" if endless is None else "series-end"
    raise Refusal(name, words=(until or repeats.until) if endless else repeats.words, rule=repeats.words)


def begun(repeats: Repeats, now: datetime, calendar: WorkingCalendar, template: TaskDraft | None = None) -> Series:
    """A series that begins now, without people: its dates can be counted."""
    today = now.astimezone(calendar.zone).date()
    return Series(
        0, 0, 0, repeats, template or TaskDraft(), str(calendar.zone), today.isoformat(),
        (today - timedelta(days=1)).isoformat(), now,
    )  # fmt: skip


def first_dates(repeats: Repeats, now: datetime, calendar: WorkingCalendar, count: int) -> list[Coming]:
    """The next dates of a rule, as they will really be."""
    found = rules.coming(begun(repeats, now, calendar), calendar)
    return [one for one, _ in zip(found, range(min(count, repeats.times or count)), strict=False)]


# -- a series that is changed in words ---------------------------------------------------------------------------------

_AHEAD = late(
    r"(?:提前|提早)\s*(?P<n>\d{1,3}|[一二两兩三四五六七八九十]{1,3})\s*(?:个|個)?\s*(?P<unit>工作日|工作天|小时|小時|天|日|周|週|星期|礼拜|禮拜)"
    r"|(?P<en>\d{1,3})\s+(?P<en_unit>working days?|business days?|days?|weeks?|hours?)\s+(?:ahead|before|early|in advance)",
    re.IGNORECASE,
)
_UNITS = {"工作日": "wd", "工作天": "wd", "小时": "h", "小時": "h", "天": "d", "日": "d"}
_ADJUST = (
    (
        Adjust.NONE,
        late(
            r"不(?:调整|調整|提前也不顺延|提前也不順延|变|變|顺延|順延|提前)|照常|no adjust(?:ment|ing)?|as it is",
            re.IGNORECASE,
        ),
    ),
    (Adjust.AFTER, late(r"顺延|順延|延后|延後|往后推|往後推|\b(?:after|later|next working day)\b", re.IGNORECASE)),
    (Adjust.BEFORE, late(r"提前|提早|往前|\b(?:before|earlier|working day before)\b(?!\s+\d)", re.IGNORECASE)),
)


def ahead_said(text: str) -> tuple[str, str]:
    """The lead time that words name, as a span (提前3天 → 3d), and the text without it; nothing where they name none."""
    found = _AHEAD.search(text)
    if found is None:
        return "", text
    amount = _number(found["n"] or found["en"])
    unit = (found["unit"] or found["en_unit"]).lower()
    weeks = unit in ("周", "週", "星期", "礼拜", "禮拜") or unit.startswith("week")
    short = "d" if weeks else _UNITS.get(unit) or ("wd" if "work" in unit or "bus" in unit else unit[0])
    return f"{amount * (7 if weeks else 1)}{short}", text[: found.start()] + " " + text[found.end() :]


def adjust_said(text: str) -> tuple[Adjust | None, str]:
    """What becomes of days off, where all that is left of the words says it; and the text without it."""
    for adjust, pattern in _ADJUST:
        found = pattern.search(text)
        if found and not _EVERY.search(text[found.start() :]):
            return adjust, text[: found.start()] + " " + text[found.end() :]
    return None, text
