"""What plain words to the bot are: a greeting, thanks, a question for a list, or an order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from domain.text import is_blank


class Spoken(StrEnum):
    """What plain words are."""

    GREETING = "greeting"
    QUESTION = "question"
    NOTHING = "nothing"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Heard:
    """What was said; for a question the list that answers it, or the number of the task it is about."""

    kind: Spoken
    which: str = ""
    number: int = 0


_POLITE = r"[\s,，。.!！~～、…?？:：;；)）(（]*"
_GREETINGS = (
    "你好|您好|大家好|早上好|早安|早|上午好|中午好|下午好|晚上好|晚安|哈喽|哈囉|嗨|在吗|在嗎|在不在|有人吗|有人嗎|请问|請問|谢谢|謝謝|多谢|多謝"
    "|感谢|感謝|辛苦了|辛苦|再见|再見|拜拜|好的|好|收到|知道了|明白|明白了|嗯|嗯嗯|哦|行|可以|没事|沒事|测试|測試|啊|呀|呢|了|你"
    "|hi|hello|hey|good (?:morning|afternoon|evening|night)|morning|thanks?(?: you)?|thank you(?: very much)?|thx|bye"
    "|ok(?:ay)?|yes|no|sure|great|test|there|bot|everyone|all|督办|督辦|duban|机器人|機器人|小助手|助手"
)
_GREETING = re.compile(rf"{_POLITE}(?:(?:{_GREETINGS}){_POLITE})+", re.IGNORECASE)
_NUMBER = re.compile(r"[#＃]\s?(\d{1,16})(?!\d)")
_ENDS_ASKING = re.compile(r"(?:[?？]|[吗嗎呢么麼])[\s?？。!！~～]*$")
_WONDERS = re.compile(
    "哪些|哪几|哪幾|哪件|哪一件|什么|什麼|啥|几件|幾件|多少|有没有|有沒有|是否|谁|誰|怎么|怎麼|怎样|怎樣|如何|到哪"
    r"|(?:手上|手里|手裡|手头|手頭)的?(?:事情?|事项|事項|任务|任務|待办|待辦|活儿?|工作)\s*$"
    r"|^\s*(?:what|which|who|how|when|where|why|is|are|do|does|did|any|anything|show|list|has|have)\b",
    re.IGNORECASE,
)
_ASKS_TO_DO = re.compile(
    "^(?:请(?!问)|請(?!問)|了解|列出|查|统计|統計|整理|写|寫|帮|幫|麻烦|麻煩)|能不能|能否|可否|可不可以|可以.*[吗嗎]|能.*[吗嗎]"
    r"|^(?:can|could|would|will) (?:you|we|someone|somebody|[a-z]+)\b|\bplease\b",
    re.IGNORECASE,
)
# Asks whatever day it names: 今天有什么要办的, 会议的事怎么样了, what's left for today.
_SURELY_ASKS = re.compile(
    r"(?:还|還)?有(?:什么|什麼|啥|哪些|哪几|哪幾|几|幾|多少)|(?:怎么|怎麼|怎)样了|(?:怎么|怎麼|怎)樣了|到哪(?:一步|儿|兒)?了"
    r"|(?:办|辦|做|弄|写|寫|准备|準備)得(?:怎么|怎麼|如何|怎样|怎樣)|(?:完|好|交|办|辦|到|齐|齊)了(?:没|沒)(?:有)?[\s。]*$"
    r"|^\s*(?:what(?:'s|’s| is| are)|how (?:is|are|far)|how(?:'s|’s))\b",
    re.IGNORECASE,
)
# Asks to be shown: 帮我看看进度, 查一下李明手上还有几件.
_TO_SEE = re.compile(
    "^(?:请|請|麻烦|麻煩)?(?:帮我|幫我|给我|給我|我想|我要|我)?(?:看看|看一下|看下|查一下|查查|查下|查看|看一看|列一下|列出)"
    r"|^(?:please )?(?:show|list|give) me\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"(?:请问|請問)?(?:怎么|怎麼|如何)|\s*how (?:do|can|to)\b", re.IGNORECASE
)  # asks for help, not for a list
_ASKS_WHAT = re.compile(r"(?:what|which|who)\b", re.IGNORECASE)
_NAMES_A_DEED = re.compile(
    "^(?:请|請)(?!帮我|幫我|问|問)|^(?:让|讓|叫|安排|派|通知|催|由)"
    "|报(?!告)|報(?!告)|写|寫|整理|统计|統計|\\bplease (?!show|list)",
    re.IGNORECASE,
)
_SHORT = 25  # a longer text that only holds such a word somewhere asks for a deed
# What a question names → the list that answers it. The first that fits.
_LISTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "overdue",
        re.compile("超期|超时|超時|逾期|过期|過期|延误|延誤|拖延|红灯|紅燈|overdue|\\blate\\b|past due", re.IGNORECASE),
    ),
    (
        "assigned",
        re.compile(
            "我(?:交办|交辦|布置|佈置|安排|派|指派|交代)"
            r"|\bi(?:'ve| have| did)? (?:assign|assigned|given|gave)\b|did i (?:assign|give)",
            re.IGNORECASE,
        ),
    ),
    (
        "mine",
        re.compile(
            "^(?:请问|請問)?(?:今天|明天|今日|这周|這週|本周|本週|现在|現在)?(?:还|還)?有(?:什么|什麼|啥|哪些)(?:事情?)?(?:要|该|該|得|$|[?？])"
            "|(?:我|自己)(?:的|手上|手里|手裡|今天|明天|这周|這週|本周|本週|现在|現在|还|還|要|该|該|有|负责|負責|承办|承辦|待)"
            r"|\b(?:my|mine)\b|(?:do|must|should) i (?:have|owe|need|do)\b|\bam i\b",
            re.IGNORECASE,
        ),
    ),
    (
        "team",
        re.compile(
            "任务|任務|事项|事項|待办|待辦|在办|在辦|未办|未辦|未结|未結|没办|沒辦|没签收|沒簽收|没交|沒交|没完成|沒完成|进度|進度|进展|進展"
            r"|手上|手里|手裡"
            "|手头|手頭|负责|負責|承办|承辦|在忙|忙什么|忙什麼|忙啥|忙些|在做|做什么|做什麼|干什么|幹什麼|什么事|什麼事|完了|好了|交了|办了|辦了|到期|部门|部門|大家|督办|督辦|件事|还没|還沒|哪些"
            r"|tasks?\b|open\b|pending|progress|due\b|waiting|status|done\b"
            r"|working on|work on\b|(?:has|have) (?:still )?to do\b|busy|\bplate\b|responsible|in charge",
            re.IGNORECASE,
        ),
    ),
)


def heard(text: str, *, orders: bool) -> Heard:
    """What plain words are; `orders` says that they hold a deadline, so that a polite question is an order."""
    line = " ".join(text.split())
    if is_blank(line) or not re.search(r"\w", line):
        return Heard(Spoken.NOTHING)
    if _GREETING.fullmatch(line):
        return Heard(Spoken.GREETING)
    which = "" if _HOW.match(line) else next((name for name, words in _LISTS if words.search(line)), "")
    if _is_question(line, which, orders=orders):
        about = _NUMBER.search(line)
        return Heard(Spoken.QUESTION, which, int(about[1]) if about else 0)
    return Heard(Spoken.ORDER)


def _is_question(line: str, which: str, *, orders: bool) -> bool:
    """Words that ask; a polite one asks for a deed, unless it names a list."""
    if len(line) <= _SHORT and (_SURELY_ASKS.search(line) or (which and not orders and _TO_SEE.search(line))):
        return not _NAMES_A_DEED.search(line)
    ends, wonders = _ENDS_ASKING.search(line) is not None, _WONDERS.search(line) is not None
    if _ASKS_TO_DO.search(line) and not (ends and which):
        return False
    if ends:
        return not orders or (wonders and bool(which))
    short = len(line) <= _SHORT or (bool(which) and _ASKS_WHAT.match(line) is not None)
    return wonders and not orders and short
