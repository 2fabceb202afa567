"""What the bot remembers of its conversations: posts about tasks, open questions, drafts, small facts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Table, and_, bindparam, delete, func, insert, select, update

from domain.model.drafts import Draft, TaskDraft
from domain.model.post import Post, PostKind
from domain.model.value import replace
from domain.ports.store import MetaKey
from domain.ports.talk import DRAFT, SEARCH, Question
from domain.records import decode_draft, encode_draft
from storage.convert import reader, writer
from storage.prepared import Statements, in_its_place, once, unless_there
from storage.rows import drafts, meta, posts, questions, unread_files

_HERE = posts.c.chat_id == bindparam("of_chat")
_THIS = and_(_HERE, posts.c.message_id == bindparam("of_message"))
_CARD = posts.c.kind == PostKind.CARD.value
_ADD_POST = once(unless_there(posts))
_POST = once(select(posts).where(_THIS))
_ALBUM = once(
    select(posts).where(_HERE, posts.c.media_group == bindparam("album")).order_by(posts.c.message_id).limit(1)
)
_CARDS = once(select(posts).where(posts.c.task_id == bindparam("of_task"), _CARD))
_NEWS = once(
    select(posts).where(
        posts.c.task_id == bindparam("of_task"), posts.c.kind == PostKind.NEWS.value, posts.c.seq == bindparam("of_seq")
    )
)
_FORGET_POST = once(delete(posts).where(_THIS))
_NEWEST_CARDS = select(func.max(posts.c.message_id)).where(_HERE, _CARD).group_by(posts.c.task_id)
_DROP_OLDER_CARDS = once(delete(posts).where(_HERE, _CARD, posts.c.message_id.not_in(_NEWEST_CARDS)))
_MOVE_CARDS = once(update(posts).where(_HERE, _CARD).values(chat_id=bindparam("new"), message_id=-posts.c.message_id))

_read_post = reader(Post, posts, kind=PostKind)
_post_row = writer(Post, posts)


class PostsRepository:
    """Messages that are about a task."""

    def __init__(self, db: Statements) -> None:
        self.db = db

    def add(self, *posts: Post) -> None:
        """Remember messages; one that is known keeps its first meaning."""
        if posts:
            self.db.execute(_ADD_POST, [_post_row(post) for post in posts])

    def find(self, chat_id: int, message_id: int) -> Post | None:
        row = self.db.execute(_POST, {"of_chat": chat_id, "of_message": message_id}).first()
        return _read_post(row) if row else None

    def of_album(self, chat_id: int, media_group: str) -> Post | None:
        """The report an album already became, if its first piece was seen."""
        row = self.db.execute(_ALBUM, {"of_chat": chat_id, "album": media_group}).first()
        return _read_post(row) if row else None

    def cards(self, task_id: int) -> list[Post]:
        return [_read_post(row) for row in self.db.execute(_CARDS, {"of_task": task_id})]

    def news(self, task_id: int, seq: int) -> list[Post]:
        """Where the news of one entry of a task's history stands."""
        return [_read_post(row) for row in self.db.execute(_NEWS, {"of_task": task_id, "of_seq": seq})]

    def forget(self, chat_id: int, message_id: int) -> None:
        self.db.execute(_FORGET_POST, {"of_chat": chat_id, "of_message": message_id})

    def move_chat(self, old: int, new: int) -> None:
        """A group became a supergroup: messages cannot follow, so a task's newest card goes as one that is not found.

        A number below zero is no message's; the next change of the task finds that out and sends one new card.
        """
        self.db.execute(_DROP_OLDER_CARDS, {"of_chat": old})
        self.db.execute(_MOVE_CARDS, {"of_chat": old, "new": new})


