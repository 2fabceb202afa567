"""What is answered to a preview of minutes: `3 @li 周五`, `3 删`, `3-5 李明 牵头`, `全部 周五`, `3 改为 …`."""

from __future__ import annotations

import re
from enum import StrEnum

from domain.model.value import value
from domain.text import half_width, late

_MOST = 200  # lines that one answer may name


class Do(StrEnum):
    """What is to become of a line."""

    SAY = "say"  # people, a deadline
    DROP = "drop"
    KEEP = "keep"
    REWORD = "reword"


@value
class Fix:
    """One row of an answer: the lines it is about (none: every one), or the words by which they name whoever does them."""

    numbers: tuple[int, ...]
    do: Do
    words: str = ""
    owner: str = ""


_WHICH = late(
    r"\s*(?:第\s*)?(?P<numbers>\d{1,3}(?:\s*(?:[-–—~～至到]"
    r"|[、,，+&和与])\s*\d{1,3}(?![\d月日号號:：/.点點天个個时時]))*)\s*(?:[行条條项項]|(?:[.、:：)）]))?"
    r"(?=$|[\s@\u4e00-\u9fffA-Za-z])(?![月日号號点點天时時](?:[^\s]|$))\s*(?P<rest>.*)",
    re.DOTALL,
)
_ALL = late(
    r"\s*(?:全部|所有|全体|都|all|every(?: line|thing)?)(?=$|[\s:：@改])[\s:：]*(?P<rest>.*)", re.IGNORECASE | re.DOTALL
)
_AHEAD = late(
    r"\s*(?P<verb>删除?|刪除?|去掉|不要|恢复|恢復|drop|delete|remove|skip|keep"
    r"|restore)\s*(?:第\s*)?(?P<numbers>\d{1,3}(?:\s*[-–—~～至到、,，+&和与]\s*\d{1,3})*)\s*[行条條项項]?\s*",
    re.IGNORECASE,
)
_OWNER = late(r"\s*(?P<owner>[^\s=＝:：→\d@][^\s=＝:：→@]{0,30}?)\s*(?:[=＝→]|[:：])\s*(?P<rest>\S.*)", re.DOTALL)
_DROPS = late(
    r"(?:删[除掉]?|刪[除掉]?|去掉|不要了?|不办|不辦|drop(?: it)?|delete|remove|skip|no|✗|❌|x)[\s。.!！]*",
    re.IGNORECASE,
)
_KEEPS = late(r"(?:恢复|恢復|保留|keep|restore|back)[\s。.!！]*", re.IGNORECASE)
_REWORDS = late(
    r"(?:改为|改為|改成|改作|内容|內容|标题|標題|事项|事項|titled?|text|(?:should |to )?reads?|say"
    r"|(?:change|rename)(?: it)? to|make it)\s*[:：]?\s*(?P<words>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_MOVES = late(r"(?:改|延|推迟|推遲|提前|推)[到至在]\s*(?=\S)")  # 2 改到周四
_NTH = late(r"\s*第(?P<nth>[一二三四五六七八九])(?=[行条條项項])")
_LEADS = late(
    r"\s*(?:来|來)?(?:牵头|牽頭|主办|主辦|承办|承辦|(?:to )?leads?)[\s。.]*$|\s*(?:牵头|牽頭)(?=[\s，,])", re.IGNORECASE
)
_HELPS = late(
    r"\s*(?:来|來)?(?:配合|协办|協辦|协助|協助|(?:to )?helps?)[\s。.]*$|^\s*(?:加|协办|協辦|配合|with|and|add"
    r"|\+)\s*[:：]?\s*(?=\S)",
    re.IGNORECASE,
)


def fixes_in(text: str, owners: tuple[str, ...] = ()) -> tuple[Fix, ...]:
    """The rows of an answer; none where a row of it names no line. `owners` are the words for people whom nobody knows."""
    found = [_fix(line, owners) for line in text.splitlines() if line.strip()]
    return tuple(one for one in found if one) if found and all(found) else ()


def leads_in(words: str) -> tuple[str, bool]:
    """Words without 牵头, and whether it was there."""
    found = _LEADS.search(words)
    return (words[: found.start()] + words[found.end() :], True) if found else (words, False)


def helps_in(words: str) -> tuple[str, bool]:
    """Words without 配合, and whether it was there."""
    found = _HELPS.search(words)
    return (words[: found.start()] + words[found.end() :], True) if found else (words, False)


def _fix(line: str, owners: tuple[str, ...]) -> Fix | None:
    plain = _digits(half_width(line))
    ahead = _AHEAD.fullmatch(plain)
    if ahead:
        return Fix(_numbers(ahead["numbers"]), Do.KEEP if _KEEPS.fullmatch(ahead["verb"]) else Do.DROP)
    which = _WHICH.fullmatch(plain)
    if which and which["rest"]:
        return _of(_numbers(which["numbers"]), line[which.start("rest") :])
    every = _ALL.fullmatch(plain)
    if every and every["rest"]:
        return _of((), line[every.start("rest") :])
    named = _OWNER.fullmatch(plain)
    if named and any(named["owner"] in owner.split("、") for owner in owners):
        return Fix((), Do.SAY, line[named.start("rest") :].strip(), line[named.start("owner") : named.end("owner")])
    return None


def _of(numbers: tuple[int, ...], rest: str) -> Fix:
    rest = rest.strip()
    if _DROPS.fullmatch(rest):
        return Fix(numbers, Do.DROP)
    if _KEEPS.fullmatch(rest):
        return Fix(numbers, Do.KEEP)
    reworded = _REWORDS.fullmatch(rest)
    if reworded:
        return Fix(numbers, Do.REWORD, reworded["words"])
    moves = _MOVES.match(rest)
    return Fix(numbers, Do.SAY, rest[moves.end() :] if moves else rest)


def _digits(line: str) -> str:
    """第三条 as 第3条; every sign stays in its place."""
    found = _NTH.match(line)
    if found is None:
        return line
    at = found.start("nth")
    return f"{line[:at]}{'一二三四五六七八九'.index(line[at]) + 1}{line[at + 1 :]}"


def _numbers(words: str) -> tuple[int, ...]:
    """1-3、5 as the numbers it means."""
    found: list[int] = []
    for part in re.split(r"[、,，+&和与]", words):
        ends = [int(n) for n in re.findall(r"\d+", part)]
        if ends:
            found += range(min(ends), min(max(ends), min(ends) + _MOST) + 1)
    return tuple(dict.fromkeys(found))
