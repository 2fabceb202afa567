"""What plain words to the bot are: a greeting, thanks, a question for a list, or an order."""

from __future__ import annotations

import re
from enum import StrEnum

from domain.model.value import value
from domain.rules.smalltalk import is_small_talk
from domain.text import is_blank, late


class Spoken(StrEnum):
    """What plain words are."""

    GREETING = "greeting"
    QUESTION = "question"
    NOTHING = "nothing"
    ORDER = "order"


@value
class Heard:
    """What was said; for a question the list that answers it, or the number of the task it is about."""

    kind: Spoken
    which: str = ""
    number: int = 0


_NUMBER = late(r"[#＃]\s?(\d{1,16})(?!\d)")
_ENDS_ASKING = late(r"(?:[?？]|[吗嗎呢么麼])[\s?？。!！~～]*$")
_WONDERS = late(
    "哪些|哪几|哪幾|哪件|哪一件|什么|什麼|啥|几件|幾件|多少|有没有|有沒有|是否|谁|誰|怎么|怎麼|怎样|怎樣|如何|到哪"
    r"|(?:手上|手里|手裡|手头|手頭)的?(?:事情?|事项|事項|任务|任務|待办|待辦|活儿?|工作)\s*$"
    r"|^\s*(?:what|which|who|how|when|where|why|is|are|do|does|did|any|anything|show|list|has|have)\b",
    re.IGNORECASE,
)
_ASKS_TO_DO = late(
    "^(?:请(?!问)|請(?!問)|了解|列出|查|统计|統計|整理|写|寫|帮|幫|麻烦|麻煩)|能不能|能否|可否|可不可以|可以.*[吗嗎]"
    "|能.*[吗嗎]"
    r"|^(?:can|could|would|will) (?:you|we|someone|somebody|[a-z]+)\b|\bplease\b",
    re.IGNORECASE,
)
# Asks whatever day it names: 今天有什么要办的, 会议的事怎么样了, what's left for today.
_SURELY_ASKS = late(
    r"(?:还|還)?有(?:什么|什麼|啥|哪些|哪几|哪幾|几|幾|多少)|(?:怎么|怎麼|怎)样了|(?:怎么|怎麼|怎)樣了|到哪(?:一步|儿|兒)?了"
    r"|(?:办|辦|做|弄|写|寫|准备|準備)得(?:怎么|怎麼|如何|怎样|怎樣)|(?:完|好|交|办|辦|到|齐|齊)了(?:没|沒)(?:有)?[\s。]*$"
    r"|^.{0,8}(?<![那这這好])[几幾]件.{0,8}$|(?:[几幾]号|[几幾]號|[几幾]点|[几幾]點|星期[几幾]|[周週][几幾])[?？]?$"
    "|(?:放假|上班|休息|调休|調休|开会|開會|是不是|算不算|还有|還有).{0,6}[吗嗎][?？]?$"
    r"|^\s*(?:what(?:'s|’s| is| are)|how (?:is|are|far|many)|how(?:'s|’s)|what (?:day|date|time)|is (?:today|tomorrow"
    r"|it))\b",
    re.IGNORECASE,
)
# Asks to be shown: 帮我看看进度, 查一下李明手上还有几件.
_TO_SEE = late(
    "^(?:请|請|麻烦|麻煩)?(?:帮我|幫我|给我|給我|我想|我要|我)?(?:看看|看一下|看下|查一下|查查|查下|查看|看一看|列一下|列出)"
    r"|^(?:please )?(?:show|list|give) me\b",
    re.IGNORECASE,
)
_HOW = late(r"(?:请问|請問)?(?:怎么|怎麼|如何)|\s*how (?:do|can|to)\b", re.IGNORECASE)  # asks for help, not for a list
_ASKS_WHAT = late(r"(?:what|which|who)\b", re.IGNORECASE)
_NAMES_A_DEED = late(
    "^(?:请|請)(?!帮我|幫我|问|問)|^(?:让|讓|叫|安排|派|通知|催|由)"
    "|报(?!告)|報(?!告)|写|寫|整理|统计|統計|\\bplease (?!show|list)",
    re.IGNORECASE,
)
_SHORT = 25  # a longer text that only holds such a word somewhere asks for a deed
# What a question names → the list that answers it. The first that fits.
_LISTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "overdue",
        late("超期|超时|超時|逾期|过期|過期|延误|延誤|拖延|红灯|紅燈|overdue|\\blate\\b|past due", re.IGNORECASE),
    ),
    (
        "assigned",
        late(
            "我(?:交办|交辦|布置|佈置|安排|派|指派|交代)"
            r"|\bi(?:'ve| have| did)? (?:assign|assigned|given|gave)\b|did i (?:assign|give)",
            re.IGNORECASE,
        ),
    ),
    (
        "mine",
        late(
            "^(?:请问|請問)?(?:今天|明天|今日|这周|這週|本周|本週|现在|現在)?(?:还|還)?有(?:什么|什麼|啥"
            "|哪些)(?:事情?)?(?:要|该|該|得|$|[?？])"
            "|(?:我|自己)(?:的|手上|手里|手裡|今天|明天|这周|這週|本周|本週|现在|現在|还|還|要|该|該|有|负责|負責|承办"
            "|承辦|待)"
            r"|\b(?:my|mine)\b|(?:do|must|should) i (?:have|owe|need|do)\b|\bam i\b",
            re.IGNORECASE,
        ),
    ),
    (
        "team",
        late(
            "任务|任務|事项|事項|待办|待辦|在办|在辦|未办|未辦|未结|未結|没办|沒辦|没签收|沒簽收|没交|沒交|没完成"
            "|沒完成|进度|進度|进展|進展"
            r"|手上|手里|手裡"
            "|手头|手頭|负责|負責|承办|承辦|在忙|忙什么|忙什麼|忙啥|忙些|在做|做什么|做什麼|干什么|幹什麼|什么事|什麼事"
            "|完了|好了|交了|办了|辦了|到期|部门|部門|大家|督办|督辦|件事|还没|還沒|哪些"
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
    if is_small_talk(line):
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


_BEFORE_NAME = (
    "(?:请问|請問|请|請|帮我|幫我|给我|給我|我想|看看|看一下|看下|查一下|查查|查|了解一下|现在|現在|今天"
    "|今日|目前|这周|這週|本周|本週)*"
)
_BEHIND_NAME = "(?:现在|現在|今天|目前|最近|这周|這週|本周|本週|还|還|都|各|的)*"
_OF_SOMEBODY = late(
    rf"{_BEFORE_NAME}(?P<who>\S.{{0,24}}?){_BEHIND_NAME}"
    "(?:手上|手里|手裡|手头|手頭|在忙|忙什么|忙什麼|忙啥|忙些|负责|負責|承办|承辦|在做|在办|在辦|有什么|有什麼|有哪些"
    "|有几件|有幾件|任务|任務)"
)
_OF_SOMEBODY_EN = late(
    r"(?i:what(?:'s| is| are| has| does| do)?|which tasks? (?:does|do|has)|what tasks? (?:does|do"
    r"|has))\s+(?P<who>[A-Z][\w.]+(?:(?:\s|,\s?|\sand\s)[A-Z][\w.]+)*)"
    r"\s+(?i:working on|doing|have|has|got|busy|responsible|in charge|on (?:his|her|their) plate)"
)
_NO_NAME = late(
    "[我你您他她它咱谁誰哪各#]|昨|前天|大家|部门|部門|所有|全|什么|什麼|还|還|今|明天|现在|現在|有|没|沒|任务|任務|事|办|辦|群"
    "|周|週|月|超|逾|红|紅|本|单位|單位|公司|科室|督"
    r"|^(?:I|We|You|They|The|It|Tasks?|Open|Today|Everybody|Everyone)\b"
)
_JOINED = late(r"\s*(?:[、，,&和与與及跟]|\band\b)\s*")


def asked_of(text: str) -> tuple[str, ...]:
    """Those a question for a list is about, as they are called: 小李手上有什么, 李明和赵倩在忙什么."""
    found = _OF_SOMEBODY.match(text.strip()) or _OF_SOMEBODY_EN.match(text.strip())
    names = [name for name in _JOINED.split(found["who"]) if name] if found else []
    return () if any(map(_is_no_name, names)) else tuple(names)


_LONGEST_NAME = 5  # of Han signs, with a title


def _is_no_name(word: str) -> bool:
    long = re.search("[\u4e00-\u9fff]", word) is not None and len(word) > _LONGEST_NAME
    return long or _NO_NAME.search(word) is not None


_HOW_TO = late(r"怎么|怎麼|怎样|怎樣|如何|咋|在哪|^\s*how (?:do|can|to|should)\b|^\s*where (?:do|can)\b", re.IGNORECASE)
_COMMANDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "import",
        late(
            r"导入|導入|匯入|汇入|[导導](?:进|進|到)|批量(?:录入|添加|新建|交办|派)|批次(?:匯入|新增)"
            r"|(?:上传|上傳|录入|錄入).{0,4}(?:excel|表格|台[账帐賬帳])|\bimport\b"
            r"|upload .{0,12}(?:excel|spreadsheet|ledger|table)",
            re.IGNORECASE,
        ),
    ),
    (
        "ledger",
        late(r"[导導汇匯]出|台[账帐賬帳]|臺[賬帳]|\bexport\b|\bledger\b", re.IGNORECASE),
    ),
    ("backup", late("AB角|代办人|代理人|顶班|頂班|代班|backup|stand in", re.IGNORECASE)),
    ("away", late("请假|請假|休假|外出|出差|on leave|days off|be away|vacation", re.IGNORECASE)),
    (
        "extend",
        late("延期|展延|延长|延長|宽限|寬限|晚[几幾两兩]天|extend|extension|more time|postpone", re.IGNORECASE),
    ),
    (
        "transfer",
        late("转办|轉辦|转给|轉給|转交|轉交|换人|換人|transfer|hand (?:it )?over|pass (?:it )?on", re.IGNORECASE),
    ),
    ("return", late("退回重办|退回重辦|打回|send (?:it )?back", re.IGNORECASE)),
    ("decline", late("退回|拒绝|拒絕|推掉|decline|refuse", re.IGNORECASE)),
    ("accept", late("签收|簽收|接收|接受|accept", re.IGNORECASE)),
    (
        "done",
        late("办结|辦結|报审|報審|送审|送審|报送|提交结果|交结果|submit|hand (?:it )?in|finish|close", re.IGNORECASE),
    ),
    (
        "report",
        late("反馈|反饋|回报|回報|汇报|彙報|报进度|報進度|进度|進度|report|progress", re.IGNORECASE),
    ),
    ("approve", late("审核|審核|通过|通過|批准|approve", re.IGNORECASE)),
    ("cancel", late("撤销|撤銷|取消|作废|作廢|cancel", re.IGNORECASE)),
    ("digest", late("日报|日報|digest", re.IGNORECASE)),
    ("lang", late("语言|語言|繁体|繁體|英文|language", re.IGNORECASE)),
    ("invite", late("邀请|邀請|加人|invite", re.IGNORECASE)),
    ("history", late("办理过程|辦理過程|历史|歷史|history", re.IGNORECASE)),
)
_HOW_IT_GOES = late(
    "进度怎|進度怎|怎么样|怎麼樣|怎样了|怎樣了|如何了|[进進]展如何|进度如何|進度如何|情况如何|有结果|有結果|有答复|有答覆"
    "|how is|any news|any answer",
    re.IGNORECASE,
)


