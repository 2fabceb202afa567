"""What the world is made of: people, chats, messages, presses. Plain data; the rules are in the modules that use it."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from simulator.text import Entity

ACTIVE = ("creator", "administrator", "member", "restricted")


@dataclass(eq=False, slots=True, repr=False)
class Person:
    """Somebody with a Telegram account, a bot included."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    started: bool = False  # has written to the bot or pressed Start
    blocked: bool = False
    deactivated: bool = False
    seen: bool = False  # the bot received something that names this person

    def __repr__(self) -> str:
        return f"<{'bot' if self.is_bot else 'person'} {self.id} {self.name}>"

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def json(self) -> dict[str, Any]:
        """The Bot API's User."""
        known = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name} | _given(known)


@dataclass(slots=True)
class Membership:
    """How somebody belongs to a chat."""

    status: str
    can_send: bool = True
    anonymous: bool = False
    tag: str | None = None
    title: str | None = None

    @property
    def inside(self) -> bool:
        """Whether they are in the chat now."""
        return self.status in ACTIVE

    @property
    def admin(self) -> bool:
        """Whether they are administrator or creator."""
        return self.status in {"administrator", "creator"}


@dataclass(slots=True)
class Topic:
    """A forum topic."""

    id: int
    name: str
    closed: bool = False
    deleted: bool = False


@dataclass(eq=False, slots=True, repr=False)
class Chat:
    """A private chat with the bot, a group, a supergroup or a channel."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    person: Person | None = None
    forum: bool = False  # it has topics; so may a private chat
    members: dict[int, Membership] = field(default_factory=dict)
    messages: list["Message"] = field(default_factory=list)
    topics: dict[int, Topic] = field(default_factory=dict)
    migrated_to: int | None = None
    linked: int | None = None
    deleted: bool = False
    index: dict[int, "Message"] = field(default_factory=dict)
    next_id: int = 1
    menu_button: dict[str, Any] | None = None
    links: list[dict[str, Any]] = field(default_factory=list)

    def __repr__(self) -> str:
        return f"<{self.type} {self.id} {self.title or self.person}>"

    @property
    def is_group(self) -> bool:
        """Group or supergroup."""
        return self.type in {"group", "supergroup"}

    def json(self) -> dict[str, Any]:
        """The Bot API's Chat."""
        data: dict[str, Any] = {"id": self.id, "type": self.type}
        if self.person is not None:
            data["first_name"] = self.person.first_name
            return data | _given({"last_name": self.person.last_name, "username": self.person.username})
        data |= _given({"title": self.title, "username": self.username})
        return data | ({"is_forum": True} if self.forum else {})

    def find(self, message_id: int) -> "Message | None":
        """The message with this id, unless it was deleted."""
        found = self.index.get(message_id)
        return found if found is not None and not found.deleted else None

    def add(self, message: "Message") -> None:
        """Put a message at the end."""
        self.messages.append(message)
        self.index[message.id] = message

    def member(self, user_id: int) -> Membership:
        """How this user belongs here; ``left`` if they never did."""
        return self.members.get(user_id) or Membership("left")


@dataclass(eq=False, slots=True, repr=False)
class Stored:
    """A file Telegram keeps."""

    id: str
    unique_id: str
    kind: str
    name: str
    mime: str
    data: bytes

    def __repr__(self) -> str:
        return f"<{self.kind} {self.name}, {len(self.data)} bytes>"

    @property
    def path(self) -> str:
        """Where getFile says it lies."""
        return f"{self.kind}s/{self.unique_id}/{self.name}"

    def json(self) -> dict[str, Any]:
        """The fields every file object has."""
        return {"file_id": self.id, "file_unique_id": self.unique_id, "file_size": len(self.data)}


@dataclass(frozen=True, slots=True)
class Button:
    """One button under a message."""

    text: str
    data: str | None = None
    url: str | None = None
    style: str | None = None
    kind: str = "callback"


@dataclass(eq=False, slots=True, repr=False)
class Message:
    """One message, as everybody in the chat sees it."""

    id: int
    chat: Chat
    date: datetime
    sender: Person | None = None
    sender_chat: Chat | None = None
    text: str = ""
    entities: list[Entity] = field(default_factory=list)
    edit_date: datetime | None = None
    reply_to: "Message | None" = None
    thread: int | None = None
    media: Stored | None = None
    media_group: str | None = None
    extra: dict[str, Any] = field(
        default_factory=dict
    )  # further fields of the Bot API's Message, service fields included
    markup: dict[str, Any] | None = None
    reactions: dict[int, list[str]] = field(default_factory=dict)
    forward_name: str | None = None
    service: bool = False
    pinned: bool = False
    deleted: bool = False
    forgotten: bool = False  # too old for the bot: it gets an inaccessible message
    inline_id: str | None = None  # by which the bot knows a message that somebody sent with its help

    def __repr__(self) -> str:
        return f"<message {self.id} in {self.chat.id}: {self.text[:40]!r}>"

    @property
    def buttons(self) -> list[list[Button]]:
        """Rows of inline buttons."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[_button(raw) for raw in row] for row in rows]

    def all_buttons(self) -> Iterator[Button]:
        """Every inline button, row after row."""
        for row in self.buttons:
            yield from row

    @property
    def sender_name(self) -> str:
        """Who it seems to come from."""
        if self.sender_chat is not None:
            return self.sender_chat.title or ""
        return self.sender.name if self.sender else ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a button press brought."""

    text: str = ""
    show_alert: bool = False
    url: str | None = None


@dataclass(eq=False, slots=True, repr=False)
class Press:
    """A pressed button. ``answer`` stays None until the bot answers."""

    id: str
    person: Person
    message: Message
    data: str | None
    at: datetime
    url: str | None = None
    answer: Answer | None = None
    done: asyncio.Event = field(default_factory=asyncio.Event)

    def __repr__(self) -> str:
        return f"<press {self.data!r} by {self.person.name}>"

    async def answered(self, timeout: float = 2.0) -> Answer | None:
        """Wait in real time for the bot's answer; None if none came."""
        try:
            async with asyncio.timeout(timeout):
                await self.done.wait()
        except TimeoutError:
            return None
        return self.answer


@dataclass(eq=False, slots=True)
class InlineAsk:
    """An inline query and what the bot offered."""

    id: str
    person: Person
    query: str
    at: datetime
    offset: str = ""
    results: list[dict[str, Any]] | None = None
    button: dict[str, Any] | None = None
    contents: dict[str, dict[str, Any]] = field(default_factory=dict)  # what each result, by its id, sends
    next_offset: str = ""
    done: asyncio.Event = field(default_factory=asyncio.Event)

    async def answered(self, timeout: float = 2.0) -> list[dict[str, Any]] | None:
        """Wait in real time for what the bot offers; None if nothing came."""
        try:
            async with asyncio.timeout(timeout):
                await self.done.wait()
        except TimeoutError:
            return None
        return self.results


@dataclass(eq=False, slots=True)
class GuestAsk:
    """A message by which somebody summoned the bot into a chat it is not in; ``reply`` once it has answered."""

    id: str
    message: Message
    reply: Message | None = None


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _button(raw: dict[str, Any]) -> Button:
    kinds = [key for key in raw if key not in {"text", "style", "icon_custom_emoji_id"}]
    kind = "callback" if kinds in (["callback_data"], []) else kinds[0]
    return Button(raw["text"], raw.get("callback_data"), raw.get("url"), raw.get("style"), kind)
