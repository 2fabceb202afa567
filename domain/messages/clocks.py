"""What time brings: reminders, calls by name, another calendar, how a deadline is read."""

from __future__ import annotations

from typing import ClassVar

from domain.messages.base import Joined, Message, message
from domain.model.value import value


@message
@value
class GroupCall(Message):
    """Called by name in the group, because a private message could not reach them."""

    merges: ClassVar[Joined | None] = Joined.CALLS

    task_id: int
    member_id: int


@message
@value
class Reminder(Message):
    """A step of a ladder rang; `rang_at` is when it should have left, `slip` the entry of the history that it is one of.

    `held`: it did not leave at once, so what it is, and that it was told, is written when it does.
    """

    merges: ClassVar[Joined | None] = Joined.CALM
    waits: ClassVar[bool] = True

    task_id: int
    clock: str
    generation: int
    step: str
    rang_at: str
    slip: int = 0
    held: bool = False


@message
@value
class CalendarChanged(Message):
    """The working calendar changed: deadlines `moved` (task, old, new), the first of them, and how many `further` ones.

    Owners also hear which days (day, worked or not).
    """

    moved: tuple[tuple[int, str, str], ...]
    days: tuple[tuple[str, bool], ...] = ()
    hours: bool = False
    further: int = 0


@message
@value
class PhraseRead(Message):
    """/when: how a deadline phrase is read, word for word as it was written, at the moment it was written."""

    text: str
    at: str
