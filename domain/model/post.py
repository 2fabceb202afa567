"""Where messages stand and where they go."""

from __future__ import annotations

from enum import StrEnum

from domain.model.tasks import Attachment
from domain.model.value import value

IN_CHAT = "c"  # how the lane of a group begins


class PostKind(StrEnum):
    """What a message of the bot or of a person is to the task it is about."""

    CARD = "card"
    NEWS = "news"
    HISTORY = "history"
    PROMPT = "prompt"
    CHOICE = "choice"
    DRAFT = "draft"
    DIGEST = "digest"
    ORDER = "order"
    REPORT = "report"


@value
class Post:
    """A message in a chat that is about a task, so that a reply to it finds the task."""

    chat_id: int
    message_id: int
    task_id: int
    kind: PostKind
    seq: int | None = None
    media_group: str | None = None
    member_id: int | None = None


@value
class Place:
    """Where a message goes: a member's private chat, or a chat and topic."""

    member_id: int | None = None
    chat_id: int | None = None
    thread_id: int | None = None
    reply_to: int | None = None

    @property
    def lane(self) -> str:
        """Messages of one lane leave one after another: a person's wherever they stand, and a group's."""
        return f"m{self.member_id}" if self.member_id is not None else f"{IN_CHAT}{self.chat_id}"


@value
class Said:
    """What a person wrote or sent: text, files, and where it stands so that replies and edits find it."""

    text: str = ""
    files: tuple[Attachment, ...] = ()
    chat_id: int | None = None
    message_id: int | None = None
    media_group: str | None = None
