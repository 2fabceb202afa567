"""Whether words that were written where a moment or a name was asked for are a report instead: 30%, 数据没到齐."""

from __future__ import annotations

from domain.rules.outcome import says_blocked, says_done
from domain.rules.progress import progress_in
from domain.text import late

_OF_TIME = late(
    r"[日天月周週号號点點年午晚早晨时時分秒]|季度|之[前后後]|以[前后後]|节|節|初[一二三四五六七八九十]|^等|\d"
    r"|(?i:\b(?:days?|weeks?|months?|hours?|minutes?|mon|tue|wed|thu|fri|sat|sun|\w+day|tomorrow|tonight|next|end|noon"
    r"|night|[ap]m"
    r"|after|before|until|till|later|soon|by|morning|evening|weekend)\b)"
)
_OPEN = late(
    r"不知|不清楚|不确定|不確定|没定|沒定|未定|没想好|沒想好|不好说|不好說|随便|隨便|都行|都可以|看情况|看情況"
    r"|(?i:not sure|don['’]?t know|no idea|whatever|any ?time)"
)
_SIGNS = late(r"[\W_]+")
_LEAST_HAN, _LEAST_WORDS = 4, 3


def says_how_far(text: str) -> bool:
    """How far the work is, that it is done, that it cannot go on."""
    return progress_in(text) is not None or says_done(text) or says_blocked(text)


def says_no_moment(text: str) -> bool:
    """Words enough to say something, and none of a time: 数据没到齐; 下个初十, 不清楚 may have been meant as a moment."""
    if _OF_TIME.search(text) or _OPEN.search(text):
        return False
    if any("\u4e00" <= sign <= "\u9fff" for sign in text):
        return len(_SIGNS.sub("", text)) >= _LEAST_HAN
    return len(text.split()) >= _LEAST_WORDS
