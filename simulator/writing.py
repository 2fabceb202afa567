"""What people write in a chat: texts, photos, files, voices; forwarding, editing and deleting them."""

import base64
import secrets
from collections.abc import Mapping
from typing import Any

from simulator.errors import SimError
from simulator.model import Chat, Message, Person
from simulator.state import LONGEST_CAPTION, LONGEST_TEXT, WorldState
from simulator.text import Entity, u16
from simulator.wire import message_json, unix

_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Writing(WorldState):
    """The acts of people who write."""

    def send(
        self,
        person: Person,
        chat: Chat | None,
        text: str,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        mentions: Mapping[str, Person] | None = None,
    ) -> Message:
        """Write a text; ``chat=None`` is the private chat with the bot. ``mentions``: shown text → person."""
        place = self._open(person, chat)
        named = [_text_mention(text, shown, who) for shown, who in (mentions or {}).items()]
        body, entities = self.compose(text, named)
        if not body:
            raise SimError("nothing to send")
        return self.post(place, sender=person, text=body, entities=entities, **self._place(place, reply_to, thread))

    def photo(
        self,
        person: Person,
        chat: Chat | None,
        caption: str = "",
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        data: bytes = _PIXEL,
        name: str = "photo.png",
        group: str | None = None,
    ) -> Message:
        """Send a photo; ``group`` ties several to one album."""
        content = (name, _mime(name), data)
        return self._media(person, chat, "photo", content, caption, reply_to=reply_to, thread=thread, group=group)

    def file(
        self,
        person: Person,
        chat: Chat | None,
        name: str,
        data: bytes,
        caption: str = "",
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        group: str | None = None,
    ) -> Message:
        """Send a document."""
        content = (name, _mime(name), data)
        return self._media(person, chat, "document", content, caption, reply_to=reply_to, thread=thread, group=group)

    def voice(
        self,
        person: Person,
        chat: Chat | None,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        data: bytes = b"OggS",
    ) -> Message:
        """Send a voice message."""
        return self._media(
            person, chat, "voice", ("voice.oga", "audio/ogg", data), "", reply_to=reply_to, thread=thread
        )

    def album(
        self, person: Person, chat: Chat | None, n: int, caption: str = "", *, reply_to: int | None = None
    ) -> list[Message]:
        """Send several photos as one album: as many messages, the caption on the first."""
        group = str(secrets.randbelow(10**17))
        return [self.photo(person, chat, "" if k else caption, reply_to=reply_to, group=group) for k in range(n)]

    def forward(self, person: Person, message: Message, to_chat: Chat | None) -> Message:
        """Forward a message to another chat."""
        place = self._open(person, to_chat)
        return self.post(
            place,
            sender=person,
            text=message.text,
            entities=list(message.entities),
            media=message.media,
            extra={"forward_origin": origin_json(message)},
            forward_name=message.sender_name,
        )

    def edit(self, person: Person, message: Message, text: str) -> Message:
        """Edit one's own message."""
        if message.sender is not person or message.deleted:
            raise SimError("only one's own messages can be edited")
        message.text, message.entities = self.compose(text, limit=LONGEST_CAPTION if message.media else LONGEST_TEXT)
        message.edit_date = self.clock.now()
        if self.bot_sees(message):
            self.tell("edited_message", message_json(message))
        self.changed()
        return message

    def delete_message(self, message: Message) -> None:
        """Delete a message for everybody. Telegram tells bots nothing."""
        message.deleted = True
        self.changed()

    def forget(self, message: Message) -> None:
        """Make a message too old for the bot: a press on it carries an inaccessible message."""
        message.forgotten = True

    # -- helpers ------------------------------------------------------------------------------------------------------

    def _open(self, person: Person, chat: Chat | None) -> Chat:
        """The chat to write into, if this person may."""
        place = chat if chat is not None else self.private(person)
        if place.type == "private":
            if person.blocked:
                raise SimError(f"{person.name} has blocked the bot")
            person.started = True
            place.members.setdefault(self.bot.id, place.member(self.bot.id)).status = "member"
        elif not self.sees(person, place) or not place.member(person.id).can_send:
            raise SimError(f"{person.name} cannot write in {place.title}")
        return place

    def _place(self, chat: Chat, reply_to: int | None, thread: int | None) -> dict[str, Any]:
        replied = None
        if reply_to is not None:
            replied = chat.find(reply_to)
            if replied is None:
                raise SimError(f"there is no message {reply_to} to reply to")
        return {"reply_to": replied, "thread": self.thread_of(chat, replied, thread)}

    def thread_of(self, chat: Chat, replied: Message | None, thread: int | None) -> int | None:
        """The thread a message belongs to: its topic, or in a plain supergroup the root of the replies."""
        if chat.forum:
            topic = thread if thread is not None else (replied.thread if replied else None)
            if topic is not None and (topic not in chat.topics or chat.topics[topic].deleted):
                raise SimError(f"there is no topic {topic}")
            return topic
        if chat.type == "supergroup" and replied is not None:
            return replied.thread or replied.id
        return None

    def _media(
        self,
        person: Person,
        chat: Chat | None,
        kind: str,
        content: tuple[str, str, bytes],
        caption: str,
        *,
        reply_to: int | None = None,
        thread: int | None = None,
        group: str | None = None,
    ) -> Message:
        place = self._open(person, chat)
        body, entities = self.compose(caption, limit=LONGEST_CAPTION)
        stored = self.store_file(kind, *content)
        return self.post(
            place,
            sender=person,
            text=body,
            entities=entities,
            media=stored,
            media_group=group,
            **self._place(place, reply_to, thread),
        )


def origin_json(message: Message) -> dict[str, Any]:
    """The Bot API's MessageOrigin of a message that is forwarded."""
    if "forward_origin" in message.extra:
        return dict(message.extra["forward_origin"])
    date = unix(message.date)
    if message.sender_chat is not None:
        return {"type": "chat", "date": date, "sender_chat": message.sender_chat.json()}
    sender = message.sender
    return {"type": "user", "date": date, "sender_user": sender.json() if sender else {}}


def _text_mention(text: str, shown: str, who: Person) -> Entity:
    at = text.find(shown)
    if at < 0:
        raise SimError(f"{shown!r} does not occur in the text")
    return {"type": "text_mention", "offset": u16(text[:at]), "length": u16(shown), "user": who.json()}


_MIMES: Mapping[str, str] = {
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "txt": "text/plain", "csv": "text/csv",
    "wav": "audio/wav", "jpeg": "image/jpeg", "webp": "image/webp", "gif": "image/gif",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "ics": "text/calendar",
}  # fmt: skip


def _mime(name: str) -> str:
    return _MIMES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
