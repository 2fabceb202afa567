"""What the rules need to keep of a conversation: posts, open questions, drafts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from domain.model.post import Post


class PostsPort(Protocol):
    """Messages that are about a task."""

    def add(self, post: Post) -> None: ...
    def find(self, chat_id: int, message_id: int) -> Post | None: ...
    def of_album(self, chat_id: int, media_group: str) -> Post | None: ...
    def cards(self, task_id: int) -> list[Post]: ...
    def forget(self, chat_id: int, message_id: int) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Question:
    """Words the bot waits for from one person: what they will complete."""

    id: int
    member_id: int
    chat_id: int
    action: str
    task_id: int
    arg: str
    message_id: int | None = None


class QuestionsPort(Protocol):
    """Open questions; a person has at most one open in a chat, the newest."""

    def ask(self, question: Question) -> Question: ...
    def sent(self, member_id: int, chat_id: int, message_id: int) -> None: ...
    def open_for(self, member_id: int, chat_id: int) -> Question | None: ...
    def close(self, member_id: int, chat_id: int) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A task being written: what is known so far, in JSON-able fields."""

    id: int
    member_id: int
    chat_id: int
    data: dict[str, Any]


class DraftsPort(Protocol):
    """Tasks being written, one a person and chat."""

    def start(self, member_id: int, chat_id: int, data: dict[str, Any], now: datetime) -> Draft: ...
    def get(self, draft_id: int) -> Draft | None: ...
    def of_chat(self, member_id: int, chat_id: int) -> Draft | None: ...
    def save(self, draft: Draft) -> None: ...
    def drop(self, draft_id: int) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...
