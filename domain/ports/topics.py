"""What is kept of the topics that tasks have in private chats."""

from __future__ import annotations

from typing import Protocol

from domain.model.topics import Topic


class ReadTopics(Protocol):
    """Topics, to look at; a task has at most one in a chat."""

    def of(self, member_id: int, task_id: int) -> Topic | None: ...
    def in_thread(self, member_id: int, thread_id: int) -> Topic | None: ...
    def of_task(self, task_id: int) -> list[Topic]: ...


class TopicsPort(ReadTopics, Protocol):
    """Topics."""

    def save(self, topic: Topic) -> None: ...
