"""Words to the bot that only manage the talk: 等一下, 稍后, 下一个, 撤销刚才的. They order nothing and report nothing."""

from __future__ import annotations

import re

from domain.text import late

_END = r"[\s,，。.!！~～…]*"
_WAITS = late(
    rf"{_END}(?:(?:请|請|先|你|您|稍|再|那|好|嗯)*(?:等一下|等一等|等下|等等|等会儿?|等會兒?|稍等(?:一下|片刻)?"
    rf"|稍后(?:再说|再看|再办)?|稍後(?:再說|再看|再辦)?"
    r"|待会儿?(?:再说)?|待會兒?(?:再說)?|过会儿(?:再说)?|過會兒(?:再說)?|一会儿再说|一會兒再說|回头再说|回頭再說"
    r"|晚点再说|晚點再說|改天再说|改天再說"
    r"|放着|放著|放一放|放一下|不急|别急|別急|慢着|慢著|先不管|先这样|先這樣)"
    r"|wait(?: a (?:moment|minute|second|bit))?|hold on|hang on|one (?:moment|minute|second|sec)|just a (?:moment|minute"
    r"|second|sec)"
    r"|(?:maybe )?later|not (?:right )?now|no rush|leave it for now)(?:吧|哦|啊|哈|please)?" + _END,
    re.IGNORECASE,
)
_NEXT = late(
    rf"{_END}(?:看|到|跳到|去)?(?:下一?[个個件条條项項]|跳过(?:这[个件])?|跳過(?:這[個件])?|往下|继续|繼續)(?:吧|看)?{_END}"
    rf"|{_END}(?:next(?: one| please)?|skip(?: it| this(?: one)?)?|go on|continue){_END}",
    re.IGNORECASE,
)
_UNDOES = late(
    rf"{_END}(?:请|請|帮我|幫我)?(?:撤销|撤銷|撤回|收回|取消|撤掉|undo|take back)\s?(?:刚才|剛才|刚刚|剛剛|上一步|上一个"
    rf"|上一個|上一条|上一條|前一步|the last(?: one| decision)?)"
    rf"(?:的|那[个件条]?|那[個件條]?|那一[步条]|决定|決定|操作)*(?:吧)?{_END}",
    re.IGNORECASE,
)


_WRONG = late(
    rf"{_END}(?:好像|感觉|感覺|似乎|这个?|這個?|这样|這樣|上面|内容|內容)*(?:不对|不對|不太对|不太對|有误|有誤|有问题"
    rf"|有問題|不是这样|不是這樣|没写对|沒寫對)(?:吧|啊|了|呀|的)*{_END}"
    rf"|{_END}(?:no[, ]+)?(?:that(?:'s| is)|this is|it(?:'s| is))? ?(?:not right|not correct|wrong|incorrect"
    rf"|not what i meant){_END}",
    re.IGNORECASE,
)


def says_wrong(text: str) -> bool:
    """好像不对, that's not right: what is shown is wrong, and not in what."""
    return _WRONG.fullmatch(text) is not None


def says_wait(text: str) -> bool:
    """等一下, 稍后, hold on: nothing now."""
    return _WAITS.fullmatch(text) is not None


def says_next(text: str) -> bool:
    """下一个, skip: on to what comes then."""
    return _NEXT.fullmatch(text) is not None


def undoes(text: str) -> bool:
    """撤销刚才的, undo the last one."""
    return _UNDOES.fullmatch(text) is not None
