"""What people do in a chat: write, send files, forward, edit, press, react."""

import base64
import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from simulator.errors import SimError
from simulator.model import Answer, Button, Chat, InlineAsk, Message, Person, Press
from simulator.state import ANONYMOUS, CHANNEL_BOT, LONGEST_CAPTION, LONGEST_TEXT, TELEGRAM, WorldState
from simulator.text import Entity, u16
from simulator.wire import inaccessible, message_json, unix

_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
_START_PAYLOAD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_LONGEST_PAYLOAD = 64


class Talk(WorldState):
    """The acts of people who talk."""

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
        data: bytes = _PIXEL,
        name: str = "photo.png",
        group: str | None = None,
    ) -> Message:
        """Send a photo; ``group`` ties several to one album."""
        content = (name, _mime(name), data)
        return self._media(person, chat, "photo", content, caption, reply_to=reply_to, group=group)

    def file(
        self,
        person: Person,
        chat: Chat | None,
        name: str,
        data: bytes,
        caption: str = "",
        *,
        reply_to: int | None = None,
        group: str | None = None,
    ) -> Message:
        """Send a document."""
        content = (name, _mime(name), data)
        return self._media(person, chat, "document", content, caption, reply_to=reply_to, group=group)

    def voice(
        self, person: Person, chat: Chat | None, *, reply_to: int | None = None, data: bytes = b"OggS"
    ) -> Message:
        """Send a voice message."""
        return self._media(person, chat, "voice", ("voice.oga", "audio/ogg", data), "", reply_to=reply_to)

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

    def press(self, person: Person, message: Message, button: str, *, stale: bool = False) -> Press:
        """Press an inline button by its text or callback data; ``stale`` presses one that is no longer there."""
        if not self.sees(person, message.chat):
            raise SimError(f"{person.name} does not see this message")
        found = next((b for b in message.all_buttons() if button in {b.data, b.text}), None)
        if found is None:
            if not stale:
                raise SimError(f"no button {button!r} here, only {[b.text for b in message.all_buttons()]}")
            found = Button(button, button)
        press = Press(str(secrets.randbelow(2**62)), person, message, found.data, self.clock.now(), found.url)
        self.presses[press.id] = press
        if found.kind != "callback":
            self._follow(person, found, press)
            return press
        self.tell("callback_query", self._query(press))
        self.changed()
        return press

    def react(self, person: Person, message: Message, emoji: str | None) -> None:
        """Put a reaction on a message (None takes it away). The bot learns of it as administrator or in private."""
        old = message.reactions.get(person.id, [])
        new = [emoji] if emoji else []
        message.reactions[person.id] = new
        chat = message.chat
        if chat.type == "private" or chat.member(self.bot.id).admin:
            self.tell(
                "message_reaction",
                {
                    "chat": chat.json(),
                    "message_id": message.id,
                    "user": person.json(),
                    "date": unix(self.clock.now()),
                    "old_reaction": [{"type": "emoji", "emoji": e} for e in old],
                    "new_reaction": [{"type": "emoji", "emoji": e} for e in new],
                },
            )
        self.changed()

    def start(self, person: Person, payload: str = "") -> Message:
        """Open t.me/<bot>?start=payload and press Start."""
        _check_payload(payload)
        if person.blocked:
            self.unblock(person)
        return self.send(person, None, f"/start {payload}".strip())

    def unblock(self, person: Person) -> None:
        """Overridden where memberships are."""
        raise NotImplementedError

    def inline(self, person: Person, query: str) -> InlineAsk:
        """Type ``@bot query`` somewhere."""
        ask = InlineAsk(str(secrets.randbelow(2**62)), person, query, self.clock.now())
        self.asks[ask.id] = ask
        self.tell("inline_query", {"id": ask.id, "from": person.json(), "query": query, "offset": ""})
        return ask

    def share_users(self, person: Person, request_id: int, people: Sequence[Person]) -> Message:
        """Pick people with a request_users button of a reply keyboard."""
        shared = [
            {"user_id": p.id, "first_name": p.first_name} | ({"username": p.username} if p.username else {})
            for p in people
        ]
        return self.service(self._open(person, None), person, users_shared={"request_id": request_id, "users": shared})

    def anonymous_send(self, group: Chat, text: str, *, reply_to: int | None = None) -> Message:
        """An administrator writes as the group itself."""
        return self._as_chat(group, group, text, reply_to=reply_to)

    def channel_send(self, group: Chat, text: str, channel: Chat, *, linked: bool = False) -> Message:
        """A channel writes into a group: as itself, or (``linked``) as the automatic forward of a post."""
        if not linked:
            return self._as_chat(group, channel, text)
        body, entities = self.compose(text)
        origin = {"type": "channel", "date": unix(self.clock.now()), "chat": channel.json(), "message_id": 1}
        return self.post(
            group,
            sender=TELEGRAM,
            sender_chat=channel,
            text=body,
            entities=entities,
            extra={"forward_origin": origin, "is_automatic_forward": True},
            forward_name=channel.title,
        )

    def channel_post(self, channel: Chat, text: str) -> Message:
        """A post in a channel: nobody is its sender."""
        body, entities = self.compose(text)
        return self.post(channel, sender_chat=channel, text=body, entities=entities)

    def raw_update(self, body: dict[str, Any]) -> int:
        """Push any JSON at the bot, well-formed or not."""
        return self.updates.push_raw(dict(body))

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
            **self._place(place, reply_to, None),
        )

    def _as_chat(self, group: Chat, speaker: Chat, text: str, *, reply_to: int | None = None) -> Message:
        body, entities = self.compose(text)
        sender = ANONYMOUS if speaker is group else CHANNEL_BOT
        placed = self._place(group, reply_to, None)
        return self.post(group, sender=sender, sender_chat=speaker, text=body, entities=entities, **placed)

    def _query(self, press: Press) -> dict[str, Any]:
        message = press.message
        old = message.deleted or message.forgotten or self.clock.now() - message.date > self.inaccessible_after
        shown = inaccessible(message.chat, message.id) if old else message_json(message)
        instance = str(abs(hash(message.chat.id)))
        return {
            "id": press.id,
            "from": press.person.json(),
            "message": shown,
            "chat_instance": instance,
            "data": press.data,
        }

    def _follow(self, person: Person, button: Button, press: Press) -> None:
        """A link button: a start link of the bot opens its private chat, any other is only noted."""
        start = f"https://t.me/{self.bot.username}?start="
        press.answer = Answer(url=button.url)
        press.done.set()
        if button.url is not None and button.url.startswith(start):
            self.start(person, button.url.removeprefix(start))


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


def _check_payload(payload: str) -> None:
    if len(payload) > _LONGEST_PAYLOAD or not set(payload) <= _START_PAYLOAD:
        raise SimError(f"a start link carries up to {_LONGEST_PAYLOAD} of A-Z a-z 0-9 _ -, not {payload!r}")


_MIMES: Mapping[str, str] = {
    "pdf": "application/pdf", "png": "image/png", "jpg": "image/jpeg", "txt": "text/plain", "csv": "text/csv",
    "wav": "audio/wav", "jpeg": "image/jpeg", "webp": "image/webp", "gif": "image/gif",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "ics": "text/calendar",
}  # fmt: skip


def _mime(name: str) -> str:
    return _MIMES.get(name.rpartition(".")[2].lower(), "application/octet-stream")
