"""Rules in words that the reader of deadlines does not know: written as it reads them, or refused with the reason.

Source: docs/decisions/0042. 旬 is ten days of a month, half a month its 15th and its end.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from deadlines import Kind, Reading
from domain.errors import Refusal
from domain.model.value import value
from domain.text import late, one_line, tidy

_SHOWN = 40  # signs of a text that a refusal repeats
_LAST = "28"  # stands for the last day while the words are read
Words = str | Callable[[re.Match[str]], str]


@value
class Reworded:
    """A text as the reader of deadlines reads it; `instead` stands in it for what was `said`; `last`: its 28th is the last
    day; `doubtful`: they may be no rule at all."""

    text: str
    said: str = ""
    instead: str = ""
    last: bool = False
    doubtful: bool = False

    def words(self, read: str) -> str:
        """The words that were read, as they were said."""
        return one_line(read.replace(self.instead, self.said) if self.instead else read)

    def rule(self, read: str) -> str:
        """The rule that was read, with the last day where it was meant."""
        return _TWENTY_EIGHTH.sub(r"\1-1", read) if self.last else read


_TWENTY_EIGHTH = late(rf"(BYMONTHDAY=(?:\d+,)*){_LAST}(?=;|$)")
_DAY = r"\d{1,2}\s*[日号號]"
_AND = r"\s*(?:[、,，和及与與跟]|以及)\s*"

_KIND = {"odd": "单", "even": "双"}
_UNIT = {"日": "天", "天": "天", "周": "周", "週": "周", "月": "月", "季": "季度", "年": "年"}
_ENGLISH = {
    "daily": "day", "weekly": "week", "fortnightly": "two weeks", "monthly": "month", "quarterly": "quarter",
    "yearly": "year", "annually": "year",
}  # fmt: skip
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")}

_HALF_A_MONTH = (
    r"(?:每|按)半[个個]?月(?:末|底)?|半[个個]?月(?:[一1][次报報]|(?=[报報]一次))|\bevery half[- ](?:a )?month\b"
)
_MONTHS = rf"(?:每逢?|逢)[单雙双單]月|每年的?\d{{1,2}}月份?(?:{_AND}\d{{1,2}}月份?)+"
_NTH = r"\d{1,2}(?:st|nd|rd|th)"
_NTHS = rf"{_NTH}(?:\s*,\s*{_NTH})*\s*(?:,\s*)?and\s+(?:the\s+)?{_NTH}"
_ODD_MONTHS = (
    r"\b(?:in )?(?:every|each) (?P<kind>odd|even)(?:-numbered)? months?"
    r"(?:,? (?:on|by|before) (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th))?\b"
)


def _ending_in(said: re.Match[str]) -> str:
    """每月逢五: the 5th, the 15th and the 25th."""
    digit = _DIGITS.get(said[1]) or int(said[1])
    return "、".join(f"{'每月' if tens == 0 else ''}{tens * 10 + digit}日" for tens in range(3))


_MONTH_AND_DAY = late(r"(\d{1,2})月(\d{1,2})")
_LENGTHS = {1: 31, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def _days_of_a_year(said: re.Match[str]) -> str:
    """每年6月30日和12月31日, the ends of two months; 3月15日和9月15日, one day of two.

    Raises: Refusal `series-two-days` for days that are neither.
    """
    days = [(int(month), int(day)) for month, day in _MONTH_AND_DAY.findall(said[0])]
    months = "和".join(f"{month}月" for month, _ in days)
    if all(_LENGTHS.get(month) == day for month, day in days):
        return f"每年{months}{_LAST}日"
    if len({day for _, day in days}) == 1:
        return f"每年{months}{days[0][1]}日"
    raise Refusal("series-two-days", words=_short(said[0]))


def _odd_months(said: re.Match[str]) -> str:
    day = f"{said['day']}日" if said["day"] else ""
    return f"每逢{_KIND[said['kind'].lower()]}月{day}"


_ALWAYS: Sequence[tuple[re.Pattern[str], Words, bool]] = (
    (late(r"(?:每[个個]?|按)旬(?:的?(?:第一天|首日|头一天|頭一天)|初)"), "每月1日、11日、21日", False),
    (late(r"(?:每[个個]?|按)旬(?:的?(?:最后一天|最後一天|末|底))?(?=(?P<before>前?))"), f"每月10日、20日、{_LAST}日", True),
    (late(r"每(?=(?:[1-9]|[12]\d|3[01])\s*[号號]|(?:1[6-9]|2\d|3[01])\s*日)"), "每月", False),
    (late(r"每[个個]?月的?上旬(?:末|底)?[内內]?"), "每月10日", False),
    (late(r"每[个個]?月的?中旬(?:末|底)?[内內]?"), "每月20日", False),
    (late(r"每[个個]?月的?下旬(?:末|底)?[内內]?"), f"每月{_LAST}日", True),
    (late(r"每[个個]?月月?中(?![旬层層心央秋间間医醫国國学學级級文])"), "每月15日", False),
    (late(_HALF_A_MONTH, re.IGNORECASE), f"每月15日、{_LAST}日", True),
    (late(r"每[个個]?月逢\s*([一二三四五六七八九1-9])(?!\d|十|\s*[、,，和])(?:的日子|日)?"), _ending_in, False),
    (late(r"每[个個]?月逢\s*(?:10|十|0|零)(?:的日子|日)?"), f"每月10日、20日、{_LAST}日", True),
    (late(rf"(?P<days>每[个個]?月(?:{_DAY}{_AND})+)(?:月?[底末]|最[后後]一[天日])"), rf"\g<days>{_LAST}日", True),
    (late(rf"(?P<months>{_MONTHS})的?(?:底|末|最[后後]一[天日])"), rf"\g<months>{_LAST}日", True),
    (late(r"(?<![每逢\d])(?P<kind>[单雙双單])月份?(?=的?(?:\d{1,2}\s*[日号號]))"), r"每逢\g<kind>月", False),
    (late(r"(?<![每逢\d])(?P<kind>[单雙双單])月份?的?(?:底|末|最[后後]一[天日])"), rf"每逢\g<kind>月{_LAST}日", True),
    (late(rf"每年的?\d{{1,2}}月{_DAY}(?:前?{_AND}\d{{1,2}}月{_DAY})+"), _days_of_a_year, False),
    (late(r"每[个個]?([日天周週月季年])一[报報](?![送告表])"), lambda m: f"每{_UNIT[m[1]]}", False),
    (late(rf"\b(?:on the |the )?every\s+({_NTHS})(?!\s+\w*day\b)", re.IGNORECASE), r"on the \1 of every month", False),
    (late(_ODD_MONTHS, re.IGNORECASE), _odd_months, False),
)  # fmt: skip
_OTHERWISE: Sequence[tuple[re.Pattern[str], Words, bool]] = (
    (late(rf"^\W*({'|'.join(_ENGLISH)})\b", re.IGNORECASE), lambda m: f"every {_ENGLISH[m[1].lower()]}", False),
)  # fmt: skip


def reworded(text: str, *, otherwise: bool = False) -> Reworded:
    """A text with the first of these wordings as the reader reads it; with `otherwise` those that may be no rule at all."""
    rows = [(row, False) for row in _ALWAYS] + [(row, True) for row in _OTHERWISE if otherwise]
    for (pattern, instead, last), doubtful in rows:
        found = pattern.search(text)
        if found is not None:
            new = instead(found) if callable(instead) else found.expand(instead)
            ends = last or (callable(instead) and f"{_LAST}日" in new and f"{_LAST}日" not in found[0])
            return Reworded(text[: found.start()] + new + text[found.end() :], found[0].strip(), new, ends, doubtful)
    return Reworded(text)


# -- what is no rule ---------------------------------------------------------------------------------------------------

_FESTIVALS = (
    r"(?:春[节節]|[农農][历曆]新年|新年|除夕|小年|元宵|清明|五一|[劳勞][动動]|端午|七夕|中秋|重[阳陽]|[国國][庆慶]|十一|[圣聖][诞誕]"
    r"|三八|[妇婦]女|六一|[儿兒]童|七一|建党|八一|建[军軍]|[教][师師])"
)
_ENGLISH_FESTIVALS = (
    r"(?:chinese new year|lunar new year|spring festival|new year|lantern festival|qingming|tomb[- ]sweeping|dragon boat"
    r"|mid-?autumn|national day|labou?r day|easter|christmas|thanksgiving)"
)
_MANY = r"(?:[两兩二三四五六七八九十]|[2-9]|\d{2})"
_TIMES = r"(?:次|回(?![报報馈饋复覆])|遍|趟)"
_OFTEN = r"(?:twice|thrice|(?:two|three|four|several|\d+) times)"

# Refused wherever they stand, unless another deadline is named and they stand within the deed.
_TOO_OFTEN = late(
    rf"(?:每[个個]?|一)(?:[天日]|工作日|工作天)\s*的?(?:早(?:上|晨)?{_AND}?中{_AND}?晚|早(?:上|晨)?(?:{_AND})?晚上?|上午(?:{_AND})?下午|上下午|"
    rf"{_MANY}\s*{_TIMES})各?"
    rf"|\b{_OFTEN} (?:a|per|each|every) (?:working |business )?day\b|\b{_OFTEN} daily\b"
    r"|\bevery morning and (?:every )?(?:evening|afternoon|night)\b",
    re.IGNORECASE,
)
_WHICH = late(
    rf"(?:每[个個]?|一)(?:周|週|星期|[礼禮]拜|旬|月|[个個]月|季度?|半年|年)\s*{_MANY}\s*{_TIMES}"
    rf"|\b{_OFTEN} (?:a|per|each|every) (?:week|fortnight|month|quarter|year)\b|\b{_OFTEN} (?:weekly|monthly|yearly)\b"
    r"|\bsemi-?(?:weekly|monthly|annual(?:ly)?)\b|\bbi-?(?:weekly|monthly|annual(?:ly)?)\b",
    re.IGNORECASE,
)
_NO_SUCH_DAY = late(
    r"每[个個]?(?:周|週|星期|[礼禮]拜)\s*(?:[八九十零〇]|[089]|[1-9]\d)"
    r"(?!\s*[\d点點时時:：次天日号號个個小项項位人件份条條篇名家户戶月年回遍趟十])"
    r"|\bevery (?:0th|[89]th|\d{2,}th) day of the week\b",
    re.IGNORECASE,
)
_HOLIDAYS = late(
    r"(?:每逢?|逢)[个個]?(?:法定|公共|[国國]定|重大|主要)?(?:[节節]?假日|[节節]日|[节節][前后後]|假期|[长長]假)[前后後]?"
    r"|\b(?:every|each|on (?:all )?)\s*(?:public|bank|national|legal)?\s*holidays?\b",
    re.IGNORECASE,
)
_FESTIVAL = late(
    rf"(?:每逢?年?|逢)的?(?:[农農][历曆]|[阴陰][历曆])?的?{_FESTIVALS}(?![月\d年])[节節日]?(?:前|后|後|期[间間])?"
    rf"|\b(?:every|each) (?:year,? )?(?:[a-z]+ ){{0,3}}?{_ENGLISH_FESTIVALS}\b",
    re.IGNORECASE,
)
_UNCLEAR = late(
    r"^\W*(?:[请請要需须須]|今后|今後|以后|以後|定期)?\s*(?P<zh>每(?:逢|隔|[个個]|到|次|[当當])?\s*(?:[天日周週旬月季年半节節会會]|星期|[礼禮]拜|[学學]期|工作|"
    r"[一二三四五六七八九十\d]+\s*[个個]?(?:[天日周週旬月季年]|星期|工作日))[^，,。；;\s]{0,12})"
    r"|\b(?P<en>(?:every|each)\s+(?:[\w-]+\s+){0,2}?(?!\w*(?:birth|holi)day)[\w-]*(?:day|week|month|quarter|year|morning|evening|night|fortnight|semester|meeting)s?\b)",
    re.IGNORECASE,
)


def require_a_rule(text: str, found: Reading) -> None:
    """Refuse what says that something comes back but not on which days, or on days that no rule names.

    Raises: Refusal `series-often`, `series-which`, `series-never`, `series-holidays`.
    """
    for name, pattern in (
        ("series-often", _TOO_OFTEN),
        ("series-which", _WHICH),
        ("series-never", _NO_SUCH_DAY),
        ("series-holidays", _HOLIDAYS),
        *([] if found.kind is Kind.SET else [("series-holidays", _FESTIVAL)]),  # one of a fixed day was read
    ):
        said = pattern.search(text)
        if said and _is_the_deadline(text, said, found):
            raise Refusal(name, words=_short(said[0]))


_HALF_READ = late(
    r"\s*逢|月\s*[\d一二三四五六七八九十]"
)  # 每月逢5、10日, of which 每月 was read; 每月2月31日, of which 每月2


def require_read(text: str, found: Reading) -> None:
    """Refuse what begins like a rule, where nothing in it was read. Raises: Refusal `series-unclear`."""
    unread = _UNCLEAR.search(text) if found.kind is Kind.NONE and found.problem is None else None
    if unread:
        raise Refusal("series-unclear", words=_short(unread["zh"] or unread["en"]))
    if found.kind is Kind.SET and _HALF_READ.match(text[found.span[1] :]):
        raise Refusal("series-unclear", words=_short(text[found.span[0] :]))


def _is_the_deadline(text: str, said: re.Match[str], found: Reading) -> bool:
    """Whether words say when, and not what: nothing else does, or they stand in front, or in what was read. 每周两次的例会
    behind something else is what."""
    if text[: said.start()].strip() and text[said.end() :].startswith("的"):
        return False
    if found.kind in (Kind.NONE, Kind.SET) or not text[: said.start()].strip():
        return True
    start, end = found.span
    return said.start() < end and start < said.end()


def _short(words: str) -> str:
    return tidy(words)[:_SHOWN]
