"""The bot asks: for words, for a choice, for the next piece of a draft."""

from __future__ import annotations

from typing import Any

from domain.messages.base import Message, message
from domain.model.value import value


@message
@value
class Prompt(Message):
    """The bot asks one person for words: the answer completes `action` on the task, or the draft.

    `question` is the open question whose answer it waits for, by which it can be given up.
    """

    action: str
    task_id: int | None
    member_id: int
    arg: str = ""
    draft_id: int | None = None
    question: int = 0

    @classmethod
    def of_stored(cls, fields: dict[str, Any]) -> Prompt:
        """Version 0.1.0 kept a draft's number as `task_id`."""
        if "draft_id" not in fields and fields["action"].startswith("draft"):
            fields = fields | {"task_id": None, "draft_id": fields["task_id"]}
        return cls(**fields)


_PAGE_WAS = {"month": "month", "hours": "day"}


@message
@value
class Choices(Message):
    """The bot offers buttons for one step of an action: moments, a month, the hours of a day, members, stars.

    `page` is the page of members, `month` is written yyyymm, `day` yyyymmdd; `moments` (Unix time) are what `words` may mean,
    `doubt` why they are asked about. `question` is the open question of `member_id` that words may answer as well; `gone` is
    in whose place somebody else comes.
    """

    what: str
    task_id: int
    action: str
    page: int = 0
    message_id: int | None = None
    words: str = ""
    moments: tuple[int, ...] = ()
    doubt: str = ""
    month: int = 0
    day: int = 0
    member_id: int = 0
    question: int = 0
    gone: int = 0

    @classmethod
    def of_stored(cls, fields: dict[str, Any]) -> Choices:
        """Version 0.1.0 kept a month or a day as `page`."""
        place = _PAGE_WAS.get(fields["what"])
        if place is not None and place not in fields:
            fields = fields | {place: fields["page"], "page": 0}
        return cls(**fields)


@message
@value
class AnswerOrNew(Message):
    """Words that may be the answer to an open question or something else: whoever wrote them says which."""

    question: int
    member_id: int
    words: str
    action: str
    task_id: int | None = None
    message_id: int | None = None


NEXT_DAY = "nw"  # how an offer's moment begins that was moved on to the next working day


@message
@value
class Offer(Message):
    """The bot asks what plain words are meant to do, in reply to them; a button does it with these words.

    `choices`: the number of a task, what is done (an action, or `words`: what such words do when they are said about that
    task) and its argument.
    """

    ask: str
    choices: tuple[tuple[int, str, str], ...]
    task_id: int | None = None
    message_id: int | None = None


@message
@value
class DraftStep(Message):
    """The next question about a task that is being written.

    Of its deadline a month (yyyymm), or the hours of a day (yyyymmdd). `again`: it was left, and its writer comes back to it.
    """

    draft_id: int
    message_id: int | None = None
    month: int = 0
    day: int = 0
    again: bool = False


@message
@value
class ZoneChoice(Message):
    """Which time zone, for oneself or for a team; `zones` are those that what was written may mean."""

    team_id: int | None
    zones: tuple[str, ...] = ()


@message
@value
class LanguageWhom(Message):
    """A language was named in a group: for the person or for the group?"""

    code: str
    team_id: int


@message
@value
class LanguageChoice(Message):
    """Pick a language."""

    team_id: int | None = None


@message
@value
class PutOffAsked(Message):
    """Somebody wants to be reminded later: until when, of this clock (its generation and step)."""

    task_id: int
    clock: str
    generation: int
    step: str


@message
@value
class PeoplePick(Message):
    """Telegram's own list of people is opened, for a draft."""

    draft_id: int


@message
@value
class PeoplePicked(Message):
    """Who was picked there; the keyboard goes."""

    members: tuple[int, ...]
