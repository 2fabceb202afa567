"""One class per thing the bot can say. A message is what to say; the words are chosen when it leaves."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import Any, ClassVar

from domain.text import as_json


class Urgency(IntEnum):
    """The order in which waiting messages leave."""

    ANSWER = 0
    URGENT = 1
    NORMAL = 2
    BULK = 3


@dataclass(frozen=True, slots=True)
class Message:
    """Base of all messages; `name` is the stored kind.

    A message with a `message_id` is shown in place of the message of that number. `critical` messages are sent again when
    the answer to a send was lost; `merges` ones are joined when several wait for one chat.
    """

    name: ClassVar[str] = ""
    critical: ClassVar[bool] = True
    merges: ClassVar[bool] = False


MESSAGES: dict[str, type[Message]] = {}


def message(cls: type[Message]) -> type[Message]:
    """Register a message class under its kebab-case name."""
    name = "".join("-" + c.lower() if c.isupper() else c for c in cls.__name__).lstrip("-")
    cls.name = name
    MESSAGES[name] = cls
    return cls


def encode(message_: Message) -> str:
    """The message's fields as JSON."""
    return as_json(asdict(message_))


def decode(name: str, fields: str) -> Message:
    """A stored message back; KeyError for a kind this version does not know."""
    data: dict[str, Any] = json.loads(fields)
    return MESSAGES[name](**{k: _frozen(v) for k, v in data.items()})


def _frozen(value: Any) -> Any:
    """JSON's lists as the tuples they were."""
    return tuple(_frozen(one) for one in value) if isinstance(value, list) else value


@message
@dataclass(frozen=True, slots=True)
class Sentence(Message):
    """One sentence of the catalogue with its fields: refusals, confirmations, hints."""

    key: str
    fields: dict[str, str]
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class TaskCard(Message):
    """A task with its state and buttons; kept up to date by editing it."""

    task_id: int
    fresh: bool = False


@message
@dataclass(frozen=True, slots=True)
class CardUpdate(Message):
    """Bring the posted card in one chat up to date."""

    critical: ClassVar[bool] = False

    task_id: int
    message_id: int


@message
@dataclass(frozen=True, slots=True)
class TaskNews(Message):
    """Something happened to a task: fact `seq` of its history, with the buttons it calls for."""

    task_id: int
    seq: int


@message
@dataclass(frozen=True, slots=True)
class GroupCall(Message):
    """Called by name in the group, because a private message could not reach them."""

    task_id: int
    member_id: int


@message
@dataclass(frozen=True, slots=True)
class Reminder(Message):
    """A step of a ladder rang; `rang_at` is when it should have left."""

    merges: ClassVar[bool] = True

    task_id: int
    clock: str
    generation: int
    step: str
    rang_at: str


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
class TaskList(Message):
    """A page of tasks: mine, assigned, team or overdue."""

    which: str
    page: int = 0
    team_id: int | None = None
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class TaskHistory(Message):
    """The whole story of a task, in the words people used."""

    task_id: int
    page: int = 0
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class CalendarChanged(Message):
    """The working calendar changed: deadlines `moved` (task, old, new); owners also hear which days (day, worked or not)."""

    moved: tuple[tuple[int, str, str], ...]
    days: tuple[tuple[str, bool], ...] = ()
    hours: bool = False


@message
@dataclass(frozen=True, slots=True)
class Digest(Message):
    """日报: a team's daily summary."""

    critical: ClassVar[bool] = False

    team_id: int
    since: str
    asked: bool = False


@message
@dataclass(frozen=True, slots=True)
class Worklist(Message):
    """工作清单: a person's own morning list."""

    critical: ClassVar[bool] = False

    day: str


@message
@dataclass(frozen=True, slots=True)
class Welcome(Message):
    """What a person who opens the bot sees: what it does for their role, and what to do next."""


@message
@dataclass(frozen=True, slots=True)
class Help(Message):
    """The commands of this person's role, with an example each."""


@message
@dataclass(frozen=True, slots=True)
class JoinTeam(Message):
    """The group has become a team: press Join, then open a private chat."""

    team_id: int


@message
@dataclass(frozen=True, slots=True)
class TeamWaiting(Message):
    """A stranger added the bot to a group: approve or refuse."""

    team_id: int
    by: str


@message
@dataclass(frozen=True, slots=True)
class Members(Message):
    """Who is in the team or the office, with role and reachability."""

    team_id: int | None
    page: int = 0
    message_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class InviteLink(Message):
    """A link that lets people in. The secret is in the message only until it is sent."""

    token: str
    role: str
    team: str
    until: str
    uses: int


@message
@dataclass(frozen=True, slots=True)
class SettingsView(Message):
    """What is set for this chat, with buttons."""

    team_id: int | None


@message
@dataclass(frozen=True, slots=True)
class LanguageChoice(Message):
    """Pick a language."""

    team_id: int | None = None


@message
@dataclass(frozen=True, slots=True)
class PhraseRead(Message):
    """/when: how a deadline phrase is read, word for word as it was written, at the moment it was written."""

    text: str
    at: str


@message
@dataclass(frozen=True, slots=True)
class MenuUpdate(Message):
    """The person's command menu follows their language and role."""

    critical: ClassVar[bool] = False


@message
@dataclass(frozen=True, slots=True)
class OperatorNotice(Message):
    """Something the owners should know, by reference number."""

    key: str
    fields: dict[str, str]
