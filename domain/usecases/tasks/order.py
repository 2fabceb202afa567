"""Reading an order: `@li @zhao 下周五下班前 提交三季度报告 !特急 cc @qian` → people, deadline, priority, title."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Sequence
from datetime import datetime

from deadlines import Kind, Reading, read
from domain.errors import Refusal
from domain.model.clocks import Rhythm
from domain.model.people import Member
from domain.model.tasks import Priority
from domain.model.value import replace, value
from domain.rules.labels import NOTHING_BESIDE, Labelled, labelled, masked
from domain.rules.names import CALLED_WITHIN, Called, called_in, mentioned_in, names_at
from domain.rules.orders_of_reports import reports_in
from domain.rules.parts import arranged, says_parts
from domain.rules.repeating import Said, repeating
from domain.rules.tags import tags_in
from domain.rules.urgency import urgency_in
from domain.rules.waiting import after_in
from domain.rules.words import CC, ONLY_DUE, own_words, without_thanks
from domain.text import blank_out, half_width, late, tidy
from domain.unit import Unit
from domain.usecases.people.names import known_as
from worktime.calendar import WorkingCalendar

_BRACKET = late(r"[（(][^（()）]*[)）]")

_CC = late(rf"(?:^|(?<=[\s，,；;。（(])){CC}[::：]?\s*$", re.IGNORECASE)

# have @li write it, @li should write it: such words go with the name.
_ASKED = late(
    r"(?:^|(?<=[,.;:]\s)|(?<=\band\s)|(?<=\bplease\s))(?:please\s+)?(?:have|get|let|make|ask|tell|remind|i (?:want|need))\s+$",
    re.IGNORECASE,
)
# 明天前请@li报送, 责任人@li, 交办：…: as in English.
_ASKED_ZH = late(
    r"(?:^|(?<=[\s，,。；;：:、前内內午晚点點分日号號天]))"
    r"(?:(?:请|請|麻烦|麻煩|烦请|煩請|劳烦|勞煩|让|讓|叫|派|安排|要求|责成|責成)(?:您|你)?"
    r"|(?:责任人|責任人|承办人|承辦人|主办人|主辦人|负责人|負責人|经办人|經辦人)\s*[:：]?)\s*$"
)
_GIVES = late(
    r"\s*(?:请|請)?(?:帮我|幫我)?(?:(?:交办|交辦)(?:一下|一件事)?(?:给|給)?|[交派]?(?:给|給))(?:\s*[:：]\s*|\s+|(?=@))"
)
_ASKED_TO = late(r"\s+(?:to|should|must|shall|will|(?:needs?|has|have|ought) to|is to)\s+(?=[a-z])", re.IGNORECASE)

# @li send the report to @zhao: whoever gets something does not do it.
_TO_THEM = late(
    r"\b(?:to|for|with|from)\s*$|(?<!交)(?:给|給|向|找|跟)\s*$|[把将將][^，,。；;]{1,20}交(?:给|給)\s*$", re.IGNORECASE
)
_SURELY_TO_THEM = late(r"向\s*$")  # 周五前向 @zhao 汇报: also where nobody else is named
_AND = late(r"\s*(?:和|与|與|及|以及|还有|還有|and|&)\s*", re.IGNORECASE)

_NAME = late(r"(?<![\w@./-])@([A-Za-z][A-Za-z0-9_]{1,31})", re.ASCII)


@value
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

    def who(self) -> Hashable:
        """What tells people apart, wherever they stand in a text."""
        return self.username, self.telegram_id, self.member_ids


@value
class Order:
    """What an order says; `reading` is what was understood of the deadline.

    `repeats`: by which rule it comes back; `refused`: why the rule it names cannot be.
    """

    people: tuple[Mention, ...]
    watchers: tuple[Mention, ...]
    priority: Priority
    title: str
    reading: Reading
    words: str = ""  # what is left after people and mark
    beside: Labelled = NOTHING_BESIDE
    rhythm: Rhythm | None = None
    repeats: Said | None = None
    refused: Refusal | None = None
    comes_after: tuple[int, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether it says by when, or by which rule, be it one that cannot be."""
        return self.reading.kind is not Kind.NONE or self.repeats is not None or self.refused is not None


def parse_order(text: str, mentions: Sequence[Mention], now: datetime, calendar: WorkingCalendar) -> Order:
    """Take an order apart. What is left after people, mark and deadline is the title."""
    people, watchers, rest = _split_mentions(_unasked(_unbracketed(text, mentions), mentions), mentions)
    beside = labelled(rest)
    comes_after, rest = after_in(beside.rest)
    tags, rest = tags_in(rest)
    among, points = tags_in(beside.milestones or "")
    if among:
        beside, tags = replace(beside, milestones=points), (*tags, *among)
    rest, rhythm = reports_in(rest, now, calendar)
    rest, urgency = urgency_in(without_thanks(rest))
    reading = read(rest, now, calendar, sentence=True)
    repeats, refused = _repeats(rest, now, calendar, reading)
    kept = reading.kind in (Kind.NONE, Kind.SET) or is_condition(reading)
    left = repeats.rest if repeats else rest if kept else without_due(rest, reading)
    title, later = urgency_in(left) if repeats or not kept else (left, None)
    priority = urgency or later or Priority.NORMAL
    return Order(
        people, watchers, priority, own_words(title), reading, rest, beside, rhythm, repeats, refused, comes_after, tags
    )


def _repeats(
    rest: str, now: datetime, calendar: WorkingCalendar, reading: Reading
) -> tuple[Said | None, Refusal | None]:
    """The rule that an order names, or why it cannot be one; nobody is told before it is sure that this is an order."""
    try:
        return repeating(rest, now, calendar, reading), None
    except Refusal as refused:
        return None, refused


