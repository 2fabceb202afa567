"""Words that say how something comes back: 每月25日前，共6次; every Friday until June. What cannot be is refused."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from enum import StrEnum

from deadlines import Kind, Reading, read
from domain.errors import Refusal
from domain.model.drafts import TaskDraft
from domain.model.repeats import Adjust, Repeats
from domain.model.series import Coming, Series
from domain.model.value import replace, value
from domain.rules import series as rules
from domain.rules.repeat_terms import Off, last_day, number_said, terms_of
from domain.rules.repeat_words import Reworded, require_a_rule, require_read, reworded
from domain.text import late, tidy
from worktime.calendar import WorkingCalendar

LONGEST = 60  # words of a rule, which stand on every card
_BEFORE = late(r"(?:前|底|末|内|內|截止)\s*$|^\s*(?:by|before)\b|\b(?:by|before|end)\b", re.IGNORECASE)
_QUARTER = late(r"季|quarter", re.IGNORECASE)
_HALF = late(r"半年|half", re.IGNORECASE)
_UNSAID = {"FREQ=WEEKLY": "BYDAY=FR", "FREQ=MONTHLY": "BYMONTHDAY=-1", "FREQ=YEARLY": "BYMONTH=12;BYMONTHDAY=31"}
_LAST_DAYS = late(
    r"BYMONTHDAY=(?:\d+,)*-1(?=;|$)|BYMONTH=12;BYMONTHDAY=31(?=;|$)"
)  # what is due at a month's end is not put into the next
_DAYS_OFF = late(r"BYDAY=(?:SA|SU)(?:,(?:SA|SU))?(?=;|$)")  # who names a Saturday means it
_WEEKEND = late(r"weekend|[个個]周末|[个個]週末", re.IGNORECASE)
_NO_DAY_OF_A_MONTH = late(r"^FREQ=YEARLY;BYMONTH=[\d,]+$")
_EVERY = late(
    r"每|逢|隔|按[旬天日周週月季年半]|[单雙双單][月周週]|[一半][个個]?[天日周週旬月季年](?!\d)"
    r"|\b(?:every|each|daily|weekly|fortnightly|monthly|quarterly|yearly|annually"
    r"|once|twice|thrice|times|semi|bi-?(?:weekly|monthly)|on \w+days)",
    re.IGNORECASE,
)
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
_PART = late(r"(?P<morning>上午|早上|早晨|morning)|(?P<afternoon>下午|午后|午後|afternoon)", re.IGNORECASE)


class Choice(StrEnum):
    """What becomes of a rule in an order: this once, every time, or on the last day of a short month; it is none."""

    ONCE = "once"
    EVERY = "every"
    LAST = "last"
    NEVER = "never"


@value
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
    terms = terms_of(text, now, calendar)
    said, found = _read(terms.bare, now, calendar, reading if terms.bare == text else None)
    if found.kind is not Kind.SET or found.rule is None:
        return None
    words = said.words(found.words)
    if len(words) > LONGEST:
        raise Refusal("series-long", limit=str(LONGEST))
    beside = said.text[found.span[1] :]
    no_day = found.rule == "FREQ=MONTHLY" and _NO_DAY.match(beside)
    if no_day or (found.rule.startswith("FREQ=YEARLY") and _ITS_DAY.match(beside)):
        raise Refusal("series-never", words=tidy(said.text[found.span[0] :])[:LONGEST])
    _require_seldom(found.rule, words)
    repeats = Repeats(_whole(said.rule(found.rule), words), words, found.working_days, times=terms.times)
    repeats = _adjusted(replace(repeats, since=terms.since), terms.off)
    repeats = replace(repeats, until=last_day(terms, now, calendar, words))
    require_a_date(repeats, now, calendar, terms.until)
    front, behind = said.text[: found.span[0]].strip(), said.text[found.span[1] :].strip()
    within = (front and behind) or said.doubtful  # 检查每日巡检记录 may mean no deadline
    return Said(repeats, _HENCEFORTH.sub("", found.rest).strip(), tidy(text) if within else "")


_HENCEFORTH = late(
    r"^\s*(?:(?:从今|今|以)[后後]|定期|from now on,?|前[后後]|左右)?\s*(?:都(?:要|得|应|應|须|須|必须|必須)?)?\s*",
    re.IGNORECASE,
)  # what is left of words that say no more than the rule does


def _read(bare: str, now: datetime, calendar: WorkingCalendar, reading: Reading | None) -> tuple[Reworded, Reading]:
    """What is read of a text, in words that are known; refused where it comes back on no days that a rule could name."""
    plain = reading or read(bare, now, calendar, sentence=True)
    require_a_rule(bare, plain)
    said = reworded(bare, otherwise=plain.kind is Kind.NONE)
    if said.text == bare:
        require_read(bare, plain)
        return said, plain
    found = read(said.text, now, calendar, sentence=True)
    return (said, found) if said.instead in found.words else (Reworded(bare), plain)


def _adjusted(repeats: Repeats, off: Off | None) -> Repeats:
    """The rule with what becomes of days off: as was said; else before a limit and at a month's end, and after other days."""
    if off is Off.OUT:
        return _left_out(repeats)
    if off is not None:
        return replace(repeats, adjust=Adjust(off.value))
    if _DAYS_OFF.search(repeats.rule) and (_WEEKEND.search(repeats.words) or not _BEFORE.search(repeats.words)):
        return replace(repeats, adjust=Adjust.NONE)
    limit = _BEFORE.search(repeats.words) or _LAST_DAYS.search(repeats.rule) or rules.day_not_in_every_month(repeats)
    return replace(repeats, adjust=Adjust.BEFORE) if limit else repeats


def _left_out(repeats: Repeats) -> Repeats:
    """每天，节假日除外 is every working day; of other rules a day off can only be moved. Raises Refusal `series-not-out`."""
    daily = repeats.rule.startswith("FREQ=DAILY") and "INTERVAL" not in repeats.rule
    if not (daily or _OFFICE_DAYS in repeats.rule):
        raise Refusal("series-not-out", words=repeats.words)
    rule = repeats.rule.replace("FREQ=DAILY", f"FREQ=WEEKLY;{_OFFICE_DAYS}")
    return replace(repeats, rule=rule, office_days=True)


_OFFICE_DAYS = "BYDAY=MO,TU,WE,TH,FR"


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
    rule = f"{rule};BYMONTHDAY=-1" if _NO_DAY_OF_A_MONTH.match(rule) else rule
    rule = rule.replace("BYDAY=SA,SU", "BYDAY=SU") if _WEEKEND.search(words) else rule
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
    first = max(today, date.fromisoformat(repeats.since)) if repeats.since else today
    return Series(
        0, 0, 0, repeats, template or TaskDraft(), str(calendar.zone), first.isoformat(),
        (first - timedelta(days=1)).isoformat(), now,
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
    amount = number_said(found["n"] or found["en"])
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
