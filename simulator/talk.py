"""What people do with a bot beside writing: press, react, start, pick; and what groups and channels say as themselves."""

import secrets
from collections.abc import Sequence
from typing import Any

from simulator.errors import SimError
from simulator.model import Answer, Button, Chat, Message, Person, Press
from simulator.state import ANONYMOUS, CHANNEL_BOT, TELEGRAM
from simulator.wire import inaccessible, message_json, unix
from simulator.writing import Writing

_START_PAYLOAD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
_LONGEST_PAYLOAD = 64


class Talk(Writing):
    """The acts of people who talk with the bot."""

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
        where = {"inline_message_id": message.inline_id} if message.inline_id else {"message": shown}
        return {"id": press.id, "from": press.person.json(), **where, "chat_instance": instance, "data": press.data}

    def _follow(self, person: Person, button: Button, press: Press) -> None:
        """A link button: a start link of the bot opens its private chat, any other is only noted."""
        start = f"https://t.me/{self.bot.username}?start="
        press.answer = Answer(url=button.url)
        press.done.set()
        if button.url is not None and button.url.startswith(start):
            self.start(person, button.url.removeprefix(start))


def _check_payload(payload: str) -> None:
    if len(payload) > _LONGEST_PAYLOAD or not set(payload) <= _START_PAYLOAD:
        raise SimError(f"a start link carries up to {_LONGEST_PAYLOAD} of A-Z a-z 0-9 _ -, not {payload!r}")
