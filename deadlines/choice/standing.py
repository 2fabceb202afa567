"""How firmly an expression speaks of time, and whether a weak one stands free of its neighbours.

三点 is a time in 三点交 and not in 三点建议; March is a month in `in March` and not in `Mr. March`. A weak expression
counts as a whole text, with a marker (前, by), or where what follows cannot make it part of a name.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from deadlines.spec import Clock, Counted, Day, Either, FromEvent, Length, Point, Range, Repeat, Shifted, Span

WEAK: Final = 30
_FIRMNESS: Final[dict[type, int]] = {Range: 50, Either: 50, Counted: 55, Shifted: 55, FromEvent: 45, Length: 10}


class Place(Struct, frozen=True):
    """Where an expression stands in the folded text; `led` by a preposition, `last` at the end of a sentence.

    Whatever looks around it looks a bounded way, so that a text of many expressions takes time in proportion to its length.
    """

    start: int
    end: int
    led: bool
    last: bool
    han: bool  # the text has Chinese characters
    opens: bool = False  # it opens the sentence
    deed: bool = False  # it opens the sentence, and what is to be done follows


def firmness(value: object) -> int:
    """How firmly the words speak of a moment, from 5 to 70; below `WEAK` their neighbours decide."""
    if isinstance(value, Point):
        return _of_point(value)
    if isinstance(value, Day):
        return 20 if value.weak else 50
    if isinstance(value, Clock):
        return 25 if value.weak else 42
    if isinstance(value, Span):
        return 15 if value.weak or value.bare else 35
    return _of_length(value)


def _of_length(value: object) -> int:
    if isinstance(value, Repeat):
        return 20 if value.weak else 60
    if isinstance(value, Counted) and value.marked and not value.reach:
        return 65  # 一小时内
    return _FIRMNESS.get(type(value), 5)


def _of_point(point: Point) -> int:
    if point.day is None:
        return 45 if point.clock is not None else 25
    if point.day.weak and point.clock is None:
        return 40 if point.part else 25
    return 70


# A day before what the sentence speaks about: Friday market signs need paint, but Friday payroll is due.
_SUBJECT: Final = re.compile(
    r" (?!(?:the|a|an|all|our|your|my|this|that|please)\b)[a-z]+(?: [a-z]+){0,3} "
    r"(?:needs?|is|are|was|were|has|looks?|seems?)\b(?! due)"
)


def is_deed(value: object, text: str, end: int) -> bool:
    """Whether an English verb with what it is done to stands behind a day or time; behind a month it may be its own."""
    return not isinstance(value, Span | Repeat | Length) and _DEED_DONE.match(text, end) is not None


_TIME_BEHIND_DE: Final = re.compile(
    " ?(?:时候|时间|样子|光景|间|前|之前|截止|期限|死线|最后|deadline|ddl|上午|下午|早|晚|中午|$|[,，。;；!！.?？])"
)
_DONE_WITH_IT: Final = re.compile(
    "[^,，。;；!！.?？\n]{4}"
)  # 三点的会议室订一下; 七点的车 tells when one must be there


def is_attribute(value: object, text: str, end: int) -> bool:
    """Whether a 的 behind these words makes them tell which (今天的报纸, 11月20日的纪要) and not by when."""
    if isinstance(value, Day | Point | Clock) and _TIME_BEHIND_DE.match(text, end) is None:
        return isinstance(value, Day) or _DONE_WITH_IT.match(text, end) is not None
    if isinstance(value, Day):
        return value.sort == "relative" or value.weak
    return isinstance(value, Span) and (value.sort == "relative" or value.weak)


# What may follow a weak expression in Chinese without making it part of a name: an end, a person, or work to do.
_FOLLOWS: Final = re.compile(
    r"\s|$|\W|你|我|他|她|您|咱|大家|各|请|交|完(?!成[情率度量])|提|发(?!票|布会)|去|把|给|到(?!位)|要(?!求|点|素|闻|件)|可|能|有|会(?!议|计|员|场|客|展)|"
    r"一并|一起|一同|做|吧|呗|啦|得|须|必|应|将|就|再|全|都|答|没|了|不(?!同|足|良|当)|已|才|也|还|过去|准备|更新|安排|召开|开(?!关|发|工|幕)|汇报|汇总|送|寄|回|审|付|搞|之|截|"
    r"上线|上会|下班|或(?!许)|还是|要么|[a-z@]"
)
# A weekday or the end of a period is less often part of a name: more verbs make it a deadline.
_FOLLOWS_WEEKDAY: Final = re.compile(
    r"\d{1,2}(?:\s|$)|填|写|改(?!革)|拿|取|报(?!告|纸|表|刊)|带|办(?!公)|查|看|买|订|修|补(?!贴|助)|缴|领(?!导)|签|盖|转|传(?!媒|统)|出(?!差|行|版|勤|口|游)|落实(?!情)|"
    r"关(?!系|于|键|联|注|怀)|封(?!面|闭期)|结(?!果|构|余|论|束|合|婚)|锁|盘(?!点表|子)|对账|入账|记账|开票|付款|收款|汇款|报税|申报|备份|归档|停(?!车|牌)|"
    r"上架|下架|发货|发布(?!会)|换(?!届)|搬|撤|拆|退(?!休)|还(?!款单|是)|巡检|抽查|盘点(?!表)|清点|交割|锁定|切换|迁移|冻结|验(?!收单|收会|资)|"
    r"负责(?!人)|一并|一起|一同|统一|务必|需|来|先|开始|前往|参加|举行|联系(?!人|方式)|通知|确认|核对|整理|完善|打印(?!机)|"
    r"收(?!入|支|据|银)|和|或|及|跟|与|由|让|叫|派|等|陪|接|搬|清(?!单)|是否|动(?!画|态)|跑|测|部署|验收(?!单|报告)|评审(?!会|表)"
)
_DEED: Final = re.compile("检查(?!表|单|清单)|巡(?!检表|查表)|算|保证(?!金)|值守|轮流")
_DURING: Final = re.compile("期间?|当中|之中")  # 端午假期期间
_FOLLOWS_SPAN: Final = re.compile(r" +(?:$|前|内|底|末|结束|完|交|提|报送|出|上线|做|搞|把|要|必|务)")
# Behind a bare length even fewer: 三天打鱼 and 24小时便利店 are not deadlines.
_FOLLOWS_LENGTH: Final = re.compile(
    r"\s*(?:$|\W|交|完成|[审做办搞弄写改看查核]完|提交|搞定|答复|过去|回复|之|把|给(?!力))"
)
_VERB_BEHIND_LENGTH: Final = re.compile(r" (?:is|are|will|should)\b")
_PREPOSITION: Final = re.compile(r" (?:with|in|on|for|to|and|at|then|or|by|from)\b")
# What starts a clause behind a date, where a noun would make the date its attribute: EOM we send, but EOM report.
_PRONOUNS: Final = "we|i|you|they|he|she|it|all|your|our|my|please|and|then|can|could|will|must|should|have"
_VERBS: Final = (
    "send|check|look|deliver|finish|submit|update|call|get|bring|prepare|review|print|make|hand|give|fill|sign|post|pay|"
    "file|draft"
)
# A word and then an article or pronoun: a deed and what it is done to (end of the month close the books, at 16 send them).
_DEED_DONE: Final = re.compile(
    r",? (?!(?:is|are|was|were|be|for|of|in|on|at|to|and|or|with|from|by|as|that|which|until|through|over|about|all)\b)[a-z]+ "
    r"(?:the|a|an|all|our|your|my|his|her|their|its|this|that|these|those|every|each|both|any|it|them|us|me|him|everyone|"
    r"everybody|everything|out|up|off|down|back|over|in)\b"
)
_CLAUSE: Final = re.compile(rf" (?:{_PRONOUNS}|{_VERBS})\b")
_AMOUNT: Final = re.compile(
    r"\b(?:increased?|reduced?|cut|raised?|lower(?:ed)?|drop(?:ped)?|grow|grew|decreased?|rises?|rose|fall|fell|up|down|off|"
    r"short|multipl(?:y|ied)|divided?|exceed(?:ed)?|extend(?:ed)?|ahead|behind|delay(?:ed)?|postponed?|win|won|lost|lose)"
    r"(?: \w+)? $"
)
_POSSESSIVE: Final = re.compile(r"'s [a-z]")
_NAME_CHARACTERS: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789×")


# What makes the number behind it a house, a document or a thing: 五一路18号, 国办发〔2026〕12号.
_STREET: Final = re.compile(
    r"[段床桌柜车路街道巷弄村楼栋座〕】)\]字院园厦线编房]$|[\d一二三四五六七八九十]排$|大街$|门牌$"
)
_NOUN_BEHIND: Final = re.compile(rf"(?!{_CLAUSE.pattern}|{_PREPOSITION.pattern}) [a-z]")
_NOUN_AFTER_THE: Final = re.compile(
    rf"(?! (?:{_PRONOUNS}|deadline|cut-?off|latest|sharp)\b|{_PREPOSITION.pattern}) [a-z]"
)  # the 3pm call
_THE: Final = re.compile("(?:at |for |on |from |of )?the ")
_HAVE: Final = re.compile(r"\b(?:have|has|got|give (?:you|me|us|them)|gives us) (?:only |just )?$")
_GIVE: Final = re.compile(r"\bgive (?:you|me|us|them|him|her) (?:only |just )?$")
_OF_THE: Final = re.compile(r"\b(?:for|of|on|from|in|with) the [\w ]{1,12}$")  # for the Q3 report
_AMOUNT_BEFORE: Final = frozenset("到至升降为是本分率约高低评度额价了比")
_FIGURES: Final = re.compile(r"\d{1,2}[-.]\d{1,2}")


# What tells that the day before it is when something happens, and what that it is when something must be there.
_EVENT: Final = re.compile(
    r"的?(?:开业|开会|召开|举行|举办|开幕|出发|出差|培训|考试|放假|生效|开工|开学|开庭|上会|要来|来检查|来访|来我|到访|有个?会)"
)
_DUTY: Final = re.compile(
    r"[^,，。;；\n]{0,14}?"
    r"(?:必须|务必|交(?!流|易|通|接|界)|提交|上报|报送|完成|给我|发我|发给|到位|搞定|办结|反馈|做好|定稿)"
)


def duty(text: str, end: int) -> int:
    """1 where the words behind say what must be done by then, -1 where they name an event of that day."""
    if _EVENT.match(text, end):
        return -1
    return 1 if _DUTY.match(text, end) else 0


def tells_which(value: object, place: Place, text: str, *, opens: bool) -> bool:
    """the Monday report, prepare Monday slides: a weekday that only tells which."""
    day = value.day if isinstance(value, Point) and value.clock is not None else value
    weekday = isinstance(day, Day) and day.sort == "weekday" and text[place.end - 1].isascii()
    if (
        opens
        and weekday
        and isinstance(value, Day)
        and _SUBJECT.match(text, place.end)
        and not _CLAUSE.match(text, place.end)
    ):
        return True
    the = _THE.match(text, place.start) is not None
    if not the and (opens or place.led or not weekday or isinstance(value, Point)):
        return False
    if not weekday and not isinstance(value, Clock) and not _is_month_day(value):
        return False
    return (_NOUN_AFTER_THE if the else _NOUN_BEHIND).match(text, place.end) is not None


def _is_month_day(value: object) -> bool:
    return isinstance(value, Day) and value.sort == "yearly"


def stands_free(value: object, place: Place, text: str) -> bool:
    """Whether nothing beside the expression makes it part of a name: 一号楼, 五一广场, Mr. March, today's paper."""
    if _POSSESSIVE.match(text, place.end - 2) is not None:
        return False
    holiday = isinstance(value, Span) and value.grain == "holiday"  # 国庆期间值班补贴 is no limit, 国庆期间完成 is
    if firmness(value) >= WEAK and not (holiday and place.han):
        return True
    if place.start and text[place.start - 1] in _NAME_CHARACTERS:
        return False
    if text[place.end - 1].isascii() and not place.han:
        return _free_in_english(value, place, text)
    return _STREET.search(text, max(0, place.start - 2), place.start) is None and _free_in_chinese(value, place, text)


