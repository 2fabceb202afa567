"""What the history says of a notice, and how it must stand: who has read it, whether it still waits, what will ring for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from domain.model.timers import NoticeRing
from domain.model.value import value
from domain.ports.timers import Timer
from worktime.calendar import WorkingCalendar


@value
class Notice:
    """To which teams it was told and when, whether a time to read it was `timed`, who has read it, who was reminded."""

    teams: frozenset[int]
    told_at: datetime
    timed: bool
    readers: frozenset[int] = frozenset()
    reminded: frozenset[int] = frozenset()


@value
class Standing:
    """How it stands in the database: its teams, who has read it, how many of its circle have not."""

    teams: tuple[int, ...]
    reads: Mapping[int, datetime]
    unread: int


def differs(told: Notice, found: Standing) -> Iterator[tuple[str, object, object]]:
    """What is otherwise than its history says: each what, what it must be, what it is. It waits only for somebody."""
    if told.teams != frozenset(found.teams):
        yield "teams to which it was told", sorted(told.teams), sorted(found.teams)
    if told.readers != found.reads.keys():
        yield "members who have read it", sorted(told.readers), sorted(found.reads)
    if not found.unread:
        yield "members who have not read an open notice", "some", "nobody"


def rings(
    told: Notice, due: datetime, timers: Sequence[Timer], now: datetime, calendar: WorkingCalendar
) -> Iterator[tuple[str, object, object]]:
    """Its reminder and its end wait to ring at their moments; what rings now is left alone."""
    waiting = [(t.data.step, t.due_at) for t in timers if isinstance(t.data, NoticeRing) and not t.data.member_id]
    if any(at <= now for _, at in waiting):
        return
    must = [("due", due)] if due > now else []
    half = _half(told, due, calendar)
    must += [("unread", half)] if told.told_at < half < due and half > now else []
    if sorted(must) != sorted(waiting):
        yield "what rings for the notice", sorted(must), sorted(waiting)


def _half(told: Notice, due: datetime, calendar: WorkingCalendar) -> datetime:
    """The next working morning; where a time was set the middle of it, in working hours."""
    if not told.timed:
        return calendar.opening(calendar.next_working_day(told.told_at.astimezone(calendar.zone).date()))
    length = calendar.working_time_between(told.told_at, due)
    if length > timedelta():
        return calendar.add_working_time(told.told_at, length / 2)
    middle = told.told_at + (due - told.told_at) / 2
    just_over = middle - timedelta(minutes=5)
    working = calendar.is_working_moment(middle) or calendar.is_working_moment(just_over)
    return middle if working else calendar.next_working_moment(middle)
