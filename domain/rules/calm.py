"""A calm bot (少打扰): what is told to one person together and in which order, and how long they are then left alone.

Source: behaviour.md section 4, "held-back reminders to one person are merged into one message that tells all of them, the
gravest first" and "at most one merged message per half hour".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.messages.clocks import Reminder
from domain.model.clocks import CommitmentKind
from domain.model.tasks import Task
from domain.rules.mornings import quiet_until
from worktime.calendar import WorkingCalendar

# As many lines as one message of Telegram's surely holds, whatever people are called.
MOST_LINES = 15

_OVERDUE = 0
# The deadline before all others, and these in the order in which a task meets them.
_RANKS: Mapping[CommitmentKind, int] = {
    kind: place for place, kind in enumerate(sorted(CommitmentKind, key=lambda k: k is not CommitmentKind.FINISH), 1)
}

Gravity = tuple[int, datetime]


@dataclass(frozen=True, slots=True)
class Matter:
    """A task and the clocks of it that are spoken of, the gravest first."""

    task: Task
    clocks: tuple[CommitmentKind, ...]


def gravity(task: Task, kind: CommitmentKind, now: datetime) -> Gravity:
    """Overdue comes first, then what is due soon, then acceptance, report and review; among equals the earliest."""
    clock = task.commitment(kind)
    due = clock.due_at if clock else task.due_at
    overdue = kind is CommitmentKind.FINISH and due <= now
    return (_OVERDUE if overdue else _RANKS[kind], due)


def matters(find: Callable[[int], Task | None], said: Iterable[Reminder], now: datetime) -> list[Matter]:
    """What reminders speak of: each task once, with every clock of it once, the gravest first."""
    kinds: dict[int, set[CommitmentKind]] = {}
    for reminder in said:
        kinds.setdefault(reminder.task_id, set()).add(CommitmentKind(reminder.clock))
    tasks = [task for task in map(find, kinds) if task is not None]
    found = [Matter(t, _ordered(t, kinds[t.id], now)) for t in tasks]
    return sorted((m for m in found if m.clocks), key=lambda m: gravity(m.task, m.clocks[0], now))


def lines(said: Iterable[Reminder]) -> set[tuple[int, str]]:
    """The lines that reminders become: the steps of one clock say the same."""
    return {(r.task_id, r.clock) for r in said}


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