def _free_in_chinese(value: object, place: Place, text: str) -> bool:
    if isinstance(value, Length):
        return _FOLLOWS_LENGTH.match(text, place.end) is not None
    if (
        text[max(0, place.start - 1) : place.start] in _AMOUNT_BEFORE
        and place.start
        and _FIGURES.fullmatch(text, place.start, place.end)
    ):
        return False  # 版本升到3.11, 评分4.8
    if isinstance(value, Span) and text[place.end - 1].isascii() and text.startswith(" ", place.end):
        return _FOLLOWS_SPAN.match(text, place.end) is not None  # Q2 OKR
    if isinstance(value, Span) and value.grain == "holiday":
        during = _DURING.match(text, place.end)
        end = during.end() if during else place.end
        return any(deed.match(text, end) for deed in (_FOLLOWS, _FOLLOWS_WEEKDAY, _DEED))
    if isinstance(value, Day) and value.sort in ("weekday", "end") and _FOLLOWS_WEEKDAY.match(text, place.end):
        return True
    return _FOLLOWS.match(text, place.end) is not None


def names_a_thing(value: object, place: Place, text: str) -> bool:
    """the deadline for the Q3 report: the period only tells which, though a deadline's word leads to it."""
    if not isinstance(value, Span) or place.han:
        return False
    named = _OF_THE.search(text, max(0, place.end - 40), place.end) is not None
    return named and _NOUN_BEHIND.match(text, place.end) is not None


