"""What ran out, and slips: one of them and in lists."""

from __future__ import annotations

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class BreachList(Message):
    """超时记录: the reader's own, or those of what they gave or run, of one team or all.

    Of a `month` (2026-10), or of a year.
    """

    which: str = "mine"
    team_id: int | None = None
    page: int = 0
    month: str = ""
    message_id: int | None = None


@message
@value
class BreachShown(Message):
    """One of them explained: promised, kept, late by how much, by which rule, who was told, what was ruled."""

    task_id: int
    ref: str
    message_id: int | None = None


@message
@value
class SlipList(Message):
    """督办单: those the reader got, or those in what they gave or run, of one team or all; of a `month`, or of a year."""

    which: str = "mine"
    team_id: int | None = None
    page: int = 0
    month: str = ""
    message_id: int | None = None


@message
@value
class SlipShown(Message):
    """A slip, as it was issued."""

    year: int
    number: int
    message_id: int | None = None


@message
@value
class AppealWaiting(Message):
    """An appeal against the breach of that name waits for a ruling of the reader; `seq` is its entry in the history."""

    task_id: int
    breach: str
    seq: int = 0
