"""One update as a handler sees it: who speaks, where, in which words, inside one unit of work."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from telegram import Chat, Message, MessageEntity, Update, User

from domain.messages.base import Message as Saying
from domain.messages.office import Sentence
from domain.model.people import Memberships, Team
from domain.model.post import Place, Post, PostKind, Said
from domain.model.tasks import Attachment
from domain.model.value import replace
from domain.text import blank_out, spaced
from domain.unit import Unit
from domain.usecases.access import actor
from domain.usecases.people import teams
from domain.usecases.people.people import Person
from domain.usecases.post.relay import is_silenced
from domain.usecases.tasks.order import Mention, find_names, people_named

GROUPS = (Chat.GROUP, Chat.SUPERGROUP)
ANONYMOUS = frozenset({1087968824, 136817688, 777000})


@dataclass(slots=True)
class Talk:
    """What a handler is given. `args` is the text after a command; `toast` is shown at a pressed button; `kept` are words
    written earlier that the button now gives their meaning."""

    unit: Unit
    person: Person
    chat_id: int
    is_private: bool
    thread_id: int | None = None  # the topic of the group, or of the private chat
    message: Message | None = None
    args: str = ""
    data: tuple[str, ...] = ()
    toast: tuple[str, dict[str, Any], bool] | None = None
    kept: str = ""
    aside: bool = False  # what is answered is for the speaker alone
    update: Update | None = field(default=None, repr=False)

    @property
    def who(self) -> Memberships:
        """The speaker with roles as they are now, and whether a group hears them; a stranger is refused."""
        return replace(actor(self.unit, self.person.telegram_id), aloud=not self.is_private)

    @property
    def team(self) -> Team | None:
        """The team of this chat, None in private and in chats that are none."""
        return self.unit.store.teams.by_chat(self.chat_id)

    @property
    def bot_name(self) -> str:
        """The bot's username, in small letters."""
        return (self.message.get_bot().username or "").lower() if self.message else ""

    @property
    def place(self) -> Place:
        """Where an answer goes: the speaker's private chat, or this group, as a reply; where the bot may not write in it,
        the private chat too, where it waits for whoever has not opened that yet."""
        if self.is_private or self.aside:
            member = self.unit.store.members.by_telegram(self.person.telegram_id)
            here = self.thread_id if self.is_private else None
            return Place(member_id=member.id, thread_id=here) if member else Place(chat_id=self.chat_id)
        team = self.team
        if team is not None and is_silenced(self.unit, team):
            member = self.unit.store.members.by_telegram(self.person.telegram_id)
            if member is not None:
                return Place(member_id=member.id)
        reply_to = self.message.message_id if self.message and not self.data else None
        return Place(chat_id=self.chat_id, thread_id=self.thread_id, reply_to=reply_to)

    @property
    def private_place(self) -> Place:
        """The speaker's private chat, and where they speak there the topic."""
        return Place(member_id=self.who.member.id, thread_id=self.thread_id if self.is_private else None)

    def answer(self, saying: Saying, *, task_id: int | None = None) -> None:
        """Answer where the person speaks."""
        self.unit.say(self.place, saying, task_id=task_id)

    def answer_here(self, saying: Any, *, task_id: int | None = None) -> None:
        """Answer a pressed button in place of its message; a file, or what is too old to be edited, gets a new one."""
        if self.data and self.message is not None and self.message.text:
            saying = replace(saying, message_id=self.message.message_id)
        self.answer(saying, task_id=task_id)

    @property
    def pressed_post(self) -> Post | None:
        """What the message under the pressed button is to its task."""
        if not self.data or self.message is None:
            return None
        return self.unit.store.posts.find(self.chat_id, self.message.message_id)

    @property
    def topic_post(self) -> Post | None:
        """Where this stands in the topic that a task has in a private chat: the head of it, which is news of that task."""
        member = self.unit.store.members.by_telegram(self.person.telegram_id) if self.is_private else None
        if member is None or self.thread_id is None:
            return None
        topic = self.unit.store.topics.in_thread(member.id, self.thread_id)
        return Post(self.chat_id, self.thread_id, topic.task_id, PostKind.NEWS) if topic else None

    def say(self, key: str, **fields: object) -> None:
        """Answer with one sentence."""
        self.answer(Sentence(key, {k: str(v) for k, v in fields.items()}))

    def show(self, key: str, *, alert: bool = False, **fields: object) -> None:
        """A short word at the pressed button; an answer in the chat where nothing was pressed."""
        if self.data:
            self.toast = (key, {k: str(v) for k, v in fields.items()}, alert)
        else:
            self.say(key, **fields)

    def say_once(self, key: str, saying: Saying, *, task_id: int | None = None) -> None:
        """Say below what was asked for; asked for twice in a minute it comes once."""
        self.unit.say(self.place, saying, key=f"{key}:{self.chat_id}:{self.unit.now:%Y%m%d%H%M}", task_id=task_id)

    def send_file(self, key: str, saying: Saying) -> None:
        """The file that a button asked for comes below, and the button says so."""
        self.show("file-coming")
        self.say_once(key, saying)

    def said(self, text: str | None = None) -> Said:
        """What the person wrote or sent, ready to be kept."""
        if self.message is None or self.data:
            return Said(self.kept if text is None else text)
        return Said(
            text if text is not None else text_of(self.message),
            files_of(self.message),
            self.chat_id,
            self.message.message_id,
            self.message.media_group_id,
        )

    def mentions(self, text: str | None = None) -> tuple[Mention, ...]:
        """People named in the message, with offsets in `text` (the arguments, where not given)."""
        if self.message is None:
            return ()
        if self.data:
            return find_names(self.args if text is None else text)
        whole = text_of(self.message)
        wanted = self.args if text is None else text
        shift = len(whole) - len(wanted) if whole.endswith(wanted) else max(whole.find(wanted), 0)
        found = [_mention(whole, e) for e in entities_of(self.message) if e.type in _NAMED]
        moved = [replace(m, start=m.start - shift, end=m.end - shift) for m in found]
        return find_names(wanted, [m for m in moved if m.start >= 0])

    def people(self, text: str | None = None) -> tuple[Mention, ...]:
        """People named in the message, with an @ or by their names."""
        wanted = self.args if text is None else text
        member = self.unit.store.members.by_telegram(self.person.telegram_id)
        return people_named(self.unit, wanted, self.mentions(wanted), member.id if member else None)

    def unnamed(self) -> str:
        """The text after a command with blanks for those it names, so that every word stands where it stood."""
        return blank_out(self.args, ((one.start, one.end) for one in self.people()))

    def require_team_or_private(self) -> None:
        """Commands work in private and in approved groups; elsewhere the bot says what is missing."""
        if not self.is_private:
            teams.approved(self.unit, self.chat_id)


