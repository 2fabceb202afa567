"""The bot asks: for words, for a choice, for the next piece of a draft."""

from __future__ import annotations

from dataclasses import dataclass

from domain.messages.base import Message, message


@message
@dataclass(frozen=True, slots=True)
class Prompt(Message):
    """The bot asks one person for words: the answer completes `action` on the task, or `draft` on draft `task_id`."""

    action: str
    task_id: int
    member_id: int
    arg: str = ""


@message
@dataclass(frozen=True, slots=True)
class Choices(Message):
    """The bot offers buttons for one step of an action: moments, a month, the hours of a day, members, stars.

    `page` is the page of members, the month as yyyymm or the day as yyyymmdd; `moments` (Unix time) are what `words` may
    mean.
    """

    what: str
    task_id: int
    action: str
    page: int = 0
    message_id: int | None = None
    words: str = ""
    moments: tuple[int, ...] = ()


@message
@dataclass(frozen=True, slots=True)
class DraftStep(Message):
    """The next question about a task that is being written."""

    draft_id: int
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class LanguageChoice(Message):
    """Pick a language."""

    team_id: int | None = None
