"""What people do with a bot in any chat, be it in it or not: inline queries, sending what it offers, summoning a guest."""

import secrets
from typing import Any

from simulator.errors import SimError
from simulator.model import Chat, GuestAsk, InlineAsk, Message, Person
from simulator.talk import Talk
from simulator.wire import message_json

_LONGEST_QUERY = 256


class Elsewhere(Talk):
    """The acts of people who use the bot outside their chats with it."""

    def inline(self, person: Person, query: str, chat: Chat | None = None, *, offset: str = "") -> InlineAsk:
        """Type ``@bot query`` in a chat (in private with the bot, where none is named); ``offset``: scroll to more."""
        if not self.inline_mode:
            raise SimError("the bot's inline mode is off")
        ask = InlineAsk(str(secrets.randbelow(2**62)), person, query[:_LONGEST_QUERY], self.clock.now(), offset)
        self.asks[ask.id] = ask
        where = chat or self.private(person)
        kind = "sender" if where.person is person else where.type
        self.tell(
            "inline_query",
            {"id": ask.id, "from": person.json(), "query": ask.query, "offset": offset, "chat_type": kind},
        )
        return ask

    def choose(self, ask: InlineAsk, result_id: str, chat: Chat | None = None) -> Message:
        """Send one of the results: a message of the person, by way of the bot. The bot hears of the choice only with
        inline feedback on, and of the message where it is in the chat."""
        said = ask.contents.get(result_id)
        if said is None:
            raise SimError(f"there is no result {result_id!r}")
        place = self._open(ask.person, chat)
        inline_id = secrets.token_urlsafe(18) if said["markup"] else None
        if self.inline_feedback:
            chosen = {"result_id": result_id, "from": ask.person.json(), "query": ask.query}
            self.tell("chosen_inline_result", chosen | ({"inline_message_id": inline_id} if inline_id else {}))
        via = {"via_bot": self.bot.json()}
        return self.post(place, sender=ask.person, extra=via, inline_id=inline_id, **said)

    def guest(self, person: Person, text: str, chat: Chat) -> GuestAsk:
        """Name the bot in a group it is not in."""
        if not self.guest_mode:
            raise SimError("the bot takes no guest queries")
        if chat.member(self.bot.id).inside:
            raise SimError("the bot is in this chat; it is no guest there")
        body, entities = self.compose(text)
        message = self.post(chat, sender=person, tell=False, text=body, entities=entities)
        ask = GuestAsk(str(secrets.randbelow(2**62)), message)
        self.guests[ask.id] = ask
        self.tell("guest_message", message_json(message) | {"guest_query_id": ask.id})
        return ask

    def guest_reply(self, ask: GuestAsk, said: dict[str, Any]) -> Message:
        """What the bot answers a summons with stands in that chat."""
        caller = ask.message.sender
        extra = {"guest_bot_caller_user": caller.json()} if caller else {}
        ask.reply = self.post(
            ask.message.chat, tell=False, sender=self.bot, reply_to=ask.message, extra=extra,
            inline_id=secrets.token_urlsafe(18), **said,
        )  # fmt: skip
        return ask.reply
