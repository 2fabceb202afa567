"""Reading an order: `@li @zhao 下周五下班前 提交三季度报告 !特急 cc @qian` → people, deadline, priority, title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from deadlines import Kind, Reading, read
from domain.errors import Refusal
from domain.model.people import Member
from domain.model.tasks import Priority
from domain.rules.labels import NOTHING_BESIDE, Labelled, labelled, masked
from domain.rules.names import called_in, mentioned_in
from domain.rules.parts import arranged
from domain.text import half_width, tidy
from domain.unit import Unit
from domain.usecases.people.names import known_as
from worktime.calendar import WorkingCalendar

PRIORITY_MARKS = {
    "平件": Priority.NORMAL,
    "普通件": Priority.NORMAL,
    "普通": Priority.NORMAL,
    "normal": Priority.NORMAL,
    "加急": Priority.ELEVATED,
    "速件": Priority.ELEVATED,
    "elevated": Priority.ELEVATED,
    "特急": Priority.URGENT,
    "urgent": Priority.URGENT,
    "特提": Priority.IMMEDIATE,
    "最速件": Priority.IMMEDIATE,
    "immediate": Priority.IMMEDIATE,
}

_MARK = re.compile(
    r"[!！]\s?(" + "|".join(sorted(PRIORITY_MARKS, key=len, reverse=True)) + r")(?![a-z])", re.IGNORECASE
)

_CC = re.compile(r"(?:^|(?<=\s))(?:cc|抄送|知会|知會)[::：]?\s*$", re.IGNORECASE)

_NAME = re.compile(r"(?<![\w@./-])@([A-Za-z][A-Za-z0-9_]{1,31})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody named in a text: by @username, by numeric id where Telegram gives one, or by name, which may fit several.

    Offsets in Python characters.
    """

    start: int
    end: int
    username: str | None = None
    telegram_id: int | None = None
    display: str = ""
    member_ids: tuple[int, ...] = ()
    leads: bool = False  # the order says so, wherever the name stands


@dataclass(frozen=True, slots=True)
class Order:
    """What an order says; `reading` is what was understood of the deadline."""

    people: tuple[Mention, ...]
    watchers: tuple[Mention, ...]
    priority: Priority
    title: str
    reading: Reading
    words: str = ""  # what is left after people and mark
    beside: Labelled = NOTHING_BESIDE


def parse_order(text: str, mentions: Sequence[Mention], now: datetime, calendar: WorkingCalendar) -> Order:
    """Take an order apart. What is left after people, mark and deadline is the title."""
    people, watchers, rest = _split_mentions(text, mentions)
    rest, priority = _take_priority(rest)
    beside = labelled(rest)
    rest = beside.rest
    reading = read(rest, now, calendar, sentence=True)
    title = rest if reading.kind in (Kind.NONE, Kind.SET) or _is_condition(reading) else reading.rest
    return Order(people, watchers, priority, tidy(title), reading, rest, beside)


def _is_condition(reading: Reading) -> bool:
    """Whether the words say after what it is due: nobody has dated that, so they stay with what is to be done."""
    return reading.explanation is not None and bool(reading.explanation.from_event)


def find_names(text: str, known: Sequence[Mention] = ()) -> tuple[Mention, ...]:
    """People named in a text: those Telegram marked, and @names it did not because words stand against them (`@li明天`)."""
    marked = [(m.start, m.end) for m in known]
    found = [
        Mention(m.start(), m.end(), username=m[1], display=m[0])
        for m in _NAME.finditer(half_width(text))
        if not any(start < m.end() and m.start() < end for start, end in marked)
    ]
    return tuple(sorted((*known, *found), key=lambda m: m.start))


def _split_mentions(text: str, mentions: Sequence[Mention]) -> tuple[tuple[Mention, ...], tuple[Mention, ...], str]:
    """People before a `cc`, watchers from there on, and the text without either."""
    people: list[Mention] = []
    watchers: list[Mention] = []
    kept, at = "", 0
    for mention in sorted(mentions, key=lambda m: m.start):
        before = text[at : mention.start]
        cc = _CC.search(before)
        if cc:
            before = before[: cc.start()]
        follows_cc = cc or (watchers and not before.strip())
        (watchers if follows_cc else people).append(mention)
        kept, at = kept + before + " ", mention.end
    people.sort(key=lambda m: not m.leads)
    return tuple(people), tuple(watchers), kept + text[at:]


def _take_priority(text: str) -> tuple[str, Priority]:
    found = _MARK.search(text)
    if not found:
        return text, Priority.NORMAL
    return text[: found.start()] + " " + text[found.end() :], PRIORITY_MARKS[found.group(1).lower()]


def priority_in(words: str) -> Priority | None:
    """The priority words name: 特急, !特急, urgent."""
    return PRIORITY_MARKS.get(half_width(words).strip().lstrip("!").strip().lower())


def people_named(unit: Unit, text: str, marked: Sequence[Mention], speaker: int | None = None) -> tuple[Mention, ...]:
    """People named in a text: those marked with an @; where nobody is, those called by name, or by surname and title."""
    text = masked(text)
    marked = [m for m in marked if text[m.start : m.end].strip()]
    if marked:
        return _arranged(text, marked)
    found = called_in(text, unit.store.members.all_active(), speaker)
    return tuple(Mention(c.start, c.end, display=c.word, member_ids=c.ids, leads=c.leads) for c in found)


def asked_about(unit: Unit, text: str, marked: Sequence[Mention], speaker: int) -> Member | None:
    """Whom a question is about; a name that fits several is refused with all of them."""
    if marked:
        return resolve(unit, marked[0])
    one = mentioned_in(text, unit.store.members.all_active(), speaker)
    return resolve(unit, Mention(one.start, one.end, display=one.word, member_ids=one.ids)) if one else None


def _arranged(text: str, marked: Sequence[Mention]) -> tuple[Mention, ...]:
    """Those marked with an @; where the text says who leads and who helps, with these words."""
    by_place = {m.start: m for m in marked}
    watching = next((m.start for m in marked if _CC.search(text[: m.start])), len(text))
    placed = arranged(text, by_place.get, [m for m in marked if m.start < watching])
    if placed is None:
        return tuple(marked)
    spans = {one.at: one for one in placed}
    if not spans:
        return tuple(m for m in marked if m.start >= watching)
    return tuple(
        replace(m, start=spans[m.start].start, end=spans[m.start].end, leads=m.start == placed[0].at)
        if m.start in spans
        else m
        for m in marked
    )


def resolve(unit: Unit, mention: Mention) -> Member:
    """The member a mention means: the numeric id decides where Telegram gives one. Unknown people are refused by name.

    Where a name fits several, they are named so that each can be told from the others.
    """
    members = unit.store.members
    if len(mention.member_ids) > 1:
        people = filter(None, map(members.get, mention.member_ids))
        raise Refusal("several-people", name=mention.display, names="、".join(known_as(unit, m) for m in people))
    found = (
        members.get(mention.member_ids[0])
        if mention.member_ids
        else members.by_telegram(mention.telegram_id)
        if mention.telegram_id is not None
        else members.by_username(mention.username or "")
    )
    if found is None or not found.active:
        raise Refusal("unknown-person", name=mention.display or f"@{mention.username}")
    return found
