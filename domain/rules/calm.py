"""A calm bot (少打扰): what is told to one person together and in which order, and how long they are then left alone.

Source: behaviour.md section 4, "held-back reminders to one person are merged into one message that tells all of them, the
gravest first" and "at most one merged message per half hour".
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from domain.facts.base import Event, Fact
from domain.facts.chases import Chased
from domain.facts.milestones import MilestoneReached
from domain.facts.notices import ReadAtLast
from domain.facts.standing import HandedBack, TakenOver
from domain.facts.tasks import Reported, Urged
from domain.facts.trees import GiverChanged, PutUnder, TakenOut
from domain.messages.base import Message
from domain.messages.clocks import GroupCall, Reminder
from domain.messages.notices import NoticeUnread
from domain.messages.tasks import Chase, Progress, TaskNews
from domain.model.clocks import SEVERAL, CommitmentKind
from domain.model.tasks import Task
from domain.model.value import value
from domain.rules.mornings import quiet_until
from worktime.calendar import WorkingCalendar

# As many lines as one message of Telegram's surely holds, whatever people are called.
MOST_LINES = 15
# Longer words stand in a message of their own.
_MOST_WORDS = 200

_OVERDUE = 0
# The deadline before all others, and these in the order in which a task meets them.
_RANKS: Mapping[CommitmentKind, int] = {
    kind: place for place, kind in enumerate(sorted(CommitmentKind, key=lambda k: k is not CommitmentKind.FINISH), 1)
}

_NEWS = len(_RANKS) + 1  # after everything that has a moment

Gravity = tuple[int, datetime]


@value
class Matter:
    """A task, the clocks of it that are spoken of, the gravest first, the news of it as they came, its slip; `parts` are
    those among them of which a matter has several, with their numbers; `unread`: the reader has not read it."""

    task: Task
    clocks: tuple[CommitmentKind, ...]
    news: tuple[int, ...] = ()
    slip: int = 0
    parts: tuple[tuple[CommitmentKind, int], ...] = ()
    unread: bool = False


def told_by(event: Event, story: Callable[[int], Sequence[Event]]) -> type[TaskNews]:
    """As what an event is told: progress that asks for nothing joins other things, unless somebody was chased for it."""
    if isinstance(event.fact, Urged):
        return Chase
    return Progress if _asks_nothing(event.fact) and not _was_asked_for(event, story(event.task_id)) else TaskNews


_ASKING_NOTHING = (TakenOver, HandedBack, PutUnder, TakenOut, GiverChanged, ReadAtLast, MilestoneReached)


def _asks_nothing(fact: Fact) -> bool:
    if isinstance(fact, _ASKING_NOTHING):
        return True
    return isinstance(fact, Reported) and not (fact.blocked or fact.files or len(fact.text) > _MOST_WORDS)


def _was_asked_for(event: Event, story: Sequence[Event]) -> bool:
    """Whether somebody was chased since the last report."""
    before = [e for e in story if e.seq < event.seq and isinstance(e.fact, (Reported, Urged, Chased))]
    return bool(before) and isinstance(before[-1].fact, (Urged, Chased))


def gravity(task: Task, kind: CommitmentKind | None, now: datetime) -> Gravity:
    """Overdue comes first, then what is due soon, then acceptance, report and review, then news; among equals the
    earliest."""
    if kind is None:
        return (_NEWS, task.due_at)
    clock = task.commitment(kind)
    due = clock.due_at if clock else task.due_at
    overdue = kind is CommitmentKind.FINISH and due <= now
    return (_OVERDUE if overdue else _RANKS[kind], due)


def matters(find: Callable[[int], Task | None], said: Iterable[Message], now: datetime) -> list[Matter]:
    """What a merged message speaks of: each task once, with every clock of it and all news once, the gravest first."""
    kinds: dict[int, set[CommitmentKind]] = {}
    news: dict[int, set[int]] = {}
    parts: dict[int, set[tuple[CommitmentKind, int]]] = {}
    unread = {m.task_id for m in said if isinstance(m, NoticeUnread)}
    slips = {m.task_id: m.slip for m in said if isinstance(m, Reminder) and m.slip}  # the last of each says it all
    for message in said:
        if isinstance(message, Reminder) and message.clock in SEVERAL:
            named = CommitmentKind(message.clock), message.generation
            parts.setdefault(message.task_id, set()).add(named)
        if isinstance(message, Reminder):
            kinds.setdefault(message.task_id, set()).add(CommitmentKind(message.clock))
        if isinstance(message, TaskNews):
            news.setdefault(message.task_id, set()).add(message.seq)
    tasks = [task for task in map(find, dict.fromkeys([*kinds, *news, *unread])) if task is not None]
    found = [
        Matter(
            t,
            _ordered(t, kinds.get(t.id, ()), now),
            tuple(sorted(news.get(t.id, ()))),
            slips.get(t.id, 0),
            tuple(sorted(parts.get(t.id, ()))),
            t.id in unread,
        )
        for t in tasks
    ]
    return sorted(
        (m for m in found if m.clocks or m.news or m.unread),
        key=lambda m: gravity(m.task, next(iter(m.clocks), None), now),
    )


def clock_of(message: Message) -> CommitmentKind | None:
    """The clock a message speaks of, if it does."""
    return CommitmentKind(message.clock) if isinstance(message, Reminder) else None


def lines(said: Collection[Message]) -> set[tuple[int, str]]:
    """The lines that messages become: the steps of one clock say the same, every news, call and everybody's own clock its."""
    reminded = {(m.task_id, _line(m)) for m in said if isinstance(m, Reminder)}
    reminded |= {(m.task_id, f"call:{m.member_id}") for m in said if isinstance(m, GroupCall)}
    reminded |= {(m.task_id, m.name) for m in said if isinstance(m, NoticeUnread)}
    return reminded | {(m.task_id, str(m.seq)) for m in said if isinstance(m, TaskNews)}


def _line(said: Reminder) -> str:
    return f"{said.clock}:{said.generation}" if said.clock in SEVERAL else said.clock


def calm_until(calendar: WorkingCalendar, sent_at: datetime, calm: timedelta) -> datetime:
    """When somebody who heard a merged message at this moment may hear the next.

    A break is waited out, a night is not: what falls due at closing time is told the same evening.
    """
    end = sent_at + calm
    later = quiet_until(calendar, end)
    return later if _day(calendar, later) == _day(calendar, end) else end


def _ordered(task: Task, kinds: Iterable[CommitmentKind], now: datetime) -> tuple[CommitmentKind, ...]:
    return tuple(sorted((k for k in kinds if task.commitment(k)), key=lambda k: gravity(task, k, now)))


def _day(calendar: WorkingCalendar, at: datetime) -> date:
    return at.astimezone(calendar.zone).date()
