"""What the facts of a notice say of it."""

from __future__ import annotations

from datetime import datetime

from domain.facts import notices
from domain.facts.base import Event
from domain.model.tasks import Part, Priority, Status
from domain.model.value import replace
from jobs.audit.account import Account
from jobs.audit.notices import Notice
from jobs.audit.parts import of_people


def _moment(written: str) -> datetime:
    return datetime.fromisoformat(written)


def announced(event: Event, fact: notices.NoticeGiven) -> Account:
    """A notice waits for its readers at once; whoever gave it answers for it."""
    sender = event.actor_id or 0
    shared = of_people({str(sender): Part.LEAD.value})
    notice = Notice(frozenset(fact.teams), event.at, bool(fact.words))
    return Account(
        Status.ACTIVE,
        sender,
        fact.title,
        _moment(fact.due),
        Priority.NORMAL,
        reported=True,
        shared=shared,
        notice=notice,
    )


def read(now: Account, event: Event, _fact: notices.NoticeRead) -> Account:
    """Whoever does this has read it, and does so once."""
    if now.notice is None or event.actor_id is None or event.actor_id in now.notice.readers:
        raise ValueError(f"member {event.actor_id} reads what is no notice, or reads it twice")
    return replace(now, notice=replace(now.notice, readers=now.notice.readers | {event.actor_id}))


def reminded_to_read(now: Account, event: Event, fact: notices.UnreadReminded) -> Account:
    """By the clock nobody is reminded a second time, and nobody who has read it."""
    if now.notice is None or (event.actor_id is None and set(fact.to) & (now.notice.reminded | now.notice.readers)):
        raise ValueError(f"reminded to read it twice, or without need: {fact.to}")
    return replace(now, notice=replace(now.notice, reminded=now.notice.reminded | set(fact.to)))


def reworded(now: Account, _event: Event, fact: notices.NoticeReworded) -> Account:
    moved = now.notice is not None and _moment(fact.due) != now.due
    notice = replace(now.notice, timed=True) if now.notice and moved else now.notice
    return replace(now, title=fact.title, due=_moment(fact.due), notice=notice)


def passed_on(now: Account, _event: Event, fact: notices.NoticePassedOn) -> Account:
    """Another answers for it, who reads it no more as one of those it was told to."""
    return replace(now, lead=fact.to, shared=of_people({str(fact.to): Part.LEAD.value}))
