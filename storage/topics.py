"""The topics that tasks have in private chats."""

from __future__ import annotations

from sqlalchemy import and_, bindparam, select

from domain.model.topics import Topic
from storage.convert import reader, writer
from storage.prepared import Prepared, Statements, in_its_place, once
from storage.rows import private_topics

_OF_MEMBER = private_topics.c.member_id == bindparam("of_member")
_OF_TASK = private_topics.c.task_id == bindparam("of_task")
_IN = private_topics.c.thread_id == bindparam("of_thread")
_ONE = and_(_OF_MEMBER, _OF_TASK)
_OF = once(select(private_topics).where(_ONE))
_IN_THREAD = once(select(private_topics).where(_OF_MEMBER, _IN))
_EACH = once(select(private_topics).where(_OF_TASK, private_topics.c.thread_id.is_not(None)))
_SAVE = once(in_its_place(private_topics))

_read = reader(Topic, private_topics)
_row = writer(Topic, private_topics)


class TopicsRepository:
    """Topics, by whose they are and what they are about."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def of(self, member_id: int, task_id: int) -> Topic | None:
        return self._one(_OF, of_member=member_id, of_task=task_id)

    def in_thread(self, member_id: int, thread_id: int) -> Topic | None:
        """Whose thread it is, None where it is no task's."""
        return self._one(_IN_THREAD, of_member=member_id, of_thread=thread_id)

    def of_task(self, task_id: int) -> list[Topic]:
        """Where a task has a topic now."""
        return [_read(row) for row in self.db.execute(_EACH, {"of_task": task_id})]

    def save(self, topic: Topic) -> None:
        """Write it in place of the one there was."""
        self.db.execute(_SAVE, _row(topic))

    def _one(self, query: Prepared, **which: int) -> Topic | None:
        row = self.db.execute(query, which).first()
        return _read(row) if row else None
