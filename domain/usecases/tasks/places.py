"""Where what was written is answered, and what a file without words is called."""

from __future__ import annotations

from domain.model.drafts import Draft
from domain.model.people import Memberships
from domain.model.post import Place
from domain.model.tasks import Attachment
from domain.rules.headline import shortened

_FILE_SIGNS = {"photo": "📷", "video": "🎬", "voice": "🎤", "document": "📄"}


def place_of(who: Memberships, draft: Draft) -> Place:
    """The chat of the draft: the team's group, or the writer's private chat."""
    if draft.chat_id == who.member.telegram_id:
        return Place(member_id=who.member.id)
    return Place(chat_id=draft.chat_id, thread_id=draft.task.thread_id)


def title_of(file: Attachment) -> str:
    """A file without words is called by its name, or by a sign everybody reads."""
    return shortened(file.name) or _FILE_SIGNS[file.kind]
