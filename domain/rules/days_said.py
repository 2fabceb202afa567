"""What stands beside the days of an absence: little words, whoever is not known, a part of a day. Pure."""

from __future__ import annotations

import re

from domain.text import late, tidy

_LITTLE = late(
    r"[\s,，、。.!！:：;；~～()（）-]+|我们|我們|我|本人|自己|从|從|自|到|至|在|要|会|會|将|將|想|登记|登記|外出|出差|请假|請假|休假|年假|病假|事假"
    r"|补休|補休|调休|調休|休息|放假|开会|開會|学习|學習|培训|培訓|回来|回來|取消|不在|因公|因病|因事|临时|臨時|一直|这|這"
    r"|\b(?:i|i'm|i’m|i'll|i’ll|am|me|my|be|will|away|out|on|off|leave|of|the|office|in|from|until|till|to|by|for|at|sick|ill|holiday"
    r"|vacation|trip|business|annual|travelling|traveling|not|here|back|and|is|cancel|starting|since|between)\b",
    re.IGNORECASE,
)
_STANDS_IN = late(
    r"(?:由|请|請|让|讓|找|叫)?([\u4e00-\u9fff]{2,4}|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*)"
    r"\s*(?:代办|代辦|代我|顶替|頂替|代班|代理|(?:代|顶|頂|替)(?=\s*(?:$|[,，。;；]))|stands? in|covers?\b)"
)
_PART_OF_DAY = late(
    r"上午|下午|中午|早上|晚上|傍晚|半天|小时|小時|\d\s*[点點时時]|\d:\d|\b(?:morning|afternoon|evening|noon|half|hours?)\b|\d\s*[ap]m\b",
    re.IGNORECASE,
)


def is_little(text: str) -> bool:
    """Whether words say nothing but that somebody is away, or back."""
    return not _LITTLE.sub("", text).strip()


def named_before(before: str) -> str:
    """What stands before the days and is no little word: somebody who is not known, since who is was taken out of it."""
    return tidy(_LITTLE.sub(" ", before))


def to_stand_in(text: str) -> str:
    """Whom words say to stand in: 张三代办; empty where nobody."""
    found = _STANDS_IN.search(text)
    return found[1] if found else ""


def says_part_of_day(text: str) -> bool:
    """Whether a part of a day is said, where whole days are meant."""
    return _PART_OF_DAY.search(text) is not None