def asks_how(text: str) -> str:
    """The command a question asks for the use of: 怎么延期？; empty where it asks for something else."""
    if not _HOW_TO.search(text) or _HOW_IT_GOES.search(text):
        return ""
    found = _named(text)
    return found if len(text) <= (_LONGER if found in _OF_FILES and text.isascii() else _SHORT) else ""


_OF_FILES, _LONGER = ("import", "ledger"), 50  # how do I import tasks from a spreadsheet?


_THE_WAY = late(
    (
        r"\s*(?:请问|請問)?(?:我)?(?:怎么|怎麼|怎样|怎樣|如何|咋)(?![还還没沒又这這总總老会會就]|能不)|\s*how (?:do|can|to"
        r"|should)\b"
    ),
    re.IGNORECASE,
)


def asks_the_way(text: str) -> str:
    """The same of words about one matter: 怎么延期？ is no report on it, 怎么还没通过 is no question for help."""
    return asks_how(text) if _THE_WAY.match(text) else ""


def command_for(words: str) -> str:
    """The command that does what words name: 交办, 延期; empty where none is known."""
    return _named(words) or ("task" if _GIVES.search(words) else "")


_GIVES = late("交办|交辦|派任务|派任務")  # how it is done, the hint says to whoever asks in words


def _named(words: str) -> str:
    return next((command for command, names in _COMMANDS if names.search(words)), "")


def asks_how_it_goes(text: str) -> bool:
    """我反映的打印机怎么样了: how something stands, whatever it is."""
    return len(text) <= _SHORT and _HOW_IT_GOES.search(text) is not None