def _unbracketed(text: str, mentions: Sequence[Mention]) -> str:
    """订机票（赵倩，周四）: a bracket that holds whom it is for is no part of the deed; signs keep their places."""
    for bracket in _BRACKET.finditer(text):
        if any(bracket.start() < m.start < bracket.end() for m in mentions):
            inside = text[bracket.start() + 1 : bracket.end() - 1]
            text = f"{text[: bracket.start()]} {inside} {text[bracket.end() :]}"
    return text


def _unasked(text: str, mentions: Sequence[Mention]) -> str:
    """The text with blanks for the words around a name that only say that somebody is asked."""
    leads = (asks.search(text[: m.start]) for asks in (_ASKED, _ASKED_ZH) for m in mentions)
    tails = (_ASKED_TO.match(text, m.end) for m in mentions)
    head = _GIVES.match(text) if mentions else None
    return blank_out(text, [found.span() for found in (head, *leads, *tails) if found])


def without_due(rest: str, reading: Reading) -> str:
    """What is left without the deadline, and without a verb that said nothing but that it is due: 写总结，周五前交."""
    start, end = reading.span
    before, after = rest[:start], rest[end:]
    empty = ONLY_DUE.match(after)
    if not empty or not (before[-1:] in ("", "，", ",", "。", "；", ";", "\n") or not before.strip()):
        return reading.rest
    left = tidy(before), tidy(after[empty.end() :])
    return "，".join(filter(None, left)) or reading.rest


def is_condition(reading: Reading) -> bool:
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
        if not cc and (_TO_THEM if people else _SURELY_TO_THEM).search(before):
            kept, at = kept + before + text[mention.start : mention.end], mention.end
            continue
        follows_cc = cc or (watchers and not before.strip())
        kept, at = kept + ("" if people and _AND.fullmatch(before) else before) + " ", mention.end
        (watchers if follows_cc else people).append(mention)
    people.sort(key=lambda m: not m.leads)
    return _each_once(people), tuple(watchers), kept + text[at:]


def _each_once(people: Sequence[Mention]) -> tuple[Mention, ...]:
    """Who is named twice is one person."""
    return tuple({m.who(): m for m in people}.values())


def people_named(unit: Unit, text: str, marked: Sequence[Mention], speaker: int | None = None) -> tuple[Mention, ...]:
    """People named in a text: those marked with an @; where nobody is, those called by name, or by surname and title."""
    text = masked(text)
    marked = [m for m in marked if text[m.start : m.end].strip()]
    if marked and not says_parts(text[:CALLED_WITHIN]):  # then no names are looked for
        return tuple(marked)
    people = unit.store.members.all_active()
    return _arranged(text, marked, people, speaker) if marked else tuple(map(_called, called_in(text, people, speaker)))


def _called(one: Called) -> Mention:
    return Mention(one.start, one.end, display=one.word, member_ids=one.ids, leads=one.leads)


def asked_about(unit: Unit, text: str, marked: Sequence[Mention], speaker: int) -> Member | None:
    """Whom a question is about; a name that fits several is refused with all of them."""
    if marked:
        return resolve(unit, marked[0])
    one = mentioned_in(text, unit.store.members.all_active(), speaker)
    return resolve(unit, Mention(one.start, one.end, display=one.word, member_ids=one.ids)) if one else None


def _arranged(
    text: str, marked: Sequence[Mention], people: Sequence[Member], speaker: int | None
) -> tuple[Mention, ...]:
    """Those marked with an @; where the text says who leads and who helps, with these words and whom they name besides."""
    at = _marked_or_called(text, marked, people, speaker)
    watching = next((m.start for m in marked if _CC.search(text[: m.start])), len(text))
    placed = arranged(text[:CALLED_WITHIN], at, [m for m in marked if m.start < watching], Mention.who)
    if placed is None:
        return tuple(marked)
    named = [(one, who) for one in placed if (who := at(one.at))]
    doing = [replace(who, start=one.start, end=one.end, leads=one is placed[0]) for one, who in named]
    return (*doing, *(m for m in marked if m.start >= watching and m.start not in {one.at for one in placed}))


def _marked_or_called(
    text: str, marked: Sequence[Mention], people: Sequence[Member], speaker: int | None
) -> Callable[[int], Mention | None]:
    """Who stands at a place, by @ or by name; who is marked elsewhere in the text is the one marked there."""
    by_place, by_name = {m.start: m for m in marked}, names_at(text, people, speaker)

    def at(place: int) -> Mention | None:
        called = None if place in by_place else by_name(place)
        if called is None:
            return by_place.get(place)
        same = _mark_of(called.ids[0], marked, people) if len(called.ids) == 1 else None
        return replace(same, start=called.start, end=called.end) if same else _called(called)

    return at


def _mark_of(member_id: int, marked: Sequence[Mention], people: Sequence[Member]) -> Mention | None:
    """The mark that means this member, the last where there are several."""
    member = next(p for p in people if p.id == member_id)
    return next((m for m in reversed(marked) if _is(m, member)), None)


def _is(mention: Mention, member: Member) -> bool:
    """Whether a mark means this member."""
    if mention.telegram_id is not None:
        return mention.telegram_id == member.telegram_id
    return mention.username is not None and mention.username.casefold() == (member.username or "").casefold()


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
    if found is not None and found.removed:
        raise Refusal("person-removed", name=mention.display or f"@{mention.username}", member=str(found.id))
    if found is None or not found.active:
        raise Refusal("unknown-person", name=mention.display or f"@{mention.username}")
    return found
