"""The state of the world and what every act upon it needs: finding, numbering, posting, telling the bot."""

import itertools
import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from typing import Any

from simulator.clock import SimClock
from simulator.errors import SimError
from simulator.model import Chat, GuestAsk, InlineAsk, Membership, Message, Person, Press, Stored
from simulator.text import Entity, clean_with, find_entities, trim, u16
from simulator.updates import UpdateQueue
from simulator.wire import message_json

ANONYMOUS = Person(1087968824, "Group", username="GroupAnonymousBot", is_bot=True)
CHANNEL_BOT = Person(136817688, "Channel", username="Channel_Bot", is_bot=True)
TELEGRAM = Person(777000, "Telegram")
LONGEST_TEXT = 4096
LONGEST_CAPTION = 1024
_FIRST_PERSON = 6_100_000_001  # above 2^32, as new accounts are
_FIRST_GROUP = -4_000_000_001
_FIRST_SUPERGROUP = -1_002_000_000_001


class WorldState:
    """People, chats, files and the bot itself. Not used alone: see ``World``."""

    def __init__(self, clock: SimClock, updates: UpdateQueue, bot: Person, *, privacy_mode: bool = True) -> None:
        self.clock = clock
        self.updates = updates
        self.bot = bot
        self.privacy_mode = privacy_mode
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.files: dict[str, Stored] = {}
        self.presses: dict[str, Press] = {}
        self.asks: dict[str, InlineAsk] = {}
        self.guests: dict[str, GuestAsk] = {}
        self.inline_mode = True  # as BotFather's /setinline, /setinlinefeedback and guest mode have it
        self.inline_feedback = False
        self.guest_mode = True
        self.private_topics = False  # BotFather's: private chats with the bot have topics
        self.version = 0
        self.story_step = 0
        self.inaccessible_after = timedelta(days=365)
        self.listeners: list[Callable[[], None]] = []
        self.account_next_id = 1  # private chats and basic groups share one numbering, as on the real server

    # -- finding ------------------------------------------------------------------------------------------------------

    def private(self, person: Person) -> Chat:
        """The private chat between a person and the bot."""
        if person.id not in self.chats:
            self.chats[person.id] = Chat(person.id, "private", person=person, forum=self.private_topics)
        return self.chats[person.id]

    def chat(self, chat_id: int) -> Chat:
        """A chat by its id."""
        if chat_id in self.people:
            return self.private(self.people[chat_id])
        if chat_id not in self.chats:
            raise SimError(f"there is no chat {chat_id}")
        return self.chats[chat_id]

    def user(self, user_id: int) -> Person | None:
        """A person, or the bot itself."""
        return self.bot if user_id == self.bot.id else self.people.get(user_id)

    def anybody(self, user_id: int) -> Person | None:
        """A person, the bot, or one of Telegram's own accounts."""
        return self.user(user_id) or next((p for p in (ANONYMOUS, CHANNEL_BOT, TELEGRAM) if p.id == user_id), None)

    def by_username(self, username: str) -> Person | Chat | None:
        """Whoever bears this @name."""
        wanted = username.removeprefix("@").lower()
        bearers: Iterable[Person | Chat] = itertools.chain([self.bot], self.people.values(), self.chats.values())
        return next((b for b in bearers if b.username and b.username.lower() == wanted and _bears(b)), None)

    def chat_messages(self, chat_id: int, viewer: Person | None = None) -> list[Message]:
        """The messages of a chat that still exist; empty for a viewer who is not in it."""
        chat = self.chats.get(chat_id)
        if chat is None or (viewer is not None and not self.sees(viewer, chat)):
            return []
        return [m for m in chat.messages if not m.deleted]

    def sees(self, person: Person, chat: Chat) -> bool:
        """Whether a person has this chat in their list."""
        if chat.person is not None:
            return chat.person is person
        return chat.member(person.id).inside and chat.migrated_to is None and not chat.deleted

    # -- making -------------------------------------------------------------------------------------------------------

    def new_person_id(self) -> int:
        """An id nobody has."""
        return max([_FIRST_PERSON - 1, *(p for p in self.people if p < _FIRST_PERSON * 2)]) + 1

    def new_chat_id(self, kind: str) -> int:
        """A chat id nobody has: negative, with -100 in front for supergroups and channels."""
        first = _FIRST_GROUP if kind == "group" else _FIRST_SUPERGROUP
        return min([first + 1, *(c for c in self.chats if first - 10**8 < c <= first)]) - 1

    def next_message_id(self, chat: Chat) -> int:
        """The number the next message of this chat will have."""
        return self.account_next_id if chat.type in {"private", "group"} else chat.next_id

    def new_message_id(self, chat: Chat) -> int:
        """The next number in this chat."""
        number = self.next_message_id(chat)
        if chat.type in {"private", "group"}:
            self.account_next_id += 1
        else:
            chat.next_id += 1
        return number

    def store_file(self, kind: str, name: str, mime: str, data: bytes) -> Stored:
        """Keep a file."""
        stored = Stored(f"BQACAgUAAx{secrets.token_urlsafe(24)}", secrets.token_urlsafe(9), kind, name, mime, data)
        self.files[stored.id] = stored
        return stored

    def stored(self, file_id: str) -> Stored | None:
        """A file by its id (the smaller sizes of a photo have a digit behind it)."""
        return self.files.get(file_id) or self.files.get(file_id[:-1])

    def compose(
        self, text: str, entities: Iterable[Entity] = (), *, limit: int = LONGEST_TEXT
    ) -> tuple[str, list[Entity]]:
        """A text as the server keeps it, with all its entities."""
        kept, cleaned = clean_with(entities, text)
        body, clipped = trim(cleaned, kept)
        if u16(body) > limit:
            raise SimError(f"longer than {limit} characters")
        return body, find_entities(body, clipped)

    def post(self, chat: Chat, *, tell: bool = True, **fields: Any) -> Message:
        """Put a message into a chat and tell the bot if it may know."""
        message = Message(self.new_message_id(chat), chat, self.clock.now(), **fields)
        chat.add(message)
        if tell and self.bot_sees(message):
            kind = "channel_post" if chat.type == "channel" else "message"
            self.tell(kind, message_json(message))
        self.changed()
        return message

    def service(self, chat: Chat, sender: Person | None, *, tell: bool = True, **extra: Any) -> Message:
        """A service message: somebody joined, the title changed …"""
        return self.post(chat, tell=tell, sender=sender, service=True, extra=extra)

    # -- telling the bot ----------------------------------------------------------------------------------------------

    def tell(self, kind: str, payload: dict[str, Any]) -> None:
        """Queue an update; everybody named in it is known to the bot from now on."""
        for user_id in _users(payload):
            if user_id in self.people:
                self.people[user_id].seen = True
        self.updates.push(kind, payload)

    def bot_sees(self, message: Message) -> bool:
        """Privacy mode and membership: whether the bot receives this message."""
        chat, sender = message.chat, message.sender
        if sender is self.bot:
            return False
        if sender is not None and sender.is_bot and sender not in (ANONYMOUS, CHANNEL_BOT):
            return False
        if chat.type == "private":
            return True
        belongs = chat.member(self.bot.id)
        if not belongs.inside:
            return False
        if message.service or belongs.admin or not self.privacy_mode or chat.type == "channel":
            return True
        replied = message.reply_to is not None and message.reply_to.sender is self.bot
        own = message.extra.get("via_bot", {}).get("id") == self.bot.id  # what was sent with its help it sees, too
        return replied or own or self.is_command_for_bot(message)

    def is_command_for_bot(self, message: Message) -> bool:
        """Whether the text starts with a command that is not addressed to another bot."""
        first = message.entities[0] if message.entities else None
        if first is None or first["type"] != "bot_command" or first["offset"] != 0:
            return False
        _, _, name = message.text[: first["length"]].partition("@")
        return not name or name.lower() == (self.bot.username or "").lower()

    def changed(self) -> None:
        """Something happened that a viewer may want to see."""
        self.version += 1
        for listener in self.listeners:
            listener()

    def set_member(self, chat: Chat, person: Person, actor: Person, new: Membership) -> None:
        """Change how somebody belongs to a chat and send my_chat_member or chat_member."""
        old = chat.member(person.id)
        chat.members[person.id] = new
        mine = person is self.bot
        kind = "my_chat_member" if mine else "chat_member"
        if mine or chat.member(self.bot.id).admin:
            self.tell(
                kind,
                {
                    "chat": chat.json(),
                    "from": actor.json(),
                    "date": int(self.clock.now().timestamp()),
                    "old_chat_member": member_json(chat, person, old),
                    "new_chat_member": member_json(chat, person, new),
                },
            )
        self.changed()


