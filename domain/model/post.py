"""Where messages stand and where they go."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """A message in a chat that is about a task, so that a reply to it finds the task."""

    chat_id: int
    message_id: int
    task_id: int
    kind: str
    seq: int | None = None
    media_group: str | None = None
    member_id: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes: a member's private chat, or a chat and topic."""

    member_id: int | None = None
    chat_id: int | None = None
    thread_id: int | None = None
    reply_to: int | None = None
