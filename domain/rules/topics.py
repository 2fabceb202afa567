"""A task's topic in a private chat: which messages stand in it, and what it is called. Pure."""

from __future__ import annotations

from domain.messages.base import Message, Urgency
from domain.model.tasks import Kind, Status, Task
from domain.text import utf16_cut

_LONGEST = 128  # Telegram's own limit of a topic's name
_MARKS = {Status.DONE: "✅ ", Status.CANCELLED: "✖️ "}


def stands_in_topic(message: Message, urgency: Urgency) -> bool:
    """What comes by itself and is of one task alone. An answer stands where it was asked for; what may become one message
    with that of other tasks stands in the chat itself, so that it stays one message."""
    return message.topical and urgency > Urgency.ANSWER and message.merges is None and message.edits is None


def may_have_topic(task: Task) -> bool:
    """Whether a topic is opened for it: it is work that is open. A notice is read, and that is all."""
    return task.kind is not Kind.NOTICE and task.status.is_open


def topic_name(task: Task) -> str:
    """Its number and title, and how it ended; of what is confidential, which a list of topics would show, no title."""
    title = "🔒" if task.confidential else task.title
    return utf16_cut(f"{_MARKS.get(task.status, '')}#{task.id} {title}", _LONGEST)