_NAMED = (MessageEntity.MENTION, MessageEntity.TEXT_MENTION)


def text_of(message: Message) -> str:
    """The words of a message or the caption of a file, without NUL, which no database keeps, and with plain spaces."""
    return spaced(message.text or message.caption or "").replace("\x00", " ")


def entities_of(message: Message) -> tuple[MessageEntity, ...]:
    """The entities of the words, whether text or caption."""
    return tuple(message.entities or message.caption_entities or ())


def _mention(text: str, entity: MessageEntity) -> Mention:
    units = text.encode("utf-16-le", "surrogatepass")  # Telegram counts in these
    start = len(units[: entity.offset * 2].decode("utf-16-le", "replace"))
    end = len(units[: (entity.offset + entity.length) * 2].decode("utf-16-le", "replace"))
    display = text[start:end]
    if entity.type == MessageEntity.TEXT_MENTION and entity.user:
        return Mention(start, end, telegram_id=entity.user.id, display=display)
    return Mention(start, end, username=display.lstrip("@"), display=display)


def files_of(message: Message) -> tuple[Attachment, ...]:
    """The photo, file, voice or video of a message."""
    if message.photo:
        return (Attachment("photo", message.photo[-1].file_id),)
    if message.document:
        return (Attachment("document", message.document.file_id, message.document.file_name or ""),)
    if message.voice:
        return (Attachment("voice", message.voice.file_id),)
    if message.video:
        return (Attachment("video", message.video.file_id, message.video.file_name or ""),)
    return ()


def person_of(user: User) -> Person:
    """A Telegram user as the rules know them."""
    return Person(user.id, user.full_name, user.username, user.language_code)


def written_at(message: Message) -> datetime:
    """When a text was written: a forwarded one by its first writer."""
    return message.forward_origin.date if message.forward_origin else message.date


def quoted(message: Message | None) -> Message | None:
    """The message replied to, unless it is only the head of a forum topic."""
    if message is None or message.reply_to_message is None:
        return None
    found = message.reply_to_message
    return None if found.forum_topic_created else found
