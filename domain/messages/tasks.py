"""A task shown: its card, what happened to it, lists, its whole story."""

from __future__ import annotations

from typing import ClassVar

from domain.messages.base import Joined, Message, message
from domain.model.value import value


@message
@value
class TaskCard(Message):
    """A task with its state and buttons; kept up to date by editing it."""

    topical: ClassVar[bool] = True

    task_id: int
    fresh: bool = False


@message
@value
class WholeText(Message):
    """All that was written when a task was given; its title is only the deed."""

    task_id: int
    page: int = 0
    message_id: int | None = None


@message
@value
class Timeline(Message):
    """时间表: what will be said about a task if nobody does anything."""

    task_id: int


@message
@value
class MilestoneBoard(Message):
    """节点: all milestones of a matter, with what its reader can do about each."""

    task_id: int


@message
@value
class CardUpdate(Message):
    """Bring the posted card in one chat up to date."""

    critical: ClassVar[bool] = False

    task_id: int
    message_id: int


@message
@value
class CardMoved(Message):
    """In a group a card has come after this one, as message `to`, and is the one that is kept up to date."""

    critical: ClassVar[bool] = False

    task_id: int
    message_id: int
    chat: int
    to: int


@message
@value
class PromiseDue(Message):
    """The day has come that was promised in a chase, fact `seq`, and nothing has come: whoever chased is asked."""

    task_id: int
    seq: int
    due: str


@message
@value
class CardConcealed(Message):
    """Where a card stood of what is confidential now: nothing of it."""

    critical: ClassVar[bool] = False

    message_id: int


@message
@value
class Unsend(Message):
    """Take a message out of a chat; whoever is written to hears what came of it."""

    chat: int
    sent_id: int


@message
@value
class TopicName(Message):
    """The topic of a task in its reader's private chat is called as the task is now."""

    critical: ClassVar[bool] = False

    task_id: int


@message
@value
class TaskNews(Message):
    """Something happened to a task: fact `seq` of its history, with the buttons it calls for."""

    topical: ClassVar[bool] = True

    task_id: int
    seq: int


@message
@value
class Progress(TaskNews):
    """News that asks the reader for nothing: a line of the message they heard just now, where that stands unread."""

    merges: ClassVar[Joined | None] = Joined.CALM


@message
@value
class Cured(TaskNews):
    """What a group was called about is handed in: one silent line."""

    hushed = True


@message
@value
class Chase(TaskNews):
    """催办: it comes at once, and what else is chased meanwhile stands in the same message."""

    merges: ClassVar[Joined | None] = Joined.CHASES


@message
@value
class Done(Message):
    """What the reader has just done to a task, fact `seq`, with what they may want to do next; on the news of `about`."""

    task_id: int
    seq: int
    about: int | None = None
    message_id: int | None = None


@message
@value
class TaskList(Message):
    """A page of tasks: mine, assigned, team, overdue, unaccepted, due or finished in a time (`due-week`,
    `finished-month`), those of one person, or those with a tag."""

    which: str
    page: int = 0
    team_id: int | None = None
    message_id: int | None = None
    member_id: int | None = None
    tag: str = ""


@message
@value
class ListsOffered(Message):
    """The lists that a question may mean, a button each."""

    lists: tuple[str, ...]


@message
@value
class TasksNamed(Message):
    """The matters that a question may be about, by the words it names them with."""

    words: str
    matters: tuple[int, ...]


@message
@value
class Branch(Message):
    """A page of what is right below a matter, under those above it."""

    task_id: int
    page: int = 0
    message_id: int | None = None


@message
@value
class PlanShown(Message):
    """A page of a plan, by the label of its period: of a team's, or of all that the reader may see."""

    period: str
    team_id: int | None = None
    page: int = 0
    message_id: int | None = None


@message
@value
class PlanFile(Message):
    """A plan with how far each line of it is, as a document, a workbook (`book`) or a `picture`, light or `dark`; which plan
    as of `PlanShown`."""

    critical: ClassVar[bool] = False
    beside: ClassVar[bool] = True

    period: str
    team_id: int | None = None
    book: bool = False
    picture: bool = False
    dark: bool = False


@message
@value
class PlanTold(Message):
    """Which lines of a plan are the reader's, once they are made."""

    period: str
    lines: tuple[int, ...]


@message
@value
class RaisedLists(Message):
    """What the reader raised, must answer, and has others answer."""


@message
@value
class TaskHistory(Message):
    """The whole story of a task, in the words people used."""

    task_id: int
    page: int = 0
    message_id: int | None = None
