"""Words of an order that are no part of its deed: thanks, haste, a verb that only says that it is due."""

from __future__ import annotations

import re

from domain.text import late, tidy

_SPACE = r"[\s，,、。.；;：:！!~～…]"
_THANKS = late(
    rf"(?:^|(?<={_SPACE})|(?<=[)）]))(?:"
    r"(?:多谢|多謝|谢谢|謝謝|感谢|感謝|谢啦|謝啦|辛苦|拜托|拜託|麻烦|麻煩|有劳|有勞)"
    r"(?:你们|你們|您们|您們|您|你|大家|各位|二位|两位|兩位)?(?:了|啦|一下)?"
    r"|(?:many )?thanks(?: a lot| in advance| all| everyone| you all| so much)*"
    r"|thank you(?: very much| all| both| so much| in advance)*|thx|cheers|ta|please"
    rf")(?:{_SPACE})*$",
    re.IGNORECASE,
)
_HASTE = late(
    r"(?:请|請|务必|務必|要|需|麻烦|麻煩|please|\s|[，,。.！!、])*"
    r"(?:(?:尽|儘|盡)(?:快|早|速)|马上|馬上|立刻|立即|即刻|赶紧|趕緊|赶快|趕快|抓紧|抓緊|速度|速|急|越快越好|第一时间|第一時間"
    r"|asap|a\.s\.a\.p\.?|as soon as (?:possible|you can)|at once|right away|immediately|now|quickly|urgently|soonest)"
    r"(?:[\s，,。.！!、啊吧]|please)*",
    re.IGNORECASE,
)
_HANDLE = late(
    r"(?:(?:你|您|来|來|去|先|请|請|麻烦|麻煩|负责|負責|抓紧|抓緊)*"
    r"(?:处理|處理|办理|辦理|办|辦|跟进|跟進|落实|落實|解决|解決|看|查|弄|搞定|跟|安排)"
    r"(?:一下|下|一看)?(?:这[个件]?事?|這[個件]?事?|此事)?"
    r"|(?:please |and |can you |could you )*(?:handle|do|fix|sort(?: out)?|take care of|deal with"
    r"|follow up(?: on)?|look into|see to)"
    r"(?: it| this| that)?(?: please)?)"
    r"[\s。.！!吧哈了]*",
    re.IGNORECASE,
)
_POINTS = late(rf"(?:{_HASTE.pattern}){{0,2}}(?:{_HANDLE.pattern})?\s*(?:{_HASTE.pattern}){{0,2}}", re.IGNORECASE)
ONLY_DUE = late(
    r"\s*(?:(?:请|請|要|须|須|必须|必須|前)*(?:交|报|報|上交|上报|上報|提交|递交|遞交|完成|办完|辦完|做完|写完|寫完|办好|辦好|做好|弄好|搞定|截止)"
    r"(?:给我|給我|我|上来|上來|来|來|过来|過來|齐|齊|掉|了)*|(?:发|發|给|給)(?:给|給)?我|is due|due|deadline)"
    r"\s*(?:[，,。.；;！!\n]+|$)",
    re.IGNORECASE,
)
_EACH = late(
    r"^(?:各自|分别|分別|每人|每个人|每個人|各人|一人|各(?=[交报報写寫提做出填备備准準带帶拿找发發送查改订訂定拟擬])"
    r"|each(?: of (?:you|them))?(?= )|separately(?= )|individually(?= ))|(?<=[\s,，])(?:separately|individually|each)$",
    re.IGNORECASE,
)


CC = "(?:cc|抄送|抄报|抄報|知会|知會|副知|副本)(?:给|給|致)?"  # who watches stands behind it


def each_in(title: str) -> str:
    """The word in a title that makes the deed everybody's own: 各自交总结, each send a summary."""
    found = _EACH.search(title)
    return found[0] if found else ""


def without_thanks(text: str) -> str:
    """An order without the thanks at its end."""
    found = _THANKS.search(text.rstrip())
    return text[: found.start()] if found and tidy(text[: found.start()]) else text


def is_thanks(text: str) -> bool:
    """Whether a text is nothing but thanks."""
    found = _THANKS.search(text.strip())
    return found is not None and not tidy(text.strip()[: found.start()])


def own_words(text: str) -> str:
    """The title in an order; nothing where it only says to be quick."""
    title = tidy(text)
    return "" if _HASTE.fullmatch(title) else title


def only_points(words: str) -> bool:
    """Whether words say nothing of what is to be done but that it is to be: 尽快, 处理一下, please fix this asap."""
    bare = words.strip()
    return bool(bare) and _POINTS.fullmatch(bare) is not None
