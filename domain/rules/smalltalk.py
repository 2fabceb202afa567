"""Words that ask for nothing and report nothing: greetings, thanks, praise, 好的."""

from __future__ import annotations

import re

from domain.text import is_blank, late

_POLITE = r"[\s,，。.!！~～、…?？:：;；)）(（👌👍🙏✅😊🌹💪❤️]*"
_WORDS = (
    "你好|您好|大家好|早上好|早安|早|上午好|中午好|下午好|晚上好|晚安|哈喽|哈囉|嗨|在吗|在嗎|在不在|有人吗|有人嗎|请问"
    "|請問|谢谢|謝謝|多谢|多謝"
    "|感谢|感謝|辛苦了|辛苦|再见|再見|拜拜|好的|好滴|好嘞|好|收到|知道了|知道啦|遵命|关心|關心|支持|指导|指導|哈"
    "|6{3,}+|明白|明白了|了解|嗯|哦|噢|行|可以|没事"
    "|沒事|没问题|沒問題|没关系|沒關係|测试|測試|啊|呀|呢|了|你|您"
    "|(?:情况|情況|反映|所述|以上|基本)*(?:属实|屬實)|不错|不錯|很好|挺好|真好|太好了|真棒|很棒|棒|赞一个|赞|讚|厉害|厲害|给力|給力|不客气|不客氣|客气了|客氣了|加油"
    "|继续加油"
    "|表现(?:很|真)?(?:不错|好)|干得好|幹得好|做得好|做得不错"
    "|领导|領導|主任|老板|老闆|各位|大家|同志们|同志們|老师|老師|[王李张赵陈刘周]?(?:主任|局长|处长|科长|局長|處長|科長)"
    "|hi|hello|hey|good (?:morning|afternoon|evening|night)|morning|thanks?(?: you)?(?: (?:so|very) much)?"
    "|thank you(?: (?:so|very) much)?|thx|ty|bye"
    "|ok(?:ay)?|yes|no|sure|great|nice|good|cool|perfect|fine|alright|well done|good job|great job|good work"
    "|sounds good|awesome|excellent|nice work|got it|noted"
    "|understood|no problem|no worries|np|cheers|you(?:'re| are) welcome"
    "|test|there|bot|everyone|all|boss|sir|督办|督辦|duban|机器人|機器人|小助手|助手"
)
_SMALL = late(rf"{_POLITE}(?:(?:{_WORDS}){_POLITE})+", re.IGNORECASE)
_LONGEST = 40  # what is longer says something
_CONSENTS = late(
    rf"{_POLITE}(?:可以|行|没问题|沒問題|没意见|沒意見|好的?|ok(?:ay)?|yes|sure|fine|alright|no problem){_POLITE}(?:了|的"
    rf"|吧)?{_POLITE}",
    re.IGNORECASE,
)
_RECEIVED = late(
    r"(?<![没沒未不])收到(?!的)|知道了|明白|\b(?:received|got it|noted|will do|understood|ok(?:ay)?)\b|^\s*好的",
    re.IGNORECASE,
)


def is_small_talk(text: str) -> bool:
    """Whether nothing in a text is to be passed on."""
    line = " ".join(text.split())
    if len(line) > _LONGEST:
        return False
    return is_blank(text) or not re.search(r"\w", text) or _SMALL.fullmatch(line) is not None


_LATER = late(
    rf"{_POLITE}(?:(?:请|請|麻烦|麻煩|你|您|那就|先)*(?:(?:过|過|等|晚|稍|待|迟|遲)(?:一?[会會]儿?兒?|[一些]*[点點](?:时候|時候)?|后|後|些|[几幾]?个?小时|[几幾]?個?小時)*"
    r"|明天|下午|明早|一?小时后|一?小時後)(?:再|的时候|的時候)*(?:来|來)?(?:提醒|叫|通知|说|說|催)(?:一下|我|吧|一次)*"
    r"|(?:please )?remind me (?:again )?(?:later|tomorrow|this afternoon|in an hour|in a (?:while|bit))(?: please)?"
    rf"|(?:not (?:right )?now|(?:maybe )?later|snooze|ask me later)(?:,? please)?){_POLITE}",
    re.IGNORECASE,
)


def wants_later(text: str) -> bool:
    """Whether words said to a reminder ask for it again later: 过一会儿再提醒我, not now."""
    return len(text) <= _LONGEST and _LATER.fullmatch(text) is not None


def may_consent(text: str) -> bool:
    """Small talk that, said to a request, may mean yes: 可以, ok."""
    return len(text) <= _LONGEST and _CONSENTS.fullmatch(text) is not None


def says_received(text: str) -> bool:
    """Small talk of somebody who takes a matter on: 收到, noted."""
    return _RECEIVED.search(text) is not None
