"""What the bot remembers of its conversations: posts about tasks, open questions, drafts, small facts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Table, delete, func, insert, select, update

from domain.model.drafts import Draft, TaskDraft
from domain.model.post import Post, PostKind
from domain.ports.store import MetaKey
from domain.ports.talk import DRAFT, Question
from domain.records import decode_draft, encode_draft
from storage.convert import from_row, to_row
from storage.rows import drafts, meta, posts, questions


class PostsRepository:
    """Messages that are about a task."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def add(self, post: Post) -> None:
        """Remember a message; one that is known keeps its first meaning."""
        if self.find(post.chat_id, post.message_id) is None:
            self.db.execute(insert(posts).values(to_row(post, posts)))

    def find(self, chat_id: int, message_id: int) -> Post | None:
        query = select(posts).where(posts.c.chat_id == chat_id, posts.c.message_id == message_id)
        row = self.db.execute(query).first()
        return _post(row) if row else None

    def of_album(self, chat_id: int, media_group: str) -> Post | None:
        """The report an album already became, if its first piece was seen."""
        query = select(posts).where(posts.c.chat_id == chat_id, posts.c.media_group == media_group)
        row = self.db.execute(query.order_by(posts.c.message_id).limit(1)).first()
        return _post(row) if row else None

    def cards(self, task_id: int) -> list[Post]:
        query = select(posts).where(posts.c.task_id == task_id, posts.c.kind == PostKind.CARD.value)
        return [_post(r) for r in self.db.execute(query)]

    def forget(self, chat_id: int, message_id: int) -> None:
        self.db.execute(delete(posts).where(posts.c.chat_id == chat_id, posts.c.message_id == message_id))

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: messages cannot follow, so a task's newest card goes as one that is not found.

        A number below zero is no message's; the next change of the task finds that out and sends one new card.
        """
        cards = (posts.c.chat_id == old) & (posts.c.kind == PostKind.CARD.value)
        newest = select(func.max(posts.c.message_id)).where(cards).group_by(posts.c.task_id)
        self.db.execute(delete(posts).where(cards, posts.c.message_id.not_in(newest)))
        self.db.execute(update(posts).where(cards).values(chat_id=new, message_id=-posts.c.message_id))


def _post(row: Any) -> Post:
    return from_row(Post, row._mapping, kind=PostKind)


class QuestionsRepository:
    """Open questions; a person has at most one open in a chat, the newest."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def ask(self, question: Question) -> Question:
        self.close(question.member_id, question.chat_id)
        about = question.task_id if question.draft_id is None else question.draft_id
        row = to_row(question, questions, task_id=about)
        del row["id"]
        made = self.db.execute(insert(questions).values(row).returning(questions.c.id)).scalar_one()
        return replace(question, id=made)

    def sent(self, member_id: int, chat_id: int, message_id: int) -> None:
        """The question stands in the chat as this message."""
        where = (questions.c.member_id == member_id) & (questions.c.chat_id == chat_id)
        self.db.execute(update(questions).where(where).values(message_id=message_id))

    def open_for(self, member_id: int, chat_id: int) -> Question | None:
        query = select(questions).where(questions.c.member_id == member_id, questions.c.chat_id == chat_id)
        row = self.db.execute(query).first()
        return _question(row._mapping) if row else None

    def close(self, member_id: int, chat_id: int) -> None:
        where = (questions.c.member_id == member_id) & (questions.c.chat_id == chat_id)
        self.db.execute(delete(questions).where(where))

    def move_chat(self, old: int, new: int) -> None:
        _move_chat(self.db, questions, old, new)


def _question(row: Mapping[Any, Any]) -> Question:
    """The column `task_id` holds a draft's number in a question about one."""
    found = from_row(Question, row)
    return replace(found, task_id=None, draft_id=found.task_id) if found.action == DRAFT else found


class DraftsRepository:
    """Tasks being written, one a person and chat."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def start(self, member_id: int, chat_id: int, task: TaskDraft, now: datetime) -> Draft:
        """A new draft; the person's earlier one in this chat goes."""
        self.db.execute(delete(drafts).where(drafts.c.member_id == member_id, drafts.c.chat_id == chat_id))
        row = {"member_id": member_id, "chat_id": chat_id, "data": encode_draft(task), "created_at": now}
        made = self.db.execute(insert(drafts).values(row).returning(drafts.c.id)).scalar_one()
        return Draft(made, member_id, chat_id, task)

    def get(self, draft_id: int) -> Draft | None:
        row = self.db.execute(select(drafts).where(drafts.c.id == draft_id)).first()
        return _draft(row) if row else None

    def of_chat(self, member_id: int, chat_id: int) -> Draft | None:
        where = (drafts.c.member_id == member_id) & (drafts.c.chat_id == chat_id)
        row = self.db.execute(select(drafts).where(where)).first()
        return _draft(row) if row else None

    def save(self, draft: Draft) -> None:
        self.db.execute(update(drafts).where(drafts.c.id == draft.id).values(data=encode_draft(draft.task)))

    def drop(self, draft_id: int) -> None:
        self.db.execute(delete(drafts).where(drafts.c.id == draft_id))

    def move_chat(self, old: int, new: int) -> None:
        _move_chat(self.db, drafts, old, new)


def _draft(row: Row[Any]) -> Draft:
    return Draft(row.id, row.member_id, row.chat_id, decode_draft(row.data))


def _move_chat(db: Connection, table: Table, old: int, new: int) -> None:
    """What a person left open in a group goes with it, unless they opened the same in its new place already."""
    there = select(table.c.member_id).where(table.c.chat_id == new)
    db.execute(update(table).where(table.c.chat_id == old, table.c.member_id.not_in(there)).values(chat_id=new))


class MetaRepository:
    """Small facts about the deployment."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def get(self, key: MetaKey, of: int | None = None) -> str | None:
        return self.db.execute(select(meta.c.value).where(meta.c.key == _key(key, of))).scalar()

    def set(self, key: MetaKey, value: str, of: int | None = None) -> None:
        self.drop(key, of)
        self.db.execute(insert(meta).values(key=_key(key, of), value=value))

    def drop(self, key: MetaKey, of: int | None = None) -> None:
        self.db.execute(delete(meta).where(meta.c.key == _key(key, of)))


def _key(key: MetaKey, of: int | None) -> str:
    return f"{key}" if of is None else f"{key}:{of}"