_GROUP_RIGHTS = ("can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics")
_ADMIN_RIGHTS = (
    *_GROUP_RIGHTS, "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_SEND_RIGHTS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag",
)  # fmt: skip


def member_json(chat: Chat, person: Person, member: Membership) -> dict[str, Any]:
    """The Bot API's ChatMember."""
    data: dict[str, Any] = {"user": person.json(), "status": member.status}
    data |= _MEMBER_FIELDS.get(member.status, _nothing)(member)
    if member.status in {"member", "restricted"} and member.tag and chat.type == "supergroup":
        data["tag"] = member.tag
    return data


def _owner(member: Membership) -> dict[str, Any]:
    return {"is_anonymous": member.anonymous} | ({"custom_title": member.title} if member.title else {})


def _administrator(member: Membership) -> dict[str, Any]:
    rights = dict.fromkeys(_ADMIN_RIGHTS, True)
    extra = {"custom_title": member.title} if member.title else {}
    return {"can_be_edited": False, "is_anonymous": member.anonymous, "can_promote_members": False} | rights | extra


def _restricted(member: Membership) -> dict[str, Any]:
    rights = dict.fromkeys(_SEND_RIGHTS, member.can_send) | dict.fromkeys(_GROUP_RIGHTS, False)
    return {"is_member": True, "until_date": 0, **rights}


def _banned(_member: Membership) -> dict[str, Any]:
    return {"until_date": 0}


def _nothing(_member: Membership) -> dict[str, Any]:
    return {}


_MEMBER_FIELDS: Mapping[str, Callable[[Membership], dict[str, Any]]] = {
    "creator": _owner,
    "administrator": _administrator,
    "restricted": _restricted,
    "kicked": _banned,
}


def _bears(bearer: Person | Chat) -> bool:
    return isinstance(bearer, Person) or bearer.type in {"supergroup", "channel"}


def _users(payload: Any) -> set[int]:
    """Every user a payload names."""
    if isinstance(payload, list):
        return set().union(*(_users(item) for item in payload)) if payload else set()
    if not isinstance(payload, dict):
        return set()
    found = {payload["id"]} if "is_bot" in payload else set()
    return found.union(*(_users(value) for value in payload.values() if isinstance(value, dict | list)))
