"""What the rules need to keep of a conversation: posts, open questions, drafts."""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from domain.model.drafts import Draft, Lack, TaskDraft
from domain.model.post import Post
from domain.model.value import value


class TracesPort(Protocol):
    """What is kept of a person beside the office's record."""

    def erase(self, member_id: int, telegram_id: int | None) -> None: ...


class ReadPosts(Protocol):
    """Messages that are about a task, to look at."""

    def find(self, chat_id: int, message_id: int) -> Post | None: ...
    def of_album(self, chat_id: int, media_group: str) -> Post | None: ...
    def cards(self, task_id: int) -> list[Post]: ...
    def news(self, task_id: int, seq: int) -> list[Post]: ...


class PostsPort(ReadPosts, Protocol):
    """Messages that are about a task."""

    def add(self, *posts: Post) -> None: ...
    def forget(self, chat_id: int, message_id: int) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...


DRAFT = "draft"  # the action of a question about a draft
SEARCH = "search"  # of one that asks what to look for
NUMBER = "number"  # of one that asks which matter a command, or words, are about


@value
class Question:
    """Words the bot waits for from one person: what they will complete, an action on a task or what a draft lacks.

    `words` may be its answer or something else: whoever wrote them has been asked which.
    """

    id: int
    member_id: int
    chat_id: int
    action: str
    task_id: int | None
    arg: str
    message_id: int | None = None
    thread_id: int | None = None  # the topic in which it was asked
    draft_id: int | None = None
    asked_at: datetime | None = None
    words: str | None = None

    @classmethod
    def about_draft(cls, draft: Draft, lack: Lack, now: datetime) -> Question:
        """A question whose answer completes a draft."""
        where = draft.task.thread_id
        return cls(
            0, draft.member_id, draft.chat_id, DRAFT, None, lack, draft_id=draft.id, asked_at=now, thread_id=where
        )


class ReadQuestions(Protocol):
    """Open questions, to look at."""

    def open_for(self, member_id: int, chat_id: int, thread_id: int | None = None) -> Question | None: ...


class QuestionsPort(ReadQuestions, Protocol):
    """Open questions; a person has at most one open in a chat or a topic of it, the newest."""

    def ask(self, question: Question) -> Question: ...
    def sent(self, member_id: int, chat_id: int, message_id: int, thread_id: int | None = None) -> None: ...
    def close(self, member_id: int, chat_id: int, thread_id: int | None = None) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...


class ReadDrafts(Protocol):
    """Tasks being written, to look at."""

    def get(self, draft_id: int) -> Draft | None: ...
    def written(self, member_id: int, chat_id: int) -> list[Draft]: ...
    def unread(self, most: int) -> list[int]: ...


class DraftsPort(ReadDrafts, Protocol):
    """Tasks being written; of those of a person in a chat one asks something, the others wait for their yes."""

    def start(self, member_id: int, chat_id: int, task: TaskDraft, now: datetime) -> Draft: ...
    def save(self, draft: Draft) -> None: ...
    def drop(self, draft_id: int) -> None: ...
    def prune(self, before: datetime, most: int) -> int: ...
    def to_be_read(self, draft_id: int) -> None: ...
    def was_read(self, draft_id: int) -> None: ...
    def move_chat(self, old: int, new: int) -> None: ...