_ASKED = and_(
    questions.c.member_id == bindparam("of_member"),
    questions.c.chat_id == bindparam("of_chat"),
    questions.c.thread_id == bindparam("of_thread"),
)
_ASK = once(insert(questions).returning(questions.c.id))
_QUESTION = once(select(questions).where(_ASKED))
_QUESTION_SENT = once(update(questions).where(_ASKED))
_CLOSE = once(delete(questions).where(_ASKED))
_HERE_ASKED = ("of_member", "of_chat", "of_thread")
_UNREAD: Any = object()

_read_question = reader(Question, questions)
_question_row = writer(Question, questions, "id")


class QuestionsRepository:
    """Open questions; a person has at most one open in a chat or a topic of it. One that was read is remembered."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[tuple[int, int, int], Question | None] = {}

    def ask(self, question: Question) -> Question:
        self.close(question.member_id, question.chat_id, question.thread_id)
        about = question.task_id if question.draft_id is None else question.draft_id
        row = _question_row(question) | {"task_id": about or 0, "thread_id": question.thread_id or 0}
        made = self.db.execute(_ASK, row).scalar_one()
        self._known.clear()
        return replace(question, id=made)

    def sent(self, member_id: int, chat_id: int, message_id: int, thread_id: int | None = None) -> None:
        """The question stands in the chat as this message."""
        self._known.clear()
        here = {"of_member": member_id, "of_chat": chat_id, "of_thread": thread_id or 0}
        self.db.execute(_QUESTION_SENT, {**here, "message_id": message_id})

    def open_for(self, member_id: int, chat_id: int, thread_id: int | None = None) -> Question | None:
        key = member_id, chat_id, thread_id or 0
        if key not in self._known:
            row = self.db.execute(_QUESTION, dict(zip(_HERE_ASKED, key, strict=True))).first()
            self._known[key] = _question(row) if row else None
        return self._known[key]

    def close(self, member_id: int, chat_id: int, thread_id: int | None = None) -> None:
        key = member_id, chat_id, thread_id or 0
        if self._known.get(key, _UNREAD) is None:
            return
        self.db.execute(_CLOSE, dict(zip(_HERE_ASKED, key, strict=True)))
        self._known[key] = None

    def move_chat(self, old: int, new: int) -> None:
        self._known.clear()
        _move_chat(self.db, questions, old, new)


def _question(row: Row[Any]) -> Question:
    """The column `task_id` holds a draft's number in a question about one, and none where something is looked for."""
    found = _read_question(row)
    found = replace(found, thread_id=found.thread_id or None)
    if found.action == SEARCH:
        return replace(found, task_id=None)
    return replace(found, task_id=None, draft_id=found.task_id) if found.action == DRAFT else found


_WRITTEN = and_(drafts.c.member_id == bindparam("of_member"), drafts.c.chat_id == bindparam("of_chat"))
_THE_DRAFT = drafts.c.id == bindparam("of_id")
_START = once(insert(drafts).returning(drafts.c.id))
_DRAFT = once(select(drafts).where(_THE_DRAFT))
_DRAFTS_HERE = once(select(drafts).where(_WRITTEN).order_by(drafts.c.id.desc()))
_SAVE_DRAFT = once(update(drafts).where(_THE_DRAFT))
_DROP_DRAFT = once(delete(drafts).where(_THE_DRAFT))
_OLDEST = once(select(drafts.c.id, drafts.c.created_at).order_by(drafts.c.id).limit(bindparam("most")))
_TO_BE_READ = once(insert(unread_files))
_WAS_READ = once(delete(unread_files).where(unread_files.c.draft_id == bindparam("of_id")))
_UNREAD_FILES = once(select(unread_files.c.draft_id).order_by(unread_files.c.draft_id).limit(bindparam("most")))


