"""督办 and 催办: how often one person may chase, who waits for an answer, and what was said by which means. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from domain.errors import Refusal
from domain.facts.base import Event, Fact
from domain.facts.chases import Chased
from domain.facts.clocks import TimeAsked, TransferAsked, TransferGranted
from domain.facts.hands import PartHandedIn
from domain.facts.tasks import Accepted, Declined, FileAdded, Reassigned, Reported, Submitted, Urged
from domain.model.chases import Method
from domain.rules.outcome import says_done
from domain.settings.spans import Span, TimeUnit
from domain.text import late
from worktime.calendar import WorkingCalendar

ANSWERS: tuple[type[Fact], ...] = (Accepted, Reported, Submitted, TimeAsked, TransferAsked, Declined)
_CHASES = (Urged, Chased)

_METHODS: Mapping[Method, str] = {
    Method.PHONE: r"(?:打?电话|打?電話|致电|致電|来电|通话|通話)|(?:by\s)?(?:tele)?phone(?:\scall)?|call(?:ed)?",
    Method.DOCUMENT: r"文件|发文|發文|公文|发函|發函|函件|书面|書面|(?:by\s|in\s)?(?:document|letter|memo|writing|e-?mail)",
    Method.ON_SITE: r"(?:到)?现场|(?:到)?現場|实地|實地|上门|上門|on[\s-]?site|(?:site\s)?visit|in\sperson",
    Method.MEETING: r"会议|會議|会上|會上|开会|開會|(?:at\s(?:a|the)\s|in\s(?:a|the)\s)?meeting",
    Method.TRACKING: r"跟踪|追踪|跟蹤|追蹤|持续跟踪|(?:by\s)?(?:tracking|follow-?up)",
}
_FIRST_WORD = {
    method: late(rf"\s*(?:{words})(?:督办|督辦|催办|催辦)?(?:\s*[:：,，]\s*|\s+|$)", re.IGNORECASE)
    for method, words in _METHODS.items()
}
_OTHER_WAY = late(r"\s*([\u4e00-\u9fff]{1,4}|[A-Za-z]{2,12})\s*[:：]")


def method_in(words: str) -> tuple[Method | None, str]:
    """By which means somebody was chased, where the words begin with it, and the rest of them.

    Raises: Refusal `chase-method` for a means that is none of ours: 传真: 明天交.
    """
    for method, first in _FIRST_WORD.items():
        found = first.match(words)
        if found:
            return method, words[found.end() :].strip()
    other = _OTHER_WAY.match(words)
    if other:
        raise Refusal("chase-method", value=other[1])
    return None, words.strip()


def again_from(story: Sequence[Event], member_id: int, span: Span, calendar: WorkingCalendar) -> datetime | None:
    """From when this person may chase those who carry a task out by one tap once more; another lead was not chased yet.

    Days are those of the calendar: who chased on Monday may again on Tuesday.
    """
    said = [e for e in story if isinstance(e.fact, (Reassigned, TransferGranted)) or _chased_by(e, member_id)]
    if not said or not _chased_by(said[-1], member_id):
        return None
    last = said[-1].at
    if span.unit is not TimeUnit.DAYS:
        return span.after(last, calendar)
    day = last.astimezone(calendar.zone).date() + timedelta(days=span.amount)
    return datetime.combine(day, time(0), calendar.zone)


def _chased_by(event: Event, member_id: int) -> bool:
    return isinstance(event.fact, _CHASES) and event.actor_id == member_id


def last_chase(story: Sequence[Event]) -> Event | None:
    """The last time it was chased otherwise than by one tap."""
    return next((e for e in reversed(story) if isinstance(e.fact, Chased)), None)


def unanswered(story: Sequence[Event], hand: int) -> list[Event]:
    """The chases to which whoever has the duty (`hand`) has said nothing yet."""
    heard = max((e.seq for e in story if isinstance(e.fact, ANSWERS) and e.actor_id == hand), default=0)
    return [e for e in story if isinstance(e.fact, Chased) and e.seq > heard]


def answered_by(story: Sequence[Event], event: Event, reader: int) -> Event | None:
    """The chase of this reader to which an entry of the history is the answer."""
    if not isinstance(event.fact, ANSWERS) or event.actor_id is None:
        return None
    before = [e for e in story if e.seq < event.seq]
    return next((e for e in reversed(unanswered(before, event.actor_id)) if e.actor_id == reader), None)


def has_come(story: Sequence[Event], chase: Event, due: datetime, calendar: WorkingCalendar) -> bool:
    """Whether what was promised in a chase has come, or something else was said in its place: a result, a file, a progress,
    that it is done, any report on the day itself; a part; that more time is asked for, or somebody else."""
    day = due.astimezone(calendar.zone).date()
    since = (e for e in story if e.seq > chase.seq and e.actor_id != chase.actor_id)
    return any(_answers(e, day, calendar) for e in since)


def _answers(event: Event, day: date, calendar: WorkingCalendar) -> bool:
    fact = event.fact
    if not isinstance(fact, Reported):
        return isinstance(fact, (Submitted, PartHandedIn, FileAdded, TimeAsked, TransferAsked, Declined))
    shown = bool(fact.files) or fact.percent is not None or says_done(fact.text)
    return shown or event.at.astimezone(calendar.zone).date() >= day


def counted(story: Sequence[Event]) -> tuple[int, int]:
    """How often it was chased, and how often by one tap."""
    return sum(isinstance(e.fact, Chased) for e in story), sum(isinstance(e.fact, Urged) for e in story)
