"""The values of a ledger's cells: days and moments, states, priorities, sources, shares, people, tags."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, time, timedelta
from typing import TypeVar

from domain.model.tasks import Origin, Priority, Status
from domain.rules.origins import origin_of
from domain.text import half_width, late

T = TypeVar("T")
EARLIEST, LATEST = date(1970, 1, 1), date(2100, 1, 1)
TIME = r"(?:[T\s]*(?P<h>\d{1,2})[:：时時](?P<min>\d{1,2})?(?:[:：分]\d{0,2}(?:\.\d+)?)?秒?)?"
BEFORE = r"(?:之?前|以前)?(?:完成|办结|辦結|結案|报送|報送)?"
_DAYS = (
    late(rf"(?P<y>\d{{4}})\s*[-/.年]\s*(?P<m>\d{{1,2}})\s*[-/.月]\s*(?P<d>\d{{1,2}})\s*[日号號]?{TIME}\s*{BEFORE}"),
    late(rf"(?P<y>\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}}){TIME}"),
    late(rf"(?:民[国國])?\s*(?P<roc>\d{{2,3}})\s*[-/.年]\s*(?P<m>\d{{1,2}})\s*[-/.月]\s*(?P<d>\d{{1,2}})\s*日?{TIME}\s*{BEFORE}"),
)  # fmt: skip
_SERIAL = late(r"[2-9]\d{4}(?:\.\d+)?")  # how a workbook counts days where the cell is not formed as one
_WORKBOOK_BEGINS, _ROC_BEGINS = date(1899, 12, 30), 1911
_WHOLE = 100
_ROC_HEAD = late(r"\s*(?:民[国國]|\d{3}\s*[-/.年])")

# The words of a ledger of ours, as in the catalogues (a test compares them), and what others write.
STATES: Mapping[Status, tuple[str, ...]] = {
    Status.ASSIGNED: ("待签收", "待簽收", "waiting to be accepted", "未开始", "未開始", "待办", "待辦", "未启动", "todo",
                      "to do", "open", "new", "not started"),
    Status.ACTIVE: ("办理中", "辦理中", "in progress", "进行中", "進行中", "在办", "在辦", "推进中", "未完成", "未办结",
                    "未辦結", "未結案", "否", "no", "×", "✗", "✘", "❌", "active", "ongoing", "doing"),
    Status.PAUSED: ("已挂起", "已暫停", "paused", "挂起", "暂停", "暫停", "缓办", "緩辦", "on hold"),
    Status.SUBMITTED: ("待审核", "待審核", "waiting for review", "待办结", "待审", "in review"),
    Status.DECLINED: ("已退回，待重新交办", "已退回，待重新指派", "declined, to be reassigned", "已退回", "退回"),
    Status.DONE: ("已办结", "已結案", "done", "办结", "辦結", "已辦結", "完成", "已完成", "結案", "完结", "已完结",
                  "销号", "已销号", "是", "yes", "√", "✓", "✔", "☑", "✅", "closed", "completed", "complete", "finished"),
    Status.CANCELLED: ("已撤销", "已撤銷", "cancelled", "canceled", "撤销", "撤銷", "取消", "已取消", "终止", "終止", "作废"),
}  # fmt: skip
PRIORITIES: Mapping[Priority, tuple[str, ...]] = {
    Priority.NORMAL: ("平件", "普通", "normal", "一般", "常规", "普通件", "low", "medium", "低", "中"),
    Priority.ELEVATED: ("加急", "急件", "急", "elevated", "high", "较急", "速件", "高"),
    Priority.URGENT: ("特急", "urgent", "紧急", "緊急", "很急", "critical"),
    Priority.IMMEDIATE: ("特提", "最速件", "immediate", "特级", "立即"),
}
ORIGINS: Mapping[Origin, tuple[str, ...]] = {
    Origin.MEETING: ("会议", "會議", "meeting"),
    Origin.DOCUMENT: ("文件", "公文", "document"),
    Origin.INSTRUCTION: ("批示", "instruction"),
    Origin.VISIT: ("来访", "來訪", "visit"),
    Origin.COMPLAINT: ("投诉", "投訴", "complaint"),
    Origin.PUBLIC: ("群众诉求", "民眾陳情", "public request"),
    Origin.RECURRING: ("常规工作", "例行工作", "routine"),
    Origin.RAISED: ("群众或同事提出", "民眾或同事提出", "raised"),
    Origin.OTHER: ("其他", "other"),
}
_YES = (
    "是",
    "yes",
    "y",
    "true",
    "1",
    "保密",
    "机密",
    "機密",
    "秘密",
    "绝密",
    "絕密",
    "密",
    "confidential",
    "secret",
    "√",
    "✓",
    "🔒",
)


class UnreadableError(Exception):
    """A cell does not say what its column means; `why` is the end of a key `import-why-<why>`."""

    def __init__(self, why: str, words: str) -> None:
        super().__init__(why)
        self.why, self.words = why, words


def _table(words: Mapping[T, tuple[str, ...]]) -> Mapping[str, T]:
    return {plain(word): value for value, found in words.items() for word in found}


def plain(word: str) -> str:
    """A word as it is compared: width, case and spaces do not matter."""
    return " ".join(half_width(word).casefold().split()).strip(" .。")


def day_or_moment(words: str) -> tuple[date, time | None] | None:
    """A date as it is written with its year, with the hour where one stands there; None for words that are no such date.

    Raises: UnreadableError `date` for a day that no calendar has, `early` before 1970, `far` from 2100 on.
    """
    text = half_width(words).strip()
    if _SERIAL.fullmatch(text):
        return within(_WORKBOOK_BEGINS + timedelta(days=int(float(text))), words), None
    found = next((m for pattern in _DAYS if (m := pattern.fullmatch(text))), None)
    if found is None:
        return None
    said = found.groupdict()
    try:
        year = int(said["y"]) if said.get("y") else int(said["roc"]) + _ROC_BEGINS
        if not said.get("y") and not _ROC_HEAD.match(text):
            return None  # 26-12-3: which of the three is the year?
        day = date(year, int(said["m"]), int(said["d"]))
    except ValueError:
        raise UnreadableError("date", words) from None
    return within(day, words), hour_of(found, words)


def hour_of(found: re.Match[str], words: str) -> time | None:
    """The hour behind a day; midnight is how programs write a day without one.

    Raises: UnreadableError `date`.
    """
    if not found["h"]:
        return None
    try:
        hour = time(int(found["h"]), int(found["min"] or 0))
    except ValueError:
        raise UnreadableError("date", words) from None
    return hour if hour != time() else None


def within(day: date, words: str) -> date:
    """The day, where it is one of those that ledgers know.

    Raises: UnreadableError `early`, `far`.
    """
    if day < EARLIEST:
        raise UnreadableError("early", words)
    if day >= LATEST:
        raise UnreadableError("far", words)
    return day


def state(words: str) -> Status | None:
    """A state; None for an empty cell. Raises: UnreadableError `state`."""
    return _one_of(_STATES, words, "state")


def priority(words: str) -> Priority:
    """A priority, the usual one for an empty cell. Raises: UnreadableError `priority`."""
    return _one_of(_PRIORITIES, words, "priority") or Priority.NORMAL


def origin(words: str, ref: str) -> tuple[Origin | None, str]:
    """Where a matter comes from, and the number or name behind it: from two columns, or from words that say both."""
    if not words.strip():
        return None, ref
    known = _ORIGINS.get(plain(words))
    if known is not None:
        return known, ref
    kind, said = origin_of(words)
    return kind, ref or said


def is_yes(words: str) -> bool:
    """Whether a cell says yes."""
    return plain(words) in _YES


def share(words: str) -> int:
    """A part of the whole in hundredths: 60 %, 0.6, 60. Raises: UnreadableError `share`."""
    text = half_width(words).strip()
    if not text:
        return 0
    bare = text.removesuffix("%").strip()
    if not re.fullmatch(r"\d{1,3}(?:\.\d+)?", bare):
        raise UnreadableError("share", words)
    value = float(bare) * (100 if bare == text and float(bare) <= 1 else 1)
    if value > _WHOLE:
        raise UnreadableError("share", words)
    return round(value)


def stars(words: str) -> int | None:
    """A rating from one to five; None for an empty cell. Raises: UnreadableError `rating`."""
    text = half_width(words).strip()
    starred = text.count("★") or text.count("⭐")
    if not text:
        return None
    if starred or re.fullmatch(r"[1-5]", text):
        return min(starred or int(text), 5)
    raise UnreadableError("rating", words)


def whole(words: str) -> int:
    """A count, 0 for an empty cell. Raises: UnreadableError `count`."""
    text = half_width(words).strip() or "0"
    if not re.fullmatch(r"\d{1,4}", text):
        raise UnreadableError("count", words)
    return int(text)


def number(words: str) -> int | None:
    """The number of a matter: 12, #12; None for other words."""
    text = half_width(words).strip().lstrip("#")
    return int(text) if re.fullmatch(r"[1-9]\d{0,11}", text) else None