def _free_in_english(value: object, place: Place, text: str) -> bool:
    """A weak English word needs a preposition before it, or for some the end of the sentence behind it."""
    if isinstance(value, Repeat):
        return place.last or _PREPOSITION.match(text, place.end) is not None
    if place.led:
        return not names_a_thing(value, place, text)
    return place.deed or _unled_in_english(value, place, text)


def _unled_length(place: Place, text: str) -> bool:
    article = text.startswith(("a ", "an "), place.start)
    if text.startswith((" to ", " for "), place.end) and _HAVE.search(text, max(0, place.start - 20), place.start):
        return True  # we have 3 days to fix it
    if place.opens and text.startswith(" to ", place.end):
        return True  # ten working days to finish it
    if _GIVE.search(text, max(0, place.start - 20), place.start) and place.last:
        return True  # give me an hour
    return (place.last and not article) or _VERB_BEHIND_LENGTH.match(text, place.end) is not None


def _unled_in_english(value: object, place: Place, text: str) -> bool:
    if isinstance(value, Length):
        return _unled_length(place, text)
    if isinstance(value, Span):
        return place.last and value.bare
    if text.startswith("by ", place.start) and _AMOUNT.search(text, max(0, place.start - 40), place.start) is not None:
        return False  # reduced by 2.5
    if isinstance(value, Clock):
        return place.last or _PREPOSITION.match(text, place.end) is not None
    figures = place.start and _FIGURES.fullmatch(text, place.start, place.end)  # Form 10-12
    return not figures and (place.last or (isinstance(value, Day) and _CLAUSE.match(text, place.end) is not None))
