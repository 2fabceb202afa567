"""Plain words that are no order though they read like one: something raised, something for everybody, somebody chased."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from domain.model.chases import Method
from domain.model.value import value
from domain.text import half_width, late


class Voice(StrEnum):
    """What plain words may be besides an order."""

    RAISE = "raise"
    NOTICE = "notice"
    CHASE = "chase"  # somebody was chased, and this is what they said
    URGE = "urge"


@value
class Voiced:
    """What words may be, of which matter where they name one (0: none), and the words that are left for it."""

    voice: Voice
    words: str
    number: int = 0


_SIGN = r"(?:\s*[:：,，]\s*)"
_RAISES = late(
    rf"""\s*(?:(?:我要?|我想)?(?:投诉|投訴|举报|舉報)(?:一下|一件事|一个问题|一個問題)?{_SIGN}
    |(?:我要?|我想)?(?:向[^\s，,:：]{{1,8}})?(?:反映|反應)(?:一下)?(?:一?[个個件](?:问题|問題|情况|情況|事情?)|问题|問題|情况|情況)?{_SIGN}
    |(?:i\s(?:want|would\slike|wish)\sto\s|i['’]d\slike\sto\s)?(?:complain(?:t)?(?:\sthat)?|report\sa\sproblem|raise\s(?:an?\s)?(?:issue|problem|matter))
      (?:{_SIGN}|\s(?:that|about)\s))""",
    re.VERBOSE | re.IGNORECASE,
)
_ALL = "大家|全体(?:同事|人员|职工|员工)?|全體(?:同事|同仁|人員)?|所有人|各位(?:同事|同仁)?|每个人|每個人"
_EVERYBODY = (
    r"(?:everybody|everyone|all(?:\sof\sthem|\sstaff|\scolleagues)?|the\s(?:whole\s)?(?:team|group|office|staff))"
)
_TELLS_ALL = late(
    rf"""\s*(?:请|請|麻烦|麻煩)?(?:(?:通知|告诉|告訴|告知|转告|轉告|提醒|跟|和|发给|發給)(?:一下|一声|一聲)?(?:{_ALL})(?:说|說|讲|講)?(?:一下|一声|一聲)?{_SIGN}?
    |(?:发(?:个|布|一个)?|發(?:個|布|一個)?)?(?:通知|公告){_SIGN}
    |(?:{_ALL})?(?:请|請)?注意{_SIGN}
    |(?:please\s)?(?:tell|inform|notify|remind|announce\sto)\s{_EVERYBODY}(?:\sthat)?(?:{_SIGN}|\s)
    |(?:please\s)?let\s{_EVERYBODY}\sknow(?:\sthat)?(?:{_SIGN}|\s)
    |(?:notice|announcement|announce|attention(?:\s{_EVERYBODY})?)(?:\s(?:to|for)\s{_EVERYBODY})?{_SIGN})(?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
_URGES_WHOM = late(
    r"\s*(?:请|請|麻烦|麻煩)?(?:帮我|幫我|给我|給我|替我)?(?:把|将|將)?(?:@\w{2,32}|[\u4e00-\u9fff·]{2,4}?)(?:手上|手里"
    r"|手裡)?的?(?:所有|全部)?的?(?:事情?|任务|任務|事项|事項)?"
    r"(?:都|全都|全部|挨个|逐个|再)+(?:给我)?催(?:办|辦|促)?(?:一遍|一下|下|一次|一催)?[吧了\s。.!！]*"
    r"|\s*(?:请|請|麻烦|麻煩)?(?:帮我|幫我|给我|給我|替我|去)?(?:再)?(?:催办|催辦|催一下|催一催|催催|催促|催|(?:please\s)?(?:chase|urge|nudge))\s*(?:一下|一遍)?\s*"
    r"(?:@\w{2,32}|[\u4e00-\u9fff·]{2,4}?|[A-Za-z]{2,20}(?:\s[A-Za-z]{2,20})?)(?:一下)?[\s。.!！]*",
    re.IGNORECASE,
)
_URGES = late(
    r"\s*(?:请|請)?(?:催办|催辦|催一下|催一催|催促|催|督办|督辦|(?:please\s)?(?:chase|urge|nudge))\s*(?:一下|第)?\s*#?\s?(\d{1,6})\s*(?:号|號)?"
    r"(?:一下)?[\s。.!！]*",
    re.IGNORECASE,
)
_CHASES_ONE = late(
    r"\s*(?:督办|督辦|催办|催辦|chase)\s*#?\s?(\d{1,6})\s*(?:号|號)?[\s:：,，]+(?=\S)(?P<rest>.+)",
    re.IGNORECASE | re.DOTALL,
)
_WAYS: Mapping[Method, str] = {
    Method.PHONE: (
        r"(?:打了|打过|打過|打通了|通了|通过|通過)(?:一?[个個通])?(?:电话|電話)|已?(?:致电|致電)(?:了|过|過)?|(?:电话|電話)(?:里|裡)?(?:催|问|問|联系|聯繫)(?:了|过|過)"
        r"|已(?:打)?(?:电话|電話)(?:催|联系|聯繫)?|\b(?:called|phoned|telephoned|rang|spoke\s(?:to|with))\b|\bon\sthe\sphone\b"
    ),
    Method.DOCUMENT: r"(?:发了|發了|发过|發過)(?:函|公文|邮件|郵件|微信|短信|簡訊)"
    r"|\b(?:e-?mailed|wrote\sto|texted|messaged)\b",
    Method.ON_SITE: r"(?:去了|到了|去过|去過)(?:现场|現場)|上门(?:催|问)?(?:了|过)|上門(?:催|問)?(?:了|過)"
    r"|当面(?:催|问|说)(?:了|过)|當面(?:催|問|說)(?:了|過)"
    r"|\b(?:visited|went\sto\ssee|saw)\b",
    Method.MEETING: r"(?:会上|會上)(?:催|问|問|说|說|提)(?:了|过|過)|\b(?:met|asked\s(?:him|her|them)\sat\sthe\smeeting)\b",
}
_BY = {method: late(words, re.IGNORECASE) for method, words in _WAYS.items()}
_PHONING = late(r"打(?:电话|電話)[给給]")  # only what they said to it tells that it is done
_ASKED = late("[问問催系繫](?:了|过|過)|已.*[催系繫]")  # 刚打电话问了李明，报告明天交: who said it is clear
_LET = late(r"\s*(?:请|請|让|讓|叫|安排|麻烦|麻煩)")  # 让赵倩电话问了再报: an order
_THEY_SAID = late(
    r"(?<![让讓叫请請])[他她]们?[^，,。]{0,4}(?:说|說|讲|講|答应|答應|保证|保證|承诺|承諾|表示|回复|回覆)|(?:对方|對方)|答应|答應|承诺|承諾|没接|沒接|没人接|沒人接"
    r"|\b(?:he|she|they)(?:['’]ll|['’]s)?\s?(?:said|says|promised|promises|will|would|is|are|has|agreed|didn['’]?t|can)?\b|\bno\sanswer\b",
    re.IGNORECASE,
)
_HEAD = 24  # so near to its beginning a text that names no matter says how somebody was chased


def voiced(text: str) -> Voiced | None:
    """What plain words may be besides an order; None where nothing says so."""
    for voice, head in ((Voice.RAISE, _RAISES), (Voice.NOTICE, _TELLS_ALL)):
        found = head.match(text)
        if found and text[found.end() :].strip():
            return Voiced(voice, text[found.end() :].strip())
    return _about_one(text) or _chased(text) or _urged_whom(text)


def _about_one(text: str) -> Voiced | None:
    plain = half_width(text)
    urged, chased = _URGES.fullmatch(plain), _CHASES_ONE.fullmatch(plain)
    if urged:
        return Voiced(Voice.URGE, text, int(urged[1]))
    return Voiced(Voice.CHASE, text[chased.start("rest") :].strip(), int(chased[1])) if chased else None


def _urged_whom(text: str) -> Voiced | None:
    """催一下李明: nothing but the verb and a name; of which of their matters is asked."""
    return Voiced(Voice.URGE, text) if _URGES_WHOM.fullmatch(half_width(text)) else None


def _chased(text: str) -> Voiced | None:
    """给李明打了电话，他说明天交: by which way, and what was said to it."""
    by = next((found for way in _BY.values() if (found := way.search(text))), None) or _PHONING.search(text)
    if by is None or by.start() > _HEAD or _LET.match(text):
        return None
    if not (_ASKED.search(by[0]) or _THEY_SAID.search(text[by.end() :])):
        return None
    return Voiced(Voice.CHASE, text)


def says_chased(text: str) -> bool:
    """Whether words about a matter tell that somebody was chased."""
    return any(way.search(text) for way in _BY.values())


def method_told(text: str) -> Method | None:
    """By which means somebody was chased, where the words tell it anywhere."""
    by_phone = Method.PHONE if _PHONING.search(text) else None
    return next((method for method, way in _BY.items() if way.search(text)), by_phone)
