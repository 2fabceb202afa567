"""Where what was written is answered, where its task speaks in the group, and what a file without words is called."""

from __future__ import annotations

from domain.model.drafts import Draft, TaskDraft
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.tasks import Attachment
from domain.model.value import replace
from domain.rules.headline import shortened

_FILE_SIGNS = {"photo": "📷", "video": "🎬", "voice": "🎤", "document": "📄"}


def place_of(who: Memberships, draft: Draft) -> Place:
    """The chat of the draft, and its topic: the team's group, or the writer's private chat."""
    if draft.chat_id == who.member.telegram_id:
        return Place(member_id=who.member.id, thread_id=draft.task.thread_id)
    return Place(chat_id=draft.chat_id, thread_id=draft.task.thread_id)


def in_group_topic(who: Memberships, draft: Draft) -> TaskDraft:
    """The draft with the topic of the group in which it was written; a topic of a private chat is nobody else's."""
    return replace(draft.task, thread_id=None) if draft.chat_id == who.member.telegram_id else draft.task


def title_of(file: Attachment) -> str:
    """A file without words is called by its name, or by a sign everybody reads."""
    return shortened(file.name) or _FILE_SIGNS[file.kind]