_BETWEEN = late(r"\s*[、，,;；/／|\n&＆]\s*|\s+and\s+|(?<=[\u4e00-\u9fff])\s+(?=[\u4e00-\u9fff])|(?<=[\w)）])\s+(?=@)")


def names(words: str) -> tuple[str, ...]:
    """The names in a cell, each once; one of two signs may be spread (李　明)."""
    return tuple(dict.fromkeys(name for one in _BETWEEN.split(closed_up(words)) if (name := one.strip())))


_SPREAD = late(r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff])[ \u3000\t]+([\u4e00-\u9fff])(?![\u4e00-\u9fff])")


def closed_up(words: str) -> str:
    """Names of two signs without what offices put between them, so that they are as wide as those of three."""
    return _SPREAD.sub(r"\1\2", words)


def tags(words: str) -> tuple[str, ...]:
    """The tags in a cell, with # or without."""
    return tuple(t for one in re.split(r"[\s、，,;；#＃]+", words) if (t := one.strip()))


def _one_of(known: Mapping[str, T], words: str, why: str) -> T | None:
    if not words.strip():
        return None
    if plain(words) not in known:
        raise UnreadableError(why, words)
    return known[plain(words)]


_STATES, _PRIORITIES, _ORIGINS = _table(STATES), _table(PRIORITIES), _table(ORIGINS)
