"""What the rules need to keep of the future."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.timer_kinds import TimerData, TimerKind
from domain.model.timers import Rings
from domain.model.value import value


@value
class Timer:
    """A row that rings: when, and what about; `data` is None when it is of another version and cannot be rung."""

    id: int
    key: str
    kind: str
    due_at: datetime
    data: TimerData | None


Rung = tuple[datetime, int]  # where among the timers that rang: when, and which


class ReadTimers(Protocol):
    """The future, to look at."""

    def due(self, now: datetime, limit: int) -> list[Timer]: ...
    def next_due(self) -> datetime | None: ...
    def pending(self, kind: TimerKind, prefix: str) -> list[Timer]: ...
    def find(self, key: str) -> Timer | None: ...
    def of_task(self, task_id: int) -> list[Timer]: ...


class TimersPort(ReadTimers, Protocol):
    """The future, as rows."""

    def sync(self, task_id: int, rings: Rings, *, new: bool = False) -> None: ...
    def add(self, key: str, due_at: datetime, data: TimerData) -> bool: ...
    def drop(self, kind: TimerKind, prefix: str) -> None: ...
    def finish(self, timer_id: int, now: datetime) -> bool: ...
    def set_aside(self, timer_id: int, error: str) -> None: ...
    def prune(self, before: datetime, after: Rung | None, most: int) -> Rung | None: ...