class DraftsRepository:
    """Tasks being written. What was read of a chat is remembered, until one is written."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[tuple[int, int], list[Draft]] = {}

    def start(self, member_id: int, chat_id: int, task: TaskDraft, now: datetime) -> Draft:
        self._known.clear()
        row = {"member_id": member_id, "chat_id": chat_id, "data": encode_draft(task), "created_at": now}
        made = self.db.execute(_START, row).scalar_one()
        return Draft(made, member_id, chat_id, task)

    def get(self, draft_id: int) -> Draft | None:
        row = self.db.execute(_DRAFT, {"of_id": draft_id}).first()
        return _draft(row) if row else None

    def written(self, member_id: int, chat_id: int) -> list[Draft]:
        """A person's drafts in a chat, the newest first."""
        if (member_id, chat_id) not in self._known:
            rows = self.db.execute(_DRAFTS_HERE, {"of_member": member_id, "of_chat": chat_id})
            self._known[member_id, chat_id] = [_draft(row) for row in rows]
        return self._known[member_id, chat_id]

    def save(self, draft: Draft) -> None:
        self._known.clear()
        self.db.execute(_SAVE_DRAFT, {"of_id": draft.id, "data": encode_draft(draft.task)})

    def drop(self, draft_id: int) -> None:
        self._known.clear()
        self.db.execute(_DROP_DRAFT, {"of_id": draft_id})

    def prune(self, before: datetime, most: int) -> int:
        """Forget what nobody has finished since then, the oldest first; returns how many."""
        self._known.clear()
        old = [row.id for row in self.db.execute(_OLDEST, {"most": most}) if row.created_at < before]
        for draft_id in old:
            self.db.execute(_DROP_DRAFT, {"of_id": draft_id})
        return len(old)

    def to_be_read(self, draft_id: int) -> None:
        """Its file is read beside the writer, as soon as may be."""
        self.db.execute(_TO_BE_READ, {"draft_id": draft_id})

    def was_read(self, draft_id: int) -> None:
        self.db.execute(_WAS_READ, {"of_id": draft_id})

    def unread(self, most: int) -> list[int]:
        """The drafts whose files are still to be read, the oldest first."""
        return [row.draft_id for row in self.db.execute(_UNREAD_FILES, {"most": most})]

    def move_chat(self, old: int, new: int) -> None:
        self._known.clear()
        _move_chat(self.db, drafts, old, new)


def _draft(row: Row[Any]) -> Draft:
    return Draft(row.id, row.member_id, row.chat_id, decode_draft(row.data))


def _move_chat(db: Statements, table: Table, old: int, new: int) -> None:
    """What a person left open in a group goes with it, unless they opened the same in its new place already."""
    there = select(table.c.member_id).where(table.c.chat_id == new)
    db.execute(update(table).where(table.c.chat_id == old, table.c.member_id.not_in(there)).values(chat_id=new))


_NAMED = meta.c.key == bindparam("of_key")
_VALUE = once(select(meta.c.value).where(_NAMED))
_SET = once(in_its_place(meta), known=True)
_DROP = once(delete(meta).where(_NAMED), known=True)
_DROP_OF = once(delete(meta).where(meta.c.key.startswith(bindparam("prefix"))), known=True)


class MetaRepository:
    """Small facts about the deployment, remembered once they were read or written."""

    def __init__(self, db: Statements) -> None:
        self.db = db
        self._known: dict[str, str | None] = {}

    def get(self, key: MetaKey, of: int | None = None) -> str | None:
        name = _key(key, of)
        if name not in self._known:
            self._known[name] = self.db.execute(_VALUE, {"of_key": name}).scalar()
        return self._known[name]

    def set(self, key: MetaKey, value: str, of: int | None = None) -> None:
        self.db.execute(_SET, {"key": _key(key, of), "value": value})
        self._known[_key(key, of)] = value

    def drop(self, key: MetaKey, of: int | None = None) -> None:
        self.db.execute(_DROP, {"of_key": _key(key, of)})
        self._known[_key(key, of)] = None

    def drop_all(self, key: MetaKey) -> None:
        """A fact, and the same of whatever it is known of."""
        self.drop(key)
        self._known.clear()
        self.db.execute(_DROP_OF, {"prefix": f"{key}:"})


def _key(key: MetaKey, of: int | None) -> str:
    return f"{key}" if of is None else f"{key}:{of}"
